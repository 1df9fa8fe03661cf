"""Who owns and who controls whom, over numbered parties: exact, in circles, and within bounds."""

"""Who holds what of whom, as numbers: holdings, boards and agreements on one day."""

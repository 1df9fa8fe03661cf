"""Votes to be designed: weights for a wanted power, quotas, and many small votes at once."""

"""Who gets what of the proceeds, at every value and over all values: exact."""

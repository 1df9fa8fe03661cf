"""Counting coalitions: on diagrams, in layers, over totals, in closed form, or by chance."""

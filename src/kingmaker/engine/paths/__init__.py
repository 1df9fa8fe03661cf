"""Ways to a goal: what can be reached by decisions, how soon, and with how few."""

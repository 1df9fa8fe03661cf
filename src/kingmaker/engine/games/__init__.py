"""Voting games: what they are, and all their coalitions without listing them."""

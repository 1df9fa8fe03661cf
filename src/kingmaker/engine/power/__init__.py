"""Power in a voting game: counting what each player tips, and the indices that weigh it."""

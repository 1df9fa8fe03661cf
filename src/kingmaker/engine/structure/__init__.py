"""What kind of game it is: whom it ranks how, and whether one weighted vote comes to the same."""

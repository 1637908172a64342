"""Claims that speak of the same thing, and who is independent of whom."""

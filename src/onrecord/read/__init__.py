"""Edition -> Reading: who says what happened, where, when, to whom, and how firmly."""

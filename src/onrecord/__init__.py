"""onrecord: who says what happened in a war, where, when, to whom, and what follows from it."""

__version__ = "0.1.0"

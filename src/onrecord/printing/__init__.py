"""Answers as a person reads them in a terminal; the only module beside the commands that knows of rich."""

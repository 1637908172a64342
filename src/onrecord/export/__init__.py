"""Exports: tables and documents for others, with a data dictionary, guarded for who will read them."""

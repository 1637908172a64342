"""Names to places: built once from installed packages and our own tables, then read through a memory map."""

"""Steps that bring an older record up to this version."""

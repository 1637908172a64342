"""Commands by what they are about: the rules, the places. `cli` has those on the record, and the whole."""

"""Who is who: the actor table, the conflicts with their dated sides, and names looked up in them.

Tables are actors/*.toml and conflicts/*.toml; docs/decisions/0003-parties-module.md says why they are here.
"""

from onrecord.parties.book import BACKING, HEADS, STATE_HEADS, Parties, load
from onrecord.parties.naming import Alias, Naming, Nation
from onrecord.parties.pieces import pieces

__all__ = ["BACKING", "HEADS", "STATE_HEADS", "Alias", "Naming", "Nation", "Parties", "load", "pieces"]

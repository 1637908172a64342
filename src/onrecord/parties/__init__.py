"""Who is who: the actor table, the conflicts with their dated sides, and names looked up in them.

Tables are actors/*.toml and conflicts/*.toml; docs/decisions/0003-parties-module.md says why they are here.
"""

from onrecord.parties.book import Parties, load
from onrecord.parties.naming import Nation, Naming, Part

__all__ = ["Naming", "Nation", "Part", "Parties", "load"]

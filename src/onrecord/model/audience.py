"""For whom an output is made, and how sensitive each part of it is: a property of the schema."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who will read an output; `public` unless a person says otherwise."""

    PUBLIC = "public"
    TEAM = "team"


class Sensitivity(StrEnum):
    """What must be done to a column before anyone outside the team may read it."""

    OPEN = "open"  # as it is
    WORDS = "words"  # words of a report: names of private people are masked in public
    PERSON = "person"  # a private person: by role in public, never by name
    TEAM = "team"  # never in public


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """One column of an export: what it says and how sensitive it is. `kind` is a Table Schema type."""

    name: str
    meaning: str
    kind: str = "string"
    sensitivity: Sensitivity = Sensitivity.OPEN

"""The lines "Outlet: ...", "URL: ...", "Published: ..." that a plain text file may begin with.

They are a person's own statements about the file. A notice ("Demonstration text.") may stand before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_FIELD = re.compile(r"(outlet|url|title|published|changed|publisher_party):[ \t]+(\S.*)", re.IGNORECASE)
_NOTICES = 2  # lines of a notice that may stand before the header


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the header states, by lower-case name; `end` is where it ends in the text, 0 without one."""

    fields: dict[str, str] = field(default_factory=dict)
    end: int = 0


def header_of(text: str) -> Header:
    """The header of a plain text; a line such as "URL: ..." further down is part of the text."""
    fields: dict[str, str] = {}
    place = end = before = 0
    for line in text.splitlines(keepends=True):
        match = _FIELD.fullmatch(line.strip())
        if match and match.group(1).lower() not in fields:
            fields[match.group(1).lower()] = match.group(2).strip()
            end = place + len(line)
        elif fields or before == _NOTICES:
            break
        elif line.strip():
            before += 1
        place += len(line)
    # "Title: ..." alone may be how a text begins; one more statement makes it a header.
    return Header(fields=fields, end=end) if len(fields) > 1 or "published" in fields else Header()

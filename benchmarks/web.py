"""`python -m benchmarks web`: what a page of a large record costs its server."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.large import Size, make


def main(claims: int, home: Path) -> int:
    """Make the record of a large war in a folder, unless one is there."""
    if not (home / "record.db").exists():
        made = make(home, Size(claims=claims))
        print(f"{made} claims in {home}", file=sys.stderr)
    return 0

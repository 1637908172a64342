"""The read side: what the command line, the pages and a library user ask. Nothing here writes."""

from __future__ import annotations

from onrecord.record.finding import Filters
from onrecord.record.record import Record

__all__ = ["Filters", "Record"]

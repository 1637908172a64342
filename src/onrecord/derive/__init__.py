"""From live claims and judgements to incidents, harm, control and grades: one pure function."""

from __future__ import annotations

from onrecord.derive.memo import Memo
from onrecord.derive.picture import VERSION, derive

__all__ = ["VERSION", "Memo", "derive"]

"""Reports as JSON: one a line (.jsonl), or a document holding one, a list, or `reports` (.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.intake.text import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One report as JSON, the bytes it came in, and where; or `fault`, why there is none."""

    where: str
    raw: bytes
    fields: dict[str, Any]
    fault: str = ""


def lines(raw: bytes, where: str) -> Iterator[Record]:
    """The records of a file with one on each line; a broken line is one fault, the rest goes on."""
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if line.strip():
            yield _record(line, f"{where}, line {number}")


def document(raw: bytes, where: str) -> Iterator[Record]:
    """The records of one JSON document. `raw` of each is the whole document: it has no bytes of its own."""
    whole = _record(raw.removeprefix(b"\xef\xbb\xbf"), where, several=True)
    items = whole.fields.get("reports", [whole.fields])
    if whole.fault or not isinstance(items, list):
        yield whole if whole.fault else _fault(raw, where, "`reports` is not a list")
        return
    for number, item in enumerate(items, start=1):
        place = where if len(items) == 1 else f"{where}, report {number}"
        if isinstance(item, dict):
            yield Record(where=place, raw=raw, fields=item)
        else:
            yield _fault(raw, place, "not an object")


def _record(raw: bytes, where: str, *, several: bool = False) -> Record:
    try:
        data = _storable(json.loads(raw.decode("utf-8")))
    except UnicodeDecodeError:
        return _fault(raw, where, "not UTF-8, which JSON has to be")
    except json.JSONDecodeError as error:
        return _fault(raw, where, f"broken JSON at character {error.pos + 1}: {error.msg}")
    except ValueError:  # digits beyond what Python turns into a number
        return _fault(raw, where, "JSON with a number of thousands of digits")
    except RecursionError:
        return _fault(raw, where, "JSON nested too deeply")
    if several and isinstance(data, list):
        data = {"reports": data}
    if not isinstance(data, dict):
        return _fault(raw, where, "not an object with the fields of a report")
    return Record(where=where, raw=raw, fields=data)


def _storable(value: Any) -> Any:
    """`value` with what cannot be stored replaced in its words: an escape can spell what no UTF-8 holds."""
    if isinstance(value, str):
        return canonical(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {canonical(name): _storable(item) for name, item in value.items()}
    return value


def _fault(raw: bytes, where: str, why: str) -> Record:
    return Record(where=where, raw=raw, fields={}, fault=why)

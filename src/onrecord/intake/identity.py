"""What makes a report, an edition, a reading or a claim the same one (HOUSE, Types: Ids)."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from onrecord import lexicon
from onrecord.model.reading import ReaderKind
from onrecord.model.values import Interval, Span

_HEAD = 1_000  # characters of a text that stand for it where a report has no address
# Hexadecimal digits of an id, after a letter that says of what (p a report, e an edition, r a reading, c a
# claim): at a hundred million editions two meet with a chance of 1 in 4,000. Raw bytes keep all 64.
_DIGITS = 16
_PORTS = {"http": "80", "https": "443"}


def blob_id(raw: bytes) -> str:
    """SHA-256 of raw bytes."""
    return hashlib.sha256(raw).hexdigest()


def report_id(url: str, outlet: str, published: Interval | None, title: str, text: str) -> str:
    """Hash of the normalised address, else of outlet, published day, title and the first characters."""
    if url:
        return _hash("p", url)
    day = published.first_day.isoformat() if published else ""
    return _hash("p", outlet, day, title, text[:_HEAD])


def edition_id(report: str, text: str, redated: Interval | None = None) -> str:
    """Hash of the report and the canonical text; and of a date that was given to the same text later."""
    return _hash("e", report, text, *([redated.start.isoformat()] if redated else []))


def reading_id(edition: str, reader: str, version: str, lexicon_hash: str, gazetteer_hash: str) -> str:
    """Hash of the edition and of all that read it."""
    return _hash("r", edition, reader, version, lexicon_hash, gazetteer_hash)


def claim_id(edition: str, kind: ReaderKind, trigger: Span, ordinal: int) -> str:
    """Hash of the edition, the kind of reader, the trigger and its place among the trigger's claims."""
    return _hash("c", edition, kind.value, str(trigger.start), str(trigger.end), str(ordinal))


def _hash(kind: str, *parts: str) -> str:
    # Each part with its length before it, so that no two lists of parts can run into one.
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return kind + hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]


def normal_url(url: str) -> str:
    """The address without what does not change the page: fragment, tracking, default port, case of the host.

    '' for what is no web address. `http` and `https`, and `www.`, stay as they are: some sites differ there.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if scheme not in _PORTS or not host:
        return ""
    if port and str(port) != _PORTS[scheme]:
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted((k, v) for k, v in pairs if not _is_tracking(k))
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._") or "/"
    return urlunsplit((scheme, host, path, urlencode(kept), ""))


def _is_tracking(name: str) -> bool:
    known = lexicon.load("furniture").tables["tracking"]
    lowered = name.lower()
    return lowered in known["names"] or lowered.startswith(tuple(known["beginnings"]))

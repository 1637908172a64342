"""Bytes to canonical text: decoded, newlines normalised, U+0000 replaced, nothing cut (HOUSE, Types)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"{\\rtf",
)
_SAMPLE = 65_536  # bytes looked at to tell text from what is none
_BINARY_SHARE = 0.02  # of control characters; a text with a few stray ones is still a text
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_NEWLINE = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# U+0000 is in no PostgreSQL text; half a surrogate pair is in no UTF-8.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Canonical text, and the doubt about its encoding in words, '' where there is none."""

    text: str
    doubt: str = ""


def is_text(raw: bytes) -> bool:
    """False for what is no text in any encoding: documents of programs, pictures, archives."""
    if raw.startswith(tuple(bom for bom, _ in _BOMS)):
        return True
    if raw.startswith(_SIGNATURES):
        return False
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _BINARY_SHARE * len(sample) or bool(_utf16(sample))


def decode(raw: bytes, declared: str = "") -> Decoded:
    """The text of `raw`: by its byte order mark, as UTF-8, as it declares itself, else as Windows-1252.

    UTF-8 with a few broken bytes stays UTF-8, the broken ones shown as U+FFFD.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _of(raw.decode(encoding, "replace").removeprefix("\ufeff"), encoding)
    wide = _utf16(raw[:_SAMPLE])
    if wide:
        return _of(raw.decode(wide, "replace"), wide)
    try:
        return Decoded(text=canonical(raw.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    known = _known(declared)
    if known not in ("", "utf-8"):
        return _of(raw.decode(known, "replace"), declared)
    lenient = raw.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = sum(1 for character in lenient if character > "\x7f") - broken
    if sound > broken:
        return Decoded(text=canonical(lenient), doubt=f"{broken} places are not UTF-8 and stand as \ufffd")
    return Decoded(
        text=canonical(raw.decode("cp1252", "replace")),
        doubt="not UTF-8; read as Windows-1252, accents may be wrong",
    )


def canonical(text: str) -> str:
    """`text` with one kind of newline and without what cannot be stored."""
    return _UNSTORABLE.sub("\ufffd", _NEWLINE.sub("\n", text))


def _of(text: str, encoding: str) -> Decoded:
    broken = text.count("\ufffd")
    return Decoded(text=canonical(text), doubt=f"{broken} places are not {encoding}" if broken else "")


def _utf16(sample: bytes) -> str:
    """The byte order of UTF-16 without a mark, told by where the zeros of Latin letters stand."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _known(encoding: str) -> str:
    """Python's name of a declared encoding of texts; '' for none, and for codecs that are none, as base64."""
    try:
        name = codecs.lookup(encoding).name
        b"\xe9".decode(name, "replace")
    except (LookupError, ValueError):  # a UnicodeError is a ValueError, and so is a NUL in the name
        return ""
    return name

"""What one reader made of one edition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.claim import Claim
from onrecord.model.report import Problem
from onrecord.model.source import Attribution, Silence, Source


class ReaderKind(StrEnum):
    """Who read; one reading per edition and kind is live."""

    MACHINE = "machine"
    CODER = "coder"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The claims one reader found in one edition, with the versions of all it used.

    `id` = hash(edition, reader, reader version, lexicon hash, gazetteer hash).
    """

    id: str
    edition: str
    reader: str
    kind: ReaderKind
    version: str
    lexicon_hash: str
    gazetteer_hash: str
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    silences: tuple[Silence, ...] = ()
    problems: tuple[Problem, ...] = ()

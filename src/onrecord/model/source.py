"""Who says it: sources, the words that attribute, and the way a statement came to the page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.values import Phrase, Span


class SourceType(StrEnum):
    """Source types of the gold guidelines."""

    MILITARY = "military"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed_group"
    STATE_MEDIA = "state_media"
    PARTY_MEDIA = "party_media"
    MONITOR = "monitor"
    RESIDENT = "resident"
    WITNESS = "witness"
    TRIBAL_LEADER = "tribal_leader"
    LOCAL_OFFICIAL = "local_official"
    MEDIC = "medic"
    RESCUE = "rescue"
    AID_AGENCY = "aid_agency"
    UN = "un"
    EXPERT = "expert"
    OPPOSITION = "opposition"
    NEWS_AGENCY = "news_agency"
    UNNAMED_OFFICIAL = "unnamed_official"
    OTHER = "other"


class CueKind(StrEnum):
    """What the attributing words do with the content."""

    STATES = "states"  # said, told, according to
    CLAIMS = "claims"  # claimed, declared victory: the outlet keeps a distance
    DENIES = "denies"
    HEDGES = "hedges"  # believes, suspects, fears
    BLAMES = "blames"  # accused X of, blamed X for
    PLANS = "plans"  # vowed to, threatened to, ordered
    ASKS = "asks"  # urged, called on: its content has not happened
    ATTITUDE = "attitude"  # condemned, welcomed: its content is presupposed
    SILENT = "silent"  # made no mention of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Someone a report cites. `key` is equal for one source under several wordings in one report.

    `actor` is the id of the body itself where the table knows it (SOHR, the Syrian army); `party` is the
    actor id of the party it speaks for, '' for a bystander; `party_text` the party's words. `via` lists
    the agencies or media it spoke to, the nearest to the source first. `named` marks a proper name.
    """

    key: str
    as_written: str
    span: Span | None = None
    mentions: tuple[Phrase, ...] = ()
    type: SourceType = SourceType.OTHER
    actor: str = ""
    party: str = ""
    party_text: str = ""
    via: tuple[str, ...] = ()
    named: bool = False
    private: bool = False  # a private person: shown by role in public output

    @property
    def name(self) -> str:
        """The source as a line of text names it: a known body without what only describes it."""
        return self.as_written.split(",")[0] if self.actor else self.as_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of saying: source, cue and content, each in one or more fragments.

    `sources` are empty where the source is openly missing ("reportedly", "it is believed").
    `inside` is the index, in the reading's attributions, of the one it is quoted within; -1 if outermost.
    """

    sources: tuple[Source, ...]
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    cue: str  # lemma
    kind: CueKind
    negated: bool = False
    missing: bool = False
    quoted: bool = False
    inside: int = -1
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A source is said to have made no mention of something: a note on a source, not a claim."""

    source: Source
    topic: Phrase
    span: Span
    rule: str = ""

"""What kind of source a phrase names, from its words and the body it names; rules in sources.toml."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.actor import Actor, ActorKind
from onrecord.model.source import SourceType
from onrecord.read.parse import Token

Resolve = Callable[[str], tuple[Actor, ...]]

_BODY_TYPE: dict[ActorKind, SourceType] = {
    ActorKind.STATE: SourceType.GOVERNMENT,
    ActorKind.GOVERNMENT: SourceType.GOVERNMENT,
    ActorKind.MILITARY: SourceType.MILITARY,
    ActorKind.POLICE: SourceType.LOCAL_OFFICIAL,
    ActorKind.ARMED_GROUP: SourceType.ARMED_GROUP,
    ActorKind.COALITION: SourceType.MILITARY,
    ActorKind.OPPOSITION: SourceType.OPPOSITION,
    ActorKind.MONITOR: SourceType.MONITOR,
    ActorKind.NEWS_AGENCY: SourceType.NEWS_AGENCY,
    ActorKind.STATE_MEDIA: SourceType.STATE_MEDIA,
    ActorKind.PARTY_MEDIA: SourceType.PARTY_MEDIA,
    ActorKind.OUTLET: SourceType.NEWS_AGENCY,
    ActorKind.UN: SourceType.UN,
    ActorKind.AID_AGENCY: SourceType.AID_AGENCY,
    ActorKind.RESCUE: SourceType.RESCUE,
}
_MEDIA = frozenset({ActorKind.NEWS_AGENCY, ActorKind.STATE_MEDIA, ActorKind.PARTY_MEDIA, ActorKind.OUTLET})
_OUTLETS = frozenset({SourceType.PARTY_MEDIA, SourceType.STATE_MEDIA})
_PARTIES = frozenset(
    {
        ActorKind.STATE,
        ActorKind.GOVERNMENT,
        ActorKind.MILITARY,
        ActorKind.POLICE,
        ActorKind.ARMED_GROUP,
        ActorKind.COALITION,
        ActorKind.OPPOSITION,
    }
)
# Types that never speak for a party, whatever body their phrase mentions ("a resident of army-held Tarvo").
_BYSTANDERS = frozenset(
    {
        SourceType.MONITOR,
        SourceType.RESIDENT,
        SourceType.WITNESS,
        SourceType.MEDIC,
        SourceType.RESCUE,
        SourceType.AID_AGENCY,
        SourceType.UN,
        SourceType.EXPERT,
        SourceType.NEWS_AGENCY,
        SourceType.TRIBAL_LEADER,
        SourceType.OTHER,
    }
)
_AROUND = frozenset({"a", "an", "the", "by", "from", "of", "in", "latest", "earlier", "own", "s", "official"})
_TYPES = frozenset(t.value for t in SourceType)
_MAX_NAME = 6  # words of a body's name looked up in the actor table
_OUTLET = re.compile(r"\b(?:media|television|tv|radio|channel|news agency|broadcaster|newspaper|website)s?\b")
_RUN_BY = re.compile(r"([\w’']+)-(?:run|linked|affiliated|aligned|controlled|owned|backed)\b")
_EDGE = re.compile(r"^(?:the|a|an|its|their|his|her|this|that)\s+|[’']s?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*\.?|[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    id: str
    type: SourceType
    pattern: re.Pattern[str]
    never: re.Pattern[str] | None
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Type of a source with its body (`actor` where the phrase is the body itself) and its party."""

    type: SourceType
    actor: str = ""
    body: Actor | None = None
    party: str = ""
    party_text: str = ""
    rule: str = ""


@cache
def _rules() -> tuple[_Rule, ...]:
    out: list[_Rule] = []
    for entry in lexicon.load("sources").entries:
        if entry.gives not in _TYPES or not entry.pattern:
            continue
        never = entry.more.get("not", "")
        out.append(
            _Rule(
                id=entry.id,
                type=SourceType(entry.gives),
                pattern=entry.compiled(),
                never=re.compile(never) if never else None,
                first=bool(entry.more.get("first", False)),
            )
        )
    return tuple(out)


@cache
def pattern(rule: str) -> re.Pattern[str]:
    """The compiled pattern of a phrase rule of sources.toml."""
    return next(e for e in lexicon.load("sources").entries if e.id == rule).compiled()


@cache
def lemmas(rule: str) -> frozenset[str]:
    """Lemmas or words of a phrase rule of sources.toml."""
    entry = next(e for e in lexicon.load("sources").entries if e.id == rule)
    return frozenset((*entry.lemmas, *entry.words))


@cache
def anaphors() -> dict[str, frozenset[SourceType]]:
    """Types that a bare noun ("the monitor", "the ministry") can lead back to."""
    rows = lexicon.load("sources").tables.get("anaphor", {})
    return {noun: frozenset(map(SourceType, types)) for noun, types in rows.items()}


def _by_rule(phrase: str, *, first: bool) -> _Rule | None:
    for rule in _rules():
        if (
            rule.first is first
            and rule.pattern.search(phrase)
            and not (rule.never and rule.never.search(phrase))
        ):
            return rule
    return None


def type_of(kind: ActorKind | None) -> SourceType:
    """What a body of this kind is as a source."""
    return _BODY_TYPE.get(kind, SourceType.OTHER) if kind is not None else SourceType.OTHER


def speaks(head: Token) -> bool:
    """Whether a noun names someone who can be cited: a person, a body, or a name of either."""
    if head.ent_type_ in ("PERSON", "ORG", "NORP") or head.lower_ in anaphors():
        return True
    return any(rule.pattern.search(head.lower_) for rule in _rules()) or bool(
        pattern("phrase.person").search(head.lower_)
    )


def body_in(phrase: str, resolve: Resolve) -> tuple[Actor, str] | None:
    """The body a phrase names, longest name first, and later names before earlier ones of that length."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(phrase)]
    for size in range(min(_MAX_NAME, len(words)), 0, -1):
        for i in range(len(words) - size, -1, -1):
            name = phrase[words[i][0] : words[i + size - 1][1]]
            if size == 1 and not name[:1].isupper():
                continue
            if not any(w[:1].isupper() for w in name.split()):
                continue
            for actor in resolve(name):
                if actor.kind is not ActorKind.COMMUNITY:
                    last = name.split()[-1]
                    after = phrase[words[i + size - 1][1] :].lstrip() if last.islower() and size > 1 else ""
                    nearer = body_in(after, resolve) if after[:1].isupper() else None
                    return nearer or (actor, name)  # "the al-Qaeda affiliate X" is X
    return None


def _runner(phrase: str, resolve: Resolve) -> tuple[Actor, str] | None:
    """The body that runs an outlet: "the Front-run state news agency" speaks for the Front."""
    run = _RUN_BY.search(phrase)
    if run is None or not _OUTLET.search(phrase.lower()):
        return None
    return next(((actor, run.group(1)) for actor in resolve(run.group(1)) if actor.kind in _PARTIES), None)


def of(phrase: str, resolve: Resolve, *, person: bool, place: bool = False, nation: bool = False) -> Kind:
    """Type, body and party of a source phrase.

    `person` says that a person speaks, `place` that the head is a country or capital used for its
    government, `nation` that a people's adjective stands in the phrase ("US officials").
    """
    lower = phrase.lower()
    found = _runner(phrase, resolve) or body_in(phrase, resolve)
    body, words = found if found is not None else (None, "")
    rule = _by_rule(lower, first=True)
    if rule is None and body is not None and body.kind in _BODY_TYPE:
        source_type, fired = _of_body(body, lower), f"actor.{body.kind.value}"
    else:
        rule = rule or _by_rule(lower, first=False)
        if rule is None:
            source_type, fired = (
                (SourceType.GOVERNMENT, "source.capital") if place else (SourceType.OTHER, "")
            )
        else:
            source_type, fired = rule.type, rule.id
            if rule.id == "source.official" and (nation or body is not None):
                source_type = SourceType.GOVERNMENT
    if person and body is not None and body.kind in _MEDIA:
        source_type, fired = SourceType.OTHER, "source.journalist"  # an outlet's own reporter
    is_body = body is not None and not person and _is_body(phrase, words)
    if is_body and body is not None and source_type in _OUTLETS and body.kind not in _MEDIA:
        is_body = False  # a party's media are not the party
    party, party_text = _party(source_type, body, words)
    if fired == "source.capital":
        party_text = _EDGE.sub("", phrase)
    return Kind(
        type=source_type,
        actor=body.id if body is not None and is_body else "",
        body=body,
        party=party,
        party_text=party_text or _party_words(source_type, phrase, person=person),
        rule=fired,
    )


def _of_body(body: Actor, lower: str) -> SourceType:
    """A state speaks through its army, a party through its media, where the phrase says so."""
    found = _BODY_TYPE[body.kind]
    if body.kind in _PARTIES and _OUTLET.search(lower):
        states = body.kind in (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE)
        return SourceType.STATE_MEDIA if states else SourceType.PARTY_MEDIA
    if body.kind in (ActorKind.STATE, ActorKind.GOVERNMENT):
        rule = _by_rule(lower, first=False)
        if rule is not None and rule.type in (
            SourceType.MILITARY,
            SourceType.UNNAMED_OFFICIAL,
            SourceType.OPPOSITION,
            SourceType.NEWS_AGENCY,
            SourceType.ARMED_GROUP,
        ):
            return SourceType.GOVERNMENT if rule.id == "source.official" else rule.type
    return found


def _is_body(phrase: str, words: str) -> bool:
    """Whether the phrase is the body itself, or a statement or report of its, and not its people."""
    bare = re.split(r"[,(]", _EDGE.sub("", phrase.strip()))[0].strip().lower()
    name = _EDGE.sub("", words.strip()).lower()
    if not name or name not in bare:
        return False
    rest = _WORD.findall(bare.replace(name, " "))
    return all(w in _AROUND or w.rstrip("s") in lemmas("phrase.container") for w in rest)


def _party(source_type: SourceType, body: Actor | None, words: str) -> tuple[str, str]:
    if body is None or source_type in _BYSTANDERS:
        return "", ""
    if body.kind in _MEDIA:
        return (
            (body.home, body.home)
            if source_type in (SourceType.STATE_MEDIA, SourceType.PARTY_MEDIA)
            else ("", "")
        )
    return (body.id, body.name) if body.kind in _PARTIES else ("", words)


def _party_words(source_type: SourceType, phrase: str, *, person: bool) -> str:
    """The party's own words where the table knows no such body; '' for bystanders and for people."""
    if source_type in (SourceType.PARTY_MEDIA, SourceType.STATE_MEDIA):
        run = _RUN_BY.search(phrase)
        return run.group(1) if run is not None and run.group(1).lower() not in ("state", "government") else ""
    if person or source_type not in (SourceType.MILITARY, SourceType.ARMED_GROUP, SourceType.OPPOSITION):
        return ""
    return _EDGE.sub("", phrase.split(",")[0].strip())

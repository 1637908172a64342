"""Our claims as PLOVER events, who did what to whom; protest and coercion by the words of plover.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.reading import Read, read
from onrecord.model.claim import Claim, EventType, Modality, Polarity
from onrecord.read.clauses import actor, core_span, governing_verb, patient, prepositions
from onrecord.read.parse import Token, span_of
from onrecord.read.stance import standing

Row = dict[str, Any]
_CLASS = {
    EventType.ARMED_ATTACK: "ASSAULT",
    EventType.BOMBING: "ASSAULT",
    EventType.MASSACRE: "ASSAULT",
    EventType.CLASH: "FIGHT",
    EventType.GROUND_ASSAULT: "FIGHT",
    EventType.AIRSTRIKE: "FIGHT",
    EventType.SHELLING: "FIGHT",
    EventType.CONTROL_GAINED: "FIGHT",
    EventType.SIEGE: "COERCE",
    EventType.DETENTION: "COERCE",
    EventType.ABDUCTION: "COERCE",
}
# a clause or phrase that only sets the scene
_ASIDE = frozenset({"relcl", "acl", "advcl", "amod", "compound", "poss"})
_OCCASION = frozenset({"in", "of", "by", "with", "for"})
_CAMEO = {"PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "18", "FIGHT": "19"}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One row of events for each sentence; only its text and date are read."""
    for row in rows:
        found = read(row["sentence"], _day(row.get("date")))
        events = [*_of_claims(found), *_of_words(found)]
        kept = {(e["plover"], e["source"], e["target"]): e for e in events}
        yield {"id": row["id"], "events": list(kept.values())}


def _day(written: str | None) -> date | None:
    if not written:
        return None
    return datetime.strptime(written.replace("-", ""), "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone


def _of_claims(found: Read) -> Iterator[Row]:
    for claim in found.claims:
        name = _CLASS.get(claim.event_type)
        told = claim.polarity is Polarity.AFFIRMED and claim.modality is not Modality.PLANNED
        span = found.page.doc.char_span(claim.trigger.start, claim.trigger.end, alignment_mode="expand")
        told = told and span is not None and _main(span.root)
        if name is not None and told:
            place = claim.place.as_written if claim.place is not None else ""
            yield _event(name, _who(claim, "agents"), _who(claim, "targets") or place)


def _who(claim: Claim, role: str) -> str:
    refs = claim.agents if role == "agents" else claim.targets
    return refs[0].as_written if refs else ""


def _event(name: str, source: str, target: str) -> Row:
    return {"plover": name, "cameo": f"{_CAMEO[name]}0", "source": source, "target": target}


@cache
def _words() -> tuple[Row, ...]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tuple(tomllib.load(file)["words"])


def _of_words(found: Read) -> Iterator[Row]:
    for token in found.page.doc:
        for row in _words():
            if token.pos_ in row["pos"] and token.lemma_.lower() in row["lemmas"]:
                how = standing(token, span_of(token), (), found.page.text)
                if _main(token) and how.told and how.modality is not Modality.PLANNED:
                    yield _event(row["gives"], *_sides(found, token))


def _main(token: Token) -> bool:
    """True where the sentence is about it: a record is not made of what happened before or elsewhere."""
    at = token
    while at.head.i != at.i:
        if at.dep_ in _ASIDE or (at.dep_ == "pobj" and at.head.lower_ not in _OCCASION):
            return False
        at = at.head
    return True


def _sides(found: Read, token: Token) -> tuple[str, str]:
    verb = token if token.pos_ == "VERB" else governing_verb(token)
    doer = actor(verb) if verb is not None else None
    hit = patient(verb) if verb is not None and verb.i == token.i else None
    hit = hit or next((n for w, n in prepositions(token) if w in {"against", "at", "on", "over", "of"}), None)
    return _text(found, doer), _text(found, hit)


def _text(found: Read, token: Token | None) -> str:
    return "" if token is None else core_span(token).of(found.page.text)

"""The cue lexicon as look-up tables: which words attribute, and what shape their content has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord import lexicon
from onrecord.model.source import CueKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One word as a cue; the keys are explained at the head of lexicons/cues.toml."""

    rule: str
    lemma: str
    kind: CueKind
    pos: str
    frames: frozenset[str]
    tail: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    only_objects: frozenset[str] = frozenset()
    only_subjects: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    verdict: frozenset[str] = frozenset()
    hearer: bool = False
    raising: bool = False
    needs_tail: bool = False
    particle: str = ""


@cache
def table() -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Cues by (part of speech, lemma or word), in the order of the file: the first that fits wins."""
    out: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for entry in lexicon.load("cues").entries:
        if entry.pattern:
            continue
        more = entry.more
        for lemma in (*entry.lemmas, *entry.words):
            about = more.get("only_about", {}).get(lemma, more.get("about", ()))
            cue = Cue(
                rule=entry.id,
                lemma=lemma,
                kind=CueKind(entry.gives),
                pos=more["pos"],
                frames=frozenset(more.get("frames", ())),
                tail=frozenset(more.get("tail", ())),
                about=frozenset(about),
                only_objects=frozenset(more.get("only_objects", ())),
                only_subjects=frozenset(more.get("only_subjects", ())),
                never=frozenset(more.get("never", ())),
                verdict=frozenset(more.get("verdict", ())),
                hearer=more.get("hearer", False),
                raising=more.get("raising", False),
                needs_tail=more.get("needs_tail", False),
                particle=more.get("particle", ""),
            )
            out[cue.pos, lemma] = (*out.get((cue.pos, lemma), ()), cue)
    return out


@cache
def reduced() -> frozenset[str]:
    """Lemmas whose participle before "to be" or "to have" names nobody ("jets believed to be ...")."""
    return frozenset(lexicon.load("cues").tables["reduced"])

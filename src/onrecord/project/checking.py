"""Tries everything that is data: each rule on its examples and on stories, each table by loading it."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from onrecord import lexicon, parties, settings
from onrecord.errors import DataError, UnreadableInput
from onrecord.gazetteer import sources as place_tables
from onrecord.gazetteer.build import build
from onrecord.gazetteer.index import Gazetteer
from onrecord.lexicon import Entry, Lexicon
from onrecord.model.explained import BrokenRule, CheckAnswer, DoubleWord, RuleLine
from onrecord.model.report import Edition, EditionKind
from onrecord.model.values import Interval
from onrecord.project.opened import Tell, gazetteer_folder, silent
from onrecord.read import trial
from onrecord.read.reader import MachineReader

# Where a checkout has its stories, seen from the package; an installed wheel has none.
STORIES = Path(__file__).resolve().parents[3] / "tests" / "cases" / "stories"
_PLACE_TABLES = ("regions.csv", "aliases.csv", "features.csv")


def check(home: Path | None = None, stories: Path | None = None, tell: Tell = silent) -> CheckAnswer:
    """Try all rules and tables; `stories` is a folder of TOML files with [[story]] and `text`."""
    loaded, broken = _loaded()
    broken += _tables()
    whole = not broken
    used: set[str] = set()
    for found in loaded:
        tell(f"{found.name}.toml")
        for fault in tried(found, used):
            broken.append(fault)
    told = _stories(stories if stories is not None else STORIES)
    in_stories = _met(home, told, tell) if whole else frozenset[str]()
    rules = [RuleLine(file=f"{x.name}.toml", rule=e.id) for x in loaded for e in x.entries]
    known = parties.load() if whole else None
    return CheckAnswer(
        files=len(loaded),
        rules=len(rules),
        examples=sum(len(e.finds) + len(e.passes) for x in loaded for e in x.entries),
        actors=len(known.actors) if known else 0,
        conflicts=len(known.conflicts) if known else 0,
        stories=len(told),
        broken=tuple(broken),
        unused=tuple(r for r in rules if r.rule not in used | in_stories),
        in_no_story=tuple(r for r in rules if r.rule in used - in_stories) if told and whole else (),
        doubles=tuple(double for x in loaded for double in doubles(x)),
    )


def _loaded() -> tuple[list[Lexicon], list[BrokenRule]]:
    loaded: list[Lexicon] = []
    broken: list[BrokenRule] = []
    for name in lexicon.names():
        try:
            loaded.append(lexicon.load(name))
        except DataError as error:
            broken.append(BrokenRule(file=f"{name}.toml", rule="", example="", why=error.message))
    return loaded, broken


def _tables() -> list[BrokenRule]:
    broken: list[BrokenRule] = []
    try:
        parties.load()
    except DataError as error:
        broken.append(BrokenRule(file="actors, conflicts", rule="", example="", why=error.message))
    for name in _PLACE_TABLES:
        try:
            place_tables.table(name)
        except DataError as error:
            broken.append(BrokenRule(file=name, rule="", example="", why=error.message))
    return broken


def tried(found: Lexicon, used: set[str]) -> Iterator[BrokenRule]:
    """Each example of a lexicon that does not hold; `used` gathers the rules with one that does."""
    for entry in found.entries:
        for wanted, examples in ((True, entry.finds), (False, entry.passes)):
            for example in examples:
                try:
                    fired = trial.fires(found.name, entry, example, wanted=wanted)
                except DataError as error:  # another file it leans on is broken
                    yield _broken(found, entry, example, error.message)
                    continue
                if fired and wanted:
                    used.add(entry.id)
                if fired is not wanted:
                    why = "does not find it" if wanted else "finds it, and should pass it over"
                    yield _broken(found, entry, example, why)


def _broken(found: Lexicon, entry: Entry, example: str, why: str) -> BrokenRule:
    return BrokenRule(file=f"{found.name}.toml", rule=entry.id, example=example, why=why)


def _stories(folder: Path) -> list[tuple[str, date | None]]:
    """Text and day of each story in a folder; none where there is no such folder."""
    found: list[tuple[str, date | None]] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8")).get("story", ())
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UnreadableInput(f"{path} is no file of stories: {error}") from error
        found += [(str(row.get("text", "")), row.get("published")) for row in rows]
    return found


def _met(home: Path | None, stories: Sequence[tuple[str, date | None]], tell: Tell) -> frozenset[str]:
    """The rules that fire in the stories."""
    if not stories:
        return frozenset()
    folder = build(gazetteer_folder(settings.load(home=home)), progress=tell)
    reader = MachineReader(gazetteer=Gazetteer.open(folder), parties=parties.load())
    found: set[str] = set()
    for number, (text, day) in enumerate(stories, 1):
        tell(f"story {number}")
        found |= reader.rules_in(_edition(text, day))
    return frozenset(found)


def _edition(text: str, day: date | None) -> Edition:
    id = hashlib.sha256(text.encode()).hexdigest()
    return Edition(
        id=id,
        report=id,
        kind=EditionKind.REPORT,
        blob=id,
        outlet="",
        title="",
        text=text,
        published=Interval.of_days(day) if day else None,
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),  # never asked: nothing of it is stored
    )


def doubles(found: Lexicon) -> Iterator[DoubleWord]:
    """Words twice in one rule, or in two rules that give the same under the same conditions."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    for entry in found.entries:
        conditions = repr(sorted(entry.more.items()))
        for kind, words in (("words", entry.words), ("lemmas", entry.lemmas)):
            for word in words:
                seen.setdefault((kind, word, f"{entry.gives} {conditions}"), []).append(entry.id)
    for (_, word, _), rules in seen.items():
        if len(rules) > 1:
            yield DoubleWord(file=f"{found.name}.toml", word=word, rules=tuple(dict.fromkeys(rules)))

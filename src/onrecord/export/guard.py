"""What the public may read of a record: people by role, positions and refuges only after 72 hours.

The team's exports pass unmasked; that they were made is written to the audit by whoever calls for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, lru_cache
from urllib.parse import urlsplit

from onrecord import lexicon
from onrecord.model.audience import Audience
from onrecord.model.claim import Person
from onrecord.model.incident import Incident
from onrecord.model.place import PlaceKind
from onrecord.model.source import Source, SourceType
from onrecord.model.stored import StoredClaim

# The hours in which a position, a route or a refuge is still worth shelling (issue 2, Guards).
HOLD_BACK = timedelta(hours=72)
# The finest position in any output: two decimals, about a kilometre, no finer than a populated place.
DECIMALS = 2
# Private people are known by these roles; a body, an office or a spokesman is not a private person.
_PRIVATE_TYPES = frozenset(
    {
        SourceType.RESIDENT,
        SourceType.WITNESS,
        SourceType.TRIBAL_LEADER,
        SourceType.MEDIC,
        SourceType.RESCUE,
    }
)
_WORD = re.compile(r"\w+")
_SHORTEST_PART = 3  # letters of a name's part that is masked by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A private person's name and the role that stands for it."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Decides, for one audience at one instant, what of a record may be told and how."""

    audience: Audience
    now: datetime
    by_report: dict[str, tuple[Mask, ...]] = field(default_factory=dict)
    everywhere: dict[str, tuple[Mask, ...]] = field(default_factory=dict)  # by the first word of the name
    published: frozenset[tuple[str, str]] = frozenset()

    @staticmethod
    def of(
        claims: Iterable[StoredClaim],
        audience: Audience,
        now: datetime,
        published: frozenset[tuple[str, str]] = frozenset(),
    ) -> Guard:
        """A guard that knows the private people of these claims; hand it all claims, not a filtered few.

        `published` is (report, name) of victims whom a person lets be named: in that report alone, for in
        another the name may be another's. Where no report is known the name shows once every report lets it.
        """
        by_report: dict[str, dict[str, Mask]] = {}
        for stored in claims:
            for mask in _masks_of(stored):
                if (stored.report, mask.name) not in published:
                    by_report.setdefault(stored.report, {})[mask.name] = mask
        everyone = {
            m.name: m
            for masks in by_report.values()
            for m in masks.values()
            if " " in m.name and _WORD.search(m.name)
        }
        return Guard(
            audience=audience,
            now=now,
            by_report={report: _longest_first(masks.values()) for report, masks in by_report.items()},
            everywhere=_by_first_word(everyone.values()),
            published=published,
        )

    def words(self, text: str, *reports: str) -> str:
        """Words of reports as this audience may read them: full names of private people become roles.

        In their own report parts of the name ("Mrs Haddad") are masked too.
        """
        for start, end, role in reversed(self.hidden(text, *reports)):
            text = f"{text[:start]}[{role}]{text[end:]}"
        return text

    def hidden(self, text: str, *reports: str) -> tuple[tuple[int, int, str], ...]:
        """Where `words` masks something: start, end and the role shown; in order, none inside another.

        Beside the names that are known, what lexicons/private.toml tells by its wording: a child's name
        before its age, a position finer than a town.
        """
        if self.audience is Audience.TEAM:
            return ()
        own = [m for report in reports for m in self.by_report.get(report, ())]
        # A name stands in a text only where its first word does: of thousands, few are looked for.
        others = (m for word in set(_WORD.findall(text)) for m in self.everywhere.get(word, ()))
        names = [(m.name, m.role) for m in (*own, *others)]
        names += [(name, "") for name in self._shown_in(reports, own)]
        names.sort(key=lambda n: (-len(n[0]), n[1] != "", n[0]))  # a published name hides no longer one
        names += [(part, m.role) for m in own for part in _parts(m.name)]
        found: list[tuple[int, int, str]] = []
        hits = [(*hit.span(), role) for name, role in names for hit in _whole(name).finditer(text)]
        by_wording = _told_by_wording(text)
        if not hits and not by_wording:
            return ()
        for first, last, role in (*hits, *by_wording):
            if all(last <= start or end <= first for start, end, _ in found):
                found.append((first, last, role))
        return tuple(sorted(f for f in found if f[2]))

    def _shown_in(self, reports: tuple[str, ...], own: Iterable[Mask]) -> set[str]:
        """Names that may be read in these reports; one that another of them still hides is hidden."""
        if not self.published:
            return set()
        return {name for where, name in self.published if where in reports} - {m.name for m in own}

    def source(self, source: Source) -> str:
        """A source as this audience may read it: a private person by role."""
        if self.audience is Audience.TEAM or not is_private(source):
            return source.as_written
        return f"[{_role_of(source)}]"

    def address(self, url: str, report: str) -> str:
        """A report's address; only its host where the address spells a private person's name."""
        if self.audience is Audience.TEAM or not url:
            return url
        parts = {p.casefold() for mask in self.by_report.get(report, ()) for p in _parts(mask.name)}
        spelled = set(re.split(r"\W+|_", url.casefold()))
        return _host(url) if parts & spelled else url

    def held_back(self, stored: StoredClaim) -> bool:
        """True if the public must wait for this claim: see `HOLD_BACK` and lexicons/sensitive.toml."""
        if self.audience is Audience.TEAM:
            return False
        return self.now < stored.public_at + HOLD_BACK and bool(sensitive_for(stored))

    def title(self, stored: StoredClaim) -> str:
        """A report's title, not yet masked; one that itself tells of positions or refuges waits its hours."""
        return "[held back for 72 hours]" if self._title_waits(stored) else stored.title

    def address_of(self, stored: StoredClaim) -> str:
        """The address of a claim's report; only its host while its title, which it may spell, has to wait."""
        if self._title_waits(stored) and stored.url:
            return _host(stored.url)
        return self.address(stored.url, stored.report)

    def _title_waits(self, stored: StoredClaim) -> bool:
        early = self.audience is not Audience.TEAM and self.now < stored.public_at + HOLD_BACK
        return early and bool(_sensitive_words(stored.title))

    def held_back_incident(self, incident: Incident, claims: dict[str, StoredClaim]) -> bool:
        """True if nothing of an incident may be told yet."""
        known = [claims[c] for c in incident.claims if c in claims]
        return bool(known) and all(self.held_back(c) for c in known)


def is_private(source: Source) -> bool:
    """True if a source is a private person by name; spokesmen, offices and bodies are not."""
    if source.private:
        return True
    return source.named and not source.actor and source.type in _PRIVATE_TYPES


def sensitive_for(stored: StoredClaim) -> str:
    """What makes a claim one to hold back ('position', 'route', 'shelter' ...), or '' if nothing does."""
    claim = stored.claim
    tables = lexicon.load("sensitive").tables["held_back"]
    if claim.event_type in tables["event_types"]:
        return "position"
    if claim.object_kind in tables["object_kinds"]:
        return claim.object_kind
    if claim.place is not None and claim.place.kind is PlaceKind.FEATURE:
        return "site"
    return _sensitive_words(_words_of(stored))


def _sensitive_words(words: str) -> str:
    return next((gives for gives, pattern in _patterns() if pattern.search(words)), "")


def _host(url: str) -> str:
    split = urlsplit(url)
    return f"{split.scheme}://{split.netloc}/"


def _words_of(stored: StoredClaim) -> str:
    """All words a claim was made from: its evidence may be shorter than the sentence that tells where."""
    claim = stored.claim
    told = [
        claim.evidence_text,
        *(c.as_written for c in claim.counts),
        *(t.as_written for t in claim.targets),
    ]
    told += [claim.place.as_written] if claim.place else []
    told += [claim.object.text] if claim.object else []
    return " | ".join(told)


# The same names, headlines and sentences stand on page after page.
@lru_cache(maxsize=50_000)
def _told_by_wording(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (*hit.span("masked" if "masked" in pattern.groupindex else 0), role)
        for role, pattern in _private()
        for hit in pattern.finditer(text)
    )


@cache
def _private() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.gives, e.compiled()) for e in lexicon.load("private").entries)


def coordinate(value: float | None) -> float | None:
    """A latitude or longitude no finer than `DECIMALS`; None stays None."""
    return None if value is None else round(value, DECIMALS)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((e.gives, e.compiled()) for e in lexicon.load("sensitive").entries)


@cache
def _particles() -> frozenset[str]:
    return frozenset(lexicon.load("sensitive").tables["names"]["particles"])


def _masks_of(stored: StoredClaim) -> list[Mask]:
    masks = [Mask(name=p.name, role=_role_shown(p)) for p in stored.claim.persons if p.name]
    for source in stored.claim.sources:
        if is_private(source):
            wordings = {source.as_written, *(m.text for m in source.mentions)}
            names = {name_in(wording) for wording in wordings} - {""}
            masks += [Mask(name=name, role=_role_of(source)) for name in names]
    return masks


def _role_shown(person: Person) -> str:
    """A victim's role; one that repeats a part of the name would tell it."""
    tells = {w.casefold() for w in re.findall(r"\w+", person.role)} & {
        p.casefold() for p in _parts(person.name)
    }
    return "name withheld" if tells or not person.role else person.role


def _role_of(source: Source) -> str:
    return "source" if source.type is SourceType.OTHER else source.type.replace("_", " ")


def name_in(wording: str) -> str:
    """The proper name inside a source's wording ("Adil al-Nasr, a trader of Ruwa"), or '' if it has none.

    The first run of capitalised words: what follows a comma tells the role, and often a place; unless
    the run is whose kin it is ("Odeh's husband, Nabim Odeh").
    """
    first, _, rest = wording.partition(",")
    run: list[str] = []
    for word in first.split():
        named = any(part[:1].isupper() for part in word.split("-"))
        if named or (run and word.casefold() in _particles()):
            run.append(word)
        elif run:
            break
    while run and run[-1].casefold() in _particles():
        run.pop()
    if rest and run and run[-1].endswith(("'s", "’s", "s'", "s’")):
        return name_in(rest)
    # "The man" is spelled with a capital only for standing first
    return " ".join(run) if any(w.casefold() not in _particles() for w in run) else ""


def _parts(name: str) -> list[str]:
    words = [w for w in re.split(r"[\s\-]+", name) if len(w) >= _SHORTEST_PART and w[:1].isupper()]
    return [w for w in words if w.casefold() not in _particles()]


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _by_first_word(masks: Iterable[Mask]) -> dict[str, tuple[Mask, ...]]:
    found: dict[str, list[Mask]] = {}
    for mask in masks:
        found.setdefault(_WORD.findall(mask.name)[0], []).append(mask)
    return {word: tuple(same) for word, same in found.items()}


def _longest_first(masks: Iterable[Mask]) -> tuple[Mask, ...]:
    return tuple(sorted(masks, key=lambda m: (-len(m.name), m.name)))

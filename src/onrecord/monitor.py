"""The write flow, on one screen: from what a person points at to stored claims.

For each input:
1. take its bytes;
2. make of them reports with their canonical text, and tell what cannot be taken;
3. skip what the record holds and has read;
4. read the text by each reader, and what coders coded for it;
5. archive the bytes;
6. store report, edition, readings and problems in one transaction.
What is derived from claims is derived when it is asked for; see `derive`.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from onrecord import codec
from onrecord.errors import DataError, InputError, MissingPart
from onrecord.intake import files, identity, stated
from onrecord.intake.coded import CodedReader, FindActor, FindPlace
from onrecord.intake.language import READ
from onrecord.intake.reports import AHEAD, Options, Refused, Taken, reports_of
from onrecord.model.judgement import Judgement
from onrecord.model.reading import Reading
from onrecord.model.report import Edition, EditionKind, Problem, ProblemCode
from onrecord.model.stored import TakenIn
from onrecord.seams import Reader
from onrecord.store.store import Store


class Result(StrEnum):
    """What became of one report."""

    ADDED = "added"
    NEW_EDITION = "new_edition"  # the report is known, its text is new
    READ = "read"  # the text is known, a reader is new
    KNOWN = "known"
    PASSED_OVER = "passed_over"  # in a folder, and not of a form we read
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report, where it came from, and what a person should know about it."""

    where: str
    result: Result
    edition: str = ""
    title: str = ""
    claims: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The outcomes of one run, in order."""

    outcomes: tuple[Outcome, ...]

    def count(self, *results: Result) -> int:
        """How many reports ended so."""
        return sum(outcome.result in results for outcome in self.outcomes)

    @property
    def claims(self) -> int:
        """Number of claims that were stored."""
        return sum(outcome.claims for outcome in self.outcomes)

    @property
    def ok(self) -> bool:
        """False if anything a person pointed at was refused or failed."""
        return not self.count(Result.REFUSED, Result.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who knows actors and places by name: for coded claims, and for the party an outlet belongs to."""

    find_actor: FindActor = lambda _name, _country, _day: ""
    party_of: FindActor = lambda _outlet, _country, _day: ""
    find_place: FindPlace = lambda _name, _country, _lat, _lon: None


def add(
    paths: Sequence[str | Path],
    *,
    store: Store,
    readers: Sequence[Reader],
    options: Options | None = None,
    names: Names | None = None,
    progress: Callable[[Outcome], None] = lambda _outcome: None,
) -> Summary:
    """Take in files, folders and standard input ("-"); `progress` is told each outcome as it comes."""
    options, names = options or Options(), names or Names()
    at = options.at or datetime.now(UTC)
    _check(paths, options, at)
    desk = _Desk(store=store, readers=tuple(readers), options=options, names=names, at=at)
    outcomes = []
    for given in files.inputs(paths, sys.stdin.buffer):  # 1
        for outcome in desk.outcomes(given):
            progress(outcome)
            outcomes.append(outcome)
    return Summary(outcomes=tuple(outcomes))


def _check(paths: Sequence[str | Path], options: Options, at: datetime) -> None:
    """Refuse options that cannot be, before anything is taken in."""
    if options.url and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise InputError("--url names one report", hint="name one file, or leave the URL to the files")
    if options.url and not identity.normal_url(options.url):
        raise InputError(f"{options.url!r} is no web address", hint="write it with https://")
    if not options.published:
        return
    published = stated.published(options.published, options.zone)
    if published is None:
        raise InputError(f"{options.published!r} is no date", hint="write it as 2017-11-13")
    if published.start > at + AHEAD:
        raise InputError(f"{options.published} is still to come", hint="leave it out where it is not known")


def reread(
    *, store: Store, readers: Sequence[Reader], progress: Callable[[Edition], None] = lambda _edition: None
) -> int:
    """Read every edition anew, as after a change of rules; the number of readings that are new."""
    new = 0
    for edition in store.editions():
        progress(edition)
        for reader in readers:
            if _is_read_by_machine(edition):
                new += store.add_reading(reader.read(edition), datetime.now(UTC))
    return new


def judge(store: Store, judgement: Judgement) -> Judgement:
    """Store a person's decision; without an id it is given the hash of what it says. Raises BadJudgement."""
    if not judgement.id:
        digest = hashlib.sha256(codec.to_json(judgement).encode()).hexdigest()
        judgement = replace(judgement, id=f"j{digest[:16]}")
    store.add_judgement(judgement, datetime.now(UTC))
    return judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What one run works with."""

    store: Store
    readers: tuple[Reader, ...]
    options: Options
    names: Names
    at: datetime

    def outcomes(self, given: files.Input) -> Iterator[Outcome]:
        """Steps 2 to 6 for each report of one input; whatever happens to one, the rest goes on."""
        reports = reports_of(given, self.options, self.at)
        while True:
            item: Taken | Refused | None = None
            done: list[Reading] = []
            try:
                item = next(reports, None)  # 2
                if item is None:
                    return
                outcome = self._refuse(item) if isinstance(item, Refused) else self._take_in(item, done)
            except (DataError, MissingPart):
                raise  # our own parts or the record are damaged: the next report would fare no better
            except Exception as error:
                outcome = self._failed(item, done, given.where, error)
            yield outcome

    def _take_in(self, taken: Taken, done: list[Reading]) -> Outcome:
        """Steps 3 to 6; `done` holds the readings made so far, in case a later reader breaks."""
        edition = self._as_known(taken)
        known = self.store.has_edition(edition.id)
        live = self.store.readers_of(edition.id)
        missing = [r for r in self._readers(taken, edition) if (r.kind, r.name, r.version) not in live]
        if known and not missing:  # 3
            return Outcome(where=taken.where, result=Result.KNOWN, edition=edition.id, title=edition.title)
        for reader in missing:  # 4
            done.append(reader.read(edition))
        problems, new = self._keep(taken, edition, done)  # 5, 6
        known = known or not new.new_edition  # another process may have been faster
        result = Result.READ if known else Result.ADDED if new.new_report else Result.NEW_EDITION
        return Outcome(
            where=taken.where,
            result=result,
            edition=edition.id,
            title=edition.title,
            claims=new.new_claims,
            problems=problems,
        )

    def _keep(
        self, taken: Taken, edition: Edition, readings: Sequence[Reading], *more: Problem
    ) -> tuple[tuple[Problem, ...], TakenIn]:
        self.store.keep(taken.raw)
        report = replace(taken.report, id=edition.report)
        told = tuple(replace(problem, edition=edition.id) for problem in (*taken.problems, *more))
        new = self.store.take_in(report, edition, readings, told, at=self.at)
        return (*told, *(p for reading in readings for p in reading.problems)), new

    def _as_known(self, taken: Taken) -> Edition:
        """The edition as the record has it; a new one, where a date is now given to the same text."""
        edition = replace(taken.edition, publisher_party=self._party(taken.edition))
        undated = identity.report_id(edition.url, edition.outlet, None, edition.title, edition.text)
        known = self.store.edition_of(edition.report, edition.text)
        known = known or self.store.edition_of(undated, edition.text)
        if known is None:
            return edition
        given = known.published is None or edition.published_from == "option"
        if edition.published is None or edition.published == known.published or not given:
            return known
        redated = identity.edition_id(known.report, edition.text, edition.published)
        return replace(edition, id=redated, report=known.report)

    def _readers(self, taken: Taken, edition: Edition) -> Iterator[Reader]:
        if taken.coded is not None:
            yield CodedReader(
                taken.coded,
                find_actor=self.names.find_actor,
                find_place=self.names.find_place,
                zone=self.options.zone,
            )
        if _is_read_by_machine(edition):
            yield from self.readers

    def _party(self, edition: Edition) -> str:
        """The party that publishes: as the file says, else as the actor table has the outlet."""
        day = edition.published.first_day if edition.published else None
        if edition.publisher_party:
            return self.names.find_actor(edition.publisher_party, "", day)
        return self.names.party_of(edition.outlet, "", day) if edition.outlet else ""

    def _refuse(self, refused: Refused) -> Outcome:
        if refused.keep:
            self.store.add_problems([refused.problem], self.at)
        result = Result.PASSED_OVER if refused.passed_over else Result.REFUSED
        return Outcome(where=refused.problem.where, result=result, problems=(refused.problem,))

    def _failed(
        self, item: Taken | Refused | None, done: Sequence[Reading], where: str, error: Exception
    ) -> Outcome:
        """Store what can be stored: the report, the readings made before, and why there are no more."""
        message = f"{type(error).__name__}: {error}"[:500]
        problem = Problem(code=ProblemCode.READER_FAILED, message=message, where=where)
        if not isinstance(item, Taken):
            self.store.add_problems([problem], self.at)
            return Outcome(where=where, result=Result.FAILED, problems=(problem,))
        edition = self._as_known(item)
        problems, new = self._keep(item, edition, done, replace(problem, where=item.where))
        return Outcome(
            where=item.where,
            result=Result.FAILED,
            edition=edition.id,
            title=edition.title,
            claims=new.new_claims,
            problems=problems,
        )


def _is_read_by_machine(edition: Edition) -> bool:
    return edition.kind is EditionKind.REPORT and edition.language in READ

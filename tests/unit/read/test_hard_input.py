"""Whatever comes is read within bounds or said not to be: no crash, no span beside its words, no silence."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import parties
from onrecord.gazetteer.index import Gazetteer
from onrecord.intake.files import Form, Input
from onrecord.intake.reports import Options, Taken, reports_of
from onrecord.model.reading import Reading
from onrecord.model.report import Edition, EditionKind, ProblemCode
from onrecord.model.values import Interval
from onrecord.read import parts, unread
from onrecord.read.faircopy import FairCopy
from onrecord.read.mending import mended
from onrecord.read.parse import parse
from onrecord.read.reader import MachineReader

TOLD = "The Syrian army shelled Douma on Thursday and killed 12 civilians, residents said. "
ARABIC = "قال سكان إن القرية سقطت يوم الأحد وإن اثني عشر شخصا قتلوا"
FRENCH = "Les habitants ont quitté le village dans la nuit pour aller vers le nord avec leurs enfants."
WORDS = [
    "army",
    "town",
    "rebels",
    "shelled",
    "said",
    "that",
    "the",
    "and",
    "in",
    "of",
    "Douma",
    "Homs",
    "on",
    "Thursday",
    "killed",
    "wounded",
    "12",
    "who",
    "were",
    "near",
    "a",
    "school",
    "with",
    "rockets",
    "by",
    "it",
    "he",
    "according",
    "to",
    "no",
    "not",
    "believed",
    "to",
    "be",
    "Russian",
    "since",
    "at",
    "least",
    "children",
]
PIECES = [
    TOLD, TOLD.upper(), TOLD.replace(" ", ""), TOLD.replace("l", "1"), ARABIC, FRENCH, "\n", "\n\n", "\t", " | ",
    '"', "“", "”", "'", "’", "((", "))", "[", "]", "…", "......", "-----", "\u200b", "\u202e", "\u2066", "\u00ad",
    "\ufffd", "\ud800", "\x00", "\x07", "💥", "👩\u200d🚒", "e\u0301", "İ", "ß", "12/11/2017 ", "18:40 GMT - ",
    "<p>", "</p>", "&nbsp;", "<a href='x'>", "govern-\nment ", "U.S.", "a" * 300, "7" * 40, "- Douma, 12 killed\n",
    "Douma | 12 | Thursday\n", "town.The army left.", "it said. ", "killed ", "the ", "of ", ", ", " and ",
]  # fmt: skip
SHAPES = {
    "quote marks": TOLD + '"' * 10_000 + TOLD,
    "opening marks": TOLD + "“" * 10_000 + TOLD,
    "words in quote marks": TOLD + ' "a' * 500,
    "brackets": "(" * 5_000 + TOLD + ")" * 5_000,
    "brackets of two kinds": "([" * 500 + TOLD + "])" * 500,
    "empty lines": TOLD + "\n" * 50_000 + TOLD,
    "lines of a space": TOLD + "\n " * 20_000 + TOLD,
    "one long word": TOLD + "a" * 50_000,
    "one long name": TOLD + "A" * 50_000,
    "a chain of hyphens": TOLD + "-".join(["Douma"] * 600),
    "one sentence": "The army shelled " + " and ".join(f"the camp {n} in Homs" for n in range(300)) + ".",
    "words at random": " ".join(random.Random(1).choices(WORDS, k=900)),
    "figures": "1234567890 " * 400,
    "marks": "!?.,;:-–—…()[]" * 60,
    "a word without end": "killed " * 600,
    "letters and stops": "I. " * 800,
    "commas": ", " * 800,
    "zero width": "\u200b".join(TOLD * 8),
    "emoji": (TOLD + "💥🚀\ufe0f\u200d👩 ") * 10,
    "capitals": TOLD.upper() * 12,
    "no spaces": TOLD.replace(" ", "") * 100,
    "no commas": TOLD.replace(",", "").replace(".", "") * 30,
    "a live blog": "".join(f"{n:02}:15 GMT - Shelling hits Douma, {n} killed, residents say\n\n" for n in range(24)),
}  # fmt: skip


def edition_of(text: str) -> Edition:
    """A report with nothing but its text and a day."""
    return Edition(
        id="e1",
        report="r1",
        kind=EditionKind.REPORT,
        blob="b1",
        outlet="Demo Wire",
        title="",
        text=text,
        published=Interval.of_days(date(2017, 11, 13)),
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),
    )


def reading_of(text: str, gazetteer: Gazetteer) -> Reading:
    """What the machine reads in a text."""
    return MachineReader(gazetteer=gazetteer, parties=parties.load()).read(edition_of(text))


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in SHAPES.items()])
def test_a_text_of_a_wild_shape_is_read_and_every_word_stands_where_it_says(
    text: str, gazetteer: Gazetteer
) -> None:
    for claim in reading_of(text, gazetteer).claims:
        assert claim.evidence_text == claim.evidence.of(text)
        assert claim.trigger_text == claim.trigger.of(text)


@pytest.mark.parametrize(
    "shape", ["quote marks", "opening marks", "brackets", "empty lines", "one long word"]
)
def test_what_stands_beside_a_run_of_marks_is_read(shape: str, gazetteer: Gazetteer) -> None:
    reading = reading_of(SHAPES[shape] + TOLD.replace("12", "7"), gazetteer)
    assert {12, 7} <= {count.low for c in reading.claims for count in c.counts}
    assert not [p for p in reading.problems if p.code is ProblemCode.TOO_LONG]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in SHAPES.items()])
def test_no_sentence_and_no_word_that_is_read_grows_with_the_text(text: str) -> None:
    doc = parse(mended(FairCopy.of(text)).text)
    assert max((len(s) for s in doc.sents), default=0) <= 400
    assert max((len(t) for t in doc if not t.is_space), default=0) <= 200


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(WORDS).map(lambda w: w + " "), max_size=60))
def test_a_file_of_any_mixture_is_taken_in_and_read_and_its_words_are_its_own(
    gazetteer: Gazetteer, pieces: list[str]
) -> None:
    raw = "".join(pieces).encode("utf-8", "surrogatepass")
    for item in reports_of(
        Input(where="f", form=Form.TEXT, raw=raw), Options(), datetime(2100, 1, 1, tzinfo=UTC)
    ):
        if isinstance(item, Taken):
            text = item.edition.text
            for claim in reading_of(text, gazetteer).claims:
                assert claim.evidence_text == claim.evidence.of(text)
        else:
            assert item.problem.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("and so on " * 400, "characters 0 to 4,000 are without the end of a sentence, read in pieces"),
        (
            TOLD + "\n" + "Douma | 12 | Thursday\n" * 3 + TOLD,
            f"characters {len(TOLD) + 1} to {len(TOLD) + 66} are a table, of which only whole sentences are read",
        ),
        ("Paragraph. " * 20_000, "read up to character 200,000 of 220,000"),
    ],
)
def test_what_may_be_missed_is_told_with_its_place(text: str, message: str) -> None:
    assert [p.message for p in unread.problems(edition_of(text))] == [message]


def test_a_text_of_little_but_marks_is_read_up_to_a_number_of_them() -> None:
    (problem,) = unread.problems(edition_of("(! " * 30_000))
    assert problem.code is ProblemCode.TOO_LONG
    assert problem.span is not None
    assert problem.span.start == parts.end_of("(! " * 30_000) == 52_500


def test_many_tables_are_told_in_one_line_after_the_first_ten() -> None:
    text = ("Douma | 12 | Thursday\n" * 3 + "It was quiet.\n") * 14
    found = [p.message for p in unread.problems(edition_of(text))]
    assert (len(found), found[-1][:17]) == (11, "more than 10 part")


def test_running_text_and_a_line_with_bars_are_told_of_no_problem(gazetteer: Gazetteer) -> None:
    assert reading_of(TOLD * 5 + "\nDouma | Homs | Idlib\n" + TOLD, gazetteer).problems == ()


def test_a_reading_tells_what_it_has_not_read(gazetteer: Gazetteer) -> None:
    (problem,) = reading_of("Douma | 12 | Thursday\n" * 3, gazetteer).problems
    assert (problem.code, problem.edition) == (ProblemCode.UNREAD_PART, "e1")

"""What is read from the fair copy of a report is led back to the report, letter for letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.claim import Count, HarmKind, Person
from onrecord.model.source import Source
from onrecord.model.values import Phrase, Span
from onrecord.read.faircopy import Edit, FairCopy

TEXT = "The AR\u00adMY left the town.Rebels came."


def edits_of(pieces: list[tuple[str, str, bool]]) -> tuple[str, list[Edit]]:
    """A text from pieces, and an edit for each piece that is to be written anew."""
    text, edits = "", []
    for old, new, changed in pieces:
        if changed:
            edits.append(Edit(start=len(text), end=len(text) + len(old), text=new))
        text += old
    return text, edits


PIECES = st.lists(
    st.tuples(st.text("ab \n", max_size=4), st.text("xyz", max_size=4), st.booleans()), max_size=8
)


def test_a_span_of_the_copy_is_led_back_over_what_was_left_out_and_put_in() -> None:
    gone, glued = TEXT.index("\u00ad"), TEXT.index("Rebels")
    copy = FairCopy.of(TEXT).edited(
        [Edit(start=gone, end=gone + 1, text=""), Edit(start=glued, end=glued, text=" ")]
    )
    assert copy.text == "The ARMY left the town. Rebels came."
    for words, came in (("ARMY", "AR\u00adMY"), ("town", "town"), ("Rebels", "Rebels")):
        at = copy.text.index(words)
        assert copy.back(Span(start=at, end=at + len(words))).of(TEXT) == came


def test_words_are_shown_as_they_came_and_only_where_they_stand_at_their_span() -> None:
    copy = FairCopy.of("THE ARMY LEFT").recased("The army left")
    at = Span(start=4, end=8)
    assert copy.led_back(Phrase(text="army", span=at)) == Phrase(text="ARMY", span=at)
    assert copy.led_back(Phrase(text="the military", span=at)).text == "the military"
    assert copy.led_back(Person(name="army", span=at)).name == "ARMY"
    count = Count(kind=HarmKind.KILLED, as_written="army", who="army", span=at)
    assert (copy.led_back(count).as_written, copy.led_back(count).who) == ("ARMY", "army")


def test_what_lies_inside_a_value_is_led_back_too() -> None:
    copy = FairCopy.of("- THE ARMY LEFT", Span(start=2, end=15)).recased("The army left")
    here = Phrase(text="army", span=Span(start=4, end=8))
    (source,) = copy.led_back((Source(key="army", as_written="army", span=here.span, mentions=(here,)),))
    assert (source.as_written, source.span) == ("ARMY", Span(start=6, end=10))
    assert source.mentions == (Phrase(text="ARMY", span=Span(start=6, end=10)),)
    assert source.key == "army"


def test_a_new_wording_of_a_word_stands_where_the_whole_word_stood() -> None:
    text = "the arrny left"
    copy = FairCopy.of(text).edited([Edit(start=4, end=9, text="army")])
    assert copy.back(Span(start=4, end=8)).of(text) == "arrny"


@given(PIECES, PIECES, st.integers(0, 5))
def test_every_span_of_a_copy_edited_twice_is_a_span_of_the_report(
    first: list[tuple[str, str, bool]], second: list[tuple[str, str, bool]], cut: int
) -> None:
    text, edits = edits_of(first)
    part = Span(start=min(cut, len(text)), end=len(text))
    copy = FairCopy.of(text, part)
    copy = copy.edited(
        e
        for e in (Edit(start=e.start - part.start, end=e.end - part.start, text=e.text) for e in edits)
        if e.start >= 0
    )
    _, again = edits_of(second)
    copy = copy.edited(e for e in again if e.end <= len(copy.text))
    ends = [
        copy.back(Span(start=i, end=j))
        for i in range(len(copy.text) + 1)
        for j in range(i, len(copy.text) + 1)
    ]
    assert all(part.start <= s.start <= s.end <= len(text) for s in ends)
    starts = [copy.back(Span(start=i, end=i)).start for i in range(len(copy.text) + 1)]
    assert starts == sorted(starts)


@given(st.text("ab ", min_size=1, max_size=12), st.data())
def test_letters_that_are_kept_keep_their_place_both_ways(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    copy = FairCopy.of(text).edited([Edit(start=at, end=at, text="+")])
    for i in range(len(text)):
        there = copy.copied(Span(start=i, end=i + 1))
        assert copy.back(there) == Span(start=i, end=i + 1)
        assert there.of(copy.text).strip("+") == text[i]

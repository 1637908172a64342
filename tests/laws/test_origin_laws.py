"""Laws of independence, D1 to D6: what counts as an origin and what only repeats one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corroborate.copies import Passage, groups_of
from onrecord.corroborate.origins import count, gatekeepers, tell
from onrecord.model.claim import EventType, Extent
from onrecord.model.evidence import Evidence
from tests.laws import told as made

quick = settings(max_examples=60, deadline=None)
AIRSTRIKE = Evidence(
    id="x",
    report="x",
    outlet="daily",
    public_at=made.START,
    event_type=EventType.AIRSTRIKE,
    extent=Extent.INCIDENT,
    voices=(made.voice("watch"),),
    place=made.PLACES[0],
)
speakers = st.lists(st.sampled_from([s[0] for s in made.SPEAKERS]), min_size=1, max_size=7)


def saying(names: list[str]) -> list[Evidence]:
    """One claim of the same strike for each speaker, each in a report of its own."""
    return [
        replace(
            AIRSTRIKE,
            id=f"c{n}",
            report=f"r{n}",
            voices=(made.voice(name),),
            public_at=made.START + timedelta(hours=n),
        )
        for n, name in enumerate(names)
    ]


@quick
@given(speakers)
def test_d1_there_are_no_more_origins_than_distinct_speakers(names: list[str]) -> None:
    assert len(count(tell(saying(names), {}))) <= len(set(names))


@quick
@given(speakers, st.integers(1, 50))
def test_d2_reprints_change_nothing_but_copies(names: list[str], n: int) -> None:
    original = saying(names)
    reprints = [
        replace(
            original[0],
            id=f"p{i}",
            report=f"p{i}",
            outlet=f"o{i}",
            voices=(made.narrator(f"o{i}"),),
            public_at=made.START + timedelta(days=1),
        )
        for i in range(n)
    ]
    groups = {e.id: "c0" for e in (original[0], *reprints)}
    before, after = count(tell(original, {})), count(tell(original + reprints, groups))
    assert [o.id for o in before] == [o.id for o in after]
    assert sum(o.copies for o in after) == sum(o.copies for o in before) + n


@quick
@given(speakers)
def test_d3_a_new_disinterested_origin_adds_exactly_one(names: list[str]) -> None:
    before = count(tell(saying([n for n in names if n != "second-watch"]) or saying(["army"]), {}))
    after = count(
        tell(
            (saying([n for n in names if n != "second-watch"]) or saying(["army"]))
            + [replace(AIRSTRIKE, id="new", report="new", voices=(made.voice("second-watch"),))],
            {},
        )
    )
    assert len(after) == len(before) + 1


@quick
@given(st.lists(st.sampled_from(["army", "tv"]), min_size=1, max_size=20))
def test_d4_all_mouths_of_one_side_in_its_own_interest_are_one_origin(names: list[str]) -> None:
    assert len(count(tell(saying(names), {}))) == 1


@quick
@given(speakers, st.randoms(use_true_random=False))
def test_d5_origins_do_not_depend_on_the_order_of_arrival(names: list[str], random: Random) -> None:
    given = saying(names)
    copy = replace(
        given[0], id="p", report="p", voices=(made.narrator("p"),), public_at=made.START + timedelta(days=2)
    )
    groups = {given[0].id: "g", "p": "g"}
    given.append(copy)
    shuffled = random.sample(given, len(given))
    assert tell(given, groups) == tell(shuffled, groups)
    assert count(tell(given, groups)) == count(random.sample(tell(shuffled, groups), len(given)))
    assert next(t for t in tell(shuffled, groups) if t.evidence.id == "p").copy_of == given[0].id


def test_d6_one_monitor_through_two_agencies_is_one_origin_and_two_gatekeepers() -> None:
    both = [
        replace(AIRSTRIKE, id=a, report=a, voices=(made.voice("watch", a),))
        for a in ("north wire", "south wire")
    ]
    found = count(tell(both, {}))
    assert len(found) == 1
    assert gatekeepers(found) == ("north wire", "south wire")


STORY = (
    "At least 14 people were killed when two shells hit the grain market of Velmora on Tuesday morning, the "
    "Velia Watch said. Traders were opening their stalls when the first shell fell, it added."
)


def test_a_reprint_with_a_changed_toll_is_still_a_reprint() -> None:
    passages = [
        Passage(claim=f"c{n}", report=f"r{n}", evidence=text[:96], text=text)
        for n, text in enumerate(
            (
                STORY,
                STORY.replace("14", "19"),
                "Nothing of the kind was heard in the hills of Orvo that week, said a herder.",
            )
        )
    ]
    assert groups_of(passages) == {"c0": "c0", "c1": "c0", "c2": "c2"}


def test_neighbouring_sentences_of_one_report_are_no_copies_of_each_other() -> None:
    passages = [Passage(claim=f"c{n}", report="one", evidence=STORY[:96], text=STORY) for n in range(2)]
    assert groups_of(passages) == {"c0": "c0", "c1": "c1"}


def test_two_shells_on_two_markets_in_stock_phrases_are_two_stories() -> None:
    other = "At least 14 people were killed when a bus left the road near Orvo on Friday night, a doctor in Ansel said."
    passages = [
        Passage(claim="a", report="a", evidence=STORY[:96], text=STORY),
        Passage(claim="b", report="b", evidence=other, text=other),
    ]
    assert groups_of(passages) == {"a": "a", "b": "b"}

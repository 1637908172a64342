"""What was kept of earlier derivations changes no answer: with a memo and without one the picture is the same."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.derive import Memo, derive
from onrecord.model.claim import EventType, HarmKind
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.model.stored import StoredClaim
from tests.laws import told as made
from tests.unit.derive import made as stored

EVENTS = (EventType.CONTROL_GAINED, EventType.CLASH, EventType.AIRSTRIKE, EventType.CONTROL_HELD)
PLACES = (stored.TARSIM, stored.OUTSKIRTS, stored.HELMAK, stored.OSTRA, None)
SPEAKERS = (stored.WATCH, stored.ARMY, stored.RESIDENTS, stored.ELDER, None)
KINDS = (JudgementKind.REJECT, JudgementKind.INTEREST, JudgementKind.SAME, JudgementKind.DIFFERENT)


@st.composite
def claims(draw: st.DrawFn) -> list[StoredClaim]:
    """Claims of one month by reports of their own, some of them in the words of another."""
    out = []
    for n in range(draw(st.integers(2, 9))):
        event, day = draw(st.sampled_from(EVENTS)), draw(st.integers(1, 28))
        speaker, agent = draw(st.sampled_from(SPEAKERS)), draw(st.sampled_from(("dawn-front", "velian-army")))
        words = (
            f"people of the {draw(st.sampled_from(('upper', 'lower')))} town saw it all day and told of it to"
        )
        out.append(
            stored.said(
                event,
                draw(st.sampled_from(PLACES)),
                f"{words} whoever came by in the evening of that long day",
                by=(speaker,) if speaker else (),
                agents=(agent,),
                when=stored.days(day),
                counts=(stored.killed(draw(st.integers(1, 40))),) if event is EventType.AIRSTRIKE else (),
                report=f"report-{n}",
                public=made.START + timedelta(days=day + draw(st.integers(0, 9)), hours=n),
            )
        )
    return out


@st.composite
def decisions(draw: st.DrawFn, about: list[StoredClaim]) -> list[Judgement]:
    """Up to three decisions about these claims."""
    out = []
    for n in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(KINDS))
        pair = kind in (JudgementKind.SAME, JudgementKind.DIFFERENT)
        chosen = draw(st.permutations(about))[: 2 if pair else 1]
        value = "neutral" if kind is JudgementKind.INTEREST else ""
        out.append(stored.judged(kind, *chosen, value=value, id=f"j{n}"))
    return out


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_derivation_that_remembers_others_gives_the_same_picture(data: st.DataObject) -> None:
    all_claims = data.draw(claims())
    memo, parties = Memo(), stored.parties()
    for _ in range(4):
        some = data.draw(st.lists(st.sampled_from(all_claims), min_size=1, unique_by=lambda s: s.claim.id))
        decided = data.draw(decisions(some))
        known = data.draw(st.none() | st.integers(5, 40).map(lambda d: made.START + timedelta(days=d)))
        given_memo = derive(some, decided, parties, known_on=known, memo=memo)
        assert given_memo == derive(some, decided, parties, known_on=known)


def test_what_no_derivation_asks_for_any_more_is_forgotten() -> None:
    memo, made_once = Memo(), []

    def make() -> str:
        made_once.append(1)
        return HarmKind.KILLED.value

    for _ in range(40):
        memo.begin()
    memo.of("word", (), make)
    memo.of("word", (), make)
    assert len(made_once) == 1
    for _ in range(40):
        memo.begin()
    memo.of("word", (), make)
    assert len(made_once) == 2

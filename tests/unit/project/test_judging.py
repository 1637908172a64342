"""What a person types is settled to ids before it goes on record; what would do nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from onrecord.errors import BadJudgement, OnrecordError
from onrecord.gazetteer.index import Gazetteer
from onrecord.model.judgement import Judgement, JudgementKind
from onrecord.project.judging import Decision, judge
from onrecord.project.opened import Project
from tests.unit.made import Maker

DAYS = (date(2024, 3, 6), date(2024, 3, 8))


@pytest.fixture
def project(tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Project]:
    """A record of two reports of one shelling, with an index of places."""
    (tmp_path / "gazetteer").symlink_to(gazetteer.folder, target_is_directory=True)
    with Project.open(tmp_path, author="A. Analyst") as opened:
        maker = Maker(store=opened.store, at=datetime(2024, 4, 1, tzinfo=UTC))
        for name, dead, day in (("one", 12, 5), ("two", 20, 7)):
            words = f"At least {dead} people were killed in the shelling of Velmora"
            maker.report(name, f"{words}, residents said.", day=date(2024, 3, day)).claim(
                words, trigger="shelling", killed=dead
            ).keep()
        yield opened


def first(project: Project) -> str:
    return min(s.claim.id for s in project.store.claims())


def kept(project: Project, kind: JudgementKind, *ids: str, **said: object) -> Judgement:
    decision = Decision(kind=kind, ids=ids or (first(project),), reason="seen", **said)  # type: ignore[arg-type]
    made = judge(project, decision).judgement
    return next(j for j in project.store.judgements() if j.id == made)


def test_a_place_goes_on_record_as_the_gazetteer_has_it(project: Project) -> None:
    found = kept(project, JudgementKind.PLACE, value="Albukamal")
    assert found.place is not None
    assert found.place.id == found.value == "gn:174448"


def test_a_place_on_record_is_meant_before_one_of_the_gazetteer(project: Project) -> None:
    assert kept(project, JudgementKind.PLACE, value="velmora").value == "un:ZZ/velmora"


def test_an_actor_is_settled_to_its_id_and_is_the_agent_unless_told(project: Project) -> None:
    found = kept(project, JudgementKind.ACTOR, value="Syrian Democratic Forces")
    assert (found.field, found.value) == ("agent", "sdf")


def test_the_conflict_of_a_side_is_found_by_the_side(project: Project) -> None:
    found = kept(
        project, JudgementKind.SIDE, "Syrian Democratic Forces", value="sdf-and-coalition", days=DAYS
    )
    assert (found.subject, found.field, found.anchors) == ("sdf", "syria-2011", ())


REFUSED = [
    (JudgementKind.PLACE, {"value": "Xyzzyqua"}),
    (JudgementKind.PLACE, {"value": "gn:0"}),
    (JudgementKind.PLACE, {"value": ""}),
    (JudgementKind.PLACE, {"value": "San Jose"}),
    (JudgementKind.ACTOR, {"value": "the unheard-of brigade"}),
    (JudgementKind.ACTOR, {"value": "sdf", "field": "driver"}),
    (JudgementKind.CORRECT, {"value": "shelling"}),
    (JudgementKind.CORRECT, {"value": "party", "field": "event_type"}),
    (JudgementKind.CORRECT, {"value": "x", "field": "evidence"}),
    (JudgementKind.INTEREST, {"value": "much"}),
    (JudgementKind.PUBLISH_PERSON, {"value": "Nobody Named"}),
    (JudgementKind.SAME, {}),
]


@pytest.mark.parametrize(("kind", "said"), REFUSED, ids=str)
def test_a_decision_that_would_do_nothing_is_refused_and_not_kept(
    project: Project, kind: JudgementKind, said: dict[str, str]
) -> None:
    with pytest.raises(BadJudgement) as refused:
        kept(project, kind, **said)
    assert refused.value.hint
    assert not list(project.store.judgements())


@pytest.mark.parametrize(
    ("kind", "id", "said"),
    [
        (JudgementKind.SIDE, "sdf", {"value": "moon"}),
        (JudgementKind.SIDE, "sdf", {"value": "sdf-and-coalition", "field": "no-war"}),
        (JudgementKind.SIDE, "nobody at all", {"value": "sdf-and-coalition"}),
        (JudgementKind.PIN, "Velmora", {"value": "sdf-and-coalition"}),
        (JudgementKind.PIN, "Velmora", {"value": "sdf-and-coalition", "days": DAYS}),
        (JudgementKind.GRADE, "x", {"value": "A+"}),
        (JudgementKind.REJECT, "", {}),
        (JudgementKind.SIDE, "sdf", {"value": "sdf-and-coalition", "days": (DAYS[1], DAYS[0])}),
    ],
    ids=str,
)
def test_a_decision_about_a_subject_that_cannot_be_is_refused(
    project: Project, kind: JudgementKind, id: str, said: dict[str, object]
) -> None:
    with pytest.raises(OnrecordError):
        kept(project, kind, id, **said)
    assert not list(project.store.judgements())


def test_of_several_places_of_one_name_the_ids_are_offered(project: Project) -> None:
    with pytest.raises(BadJudgement, match="several places") as refused:
        kept(project, JudgementKind.PLACE, value="San Jose")
    assert "gn:" in refused.value.hint


def test_what_people_changed_is_seen_in_answers(project: Project) -> None:
    id = first(project)
    kept(project, JudgementKind.CORRECT, id, field="killed", value="3-5")
    shown = project.record.show(id).claim
    assert shown is not None
    assert shown.claim.changed == ("killed: 3-5, read as 12+ (A. Analyst: seen)",) or "read as 20+" in str(
        shown.claim.changed
    )
    assert [(f.low, f.high) for f in shown.claim.figures] == [(3, 5)]
    lines = [i for i in project.record.incidents().incidents if id in i.claims]
    assert lines[0].changed == shown.claim.changed


def test_a_decision_that_no_longer_applies_is_among_the_problems(project: Project) -> None:
    from onrecord import monitor

    void = Judgement(
        id="",
        kind=JudgementKind.SIDE,
        author="A",
        at=datetime(2024, 4, 2, tzinfo=UTC),
        reason="before the table changed",
        subject="sdf",
        field="a-war-no-more",
        value="one",
    )
    monitor.judge(project.store, void)
    assert [p.code for p in project.record.problems().problems] == ["void_judgement"]


@pytest.mark.parametrize(("typed", "kind"), [("Velmora", "place"), ("islamic-state", "actor")])
def test_a_note_hangs_on_whatever_has_the_id(project: Project, typed: str, kind: str) -> None:
    found = kept(project, JudgementKind.NOTE, typed)
    assert (found.field, found.is_remark) == (kind, True)


def test_a_note_without_a_field_accepts_a_claim_as_it_stands(project: Project) -> None:
    found = kept(project, JudgementKind.NOTE)
    assert (len(found.anchors), found.is_remark) == (1, False)

"""The check of the rules finds what is broken, unused and written twice, and finds none of it in what ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import lexicon
from onrecord.errors import UnreadableInput
from onrecord.model.explained import CheckAnswer
from onrecord.project import checking
from onrecord.project.checking import doubles, tried


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> CheckAnswer:
    """The check of what ships, without stories."""
    return checking.check(stories=tmp_path_factory.mktemp("none"))


def made(*entries: str) -> lexicon.Lexicon:
    """A lexicon of a few rules."""
    return lexicon.parse("made", "\n".join(f"[[entry]]\n{e}" for e in entries))


def test_every_shipped_rule_does_what_its_examples_say(shipped: CheckAnswer) -> None:
    assert shipped.broken == ()


def test_every_shipped_rule_is_exercised(shipped: CheckAnswer) -> None:
    assert shipped.unused == ()


def test_no_shipped_word_stands_twice_where_once_would_do(shipped: CheckAnswer) -> None:
    assert shipped.doubles == ()


def test_without_stories_nothing_is_said_of_them(shipped: CheckAnswer) -> None:
    assert (shipped.stories, shipped.in_no_story) == (0, ())


def test_an_example_that_is_not_found_and_one_that_should_not_be_are_told() -> None:
    rule = 'id = "x.y"\ngives = "x"\npattern = "wells?"\nfinds = ["the wells", "the spring"]\npasses = ["a well", "a lake"]'
    used: set[str] = set()
    assert [(b.rule, b.example, b.why) for b in tried(made(rule), used)] == [
        ("x.y", "the spring", "does not find it"),
        ("x.y", "a well", "finds it, and should pass it over"),
    ]
    assert used == {"x.y"}


def test_a_rule_none_of_whose_examples_holds_is_not_used() -> None:
    used: set[str] = set()
    list(tried(made('id = "x.y"\ngives = "x"\nwords = ["well"]\nfinds = ["the spring"]'), used))
    assert used == set()


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ('["well", "spring"]', '["pond"]', []),
        ('["well", "well"]', '["pond"]', [("well", ("x.a",))]),
        ('["well"]', '["pond", "well"]', [("well", ("x.a", "x.b"))]),
    ],
)
def test_a_word_twice_is_told_with_its_rules(first: str, second: str, found: list[object]) -> None:
    rows = (
        f'id = "x.{n}"\ngives = "x"\nwords = {w}\nfinds = ["a"]' for n, w in (("a", first), ("b", second))
    )
    assert [(d.word, d.rules) for d in doubles(made(*rows))] == found


def test_a_word_in_two_rules_of_other_conditions_is_no_double() -> None:
    rows = (f'id = "x.{n}"\ngives = "x"\nat = "{n}"\nwords = ["well"]\nfinds = ["a"]' for n in "ab")
    assert list(doubles(made(*rows))) == []


def test_a_rule_that_a_story_meets_is_not_among_those_met_in_none(tmp_path: Path) -> None:
    text = "Syrian army artillery shelled the town of Albukamal on Sunday, killing 12 people, residents said."
    (tmp_path / "one.toml").write_text(f'[[story]]\npublished = 2017-11-12\ntext = "{text}"\n', "utf-8")
    answer = checking.check(stories=tmp_path)
    unmet = {r.rule for r in answer.in_no_story}
    assert answer.stories == 1
    assert not unmet & {"cue.say", "actors.head.military"}
    assert {"siege.noun", "date.century", "furniture.byline"} & unmet


def test_a_folder_of_broken_stories_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text("[[story]\n", "utf-8")
    with pytest.raises(UnreadableInput, match="no file of stories"):
        checking.check(stories=tmp_path)

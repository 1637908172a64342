"""`python -m tests.cases.gaps` writes gaps.toml anew: what the reader gets wrong in the stories, and how."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import evaluate
from onrecord.evaluate import Pair, Score
from onrecord.gazetteer.build import recipe
from onrecord.gazetteer.index import Gazetteer
from tests.cases.test_stories import ALL, GAPS, Story, scorer
from tests.conftest import CACHE

HEAD = """\
# What the reader does not get right yet, written by `python -m tests.cases.gaps`; never by hand.
# A claim is missed because its event was read as of another kind, because the words went to another claim of its
# sentence, or because nothing was read there.
"""


def main() -> None:
    """Read every story and write the gaps; print the scores."""
    score = scorer(Gazetteer.open(CACHE / recipe()))
    scores = [(story, score(story)) for story in ALL.values()]
    lines = [HEAD, "[missed]", *_missed(scores), "", "[wrong]", *_wrong(scores), ""]
    GAPS.write_text("\n".join(lines), encoding="utf-8")
    print(evaluate.table(evaluate.total(s for _, s in scores)))  # noqa: T201


def _missed(scores: list[tuple[Story, Score]]) -> Iterator[str]:
    for story, score in scores:
        for pair in score.pairs:
            if pair.claim is None and not pair.coded.optional:
                yield f'"{pair.coded.id}" = "{_why(pair, score, story)}"'
        if not story.claims and score.extra:
            yield f'"{story.id}" = "something is read where there is no war"'


def _why(pair: Pair, score: Score, story: Story) -> str:
    start, end = pair.coded.evidence.start, pair.coded.evidence.end
    inside = [c for c in score.extra if c.trigger.start < end and start < c.trigger.end]
    if inside:
        return f"read as {inside[0].event_type}"
    around = story.text.rfind(".", 0, start), story.text.find(".", end)
    every = [p.claim for p in score.pairs if p.claim is not None] + list(score.extra)
    near = [c for c in every if around[0] < c.trigger.start < (around[1] if around[1] > 0 else end)]
    return "its words went to another claim" if near else "nothing is read there"


def _wrong(scores: list[tuple[Story, Score]]) -> Iterator[str]:
    for _, score in scores:
        for pair in score.pairs:
            if pair.claim is not None and pair.wrong and not pair.coded.optional:
                fields = ", ".join(f'"{name}"' for name in pair.wrong)
                yield f'"{pair.coded.id}" = [{fields}]'


if __name__ == "__main__":
    main()

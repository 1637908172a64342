"""One input to its reports."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from onrecord.intake.files import Form, Input
from onrecord.intake.reports import Options, Refused, Taken, reports_of
from onrecord.model.report import EditionKind, FurnitureKind, ProblemCode
from onrecord.model.values import Precision

AT = datetime(2019, 6, 1, 12, tzinfo=UTC)
BODY = "Fighters took the village of Velmora on Sunday, residents said. At least 12 people were killed."
PAGE = """<html><head><meta property="og:site_name" content="Demo Site">
<meta property="article:published_time" content="{}">
<meta property="article:modified_time" content="2019-05-04T10:00:00Z">
<link rel="canonical" href="https://courier.example/page"></head><body><article><h1>Velmora falls</h1>
<p>Fighters took the village of Velmora on Sunday, residents said. At least 12 people were killed.</p>
</article></body></html>"""


def _items(raw: str | bytes, form: Form = Form.TEXT, options: Options | None = None) -> list[Taken | Refused]:
    content = raw.encode() if isinstance(raw, str) else raw
    return list(reports_of(Input(where="f", form=form, raw=content), options or Options(), AT))


def _one(raw: str | bytes, form: Form = Form.TEXT, options: Options | None = None) -> Taken:
    (item,) = _items(raw, form, options)
    assert isinstance(item, Taken)
    return item


def _codes(item: Taken | Refused) -> set[ProblemCode]:
    return {p.code for p in item.problems} if isinstance(item, Taken) else {item.problem.code}


def _json(**fields: object) -> str:
    return json.dumps({"text": BODY, "outlet": "Demo Courier", "published": "2019-05-03", **fields})


def test_a_line_of_json_says_all_of_itself() -> None:
    raw = _json(url="https://Courier.example/a#x", title="Velmora falls", agency="Associated Press")
    taken = _one(raw, Form.JSON_LINES)
    edition = taken.edition
    assert (edition.url, edition.outlet, edition.title, edition.agency, edition.text) == (
        "https://courier.example/a", "Demo Courier", "Velmora falls", "AP", BODY,
    )  # fmt: skip
    assert edition.published is not None
    assert (edition.published.first_day, edition.published_from) == (date(2019, 5, 3), "json")
    assert taken.problems == ()


def test_the_text_of_a_json_line_is_not_trimmed() -> None:
    assert _one(_json(text=f"\n {BODY}\n\n"), Form.JSON_LINES).edition.text == f"\n {BODY}\n\n"


@pytest.mark.parametrize(
    ("raw", "form", "option", "day", "by"),
    [
        (_json(), Form.JSON_LINES, "2019-05-01", 1, "option"),
        (_json(), Form.JSON_LINES, "", 3, "json"),
        (PAGE.format("2019-05-02"), Form.HTML, "", 2, "metadata"),
        (f"Outlet: Demo\nPublished: 2019-05-04\n\n{BODY}", Form.TEXT, "", 4, "header"),
        (f"Velmora falls\n5 May 2019\n{BODY}", Form.TEXT, "", 5, "date line"),
        (f"VELMORA, 6 May 2019 (Demo Wire) - {BODY}", Form.TEXT, "", 6, "dateline"),
    ],
)
def test_the_date_is_taken_from_the_first_that_states_one(
    raw: str, form: Form, option: str, day: int, by: str
) -> None:
    edition = _one(raw, form, Options(published=option)).edition
    assert edition.published is not None
    assert (edition.published.first_day, edition.published_from) == (date(2019, 5, day), by)


def test_without_a_date_a_report_is_undated_and_public_when_it_was_taken_in() -> None:
    taken = _one(BODY, options=Options(outlet="Demo Courier"))
    assert taken.edition.published is None
    assert taken.edition.public_at == AT
    assert _codes(taken) == {ProblemCode.UNDATED}


def test_a_date_to_come_is_told_and_not_used() -> None:
    taken = _one(_json(published="2031-01-01"), Form.JSON_LINES)
    assert taken.edition.published is None
    assert _codes(taken) == {ProblemCode.FUTURE_DATE, ProblemCode.UNDATED}


def test_where_one_date_cannot_be_the_next_is_taken() -> None:
    taken = _one(_json(published="2031-01-01", text=f"5 May 2019\n{BODY}"), Form.JSON_LINES)
    assert taken.edition.published_from == "date line"
    assert _codes(taken) == {ProblemCode.FUTURE_DATE}


def test_a_page_states_its_outlet_address_minute_and_change() -> None:
    edition = _one(PAGE.format("2019-05-03T10:20:00+02:00"), Form.HTML).edition
    assert (edition.outlet, edition.url, edition.title) == (
        "Demo Site", "https://courier.example/page", "Velmora falls",
    )  # fmt: skip
    assert edition.published is not None
    assert edition.published.precision is Precision.MINUTE
    assert edition.changed == datetime(2019, 5, 4, 10, tzinfo=UTC)
    assert edition.furniture[0].kind is FurnitureKind.TITLE


def test_an_option_counts_before_a_pages_metadata_and_after_what_a_line_says() -> None:
    options = Options(outlet="Given", url="https://given.example/a")
    assert _one(PAGE.format("2019-05-03"), Form.HTML, options).edition.outlet == "Given"
    taken = _one(_json(url="https://courier.example/a"), Form.JSON_LINES, options)
    assert (taken.edition.outlet, taken.edition.url) == ("Demo Courier", "https://courier.example/a")


@pytest.mark.parametrize("changed", ["2019-05-02", "2031-01-01", "soon", ""])
def test_a_change_before_publication_or_to_come_is_none(changed: str) -> None:
    assert _one(_json(changed=changed), Form.JSON_LINES).edition.changed is None


@pytest.mark.parametrize(
    ("raw", "form", "code"),
    [
        (b"", Form.TEXT, ProblemCode.EMPTY),
        (b" \n ", Form.HTML, ProblemCode.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), Form.TEXT, ProblemCode.NOT_TEXT),
        (b"<html><body></body></html>", Form.HTML, ProblemCode.EMPTY),
        (b'{"text": "', Form.JSON_LINES, ProblemCode.BROKEN_LINE),
        (b'{"url": "https://courier.example/a"}', Form.JSON_LINES, ProblemCode.EMPTY),
    ],
)
def test_what_gives_no_report_is_refused_in_a_line(raw: bytes, form: Form, code: ProblemCode) -> None:
    (item,) = _items(raw, form)
    assert isinstance(item, Refused)
    assert _codes(item) == {code}
    assert item.problem.where.startswith("f")


@pytest.mark.parametrize(
    ("raw", "form", "code"),
    [
        (f"Velmora: é {BODY}".encode("cp1252"), Form.TEXT, ProblemCode.BAD_ENCODING),
        (PAGE.format("2019-05-03")[:-40].encode(), Form.HTML, ProblemCode.TRUNCATED),
        ("قال سكان إن القرية سقطت يوم الأحد. ".encode() * 9, Form.TEXT, ProblemCode.UNREAD_LANGUAGE),
        (BODY.upper().encode(), Form.TEXT, ProblemCode.ALL_CAPS),
        (BODY.encode(), Form.TEXT, ProblemCode.OUTLET_UNKNOWN),
    ],
)
def test_what_a_person_should_know_is_told_with_the_report(raw: bytes, form: Form, code: ProblemCode) -> None:
    taken = _one(raw, form)
    assert code in _codes(taken)
    assert {problem.edition for problem in taken.problems} == {taken.edition.id}


def test_the_form_of_standard_input_is_told_by_its_first_characters() -> None:
    assert _one(_json(), Form.UNKNOWN).edition.published_from == "json"
    assert _one(PAGE.format("2019-05-03"), Form.UNKNOWN).edition.published_from == "metadata"
    assert _one(BODY, Form.UNKNOWN).edition.text == BODY


def test_the_header_of_a_file_is_furniture_and_says_what_it_says() -> None:
    raw = f"Demonstration text. Not a report.\nOutlet: Demo Courier\nURL: https://courier.example/a\n\n{BODY}"
    edition = _one(raw).edition
    assert (edition.outlet, edition.url, edition.demo) == ("Demo Courier", "https://courier.example/a", True)
    assert [piece.kind for piece in edition.furniture] == [FurnitureKind.NOTICE] * 3


def test_the_same_address_with_another_text_is_another_edition_of_one_report() -> None:
    one = _one(_json(url="https://courier.example/a"), Form.JSON_LINES)
    other = _one(
        _json(url="https://courier.example/a?utm_source=x", text=BODY + " Rain fell."), Form.JSON_LINES
    )
    assert one.report == other.report
    assert one.edition.id != other.edition.id


def test_claims_without_a_text_make_an_edition_of_the_coders_words() -> None:
    claims = [{"in_own_words": "Residents say the\nvillage fell"}, {"in_own_words": "Twelve were killed"}]
    taken = _one(_json(text="", claims=claims, wire="AFP-20190503"), Form.JSON_LINES)
    assert taken.edition.kind is EditionKind.CODER_NOTE
    assert taken.edition.text == "Residents say the village fell\nTwelve were killed"
    assert taken.edition.agency == "AFP"
    assert taken.coded is not None


def test_a_record_for_which_nothing_is_coded_is_passed_over() -> None:
    (item,) = _items(_json(text="", claims=[]), Form.JSON_LINES)
    assert isinstance(item, Refused)
    assert item.passed_over


def test_a_part_in_another_language_is_set_aside_and_told_where_it_stands() -> None:
    arabic = "قال سكان إن القرية سقطت يوم الأحد وإن اثني عشر شخصا قتلوا"
    taken = _one(f"{BODY}\n\n{arabic}\n\n{BODY}")
    start = len(BODY) + 2
    (problem,) = [p for p in taken.problems if p.code is ProblemCode.MIXED_LANGUAGE]
    assert problem.span is not None
    assert problem.span.of(taken.edition.text) == arabic
    told = f"characters {start} to {start + len(arabic)} are in Arabic script and are not read"
    assert problem.message == told
    assert [(f.kind, f.span) for f in taken.edition.furniture] == [(FurnitureKind.FOREIGN, problem.span)]
    assert taken.edition.language == "en"


def test_many_parts_in_another_language_are_told_as_a_number() -> None:
    arabic = "قال سكان إن القرية سقطت يوم الأحد"
    taken = _one("\n".join([BODY, arabic] * 13))
    told = [p.message for p in taken.problems if p.code is ProblemCode.MIXED_LANGUAGE]
    assert (len(told), told[-1]) == (11, "3 more parts are in Arabic script and are not read")

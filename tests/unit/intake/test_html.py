"""Web pages."""

from __future__ import annotations

import pytest

from onrecord.intake import html

PAGE = """<!DOCTYPE html><html><head><title>Velmora falls | Demo Courier</title>
<meta property="og:site_name" content="Demo Courier">
<meta property="article:published_time" content="2017-11-13T10:20:00+02:00">
<link rel="canonical" href="https://courier.example/velmora"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Velmora falls</h1>
<p>Fighters took the village of Velmora on Sunday, residents said, after a week of fighting.</p>
<p>At least 12 people were killed.</p></article><footer>Terms of use</footer></body></html>"""


def test_a_page_gives_its_text_and_what_it_states_of_itself() -> None:
    page = html.page_of(PAGE)
    assert page.text.splitlines() == [
        "Velmora falls",
        "Fighters took the village of Velmora on Sunday, residents said, after a week of fighting.",
        "At least 12 people were killed.",
    ]
    assert (page.title, page.outlet, page.url, page.published, page.truncated) == (
        "Velmora falls",
        "Demo Courier",
        "https://courier.example/velmora",
        "2017-11-13T10:20:00+02:00",
        False,
    )


def test_a_page_that_breaks_off_gives_what_there_is_and_says_so() -> None:
    page = html.page_of(PAGE[: PAGE.index("killed")])
    assert "Fighters took the village" in page.text
    assert page.truncated


def test_linked_data_is_read_where_there_are_no_meta_tags() -> None:
    data = '{"@graph": [{"datePublished": "2017-11-13", "publisher": {"name": "Demo Wire"}}]}'
    page = html.page_of(
        f'<html><head><script type="application/ld+json">{data}</script></head><p>x</p></html>'
    )
    assert (page.published, page.outlet) == ("2017-11-13", "Demo Wire")


@pytest.mark.parametrize("data", ["{", "[1, null]", '{"datePublished": 3}', "[" * 100_000])
def test_broken_linked_data_states_nothing(data: str) -> None:
    page = html.page_of(
        f'<html><head><script type="application/ld+json">{data}</script></head><p>x</p></html>'
    )
    assert page.published == ""


def test_no_date_is_guessed_from_the_text_or_the_year_of_a_copyright() -> None:
    page = html.page_of(
        PAGE.replace("article:published_time", "none").replace("Terms of use", "© 2019 Demo, 3 May 2019")
    )
    assert page.published == ""


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "iso-8859-1"),
        (b"<p>charset=utf-7</p>", ""),
    ],
)
def test_the_declared_encoding_is_found(raw: bytes, encoding: str) -> None:
    assert html.declared_encoding(raw) == encoding

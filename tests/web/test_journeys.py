"""Ten journeys through the workbench in a real browser: `make test-web`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from onrecord import demo
from onrecord.gazetteer.index import Gazetteer
from tests.web.browsing import Visitor, browser, served
from tests.web.visiting import PAGES

pytestmark = pytest.mark.browser
WIDTHS = (1280, 820, 390)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def base(tmp_path: Path, gazetteer: Gazetteer) -> Iterator[str]:
    with served(tmp_path / "home", gazetteer.folder) as address:
        yield address


@pytest.fixture
def visitor(chromium: Browser, base: str) -> Iterator[Visitor]:
    """A visitor who, at the end, must have asked for nothing elsewhere and met no error."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    found = Visitor(context, base)
    yield found
    context.close()
    assert found.elsewhere == []
    assert found.errors == []


def incident(page: Page, words: str = "air strike, Tesk") -> None:
    """Open an incident from the list."""
    page.goto(page.url.split("/incidents")[0])
    page.get_by_role("navigation").get_by_role("link", name="Incidents").click()
    page.get_by_role("link", name=words).first.click()


def test_i_add_these_reports_and_see_what_was_read(visitor: Visitor) -> None:
    page = visitor.go("/add")
    page.get_by_label("Paste a report").fill(
        "Shells hit Albukamal\n\nAt least 12 people were killed on Tuesday when shells hit Albukamal, "
        "residents said. The Syrian army said its forces had captured the town."
    )
    page.get_by_label("Outlet", exact=True).fill("Demo Post")
    page.get_by_label("Published").fill("2017-11-22")
    page.get_by_role("button", name="Add and read").click()
    expect(page.get_by_role("heading", name="Added")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("link", name="Shells hit Albukamal")).to_be_visible()


def test_i_move_the_day_on_the_map(visitor: Visitor) -> None:
    page = visitor.go("/?on=2017-11-08")
    expect(page.locator(".map-frame[data-ready]")).to_be_visible(timeout=20_000)
    page.get_by_label("When it was so", exact=True).last.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Places on 9 Nov 2017")).to_be_visible()
    assert "on=2017-11-09" in page.url


def test_i_see_what_was_known_and_what_is_said_now(visitor: Visitor) -> None:
    page = visitor.go("/places")
    page.get_by_role("link", name="Velmora").click()
    page.get_by_role("textbox", name="Day").fill("2017-11-12")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="What was known that evening")).to_be_visible()
    page.get_by_label("As known on").fill("2017-11-09")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="back to now")).to_be_visible()


def test_i_follow_a_figure_to_its_words(visitor: Visitor) -> None:
    page = visitor.go("/incidents")
    incident(page)
    page.locator(".ranges a").first.click()
    expect(page.locator(".head .lede mark.event")).to_be_visible()
    page.get_by_role("link", name="Demo Wire").first.click()
    expect(page.locator(".paper mark").first).to_be_visible()


@pytest.fixture
def at_the_demonstration(chromium: Browser, tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Visitor]:
    """A visitor of the whole demonstration war, read as it comes."""
    with served(tmp_path / "demo", gazetteer.folder, read) as base:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        found = Visitor(context, base)
        yield found
        context.close()
        assert (found.elsewhere, found.errors) == ([], [])


def read(home: Path) -> None:
    """Put the demonstration into a record."""
    demo.run(home, lambda _step: None)


def test_i_review_the_demonstration_with_the_keyboard_alone(at_the_demonstration: Visitor) -> None:
    page = at_the_demonstration.go("/review")
    page.keyboard.press("r")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("A. Analyst")
    page.keyboard.press("Escape")
    asked: list[str] = []
    for key in ("a", "d", "x", "u", "n", "z", "s", *("ad" * 20)):
        if not page.locator("form[data-review]").count() or len(asked) == 24:
            break
        if key == "x":  # rejecting needs a claim to be ticked
            page.keyboard.press("1")
        wanted = page.locator(f"main [data-key={key}]")
        if wanted.count():
            asked.append(key)
            with page.expect_navigation():
                page.keyboard.press(key)
        assert page.locator("main h1").inner_text() == "Review", (asked, page.locator("main").inner_text())
    assert len(asked) >= 20
    assert {"a", "d", "n", "z"} <= set(asked)
    log = page.request.get(f"{at_the_demonstration.base}/api/v1/log").json()
    assert log["total"] >= 20 - asked.count("n")
    assert {line["author"] for line in log["items"]} == {"A. Analyst"}


def test_i_work_through_the_queue_to_its_end(visitor: Visitor) -> None:
    page = visitor.go("/review")
    page.get_by_label("Signed by").fill("A. Analyst")
    page.keyboard.press("Escape")
    while page.locator("form[data-review]").count():
        key = next(k for k in ("a", "d", "g") if page.locator(f"[data-answers] [data-key={k}]").count())
        with page.expect_navigation():
            page.keyboard.press(key)
    expect(page.get_by_text("No question is open.")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("z")
    expect(page.get_by_role("status")).to_contain_text("Taken back, signed A. Analyst")


def test_two_people_decide_at_once_and_nothing_is_lost(visitor: Visitor, chromium: Browser) -> None:
    other = Visitor(chromium.new_context(), visitor.base)
    pages = [visitor.go("/review"), other.go("/review")]
    for page, name in zip(pages, ("First", "Second"), strict=True):
        page.get_by_label("Signed by").fill(name)
        page.get_by_label("Reason").fill(f"{name}'s reason")
    for page in pages:
        page.locator("[data-answers] button").first.click()
    expect(pages[1].get_by_text("Somebody decided about this")).to_be_visible()
    expect(pages[1].get_by_label("Reason")).to_have_value("Second's reason")
    other.page.context.close()


def test_i_search_with_operators(visitor: Visitor) -> None:
    page = visitor.go("/")
    page.keyboard.press("/")
    page.keyboard.type("type:airstrike killed>=20")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3 claims")).to_be_visible()


def test_i_enter_what_the_reader_missed(visitor: Visitor) -> None:
    page = visitor.go("/reports")
    page.get_by_role("link", name="Islamic State holds Velmora again").click()
    page.get_by_role("link", name="Enter a claim the reader missed").click()
    page.get_by_label("The words of the report").fill("At least 30 people died")
    page.get_by_label("What happened").select_option("airstrike")
    page.get_by_label("Signed by").fill("A. Analyst")
    page.get_by_role("button", name="Put it on record").click()
    expect(page.get_by_text("At least 30 people died").first).to_be_visible()


def test_i_compare_two_dates_of_the_record(visitor: Visitor) -> None:
    page = visitor.go("/changes?from=2017-11-09&to=2017-11-13")
    expect(page.get_by_role("cell", name="who holds it").first).to_be_visible()


def test_i_print_the_incident_page(visitor: Visitor) -> None:
    page = visitor.go("/incidents")
    incident(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Reported harm")).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".no-print").first).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def inner_pages(page: Page, base: str) -> list[str]:
    """One page of each kind that has an id in its address."""
    found = []
    for start, kind in (
        ("/places", "places"),
        ("/incidents", "incidents"),
        ("/reports", "reports"),
        ("/sources", "sources"),
    ):
        page.goto(base + start)
        found.append(page.locator(f"main a[href^='/{kind}/']").first.get_attribute("href") or "/")
    page.goto(base + found[1])
    found.append(page.locator("main a[href^='/claims/']").first.get_attribute("href") or "/")
    return [*found, "/actors/islamic-state", "/whatif?without=side:islamic-state"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(chromium: Browser, base: str, scheme: str) -> None:
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    faults = {}
    for path in (*PAGES, *inner_pages(page, base)):
        page.goto(base + path)
        found = Axe().run(page)
        if found.violations_count:
            faults[path] = found.generate_report()
    context.close()
    assert faults == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(chromium: Browser, base: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wide = []
    for path in (*PAGES, *inner_pages(page, base)):
        page.goto(base + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    context.close()
    assert wide == []


def test_every_page_reads_without_javascript(chromium: Browser, base: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(base + path)
        expect(page.locator("main")).to_be_visible()
    page.goto(f"{base}/?on=2017-11-12")
    expect(page.locator("svg.world")).to_be_visible()
    page.goto(f"{base}/places")
    page.get_by_role("link", name="Velmora").click()
    expect(page.locator("svg.strip").first).to_be_visible()
    context.close()


def test_hostile_reports_run_nothing(visitor: Visitor) -> None:
    for path in ("/", "/places", "/incidents", "/reports", "/sources", "/problems", "/search?q=shells"):
        visitor.go(path)
        assert visitor.page.evaluate("window.hit") is None, path
    visitor.go("/reports")
    visitor.page.locator("a", has_text="onerror").first.click()
    assert visitor.page.evaluate("window.hit") is None

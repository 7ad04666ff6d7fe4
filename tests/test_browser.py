"""Pages and pictures as a browser shows them: real Chromium, headless, without a network."""

import os
import shutil
from pathlib import Path

import pytest

import votekit as vk
from votekit.charts.render import save

AXE = os.environ.get("VOTEKIT_AXE")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NAMES = ("report", "several", "vetoes", "picture")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
NO_MEMBER = "vacant, or the Speaker’s"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason="no Chromium on this machine: apt-get install chromium",
)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """Make the pages that are looked at: reports, and a picture by itself."""
    folder = tmp_path_factory.mktemp("pages")
    made = {name: folder / f"{name}.html" for name in NAMES}
    vk.report("hr3364-115", presented="2017-07-28").save(made["report"])
    vk.report("s68-114.2015", "s54-115.2017").save(made["several"])
    vk.vetoes_report(119).save(made["vetoes"])
    wide, narrow = (vk.chart("hemicycle", "h413-115.2017", size=size) for size in ("web", "column"))
    save(wide, made["picture"], narrow=narrow)
    return made


class Visit:
    """A page that is open, and what it did that a page of ours must not do."""

    def __init__(self, browser, path, viewport, scheme):
        self.faults: list[str] = []
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True)
        self.context.route("**/*", self._route)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.goto(path.as_uri())

    def _route(self, route):
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
            return
        self.faults.append(f"request: {route.request.url}")
        route.abort()


@pytest.fixture
def visit(browser, pages):
    """Open a page; at the end it has neither complained nor asked for anything."""
    visits = []

    def open_page(name, viewport=DESK, scheme="light"):
        visits.append(Visit(browser, pages[name], viewport, scheme))
        return visits[-1].page

    yield open_page
    for one in visits:
        one.context.close()
        assert one.faults == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_wider_than_the_window(visit, name, viewport):
    page = visit(name, viewport)
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_table_of_vetoes_is_no_wider_than_a_phone(visit):
    page = visit("vetoes", PHONE)
    table = page.locator(".opening table").bounding_box()
    assert table["x"] + table["width"] <= PHONE["width"]
    for cell in page.locator(".opening tbody td").all():
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["height"] < 30
    assert page.locator(".opening").get_by_role("columnheader", include_hidden=True).count() == 7
    assert page.locator(".opening").get_by_role("rowheader").first.inner_text() == "H.R. 504"


def test_nothing_is_wider_than_the_paper(visit):
    paper = {"width": 640, "height": 900}
    page = visit("report", paper, "dark")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") == paper["width"]


def test_there_is_a_seat_for_every_member_and_every_seat_without_one(visit):
    page = visit("report")
    labels = page.locator(".votekit-picture .wide .seats_marks > *").evaluate_all(
        "shapes => shapes.map(shape => shape.getAttribute('aria-label'))"
    )
    assert len(labels) == 435 + 100
    seated = sorted(label for label in labels if label != NO_MEMBER)
    listed = {}
    for vote_id in ("h413-115.2017", "s175-115.2017"):
        for member in vk.split(vote_id).to_dict()["defectors"]:
            listed[f"{member['name']} ({member['party']}-{member['state']})"] = member["position"]
    assert len(seated) == 433 + 100
    told = dict(label.rsplit(": ", 1) for label in seated)
    assert listed.items() <= told.items()
    assert sum(position == "yea" for position in told.values()) == 419 + 98
    named = page.locator(".figure details tbody tr")
    assert named.count() == 433 + 100


def test_pointing_at_a_seat_says_whose_it_is(visit):
    page = visit("report")
    told = page.locator("#votekit-told")
    assert told.is_hidden()
    page.locator('.wide [aria-label="Rand Paul (R-KY): nay"]').first.hover()
    assert told.inner_text() == "Rand Paul (R-KY): nay"
    box = told.bounding_box()
    assert box["x"] >= 0
    page.keyboard.press("Escape")
    assert told.is_hidden()


def test_pointing_at_a_seat_of_a_chart_page_shows_vega_s_tooltip(visit):
    page = visit("picture")
    page.locator('.vega-embed [aria-label="Thomas Massie (R-KY): nay"]').first.hover()
    assert "Thomas Massie" in page.locator("#vg-tooltip-element").inner_text()


def test_the_keyboard_reaches_every_seat(visit):
    page = visit("report")
    figure = page.locator(".votekit-picture", has=page.locator('[aria-label^="Rand Paul"]')).first
    figure.focus()
    told = page.locator("#votekit-told")
    page.keyboard.press("ArrowRight")
    first = told.inner_text()
    page.keyboard.press("ArrowRight")
    assert told.inner_text() != first
    page.keyboard.press("Home")
    assert told.inner_text() == first
    assert figure.locator(".at").count() == 1
    page.keyboard.press("Tab")
    assert told.is_hidden()


def test_the_focus_goes_down_the_page(visit):
    page = visit("report")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    heights = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        heights.append(
            page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY")
        )
    assert len(heights) > 10
    assert heights == sorted(heights)


def test_light_and_dark_differ_and_paper_is_light(visit):
    ground = "getComputedStyle(document.body).backgroundColor"
    seat = "getComputedStyle(document.querySelector(\".wide [aria-label^='Rand Paul']\")).fill"
    light, dark = visit("report"), visit("report", scheme="dark")
    assert light.evaluate(ground) == "rgb(255, 255, 255)"
    assert dark.evaluate(ground) == "rgb(20, 24, 29)"
    assert light.evaluate(seat) != dark.evaluate(seat)
    dark.emulate_media(media="print", color_scheme="dark")
    assert dark.evaluate(ground) == "rgb(255, 255, 255)"
    assert dark.evaluate(seat) == light.evaluate(seat)


def test_a_phone_gets_the_pictures_drawn_for_it(visit):
    phone, desk = visit("report", PHONE), visit("report")
    for page, shown in ((phone, ".narrow"), (desk, ".wide")):
        figures = page.locator(".votekit-picture").count()
        assert page.locator(f"{shown} svg:visible").count() == figures
    sizes = phone.eval_on_selector_all(
        ".narrow svg text",
        "texts => texts.filter(t => t.textContent.trim())"
        ".map(t => t.getBoundingClientRect().height)",
    )
    assert min(sizes) >= 8


@pytest.mark.skipif(not AXE, reason="VOTEKIT_AXE does not name axe.min.js of the npm package")
@pytest.mark.parametrize(
    ("name", "scheme"), [*((name, "light") for name in NAMES), ("report", "dark")]
)
def test_axe_finds_no_barrier(visit, name, scheme):
    page = visit(name, PHONE if scheme == "dark" else DESK, scheme)
    # Not as a script of the page: its Content-Security-Policy lets in none but its own.
    page.evaluate(Path(AXE).read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        (rule["id"], [node["html"][:120] for node in rule["nodes"][:3]])
        for rule in found["violations"]
    ]
    assert told == []


def test_the_table_of_members_sorts_and_filters(visit):
    page = visit("report")
    page.locator(".figure details summary").first.click()
    page.get_by_label("Filter members").first.fill("paul ky")
    rows = page.locator(".figure details tbody tr:visible")
    assert rows.count() == 1
    assert "Rand Paul" in rows.first.inner_text()
    page.get_by_label("Filter members").first.fill("")
    page.get_by_role("button", name="State").first.click()
    assert " AK " in f" {rows.first.inner_text()} ".replace("\t", " ")


def test_a_page_of_many_parts_opens_on_request_and_prints_short(visit):
    page = visit("several")
    folds = page.locator("details.fold")
    assert folds.count() > 4
    assert not page.locator("details.fold .figure").first.is_visible()

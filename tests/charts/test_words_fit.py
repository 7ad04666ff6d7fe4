"""Words of charts as a browser sets them: none overlaps another, none is cut off."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"
)
MOVED = ("margin", "hemicycle", "split", "defectors", "trend")


@pytest.fixture(scope="module")
def page():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened.new_page(viewport={"width": 1400, "height": 1400})
        opened.close()


@pytest.mark.parametrize("size", ["column", "square"])
@pytest.mark.parametrize("kind", MOVED)
def test_words_overlap_nowhere_and_are_not_cut_off(page, kind, size):
    from check_charts import STORIES, Case, faults

    for references, options in STORIES[kind][:2]:
        assert faults(page, Case(kind, references, options, size, "light")) == []


def test_the_check_finds_what_overlaps_and_what_is_cut_off():
    from check_charts import found

    def box(words, left, top):
        return {"words": words, "left": left, "right": left + 50, "top": top, "bottom": top + 10}

    boxes = [box("a", 0, 0), box("b", 40, 5), box("c", 80, 95), box("d", 0, 50)]
    told = found({"boxes": boxes, "width": 100, "height": 100})
    assert told == ["cut off: “c”", "overlap: “a” and “b”"]

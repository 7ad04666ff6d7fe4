"""Render charts and measure their words in Chromium: ``check_charts.py [KIND ...] [--sample]``.

Every kind, size and theme is drawn on stories that are hard to set: long questions, lopsided
counts, ties, chambers with absentees, bills with several votes. A text that overlaps another, or
that the picture cuts off, is named; the exit code is 1 then. ``--sample`` draws each story in one
theme and the narrowest and the busiest size, for CI.
"""

import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

import votekit as vk
from votekit.charts.render import svg
from votekit.charts.theme import SIZES, THEMES

STORIES: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = {
    "margin": [
        (("hr3364-115",), {}),
        (("hr6395-116",), {}),
        (("hr1-119",), {}),
        (("h275-112.2011",), {}),
        (("h263-107.2002",), {}),
        (("s54-115.2017",), {}),
        (("s218-117.2021",), {}),
    ],
    "hemicycle": [
        (("hr3364-115",), {}),
        (("hr6395-116",), {}),
        (("h190-119.2025",), {}),
        (("s59-117.2021",), {"order": "vote"}),
        (("h15-103.1993",), {}),
        (("s391-110.2007",), {}),
    ],
    "split": [
        (("h190-119.2025",), {}),
        (("hr6395-116",), {}),
        (("s54-115.2017",), {}),
        (("h15-103.1993",), {"caucus": True}),
    ],
    "defectors": [
        (("h253-116.2020",), {}),
        (("s230-118.2024",), {}),
        (("hr6395-116",), {}),
        ((), {"congress": 119, "chamber": "house"}),
    ],
    "map": [(("h190-119.2025",), {}), (("s219-112.2011",), {}), (("s54-115.2017",), {})],
    "ideology": [(("s54-115.2017",), {}), (("h190-119.2025",), {}), (("s175-115.2017",), {})],
    "trend": [
        (("party-unity",), {}),
        (("veto-proof",), {}),
        (("cohesion",), {"by": "congress"}),
        (("cloture",), {"since": "2020-12-01"}),
    ],
    "overrides": [((), {"congress": 110}), (("hr6395-116",), {}), ((), {})],
    "agreement": [((), {"congress": 115, "chamber": "senate"})],
    "timeline": [(("hr1-119",), {}), (("hr3590-111",), {})],
}
NARROW_AND_BUSY = ("column", "square")

MEASURE = """
() => {
  const svg = document.querySelector("svg");
  const frame = svg.getBoundingClientRect();
  const boxes = [];
  for (const text of svg.querySelectorAll("text")) {
    const lines = text.querySelectorAll("tspan");
    for (const line of lines.length ? lines : [text]) {
      const words = line.textContent.trim();
      if (!words || getComputedStyle(line).opacity === "0") continue;
      const box = line.getBoundingClientRect();
      // A line's box is higher than its letters: keep what capitals and figures take.
      const rest = box.height * 0.3;
      boxes.push({ words, left: box.left - frame.left, right: box.right - frame.left,
        top: box.top + rest * 0.7 - frame.top, bottom: box.bottom - rest * 0.6 - frame.top });
    }
  }
  return { boxes, width: frame.width, height: frame.height };
}
"""
SLACK = 1.5


@dataclass(frozen=True)
class Case:
    """One picture."""

    kind: str
    references: tuple[str, ...]
    options: dict[str, Any]
    size: str
    theme: str

    def __str__(self) -> str:
        told = [self.kind, *self.references, *map(str, self.options.values())]
        return " ".join([*told, self.size, self.theme])


def cases(kinds: list[str], *, sample: bool) -> Iterator[Case]:
    """Return the pictures to draw."""
    sizes = NARROW_AND_BUSY if sample else tuple(SIZES)
    themes = ("light",) if sample else tuple(THEMES)
    for kind in kinds:
        for references, options in STORIES[kind]:
            for size, theme in itertools.product(sizes, themes):
                yield Case(kind, references, options, size, theme)


def faults(page: Page, case: Case) -> list[str]:
    """Draw a picture, and name the words that overlap or are cut off."""
    try:
        chart = vk.chart(
            case.kind, *case.references, theme=case.theme, size=case.size, **case.options
        )
    except vk.RequestError as error:
        return [] if "do not fit" in str(error) else [str(error)]
    page.set_content(f'<body style="margin:0">{svg(chart)}</body>')
    return found(page.evaluate(MEASURE))


def found(measured: dict[str, Any]) -> list[str]:
    """Return what is wrong with the boxes of words of one picture."""
    boxes = measured["boxes"]
    told = [
        f"cut off: “{box['words']}”"
        for box in boxes
        if box["left"] < -SLACK
        or box["top"] < -SLACK
        or box["right"] > measured["width"] + SLACK
        or box["bottom"] > measured["height"] + SLACK
    ]
    for one, other in itertools.combinations(boxes, 2):
        same = one["words"] == other["words"] and abs(one["left"] - other["left"]) < SLACK
        across = min(one["right"], other["right"]) - max(one["left"], other["left"])
        down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
        # The same words twice on one spot are a number with a ground of its own.
        if across > SLACK and down > SLACK and not same:
            told.append(f"overlap: “{one['words']}” and “{other['words']}”")
    return told


def main(arguments: list[str]) -> int:
    """Check the kinds named, or all."""
    sample = "--sample" in arguments
    kinds = [name for name in arguments if name in STORIES] or list(STORIES)
    bad = count = 0
    with sync_playwright() as player:
        own = Path("/usr/bin/chromium")
        browser = player.chromium.launch(
            executable_path=str(own) if own.exists() else None, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1400, "height": 1400})
        for case in cases(kinds, sample=sample):
            count += 1
            for fault in faults(page, case):
                bad += 1
                print(f"{case}: {fault}")
        browser.close()
    print(f"{count} pictures, {bad} faults")
    return int(bool(bad))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

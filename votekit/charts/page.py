"""A chart as a page of its own that works without a network: Vega-Embed and the chart inside it.

The drawing stands in the page as SVG until Vega draws it anew, with tooltips, so that a browser
without script shows it too. The arrow keys go from mark to mark. Whoever can do neither finds a
description and the table of the data.
"""

import json
from pathlib import Path

from votekit.charts.chart import VoteChart
from votekit.charts.render import spec_of, svg
from votekit.charts.theme import FONT
from votekit.html_page import finished

MOST_ROWS = 2000
"""A table of pairs of members has a hundred thousand rows, which no page should carry."""
_TEMPLATES = Path(__file__).parent / "templates"
STYLE = (_TEMPLATES / "marks.css").read_text("utf-8")
"""What a page with charts in it needs once."""
SCRIPT = (_TEMPLATES / "marks.js").read_text("utf-8")
"""Tooltips and arrow keys, once for all charts of a page."""


def figure(wide: str, narrow: str, width: int) -> str:
    """Return a drawing as an element of a page; ``narrow`` is shown instead on a phone.

    The page has to have ``STYLE`` and ``SCRIPT``.
    """
    return (
        f'<figure class="votekit-picture" style="width: {width}px">'
        f'<div class="narrow">{narrow}</div><div class="wide">{wide}</div></figure>'
    )


def page(chart: VoteChart, narrow: VoteChart | None = None) -> str:
    """Return a page with one chart and the data behind it."""
    import vl_convert
    from jinja2 import Environment, FileSystemLoader

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    spec, rows = spec_of(chart), chart.rows
    small = spec if narrow is None else spec_of(narrow)
    config = spec["config"]
    written = made.get_template("page.html").render(
        about=chart.about,
        background=spec.get("background") or config["background"],
        ink=config["text"]["color"],
        font=FONT,
        width=spec["width"],
        drawn=svg(chart),
        columns=list(dict.fromkeys(name for row in rows for name in row)),
        rows=rows,
        most=MOST_ROWS,
        addresses=[
            address
            for address in chart.about.source_urls
            if address.startswith(("https://", "http://"))
        ],
        # The stub asks for a snippet that the function does without.
        vega=vl_convert.javascript_bundle().replace("</script", "<\\/script"),  # type: ignore[call-arg]
        wide=_inline(json.dumps(spec, ensure_ascii=False, default=str)),
        narrow=_inline(json.dumps(small, ensure_ascii=False, default=str)),
        name=chart.about.name,
        css=STYLE,
        script=SCRIPT,
    )
    return finished(written, evaluates=True)


def _inline(text: str) -> str:
    """Keep what stands in a script from ending it."""
    return text.replace("</", "<\\/")

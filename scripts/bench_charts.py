"""Whole processes beside a bare Altair script that draws the same marks from the same rows.

The bare script knows its rows and says nothing: it opens no record, finds no roll call, counts
nothing and writes no headline. It stacks as many layers of the same marks, in the same format.
"""

import json
import sys
import tempfile
from pathlib import Path

from measuring import Comparison, Measurement, whole

import votekit as vk

BARE = """
import json
import altair as alt

rows = json.load(open({rows!r}))
base = alt.Chart(alt.Data(values=rows))
layers = []
for mark, encoding in json.load(open({layers!r})):
    kind = mark.pop("type")
    drawn = getattr(base, "mark_" + kind)(**mark)
    layers.append(drawn.encode(**encoding))
alt.layer(*layers).properties(width=720, height={height}).save({path!r})
"""
PYTHON = sys.executable
# Removed when the process ends.
_KEPT = tempfile.TemporaryDirectory()
PLACE = Path(_KEPT.name)
SHORT = {"quantitative": "Q", "nominal": "N"}


def bare(kind: str, reference: str, suffix: str) -> Measurement:
    """Time the bare script of a chart; what it draws is read off ours beforehand."""
    names = {what: PLACE / f"{kind}-{what}.json" for what in ("rows", "layers")}
    if not names["rows"].exists():
        spec = vk.chart(kind, reference).to_dict()
        names["rows"].write_text(json.dumps(spec["data"]["values"]))
        names["layers"].write_text(json.dumps([_plain(layer) for layer in spec["layer"]]))
    height = vk.chart(kind, reference).to_dict()["height"]
    script = BARE.format(
        rows=str(names["rows"]),
        layers=str(names["layers"]),
        path=str(PLACE / f"bare-{kind}.{suffix}"),
        height=height,
    )
    return whole(PYTHON, "-c", script)


def _plain(layer: dict[str, object]) -> tuple[dict[str, str], dict[str, str]]:
    """Return a layer's mark and its fields, as a bare script would name them."""
    mark, encoding = layer["mark"], layer["encoding"]
    assert isinstance(mark, dict)
    assert isinstance(encoding, dict)
    kept = {
        channel: f"{told['field']}:{SHORT[told['type']]}"
        for channel, told in encoding.items()
        if isinstance(told, dict) and "field" in told and told.get("type") in SHORT
    }
    return {"type": mark["type"]}, kept


def ours(command: str, suffix: str) -> Measurement:
    """Time a command of ours that writes a file."""
    target = str(PLACE / f"ours.{suffix}")
    return whole(PYTHON, "-m", "votekit", *command.split(), "-o", target)


def comparisons() -> list[Comparison]:
    """Return the targets, each with the bare script that it is held against."""
    charts = [
        ("margin", "hr3364-115", "svg"),
        ("hemicycle", "h413-115.2017", "png"),
        ("split", "hr3364-115", "svg"),
    ]
    return [
        *(_comparison(kind, reference, suffix) for kind, reference, suffix in charts),
        Comparison(
            "`votekit report hr3364-115`, HTML / bare Altair, margin SVG",
            lambda: ours("report hr3364-115", "html"),
            lambda: bare("margin", "hr3364-115", "svg"),
            3,
        ),
    ]


def _comparison(kind: str, reference: str, suffix: str) -> Comparison:
    return Comparison(
        f"`votekit chart {kind} {reference}`, {suffix.upper()} / bare Altair, same marks",
        lambda: ours(f"chart {kind} {reference}", suffix),
        lambda: bare(kind, reference, suffix),
        1.5,
    )

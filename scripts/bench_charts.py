"""Whole processes beside a bare script that imports Altair and saves a chart of one mark."""

import sys
import tempfile
from pathlib import Path

from measuring import Comparison, Measurement, whole

BARE = """
import altair as alt
chart = alt.Chart({{"values": [{{"a": 1}}]}}).mark_point().encode(x="a:Q")
chart.save({path!r})
"""
PYTHON = sys.executable
# Removed when the process ends.
_KEPT = tempfile.TemporaryDirectory()
PLACE = Path(_KEPT.name)


def bare(suffix: str) -> Measurement:
    """Time the bare script."""
    return whole(PYTHON, "-c", BARE.format(path=str(PLACE / f"bare.{suffix}")))


def ours(command: str, suffix: str) -> Measurement:
    """Time a command of ours that writes a file."""
    target = str(PLACE / f"ours.{suffix}")
    return whole(PYTHON, "-m", "votekit", *command.split(), "-o", target)


def comparisons() -> list[Comparison]:
    """Return the targets, each with the bare script that it is held against."""
    return [
        Comparison(
            "`votekit chart margin hr3364-115`, SVG / bare Altair",
            lambda: ours("chart margin hr3364-115", "svg"),
            lambda: bare("svg"),
            1.3,
        ),
        Comparison(
            "`votekit chart hemicycle h413-115.2017`, PNG / bare Altair",
            lambda: ours("chart hemicycle h413-115.2017", "png"),
            lambda: bare("png"),
            1.5,
        ),
        Comparison(
            "`votekit report hr3364-115`, HTML / bare Altair, SVG",
            lambda: ours("report hr3364-115", "html"),
            lambda: bare("svg"),
            3,
        ),
    ]

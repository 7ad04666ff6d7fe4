"""Writing a picture: .svg .png .pdf .html .json .csv, whole or not at all, never over the network.

Everything is drawn by vl-convert on this machine, which is forbidden to fetch anything.
"""

import json
import re
from html import escape
from pathlib import Path

from votekit.charts.picture import Picture
from votekit.charts.vegalite import Spec
from votekit.csv_rows import as_csv
from votekit.errors import RequestError
from votekit.whole_file import format_of, known, write_whole

FORMATS = ("svg", "png", "pdf", "html", "json", "csv")
WHAT = "a chart"
SPOKEN = {"tooltip", "description", "href"}
LEAST_SCALE, MOST_SCALE = 0.1, 10.0
_NOWHERE: list[str] = []


def rendered(
    picture: Picture, style: str, *, scale: float | None = None, narrow: Picture | None = None
) -> bytes:
    """Return a picture in one of the ``FORMATS``.

    ``narrow`` is the same picture for a phone, which an ``.html`` shows where there is less room.

    Raises
    ------
    RequestError
        For a format or a scale that does not exist.
    """
    if style == "png":
        return _png(picture, picture.scale if scale is None else scale)
    if style == "pdf":
        import vl_convert

        drawn: bytes = vl_convert.vegalite_to_pdf(_still(picture.spec), allowed_base_urls=_NOWHERE)
        return drawn
    if style not in FORMATS:
        raise RequestError(f"There is no format “{style}”: use {known(FORMATS)}.")
    return _as_text(picture, style, narrow).encode("utf-8")


def _as_text(picture: Picture, style: str, narrow: Picture | None) -> str:
    if style == "svg":
        return svg(picture) + "\n"
    if style == "json":
        return json.dumps(picture.spec, ensure_ascii=False, indent=1) + "\n"
    if style == "csv":
        return as_csv(picture.rows)
    from votekit.charts.html import page

    return page(picture, narrow)


def _png(picture: Picture, scale: float) -> bytes:
    import vl_convert

    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise RequestError(f"A scale of {scale:g} is out of range: use 0.1 to 10.")
    drawn: bytes = vl_convert.vegalite_to_png(
        _still(picture.spec), scale=scale, allowed_base_urls=_NOWHERE
    )
    return drawn


def _still(spec: Spec) -> Spec:
    """Leave out what speaks to pointers and screen readers: pixels carry neither, and it costs."""
    layers = [
        {
            **one,
            "encoding": {
                channel: told for channel, told in one["encoding"].items() if channel not in SPOKEN
            },
        }
        for one in spec["layer"]
    ]
    return {**spec, "layer": layers}


def svg(picture: Picture) -> str:
    """Return a picture as SVG that tells screen readers what it shows."""
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(picture.spec, allowed_base_urls=_NOWHERE)
    told = f'<svg role="img" aria-label="{escape(picture.description)}" '
    named = f"<title>{escape(picture.title)}</title>"
    return re.sub(r"^<svg ([^>]*)>", lambda found: f"{told}{found[1]}>{named}", drawn, count=1)


def save(
    picture: Picture, path: Path, *, scale: float | None = None, narrow: Picture | None = None
) -> None:
    """Write a picture into a file that appears whole or not at all; the suffix says how.

    Raises
    ------
    RequestError
        When the suffix stands for no format, or the file cannot be written where it is asked for.
    StoreError
        When the disk is full.
    """
    write_whole(rendered(picture, format_of(path, FORMATS, WHAT), scale=scale, narrow=narrow), path)

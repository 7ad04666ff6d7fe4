"""Writing a chart: .svg .png .pdf .html .json .csv, whole or not at all, never over the network.

vl-convert draws on this machine and is forbidden to fetch anything.
"""

import json
import re
from html import escape
from pathlib import Path

from votekit.charts.chart import Spec, VoteChart
from votekit.csv_rows import as_csv
from votekit.errors import RequestError
from votekit.printable import all_printable, is_printable, printable
from votekit.whole_file import format_of, known, write_whole

FORMATS = ("svg", "png", "pdf", "html", "json", "csv")
WHAT = "a chart"
SPOKEN = {"tooltip", "description", "href"}
LEAST_SCALE, MOST_SCALE = 0.1, 10.0
DENSITY = 72
"""Pixels per inch of a PNG at scale 1."""
_NOWHERE: list[str] = []


def rendered(
    chart: VoteChart, style: str, *, scale: float | None = None, narrow: VoteChart | None = None
) -> bytes:
    """Return a chart in one of the ``FORMATS``.

    ``narrow`` is the same chart for a phone, which an ``.html`` shows where there is less room.

    Raises
    ------
    RequestError
        For a format or a scale that does not exist.
    """
    if style == "png":
        return _png(chart, chart.about.scale if scale is None else scale)
    if style == "pdf":
        return _pdf(chart)
    if style not in FORMATS:
        raise RequestError(f"There is no format “{style}”: use {known(FORMATS)}.")
    return _as_text(chart, style, narrow).encode("utf-8")


def _as_text(chart: VoteChart, style: str, narrow: VoteChart | None) -> str:
    if style == "svg":
        return svg(chart) + "\n"
    if style == "json":
        return _json(spec_of(chart), indent=1) + "\n"
    if style == "csv":
        return as_csv(chart.rows)
    from votekit.charts.page import page

    return page(chart, narrow)


def spec_of(chart: VoteChart) -> Spec:
    """Return a chart as standalone Vega-Lite; a character that XML forbids aborts vl-convert."""
    spec: Spec = chart.to_dict(validate=False)
    sound: Spec = spec if is_printable(spec) else all_printable(spec)
    return sound


def save(
    chart: VoteChart, path: Path, *, scale: float | None = None, narrow: VoteChart | None = None
) -> None:
    """Write a chart into a file that appears whole or not at all; the suffix says how.

    Raises
    ------
    RequestError
        When the suffix stands for no format, or the file cannot be written where it is asked for.
    StoreError
        When the disk is full.
    """
    write_whole(rendered(chart, format_of(path, FORMATS, WHAT), scale=scale, narrow=narrow), path)


_EMPTY_MARK = re.compile(r'<g [^<>]*role="graphics-symbol"[^<>]*(?:/>|></g>)')


def svg(chart: VoteChart, spec: Spec | None = None) -> str:
    """Return a chart as SVG that tells screen readers what it shows.

    ``spec`` is drawn in its place, where a page has one in variables for light and dark.
    """
    import vl_convert

    about = chart.about
    written = _json(spec_of(chart) if spec is None else spec)
    drawn: str = vl_convert.vegalite_to_svg(written, allowed_base_urls=_NOWHERE)
    # A mark without data is an image without a name (the vetoes of the 119th).
    drawn = _EMPTY_MARK.sub("", drawn)
    told = f'<svg role="img" aria-label="{_safe(about.alt)}" '
    named = f"<title>{_safe(about.headline)}</title><desc>{_safe(about.description)}</desc>"
    return re.sub(r"^<svg ([^>]*)>", lambda found: f"{told}{found[1]}>{named}", drawn, count=1)


def _safe(text: str) -> str:
    return escape(printable(text))


def _png(chart: VoteChart, scale: float) -> bytes:
    import vl_convert

    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise RequestError(f"A scale of {scale:g} is out of range: use 0.1 to 10.")
    drawn: bytes = vl_convert.vegalite_to_png(
        _json(_still(spec_of(chart))), ppi=DENSITY * scale, allowed_base_urls=_NOWHERE
    )
    return drawn


def _pdf(chart: VoteChart) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_pdf(
        _json(_still(spec_of(chart))), allowed_base_urls=_NOWHERE
    )
    return _titled(drawn, chart.about.headline)


_TRAILER = re.compile(rb"/Size (\d+)\s+/Root (\d+ \d+ R)\s+/Info (\d+) 0 R")


def _titled(pdf: bytes, title: str) -> bytes:
    """Give a PDF its title, as an update at its end, the way the format means changes to be made.

    Where vl-convert's trailer looks different one day, the file stays as it is.
    """
    found = list(_TRAILER.finditer(pdf))
    start = pdf.rfind(b"startxref")
    if not found or start < 0:
        return pdf
    size, root, info = found[-1].groups()
    before = pdf[start:].split()[1]
    told = ("\ufeff" + title).encode("utf-16-be").hex().encode()
    body = b"\n%s 0 obj\n<< /Title <%s> /Producer (votekit) >>\nendobj\n" % (info, told)
    place = len(pdf) + 1
    table_at = len(pdf) + len(body)
    return b"".join(
        (
            pdf,
            body,
            b"xref\n%s 1\n%010d 00000 n\r\n" % (info, place),
            b"trailer\n<< /Size %s /Root %s /Info %s 0 R /Prev %s >>\n"
            % (size, root, info, before),
            b"startxref\n%d\n%%%%EOF\n" % table_at,
        )
    )


def _json(spec: Spec, indent: int | None = None) -> str:
    return json.dumps(spec, ensure_ascii=False, indent=indent, default=str)


def _still(spec: Spec) -> Spec:
    """Leave out what speaks to pointers and screen readers: pixels carry neither, and it costs."""
    if "layer" in spec:
        return {**spec, "layer": [_still(one) for one in spec["layer"]]}
    encoding = spec.get("encoding", {})
    kept = {channel: told for channel, told in encoding.items() if channel not in SPOKEN}
    mark = spec.get("mark", {})
    quiet = {**mark, "aria": False} if isinstance(mark, dict) else mark
    return {**spec, "encoding": kept, "mark": quiet} if "mark" in spec else spec

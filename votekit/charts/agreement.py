"""The agreement chart: members by members, darker where two cast the same vote more often.

The cells are one image, since a chamber has up to two hundred thousand of them. Parties are bands
along both edges; the members who stand out are named beside their rows.
"""

import base64
import struct
import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from votekit.charts.agreement_story import (
    Agreements,
    Named,
    agreement_rows,
    agreement_story,
    in_blocs,
    standing_out,
)
from votekit.charts.frame import Frame
from votekit.charts.lettering import shorten, text_width
from votekit.charts.picture import Picture
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Sketch, Spec, layer, pixels
from votekit.errors import RequestError
from votekit.words.names import party_name

LEVELS = 100
SHARPEST = 1200
"""The image has about so many points a side, so that it stays sharp in print."""
LARGEST, LEAST = 470, 120
KEY_STEPS = 20


def agreement_chart(found: Agreements, style: Style) -> Picture:
    """Draw how often each two members of a chamber cast the same vote.

    Raises
    ------
    RequestError
        When fewer than two members shared roll calls, or the height leaves no room.
    """
    ordered, left_out = in_blocs(found)
    frame = Frame(style, agreement_story(ordered, left_out))
    unit = style.size.text
    band, named = unit * 22, standing_out(ordered)
    beside = 0 if frame.narrow else unit * 215
    side = min(frame.width - band - beside, unit * LARGEST)
    below = unit * (36 * len(named) + 60) if frame.narrow else 0
    height = frame.height(band + side + below)
    side = min(side, height - band - below)
    if side < LEAST * unit:
        raise RequestError(
            f"The members do not fit into {style.size.height} pixels: give a larger --height, or "
            "take --size web, which grows."
        )
    drawing = _Drawing(frame, ordered, Sketch(), (band, band), side)
    drawing.bands()
    drawing.names(named, height)
    drawing.key(height)
    layers = [drawing.cells(), *drawing.sketch.layers()]
    return frame.picture("agreement", layers, agreement_rows(ordered), height)


@dataclass(frozen=True)
class _Drawing:
    """The square of cells, its upper left corner, and what stands around it."""

    frame: Frame
    found: Agreements
    sketch: Sketch
    corner: tuple[float, float]
    side: float

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    @property
    def unit(self) -> float:
        """A pixel of a picture of usual size."""
        return self.frame.style.size.text

    @property
    def step(self) -> float:
        """The width of a member."""
        return self.side / len(self.found.labels)

    def cells(self) -> Spec:
        """Return the image of all pairs."""
        row = {
            "x": self.corner[0] + self.side / 2,
            "y": self.corner[1] + self.side / 2,
            "url": _image(self.found.share, self._palette()),
            "told": "agreement of each two members, see the data",
        }
        size = {"width": self.side, "height": self.side}
        look: Spec = {**size, "aspect": False, "smooth": False}
        url = {"field": "url", "type": "nominal"}
        return layer([row], "image", look=look, x=pixels("x"), y=pixels("y"), url=url)

    def _palette(self) -> list[str]:
        """Return a colour for each percent, and the background for pairs that share nothing."""
        shades = [self.theme.light(self.theme.accent, at / LEVELS) for at in range(LEVELS + 1)]
        return [*shades, self.theme.background]

    def bands(self) -> None:
        """Draw the parties along the upper and the left edge."""
        left, top = self.corner
        thick, size = self.unit * 6, self.unit * 12
        for party in dict.fromkeys(self.found.parties):
            places = self.found.places(party)
            first, last = places[0] * self.step, (places[-1] + 1) * self.step
            colour = self.theme.party(party)
            gap = self.unit * 2
            self.sketch.box((left + first, left + last), (top - thick - gap, top - gap), colour)
            self.sketch.box((left - thick - gap, left - gap), (top + first, top + last), colour)
            for text in (f"{party_name(party, len(places))} {len(places)}", party):
                if text_width(text, size, bold=True) < last - first:
                    x = left + (first + last) / 2
                    y = top - thick - gap - self.unit * 4
                    self.sketch.word(text, x, y, size, self.theme.ink, align="center", bold=True)
                    break

    def names(self, named: list[Named], height: float) -> None:
        """Name who stands out: beside the rows, in a column below the square."""
        if self.frame.narrow:
            self._below(named)
            return
        left = self.corner[0] + self.side
        x, room = left + self.unit * 18, self.frame.width - left - self.unit * 18
        step = self.unit * 34
        y = self.corner[1] + self.unit * 10
        rows = []
        for place, one in enumerate(named):
            row = self.corner[1] + (one.place + 0.5) * self.step
            rest = (len(named) - 1 - place) * step + self.unit * 76
            y = max(y, min(row, height - rest))
            rows.append((one, row, y))
            y += step
        for one, row, at in rows:
            self.sketch.line(
                (left + self.unit, x - self.unit * 3), (row, at - self.unit * 4), self.theme.muted
            )
            self._one(one, x, at, room)

    def _below(self, named: list[Named]) -> None:
        y = self.corner[1] + self.side + self.unit * 20
        for one in named:
            self._one(one, 0, y, self.frame.width)
            y += self.unit * 36

    def _one(self, one: Named, x: float, y: float, room: float) -> None:
        size = self.unit * 12
        label = shorten(one.label, room, size, bold=True)
        self.sketch.word(label, x, y, size, self.theme.ink, bold=True)
        told = one.told
        if text_width(told, self.unit * 11) > room:
            told = told.replace("Democrats", "D").replace("Republicans", "R")
        self.sketch.word(told, x, y + self.unit * 14, self.unit * 11, self.theme.muted)

    def key(self, height: float) -> None:
        """Draw what the shades stand for."""
        unit = self.unit
        left = 0 if self.frame.narrow else self.corner[0] + self.side + unit * 18
        wide = min(unit * 150, self.frame.width - left)
        y = height - unit * 22
        for place in range(KEY_STEPS):
            shade = self.theme.light(self.theme.accent, (place + 0.5) / KEY_STEPS)
            x = left + wide * place / KEY_STEPS
            self.sketch.box((x, x + wide / KEY_STEPS), (y, y + unit * 9), shade)
        self.sketch.word("agree on", left, y - unit * 5, unit * 11, self.theme.muted)
        for share, align in ((0.0, "left"), (0.5, "center"), (1.0, "right")):
            text = f"{share:.0%}"
            self.sketch.word(
                text, left + wide * share, height, unit * 11, self.theme.muted, align=align
            )


def _image(share: npt.NDArray[np.float64], palette: list[str]) -> str:
    """Return the cells as a PNG in an address: its points repeated, so that they stay sharp."""
    levels = np.where(np.isnan(share), LEVELS + 1, np.round(share * LEVELS)).astype(np.uint8)
    times = max(1, -(-SHARPEST // len(share)))
    points = levels.repeat(times, axis=0).repeat(times, axis=1)
    side = points.shape[0]
    lines = np.hstack([np.zeros((side, 1), np.uint8), points]).tobytes()
    colours = b"".join(bytes.fromhex(colour[1:]) for colour in palette)
    header = struct.pack(">IIBBBBB", side, side, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    written = b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)
    return f"data:image/png;base64,{base64.b64encode(written).decode('ascii')}"


def _part(kind: bytes, data: bytes) -> bytes:
    """Return a part of a PNG with its length and its check."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

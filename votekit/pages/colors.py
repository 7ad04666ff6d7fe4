"""One drawing for light and for dark: colors that differ become variables of the page.

A chart drawn for both themes is the same but for its colors. So the page has it once, with a
variable wherever the two drawings differ, and says what the variables are in light and in dark.
"""

import re
from dataclasses import dataclass, field

from votekit.charts.chart import VoteChart
from votekit.charts.render import spec_of, svg

LIGHT, DARK = 0, 1
_COLOR = re.compile(
    r"(?<=[\"':,( ])(#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)|\b(?:white|black|transparent|gray|none)\b)"
)
_ID = re.compile(r"\b(clip|gradient_|pattern_)\d+")


@dataclass
class Palette:
    """The pairs of colors, light and dark, that the charts of one page have between them."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def both(self, light: VoteChart, dark: VoteChart) -> str:
        """Return a chart as one SVG in variables; the two are the same but for the theme.

        Raises
        ------
        ValueError
            When the two drawings differ in more than color.
        """
        told, other = _COLOR.split(_drawn(light)), _COLOR.split(_drawn(dark))
        # Colors stand at the odd places; all else must be the same text.
        if _shape(told) != _shape(other):
            raise ValueError("The light and the dark drawing differ in more than their colors.")
        pairs = zip(told[1::2], other[1::2], strict=True)
        colors = [one if one == two else self._variable(one, two) for one, two in pairs]
        return "".join(part for pair in zip(told[::2], [*colors, ""], strict=True) for part in pair)

    def _variable(self, light: str, dark: str) -> str:
        name = self.names.setdefault((light, dark), f"--c{len(self.names)}")
        return f"var({name})"

    def values(self, side: int) -> str:
        """Return the variables as CSS, of the ``LIGHT`` or the ``DARK`` side."""
        return " ".join(f"{name}: {pair[side]};" for pair, name in self.names.items())


def _drawn(chart: VoteChart) -> str:
    """Draw a chart without its links: it is one image to a screen reader, beside its documents."""
    return svg(chart, {**_without_links(spec_of(chart)), "usermeta": None})


def _without_links(spec: dict[str, object]) -> dict[str, object]:
    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items() if name != "href"}
        return [bare(one) for one in value] if isinstance(value, list) else value

    return {name: bare(value) for name, value in spec.items() if name != "href"}


def _shape(parts: list[str]) -> list[str]:
    return [_ID.sub(r"\1", part) for part in parts[::2]]

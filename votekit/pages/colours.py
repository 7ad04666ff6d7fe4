"""One drawing for light and for dark: colours that differ become variables of the page.

A picture drawn for both themes is the same but for its colours. So it is drawn once, with a
variable wherever the two differ, and the page says what the variables are in light and in dark.
"""

from dataclasses import dataclass, field
from typing import Any

from votekit.charts.chart import Spec
from votekit.charts.render import Drawn, spec_of

LIGHT, DARK = 0, 1


@dataclass
class Palette:
    """The pairs of colours, light and dark, that the pictures of one page have between them."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def both(self, light: Drawn, dark: Drawn) -> Spec:
        """Return a chart in variables; ``light`` and ``dark`` are the same but for the theme.

        Links within the drawing are left out: it is one image to a screen reader, and the page
        names the documents.
        """
        paired: Spec = self._paired(*({**spec_of(one), "usermeta": None} for one in (light, dark)))
        return paired

    def _paired(self, light: Any, dark: Any) -> Any:
        if isinstance(light, dict):
            names = (name for name in light if name != "href")
            return {name: self._paired(light[name], dark[name]) for name in names}
        if isinstance(light, list):
            return [self._paired(*pair) for pair in zip(light, dark, strict=True)]
        return light if light == dark else self._variable(light, dark)

    def _variable(self, light: str, dark: str) -> str:
        name = self.names.setdefault((light, dark), f"--c{len(self.names)}")
        return f"var({name})"

    def values(self, side: int) -> str:
        """Return the variables as CSS, of the ``LIGHT`` or the ``DARK`` side."""
        return " ".join(f"{name}: {pair[side]};" for pair, name in self.names.items())

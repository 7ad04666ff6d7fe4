"""A finished chart with everything that goes with it: the data behind it, its words, its size."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from votekit.charts.vegalite import Row, Spec

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


@dataclass(frozen=True, repr=False)
class Picture:
    """One chart, ready to be shown, saved or worked on.

    ``spec`` is the chart in Vega-Lite, ``rows`` the data behind it, one dict per line of the
    ``.csv``; ``chart`` and ``data`` give the same as an Altair chart and a pandas DataFrame.
    ``title`` states the finding, ``source`` names the official documents (``source_urls``), and
    ``description`` is the text for those who cannot see it. ``scale`` is how many pixels a PNG
    has per unit, ``name`` what a file of it is called when nobody says.
    """

    kind: str
    spec: Spec
    rows: list[Row]
    title: str
    subtitle: str
    source: str
    source_urls: list[str]
    description: str
    width: int
    height: int
    scale: float
    name: str = ""

    @cached_property
    def chart(self) -> "alt.LayerChart":
        """The chart as an Altair object, checked against the schema of Vega-Lite."""
        import altair as alt

        return alt.LayerChart.from_dict(self.spec)

    @cached_property
    def data(self) -> "pd.DataFrame":
        """The data behind the chart, as the ``.csv`` has it."""
        import pandas as pd

        return pd.DataFrame(self.rows)

    def save(self, path: str | Path, *, scale: float | None = None) -> None:
        """Write the chart; the suffix says how: .svg .png .pdf .html .json .csv.

        Raises
        ------
        RequestError
            For a suffix that is none of these, or a place that cannot be written.
        """
        from votekit.charts.formats import save

        save(self, Path(path), scale=scale)

    def __repr__(self) -> str:
        return f"<Picture {self.kind}: {self.title}>"

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, Any]:
        """Show the picture as it is printed, in notebooks with and without a network.

        ``chart`` shows it with tooltips where the notebook knows Vega-Lite.
        """
        from votekit.charts.formats import svg

        return {"text/plain": repr(self), "image/svg+xml": svg(self)}

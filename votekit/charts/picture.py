"""A chart of the kinds that are not Altair's yet, until they are. New kinds: ``chart.py``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from votekit.charts.chart import About
from votekit.charts.vegalite import Row, Spec


@dataclass(frozen=True, repr=False)
class Picture:
    """One chart: its Vega-Lite, its rows, its words, its size."""

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

    @property
    def about(self) -> About:
        """The chart's words and look, as those of a ``VoteChart``."""
        return About(
            kind=self.kind,
            headline=self.title,
            subtitle=self.subtitle,
            source=self.source,
            alt=self.description,
            description=self.description,
            source_urls=self.source_urls,
            theme="",
            text=1,
            padding=0,
            scale=self.scale,
            plot=0,
            below=0,
            helpers=[],
            name=self.name,
        )

    def save(self, path: str | Path, *, scale: float | None = None) -> None:
        """Write the chart; the suffix says how."""
        from votekit.charts.render import save

        save(self, Path(path), scale=scale)

    def __repr__(self) -> str:
        return f"<Picture {self.kind}: {self.title}>"

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, Any]:
        from votekit.charts.render import svg

        return {"text/plain": repr(self), "image/svg+xml": svg(self)}

"""Charts of what the record holds: ``chart(kind, *references)``.

A chart is added here with one line in ``KINDS`` and one function that reads what it draws; the
chart itself is ``votekit.charts.<kind>.<kind>_chart`` (see ``votekit.charts``).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from votekit.api import picture_loaders as loaders
from votekit.charts.theme import style_of
from votekit.errors import RequestError
from votekit.store import Record

if TYPE_CHECKING:
    from votekit.charts.chart import VoteChart


@dataclass(frozen=True)
class Asked:
    """What a chart was asked of: references, options by name (``None`` left out), the record."""

    references: tuple[str, ...]
    options: Mapping[str, Any]
    record: Record


@dataclass(frozen=True)
class Kind:
    """One kind of chart: how to read what it draws, and what it takes.

    ``load`` gives the arguments of the chart function, all but the style. ``fewest`` and ``most``
    are numbers of references, ``example`` is one.
    """

    load: Callable[[Asked], tuple[Any, ...]]
    options: tuple[str, ...] = ()
    fewest: int = 1
    most: int | None = None
    example: str = "hr3364-115"


def chart(
    kind: str,
    *references: str,
    theme: str = "light",
    size: str = "web",
    width: int | None = None,
    height: int | None = None,
    title: str | None = None,
    subtitle: str | None = None,
    titles: bool = True,
    record: Record | None = None,
    **options: Any,
) -> "VoteChart":
    """Draw a chart: a ``VoteChart``, which is an Altair chart with its words and its table.

    ``+``, ``|``, ``&``, ``.properties``, ``.configure_…``, ``.transform_filter``,
    ``.interactive()`` and ``.to_json`` do what they do in Altair; ``.save`` writes .svg, .png,
    .pdf, .html (offline), .json and .csv. ``chart.about`` has headline, subtitle, source addresses,
    alt text and long description, ``chart.rows`` the table behind it. The chart wears its own
    theme while no other is enabled; ``alt.theme.enable("votekit_dark")``, or one of your own,
    dresses it as any other. In ``|`` and ``&`` enable one, since Altair themes the whole.

    ``theme`` is light, dark, print or gray; ``size`` web, social, square, portrait, column or
    slide, or give ``width`` and ``height`` in pixels. ``title`` and ``subtitle`` replace the
    chart's own, ``titles=False`` leaves both out. Other options are those of the kind, as
    ``congress=115, chamber="senate"``.

    Raises
    ------
    RequestError
        For a kind, theme, size or option that does not exist, and for whatever the command raises
        whose table is drawn.
    StoreError
        When the record cannot be read.

    >>> drawn = chart("margin", "s175-115.2017")
    >>> drawn.about.headline
    'Senate passes H.R. 3364, 98–2, 31 more than needed to override a veto'
    >>> [(row["yea"], row["needed"], row["needed_to_override"]) for row in drawn.rows]
    [(98, 51, 67)]
    """
    if kind not in KINDS:
        raise RequestError(f"There is no chart “{kind}”: use {_either(list(KINDS))}.")
    wanted = KINDS[kind]
    given = {name: value for name, value in options.items() if value not in (None, False)}
    _refuse(kind, wanted, references, given)
    style = style_of(
        theme, size, width=width, height=height, title=title, subtitle=subtitle, titles=titles
    )
    loaded = wanted.load(Asked(references, given, record or Record.open()))
    draw = getattr(import_module(f"votekit.charts.{kind}"), f"{kind}_chart")
    drawn = draw(*loaded, style)
    name = _file_name(kind, references, given)
    told: VoteChart = drawn.told(name=name)
    return told


def _file_name(kind: str, references: tuple[str, ...], given: Mapping[str, Any]) -> str:
    """Name a file after what was asked: ``margin-hr3364-115``."""
    parts = [kind, *references, *(str(value) for value in given.values() if value is not True)]
    dotless = re.sub(r"\.(?!\d)", "", "-".join(parts))
    name = re.sub(r"[^A-Za-z0-9.]+", "-", dotless).strip("-.")
    return name[:80].lower()


def _refuse(kind: str, wanted: Kind, references: tuple[str, ...], given: Mapping[str, Any]) -> None:
    unknown = sorted(given.keys() - set(wanted.options))
    if unknown:
        takes = f"takes {_either(list(wanted.options), 'and')}" if wanted.options else "takes none"
        raise RequestError(f"The chart {kind} has no option “{unknown[0]}”: it {takes}.")
    if len(references) < wanted.fewest:
        raise RequestError(
            f"The chart {kind} needs a reference: votekit chart {kind} {wanted.example}, for one."
        )
    if wanted.most is not None and len(references) > wanted.most:
        most = f"{wanted.most} reference" if wanted.most == 1 else f"{wanted.most} references"
        raise RequestError(
            f"The chart {kind} takes {most if wanted.most else 'no reference'}, not "
            f"{len(references)}: make one chart for each."
        )


def _either(names: list[str], word: str = "or") -> str:
    *most, last = names
    return f"{', '.join(most)} {word} {last}" if most else last


def _margins(asked: Asked) -> tuple[Any, ...]:
    from votekit.api.answers import margin

    return ([margin(reference, record=asked.record) for reference in asked.references],)


def _splits(asked: Asked) -> tuple[Any, ...]:
    from votekit.api.answers import splits_of
    from votekit.lookup import FoundBill, find
    from votekit.words.names import bill_name

    caucus = bool(asked.options.get("caucus"))
    found = [
        split
        for reference in asked.references
        for split in splits_of(reference, caucus=caucus, record=asked.record)
    ]
    one = find(asked.record, asked.references[0]) if len(asked.references) == 1 else None
    return found, bill_name(one.reference.id) if isinstance(one, FoundBill) else ""


def _defectors(asked: Asked) -> tuple[Any, ...]:
    from votekit.api.rosters import over_congress, rosters_of

    congress, chamber = (asked.options.get(name) for name in ("congress", "chamber"))
    days: dict[str, Any] = {name: asked.options.get(name) for name in ("since", "until")}
    if not asked.references:
        return (over_congress(congress, chamber, **days, record=asked.record),)
    if any(days.values()):
        raise RequestError("A roll call has one day: --since and --until go with --congress.")
    if congress is not None:
        raise RequestError("Give a reference or --congress, not both: they are two charts.")
    return (rosters_of(asked.references[0], chamber=chamber, record=asked.record),)


def _rosters(asked: Asked) -> tuple[Any, ...]:
    from votekit.api.rosters import rosters_of

    chamber = asked.options.get("chamber")
    found = [
        roster
        for reference in asked.references
        for roster in rosters_of(reference, chamber=chamber, vetoes=True, record=asked.record)
    ]
    return (found,)


def _seats(asked: Asked) -> tuple[Any, ...]:
    from votekit.charts.hemicycle import ORDERS

    order = asked.options.get("order", "party")
    if order not in ORDERS:
        raise RequestError(f"Seats are ordered by {_either(list(ORDERS))}, not by “{order}”.")
    return (*_rosters(asked), order)


KINDS: dict[str, Kind] = {
    "margin": Kind(_margins),
    "hemicycle": Kind(_seats, ("chamber", "order")),
    "split": Kind(_splits, ("caucus",)),
    "defectors": Kind(_defectors, ("congress", "chamber", "since", "until"), fewest=0, most=1),
    "map": Kind(loaders.load_map, ("chamber", "by"), most=1, example="s175-115.2017"),
    "ideology": Kind(
        loaders.load_ideology, ("chamber", "dimension"), most=1, example="s54-115.2017"
    ),
    "trend": Kind(
        loaders.load_trend, ("by", "chamber", "since", "until"), most=1, example="party-unity"
    ),
    "overrides": Kind(loaders.load_overrides, ("congress",), fewest=0, most=1),
    "agreement": Kind(loaders.load_agreement, ("congress", "chamber"), fewest=0, most=0),
    "timeline": Kind(loaders.load_timeline, most=1, example="hr1-119"),
}
"""All kinds of charts, in the order in which they are listed."""

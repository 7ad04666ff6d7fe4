"""Votes on vetoes as uprights in order of time: for pictures too low for a line each."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from votekit.charts.frame import Frame
from votekit.charts.lettering import shorten, text_width
from votekit.charts.overrides_story import Presidency, Try
from votekit.charts.swarm import Flag, flags
from votekit.charts.vegalite import Row, Sketch, Spec, colours, layer, number, pixels, words
from votekit.errors import RequestError
from votekit.words.names import bill_name

LOWEST = 0.35
TWO_THIRDS = 2 / 3
GAP = 3
"""The room between presidents, in votes."""


@dataclass(frozen=True)
class _Plan:
    frame: Frame
    left: float
    step: float
    top: float
    floor: float

    def high(self, share: float) -> float:
        """Return where a share lies."""
        return self.floor - (share - LOWEST) / (1 - LOWEST) * (self.floor - self.top)


def uprights(frame: Frame, terms: Sequence[Presidency], height: float) -> list[Spec]:
    """Draw an upright for each vote; returns the layers."""
    unit = frame.style.size.text
    left = unit * 38
    wide = frame.width - left - unit * 4
    slots = _slots(terms, wide, unit)
    step = wide / (sum(slots) + GAP * (len(terms) - 1))
    places: list[tuple[Presidency, list[tuple[Try, float]]]] = []
    x = left + step / 2
    for term, own in zip(terms, slots, strict=True):
        places.append((term, [(one, x + step * at) for at, one in enumerate(term.tries)]))
        x += step * (own + GAP)
    laws = _laws(places)
    names = [f"{bill_name(one.row['bill_id'])}, {one.day.year}" for one, _ in laws]
    signs = flags(
        [x for _, x in laws],
        [text_width(name, unit * 11) for name in names],
        frame.width,
        unit * 13,
        side=lambda x: "left" if x < laws[len(laws) // 2][1] else "right",
    )
    top = max((flag.reach for flag in signs), default=0) + unit * 8
    plan = _Plan(frame, left, step, top, height - unit * 36)
    if plan.floor - top < unit * 60:
        raise RequestError(
            f"The votes on vetoes do not fit into {frame.style.size.height} pixels: give a larger "
            "--height, name a Congress, or take --size web, which grows."
        )
    sketch = Sketch()
    _scale(sketch, plan)
    rows: list[Row] = []
    for term, tries in places:
        _foot(sketch, plan, term, [x for _, x in tries])
        rows += [_upright(sketch, plan, one, x) for one, x in tries]
    for (one, x), name, flag in zip(laws, names, signs, strict=True):
        _sign(sketch, plan, one, x, name, flag)
    return [*sketch.layers(), _marks(plan, rows)]


def _slots(terms: Sequence[Presidency], wide: float, unit: float) -> list[int]:
    """Return the room of each president, in votes: enough for the name."""
    step = wide / (sum(len(term.tries) for term in terms) + GAP * (len(terms) - 1))
    return [
        max(len(term.tries), ceil(text_width(_short(term), unit * 11, bold=True) / step))
        for term in terms
    ]


def _short(term: Presidency) -> str:
    last = term.president.removesuffix(" Jr.").split()[-1]
    return f"{last} ({term.party})"


def _laws(
    places: Sequence[tuple[Presidency, list[tuple[Try, float]]]],
) -> list[tuple[Try, float]]:
    """Return the higher of the votes on each bill that became law."""
    best: dict[str, tuple[Try, float]] = {}
    for _, tries in places:
        for one, x in tries:
            known = best.get(one.row["bill_id"])
            if one.law and (known is None or one.share > known[0].share):
                best[one.row["bill_id"]] = (one, x)
    return list(best.values())


def _scale(sketch: Sketch, plan: _Plan) -> None:
    unit, theme = plan.frame.style.size.text, plan.frame.style.theme
    for share in (0.4, 0.6, 0.8, 1.0):
        y = plan.high(share)
        sketch.line((plan.left, plan.frame.width), (y, y), theme.grid, unit * 0.8)
        sketch.word(
            f"{share:.0%}",
            plan.left - unit * 5,
            y + unit * 4,
            unit * 11,
            theme.muted,
            align="right",
        )
    y = plan.high(TWO_THIRDS)
    sketch.line((plan.left, plan.frame.width), (y, y), theme.accent, unit * 1.6)
    sketch.word(
        "2/3", plan.left - unit * 5, y + unit * 4, unit * 11, theme.accent, align="right", bold=True
    )


def _foot(sketch: Sketch, plan: _Plan, term: Presidency, spots: Sequence[float]) -> None:
    """Name the president below the own votes, as long as there is room."""
    unit, theme = plan.frame.style.size.text, plan.frame.style.theme
    left, right = spots[0] - plan.step / 2, spots[-1] + plan.step / 2
    sketch.line((left, right), (plan.floor + unit * 3,) * 2, theme.ink, unit)
    room = right - left + plan.step * (GAP - 0.5)
    full_name = f"{term.president} ({term.party})"
    fits = text_width(full_name, unit * 11, bold=True) <= room
    text = full_name if fits else _short(term)
    sketch.word(text, left, plan.floor + unit * 16, unit * 11, theme.ink, bold=True)
    told = f"{term.overridden} of {term.vetoes}"
    full = f"{told} overridden"
    wide = text_width(full, unit * 11) <= room
    sketch.word(full if wide else told, left, plan.floor + unit * 30, unit * 11, theme.muted)


def _upright(sketch: Sketch, plan: _Plan, one: Try, x: float) -> Row:
    unit, theme = plan.frame.style.size.text, plan.frame.style.theme
    y = plan.high(one.share)
    if one.passage is not None:
        before = plan.high(one.passage)
        wide = min(plan.step * 0.4, unit * 5)
        sketch.line((x, x), (before, y), theme.muted, unit * 1.3)
        sketch.line((x - wide, x + wide), (before, before), theme.muted, unit * 1.8)
    return {
        "x": round(x, 2),
        "share": one.share,
        "vote_id": one.row["vote_id"],
        "fill": theme.accent if one.held else theme.background,
        "told": one.told,
    }


def _sign(sketch: Sketch, plan: _Plan, one: Try, x: float, name: str, flag: Flag) -> None:
    unit, theme = plan.frame.style.size.text, plan.frame.style.theme
    y = plan.top - flag.reach + unit * 6
    sketch.line((x, x), (y - unit * 8, plan.high(one.share)), theme.grid, unit)
    sketch.word(shorten(name, plan.frame.width, unit * 11), flag.start, y, unit * 11, theme.ink)


def _marks(plan: _Plan, rows: Sequence[Row]) -> Spec:
    unit = plan.frame.style.size.text
    look: Spec = {
        "shape": "circle",
        "filled": True,
        "opacity": 1,
        "stroke": plan.frame.style.theme.accent,
        "strokeWidth": unit * 1.3,
        "size": min(plan.step * 0.8, unit * 8) ** 2,
    }
    return layer(
        rows,
        "point",
        look=look,
        x=pixels("x"),
        y=number("share", (LOWEST, 1), (plan.floor, plan.top)),
        fill=colours("fill"),
        tooltip=words("told"),
        description=words("told"),
    )

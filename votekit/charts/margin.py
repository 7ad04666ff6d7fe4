"""The margin chart: yeas and nays against the number needed, and how far absences could move it.

Each roll call is a bar of all members listed, yeas from the left, nays from the right, who was away
between them. Below it a wedge opens from the yeas as they were to the yeas with everyone voting,
worst to best case, and the line of the number needed leans to the right: it moves with turnout.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from votekit.analysers.margin import Margin
from votekit.analysers.verdict import spell_date
from votekit.charts.frame import Frame
from votekit.charts.lettering import text_width, wrap
from votekit.charts.margin_story import (
    Measured,
    all_voting,
    margin_rows,
    margin_story,
    measure,
    measured,
)
from votekit.charts.picture import Picture
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Row, Sketch, Spec, colours, layer, pixels
from votekit.charts.wording import tally
from votekit.errors import RequestError

MANY = 3
"""More roll calls than this are drawn without wedges where the picture may grow."""
SHRINKING = (1.0, 0.85, 0.72, 0.6)
"""What the type is multiplied by, in turn, until a fixed size holds all."""
FRACTIONS = {"1/2": "majority", "2/3": "two thirds", "3/5": "three fifths"}


def margin_chart(answers: Sequence[Margin], style: Style) -> Picture:
    """Draw the margins of bills or roll calls, one bar per roll call.

    Raises
    ------
    RequestError
        When an answer has no roll call, or a fixed height cannot hold all of them.
    """
    rollcalls = measured(answers)
    story = margin_story(answers, rollcalls)
    for smaller in SHRINKING:
        size = replace(style.size, text=style.size.text * smaller)
        frame = Frame(replace(style, size=size), story)
        height, plan = _fitted(frame, rollcalls)
        if plan:
            break
    else:
        raise RequestError(
            f"{len(rollcalls)} roll calls do not fit into {style.size.height} pixels: name fewer, "
            "or take --size web, which grows."
        )
    spare = (height - plan.whole(len(rollcalls))) / len(rollcalls)
    sketch, wedges = Sketch(), list[Row]()
    for place, one in enumerate(rollcalls):
        top = place * (plan.block + spare) + spare / 2
        _Block(sketch, wedges, frame, plan, one, top).draw(several=len(answers) > 1)
    return frame.picture(
        "margin", [*_wedges(wedges), *sketch.layers()], margin_rows(rollcalls), height
    )


def _fitted(frame: Frame, rollcalls: Sequence[Measured]) -> tuple[float, "Plan | None"]:
    """Return the height of the plot and the roomiest plan that fits it, if one does."""
    plans = [_plan(frame, rollcalls, wedge=wedge) for wedge in (True, False)]
    first = plans[0] if len(rollcalls) <= MANY else plans[1]
    height = frame.height(first.whole(len(rollcalls)))
    fitting = (plan for plan in plans if plan.whole(len(rollcalls)) <= height)
    return height, next(fitting, None)


@dataclass(frozen=True)
class Plan:
    """The heights within a block, from the top: heading, labels of ticks, bar, wedge, gap."""

    heading: float
    labels: float
    bar: float
    wedge: float
    note: float
    gap: float

    @property
    def block(self) -> float:
        """The height from one block to the next."""
        return self.heading + self.labels + self.bar + self.wedge + self.note + self.gap

    def whole(self, blocks: int) -> float:
        """Return the height of so many blocks."""
        return math.ceil(blocks * self.block - self.gap)


def _plan(frame: Frame, rollcalls: Sequence[Measured], *, wedge: bool) -> Plan:
    unit = frame.type
    lines = max(_lines_below(frame, one) for one in rollcalls)
    return Plan(
        heading=unit(35 if frame.narrow else 18),
        labels=unit(24 if wedge else 20),
        bar=unit(28 if wedge else 18),
        wedge=unit(20 if wedge else 0),
        note=unit(3 + 15 * lines) if wedge and lines else 0,
        gap=unit(28 if wedge else 12),
    )


def _lines_below(frame: Frame, one: Measured) -> int:
    """Count the lines of the note below the wedge; one that ends before the wedge needs none."""
    lines = _note(frame, one)
    ends = text_width(lines[0], frame.type(12)) + frame.type(12)
    first = min(one.vote.yea, one.needed) if one.away else one.all
    beside = len(lines) == 1 and ends < first / one.all * frame.width
    return 0 if beside else len(lines)


def _note(frame: Frame, one: Measured) -> list[str]:
    told = f"{all_voting(one)}." if one.away else f"All {one.all} voted."
    if one.vote.vice_president:
        told += f" The Vice President voted {one.vote.vice_president}."
    return wrap(told, frame.width, frame.type(12))


@dataclass(frozen=True)
class _Block:
    """One roll call being drawn, its upper edge at ``top``."""

    sketch: Sketch
    wedges: list[Row]
    frame: Frame
    plan: Plan
    one: Measured
    top: float

    @property
    def theme(self) -> Theme:
        return self.frame.style.theme

    @property
    def bar(self) -> tuple[float, float]:
        upper = self.top + self.plan.heading + self.plan.labels
        return upper, upper + self.plan.bar

    def at(self, members: float) -> float:
        """Return where a number of yeas lies: the whole width is all who could have voted."""
        return round(members / self.one.all * self.frame.width, 2)

    def draw(self, *, several: bool) -> None:
        self._heading(several)
        self._bar()
        self._thresholds()
        if self.plan.wedge:
            self._turnout()

    def _heading(self, several: bool) -> None:
        one, unit, theme = self.one, self.frame.type, self.theme
        name = f"{one.bill}, {one.vote.chamber.capitalize()}" if several and one.bill else ""
        name = name or one.vote.chamber.capitalize()
        if one.vote.stage == "override":
            name += ", on the veto"
        bold = f"{name} {one.count}"
        line = self.top + unit(13)
        self.sketch.word(bold, 0, line, unit(15), theme.ink, bold=True)
        after = text_width(bold + "  ", unit(15), bold=True)
        day, away = spell_date(one.vote.date), f"  ·  {one.away} away" if one.away else ""
        told = measure(one)
        taken = 0 if self.frame.narrow else text_width(told, unit(14), bold=True) + unit(16)
        if after + text_width(day + away, unit(12)) <= self.frame.width - taken:
            day += away
        self.sketch.word(day, after, line, unit(12), theme.muted)
        if self.frame.narrow:
            self.sketch.word(told, 0, line + unit(17), unit(13), theme.accent, bold=True)
        else:
            self.sketch.word(
                told, self.frame.width, line, unit(14), theme.accent, align="right", bold=True
            )

    def _bar(self) -> None:
        one, theme = self.one, self.theme
        yea, nay = self.at(one.vote.yea), self.at(one.all - one.vote.nay)
        parts = (
            (one.vote.yea, "yea", 0.0, yea, theme.accent, theme.background),
            (one.away, "away", yea, nay, theme.background, theme.ink),
            (one.vote.nay, "nay", nay, self.frame.width, theme.light(theme.accent), theme.ink),
        )
        for members, name, left, right, fill, ink in parts:
            if not members:
                continue
            told = f"{one.vote.vote_id}: {members} {name}"
            stroke = theme.muted if name == "away" else theme.accent
            self.sketch.box((left, right), self.bar, fill, stroke=stroke, told=told)
            self._within(f"{members} {name}", left, right, ink)

    def _within(self, text: str, left: float, right: float, ink: str) -> None:
        """Write a number into its part of the bar, where there is room."""
        size = self.frame.type(13)
        pad = self.frame.type(6)
        line = sum(self.bar) / 2 + size * 0.36
        if text_width(text, size, bold=True) + 2 * pad > right - left:
            return
        if left == 0:
            self.sketch.word(text, pad, line, size, ink, bold=True)
        else:
            self.sketch.word(text, right - pad, line, size, ink, align="right", bold=True)

    def _thresholds(self) -> None:
        one, unit = self.one, self.frame.type
        label = FRACTIONS[one.vote.rule.fraction]
        if one.veto:
            label = "two thirds"
        majority = one.vote.voting // 2 + 1
        self._tick(one.needed, unit(2.5), f"{label} {one.needed}", "left")
        if one.needed > majority:
            self._tick(majority, unit(1.2), f"majority {majority}", "right")
        upper = self.bar[0] - unit(4)
        ends = (self.at(one.needed), self.at(one.vote.yea))
        if one.spare:
            self.sketch.line(ends, (upper, upper), self.theme.accent, unit(3))

    def _tick(self, members: int, width: float, text: str, align: str) -> None:
        unit, theme = self.frame.type, self.theme
        x, (upper, lower) = self.at(members), self.bar
        reach = (upper - unit(18), lower)
        self.sketch.line((x, x), (upper, lower), theme.background, width + unit(2))
        self.sketch.line((x, x), reach, theme.ink, width)
        size = unit(12)
        # A label that would run out of the picture stands on the other side of its tick.
        if align == "left" and x + unit(5) + text_width(text, size) > self.frame.width:
            align = "right"
        shift = unit(5) if align == "left" else -unit(5)
        self.sketch.word(text, x + shift, upper - unit(9), size, theme.ink, align=align)

    def _turnout(self) -> None:
        one, unit = self.one, self.frame.type
        upper, lower = self.bar[1] + unit(2), self.bar[1] + self.plan.wedge
        if one.away:
            yea, best = self.at(one.vote.yea), self.at(one.vote.yea + one.away)
            told = f"{tally(one.vote.yea, one.vote.nay + one.away)} to "
            told += tally(one.vote.yea + one.away, one.vote.nay)
            for y, right in ((upper, yea), (lower, best)):
                self.wedges.append(
                    {"y": y, "x": yea, "x2": right, "one": one.vote.vote_id, "told": told}
                    | {"fill": self.theme.accent}
                )
            ends = (self.at(one.needed), self.at(one.needed_of_all))
            self.sketch.line(ends, (self.bar[1], lower), self.theme.ink, unit(2.5))
        below = unit(17) if _lines_below(self.frame, one) else 0
        for place, text in enumerate(_note(self.frame, one)):
            y = lower + below + unit(15 * place) - unit(1)
            self.sketch.word(text, 0, y, unit(12), self.theme.muted)


def _wedges(rows: Sequence[Row]) -> list[Spec]:
    """Return the wedges from the yeas as they were to the worst and the best case."""
    if not rows:
        return []
    look = {"orient": "horizontal", "opacity": 0.45, "line": False}
    ends = {"x": pixels("x"), "x2": {"field": "x2"}, "y": pixels("y")}
    split = {"field": "one", "type": "nominal"}
    return [layer(rows, "area", look=look, **ends, detail=split, fill=colours("fill"))]

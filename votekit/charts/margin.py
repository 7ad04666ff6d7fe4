"""The margin chart: yeas and nays against the number needed, and how far absences could move it.

Each roll call is a bar of all members listed, yeas from the left, nays from the right, who was away
between them. Below it, where members were away, a bracket spans the yeas had all of them voted nay
to the yeas had all voted yea, and a tick says where the number needed would have moved to.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from votekit.analysers.margin import Margin
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
from votekit.charts.vegalite import Sketch
from votekit.errors import RequestError
from votekit.words.dates import spell_date

MANY = 3
"""More roll calls than this are drawn without brackets where the picture may grow."""
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
    sketch = Sketch()
    for place, one in enumerate(rollcalls):
        top = place * (plan.block + spare) + spare / 2
        _Block(sketch, frame, plan, one, top).draw(several=len(answers) > 1)
    return frame.picture("margin", sketch.layers(), margin_rows(rollcalls), height)


def _fitted(frame: Frame, rollcalls: Sequence[Measured]) -> tuple[float, "Plan | None"]:
    """Return the height of the plot and the roomiest plan that fits it, if one does."""
    plans = [_plan(frame, rollcalls, bracket=bracket) for bracket in (True, False)]
    first = plans[0] if len(rollcalls) <= MANY else plans[1]
    height = frame.height(first.whole(len(rollcalls)))
    fitting = (plan for plan in plans if plan.whole(len(rollcalls)) <= height)
    return height, next(fitting, None)


@dataclass(frozen=True)
class Plan:
    """The heights within a block, from the top.

    ``names`` are those of parts too narrow to hold them, below the bar.
    """

    heading: float
    labels: float
    bar: float
    names: float
    bracket: float
    note: float
    gap: float

    @property
    def block(self) -> float:
        """The height from one block to the next."""
        parts = (self.heading, self.labels, self.bar, self.names, self.bracket, self.note)
        return sum(parts) + self.gap

    def whole(self, blocks: int) -> float:
        """Return the height of so many blocks."""
        return math.ceil(blocks * self.block - self.gap)


def _plan(frame: Frame, rollcalls: Sequence[Measured], *, bracket: bool) -> Plan:
    unit = frame.type
    lines = max(len(_note(frame, one)) for one in rollcalls)
    beneath = any(not part.fits(frame) for one in rollcalls for part in _parts(frame, one))
    away = any(one.away for one in rollcalls)
    return Plan(
        heading=unit(35 if frame.narrow else 18),
        labels=unit(24 if bracket else 20),
        bar=unit(28 if bracket else 18),
        names=unit(16) if beneath else 0,
        bracket=unit(18) if bracket and away else 0,
        note=unit(6 + 15 * lines) if bracket else 0,
        gap=unit(24 if bracket else 12),
    )


@dataclass(frozen=True)
class _Part:
    """A part of the bar: how many members, on which side, from where to where in pixels."""

    members: int
    side: str
    left: float
    right: float
    crossed: bool = False

    @property
    def text(self) -> str:
        """The number with its word."""
        return f"{self.members} {self.side}"

    def fits(self, frame: Frame) -> bool:
        """Tell whether the words fit into the part, with no tick across them."""
        wide = text_width(self.text, frame.type(13), bold=True)
        return not self.crossed and wide + 2 * frame.type(6) <= self.right - self.left


def _parts(frame: Frame, one: Measured) -> list[_Part]:
    """Return the parts of a bar in order, none of nobody."""
    yea, nay = (
        round(members / one.all * frame.width, 2)
        for members in (one.vote.yea, one.all - one.vote.nay)
    )
    parts = (
        _Part(one.vote.yea, "yea", 0.0, yea),
        _Part(one.away, "away", yea, nay, one.vote.yea < one.needed < one.all - one.vote.nay),
        _Part(one.vote.nay, "nay", nay, frame.width),
    )
    return [part for part in parts if part.members]


def _note(frame: Frame, one: Measured) -> list[str]:
    told = f"{all_voting(one)}." if one.away else f"All {one.all} voted."
    if one.vote.vice_president:
        told += f" The Vice President voted {one.vote.vice_president}."
    return wrap(told, frame.width, frame.type(12))


@dataclass(frozen=True)
class _Block:
    """One roll call being drawn, its upper edge at ``top``."""

    sketch: Sketch
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
        if self.plan.note:
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
        told = measure(one)
        self.sketch.word(spell_date(one.vote.date), after, line, unit(12), theme.muted)
        if self.frame.narrow:
            self.sketch.word(told, 0, line + unit(17), unit(13), theme.accent, bold=True)
        else:
            self.sketch.word(
                told, self.frame.width, line, unit(14), theme.accent, align="right", bold=True
            )

    def _bar(self) -> None:
        theme = self.theme
        fills = {
            "yea": (theme.accent, theme.background),
            "away": (theme.background, theme.ink),
            "nay": (theme.light(theme.accent), theme.ink),
        }
        parts = _parts(self.frame, self.one)
        for part in parts:
            fill, ink = fills[part.side]
            told = f"{self.one.vote.vote_id}: {part.text}"
            stroke = theme.muted if part.side == "away" else theme.accent
            self.sketch.box((part.left, part.right), self.bar, fill, stroke=stroke, told=told)
            if part.fits(self.frame):
                self._within(part, ink)
        self._beneath([part for part in parts if not part.fits(self.frame)])

    def _within(self, part: _Part, ink: str) -> None:
        """Write a number into its part of the bar."""
        size, pad = self.frame.type(13), self.frame.type(6)
        line = sum(self.bar) / 2 + size * 0.36
        if part.side == "yea":
            self.sketch.word(part.text, part.left + pad, line, size, ink, bold=True)
        else:
            self.sketch.word(part.text, part.right - pad, line, size, ink, align="right", bold=True)

    def _beneath(self, parts: Sequence[_Part]) -> None:
        """Write numbers that do not fit below their parts, apart from one another."""
        unit = self.frame.type
        free = self.frame.width
        for part in reversed(parts):
            wide = text_width(part.text, unit(12))
            start = max(0.0, min((part.left + part.right - wide) / 2, free - wide))
            self.sketch.word(part.text, start, self.bar[1] + unit(13), unit(12), self.theme.ink)
            free = start - unit(10)

    @property
    def _label(self) -> str:
        return "two thirds" if self.one.veto else FRACTIONS[self.one.vote.rule.fraction]

    def _thresholds(self) -> None:
        one, unit = self.one, self.frame.type
        majority = one.vote.voting // 2 + 1
        self._tick(one.needed, unit(2.5), f"{self._label} {one.needed}", "left")
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
        """Draw what turnout could have changed, and say it below."""
        unit = self.frame.type
        top = self.bar[1] + self.plan.names
        if self.one.away:
            self._bracket(top + unit(10))
        line = top + (self.plan.bracket if self.one.away else 0) + unit(16)
        for place, text in enumerate(_note(self.frame, self.one)):
            self.sketch.word(text, 0, line + unit(15 * place), unit(12), self.theme.muted)

    def _bracket(self, y: float) -> None:
        """Span the yeas from worst to best case, and mark what would have been needed."""
        one, unit, theme = self.one, self.frame.type, self.theme
        worst, best = self.at(one.vote.yea), self.at(one.vote.yea + one.away)
        told = f"{one.vote.vote_id}: {one.vote.yea} to {one.vote.yea + one.away} yeas"
        ends = (y - unit(3.5), y + unit(3.5))
        self.sketch.box((worst, best), ends, theme.light(theme.accent, 0.6), told=told)
        x = self.at(one.needed_of_all)
        self.sketch.line((x, x), (y - unit(7), y + unit(7)), theme.ink, unit(2.5))
        moves = "would be" if one.needed_of_all != one.needed else "stays"
        text = f"{self._label} {moves} {one.needed_of_all}"
        left, right = min(worst, x) - unit(7), max(best, x) + unit(7)
        wide = text_width(text, unit(12))
        outside = right + wide > self.frame.width
        self.sketch.word(
            text,
            left if outside else right,
            y + unit(4),
            unit(12),
            theme.ink,
            align="right" if outside else "left",
        )

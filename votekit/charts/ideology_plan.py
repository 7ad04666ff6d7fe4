"""Where the members and the labels of the ideology chart go."""

from collections.abc import Callable
from dataclasses import dataclass

from votekit.analysers.split import count_parties
from votekit.charts.frame import Frame
from votekit.charts.ideology_line import Line, Marked, Placed
from votekit.charts.key import party_entries, write_key
from votekit.charts.lettering import shorten, text_width
from votekit.charts.swarm import Flag, flags, levels
from votekit.charts.vegalite import Sketch

SHAPES = {"yea": "circle", "nay": "diamond", "away": "triangle-up"}
NAMED, NAMED_TIGHT = 8, 4


@dataclass(frozen=True)
class Plan:
    """Heights from the top; on which level each mark stands, and where the labels are."""

    mark: float
    unit: float
    key: float
    levels: dict[str, list[int]]
    named: dict[str, list[Flag]]
    pivots: list[Flag]

    def depth(self, position: str) -> float:
        """Return how far the marks of a position and their labels reach from the line."""
        piled = (max(self.levels[position], default=-1) + 1) * self.mark
        return max([piled, *(flag.reach for flag in self.named.get(position, []))])

    @property
    def middle(self) -> float:
        """Where the yeas begin, upwards."""
        return self.key + self.depth("yea") + self.unit * 12

    @property
    def below(self) -> float:
        """Where the nays begin, downwards."""
        return self.middle + self.unit * 6

    @property
    def away(self) -> float:
        """Where the marks of who was away begin."""
        return self.below + max(self.depth("nay"), self.unit * 18) + self.unit * 8

    @property
    def feet(self) -> float:
        """Where the pivots' names begin."""
        return self.away + (self.depth("away") + self.unit * 6 if self.levels["away"] else 0)

    @property
    def height(self) -> float:
        """The height of all."""
        names = max((flag.reach for flag in self.pivots), default=0)
        return self.feet + names + self.unit * 24


def plan_of(frame: Frame, line: Line, mark: float) -> Plan:
    """Lay out the marks, each ``mark`` pixels wide, and the labels around them."""
    unit = frame.style.size.text
    spots = {
        position: [at(frame, line.score(one)) for one in line.of_position(position)]
        for position in SHAPES
    }
    found = {position: levels(spots[position], mark) for position in SHAPES}

    def piled(position: str) -> Callable[[float, float], float]:
        marks = list(zip(spots[position], found[position], strict=True))

        def reach(left: float, right: float) -> float:
            inside = [level for x, level in marks if left - mark <= x <= right + mark]
            return (max(inside, default=-1) + 1) * mark

        return reach

    def inwards(x: float) -> str:
        return "left" if x > frame.width / 2 else "right"

    return Plan(
        mark=mark,
        unit=unit,
        key=party_key(Sketch(), frame, line) + unit * 24,
        levels=found,
        named={
            position: flags(
                [at(frame, line.score(one)) for one in named_on(frame, line, position)],
                [
                    text_width(one.named, unit * 12, bold=True)
                    for one in named_on(frame, line, position)
                ],
                frame.width,
                unit * 15,
                side=inwards,
                piled=piled(position),
            )
            for position in ("yea", "nay")
        },
        pivots=flags(
            [at(frame, one.score) for one in line.marked],
            [text_width(label_of(frame, one), unit * 12) for one in line.marked],
            frame.width,
            unit * 15,
            side=lambda x: "right" if x > frame.width / 2 else "left",
        ),
    )


def domain(frame: Frame) -> tuple[float, float]:
    """Return the scores that the picture spans; the counts stand at its left edge."""
    return (-1.35, 1.05) if frame.narrow else (-1.18, 1.05)


def at(frame: Frame, score: float) -> float:
    """Return where a score lies."""
    low, high = domain(frame)
    return (score - low) / (high - low) * frame.width


def label_of(frame: Frame, mark: Marked) -> str:
    """Return how a pivot is labelled."""
    told = f"{mark.short if frame.narrow else mark.name}: {mark.who}"
    return shorten(told, frame.width, frame.type(12))


def named_on(frame: Frame, line: Line, position: str) -> list[Placed]:
    """Return who of a position is named in the picture."""
    tight = frame.narrow or frame.style.size.height is not None
    most = NAMED_TIGHT if tight else NAMED
    return [one for one in line.named[:most] if one.member.position == position]


def party_key(sketch: Sketch, frame: Frame, line: Line) -> float:
    """Write the parties' counts; returns the last baseline."""
    theme, size = frame.style.theme, frame.type(12)
    entries = party_entries(theme, count_parties([one.member for one in line.placed]))
    return write_key(sketch, theme, entries, (0, frame.width), size, size, bold=True)

"""The words of a hemicycle: parties, names where few, delegates, and the key with its counts."""

from dataclasses import dataclass

from votekit.analysers.parties import PartySplit
from votekit.analysers.roster import Roster, RosterMember
from votekit.charts.frame import Frame
from votekit.charts.lettering import text_width, wrap
from votekit.charts.theme import Theme
from votekit.charts.vegalite import Row, Sketch
from votekit.charts.wording import party_name, tally

WORDS = {"yea": "yea", "nay": "nay", "present": "present", "not_voting": "not voting"}
FEW = 6
"""More members than this on the smaller side are not named."""
UNLISTED = 0.25
"""How large the dot of a seat without a listed member is beside a member's."""


def filling(theme: Theme, colour: str, position: str) -> str:
    """Return what fills a seat: a yea solid, a nay light, who was away hollow."""
    return {"yea": colour, "nay": theme.light(colour)}.get(position, theme.background)


def few_names(vote: Roster) -> str:
    """Name the losing or lonely side, where it is small enough to be named."""
    side = "nay" if vote.nay <= vote.yea else "yea"
    found = [member.tag for member in vote.members if member.position == side]
    return f"{side.capitalize()}: {', '.join(found)}" if 0 < len(found) <= FEW else ""


def _delegates(vote: Roster) -> list[RosterMember]:
    return [member for member in vote.members if member.delegate]


def _independents(vote: Roster) -> list[PartySplit]:
    return [split for split in vote.parties if split.party not in {"R", "D"}]


@dataclass(frozen=True)
class Legend:
    """The words of a chamber: parties, names where few, delegates, and the key with its counts."""

    frame: Frame
    vote: Roster
    wide: float

    @property
    def height(self) -> float:
        """The room that they take below the arcs."""
        others = _independents(self.vote)
        lines = 1 + bool(others and self._tight) + bool(_delegates(self.vote))
        lines += len(self._names()) + len(self._key())
        return self.frame.type(18 * lines + 16)

    @property
    def _tight(self) -> bool:
        """Whether the parties take more than one line."""
        return self.wide < self.frame.type(420)

    def draw(
        self,
        sketch: Sketch,
        seats: list[Row],
        key: list[Row],
        left: float,
        top: float,
        *,
        spread: bool,
    ) -> None:
        """Write below the arcs, or (``spread`` false) in a column beside them."""
        unit, theme = self.frame.type, self.frame.style.theme
        line = self._parties(sketch, left, top + unit(16), spread)
        for text in self._names():
            line += unit(18)
            sketch.word(text, left, line, unit(12), theme.ink)
        found = _delegates(self.vote)
        if found:
            line += unit(18)
            yea, nay = (sum(one.position == side for one in found) for side in ("yea", "nay"))
            text = f"Delegates {tally(yea, nay)}"
            sketch.word(text, left, line, unit(12), theme.ink)
            x = left + text_width(text, unit(12)) + unit(14)
            for number, member in enumerate(found):
                told = f"{member.tag}, delegate: {WORDS[member.position]}"
                self._dot(seats, x + number * unit(14), line, member.party, member.position, told)
        for row in self._key():
            line += unit(19)
            for x, position, text in row:
                self._dot(key, left + x + unit(5), line, None, position, text)
                sketch.word(text, left + x + unit(14), line, unit(12), theme.muted)

    def _dot(
        self,
        seats: list[Row],
        x: float,
        line: float,
        party: str | None,
        position: str,
        told: str,
    ) -> None:
        theme, unit = self.frame.style.theme, self.frame.type
        colour = theme.muted if party is None else theme.party(party)
        paint = {"fill": filling(theme, colour, position), "stroke": colour}
        at = {"x": x, "y": line - unit(4), "size": round(unit(9) ** 2, 1)}
        if position == "unlisted":
            paint = {"fill": theme.grid, "stroke": theme.grid}
            at["size"] *= UNLISTED
        seats.append({**at, **paint, "told": told})

    def _parties(self, sketch: Sketch, left: float, line: float, spread: bool) -> float:
        """Write each party's count, and return the line of the last."""
        unit, theme = self.frame.type, self.frame.style.theme
        others = _independents(self.vote)
        large = [split for split in self.vote.parties if split.party in {"R", "D"}]
        large.sort(key=lambda split: split.party)
        rows: list[list[tuple[PartySplit, float, str]]]
        if not spread:
            rows = [[(split, left, "left")] for split in [*large, *others]]
        else:
            edges = {"D": (left, "left"), "R": (left + self.wide, "right")}
            step = self.wide / (len(others) + 1)
            between = [
                (split, left + step * (place + 1), "center") for place, split in enumerate(others)
            ]
            ends = [(split, *edges[split.party]) for split in large]
            rows = [ends, between] if self._tight and others else [[*ends, *between]]
        for place, row in enumerate(rows):
            line += unit(18) if place else 0
            for split, x, align in row:
                name = party_name(split.party, split.voting or 2)
                text = f"{name} {tally(split.yea, split.nay)}"
                paint = theme.party(split.party)
                sketch.word(text, x, line, unit(13), paint, align=align, bold=True)
        return line

    def _names(self) -> list[str]:
        return wrap(few_names(self.vote), self.wide, self.frame.type(12))

    def _key(self) -> list[list[tuple[float, str, str]]]:
        """Return the key in rows: where each dot stands, its position, its words."""
        vote, unit = self.vote, self.frame.type
        entries = [
            ("yea", vote.yea, "yea"),
            ("nay", vote.nay, "nay"),
            ("away", vote.away, "not voting" if _all_absent(vote) else "not voting or present"),
            ("unlisted", vote.unlisted, "without a listed member"),
        ]
        rows: list[list[tuple[float, str, str]]] = [[]]
        x = 0.0
        for position, number, meaning in entries:
            if not number:
                continue
            text = f"{number} {meaning}"
            width = unit(14) + text_width(text, unit(12))
            if rows[-1] and x + width > self.wide:
                rows.append([])
                x = 0.0
            rows[-1].append((x, position, text))
            x += width + unit(14)
        return rows


def _all_absent(vote: Roster) -> bool:
    return not any(member.position == "present" for member in vote.members)

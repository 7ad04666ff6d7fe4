"""The words of a hemicycle: parties, names where few, delegates, and the key with its counts."""

from dataclasses import dataclass

from votekit.analysers.parties import MAJOR, PartySplit
from votekit.analysers.roster import Roster, RosterMember
from votekit.charts.frame import Frame
from votekit.charts.lettering import text_width, wrap
from votekit.charts.seat_marks import seat_mark
from votekit.charts.vegalite import Row, Sketch
from votekit.words.counts import tally
from votekit.words.names import party_name
from votekit.words.text import capitalized

WORDS = {"yea": "yea", "nay": "nay", "present": "present", "not_voting": "not voting"}
SHORT = {"R": "Rep.", "D": "Dem.", "I": "Ind.", "ID": "Ind. Dem."}
FEW = 6
"""More members than this on the smaller side are not named."""


def few_names(vote: Roster) -> str:
    """Name the losing or lonely side, where it is small enough to be named."""
    side = "nay" if vote.nay <= vote.yea else "yea"
    found = [member.tag for member in vote.members if member.position == side]
    return f"{side.capitalize()}: {', '.join(found)}" if 0 < len(found) <= FEW else ""


def _delegates(vote: Roster) -> list[RosterMember]:
    return [member for member in vote.members if member.delegate]


def _independents(vote: Roster) -> list[PartySplit]:
    return [split for split in vote.parties if split.party not in MAJOR]


@dataclass(frozen=True)
class Legend:
    """The words of a chamber: parties, names where few, delegates, and the key with its counts."""

    frame: Frame
    vote: Roster
    wide: float

    @property
    def height(self) -> float:
        """The room that they take below the arcs."""
        lines = len(self._spread()) + bool(_delegates(self.vote))
        lines += len(self._names()) + len(self._key())
        return self.frame.type(18 * lines + 16)

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
        mark = seat_mark(theme, colour, position, unit(10))
        seats.append({"x": x, "y": line - unit(4), **mark, "told": told})

    def _parties(self, sketch: Sketch, left: float, line: float, spread: bool) -> float:
        """Write each party's count, and return the line of the last."""
        unit, theme = self.frame.type, self.frame.style.theme
        rows = self._spread() if spread else [[(one, 0.0, "left")] for one in self._counted()]
        for place, row in enumerate(rows):
            line += unit(18) if place else 0
            for split, x, align in row:
                text = self._told(split)
                paint = theme.party(split.party)
                sketch.word(text, left + x, line, unit(13), paint, align=align, bold=True)
        return line

    def _counted(self) -> list[PartySplit]:
        large = [split for split in self.vote.parties if split.party in MAJOR]
        large.sort(key=lambda split: split.party)
        return [*large, *_independents(self.vote)]

    def _spread(self) -> list[list[tuple[PartySplit, float, str]]]:
        """Place the parties' counts: the large ones at the edges, others between them or below."""
        edges = {"D": (0.0, "left"), "R": (self.wide, "right")}
        found = self._counted()
        ends = [(split, *edges[split.party]) for split in found if split.party in MAJOR]
        others = [split for split in found if split.party not in MAJOR]
        gap = self.frame.type(18)
        taken = [self._wide(split) + gap for split in found]
        if sum(taken) <= self.wide:
            free = self.wide - sum(taken) + gap
            x = sum(self._wide(split) for split, *_ in ends if split.party == "D") + free / 2
            return [[*ends, *self._row(others, x)]]
        if sum(self._wide(split) + gap for split, *_ in ends) > self.wide + gap:
            return [self._row([split], 0.0) for split in found]
        rows: list[list[PartySplit]] = []
        for split in others:
            if rows and sum(self._wide(one) + gap for one in [*rows[-1], split]) <= self.wide + gap:
                rows[-1].append(split)
            else:
                rows.append([split])
        return [ends, *(self._row(row, 0.0) for row in rows)]

    def _row(self, splits: list[PartySplit], x: float) -> list[tuple[PartySplit, float, str]]:
        """Set counts beside one another from ``x`` on."""
        row = []
        for split in splits:
            row.append((split, x, "left"))
            x += self._wide(split) + self.frame.type(18)
        return row

    def _told(self, split: PartySplit) -> str:
        """Write a party's count, with its name in short where the column is narrow."""
        name = capitalized(party_name(split.party, split.voting or 2))
        count = tally(split.yea, split.nay)
        whole = f"{name} {count}"
        if text_width(whole, self.frame.type(13), bold=True) <= self.wide:
            return whole
        return f"{SHORT.get(split.party, name)} {count}"

    def _wide(self, split: PartySplit) -> float:
        return text_width(self._told(split), self.frame.type(13), bold=True)

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

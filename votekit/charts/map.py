"""The map: a tile for each state; of the Senate half a tile per senator, of the House its share.

A House tile is filled by members: a band for each party, as high as its part of the delegation,
yeas from the left, nays from the right, who was away between them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition
from votekit.analysers.split import count_parties
from votekit.charts.frame import Frame
from votekit.charts.key import party_entries, position_entries, write_key
from votekit.charts.lettering import text_width
from votekit.charts.map_grid import COLUMNS, ROWS, STATES, TILES
from votekit.charts.map_story import Delegation, delegations, map_rows, map_story, told_of
from votekit.charts.picture import Picture
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Sketch
from votekit.errors import RequestError
from votekit.words.counts import tally
from votekit.words.names import tag

SEATS = 2
THIN = 4
"""A part narrower than this has no outline, which would be all that is seen of it."""
KEY = (1.3, 7.8)
"""The columns above the states from Washington to Michigan, which the map leaves free."""


def map_chart(row: Mapping[str, Any], people: Sequence[MemberPosition], style: Style) -> Picture:
    """Draw one roll call by state; takes the row of ``rollcalls`` and the named members on it.

    Raises
    ------
    RequestError
        When a member's state has no place in the map, or the height leaves no room.
    """
    states = delegations(people)
    frame = Frame(style, map_story(row, states))
    least = frame.type(44 if not frame.narrow else 32)
    height = frame.height(ROWS * max(least, frame.width / COLUMNS * 0.86))
    if height < ROWS * frame.type(26):
        raise RequestError(
            f"The states do not fit into {style.size.height} pixels: give a larger --height, or "
            "take --size web, which grows."
        )
    pitch = min(frame.width / COLUMNS, height / ROWS * 1.7)
    plan = Plan(
        frame=frame,
        left=(frame.width - pitch * COLUMNS) / 2,
        pitch=(pitch, height / ROWS),
        size=frame.type(12 if not frame.narrow else 10),
    )
    sketch = Sketch()
    drawn = {one.state: one for one in states}
    for code in [*STATES, *(one.state for one in states if one.state not in STATES)]:
        state = drawn.get(code, Delegation(code, [], []))
        _Tile(sketch, plan, state).draw(senate=row["chamber"] == "senate")
    _key(sketch, plan, count_parties(people))
    return frame.picture("map", sketch.layers(), map_rows(row, states), height)


@dataclass(frozen=True)
class Plan:
    """Where the tiles stand: the first one's edge, the steps, the size of the letters."""

    frame: Frame
    left: float
    pitch: tuple[float, float]
    size: float

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self.frame.style.theme

    @property
    def gap(self) -> float:
        """The room between tiles."""
        return self.frame.type(5 if not self.frame.narrow else 3)

    def corner(self, column: float, row: float) -> tuple[float, float]:
        """Return the upper left corner of a tile."""
        return self.left + column * self.pitch[0], row * self.pitch[1]


@dataclass(frozen=True)
class _Tile:
    """One state: its letters above, its members below."""

    sketch: Sketch
    plan: Plan
    state: Delegation

    @property
    def x(self) -> tuple[float, float]:
        tile, plan = TILES[self.state.state], self.plan
        left = plan.corner(tile.column, tile.row)[0]
        return left, left + plan.pitch[0] - plan.gap

    @property
    def y(self) -> tuple[float, float]:
        tile, plan = TILES[self.state.state], self.plan
        top = plan.corner(tile.column, tile.row)[1]
        return top + plan.size * 1.15, top + plan.pitch[1] - plan.gap

    def draw(self, *, senate: bool) -> None:
        plan, (left, right), baseline = self.plan, self.x, self.y[0] - self.plan.size * 0.25
        code = self.state.state
        self.sketch.word(code, left, baseline, plan.size, plan.theme.ink, bold=True)
        count = tally(self.state.count("yea"), self.state.count("nay"))
        wide = text_width(f"{code} ", plan.size, bold=True) + text_width(count, plan.size)
        if not senate and wide <= right - left:
            self.sketch.word(count, right, baseline, plan.size, plan.theme.muted, align="right")
        if senate:
            self._senators()
        else:
            self._delegation()

    def _senators(self) -> None:
        (left, right), members = self.x, self.state.members
        parts = max(SEATS, len(members))
        step = (right - left) / parts
        for place in range(parts):
            x = (left + place * step, left + (place + 1) * step - self.plan.frame.type(2))
            if place >= len(members):
                told = f"{TILES[self.state.state].name}: seat vacant"
                self._part(x, self.y, "vacant", "", told)
                continue
            one = members[place]
            words = one.position.replace("_", " ")
            told = f"{tag(one)}: {words}"
            self._part(x, self.y, one.position, one.party, told)

    def _delegation(self) -> None:
        (left, right), (upper, lower) = self.x, self.y
        members = len(self.state.members)
        if not members:
            told = f"{TILES[self.state.state].name}: nobody listed"
            self._part(self.x, self.y, "vacant", "", told)
        y = upper
        for party in sorted(self.state.parties, key=lambda one: one.party):
            size = party.voting + party.present + party.not_voting
            below = y + size / members * (lower - upper)
            x = left
            away = party.present + party.not_voting
            for position, count in (("yea", party.yea), ("away", away), ("nay", party.nay)):
                if not count:
                    continue
                next_x = x + count / size * (right - left)
                told = told_of(self.state, party.party, position)
                self._part((x, next_x), (y, below), position, party.party, told)
                x = next_x
            y = below

    def _part(
        self,
        x: tuple[float, float],
        y: tuple[float, float],
        position: str,
        party: str,
        told: str,
    ) -> None:
        theme = self.plan.theme
        colour = theme.party(party) if party else theme.grid
        fill = {"yea": colour, "nay": theme.light(colour)}.get(position, theme.background)
        thin = min(x[1] - x[0], y[1] - y[0]) < THIN
        stroke = fill if thin and position in {"yea", "nay"} else colour
        self.sketch.box(x, y, fill, stroke=stroke, told=told, state=self.state.state)


def _key(sketch: Sketch, plan: Plan, parties: Sequence[PartySplit]) -> None:
    """Write what the tiles mean, and the parties' counts, where the map leaves room."""
    theme, size = plan.theme, plan.size
    room = plan.corner(KEY[0], 0)[0], plan.corner(KEY[1], 0)[0]
    y = write_key(sketch, theme, position_entries(theme), room, size * 1.15, size)
    write_key(sketch, theme, party_entries(theme, parties), room, y + size * 1.7, size, bold=True)

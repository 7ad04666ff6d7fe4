"""The map: a tile for each state, divided into a cell for each of its members.

Cells are filled by party and position, so that a tile reads as its delegation's share; with
``by="district"`` House members stand in the order of their districts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from votekit.analysers.people import MemberPosition
from votekit.charts.chart import Row, Table, VoteChart, Words, building, finish, plot_room
from votekit.charts.theme import Style
from votekit.charts.tiles import COLUMNS, ROWS, STATES, TILES, cells
from votekit.errors import RequestError
from votekit.rules.disagreement import disagreements_of
from votekit.words.counts import tally
from votekit.words.dates import spell_date
from votekit.words.delegations import POSITIONS, Delegation, Positioned, described, reading
from votekit.words.disagreement import with_disagreements
from votekit.words.names import chamber_name, party_name, tag
from votekit.words.rollcall import headline
from votekit.words.sources import source_line
from votekit.words.text import capitalized, listed

BY = ("state", "district")
HELPERS = ("x", "x2", "y", "y2", "look", "told")
SEATS = 2
LEGEND = 62
"""Pixels that the key takes under the map, in a column."""
LABEL = 15
"""Pixels of the letters above a tile."""


@dataclass(frozen=True)
class Plan:
    """The shape of the map: the pixels of a tile's step across and down."""

    style: Style
    across: float
    down: float

    @property
    def top(self) -> float:
        """The part of a step that the letters above a tile take."""
        return self.style.type(LABEL if not self.style.narrow else 11) / self.down

    @property
    def gap(self) -> tuple[float, float]:
        """The room between tiles, in parts of a step."""
        room = self.style.type(5 if not self.style.narrow else 3)
        return room / self.across, room / self.down

    @property
    def ratio(self) -> float:
        """A tile's width over its height."""
        wide, tall = 1 - self.gap[0], 1 - self.gap[1] - self.top
        return wide * self.across / (tall * self.down)

    def place(self, state: str, cell: tuple[float, float, float, float]) -> Row:
        """Return the edges of a cell, in columns and rows of the map."""
        tile = TILES[state]
        wide, tall = 1 - self.gap[0], 1 - self.gap[1] - self.top
        left, upper, right, lower = cell
        inset = (self.style.type(1) / self.across, self.style.type(1) / self.down)
        return {
            "x": round(tile.column + wide * left, 4),
            "x2": round(tile.column + wide * right - inset[0], 4),
            "y": round(tile.row + self.top + tall * upper, 4),
            "y2": round(tile.row + self.top + tall * lower - inset[1], 4),
        }


def map_chart(
    row: Mapping[str, Any],
    people: Sequence[MemberPosition],
    districts: Mapping[str, int],
    by: str,
    style: Style,
) -> VoteChart:
    """Draw one roll call by state; takes its row, the named members on it and their districts.

    Raises
    ------
    RequestError
        When there is no such order, or the height leaves no room.
    """
    if by not in BY:
        raise RequestError(f"A map is by state or by district, not by “{by}”.")
    if by == "district" and row["chamber"] == "senate":
        raise RequestError("Senators have no districts: leave out --by, or name a House roll call.")
    states, odd = delegations(people)
    words = map_words(row, states, odd)
    below = style.type(LEGEND) if style.narrow else 0
    plan = _plan(words, style, below)
    rows = map_rows(row, states, districts, by, plan)
    with building():
        return finish(
            "map",
            [*_tiles(row, states, plan), *_cells(rows, by, plan), *_letters(row, states, plan)],
            rows,
            words,
            style,
            plot=ROWS * plan.down,
            below=below,
            helpers=HELPERS,
            apart=("fill", "stroke", "color"),
        )


def _plan(words: Words, style: Style, below: float) -> Plan:
    across = style.room / COLUMNS
    down = max(across * 0.86, min(style.type(40), across * 1.1))
    room = plot_room(words, style, below)
    if room is not None:
        down = min(across * 1.1, room / ROWS)
        across = min(across, down * 1.8)
        if down < style.type(26):
            raise RequestError(
                f"The states do not fit into {style.size.height} pixels: give a larger --height, "
                "or take --size web, which grows."
            )
    return Plan(style, across, down)


def delegations(people: Sequence[MemberPosition]) -> tuple[list[Delegation], list[MemberPosition]]:
    """Bring members together by state, in the order of the postal codes.

    Returns them, and the members whose state the map does not have.
    """
    found: dict[str, list[MemberPosition]] = {}
    odd = []
    for member in people:
        if member.state not in TILES:
            odd.append(member)
            continue
        known = member if member.position in POSITIONS else replace(member, position="present")
        found.setdefault(member.state, []).append(known)
    return [
        Delegation(state, TILES[state].name, state in STATES, members)
        for state, members in sorted(found.items())
    ], odd


def map_rows(
    row: Mapping[str, Any],
    states: Sequence[Delegation],
    districts: Mapping[str, int],
    by: str,
    plan: Plan,
) -> list[Row]:
    """Return the data behind the map: one row per member, by state.

    ``district`` is empty for senators, delegates and where the record has none, 0 at large.
    """
    house = row["chamber"] == "house"
    rows = []
    for state in states:
        ordered = sorted(
            state.members,
            key=lambda one: (
                (districts.get(one.id, 99), "", 0)
                if by == "district"
                else (0, one.party, list(POSITIONS).index(one.position)),
                one.name,
            ),
        )
        seats = len(ordered) if house else max(SEATS, len(ordered))
        for member, cell in zip(ordered, cells(seats, plan.ratio), strict=False):
            position = POSITIONS[member.position]
            district = districts.get(member.id) if house and state.is_state else None
            rows.append(
                {
                    "vote_id": row["vote_id"],
                    "state": state.state,
                    "state_name": state.name,
                    "district": district,
                    "name": member.name,
                    "party": member.party,
                    "position": position,
                    "delegate": not state.is_state,
                    "look": f"{member.party} {position}",
                    "told": f"{_seat(member, district)}: {position}",
                    **plan.place(state.state, cell),
                }
            )
    return rows


def _seat(member: Positioned, district: int | None) -> str:
    if not district:
        return tag(member)
    return f"{member.name} ({member.party}-{member.state}), district {district}"


def _xy(left: str = "x", top: str = "y") -> Row:
    """Return the place of a mark in columns and rows of the map."""
    across = "min(width, height * 1.8 * 11 / 8)"
    down = "min(height, width * 1.1 * 8 / 11)"
    plain: Row = {"nice": False, "zero": False}
    return {
        "x": alt.X(
            f"{left}:Q",
            scale=alt.Scale(domain=[0, COLUMNS], range=[0, {"expr": across}], **plain),
            axis=None,
        ),
        "y": alt.Y(
            f"{top}:Q",
            scale=alt.Scale(domain=[0, ROWS], range=[0, {"expr": down}], **plain),
            axis=None,
        ),
    }


def _box() -> Row:
    return {**_xy(), "x2": alt.X2("x2:Q"), "y2": alt.Y2("y2:Q")}


def _tiles(row: Mapping[str, Any], states: Sequence[Delegation], plan: Plan) -> list[alt.Chart]:
    """Draw the ground of the states with a vacant seat, or none listed."""
    listed_in = {one.state: len(one.members) for one in states}
    senate = row["chamber"] == "senate"
    vacant = [
        {
            **plan.place(state, (0, 0, 1, 1)),
            "state": tile.name,
            "told": f"{tile.name}: {'a seat' if listed_in.get(state) else 'all seats'} vacant",
        }
        for state, tile in STATES.items()
        if listed_in.get(state, 0) < (SEATS if senate else 1)
    ]
    if not vacant:
        return []
    return [
        alt.Chart(Table(vacant, "vacant"))
        .mark_rect(
            fill=plan.style.theme.background,
            stroke=plan.style.theme.grid,
            strokeWidth=plan.style.type(1),
        )
        .encode(
            **_box(),
            tooltip=[alt.Tooltip("told:N", title="Vacant")],
            description=alt.Description("told:N"),
        )
    ]


def _looks(rows: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Return party and position of the cells shown, with their number, the larger party first."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        key = row["party"], row["position"]
        counts[key] = counts.get(key, 0) + 1
    sizes: dict[str, int] = {}
    for (party, _), number in counts.items():
        sizes[party] = sizes.get(party, 0) + number
    order = list(POSITIONS.values())
    ordered = sorted(counts, key=lambda key: (-sizes[key[0]], key[0], order.index(key[1])))
    return [(party, position, counts[party, position]) for party, position in ordered]


def _cells(rows: Sequence[Row], by: str, plan: Plan) -> list[alt.Chart]:
    style, theme = plan.style, plan.style.theme
    looks = _looks(rows)
    domain = [f"{party} {position}" for party, position, _ in looks]
    colors = [theme.party(party) for party, _, _ in looks]
    fills = [
        {"yea": color, "nay": theme.light(color)}.get(position, theme.background)
        for color, (_, position, _) in zip(colors, looks, strict=True)
    ]
    # Who was present is no absentee: a broken outline, where absentees have a whole one.
    dashes = [[2, 2] if position == "present" else [1, 0] for _, position, _ in looks]
    names = {
        f"{party} {position}": f"{number} {party_name(party, number) if party else 'delegates'} "
        f"{position}{' (struck through)' * (theme.hatched and position == 'nay')}"
        for party, position, number in looks
    }
    names = {key: capitalized(name) for key, name in names.items()}
    key = alt.Legend(
        title=None,
        symbolType="square",
        symbolSize=style.type(10) ** 2,
        labelExpr=f"{names}[datum.label]",
        labelLimit=0,
        labelFontSize=style.type(11 if style.narrow else 12),
        columns=2 if style.narrow else 3,
        **(
            {"orient": "bottom"}
            if style.narrow
            else {"orient": "none", "legendX": plan.across * 1.2, "legendY": 0}
        ),
    )

    def scale(values: list[Any]) -> alt.Scale:
        return alt.Scale(domain=domain, range=values)

    drawn = [
        alt.Chart()
        .mark_rect(strokeWidth=style.type(1))
        .encode(
            **_box(),
            fill=alt.Fill("look:N", scale=scale(fills), legend=key),
            stroke=alt.Stroke("look:N", scale=scale(colors), legend=key),
            strokeDash=alt.StrokeDash("look:N", scale=scale(dashes), legend=key),
            tooltip=[
                alt.Tooltip("name:N", title="Member"),
                alt.Tooltip("party:N", title="Party"),
                alt.Tooltip("state_name:N", title="State"),
                *([alt.Tooltip("district:N", title="District")] if rows[0]["district"] else []),
                alt.Tooltip("position:N", title="Position"),
            ],
            description=alt.Description("told:N"),
        )
    ]
    if theme.hatched:
        drawn.append(_strokes(style))
    if by == "district" and not style.narrow and not theme.hatched:
        drawn.append(
            alt.Chart()
            .transform_filter("datum.district > 0")
            .transform_calculate(
                middle="(datum.x + datum.x2) / 2",
                center="(datum.y + datum.y2) / 2",
                wide=f"(datum.x2 - datum.x) * {plan.across}",
                tall=f"(datum.y2 - datum.y) * {plan.down}",
            )
            .transform_filter(f"datum.wide > {style.type(13)} && datum.tall > {style.type(9)}")
            .mark_text(
                style="note",
                size=style.type(8),
                color={"expr": f"datum.position === 'yea' ? '{theme.background}' : '{theme.ink}'"},
                aria=False,
            )
            .encode(**_xy("middle", "center"), text=alt.Text("district:N"))
        )
    return drawn


def _strokes(style: Style) -> alt.Chart:
    """Strike nays through, where shades of gray are too few."""
    drawn: alt.Chart = (
        alt.Chart()
        .transform_filter("datum.position === 'nay'")
        .transform_calculate(from_y="datum.y2", to_y="datum.y")
        .mark_rule(color=style.theme.ink, strokeWidth=style.type(1), aria=False)
        .encode(**_xy("x", "from_y"), x2=alt.X2("x2:Q"), y2=alt.Y2("to_y:Q"))
    )
    return drawn


def _letters(row: Mapping[str, Any], states: Sequence[Delegation], plan: Plan) -> list[alt.Chart]:
    """Write each state above its tile, and the House delegation's count where there is room."""
    style = plan.style
    known = {one.state: one for one in states}
    house, size = row["chamber"] == "house", style.type(12 if not style.narrow else 10)
    rows = []
    for code in dict.fromkeys([*STATES, *known]):
        place, one = plan.place(code, (0, 0, 1, 1)), known.get(code)
        count = tally(one.count("yea"), one.count("nay")) if house and one else ""
        rows.append(
            {"state": code, "x": place["x"], "x2": place["x2"], "y": place["y"], "count": count}
        )
    base = alt.Chart(Table(rows, "states"))
    up = -style.type(3)
    drawn = [
        base.mark_text(
            style="label", size=size, fontWeight="bold", align="left", baseline="alphabetic", dy=up
        ).encode(**_xy(), text=alt.Text("state:N"))
    ]
    if house and not style.narrow:
        drawn.append(
            base.mark_text(
                style="note", size=style.type(11), align="right", baseline="alphabetic", dy=up
            ).encode(**_xy("x2"), text=alt.Text("count:N"))
        )
    return drawn


def map_words(
    row: Mapping[str, Any], states: Sequence[Delegation], odd: Sequence[MemberPosition]
) -> Words:
    """Return the words of the map."""
    of_states = [state for state in states if state.is_state]
    told = reading(row, of_states)
    day = spell_date(row["date"].date())
    held = f"{chamber_name(row['chamber'])} roll call {row['number']}, {day}"
    deed = headline(row, full=False)
    also = []
    if odd:
        names = listed(sorted(one.name for one in odd))
        also.append(f"left out, since the record has no such state: {names}")
    return Words(
        headline=told,
        subtitle=with_disagreements(f"{deed}. {held}", disagreements_of(row)),
        source=source_line([(row["chamber"], row["source_url"])], also),
        alt=f"{told}. {deed}."[:300],
        description=described(row, told, states),
        source_urls=[row["source_url"]],
    )

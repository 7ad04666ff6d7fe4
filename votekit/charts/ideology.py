"""The ideology chart: members from left to right, yeas above the line, nays below it.

A mark is a member at Voteview's score. The point that parts yeas from nays best is a rule between
the two; the pivots on which the question turns are ticks in a strip below the axis; up to three
who voted against their place are named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from votekit.analysers.ideology import Line, Placed, on_line
from votekit.analysers.pivots import Pivot
from votekit.charts.chart import (
    Row,
    Table,
    VoteChart,
    Words,
    building,
    finish,
    plot_room,
    y_value,
)
from votekit.charts.lettering import text_width
from votekit.charts.swarm import Label, levels
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.rules.disagreement import disagreements_of
from votekit.words.counts import counted, signed
from votekit.words.dates import spell_date
from votekit.words.disagreement import with_disagreements
from votekit.words.ideology import DIMENSIONS, FEW, LANES, described, headline_of, pivot_name
from votekit.words.names import chamber_name, party_name
from votekit.words.rollcall import headline
from votekit.words.sources import source_line
from votekit.words.text import capitalized, listed

SCORES = "scores: Lewis et al., Voteview, voteview.com"
SHAPES = {"yea": "circle", "nay": "diamond", "present": "square", "not voting": "triangle-up"}
HELPERS = ("level", "look", "told")
MARK = {"senate": 10.0, "house": 7.0}
"""Pixels of a mark at the size ``web``."""
LEAST_MARK = 3.0
MOST_MARK = 1.8
HIGHEST = 1.08
GAP, AWAY_GAP, LABELS = 0.8, 1.5, 1.7
"""In marks: from the line to the first mark, from the nays to who was away; a name's height."""
LEFT = 62
AXIS, STRIP = 42, 17
"""Pixels of the axis below the plot, and of each pivot under it."""


def ideology_chart(
    row: Mapping[str, Any], people: Sequence[Placed], dimension: int, style: Style
) -> VoteChart:
    """Draw the members of one roll call along one of Voteview's dimensions.

    Raises
    ------
    RequestError
        When there are no scores, or a fixed height leaves no room.
    """
    line = on_line(row, people, dimension)
    words = ideology_words(line)
    strips = _strips(line)
    below = style.type(AXIS + STRIP * len(strips) + (70 if style.narrow else 44))
    room = plot_room(words, style, below)
    mark = style.type(MARK[row["chamber"]]) * (0.7 if style.narrow else 1)
    plan = _plan(line, style, mark)
    if room is not None:
        while plan.height > room and plan.mark > LEAST_MARK:
            plan = _plan(line, style, plan.mark * 0.94)
        while plan.height < room * 0.9 and plan.mark < mark * MOST_MARK:
            plan = _plan(line, style, plan.mark * 1.06)
        if plan.height > room + 1:
            raise RequestError(
                f"The members do not fit into {style.size.height} pixels: take --size web, which "
                "grows."
            )
    rows = ideology_rows(line, plan)
    with building():
        return finish(
            "ideology",
            [
                *_cut(line, plan),
                *_members(line, rows, plan),
                *_names(line, plan),
                *_pivots(strips, plan),
            ],
            rows,
            words,
            style,
            plot=plan.height,
            left=style.type(LEFT),
            below=below,
            helpers=HELPERS,
        )


@dataclass(frozen=True)
class Plan:
    """Where marks stand: ``levels`` by member, in marks up or down from the line.

    ``mark`` is a mark's width in pixels; ``names`` are those written beside theirs.
    """

    style: Style
    line: Line
    mark: float
    levels: dict[str, float]
    names: list[Row]
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The pixels of all levels."""
        return (self.top - self.bottom) * self.mark

    @property
    def score(self) -> str:
        """The field with the score."""
        return f"dim{self.line.dimension}"

    def x(self, field: str | None = None) -> alt.X:
        """Return the axis of scores."""
        left, right = ("left", "right") if self.line.dimension == 1 else ("low", "high")
        which = f"Voteview’s {DIMENSIONS[self.line.dimension]} dimension"
        return alt.X(
            f"{field or self.score}:Q",
            scale=alt.Scale(domain=[-HIGHEST, HIGHEST], nice=False, zero=False),
            axis=alt.Axis(
                values=[-1, -0.5, 0, 0.5, 1],
                grid=False,
                format="+.1~f",
                labelExpr="datum.value === 0 ? '0' : datum.label",
                title=f"← {left} · {which} · {right} →",
            ),
        )

    def y(self, field: str = "level") -> alt.Y:
        """Return the place of a mark; the axis says how many stand on each side."""
        lanes = {lane: len(self.line.of_position(lane)) for lane in LANES}
        places = {
            "yea": GAP + 0.6,
            "nay": -GAP - 0.6,
            "away": self.bottom + 1,
        }
        shown = [lane for lane in LANES if lanes[lane]]
        told = " : ".join(
            f"abs(datum.value - {places[lane]:.2f}) < 0.01 ? '{lanes[lane]} {lane}'"
            for lane in shown
        )
        return alt.Y(
            f"{field}:Q",
            scale=alt.Scale(domain=[self.bottom, self.top], nice=False, zero=False),
            axis=alt.Axis(
                values=[round(places[lane], 2) for lane in shown],
                labelExpr=f"{told} : ''",
                labelColor=self.style.theme.ink,
                labelFontSize=self.style.type(12),
                labelFontWeight="bold",
                labelAlign="left",
                labelPadding=self.style.type(LEFT),
                labelOverlap=False,
                title=None,
                grid=False,
                ticks=False,
                domain=False,
                minExtent=self.style.type(LEFT),
                maxExtent=self.style.type(LEFT),
            ),
        )


def _plan(line: Line, style: Style, mark: float) -> Plan:
    track = style.room - style.type(LEFT)

    def at(one: Placed) -> float:
        return (line.score(one) + HIGHEST) / (2 * HIGHEST) * track

    piled = {lane: line.of_position(lane) for lane in LANES}
    found = {lane: levels([at(one) for one in people], mark) for lane, people in piled.items()}
    names = _named(line, style, mark, piled, found, at)
    up = max([level + 1 for level in found["yea"]], default=1) + GAP
    down = max([level + 1 for level in found["nay"]], default=1) + GAP
    up = max([up, *(one["level"] + LABELS for one in names if one["position"] == "yea")])
    down = max([down, *(-one["level"] + LABELS for one in names if one["position"] == "nay")])
    up = max(up, GAP + 2) + style.type(18) / mark
    down = max(down, GAP + style.type(22) / mark)
    start = {"yea": GAP + 0.5, "nay": -GAP - 0.5, "away": -down - AWAY_GAP}
    away = max([level + 1 for level in found["away"]], default=0)
    placed = {
        one.member.id: start[lane] + level * (1 if lane == "yea" else -1)
        for lane, people in piled.items()
        for one, level in zip(people, found[lane], strict=True)
    }
    bottom = -down - (AWAY_GAP + away + 0.5 if away else 0.5)
    return Plan(style, line, mark, placed, names, round(bottom, 2), round(up, 2))


def outliers(line: Line) -> list[Placed]:
    """Return who is named: the three farthest on the wrong side; without one, a lone few."""
    if line.cutting is None:
        return line.lone if len(line.lone) <= FEW else []
    return line.against[:FEW]


def _named(
    line: Line,
    style: Style,
    mark: float,
    piled: Mapping[str, Sequence[Placed]],
    found: Mapping[str, Sequence[int]],
    at: Any,
) -> list[Row]:
    """Place names beyond the marks that they would cover, on their side of the cutting point.

    A name that would be crossed by the thread to another, or cross it with its own, is left out.
    """
    size = style.type(12)
    placed: list[Label] = []
    rows: list[Row] = []
    for one in outliers(line):
        lane, x = one.member.position, at(one)
        wide = text_width(one.named, size, bold=True)
        floor, end = -style.type(LEFT), style.room - style.type(LEFT)
        if line.cutting is not None:
            cut = (line.cutting.point + HIGHEST) / (2 * HIGHEST) * end
            floor, end = (floor, cut - 5) if x < cut else (cut + 5, end)
        for wanted in (x - wide, x, x - wide / 2):
            start = min(max(wanted, floor), end - wide)
            reach = max(
                level + 1
                for other, level in zip(piled[lane], found[lane], strict=True)
                if start - mark <= at(other) <= start + wide + mark
            )
            label = Label(lane, x, start, start + wide, GAP + reach + 0.3, size * 1.25 / mark)
            label = label.above(placed)
            if start >= floor and not any(label.crosses(other) for other in placed):
                placed.append(label)
                rows.append(
                    {
                        "name": one.named,
                        "score": line.score(one),
                        "position": lane,
                        "level": round(label.level if lane == "yea" else -label.level, 2),
                        "foot": round(_edge(lane, piled[lane], found[lane], one), 2),
                        "dx": round(start - x, 1),
                    }
                )
                break
    return rows


def _edge(lane: str, people: Sequence[Placed], found: Sequence[int], one: Placed) -> float:
    """Return the far edge of a member's mark, in marks from the line."""
    edge = GAP + 1 + found[list(people).index(one)]
    return edge if lane == "yea" else -edge


def ideology_rows(line: Line, plan: Plan) -> list[Row]:
    """Return the data behind the chart: one row per member, from left to right.

    ``dim1`` and ``dim2`` are Voteview's (−1 to 1), empty where it has none; ``against_place``
    tells who voted against the side of the cutting point, ``pivot`` which pivots the member is.
    """
    against = {one.member.id for one in line.against}
    pivots: dict[str, list[str]] = {}
    for pivot in line.pivots:
        pivots.setdefault(pivot.member.id, []).append(pivot_name(pivot))
    ordered = sorted(line.placed, key=lambda one: (line.score(one), one.named))
    rows = []
    for one in [*ordered, *line.unscored]:
        position = one.member.position.replace("_", " ")
        score = one.score(line.dimension)
        place = "no score" if score is None else signed(score, 2)
        rows.append(
            {
                "vote_id": line.row["vote_id"],
                "name": one.member.name,
                "party": one.member.party,
                "state": one.member.state,
                "position": position,
                "dim1": one.dim1,
                "dim2": one.dim2,
                "against_place": one.member.id in against,
                "pivot": "; ".join(pivots.get(one.member.id, [])),
                "level": plan.levels.get(one.member.id),
                "look": f"{one.member.party} {position}",
                "told": f"{one.named}: {position}, {place}",
            }
        )
    return rows


def _members(line: Line, rows: Sequence[Row], plan: Plan) -> list[alt.Chart]:
    style, theme = plan.style, plan.style.theme
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        if row["level"] is not None:
            look = row["party"], row["position"]
            counts[look] = counts.get(look, 0) + 1
    looks = sorted(counts, key=lambda look: (list(SHAPES).index(_shape(look[1])), -counts[look]))
    domain = [f"{party} {position}" for party, position in looks]
    colors = [theme.party(party) for party, _ in looks]
    fills = [
        {"yea": color, "nay": theme.light(color)}.get(position, theme.background)
        for color, (_, position) in zip(colors, looks, strict=True)
    ]
    names = {
        f"{party} {position}": capitalized(
            f"{counts[party, position]} {party_name(party, counts[party, position])} {position}"
        )
        for party, position in looks
    }
    key = alt.Legend(
        orient="bottom",
        title=None,
        labelExpr=f"{names}[datum.label]",
        labelLimit=0,
        labelFontSize=style.type(11),
        columns=2 if style.narrow else 4,
        offset=style.type(14 + STRIP * len(_strips(line))),
    )

    def scale(values: list[Any]) -> alt.Scale:
        return alt.Scale(domain=domain, range=values)

    shapes = [SHAPES[_shape(position)] for _, position in looks]
    return [
        alt.Chart()
        .transform_filter(f"isValid(datum.{plan.score})")
        .mark_point(size=(plan.mark * 0.9) ** 2, strokeWidth=style.type(1), filled=True)
        .encode(
            x=plan.x(),
            y=plan.y(),
            fill=alt.Fill("look:N", scale=scale(fills), legend=key),
            stroke=alt.Stroke("look:N", scale=scale(colors), legend=key),
            shape=alt.Shape(
                "look:N",
                scale=scale(shapes),
                legend=key,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Member"),
                alt.Tooltip("party:N", title="Party"),
                alt.Tooltip("state:N", title="State"),
                alt.Tooltip("position:N", title="Position"),
                alt.Tooltip(f"{plan.score}:Q", title="Score", format="+.3f"),
            ],
            description=alt.Description("told:N"),
        )
    ]


def _shape(position: str) -> str:
    return position if position in SHAPES else "present"


def _cut(line: Line, plan: Plan) -> list[alt.Chart]:
    """Draw the line between yeas and nays, and the cutting point with its words above it."""
    style, theme = plan.style, plan.style.theme
    ground = alt.Chart(Table([{"level": 0}], "line")).mark_rule(
        color=theme.grid, strokeWidth=style.type(1.5), aria=False
    )
    drawn = [ground.encode(y=plan.y())]
    if line.cutting is None:
        return drawn
    point = line.cutting.point
    words = f"cutting point {signed(point, 2)}"
    track = style.room - style.type(LEFT)
    half = text_width(words, style.type(11)) / 2
    at = (point + HIGHEST) / (2 * HIGHEST) * track
    shift = max(0.0, half - at) - max(0.0, at + half - track)
    ends = Table(
        [
            {
                "score": point,
                "level": round(plan.top - style.type(16) / plan.mark, 2),
                "foot": round(min([*plan.levels.values(), 0.0]) - 0.5, 2)
                if not line.of_position("away")
                else round(min(_of_nays(line, plan)) - 0.6, 2),
                "words": words,
            }
        ],
        "cut",
    )
    base = alt.Chart(ends).encode(x=plan.x("score"), y=plan.y())
    return [
        *drawn,
        base.mark_rule(color=theme.accent, strokeWidth=style.type(2), aria=False).encode(
            y2=alt.Y2("foot:Q")
        ),
        base.mark_text(
            style="note",
            size=style.type(11),
            color=theme.accent,
            baseline="bottom",
            dx=shift,
            dy=-style.type(3),
        ).encode(text=alt.Text("words:N")),
    ]


def _of_nays(line: Line, plan: Plan) -> list[float]:
    return [plan.levels[one.member.id] for one in line.of_position("nay")] or [-GAP]


def _names(line: Line, plan: Plan) -> list[alt.Chart]:
    """Write who voted against their place beyond the marks, tied to their own."""
    if not plan.names:
        return []
    style = plan.style
    base = alt.Chart(Table(plan.names, "names")).encode(x=plan.x("score"), y=plan.y())
    return [
        base.mark_rule(color=style.theme.muted, strokeWidth=style.type(0.8), aria=False).encode(
            y2=alt.Y2("foot:Q")
        ),
        base.mark_text(
            style="label",
            fontWeight="bold",
            align="left",
            dx={"expr": "datum.dx"},
            baseline={"expr": "datum.position === 'yea' ? 'bottom' : 'top'"},
        ).encode(text=alt.Text("name:N")),
    ]


def _strips(line: Line) -> list[list[Pivot]]:
    """Return the pivots of each strip: the medians share one."""
    medians = [one for one in line.governing if one.kind == "median"]
    others = [[one] for one in line.governing if one.kind != "median"]
    return [group for group in (medians, *others) if group]


def _pivots(strips: Sequence[Sequence[Pivot]], plan: Plan) -> list[alt.Chart]:
    """Draw the pivots on which the question turns as ticks below the axis, each named beside."""
    style = plan.style
    track = style.room - style.type(LEFT)
    rows = []
    for number, group in enumerate(strips):
        who = listed([one.member.name for one in group])
        plain = pivot_name(group[0]) + ("s" if len(group) > 1 else "")
        words = f"{capitalized(plain)}: {who}"
        scores = sorted(one.member.score or 0.0 for one in group)
        size = style.type(12)
        last = listed([one.member.name.removesuffix(" Jr.").split()[-1] for one in group])
        kind = capitalized(plain.split(",")[0] + "s" * (len(group) > 1 and "," in plain))
        near = [(score + HIGHEST) / (2 * HIGHEST) * track for score in scores]
        room = max(near[0] + style.type(LEFT), track - near[-1]) - style.type(8)
        said = [words, f"{kind}: {who}", f"{kind}: {last}", kind]
        told = next((one for one in said if text_width(one, size) < room), "")
        leftward = near[0] + style.type(LEFT) > track - near[-1]
        rows += [
            {
                "score": score,
                "words": told if score == (scores[0] if leftward else scores[-1]) else "",
                "leftward": leftward,
                "strip": number,
            }
            for score in dict.fromkeys(scores)
        ]
    if not rows:
        return []
    base = alt.Chart(Table(rows, "pivots"))
    drawn = []
    for number in range(len(strips)):
        one = base.transform_filter(f"datum.strip === {number}").encode(
            x=plan.x("score"),
            y=y_value({"expr": f"height + {style.type(AXIS + STRIP * (number + 0.5))}"}),
        )
        drawn += [
            one.mark_tick(
                orient="vertical", height=style.type(12), thickness=style.type(2), aria=False
            ),
            one.mark_text(
                style="note",
                align={"expr": "datum.leftward ? 'right' : 'left'"},
                dx={"expr": f"datum.leftward ? {-style.type(6)} : {style.type(6)}"},
            ).encode(text=alt.Text("words:N")),
        ]
    return drawn


def ideology_words(line: Line) -> Words:
    """Return the words of the chart."""
    row = line.row
    told, deed = headline_of(line), headline(row, full=False)
    held = f"{chamber_name(row['chamber'])} roll call {row['number']}, "
    also = [SCORES]
    if line.unscored:
        also = [f"{SCORES}; {counted(len(line.unscored), 'member')} without a score left out"]
    return Words(
        headline=told,
        subtitle=with_disagreements(
            f"{deed}. {held}{spell_date(row['date'].date())}", disagreements_of(row)
        ),
        source=source_line([(row["chamber"], row["source_url"])], also),
        alt=f"{told}.",
        description=described(line, told),
        source_urls=[row["source_url"]],
    )

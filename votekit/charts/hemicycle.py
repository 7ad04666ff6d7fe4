"""The hemicycle: one seat for each member, in arcs, with a bar under them that shows the count.

Seats are filled from left to right by party and, within it, by Voteview's first dimension; with
``order="vote"`` by how they voted. Where the seats stand is the design, so it is computed: ``x``
and ``y`` in radii of the arcs. The bar has a tick at the number needed, since a line through seats
that are ordered by party would part nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from votekit.analysers.parties import PartySplit
from votekit.analysers.roster import Roster
from votekit.charts.chart import Row, Table, VoteChart, Words, building, finish, plot_room, tips
from votekit.charts.lettering import text_width, wrap
from votekit.charts.rollcall_story import counts, deed, deeds, fate, stands
from votekit.charts.seats import POSITIONS, hemicycle_rows, rank, vacant
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.words.bars import VETO_LINE
from votekit.words.counts import tally
from votekit.words.dates import spell_date
from votekit.words.disagreement import with_disagreements
from votekit.words.names import chamber_name, party_name
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import capitalized, listed

ORDERS = ("party", "vote")
HELPERS = ("x", "y", "across", "told")
FEW = 5
"""So many names of the smaller side stand under the arcs."""
FRACTIONS = {"1/2": "majority", "2/3": "two-thirds", "3/5": "three-fifths"}
SHAPES = {
    "yea": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z",
    "nay": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z"
    "M-0.74,0A0.74,0.74,0,1,0,0.74,0A0.74,0.74,0,1,0,-0.74,0Z"
    "M-0.45,-0.14L0.45,-0.14L0.45,0.14L-0.45,0.14Z",
    "present": "M-0.6,0A0.6,0.6,0,1,1,0.6,0A0.6,0.6,0,1,1,-0.6,0Z"
    "M-0.38,0A0.38,0.38,0,1,0,0.38,0A0.38,0.38,0,1,0,-0.38,0ZM-0.1,-0.2L0.1,-0.2L0.1,0.2L-0.1,0.2Z",
    "not voting": "M-0.6,0A0.6,0.6,0,1,1,0.6,0A0.6,0.6,0,1,1,-0.6,0Z"
    "M-0.38,0A0.38,0.38,0,1,0,0.38,0A0.38,0.38,0,1,0,-0.38,0Z",
    "vacant": "M-0.25,0A0.25,0.25,0,1,1,0.25,0A0.25,0.25,0,1,1,-0.25,0Z",
}
"""How a seat is marked, within a square from −1 to 1: a yea is a disc, a nay a ring with a bar,
who was away a small ring. Forms differ, not shades, so that they stay apart in print."""
SMALLEST = 30
"""The least radius of arcs in pixels at the size ``web``."""
LEGEND, KEY_COLUMNS = 30, 3
"""Pixels that the key takes under the plot, at the size ``web``; its columns in a narrow one."""


def hemicycle_chart(rosters: Sequence[Roster], order: str, style: Style) -> VoteChart:
    """Draw the seats of one roll call or several, each chamber with the count under its arcs."""
    words = hemicycle_words(rosters, order)
    plan = _plan(rosters, words, style)
    rows = hemicycle_rows(rosters, order, [plan.center(at) for at in range(len(rosters))])
    chambers = [_chamber(vote, plan, at) for at, vote in enumerate(rosters)]
    with building():
        layers = [
            _seats(plan, rosters),
            *_bars(chambers, plan),
            *_labels(chambers, plan),
        ]
        return finish(
            "hemicycle",
            layers,
            rows,
            words,
            style,
            plot=plan.height,
            below=_below(rosters, style),
            helpers=HELPERS,
            apart=("color",),
        )


@dataclass(frozen=True)
class Plan:
    """How chambers share the plot: in ``columns``, each arc of a radius of ``unit`` pixels.

    ``head`` and ``foot`` are the pixels for words above and under the arcs of each chamber.
    """

    style: Style
    columns: int
    unit: float
    head: float
    foot: float
    cell: float
    height: float
    many: int

    @property
    def half(self) -> float:
        """Half the width that a chamber has, in radii: its bar and words take all of it."""
        return self.cell / self.unit / 2

    @property
    def apart(self) -> float:
        """The width of a chamber with the gap to the next, in radii."""
        return 2 * self.half + self.style.type(24) / self.unit

    @property
    def tall(self) -> float:
        """The height of a chamber with its words, in radii."""
        return 1.06 + (self.head + self.foot) / self.unit

    @property
    def domains(self) -> tuple[list[float], list[float]]:
        """What of the plane is shown, from left to right and from bottom to top."""
        right = self.half + (self.columns - 1) * self.apart
        lines = math.ceil(self.many / self.columns)
        top = 1.06 + self.head / self.unit
        return [-self.half, right], [top - lines * self.tall, top]

    def center(self, number: int) -> tuple[float, float]:
        """Return where the arcs of a chamber have their center."""
        return (number % self.columns) * self.apart, -(number // self.columns) * self.tall

    def down(self, pixels: float) -> float:
        """Return how far so many pixels under the center are, in radii."""
        return pixels / self.unit


def _plan(rosters: Sequence[Roster], words: Words, style: Style) -> Plan:
    """Return the plan with the largest arcs that the width, and a given height, have room for."""
    many = len(rosters)
    head = style.type(26 if many > 1 else 2)
    fixed = plot_room(words, style, _below(rosters, style))
    usual = [1] if style.narrow or many == 1 else [2]
    best: Plan | None = None
    for columns in range(1, many + 1) if fixed else usual:
        cell = (style.room - style.type(24) * (columns - 1)) / columns
        if columns > 1 and cell < _least(rosters, style):
            continue
        foot = max(_foot(vote, cell, style) for vote in rosters)
        lines = math.ceil(many / columns)
        unit = cell / 2.12
        if fixed:
            unit = max(1.0, min(unit, (fixed / lines - head - foot) / 1.06))
        height = fixed or lines * (1.06 * unit + head + foot)
        plan = Plan(style, columns, unit, head, foot, cell, height, many)
        if best is None or unit > best.unit:
            best = plan
    if best is None or best.unit < style.type(SMALLEST):
        raise RequestError(
            f"{many} roll calls do not fit into {style.size.height} pixels: name fewer, or take "
            "--size web, which grows."
        )
    return best


def _least(rosters: Sequence[Roster], style: Style) -> float:
    """Return the width that no chamber's words go below."""
    words = [text for vote in rosters for text in (*_parties(vote), f"{vote.yea} yea{_rest(vote)}")]
    heading = max(text_width(_name(vote), style.type(15), bold=True) for vote in rosters)
    return max(heading, *(_width(text, style, bold=True) for text in words))


def _heading(vote: Roster, wide: float, style: Style) -> str:
    """Name the chamber and the day, as far as there is room."""
    whole = f"{_name(vote)}, {spell_date(vote.date)}"
    return whole if text_width(whole, style.type(15), bold=True) < wide else _name(vote)


def _rest(vote: Roster) -> str:
    """Write who was away and who voted nay."""
    counts = ((vote.away, "away"), (vote.nay, "nay"))
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def _two_rows(rosters: Sequence[Roster], style: Style) -> bool:
    """Tell whether the key takes two rows: it has up to five marks."""
    away = {one.position for vote in rosters for one in vote.members} - {"yea", "nay"}
    return style.narrow and len(away) > 1


def _below(rosters: Sequence[Roster], style: Style) -> float:
    """Return the height of the key."""
    return style.type(LEGEND + 20 * _two_rows(rosters, style))


def _foot(vote: Roster, wide: float, style: Style) -> float:
    """Return the height of the words under a chamber's arcs: the bar, counts, parties, names."""
    lines = 1 + max([0, *_party_lines(vote, wide, style)]) + len(_few(vote, wide, style))
    return style.type(68 + 16 * lines)


def _party_lines(vote: Roster, wide: float, style: Style) -> list[int]:
    """Return the line on which each party's tally stands under the bar.

    All on one, where they fit; else the large two on the first and others below them; else each
    on its own.
    """
    told = _parties(vote)
    widths = [_width(text, style, bold=True) for text in told]
    gap = style.type(12)
    if len(told) <= 3 and sum(widths) + 2 * gap < wide:
        return [0] * len(told)
    if len(told) < 2 or widths[0] + widths[-1] + gap >= wide:
        return list(range(len(told)))
    return [0, *range(1, len(told) - 1), 0]


def _width(text: str, style: Style, *, bold: bool = False) -> float:
    return text_width(text, style.type(12), bold=bold)


def _in_order(vote: Roster) -> list[PartySplit]:
    """Return the parties that voted, from left to right."""
    return sorted((one for one in vote.parties if one.voting), key=lambda one: rank(one.party))


def _parties(vote: Roster) -> list[str]:
    return [
        f"{capitalized(party_name(one.party, one.voting))} {tally(one.yea, one.nay)}"
        for one in _in_order(vote)
    ]


def _few(vote: Roster, wide: float, style: Style) -> list[str]:
    """Name the smaller side where it is small, in lines that fit."""
    told = few_names(vote)
    return wrap(told, wide, style.type(12)) if told else []


def few_names(vote: Roster) -> str:
    """Name the members of the smaller side, where they are few.

    >>> from votekit.api.rosters import rosters_of
    >>> few_names(rosters_of("s175-115.2017")[0])
    'Nay: Rand Paul (R-KY), Bernie Sanders (I-VT)'
    """
    side = "nay" if vote.nay <= vote.yea else "yea"
    names = [member.tag for member in vote.members if member.position == side]
    return f"{side.capitalize()}: {', '.join(names)}" if 0 < len(names) <= FEW else ""


def _axes(plan: Plan) -> tuple[alt.Scale, alt.Scale]:
    """Return scales on which a radius is as long across as down, whatever the chart's size."""
    (left, right), (low, high) = plan.domains
    wide, tall = right - left, high - low
    unit = f"min(width / {wide:.4f}, height / {tall:.4f})"
    half = f"{unit} * {wide / 2:.4f}"
    across = [{"expr": f"width / 2 - {half}"}, {"expr": f"width / 2 + {half}"}]
    down = [{"expr": f"{unit} * {tall:.4f}"}, {"expr": "0"}]
    plain: Row = {"nice": False, "zero": False}
    return (
        alt.Scale(domain=[left, right], range=across, **plain),
        alt.Scale(domain=[low, high], range=down, **plain),
    )


def _xy(plan: Plan, x: str = "x", y: str = "y") -> Row:
    across, down = _axes(plan)
    return {
        "x": alt.X(f"{x}:Q", scale=across, axis=None),
        "y": alt.Y(f"{y}:Q", scale=down, axis=None),
    }


def _seats(plan: Plan, rosters: Sequence[Roster]) -> alt.Chart:
    theme = plan.style.theme
    parties = list(dict.fromkeys(one.party for vote in rosters for one in vote.members))
    colors = alt.Scale(
        domain=[*parties, None], range=[*(theme.party(one) for one in parties), theme.muted]
    )
    shown = {POSITIONS[one.position] for vote in rosters for one in vote.members}
    names = [name for name in SHAPES if name in shown or name == "vacant"]
    if not any(vote.unlisted for vote in rosters):
        names.remove("vacant")
    (left, right), (low, high) = plan.domains
    reach = f"min(width / {right - left:.4f}, height / {high - low:.4f})"
    house = any(vote.chamber == "house" for vote in rosters)
    legend = alt.Legend(
        orient="bottom",
        title=None,
        columns=KEY_COLUMNS if _two_rows(rosters, plan.style) else 0,
        symbolFillColor=theme.ink,
        symbolStrokeColor="transparent",
        labelLimit=0,
        labelExpr=f"datum.label == 'vacant' ? '{'vacant or Speaker' if house else 'vacant'}'"
        " : datum.label",
    )
    drawn: alt.Chart = (
        alt.Chart(name="seats")
        .mark_point(filled=True, size={"expr": f"pow(datum.across * {reach}, 2)"})
        .encode(
            **_xy(plan),
            fill=alt.Fill("party:N", scale=colors, legend=None),
            shape=alt.Shape(
                "position:N",
                scale=alt.Scale(domain=names, range=[SHAPES[name] for name in names]),
                legend=legend,
            ),
            tooltip=tips(name="Member", party="Party", state="State", position="Position"),
            description=alt.Description("told:N"),
        )
    )
    return drawn


def _chamber(vote: Roster, plan: Plan, number: int) -> Row:
    """Return what stands at one chamber: its count, its number needed, its place."""
    x, y = plan.center(number)
    listed_here = vote.yea + vote.nay + vote.away
    cell, style = plan.cell, plan.style
    edge = vote.needed / listed_here * cell
    own = f"{FRACTIONS[vote.fraction]} {vote.needed}"
    veto = f"{VETO_LINE}: {vote.to_override}"
    beyond = None
    if vote.to_override and vote.to_override > vote.needed:
        at = vote.to_override / listed_here * cell
        beyond = vote.to_override if at + _width(veto, style) < cell else None
    return {
        "x": x,
        "left": x - plan.half,
        "right": x + plan.half,
        "y": y,
        "bar": y - plan.down(style.type(40)),
        "top": y + 1.06 + plan.down(style.type(10)),
        "heading": _heading(vote, cell, style) if plan.many > 1 else "",
        "count": tally(vote.yea, vote.nay),
        "yea": vote.yea,
        "nay": vote.nay,
        "away": vote.away,
        "listed": listed_here,
        "needed": vote.needed if vote.base != "none" else None,
        "needed_words": own,
        "override": beyond,
        "override_words": veto,
        "leftward": bool(beyond) or edge + _width(own, style) > cell,
        "yeas": f"{vote.yea} yea",
        "rest": _rest(vote),
        "parties": _party_places(vote, plan),
        "names": "\n".join(_few(vote, cell, style)),
    }


def _party_places(vote: Roster, plan: Plan) -> list[Row]:
    """Place the parties' tallies under a chamber: the large two at its sides, others between."""
    lines = _party_lines(vote, plan.cell, plan.style)
    ends = {"left": -plan.half, "center": 0.0, "right": plan.half}
    places: list[Row] = []
    for party, text, line in zip(_in_order(vote), _parties(vote), lines, strict=True):
        at = len(places)
        side = "left" if at == 0 or line else "right" if at == len(lines) - 1 else "center"
        place = {"text": text, "party": party.party, "at": ends[side], "align": side, "line": line}
        places.append(place)
    return places


def _name(vote: Roster) -> str:
    """Name the chamber and, where it voted on a veto, that it did."""
    name = chamber_name(vote.chamber)
    return f"{name} on the veto" if vote.stage == "override" else name


def _bars(chambers: Sequence[Row], plan: Plan) -> list[alt.Chart]:
    """Draw the count as a bar under the arcs, with a tick at the number needed."""
    style, theme = plan.style, plan.style.theme
    wide = 2 * plan.half
    data = Table(
        [
            {
                "chamber": one["heading"] or one["count"],
                "position": position,
                "members": one[position],
                "from": one["left"] + wide * start / one["listed"],
                "to": one["left"] + wide * (start + one[position]) / one["listed"],
                "y": one["bar"],
                "told": f"{one[position]} {position}",
            }
            for one in chambers
            for position, start in (
                ("yea", 0),
                ("away", one["yea"]),
                ("nay", one["yea"] + one["away"]),
            )
        ],
        "bars",
    )
    fills = alt.Scale(
        domain=["yea", "away", "nay"],
        range=[theme.accent, theme.background, theme.light(theme.accent)],
    )
    place = _xy(plan, "from")
    bars = (
        alt.Chart(data)
        .mark_bar(
            orient="horizontal",
            height=style.type(11),
            stroke=theme.accent,
            strokeWidth=style.type(1),
        )
        .encode(
            **place,
            x2=alt.X2("to:Q"),
            color=alt.Color("position:N", scale=fills, legend=None),
            tooltip=tips(chamber="Vote", position="Position", members="Members"),
            description=alt.Description("told:N"),
        )
    )
    ticks = [
        {
            "at": one["left"] + wide * one[field] / one["listed"],
            "y": one["bar"],
            "text": one[f"{field}_words"],
            "leftward": field == "needed" and one["leftward"],
        }
        for one in chambers
        for field in ("needed", "override")
        if one[field]
    ]
    line = alt.Chart(Table(ticks, "lines")).encode(**_xy(plan, "at"))
    reach = style.type(6)
    return [
        bars,
        line.mark_tick(
            orient="vertical",
            height=style.type(11) + reach,
            thickness=style.type(2.5),
            yOffset=-reach / 2,
            aria=False,
        ),
        line.mark_text(
            style="label",
            align={"expr": "datum.leftward ? 'right' : 'left'"},
            dx={"expr": f"datum.leftward ? {-style.type(5)} : {style.type(5)}"},
            dy=-style.type(9),
            baseline="alphabetic",
        ).encode(text=alt.Text("text:N")),
    ]


def _labels(chambers: Sequence[Row], plan: Plan) -> list[alt.Chart]:
    """Write the count into the middle, and counts, parties and names under the bar."""
    style, theme = plan.style, plan.style.theme
    plain = [{name: value for name, value in one.items() if name != "parties"} for one in chambers]
    base = alt.Chart(Table(plain, "chambers"))
    parties = [
        {**party, "x": one["x"] + party["at"], "y": one["bar"]}
        for one in chambers
        for party in one["parties"]
    ]
    shown = list(dict.fromkeys(one["party"] for one in parties))
    colors = alt.Scale(domain=shown, range=[theme.label(party) for party in shown])
    under = style.type(20)
    most = max((one["line"] for one in parties), default=0)
    longest = max(text_width(one["count"], 1, bold=True) for one in chambers)
    size = min(style.type(28), plan.unit * 0.56 / longest)
    return [
        base.mark_text(style="heading", align="left", baseline="alphabetic").encode(
            **_xy(plan, "left", "top"), text=alt.Text("heading:N")
        ),
        base.mark_text(style="figure", size=size, baseline="alphabetic").encode(
            **_xy(plan), text=alt.Text("count:N")
        ),
        base.mark_text(style="label", align="left", baseline="alphabetic", dy=under).encode(
            **_xy(plan, "left", "bar"), text=alt.Text("yeas:N")
        ),
        base.mark_text(style="label", align="right", baseline="alphabetic", dy=under).encode(
            **_xy(plan, "right", "bar"), text=alt.Text("rest:N")
        ),
        alt.Chart(Table(parties, "parties"))
        .mark_text(
            style="label",
            fontWeight="bold",
            align={"expr": "datum.align"},
            baseline="alphabetic",
            dy={"expr": f"{style.type(38)} + {style.type(16)} * datum.line"},
        )
        .encode(
            **_xy(plan),
            text=alt.Text("text:N"),
            color=alt.Color("party:N", scale=colors, legend=None),
        ),
        base.mark_text(
            style="note",
            align="left",
            baseline="alphabetic",
            dy=style.type(54 + 16 * most),
            lineBreak="\n",
            lineHeight=style.type(16),
        ).encode(**_xy(plan, "left", "bar"), text=alt.Text("names:N")),
    ]


def hemicycle_words(rosters: Sequence[Roster], order: str) -> Words:
    """Return the words of the chart."""
    documents = [(vote.chamber, vote.source_url) for vote in rosters]
    first = rosters[0]
    if len(rosters) == 1:
        told = stands(first.parties)
        headline = f"{deed(first)}: {told}" if told else deed(first)
        asked = rollcall_line(first.chamber, first.number, first.date, first.question)
        subtitle = with_disagreements(asked, first.disagreements)
    else:
        headline = fate(rosters) or deeds(rosters)
        by = "how they voted" if order == "vote" else "party, within it from left to right"
        subtitle = f"One seat for each member, by {by}"
    also = ["scores: Voteview"] if order == "party" else []
    return Words(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents, also),
        alt=f"Seats of {listed([f'the {_name(vote)}' for vote in rosters])}. {headline}.",
        description=" ".join(_told(vote) for vote in rosters),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _told(vote: Roster) -> str:
    told = f"{_name(vote)} {tally(vote.yea, vote.nay)}: {counts(vote.parties)}; {vote.away} away"
    if vote.unlisted:
        told += f", {vote.unlisted} {vacant(vote.chamber)}"
    needs = f"{vote.needed} needed" if vote.base != "none" else ""
    few = few_names(vote)
    return ". ".join(filter(None, (told, needs.capitalize(), few))) + "."

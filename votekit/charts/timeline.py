"""The timeline of a bill: its roll calls in order, tied to a date axis, each bar by party.

A bar is those voting: yeas from the left, nays from the right, a tick at the yeas needed. Roll
calls on amendments and motions that follow on one another share a line when there are many, as a
histogram of their yeas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from votekit.analysers.deciding import title_of
from votekit.charts.chart import (
    Row,
    Table,
    VoteChart,
    Words,
    building,
    finish,
    plot_room,
    x2_value,
    x_value,
)
from votekit.charts.lettering import text_width
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.rules import RULES
from votekit.words.counts import against, tally
from votekit.words.course import Line, Step, gathered, headline_of, run_outcome, run_told, steps_of
from votekit.words.dates import MONTHS, spell_date
from votekit.words.names import bill_name, congress_name, party_name
from votekit.words.sources import source_line
from votekit.words.text import capitalized

ONE_BY_ONE = 10
"""Up to so many roll calls each have a line."""
HELPERS = ("line", "middle", "bin", "is_run", "told", "when", "words")
LINE, STACKED, RUN = 40, 64, 1.5
"""Pixels of a line at the size ``web`` and in a column; how much taller a histogram is."""
TIGHTEST = 22
BIN = 0.025
"""Yeas are counted in steps of this part of those voting."""
SIDES = {"D": "democrats", "R": "republicans"}
PARTS = [
    f"{party}_{side}"
    for side, parties in (
        ("yea", ("democrats", "others", "republicans")),
        ("nay", ("republicans", "others", "democrats")),
    )
    for party in parties
]
"""The parts of a bar from left to right."""
COLORS = {"democrats": "D", "republicans": "R", "others": "I"}


def timeline_chart(
    bill_id: str, rollcalls: Sequence[Mapping[str, Any]], tallies: Sequence[Row], style: Style
) -> VoteChart:
    """Draw a bill's roll calls in both chambers in order; takes their rows and party tallies.

    Raises
    ------
    RequestError
        When the bill has no roll call with yeas and nays, or they do not fit a fixed height.
    """
    steps = steps_of(bill_id, rollcalls)
    words = timeline_words(bill_id, steps)
    below = style.type(52 if style.narrow else 32)
    head = style.type(18)
    room = plot_room(words, style, below)
    lines = [Line([step]) for step in steps] if len(steps) <= ONE_BY_ONE else gathered(steps)
    usual = style.type(STACKED if style.narrow else LINE)
    if room is not None and _units(lines) * usual * 0.6 > room - head:
        lines = gathered(steps)
    plot = _units(lines) * usual + head
    if room is not None and (room - head) / _units(lines) < style.type(TIGHTEST) * (
        1 + style.narrow
    ):
        raise RequestError(
            f"{len(lines)} steps of {bill_name(bill_id)} do not fit into {style.size.height} "
            "pixels: take --size web, which grows."
        )
    rows = timeline_rows(lines, tallies)
    plan = Plan(style, lines, ((room or plot) - head) / _units(lines))
    with building():
        return finish(
            "timeline",
            [*_dates(plan), *_bars(plan, rows), *_runs(plan), *_labels(plan)],
            rows,
            words,
            style,
            plot=plot,
            left=plan.left,
            below=below,
            helpers=HELPERS,
            apart=("y", "color", "fill", "stroke"),
        )


def _units(lines: Sequence[Line]) -> float:
    return sum(RUN if line.is_run else 1 for line in lines)


@dataclass(frozen=True)
class Plan:
    """How the lines share the plot; ``unit`` is a line's height in pixels."""

    style: Style
    lines: list[Line]
    unit: float

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return self.lines[0].steps[0].day, self.lines[-1].steps[-1].day

    @property
    def left(self) -> float:
        """The width of the dates."""
        return self.style.type(48 if self.within_months else 66)

    @property
    def within_months(self) -> bool:
        """Whether the days are near enough to each other to go without their year."""
        first, last = self.days
        return (last - first).days < 120

    @property
    def start(self) -> float:
        """Where words begin, right of the threads from days to lines."""
        return self.style.type(14 if self.style.narrow else 30)

    @property
    def track(self) -> tuple[float, Row]:
        """Where bars begin and end."""
        style = self.style
        if style.narrow:
            return self.start, {"expr": "width"}
        return style.type(276), {"expr": f"width - {style.type(158)}"}

    @property
    def down(self) -> float:
        """How far below its words a bar lies: in a column it has a line of its own."""
        return self.style.type(16) if self.style.narrow else 0

    @property
    def two_lines(self) -> bool:
        """Whether there is room for the day below what a roll call was on."""
        return self.unit >= self.style.type(33)

    def lines_scale(self) -> alt.Scale:
        """Return the scale of lines, counted from the top."""
        return alt.Scale(
            domain=[0, _units(self.lines)],
            range=[self.style.type(18), {"expr": "height"}],
            nice=False,
            zero=False,
        )

    def y(self, field: str = "middle") -> alt.Y:
        """Return the place of a line."""
        return alt.Y(f"{field}:Q", scale=self.lines_scale(), axis=None)

    def x(self, field: str) -> alt.X:
        """Return a share of those voting, from none to all."""
        start, end = self.track
        return alt.X(
            f"{field}:Q",
            scale=alt.Scale(domain=[0, 1], range=[start, end], nice=False),
            stack=None,
            axis=alt.Axis(
                orient="top",
                values=[0.5, 1],
                labelExpr="datum.value < 1 ? 'half' : 'all yeas'",
                labelAlign=alt.condition(
                    "datum.value < 1", alt.value("center"), alt.value("right")
                ),
                title=None,
                domain=False,
                ticks=False,
                grid=False,
                offset=-self.style.type(14),
            ),
        )


def _middles(lines: Sequence[Line]) -> list[float]:
    """Return the middle of each line, in units from the top."""
    at, found = 0.0, []
    for line in lines:
        tall = RUN if line.is_run else 1
        found.append(at + tall / 2)
        at += tall
    return found


def timeline_rows(lines: Sequence[Line], tallies: Sequence[Row] = ()) -> list[Row]:
    """Return the data behind the chart: one row per roll call, in order; counts are members.

    ``others`` are all who are neither Democrats nor Republicans. ``backed_by`` is the party of
    which more voted yea than nay, ``both`` or ``neither``.
    """
    counts: dict[str, Row] = {}
    for row in tallies:
        own = counts.setdefault(row["vote_id"], dict.fromkeys(PARTS, 0))
        party = SIDES.get(row["party"], "others")
        for side in ("yea", "nay"):
            own[f"{party}_{side}"] += row[side]
    return [
        _row(step, line, middle, counts.get(step.row["vote_id"]) or dict.fromkeys(PARTS, 0))
        for line, middle in zip(lines, _middles(lines), strict=True)
        for step in line.steps
    ]


def _row(step: Step, line: Line, middle: float, parts: Row) -> Row:
    row = step.row
    share = row["yea"] / step.voting
    return {
        "vote_id": row["vote_id"],
        "bill_id": row["bill_id"],
        "date": step.day.isoformat(),
        "chamber": row["chamber"],
        "stage": row["stage"],
        "label": step.label,
        "question": row["question"],
        "yea": row["yea"],
        "nay": row["nay"],
        "vice_president": row["vice_president"],
        "needed": step.needed,
        "needed_for": RULES[row["rule"]].label,
        "above_needed": step.spare,
        "yea_share": share,
        "outcome": row["outcome"],
        **parts,
        "backed_by": _backers(parts),
        "source": row["source_url"],
        "line": line.label,
        "middle": middle,
        "bin": round(min(int(share / BIN), int(1 / BIN) - 1) * BIN, 4),
        "is_run": line.is_run,
        "told": f"{step.chamber}, {spell_date(step.day)}, {step.label}: {step.told}",
    }


def _backers(parts: Row) -> str:
    sides = [party for party in SIDES.values() if parts[f"{party}_yea"] > parts[f"{party}_nay"]]
    return {0: "neither", 2: "both"}.get(len(sides)) or sides[0]


def _dates(plan: Plan) -> list[alt.Chart]:
    """Draw the date axis, and a thread from each day to its line."""
    style, (first, last) = plan.style, plan.days
    if first == last:
        return []
    days = (last - first).days
    total = _units(plan.lines)
    threads = [
        {
            "day": line.steps[0].day.isoformat(),
            "at": (line.steps[0].day - first).days / days * total,
            "middle": middle,
        }
        for line, middle in zip(plan.lines, _middles(plan.lines), strict=True)
    ]
    data = alt.Chart(Table(threads, "days"))
    axis = alt.Axis(
        orient="left",
        title=None,
        grid=False,
        labelExpr=f"{MONTHS}[utcmonth(datum.value)] + ' ' + "
        + ("utcdate(datum.value)" if plan.within_months else "utcyear(datum.value)"),
        tickCount=min(days, 8),
        tickMinStep=86_400_000,
        minExtent=plan.left,
        maxExtent=plan.left,
        labelPadding=style.type(4),
        labelFlush=True,
    )
    top = {"expr": f"{style.type(18)}"}
    scale = alt.Scale(
        type="utc",
        domain=[{"expr": f"utc({day.year}, {day.month - 1}, {day.day})"} for day in (first, last)],
        range=[top, {"expr": "height"}],
        nice=False,
    )
    return [
        data.transform_calculate(when="utc(toDate(datum.day))")
        .mark_tick(orient="horizontal", width=style.type(8), thickness=style.type(1.5), aria=False)
        .encode(x=x_value(0), y=alt.Y("when:T", scale=scale, axis=axis)),
        data.mark_rule(color=style.theme.muted, strokeWidth=style.type(0.8), aria=False).encode(
            x=x_value(style.type(3)),
            x2=x2_value(plan.start - style.type(4)),
            y=plan.y("at"),
            y2=alt.Y2("middle:Q"),
        ),
    ]


def _bars(plan: Plan, rows: Sequence[Row]) -> list[alt.Chart]:
    """Draw each roll call with a line of its own: its parties, and the number needed."""
    style, theme = plan.style, plan.style.theme
    height = style.type(13)
    shown = [part for part in PARTS if any(row[part] for row in rows if not row["is_run"])]
    colors = [theme.party(COLORS[part.split("_")[0]]) for part in shown]
    fills = [
        theme.light(color) if part.endswith("nay") else color
        for part, color in zip(shown, colors, strict=True)
    ]
    names = {part: _named(part) for part in shown}
    look: Row = {"height": height, "yOffset": plan.down}
    half, shift = height / 2 / plan.unit, plan.down / plan.unit
    own = alt.Chart().transform_filter("!datum.is_run")
    key = alt.Legend(
        orient="bottom",
        title=None,
        columns=2 if style.narrow else 0,
        symbolType="square",
        labelExpr=f"{names}[datum.label]",
        labelLimit=0,
    )
    stack = own.transform_fold([*PARTS], as_=["part", "members"]).transform_filter(
        "datum.members > 0"
    )
    stack = (
        stack.transform_calculate(
            place=f"indexof({PARTS}, datum.part)", share="datum.members / (datum.yea + datum.nay)"
        )
        .transform_stack(
            stack="share",
            as_=["from", "to"],
            groupby=["vote_id"],
            sort=[alt.SortField("place", order="ascending")],
        )
        .transform_calculate(told=f"datum.told + '; ' + {names}[datum.part] + ' ' + datum.members")
    )
    stack = stack.transform_calculate(
        top=f"datum.middle + {shift - half:.3f}", foot=f"datum.middle + {shift + half:.3f}"
    )
    bars = stack.mark_rect(strokeWidth=style.type(1)).encode(
        x=plan.x("from"),
        x2=alt.X2("to:Q"),
        y=plan.y("top"),
        y2=alt.Y2("foot:Q"),
        fill=alt.Fill("part:N", scale=alt.Scale(domain=shown, range=fills), legend=key),
        stroke=alt.Stroke("part:N", scale=alt.Scale(domain=shown, range=colors), legend=key),
        tooltip=[
            alt.Tooltip("label:N", title="On"),
            alt.Tooltip("date:N", title="Day"),
            alt.Tooltip("yea:Q", title="Yea"),
            alt.Tooltip("nay:Q", title="Nay"),
            alt.Tooltip("needed:Q", title="Needed"),
            *(alt.Tooltip(f"{part}:Q", title=name) for part, name in names.items()),
        ],
        description=alt.Description("told:N"),
    )
    hatching = (
        own.transform_calculate(at="sequence(datum.yea_share + 0.008, 1, 0.014)")
        .transform_flatten(["at"])
        .mark_tick(orient="vertical", thickness=style.type(1), aria=False, **look)
        .encode(x=plan.x("at"), y=plan.y())
    )
    line = own.transform_calculate(at="min(1, datum.needed / (datum.yea + datum.nay))")
    ticks = [
        line.mark_tick(
            orient="vertical",
            height=height + style.type(7),
            thickness=style.type(thick),
            yOffset=plan.down,
            color=color,
            aria=False,
        ).encode(x=plan.x("at"), y=plan.y())
        for thick, color in ((5, theme.background), (2.5, theme.ink))
    ]
    return [bars, *([hatching] if theme.hatched else []), *ticks]


def _named(part: str) -> str:
    party, side = part.split("_")
    return f"{capitalized('others' if party == 'others' else party_name(COLORS[party]))} {side}"


def _runs(plan: Plan) -> list[alt.Chart]:
    """Draw the roll calls that share a line as a histogram: how many had so many yeas."""
    if not any(line.is_run for line in plan.lines):
        return []
    style, theme = plan.style, plan.style.theme
    sides = ["democrats", "both", "neither", "republicans"]
    colors = [theme.party("D"), theme.accent, theme.muted, theme.party("R")]
    tall = RUN * (0.42 if style.narrow else 0.8)
    counted_by = (
        alt.Chart()
        .transform_filter("datum.is_run")
        .transform_aggregate(rollcalls="count()", groupby=["middle", "bin", "backed_by", "outcome"])
        .transform_stack(
            stack="rollcalls",
            as_=["from", "to"],
            groupby=["middle", "bin"],
            sort=[alt.SortField("backed_by"), alt.SortField("outcome")],
        )
        .transform_joinaggregate(most="max(to)", groupby=["middle"])
        .transform_calculate(
            low=f"datum.middle + {RUN * 0.42} - datum.from / max(8, datum.most) * {tall}",
            high=f"datum.middle + {RUN * 0.42} - datum.to / max(8, datum.most) * {tall}",
            end=f"datum.bin + {BIN * 0.86}",
            backers="datum.backed_by == 'both' ? 'both parties' : datum.backed_by == 'neither' ? "
            "'neither party' : 'most ' + (datum.backed_by == 'democrats' ? 'Democrats' : "
            "'Republicans')",
            share="format(datum.bin, '.0%') + ' to ' + format(datum.bin + 0.025, '.1%')",
        )
        .transform_calculate(
            told="datum.rollcalls + ' ' + datum.outcome + ', backed by ' + datum.backers + "
            "', with ' + datum.share + ' yeas'"
        )
    )
    place: Row = {
        "x": plan.x("bin"),
        "x2": alt.X2("end:Q"),
        "y": plan.y("low"),
        "y2": alt.Y2("high:Q"),
    }
    color = alt.Scale(domain=sides, range=colors)
    told: Row = {
        "tooltip": [
            alt.Tooltip("rollcalls:Q", title="Roll calls"),
            alt.Tooltip("outcome:N", title="Outcome"),
            alt.Tooltip("share:N", title="Yeas"),
            alt.Tooltip("backers:N", title="Backed by"),
        ],
        "description": alt.Description("told:N"),
    }
    pale = alt.Scale(domain=sides, range=[theme.light(color) for color in colors])
    return [
        counted_by.transform_filter("datum.outcome === 'passed'")
        .mark_rect(strokeWidth=style.type(1))
        .encode(
            **place,
            fill=alt.Fill("backed_by:N", scale=color, legend=None),
            stroke=alt.Stroke("backed_by:N", scale=color, legend=None),
            **told,
        ),
        counted_by.transform_filter("datum.outcome !== 'passed'")
        .mark_rect(strokeWidth=style.type(1))
        .encode(
            **place,
            fill=alt.Fill("backed_by:N", scale=pale, legend=None),
            stroke=alt.Stroke("backed_by:N", scale=color, legend=None),
            **told,
        ),
    ]


def _labels(plan: Plan) -> list[alt.Chart]:
    """Write what each line was on and when at its left, the count at its right."""
    style = plan.style
    rows = []
    for line, middle in zip(plan.lines, _middles(plan.lines), strict=True):
        main, more = _counts(line)
        chamber = line.steps[0].chamber
        said = line.label.replace(" the ", " ") if style.narrow else line.label
        label = said if plan.two_lines else f"{chamber}: {said}"
        rows.append(
            {
                "middle": middle,
                "label": label,
                "when": line.when if plan.two_lines else "",
                "count": main,
                "more": more if plan.two_lines else "",
                "is_run": line.is_run,
            }
        )
    base = alt.Chart(Table(rows, "lines")).encode(y=plan.y())
    start, edge = x_value(plan.start), x_value({"expr": "width"})
    up = style.type(-22 if style.narrow else -8 if plan.two_lines else 0)
    under = up + style.type(16)
    count = max(text_width(str(row["count"]), style.type(13), bold=True) for row in rows)
    room = style.type(238)
    if style.narrow:
        room = style.room - plan.left - plan.start - count - style.type(8)
    plain: Row = {"baseline": "middle", "aria": False}
    return [
        base.mark_text(style="value", align="left", dy=up, limit=room, **plain).encode(
            x=start, text=alt.Text("label:N")
        ),
        base.mark_text(style="note", align="left", dy=under, **plain).encode(
            x=start, text=alt.Text("when:N")
        ),
        base.mark_text(
            style="value",
            align="right",
            dy=up,
            fontWeight={"expr": "datum.is_run ? 'normal' : 'bold'"},
            **plain,
        ).encode(x=edge, text=alt.Text("count:N")),
        base.mark_text(style="note", size=style.type(11), align="right", dy=under, **plain).encode(
            x=edge, text=alt.Text("more:N")
        ),
    ]


def _counts(line: Line) -> tuple[str, str]:
    """Return the count of a line, and what stands below it."""
    if line.is_run:
        passed, rejected = run_outcome(line.steps).split(", ")
        return passed, rejected
    step = line.steps[0]
    count = tally(step.row["yea"], step.row["nay"])
    if step.row["vice_president"]:
        return count, f"Vice President {step.row['vice_president']}"
    return count, against(step.spare, step.needed)


def timeline_words(bill_id: str, steps: Sequence[Step]) -> Words:
    """Return the words of the timeline."""
    headline = headline_of(bill_id, steps)
    title = title_of([dict(step.row) for step in steps])
    first, last = steps[0].day, steps[-1].day
    days = spell_date(first) if first == last else f"{spell_date(first)}, to {spell_date(last)}"
    name = f"{bill_name(bill_id)}, {congress_name(int(bill_id.split('-')[1]))}"
    documents = [(step.row["chamber"], step.row["source_url"]) for step in steps]
    told = " ".join(f"{line.label}, {line.when}: {run_told(line)}." for line in gathered(steps))
    return Words(
        headline=headline,
        subtitle=f"{name}, {days}: {title}" if title else f"{name}, {days}",
        source=source_line(documents),
        alt=f"{headline}.",
        description=f"{headline}. Roll calls in order. {told}",
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )

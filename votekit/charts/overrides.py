"""The chart of overrides: yeas at passage and on the veto, joined, against two-thirds.

A line for each vote with its bill, under its president. In a fixed height too low for that, the
same chart on its side: an upright for each vote, and the bills that became law named above.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import altair as alt

from votekit.analysers.overrides import LAW
from votekit.charts.chart import Row, Table, VoteChart, Words, building, finish, plot_room, x_value
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.words.counts import against, counted, number_word, tally
from votekit.words.dates import spell_date
from votekit.words.names import bill_name, chamber_name, congress_name, president_name
from votekit.words.sources import source_line
from votekit.words.text import capitalized, listed
from votekit.words.titles import short_subject, tidy

HELPERS = ("line", "told", "end", "subject")
TWO_THIRDS = 2 / 3
LINE = 17
"""Pixels of a line at the size ``web``."""
TIGHTEST = 13
"""Lines lower than this, at the size ``web``, become uprights."""
GAP = 2
"""Slots in front of a president's uprights."""
PASSED, HELD, SHORT = "yeas at passage", "two-thirds on the veto", "less on the veto"
BAR = "M-0.12,-0.6L0.12,-0.6L0.12,0.6L-0.12,0.6Z"
LYING = "M-0.6,-0.12L0.6,-0.12L0.6,0.12L-0.6,0.12Z"
MOST_TOLD = 12
"""Up to so many votes, the description tells each."""


@dataclass(frozen=True)
class Presidency:
    """The votes on one president's vetoes, in order of time; ``name`` heads them."""

    name: str
    rows: list[Row]

    @property
    def told(self) -> str:
        """How many of the vetoes were overridden."""
        vetoes = len({row["bill_id"] for row in self.rows})
        return f"{_laws(self.rows)} of {counted(vetoes, 'veto', 'vetoes')} overridden"


def overrides_chart(
    attempts: Sequence[Row], congress: int | None, bill: str | None, style: Style
) -> VoteChart:
    """Draw votes on vetoes; takes the rows of the table of overrides.

    Raises
    ------
    RequestError
        When a fixed height leaves no room.
    """
    rows = overrides_rows(attempts)
    terms = _terms(rows)
    words = overrides_words(rows, terms, congress, bill)
    lines = len(rows) + 2 * len(terms) - 1
    below = style.type(62 if style.narrow else 30)
    room = plot_room(words, style, below)
    scale = style.type(20)
    upright = room is not None and room - scale < lines * style.type(TIGHTEST)
    if room is not None and upright and room < style.type(150):
        raise RequestError(
            f"The votes on vetoes do not fit into {style.size.height} pixels: give a larger "
            "--height, name a Congress, or take --size web, which grows."
        )
    with building():
        if upright:
            layers, left, below = _uprights(rows, terms, style), style.type(34), style.type(62)
        else:
            layers, left = _lines(rows, terms, style), _left(style)
        return finish(
            "overrides",
            layers,
            rows,
            words,
            style,
            plot=lines * style.type(LINE) + scale,
            left=left,
            below=below,
            helpers=HELPERS,
            apart=("color",),
        )


def overrides_rows(attempts: Sequence[Row]) -> list[Row]:
    """Return the data behind the chart: one row per vote on a veto, shares from 0 to 1."""
    ordered = sorted(attempts, key=lambda row: (row["date"], _bill(row), row["chamber"]))
    return [
        {
            **{name: row[name] for name in COLUMNS},
            "reached": HELD if row["cushion"] >= 0 else SHORT,
            "line": f"{_bill(row)}, {chamber_name(row['chamber'])}, {row['date'][:4]}",
            "subject": short_subject(tidy(row["title"])),
            "end": _end(row),
            "told": _told(row),
        }
        for row in ordered
    ]


COLUMNS = [
    "bill_id", "title", "congress", "date", "president", "president_party", "chamber",
    "passage_vote_id", "passage_date", "passage_yea", "passage_nay", "passage_share",
    "passage_note", "vote_id", "yea", "nay", "share", "needed", "cushion", "outcome", "result",
    "source_url",
]  # fmt: skip


def _terms(rows: Sequence[Row]) -> list[Presidency]:
    """Bring the votes together by president; a second term that follows another's says its year."""
    terms: list[Presidency] = []
    for (president, party), group in groupby(
        rows, key=lambda row: (row["president"], row["president_party"])
    ):
        own = list(group)
        name = f"{president_name(president)} ({party})"
        if any(term.name == name for term in terms):
            name += f", {own[0]['date'][:4]}"
        terms.append(Presidency(name, own))
    return terms


def _bill(row: Row) -> str:
    return bill_name(row["bill_id"])


def _laws(rows: Sequence[Row]) -> int:
    return len({row["bill_id"] for row in rows if row["result"] == LAW})


def _end(row: Row) -> str:
    """Say what came of a vote, in a word or two."""
    if row["result"] == LAW:
        return "overridden"
    other = "Senate" if row["chamber"] == "house" else "House"
    return f"{other} did not" if row["cushion"] >= 0 else "sustained"


def _told(row: Row) -> str:
    before = str(row["passage_note"])
    if row["passage_share"] is not None:
        before = f"passed {tally(row['passage_yea'], row['passage_nay'])}"
    return (
        f"{_bill(row)}, {chamber_name(row['chamber'])}, "
        f"{spell_date(date.fromisoformat(row['date']))}: {before}; on the veto "
        f"{tally(row['yea'], row['nay'])}, {against(row['cushion'], row['needed'])}; "
        f"{row['result']}"
    )


def _left(style: Style) -> float:
    """Return the room of the labels: bill, chamber and year, and what it is on."""
    return style.type(116 if style.narrow else 306)


def _shares(rows: Sequence[Row]) -> list[float]:
    """Return the ends of the scale: all yeas, and what is below the least."""
    least = min(
        min(row["share"], row["passage_share"] if row["passage_share"] is not None else 1)
        for row in rows
    )
    return [min(0.4, int(least * 20) / 20) - 0.02, 1.0]


def _axis(style: Style, **more: Any) -> alt.Axis:
    """Return the axis of shares, two-thirds in the color of its line."""
    two = "abs(datum.value - 2 / 3) < 0.001"
    few = style.narrow and more.get("orient") == "top"
    return alt.Axis(
        values=[0.4, TWO_THIRDS, 1] if few else [0.4, 0.5, TWO_THIRDS, 0.8, 0.9, 1],
        labelExpr=f"{two} ? '{'two-thirds' if more.get('orient') == 'top' else '2/3'}' : "
        "format(datum.value, '.0%')",
        labelColor=alt.condition(two, alt.value(style.theme.accent), alt.value(style.theme.muted)),
        labelFontWeight=alt.condition(two, alt.value("bold"), alt.value("normal")),
        title=None,
        grid=False,
        domain=False,
        ticks=False,
        labelFlush=False,
        labelOverlap=False,
        **more,
    )


def _marks(style: Style, place: Row, passage: Row, *, upright: bool) -> list[alt.Chart]:
    """Draw the way from passage to the vote on the veto, and both ends; their key lies below."""
    theme = style.theme
    names = [PASSED, HELD, SHORT]
    key = alt.Legend(
        orient="bottom",
        title=None,
        direction="horizontal",
        labelLimit=0,
        columns=1 if style.room < style.type(400) else 3,
        symbolStrokeWidth=style.type(1.6),
    )
    look: Row = {
        "shape": alt.Shape(
            "mark:N",
            scale=alt.Scale(domain=names, range=[LYING if upright else BAR, "circle", "circle"]),
            legend=key,
        ),
        "fill": alt.Fill(
            "mark:N",
            scale=alt.Scale(domain=names, range=[theme.ink, theme.accent, theme.background]),
            legend=key,
        ),
        "stroke": alt.Stroke(
            "mark:N",
            scale=alt.Scale(domain=names, range=[theme.ink, theme.accent, theme.accent]),
            legend=key,
        ),
        "tooltip": _tooltip(),
        "description": alt.Description("told:N"),
    }
    wide = style.type(1.6)
    before = alt.Chart().transform_filter("isValid(datum.passage_share)")
    size = style.type(8 if not upright else 7) ** 2
    tick: Row = {"strokeWidth": 0, "size": style.type(12 if not upright else 9) ** 2}
    return [
        before.mark_rule(color=theme.muted, strokeWidth=wide, aria=False).encode(
            **passage,
            **({"y2": alt.Y2("share:Q")} if upright else {"x2": alt.X2("share:Q")}),
        ),
        alt.Chart()
        .transform_calculate(mark="datum.reached")
        .mark_point(filled=True, size=size, strokeWidth=wide)
        .encode(**place, **look),
        before.transform_calculate(mark=f"'{PASSED}'")
        .mark_point(filled=True, **tick)
        .encode(**passage, **look),
    ]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("line:N", title="Vote"),
        alt.Tooltip("title:N", title="Title"),
        alt.Tooltip("president:N", title="President"),
        alt.Tooltip("passage_share:Q", title="Yeas at passage", format=".1%"),
        alt.Tooltip("share:Q", title="Yeas on the veto", format=".1%"),
        alt.Tooltip("yea:Q", title="Yea"),
        alt.Tooltip("nay:Q", title="Nay"),
        alt.Tooltip("needed:Q", title="Needed"),
        alt.Tooltip("result:N", title="Result"),
    ]


def _lines(rows: Sequence[Row], terms: Sequence[Presidency], style: Style) -> list[alt.Chart]:
    """Draw a line for each vote; the labels are those of the axis, presidents in bold."""
    theme, left = style.theme, _left(style)
    domain: list[str] = []
    for at, term in enumerate(terms):
        domain += [*([" " * at] if at else []), term.name, *(row["line"] for row in term.rows)]
    strong = [term.name for term in terms] + [row["line"] for row in rows if row["result"] == LAW]
    right = style.type(54 if style.narrow else 138)
    band = alt.Scale(domain=domain, paddingInner=0, paddingOuter=0)
    labels = alt.Axis(
        title=None,
        domain=False,
        ticks=False,
        minExtent=left,
        maxExtent=left,
        labelPadding=left,
        labelAlign="left",
        labelLimit=0,
        labelColor=theme.ink,
        labelFontSize=style.type(11 if style.narrow else 12),
        labelOverlap=False,
        labelFontWeight=alt.condition(
            f"indexof({strong}, datum.value) >= 0", alt.value("bold"), alt.value("normal")
        ),
        labelExpr="replace(datum.label, /(House|Senate), \\d+$/, '$1')"
        if style.narrow
        else "datum.label",
    )
    order = alt.Y("line:N", scale=band, axis=labels)
    scale = alt.Scale(
        domain=_shares(rows), range=[0, {"expr": f"width - {right}"}], nice=False, zero=False
    )
    axis = _axis(style, orient="top")

    def share(field: str) -> Row:
        return {"x": alt.X(f"{field}:Q", scale=scale, axis=axis), "y": order}

    heads = alt.Chart(Table([{"line": one.name, "told": one.told} for one in terms], "presidents"))
    edge, small = x_value({"expr": "width"}), style.type(11)
    count = alt.Chart().transform_calculate(count="datum.yea + '–' + datum.nay")
    weight = {"expr": f"datum.result === '{LAW}' ? 'bold' : 'normal'"}
    words = [
        heads.mark_text(style="note", align="right", aria=False).encode(
            x=edge, y=order, text=alt.Text("told:N")
        ),
        count.mark_text(style="label", align="right", fontWeight=weight, aria=False).encode(
            x=edge if style.narrow else x_value({"expr": f"width - {style.type(82)}"}),
            y=order,
            text=alt.Text("count:N"),
        ),
    ]
    if not style.narrow:
        # To the right of a dot the line of two-thirds or the count may stand in the way.
        clear = "(datum.share < 0.48 || datum.share > 0.66 && datum.share < 0.83)"
        words += [
            alt.Chart()
            .mark_text(style="note", size=small, align="right", aria=False)
            .encode(x=edge, y=order, text=alt.Text("end:N")),
            alt.Chart()
            .mark_text(
                style="note",
                size=small,
                align="left",
                dx=style.type(156) - left,
                limit=left - style.type(168),
                aria=False,
            )
            .encode(x=x_value(0), y=order, text=alt.Text("subject:N")),
            alt.Chart()
            .transform_filter("!isValid(datum.passage_share)")
            .transform_calculate(
                why="test(/the record has none/, datum.passage_note) ? 'not in the record'"
                " : 'no roll call'"
            )
            .mark_text(
                style="note",
                size=style.type(10),
                align={"expr": f"{clear} ? 'left' : 'right'"},
                dx={"expr": f"{clear} ? {style.type(9)} : {-style.type(9)}"},
                aria=False,
            )
            .encode(**share("share"), text=alt.Text("why:N")),
        ]
    line = (
        alt.Chart()
        .mark_rule(color=theme.accent, strokeWidth=style.type(1.5), aria=False)
        .encode(
            x=alt.X(datum=TWO_THIRDS, scale=scale, axis=axis),
            y=alt.Y("line:N", scale=band, axis=labels, bandPosition=0),
            y2=alt.Y2("line:N", bandPosition=1),
        )
    )
    return [line, *_marks(style, share("share"), share("passage_share"), upright=False), *words]


def _uprights(rows: Sequence[Row], terms: Sequence[Presidency], style: Style) -> list[alt.Chart]:
    """Draw an upright for each vote, presidents under them, the laws named above."""
    theme, left = style.theme, style.type(34)
    domain: list[str] = []
    heads: dict[str, list[str]] = {}
    for at, term in enumerate(terms):
        domain += [" " * (GAP * at + one) for one in range(1, GAP if at else 1)]
        domain += [term.name, *(row["line"] for row in term.rows)]
        of = term.told.split(" vet")[0]
        heads[term.name] = [term.name.split(" (")[0].split(" ", 1)[1], of]
    names = ", ".join(f"{name!r}: {told}" for name, told in heads.items())
    band = alt.Scale(domain=domain, paddingInner=0, paddingOuter=0)
    below = alt.Axis(
        values=list(heads),
        title=None,
        domain=False,
        ticks=False,
        labelAngle=0,
        labelAlign="left",
        labelLimit=0,
        labelOverlap=False,
        labelColor=theme.ink,
        labelFontSize=style.type(11),
        labelLineHeight=style.type(14),
        labelExpr=f"{{{names}}}[datum.value]",
    )
    order = alt.X("line:N", scale=band, axis=below)
    least = _shares(rows)[0]
    top = style.type(80)
    scale = alt.Scale(domain=[least, 1], range=[{"expr": "height"}, top], nice=False, zero=False)
    axis = _axis(style, orient="left", minExtent=left, maxExtent=left)

    def share(field: str) -> Row:
        return {"x": order, "y": alt.Y(f"{field}:Q", scale=scale, axis=axis)}

    named: dict[str, list[Row]] = {}
    for row in rows:
        if row["result"] == LAW:
            named.setdefault(row["bill_id"], []).append(row)
    above = [
        {
            "line": both[0]["line"],
            "share": max(max(row["share"], row["passage_share"] or 0) for row in both),
            "law": f"{_bill(both[0])}, {both[0]['date'][:4]}",
        }
        for both in named.values()
    ]
    laws = alt.Chart(Table(above, "laws"))
    line = (
        alt.Chart()
        .mark_rule(color=theme.accent, strokeWidth=style.type(1.5), aria=False)
        .encode(
            y=alt.Y(datum=TWO_THIRDS, scale=scale, axis=axis),
            x=alt.X("line:N", scale=band, axis=below, bandPosition=0),
            x2=alt.X2("line:N", bandPosition=1),
        )
    )
    return [
        line,
        laws.mark_text(
            style="label",
            size=style.type(10),
            angle=270,
            align="left",
            dx=style.type(9),
            aria=False,
        ).encode(**share("share"), text=alt.Text("law:N")),
        *_marks(style, share("share"), share("passage_share"), upright=True),
    ]


def overrides_words(
    rows: Sequence[Row], terms: Sequence[Presidency], congress: int | None, bill: str | None
) -> Words:
    """Return the words of the chart."""
    headline = _of_bill(rows) if bill else _of_many(rows, congress)
    documents = [(row["chamber"], row["source_url"]) for row in rows]
    reached = sum(row["reached"] == HELD for row in rows)
    also = f"{number_word(reached)} of {counted(len(rows), 'vote')} reached two-thirds"
    told = [f"{term.name}: {term.told}." for term in terms]
    laws = sorted({_bill(row) for row in rows if row["result"] == LAW})
    if laws and not bill:
        told.append(f"Overridden: {listed(laws)}.")
    if len(rows) <= MOST_TOLD:
        told += [f"{row['told']}." for row in rows]
    shown = "Yeas among members voting, at passage and on the veto"
    return Words(
        headline=headline,
        subtitle=shown if bill else f"{shown}; {also}",
        source=source_line(documents),
        alt=f"{headline}.",
        description=f"{headline}. {capitalized(also)}. {' '.join(told)}",
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _of_bill(rows: Sequence[Row]) -> str:
    counts = listed(
        [f"{chamber_name(row['chamber'])} {tally(row['yea'], row['nay'])}" for row in rows]
    )
    name = _bill(rows[0])
    if rows[0]["result"] == LAW:
        return f"{name} became law over the veto: {counts}"
    last = rows[-1]
    short = f", {-last['cushion']} short of the {last['needed']} needed"
    return f"The veto of {name} was sustained: {counts}{short if last['cushion'] < 0 else ''}"


def _of_many(rows: Sequence[Row], congress: int | None) -> str:
    """Say how many vetoes were voted on and overridden.

    The Constitution wants a vote of each chamber; one that sustains the veto ends the matter.
    """
    vetoes, laws = len({row["bill_id"] for row in rows}), _laws(rows)
    since = f" since {rows[0]['date'][:4]}"
    when = f" in the {congress_name(congress)}" if congress else since
    if not laws:
        if vetoes == 1:
            return f"The one veto put to a vote{when} was sustained"
        every = "Both" if vetoes == 2 else f"All {number_word(vetoes)}"
        return f"{every} vetoes put to a vote{when} were sustained"
    who, when = (f"The {congress_name(congress)}", "") if congress else ("Congress", since)
    if laws == vetoes:
        every = "the one veto" if vetoes == 1 else "both vetoes" if vetoes == 2 else "every veto"
        return f"{who} overrode {every} put to a vote{when}"
    times = {1: "once", 2: "twice"}.get(len(rows), f"{number_word(len(rows))} times")
    return (
        f"{who} voted {times} on {number_word(vetoes)} vetoes{when} and overrode "
        f"{number_word(laws)}"
    )

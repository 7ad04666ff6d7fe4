"""The split chart: how each party voted, nays to the left and yeas to the right of one line.

A bar is as long as there are members, so that a party of two does not look like one of two hundred;
the share of yeas is written beside it. Chambers differ in size: each has a scale of its own, and
the chart says so.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from votekit.analysers.parties import ORDER, PartySplit
from votekit.analysers.split import Split
from votekit.charts.chart import (
    Row,
    Table,
    VoteChart,
    Words,
    building,
    finish,
    tips,
    x_value,
    y_value,
)
from votekit.charts.lettering import shorten, text_width
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.words.counts import tally
from votekit.words.dates import spell_date
from votekit.words.disagreement import with_disagreements
from votekit.words.names import chamber_name, party_name
from votekit.words.ranks import tactical_note
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import capitalized, listed

THICKEST = 48
"""Pixels at the size ``web`` that a bar is high at most, where a fixed size has more room."""
HELPERS = ("line", "scale", "shown")
LINE = 27
SHORT = {"R": "Rep.", "D": "Dem.", "I": "Ind.", "ID": "Ind. Dem."}
SIDES = ["yea", "nay"]
_KEYS: tuple[tuple[str, Any, int], ...] = (("nay", "right", -6), ("yea", "left", 6))
LEAST_SIDE = 0.18
"""The part of the longest bar that the shorter side has at least, for its counts."""


def split_chart(splits: Sequence[Split], about: str, style: Style) -> VoteChart:
    """Draw the parties on one roll call or several; ``about`` names the bill, if all are on one.

    Raises
    ------
    RequestError
        When a fixed height cannot hold all of them.
    """
    rows = split_rows(splits, style)
    several = len(splits) > 1
    lines = len(rows) + several * len(splits)
    if style.size.height is not None and lines * style.type(18) > style.size.height * 0.7:
        raise RequestError(
            f"{len(splits)} roll calls do not fit into {style.size.height} pixels: name fewer, or "
            "take --size web, which grows."
        )
    with building():
        return finish(
            "split",
            _layers(splits, rows, style, several=several),
            rows,
            split_words(splits, about),
            style,
            plot=lines * style.type(LINE) + style.type(16),
            left=_left(rows, style),
            below=style.type(2),
            helpers=HELPERS,
        )


def split_rows(splits: Sequence[Split], style: Style | None = None) -> list[Row]:
    """Return the data behind the chart: one row for each party and roll call.

    ``yea_share`` is of the party's members voting, 0 to 1, empty where none voted.
    """
    longest: dict[str, int] = {}
    for split in splits:
        most = max(max(one.yea, one.nay) for one in split.parties)
        longest[split.chamber] = max(longest.get(split.chamber, 1), most)
    narrow = style is not None and style.narrow
    return [
        {
            "vote_id": split.vote_id,
            "chamber": split.chamber,
            "date": split.date,
            "question": split.question,
            "party": party.party,
            "yea": party.yea,
            "nay": party.nay,
            "present": party.present,
            "not_voting": party.not_voting,
            "yea_share": party.yea_share,
            "source": split.source_url,
            "line": f"{split.vote_id}|{_label(party.party, narrow=narrow)}|{party.party}",
            "scale": longest[split.chamber],
            "shown": "none voted" if party.yea_share is None else f"{percent(party.yea_share)} yea",
        }
        for split in splits
        for party in in_order(split.parties)
    ]


def _label(party: str, *, narrow: bool) -> str:
    name = capitalized(party_name(party))
    return SHORT.get(party, name) if narrow else name


def _left(rows: Sequence[Row], style: Style) -> float:
    names = (row["line"].split("|")[1] for row in rows)
    return max(text_width(name, style.type(13), bold=True) for name in names) + style.type(10)


def _layers(
    splits: Sequence[Split], rows: Sequence[Row], style: Style, *, several: bool
) -> list[alt.Chart]:
    theme = style.theme
    order: list[str] = []
    for split in splits:
        order += [f"{split.vote_id}|"] * several
        order += [row["line"] for row in rows if row["vote_id"] == split.vote_id]
    y = _lines(order, rows, style)
    nays, yeas = (
        max(LEAST_SIDE, *(row[side] / row["scale"] for row in rows)) for side in ("nay", "yea")
    )
    # At the right, the shares; at the left, counts beside the longest bar of nays.
    spare = style.type(64) / (style.room - _left(rows, style) - style.type(100))
    whole = nays + yeas
    ends = [-nays - 0.03 * whole, yeas + spare * whole]
    x = alt.X("at:Q", scale=alt.Scale(domain=ends, nice=False), axis=None)
    parties = list(dict.fromkeys(row["party"] for row in rows))
    color = alt.Scale(domain=parties, range=[theme.party(one) for one in parties])
    sided = (
        alt.Chart()
        .transform_fold([*SIDES], as_=["position", "members"])
        .transform_filter("datum.members > 0")
        .transform_calculate(
            at="(datum.position == 'nay' ? -1 : 1) * datum.members / datum.scale",
            name="split(datum.line, '|')[1]",
        )
        .transform_calculate(told="datum.name + ': ' + datum.members + ' ' + datum.position")
    )
    bars = sided.mark_bar(height=_thick(style), strokeWidth=style.type(1)).encode(
        x=x,
        y=y,
        color=alt.Color("party:N", scale=color, legend=None),
        stroke=alt.Stroke("party:N", scale=color, legend=None),
        fillOpacity=alt.FillOpacity(
            "position:N", scale=alt.Scale(domain=SIDES, range=[1, 0.24]), legend=None
        ),
        description=alt.Description("told:N"),
        tooltip=tips(name="Party", position="Position", members="Members", vote_id="Roll call"),
    )
    zero = alt.Chart(Table([{"at": 0, "line": row["line"]} for row in rows], "zero"))
    return [
        bars,
        *([_hatching(sided, x, y, style)] if theme.hatched else []),
        zero.mark_tick(orient="vertical", height=_thick(style, 1.0), aria=False).encode(x=x, y=y),
        *_numbers(sided, x, y, style),
        alt.Chart()
        .mark_text(style="label", align="right")
        .encode(x=x_value("width"), y=y, text=alt.Text("shown:N")),
        *_headings(splits, rows, style, x, y, several=several),
    ]


def _lines(order: Sequence[str], rows: Sequence[Row], style: Style) -> alt.Y:
    """Return the parties from top to bottom, their names in their colors as labels of the axis."""
    left = _left(rows, style)
    parties = dict.fromkeys(row["party"] for row in rows)
    colors: list[Any] = [
        {"test": f"split(datum.value, '|')[2] == '{party}'", "value": style.theme.label(party)}
        for party in parties
    ]
    return alt.Y(
        "line:N",
        sort=None,
        scale=alt.Scale(domain=list(order), paddingInner=0.1, paddingOuter=0.05),
        axis=alt.Axis(
            title=None,
            domain=False,
            ticks=False,
            labelExpr="split(datum.label, '|')[1]",
            labelFontSize=style.type(13),
            labelFontWeight="bold",
            labelLimit=0,
            labelAlign="left",
            labelPadding=left,
            labelColor={"condition": colors, "value": style.theme.ink},
            minExtent=left,
            maxExtent=left,
        ),
    )


def _thick(style: Style, part: float = 0.72) -> dict[str, str]:
    """Return a height as a part of a line's, but no more than a bar can bear."""
    return {"expr": f"{part} * min(bandwidth('y'), {style.type(THICKEST)} / 0.72)"}


def _hatching(sided: alt.Chart, x: alt.X, y: alt.Y, style: Style) -> alt.Chart:
    drawn: alt.Chart = (
        sided.transform_filter("datum.position == 'nay'")
        .transform_calculate(marks="sequence(datum.at, 0, 0.012)")
        .transform_flatten(["marks"], as_=["at"])
        .mark_tick(orient="vertical", height=_thick(style), thickness=style.type(1), aria=False)
        .encode(x=x, y=y)
    )
    return drawn


def _numbers(sided: alt.Chart, x: alt.X, y: alt.Y, style: Style) -> list[alt.Chart]:
    """Write each count into its bar, or beside it where that is too short."""
    pad = style.type(5)
    length = "abs(scale('x', datum.at) - scale('x', 0))"
    fits = f"{length} > {style.type(10)} + {style.type(7.5)} * length('' + datum.members)"
    theme, layers = style.theme, []
    # A yea's number takes what can be read on its party's color.
    on = {party: theme.on(theme.party(party)) for party in ("R", "D", "I", "ID")}
    known = f"indexof({list(on)}, datum.party) < 0 ? '{theme.background}' : {on}[datum.party]"
    for side, sign, ink in (("yea", 1, f"({known})"), ("nay", -1, f"'{theme.ink}'")):
        inner, outer = ("right", "left") if sign > 0 else ("left", "right")
        ground: Row = {"stroke": style.theme.background, "strokeWidth": style.type(6)}
        # On hatching a number takes a ground of its own first.
        for under in [ground, {}] if style.theme.hatched and side == "nay" else [{}]:
            text = (
                sided.transform_filter(f"datum.position == '{side}'")
                .mark_text(
                    style="value",
                    size=style.type(12),
                    align={"expr": f"{fits} ? '{inner}' : '{outer}'"},
                    dx={"expr": f"({fits} ? -1 : 1) * {sign * pad}"},
                    color={"expr": f"{fits} ? {ink} : '{theme.ink}'"},
                    aria=False,
                    **under,
                )
                .encode(x=x, y=y, text=alt.Text("members:N"))
            )
            layers.append(text)
    return layers


def _headings(
    splits: Sequence[Split], rows: Sequence[Row], style: Style, x: alt.X, y: alt.Y, *, several: bool
) -> list[alt.Chart]:
    """Name the roll calls above their parties, and say which side of the line is which."""
    sides = Table([{"at": 0, "nay": "← nay", "yea": "yea →"}], "sides")
    keys: list[Any] = [
        alt.Chart(sides)
        .mark_text(style="note", align=align, dx=style.type(dx), dy=-style.type(8), aria=False)
        .encode(x=x, y=y_value(0), text=alt.Text(f"{side}:N"))
        for side, align, dx in _KEYS
    ]
    if not several:
        return keys
    left, told = _left(rows, style), []
    for split in splits:
        name = f"{chamber_name(split.chamber)} {tally(split.yea, split.nay)}"
        name = f"{name}, on the veto" if split.stage == "override" else name
        after = text_width(f"{name}  ", style.type(15), bold=True)
        asked = f"{spell_date(date.fromisoformat(split.date))}: {' '.join(split.question.split())}"
        told.append(
            {
                "line": f"{split.vote_id}|",
                "name": name,
                "asked": shorten(asked, style.room - after, style.type(12)),
                "after": after,
            }
        )
    base = alt.Chart(Table(told, "headings"))
    place: Row = {"align": "left", "baseline": "middle", "dy": style.type(3)}
    return [
        *keys,
        base.mark_text(style="heading", dx=-left, **place).encode(
            x=x_value(0), y=y, text=alt.Text("name:N")
        ),
        base.mark_text(style="note", dx={"expr": f"datum.after - {left}"}, **place).encode(
            x=x_value(0), y=y, text=alt.Text("asked:N")
        ),
    ]


def split_words(splits: Sequence[Split], about: str) -> Words:
    """Return the words of the chart."""
    first = splits[0]
    documents = [(split.chamber, split.source_url) for split in splits]
    counts = " ".join(f"{_name(split)}: {_counts(split)}." for split in splits)
    moved = list(dict.fromkeys(name for split in splits for name in split.moved))
    counted = f"Independents counted with their caucus: {listed(moved)}." if moved else ""
    if len(splits) == 1:
        headline = _headline(first)
        number = int(first.vote_id.split("-")[0][1:])
        asked = rollcall_line(first.chamber, number, date.fromisoformat(first.date), first.question)
        subtitle = with_disagreements(asked, first.disagreements)
    else:
        told = _of_several(splits)
        headline = f"{about}: {told[0].lower()}{told[1:]}" if about else told
        subtitle = "Members voting nay and yea"
        if len({split.chamber for split in splits}) > 1:
            subtitle += ", each chamber on its own scale"
    notes = [counted, *(note for split in splits for note in _notes(split))]
    note = " ".join(dict.fromkeys(filter(None, notes)))
    return Words(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents),
        alt=f"{headline}.",
        description=" ".join(filter(None, (counts, note))),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
        note=note,
    )


def _notes(split: Split) -> list[str]:
    """Say what stands in no party's row, and who only seems to have broken ranks."""
    notes = [*split.notes]
    if split.vice_president:
        name = split.vice_president_name or "The Vice President"
        title = "Vice President " if split.vice_president_name else ""
        notes.append(f"{title}{name} voted {split.vice_president} to break the tie.")
    if split.tactical:
        notes.append(tactical_note(split.tactical, split.chamber))
    return notes


def _headline(split: Split) -> str:
    sides: dict[str, list[str]] = {}
    for party in split.parties:
        if party.position:
            sides.setdefault(party.position, []).append(_of_all(party))
    if not sides:
        return (
            f"{chamber_name(split.chamber)} voted {tally(split.yea, split.nay)}: {_counts(split)}"
        )
    told = [f"{listed(parties)} voted {side}" for side, parties in sides.items()]
    said = listed(told)
    return said[0].upper() + said[1:]


def _of_all(party: PartySplit) -> str:
    """Say how many of a party's members voting were on its side."""
    for_it = max(party.yea, party.nay)
    name = capitalized(party_name(party.party, party.voting))
    if for_it == party.voting:
        return f"all {for_it} {name}" if for_it > 1 else f"the only {name} voting"
    return f"{for_it} of {party.voting} {name}"


def _of_several(splits: Sequence[Split]) -> str:
    """Say on how many roll calls most of each party voted yea."""
    count, yeas = len(splits), {}
    for name in ("R", "D"):
        sides = [p.position for split in splits for p in split.parties if p.party == name]
        yeas[party_name(name)] = sides.count("yea")
    all_of_them = "both" if count == 2 else f"all {count}"
    if set(yeas.values()) <= {0, count} and len(set(yeas.values())) == 1:
        side = "yea" if set(yeas.values()) == {count} else "nay"
        return f"Most Republicans and most Democrats voted {side} on {all_of_them} roll calls"
    (more, most), (fewer, least) = sorted(yeas.items(), key=lambda one: -one[1])
    often = all_of_them if most == count else f"{most} of {count}"
    rest = "none" if not least else "1 of them" if least == 1 < most else str(least)
    if not most:
        return f"Neither most {more} nor most {fewer} voted yea on any of {count} roll calls"
    return f"Most {more} voted yea on {often} roll calls, most {fewer} on {rest}"


def _name(split: Split) -> str:
    day = spell_date(date.fromisoformat(split.date))
    return f"{chamber_name(split.chamber)} {tally(split.yea, split.nay)}, {day}"


def _counts(split: Split) -> str:
    return ", ".join(
        f"{party_name(party.party, party.voting)} {tally(party.yea, party.nay)}"
        for party in split.parties
    )


def in_order(parties: Sequence[PartySplit]) -> list[PartySplit]:
    """Put parties in the same order whatever their sizes."""
    rank = {party: place for place, party in enumerate(ORDER)}
    return sorted(parties, key=lambda one: (rank.get(one.party, len(rank)), one.party))


def percent(share: float) -> str:
    """Write a share; only unanimity is called 0% or 100%.

    >>> percent(1.0), percent(0.996), percent(0.5), percent(0.003)
    ('100%', '99.6%', '50%', '0.3%')
    """
    if share in (0.0, 1.0) or 0.01 <= share < 0.99:
        return f"{share:.0%}"
    return f"{share:.1%}" if 0.001 <= share < 0.9995 else f"{share:.2%}"

"""The agreement chart: each two members of a chamber, darker where they voted alike more often.

A pair stands once, so that the cells are a triangle: members down its left leg and along its lower
one, by party and within it by how they vote. Two triangles along the slope are the parties, the
square between them is what they share. The members who stand out are named beside their row.
"""

from dataclasses import dataclass

import altair as alt
import numpy as np

from votekit.analysers.blocs import LEAST_PART, Agreements, in_blocs
from votekit.analysers.parties import MAJOR
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
    y2_value,
    y_value,
)
from votekit.charts.lettering import text_width
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.words.counts import counted
from votekit.words.names import congress_name, party_name
from votekit.words.sources import OFFICES

MEMBERS = {"house": "Representatives", "senate": "Senators"}
SIDE = 470
"""Pixels of the triangle's legs at the size ``web``."""
FOOT = 28
"""Pixels under the triangle for the parties."""
LEGEND = 48
"""Pixels that the key takes under the triangle, in a column."""
LABEL = 32
"""Height of a name with its shares below."""
COVER = 0.6
"""Pixels by which cells overlap, or the ground would shine through between them."""
HELPERS = ("told",)


@dataclass(frozen=True)
class Named:
    """A member who stands out, and how often he or she agreed with each party."""

    place: int
    label: str
    told: str


def standing_out(found: Agreements) -> list[Named]:
    """Return, of each party, who agreed most with the other, and who least with the own."""
    named: dict[int, Named] = {}
    for party, other in (MAJOR, MAJOR[::-1]):
        mine, theirs = found.places(party), found.places(other)
        if len(mine) < 2 or not theirs:
            continue
        across = {place: found.between([place], theirs) or 0.0 for place in mine}
        within = {place: found.between([place], mine) or 0.0 for place in mine}
        for place in (max(mine, key=across.__getitem__), min(mine, key=within.__getitem__)):
            told = (
                f"{within[place]:.0%} with {party_name(party)}, "
                f"{across[place]:.0%} with {party_name(other)}"
            )
            named[place] = Named(place, found.labels[place], told)
    return [named[place] for place in sorted(named)]


def agreement_chart(given: Agreements, style: Style) -> VoteChart:
    """Draw how often each two members of a chamber cast the same vote.

    Raises
    ------
    RequestError
        When fewer than two members shared roll calls, or the height leaves no room.
    """
    found, left_out = in_blocs(given)
    rows = agreement_rows(found)
    words = agreement_words(found, left_out)
    room = plot_room(words, style, style.type(LEGEND) if style.narrow else 0)
    side = min(style.room, style.type(SIDE))
    if room is not None:
        side = min(side * 1.5, style.room, room - style.type(FOOT))
        if side < style.type(120):
            raise RequestError(
                f"The members do not fit into {style.size.height} pixels: give a larger --height, "
                "or take --size web, which grows."
            )
    with building():
        return finish(
            "agreement",
            [
                *_cells(found, style, side),
                *_parties(found, style, side),
                *_names(found, style, side),
            ],
            rows,
            words,
            style,
            plot=side + style.type(FOOT),
            left=style.type(9),
            below=style.type(LEGEND) if style.narrow else 0,
            helpers=HELPERS,
            apart=("color",),
        )


def agreement_rows(found: Agreements) -> list[Row]:
    """Return the data behind the chart: one row per pair of members, each pair once.

    ``shared`` and ``same`` are roll calls, ``agreement`` is the share from 0 to 1, empty where the
    two have no roll call in common.
    """
    first, second = np.tril_indices(len(found.labels), -1)
    columns = zip(
        first.tolist(),
        second.tolist(),
        found.shared[first, second].tolist(),
        found.same[first, second].tolist(),
        strict=True,
    )
    labels, parties = found.labels, found.parties
    return [
        {
            "member": labels[one],
            "party": parties[one],
            "other": labels[two],
            "other_party": parties[two],
            "shared": shared,
            "same": same,
            "agreement": round(same / shared, 4) if shared else None,
        }
        for one, two, shared, same in columns
    ]


def _reach(style: Style) -> str:
    """Return the length of a leg, whatever the chart's size."""
    return f"min(width, height - {style.type(FOOT)})"


def _place(found: Agreements, style: Style, x: str = "other", y: str = "member") -> Row:
    """Return the channels of a cell: members in order along both legs."""
    band = alt.Scale(
        domain=found.labels,
        range=[0, {"expr": _reach(style)}],
        paddingInner=0,
        paddingOuter=0,
    )
    return {
        "x": alt.X(f"{x}:N", scale=band, axis=None),
        "y": alt.Y(f"{y}:N", scale=band, axis=None),
    }


def _cells(found: Agreements, style: Style, side: float) -> list[alt.Chart]:
    theme = style.theme
    low = _lowest(found)
    least = f"datum.value <= {low} ? '≤ ' : ''" if low else "''"
    legend = alt.Legend(
        orient="bottom" if style.narrow else "top-right",
        direction="horizontal",
        title="Voted alike on",
        titleFontSize=style.type(11),
        labelFontSize=style.type(11),
        gradientLength=style.type(110 if style.narrow else 190),
        gradientThickness=style.type(10),
        labelExpr=f"({least}) + format(datum.value, '.0%')",
        values=[low, round((1 + low) / 2, 2), 1],
        labelOverlap=False,
        offset=0,
    )
    told = (
        "datum.member + ' and ' + datum.other + ': ' + (datum.shared ? datum.same + ' of ' + "
        "datum.shared + ' roll calls alike' : 'no roll call in common')"
    )
    spoken: Row = {"tooltip": _tooltip(), "description": alt.Description("told:N")}
    size = {"band": round(1 + COVER * len(found.labels) / side, 2)}
    cell = f"{_reach(style)} / {len(found.labels)}"
    base = alt.Chart().transform_calculate(told=told)
    return [
        base.transform_filter("datum.shared > 0")
        .mark_rect(strokeWidth=0, width=size, height=size)
        .encode(
            **_place(found, style),
            color=alt.Color(
                "agreement:Q",
                scale=alt.Scale(
                    domain=[low, 1],
                    range=[theme.light(theme.accent, 0.06), theme.accent],
                    clamp=True,
                ),
                legend=legend,
            ),
            **spoken,
        ),
        base.transform_filter("!datum.shared")
        .mark_rect(strokeWidth=0, fill=theme.background)
        .encode(**_place(found, style), **spoken),
        alt.Chart()
        .transform_filter("!datum.shared")
        .mark_point(
            shape="M-1,1L1,-1",
            size={"expr": f"pow({cell}, 2)"},
            stroke=theme.muted,
            strokeWidth=style.type(0.8),
            aria=False,
        )
        .encode(**_place(found, style)),
    ]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("member:N", title="Member"),
        alt.Tooltip("other:N", title="And"),
        alt.Tooltip("agreement:Q", title="Voted alike on", format=".1%"),
        alt.Tooltip("same:Q", title="Alike"),
        alt.Tooltip("shared:Q", title="Roll calls in common"),
    ]


def _lowest(found: Agreements) -> float:
    """Return the share at which the shades begin: the least of pairs that share much, in tens."""
    much = found.shared >= LEAST_PART * found.rollcalls
    return max(0.0, int(float(np.nanmin(found.share[much])) * 10) / 10)


def _parties(found: Agreements, style: Style, side: float) -> list[alt.Chart]:
    """Draw the parties along both legs, and name them under the lower one."""
    theme = style.theme
    gap, thick = style.type(2), style.type(6)
    rows = []
    for party in dict.fromkeys(found.parties):
        places = found.places(party)
        room = len(places) / len(found.labels) * side
        rows.append(
            {
                "first": found.labels[places[0]],
                "last": found.labels[places[-1]],
                "middle": found.labels[places[len(places) // 2]],
                "party": party,
                "words": _party_words(found, party, room, style),
            }
        )
    shown = [row["party"] for row in rows]
    data = alt.Chart(Table(rows, "parties"))
    scales = _place(found, style)
    across, down = scales["x"].to_dict()["scale"], scales["y"].to_dict()["scale"]
    fill = alt.Fill(
        "party:N",
        scale=alt.Scale(domain=shown, range=[theme.party(party) for party in shown]),
        legend=None,
    )
    under = f"{_reach(style)} + {gap}"
    return [
        data.mark_rect(aria=False).encode(
            x=alt.X("first:N", scale=across, axis=None, bandPosition=0),
            x2=alt.X2("last:N", bandPosition=1),
            y=y_value({"expr": under}),
            y2=y2_value({"expr": f"{under} + {thick}"}),
            fill=fill,
        ),
        data.mark_rect(aria=False).encode(
            y=alt.Y("first:N", scale=down, axis=None, bandPosition=0),
            y2=alt.Y2("last:N", bandPosition=1),
            x=x_value(-gap - thick),
            x2=x2_value(-gap),
            fill=fill,
        ),
        data.mark_text(
            style="label", fontWeight="bold", baseline="top", dy=style.type(12), aria=False
        ).encode(
            x=alt.X("middle:N", scale=across, axis=None),
            y=y_value({"expr": _reach(style)}),
            text=alt.Text("words:N"),
            color=alt.Color(
                "party:N",
                scale=alt.Scale(domain=shown, range=[theme.label(party) for party in shown]),
                legend=None,
            ),
        ),
    ]


def _party_words(found: Agreements, party: str, room: float, style: Style) -> str:
    """Name a party under its cells, with how alike it votes where there is room."""
    places = found.places(party)
    named = f"{len(places)} {party_name(party, len(places))}"
    alike = found.between(places, places) if len(places) > 1 else None
    told = [named, party]
    if alike is not None:
        told.insert(0, f"{named}, {alike:.0%} alike")
    size = style.type(12)
    return next((one for one in told if text_width(one, size, bold=True) < room), "")


def _names(found: Agreements, style: Style, side: float) -> list[alt.Chart]:
    """Name who stands out beside the slope, each clear of the cells and of the next."""
    named = standing_out(found)
    step, gap = style.type(LABEL), style.type(14)
    size, small = style.type(12), style.type(11)
    rows: list[Row] = []
    floor = side + step
    for one in reversed(named):
        told = one.told
        if style.narrow:
            told = told.replace("Democrats", "D").replace("Republicans", "R")
        wide = max(text_width(one.label, size, bold=True), text_width(told, small))
        row = (one.place + 0.5) / len(found.labels) * side
        top = min(row - step / 2, floor - step, style.room - wide - gap - step)
        floor = top
        start = max(top + step + gap, min(row + gap, style.room - wide))
        rows.append(
            {
                "member": one.label,
                "shares": told,
                "dx": round(start - row, 1),
                "dy": round(top - row, 1),
            }
        )
    data = alt.Chart(Table(rows, "names"))
    place = _place(found, style, x="member", y="member")
    return [
        data.mark_rule(
            color=style.theme.muted,
            strokeWidth=style.type(1),
            x2Offset={"expr": f"datum.dx - {style.type(4)}"},
            y2Offset={"expr": f"datum.dy + {style.type(12)}"},
            aria=False,
        ).encode(
            **place,
            x2=alt.X2("member:N", bandPosition=0.5),
            y2=alt.Y2("member:N", bandPosition=0.5),
        ),
        *(
            data.mark_text(
                style=look,
                fontWeight=weight,  # type: ignore[arg-type]
                size=points,
                align="left",
                baseline="top",
                dx={"expr": "datum.dx"},
                dy={"expr": f"datum.dy + {style.type(lower)}"},
            ).encode(**place, text=alt.Text(f"{field}:N"))
            for look, weight, points, lower, field in (
                ("label", "bold", size, 0, "member"),
                ("note", "normal", small, 15, "shares"),
            )
        ),
    ]


def agreement_words(found: Agreements, left_out: int) -> Words:
    """Return the words of the chart."""
    who = MEMBERS[found.chamber]
    democrats, republicans = found.places("D"), found.places("R")
    across = found.between(democrats, republicans) if democrats and republicans else None
    headline = f"{who} of the same party voted alike on {_within(found):.0%} of roll calls"
    if across is not None:
        headline += f", across parties on {across:.0%}"
    notes = []
    if not found.shared.all():
        notes.append("struck through: no roll call in common")
    if left_out:
        notes.append(
            f"left out: {counted(left_out, 'member')} who voted on less than a tenth of them"
        )
    delegates = ""
    if found.delegates:
        who = counted(found.delegates, "delegate")
        delegates = f"{who}, who vote in the Committee of the Whole only"
        notes.append(f"left out: {delegates}")
        delegates = f" Left out: {delegates}."
    named = sorted(standing_out(found), key=lambda one: one.label)
    told = " ".join(f"{one.label}: {one.told}." for one in named)
    return Words(
        headline=headline,
        subtitle=f"Of {found.rollcalls:,} roll calls in the {congress_name(found.congress)}, those "
        "on which both voted",
        source="; ".join(
            [f"Source: {OFFICES[found.chamber]}, roll calls counted by votekit", *notes]
        ),
        alt=f"{headline}.",
        description=f"{headline}. {len(found.labels)} members, each with each other, in order of "
        f"party and of how they vote.{delegates} {_blocs(found)} {told}",
    )


def _within(found: Agreements) -> float:
    total = [0, 0]
    for party in MAJOR:
        places = found.places(party)
        cells = np.ix_(places, places)
        for at, counts in enumerate((found.same, found.shared)):
            block = counts[cells].astype(np.int64)
            total[at] += int(block.sum() - np.trace(block))
    return total[0] / total[1] if total[1] else 0.0


def _blocs(found: Agreements) -> str:
    told = []
    for party in MAJOR:
        places = found.places(party)
        share = found.between(places, places) if len(places) > 1 else None
        if share is not None:
            told.append(f"{party_name(party)} among themselves {share:.0%}.")
    return " ".join(told)

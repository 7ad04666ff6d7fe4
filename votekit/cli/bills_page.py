"""The pages of ``votekit bills`` and ``votekit threats``."""

from collections.abc import Mapping, Sequence
from typing import Any

from votekit.analysers.threats import Threat, ThreatRate
from votekit.api.bills import what_happened
from votekit.cli.page import Grid, Page
from votekit.words import white_house
from votekit.words.counts import NONE, counted, signed, tally
from votekit.words.dates import spell_date
from votekit.words.fate import SHORT as FATES
from votekit.words.titles import short_subject

Row = Mapping[str, Any]

FATE_NOTE = (
    "What became of a bill is told by votes on its veto, by documents that you fetched (votekit "
    "fetch --bill), and for bills threatened or vetoed since 2009 by data/fates.csv."
)
CUSHION_NOTE = "Cushion: yeas above (+) or short of (−) two-thirds, to override a veto."


def bills_page(rows: Sequence[Row]) -> Page:
    """Lay out bills, one a line."""
    header = ("bill", "House", "cushion", "Senate", "cushion", "verdict", "fate", "title")
    lines = [
        (
            row["bill_id"],
            *_chamber(row, "house"),
            *_chamber(row, "senate"),
            row["verdict"],
            FATES.get(row["fate"] or "", NONE),
            short_subject(row["title"] or ""),
        )
        for row in rows
    ]
    grid = Grid(header, lines, frozenset({1, 2, 3, 4}), one_line=True, drop=(6, 2, 4))
    proof = sum(row["verdict"] == "veto-proof" for row in rows)
    return Page(
        heading=f"{counted(len(rows), 'bill')} decided by roll call",
        lead=f"{counted(proof, 'is', 'are')} veto-proof in both chambers.",
        grids=[grid],
        notes=[CUSHION_NOTE, FATE_NOTE],
    )


def _chamber(row: Row, chamber: str) -> tuple[str, str]:
    if row[f"{chamber}_yea"] is None:
        return NONE, NONE
    count = tally(row[f"{chamber}_yea"], row[f"{chamber}_nay"])
    return count, signed(row[f"{chamber}_cushion"])


def threats_page(found: Sequence[Threat], rates: Sequence[ThreatRate]) -> Page:
    """Lay out veto threats, one a line, and what became of threatened bills."""
    header = ("date", "bill", "threat", "House", "Senate", "verdict", "what happened")
    lines = [_threat_line(one) for one in found]
    return Page(
        heading=f"{counted(len(found), 'veto threat')}, {_span(found)}",
        lead=_lead(found),
        grids=[
            Grid(header, lines, frozenset({3, 4}), one_line=True, drop=(2, 5)),
            *([_rates_grid(rates)] if rates else []),
        ],
        notes=[
            "Each bill once, with its plainest threat, the latest of equals; the sentence and the "
            "address are in --format json or csv.",
            FATE_NOTE,
            *([RATES_NOTE] if rates else []),
        ],
    )


RATES_NOTE = (
    "Rates: bills that both chambers passed by roll call and whose fate is told; exact 95% "
    "intervals. Changed: signed after a conference or an amendment between the chambers, so no "
    "longer the bill that was threatened. Presidents threaten what they mean to veto, and Congress "
    "changes what it can: this is a record, not odds."
)


def _rates_grid(rates: Sequence[ThreatRate]) -> Grid:
    lines = [
        (
            white_house.SHORT.get(one.stance, "all threats"),
            one.ended,
            f"{one.rate.count} of {one.rate.of}",
            NONE if one.rate.share is None else f"{one.rate.share:.0%}",
            NONE if one.rate.low is None else f"{one.rate.low:.0%} to {one.rate.high:.0%}",
        )
        for one in rates
    ]
    return Grid(("threat", "ended", "bills", "share", "95% interval"), lines, frozenset({2, 3, 4}))


def _threat_line(one: Threat) -> tuple[str, ...]:
    counts = []
    for chamber in ("house", "senate"):
        row = one.standing.deciding(chamber) if one.standing else None
        counts.append(tally(row["yea"], row["nay"]) if row else NONE)
    return (
        one.statement.day.isoformat(),
        one.bill_id,
        white_house.SHORT[one.statement.stance],
        *counts,
        one.standing.verdict if one.standing else NONE,
        what_happened(one),
    )


def _span(found: Sequence[Threat]) -> str:
    return f"{spell_date(found[-1].statement.day)}, to {spell_date(found[0].statement.day)}"


def _lead(found: Sequence[Threat]) -> str:
    both = [one for one in found if one.in_both]
    vetoed = sum(one.ended == "vetoed" for one in both)
    proof = sum(one.standing is not None and one.standing.verdict == "veto-proof" for one in both)
    return (
        f"Both chambers passed {counted(len(both), 'of these bills', 'of these bills')} by roll "
        f"call, {proof} by veto-proof margins; the president vetoed {vetoed}."
    )

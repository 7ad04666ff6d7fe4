"""The pages of ``votekit agreement``: of two members, and of a chamber."""

from collections.abc import Sequence
from typing import Any

from votekit.analysers.agreement import Agreement, PairShare, mean_shares, rank_pairs
from votekit.api.chamber_agreement import ChamberAgreement
from votekit.api.headlines import deeds
from votekit.cli.page import Grid, Page
from votekit.congresses import ordinal, parse_chamber
from votekit.words.counts import counted, share
from votekit.words.text import shortened

Row = dict[str, Any]

HEADER = ("Congress", "chamber", "shared", "same", "share", "divided", "same", "share")
RIGHT = frozenset({0, 2, 3, 4, 5, 6, 7})
DEED = 36
PAIRS = 5
DELEGATES = "Delegates, who vote in the Committee of the Whole only, are left out: {count}."
DIVIDED = (
    "Shared: roll calls on which both voted yea or nay. Divided: of these, those with a minority "
    "of 2.5% or more of the members voting; the rest are lopsided (Poole & Rosenthal’s cutoff)."
)


def agreement_page(answer: Agreement, differences: int, agreements: int, *, divided: bool) -> Page:
    """Lay out the agreement of two members, with the newest differences and agreements.

    ``divided`` lists only those on roll calls that divided the chamber.
    """
    grids = [Grid(HEADER, [_congress(row) for row in answer.congresses], RIGHT)]
    if not answer.congresses:
        grids = []
    notes = [DIVIDED, *answer.notes]
    shown: list[Row] = []
    where = " on divided roll calls" if divided else ""
    for what, rows, limit in (
        ("agreed", answer.agreements, agreements),
        ("differed", answer.differences, differences),
    ):
        found = [row for row in rows if not (divided and row["lopsided"])]
        if not found[:limit]:
            continue
        grids.append(_roll_calls(answer, what, found[:limit]))
        kind = {"agreed": "agreements", "differed": "differences"}[what]
        listed = f"The newest {limit:,} of {len(found):,} {kind}{where} are listed."
        notes.insert(0, listed if limit < len(found) else f"All {kind}{where} are listed.")
        shown += found[:1]
    return Page(
        heading=f"{answer.first} and {answer.second}",
        lead=_lead(answer),
        grids=grids,
        notes=notes,
        sources=[f"{row['vote_id']}: {row['source_url']}" for row in shown[:1]],
    )


def _lead(answer: Agreement) -> str:
    """Say how often the two agreed: on all they both voted on, then on what divided the chamber."""
    what = "bills decided in both chambers" if answer.across else "roll calls"
    if not answer.shared:
        return f"No {what} on which both voted."
    told = (
        f"Agreed on {answer.same:,} of {answer.shared:,} {what} on which both voted "
        f"({share(answer.share)})"
    )
    if not answer.lopsided:
        return f"{told}; none of them lopsided."
    if not answer.divided:
        return f"{told}; all of them lopsided."
    where = "both chambers" if answer.across else "the chamber"
    return (
        f"{told}; on {answer.divided_same:,} of the {answer.divided:,} that divided {where} "
        f"({share(answer.divided_share)})."
    )


def _congress(row: Row) -> tuple[str, ...]:
    return (
        str(row["congress"]),
        row["chamber"].capitalize(),
        f"{row['shared']:,}",
        f"{row['same']:,}",
        share(row["share"]),
        f"{row['divided']:,}",
        f"{row['divided_same']:,}",
        share(row["divided_share"]),
    )


def _roll_calls(answer: Agreement, what: str, rows: Sequence[Row]) -> Grid:
    names = [label.split(" (")[0] for label in (answer.first, answer.second)]
    last = [name.split()[-1] for name in names]
    names = last if last[0] != last[1] else names
    if answer.across:
        header = (f"{what} on", "and on", *names, "bill")
        told = ["vote_id", "second_vote_id", "first", "second", "bill_id"]
        return Grid(header, [tuple(row[name] for name in told) for row in rows])
    done = deeds(row["vote_id"] for row in rows)
    lines = [_line(row, done[row["vote_id"]]) for row in rows]
    return Grid((f"{what} on", "date", *names, "what was done"), lines)


def _line(row: Row, told: str) -> tuple[str, ...]:
    cells = (row["vote_id"], row["date"][:10], row["first"], row["second"])
    return (*cells, shortened(told, DEED))


def matrix_page(found: ChamberAgreement, congress: int, chamber: str) -> Page:
    """Lay out what a matrix shows: who is most and least alike, and the means by party."""
    least_shared = -(-found.rollcalls // 2)
    pairs = rank_pairs(found.labels, found.share, found.shared, least_shared)
    means = [
        (mean.group, share(mean.share), f"{mean.pairs:,}")
        for mean in mean_shares(found.parties, found.share)
    ]
    place = parse_chamber(chamber).capitalize()
    return Page(
        heading=f"Agreement in the {place} of the {ordinal(congress)} Congress",
        lead=f"{len(found.labels)} members on {found.rollcalls:,} roll calls with yeas and nays.",
        grids=[
            Grid(("mean share", "", "pairs"), means, frozenset({1, 2})),
            _pairs("most alike", pairs[:PAIRS]),
            _pairs("least alike", pairs[::-1][:PAIRS]),
        ],
        notes=[
            *_ties("most", pairs),
            *_ties("least", pairs[::-1]),
            *([DELEGATES.format(count=found.delegates)] if found.delegates else []),
            f"Left out: {found.lopsided:,} lopsided roll calls, whose minority was under 2.5% of "
            "the members voting."
            if found.lopsided
            else "Lopsided roll calls, whose minority was under 2.5% of the members voting, are in "
            "it (--divided leaves them out).",
            "Share: of the roll calls on which both voted, the same vote. Ranked are pairs with "
            f"{least_shared:,} or more shared roll calls; the means are of all pairs that share "
            "any, by the last party of each member in that Congress. --format csv writes it all.",
        ],
    )


def _ties(which: str, pairs: Sequence[PairShare]) -> list[str]:
    """Say that more pairs are as much, or as little, alike as the last that is shown."""
    last = pairs[:PAIRS][-1:]
    more = sum(one.share == last[0].share for one in pairs[PAIRS:]) if last else 0
    if not more:
        return []
    tied = f"{counted(more, 'more pair')} tied with the last of those {which} alike"
    return [f"Not shown: {tied} ({share(last[0].share)})."]


def _pairs(title: str, pairs: Sequence[PairShare]) -> Grid:
    rows = [(f"{one.first}, {one.second}", share(one.share), f"{one.shared:,}") for one in pairs]
    return Grid((title, "share", "shared"), rows, frozenset({1, 2}))


def matrix_rows(found: ChamberAgreement, *, counts: bool) -> list[Row]:
    """Return a row per member: the label, then the value for each member."""
    values = found.shared.astype(int).tolist() if counts else found.share.round(6).tolist()
    return [
        {
            "member": label,
            **{
                # NaN, where no roll call is shared, is the one value that is not itself.
                other: value if value == value else None
                for other, value in zip(found.labels, row, strict=True)
            },
        }
        for label, row in zip(found.labels, values, strict=True)
    ]

"""The pages of ``votekit agreement``: of two members, and of a chamber."""

from collections.abc import Sequence
from typing import Any

from votekit.analysers.agreement import Agreement, PairShare, mean_shares, rank_pairs
from votekit.api.chamber_agreement import ChamberAgreement
from votekit.api.headlines import deeds
from votekit.cli.page import Grid, Page
from votekit.congresses import ordinal, parse_chamber
from votekit.words.counts import share
from votekit.words.text import shortened

Row = dict[str, Any]

HEADER = ("Congress", "chamber", "shared", "same", "share", "lopsided", "with them")
RIGHT = frozenset({0, 2, 3, 4, 5, 6})
DEED = 36
PAIRS = 5
DELEGATES = "Delegates, who vote in the Committee of the Whole only, are left out: {count}."
LOPSIDED = (
    "Shared: roll calls on which both voted yea or nay. Lopsided: of these, those whose minority "
    "was under 2.5 % of the members voting (Poole & Rosenthal’s cutoff)"
)


def agreement_page(
    answer: Agreement, differences: Sequence[Row], limit: int, *, lopsided: bool
) -> Page:
    """Lay out the agreement of two members, with the first ``limit`` of their differences."""
    grids = [Grid(HEADER, [_congress(row) for row in answer.congresses], RIGHT)]
    if not answer.congresses:
        grids = []
    notes = [
        f"{LOPSIDED}, {'kept' if lopsided else 'left out'}; “with them” is the share with these.",
        *answer.notes,
    ]
    shown = differences[:limit]
    if shown:
        grids.append(_differences(answer, shown))
        listed = f"The newest {len(shown):,} of {len(differences):,} differences are listed."
        if len(shown) == len(differences):
            listed = "All differences are listed."
        notes.insert(0, listed)
    return Page(
        heading=f"{answer.first} and {answer.second}",
        lead=_lead(answer, lopsided=lopsided),
        grids=grids,
        notes=notes,
        sources=[f"{row['vote_id']}: {row['source_url']}" for row in shown[:1]],
    )


def _lead(answer: Agreement, *, lopsided: bool) -> str:
    same, shared = answer.same, answer.shared
    if lopsided:
        same, shared = answer.all_same, answer.all_shared
    what = "bills decided in both chambers" if answer.across else "roll calls"
    if not shared:
        return f"No {what} on which both voted."
    told = f"Agreed on {same:,} of {shared:,} {what} on which both voted ({share(same / shared)})"
    if not answer.lopsided:
        return f"{told}; none of them lopsided."
    ones = "one" if answer.lopsided == 1 else "ones"
    if lopsided:
        return f"{told}, {answer.lopsided:,} lopsided {ones} among them."
    return (
        f"{told}; {answer.lopsided:,} lopsided {ones} left out, with which it is "
        f"{answer.all_same:,} of {answer.all_shared:,} ({share(answer.all_share)})."
    )


def _congress(row: Row) -> tuple[str, ...]:
    return (
        str(row["congress"]),
        row["chamber"].capitalize(),
        f"{row['shared']:,}",
        f"{row['same']:,}",
        share(row["share"]),
        f"{row['lopsided']:,}",
        share(row["all_share"]),
    )


def _differences(answer: Agreement, rows: Sequence[Row]) -> Grid:
    names = [label.split(" (")[0] for label in (answer.first, answer.second)]
    last = [name.split()[-1] for name in names]
    names = last if last[0] != last[1] else names
    if answer.across:
        header = ("differed on", "and on", *names, "bill")
        told = ["vote_id", "second_vote_id", "first", "second", "bill_id"]
        return Grid(header, [tuple(row[name] for name in told) for row in rows])
    done = deeds(row["vote_id"] for row in rows)
    lines = [_difference(row, done[row["vote_id"]]) for row in rows]
    return Grid(("differed on", "date", *names, "what was done"), lines)


def _difference(row: Row, told: str) -> tuple[str, ...]:
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
            *([DELEGATES.format(count=found.delegates)] if found.delegates else []),
            f"Left out: {found.lopsided:,} lopsided roll calls, whose minority was under 2.5 % of "
            "the members voting (--lopsided keeps them).",
            "Share: of the roll calls on which both voted, the same vote. Ranked are pairs with "
            f"{least_shared:,} or more shared roll calls; the means are of all pairs that share "
            "any, by the last party of each member in that Congress. --format csv writes it all.",
        ],
    )


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

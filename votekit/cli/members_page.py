"""The table of ``votekit members``: a line per member."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from votekit.cli.page import Grid, Page
from votekit.congresses import ordinal
from votekit.words.counts import NONE, counted, share
from votekit.words.names import member_tag

if TYPE_CHECKING:
    from votekit.api.people import ScoredMembers

Row = dict[str, Any]

LISTED = (
    "Listed: roll calls that list the member; not all list the Speaker and the delegates. Absent: "
    "those of them on which the member did not vote."
)
MEASURES = (
    "Unity (CQ’s score): of the party-unity votes on which the member voted (of), the share with "
    "most of the party. Broke: roll calls on which the member voted against most of the party; "
    "rate: their share of those on which the party took a side. Won: the share of the member’s "
    "votes on the winning side. Decided (dec.): roll calls that would have gone the other way had "
    "this one member voted the other way, with no Vice President to break a tie."
)
TACTICAL = (
    "Tactical: nays of a floor leader on motions that failed, which allow a motion to reconsider "
    "(Senate Rule XIII; House Rule XIX, clause 3). They are not counted as breaking ranks; unity "
    "takes votes as cast, as CQ does."
)
DELEGATES = (
    "Delegates, who vote in the Committee of the Whole only, are left out: {count} (--delegates "
    "counts them)."
)
CAUCUS = "Independents are counted with the party they caucus with."
NO_CAUCUS = "Independents have no party-unity score (–); --caucus counts them with a party."

KINDS = {"quorum": "quorum call", "election": "election"}

HEADER = ("member", "in", "listed", "absent", "unity", "of", "broke", "rate", "won", "dec.")


def members_page(
    scored: "ScoredMembers",
    rows: Sequence[Row],
    *,
    found: int,
    congress: int | None,
    order: str,
    tied: int,
    caucus: bool,
) -> Page:
    """Lay out a ranking: ``rows`` are the first of all ``found``, in their order.

    ``tied`` more have the same value as the last of them.
    """
    both = len(scored.rollcalls) > 1
    place = "Both chambers" if both else next(iter(scored.rollcalls)).capitalize()
    if congress is not None:
        of = f"{ordinal(congress)} Congress"
        place = of if both else f"{of}, {place}"
    counts = " and ".join(
        f"{count:,} {chamber.capitalize()} roll calls"
        for chamber, count in scored.rollcalls.items()
    )
    left = ", ".join(
        f"{count} {KINDS.get(kind, kind)}{'s' if count > 1 and kind in KINDS else ''}"
        for kind, count in scored.left_out.items()
    )
    header = [name for name in HEADER if both or name != "in"]
    cells = [_cells(row, both=both) for row in rows]
    lead = f"{counted(found, 'member')} ranked by {order}"
    if len(rows) < found:
        also = f", {tied:,} more tied with the last" if tied else ""
        lead += f", the first {len(rows):,} shown{also} (--limit 0 shows all)"
    return Page(
        heading=f"{place}, {scored.first} to {scored.last}",
        lead=f"{lead}.",
        grids=[Grid(header, cells, frozenset(range(1, len(header))))],
        notes=[
            f"Counted on {counts}" + (f"; left out: {left}." if left else "."),
            *([DELEGATES.format(count=scored.delegates)] if scored.delegates else ()),
            *_tactical(rows),
            *(CAUCUS if caucus else NO_CAUCUS, LISTED, MEASURES),
        ],
    )


def _tactical(rows: Sequence[Row]) -> list[str]:
    """Say whose tactical nays are not in the column of broken ranks."""
    told = ", ".join(f"{row['name']} {row['tactical']:,}" for row in rows if row["tactical"])
    return [f"{TACTICAL} Here: {told}."] if told else []


def _cells(row: Row, *, both: bool) -> tuple[str, ...]:
    parties = row["parties"].replace(", ", "→")
    return (
        member_tag(row["name"], parties, row["state"]),
        *((row["chamber"][0].upper(),) if both else ()),
        f"{row['eligible']:,}",
        share(row["absent_rate"]),
        share(row["unity_score"]),
        f"{row['unity_votes']:,}" if row["unity_votes"] else NONE,
        f"{row['broke_ranks']:,}" if row["party_votes"] else NONE,
        share(row["broke_rate"]),
        share(row["won_share"]),
        str(row["decisive"]),
    )

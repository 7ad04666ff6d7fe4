"""The table of ``votekit members``: a line per member."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from votekit.cli.page import Grid, Page
from votekit.cli.wording import NONE, share
from votekit.congresses import ordinal

if TYPE_CHECKING:
    from votekit.api.people import ScoredMembers

Row = dict[str, Any]

LISTED = (
    "Listed: roll calls on which listed; the Speaker and the delegates are not on all. Absent: of "
    "those, not voting."
)
MEASURES = (
    "Unity (CQ’s): of the party-unity votes on which the member voted (of), with the own party’s "
    "majority. Broke: roll calls against it. Won: of those voted, on the winning side. Decided: "
    "the outcome would have turned had this one member voted the other way."
)
CAUCUS = "Independents are counted with the party that they caucus with."
NO_CAUCUS = "Independents have no party to be loyal to (–), unless counted with --caucus."

HEADER = ("", "member", "listed", "absent", "unity", "of", "broke", "won", "decided")
RIGHT = frozenset({0, 2, 3, 4, 5, 6, 7, 8})


def members_page(
    scored: "ScoredMembers",
    rows: Sequence[Row],
    *,
    found: int,
    congress: int | None,
    order: str,
    caucus: bool,
) -> Page:
    """Lay out a ranking: ``rows`` are the first of all ``found``, in their order."""
    both = len(scored.rollcalls) > 1
    of = f"{ordinal(congress)} Congress" if congress is not None else "All Congresses"
    where = "" if both else f", {next(iter(scored.rollcalls)).capitalize()}"
    counts = " and ".join(
        f"{count:,} {chamber.capitalize()} roll calls"
        for chamber, count in scored.rollcalls.items()
    )
    left = ", ".join(f"{count} {kind}" for kind, count in scored.left_out.items())
    cells = [_cells(place, row, both) for place, row in enumerate(rows, 1)]
    lead = f"{found:,} member{'' if found == 1 else 's'} by {order}"
    if len(rows) < found:
        lead += f", the first {len(rows):,} shown (--limit 0 shows all)"
    return Page(
        heading=f"{of}{where}, {scored.first} to {scored.last}",
        lead=f"{lead}.",
        grids=[Grid(HEADER, cells, RIGHT)],
        notes=[
            f"Counted on {counts}" + (f"; left out: {left}." if left else "."),
            *(CAUCUS if caucus else NO_CAUCUS, LISTED, MEASURES),
        ],
    )


def _cells(place: int, row: Row, both: bool) -> tuple[str, ...]:
    chamber = f" {row['chamber'].capitalize()}" if both else ""
    parties = row["parties"].replace(", ", "→")
    return (
        str(place),
        f"{row['name']} ({parties}-{row['state']}){chamber}",
        f"{row['eligible']:,}",
        share(row["absent_rate"]),
        share(row["unity_score"]),
        f"{row['unity_votes']:,}" if row["unity_votes"] else NONE,
        f"{row['broke_ranks']:,}" if row["party_votes"] else NONE,
        share(row["won_share"]),
        str(row["decisive"]),
    )

"""What the charts over one roll call, one bill or the whole record draw: read from the record."""

from typing import TYPE_CHECKING, Any

from votekit.analysers.people import MemberPosition, name_members
from votekit.errors import RequestError
from votekit.lookup import FoundRollCall, find

if TYPE_CHECKING:
    from votekit.api.pictures import Asked
    from votekit.charts.ideology_story import Placed

Row = dict[str, Any]


def one_rollcall(asked: "Asked") -> Row:
    """Find the one roll call that is to be drawn; of a bill, the chamber's deciding one.

    Raises
    ------
    RequestError
        When the reference names nothing, several roll calls, or nothing with yeas and nays.
    """
    from votekit.analysers.deciding import deciding_rollcalls
    from votekit.api.answers import refuse_without_yeas_and_nays
    from votekit.congresses import parse_chamber

    reference, wanted = asked.references[0], asked.options.get("chamber")
    chamber = parse_chamber(wanted) if wanted else None
    found = find(asked.record, reference)
    if isinstance(found, FoundRollCall):
        row = found.rollcall
        if chamber not in {None, row["chamber"]}:
            raise RequestError(
                f"{row['vote_id']} is of the {row['chamber'].capitalize()}: leave out the chamber."
            )
    else:
        decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
        chosen = [one for one in decided.chosen if chamber in {None, one["chamber"]}]
        if not chosen:
            why = "; ".join(decided.reasons.values()) or "no roll call agreed to its text"
            raise RequestError(f"{reference} has no roll call to draw there: {why}.")
        if len(chosen) > 1:
            named = ", ".join(one["vote_id"] for one in chosen)
            raise RequestError(f"{reference} has several roll calls: name one of {named}.")
        row = chosen[0]
    refuse_without_yeas_and_nays(asked.record, row)
    return row


def load_map(asked: "Asked") -> tuple[Row, list[MemberPosition]]:
    """Read one roll call and the members on it, with the states of delegates."""
    from votekit.api.answers import rows_of

    row = one_rollcall(asked)
    _, positions, members = rows_of(asked.record, row)
    return row, name_members(positions, members)


def load_ideology(asked: "Asked") -> tuple[Row, "list[Placed]", int]:
    """Read one roll call and the members on it with their Voteview scores."""
    from votekit.api.answers import rows_of
    from votekit.charts.ideology_story import Placed
    from votekit.store import Wanted

    row = one_rollcall(asked)
    _, positions, members = rows_of(asked.record, row)
    columns = ["congress", "member_id", "bioguide", "dim1", "dim2"]
    scores = {
        one["bioguide"] or one["member_id"]: (one["dim1"], one["dim2"])
        for one in asked.record.members(Wanted(row["congress"], row["chamber"]), columns).to_pylist()
        if one["congress"] == row["congress"]
    }
    people = [
        Placed(one, *scores.get(one.id, (None, None))) for one in name_members(positions, members)
    ]
    return row, people, int(asked.options.get("dimension", 1))

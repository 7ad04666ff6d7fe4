"""What the charts over one roll call, one bill or the whole record draw: read from the record."""

from datetime import date
from typing import TYPE_CHECKING, Any

from votekit.analysers.people import MemberPosition, name_members
from votekit.errors import RequestError
from votekit.lookup import FoundRollCall, find

if TYPE_CHECKING:
    from votekit.analysers.blocs import Agreements
    from votekit.analysers.ideology import Placed
    from votekit.analysers.trends.finding import TrendAnswer
    from votekit.api.pictures import Asked

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


def load_map(asked: "Asked") -> tuple[Row, list[MemberPosition], dict[str, int], str]:
    """Read one roll call, the members on it with the states of delegates, and their districts."""
    from votekit.api.answers import rows_of
    from votekit.store import Wanted

    row = one_rollcall(asked)
    _, positions, members = rows_of(asked.record, row)
    people = name_members(positions, members)
    districts: dict[str, int] = {}
    if row["chamber"] == "house":
        columns = ["congress", "member_id", "bioguide", "district"]
        table = asked.record.members(Wanted(row["congress"], "house"), columns)
        districts = {
            one["bioguide"] or one["member_id"]: one["district"]
            for one in table.to_pylist()
            if one["district"] is not None
        }
    return row, people, districts, asked.options.get("by", "state")


def load_ideology(asked: "Asked") -> tuple[Row, "list[Placed]", int]:
    """Read one roll call and the members on it with their Voteview scores."""
    from votekit.analysers.ideology import Placed
    from votekit.api.answers import rows_of
    from votekit.store import Wanted

    row = one_rollcall(asked)
    _, positions, members = rows_of(asked.record, row)
    columns = ["congress", "member_id", "bioguide", "dim1", "dim2"]
    scores = {
        one["bioguide"] or one["member_id"]: (one["dim1"], one["dim2"])
        for one in asked.record.members(
            Wanted(row["congress"], row["chamber"]), columns
        ).to_pylist()
        if one["congress"] == row["congress"]
    }
    people = [
        Placed(one, *scores.get(one.id, (None, None))) for one in name_members(positions, members)
    ]
    return row, people, int(asked.options.get("dimension", 1))


def load_timeline(asked: "Asked") -> tuple[str, list[Row], list[Row]]:
    """Read all roll calls on one bill, and how the parties voted on each."""
    from votekit.store import Wanted
    from votekit.store.rows import rows_at

    reference = asked.references[0]
    found = find(asked.record, reference)
    if isinstance(found, FoundRollCall):
        bill = found.rollcall["bill_id"]
        told = f"its bill is {bill}" if bill else "it is on no bill"
        raise RequestError(f"{reference} is a roll call, {told}: name a bill, as hr1-119.")
    wanted = {row["vote_id"] for row in found.rollcalls}
    tallies: list[Row] = []
    for congress, chamber in {(row["congress"], row["chamber"]) for row in found.rollcalls}:
        table = asked.record.tallies(Wanted(congress, chamber), ["vote_id", "party", "yea", "nay"])
        ids = table["vote_id"].to_pylist()
        tallies += rows_at(table, [at for at, vote_id in enumerate(ids) if vote_id in wanted])
    return found.reference.id, found.rollcalls, tallies


def load_trend(asked: "Asked") -> "tuple[TrendAnswer]":
    """Count a measure over time; the measure stands in the place of a reference."""
    from votekit.api.trends import trend_answer

    wanted = {name: asked.options.get(name) for name in ("chamber", "since", "until")}
    by = asked.options.get("by", "year")
    return (trend_answer(asked.references[0], by=by, record=asked.record, **wanted),)


def load_overrides(asked: "Asked") -> tuple[list[Row], int | None, str | None]:
    """Read the votes on vetoes: all, those of a Congress, or those on one bill."""
    from votekit.analysers.overrides import attempt_rows
    from votekit.api.overrides import chosen_attempts
    from votekit.shipped import president_on

    def president(day: date) -> tuple[str, str] | None:
        found = president_on(day.isoformat())
        return (found.name, found.party) if found else None

    congress = asked.options.get("congress")
    bill = asked.references[0] if asked.references else None
    # Who moved in between is not drawn, and takes longer than all the rest to read.
    return (
        attempt_rows(chosen_attempts(asked.record, congress, bill), president, {}),
        congress,
        bill,
    )


def load_agreement(asked: "Asked") -> "tuple[Agreements]":
    """Count how often each two members of a chamber cast the same vote.

    Delegates are left out: they vote in the Committee of the Whole only.
    """
    from votekit.analysers.blocs import Agreements
    from votekit.api.chamber_agreement import chamber_agreement
    from votekit.congresses import parse_chamber

    congress, chamber = asked.options.get("congress"), asked.options.get("chamber")
    if congress is None or chamber is None:
        raise RequestError(
            "The chart agreement is of one chamber in one Congress: add --congress 115 --chamber "
            "senate."
        )
    found = chamber_agreement(congress, chamber, record=asked.record)
    return (
        Agreements(
            congress=congress,
            chamber=parse_chamber(chamber),
            labels=found.labels,
            parties=found.parties,
            shared=found.shared,
            same=found.same,
            delegates=found.delegates,
            rollcalls=found.rollcalls,
            lopsided=found.lopsided,
        ),
    )

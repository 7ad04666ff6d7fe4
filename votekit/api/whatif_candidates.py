"""Reading what tells who is near to turning: the bill's roll calls, the Congress, scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from votekit.analysers.bill_history import crossings, on_bill, votes_of
from votekit.analysers.candidates import Candidate, Evidence, rank_candidates
from votekit.analysers.cutting import Cutting, cutting_point
from votekit.analysers.deciding import in_order
from votekit.analysers.parties import party_splits
from votekit.analysers.people import CAST, MemberPosition
from votekit.analysers.scoring import ROLLCALL_COLUMNS, TALLY_COLUMNS, tactical_votes
from votekit.analysers.whatif import AWAY, Assumed
from votekit.api.whatif_assumed import Roll
from votekit.congresses import DELEGATE_STATES
from votekit.shipped import floor_leaders
from votekit.store import Record, Wanted

Row = dict[str, Any]
Pool = list[tuple[str, MemberPosition]]


@dataclass(frozen=True)
class Nearest:
    """The members nearest to turning, and what the ranking rests on."""

    switchers: list[Candidate]
    arrivals: list[Candidate]
    cutting: Cutting | None
    earlier: list[str]


def nearest(
    record: Record,
    roll: Roll,
    assumed: Mapping[str, Assumed],
    history: Sequence[Row],
    *,
    passes: bool,
    count: int,
) -> Nearest:
    """Rank the members whose vote would turn the outcome, the first ``count`` of each kind.

    Those whom an option assumes are left out; those of a sheet are not.
    """
    if not count:
        return Nearest([], [], None, [])
    side, wanted = ("yea", "nay") if passes else ("nay", "yea")
    standing = _standing(roll, assumed)
    switching = [entry for entry in standing if entry[1].position == side]
    arriving = [entry for entry in standing if entry[1].position in AWAY]
    earlier = [row for row in in_order(history) if _precedes(row, roll.row)]
    evidence = _evidence(record, roll, earlier, [name for name, _ in switching + arriving])
    sure = {name: one.certainty for name, one in assumed.items()}
    return Nearest(
        rank_candidates(switching, wanted, evidence, sure)[:count],
        rank_candidates(arriving, wanted, evidence, sure)[:count],
        evidence.cutting,
        [row["vote_id"] for row in earlier],
    )


def _standing(roll: Roll, assumed: Mapping[str, Assumed]) -> Pool:
    """Return the members where they stand after the assumptions, but for those an option moved.

    Delegates are left out: where their votes decide, the House votes again without them.
    """
    standing = []
    for member_id, member in roll.people:
        if member.state in DELEGATE_STATES:
            continue
        one = assumed.get(member_id)
        if one is None or not one.named:
            standing.append((member_id, member))
        elif one.from_sheet:
            standing.append((member_id, replace(member, position=one.position)))
    return standing


def _precedes(row: Row, this: Row) -> bool:
    place = (row["date"], row["number"])
    return (
        row["chamber"] == this["chamber"]
        and row["kind"] == "vote"
        and place < (this["date"], this["number"])
    )


def _evidence(
    record: Record, roll: Roll, earlier: Sequence[Row], members: Sequence[str]
) -> Evidence:
    place = Wanted(roll.row["congress"], roll.row["chamber"])
    table = record.positions(place, ["vote_id", "member_id", "position", "party"])
    tallies = record.tallies(place, TALLY_COLUMNS)
    rollcalls = record.rollcalls(place, ROLLCALL_COLUMNS)
    votes = votes_of(table, tallies, tactical_votes(rollcalls, tallies, floor_leaders()))
    keys = ["member_id", "dim1"]
    scores = dict(zip(*(record.members(place, keys)[key].to_pylist() for key in keys), strict=True))
    voted = [
        (scores[name], member.position == "yea")
        for name, member in roll.people
        if member.position in CAST and scores.get(name) is not None
    ]
    return Evidence(
        on_bill=on_bill(votes, earlier, members),
        crossings=crossings(votes),
        scores=scores,
        sides={split.party: split.position for split in party_splits(roll.tallies)},
        cutting=cutting_point(
            np.array([score for score, _ in voted], np.float64),
            np.array([yea for _, yea in voted], np.bool_),
        ),
    )

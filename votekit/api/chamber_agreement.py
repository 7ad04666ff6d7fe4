"""The agreement of all members of a chamber: members by members."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from votekit.analysers.agreement import (
    Matrix,
    agreement_counts,
    agreement_shares,
    cast_votes,
    is_lopsided,
)
from votekit.congresses import DELEGATE_STATES, ordinal, parse_chamber
from votekit.errors import RequestError
from votekit.store import Record, Wanted
from votekit.words.names import member_tag

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class ChamberAgreement:
    """The matrix of a chamber: members by label, with party, in the order of both axes.

    ``delegates`` were left out, and ``lopsided`` roll calls where only divided ones were wanted.
    """

    labels: list[str]
    parties: list[str]
    shared: Matrix
    same: Matrix
    share: npt.NDArray[np.float64]
    rollcalls: int
    lopsided: int
    delegates: int


def agreement_matrix(
    congress: int,
    chamber: str,
    *,
    counts: bool = False,
    divided: bool = False,
    delegates: bool = False,
    record: Record | None = None,
) -> "pd.DataFrame":
    """Return how often each two members of a chamber cast the same vote: members by members.

    Both axes are labels like ``Rand Paul (R-KY)``, with the member's last party in that Congress.
    Values are shares from 0 to 1 (float64) of the roll calls on which both voted, empty where there
    are none; with ``counts``, the number of these roll calls (int64). ``divided`` leaves out the
    lopsided roll calls, whose minority is under 2.5% of those voting. Delegates, who vote in the
    Committee of the Whole only, are left out unless ``delegates``.

    Raises
    ------
    RequestError
        When the record has no roll call of that Congress and chamber.

    >>> matrix = agreement_matrix(115, "senate")
    >>> round(matrix.loc["Rand Paul (R-KY)", "Bernie Sanders (I-VT)"], 4)
    np.float64(0.2687)
    """
    import pandas as pd

    found = chamber_agreement(
        congress, chamber, divided=divided, delegates=delegates, record=record
    )
    values = found.shared.astype(np.int64) if counts else found.share
    return pd.DataFrame(values, index=found.labels, columns=found.labels)


def chamber_agreement(
    congress: int,
    chamber: str,
    *,
    divided: bool = False,
    delegates: bool = False,
    record: Record | None = None,
) -> ChamberAgreement:
    """Return the matrix of a chamber with its counts and what was left out."""
    record = record or Record.open()
    place = parse_chamber(chamber)
    wanted = Wanted(congress, place)
    table = record.rollcalls(wanted, ["vote_id", "congress", "chamber", "yea", "nay"])
    columns = (table[name].to_pylist() for name in table.column_names)
    voted = [
        (vote_id, is_lopsided(yea, nay))
        for vote_id, of_congress, of_chamber, yea, nay in zip(*columns, strict=True)
        if (of_congress, of_chamber) == (congress, place) and yea + nay
    ]
    if not voted:
        raise RequestError(
            f"The record has no roll call of the {place.capitalize()} in the {ordinal(congress)} "
            "Congress: see what it holds with `votekit status`."
        )
    kept = [vote_id for vote_id, is_so in voted if not (divided and is_so)]
    votes = cast_votes(record.coded_positions(wanted, party=False), kept)
    shared, same = agreement_counts(votes.cast)
    order, labels, parties = _labels(record, wanted, votes.member_ids, delegates=delegates)
    axes = np.ix_(order, order)
    shared, same = shared[axes], same[axes]
    share = agreement_shares(shared, same)
    left = len(voted) - len(kept)
    return ChamberAgreement(
        labels=labels,
        parties=parties,
        shared=shared,
        same=same,
        share=share,
        rollcalls=len(kept),
        lopsided=left,
        delegates=len(votes.member_ids) - len(order),
    )


def _labels(
    record: Record, wanted: Wanted, member_ids: list[str], *, delegates: bool
) -> tuple[list[int], list[str], list[str]]:
    """Give the order of members by last name, and their labels and parties in that order."""
    columns = ["member_id", "last_name", "name", "party", "state"]
    rows = {row["member_id"]: row for row in record.members(wanted, columns).to_pylist()}
    unknown = {"last_name": "", "party": "", "state": ""}
    people = [rows.get(one) or {**unknown, "name": one} for one in member_ids]
    places = [
        at for at, one in enumerate(people) if delegates or one["state"] not in DELEGATE_STATES
    ]
    order = sorted(places, key=lambda at: (people[at]["last_name"], people[at]["name"]))
    labels = [member_tag(one["name"], one["party"], one["state"]) for one in people]
    repeated = {label for label, count in Counter(labels).items() if count > 1}
    labels = [
        f"{label} {one}" if label in repeated else label
        for label, one in zip(labels, member_ids, strict=True)
    ]
    return order, [labels[at] for at in order], [people[at]["party"] for at in order]

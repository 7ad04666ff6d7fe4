"""The roll calls on which one member broke ranks, or decided."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from votekit.analysers.codes import coded
from votekit.analysers.member_counts import CaucusDays, mark_positions
from votekit.analysers.scoring import ABSENT, BROKE, DECIDED, TACTICAL, UNITY, Place, Scoring

Row = dict[str, Any]


@dataclass(frozen=True, repr=False)
class MemberRecord:
    """One person over time.

    ``terms`` has a row per Congress, chamber and party (``votekit.analysers.unity.member_scores``
    per ``party``); ``broke_ranks``, ``tactical`` (a floor leader's nays that allow a motion to
    reconsider, which are not among the former), ``decisive`` and ``missed`` a row per roll call,
    the newest first (:func:`notable_votes` with day, bill, question and counts). ``since`` and
    ``until`` are the days of the first and last roll call on which the member was listed.
    """

    id: str
    name: str
    label: str
    terms: list[Row]
    broke_ranks: list[Row]
    tactical: list[Row]
    decisive: list[Row]
    missed: list[Row]
    since: str
    until: str
    caucus: bool = False
    ids: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> Row:
        """Return the JSON contract."""
        return asdict(self)

    def __repr__(self) -> str:
        spans = ", ".join(dict.fromkeys(str(term["congress"]) for term in self.terms))
        return f"<MemberRecord {self.label} {self.id}: Congresses {spans}>"

    def _repr_markdown_(self) -> str:
        lines = [
            f"**{self.label}, {self.id}**",
            "",
            "| Congress | chamber | party | listed | absent | unity | broke ranks |",
            "|---:|---|---|---:|---:|---:|---:|",
        ]
        for term in self.terms:
            unity = term["unity_score"]
            shown = "–" if unity is None else f"{unity:.1%} of {term['unity_votes']}"
            lines.append(
                f"| {term['congress']} | {term['chamber']} | {term['party']} "
                f"| {term['eligible']} | {term['absent']} | {shown} | {term['broke_ranks']} |"
            )
        return "\n".join(lines)


_OTHER = {"yea": "nay", "nay": "yea"}


def notable_votes(
    positions: pa.Table, place: Place, scored: Scoring, caucuses: Sequence[CaucusDays] = ()
) -> list[Row]:
    """Return where a member broke ranks, decided or was away: a row per roll call, in order.

    Takes the positions of one member in one Congress and chamber. Columns: ``vote_id``, ``party``,
    ``position``, ``party_position`` (of the member's party, ``None`` where the member voted with
    it), ``broke_ranks``, ``tactical``, ``decisive``, ``missed``, ``party_unity`` (bool).

    Rule: docs/rules.md, "Party measures"; ``decisive`` as in
    ``votekit.analysers.unity.member_scores``.
    """
    marked = mark_positions(positions, place, scored, caucuses)
    bits = marked.kinds[marked.kind]
    rows = np.flatnonzero(bits & (BROKE | TACTICAL | DECIDED | ABSENT))
    told = []
    for row in rows:
        position = marked.positions.names[marked.positions.codes[row]]
        broke, tactical = bool(bits[row] & BROKE), bool(bits[row] & TACTICAL)
        told.append(
            {
                "vote_id": marked.votes.names[marked.votes.codes[row]],
                "party": marked.parties.names[marked.parties.codes[row]],
                "position": position,
                "party_position": _OTHER[position] if broke or tactical else None,
                "broke_ranks": broke,
                "tactical": tactical,
                "decisive": bool(bits[row] & DECIDED),
                "missed": bool(bits[row] & ABSENT),
                "party_unity": bool(bits[row] & UNITY),
            }
        )
    return told


def listed_from_to(positions: pa.Table, place: Place, scored: Scoring) -> list[date]:
    """Return the days of the first and last scored roll call among some positions, if any."""
    codes = scored.codes[place]
    votes = coded(positions["vote_id"])
    # The names are those of all members' roll calls; the codes are this member's.
    listed = [codes[name] for at in np.unique(votes.codes) if (name := votes.names[at]) in codes]
    if not listed:
        return []
    days = scored.days[listed]
    epoch = date(1970, 1, 1).toordinal()
    return [date.fromordinal(epoch + int(day)) for day in (days.min(), days.max())]


def of_member(positions: pa.Table, member_id: str) -> pa.Table:
    """Cut coded positions to those of one member (by the chamber's id)."""
    members = coded(positions["member_id"])
    if member_id not in members.names:
        return positions.slice(0, 0)
    return positions.take(pa.array(np.flatnonzero(members.codes == members.names.index(member_id))))

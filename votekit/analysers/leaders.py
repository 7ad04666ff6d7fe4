"""A floor leader's nay on a motion that failed, cast to be able to move to reconsider it.

Only a member who voted with the prevailing side, or did not vote, may move to reconsider (Senate
Rule XIII, paragraph 1; House Rule XIX, clause 3). So a majority leader who sees a motion of the
party fail votes nay, or changes the vote to nay (s230-118.2024). That is not breaking ranks: such a
nay is kept apart wherever members who broke ranks are named or counted.

The record has no motive. What it has is who led, what failed, and how alone the leader stood.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition
from votekit.rules import TEXT_STAGES
from votekit.shipped import FloorLeader, Leaders

Row = Mapping[str, Any]

MOTION_COLUMNS = ("outcome", "rule", "stage", "type", "subject")
"""The columns of ``rollcalls`` from which the kind of a motion is read."""

FEW = 5
"""On a measure itself, at most one in this many of the party may stand with the leader.

Among the nays that were tactical, the Republicans who joined Frist on the asbestos bill were most:
11 of 55 (s21-109.2006). Above that, leaders meant it: Reid's 15 of 49 took the nay for what it was,
and so did Armey's 93 of 220 on trade with Vietnam (h356-105.1998).
"""

_SPECIAL_RULE = re.compile(r"providing for (the )?(further )?consideration", re.IGNORECASE)
_PREVIOUS_QUESTION = re.compile(r"previous ?question", re.IGNORECASE)
_MINORITYS = re.compile(r"instruct|recommit|refer", re.IGNORECASE)
_NAMES_AMENDMENT = re.compile(r"\b(amdt|amendment)\b", re.IGNORECASE)
_MEASURE_RULES = frozenset({"treaty", "constitutional-amendment"})
_MEASURE_TYPE = re.compile(r"^(on the )?(nomination|motion to proceed)", re.IGNORECASE)


NOBODY = Leaders()


@dataclass(frozen=True)
class LeaderNay(MemberPosition):
    """A floor leader's nay that was tactical; ``office`` as in ``data/floor_leaders.csv``."""

    office: str


def tactical_nays(
    row: Row, people: Iterable[MemberPosition], parties: Iterable[PartySplit], leaders: Leaders
) -> list[LeaderNay]:
    """Return the floor leaders whose nay on a roll call was tactical.

    Takes the row of ``rollcalls``, the named members on it and the parties' splits.
    """
    split_of = {split.party: split for split in parties}
    led = {one.bioguide: one for one in leaders.on(row["chamber"], row["date"].date().isoformat())}
    return [
        LeaderNay(**vars(member), office=led[member.id].office)
        for member in people
        if member.position == "nay"
        and member.id in led
        and member.party in split_of
        and is_tactical(row, row["vote_id"], split_of[member.party], led[member.id], leaders)
    ]


def is_tactical(
    row: Row, vote_id: str, own: PartySplit, leader: FloorLeader, leaders: Leaders
) -> bool:
    """Tell whether a leader's nay was tactical: against the party, on a motion that failed.

    - On the majority's own motions (cloture, a special rule, the previous question): yes.
    - On a measure (passage, a conference report, a veto, a nomination): where at most a fifth of
      the party voted nay with the majority leader.
    - On anything else, amendments above all, and for minority leaders: where the leader stood
      alone. Leaders break ranks on amendments like everybody (s145-118.2023).
    """
    if row["outcome"] != "failed" or not 0 < own.nay < own.yea:
        return False
    ruling = leaders.rulings.get((vote_id, leader.bioguide))
    if ruling is not None:
        return ruling
    return own.nay <= _allowed(row, own, majority=leader.of_majority)


def _allowed(row: Row, own: PartySplit, *, majority: bool) -> int:
    """Return how many of the member's party may have voted nay, the leader included."""
    if majority and _is_own_motion(row):
        return own.voting
    if majority and _is_on_measure(row):
        return max(1, own.voting // FEW)
    return 1


def _is_own_motion(row: Row) -> bool:
    kind = row["type"] or ""
    return (
        str(row["rule"]).startswith("cloture")
        or bool(_PREVIOUS_QUESTION.search(kind) and not _MINORITYS.search(kind))
        or bool(_SPECIAL_RULE.search(row["subject"] or "") and row["stage"] == "passage")
    )


def _is_on_measure(row: Row) -> bool:
    if row["stage"] in TEXT_STAGES or row["stage"] == "override" or row["rule"] in _MEASURE_RULES:
        return True
    kind = row["type"] or ""
    if str(row["rule"]).startswith("budget-waiver"):
        # "Re: S. 852" is about the bill (s21-109.2006); most waivers are about an amendment.
        return not _NAMES_AMENDMENT.search(f"{kind} {row['subject'] or ''}")
    return bool(_MEASURE_TYPE.search(kind))

"""Who moved between a chamber's passage of a bill and its vote on the veto."""

from collections.abc import Mapping, Sequence

from votekit.analysers.margin import VoteMargin
from votekit.analysers.moves import NOT_LISTED, Move
from votekit.pages.model import Group, People
from votekit.pages.wording import headed
from votekit.words.names import tag

PLACES = {"not_voting": "not voting", NOT_LISTED: "not listed"}
SIDES = {"yea", "nay"}
NOBODY = "Everybody stood where they had stood at passage."


def moved(votes: Sequence[VoteMargin], moves: Mapping[str, Sequence[Move]]) -> list[People]:
    """Name, for each vote on a veto, who stood elsewhere than at passage, and how.

    ``moves`` are those from passage to override, by the roll call of the override.
    """
    tries = [vote for vote in votes if vote.vote_id in moves]
    return [
        People(f"Moved since passage: {headed(vote)}", _groups(moves[vote.vote_id]))
        for vote in tries
    ]


def _groups(moves: Sequence[Move]) -> list[Group]:
    groups: dict[tuple[str, str], list[str]] = {}
    for move in moves:
        if move.moved:
            named = tag(move)
            groups.setdefault((move.before, move.after), []).append(named)
    # Those who changed sides come before those who came or stayed away.
    ordered = sorted(groups.items(), key=lambda group: (not SIDES.issuperset(group[0]), group[0]))
    return [
        Group(f"{_place(before)}, then {_place(after)} ({len(names)})".capitalize(), names)
        for (before, after), names in ordered
    ] or [Group(NOBODY)]


def _place(place: str) -> str:
    return PLACES.get(place, place)

"""Whose vote is nearest to turning: members ranked, each with the reasons in words.

A ranking of what the record shows, not a forecast: nothing here says that anybody will move.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from votekit.analysers.bill_history import Crossings, OnBill
from votekit.analysers.cutting import Cutting
from votekit.analysers.parties import MAJOR
from votekit.analysers.people import MemberPosition

_SPELLED = {"yea": "yea", "nay": "nay", "present": "present", "not_voting": "away"}
NAMED = 3
"""So many roll calls are named in a reason; more are counted."""


@dataclass(frozen=True)
class Candidate:
    """One member whose vote would help: who, from which position, why, and the numbers behind.

    ``before`` counts earlier roll calls on the bill's text where the member voted the wanted way,
    ``opposed`` those the other way; ``broke_ranks`` of its ``others`` (other roll calls) are those
    where the member broke with the party; ``crossed`` of ``unity_votes`` are the votes
    against the party on party-unity roll calls of the Congress; ``distance`` is how far the
    score is short of the wanted side of the cutting point (negative: already on it). ``certainty``
    is 1 but where a whip sheet says less.
    """

    rank: int
    member: MemberPosition
    wanted: str
    own_party: bool
    before: int
    opposed: int
    broke_ranks: int
    others: int
    crossed: int
    unity_votes: int
    score: float | None
    distance: float | None
    certainty: float
    reasons: list[str]


@dataclass(frozen=True)
class Evidence:
    """What the ranking rests on: by the chamber's id, and the parties' sides on this roll call."""

    on_bill: Mapping[str, OnBill]
    crossings: Mapping[str, Crossings]
    scores: Mapping[str, float | None]
    sides: Mapping[str, str | None]
    cutting: Cutting | None


def rank_candidates(
    pool: Sequence[tuple[str, MemberPosition]],
    wanted: str,
    evidence: Evidence,
    certainty: Mapping[str, float] | None = None,
) -> list[Candidate]:
    """Rank the members whose vote for ``wanted`` would help, the nearest first.

    First come those of whom a whip sheet is not sure, the least sure first; then those who voted
    that way on the bill's text before, the more often the nearer, less those who voted
    the other way; then those most of whose party is on the wanted side; then by the mean of the
    ranks in three measures: share of this bill's other roll calls where they broke ranks, share of
    party-unity votes of the Congress against the party (both only where the wanted side is not the
    party's), and distance from the cutting point. Independents are ranked by the last alone.
    Ties stand in the order of names.
    """
    sure = certainty or {}
    entries = [
        _entry(member_id, member, wanted, evidence, sure.get(member_id, 1.0))
        for member_id, member in pool
    ]
    means = _mean_ranks(entries)
    order = sorted(
        range(len(entries)),
        key=lambda i: (
            entries[i].certainty,
            -entries[i].before,
            entries[i].opposed,
            not entries[i].own_party,
            means[i],
        ),
    )
    return [
        Candidate(**{**vars(entries[place]), "rank": rank})
        for rank, place in enumerate(order, start=1)
    ]


def _entry(
    member_id: str, member: MemberPosition, wanted: str, evidence: Evidence, certainty: float
) -> Candidate:
    history = evidence.on_bill.get(member_id, OnBill())
    crossed = evidence.crossings.get(member_id, Crossings())
    score = evidence.scores.get(member_id)
    distance = (
        evidence.cutting.short_of(score, wanted) if evidence.cutting and score is not None else None
    )
    side = evidence.sides.get(member.party)
    same, opposite = (history.yea, history.nay) if wanted == "yea" else (history.nay, history.yea)
    doubt = [] if certainty == 1 else [f"only {certainty:.0%} certain by the sheet"]
    reasons = [
        *doubt,
        *_of_bill(wanted, same, history, own=side == wanted),
        *_of_party(member, wanted, side, crossed),
        *_of_score(score, distance, wanted),
    ]
    return Candidate(
        rank=0,
        member=member,
        wanted=wanted,
        own_party=side == wanted,
        before=len(same),
        opposed=len(opposite),
        broke_ranks=len(history.broke),
        others=history.others,
        crossed=crossed.against,
        unity_votes=crossed.votes,
        score=score,
        distance=distance,
        certainty=certainty,
        reasons=reasons or ["the record shows nothing that brings this member nearer"],
    )


def _of_bill(wanted: str, same: list[str], history: OnBill, *, own: bool) -> list[str]:
    reasons = []
    if same:
        reasons.append(f"voted {wanted} on this bill before ({_named(same)})")
    if history.broke and not own:
        told = f"{len(history.broke)} of {history.others} other roll calls on this bill"
        reasons.append(f"broke ranks on {told} ({_named(history.broke)})")
    return reasons


def _named(vote_ids: list[str]) -> str:
    latest = ", ".join(vote_ids[-NAMED:])
    return f"the latest {latest}" if len(vote_ids) > NAMED else latest


def _of_party(
    member: MemberPosition, wanted: str, side: str | None, crossed: Crossings
) -> list[str]:
    if member.party not in MAJOR:
        return ["an independent, bound by no party’s position"]
    if side == wanted:
        return [f"most of the party voted {wanted}"]
    if not crossed.against:
        return []
    return [
        f"crossed on {crossed.rate:.1%} of party-unity votes ({crossed.against} of {crossed.votes})"
    ]


def _of_score(score: float | None, distance: float | None, wanted: str) -> list[str]:
    if score is None or distance is None:
        return []
    told = f"score {score:.3f}".replace("-", "−")
    if distance <= 0:
        return [f"{told}, on the {wanted} side of the cutting point by {-distance:.3f}"]
    return [f"{told}, {distance:.3f} short of the {wanted} side of the cutting point"]


def _mean_ranks(entries: Sequence[Candidate]) -> list[float]:
    """Return each member's mean rank in the measures that the member has."""
    measures = [
        _ranks(
            [
                -one.broke_ranks / one.others if one.others and not _free(one) else None
                for one in entries
            ]
        ),
        _ranks(
            [
                -one.crossed / one.unity_votes if one.unity_votes and not _free(one) else None
                for one in entries
            ]
        ),
        _ranks([one.distance for one in entries]),
    ]
    means = []
    for place in range(len(entries)):
        mine = [rank for ranks in measures if (rank := ranks[place]) is not None]
        means.append(sum(mine) / len(mine) if mine else float(len(entries)))
    return means


def _free(one: Candidate) -> bool:
    """Tell whether a member need not break with the party to vote the wanted way."""
    return one.own_party or one.member.party not in MAJOR


def _ranks(values: Sequence[float | None]) -> list[int | None]:
    """Rank values, the smallest first; equal ones share the better rank.

    >>> _ranks([0.5, None, 0.1, 0.5])
    [2, None, 1, 2]
    """
    known = sorted(value for value in values if value is not None)
    first: dict[float, int] = {}
    for rank, value in enumerate(known, start=1):
        first.setdefault(value, rank)
    return [None if value is None else first[value] for value in values]


def spelled_position(position: str) -> str:
    """Return a position as a page words it.

    >>> spelled_position("not_voting")
    'away'
    """
    return _SPELLED.get(position, position)

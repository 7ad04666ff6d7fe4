"""Assume and recount: from positions and assumptions to the changed rows of a roll call.

Pure: everything is counted again from the changed positions, by the same rules and the same
functions as the roll call itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.analysers.margin import decided_by_delegates
from votekit.analysers.people import MemberPosition
from votekit.analysers.turning import Counts, outcome_of
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.rules import Rule, breaks_ties
from votekit.schema import POSITIONS

Row = dict[str, Any]

VACANT = "vacant"
AWAY = ("not_voting", "present")
SPELLED = {"not_voting": "away"}


@dataclass(frozen=True)
class Assumed:
    """One member (the chamber's id) takes a position, or is ``vacant``: the seat is.

    ``certainty`` is the probability of ``position``; with the rest of it the member does
    ``otherwise``. ``said`` is the text that assumes it; a whip sheet tells what is expected, every
    other text what is to be tried. ``named`` is false of members who only make up a number
    ("party=R:nay*5"): which of them it would be is not assumed.
    """

    member_id: str
    position: str
    said: str
    certainty: float = 1.0
    otherwise: str | None = None
    from_sheet: bool = False
    named: bool = True


@dataclass(frozen=True)
class TieBreaker:
    """The Vice President on the day of a roll call, and that vote on a tie.

    ``vote`` is yea, nay or ``away`` (no vote on a tie), or ``None`` where it is not known; ``said``
    is the text that assumes it, ``None`` where the record has it. ``certainty`` is the probability
    of the vote, as a whip sheet has it.
    """

    name: str
    vote: str | None = None
    said: str | None = None
    certainty: float = 1.0


@dataclass(frozen=True)
class Change:
    """One member whose position the assumptions change; ``member`` has the recorded position.

    ``named`` is false where the member only makes up a number.
    """

    member: MemberPosition
    to: str
    said: str
    named: bool = True


def agreed(assumed: Iterable[Assumed], names: Mapping[str, str]) -> dict[str, Assumed]:
    """Return the assumptions by member; ``names`` are the members' own, by the chamber's id.

    Raises
    ------
    RequestError
        When two of them contradict each other.
    """
    found: dict[str, Assumed] = {}
    for one in assumed:
        other = found.setdefault(one.member_id, one)
        if (other.position, other.certainty) != (one.position, one.certainty):
            raise RequestError(
                f"{other.said} ({_told(other)}) and {one.said} ({_told(one)}) contradict each "
                f"other on {names[one.member_id]}: leave one of them out."
            )
    return found


def _told(one: Assumed) -> str:
    surely = "" if one.certainty == 1 else f" with certainty {one.certainty:g}"
    return f"{SPELLED.get(one.position, one.position)}{surely}"


def recorded_tie_breaker(row: Mapping[str, Any], rule: Rule, name: str | None) -> TieBreaker | None:
    """Return the Vice President as the record has it; ``None`` where a tie is not theirs to break.

    Where the record has a tie without the Vice President's vote, none was cast: s226-115.2018
    failed with 50–50.
    """
    if name is None or row["chamber"] != "senate" or not breaks_ties(rule):
        return None
    tied = row["yea"] == row["nay"] > 0
    return TieBreaker(name, row["vice_president"] or ("away" if tied else None))


def changed_positions(positions: Iterable[Row], assumed: Mapping[str, Assumed]) -> list[Row]:
    """Return the rows of ``positions`` as the assumptions have them; vacant seats have none."""
    return [
        {**row, "position": one.position, "word": None} if one else row
        for row in positions
        for one in [assumed.get(row["member_id"])]
        if one is None or one.position != VACANT
    ]


def tallied(positions: Iterable[Row]) -> list[Row]:
    """Count positions by party: rows as ``tallies`` has them."""
    counts: dict[str, Row] = {}
    for row in positions:
        entry = counts.setdefault(
            row["party"], {"party": row["party"], **dict.fromkeys(POSITIONS, 0)}
        )
        entry[row["position"]] += 1
    return list(counts.values())


def recounted(
    row: Mapping[str, Any],
    positions: Sequence[Row],
    rule: Rule,
    vacant: int = 0,
    breaker: TieBreaker | None = None,
) -> Row:
    """Return the row of ``rollcalls`` as the changed positions have it, decided by ``rule``.

    ``vacant`` unnamed seats are taken from those not voting; ``breaker`` is the Vice President.
    The outcome is ``tied`` where that vote decides and is not known.

    Raises
    ------
    RequestError
        When fewer than that do not vote.
    """
    taken = [one["position"] for one in positions]
    count = {name: taken.count(name) for name in POSITIONS}
    if vacant > count["not_voting"]:
        raise RequestError(
            f"--vacant {vacant} takes seats of those not voting, and on {row['vote_id']} these are "
            f"{count['not_voting']}: name who leaves, as --vacant Paul."
        )
    count["not_voting"] -= vacant
    delegates = [one["position"] for one in positions if one["state"] in DELEGATE_STATES]
    vote = breaker.vote if breaker else None
    counts = Counts(**count, listed=len(positions) - vacant, vice_president=vote)
    tie = counts.yea == counts.nay > 0
    return {
        **row,
        **count,
        "listed": counts.listed,
        "delegates_yea": delegates.count("yea"),
        "delegates_nay": delegates.count("nay"),
        "vice_president": vote if tie and vote in ("yea", "nay") else None,
        "recorded_yea": None,
        "recorded_nay": None,
        "rule": rule.key,
        "outcome": outcome_of(rule, counts).value,
    }


def counts_of(row: Mapping[str, Any], breaker: TieBreaker | None) -> Counts:
    """Return the counts of a row of ``rollcalls``, with the Vice President's vote on a tie."""
    names = ("yea", "nay", "present", "not_voting", "listed")
    vote = breaker.vote if breaker else None
    return Counts(**{name: row[name] for name in names}, vice_president=vote)


def without_delegates(row: Mapping[str, Any]) -> Counts | None:
    """Return the counts on which the House votes again where delegates decide; else ``None``."""
    again = decided_by_delegates(row)
    return again and Counts(*again, row["present"], row["not_voting"], row["listed"])


def changes_of(
    people: Iterable[tuple[str, MemberPosition]], assumed: Mapping[str, Assumed]
) -> list[Change]:
    """Name the members whose position changes; ``people`` are members by the chamber's id."""
    return [
        Change(member, one.position, one.said, one.named)
        for member_id, member in people
        if (one := assumed.get(member_id)) is not None and one.position != member.position
    ]

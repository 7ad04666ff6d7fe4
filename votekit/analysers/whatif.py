"""Assume and recount: positions and assumptions to changed rows, and what changes the outcome.

Pure: everything is counted anew from the changed positions, by the same rules and the same
functions as the roll call itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.analysers.people import MemberPosition
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.rules import Rule, needed, outcome
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
    other text what is to be tried.
    """

    member_id: str
    position: str
    said: str
    certainty: float = 1.0
    otherwise: str | None = None
    from_sheet: bool = False


@dataclass(frozen=True)
class Change:
    """One member whose position the assumptions change; ``member`` has the recorded position."""

    member: MemberPosition
    to: str
    said: str


@dataclass(frozen=True)
class Counts:
    """The counts of a roll call that a rule is held against."""

    yea: int
    nay: int
    present: int
    not_voting: int
    listed: int
    vice_president: str | None = None


@dataclass(frozen=True)
class Held:
    """Counts held against a rule: yeas needed, yeas above it (negative: short), the outcome."""

    yea: int
    nay: int
    needed: int
    spare: int
    holds: bool


@dataclass(frozen=True)
class Way:
    """The smallest number of changes of one kind that turns the outcome; ``None``: impossible."""

    kind: str
    count: int | None


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


def recounted(row: Mapping[str, Any], positions: Sequence[Row], rule: Rule, vacant: int = 0) -> Row:
    """Return the row of ``rollcalls`` as the changed positions have it, decided by ``rule``.

    ``vacant`` unnamed seats are taken from those not voting.

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
    tie = row["vice_president"] if count["yea"] == count["nay"] else None
    counts = Counts(**count, listed=len(positions) - vacant, vice_president=tie)
    return {
        **row,
        **count,
        "listed": counts.listed,
        "delegates_yea": delegates.count("yea"),
        "delegates_nay": delegates.count("nay"),
        "vice_president": tie,
        "recorded_yea": None,
        "recorded_nay": None,
        "rule": rule.key,
        "outcome": "passed" if holds(rule, counts) else "failed",
    }


def counts_of(row: Mapping[str, Any]) -> Counts:
    """Return the counts of a row of ``rollcalls``."""
    names = ("yea", "nay", "present", "not_voting", "listed", "vice_president")
    return Counts(**{name: row[name] for name in names})


def holds(rule: Rule, counts: Counts) -> bool:
    """Tell whether the yeas prevail under a rule; where nobody votes they do not.

    >>> from votekit.rules import RULES
    >>> holds(RULES["override"], Counts(277, 141, 0, 15, 433))
    False
    """
    if not counts.yea + counts.nay:
        return False
    return (
        outcome(
            rule,
            yea=counts.yea,
            nay=counts.nay,
            present=counts.present,
            listed=counts.listed,
            vice_president=counts.vice_president,
        )
        == "passed"
    )


def held(rule: Rule, counts: Counts) -> Held:
    """Hold counts against a rule.

    >>> from votekit.rules import RULES
    >>> held(RULES["override"], Counts(277, 141, 0, 15, 433))
    Held(yea=277, nay=141, needed=279, spare=-2, holds=False)
    """
    wanted = needed(
        rule, yea=counts.yea, nay=counts.nay, present=counts.present, listed=counts.listed
    )
    return Held(counts.yea, counts.nay, wanted, counts.yea - wanted, holds(rule, counts))


def ways_to_turn(rule: Rule, counts: Counts) -> list[Way]:
    """Return the cheapest ways to turn the outcome, each alone: switching, staying away, arriving.

    Counted by trying, so that they are right under every rule; under two thirds of those voting
    they are the formulas of ``votekit.analysers.veto``.

    >>> from votekit.rules import RULES
    >>> [way.count for way in ways_to_turn(RULES["override"], Counts(277, 141, 0, 15, 433))]
    [2, 3, 5]
    """
    passes = holds(rule, counts)
    side, other = (counts.yea, "nay") if passes else (counts.nay, "yea")
    name = "yea" if passes else "nay"
    absent = counts.present + counts.not_voting
    return [
        _cheapest(f"{name}_to_{other}", side, lambda n: _moved(counts, name, other, n), rule),
        _cheapest(f"{name}s_stay_away", side, lambda n: _moved(counts, name, None, n), rule),
        _cheapest(f"absent_arrive_{other}", absent, lambda n: _moved(counts, None, other, n), rule),
    ]


def _cheapest(kind: str, most: int, moved: Callable[[int], Counts], rule: Rule) -> Way:
    now = holds(rule, moved(0))
    for count in range(1, most + 1):
        after = moved(count)
        if after.yea + after.nay and holds(rule, after) != now:
            return Way(kind, count)
    return Way(kind, None)


def _moved(counts: Counts, source: str | None, target: str | None, number: int) -> Counts:
    """Move members between yea, nay and away (``None``); of the away, those not voting first."""
    gained = {"yea": 0, "nay": 0}
    if source:
        gained[source] -= number
    if target:
        gained[target] += number
    arrived = number if source is None else 0
    from_absent = min(arrived, counts.not_voting)
    left = number if target is None else 0
    return Counts(
        yea=counts.yea + gained["yea"],
        nay=counts.nay + gained["nay"],
        present=counts.present - (arrived - from_absent),
        not_voting=counts.not_voting - from_absent + left,
        listed=counts.listed,
        vice_president=counts.vice_president,
    )


def changes_of(
    people: Iterable[tuple[str, MemberPosition]], assumed: Mapping[str, Assumed]
) -> list[Change]:
    """Name the members whose position changes; ``people`` are members by the chamber's id."""
    return [
        Change(member, one.position, one.said)
        for member_id, member in people
        if (one := assumed.get(member_id)) is not None and one.position != member.position
    ]

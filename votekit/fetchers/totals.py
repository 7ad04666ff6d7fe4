"""A document held against its own totals: whether all members are there whom it counts.

A document that lost rows on the way still states how many there were: h145-119.2025 without one
yea says 215–214 and lists 214–214. No real document at hand contradicts its totals, and no roll
call of 1989–2026 lists fewer than 411 representatives or 97 senators; one that does is held back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from votekit.congresses import SEATS
from votekit.fetchers.parsed import Counts, ParsedVote, Row, Totals
from votekit.schema import POSITIONS, POSITIONS_OF_WORDS

FEWEST = 0.9
"""A document that lists fewer than this share of a chamber, or of those listed before, has lost
some."""
FEWEST_UNCOUNTED = 0.97
"""The same, where a document does not state how many did not vote: seats are empty, but few."""
_SPOKEN = {"yea": "yeas", "nay": "nays", "present": "present", "not_voting": "not voting"}
_SHOWN = 3


@dataclass(frozen=True)
class Miscount:
    """One total that the members listed do not make; ``party`` is empty for all members."""

    what: str
    stated: int
    listed: int
    party: str = ""
    in_result: bool = False

    def __str__(self) -> str:
        what = _SPOKEN.get(self.what, self.what)
        if self.in_result:
            return f"The result says {self.stated} {what}; {self.listed} are listed."
        whose = f" of party {self.party}" if self.party else ""
        return f"The total{whose} of {what} is {self.stated}; {self.listed} are listed."


def miscounts(totals: Totals, positions: Iterable[Row]) -> list[Miscount]:
    """Return the totals that the members listed do not make.

    >>> rows = [{"party": "R", "position": "yea", "word": "Yea"}]
    >>> [str(one) for one in miscounts(Totals(positions={"yea": 2}), rows)]
    ['The total of yeas is 2; 1 are listed.']
    """
    cast: Counter[tuple[str, str | None, str | None]] = Counter(
        (row["party"], row["position"], row["word"]) for row in positions
    )
    in_all: Counter[str | None] = Counter()
    words: Counter[str | None] = Counter()
    by_party: Counter[tuple[str, str | None]] = Counter()
    for (party, position, word), number in cast.items():
        in_all[position] += number
        words[word] += number
        by_party[party, position] += number
    found = [
        Miscount(name, stated, in_all[name])
        for name, stated in totals.positions.items()
        if in_all[name] != stated
    ]
    found += [
        Miscount(name, stated, by_party[party, name], party)
        for party, counts in totals.parties.items()
        for name, stated in counts.items()
        if by_party[party, name] != stated
    ]
    if totals.candidates:
        found += _of_candidates(totals.candidates, words)
    found += [
        Miscount(name, stated, in_all[name], in_result=True)
        for name, stated in totals.told.items()
        if in_all[name] != stated and totals.positions.get(name) != stated
    ]
    return found


def _of_candidates(stated: Counts, words: "Counter[str | None]") -> Iterator[Miscount]:
    # Congress.gov counts candidates only; the Clerk also who was present or did not vote.
    named = {word for word in words if word and word not in POSITIONS_OF_WORDS}
    for name in sorted({*stated, *named}):
        if words[name] != stated.get(name, 0):
            yield Miscount(name, stated.get(name, 0), words[name])


def contradiction(vote: ParsedVote) -> str | None:
    """Say why a document cannot be believed by its own numbers, if it cannot.

    >>> from votekit.fetchers.parsed import ParsedVote
    >>> vote = ParsedVote({"kind": "vote", "chamber": "senate", "congress": 119}, [], [], Totals())
    >>> contradiction(vote)
    'it states no totals'
    """
    if vote.totals is not None and vote.totals.is_empty:
        return "it states no totals"
    wrong = _counted_for_less(vote)
    if wrong:
        told = " ".join(map(str, wrong[:_SHOWN]))
        return f"it contradicts its own totals: {told}"
    if vote.rollcall["kind"] == "vacated":
        return None
    return _too_few(vote) or _too_few_uncounted(vote)


def _counted_for_less(vote: ParsedVote) -> list[Miscount]:
    """Leave out what only says that two call a party by different names.

    A member whose party has no total of its own may be counted with another: Amash (MI) was a
    Libertarian among the Independents in 2020.
    """
    if vote.totals is None:
        return []
    wrong = miscounts(vote.totals, vote.positions)
    of_parties = [one for one in wrong if one.party]
    if len(of_parties) < len(wrong):
        return wrong
    others = Counter(
        row["position"] for row in vote.positions if row["party"] not in vote.totals.parties
    )
    explained = all(one.stated > one.listed for one in of_parties) and all(
        sum(one.stated - one.listed for one in of_parties if one.what == name) == others[name]
        for name in {one.what for one in of_parties}
    )
    return [] if explained else wrong


def _too_few(vote: ParsedVote) -> str | None:
    listed, seats = len(vote.positions), SEATS[vote.rollcall["chamber"]]
    quorum = seats // 2 + 1
    if listed < quorum:
        return f"it lists {listed} members, fewer than a quorum ({quorum} of {seats})"
    if listed < FEWEST * seats:
        return f"it lists {listed} members, fewer than nine tenths of the {seats} seats"
    return None


def _too_few_uncounted(vote: ParsedVote) -> str | None:
    """Look closer where no total says how many did not vote: s7-119.2025 has an empty ``absent``.

    Such a document may have lost the rows of all who did not vote, and make its totals still.
    """
    listed, seats = len(vote.positions), SEATS[vote.rollcall["chamber"]]
    if vote.totals is None or "not_voting" not in vote.totals.assumed:
        return None
    if listed >= FEWEST_UNCOUNTED * seats:
        return None
    return f"it lists {listed} of {seats} members, and states no total of those not voting"


def unaccounted(vote: ParsedVote, members: int) -> str | None:
    """Say that a document lists fewer members than are there, without a total that says so.

    The unitedstates project's rows of the House have no totals; those of the Senate have none of
    the absent.
    """
    listed = len(vote.positions)
    if vote.rollcall["kind"] == "vacated" or listed >= members:
        return None
    counted = vote.totals is not None and (
        bool(vote.totals.candidates)
        or (all(name in vote.totals.positions for name in POSITIONS) and not vote.totals.assumed)
    )
    if listed < FEWEST * members:
        return f"it lists {listed} of the {members} members that are there"
    if not counted:
        return (
            f"it lists {listed} of the {members} members that are there, and states no total that "
            "says so"
        )
    return None


def loses_the_total(vote: ParsedVote, old: Row) -> str | None:
    """Say that the record's rows make the official total that is there, and the new ones do not.

    A source without totals must not undo rows that agree with the chamber's own.
    """
    stated = (old["recorded_yea"], old["recorded_nay"])
    own = vote.totals is not None and {"yea", "nay"} <= {*vote.totals.positions, *vote.totals.told}
    if own or None in stated or stated != (old["yea"], old["nay"]):
        return None
    listed = Counter(row["position"] for row in vote.positions)
    if (listed["yea"], listed["nay"]) == stated:
        return None
    return (
        f"it lists {listed['yea']}–{listed['nay']}, where the official total that the record "
        f"agrees with is {stated[0]}–{stated[1]}"
    )

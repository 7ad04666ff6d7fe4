"""Sentences on one roll call that several charts have: what the chamber did, how parties stood."""

from collections.abc import Sequence
from typing import Protocol

from votekit.analysers.parties import PartySplit
from votekit.analysers.roster import Roster
from votekit.words.counts import against, tally
from votekit.words.names import bill_name, party_name
from votekit.words.text import listed

PASSING = ("passage", "conference", "concurrence", "recede")


def deed(vote: Roster) -> str:
    """Say what the chamber did, with the count: ``House passes H.R. 3364, 419–3``."""
    return vote.brief


def deeds(votes: Sequence[Roster]) -> str:
    """Say what several roll calls did, together where they passed one bill."""
    bills = {vote.bill_id for vote in votes}
    passed = all(vote.stage in PASSING and vote.outcome == "passed" for vote in votes)
    if len(bills) > 1 or not passed or None in bills:
        return listed([deed(vote) for vote in votes])
    where = [f"the {vote.chamber.capitalize()} {tally(vote.yea, vote.nay)}" for vote in votes]
    return f"{bill_name(votes[0].bill_id)} passed {listed(where)}"


class Attempt(Protocol):
    """One chamber's vote on a veto, as far as its outcome is told."""

    @property
    def chamber(self) -> str:
        """The chamber."""

    @property
    def count(self) -> str:
        """The tally."""

    @property
    def outcome(self) -> str:
        """``passed`` or ``failed``."""

    @property
    def needed(self) -> int:
        """The yeas needed."""

    @property
    def spare(self) -> int:
        """Yeas above the number needed; negative when short."""


def veto_told(name: str, tries: Sequence[Attempt]) -> str:
    """Say what became of a veto, by the votes on it in order."""
    told = listed([f"{one.chamber.capitalize()} {one.count}" for one in tries])
    failed = [one for one in tries if one.outcome == "failed"]
    if failed:
        return f"Veto of {name} stood: {told}, {against(failed[-1].spare, failed[-1].needed)}"
    if len({one.chamber for one in tries}) == 2:
        return f"Congress overrode the veto of {name}: {told}"
    return f"{name} passed over the veto: {told}"


def fate(votes: Sequence[Roster]) -> str:
    """Say what became of the veto of a bill, where these roll calls are on one bill that had one.

    Otherwise there is nothing to say.
    """
    tries = [vote for vote in votes if vote.stage == "override"]
    if not tries or {vote.bill_id for vote in votes} != {tries[0].bill_id}:
        return ""
    return veto_told(bill_name(tries[0].bill_id), tries)


def stands(parties: Sequence[PartySplit]) -> str:
    """Say where the two large parties stood.

    >>> stands([PartySplit("R", 229, 3, 4, 4), PartySplit("D", 190, 0, 0, 3)])
    'most Republicans and all Democrats in favor'
    """
    told = {split.party: split for split in parties if split.position}
    sides: dict[str, list[str]] = {"yea": [], "nay": []}
    for split in told.values():
        most = "all" if 0 in (split.yea, split.nay) else "most"
        sides[split.position or "yea"].append(f"{most} {party_name(split.party)}")
    said = [
        f"{' and '.join(names)} {'in favor' if side == 'yea' else 'against'}"
        for side, names in sides.items()
        if names
    ]
    return ", ".join(said)


def counts(parties: Sequence[PartySplit]) -> str:
    """Write each party's tally: ``Republicans 229–3, Democrats 190–0``."""
    return ", ".join(
        f"{party_name(split.party, split.voting)} {tally(split.yea, split.nay)}"
        for split in parties
        if split.voting
    )

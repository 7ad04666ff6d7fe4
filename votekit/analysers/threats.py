"""Veto threats, the margins in both chambers, and what happened then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from votekit.analysers.bills import Standing
from votekit.analysers.fate import Fate
from votekit.analysers.intervals import Share, share_of
from votekit.analysers.statements import THREATS, Statement, threat_of

CHANGED_STAGES = frozenset({"conference", "concurrence", "recede"})


@dataclass(frozen=True)
class Threat:
    """A bill that the White House threatened to veto: its plainest threat, and where it went.

    ``standing`` is empty where no roll call on its text is in the record, ``fate`` where nothing
    tells what became of it.
    """

    bill_id: str
    statement: Statement
    standing: Standing | None
    fate: Fate | None

    @property
    def in_both(self) -> bool:
        """Tell whether both chambers decided the bill by roll call."""
        return self.standing is not None and self.standing.in_both

    @property
    def changed(self) -> bool:
        """Tell whether the text changed after one chamber's passage: by conference or amendment.

        A bill that is signed after such a change is no longer the bill that was threatened.
        """
        rows = self.standing.decided.chosen if self.standing else []
        return any(row["stage"] in CHANGED_STAGES for row in rows)

    @property
    def ended(self) -> str:
        """Say in a word what happened: ``vetoed``, ``changed``, ``signed`` or ``unknown``."""
        if self.fate is None:
            return "unknown"
        if self.fate.was_vetoed:
            return "vetoed"
        return "changed" if self.changed else "signed"


def threats(
    statements: Mapping[str, Sequence[Statement]],
    standings: Mapping[str, Standing],
    fates: Mapping[str, Fate],
) -> list[Threat]:
    """Return every bill with a veto threat, the newest threat first."""
    found = [
        Threat(bill_id, threat, standings.get(bill_id), fates.get(bill_id))
        for bill_id, said in statements.items()
        if (threat := threat_of(said)) is not None
    ]
    return sorted(found, key=lambda one: (one.statement.day, one.bill_id), reverse=True)


@dataclass(frozen=True)
class ThreatRate:
    """Of threatened bills that both chambers passed by roll call, how many ended one way."""

    stance: str
    ended: str
    rate: Share


def threat_rates(found: Iterable[Threat]) -> list[ThreatRate]:
    """Return how threatened bills that both chambers passed by roll call ended, by stance.

    Shares have exact intervals (Clopper and Pearson); bills whose end nothing here tells are left
    out. A threat is no sample of bills: presidents threaten what they mean to veto, and Congress
    changes what it can.
    """
    passed = [one for one in found if one.in_both and one.ended != "unknown"]
    rates = []
    for stance in (*THREATS, "all"):
        group = [one for one in passed if stance in ("all", one.statement.stance)]
        for ended in ("vetoed", "changed", "signed"):
            count = sum(one.ended == ended for one in group)
            rates.append(ThreatRate(stance, ended, share_of(count, len(group))))
    return rates

"""What the White House said of a bill before the votes: Statements of Administration Policy."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from votekit.schema import STANCES

THREATS = STANCES[:3]
"""The stances that threaten a veto, the plainest first."""
_FIELDS = "day president title version stance quote rescinded source_url".split()


@dataclass(frozen=True)
class Statement:
    """One statement on one bill: its day, what it says of the bill, and the sentence that says so.

    ``stance`` is one of ``votekit.schema.STANCES``; ``version`` is the chamber whose version it
    speaks of, or ``conference``; ``quote`` is empty where the text is not in the record, or takes
    no side.
    """

    day: date
    president: str
    title: str
    version: str | None
    stance: str
    quote: str | None
    rescinded: bool
    source_url: str

    @property
    def threatens(self) -> bool:
        """Tell whether it threatens a veto, on a condition or without one."""
        return self.stance in THREATS


def bill_statements(rows: Iterable[Mapping[str, Any]]) -> list[Statement]:
    """Return the statements on a bill, from its rows of ``statements``, in order."""
    found = [Statement(**{name: row[name] for name in _FIELDS}) for row in rows]
    return sorted(found, key=lambda said: (said.day, said.version or "", said.source_url))


def latest_by_version(statements: Sequence[Statement]) -> list[Statement]:
    """Return the last statement on each version, in order: the White House's word as it stood.

    A threat to the House's version says nothing of what the conference makes of it.
    """
    last = {said.version: said for said in statements}
    return [said for said in statements if last[said.version] is said]


def threat_of(statements: Sequence[Statement]) -> Statement | None:
    """Return the plainest veto threat, the latest of equals; None where there was none."""
    threats = [said for said in statements if said.threatens and not said.rescinded]
    return min(reversed(threats), key=lambda said: THREATS.index(said.stance), default=None)

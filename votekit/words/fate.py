"""What became of a bill, in the words of a news desk."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from votekit.words.dates import spell_date
from votekit.words.names import chamber_name
from votekit.words.text import listed


class Told(Protocol):
    """What became of a bill (``votekit.analysers.fate.Fate``)."""

    @property
    def kind(self) -> str:
        """What happened."""

    @property
    def day(self) -> date | None:
        """The day, where it is known."""

    @property
    def law(self) -> str | None:
        """The number of the law."""

    @property
    def vetoed(self) -> date | None:
        """The day of the veto."""

    @property
    def is_private(self) -> bool:
        """Whether the law is a private one."""

    @property
    def failed_in(self) -> Sequence[str]:
        """The chambers that let the veto stand."""


UNKNOWN = "not told by the record"


def fate_clause(fate: Told | None) -> str:
    """Say what became of a bill.

    >>> from types import SimpleNamespace as Told
    >>> fate_clause(Told(kind="law", day=date(2017, 8, 2), law="115-44", vetoed=None,
    ...     is_private=False, failed_in=()))
    'signed into law on Aug. 2, 2017 (Public Law 115-44)'
    >>> fate_clause(Told(kind="sustained", day=date(2016, 2, 2), law=None,
    ...     vetoed=date(2016, 1, 8), is_private=False, failed_in=("house",)))
    'vetoed Jan. 8, 2016; override failed in the House on Feb. 2, 2016'
    """
    if fate is None:
        return UNKNOWN
    kind = "Private" if fate.is_private else "Public"
    law = f" ({kind} Law {fate.law})" if fate.law else ""
    on = f" on {spell_date(fate.day)}" if fate.day else ""
    vetoed = f"vetoed {spell_date(fate.vetoed)}" if fate.vetoed else "vetoed"
    where = listed([f"the {chamber_name(chamber)}" for chamber in fate.failed_in])
    return {
        "law": f"signed into law{on}{law}",
        "unsigned": f"became law without the president’s signature{on}{law}",
        "overridden": f"{vetoed}; became law over the veto{on}{law}",
        "sustained": f"{vetoed}; override failed in {where}{on}",
        "pocket-vetoed": f"pocket vetoed{on}",
        "vetoed": vetoed,
    }[fate.kind]


SHORT = {
    "law": "law",
    "unsigned": "law, unsigned",
    "overridden": "law over veto",
    "sustained": "veto sustained",
    "vetoed": "vetoed",
    "pocket-vetoed": "pocket vetoed",
}
"""What became of it, in the words of a table's cell."""

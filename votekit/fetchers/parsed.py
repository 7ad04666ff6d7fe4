"""What every parser gives: one document's roll call and positions, as rows of the tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Totals:
    """What a document itself counts; what it does not count is left out.

    ``positions`` in all, ``parties`` by party, each by position; ``candidates`` in an election;
    ``told`` the yeas and nays in the words of its result, as ``Bill Passed (64-35)``;
    ``assumed`` the names in ``positions`` whose total was left empty, and taken for zero.
    """

    positions: Counts = field(default_factory=dict)
    parties: Mapping[str, Counts] = field(default_factory=dict)
    candidates: Counts = field(default_factory=dict)
    told: Counts = field(default_factory=dict)
    assumed: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Tell whether the document counts nobody."""
        return not (self.positions or self.candidates or self.told)


@dataclass(frozen=True)
class ParsedVote:
    """One document's roll call and the positions in it.

    ``rollcall`` has the columns of ``votekit.schema.ROLLCALLS`` that are not derived;
    ``positions`` those of ``votekit.schema.POSITIONS_TABLE``. ``disagreements`` says, a sentence
    each, where the document contradicts itself; nothing is left out for it. ``totals`` are those
    that the document states, ``None`` where its source never states any.
    """

    rollcall: Row
    positions: list[Row]
    disagreements: list[str] = field(default_factory=list)
    totals: Totals | None = None

"""What every parser gives: one document's roll call and positions, as rows of the tables."""

from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class ParsedVote:
    """One document's roll call and the positions in it.

    ``rollcall`` has the columns of ``votekit.schema.ROLLCALLS`` that are not derived;
    ``positions`` those of ``votekit.schema.POSITIONS_TABLE``. ``disagreements`` says, a sentence
    each, where the document contradicts itself; nothing is left out for it.
    """

    rollcall: Row
    positions: list[Row]
    disagreements: list[str] = field(default_factory=list)

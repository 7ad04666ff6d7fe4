"""What became of a bill once both chambers had agreed: presented, signed, vetoed, law."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from votekit.schema import ACTION_KINDS

SOURCES = {"congress.gov": "Congress.gov", "govinfo": "GovInfo"}
"""How the sources of actions spell their names."""


@dataclass(frozen=True)
class Action:
    """One action on a bill: its day, its kind, the law that it made, and the source's words.

    ``kind`` is one of ``votekit.schema.ACTION_KINDS``; ``law`` is as ``115-44``.
    """

    date: date
    kind: str
    law: str | None
    text: str
    source: str
    source_url: str

    @property
    def said_by(self) -> str:
        """The source's name as it is spelled."""
        return SOURCES.get(self.source, self.source)


def bill_actions(rows: Iterable[Mapping[str, Any]]) -> list[Action]:
    """Return the actions on a bill, from its rows of ``actions``, in order.

    What happened on one day comes in the order in which it can: signed, then law.
    """
    names = ("date", "kind", "law", "text", "source", "source_url")
    actions = [Action(**{name: row[name] for name in names}) for row in rows]
    return sorted(actions, key=lambda action: (action.date, ACTION_KINDS.index(action.kind)))


def presentment(actions: Sequence[Action]) -> Action | None:
    """Return the presentment to the president, the last where there were several."""
    return next((action for action in reversed(actions) if action.kind == "presented"), None)


def is_decided(actions: Sequence[Action]) -> bool:
    """Tell whether anything is recorded but a presentment."""
    return any(action.kind != "presented" for action in actions)

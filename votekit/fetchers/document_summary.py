"""What became of the documents of one kind in a fetch: bills, statements."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class DocumentSummary:
    """What a fetch did with documents that are no roll calls.

    ``title`` is the heading, ``noun`` what one is called (``bill``); names are ids of bills or
    addresses. ``older`` are those of which the store has a newer state, ``absent`` those that the
    source does not have.
    """

    title: str
    noun: str
    source: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    older: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    not_asked: list[str] = field(default_factory=list)
    would_ask: list[str] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: int = 0
    stopped: bool = False
    dry_run: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing failed and nothing was left out."""
        return not (self.failed or self.not_asked or self.stopped)

    @property
    def taken(self) -> int:
        """Say how many are in the store now that were not, or not so."""
        return len(self.new) + len(self.changed)

    def add(self, name: str, kind: str) -> None:
        """Count one: ``new``, ``changed``, ``unchanged`` or ``older``."""
        if kind == "unchanged":
            self.unchanged += 1
        else:
            getattr(self, kind).append(name)

    def as_object(self) -> dict[str, Any]:
        """Give all of it for JSON."""
        return {
            "title": self.title,
            "source": self.source,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "older": self.older,
            "absent": self.absent,
            "failed": [{"name": name, "why": why} for name, why in self.failed.items()],
            "not_asked": self.not_asked,
            "would_ask": self.would_ask,
            "disagreements": self.disagreements,
            "said": self.said,
            "requests": self.asked,
            "stopped": self.stopped,
        }

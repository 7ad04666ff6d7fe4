"""What a fetch did, chamber by chamber: the numbers and sentences that it ends with."""

from dataclasses import dataclass, field
from typing import Any

from votekit.fetchers.intake import Change


@dataclass
class ChamberSummary:
    """What became of one chamber of one Congress.

    ``failed`` has a sentence for each roll call (or list of roll calls) that could not be fetched;
    ``not_asked`` those that were wanted when a server was no longer asked; ``asked`` is the number
    of requests; ``stopped`` tells that the user ended it; ``unreachable`` are the sites to which
    there was no connection.
    """

    chamber: str
    congress: int
    sources: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    corrected: list[Change] = field(default_factory=list)
    unchanged: int = 0
    vacated: list[str] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    not_posted: list[str] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    disagreements: list[tuple[str, str]] = field(default_factory=list)
    would_ask: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: int = 0
    stopped: bool = False
    unreachable: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Tell whether everything wanted was fetched."""
        held_back = any(change.held_back for change in self.kept)
        lost = self.failed or self.not_asked or self.unreachable
        return not (lost or self.stopped or held_back)

    @property
    def asked_for_any(self) -> bool:
        """Tell whether any roll call was fetched, or failed by itself."""
        had = self.new or self.corrected or self.vacated or self.kept or self.unchanged
        return bool(had or self.failed or self.not_asked)

    @property
    def is_up_to_date(self) -> bool:
        """Tell whether nothing was found that the record had not."""
        return not (self.new or self.corrected or self.vacated) and self.is_complete

    def add(self, change: Change) -> None:
        """Count what became of one roll call, also when it comes again from another source."""
        self.kept = [one for one in self.kept if one.vote_id != change.vote_id]
        if change.kind == "new":
            self.new.append(change.vote_id)
        elif change.kind == "vacated":
            self.vacated.append(change.vote_id)
        elif change.kind == "corrected":
            self.corrected.append(change)
        elif change.kind == "kept":
            self.kept.append(change)
        else:
            self.unchanged += 1
        self.disagreements += [(change.vote_id, said) for said in change.disagreements]
        self.failed.pop(change.vote_id, None)
        if change.vote_id in self.not_asked:
            self.not_asked.remove(change.vote_id)

    def forget_lists(self) -> None:
        """Forget that a list could not be fetched, since another source has given it."""
        self.failed = {name: why for name, why in self.failed.items() if " " not in name}

    def as_object(self) -> dict[str, Any]:
        """Give the summary for JSON."""
        return {
            "chamber": self.chamber,
            "congress": self.congress,
            "sources": self.sources,
            "new": sorted(self.new, key=in_order),
            "corrected": [_plain(change) for change in self.corrected],
            "unchanged": self.unchanged,
            "vacated": sorted(self.vacated, key=in_order),
            "kept": [_plain(change) for change in self.kept],
            "not_posted": sorted(self.not_posted, key=in_order),
            "not_asked": sorted(self.not_asked, key=in_order),
            "failed": [{"vote_id": name, "why": why} for name, why in self.failed.items()],
            "disagreements": [{"vote_id": name, "what": what} for name, what in self.disagreements],
            "would_ask": self.would_ask,
            "said": self.said,
            "asked": self.asked,
            "stopped": self.stopped,
            "unreachable": self.unreachable,
        }


def in_order(vote_id: str) -> tuple[str, int]:
    """Order ids by session, then by number.

    >>> sorted(["h10-119.2026", "h9-119.2026", "h700-119.2025"], key=in_order)
    ['h700-119.2025', 'h9-119.2026', 'h10-119.2026']
    """
    number, _, session = vote_id.partition("-")
    return (session, int(number[1:]) if number[1:].isdigit() else 0)


def _plain(change: Change) -> dict[str, Any]:
    return {
        "vote_id": change.vote_id,
        "changes": list(change.changes),
        "held_back": change.held_back,
    }

"""Which roll call of each chamber agreed to the text that goes to the president."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from votekit.congresses import CHAMBERS

Row = dict[str, Any]

TEXT_STAGES = frozenset({"passage", "conference", "concurrence"})
VETOABLE = frozenset({"hr", "s", "hjres", "sjres"})


def bill_type(bill_id: str | None) -> str:
    """Return the kind of a bill, as ``hr`` or ``sjres``.

    >>> bill_type("sjres7-116")
    'sjres'
    """
    return (bill_id or "").split("-")[0].rstrip("0123456789")


def in_order(rollcalls: Iterable[Row]) -> list[Row]:
    """Sort roll calls as they were held: s334-119.2025 came after s353-119.2025."""
    return sorted(rollcalls, key=lambda row: (row["date"], row["number"]))


@dataclass(frozen=True)
class Deciding:
    """The deciding roll call of each chamber that has one, why others have none, and overrides.

    ``reasons`` says of each chamber without a deciding roll call why it has none; ``overtaken`` is
    a roll call on a text that the other chamber amended afterwards.
    """

    votes: dict[str, Row]
    reasons: dict[str, str]
    overrides: list[Row]
    overtaken: Row | None = None

    def role_of(self, row: Row) -> str:
        """Return ``deciding``, ``override`` or ``other``."""
        if row["stage"] == "override":
            return "override"
        deciding = self.votes.get(row["chamber"])
        return "deciding" if deciding and deciding["vote_id"] == row["vote_id"] else "other"


def deciding_rollcalls(rollcalls: Iterable[Row]) -> Deciding:
    """Find the deciding roll calls of one bill.

    Takes all roll calls on the bill, of both chambers. Deciding is, in each chamber, the last that
    agreed to a text before any attempt to override: passage, suspension of the rules, conference
    report, or concurrence. A roll call on a text that the other chamber amended afterwards is not
    deciding: the agreement to the amendment was by voice, or never came.

    Rule: docs/rules.md, "Veto arithmetic".
    """
    ordered = in_order(rollcalls)
    overrides = [row for row in ordered if row["stage"] == "override"]
    until = overrides[0]["date"] if overrides else None
    texts = [
        row
        for row in ordered
        if row["stage"] in TEXT_STAGES and (until is None or row["date"] < until)
    ]
    votes: dict[str, Row] = {}
    for row in texts:
        if row["outcome"] == "passed":
            votes[row["chamber"]] = row
    reasons = {
        chamber: _reason(chamber, texts, bool(overrides))
        for chamber in CHAMBERS
        if chamber not in votes
    }
    chamber = _overtaken(votes)
    if chamber is None:
        return Deciding(votes, reasons, overrides)
    vote = votes.pop(chamber)
    reasons[chamber] = _overtaken_reason(chamber, vote, votes)
    return Deciding(votes, reasons, overrides, vote)


def _reason(chamber: str, texts: list[Row], vetoed: bool) -> str:
    failed = [row for row in texts if row["chamber"] == chamber]
    name = chamber.capitalize()
    if failed:
        last = failed[-1]
        return f"the {name} rejected it ({last['vote_id']}, {last['yea']}–{last['nay']})"
    if vetoed:
        return f"the {name} passed it without a roll call, by voice vote or unanimous consent"
    return (
        f"the {name} has no roll call on passing it: it acted by voice vote or unanimous consent, "
        "or not at all"
    )


def _overtaken(votes: Mapping[str, Row]) -> str | None:
    """Return the chamber whose last roll call was on a text that the other then amended."""
    if len(votes) < 2:
        return None
    first, second = sorted(votes.values(), key=lambda row: row["date"])
    if second["stage"] == "passage" and _is_amended(second):
        return str(first["chamber"])
    return None


def _is_amended(row: Row) -> bool:
    said = row["type"] if row["chamber"] == "house" else row["subject"] or ""
    return "as amended" in str(said).lower()


def _overtaken_reason(chamber: str, vote: Row, votes: Mapping[str, Row]) -> str:
    (other,) = votes.values()
    return (
        f"the {chamber.capitalize()} voted ({vote['vote_id']}) before the "
        f"{str(other['chamber']).capitalize()} amended the text ({other['vote_id']}), and agreed "
        "to the amendment without a roll call, or not at all"
    )

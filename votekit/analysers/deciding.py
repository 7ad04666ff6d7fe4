"""Which roll call of each chamber agreed to the text that goes to the president."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from votekit.congresses import CHAMBERS
from votekit.linked import UNNAMED
from votekit.rules import TEXT_STAGES
from votekit.words.known import known_as

Row = dict[str, Any]

_SITTING = timedelta(hours=36)
_ON_AMENDMENT = re.compile(r"\b(amdts?|amendments?|substitute)\b", re.IGNORECASE)
_ON_MOTION = re.compile(
    r"\b(concur|conference|conf|proceed|recede|disagree|message)", re.IGNORECASE
)
_DIFFERENCES = re.compile(
    r"conferees|conference|conf\.? ?re?p|\bdisagree|\binsist on|\brecede", re.IGNORECASE
)
_TO_CONFERENCE = re.compile(r"go to conference|request|disagree|insist", re.IGNORECASE)
_WITH_AMENDMENT = re.compile(
    r"(with (an |a |further |portion of |house |the )*|recede and )(am|ad)", re.IGNORECASE
)


def in_order(rollcalls: Iterable[Row]) -> list[Row]:
    """Sort roll calls as they were held: s334-119.2025 came after s353-119.2025."""
    return sorted(rollcalls, key=lambda row: (row["date"], row["number"]))


def title_of(rollcalls: Iterable[Row]) -> str:
    """Give a bill's title: the House names it under a passage, the Senate beside any question.

    Where the record goes on giving the title of what the bill was before another text was written
    into it, it is the name by which it is known (``votekit.words.known``).
    """
    # The title beside a resolution's roll call is the resolution's.
    ordered = [row for row in in_order(rollcalls) if not row.get("by")]
    title = _last_title(ordered)
    bills = {row["bill_id"] for row in ordered if row["bill_id"]}
    return known_as(bills.pop(), title) if len(bills) == 1 else title


def _last_title(ordered: list[Row]) -> str:
    for row in reversed(ordered):
        if row["chamber"] == "house" and row["stage"] != "other" and row["subject"]:
            return str(row["subject"])
    titles = [row["bill_title"] for row in ordered if row["bill_title"]]
    return next((title for title in reversed(titles) if not title.startswith("No short")), "")


@dataclass(frozen=True)
class Deciding:
    """The deciding roll calls of each chamber, why a chamber has none, and attempts to override.

    A chamber has several when it divided the question (``votes``, in order). ``reasons`` says of
    each chamber without one why; ``overtaken`` are its roll calls on a text that was changed
    afterwards. ``rejected`` tells that a chamber rejected the bill in the end, ``lost`` has the
    roll calls by which it did.
    """

    votes: dict[str, list[Row]]
    reasons: dict[str, str]
    overrides: list[Row]
    overtaken: list[Row] = field(default_factory=list)
    rejected: bool = False
    lost: list[Row] = field(default_factory=list)

    @property
    def chosen(self) -> list[Row]:
        """All deciding roll calls, in order."""
        return in_order(row for rows in self.votes.values() for row in rows)

    @property
    def undecided(self) -> list[Row]:
        """The roll calls of chambers without a deciding one: on a text that changed, or lost."""
        return in_order([*self.overtaken, *self.lost])

    def role_of(self, row: Row) -> str:
        """Return ``deciding``, ``override``, ``lost`` or ``other``."""
        if row["stage"] == "override":
            return "override"
        if any(row["vote_id"] == one["vote_id"] for one in self.lost):
            return "lost"
        ids = {one["vote_id"] for one in self.votes.get(row["chamber"], [])}
        return "deciding" if row["vote_id"] in ids else "other"


def deciding_rollcalls(
    rollcalls: Iterable[Row], unrecorded: Mapping[str, int] | None = None
) -> Deciding:
    """Find the deciding roll calls of one bill.

    Takes all roll calls on the bill, of both chambers; ``unrecorded`` names the chambers of which
    the record has no roll call of one year (the House of 1989).

    Deciding is, in each chamber, the last that agreed to a text before any attempt to override:
    passage, suspension of the rules, conference report, concurrence, or receding from its own
    amendment. A roll call on a text that was changed afterwards is not deciding: the agreement to
    the change was without a roll call, or never came.

    Rule: docs/rules.md, "The deciding roll call".
    """
    ordered = in_order(rollcalls)
    overrides = [row for row in ordered if row["stage"] == "override"]
    congress = int(str(ordered[0]["bill_id"]).split("-")[1]) if ordered else 0
    until = overrides[0]["date"] if overrides else None
    texts = [
        row
        for row in ordered
        if row["stage"] in TEXT_STAGES and (until is None or row["date"] < until)
    ]
    votes: dict[str, list[Row]] = {}
    reasons: dict[str, str] = {}
    lost: list[Row] = []
    for chamber in CHAMBERS:
        rows = _agreed(chamber, texts)
        if rows:
            votes[chamber] = rows
            continue
        # Where it voted at all, the last that it voted on was rejected.
        last = next((row for row in reversed(texts) if row["chamber"] == chamber), None)
        # A bill that was vetoed was passed by both, whatever the last roll call says.
        lost += [last] if last and not overrides else []
        year = (unrecorded or {}).get(chamber)
        blocked = last or _blocked(chamber, ordered)
        reasons[chamber] = _reason((chamber, congress), blocked, overrides, year)
    overtaken: list[Row] = []
    for chamber, why in _overtaken(votes, ordered, until).items():
        rows = votes.pop(chamber)
        overtaken += rows
        reasons[chamber] = f"the {chamber.capitalize()} voted ({rows[-1]['vote_id']}) {why}"
    return Deciding(votes, reasons, overrides, overtaken, bool(lost), lost)


def _blocked(chamber: str, ordered: list[Row]) -> Row | None:
    """Return the failed cloture after which a chamber never voted on the bill again.

    Cloture on an amendment to it tells nothing of the bill.
    """
    tried = [
        row
        for row in ordered
        if row["chamber"] == chamber
        and str(row.get("rule", "")).startswith("cloture")
        and _is_on_bill(f"{row['question']} {row['subject'] or ''}")
    ]
    if not tried or tried[-1]["outcome"] != "failed":
        return None
    # hr7147-119: the House acted on the Senate's amendment after the cloture that failed.
    acted = any(
        row["stage"] == "concurrence" and row["chamber"] != chamber and row["outcome"] == "passed"
        for row in ordered
        if row["date"] > tried[-1]["date"]
    )
    return None if acted else tried[-1]


def _is_on_bill(asked: str) -> bool:
    return bool(_ON_MOTION.search(asked)) or not _ON_AMENDMENT.search(asked)


def _agreed(chamber: str, texts: list[Row]) -> list[Row]:
    """Return the chamber's last agreement to a text, in its parts; none when it rejected the last.

    Concurrences after a conference report are on amendments left in disagreement (s561-104.1995),
    unless the other chamber has voted on a text in between (h699-115.2017).
    """
    mine = [row for row in texts if row["chamber"] == chamber]
    agreed = [row for row in mine if row["outcome"] == "passed"]
    reports = [row for row in agreed if row["stage"] == "conference"]
    others = [row for row in texts if row["chamber"] != chamber]
    if reports and not _reopened(reports[-1], mine, others):
        return reports[-1:]
    if not agreed or agreed[-1] is not mine[-1]:
        return []
    parts = _parts(agreed, others)
    # hr2642-110, hr2764-110: a part that the other chamber left as it was, while it amended the
    # rest, and so was not voted on again.
    return [row for row in agreed if row.get("stands") or row in parts]


def _reopened(report: Row, mine: list[Row], others: list[Row]) -> bool:
    later = [row for row in mine if row["date"] > report["date"]]
    if any(row["stage"] == "conference" for row in later):
        return True
    theirs = [row["stage"] for row in others if row["outcome"] == "passed"]
    if "conference" in theirs:
        return False
    return any(row["date"] > report["date"] for row in others)


def _parts(agreed: list[Row], others: list[Row]) -> list[Row]:
    """Return the parts of a divided question: concurrences in one sitting, nobody else in between.

    The House voted on the Senate's amendment to H.R. 627 (111th) in two parts: all but section 512,
    361–64, and section 512, 279–147; on H.R. 2029 (114th) one day after the other.
    """
    last = agreed[-1]
    if last["stage"] != "concurrence":
        return [last]
    since = max((row["date"] for row in others if row["date"] < last["date"]), default=None)
    return [
        row
        for row in agreed
        if row["stage"] == "concurrence"
        and last["date"] - row["date"] < _SITTING
        and (since is None or row["date"] > since)
    ]


def _reason(
    place: tuple[str, int], failed: Row | None, overrides: list[Row], unrecorded: int | None
) -> str:
    name = place[0].capitalize()
    if failed is not None and not overrides:
        count = f"({failed['vote_id']}, {failed['yea']}–{failed['nay']})"
        if failed["stage"] == "other":
            return f"the {name} has no roll call on passing it; a vote to end debate failed {count}"
        if failed.get("rule") == "suspension":
            return (
                f"the {name} did not suspend the rules for the last text that it voted on {count}"
            )
        return f"the {name} rejected the last text that it voted on {count}"
    if unrecorded:
        return f"the record has none of the {name}'s roll calls of {unrecorded}"
    if overrides:
        return (
            f"the {name} passed it without a roll call on the bill itself, by voice vote, "
            "unanimous consent, or together with other bills"
        )
    together = UNNAMED.get(place)
    unnamed = (
        f" by one of {together} roll calls on “certain bills” that name none," if together else ""
    )
    return (
        f"the {name} has no roll call on the bill itself: it acted by voice vote or unanimous "
        f"consent,{unnamed} or not at all"
    )


def _overtaken(
    votes: Mapping[str, list[Row]], ordered: Sequence[Row], until: datetime | None
) -> dict[str, str]:
    """Return the chambers whose roll calls were on a text that changed afterwards, and how."""
    met = _went_to_conference(votes, ordered, until)
    if met:
        why = (
            f"before the chambers set out to settle their differences ({met['vote_id']}), and "
            "agreed to what came of that without a roll call on the bill itself, or not at all"
        )
        return dict.fromkeys(votes, why)
    changed = _changed(votes)
    return dict([changed]) if changed else {}


def _went_to_conference(
    votes: Mapping[str, list[Row]], ordered: Sequence[Row], until: datetime | None
) -> Row | None:
    """Return the first sign, after the last passage, that the chambers went on to another text.

    Of H.R. 2608 (102nd) the record has the passages and, four months later, amendments that a
    conference left in disagreement: its report was agreed to by voice vote.
    """
    stages = {rows[-1]["stage"] for rows in votes.values()}
    if stages != {"passage"}:
        return None
    last = max(rows[-1]["date"] for rows in votes.values())
    return next(
        (
            row
            for row in ordered
            if row["stage"] == "other"
            and last < row["date"]
            and (until is None or row["date"] < until)
            and _is_on_differences(row)
        ),
        None,
    )


def _is_on_differences(row: Row) -> bool:
    if row.get("changes"):
        return True
    asked = f"{row['type']} {row['question'].split(': ')[0]}"
    if row["chamber"] == "senate":
        asked += f" {row['subject'] or ''}"
    # A conference that was refused was none; one that was instructed in vain was one.
    tried = row["outcome"] == "passed" or not _TO_CONFERENCE.search(asked)
    return tried and bool(_DIFFERENCES.search(asked))


def _changed(votes: Mapping[str, list[Row]]) -> tuple[str, str] | None:
    if len(votes) < 2:
        return None
    early, late = sorted((rows[-1] for rows in votes.values()), key=lambda row: row["date"])
    who = f"the {late['chamber'].capitalize()}"
    agreed = "and agreed to that without a roll call on the bill itself, or not at all"
    if late["stage"] == "conference" and early["stage"] != "conference":
        return early["chamber"], f"before the conference ({late['vote_id']}), {agreed}"
    if _is_amended(late):
        return early["chamber"], f"before {who} amended the text ({late['vote_id']}), {agreed}"
    own = _origin(late) == late["chamber"]
    if late["stage"] == "concurrence" and early["stage"] == "passage" and not own:
        return early["chamber"], (
            "before it amended the text again, without a roll call on the bill itself, in which "
            f"{who} concurred ({late['vote_id']})"
        )
    return None


def _origin(row: Row) -> str:
    return "house" if str(row["bill_id"]).startswith("h") else "senate"


def _is_amended(row: Row) -> bool:
    if row.get("by"):
        return bool(row["amends"])
    if row["stage"] == "concurrence":
        return bool(_WITH_AMENDMENT.search(f"{row['type']} {row['question']}"))
    said = row["type"] if row["chamber"] == "house" else row["subject"] or ""
    return row["stage"] == "passage" and "as amended" in str(said).lower()

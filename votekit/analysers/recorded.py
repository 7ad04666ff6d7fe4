"""A check of the deciding roll calls: those that a bill's official document names.

GovInfo's bill status lists the roll calls on a bill. The last one of each chamber on the text is
compared with the one that votekit takes as deciding, which it finds from the roll calls alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from votekit.analysers.deciding import Deciding
from votekit.congresses import CHAMBERS
from votekit.rules import TEXT_STAGES

Row = Mapping[str, Any]

_ON_THE_TEXT = re.compile(
    r"passed (senate|house|/agreed)|^passed|^on passage passed|^(final )?passage"
    r"|agreed to in (the )?(senate|house)\b|conference report agreed"
    r"|house agree(ing)? to the senate|senate agreed|agree to the senate amendment"
    r"|suspend the rules and (pass|agree|concur)|concur(red)? in the (house|senate) amendment",
    re.IGNORECASE,
)
"""Of the documents' words for an action, those for agreeing to a text."""
_NOT_ON_THE_TEXT = re.compile(
    r"\bamendment s\.?a|^senate amendment (not )?agreed|motion to (re)?commit|cloture|not agreed"
    r"|rejected|failed|veto|\btable\b|roll call votes on amendments",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RecordedCheck:
    """One chamber's deciding roll calls beside the last on the text that the document names.

    ``chosen`` is empty where votekit finds none; ``named`` where the document names none, though it
    names roll calls on this bill. ``by`` tells what resolution decided the bill: those the
    document of the bill does not name (H.Res. 601 for S.Con.Res. 14 of the 117th).
    """

    chamber: str
    chosen: tuple[str, ...]
    named: str | None
    agrees: bool
    source: str
    source_url: str
    by: str | None = None


def recorded_checks(
    decided: Deciding, rollcalls: Sequence[Row], recorded: Sequence[Row], until: date | None
) -> list[RecordedCheck]:
    """Compare each chamber's deciding roll calls with those that a bill's document names.

    Takes all roll calls on the bill, the rows of ``recorded_votes``, and the day of the document's
    latest action: of a later roll call it cannot know. A chamber with nothing to compare is left
    out. An attempt to override is no deciding roll call.
    """
    by_id = {row["vote_id"]: row for row in rollcalls}
    overrides = {row["vote_id"] for row in decided.overrides}
    checks = []
    for chamber in CHAMBERS:
        named = [
            row
            for row in recorded
            if row["chamber"] == chamber
            and row["vote_id"] not in overrides
            and _is_on_the_text(row, by_id.get(row["vote_id"]))
        ]
        chosen = [row for row in decided.votes.get(chamber, []) if _is_known(row, until)]
        if not recorded or not (named or chosen):
            continue
        last = max(named, key=lambda row: (row["day"], _number(row["vote_id"])), default=None)
        ids = {row["vote_id"] for row in chosen}
        known = ids or {row["vote_id"] for row in decided.undecided}
        checks.append(
            RecordedCheck(
                chamber,
                tuple(row["vote_id"] for row in chosen),
                last["vote_id"] if last else None,
                last is not None and last["vote_id"] in known,
                recorded[0]["source"],
                recorded[0]["source_url"],
                next((row["by"] for row in chosen if row.get("by")), None),
            )
        )
    return checks


def _is_known(row: Row, until: date | None) -> bool:
    return until is None or row["date"].date() <= until


def _is_on_the_text(named: Row, row: Row | None) -> bool:
    """Tell whether a roll call that a document names agreed to a text.

    "Placeholder Text for H42510" (h673-114.2015) and "FREE TEXT" (s331-114.2015) are conference
    reports: where the document's words say nothing, the record's own question does.
    """
    words = named["action"] or ""
    if _NOT_ON_THE_TEXT.search(words):
        return False
    if row is not None and row["outcome"] == "failed":
        return False
    return bool(_ON_THE_TEXT.search(words)) or (row is not None and row["stage"] in TEXT_STAGES)


def _number(vote_id: str) -> int:
    return int(vote_id.split("-")[0][1:])

"""Comparing a roll call that came in with the one in the record: what changed, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from votekit.errors import StoreError
from votekit.fetchers.known import Cast
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.words.names import member_tag
from votekit.words.text import listed

_RANKS = {"voteview": 0, "congress.gov": 1, "unitedstates": 2, "house": 3, "senate": 3}
"""How much of a roll call a source has. Voteview folds announced positions into yea and nay, so it
never corrects another source; Congress.gov has no subject and other amendment numbers."""

_SUBSTANCE = ("kind", "result", "vice_president")
_DESCRIPTION = (
    "date category type question subject requires result_text recorded_yea recorded_nay words "
    "bill_id bill_title amendment_type amendment_number amendment_author amendment_purpose "
    "nomination nomination_title treaty treaty_congress treaty_title"
).split()
_TALLIED = ("yea", "nay", "present", "not_voting")


def rank(source: str) -> int:
    """Say how much of a roll call a source has, as a number to compare.

    A source without a rank would correct, or be corrected, by accident: it is refused.
    """
    if source not in _RANKS:
        raise StoreError(
            f"Roll calls of the source “{source}” have no rank among those of other sources; "
            f"votekit knows {listed(list(_RANKS))}. Fetch with the version that wrote them."
        )
    return _RANKS[source]


def is_older(new: Row, old: Row) -> bool:
    """Tell whether what came in is of an earlier state than what is there."""
    if new["modified"] and old["modified"] and new["modified"] != old["modified"]:
        return bool(new["modified"] < old["modified"])
    # The same state of the chamber's document, or no such time: then when it was taken up decides,
    # since an archive of 2016 has 34 roll calls of the Senate otherwise than its later ones.
    return bool(new["updated"] < _whole_milliseconds(old["updated"]))


def columns_kept(old: Row, new: Row) -> Row:
    """Give the columns in which the record's row stands, since the new source has less."""
    if rank(new["source"]) >= rank(old["source"]):
        return {}
    return {name: old[name] for name in _DESCRIPTION if old[name] is not None}


def differences(
    old: Row, positions: Mapping[str, Cast], vote: ParsedVote, names: Mapping[str, str]
) -> list[str]:
    """Say what differs, a sentence each: result and question, totals, then member by member."""
    new = {
        row["member_id"]: Cast(
            row["position"],
            None if row["position"] else row["word"],
            row["party"],
            row["state"],
        )
        for row in vote.positions
    }
    of_rollcall = list(_of_rollcall(old, vote.rollcall))
    if new == positions:
        return of_rollcall
    printed = {row["member_id"]: row["name"] for row in vote.positions}
    told = []
    for member in sorted(positions.keys() | new.keys()):
        before, after = positions.get(member), new.get(member)
        change = _of_member(before, after)
        if change:
            cast = after or before
            name = names.get(member) or printed.get(member) or member
            told.append(f"{_tagged(name, cast)}: {change}")
    totals = list(_of_totals(positions.values(), new.values()))
    return [*of_rollcall, *totals, *sorted(told)]


def _of_rollcall(old: Row, new: Row) -> Iterator[str]:
    same_source = old["source"] == new["source"]
    columns = [*_SUBSTANCE]
    if rank(new["source"]) >= rank(old["source"]):
        columns += _DESCRIPTION
    for name in columns:
        before, after = _plain(old[name]), _plain(new[name])
        # What only one of two sources tells is no correction.
        if before != after and (same_source or None not in (before, after)):
            yield f"{name.replace('_', ' ')}: {_shown(after)}, was {_shown(before)}"


def _of_totals(old: Any, new: Any) -> Iterator[str]:
    before, after = (Counter(cast.position for cast in casts) for casts in (old, new))
    if [before[name] for name in _TALLIED] == [after[name] for name in _TALLIED]:
        return
    yield f"counted: {_tally(after)}, was {_tally(before)}"


def _tally(counts: Counter[str | None]) -> str:
    tally = f"{counts['yea']}–{counts['nay']}"
    for name, word in (("present", "present"), ("not_voting", "not voting")):
        tally += f", {counts[name]} {word}"
    return tally


def _of_member(before: Cast | None, after: Cast | None) -> str | None:
    if before is None or after is None:
        return f"{_said(after)}, was {_said(before)}"
    changes = []
    if (before.position, before.word) != (after.position, after.word):
        changes.append(f"{_said(after)}, was {_said(before)}")
    if before.party != after.party:
        changes.append(f"party {after.party or 'none'}, was {before.party or 'none'}")
    return "; ".join(changes) or None


def _said(cast: Cast | None) -> str:
    if cast is None:
        return "not listed"
    return (cast.position or cast.word or "nothing").replace("_", " ")


def _tagged(name: str, cast: Cast | None) -> str:
    # A senator's printed name has party and state already.
    return name if cast is None or name.endswith(")") else member_tag(name, cast.party, cast.state)


def _plain(value: Any) -> Any:
    return _whole_milliseconds(value) if isinstance(value, datetime) else value or None


def _whole_milliseconds(value: datetime) -> datetime:
    return value.replace(microsecond=value.microsecond // 1000 * 1000)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{value}"

"""The pages of ``margin``, ``split`` and ``vote`` for a roll call of 1789 to 1989."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from votekit.analysers.old_vote import POSITIONS, OldPosition, OldVote
from votekit.cli.options import Format
from votekit.cli.page import Grid, Page
from votekit.words.bars import standing
from votekit.words.counts import signed, tally
from votekit.words.dates import spell_date
from votekit.words.names import chamber_name, congress_name, tag

HEADER = ("party", "yea", "nay", "present", "paired", "not voting", "position")
_ORDER = tuple(dict.fromkeys(POSITIONS.values()))
_CAST = "Pairs and announced positions are not votes, and are not counted."
_MISSING = (
    "No source here has the question of this roll call; its address at Voteview may "
    "(docs/history.md)."
)


def write_old_votes(
    votes: Sequence[OldVote], kind: str, style: Format, output: Path | None
) -> None:
    """Write roll calls for ``margin``, ``split`` or ``vote``; as CSV, a line a member or party."""
    from votekit.cli.output import write_pages

    rows = [row for vote in votes for row in _rows(vote, kind)]
    pages = [_page(vote, kind) for vote in votes]
    write_pages(pages, [vote.to_dict() for vote in votes], rows, style, output)


def _rows(vote: OldVote, kind: str) -> list[dict[str, Any]]:
    if kind == "vote":
        return [{"vote_id": vote.vote_id, "day": vote.day, **vars(one)} for one in vote.members]
    if kind == "split":
        return [{"vote_id": vote.vote_id, "day": vote.day, **vars(one)} for one in vote.parties]
    plain = vote.to_dict()
    return [{name: value for name, value in plain.items() if not isinstance(value, list)}]


def _page(vote: OldVote, kind: str) -> Page:
    lists = [("Question, in Voteview's words", vote.text)] if vote.text else []
    if kind == "vote":
        lists += _names(vote)
    elif vote.defectors:
        lists.append((f"Broke ranks ({len(vote.defectors)})", _by_side(vote.defectors)))
    grids = [_parties(vote)]
    if kind == "margin":
        grids.insert(0, _margin(vote))
    return Page(
        heading=f"{vote.vote_id}: {chamber_name(vote.chamber)}, {congress_name(vote.congress)}, "
        f"roll call {vote.rollnumber:,}",
        lead=_lead(vote),
        grids=grids,
        lists=lists,
        notes=[*([] if vote.text else [_MISSING]), _CAST],
        sources=[f"{vote.vote_id} (positions by Voteview, 2018): {vote.source_url}"],
    )


def _lead(vote: OldVote) -> str:
    on = f"On {_day(vote)}, the" if vote.day else "The"
    told = f"{on} {chamber_name(vote.chamber)} voted {tally(vote.yea, vote.nay)}"
    line = standing(vote.cushion, vote.needed)
    return f"{told}. Two-thirds of those voting, as on a veto: {line}."


def _day(vote: OldVote) -> str:
    return spell_date(date.fromisoformat(vote.day))


def _margin(vote: OldVote) -> Grid:
    majority = (vote.yea + vote.nay) // 2 + 1
    rows = [
        ("chamber", chamber_name(vote.chamber)),
        ("date", _day(vote) if vote.day else "not known here"),
        ("bill", vote.bill or "not known here"),
        ("yea–nay", tally(vote.yea, vote.nay)),
        ("a majority", f"{majority} ({signed(vote.yea - majority)})"),
        ("two-thirds", f"{vote.needed} ({signed(vote.cushion)})"),
    ]
    return Grid(("", vote.vote_id), rows)


def _parties(vote: OldVote) -> Grid:
    rows = [
        (
            split.party,
            *map(str, (split.yea, split.nay, split.present, split.paired, split.not_voting)),
            split.position or "–",
        )
        for split in vote.parties
    ]
    return Grid(HEADER, rows, frozenset(range(1, 6)))


def _by_side(people: Sequence[OldPosition]) -> str:
    sides: dict[str, list[OldPosition]] = {}
    for one in people:
        sides.setdefault(one.position, []).append(one)
    return "; ".join(
        f"{side}: {', '.join(map(tag, members))}" for side, members in sorted(sides.items())
    )


def _names(vote: OldVote) -> list[tuple[str, str]]:
    """Name all members by position."""
    lists = []
    for side in _ORDER:
        people = [one for one in vote.members if one.position == side]
        if people:
            title = f"{side[0].upper()}{side[1:]} ({len(people)})"
            lists.append((title, ", ".join(map(tag, people))))
    return lists

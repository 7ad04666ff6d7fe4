"""The page of ``votekit compare``: a transition table, the net by party, and who moved."""

from collections.abc import Sequence
from typing import Any

from votekit.analysers.moves import NOT_LISTED, PLACES, Comparison, Move, PartyMoves
from votekit.api.headlines import deeds
from votekit.cli.page import Grid, Page
from votekit.cli.wording import LISTED
from votekit.words.counts import NONE, signed
from votekit.words.names import tag
from votekit.words.text import shortened

WORDS = {"not_voting": "not voting", NOT_LISTED: "not listed"}
DEED = 33
NET = ("yea", "nay", "present", "not_voting", "not_listed")


def compare_page(answer: Comparison) -> Page:
    """Lay out the comparison of two roll calls."""
    first, second = answer.first, answer.second
    return Page(
        heading=f"{first['vote_id']} → {second['vote_id']}, {answer.chamber.capitalize()}",
        lead=_lead(answer),
        grids=[_rollcalls(answer), _transitions(answer), _net(answer.parties)],
        lists=[
            (f"{_word(before)} → {_word(after)} ({len(moved)})", _names(moved))
            for (before, after), moved in _kinds(answer.moves)
        ],
        notes=[
            "A party’s net is the difference of its two tallies, each by party on that day.",
            *answer.notes,
        ],
        sources=[
            f"{row['vote_id']} (by {row['source']}): {row['source_url']}" for row in (first, second)
        ],
    )


def _word(place: str) -> str:
    return WORDS.get(place, place)


def _lead(answer: Comparison) -> str:
    first, second = answer.first, answer.second
    yea, nay = (second[side] - first[side] for side in ("yea", "nay"))
    return (
        f"{len(answer.moves):,} member{'' if len(answer.moves) == 1 else 's'} moved, "
        f"{answer.stayed:,} did not: {first['yea']}–"
        f"{first['nay']} became {second['yea']}–{second['nay']} (yea {signed(yea)}, nay "
        f"{signed(nay)})."
    )


def _rollcalls(answer: Comparison) -> Grid:
    done = deeds(row["vote_id"] for row in (answer.first, answer.second))
    rows = [
        (
            row["vote_id"],
            row["date"],
            f"{row['yea']}–{row['nay']}",
            row["outcome"] or NONE,
            shortened(done[row["vote_id"]], DEED),
        )
        for row in (answer.first, answer.second)
    ]
    return Grid(("roll call", "date", "yea–nay", "outcome", "what was done"), rows, frozenset({2}))


def _transitions(answer: Comparison) -> Grid:
    table = answer.transitions
    before = [place for place in PLACES if any(table[place].values())]
    after = [place for place in PLACES if any(row[place] for row in table.values())]
    header = ("before ↓ after →", *(_word(place) for place in after), "all")
    rows = [
        (
            _word(place),
            *(str(table[place][to] or NONE) for to in after),
            str(sum(table[place].values())),
        )
        for place in before
    ]
    sums = [sum(table[place][to] for place in before) for to in after]
    rows.append(("all", *map(str, sums), str(sum(sums))))
    return Grid(header, rows, frozenset(range(1, len(header))))


def _net(parties: Sequence[PartyMoves]) -> Grid:
    rows = [(party.party, *(signed(getattr(party, place)) for place in NET)) for party in parties]
    header = ("net by party", *(_word(place) for place in NET))
    return Grid(header, rows, frozenset(range(1, len(header))))


def _kinds(moves: Sequence[Move]) -> list[tuple[tuple[str, str], list[Move]]]:
    """Group moves by where from and where to: changes of side first, comings and goings last."""
    groups: dict[tuple[str, str], list[Move]] = {}
    for move in moves:
        groups.setdefault((move.before, move.after), []).append(move)

    def order(item: tuple[tuple[str, str], Any]) -> tuple[int, int]:
        before, after = (PLACES.index(place) for place in item[0])
        return (max(before, after), before)

    return sorted(groups.items(), key=order)


def _names(moved: Sequence[Move]) -> str:
    """Name all who moved, by party; those who came or went are counted where they are many."""
    by_party: dict[str, list[Move]] = {}
    for move in moved:
        by_party.setdefault(move.party, []).append(move)
    ordered = sorted(by_party.items(), key=lambda item: (-len(item[1]), item[0]))
    unlisted = NOT_LISTED in {moved[0].before, moved[0].after}
    if unlisted and len(moved) > LISTED:
        told = ", ".join(f"{party} {len(members)}" for party, members in ordered)
        return f"{told} (--format json names them)"
    return "; ".join(
        f"{party} {len(members)}: " + ", ".join(tag(move) for move in members)
        for party, members in ordered
    )

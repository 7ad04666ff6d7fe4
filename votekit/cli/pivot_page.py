"""The page of ``votekit pivot``: a line per pivot, the gridlock interval, who has no score."""

from collections.abc import Sequence
from datetime import date

from votekit.analysers.pivots import NextRoster, Pivot, Pivots, Scored
from votekit.cli.page import Grid, Page
from votekit.congresses import SEATS, ordinal
from votekit.words.counts import NONE, signed
from votekit.words.dates import spell_date
from votekit.words.names import tag

HEADER = ("pivot", "counted from", "place", "member", "score")
RIGHT = frozenset({2, 4})
NAMED = 5
FRESH = 7
"""A roster older than so many days is said to be."""
DEFINITION = (
    "Gridlock interval: from the veto pivot on the president’s side to the filibuster pivot on the "
    "other (in the House, which has no filibuster, to the median); Krehbiel, Pivotal Politics "
    "(1998), chapter 2."
)
SCORES = (
    "Scores: Voteview’s first dimension, −1 (left) to 1 (right), one for a member’s whole time in "
    "Congress; Lewis et al., Voteview, https://voteview.com."
)


def pivot_page(answer: Pivots) -> Page:
    """Lay out the pivots of one chamber."""
    lists = []
    if answer.unscored:
        title = f"Without a score, left out of the order ({len(answer.unscored)})"
        lists.append((title, ", ".join(tag(one) for one in answer.unscored)))
    congress = ordinal(answer.congress)
    return Page(
        heading=f"{answer.chamber.capitalize()}, {congress} Congress, {_day(answer.day)}",
        lead=_lead(answer),
        grids=[Grid(HEADER, [_line(one, answer.chamber) for one in answer.pivots], RIGHT)],
        lists=lists,
        notes=_notes(answer),
        sources=[f"{answer.vote_id}, {_day(answer.roster_day)}: {answer.source_url}"],
    )


def _lead(answer: Pivots) -> str:
    interval = answer.gridlock
    if interval is None:
        return (
            "No gridlock interval: too few members have a score, or the president is of neither "
            "party."
        )
    low, high = interval.low_pivot, interval.high_pivot
    return (
        f"Gridlock interval {_score(interval.low)} to {_score(interval.high)} (width "
        f"{interval.width:.3f}), from {tag(low.member)}, the {low.kind}{_word(low)}, to "
        f"{tag(high.member)}, the {high.kind}{_word(high)}; {interval.inside} of "
        f"{answer.scored} members stand in it. President: {answer.president} "
        f"({answer.president_party})."
    )


def _word(one: Pivot) -> str:
    return "" if one.kind == "median" else " pivot"


def _line(one: Pivot, chamber: str) -> tuple[str, ...]:
    base = {"full": f" of {SEATS[chamber]}", "roster": " of the roster"}[one.of]
    return (
        one.kind if one.kind == "median" else f"{one.kind}{base}",
        f"the {one.side}" if one.side else NONE,
        str(one.place),
        tag(one.member),
        _score(one.member.score),
    )


def _score(score: float | None) -> str:
    return NONE if score is None else signed(score, 3)


def _day(text: str) -> str:
    return spell_date(date.fromisoformat(text))


def _notes(answer: Pivots) -> list[str]:
    held = f"{answer.vote_id}, {_day(answer.roster_day)}"
    roster = (
        f"Roster of {held}: {answer.listed} members listed, {answer.scored} of "
        f"them with a score ({', '.join(answer.scores_from)}); places are counted among those."
    )
    if answer.unscored:
        others = len(answer.unscored)
        roster += (
            f" Had the other {others} a score, no pivot would move by more than {others} "
            f"place{'' if others == 1 else 's'}."
        )
    if answer.delegates:
        roster += f" Delegates left out: {answer.delegates}."
    if answer.chamber == "house":
        roster += " The Speaker stands there only where the roll call lists the Speaker."
    return [roster, *_later(answer), DEFINITION, SCORES]


def _later(answer: Pivots) -> list[str]:
    """Say what may have changed between the roll call of the roster and the day asked for."""
    told = []
    age = (date.fromisoformat(answer.day) - date.fromisoformat(answer.roster_day)).days
    if age > FRESH:
        told.append(
            f"The roster is {age} days older than the day asked for: the record has no "
            "roll call of the chamber between."
        )
    if answer.next_roster:
        told.append(_next(answer.next_roster))
    return told


def _next(roster: NextRoster) -> str:
    changes = []
    if roster.joined:
        changes.append(f"lists {_several(roster.joined)} as well")
    if roster.gone:
        changes.append(f"no longer lists {_several(roster.gone)}")
    pivots = ", ".join(
        f"the {one.kind}{_word(one)}{f' from the {one.side}' if one.side else ''} is "
        f"{tag(one.member)}"
        for one in roster.moved
    )
    return (
        f"The next roll call, {roster.vote_id} of {_day(roster.day)}, {' and '.join(changes)}: "
        f"with that roster {pivots or 'all pivots are the same'}."
    )


def _several(people: Sequence[Scored]) -> str:
    if len(people) > NAMED:
        return f"{len(people)} members"
    return ", ".join(tag(one) for one in people)

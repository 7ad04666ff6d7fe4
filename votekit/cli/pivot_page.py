"""The page of ``votekit pivot``: a line per pivot, the gridlock interval, who has no score."""

from datetime import date

from votekit.analysers.pivots import Pivot, Pivots, Scored
from votekit.analysers.verdict import spell_date
from votekit.cli.page import Grid, Page
from votekit.cli.wording import NONE
from votekit.congresses import SEATS, ordinal

HEADER = ("pivot", "counted from", "place", "member", "score")
RIGHT = frozenset({2, 4})
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
        lists.append((title, ", ".join(_tagged(one) for one in answer.unscored)))
    day = spell_date(date.fromisoformat(answer.day))
    return Page(
        heading=f"{answer.chamber.capitalize()}, {ordinal(answer.congress)} Congress, {day}",
        lead=_lead(answer),
        grids=[Grid(HEADER, [_line(one, answer.chamber) for one in answer.pivots], RIGHT)],
        lists=lists,
        notes=_notes(answer),
        sources=[f"{answer.vote_id}: {answer.source_url}"],
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
        f"{interval.width:.3f}), from {_tagged(low.member)}, the {low.kind}{_word(low)}, to "
        f"{_tagged(high.member)}, the {high.kind}{_word(high)}; {interval.inside} of "
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
        _tagged(one.member),
        _score(one.member.score),
    )


def _tagged(one: Scored) -> str:
    return f"{one.name} ({one.party}-{one.state})"


def _score(score: float | None) -> str:
    return NONE if score is None else f"{score:+.3f}".replace("-", "−")


def _notes(answer: Pivots) -> list[str]:
    held = spell_date(date.fromisoformat(answer.roster_day))
    roster = (
        f"Roster: {answer.listed} members listed on {answer.vote_id} of {held}, {answer.scored} of "
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
    return [roster, DEFINITION, SCORES]

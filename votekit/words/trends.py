"""What is said of a measure over time: where it went, or between what it lay."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from votekit.congresses import ordinal, year_of_session
from votekit.words.dates import spell_month
from votekit.words.names import chamber_name, party_name
from votekit.words.text import capitalized, listed

if TYPE_CHECKING:
    from votekit.analysers.trends.finding import Finding, Level, Point, Series

NOUNS = {
    "party-unity": "party-unity votes",
    "unity-score": "party unity",
    "cohesion": "cohesion",
    "likeness": "likeness of the parties",
    "absence": "absences",
    "closeness": "close roll calls",
    "veto-proof": "veto-proof passages",
    "cloture": "success of cloture motions",
}
PLURAL = frozenset({"party-unity", "absence", "closeness", "veto-proof"})
INDICES = frozenset({"cohesion", "likeness"})
"""Measures that are indices from 0 to 1; the others are shares, written in percent."""
SMALL = 0.1
PAIR = 2


def spell_value(measure: str, value: float) -> str:
    """Write a value: an index with two digits, a share in percent, a small one exactly.

    >>> spell_value("cohesion", 0.914), spell_value("absence", 0.0312), spell_value("cloture", 0.9)
    ('0.91', '3.1%', '90%')
    """
    if measure in INDICES:
        return f"{value:.2f}"
    return f"{100 * value:.{1 if 0 < value < SMALL else 0}f}%"


def period_name(period: int | str, by: str, *, short: bool = False) -> str:
    """Write a period as it stands in a sentence.

    >>> period_name(115, "congress"), period_name(115, "congress", short=True)
    ('115th Congress (2017–18)', 'the 115th')
    >>> period_name(2017, "year"), period_name("2017-09", "month")
    ('2017', 'Sept. 2017')
    """
    if isinstance(period, str):
        from datetime import date

        day = date.fromisoformat(f"{period}-01")
        return f"{spell_month(day)} {day.year}"
    if by != "congress":
        return str(period)
    if short:
        return f"the {ordinal(period)}"
    return f"{ordinal(period)} Congress ({spell_years(*_years(period))})"


def _years(congress: int) -> tuple[int, int]:
    return year_of_session(congress, 1), year_of_session(congress, 2)


def spell_years(first: int, last: int) -> str:
    """Write some years in a row.

    >>> spell_years(1990, 1994), spell_years(1998, 2002), spell_years(2025, 2025)
    ('1990–94', '1998–2002', '2025')
    """
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02d}" if first // 100 == last // 100 else f"{first}–{last}"


def spell_p(p: float) -> str:
    """Write a p value with two digits that say something.

    >>> spell_p(0.00034), spell_p(0.021), spell_p(0.32), spell_p(1e-9)
    ('p = 0.0003', 'p = 0.021', 'p = 0.32', 'p < 0.0001')
    """
    least = 0.0001
    if p < least:
        return "p < 0.0001"
    return f"p = {p:.{4 if p < 0.001 else 3 if p < 0.1 else 2}f}"


def headline(measure: str, by: str, every: Sequence["Series"]) -> str:
    """Say where a measure went, as far as its findings bear that out; else between what it lay.

    What rose or fell is told by the levels of the first and last years, so that it reads the same
    by year and by Congress.
    """
    name = capitalized(NOUNS[measure])
    if len(every) > PAIR:
        return f"{name} {_of_many(measure, by, every)}"
    they = "they" if measure in PLURAL else "it"
    first, *others = sorted(every, key=lambda one: one.direction is None)
    told = [f"{name} {_clause(measure, by, first)}"]
    told += [_clause(measure, by, one, they) for one in others]
    return "; ".join(told)


def series_name(one: "Series") -> str:
    """Write whose series it is: a chamber, or a party in it."""
    chamber = chamber_name(one.chamber)
    return chamber if one.party == "all" else f"{chamber} {party_name(one.party)}"


def _where(one: "Series") -> str:
    return f"in the {series_name(one)}" if one.party == "all" else f"among {series_name(one)}"


def _clause(measure: str, by: str, one: "Series", they: str = "") -> str:
    """Say where one series went: ``fell in the House from …``; ``in the Senate they fell from …``.

    With ``they``, the clause stands by itself.
    """
    if one.direction and one.finding:
        verb, rest = str(one.direction), f"from {_levels(measure, one.finding)}"
        told = f"{verb} {rest}" if they else f"{verb} {_where(one)} {rest}"
    else:
        told = f"{'were' if measure in PLURAL else 'was'} {_lay(measure, by, one.whole)}"
        told = told if they else f"{_where(one)} {told}"
    return f"{_where(one)} {they} {told}" if they else told


def _levels(measure: str, finding: "Finding") -> str:
    return f"{_level(measure, finding.early)} to {_level(measure, finding.late)}"


def _level(measure: str, level: "Level") -> str:
    return f"{spell_value(measure, level.value)} in {spell_years(level.first, level.last)}"


def _lay(measure: str, by: str, points: Sequence["Point"]) -> str:
    """Say between what a series lay, or what it was where there are few periods."""
    few = 4
    if len(points) <= few:
        return listed([point_told(measure, by, point) for point in points])
    low, high = (choose(points, key=lambda point: point.value) for choose in (min, max))
    return f"between {point_told(measure, by, low)} and {point_told(measure, by, high)}"


def point_told(measure: str, by: str, point: "Point") -> str:
    """Write one point: its value, its period, what was counted of it, few roll calls."""
    told = f"{spell_value(measure, point.value)} in {period_name(point.period, by, short=True)}"
    if point.part:
        told += f" {point.part}"
    return f"{told} (n = {point.rollcalls})" if point.thin else told


def _of_many(measure: str, by: str, every: Sequence["Series"]) -> str:
    """Say of several series which went furthest each way, or between what all lay."""
    told = []
    for direction in dict.fromkeys(one.direction for one in every if one.direction):
        same = [one for one in every if one.direction == direction and one.finding]
        most = max(same, key=_change)
        assert most.finding is not None
        most_words = " most" if len(same) > 1 else ""
        levels = _levels(measure, most.finding)
        told.append(f"{direction}{most_words} among {series_name(most)}, from {levels}")
    if told:
        return "; ".join(told)
    points = [(point, one) for one in every for point in one.whole]
    low, high = (choose(points, key=lambda at: at[0].value) for choose in (min, max))
    were = "were" if measure in PLURAL else "was"
    ends = [f"{point_told(measure, by, point)} ({series_name(one)})" for point, one in (low, high)]
    return f"{were} between {ends[0]} and {ends[1]}"


def _change(one: "Series") -> float:
    finding = one.finding
    return abs(finding.late.value - finding.early.value) if finding else 0.0


def how_tested(one: "Series") -> str:
    """Say how the finding of a series was reached, or why nothing is claimed."""
    finding = one.finding
    name = series_name(one)
    if finding is None:
        return f"{name}: no whole year, so no trend is claimed."
    years = spell_years(finding.first_year, finding.last_year)
    if finding.tau is None or finding.p is None:
        return f"{name}: {finding.no_claim} ({years}), so no trend is claimed."
    tau = f"{finding.tau:+.2f}".replace("-", "−")
    told = f"{name}: {finding.years} whole years, {years}, tau {tau}, {spell_p(finding.p)}"
    if finding.no_claim:
        return f"{told}: no trend is claimed, since {finding.no_claim}."
    if one.few:
        return (
            f"{told}: {finding.direction}, but with fewer than five periods shown none is claimed."
        )
    return f"{told}: {finding.direction}."


def thin_periods(by: str, every: Sequence["Series"]) -> str | None:
    """Name the periods with few roll calls, or nothing where there is none."""
    told = []
    many = 20
    for one in every:
        points = [point for point in one.points if point.thin]
        names = [
            f"{period_name(point.period, by, short=True)} ({point.rollcalls})" for point in points
        ]
        if len(points) > many:
            names = [f"in {len(points)} of {len(one.points)} periods"]
        if points:
            told.append(f"{series_name(one)} {listed(names)}")
    return "; ".join(told) or None

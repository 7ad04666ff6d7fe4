"""Whether a measure rose or fell: one finding for each measure, chamber and party.

A finding is always made of whole years, whatever the periods that are shown, so that a trend by
year and one by Congress say the same. The test is that of Mann and Kendall (Econometrica 13, 1945;
Rank Correlation Methods, 1975), by pymannkendall: it asks for no line and no distribution. Its
variance is corrected for ties, and once more for serial correlation as Hamed and Rao do (Journal
of Hydrology 204, 1998): one year's Congress is much like the year before. The larger of the two p
values counts. The second correction can also make a test keener (absence of House Republicans: p =
0.32 plain, 0.02 corrected), which so few years do not bear out.

Rule: docs/trends.md, "What is called a trend".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from votekit.analysers.trends.periods import Days, Part, part_of

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 5
"""With fewer whole years, or fewer periods shown, nothing is claimed."""
LEVEL = 0.05
THIN = 30
"""A period with fewer roll calls than this is shown with their number."""

Row = Mapping[str, Any]


class Direction(StrEnum):
    """Where a measure went."""

    ROSE = "rose"
    FELL = "fell"


class NoClaim(StrEnum):
    """Why neither is claimed."""

    FEW = "fewer than five whole years"
    UNCLEAR = "the test does not tell it from chance"
    ENDS = "the first and the last years went the other way"


@dataclass(frozen=True)
class Level:
    """A measure over some years together: numerators over denominators, 0 to 1."""

    first: int
    last: int
    value: float


@dataclass(frozen=True)
class Finding:
    """Whether a measure rose or fell in one chamber, of one party or of all.

    ``direction`` is ``None`` where nothing is claimed, and ``no_claim`` says why. ``tau`` is
    Kendall's, −1 to 1, ``p`` two-sided; both are ``None`` with fewer than five whole years.
    ``early`` and ``late`` are the levels of the first and the last whole years: five of each, or
    fewer where there are not ten.
    """

    chamber: str
    party: str
    direction: Direction | None
    no_claim: NoClaim | None
    years: int
    first_year: int
    last_year: int
    tau: float | None
    p: float | None
    early: Level
    late: Level


@dataclass(frozen=True)
class Point:
    """One period shown: its value, 0 to 1, and the roll calls that it is made of."""

    period: int | str
    value: float
    rollcalls: int
    part: Part

    @property
    def thin(self) -> bool:
        """Whether it is made of few roll calls."""
        return self.rollcalls < THIN


@dataclass(frozen=True)
class Series:
    """One chamber, or one party in it: the periods shown, and what may be claimed of them."""

    chamber: str
    party: str
    points: list[Point]
    finding: Finding | None

    @property
    def whole(self) -> list[Point]:
        """The periods counted whole; all, where there are no two of them."""
        found = [point for point in self.points if not point.part]
        return found if len(found) > 1 else self.points

    @property
    def few(self) -> bool:
        """Whether there are too few periods for a claim, and for an axis that leaves out zero."""
        return len(self.points) < FEWEST

    @property
    def direction(self) -> Direction | None:
        """Where the measure went, as far as that may be claimed of what is shown."""
        return None if self.few or self.finding is None else self.finding.direction


@dataclass(frozen=True)
class TrendAnswer:
    """A measure over time with what may be claimed of it, as a page or a chart shows it.

    ``table`` is that of :func:`votekit.trend`; ``every`` has each chamber and party in it.
    ``missing`` are the years asked for of which the record has nothing of a chamber, ``counted``
    the first and last day of what was counted.
    """

    measure: str
    by: str
    table: "pd.DataFrame"
    every: list[Series]
    missing: Mapping[str, Sequence[int]]
    counted: Days

    @property
    def series(self) -> list[Series]:
        """The series that are drawn and spoken of, by chamber and party.

        Where a measure is of all members and of the parties as well, those of all.
        """
        whole = [one for one in self.every if one.party == "all"]
        return sorted(whole or self.every, key=lambda one: (one.chamber, one.party))


def mann_kendall(values: Sequence[float]) -> tuple[float, float]:
    """Return Kendall's tau of values in order of time, and the larger of the two p values.

    >>> tau, p = mann_kendall([0.9, 0.8, 0.85, 0.7, 0.6, 0.5, 0.55, 0.4])
    >>> round(tau, 2), p < 0.01
    (-0.86, True)
    >>> mann_kendall([0.5, 0.5, 0.5, 0.5, 0.5])
    (0.0, 1.0)
    """
    if len(set(values)) == 1:
        return 0.0, 1.0
    # Takes scipy.stats, which is slow to import: a table of a trend does without.
    import numpy as np
    import pymannkendall

    plain = pymannkendall.original_test(values)
    # A corrected variance below zero has no root: then there is no corrected p.
    with np.errstate(invalid="ignore"):
        corrected = pymannkendall.hamed_rao_modification_test(values)
    return float(plain.Tau), float(np.fmax(plain.p, corrected.p))


def findings_of(yearly: "pd.DataFrame", counted: Days) -> list[Finding]:
    """Return the findings of a measure, from its table by year and the days counted."""
    found = []
    for (chamber, party), rows in series_of(yearly).items():
        whole = [row for row in rows if part_of(row["period"], "year", counted) == Part.WHOLE]
        if whole:
            found.append(_finding(chamber, party, whole))
    return found


def summarize(
    table: "pd.DataFrame", by: str, counted: Days, findings: Sequence[Finding]
) -> list[Series]:
    """Return each chamber and party of a table of a trend, with its finding."""
    known = {(one.chamber, one.party): one for one in findings}
    return [
        Series(
            chamber,
            party,
            [
                Point(
                    row["period"],
                    float(row["value"]),
                    int(row["rollcalls"]),
                    part_of(row["period"], by, counted),
                )
                for row in rows
            ],
            known.get((chamber, party)),
        )
        for (chamber, party), rows in series_of(table).items()
    ]


def series_of(table: "pd.DataFrame") -> dict[tuple[str, str], list[Row]]:
    """Part the rows of a trend by chamber and party; periods without a value are left out."""
    parted: dict[tuple[str, str], list[Row]] = {}
    for row in table.to_dict("records"):
        if row["denominator"]:
            plain = {str(name): value for name, value in row.items()}
            parted.setdefault((row["chamber"], row["party"]), []).append(plain)
    return parted


def _finding(chamber: str, party: str, rows: Sequence[Row]) -> Finding:
    some = max(1, min(5, len(rows) // 2))
    early, late = _level(rows[:some]), _level(rows[-some:])
    tau = p = None
    direction = None
    no_claim: NoClaim | None = NoClaim.FEW
    if len(rows) >= FEWEST:
        tau, p = mann_kendall([float(row["value"]) for row in rows])
        direction = Direction.ROSE if tau > 0 else Direction.FELL
        no_claim = _no_claim(p, tau * (late.value - early.value))
    return Finding(
        chamber=chamber,
        party=party,
        direction=None if no_claim else direction,
        no_claim=no_claim,
        years=len(rows),
        first_year=int(rows[0]["period"]),
        last_year=int(rows[-1]["period"]),
        tau=tau,
        p=p,
        early=early,
        late=late,
    )


def _no_claim(p: float, same_way: float) -> NoClaim | None:
    if p >= LEVEL:
        return NoClaim.UNCLEAR
    return None if same_way > 0 else NoClaim.ENDS


def _level(rows: Sequence[Row]) -> Level:
    above = sum(float(row["numerator"]) for row in rows)
    below = sum(int(row["denominator"]) for row in rows)
    return Level(int(rows[0]["period"]), int(rows[-1]["period"]), above / below)

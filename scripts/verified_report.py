"""What the comparison of the record with its sources finds, and how it is told."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

Row = dict[str, Any]
Key = tuple[Any, ...]


class CannotCompareError(Exception):
    """The sources or the record are not where they should be."""


class _Absence(Enum):
    """What stands for a field that is not there; an enum stays itself between processes."""

    NOTHING = "nothing"

    def __repr__(self) -> str:
        return self.value


NOTHING = _Absence.NOTHING


@dataclass(frozen=True)
class Difference:
    """One thing that the sources and the record have differently."""

    place: str
    what: str
    source: Any = NOTHING
    record: Any = NOTHING

    def __str__(self) -> str:
        if self.source is NOTHING and self.record is NOTHING:
            return f"{self.place}: {self.what}"
        sides = f"{self.source!r} in the sources, {self.record!r} in the record"
        return f"{self.place}: {self.what}: {sides}"


@dataclass
class Report:
    """What the comparison of one file, or of all, has found."""

    differences: list[Difference] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    rows: Counter[Key] = field(default_factory=Counter)
    """Rows of the record that were looked at, by table, Congress and chamber."""
    sightings: list[Row] = field(default_factory=list)
    """Each member of the file, as the documents have them."""

    def add(self, other: "Report") -> None:
        """Take up another report."""
        self.differences += other.differences
        self.counts += other.counts
        self.rows += other.rows
        self.sightings += other.sightings

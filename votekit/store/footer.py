"""What a Parquet file says of itself, read once: which row groups can hold what is wanted.

Reading the footer again for each Congress costs more than reading the rows, and grows with the
square of the record.
"""

from dataclasses import dataclass, field
from typing import Any

Range = tuple[Any, Any] | None


@dataclass
class Footer:
    """The metadata of one file that does not change while it is read."""

    metadata: Any
    _ranges: dict[str, list[Range] | None] = field(default_factory=dict, repr=False)

    def groups(self, wanted: dict[str, Any]) -> list[int]:
        """Return the row groups that may hold rows with these values."""
        found = list(range(self.metadata.num_row_groups))
        for name, value in wanted.items():
            ranges = self._ranges_of(name)
            if ranges is not None:
                found = [group for group in found if _may_hold(ranges[group], value)]
        return found

    def _ranges_of(self, name: str) -> list[Range] | None:
        """Return least and greatest value of a column in each row group; ``None``: not there."""
        if name not in self._ranges:
            schema = self.metadata.schema
            place = next((at for at in range(len(schema)) if schema.column(at).name == name), None)
            self._ranges[name] = None if place is None else self._read(place)
        return self._ranges[name]

    def _read(self, place: int) -> list[Range]:
        return [
            _range(self.metadata.row_group(group).column(place).statistics)
            for group in range(self.metadata.num_row_groups)
        ]


def _range(statistics: Any) -> Range:
    if statistics is None or not statistics.has_min_max:
        return None
    return statistics.min, statistics.max


def _may_hold(found: Range, value: Any) -> bool:
    return found is None or bool(found[0] <= value <= found[1])

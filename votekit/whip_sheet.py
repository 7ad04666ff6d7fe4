"""A whip count as a CSV file: who is expected to take which position, and how surely."""

import csv
import io
import os
import select
from dataclasses import dataclass
from pathlib import Path

from votekit.assumptions import AWAY, read_position
from votekit.errors import RequestError
from votekit.formulas import STARTS

LARGEST = 1_000_000
"""Bytes: a line for each member of both chambers takes a thirtieth of that."""
MOST_LINES = 5_000
"""Lines: members are looked up one by one, and both chambers have 540 of them."""
MOST_SECONDS = 10.0
"""How long a pipe may stay silent; a script that writes the sheet needs a moment."""
COLUMNS = ("name or id", "position", "certainty (0 to 1, may be left out)")


@dataclass(frozen=True)
class SheetLine:
    """One line: a member by name or id, the position expected, and with what certainty."""

    line: int
    member: str
    position: str
    certainty: float


def read_sheet(path: Path) -> list[SheetLine]:
    """Read a whip count.

    The first line names the columns: ``name`` or ``id``, ``position``, and ``certainty``, a number
    from 0 to 1 that may be left out (then 1). Other columns are passed over.

    Raises
    ------
    RequestError
        When it is not such a table; the sentence names the line.
    """
    text = _text(path)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        names = {str(name).strip().lower(): name for name in reader.fieldnames or () if name}
        who = "id" if "id" in names else "name"
        if who not in names or "position" not in names:
            raise RequestError(
                f"The sheet {path} does not begin with its columns: they are {', '.join(COLUMNS)}."
            )
        wanted = [names[who], names["position"], names.get("certainty"), names.get("name")]
        return [
            _line(path, reader.line_num, *_cells(row, wanted))
            for row in reader
            if any(isinstance(value, str) and value.strip() for value in row.values())
        ]
    except csv.Error as error:
        raise _at(path, reader.line_num, f"is no line of a CSV table ({error})") from error


def _text(path: Path) -> str:
    try:
        data = _read(path)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or error
        raise RequestError(
            f"The sheet {path} cannot be read ({told}): name a CSV file with the columns "
            f"{', '.join(COLUMNS)}."
        ) from error
    if len(data) > LARGEST:
        raise RequestError(
            f"The sheet {path} is larger than {LARGEST // 1_000_000} MB, which no whip count is: "
            "name another file."
        )
    if (lines := data.count(b"\n")) > MOST_LINES:
        raise RequestError(
            f"The sheet {path} has {lines:,} lines, and a whip count has at most {MOST_LINES:,}: "
            "leave in one line for each member."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _at(path, line, "is not text in UTF-8: save the sheet as CSV in UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _at(path, line, "is not text: save the sheet as CSV in UTF-8")
    return text


def _read(path: Path) -> bytes:
    """Read no more than a sheet can hold, from a file or a pipe that somebody writes to."""
    if not path.is_fifo():
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    # Opened so that a pipe which nobody ever writes to does not hold the program for ever.
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:  # noqa: PTH123
        if not select.select([stream], [], [], MOST_SECONDS)[0]:
            raise ValueError(f"nobody has written to that pipe for {MOST_SECONDS:g} seconds")
        os.set_blocking(stream.fileno(), True)
        return stream.read(LARGEST + 1)


def _cells(row: dict[str, str], wanted: list[str | None]) -> tuple[str, str, str]:
    """Give who, position and certainty; where the id is empty, the name says who."""
    who, position, certainty, name = ((row.get(key or "") or "").strip() for key in wanted)
    return who or name, position, certainty


def _line(path: Path, line: int, member: str, position: str, certainty: str) -> SheetLine:
    if not member:
        raise _at(path, line, "names no member: write a name or an id")
    if member.startswith(STARTS):
        raise _at(path, line, f"has a formula (“{member[:30]}”) where a member belongs")
    try:
        taken = read_position(position)
    except RequestError as error:
        raise RequestError(f"Line {line} of {path}: {error}") from error
    return SheetLine(line, member, taken, _certainty(path, line, taken, certainty))


def _certainty(path: Path, line: int, position: str, text: str) -> float:
    if not text:
        return 1.0
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise _at(path, line, f"gives the certainty “{text[:30]}”: it is a number from 0 to 1")
    if value < 1 and position not in ("yea", "nay", AWAY):
        raise _at(path, line, "is uncertain of “present”: certainty goes with yea, nay or away")
    return value


def _at(path: Path, line: int, told: str) -> RequestError:
    return RequestError(f"Line {line} of {path} {told}.")

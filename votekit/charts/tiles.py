"""Where states and their members stand in the tile map: data and places, no drawing.

The arrangement is the usual one of newsrooms, eleven columns by eight rows; territories stand
where the coast leaves room.
"""

import math
from dataclasses import dataclass

COLUMNS, ROWS = 11, 8


@dataclass(frozen=True)
class Tile:
    """One state or territory: its name, column and row, counted from the upper left."""

    name: str
    column: int
    row: int


_STATES = """
AK 0 0 Alaska
ME 10 0 Maine
VT 9 1 Vermont
NH 10 1 New Hampshire
WA 0 2 Washington
ID 1 2 Idaho
MT 2 2 Montana
ND 3 2 North Dakota
MN 4 2 Minnesota
IL 5 2 Illinois
WI 6 2 Wisconsin
MI 7 2 Michigan
NY 8 2 New York
RI 9 2 Rhode Island
MA 10 2 Massachusetts
OR 0 3 Oregon
NV 1 3 Nevada
WY 2 3 Wyoming
SD 3 3 South Dakota
IA 4 3 Iowa
IN 5 3 Indiana
OH 6 3 Ohio
PA 7 3 Pennsylvania
NJ 8 3 New Jersey
CT 9 3 Connecticut
CA 0 4 California
UT 1 4 Utah
CO 2 4 Colorado
NE 3 4 Nebraska
MO 4 4 Missouri
KY 5 4 Kentucky
WV 6 4 West Virginia
VA 7 4 Virginia
MD 8 4 Maryland
DE 9 4 Delaware
AZ 1 5 Arizona
NM 2 5 New Mexico
KS 3 5 Kansas
AR 4 5 Arkansas
TN 5 5 Tennessee
NC 6 5 North Carolina
SC 7 5 South Carolina
OK 3 6 Oklahoma
LA 4 6 Louisiana
MS 5 6 Mississippi
AL 6 6 Alabama
GA 7 6 Georgia
HI 0 7 Hawaii
TX 3 7 Texas
FL 8 7 Florida
"""
_TERRITORIES = """
DC 8 5 District of Columbia
GU 0 6 Guam
MP 1 6 Northern Mariana Islands
AS 1 7 American Samoa
PR 9 7 Puerto Rico
VI 10 7 Virgin Islands
"""


def _read(table: str) -> dict[str, Tile]:
    lines = (line.split(maxsplit=3) for line in table.split("\n") if line)
    return {code: Tile(name, int(column), int(row)) for code, column, row, name in lines}


STATES = _read(_STATES)
"""The fifty states, by their postal code."""
TERRITORIES = _read(_TERRITORIES)
"""Those that send a delegate to the House."""
TILES = STATES | TERRITORIES


def cells(members: int, ratio: float) -> list[tuple[float, float, float, float]]:
    """Divide a tile into equal cells, filled down its columns: left, top, right, bottom, 0 to 1.

    ``ratio`` is the tile's width over its height, so that the cells are as square as they can be.

    >>> cells(2, 1.5)
    [(0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0)]
    """
    most = range(1, members + 1)
    shapes = [(columns, math.ceil(members / columns)) for columns in most]
    whole = [shape for shape in shapes if shape[0] * shape[1] == members and members < 6] or shapes

    def oddness(shape: tuple[int, int]) -> tuple[float, int]:
        columns, rows = shape
        blank = columns * rows - members
        return abs(math.log(ratio * rows / columns)) + 1.2 * blank / members, blank

    columns, rows = min(whole, key=oddness) if members > 2 else (members, 1)
    return [
        (at // rows / columns, at % rows / rows, (at // rows + 1) / columns, (at % rows + 1) / rows)
        for at in range(members)
    ]

"""Where the seats of a chamber stand: rows of arcs, filled from left to right."""

import math
from dataclasses import dataclass

INNER = 0.36
"""The inner row's radius as a part of the outer one's."""


@dataclass(frozen=True)
class Place:
    """One seat: ``x`` and ``y`` around the centre of the arcs, the outer radius being 1.

    ``angle`` is 0 at the left foot and π at the right one.
    """

    x: float
    y: float
    angle: float


def rows_for(seats: int) -> int:
    """Return the number of arcs that sets seats about as far apart along them as between them.

    >>> rows_for(435), rows_for(100), rows_for(1)
    (11, 5, 1)
    """
    middle = math.pi * (1 + INNER) / 2
    return max(1, round(math.sqrt(seats * (1 - INNER) / middle)))


def places(seats: int) -> list[Place]:
    """Return the seats from left to right; in each arc they are evenly apart.

    >>> len(places(435)), [round(abs(place.angle), 2) for place in places(3)]
    (435, [0.0, 1.57, 3.14])
    """
    radii = _radii(seats)
    found = []
    for radius, count in zip(radii, _shared(seats, radii), strict=True):
        for seat in range(count):
            angle = math.pi * (seat + 0.5) / count if count == 1 else math.pi * seat / (count - 1)
            found.append(Place(-radius * math.cos(angle), radius * math.sin(angle), angle))
    return sorted(found, key=lambda place: (place.angle, math.hypot(place.x, place.y)))


def _radii(seats: int) -> list[float]:
    arcs = rows_for(seats)
    return [1 - (1 - INNER) * arc / max(arcs - 1, 1) for arc in reversed(range(arcs))]


def _shared(seats: int, radii: list[float]) -> list[int]:
    """Share the seats among the arcs by their lengths; what rounding leaves goes outwards."""
    whole = sum(radii)
    counts = [int(seats * radius / whole) for radius in radii]
    for step in range(seats - sum(counts)):
        counts[-1 - step % len(counts)] += 1
    return counts


def seat_diameter(seats: int) -> float:
    """Return how large a seat may be without touching the next, the outer radius being 1.

    >>> 0.04 < seat_diameter(435) < 0.06
    True
    """
    radii = _radii(seats)
    along = [
        math.pi * radius / (count - 1)
        for radius, count in zip(radii, _shared(seats, radii), strict=True)
        if count > 1
    ]
    between = (1 - INNER) / max(len(radii) - 1, 1)
    return min([between, 0.16, *along])

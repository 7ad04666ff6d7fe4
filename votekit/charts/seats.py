"""Who sits where: rows of arcs, filled from left to right by party or by vote."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from votekit.analysers.roster import Roster, RosterMember
from votekit.charts.chart import Row

POSITIONS = {"yea": "yea", "nay": "nay", "present": "present", "not_voting": "not voting"}
SEATING = ("D", "ID", "I", "", "R")
"""Parties from left to right; those without a place here stand between the large two."""
INNER = 0.36
"""The inner row's radius as a part of the outer one's."""


@dataclass(frozen=True)
class Place:
    """One seat: ``x`` and ``y`` around the center of the arcs, the outer radius being 1.

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


def hemicycle_rows(
    rosters: Sequence[Roster], order: str, centers: Sequence[tuple[float, float]] = ()
) -> list[Row]:
    """Return the data behind the chart: one row for each seat, in the seats' order.

    ``dim1`` is Voteview's first dimension, −1 to 1, empty where it has none; ``position`` is
    ``vacant`` where no member is listed, which in the House may be the Speaker's.
    """
    rows: list[Row] = []
    for number, vote in enumerate(rosters):
        seated: list[RosterMember | None] = [*_seated(vote, order)]
        middle = next(
            (at for at, one in enumerate(seated) if one is None or one.delegate), len(seated)
        )
        seated[middle:middle] = [None] * vote.unlisted
        center = centers[number] if centers else (0.0, 0.0)
        across = round(seat_diameter(len(seated)) * 0.92, 4)
        for member, place in zip(seated, places(len(seated)), strict=True):
            at = {"x": round(center[0] + place.x, 4), "y": round(center[1] + place.y, 4)}
            rows.append({**_seat(vote, member), **at, "across": across})
    return rows


def _seat(vote: Roster, member: RosterMember | None) -> Row:
    position = POSITIONS[member.position] if member else "vacant"
    told = f"{member.tag}: {position}" if member else vacant(vote.chamber)
    if member and member.delegate:
        told = f"{member.tag}, delegate: {position}"
    return {
        "vote_id": vote.vote_id,
        "chamber": vote.chamber,
        "name": member.name if member else None,
        "party": member.party if member else None,
        "state": member.state if member else None,
        "position": position,
        "dim1": member.dim1 if member else None,
        "delegate": bool(member and member.delegate),
        "id": member.id if member else None,
        "source": vote.source_url,
        "told": told,
    }


def vacant(chamber: str) -> str:
    """Say whose an empty seat is: the Speaker is listed on some roll calls only."""
    return "vacant, or the Speaker’s" if chamber == "house" else "vacant"


def _seated(vote: Roster, order: str) -> list[RosterMember]:
    """Order members by party and, within it, from left to right; who has no score sits last."""
    sides = {"yea": 0, "present": 1, "not_voting": 1, "nay": 2}
    return sorted(
        vote.members,
        key=lambda member: (
            member.delegate,
            sides[member.position] if order == "vote" else 0,
            rank(member.party),
            member.dim1 is None,
            member.dim1 or 0.0,
        ),
    )


def rank(party: str) -> int:
    """Return a party's place from left to right."""
    return SEATING.index(party if party in SEATING else "")

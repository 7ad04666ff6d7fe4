"""Members on one of Voteview's dimensions: who stands where, the pivots, who votes against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from votekit.analysers.cutting import Cutting, cutting_point
from votekit.analysers.people import CAST, MemberPosition
from votekit.analysers.pivots import (
    Pivot,
    Scored,
    chamber_pivots,
    left_to_right,
    median_pivots,
)
from votekit.congresses import DELEGATE_STATES
from votekit.errors import RequestError
from votekit.rules import RULES
from votekit.words.ideology import DIMENSIONS
from votekit.words.names import tag


@dataclass(frozen=True)
class Placed:
    """One member with Voteview's two dimensions, ``None`` where there is no score."""

    member: MemberPosition
    dim1: float | None
    dim2: float | None

    def score(self, dimension: int) -> float | None:
        """Return the score in one of the dimensions."""
        return self.dim1 if dimension == 1 else self.dim2

    @property
    def named(self) -> str:
        """The name with party and state."""
        one = self.member
        return tag(one)


@dataclass(frozen=True)
class Line:
    """The members of one roll call on the line: who is drawn, the pivots, the cutting point."""

    row: Mapping[str, Any]
    dimension: int
    placed: list[Placed]
    unscored: list[Placed]
    pivots: list[Pivot]
    cutting: Cutting | None

    def score(self, one: Placed) -> float:
        """Return the score of a member who has one."""
        score = one.score(self.dimension)
        assert score is not None
        return score

    @property
    def governing(self) -> list[Pivot]:
        """The pivots of the number that the question needs, on the side that the yeas come from.

        A majority turns on the median; three-fifths on the filibuster pivot, two-thirds on the
        veto pivot. Without a cutting point neither side is that of the yeas, and both count.
        """
        fraction = RULES[self.row["rule"]].fraction
        kind = {"2/3": "veto", "3/5": "filibuster"}.get(str(fraction), "median")
        found = [one for one in self.pivots if one.kind == kind]
        if self.cutting is None or kind == "median":
            return found
        return [one for one in found if one.side == self.cutting.yea_side]

    @property
    def against(self) -> list[Placed]:
        """Who voted against the side on which the cutting point puts them, the farthest first."""
        if self.cutting is None:
            return []
        cut = self.cutting
        short = [
            (cut.short_of(self.score(one), one.member.position), one)
            for one in self.placed
            if one.member.position in CAST
        ]
        wrong = [entry for entry in short if entry[0] > 0]
        return [one for _, one in sorted(wrong, key=lambda entry: (-entry[0], entry[1].named))]

    @property
    def lone(self) -> list[Placed]:
        """The members on the smaller side, from left to right."""
        return self.of_position("nay" if self.row["yea"] >= self.row["nay"] else "yea")

    def of_position(self, position: str) -> list[Placed]:
        """Return who took a position, from left to right; ``away`` is all but yea and nay."""
        chosen = [
            one
            for one in self.placed
            if one.member.position == position
            or (position == "away" and one.member.position not in CAST)
        ]
        return sorted(chosen, key=lambda one: (self.score(one), one.named))


def on_line(row: Mapping[str, Any], people: Sequence[Placed], dimension: int) -> Line:
    """Put the members of a roll call on one of Voteview's dimensions.

    Raises
    ------
    RequestError
        When there is no such dimension, or no member on the roll call has a score.
    """
    if dimension not in DIMENSIONS:
        raise RequestError(f"Voteview has no dimension {dimension}: use 1 or 2.")
    placed = [one for one in people if one.score(dimension) is not None]
    if not placed:
        raise RequestError(
            f"The record has no Voteview scores of the members on {row['vote_id']}: draw a "
            "hemicycle or a split of it instead."
        )
    voted = [one for one in placed if one.member.position in CAST]
    cutting = cutting_point(
        np.array([one.score(dimension) for one in voted], float),
        np.array([one.member.position == "yea" for one in voted], bool),
    )
    return Line(
        row=row,
        dimension=dimension,
        placed=placed,
        unscored=[one for one in people if one.score(dimension) is None],
        pivots=_pivots(row["chamber"], people, dimension),
        cutting=cutting,
    )


def _pivots(chamber: str, people: Sequence[Placed], dimension: int) -> list[Pivot]:
    """Return the median and the pivots of the full chamber; delegates are no part of it.

    Pivots are defined on the first dimension; on the second only the median is marked.
    """
    roster = [
        Scored(
            one.member.name,
            one.member.party,
            one.member.state,
            one.member.id,
            one.score(dimension),
        )
        for one in people
        if one.member.state not in DELEGATE_STATES
    ]
    ordered = left_to_right(roster)
    if not ordered or dimension != 1:
        return median_pivots(ordered) if ordered else []
    found = chamber_pivots(chamber, ordered, len(roster))
    return [one for one in found if one.kind == "median" or one.of == "full"]

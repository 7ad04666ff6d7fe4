"""What the ideology of members says of a roll call: what it predicts, and where it turns."""

from typing import TYPE_CHECKING

from votekit.congresses import ordinal
from votekit.words.counts import number_word, signed
from votekit.words.names import tag
from votekit.words.rollcall import plain_matter, subject_of
from votekit.words.text import capitalized, listed

if TYPE_CHECKING:
    from votekit.analysers.ideology import Line
    from votekit.analysers.pivots import Pivot

LANES = ("yea", "nay", "away")
DIMENSIONS = {1: "first", 2: "second"}
FEW = 3
"""So many members are named."""
MOST_ERRORS = 20
"""Up to so many votes against their place are counted; then they have a share."""


def headline_of(line: "Line") -> str:
    """Say how many votes the place from left to right predicts."""
    subject = plain_matter(subject_of(line.row), ["agreeing to "])
    what = "Ideology" if line.dimension == 1 else "Voteview’s second dimension"
    if line.cutting is None:
        return _without_point(line, what, subject)
    wrong = line.cutting.errors
    if not wrong:
        return f"{what} predicts every vote on {subject}"
    if wrong <= MOST_ERRORS:
        return f"{what} predicts all but {number_word(wrong)} vote{'s' * (wrong > 1)} on {subject}"
    share = 1 - wrong / line.cutting.voters
    return f"{what} predicts {share:.0%} of votes on {subject}"


def _without_point(line: "Line", what: str, subject: str) -> str:
    lone = [one.named for one in line.lone]
    if not lone:
        return f"All who voted agreed on {subject}, from left to right"
    rarer = "nay" if line.row["yea"] >= line.row["nay"] else "yea"
    if len(lone) <= FEW:
        many = f"the {rarer} of" if len(lone) == 1 else f"the {rarer}s of"
        return f"{what} does not predict {many} {listed(lone)} on {subject}"
    return f"{what} does not predict who voted {rarer} on {subject}"


def described(line: "Line", told: str) -> str:
    """Tell what the chart shows: counts, pivots, the point between, who voted against it."""
    counts = [f"{len(line.of_position(lane))} {lane}" for lane in LANES]
    parts = [
        f"{told}. Members on Voteview’s {DIMENSIONS[line.dimension]} dimension, from −1 to +1: "
        f"{listed(counts)}."
    ]
    parts += [
        f"{capitalized(pivot_name(one))}: {tag(one.member)} at {signed(one.member.score or 0, 2)}."
        for one in line.governing
    ]
    if line.cutting:
        parts.append(
            f"The point with the fewest on the wrong side is {signed(line.cutting.point, 2)}, "
            f"yeas to the {line.cutting.yea_side}; {line.cutting.errors} of "
            f"{line.cutting.voters} voted against their place."
        )
        names = sorted(f"{one.named} {one.member.position}" for one in line.against)
        if names and len(names) <= MOST_ERRORS:
            parts.append(f"They are {listed(names)}.")
    return " ".join(parts)


def pivot_name(pivot: "Pivot") -> str:
    """Name a pivot with its place: ``filibuster pivot, 60th from left``."""
    if pivot.kind == "median":
        return "median"
    side = pivot.side or "left"
    return f"{pivot.kind} pivot, {ordinal(pivot.place)} from {side}"

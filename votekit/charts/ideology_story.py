"""What the ideology chart says: its data, headline, subtitle and alt text."""

from collections.abc import Sequence

from votekit.charts.frame import Story
from votekit.charts.ideology_line import (
    DIMENSIONS,
    FEW,
    Line,
    Placed,
    pivot_name,
)
from votekit.charts.vegalite import Row
from votekit.words.counts import counted, signed, tally
from votekit.words.names import tag
from votekit.words.rollcall import subject_of
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import listed

SCORES = "scores: Lewis et al., Voteview, voteview.com"


def ideology_rows(line: Line) -> list[Row]:
    """Return the data behind the chart: one row per member, from left to right.

    ``dim1`` and ``dim2`` are Voteview's (−1 to 1), ``against_place`` tells who voted against the
    side of the cutting point, ``pivot`` which pivots the member is.
    """
    against = {one.member.id for one in line.against}
    pivots: dict[str, list[str]] = {}
    for pivot in line.pivots:
        pivots.setdefault(pivot.member.id, []).append(pivot_name(pivot))
    ordered = sorted(line.placed, key=lambda one: (line.score(one), one.named))
    return [
        {
            "vote_id": line.row["vote_id"],
            "name": one.member.name,
            "party": one.member.party,
            "state": one.member.state,
            "position": one.member.position,
            "dim1": one.dim1,
            "dim2": one.dim2,
            "against_place": one.member.id in against,
            "pivot": "; ".join(pivots.get(one.member.id, [])),
        }
        for one in [*ordered, *line.unscored]
    ]


def ideology_story(line: Line) -> Story:
    """Return the words of the chart."""
    row = line.row
    headline = _headline(line)
    also = [SCORES] if not line.unscored else [f"{SCORES}; {_unscored(line)}"]
    return Story(
        headline=headline,
        subtitle=rollcall_line(row["chamber"], row["number"], row["date"].date(), row["question"]),
        source=source_line([(row["chamber"], row["source_url"])], also),
        description=f"{headline}. {_told(line)}",
        source_urls=[row["source_url"]],
    )


def _unscored(line: Line) -> str:
    return f"{counted(len(line.unscored), 'member')} without a score left out"


def _headline(line: Line) -> str:
    row, wrong = line.row, line.against
    asked = f"{subject_of(row)}, {tally(row['yea'], row['nay'])}"
    if line.dimension != 1:
        return _headline_of_second(line, asked)
    if line.cutting is None:
        return _headline_without_point(line, asked)
    if not wrong:
        return f"On {asked}, where members stand from left to right explains every vote"
    but = "that" if len(wrong) == 1 else "those"
    return (
        f"On {asked}, where members stand from left to right explains every vote but {but} of "
        f"{_named(wrong)}"
    )


def _named(wrong: Sequence[Placed]) -> str:
    """Name who voted with the other side: all, or two and the number of the rest."""
    names = [one.named for one in wrong]
    if len(names) <= FEW:
        return listed(names)
    return f"{', '.join(names[:2])} and {len(names) - 2} more"


def _headline_without_point(line: Line, asked: str) -> str:
    rarer = "nay" if line.row["yea"] >= line.row["nay"] else "yea"
    lone = [one.named for one in line.lone]
    if not lone:
        return f"From left to right, all who voted agreed on {asked}"
    if len(lone) <= FEW:
        return f"{listed(lone)} voted {rarer} on {asked}: left and right do not explain it"
    return f"Left and right do not explain who voted {rarer} on {asked}"


def _headline_of_second(line: Line, asked: str) -> str:
    """Voteview's second dimension has no left and right."""
    if line.cutting is None:
        return f"Voteview’s second dimension does not part yeas from nays on {asked}"
    share = f"{line.cutting.errors} of {line.cutting.voters}"
    return f"{share} voted against their place on Voteview’s second dimension on {asked}"


def _told(line: Line) -> str:
    counts = [
        f"{len(line.of_position(position))} {position}" for position in ("yea", "nay", "away")
    ]
    told = [
        f"Members on Voteview’s {DIMENSIONS[line.dimension]} dimension, from −1 to +1: "
        f"{listed(counts)}."
    ]
    told += [
        f"{pivot_name(one).capitalize()}: {tag(one.member)} at {signed(one.member.score or 0, 2)}."
        for one in line.pivots
    ]
    if line.cutting:
        told.append(
            f"The point with the fewest on the wrong side is {signed(line.cutting.point, 2)}, "
            f"yeas to the {line.cutting.yea_side}; {line.cutting.errors} of "
            f"{line.cutting.voters} voted against their place."
        )
        names = [f"{one.named} {one.member.position}" for one in line.against]
        told += [f"They are {listed(names)}."] if names else []
    if line.unscored:
        told.append(f"{_unscored(line).capitalize()}.")
    return " ".join(told)

"""The hemicycle: one seat per member, in arcs, ordered by party and by Voteview's first dimension.

Party is hue and place; a yea is solid, a nay light with an outline, who was away hollow. A line
shows where the seats of as many voting members end as the question needed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from votekit.analysers.roster import Roster, RosterMember
from votekit.charts.frame import Frame, Story
from votekit.charts.hemicycle_legend import UNLISTED, WORDS, Legend, few_names, filling
from votekit.charts.lettering import text_width
from votekit.charts.picture import Picture
from votekit.charts.rollcall_story import counts, deed, deeds, stands
from votekit.charts.seats import INNER, Place, places, seat_diameter
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Row, Sketch, Spec, colours, layer, pixels, words
from votekit.charts.wording import (
    counted,
    rollcall_line,
    source_line,
    tally,
)

ORDER = ("D", "ID", "I", "", "R")
FRACTIONS = {"1/2": "majority", "2/3": "two thirds", "3/5": "three fifths"}
FILLED = 0.84
"""How much of its room a seat fills."""
BESIDE = 0.3
"""What part of the width the words take when they stand beside the arcs."""


def hemicycle_chart(rosters: Sequence[Roster], style: Style) -> Picture:
    """Draw the chamber of one roll call, or the chambers of several."""
    frame = Frame(style, _story(rosters))
    columns = 1 if frame.narrow or len(rosters) == 1 else 2
    lines = math.ceil(len(rosters) / columns)
    gap = frame.type(24)
    wide = (frame.width - gap * (columns - 1)) / columns
    above = frame.type(44 if len(rosters) > 1 else 20)
    below = max(Legend(frame, vote, wide).height for vote in rosters)
    height = frame.height((wide / 2 + above + below) * lines + gap * (lines - 1))
    one = (height - gap * (lines - 1)) / lines
    # Where the height is given and low, the words stand beside the arcs instead of below them.
    beside = columns == 1 and one - above - below < wide * 0.3
    sketch, seats, key = Sketch(), list[Row](), list[Row]()
    for number, vote in enumerate(rosters):
        left, top = (number % columns) * (wide + gap), (number // columns) * (one + gap)
        apart = wide * BESIDE if beside else 0
        room = one - above - (frame.type(8) if beside else below)
        radius = max(1.0, min((wide - apart) / 2, room) / (1 + _seat_radius(vote)))
        centre = (left + (wide + apart) / 2, top + above + radius * (1 + _seat_radius(vote)))
        chamber = _Chamber(frame, sketch, seats, vote, centre, radius)
        chamber.draw()
        if len(rosters) > 1:
            name = vote.chamber.capitalize()
            sketch.word(
                name, left, top + frame.type(14), frame.type(14), style.theme.ink, bold=True
            )
        legend = Legend(frame, vote, apart - gap if beside else wide)
        start = top + above if beside else centre[1] + frame.type(10)
        legend.draw(sketch, seats, key, left, start, spread=not beside)
    return frame.picture(
        "hemicycle",
        [_dots("seats", seats), _dots("key", key), *sketch.layers()],
        hemicycle_rows(rosters),
        height,
    )


def hemicycle_rows(rosters: Sequence[Roster]) -> list[Row]:
    """Return the data behind the chart: one row per member and roll call, in the seats' order.

    ``dim1`` is Voteview's first dimension, −1 to 1, empty where it has none.
    """
    return [
        {
            "vote_id": vote.vote_id,
            "chamber": vote.chamber,
            "name": member.name,
            "party": member.party,
            "state": member.state,
            "position": member.position,
            "dim1": member.dim1,
            "delegate": member.delegate,
            "id": member.id,
            "source": vote.source_url,
        }
        for vote in rosters
        for member in _seated(vote)
    ]


def _seated(vote: Roster) -> list[RosterMember]:
    """Order members by party and, within it, from left to right; who has no score sits last."""
    rank = {party: place for place, party in enumerate(ORDER)}
    return sorted(
        vote.members,
        key=lambda member: (
            member.delegate,
            rank.get(member.party, rank[""]),
            member.dim1 is None,
            member.dim1 or 0.0,
        ),
    )


def _story(rosters: Sequence[Roster]) -> Story:
    documents = [(vote.chamber, vote.source_url) for vote in rosters]
    first = rosters[0]
    if len(rosters) == 1:
        told = stands(first.parties)
        headline = f"{deed(first)}: {told}" if told else deed(first)
        subtitle = rollcall_line(first.chamber, first.number, first.date, first.question)
    else:
        headline = deeds(rosters)
        subtitle = "One seat per member, by party and place on Voteview’s first dimension"
    return Story(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents, ["scores: Voteview"]),
        description=f"{headline}. Seats by party. " + " ".join(_told(vote) for vote in rosters),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _told(vote: Roster) -> str:
    told = f"{vote.chamber.capitalize()}: {counts(vote.parties)}; {vote.away} not voting"
    if vote.unlisted:
        told += f", {counted(vote.unlisted, 'seat')} without a listed member"
    few = few_names(vote)
    return f"{told}; {vote.needed} needed.{f' {few}.' if few else ''}"


def _paint(theme: Theme, party: str, position: str) -> Row:
    colour = theme.party(party)
    return {"fill": filling(theme, colour, position), "stroke": colour}


def _seat_radius(vote: Roster) -> float:
    """Return how far a seat reaches beyond the middle of its place, the arcs' radius being 1."""
    own = sum(not member.delegate for member in vote.members)
    return seat_diameter(own + vote.unlisted) * FILLED / 2


@dataclass(frozen=True)
class _Chamber:
    """One chamber being drawn around the centre of its arcs."""

    frame: Frame
    sketch: Sketch
    seats: list[Row]
    vote: Roster
    centre: tuple[float, float]
    radius: float

    @property
    def theme(self) -> Theme:
        return self.frame.style.theme

    def draw(self) -> None:
        own = [member for member in _seated(self.vote) if not member.delegate]
        empty = self.vote.unlisted
        stood = places(len(own) + empty)
        size = seat_diameter(len(stood)) * FILLED
        # Empty seats stand between the parties, so that they part no member from the own side.
        cut = sum(member.party != "R" for member in own)
        seated: list[RosterMember | None] = [*own[:cut], *[None] * empty, *own[cut:]]
        for place, member in zip(stood, seated, strict=True):
            self._seat(member, place, size)
        taken = [(place, one) for place, one in zip(stood, seated, strict=True) if one is not None]
        self._threshold(taken, size)
        count = tally(self.vote.yea, self.vote.nay)
        room = self.radius * 2 * (INNER - size)
        big = min(self.frame.type(34), self.radius * 0.17, room / text_width(count, 1, bold=True))
        self.sketch.word(count, *self.centre, big, self.theme.ink, align="center", bold=True)

    def _seat(self, member: RosterMember | None, place: Place, size: float) -> None:
        at = {
            "x": round(self.centre[0] + place.x * self.radius, 1),
            "y": round(self.centre[1] - place.y * self.radius, 1),
            "size": round((size * self.radius) ** 2, 1),
        }
        if member is None:
            paint = {"fill": self.theme.grid, "stroke": self.theme.grid}
            small = {"size": round(at["size"] * UNLISTED, 1)}
            self.seats.append({**at, **small, **paint, "told": "no member listed"})
            return
        told = f"{member.tag}: {WORDS[member.position]}"
        self.seats.append(at | _paint(self.theme, member.party, member.position) | {"told": told})

    def _threshold(self, seated: Sequence[tuple[Place, RosterMember]], size: float) -> None:
        """Draw the line where the seats of as many voting members end as were needed.

        It is counted from the side of the party with more yeas, so that what fills the arc up to
        it are mostly yeas.
        """
        vote = self.vote
        yeas = {split.party: split.yea for split in vote.parties}
        voting = [place for place, member in seated if member.position in {"yea", "nay"}]
        if yeas.get("D", 0) < yeas.get("R", 0):
            voting.reverse()
        if not 0 < vote.needed < len(voting):
            return
        angle = (voting[vote.needed - 1].angle + voting[vote.needed].angle) / 2
        out = (-math.cos(angle), -math.sin(angle))
        (x, y), far = self.centre, self.radius * (1 + size / 2) + self.frame.type(4)
        near = self.radius * 0.3
        ends = (x + out[0] * near, x + out[0] * far), (y + out[1] * near, y + out[1] * far)
        self.sketch.line(*ends, self.theme.background, self.frame.type(5))
        self.sketch.line(*ends, self.theme.ink, self.frame.type(2))
        text = f"{FRACTIONS.get(vote.fraction, 'needed')} {vote.needed}"
        shift = self.frame.type(4) * (1 if out[0] > 0 else -1)
        self.sketch.word(
            text,
            x + out[0] * far + shift,
            y + out[1] * far,
            self.frame.type(12),
            self.theme.ink,
            align="left" if out[0] > 0 else "right",
        )


def _dots(name: str, rows: Sequence[Row]) -> Spec:
    """Return the seats as one layer, of which there are as many as members and empty seats."""
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    drawn = layer(
        rows,
        "circle",
        look={"opacity": 1, "strokeWidth": 1.2},
        x=pixels("x"),
        y=pixels("y"),
        size=size,
        fill=colours("fill"),
        stroke=colours("stroke"),
        tooltip=words("told"),
        description=words("told"),
    )
    return {"name": name, **drawn}

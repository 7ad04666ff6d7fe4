"""The hemicycle: one seat per member, in arcs, ordered by party and by Voteview's first dimension.

Party is hue and place; a yea is solid, a nay light with a bar, who was away a small ring. A line
stands where as many seats of members voting have been counted as the question needed, from the side
of the party with the most yeas. Seats are ordered by party, so the line does not part yeas from
nays: the words in the middle say how the count stands against the number needed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from votekit.analysers.roster import Roster, RosterMember
from votekit.charts.frame import Frame, Story
from votekit.charts.hemicycle_legend import WORDS, Legend, few_names
from votekit.charts.hemicycle_plan import plan
from votekit.charts.lettering import text_width
from votekit.charts.picture import Picture
from votekit.charts.rollcall_story import counts, deed, deeds, fate, stands
from votekit.charts.seat_marks import seat_layer, seat_mark
from votekit.charts.seats import INNER, Place, places, seat_diameter
from votekit.charts.theme import Style, Theme
from votekit.charts.vegalite import Row, Sketch
from votekit.words.counts import against, counted, tally
from votekit.words.names import party_name
from votekit.words.sources import rollcall_line, source_line

ORDER = ("D", "ID", "I", "", "R")
FRACTIONS = {"1/2": "majority", "2/3": "two thirds", "3/5": "three fifths"}
SHRINKING = (1.0, 0.85, 0.72, 0.6)
"""What the type is multiplied by, in turn, until the words leave a fixed size room for the arcs."""
FILLED = 0.84
"""How much of its room a seat fills."""


def hemicycle_chart(rosters: Sequence[Roster], style: Style) -> Picture:
    """Draw the chamber of one roll call, or the chambers of several."""
    story = _story(rosters)
    for smaller in SHRINKING:
        size = replace(style.size, text=style.size.text * smaller)
        frame = Frame(replace(style, size=size), story)
        laid, height = plan(
            frame, rosters, max(frame.type(12) * _label_wide(vote) for vote in rosters)
        )
        if laid.large or style.size.height is None:
            break
    sketch, seats, key = Sketch(), list[Row](), list[Row]()
    for number, vote in enumerate(rosters):
        left, top = laid.corner(number)
        right = left + laid.cell[0]
        radius = laid.reach / (1 + _seat_radius(vote))
        centre = ((left + laid.apart + right) / 2, top + laid.above + laid.reach)
        edges = (left + laid.apart, right)
        _Chamber(frame, sketch, seats, vote, centre, radius, edges).draw()
        if len(rosters) > 1:
            line = top + frame.type(14)
            sketch.word(_heading(vote), left, line, frame.type(14), style.theme.ink, bold=True)
        legend = Legend(frame, vote, laid.apart - laid.gap if laid.beside else laid.cell[0])
        start = top + laid.above if laid.beside else centre[1] + frame.type(10)
        legend.draw(sketch, seats, key, left, start, spread=not laid.beside)
    return frame.picture(
        "hemicycle",
        [seat_layer("seats", seats), seat_layer("key", key), *sketch.layers()],
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
        headline = fate(rosters) or deeds(rosters)
        subtitle = "One seat per member, by party and place on Voteview’s first dimension"
    return Story(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents, ["scores: Voteview"]),
        description=f"{headline}. Seats by party. " + " ".join(_told(vote) for vote in rosters),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _told(vote: Roster) -> str:
    told = f"{_heading(vote)} {tally(vote.yea, vote.nay)}: {counts(vote.parties)}; "
    told += f"{vote.away} not voting"
    if vote.unlisted:
        told += f", {counted(vote.unlisted, 'seat')} without a listed member"
    few = few_names(vote)
    line = _line_told(vote)
    return f"{told}; {_stand(vote)}.{f' {line}' if line else ''}{f' {few}.' if few else ''}"


def _heading(vote: Roster) -> str:
    """Name the chamber and, where it voted on a veto, that it did."""
    name = vote.chamber.capitalize()
    return f"{name}, on the veto" if vote.stage == "override" else name


def _stand(vote: Roster) -> str:
    """Say how the yeas stand against the number needed; who broke a tie has the last word."""
    if vote.vice_president and vote.yea == vote.nay:
        return f"the Vice President voted {vote.vice_president}"
    return against(vote.spare, vote.needed)


def _side(vote: Roster) -> str:
    """Return the large party with more yeas, from whose side the line is counted."""
    yeas = {split.party: split.yea for split in vote.parties}
    return "R" if yeas.get("D", 0) < yeas.get("R", 0) else "D"


def _label_wide(vote: Roster) -> float:
    """Return how wide the line's label is, the type size being 1."""
    return text_width(_needing(vote), 1)


def _line_told(vote: Roster) -> str:
    """Explain the line where there is one."""
    if not 0 < vote.needed < vote.yea + vote.nay:
        return ""
    side = party_name(_side(vote))
    return (
        f"The line stands after {vote.needed} seats of members voting, counted from the side of "
        f"the {side}: {_needing(vote)}."
    )


def _needing(vote: Roster) -> str:
    """Say what is needed of whom: ``two thirds: 279 of 418 voting``."""
    what = FRACTIONS.get(vote.fraction, "needed")
    if vote.base == "voting":
        return f"{what}: {vote.needed} of {vote.yea + vote.nay} voting"
    if vote.base == "sworn":
        return f"{what} of all sworn: {vote.needed}"
    return f"{what}: {vote.needed}"


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
    edges: tuple[float, float]

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
        (x, y), small = self.centre, min(self.frame.type(13), self.radius * 0.07)
        line = y - small * 1.3
        self.sketch.word(count, x, line, big, self.theme.ink, align="center", bold=True)
        self.sketch.word(
            self._finding(room, small), x, y, small, self.theme.ink, align="center", bold=True
        )

    def _finding(self, room: float, size: float) -> str:
        """Say in plain words how the count stands, as long as there is room for."""
        vote = self.vote
        told = _stand(vote)
        if vote.vice_president and vote.yea == vote.nay:
            ways = [told, f"Vice President: {vote.vice_president}", f"VP: {vote.vice_president}"]
        else:
            ways = [told, told.removesuffix(" needed"), told.split(" of ")[0].split(" the ")[0]]
        fitting = (one for one in ways if text_width(one, size, bold=True) <= room)
        return next(fitting, ways[-1])

    def _seat(self, member: RosterMember | None, place: Place, size: float) -> None:
        at = {
            "x": round(self.centre[0] + place.x * self.radius, 1),
            "y": round(self.centre[1] - place.y * self.radius, 1),
        }
        wide = size * self.radius
        if member is None:
            mark = seat_mark(self.theme, self.theme.grid, "unlisted", wide)
            told = "no member listed"
        else:
            mark = seat_mark(self.theme, self.theme.party(member.party), member.position, wide)
            told = f"{member.tag}: {WORDS[member.position]}"
        self.seats.append({**at, **mark, "told": told})

    def _threshold(self, seated: Sequence[tuple[Place, RosterMember]], size: float) -> None:
        """Draw the line where the seats of as many members voting end as were needed."""
        vote = self.vote
        voting = [place for place, member in seated if member.position in {"yea", "nay"}]
        if _side(vote) == "R":
            voting.reverse()
        if not 0 < vote.needed < len(voting):
            return
        angle = (voting[vote.needed - 1].angle + voting[vote.needed].angle) / 2
        out = (-math.cos(angle), -math.sin(angle))
        (x, y), far = self.centre, self.radius * (1 + size / 2) + self.frame.type(4)
        near = self.radius * (INNER - size * 0.8)
        ends = (x + out[0] * near, x + out[0] * far), (y + out[1] * near, y + out[1] * far)
        self.sketch.line(*ends, self.theme.background, self.frame.type(5))
        self.sketch.line(*ends, self.theme.ink, self.frame.type(2))
        self._label(x + out[0] * far, y + out[1] * far, y - self.radius * (1 + size / 2))

    def _label(self, x: float, y: float, top: float) -> None:
        """Write what the line stands for at its end, or above the arcs where room is short."""
        unit, ink = self.frame.type, self.theme.ink
        text, (left, right) = _needing(self.vote), self.edges
        wide, outwards = text_width(text, unit(12)), x > self.centre[0]
        start = x + unit(4) if outwards else x - unit(4) - wide
        if left <= start and start + wide <= right:
            self.sketch.word(text, start, y - unit(3), unit(12), ink)
            return
        line = top - unit(5)
        self.sketch.line((x, x), (y, line + unit(3)), ink, unit(1))
        start = min(max(x - wide / 2, left), right - wide)
        self.sketch.word(text, start, line, unit(12), ink)

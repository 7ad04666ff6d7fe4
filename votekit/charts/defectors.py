"""The defectors chart: who broke ranks, by name, on one roll call or over a Congress."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition
from votekit.analysers.roster import Roster
from votekit.charts.defectors_often import OverCongress, often_chart
from votekit.charts.frame import Frame, Story
from votekit.charts.lettering import text_width
from votekit.charts.picture import Picture
from votekit.charts.rollcall_story import deeds
from votekit.charts.theme import Style
from votekit.charts.vegalite import Row, Sketch, Spec, colours, layer, pixels, words
from votekit.errors import RequestError
from votekit.words.counts import counted
from votekit.words.names import party_name, tag
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import listed

SHRINKING = (1.0, 0.88, 0.76, 0.66, 0.58)
HEADING, LINE, GAP = 26, 18, 12


def defectors_chart(asked: Sequence[Roster] | OverCongress, style: Style) -> Picture:
    """Draw who broke ranks on one roll call or on the deciding ones of a bill, or how often.

    Raises
    ------
    RequestError
        When nobody broke ranks, or a fixed height cannot hold the names.
    """
    if isinstance(asked, OverCongress):
        return often_chart(asked, style)
    if not any(vote.defectors for vote in asked):
        named = listed([vote.vote_id for vote in asked])
        raise RequestError(
            f"Nobody broke ranks on {named}: there is nothing to draw. Try "
            f"`votekit chart split {asked[0].vote_id}`."
        )
    story = _story(asked)
    groups = _groups(asked)
    for smaller in SHRINKING:
        size = replace(style.size, text=style.size.text * smaller)
        frame = Frame(replace(style, size=size), story)
        plan = _plan(frame, groups)
        height = frame.height(plan.height)
        if height >= plan.height - 1:
            break
    else:
        names = sum(len(group.members) for group in groups)
        raise RequestError(
            f"{counted(names, 'name')} do not fit into {style.size.height} pixels: "
            "take --size web, which grows."
        )
    sketch, marks = Sketch(), list[Row]()
    _draw(frame, groups, plan, sketch, marks, (height - plan.height) / 2)
    return frame.picture(
        "defectors", [_marks(marks), *sketch.layers()], defectors_rows(asked), height
    )


def defectors_rows(votes: Sequence[Roster]) -> list[Row]:
    """Return the data behind the chart: one row per member and roll call against the own party."""
    return [
        {
            "vote_id": vote.vote_id,
            "name": member.name,
            "party": member.party,
            "state": member.state,
            "position": member.position,
            "party_position": _side(vote, member.party),
            "id": member.id,
            "source": vote.source_url,
        }
        for vote in votes
        for member in vote.defectors
    ]


def _side(vote: Roster, party: str) -> str | None:
    return next((split.position for split in vote.parties if split.party == party), None)


@dataclass(frozen=True)
class Group:
    """A party on one roll call and those of its members who voted against it."""

    vote: Roster
    party: PartySplit
    members: list[MemberPosition]

    @property
    def told(self) -> str:
        """Say how many of how many."""
        count, side = len(self.members), self.members[0].position
        name = party_name(self.party.party)
        return f"{count} of {self.party.voting} {name} voted {side}"


def _groups(votes: Sequence[Roster]) -> list[Group]:
    """Return who broke ranks by roll call and party, the largest group of a roll call first."""
    found: list[Group] = []
    for vote in votes:
        here = [
            Group(vote, party, [one for one in vote.defectors if one.party == party.party])
            for party in vote.parties
        ]
        found += sorted((one for one in here if one.members), key=lambda one: -len(one.members))
    return found


def _story(votes: Sequence[Roster]) -> Story:
    groups, first = _groups(votes), votes[0]
    names = " ".join(
        f"{_heading(group, several=len(votes) > 1)}: "
        f"{', '.join(tag(one) for one in group.members)}."
        for group in groups
    )
    documents = [(vote.chamber, vote.source_url) for vote in votes]
    headline = f"{deeds(votes)}: {_across(groups)}"
    subtitle = "Members voting against the majority of their own party"
    if len(votes) == 1:
        subtitle = rollcall_line(first.chamber, first.number, first.date, first.question)
    return Story(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents),
        description=f"{headline}. {names}",
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _across(groups: Sequence[Group]) -> str:
    """Count who broke ranks by party: ``30 Democrats and 16 Republicans broke ranks``."""
    count: dict[str, set[str]] = {}
    for group in groups:
        count.setdefault(group.party.party, set()).update(one.id for one in group.members)
    told = [f"{len(ids)} {party_name(party, len(ids))}" for party, ids in count.items()]
    return f"{listed(told)} broke ranks"


def _heading(group: Group, *, several: bool) -> str:
    where = f"{group.vote.chamber.capitalize()}: " if several else ""
    return f"{where}{group.told}; most voted {group.party.position}"


@dataclass(frozen=True)
class Plan:
    """How the names are set: columns, their width, and the height of it all."""

    columns: int
    wide: float
    height: float


def _plan(frame: Frame, groups: Sequence[Group]) -> Plan:
    unit = frame.type
    longest = max(
        text_width(tag(one), unit(13)) for group in groups for one in group.members
    ) + unit(28)
    columns = max(1, int((frame.width + unit(12)) / longest))
    lines = sum(_lines(group, columns) for group in groups)
    height = unit(HEADING + GAP) * len(groups) - unit(GAP) + unit(LINE) * lines
    return Plan(columns, frame.width / columns, height)


def _lines(group: Group, columns: int) -> int:
    return math.ceil(len(group.members) / columns)


def _draw(
    frame: Frame,
    groups: Sequence[Group],
    plan: Plan,
    sketch: Sketch,
    marks: list[Row],
    top: float,
) -> None:
    unit, theme = frame.type, frame.style.theme
    several = len({group.vote.vote_id for group in groups}) > 1
    for group in groups:
        colour = theme.party(group.party.party)
        heading = _heading(group, several=several)
        sketch.word(heading, 0, top + unit(14), unit(14), colour, bold=True)
        top += unit(HEADING)
        lines = _lines(group, plan.columns)
        for place, member in enumerate(group.members):
            x = (place // lines) * plan.wide
            y = top + (place % lines) * unit(LINE) + unit(12)
            fill = colour if member.position == "yea" else theme.light(colour)
            mark = {"x": x + unit(5), "y": y - unit(4.5), "size": round(unit(10) ** 2, 1)}
            told = f"{tag(member)}: {member.position}"
            marks.append({**mark, "fill": fill, "stroke": colour, "told": told})
            sketch.word(tag(member), x + unit(15), y, unit(13), theme.ink)
        top += lines * unit(LINE) + unit(GAP)


def _marks(rows: Sequence[Mapping[str, Any]]) -> Spec:
    size = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
    return layer(
        [dict(row) for row in rows],
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

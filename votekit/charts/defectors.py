"""The defectors chart: who broke ranks, by name on a roll call, or how often over a Congress.

On a roll call the names are set in columns under their party: where they stand is the design, so
``column`` and ``line`` are fields beside them. A floor leader's tactical nay is a footnote, and
delegates stand in no ranking.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from votekit.analysers.parties import PartySplit
from votekit.analysers.people import MemberPosition
from votekit.analysers.roster import Roster
from votekit.charts.chart import Row, Table, VoteChart, Words, building, finish, plot_room, tips
from votekit.charts.lettering import text_width
from votekit.charts.rollcall_story import deeds
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.words.counts import counted
from votekit.words.disagreement import with_disagreements
from votekit.words.names import chamber_name, congress_name, member_tag, party_name, tag
from votekit.words.ranks import tactical_note
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import listed

HELPERS = ("column", "line", "told", "shown")
LINE, HEADING = 18, 1.6
"""The height of a name at the size ``web``, and of a heading in names."""
SUFFIXES = {"Jr.", "Sr.", "II", "III", "IV"}
SHOWN, FEWEST = 20, 5
BAR = 22


@dataclass(frozen=True)
class MemberRecord:
    """One member over a Congress.

    ``party_votes`` are the roll calls on which the member voted yea or nay while the member's
    party had a position, ``broke_ranks`` those of them against it.
    """

    name: str
    party: str
    state: str
    party_votes: int
    broke_ranks: int

    @property
    def share(self) -> float:
        """The share of the party votes on which the member broke ranks."""
        return self.broke_ranks / self.party_votes if self.party_votes else 0.0


@dataclass(frozen=True)
class OverCongress:
    """The members of one chamber over one Congress, or over the days of it that ``when`` tells."""

    congress: int
    chamber: str
    members: list[MemberRecord]
    when: str = ""


def defectors_chart(asked: Sequence[Roster] | OverCongress, style: Style) -> VoteChart:
    """Draw who broke ranks on one roll call or on the deciding ones of a bill, or how often.

    Raises
    ------
    RequestError
        When nobody broke ranks.
    """
    if isinstance(asked, OverCongress):
        return _often(asked, style)
    if not any(vote.defectors for vote in asked):
        named = listed([vote.vote_id for vote in asked])
        raise RequestError(
            f"Nobody broke ranks on {named}: there is nothing to draw. Try "
            f"`votekit chart split {asked[0].vote_id}`."
        )
    words = defectors_words(asked)
    plan = _plan(_groups(asked), words, style)
    rows = defectors_rows(asked, plan)
    with building():
        return finish(
            "defectors",
            _names(plan, rows),
            rows,
            words,
            style,
            plot=plan.lines * style.type(LINE),
            helpers=HELPERS,
            apart=("color",),
        )


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


@dataclass(frozen=True)
class Plan:
    """How the names are set: ``columns`` of them, ``most`` lines of each group, all in ``lines``.

    Where a fixed size cannot hold all, each group ends with how many more there are.
    """

    style: Style
    groups: list[Group]
    columns: int
    most: int
    lines: float
    short: bool

    def name(self, member: MemberPosition) -> str:
        """Write a member; where names are many, by last name."""
        last = _last_name(member)
        alike = [one for group in self.groups for one in group.members if _last_name(one) == last]
        return tag(member) if not self.short or len({one.id for one in alike}) > 1 else last

    def kept(self, group: Group) -> list[MemberPosition]:
        """Return the members of a group that are shown."""
        room = self.most * self.columns
        return group.members if len(group.members) <= room else group.members[: room - 1]


def _last_name(member: MemberPosition) -> str:
    """Write a member by last name: ``Kennedy (D-MA)``."""
    parts = [part for part in member.name.split() if part not in SUFFIXES]
    return member_tag(parts[-1].rstrip(","), member.party, member.state)


def _plan(groups: list[Group], words: Words, style: Style) -> Plan:
    room = plot_room(words, style)
    limit = room / style.type(LINE) if room else math.inf
    plan = _set(groups, style, math.inf, short=False)
    if plan.lines <= limit:
        return plan
    for most in range(max(len(group.members) for group in groups), 0, -1):
        plan = _set(groups, style, most, short=True)
        if plan.lines <= limit:
            return plan
    return plan


def _set(groups: list[Group], style: Style, most: float, *, short: bool) -> Plan:
    plan = Plan(style, groups, 1, 0, 0, short)
    longest = max(
        text_width(plan.name(one), style.type(13)) for group in groups for one in group.members
    )
    columns = max(1, int((style.room + style.type(12)) / (longest + style.type(28))))
    tall = [min(most, math.ceil(len(group.members) / columns)) for group in groups]
    lines = sum(tall) + (HEADING + 0.7) * len(groups) - 0.7
    return Plan(style, groups, columns, int(max(tall)), lines, short)


def defectors_rows(votes: Sequence[Roster], plan: Plan | None = None) -> list[Row]:
    """Return the data behind the chart: one row for each member who voted against the own party.

    Members that a fixed size has no room for have no ``column`` and no ``line``.
    """
    rows: list[Row] = []
    top = 0.0
    for group in plan.groups if plan else _groups(votes):
        kept = plan.kept(group) if plan else []
        tall = math.ceil(len(kept) / plan.columns) if plan else 1
        top += HEADING
        for place, member in enumerate(group.members):
            shown = place < len(kept)
            rows.append(
                {
                    "vote_id": group.vote.vote_id,
                    "name": member.name,
                    "party": member.party,
                    "state": member.state,
                    "position": member.position,
                    "party_position": group.party.position,
                    "id": member.id,
                    "source": group.vote.source_url,
                    "column": place // tall if shown else None,
                    "line": round(top + place % tall, 2) if shown else None,
                    "shown": plan.name(member) if plan else member.name,
                    "told": f"{tag(member)}: {member.position}",
                }
            )
        top += tall + 0.7
    return rows


def _names(plan: Plan, rows: Sequence[Row]) -> list[alt.Chart]:
    style, theme = plan.style, plan.style.theme
    step = f"min({style.type(LINE) * 1.4}, height / {plan.lines + 0.2:.2f})"
    down = alt.Scale(
        domain=[0, plan.lines],
        range=[{"expr": "0"}, {"expr": f"{plan.lines} * {step}"}],
        nice=False,
        zero=False,
    )
    across = alt.Scale(domain=[0, plan.columns], nice=False, zero=False)
    place: Row = {
        "x": alt.X("column:Q", scale=across, axis=None),
        "y": alt.Y("line:Q", scale=down, axis=None),
    }
    parties = list(dict.fromkeys(group.party.party for group in plan.groups))
    color = alt.Scale(domain=parties, range=[theme.party(one) for one in parties])
    label = alt.Scale(domain=parties, range=[theme.label(one) for one in parties])
    drawn = alt.Chart().transform_filter("isValid(datum.line)")
    mark = style.type(10) ** 2
    plain: Row = {"align": "left", "baseline": "middle"}
    return [
        drawn.mark_point(size=mark, xOffset=style.type(6), strokeWidth=style.type(1.3)).encode(
            **place,
            fill=alt.Fill("party:N", scale=color, legend=None),
            stroke=alt.Stroke("party:N", scale=color, legend=None),
            fillOpacity=alt.FillOpacity(
                "position:N", scale=alt.Scale(domain=["yea", "nay"], range=[1, 0.0]), legend=None
            ),
            tooltip=tips(
                name="Member",
                party="Party",
                state="State",
                position="Voted",
                party_position="Most of the party",
            ),
            description=alt.Description("told:N"),
        ),
        drawn.mark_text(style="label", size=style.type(13), dx=style.type(16), **plain).encode(
            **place, text=alt.Text("shown:N")
        ),
        alt.Chart(Table(_headings(plan, rows), "headings"))
        .mark_text(style="value", size=style.type(14), **plain)
        .encode(
            **place,
            text=alt.Text("text:N"),
            color=alt.Color("party:N", scale=label, legend=None),
        ),
        alt.Chart(Table(_more(plan, rows), "more"))
        .mark_text(style="note", dx=style.type(16), **plain)
        .encode(**place, text=alt.Text("text:N")),
    ]


def _headings(plan: Plan, rows: Sequence[Row]) -> list[Row]:
    several = len({group.vote.vote_id for group in plan.groups}) > 1
    return [
        {
            "column": 0,
            "line": first["line"] - 1.1,
            "party": group.party.party,
            "text": _heading(group, several=several, narrow=plan.style.narrow),
        }
        for group in plan.groups
        for first in [next(row for row in rows if _of(row, group))]
    ]


def _of(row: Row, group: Group) -> bool:
    return bool(row["vote_id"] == group.vote.vote_id and row["party"] == group.party.party)


def _more(plan: Plan, rows: Sequence[Row]) -> list[Row]:
    """Say how many more there are, where the last name of a group would stand."""
    told = []
    for group in plan.groups:
        left = len(group.members) - len(plan.kept(group))
        if left:
            last = [row for row in rows if _of(row, group) and row["line"] is not None][-1]
            told.append(
                {"column": last["column"], "line": last["line"] + 1, "text": f"and {left} more"}
            )
    return told


def _heading(group: Group, *, several: bool, narrow: bool) -> str:
    where = f"{chamber_name(group.vote.chamber)}: " if several else ""
    return f"{where}{group.told}" + ("" if narrow else f"; most voted {group.party.position}")


def defectors_words(votes: Sequence[Roster]) -> Words:
    """Return the words of the chart on roll calls."""
    groups, first = _groups(votes), votes[0]
    several = len(votes) > 1
    names = " ".join(
        f"{_heading(group, several=several, narrow=False)}: "
        f"{', '.join(tag(one) for one in group.members)}."
        for group in groups
    )
    documents = [(vote.chamber, vote.source_url) for vote in votes]
    headline = f"{deeds(votes)}: {_across(groups)}"
    subtitle = "Members voting against the majority of their own party"
    if not several:
        asked = rollcall_line(first.chamber, first.number, first.date, first.question)
        subtitle = with_disagreements(asked, first.disagreements)
    note = " ".join(tactical_note(vote.tactical, vote.chamber) for vote in votes if vote.tactical)
    return Words(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents),
        alt=f"{headline}.",
        description=f"{names} {note}".rstrip(),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
        note=note,
    )


def _across(groups: Sequence[Group]) -> str:
    """Count who broke ranks by party: ``30 Democrats and 16 Republicans broke ranks``."""
    count: dict[str, set[str]] = {}
    for group in groups:
        count.setdefault(group.party.party, set()).update(one.id for one in group.members)
    told = [f"{len(ids)} {party_name(party, len(ids))}" for party, ids in count.items()]
    return f"{listed(told)} broke ranks"


def _often(asked: OverCongress, style: Style) -> VoteChart:
    """Draw the members who broke ranks most often, by share of their party votes."""
    ranked = ranking(asked.members)
    if not ranked:
        where = f"{chamber_name(asked.chamber)} of the {congress_name(asked.congress)}"
        raise RequestError(f"Nobody broke ranks in the {where}: there is nothing to draw.")
    words = often_words(asked, ranked)
    room = plot_room(words, style)
    shown = ranked[: max(1, min(SHOWN, int(room / style.type(BAR)) if room else SHOWN))]
    left = max(text_width(tag(one), style.type(12)) for one in shown) + style.type(8)
    with building():
        return finish(
            "defectors",
            _bars(shown, style, left),
            often_rows(asked),
            words,
            style,
            plot=len(shown) * style.type(BAR),
            left=left,
            helpers=HELPERS,
        )


def often_rows(asked: OverCongress) -> list[Row]:
    """Return the data behind the chart: one row for each member with a party, most often first.

    ``share`` is ``broke_ranks`` of ``party_votes``, 0 to 1.
    """
    return [
        {
            "congress": asked.congress,
            "chamber": asked.chamber,
            "name": member.name,
            "party": member.party,
            "state": member.state,
            "party_votes": member.party_votes,
            "broke_ranks": member.broke_ranks,
            "share": member.share,
            "shown": tag(member),
            "told": f"{tag(member)}: {member.broke_ranks} of {member.party_votes}",
        }
        for member in sorted(asked.members, key=_rank)
        if member.party_votes
    ]


def _rank(member: MemberRecord) -> tuple[float, int, str]:
    return -member.share, -member.broke_ranks, member.name


def ranking(members: Sequence[MemberRecord]) -> list[MemberRecord]:
    """Rank those who broke ranks; who cast few votes does not lead by one of them."""
    most = max((member.party_votes for member in members), default=0)
    enough = max(FEWEST, most // 10)
    found = [one for one in members if one.party_votes >= enough and one.broke_ranks]
    return sorted(found, key=_rank)


def _bars(shown: Sequence[MemberRecord], style: Style, left: float) -> list[alt.Chart]:
    theme = style.theme
    names = [tag(one) for one in shown]
    parties = list(dict.fromkeys(one.party for one in shown))
    words = "format(datum.share, '.0%')"
    if not style.narrow:
        words += " + ', ' + datum.broke_ranks + ' of ' + datum.party_votes"
    longest = text_width("00%" if style.narrow else "00%, 000 of 0,000", style.type(12))
    ends = [0, shown[0].share * (1 + longest / (style.room - left - longest))]
    y = alt.Y(
        "shown:N",
        sort=None,
        scale=alt.Scale(domain=names, paddingInner=0.3, paddingOuter=0.1),
        axis=alt.Axis(
            title=None,
            domain=False,
            ticks=False,
            labelColor=theme.ink,
            labelFontSize=style.type(12),
            labelLimit=0,
            labelPadding=style.type(6),
            minExtent=left,
            maxExtent=left,
        ),
    )
    base = (
        alt.Chart()
        .transform_filter(alt.FieldOneOfPredicate(field="shown", oneOf=names))
        .transform_calculate(words=words)
        .encode(
            x=alt.X("share:Q", scale=alt.Scale(domain=ends, nice=False), axis=None),
            y=y,
        )
    )
    colors: Any = alt.Scale(domain=parties, range=[theme.party(one) for one in parties])
    return [
        base.mark_bar().encode(
            color=alt.Color("party:N", scale=colors, legend=None),
            tooltip=tips(
                shown="Member", share="Broke ranks", broke_ranks="Votes", party_votes="Of"
            ),
            description=alt.Description("told:N"),
        ),
        base.mark_text(style="label", align="left", dx=style.type(5), aria=False).encode(
            text=alt.Text("words:N")
        ),
    ]


def often_words(asked: OverCongress, ranked: Sequence[MemberRecord]) -> Words:
    """Return the words of the chart over a Congress."""
    first = ranked[0]
    chamber = chamber_name(asked.chamber)
    where = f"{chamber}, {congress_name(asked.congress)}{asked.when}"
    headline = (
        f"{tag(first)} broke with {party_name(first.party)} on {first.share:.0%} of votes, the "
        f"most in the {chamber}"
    )
    top = "; ".join(f"{tag(one)} {one.broke_ranks} of {one.party_votes}" for one in ranked[:10])
    return Words(
        headline=headline,
        subtitle=f"{where}: share of votes against the majority of the member’s party",
        source=(
            f"Source: official roll calls of the {where}; for each member, votes cast while the "
            "party had a position; members with at least a tenth of the most such"
        ),
        alt=f"{headline}.",
        description=f"{counted(len(ranked), 'member')} broke ranks; most often: {top}.",
    )

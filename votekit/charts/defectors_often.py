"""Who broke ranks most often over a Congress: a bar per member, the share of party votes."""

from collections.abc import Sequence
from dataclasses import dataclass

from votekit.charts.frame import Frame, Story
from votekit.charts.lettering import text_width
from votekit.charts.picture import Picture
from votekit.charts.theme import Style
from votekit.charts.vegalite import Row, Sketch
from votekit.errors import RequestError
from votekit.words.counts import counted
from votekit.words.names import congress_name, party_name, tag

SHOWN = 20
FEWEST = 5
LINE, BAR = 22, 15


@dataclass(frozen=True)
class MemberRecord:
    """One member over a Congress.

    ``party_votes`` are the roll calls on which the member voted yea or nay while the own party had
    a position, ``broke_ranks`` those of them against it.
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
    """The members of one chamber over one Congress."""

    congress: int
    chamber: str
    members: list[MemberRecord]


def often_chart(asked: OverCongress, style: Style) -> Picture:
    """Draw the members who broke ranks most often, by share of their party votes.

    Raises
    ------
    RequestError
        When nobody did.
    """
    ranked = _ranked(asked.members)
    if not ranked:
        where = f"{asked.chamber.capitalize()} of the {congress_name(asked.congress)}"
        raise RequestError(f"Nobody broke ranks in the {where}: there is nothing to draw.")
    frame = Frame(style, _story(asked, ranked))
    height = frame.height(frame.type(LINE) * min(SHOWN, len(ranked)))
    shown = ranked[: max(1, min(SHOWN, int(height / frame.type(LINE))))]
    sketch = Sketch()
    _draw(frame, sketch, shown, (height - frame.type(LINE) * len(shown)) / 2)
    return frame.picture("defectors", sketch.layers(), often_rows(asked), height)


def often_rows(asked: OverCongress) -> list[Row]:
    """Return the data behind the chart: one row per member with a party, most often first.

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
        }
        for member in sorted(asked.members, key=_rank)
        if member.party_votes
    ]


def _rank(member: MemberRecord) -> tuple[float, int, str]:
    return -member.share, -member.broke_ranks, member.name


def _ranked(members: Sequence[MemberRecord]) -> list[MemberRecord]:
    """Rank those who broke ranks; who cast few votes does not lead by one of them."""
    most = max((member.party_votes for member in members), default=0)
    enough = max(FEWEST, most // 10)
    found = [one for one in members if one.party_votes >= enough and one.broke_ranks]
    return sorted(found, key=_rank)


def _story(asked: OverCongress, ranked: Sequence[MemberRecord]) -> Story:
    first = ranked[0]
    where = f"{asked.chamber.capitalize()}, {congress_name(asked.congress)}"
    headline = (
        f"{tag(first)} broke with {party_name(first.party)} on "
        f"{first.share:.0%} of votes, the most in the {asked.chamber.capitalize()}"
    )
    top = "; ".join(f"{tag(one)} {one.broke_ranks} of {one.party_votes}" for one in ranked[:10])
    return Story(
        headline=headline,
        subtitle=f"{where}: share of roll calls against the majority of the own party",
        source=(
            f"Source: official roll calls of the {where}; of each member, those with a yea or nay "
            f"while the own party had a position; members with at least a tenth of the most such"
        ),
        description=f"{headline}. {counted(len(ranked), 'member')} broke ranks; most often: {top}.",
    )


def _draw(frame: Frame, sketch: Sketch, shown: Sequence[MemberRecord], top: float) -> None:
    unit, theme = frame.type, frame.style.theme
    names = [tag(one) for one in shown]
    counts = [f"{one.share:.0%}, {one.broke_ranks} of {one.party_votes}" for one in shown]
    if frame.narrow:
        counts = [f"{one.share:.0%}" for one in shown]
    left = max(text_width(name, unit(12)) for name in names) + unit(10)
    right = frame.width - max(text_width(text, unit(12)) for text in counts) - unit(10)
    most = shown[0].share
    for place, (member, name, text) in enumerate(zip(shown, names, counts, strict=True)):
        upper = top + place * unit(LINE)
        line = upper + unit(12)
        end = left + (right - left) * member.share / most
        colour = theme.party(member.party)
        sketch.word(name, left - unit(8), line, unit(12), theme.ink, align="right")
        told = f"{name}: {member.broke_ranks} of {member.party_votes}"
        sketch.box((left, end), (upper, upper + unit(BAR)), colour, told=told)
        sketch.word(text, end + unit(6), line, unit(12), theme.ink)

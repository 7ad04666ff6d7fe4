"""The split chart: how each party voted, nays to the left and yeas to the right of one line.

A bar is as long as there are members, so that a party of two does not look like one of two hundred;
the share of yeas is written beside it. Each roll call has its own scale, since chambers differ in
size; several stand below one another, parties in the same order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from votekit.analysers.parties import ORDER, PartySplit
from votekit.analysers.split import Split
from votekit.charts.frame import Frame, Story
from votekit.charts.lettering import shorten, text_width
from votekit.charts.picture import Picture
from votekit.charts.theme import Style
from votekit.charts.vegalite import Row, Sketch
from votekit.errors import RequestError
from votekit.words.counts import tally
from votekit.words.dates import spell_date
from votekit.words.names import party_name
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import capitalized, listed

SHRINKING = (1.0, 0.85, 0.72, 0.6)
HEADING, LINE, GAP = 24, 27, 12
BAR = 19
AXIS = 18
LEAST_SIDE = 0.25


def split_chart(splits: Sequence[Split], about: str, style: Style) -> Picture:
    """Draw the parties on one roll call or several; ``about`` names the bill, if all are on one.

    Raises
    ------
    RequestError
        When a fixed height cannot hold all of them.
    """
    story = split_story(splits, about)
    for smaller in SHRINKING:
        size = replace(style.size, text=style.size.text * smaller)
        frame = Frame(replace(style, size=size), story)
        natural = frame.type(AXIS + sum(_block(split) for split in splits) - GAP)
        height = frame.height(natural)
        if height >= natural - 1:
            break
    else:
        raise RequestError(
            f"{len(splits)} roll calls do not fit into {style.size.height} pixels: name fewer, or "
            "take --size web, which grows."
        )
    drawing = _Drawing(frame, Sketch(), _columns(frame, splits), min(height / natural, 2.2))
    drawing.draw(splits, (height - natural * drawing.stretch) / 2)
    return frame.picture("split", drawing.sketch.layers(), split_rows(splits), height)


def split_rows(splits: Sequence[Split]) -> list[Row]:
    """Return the data behind the chart: one row per party and roll call.

    ``yea_share`` is of the party's members voting, 0 to 1, empty where none voted.
    """
    return [
        {
            "vote_id": split.vote_id,
            "chamber": split.chamber,
            "date": split.date,
            "question": split.question,
            "party": party.party,
            "yea": party.yea,
            "nay": party.nay,
            "present": party.present,
            "not_voting": party.not_voting,
            "yea_share": party.yea_share,
            "source": split.source_url,
        }
        for split in splits
        for party in in_order(split.parties)
    ]


def split_story(splits: Sequence[Split], about: str) -> Story:
    """Return the words of the chart."""
    first = splits[0]
    documents = [(split.chamber, split.source_url) for split in splits]
    counts = " ".join(f"{_name(split)}: {_counts(split)}." for split in splits)
    moved = list(dict.fromkeys(name for split in splits for name in split.moved))
    counted = f"Independents counted with their caucus: {listed(moved)}." if moved else ""
    if len(splits) == 1:
        headline = _headline(first)
        number = int(first.vote_id.split("-")[0][1:])
        day = date.fromisoformat(first.date)
        subtitle = rollcall_line(first.chamber, number, day, first.question)
    else:
        told = _of_several(splits)
        headline = f"{about}: {told[0].lower()}{told[1:]}" if about else told
        subtitle = "Bars are as long as members voting; at the right, the share of yeas"
    return Story(
        headline=headline,
        subtitle=" ".join(filter(None, (counted, subtitle))),
        source=source_line(documents),
        description=" ".join(filter(None, (f"{headline}.", counts, counted))),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _headline(split: Split) -> str:
    sides: dict[str, list[str]] = {}
    for party in split.parties:
        if party.position:
            sides.setdefault(party.position, []).append(_of_all(party))
    if not sides:
        return f"{split.chamber.capitalize()} voted {tally(split.yea, split.nay)}: {_counts(split)}"
    told = [f"{listed(parties)} voted {side}" for side, parties in sides.items()]
    said = listed(told)
    return said[0].upper() + said[1:]


def _of_all(party: PartySplit) -> str:
    """Say how many of a party's members voting were on its side."""
    for_it = max(party.yea, party.nay)
    name = capitalized(party_name(party.party, party.voting))
    if for_it == party.voting:
        return f"all {for_it} {name}" if for_it > 1 else f"the only {name} voting"
    return f"{for_it} of {party.voting} {name}"


def _of_several(splits: Sequence[Split]) -> str:
    """Say on how many roll calls most of each party voted yea."""
    count, yeas = len(splits), {}
    for name in ("R", "D"):
        sides = [p.position for split in splits for p in split.parties if p.party == name]
        yeas[party_name(name)] = sides.count("yea")
    all_of_them = "both" if count == 2 else f"all {count}"
    if set(yeas.values()) <= {0, count} and len(set(yeas.values())) == 1:
        side = "yea" if set(yeas.values()) == {count} else "nay"
        return f"Most Republicans and most Democrats voted {side} on {all_of_them} roll calls"
    (more, most), (fewer, least) = sorted(yeas.items(), key=lambda one: -one[1])
    often = all_of_them if most == count else f"{most} of {count}"
    rest = "none" if not least else "1 of them" if least == 1 < most else str(least)
    if not most:
        return f"Neither most {more} nor most {fewer} voted yea on any of {count} roll calls"
    return f"Most {more} voted yea on {often} roll calls, most {fewer} on {rest}"


def _name(split: Split) -> str:
    day = spell_date(date.fromisoformat(split.date))
    return f"{split.chamber.capitalize()} {tally(split.yea, split.nay)}, {day}"


def _counts(split: Split) -> str:
    return ", ".join(
        f"{party_name(party.party, party.voting)} {tally(party.yea, party.nay)}"
        for party in split.parties
    )


def in_order(parties: Sequence[PartySplit]) -> list[PartySplit]:
    """Put parties in the same order whatever their sizes."""
    rank = {party: place for place, party in enumerate(ORDER)}
    return sorted(parties, key=lambda one: (rank.get(one.party, len(rank)), one.party))


def percent(share: float) -> str:
    """Write a share; only unanimity is called 0% or 100%.

    >>> percent(1.0), percent(0.996), percent(0.5), percent(0.003)
    ('100%', '99.6%', '50%', '0.3%')
    """
    if share in (0.0, 1.0) or 0.01 <= share < 0.99:
        return f"{share:.0%}"
    return f"{share:.1%}" if 0.001 <= share < 0.9995 else f"{share:.2%}"


def _block(split: Split) -> int:
    return HEADING + LINE * len(split.parties) + GAP


@dataclass(frozen=True)
class Columns:
    """Where things stand from left to right: the bars' region, its middle, and the shares."""

    left: float
    middle: float
    right: float

    def step(self, split: Split) -> float:
        """Return the pixels for each member, so that the longest bar of a roll call fits."""
        nays, yeas = _longest(split)
        sides = ((self.middle - self.left, nays), (self.right - self.middle, yeas))
        return min(room / members for room, members in sides if members)


def _longest(split: Split) -> tuple[int, int]:
    """Return the most nays and the most yeas of one party."""
    return max(one.nay for one in split.parties), max(one.yea for one in split.parties)


def _columns(frame: Frame, splits: Sequence[Split]) -> Columns:
    unit = frame.type
    names = {_label(frame, party) for split in splits for party in split.parties}
    left = max(text_width(name, unit(13), bold=True) for name in names) + unit(10)
    right = frame.width - text_width("99.6% yea", unit(12)) - unit(8)
    # Nays and yeas share the room as their longest bars need it, and counts have some at least.
    shares = [tuple(side / max(_longest(split)) for side in _longest(split)) for split in splits]
    nays, yeas = (max(LEAST_SIDE, *sides) for sides in zip(*shares, strict=True))
    return Columns(left, left + (right - left) * nays / (nays + yeas), right)


def _label(frame: Frame, party: PartySplit) -> str:
    short = {"R": "Rep.", "D": "Dem.", "I": "Ind.", "ID": "Ind. Dem."}
    if frame.narrow:
        return short.get(party.party, capitalized(party_name(party.party)))
    return capitalized(party_name(party.party))


@dataclass(frozen=True)
class _Drawing:
    frame: Frame
    sketch: Sketch
    columns: Columns
    stretch: float

    def unit(self, pixels: float) -> float:
        """Return a distance downwards, stretched where a fixed height leaves room."""
        return self.frame.type(pixels) * self.stretch

    def draw(self, splits: Sequence[Split], top: float) -> None:
        theme, type_ = self.frame.style.theme, self.frame.type
        middle = self.columns.middle
        line = top + type_(12)
        self.sketch.word("← nay", middle - type_(8), line, type_(12), theme.muted, align="right")
        self.sketch.word("yea →", middle + type_(8), line, type_(12), theme.muted)
        if not self.frame.narrow:
            told = "bars: members voting"
            self.sketch.word(told, self.frame.width, line, type_(12), theme.muted, align="right")
        top += self.unit(AXIS)
        for split in splits:
            self._split(split, top)
            top += self.unit(_block(split))

    def _split(self, split: Split, top: float) -> None:
        theme, type_ = self.frame.style.theme, self.frame.type
        name = f"{split.chamber.capitalize()} {tally(split.yea, split.nay)}"
        if split.stage == "override":
            name = f"Over the veto: {name}"
        line = top + type_(12)
        self.sketch.word(name, 0, line, type_(14), theme.ink, bold=True)
        after = text_width(f"{name}   ", type_(14), bold=True)
        asked = f"{spell_date(date.fromisoformat(split.date))}: {' '.join(split.question.split())}"
        shown = shorten(asked, self.frame.width - after, type_(12))
        self.sketch.word(shown, after, line, type_(12), theme.muted)
        top += self.unit(HEADING)
        lower = top + self.unit(LINE * len(split.parties) - (LINE - BAR) + 3)
        x = self.columns.middle
        step = self.columns.step(split)
        for place, party in enumerate(in_order(split.parties)):
            self._party(split, party, top + self.unit(LINE * place), step)
        self.sketch.line((x, x), (top - self.unit(3), lower), theme.ink, type_(1.2))

    def _party(self, split: Split, party: PartySplit, top: float, step: float) -> None:
        """Draw a party's bar, ``step`` pixels for each member."""
        frame, theme, columns = self.frame, self.frame.style.theme, self.columns
        unit = frame.type
        colour = theme.party(party.party)
        lower = top + self.unit(BAR)
        line = (top + lower) / 2 + unit(4.5)
        self.sketch.word(_label(frame, party), 0, line, unit(13), colour, bold=True)
        share = party.yea_share
        if share is None:
            self.sketch.word("none voted", columns.middle + unit(8), line, unit(12), theme.muted)
            return
        name = capitalized(party_name(party.party))
        told = f"{name}, {split.vote_id}: {tally(party.yea, party.nay)}"
        if party.yea:
            ends = (columns.middle, columns.middle + party.yea * step)
            self.sketch.box(ends, (top, lower), colour, told=told)
        if party.nay:
            ends = (columns.middle - party.nay * step, columns.middle)
            self.sketch.box(ends, (top, lower), theme.light(colour), stroke=colour, told=told)
        self._count(party.yea, party.yea * step, line, 1, theme.background)
        self._count(party.nay, party.nay * step, line, -1, theme.ink)
        shown = f"{percent(share)} yea"
        self.sketch.word(shown, frame.width, line, unit(12), theme.ink, align="right")

    def _count(self, members: int, length: float, line: float, side: int, inside: str) -> None:
        """Write a count in its bar, or beside it where that is too short."""
        if not members:
            return
        size = self.frame.type(12)
        pad = self.frame.type(5)
        fits = text_width(str(members), size, bold=True) + 2 * pad < length
        x = self.columns.middle + side * (length - pad if fits else length + pad)
        ink = inside if fits else self.frame.style.theme.ink
        inwards = "right" if side > 0 else "left"
        align = inwards if fits else {"right": "left", "left": "right"}[inwards]
        self.sketch.word(str(members), x, line, size, ink, align=align, bold=True)

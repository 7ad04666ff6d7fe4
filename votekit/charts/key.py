"""Keys: what fillings and colours stand for, written where a chart leaves room."""

from collections.abc import Iterable

from votekit.analysers.parties import PartySplit
from votekit.charts.lettering import text_width
from votekit.charts.theme import Theme
from votekit.charts.vegalite import Sketch
from votekit.words.counts import tally
from votekit.words.names import party_name
from votekit.words.text import capitalized

Entry = tuple[str, str, str]


def position_entries(theme: Theme) -> list[Entry]:
    """Return what fillings stand for: word, filling, outline."""
    return [
        ("yea", theme.ink, theme.ink),
        ("nay", theme.light(theme.ink), theme.ink),
        ("away", theme.background, theme.ink),
    ]


def party_entries(theme: Theme, parties: Iterable[PartySplit]) -> list[Entry]:
    """Return what colours stand for, with each party's yeas and nays."""
    return [
        (f"{capitalized(party_name(one.party))} {tally(one.yea, one.nay)}", colour, colour)
        for one, colour in ((one, theme.party(one.party)) for one in parties)
    ]


def write_key(
    sketch: Sketch,
    theme: Theme,
    entries: Iterable[Entry],
    room: tuple[float, float],
    y: float,
    size: float,
    *,
    bold: bool = False,
) -> float:
    """Write a key into ``room`` (left and right edge), its first baseline at ``y``.

    Returns the baseline of its last line.
    """
    left, right = room
    x = left
    for word, fill, stroke in entries:
        wide = size * 1.4 + text_width(word, size, bold=bold)
        if x > left and x + wide > right:
            x, y = left, y + size * 1.5
        sketch.box((x, x + size), (y - size * 0.85, y + size * 0.15), fill, stroke=stroke)
        sketch.word(word, x + size * 1.4, y, size, theme.ink, bold=bold)
        x += wide + size * 1.1
    return y

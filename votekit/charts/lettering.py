"""How wide text is, and where it breaks: measured, so that no title runs out of its picture."""

import re

_FIRST = 32
_WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
"""Widths of the letters from the space on in Helvetica, in thousandths of the type size; Arial and
Liberation Sans were drawn to the same."""
_OTHERS = {"“": 333, "”": 333, "’": 222, "…": 1000, "—": 1000, "·": 278}
_USUAL = 600
_NUMBERED = re.compile(r"\S+\. \d\S*|\S+")
_BOLD = 1.08


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in pixels, on the safe side in bold.

    >>> round(text_width("Senate", 10), 1)
    31.7
    """
    units = sum(_letter(letter) for letter in text)
    return units * size / 1000 * (_BOLD if bold else 1)


def _letter(letter: str) -> int:
    place = ord(letter) - _FIRST
    return _WIDTHS[place] if 0 <= place < len(_WIDTHS) else _OTHERS.get(letter, _USUAL)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break text into lines that fit a width; a longer word is broken too.

    A number stays with what it numbers: ``H.R. 3364``, ``Dec. 8``.

    >>> wrap("Senate passed 98–2", 80, 12), wrap("Passed H.R. 3364", 70, 12)
    (['Senate', 'passed 98–2'], ['Passed', 'H.R. 3364'])
    """
    lines: list[str] = []
    line = ""
    for word in _NUMBERED.findall(text):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold=bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, size, bold)
        lines += full
    return [*lines, line] if line else lines


def wrap_parts(text: str, width: float, size: float) -> list[str]:
    """Break text into lines after its semicolons, and within a part only where it has to be.

    >>> wrap_parts("Sources: Clerk, roll 1; Senate, roll 2", 130, 12)
    ['Sources: Clerk, roll 1;', 'Senate, roll 2']
    """
    lines: list[str] = []
    for part in re.split(r"(?<=;) ", text):
        joined = f"{lines[-1]} {part}" if lines else part
        if lines and text_width(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += wrap(part, width, size)
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, size, bold=bold) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def shorten(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Cut a line to a width, at a word where there is one, and mark the cut.

    >>> shorten("On Passage of the Bill", 90, 12)
    'On Passage…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + "…", size, bold=bold) > width:
        text = text[:-1]
    whole = text.rsplit(" ", 1)[0] if " " in text[len(text) // 2 :] else text
    return whole.rstrip(" ,;:") + "…"

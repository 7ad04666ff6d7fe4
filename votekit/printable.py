r"""Text that others wrote, made safe to show: on a terminal, in a picture, on a page, as Markdown.

A title, a name, a file's name or an argument may hold characters that command a terminal (ESC, OSC,
U+009B), turn the direction of a line (U+202E), or that XML forbids, which ends the program that
draws. At the output each is written as ``\u001b``, where it can be seen and does nothing, as
``ls`` and ``git`` do. The escape is that of JSON, so JSON means the same after as before.
"""

import dataclasses
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

_ALL_BUT_LINES = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # commands of terminals: C0 but tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of text
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line ends that are none, marks that nobody sees
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # half characters and none, which XML forbids
    "\U000e0000-\U000e007f"  # tags: text that nobody sees
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
)
UNPRINTABLE = re.compile(f"[{_ALL_BUT_LINES}]")
_IN_A_LINE = re.compile(f"[\t\n{_ALL_BUT_LINES}]")

_JSON_ESCAPES = re.compile(r"(?<!\\)(?:\\\\)*\\[bfru]")
_MARKS = re.compile(r"([\\`*_\[\]|~])")
_STARTS = re.compile(r"^(#{1,6}|[+-]|[=-]+$|\d{1,9}(?=[.)]))(?=[.)]?(?:\s|$))")
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)\]])")
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"


def printable(text: str) -> str:
    r"""Write what must not reach a terminal or a page as an escape; lines and tabs stay.

    >>> printable("H.R.\x1b[2J 1"), printable("two\nlines")
    ('H.R.\\u001b[2J 1', 'two\nlines')
    """
    return UNPRINTABLE.sub(_escape, text)


def one_line(text: str) -> str:
    r"""Write text on one line, as an error that quotes an argument has to be.

    >>> one_line("a\nb\u202e")
    'a\\u000ab\\u202e'
    """
    return _IN_A_LINE.sub(_escape, text)


def all_printable(value: Any) -> Any:
    r"""Make every text in a page, a picture or a list printable, however deep it is.

    >>> all_printable({"title": ["\x9b2J"], "rows": 3})
    {'title': ['\\u009b2J'], 'rows': 3}
    """
    made: Any = value
    if isinstance(value, str):
        made = printable(value)
    elif isinstance(value, Mapping):
        made = {all_printable(key): all_printable(one) for key, one in value.items()}
    elif isinstance(value, list | tuple):
        made = type(value)([all_printable(one) for one in value])
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        safe = {name: all_printable(one) for name, one in told.items()}
        changed = {name: one for name, one in safe.items() if one != told[name]}
        made = dataclasses.replace(value, **changed) if changed else value
    return made


def is_printable(value: Any) -> bool:
    r"""Tell whether every text in plain data is printable, in a fraction of the time of a copy.

    >>> is_printable({"title": "é–"}), is_printable([{"title": "\x1b"}])
    (True, False)
    """
    told = json.dumps(value, ensure_ascii=False, default=str)
    return not UNPRINTABLE.search(told) and not _JSON_ESCAPES.search(told)


def markdown(text: str) -> str:
    r"""Keep text from being read as Markdown or HTML.

    >>> markdown("<b>H.R. 1*</b>"), markdown("# 1_2")
    ('&lt;b&gt;H.R. 1\\*&lt;/b&gt;', '\\# 1\\_2')
    """
    entities = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _MARKS.sub(r"\\\1", " ".join(entities.split()))
    return _STARTS.sub(lambda found: _not_a_start(found[0]), plain)


def markdown_address(text: str) -> str:
    """Write text in which addresses of the web stand as links; everything else stays text.

    >>> markdown_address("Source: unitedstates, https://clerk.house.gov/evs/2017/roll_413.xml")
    'Source: unitedstates, <https://clerk.house.gov/evs/2017/roll_413.xml>'
    """
    parts = _ADDRESS.split(printable(text))
    return "".join(
        f"<{quote(part, safe=_IN_ADDRESSES)}>" if place % 2 else _with_spaces(part)
        for place, part in enumerate(parts)
    )


def _with_spaces(text: str) -> str:
    """Write a part of a line, which may begin and end with a space that counts."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before and ' '}{markdown(text)}{after and ' '}" if text.strip() else before and " "


def _not_a_start(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))

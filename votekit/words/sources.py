"""Where numbers come from: the roll call with its question, and the documents."""

from collections.abc import Iterable, Sequence
from datetime import date

from votekit.words.dates import spell_date
from votekit.words.names import chamber_name
from votekit.words.text import listed
from votekit.words.titles import plain

OFFICES = {"house": "Clerk of the House", "senate": "U.S. Senate"}
MOST_DOCUMENTS = 4


def rollcall_line(chamber: str, number: int, day: date, question: str) -> str:
    """Write the roll call, its day and its question: the usual subtitle.

    >>> rollcall_line("senate", 175, date(2017, 7, 27), "On Passage of the Bill H.R. 3364")
    'Senate roll call 175, July 27, 2017: On Passage of the Bill H.R. 3364'
    """
    return f"{chamber_name(chamber)} roll call {number}, {spell_date(day)}: {plain(question)}"


def source_line(documents: Iterable[tuple[str, str]], also: Sequence[str] = ()) -> str:
    """Write where the numbers come from: ``documents`` are chamber and address.

    Too many to be read are counted; each row of the data has its own.

    >>> source_line([("house", "http://clerk.house.gov/evs/2017/roll413.xml")])
    'Source: Clerk of the House, clerk.house.gov/evs/2017/roll413.xml'
    """
    given = list(dict.fromkeys(documents))
    named = [f"{OFFICES[chamber]}, {address.split('://')[-1]}" for chamber, address in given]
    if len(given) > MOST_DOCUMENTS:
        offices = listed(sorted({OFFICES[chamber] for chamber, _ in given}))
        named = [f"{offices}, {len(given)} roll calls; their addresses are in the chart’s data"]
    return f"Source{'s' if len(named) + len(also) > 1 else ''}: {'; '.join([*named, *also])}"

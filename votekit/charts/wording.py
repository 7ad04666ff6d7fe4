"""How charts word what several of them say: tallies, roll calls, sources."""

from collections.abc import Iterable, Sequence
from datetime import date

from votekit.analysers.verdict import spell_date
from votekit.congresses import ordinal

OFFICES = {"house": "Clerk of the House", "senate": "U.S. Senate"}
MOST_DOCUMENTS = 4
PARTY_NAMES = {
    "R": "Republicans",
    "D": "Democrats",
    "I": "Independents",
    "ID": "Independent Democrats",
}


def tally(yea: int, nay: int) -> str:
    """Write a count as a news desk does.

    >>> tally(98, 2)
    '98–2'
    """
    return f"{yea}–{nay}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun.

    >>> counted(1, "vote"), counted(3, "vote")
    ('1 vote', '3 votes')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def against(spare: int, needed: int) -> str:
    """Write yeas against a number needed.

    >>> against(31, 67), against(0, 60), against(-2, 279)
    ('31 above the 67 needed', 'exactly the 60 needed', '2 short of the 279 needed')
    """
    if spare == 0:
        return f"exactly the {needed} needed"
    return f"{abs(spare)} {'above' if spare > 0 else 'short of'} the {needed} needed"


def party_name(party: str, number: int = 2) -> str:
    """Write a party's members.

    >>> party_name("R"), party_name("D", 1), party_name("Green")
    ('Republicans', 'Democrat', 'Green')
    """
    name = PARTY_NAMES.get(party, party or "no party")
    return name.removesuffix("s") if number == 1 and party in PARTY_NAMES else name


def rollcall_line(chamber: str, number: int, day: date, question: str) -> str:
    """Write the roll call, its day and its question: the usual subtitle.

    >>> rollcall_line("senate", 175, date(2017, 7, 27), "On Passage of the Bill H.R. 3364")
    'Senate roll call 175, July 27, 2017: On Passage of the Bill H.R. 3364'
    """
    asked = " ".join(question.split())
    return f"{chamber.capitalize()} roll call {number}, {spell_date(day)}: {asked}"


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


def listed(names: Sequence[str]) -> str:
    """Write names in a row.

    >>> listed(["House", "Senate"]), listed(["a", "b", "c"])
    ('House and Senate', 'a, b and c')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def congress_name(congress: int) -> str:
    """Write a Congress.

    >>> congress_name(115)
    '115th Congress'
    """
    return f"{ordinal(congress)} Congress"

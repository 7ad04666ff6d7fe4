"""The text of a statement, cut into sentences, and the bills that a sentence names."""

import re
from collections.abc import Sequence

_SPACE = re.compile(r"\s+")
_END = re.compile(r"(?<=[.!?])(?=[”\"’']?\s)|(?<=[.!?][”\"’'])(?=\s)|(?<=\* \*)(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"–—-])(?:(?:[A-Z]\.)+|(?:[HS]\. ?)?(?:J\. ?|Con\. ?)?(?:R|Res)\."
    r"|(?:Reps?|Sens?|Nos?|Sec|secs?|Mr|Ms|Mrs|Dr|St|vs?|Pub|Amdt|Dec|Jan|Feb|Aug|Sept|Oct|Nov|Inc"
    r"|al|approx|e\.g|i\.e|Gen|Gov|Jr|Sr|Stat|Lt|Col|Del|Sup|Ct|Cong)\.)$"
)
_BILL = re.compile(
    r"\b(?P<chamber>H|S)\. ?(?:(?P<kind>R|J\. ?Res|Con\. ?Res|Res)\.?)? ?(?P<number>\d{1,5})\b"
    r"|\b(?P<house>House|Senate) (?P<long>Joint|Concurrent)? ?Resolution (?P<of>\d{1,4})\b"
    r"|\bHR ?(?P<plain>\d{1,5})\b"
)
_SPONSOR = re.compile(r"(?:cosponsors?|[RDI]\)? ?[-–(] ?[A-Z][A-Za-z. ]{1,15})\) ?(?=[A-Z])")
_BEGINS = re.compile(r"(?<!of )\b(?:The|This) (?:Administration|President|Statement)\b")


def sentences(text: str) -> list[str]:
    """Cut a text into sentences; "H.R. 2", "Rep. Price" and "D.C." end none.

    >>> sentences("The Administration opposes H.R. 2. If passed, he would veto H. J. Res. 5.  Why?")
    ['The Administration opposes H.R. 2.', 'If passed, he would veto H. J. Res. 5.', 'Why?']
    """
    found, current = [], ""
    for part in _END.split(_SPACE.sub(" ", text)):
        current += part
        if not _ABBREVIATION.search(current):
            found.append(current.strip())
            current = ""
    found.append(current.strip())
    return [sentence for sentence in found if sentence]


def bills_in(text: str) -> list[str]:
    """Return the bills that a text names, in order, each once, as ``hr2``, ``sjres5``.

    >>> bills_in("H.J. Res. 75, S. 264, HR 7 or House Joint Resolution 9; the U.S. 7th Fleet")
    ['hjres75', 's264', 'hr7', 'hjres9']
    """
    found: dict[str, None] = {}
    for match in _BILL.finditer(text):
        found.setdefault(_bill(match))
    return list(found)


def _bill(match: re.Match[str]) -> str:
    if match["plain"]:
        return f"hr{match['plain']}"
    if match["house"]:
        kind = {"Joint": "jres", "Concurrent": "conres", None: "res"}[match["long"]]
        return f"{match['house'][0].lower()}{kind}{match['of']}"
    kind = re.sub(r"[^a-z]", "", (match["kind"] or "").lower())
    chamber = match["chamber"].lower()
    return f"{chamber}{kind}{match['number']}"


def without_letterhead(sentence: str) -> str:
    """Cut the letterhead, the date and the heading off a first sentence; it has no full stop.

    The heading ends with the sponsor in brackets; where there is none, the statement begins with
    the words "The Administration".

    >>> without_letterhead("EXECUTIVE OFFICE STATEMENT OF ADMINISTRATION POLICY H.R. 3606 – Jobs "
    ...     "Act (Rep. Fincher, R-TN, and 53 cosponsors) The Administration supports H.R. 3606.")
    'The Administration supports H.R. 3606.'
    """
    head, mark, rest = sentence.partition("STATEMENT OF ADMINISTRATION POLICY")
    rest = (rest if mark else _without_page_break(head)).strip()
    sponsored = list(_SPONSOR.finditer(rest))
    if sponsored:
        return rest[sponsored[-1].end() :].strip()
    begins = _BEGINS.search(rest)
    if begins and (mark or bills_in(rest[: begins.start()])):
        return rest[begins.start() :]
    return rest


def _without_page_break(sentence: str) -> str:
    """Cut a page's number or a repeated letterhead off: H.R. 3964 of 2014 reads "2 For these"."""
    cut = re.sub(
        r"^(?:EXECUTIVE OFFICE OF THE PRESIDENT OFFICE OF MANAGEMENT AND BUDGET "
        r"W ?ASHINGTON, D\. ?C\. 20503 )?\d{0,2} (?=[A-Z])",
        "",
        sentence,
    )
    return cut.strip()


def spoken_of(told: Sequence[str], index: int, bills: Sequence[str]) -> list[str]:
    """Return the bills that a sentence speaks of: those it names, else those named last before.

    A statement on several bills takes them up one after the other, so "the bill" is the one named
    last; "these bills" are all of them.
    """
    if re.search(
        r"\b(?:these|any of the|both|each) (?:of )?(?:\w+ )?(?:bills|resolutions)|\bthem\b",
        told[index],
    ):
        return list(bills)
    for sentence in reversed(told[: index + 1]):
        named = [bill for bill in bills_in(sentence) if bill in bills]
        if named:
            return named
    return list(bills)

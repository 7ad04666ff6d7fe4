"""Understand whatever names a roll call or a bill: an id, words, or the address of its page.

Nothing is guessed. What has two readings is refused with both, and what is wrong is refused with
what to write instead. Three conventions of the field decide what would else be open:

- Bills are named by their Congress, roll calls by their year: ``s175 115`` is the bill S. 175, and
  ``s175 2017`` the Senate's roll call 175. A dotted ``S. 175, 2017`` could be either: refused.
- ``S. 175, 115th Cong. (2017)`` is how a bill is cited, and is the bill.
- ``115-1-175`` is Congress, session, number.
"""

import re
from dataclasses import dataclass

from votekit.congresses import congress_of_year, ordinal, session_of_year, spell_vote_id
from votekit.errors import RequestError

_KINDS = ["hr", "s", "hjres", "sjres", "hconres", "sconres", "hres", "sres"]
_SPELT = ["H.R.", "S.", "H.J.Res.", "S.J.Res.", "H.Con.Res.", "S.Con.Res.", "H.Res.", "S.Res."]
SPELLINGS = dict(zip(_KINDS, _SPELT, strict=True))
"""The eight kinds of bill, and how the field writes each."""


@dataclass(frozen=True)
class BillReference:
    """A bill or resolution; ``congress`` is None where none was named.

    >>> BillReference("hjres", 7, 116).id, BillReference("hr", 3364, None).id
    ('hjres7-116', 'hr3364')
    """

    type: str
    number: int
    congress: int | None

    @property
    def id(self) -> str:
        """The canonical id; without a Congress it names one bill of each Congress."""
        name = f"{self.type}{self.number}"
        return name if self.congress is None else f"{name}-{self.congress}"

    def spelled(self) -> str:
        """Write the bill as the field does: ``S.Con.Res. 5``."""
        return f"{SPELLINGS[self.type]} {self.number}"


@dataclass(frozen=True)
class RollCallReference:
    """A roll call, by chamber and its number within the session (1 or 2)."""

    chamber: str
    number: int
    congress: int
    session: int

    @property
    def vote_id(self) -> str:
        """The canonical id, as ``s175-115.2017``."""
        return spell_vote_id(self.chamber, self.number, self.congress, self.session)


@dataclass(frozen=True)
class VoteviewReference:
    """A roll call by Voteview's number, which only the record can turn into the chamber's own.

    Voteview counts through a whole Congress, both sessions, and leaves out quorum calls and
    vacated numbers.
    """

    chamber: str
    congress: int
    rollnumber: int

    @property
    def id(self) -> str:
        """The id as Voteview writes it: ``RS1150175``."""
        return f"R{self.chamber[0].upper()}{self.congress:03d}{self.rollnumber:04d}"


Reference = BillReference | RollCallReference | VoteviewReference
_Parts = dict[str, str | None]

_CHAMBERS = {"h": "house", "s": "senate"}
_NUMBERS, _CONGRESSES, _YEARS = range(1, 100_000), range(1, 201), range(1789, 2189)
_EXAMPLES = "a roll call like s175-115.2017 or a bill like hr3364-115"
_PLAIN = {
    **dict.fromkeys((0x2212, 0xFE58, 0xFE63, 0xFF0D, *range(0x2010, 0x2016)), "-"),
    **dict.fromkeys((9, 10, 13, 160, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " "),
    **dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)),
}
"""Dashes and spaces of print made plain; what has no width is dropped."""

_RES = "r(?:es(?:olution)?)?"
_FRAGMENTS = {
    "kind": "(?:(?P<hr>h ?r|house[ -]bill)|(?P<s>s|senate[ -]bill)"
    + "".join(
        f"|(?P<{side[0]}jres>{side}[ -]?j(?:oint)?[ -]?{_RES})"
        f"|(?P<{side[0]}conres>{side}[ -]?c(?:on(?:c(?:urrent)?)?)?[ -]?{_RES})"
        f"|(?P<{side[0]}res>{side}[ -]?res(?:olution)?)"
        for side in ("h(?:ouse)?", "s(?:en(?:ate)?)?")
    )
    + ")(?![a-z])",
    "chamber": "(?P<chamber>house|senate|sen|[hs])(?![a-z])",
    "clerk": r"clerk\.(?P<chamber>house)\.gov",
    "senate": r"(?P<chamber>senate)\.gov/legislative/lis",
    "number": "(?P<number>[0-9]+)",
    "congress": "(?P<congress>[0-9]+)",
    "session": "(?P<session>[0-9])",
    "year": "(?P<year>[0-9]{4})",
    "voteview": "r(?P<chamber>[hs])(?P<congress>[0-9]{3})(?P<number>(?P<voteview>[0-9]{4}))",
    "vote": r"(?P<vote>(?:(?:rollcall|roll|call|record|recorded|yea|nay|vote|no|rc)\b ?)*)",
    "when": r"(?:(?P<congress>[0-9]{1,3})\b(?P<spelled> th\b)? ?)?"
    r"(?:(?P<session>[0-9])\b(?: (?:th|session)\b)? ?)?(?:(?P<year>[0-9]{4})\b ?)?",
}


def _forms(before: str, table: str, after: str) -> list[re.Pattern[str]]:
    wholes = [re.sub("<([a-z]+)>", lambda key: _FRAGMENTS[key[1]], line) for line in table.split()]
    return [re.compile(before + whole.replace("~", " ?") + after) for whole in wholes]


_ADDRESSES = _forms(
    r"(?:https?://)?(?:www\.)?(?:",
    r"""
    <clerk>/evs/<year>/roll<number>\.xml
    <clerk>/votes/<year><number>
    <clerk>/cgi-bin/vote\.(?:asp|exe)\?year=<year>&rollnumber=<number>
    <clerk>/votes/?\?(?=.*\bcongressnum=<congress>\b)(?=.*\bsession=<session>).*\brollcallnum=<number>
    <clerk>/votes/?\?(?:.*&)?rollcallnum=<number>
    <senate>/roll_call_votes/vote<congress><session>/vote_(?P=congress)_(?P=session)_<number>\.\w+
    <senate>/roll_call_lists/roll_call_vote_cfm\.cfm\?(?=.*\bcongress=<congress>\b)(?=.*\bsession=<session>).*\bvote=<number>
    congress\.gov/bill/<congress>(?:(?:st|nd|rd|th)-congress)?/<kind>/<number>
    congress\.gov/votes/<chamber>/<congress>-<session>/<number>
    api\.congress\.gov/v3/bill/<congress>/<kind>/<number>
    api\.congress\.gov/v3/<chamber>-vote/<congress>/<session>/<number>
    govtrack\.us/congress/votes/<congress>-<year>/<chamber><number>
    govtrack\.us/congress/bills/<congress>/<kind><number>
    projects\.propublica\.org/represent/votes/<congress>/<chamber>/<session>/<number>
    projects\.propublica\.org/represent/bills/<congress>/<kind><number>
    (?:govinfo\.gov/[a-z0-9/]*)?bill(?:s|status)-<congress><kind><number>[a-z]*(?:\.[a-z]+)?
    (?:voteview\.com/rollcall/)?<voteview>
    """,
    r")(?:[/?#&].*)?",
)
_HOST = re.compile(r"[a-z]+:/|www\.|[a-z0-9.-]{1,60}\.(?:com|edu|gov|net|org|us)(?:/|$)")

_WORDS = _forms(
    "",
    r"""
    <chamber>~<vote><number>\b~<when>
    <chamber>~<when><vote><number>
    <when><chamber>~<vote><number>
    <vote><number>\b~<when><chamber>
    <vote><number>\b~<chamber>~<when>
    <when><vote><number>~<chamber>
    (?:bill~)?<kind>~(?:no~)?<number>\b~<when>
    <when>(?:bill~)?<kind>~(?:no~)?<number>
    (?=[a-z])<vote><number>\b~<when>
    <when>(?=[a-z])<vote><number>
    """,
    "",
)
_REWRITES = [
    (re.compile(pattern), new)
    for pattern, new in (
        (r"['’]s\b|\bu\.s\.", " "),
        (r"(?<![0-9-])([0-9]+) ?- ?([0-9]) ?- ?([0-9]+)(?![0-9-])", r"\1 th \2 session vote \3 "),
        (r"#|№|\b(?:number|num)\b", " no "),
        (r"[.,()/:;_'\"\[\]&§-]|(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " "),
        (r"\b(?:of|in|the|and|year|leg|ex)\b", " "),
        (r" +", " "),
        (r"(?<=[0-9]) (?:st|nd|rd)\b", " th"),
        (r"\bcongress\b", "cong"),
        (r"\bsess\b", "session"),
        (r"\b([0-9]+) th cong\b|\bcong ([0-9]{1,3})\b|\b([0-9]{1,3}) cong\b", r"\1\2\3 th"),
        (r"\b([0-9]) th session\b|\bsession ([0-9])\b", r"\1\2 session"),
        (r"\b([0-9]) session ([0-9]+ th)\b", r"\2 \1 session"),
        (r"\b(?:cong|session) (?=[0-9]{4}\b)|(?<=\b[0-9]{4}) session\b", ""),
    )
]
_OTHERS = [
    (re.compile(pattern), f"is {what}, which cannot be looked up by its number: name {instead}")
    for pattern, what, instead in (
        (r"\bpn ?[0-9]|\bnomination", "a nomination", "its roll call, as in s111-115.2017"),
        (r"\btreaty\b", "a treaty", "its roll call, as in s98-115.2017"),
        (r"\bamdt\b|\bamendment", "an amendment", "its roll call, as in s54-115.2017"),
        (r"\bp(?:ub(?:lic)?)? ?l(?:aws?)?\b", "a law", "the bill that it was, as in hr3364-115"),
    )
]


def parse_reference(text: str) -> Reference:
    """Tell which roll call or bill a text names; whether it exists is for the record to say.

    Understood are ids, usual words in any case and spacing, and the addresses of pages at the House
    Clerk, the Senate, Congress.gov, GovTrack, ProPublica, GovInfo and Voteview.

    Raises
    ------
    RequestError
        Where the text names nothing, or could name more than one thing.

    >>> parse_reference("S. J. Res. 7, 116th Congress").id
    'sjres7-116'
    >>> parse_reference("House roll call #413 of 2017").vote_id
    'h413-115.2017'
    >>> parse_reference("hr3364-2017")
    Traceback (most recent call last):
    votekit.errors.RequestError: “hr3364-2017” has the year 2017 for a Congress: write hr3364-115.
    """
    shown = _shown(text)
    plain = re.sub(" +", " ", text[:2000].translate(_PLAIN)).strip(" .,;<>\"'“”‘’").lower()
    if not plain:
        raise RequestError(f"Nothing is named: write {_EXAMPLES}.")
    if len(text) > 2000 or not plain.isprintable():
        raise _wrong(shown, "is too long or has control characters")
    if found := _match(_ADDRESSES, plain):
        return _reference(found, shown)
    if _HOST.match(plain) or len(plain) > 120:
        raise _no_name(plain, shown)
    if re.search(r"(?<![0-9])[0-9]{1,2},[0-9]{3}(?![0-9])", plain):
        raise _wrong(shown, "has a comma within a number")
    words = plain
    for pattern, new in _REWRITES:
        words = pattern.sub(new, words).strip()
    if found := _match(_WORDS, words):
        return _reference(found, shown, dotted=bool(re.search(r"(?<![a-z])s ?\.", plain)))
    raise _no_name(plain, shown)


def _match(forms: list[re.Pattern[str]], text: str) -> _Parts | None:
    found = next(filter(None, (form.fullmatch(text) for form in forms)), None)
    return found and found.groupdict()


def _shown(text: str) -> str:
    start = " ".join(text[:120].split())
    start = "".join(letter if letter.isprintable() else "\ufffd" for letter in start)
    return start if len(start) <= 60 else start[:59] + "…"


def _wrong(shown: str, fault: str, instead: str = _EXAMPLES) -> RequestError:
    return RequestError(f"“{shown}” {fault}: write {instead}.")


def _no_name(plain: str, shown: str) -> RequestError:
    words = re.sub("[^a-z0-9]+", " ", plain)
    if other := next((answer for pattern, answer in _OTHERS if pattern.search(words)), None):
        return RequestError(f"“{shown}” {other}.")
    return _wrong(shown, "names no roll call or bill")


def _reference(parts: _Parts, shown: str, dotted: bool = False) -> Reference:
    number = int(parts["number"] or 0)
    if number not in _NUMBERS:
        raise _wrong(shown, "has a number that none ever had")
    kind = next((kind for kind in SPELLINGS if parts.get(kind)), "")
    side = (parts.get("chamber") or "")[:1]
    congress, session = _when(parts, f"{kind or side or 's'}{number}", bool(kind), shown)
    reading = "bill" if kind else _reading(parts, dotted)
    if reading == "either" and congress and session:
        ids = f"s{number}-{congress} or {spell_vote_id('senate', number, congress, session)}"
        raise _wrong(shown, "may be a bill or a roll call", ids)
    if reading == "bill":
        return BillReference(kind or "s", number, congress)
    if not congress:
        raise _wrong(shown, "gives no year, and roll calls are numbered anew each year")
    if parts.get("voteview"):
        return VoteviewReference(_CHAMBERS[side], congress, number)
    readings = [
        RollCallReference(_CHAMBERS[letter], number, congress, part)
        for letter in side or "hs"
        for part in ([session] if session else [1, 2])
    ]
    if len(readings) > 1:
        fault = "leaves the session open" if side else "names no chamber"
        raise _wrong(shown, fault, " or ".join(reading.vote_id for reading in readings))
    return readings[0]


def _reading(parts: _Parts, dotted: bool) -> str:
    """Tell what a bare ``s`` means; every other chamber without a kind of bill is a roll call's."""
    if parts.get("chamber") != "s" or parts.get("vote") not in ("", "no "):
        return "roll call"
    year, session, spelled = parts["year"], parts["session"], parts["spelled"]
    if not (year or session) or (dotted and spelled):
        return "bill"
    is_id = year and parts["congress"] and not spelled
    return "either" if spelled or (dotted and not is_id) else "roll call"


def _when(parts: _Parts, name: str, is_bill: bool, shown: str) -> tuple[int | None, int | None]:
    """Give Congress and session, or refuse what does not exist or does not agree."""
    keys = ("congress", "session", "year")
    congress, session, year = (int(text) if (text := parts.get(key)) else None for key in keys)
    alone = year if is_bill and congress is None else congress
    if alone is not None and alone in _YEARS:
        instead = f"{name}-{congress_of_year(alone)}" + ("" if is_bill else f".{alone}")
        raise _wrong(shown, f"has the year {alone} for a Congress", instead)
    for value, allowed, fault in (
        (congress, _CONGRESSES, "names a Congress that does not exist"),
        (session, (1, 2), "names a session other than 1 and 2"),
        (year, _YEARS, "names a year in which no Congress sits"),
    ):
        if value is not None and value not in allowed:
            raise _wrong(shown, fault)
    if year is None:
        return congress, session
    right, part = congress_of_year(year), session_of_year(year)
    if (congress or right, session or part) != (right, part):
        fault = f"contradicts itself, as {year} is session {part} of the {ordinal(right)} Congress"
        raise _wrong(shown, fault, f"{name}-{right}" + ("" if is_bill else f".{year}"))
    return right, part

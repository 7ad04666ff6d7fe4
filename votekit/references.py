"""Understand whatever names a roll call or a bill: an id, words, or the address of its page.

Nothing is guessed. What has two readings is refused with both, and what is wrong is refused with
what to write instead. Three conventions of the field decide what would else be open:

- Bills are named by their Congress, roll calls by their year: ``s175 115`` is the bill S. 175, and
  ``s175 2017`` the Senate's roll call 175. A dotted ``S. 175, 2017`` could be either: refused.
- ``S. 175, 115th Cong. (2017)`` is how a bill is cited, and is the bill.
- ``115-1-175`` is Congress, session, number; elsewhere the number follows its letter or word.
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

    It runs through both sessions of a Congress, and leaves out quorum calls and vacated numbers.
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
_PLAIN = {  # dashes and spaces of print made plain, and what has no width dropped
    **dict.fromkeys((0x2212, 0xFE58, 0xFE63, 0xFF0D, *range(0x2010, 0x2016)), "-"),
    **dict.fromkeys((9, 10, 13, 160, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)), " "),
    **dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)),
}

_RES = "r(?:es(?:olution)?)?"
_FRAGMENTS = {
    "kind": "(?:(?P<hr>h ?r|house[ -]?bill)|(?P<s>s|senate[ -]?bill)"
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


def _forms(table: str, before: str = "", after: str = "") -> list[re.Pattern[str]]:
    """Compile a table of forms, one a line; ``~`` is a space."""
    whole = re.sub("(?<!P)<([a-z]+)>", lambda key: _FRAGMENTS[key[1]].replace(" ", "~"), table)
    return [re.compile(before + line.replace("~", " ") + after) for line in whole.split()]


_ADDRESSES = _forms(
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
    (?:(?:govinfo|congress)\.gov/[a-z0-9/]*)?bill(?:s|status)-<congress><kind><number>[a-z]*(?:\.[a-z]+)?
    (?:voteview\.com/rollcall/)?<voteview>
    """,
    before=r"(?:https?://)?(?:www\.)?(?:",
    after=r")(?:[/?#&].*)?",
)
_WORDS = _forms(
    r"""
    <chamber>~?<vote><number>\b~?<when>
    <chamber>~?(?![0-9]+~[0-9]+$)<when><vote><number>
    <when><chamber>~?<vote><number>
    <vote><number>\b~?<when>(?P<chamber>house|senate)
    (?=[a-z])<vote><number>\b~?<chamber>~?<when>
    <when><vote><number>~?(?P<chamber>house|senate)
    (?:bill~?)?<kind>~?(?:no~?)?<number>\b~?<when>
    <when>(?:bill~?)?<kind>~?(?:no~?)?<number>
    (?=[a-z])<vote><number>\b~?<when>
    <when>(?=[a-z])<vote><number>
    """
)
_REWRITES = (  # what is done to words, in this order, so that few forms remain
    (r"['’]s\b|\bu\.s\.", " "),
    (r"(?<![0-9-])([0-9]+) ?- ?([0-9]) ?- ?([0-9]+)(?![0-9-])", r"\1 th \2 session vote \3 "),
    (r"#|№|\b(?:number|num)\b", " no "),
    (r"[.,()/:;_'\"\[\]&§-]|(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " "),
    (r"\b(?:of|in|the|and|year|leg|ex)\b", " "),
    (r" +", " "),
    (r"(?<=[0-9]) (?:st|nd|rd)\b", " th"),
    (r"\b([0-9]+) th cong(?:ress)?\b|\bcong(?:ress)? ([0-9]{1,3})\b", r"\1\2 th"),
    (r"\b([0-9]) th sess(?:ion)?\b|\bsess(?:ion)? ([0-9])\b", r"\1\2 session"),
    (r"\b([0-9]{1,3}) cong(?:ress)?\b", r"\1 th"),
    (r"(\b[0-9] session|(?<=[0-9] )[0-9]{4}) ([0-9]+ th)\b", r"\2 \1"),
    (r"(?<!\b[0-9] )\b(?:congress|session) (?=[0-9]{4}\b)|(?<=\b[0-9]{4}) session\b", ""),
)

_ROLL_CALL = "which cannot be looked up by its number: name its roll call, as in"
_OTHERS = {
    r"\bpn ?[0-9]|\bnomination": f"a nomination, {_ROLL_CALL} s111-115.2017",
    r"\btreaty\b": f"a treaty, {_ROLL_CALL} s98-115.2017",
    r"\bamdt\b|\bamendment": f"an amendment, {_ROLL_CALL} h432-115.2017",
    r"\bp(?:ub(?:lic)?)? ?l(?:aws?)?\b": "a law: name the bill that it was, as in hr3364-115",
}


def parse_reference(text: str) -> Reference:
    """Tell which roll call or bill a text names; whether it exists is for the record to say.

    Understood are ids, usual words in any case and spacing, and the addresses of pages at the House
    Clerk, the Senate, Congress.gov, GovTrack, GovInfo and Voteview.

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
    if not isinstance(text, str):
        raise RequestError(f"A reference is text: write {_EXAMPLES}.")
    shown = _shown(text)
    plain = re.sub(" +", " ", text[:2000].translate(_PLAIN)).strip(" .,;<>\"'“”‘’").lower()
    if not plain:
        raise RequestError(f"Nothing is named: write {_EXAMPLES}.")
    if len(text) > 2000 or not plain.isprintable():
        raise _wrong(shown, "is too long" if len(text) > 2000 else "has control characters")
    for form in _ADDRESSES:
        if found := form.fullmatch(plain):
            return _reference(found.groupdict(), shown)
    if re.search(r"(?<![0-9])[0-9]{1,2},[0-9]{3}(?![0-9])", plain):
        raise _wrong(shown, "has a comma within a number", "H.R. 3364, without one")
    words = plain
    for pattern, new in _REWRITES:
        words = re.sub(pattern, new, words).strip()
    dotted = bool(re.search(r"(?<![a-z])s ?\.", plain))
    if parts := _parts(words):
        return _reference(parts, shown, dotted)
    raise _no_name(plain, shown)


def _parts(words: str) -> _Parts | None:
    # The chamber beside a bill says nothing that the bill's designator does not.
    bare = re.sub("^(?:house|senate|sen) | (?:house|senate)$", "", words)
    of_bills = [form for form in _WORDS if "hr" in form.groupindex]
    tried = [*((form, words) for form in _WORDS), *((form, bare) for form in of_bills)]
    return next(
        (found.groupdict() for form, text in tried if (found := form.fullmatch(text))), None
    )


def _shown(text: str) -> str:
    start = " ".join(text[:120].split())
    start = "".join(letter if letter.isprintable() else "\ufffd" for letter in start)
    return start if len(start) <= 60 else start[:59] + "…"


def _wrong(shown: str, fault: str, instead: str = _EXAMPLES) -> RequestError:
    return RequestError(f"“{shown}” {fault}: write {instead}.")


def _no_name(plain: str, shown: str) -> RequestError:
    words = re.sub("[^a-z0-9]+", " ", plain)
    for pattern, answer in _OTHERS.items():
        if re.search(pattern, words):
            return RequestError(f"“{shown}” is {answer}.")
    return _wrong(shown, "names no roll call or bill")


def _reference(parts: _Parts, shown: str, dotted: bool = False) -> Reference:
    number = int(parts["number"] or 0)
    if number not in _NUMBERS:
        raise _wrong(shown, f"has a number not from {_NUMBERS[0]} to {_NUMBERS[-1]}")
    kind = next((kind for kind in SPELLINGS if parts.get(kind)), "")
    side = (parts.get("chamber") or "")[:1]
    congress, session = _when(parts, f"{kind or side or 's'}{number}", bool(kind), shown)
    reading = _reading(kind, parts, dotted)
    bill = BillReference(kind or "s", number, congress)
    if reading == "either" and congress and session:
        ids = f"{bill.id} or {spell_vote_id(_CHAMBERS[bill.type[0]], number, congress, session)}"
        raise _wrong(shown, "may be a bill or a roll call", ids)
    if reading == "bill":
        return bill
    if not congress:
        instead = f"also the year, as in {side or 'h'}{number}-115.2017"
        raise _wrong(shown, "gives no year, and roll call numbers start over each year", instead)
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


def _reading(kind: str, parts: _Parts, dotted: bool) -> str:
    """Tell a bill from a roll call; only ``s``, and ``hr`` in a roll call's id, can be either."""
    year, session, spelled = (parts.get(key) for key in ("year", "session", "spelled"))
    is_id = year and parts.get("congress") and not spelled
    if kind:
        return "either" if kind == "hr" and is_id else "bill"
    if parts.get("chamber") != "s" or parts.get("vote") not in ("", "no "):
        return "roll call"
    if not (year or session) or (dotted and spelled):
        return "bill"
    return "either" if spelled or (dotted and not is_id) else "roll call"


def _when(parts: _Parts, name: str, is_bill: bool, shown: str) -> tuple[int | None, int | None]:
    """Give Congress and session, or refuse what does not exist or does not agree."""
    keys = ("Congress", "session", "year")
    given = [int(text) if (text := parts.get(key.lower())) else None for key in keys]
    congress, session, year = given
    alone = year if is_bill and congress is None else congress
    if alone is not None and alone in _YEARS:
        instead = f"{name}-{congress_of_year(alone)}" + ("" if is_bill else f".{alone}")
        raise _wrong(shown, f"has the year {alone} for a Congress", instead)
    for key, value, real in zip(keys, given, (_CONGRESSES, (1, 2), _YEARS), strict=True):
        if value is not None and value not in real:
            raise _wrong(shown, f"names a {key} not from {real[0]} to {real[-1]}")
    if year is None:
        return congress, session
    right, part = congress_of_year(year), session_of_year(year)
    if (congress or right, session or part) != (right, part):
        fault = f"contradicts itself, as {year} is session {part} of the {ordinal(right)} Congress"
        raise _wrong(shown, fault, f"{name}-{right}" + ("" if is_bill else f".{year}"))
    return right, part

"""Titles of bills and resolutions, as a news desk would write them.

The House printed its titles of the 1990s in capitals, the sources cut long ones in the middle of a
word, and official titles begin and end with what says nothing. The record keeps them as they are;
what is shown is set right here.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from votekit.words.known import known_as
from votekit.words.lazily import Lazily
from votekit.words.names import bill_name

_PADDING = tuple(
    Lazily(pattern, re.IGNORECASE)
    for pattern in (
        r"^(providing for congressional disapproval|disapproving the rule)\b.*?\brelating to ",
        r"^disapproving the action of .*? in approving ",
        r"^providing for congressional disapproval of ",
        r"^an? (act|(joint )?resolution) ",
        r"^to (provide for|direct) ",
        r"^(to|making|relating to|disapproving) ",
        r",? and for other purposes$",
        r"^“Endangered and Threatened Wildlife and Plants; ",
        r"^(the|a) ",
    )
)
"""What official titles begin and end with, cut in this order."""
_QUOTED = Lazily(r"“?(?P<all>[^“”]+)”")
LONGEST = 110
LONGEST_NAME = 130
"""A longer title is cut where a clause ends; the name of an act later."""
_NAMED_ACT = Lazily(r"^(?![Tt]o )[A-Z“0-9].*\bAct\b( of \d{4}|,? (FY|fiscal( year)?)? ?\d{4})?”?$")

_NUMBER = Lazily(
    r"(?<![’'.\w])(?P<chamber>[HS])\.? ?(?:(?P<joint>J)\.? ?|(?P<con>CON|C)\.? ?)?"
    r"(?P<kind>R\.?(?!ES)|RES\.?)? ?(?P<number>\d+)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at but by en for from in into of on or over per the to under upon via vs with "
    "within without".split()
)
_ACRONYMS = frozenset(
    "ACORN AIDS AMT ANWR ATF BRAC CAFE CARES CBA CBO CDC CERCLA CFTC CHIP CHIPS CIA CPSC DC "
    "DHS DNA "
    "DOD DOE DOJ DTV EEOC EPA ERISA ESEA FAA FBI FCC FDA FDIC FEC FEMA FERC FHA FISA FTC FY GAO "
    "GATT GI GPO GPS GSA GSE HHS HIV HMO HR HUD ICC ID II III IMF INS IRA IRS ISIS IV IX JOBS LNG "
    "LSC MFN MX NAFTA NASA NATO NCAA NEA NEH NIH NIST NLRB NOAA NRA NRC NSF OAS OMB OPIC OSHA PBS "
    "PLO POW PTO RTC SALT SBA SCHIP SDI SEC SEMATECH SSI TARP TSA TV TVA UN UNESCO UNFPA US USA "
    "USDA USIA USSR VA VI VII VIII VOA WIC WTO XI XX XXII D.C. U.S. U.N. H.R. S. F.Y. P.L.".split()
)
_PROPER = {"AMTRAK": "Amtrak", "F.Y.": "FY", "MCKINNEY": "McKinney", "MCCAIN": "McCain"}


def _small(found: re.Match[str]) -> str:
    return found[0][0] + found[0][1:].lower()


_SHORTER: tuple[tuple[Lazily, Any], ...] = tuple(
    (Lazily(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (r"@", ""),
        (r"\b(the) the\b", r"\1"),
        (r"^(With Instructions|On the|(A )?Resolution,?) (?=[A-Z])", ""),
        (r"^Amended during conference: “?An act ", ""),
        (r"\bof(?=\d{4})", "of "),
        (r"\bProvidng\b", "Providing"),
        (r'"([^"]*)"', r"“\1”"),
        (r"\bMaking (Supplemental |Emergency |Further |Continuing )*Appropriations\b", _small),
        (r"\bthe question period\b", "question period"),
        (r"\(?\bno short title on file\)?\.?", ""),
        (r",? (and )?for (other|related) purposes\b.*$", ""),
        (r",? under chapter 8 of title 5,? (of the )?United States Code,?", ""),
        (r" (for|during) (the )?fiscal years?( ending September 30,)?(?= \d{4})", " for fiscal"),
        (r"\b(Fiscal Year|FY|F\.Y\.),? ?(?=\d{4})", "fiscal "),
        (r"\bU\. ?S\.(?! ?S\.) ?", "U.S. "),
        (r"\bthe Internal Revenue Code of 1986\b", "the Internal Revenue Code"),
        (r"\bthe Congress\b", "Congress"),
        (r",? and the concurrent resolution$", ""),
        (r"\s+", " "),
        (r" ([,.;:])", r"\1"),
    )
)
_SENATE_HEAD = Lazily(
    r"^(An? )?(original )?(executive )?(bill|act|joint resolution|concurrent resolution"
    r"|resolution)\b,? ",
    re.I,
)
_INFINITIVE = Lazily(r"^to (?=[a-z])", re.IGNORECASE)
_ENTITLED = Lazily(r"(entitled|titled) (the )?[“\"]?(?P<name>[^”\"]+)")
_PARTICIPLE = Lazily(r"^((Formally|Strongly|Clearly|Deeply) )?[A-Z]?[a-z]+ing\b(?! (Act|Bill)\b)")
_NOUNS_IN_ING = frozenset(
    "Banking Housing Spring Continuing Building Training Funding Spending King Fishing Mining "
    "Nursing Clearing Operating Existing Lending Gaming Hunting Federal Voting Beijing Washington "
    "Anything Bring Engineering Manufacturing Sterling Living Boating Pending Sewing".split()
)
_IMPERATIVE = Lazily(
    r"^(Abolish|Amend|Allow|Approve|Authorize|Award|Ban|Clarify|Convey|Create|Designate|Direct|"
    r"Disapprove|Eliminate|Ensure|Establish|Expand|Express|Extend|Improve|Increase|Limit|Modify|"
    r"Name|Permit|Prevent|Prohibit|Promote|Protect|Provide|Reauthorize|Reduce|Rename|Repeal|"
    r"Require|Restore|Restrict|Revise|Sell|Settle|Strengthen|Transfer) (?!Act\b)"
)
_ADOPTED = frozenset({"hres", "sres", "hconres", "sconres"})
_RULE = Lazily(
    r"^(a )?(rule |further )?((provi\w+g|relating to) (a rule )?(for )?)?(the )?"
    r"(further |expedited )*(con+sideration|disposition) (of|for|on) (?P<what>.*)",
    re.IGNORECASE,
)
_IN_RULE = Lazily(
    r"^(the )?((House |Senate )?(bills?|(joint|concurrent) resolutions?|resolutions?),? )?"
    r"\(? ?(?P<bill>[HS]\.[\w. ]*?\d+)",
    re.IGNORECASE,
)
_ON_RULE = Lazily(
    r"^(the )?(?P<what>conference report (to accompany|on)|(?:(?:the )?(?:Senate|House) amendments?"
    r"(?: in the nature of a substitute)? to,? ?)+) ?(the )?((House |Senate )?(bill|joint "
    r"resolution),? )?"
    r"\(?(?P<bill>[HS]\.[\w. ]*?\d+)",
    re.I,
)


def short_subject(title: str) -> str:
    """Cut from an official title what says nothing of its subject.

    >>> short_subject("Providing for congressional disapproval of the rule submitted by the "
    ...     "Securities and Exchange Commission relating to “Staff Accounting Bulletin No. 121”")
    'Staff Accounting Bulletin No. 121'
    >>> short_subject("Making appropriations for the Department of Labor, and for other purposes")
    'Appropriations for the Department of Labor'
    """
    told = " ".join(title.split()).rstrip(".")
    for pattern in _PADDING:
        told = pattern.sub("", told)
    quoted = _QUOTED.fullmatch(told)
    told = quoted["all"].strip() if quoted else told
    return told[:1].upper() + told[1:]


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Write the numbers of bills as the field does, and capitals as a newspaper does.

    >>> plain("On Agreeing to the Resolution: H RES 24 Impeaching Donald John Trump")
    'On Agreeing to the Resolution: H.Res. 24 Impeaching Donald John Trump'
    >>> plain("SUSPEND THE RULES AND AGREE: H CON RES 268 TECHNICAL CORRECTIONS TO H.R. 3866")
    'Suspend the Rules and Agree: H.Con.Res. 268 Technical Corrections to H.R. 3866'
    """
    told = " ".join(text.split())
    numbered = _NUMBER.sub(_numbered, told)
    return numbered if not _is_shouted(numbered) else _lowered(numbered)


def _numbered(found: re.Match[str]) -> str:
    chamber, kind = found["chamber"].upper(), (found["kind"] or "").upper().rstrip(".")
    if chamber == "H" and not kind:
        return found[0]
    if chamber == "S" and kind == "R":
        return found[0]
    middle = "J." if found["joint"] else "Con." if found["con"] else ""
    if middle and kind != "RES":
        return found[0]
    ending = {"R": "R.", "RES": "Res.", "": ""}[kind]
    return f"{chamber}.{middle}{ending} {found['number']}"


def _is_shouted(text: str) -> bool:
    words = [
        word
        for word in re.findall(
            r"[A-Za-z]{3,}", re.sub(r"[HS]\.(J\.|Con\.)?(R\.|Res\.)? \d+", "", text)
        )
        if word.upper() not in _ACRONYMS
    ]
    if not words:
        return False
    loud = sum(word.isupper() for word in words)
    return bool(10 * loud >= 6 * len(words))


def _lowered(text: str) -> str:
    words = text.split(" ")
    return " ".join(_word(word, first=place == 0) for place, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    core = word.strip("“”\"'(),;:")
    if core.upper() in _PROPER:
        return word.replace(core, _PROPER[core.upper()])
    if core.upper() in _ACRONYMS or not core.isupper() or re.search(r"\d", core):
        return word
    if core.lower() in _SMALL and not first:
        return word.lower()
    parts = re.split(r"([-/.&(“\"]|\bMc|’|')", word.lower())
    told = "".join(part[:1].upper() + part[1:] for part in parts)
    return re.sub(r"(?<=\w)['’](S|T|Re|Ve|Ll)\b", lambda found: found[0].lower(), told)


@lru_cache(maxsize=4096)
def tidy(title: str | None) -> str:
    """Write a title without what says nothing, and cut where a clause ends if it is too long.

    >>> tidy("LEGAL SERVICES REAUTHORIZATION ACT OF 1991")
    'Legal Services Reauthorization Act of 1991'
    >>> tidy("Making appropriations for the Department of Defense for the fiscal year ending "
    ...     "September 30, 2006, and for other purposes")
    'Making appropriations for the Department of Defense for fiscal 2006'
    """
    told = plain(title or "")
    for pattern, new in _SHORTER:
        told = pattern.sub(new, told)
    told = _QUOTED_RULE.sub(_disapproval, told)
    return _cut(told.strip(" .,;:-"))


_QUOTED_RULE = Lazily(
    r"^(?:providing for congressional disapproval of|disapproving|disapproval of) the (?:final "
    r"|interim "
    r"final )?rules?,? (?:submitted |issued )?.*?relating to (?P<name>.*)$",
    re.IGNORECASE,
)


def _disapproval(found: re.Match[str]) -> str:
    name = found["name"].strip(" .,;")
    if not name.startswith("“"):
        return f"disapproving [the] rule on {name}"
    inner = name.removeprefix("“").rstrip("”").rstrip(" .").replace("“", "‘").replace("”", "’")
    return f"disapproving [the] rule on “{inner}”"


_ENDS = Lazily(r"; |, (?=(?:(?:and )?(?:to|for the|by|with respect)|including|which|as follows)\b)")


def _cut(told: str) -> str:
    longest = LONGEST_NAME if _NAMED_ACT.match(told) else LONGEST
    if len(told) <= longest:
        return _closed(told)
    ends = [found.start() for found in _ENDS.finditer(told) if 40 <= found.start() <= longest]
    if ends and _balanced(told[: ends[-1]]):
        return told[: ends[-1]]
    kept = told[: longest - 1].rsplit(" ", 1)[0]
    while kept.rsplit(" ", 1)[-1].lower().strip(",") in _SMALL | {
        "that",
        "its",
        "their",
        "no.",
        "certain",
    }:
        kept = kept.rsplit(" ", 1)[0]
    return _closed(f"{kept.rstrip(' ,;:-')}…")


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”")


def _closed(told: str) -> str:
    """Close what the cut left open: a quotation, a bracket."""
    if told.count("(") > told.count(")"):
        told = told[: told.rindex("(")].rstrip(" ,;")
    if told.count("“") > told.count("”"):
        told += "”"
    return told


def kind_of(bill_id: str) -> str:
    """Say what a bill's id names.

    >>> kind_of("hr1-119"), kind_of("sjres7-116")
    ('bill', 'resolution')
    """
    return "bill" if bill_id.split("-")[0].rstrip("0123456789") in {"hr", "s"} else "resolution"


def is_simple(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is on a simple or concurrent resolution, which is adopted, not passed."""
    return str(row["bill_id"]).split("-")[0].rstrip("0123456789") in _ADOPTED


def official_title(row: Mapping[str, Any]) -> str:
    """Return the title that a row gives of its bill, whole; nothing where it gives none.

    The House puts it into the subject of every question on a bill, the Senate into ``bill_title``.
    """
    raw = row["subject"] if row["chamber"] == "house" else row.get("bill_title")
    title = _SENATE_HEAD.sub("", str(raw)) if raw and raw == raw else ""
    if not title or not _is_changed(row):
        return title
    return known_as(row["bill_id"], title, at_any_time=True)


def _is_changed(row: Mapping[str, Any]) -> bool:
    """Tell whether a vote can be on another text than the one that the bill began with."""
    if row.get("stage") in {"concurrence", "recede", "conference", "override"}:
        return True
    return bool(row["bill_id"]) and row["bill_id"][0] != row["chamber"][0]


def title_of(row: Mapping[str, Any]) -> str:
    """Return the title that a row gives of its bill, tidied; nothing where it gives none."""
    return tidy(official_title(row))


def rule_for(title: str) -> str:
    """Name what a special rule of the House is for; nothing where a title is no rule's.

    >>> rule_for("Providing for consideration of H.R. 2929; California Desert Protection Act")
    'debate on H.R. 2929'
    """
    found = _RULE.match(title)
    if not found:
        return ""
    on = _ON_RULE.match(found["what"])
    if on:
        what = re.sub(
            "conference report (to accompany|on)", "conference report on", on["what"], flags=re.I
        )
        what = " ".join(re.sub("amendment", "amendment", what.rstrip(" ,"), flags=re.I).split())
        if what.lower().count("amendment") > 1:
            what = f"latest {what.split(' ')[0]} amendment to"
        return f"debate on [the] {what} {on['bill']}"
    bill = _IN_RULE.match(found["what"])
    if not bill:
        return ""
    others = re.match(r"(the )?(bills|joint resolutions)\b", found["what"], re.I) or re.search(
        r"(; |,? and )(providing )?(for|relating to) (the )?(further )?consideration",
        found["what"],
        re.I,
    )
    return f"debate on {bill['bill']}{' and other bills' if others else ''}"


def is_rule(row: Mapping[str, Any]) -> bool:
    """Tell whether a row is on a special rule of the House, by its title."""
    simple = str(row["bill_id"]).startswith("hres")
    return simple and bool(rule_for(plain(official_title(row))))


def named_bill(row: Mapping[str, Any], *, full: bool) -> str:
    """Name the bill of a row: by its number, or ``full`` by its title with the number.

    >>> row = {"bill_id": "hr29-119", "chamber": "house", "subject": "Laken Riley Act"}
    >>> named_bill(row, full=True), named_bill(row, full=False)
    ('[the] Laken Riley Act (H.R. 29)', 'H.R. 29')
    >>> named_bill({**row, "subject": "To award a congressional gold medal"}, full=True)
    '[a] bill to award a congressional gold medal (H.R. 29)'
    """
    number = bill_name(row["bill_id"])
    whole = official_title(row) if full else ""
    if not whole:
        return number
    rule = rule_for(plain(whole)) if number.startswith("H.Res.") else ""
    told = f"[the] rule for {rule}" if rule else _told(tidy(whole), kind_of(row["bill_id"]), number)
    return f"{told} ({number})" if told else number


def _told(title: str, kind: str, number: str) -> str:
    """Say what a title names: an act by its name, anything else as a bill or a resolution."""
    entitled = _ENTITLED.match(title)
    if entitled or title == number or not re.search("[A-Za-z]{3}", title):
        return f"[the] {entitled['name'].strip(' ,')}" if entitled else ""
    # A resolution without a verb (“Concern Over Coup in Sierra Leone”) is one on its subject.
    is_named = kind == "bill" or number.startswith(("H.J.", "S.J."))
    name = re.sub("^[Tt]he ", "", title)
    if kind == "resolution" and _continues(title):
        return f"[a] {kind} {title[:1].lower()}{title[1:]}"
    if _NAMED_ACT.match(title) and not title.startswith(("Making", "Amending")):
        return f"[the] {name}" if is_named else f"[a] {kind} on [the] {name}"
    if _IMPERATIVE.match(title):
        return f"[a] {kind} to {title[:1].lower()}{title[1:]}"
    if _continues(title):
        return f"[a] {kind} {title[:1].lower()}{title[1:]}"
    return f"[the] {name}" if is_named else f"[a] {kind} on {name}"


def _continues(title: str) -> bool:
    """Tell whether a title goes on where “a bill” left off: to do something, doing something."""
    first = title.split(" ")[0]
    if first.islower() or _INFINITIVE.match(title):
        return True
    return bool(_PARTICIPLE.match(title)) and first.capitalize() not in _NOUNS_IN_ING

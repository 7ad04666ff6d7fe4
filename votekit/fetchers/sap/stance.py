"""What a Statement of Administration Policy says of a bill, and the sentence that says so.

A veto outranks opposition, and the plainest threat outranks a conditional one: a statement that
"strongly opposes" a bill and ends with "he would veto it" is a veto threat. Two things look like
threats and are none: the "line-item veto" of a bill's own title (H.R. 3521, 112th Congress), and
"legislative vetoes" in a statement on a concurrent resolution (H.Con.Res. 38, 119th).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from votekit.fetchers.sap.sentences import (
    bills_in,
    sentences,
    spoken_of,
    without_letterhead,
)


class Stance(StrEnum):
    """What the White House says of a bill, from the strongest threat to the strongest support."""

    WOULD_VETO = "would-veto"
    RECOMMEND_VETO = "recommend-veto"
    CONDITIONAL_VETO = "conditional-veto"
    STRONGLY_OPPOSES = "strongly-opposes"
    OPPOSES = "opposes"
    NONE = "none"
    SUPPORTS = "supports"
    STRONGLY_SUPPORTS = "strongly-supports"
    UNKNOWN = "unknown"


THREATS = (Stance.WOULD_VETO, Stance.RECOMMEND_VETO, Stance.CONDITIONAL_VETO)


@dataclass(frozen=True)
class Said:
    """A stance on one bill, and the sentence that says so; no sentence where there is none."""

    stance: Stance
    quote: str | None = None


_NO_THREAT = re.compile(
    r"legislative veto|line.item veto|presidential veto|could result in a veto|\bvetoed\b"
    r"|veto power",
    re.IGNORECASE,
)
_VETO = re.compile(r"\bveto(?:ing|es)?\b", re.IGNORECASE)
_ADVISERS = re.compile(r"advis[eo]rs (?:would|will|could)?(?: \w+)? ?recommend", re.IGNORECASE)
_UNLESS = re.compile(
    r"\bunless\b"
    r"|\bif (?:the|any|a) (?:final |enrolled |conference )?"
    r"(?:version|bill|legislation|measure|agreement)[^,]{0,40} "
    r"(?:contains?|includes?|were to|would|that|does|continues?|impedes?|fails?|undermines?)\b"
    r"|\bif the (?:final|enrolled) bill\b"
    r"|\bif [^,]{0,60}(?:provisions?|sections?|titles?|language|amendments?)(?: [\w()]+){0,4}"
    r" (?:remains?|stays?|is|are|were|was) "
    r"|\b(?:so|as) long as\b|\bshould (?:the|any|an?|this|these) "
    r"|\bpresented with (?:(?:a|any) (?:bill|measure)|(?:any )?legislation)\b"
    r"|\bif (?:the|any|an|such an?) (?:\w+ )?amendments?\b"
    r"|\bveto (?:any|legislation|a bill|an? \w+ bill) "
    r"|\bwith a continuing resolution included\b"
    r"|\bcumulative effects\b"
    r"|\bif [^,]*\band includes\b"
    r"|\bas amended by (?:this|these|that) amendments?\b"
    r"|\bif (?:these|this|such|those) (?:provisions?|amendments?|cuts?|restrictions?|language)\b"
    r"|\bif a bill\b|\bvetoing any\b",
    re.IGNORECASE,
)
"""A threat that hangs on what the bill will contain, not on the bill as it is."""
_PASSING = (
    r"(?:(?:the )?"
    r"(?:House|Senate|joint|swift|prompt|final|immediate|expeditious|ultimate|House joint) )*"
)
_OF = (
    rf"{_PASSING}(?:(?:passage|enactment|adoption|approval|consideration|advancement)"
    r"(?: and enactment)? of"
    r"|(?:prompt and favorable )?action (?:by (?:the )?\w+ )?on|Congressional action to) "
)
_PART = re.compile(
    r"^\W*(?:[\w’'/-]+,? ){0,4}"
    r"(?:goals?|intent\w*|efforts?|provisions?|sections?|improvements?|actions?|levels?|commitments?"
    r"|number|aspects?|elements?|objectives?|purposes?|principles?|funding|inclusion|need|attempts?"
    r"|works?|aims?|authorit\w+|portions?|parts?|titles?|development|concept|requests?|language"
    r"|reforms?|legislation that attempts|changes?|measures|policies|steps|initiatives?|creation"
    r"|reductions?)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?P<how>strongly |firmly |vigorously |adamantly |fully |wholeheartedly )?"
    r"(?P<verb>oppos(?:es|ed|e)|supports|(?<=to )support|(?<=ly )support|objects? to|endorses"
    r"|cannot support|does not support|has no objection to|does not object to|does not oppose"
    r"|(?:strongly )?(?:urges?|encourages?|calls on) (?P<whom>[^.;]{3,60}?)? ?(?:to )?"
    r"(?P<what>pass(?!age)|approve|support|vote for|vote in favor|adopt"
    r"|oppose|reject|defeat|vote against|vote no|swift passage|passage|prompt passage)"
    r")\b(?=(?P<rest>.{0,320}))",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"recommend (?:that )?he sign|(?:he|President) would sign\b|would sign (?:it|the bill)",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\b(?:Administration|White House|President|we)\b", re.IGNORECASE)
_THIS_BILL = (
    rf"{_PASSING}(?:this|the) (?:\w+ )?"
    r"(?:bill|legislation|joint resolution|resolution|measure|act)\b(?![’']s)"
)
_THESE_BILLS = (
    r"(?:this|these|both|each of these|all of these) "
    r"(?:bills?|resolutions?|measures?|\w+ joint resolutions)\b"
)
_ITS_VERSION = (
    r"(?:the )?(?:House |Senate |Conference |Rules Committee |Committee |Manager[’']s |bipartisan "
    r"|substitute )*(?:amendments?|version|Print|substitute|report|conference report|agreement)"
    r"(?: in the nature of a substitute)?(?:, [^,]{3,70},)?(?: \w+){0,4} (?:to|of|for|on) (?:the )?"
    r"(?:[A-Z][\w-]+ )?(?:[HS]\.|this|the bill)"
)
_THE_BILL = re.compile(rf"^\W*(?:{_OF}|{_THIS_BILL}|{_THESE_BILLS}|{_ITS_VERSION})", re.IGNORECASE)
_BILL_FIRST = re.compile(r"^\W*(?:the )?(?:[HS]\. ?(?:R|J|C|\d)|HR ?\d)")
_INDEFINITE = re.compile(rf"^\W*{_OF}(?:an? |legislation|measures)", re.IGNORECASE)


def stance_on(bill: str, bills: Sequence[str], text: str) -> Said:
    """Return what a statement on ``bills`` says of one of them.

    >>> said = stance_on("hr2", ["hr2"],
    ...     "The Administration opposes H.R. 2. If the President were presented with it, he would "
    ...     "veto H.R. 2.")
    >>> said.stance.value, said.quote
    ('would-veto', 'If the President were presented with it, he would veto H.R. 2.')
    """
    told = [without_letterhead(sentence) for sentence in sentences(text)]
    found = [
        said
        for index, sentence in enumerate(told)
        if bill in spoken_of(told, index, bills)
        for said in [_said(sentence, bills)]
        if said is not None
    ]
    threats = [said for said in found if said.stance in THREATS]
    if threats:
        return min(threats, key=lambda said: THREATS.index(said.stance))
    return _strongest(found)


def _strongest(found: Sequence[Said]) -> Said:
    """Choose among support and opposition: the first that is said, at the strength it is said."""
    if not found:
        return Said(Stance.NONE)
    first = found[0]
    opposed = {Stance.OPPOSES, Stance.STRONGLY_OPPOSES}
    side = opposed if first.stance in opposed else {Stance.SUPPORTS, Stance.STRONGLY_SUPPORTS}
    if first.stance is Stance.NONE:
        side = {Stance.NONE}
    return next(
        (said for said in found if said.stance in side and said.stance.startswith("strongly")),
        first,
    )


def _said(sentence: str, bills: Sequence[str]) -> Said | None:
    if _VETO.search(sentence) and not _NO_THREAT.search(sentence):
        return Said(_threat(sentence, bills), sentence)
    if _SIGN.search(sentence):
        return Said(Stance.SUPPORTS, sentence)
    for match in _VERB.finditer(sentence):
        stance = _of_verb(sentence, match, bills)
        if stance is not None:
            return Said(stance, sentence)
    return None


def _threat(sentence: str, bills: Sequence[str]) -> Stance:
    if _is_conditional(sentence, bills):
        return Stance.CONDITIONAL_VETO
    return Stance.RECOMMEND_VETO if _ADVISERS.search(sentence) else Stance.WOULD_VETO


def _is_conditional(sentence: str, bills: Sequence[str]) -> bool:
    # "Any bill, including H.R. 1315" (112th Congress) means H.R. 1315 as it is.
    including = re.search(r"\bincluding (?P<named>[^,]+),", sentence)
    if including and set(bills_in(including["named"])) & set(bills):
        return False
    if re.match(r"(?:For|Because of) (?:this|these|that|all these) reasons?", sentence):
        return False
    return bool(_UNLESS.search(sentence))


def _of_verb(sentence: str, match: re.Match[str], bills: Sequence[str]) -> Stance | None:
    verb = match["verb"].lower()
    if not _SPEAKER.search(sentence[: match.start()]):
        return None
    rest = match["rest"]
    if not _is_on_bill(rest, match["what"], bills):
        return None
    if verb.startswith(("has no objection", "does not object", "does not oppose")):
        return Stance.NONE
    if verb.startswith(("cannot", "does not")):
        return Stance.OPPOSES
    strong = bool(match["how"]) or "strongly" in verb
    against = verb.startswith(("oppos", "object")) or bool(
        match["what"] and re.match(r"oppose|reject|defeat|vote (?:against|no)", match["what"], re.I)
    )
    if against:
        return Stance.STRONGLY_OPPOSES if strong else Stance.OPPOSES
    return Stance.STRONGLY_SUPPORTS if strong else Stance.SUPPORTS


def _is_on_bill(rest: str, what: str | None, bills: Sequence[str]) -> bool:
    if what and what.lower().endswith("passage"):
        rest = f" passage{rest}"
    if _INDEFINITE.match(rest):
        return False
    if _THE_BILL.match(rest):
        return True
    if _PART.match(rest):
        return False
    near = rest if _BILL_FIRST.match(rest) else re.split(r"[;,—]", rest[:90])[0]
    return bool(set(bills_in(near)) & set(bills))

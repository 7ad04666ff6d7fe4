"""What majority a question needs, of whom, by what authority, and the outcome that follows.

The rule is read from the question first; where the question does not tell, the fraction that the
source states decides (a 60-vote agreement of the Senate is in no question). All arithmetic is in
integers. Authorities: DOMAIN.md, "What majority a question needs".

Examples
--------
>>> question = Question("senate", "On the Cloture Motion", "On the Cloture Motion", "", "3/5")
>>> rule_of(question).key
'cloture'
>>> needed(RULES["cloture"], yea=59, nay=41, present=0, listed=100)
60
>>> outcome(RULES["cloture"], yea=59, nay=41, present=0, listed=100)
'failed'
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

Outcome = Literal["passed", "failed"]


@dataclass(frozen=True)
class Rule:
    """One rule: the fraction, the base it is taken of, and the authority.

    ``base`` is ``voting`` (yeas and nays), ``present`` (those and the members who answered
    present), ``sworn`` (all senators listed) or ``none`` (nothing is decided by yeas and nays).
    """

    key: str
    fraction: str
    base: str
    authority: str
    label: str
    tie_carries: bool = False


@dataclass(frozen=True)
class Question:
    """What the rule of a roll call is read from; ``place`` is (Congress, session, number)."""

    chamber: str
    type: str
    question: str
    subject: str
    requires: str
    kind: str = "vote"
    bill_type: str = ""
    bill_title: str = ""
    nomination: bool = False
    place: tuple[int, int, int] = (0, 0, 0)


_RULE_LIST = (
    Rule(
        "majority-house",
        "1/2",
        "voting",
        "House Rule XX, clause 1(c): a tie loses",
        "majority of members voting",
    ),
    Rule(
        "majority-senate",
        "1/2",
        "voting",
        "U.S. Const. art. I, § 3, cl. 4: the Vice President may break a tie",
        "majority of senators voting",
    ),
    Rule(
        "override",
        "2/3",
        "voting",
        "U.S. Const. art. I, § 7; Missouri Pacific Ry. v. Kansas, 248 U.S. 276 (1919)",
        "two thirds of members voting, to pass over a veto",
    ),
    Rule(
        "suspension",
        "2/3",
        "voting",
        "House Rule XV, clause 1",
        "two thirds of members voting, to suspend the rules",
    ),
    Rule(
        "constitutional-amendment",
        "2/3",
        "voting",
        "U.S. Const. art. V; National Prohibition Cases, 253 U.S. 350 (1920)",
        "two thirds of members voting, to propose a constitutional amendment",
    ),
    Rule(
        "treaty",
        "2/3",
        "present",
        "U.S. Const. art. II, § 2",
        "two thirds of senators present, to advise and consent to a treaty",
    ),
    Rule(
        "conviction",
        "2/3",
        "present",
        "U.S. Const. art. I, § 3",
        "two thirds of senators present, to convict on impeachment",
    ),
    Rule(
        "expulsion",
        "2/3",
        "voting",
        "U.S. Const. art. I, § 5",
        "two thirds of members voting, to expel a member",
    ),
    Rule(
        "suspend-senate-rule",
        "2/3",
        "voting",
        "Senate Rule V and precedents under it",
        "two thirds of senators voting, to suspend a standing rule",
    ),
    Rule(
        "cloture",
        "3/5",
        "sworn",
        "Senate Rule XXII, since 7 March 1975",
        "three fifths of senators duly chosen and sworn, to invoke cloture",
    ),
    Rule(
        "cloture-rules",
        "2/3",
        "voting",
        "Senate Rule XXII, paragraph 2",
        "two thirds of senators voting, to invoke cloture on changing Senate rules",
    ),
    Rule(
        "cloture-nomination",
        "1/2",
        "voting",
        "Senate precedents of 21 November 2013 and, for the Supreme Court, 6 April 2017",
        "majority of senators voting, to invoke cloture on a nomination",
    ),
    Rule(
        "budget-waiver",
        "3/5",
        "sworn",
        "Congressional Budget Act § 904",
        "three fifths of senators duly chosen and sworn, to waive a budget point of order",
    ),
    Rule(
        "budget-appeal",
        "3/5",
        "sworn",
        "Congressional Budget Act § 904(d)",
        "three fifths of senators duly chosen and sworn, to overturn the Chair on a budget point "
        "of order",
    ),
    Rule(
        "budget-waiver-majority",
        "1/2",
        "voting",
        "Congressional Budget Act §§ 303 and 425(a)(2): a majority waives them, as in "
        "s390-111.2009 and s111-112.2011",
        "majority of senators voting, to waive sections 303 or 425(a)(2) of the Budget Act",
    ),
    Rule(
        "chair",
        "1/2",
        "voting",
        "Senate Rule XX; House Rule I, clause 5: on a tie the Chair's decision stands",
        "half of members voting, for the Chair's decision to stand",
        tie_carries=True,
    ),
    Rule(
        "sixty-votes",
        "3/5",
        "sworn",
        "an order or agreement of the Senate that the source states; three fifths of senators "
        "sworn",
        "three fifths of senators duly chosen and sworn, as agreed for this question",
    ),
    Rule(
        "tax-rate",
        "3/5",
        "voting",
        "House Rule XXI, clause 5(b)",
        "three fifths of members voting, to raise income-tax rates",
    ),
    Rule(
        "corrections",
        "3/5",
        "voting",
        "House Corrections Calendar (H. Res. 168 of the 104th Congress, 20 June 1995)",
        "three fifths of members voting, to pass a bill from the Corrections Calendar",
    ),
    Rule(
        "two-thirds",
        "2/3",
        "voting",
        "the fraction that the source states",
        "two thirds of members voting, as the source states",
    ),
    Rule(
        "election",
        "1/2",
        "none",
        "House precedents: a majority of those voting for a person by name",
        "majority of those voting for a person by name",
    ),
    Rule("quorum", "", "none", "House Rule XX; Senate Rule VI", "no question put: who is present"),
)
RULES = {rule.key: rule for rule in _RULE_LIST}
RULE_FRACTIONS = {"1/2": (1, 2), "2/3": (2, 3), "3/5": (3, 5), "": (0, 1)}

NOMINATION_PRECEDENT = (113, 1, 242)
"""s242-113.2013, the appeal of 21 November 2013 after which a majority closes debate."""
SUPREME_COURT_PRECEDENT = (115, 1, 109)
"""s109-115.2017, the same of 6 April 2017 for the Supreme Court."""
EN_BLOC_RESOLUTION_PRECEDENT = (119, 1, 515)
"""s515-119.2025, the same of 11 September 2025 for resolutions on nominations en bloc."""
EN_BLOC_PRECEDENT = (119, 1, 524)
"""s524-119.2025, the same of 17 September 2025 for several nominations at once."""

_OVERRIDE = re.compile(
    r"^(on)?(motionto)?(the)?(re)?(consideration)?(on)?passage,?(of(the)?bill,?)?(the)?objections?"
    r"(of)?(the)?president(tothecontrary)?notwithstanding"
    r"|^onpresidentialveto|^on(the)?overrid(e|ing)(of)?(the)?(presidential)?veto"
)
_SUSPENSION = re.compile(r"^(on)?(the)?(motions?to)?sus?pend((the)?rules|and)")
_CONSTITUTION = re.compile(
    r"proposing an? \S*\s*amendment to the constitution|constitutional amendment"
    r"|amendment to the constitution of the united states",
    re.IGNORECASE,
)
_FINAL_PASSAGE = re.compile(r"^on(the)?(passage|(agreeingtothe)?(joint)?resolution)")
_EXPULSION = re.compile(r"\bexpel|\bexpulsion", re.IGNORECASE)
_WAIVE = re.compile(r"\bwaive\b", re.IGNORECASE)
_MAJORITY_WAIVES = re.compile(r"\bsec(tion|\.)? *(303|425)\b", re.IGNORECASE)
_BUDGET_ACT = re.compile(r"C\.?B\.?A\b|budget", re.IGNORECASE)
_APPEAL = re.compile(r"appeal,? well.taken", re.IGNORECASE)
_RATIFICATION = re.compile(r"^(on )?(the )?resolution of ratification", re.IGNORECASE)
_CHAIR = re.compile(r"decision ?of ?the ?chair|sustain the ruling of the chair", re.IGNORECASE)
_TABLE = re.compile(r"^\W*(on )?(the )?(motion )?(to )?table\b", re.IGNORECASE)
_EN_BLOC = re.compile(r"\bPN[\d-]+ and PN|Executive Calendar Nos\b|\ben bloc\b", re.IGNORECASE)
_SUPREME_COURT = re.compile(r"justice of the supreme court", re.IGNORECASE)


def letters(text: str) -> str:
    """Squeeze a question to its letters and commas, so that misplaced spaces no longer matter.

    The House wrote "PASSAGE, OBJECTIONS OFTHE PRESIDENT NOTWITHSTANDING" (h43-102.1992).

    >>> letters("Passage, Objections OFTHE President Not Withstanding")
    'passage,objectionsofthepresidentnotwithstanding'
    """
    return re.sub(r"[^a-z,]", "", text.lower())


def head_of(question: str) -> str:
    """Return the question without the bill and its title, which follow a colon in the House.

    >>> head_of("On Passage: H R 2 Line Item Veto Act")
    'On Passage'
    """
    return question.split(": ", 1)[0]


def is_override(asked: Question) -> bool:
    """Tell whether the question is to pass a bill over a veto.

    Read from the question itself: the source's category misses about a tenth of them, and the word
    "veto" alone finds line-item-veto bills and motions to postpone or refer a veto message.

    >>> is_override(Question("house", "PASSAGE, OBJECTIONS OFTHE PRESIDENT NOTWITHSTANDING",
    ...     "PASSAGE, OBJECTIONS OFTHE PRESIDENT NOTWITHSTANDING: H R 2212", "", "2/3"))
    True
    >>> is_override(Question("house", "Postpone Veto to a date certain", "", "", "1/2"))
    False
    """
    return any(
        _OVERRIDE.search(letters(text)) for text in (asked.type, head_of(asked.question)) if text
    )


def _house_rule(asked: Question) -> str:
    head = letters(head_of(asked.question) or asked.type)
    if _SUSPENSION.search(letters(asked.type)) or _SUSPENSION.search(head):
        return "suspension"
    if _CHAIR.search(asked.type) and not _TABLE.search(asked.type):
        return "chair"
    final = _FINAL_PASSAGE.search(letters(asked.type))
    if final and asked.bill_type in {"hjres", "sjres"} and _proposes_amendment(asked):
        return "constitutional-amendment"
    if final and asked.bill_type == "hres" and _expels(asked):
        return "expulsion"
    if asked.requires == "3/5":
        return "corrections" if final else "tax-rate"
    return "two-thirds" if asked.requires == "2/3" else "majority-house"


def _expels(asked: Question) -> bool:
    # "In the matter of James A. Traficant, Jr." (h346-107.2002) does not say it; a House resolution
    # outside a suspension of the rules takes two thirds for nothing else.
    return asked.requires == "2/3" or bool(_EXPULSION.search(asked.subject))


def _proposes_amendment(asked: Question) -> bool:
    # Half of these have no telling title in the source (h5-104.1995): the stated fraction, which a
    # joint resolution needs for nothing else, fills the gap.
    return asked.requires == "2/3" or bool(
        _CONSTITUTION.search(f"{asked.subject} {asked.bill_title} {asked.question}")
    )


def _cloture_rule(asked: Question) -> str:
    if asked.requires == "2/3":
        return "cloture-rules"
    text = f"{asked.type} {asked.question} {asked.subject}"
    if asked.nomination or "nomination of" in text.lower():
        return "cloture-nomination" if asked.place > _precedent(asked, text) else "cloture"
    if asked.bill_type == "sres" and asked.requires == "1/2":
        after = asked.place > EN_BLOC_RESOLUTION_PRECEDENT
        return "cloture-nomination" if after else "cloture"
    return "cloture"


def _precedent(asked: Question, text: str) -> tuple[int, int, int]:
    if _EN_BLOC.search(asked.question):
        return EN_BLOC_PRECEDENT
    return SUPREME_COURT_PRECEDENT if _SUPREME_COURT.search(text) else NOMINATION_PRECEDENT


def _waiver_or_order(asked: Question) -> str | None:
    if _APPEAL.search(asked.subject):
        return "budget-appeal" if asked.requires == "3/5" else "majority-senate"
    if _CHAIR.search(asked.type):
        return "chair"
    text = f"{asked.type} {asked.subject}"
    # s337-103.1993 is "Motion to table C.B.A.", with 3/5 stated: a waiver under another name.
    budget = asked.requires == "3/5" and _BUDGET_ACT.search(asked.type)
    if not _WAIVE.search(text) and not budget:
        return None
    return "budget-waiver-majority" if _MAJORITY_WAIVES.search(text) else "budget-waiver"


def _is_tabling(asked: Question) -> bool:
    # The subject of a vote on an amendment is often left over from the motion to table it that
    # failed just before (s41-102.1992, s424-108.2003): there only the type counts.
    if _TABLE.search(asked.type.removeprefix("On the Motion (")):
        return True
    return asked.type.startswith("On the Motion") and bool(_TABLE.search(asked.subject))


def _senate_rule(asked: Question) -> str:
    special = _waiver_or_order(asked)
    if special and not (_is_tabling(asked) and asked.requires == "1/2"):
        return special
    if _is_tabling(asked):
        return "majority-senate"
    if "cloture" in asked.type.lower():
        return _cloture_rule(asked)
    if _RATIFICATION.search(asked.type) or _RATIFICATION.search(asked.subject):
        return "treaty"
    return _senate_question_rule(asked)


def _senate_question_rule(asked: Question) -> str:
    if re.search(r"motion to suspend (the )?(standing )?rules?\b", asked.type, re.IGNORECASE):
        return "suspend-senate-rule"
    final = _FINAL_PASSAGE.search(letters(asked.type))
    if final and asked.bill_type in {"hjres", "sjres"} and _proposes_amendment(asked):
        return "constitutional-amendment"
    return {"2/3": "two-thirds", "3/5": "sixty-votes"}.get(asked.requires, "majority-senate")


def rule_of(asked: Question) -> Rule:
    """Return the rule that decides a question.

    The question is read before the source's stated fraction, since the label is often wrong:
    h240-116.2020 was a suspension of the rules labelled 1/2, s451-108.2003 a cloture labelled 1/2
    that took 60 votes.

    Rule: DOMAIN.md, "What majority a question needs".

    >>> rule_of(Question("house", "On Motion to Suspend the Rules and Pass",
    ...     "On Motion to Suspend the Rules and Pass: H R 8900", "", "1/2")).fraction
    '2/3'
    """
    if asked.kind in {"election", "quorum", "vacated"}:
        return RULES["election" if asked.kind == "election" else "quorum"]
    if is_override(asked):
        return RULES["override"]
    if asked.type.startswith("Guilty or Not Guilty"):
        return RULES["conviction"]
    return RULES[_house_rule(asked) if asked.chamber == "house" else _senate_rule(asked)]


@overload
def needed(rule: Rule, *, yea: int, nay: int, present: int, listed: int) -> int: ...
@overload
def needed(
    rule: Rule, *, yea: "Counts", nay: "Counts", present: "Counts", listed: "Counts"
) -> "Counts": ...
def needed(
    rule: Rule,
    *,
    yea: "int | Counts",
    nay: "int | Counts",
    present: "int | Counts",
    listed: "int | Counts",
) -> "int | Counts":
    """Return how many yeas a question needs under a rule, for one roll call or for arrays.

    More than half for a majority (exactly half where a tie carries), the fraction rounded up
    otherwise.

    >>> needed(RULES["override"], yea=277, nay=141, present=0, listed=433)
    279
    """
    base = {"voting": yea + nay, "present": yea + nay + present, "sworn": listed}.get(rule.base)
    if base is None:
        return yea * 0
    if rule.fraction == "1/2":
        return (base + 1) // 2 if rule.tie_carries else base // 2 + 1
    top, bottom = RULE_FRACTIONS[rule.fraction]
    return -(-top * base // bottom)


def outcome(
    rule: Rule, *, yea: int, nay: int, present: int, listed: int, vice_president: str | None = None
) -> Outcome:
    """Return the outcome that follows from the counts: ``passed`` or ``failed``.

    The Vice President's vote carries a tied question that needs a majority, and counts nowhere
    else. ``passed`` says that the yeas prevailed; on a decision of the Chair, that it stands.

    >>> outcome(RULES["majority-senate"], yea=50, nay=50, present=0, listed=100,
    ...     vice_president="yea")
    'passed'
    """
    if rule.fraction == "1/2" and yea == nay and vice_president == "yea":
        return "passed"
    enough = yea >= needed(rule, yea=yea, nay=nay, present=present, listed=listed)
    return "passed" if enough else "failed"


_NEGATIVE = re.compile(
    r"Failed|Rejected|Defeated|Not Guilty|Veto Sustained|Not Sustained|Not Well Taken|Not Germane"
)


def recorded_outcome(asked: Question, result: str) -> Outcome:
    """Read the recorded result as an answer to the yeas: ``passed`` when they prevailed.

    Three forms of result speak of something other than what the yeas voted for, and are turned
    round: a waiver recorded by its point of order (s12-108.2004: waived 72–24, "Point of Order Not
    Sustained"), "is it in order" recorded the same way (s216-111.2009), and an appeal recorded by
    the Chair's decision (s245-103.1993).

    >>> recorded_outcome(Question("senate", "On Overriding the Veto S. 1", "", "", "2/3"),
    ...     "Veto Sustained")
    'failed'
    """
    negative = bool(_NEGATIVE.search(result))
    if _speaks_of_the_opposite(asked, result):
        negative = not negative
    return "failed" if negative else "passed"


def _speaks_of_the_opposite(asked: Question, result: str) -> bool:
    subject = asked.subject
    if result.startswith("Point of Order"):
        return bool(_WAIVE.search(subject)) or subject.lower().startswith("is it in order")
    if result.startswith("Decision of Chair"):
        return bool(_APPEAL.search(subject))
    return False


_CONFERENCE = re.compile(r"^(on)?(motionto)?(the)?(agree(ing)?to)?(the)?conferencereport")
_CONCUR = re.compile(r"concur|^(on)?(motionto)?(the)?recede")
_NUMBERED_AMENDMENT = re.compile(
    r"\bs(enate)?\.? ?(amendments?|adts?|amdts?)\.? ?(nos?\.?|#)? ?#?\d", re.IGNORECASE
)
"""One amendment of many that an appropriations bill left in disagreement, not its text."""
_NOT_TEXT = re.compile(
    r"recommit|instruct|previousquestion|table|refer|commit|postpone|cloture|waive|pointoforder"
    r"|reconsider|closing|closeport|gotoconference|requestaconference|consider|disagree|insist"
    r"|proceed|discharge|concurrentres"
)


def stage_of(asked: Question) -> str:
    """Tell whether a roll call agrees to a text, and how.

    Returns ``passage`` (suspension of the rules included), ``conference`` (a conference report),
    ``concurrence`` (with the other chamber's amendment), ``override``, or ``other``.

    >>> stage_of(Question("house", "Concurring in the Senate Amendment",
    ...     "On Motion to Concur in the Senate Amendment: H R 1", "", "1/2"))
    'concurrence'
    """
    if asked.kind != "vote":
        return "other"
    if is_override(asked):
        return "override"
    if _NUMBERED_AMENDMENT.search(asked.type):
        return "other"
    kind, head = letters(asked.type), letters(head_of(asked.question))
    if asked.chamber == "house" and (_SUSPENSION.search(kind) or _SUSPENSION.search(head)):
        return _suspension_stage(kind + head)
    return "other" if _NOT_TEXT.search(kind) else _text_stage(kind)


def _text_stage(kind: str) -> str:
    if _CONFERENCE.search(kind):
        return "conference"
    if _CONCUR.search(kind):
        return "concurrence"
    return "passage" if _FINAL_PASSAGE.search(kind) else "other"


def _suspension_stage(text: str) -> str:
    if "conferencereport" in text:
        return "conference"
    concurs = "concur" in text or re.search(r"agreeto(the)?s(enate)?(amend|ad)", text)
    return "concurrence" if concurs else "passage"

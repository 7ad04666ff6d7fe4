"""Which rule decides a question: read from its words, then from the stated fraction."""

import re

from votekit.rules.question import (
    APPEAL,
    FINAL_PASSAGE,
    JOINT_RESOLUTIONS,
    SUSPENSION,
    WAIVE,
    Question,
    head_of,
    is_override,
    is_titled_amendment,
    letters,
)
from votekit.rules.table import RULES, Rule

NOMINATION_PRECEDENT = (113, 1, 242)
"""s242-113.2013, the appeal of Nov. 21, 2013, after which a majority closes debate."""
SUPREME_COURT_PRECEDENT = (115, 1, 109)
"""s109-115.2017, the same of April 6, 2017, for the Supreme Court."""
EN_BLOC_RESOLUTION_PRECEDENT = (119, 1, 515)
"""s515-119.2025, the same of Sept. 11, 2025, for resolutions on nominations en bloc."""
EN_BLOC_PRECEDENT = (119, 1, 524)
"""s524-119.2025, the same of Sept. 17, 2025, for several nominations at once."""

_EXPULSION = re.compile(r"\bexpel|\bexpulsion", re.IGNORECASE)
_MAJORITY_WAIVES = re.compile(r"\bsec(tion|\.)? *(303|425)\b", re.IGNORECASE)
_BUDGET_ACT = re.compile(r"C\.?B\.?A\b|budget", re.IGNORECASE)
_RATIFICATION = re.compile(r"^(on )?(the )?resolution of ratification", re.IGNORECASE)
_AMENDMENT = re.compile(r"\bS\.Amdt\. \d", re.IGNORECASE)
_TO_CONFERENCE = re.compile(r"request for conference|authorize the chair to appoint", re.IGNORECASE)
_CHAIR = re.compile(r"decision ?of ?the ?chair|sustain the ruling of the chair", re.IGNORECASE)
_TABLE = re.compile(r"^\W*(on )?(the )?(motion )?(to )?table\b", re.IGNORECASE)
_EN_BLOC = re.compile(r"\bPN[\d-]+ and PN|Executive Calendar Nos\b|\ben bloc\b", re.IGNORECASE)
_SUPREME_COURT = re.compile(r"justice of the supreme court", re.IGNORECASE)


def _house_rule(asked: Question) -> str:
    head = letters(head_of(asked.question) or asked.type)
    if SUSPENSION.search(letters(asked.type)) or SUSPENSION.search(head):
        return "suspension"
    if _CHAIR.search(asked.type) and not _TABLE.search(asked.type):
        return "chair"
    final = FINAL_PASSAGE.search(letters(asked.type))
    if final and _proposes_amendment(asked):
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
    if asked.bill_type not in JOINT_RESOLUTIONS:
        return False
    return asked.requires == "2/3" or is_titled_amendment(asked)


def _invokes_cloture(asked: Question) -> bool:
    # s40-112.2011 has the type of a motion to proceed: its subject and 3/5 tell what it was.
    return asked.requires == "3/5" and asked.subject.startswith("Motion to Invoke Cloture")


def _cloture_rule(asked: Question) -> str:
    # s293-116.2019, on going to conference on S. 1790, changes no rule: the source's 2/3 has no
    # authority that is known, and other clotures on such motions are stated as 3/5.
    if asked.requires == "2/3" and not _TO_CONFERENCE.search(asked.question):
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
    if APPEAL.search(asked.subject):
        return "budget-appeal" if asked.requires == "3/5" else "majority-senate"
    if _CHAIR.search(asked.type):
        return "chair"
    text = f"{asked.type} {asked.subject}"
    # s337-103.1993 is "Motion to table C.B.A.", with 3/5 stated: a waiver under another name.
    budget = asked.requires == "3/5" and _BUDGET_ACT.search(asked.type)
    if not WAIVE.search(text) and not budget:
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
    if "cloture" in asked.type.lower() or _invokes_cloture(asked):
        return _cloture_rule(asked)
    if _is_on_treaty(asked):
        return "treaty"
    return _senate_question_rule(asked)


def _is_on_treaty(asked: Question) -> bool:
    # s274-102.1991 has a treaty's label, and was on S.Amdt. 1439 to H.R. 3807.
    if _AMENDMENT.search(asked.question):
        return False
    return bool(_RATIFICATION.search(asked.type) or _RATIFICATION.search(asked.subject))


def _senate_question_rule(asked: Question) -> str:
    if re.search(r"motion to suspend (the )?(standing )?rules?\b", asked.type, re.IGNORECASE):
        return "suspend-senate-rule"
    final = FINAL_PASSAGE.search(letters(asked.type))
    if final and _proposes_amendment(asked):
        return "constitutional-amendment"
    return {"2/3": "two-thirds", "3/5": "sixty-votes"}.get(asked.requires, "majority-senate")


def rule_of(asked: Question) -> Rule:
    """Return the rule that decides a question.

    The question is read before the source's stated fraction, since the label is often wrong:
    h240-116.2020 was a suspension of the rules labeled 1/2, s451-108.2003 a cloture labeled 1/2
    that took 60 votes.

    Rule: docs/rules.md, "What a question needs".

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

"""The question of a roll call, and the forms of it that several rules ask about."""

import re
from dataclasses import dataclass


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


_OVERRIDE = re.compile(
    r"^(on)?(motionto)?(the)?(re)?(consideration)?(on)?passage,?(of(the)?bill,?)?(the)?objections?"
    r"(of)?(the)?president(tothecontrary)?notwithstanding"
    r"|^onpresidentialveto|^on(the)?overrid(e|ing)(of)?(the)?(presidential)?veto"
)
SUSPENSION = re.compile(r"^(on)?(the)?(motions?to)?sus?pend((the)?rules|and)")
FINAL_PASSAGE = re.compile(
    r"^on(the)?(passage|(agreeingtothe)?(joint|concurrent)?resolution(?!ofratification))"
)
CONSTITUTION = re.compile(
    r"proposing an? \S*\s*amendment to the constitution|constitutional amendment"
    r"|amendment to the constitution of the united states",
    re.IGNORECASE,
)
JOINT_RESOLUTIONS = frozenset({"hjres", "sjres"})
WAIVE = re.compile(r"\bwaive\b", re.IGNORECASE)
APPEAL = re.compile(r"appeal,? well.taken", re.IGNORECASE)


def letters(text: str) -> str:
    """Squeeze a question to its letters and commas, so that misplaced spaces no longer matter.

    The House wrote "PASSAGE, OBJECTIONS OFTHE PRESIDENT NOTWITHSTANDING" (h43-102.1992).

    >>> letters("Passage, Objections OFTHE President Not Withstanding")
    'passage,objectionsofthepresidentnotwithstanding'
    """
    return re.sub(r"[^a-z,]", "", text.lower())


def is_titled_amendment(asked: Question) -> bool:
    """Tell whether a joint resolution is called a proposal to amend the Constitution.

    >>> is_titled_amendment(Question("house", "", "", "Term Limits Constitutional Amendment", "",
    ...     bill_type="hjres"))
    True
    """
    text = f"{asked.subject} {asked.bill_title} {asked.question}"
    return asked.bill_type in JOINT_RESOLUTIONS and bool(CONSTITUTION.search(text))


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

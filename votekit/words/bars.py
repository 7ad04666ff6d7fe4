"""The bar that was put: what an outcome is called, and how a count stands against the bar."""

import re
from typing import NamedTuple

from votekit.words.counts import against

VETO_LINE = "two-thirds, to override a veto"
"""The label of the veto's line wherever it stands beside the question's own."""


class Deed(NamedTuple):
    """What became of a question, what would have, and what the chamber did: said three ways."""

    did: str
    would: str
    acted: str


_PASSAGE = (
    Deed("it passed", "it would pass", "the {chamber} passed it"),
    Deed("it failed", "it would fail", "the {chamber} rejected it"),
)


def _by(actor: str, did: str, base: str) -> Deed:
    """Return the deed of one who acts: the Senate convicted, the Senate would convict."""
    return Deed(f"{actor} {did}", f"{actor} would {base}", f"{actor} {did}")


def _of(what: str, did: str, become: str, acted: str) -> Deed:
    """Return what becomes of a thing: the motion was agreed to, the motion would be agreed to."""
    return Deed(f"{what} {did}", f"{what} would {become}", f"the {{chamber}} {acted}")


_AMENDMENT, _MOTION, _WAIVER = "the amendment", "the motion", "the point of order"
_DEEDS: dict[str, tuple[Deed, Deed]] = {
    "override": (
        _by("the {chamber}", "voted to override", "vote to override"),
        _by("the {chamber}", "sustained the veto", "sustain the veto"),
    ),
    "conviction": (
        _by("the Senate", "convicted", "convict"),
        _by("the Senate", "acquitted", "acquit"),
    ),
    "impeachment": (
        _by("the House", "voted to impeach", "vote to impeach"),
        _by("the House", "rejected impeachment", "reject impeachment"),
    ),
    "treaty": (
        _by("the Senate", "approved the treaty", "approve the treaty"),
        _by("the Senate", "rejected the treaty", "reject the treaty"),
    ),
    "nomination": (
        _by("the Senate", "confirmed the nominee", "confirm the nominee"),
        _by("the Senate", "rejected the nominee", "reject the nominee"),
    ),
    "cloture": (
        _of("cloture", "was invoked", "be invoked", "invoked cloture"),
        _of("cloture", "failed", "fail", "rejected cloture"),
    ),
    "waiver": (
        _of(_WAIVER, "was waived", "be waived", "waived the point of order"),
        _of("the waiver", "failed", "fail", "refused to waive the point of order"),
    ),
    "chair": (
        _by("the {chamber}", "sustained the chair", "sustain the chair"),
        _by("the {chamber}", "overturned the chair", "overturn the chair"),
    ),
    "appeal": (
        _by("the {chamber}", "overturned the chair", "overturn the chair"),
        _by("the {chamber}", "sustained the chair", "sustain the chair"),
    ),
    "expulsion": (
        _of("the member", "was expelled", "be expelled", "expelled the member"),
        _of("the expulsion", "failed", "fail", "refused to expel the member"),
    ),
    "amendment": (
        _of(_AMENDMENT, "was adopted", "be adopted", "adopted the amendment"),
        _of(_AMENDMENT, "was rejected", "be rejected", "rejected the amendment"),
    ),
    "motion": (
        _of(_MOTION, "was agreed to", "be agreed to", "agreed to the motion"),
        _of(_MOTION, "failed", "fail", "rejected the motion"),
    ),
}
_OF_RULES = {
    "override": "override",
    "conviction": "conviction",
    "treaty": "treaty",
    "cloture": "cloture",
    "cloture-rules": "cloture",
    "cloture-nomination": "cloture",
    "budget-waiver": "waiver",
    "budget-waiver-majority": "waiver",
    "budget-appeal": "appeal",
    "chair": "chair",
    "expulsion": "expulsion",
}
_IMPEACHES = re.compile(r"(On Agreeing to )?(Article|the Resolution)\b", re.IGNORECASE)
"""Beside it the source's category has motions to table or refer (h175-119.2025)."""
_PURPOSES = {
    "suspension": "to suspend the rules",
    "constitutional-amendment": "to propose an amendment to the Constitution",
    "conviction": "to convict",
    "suspend-senate-rule": "to suspend a rule",
    "budget-appeal": "to overturn the chair",
    "sixty-votes": "as the Senate had agreed",
}


def deeds(rule: str, category: str, stage: str, chamber: str, question: str) -> tuple[Deed, Deed]:
    """Return what it is called when the yeas prevail, and when they do not.

    >>> deeds("conviction", "conviction", "other", "senate", "Guilty or Not Guilty")[1].did
    'the Senate acquitted'
    >>> deeds("majority-house", "passage", "passage", "house", "On Passage: H R 1")[0].would
    'it would pass'
    """
    kind = _OF_RULES.get(rule)
    if kind is None and category == "impeachment" and _IMPEACHES.match(question):
        kind = "impeachment"
    elif kind is None and stage == "other":
        kind = category if category in ("amendment", "nomination") else "motion"
    prevailed, lost = _DEEDS.get(kind or "", _PASSAGE)
    name = chamber.capitalize()
    return _named(prevailed, name), _named(lost, name)


def _named(deed: Deed, chamber: str) -> Deed:
    return Deed(*(text.format(chamber=chamber) for text in deed))


def purpose(rule: str) -> str:
    """Say what the yeas are needed for, behind “the 67 needed”; empty where the deed says it.

    >>> purpose("conviction"), purpose("majority-house")
    ('to convict', '')
    """
    return _PURPOSES.get(rule, "")


def standing(spare: int, needed: int, rule: str = "") -> str:
    """Say how yeas stand against the number needed, and for what it is needed.

    >>> standing(-10, 67, "conviction"), standing(1, 217)
    ('10 short of the 67 needed to convict', '1 above the 217 needed')
    """
    return f"{against(spare, needed)} {purpose(rule)}".rstrip()

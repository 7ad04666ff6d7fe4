"""The bar that was put: what an outcome is called, and how a count stands against the bar."""

from typing import NamedTuple

VETO_LINE = "two-thirds, to override a veto"
"""The label of the veto's line wherever it stands beside the question's own."""


class Deed(NamedTuple):
    """What a chamber did, in the past tense, and what it would do."""

    did: str
    would: str


_PASSAGE = (Deed("it passed", "it would pass"), Deed("it failed", "it would fail"))
_DEEDS: dict[str, tuple[Deed, Deed]] = {
    "override": (
        Deed("the {chamber} voted to override", "the {chamber} would vote to override"),
        Deed("the {chamber} sustained the veto", "the {chamber} would sustain the veto"),
    ),
    "conviction": (
        Deed("the Senate convicted", "the Senate would convict"),
        Deed("the Senate acquitted", "the Senate would acquit"),
    ),
    "treaty": (
        Deed("the Senate approved the treaty", "the Senate would approve the treaty"),
        Deed("the Senate rejected the treaty", "the Senate would reject the treaty"),
    ),
    "cloture": (
        Deed("cloture was invoked", "cloture would be invoked"),
        Deed("cloture failed", "cloture would fail"),
    ),
    "waiver": (
        Deed("the point of order was waived", "the point of order would be waived"),
        Deed("the waiver failed", "the waiver would fail"),
    ),
    "chair": (
        Deed("the chair was sustained", "the chair would be sustained"),
        Deed("the chair was overturned", "the chair would be overturned"),
    ),
    "appeal": (
        Deed("the chair was overturned", "the chair would be overturned"),
        Deed("the chair was sustained", "the chair would be sustained"),
    ),
    "expulsion": (
        Deed("the member was expelled", "the member would be expelled"),
        Deed("the expulsion failed", "the expulsion would fail"),
    ),
    "nomination": (
        Deed("the Senate confirmed the nominee", "the Senate would confirm the nominee"),
        Deed("the Senate rejected the nominee", "the Senate would reject the nominee"),
    ),
    "amendment": (
        Deed("the amendment was adopted", "the amendment would be adopted"),
        Deed("the amendment was rejected", "the amendment would be rejected"),
    ),
    "motion": (
        Deed("the motion was agreed to", "the motion would be agreed to"),
        Deed("the motion failed", "the motion would fail"),
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
_MOTIONS = ("procedural", "recommit", "leadership", "unknown")
_PURPOSES = {
    "override": "to override a veto",
    "suspension": "to suspend the rules",
    "constitutional-amendment": "to propose an amendment to the Constitution",
    "treaty": "to approve a treaty",
    "conviction": "to convict",
    "expulsion": "to expel",
    "suspend-senate-rule": "to suspend a rule",
    "cloture": "for cloture",
    "cloture-rules": "for cloture on changing the rules",
    "cloture-nomination": "for cloture",
    "budget-waiver": "to waive the Budget Act",
    "budget-waiver-majority": "to waive the Budget Act",
    "budget-appeal": "to overturn the chair",
    "sixty-votes": "as the Senate had agreed",
    "chair": "to sustain the chair",
}


def deeds(rule: str, category: str, stage: str, chamber: str) -> tuple[Deed, Deed]:
    """Return what it is called when the yeas prevail, and when they do not.

    >>> deeds("conviction", "conviction", "other", "senate")[1].did
    'the Senate acquitted'
    >>> deeds("majority-house", "passage", "passage", "house")[0].would
    'it would pass'
    """
    kind = _OF_RULES.get(rule)
    if kind is None and stage == "other":
        kind = "motion" if category in _MOTIONS else category
    prevailed, lost = _DEEDS.get(kind or "", _PASSAGE)
    name = chamber.capitalize()
    return _named(prevailed, name), _named(lost, name)


def _named(deed: Deed, chamber: str) -> Deed:
    return Deed(*(text.format(chamber=chamber) for text in deed))


def purpose(rule: str) -> str:
    """Say what the yeas are needed for, behind “the 67 needed”; empty for a plain majority.

    >>> purpose("override"), purpose("majority-house")
    ('to override a veto', '')
    """
    return _PURPOSES.get(rule, "")


def standing(spare: int, needed: int, rule: str = "") -> str:
    """Say how yeas stand against the number needed, and for what it is needed.

    >>> standing(-70, 288, "override"), standing(1, 217)
    ('70 short of the 288 needed to override a veto', '1 more than the 217 needed')
    """
    told = f"the {needed} needed {purpose(rule)}".rstrip()
    if spare == 0:
        return f"exactly {told}"
    return f"{abs(spare)} {'more than' if spare > 0 else 'short of'} {told}"

"""The bar that was put: how a count stands against it, and what it was for."""

from votekit.words.counts import against

VETO_LINE = "two-thirds, to override a veto"
"""The label of the veto's line wherever it stands beside the question's own."""


_PURPOSES = {
    "suspension": "to suspend the rules",
    "conviction": "to convict",
    "budget-appeal": "to overturn the chair",
    "sixty-votes": "as the Senate had agreed",
}


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

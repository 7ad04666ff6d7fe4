"""Whether a roll call agrees to a text, and at what stage of a bill."""

import re

from votekit.rules.question import (
    FINAL_PASSAGE,
    SUSPENSION,
    Question,
    head_of,
    is_override,
    letters,
)

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
    if asked.chamber == "house" and (SUSPENSION.search(kind) or SUSPENSION.search(head)):
        return _suspension_stage(kind + head)
    return "other" if _NOT_TEXT.search(kind) else _text_stage(kind)


def _text_stage(kind: str) -> str:
    if _CONFERENCE.search(kind):
        return "conference"
    if _CONCUR.search(kind):
        return "concurrence"
    return "passage" if FINAL_PASSAGE.search(kind) else "other"


def _suspension_stage(text: str) -> str:
    if "conferencereport" in text:
        return "conference"
    concurs = "concur" in text or re.search(r"agreeto(the)?s(enate)?(amend|ad)", text)
    return "concurrence" if concurs else "passage"

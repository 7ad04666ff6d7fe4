"""Whether a roll call agrees to a text, and at what stage of a bill."""

import re

from votekit.rules.question import (
    FINAL_PASSAGE,
    SUSPENSION,
    Question,
    head_of,
    is_override,
    is_titled_amendment,
    letters,
)

_CONFERENCE = re.compile(r"^(on)?(motionto)?(the)?(agree(ing)?to)?(the)?conferencereport")
_CONCUR = re.compile(
    r"concur(?!rentres)|recedeandamend|disposeof(the)?senateamend"
    r"|agreeto((the)?senate|sections?(through)?of(the)?senate)amend"
)
_RECEDE = re.compile(
    r"^on(the)?motion(to)?recede(in|from)(the|its)?(house|senate)?amend(?!.*(with|and)(an)?amend)"
)
_NUMBERED_AMENDMENT = re.compile(
    r"\bs(enate)?\.? ?(amendments?|adts?|amdts?)\.? ?((nos?\.?|numbered|#)? ?#?\d|en bloc)"
    r"|\(#\d+\)",
    re.IGNORECASE,
)
"""Amendments among many that an appropriations bill left in disagreement, not its text."""
_DISPOSES = re.compile(r"dispose of (the )?senate amendments", re.IGNORECASE)

_WAIVES = re.compile(r"(motion )?to waive\b", re.IGNORECASE)
"""s269-102.1992, "On the Conference Report", was on waiving the Budget Act for it."""

TEXT_STAGES = frozenset({"passage", "conference", "concurrence", "recede"})
VETOABLE = frozenset({"hr", "s", "hjres", "sjres"})
_NOT_TEXT = re.compile(
    r"recommit|instruct|previousquestion|table|refer|commit|postpone|cloture|waive|pointoforder"
    r"|reconsider|closing|closeport|gotoconference|requestaconference|consider|disagree|insist"
    r"|proceed|discharge"
)


def stage_of(asked: Question) -> str:
    """Tell whether a roll call agrees to a text, and how.

    Returns ``passage`` (suspension of the rules included), ``conference`` (a conference report),
    ``concurrence`` (with the other chamber's amendment; receding from its own with another
    in its place: s405-110.2007), ``recede`` (from its own amendment, so that the other chamber's
    text stands: s255-113.2014), ``override``, or ``other``.

    >>> stage_of(Question("house", "Concurring in the Senate Amendment",
    ...     "On Motion to Concur in the Senate Amendment: H R 1", "", "1/2"))
    'concurrence'
    """
    if asked.kind != "vote":
        return "other"
    if is_override(asked):
        return "override"
    if _is_on_one_of_many(asked):
        return "other"
    if asked.chamber == "senate" and _WAIVES.match(asked.subject):
        return "other"
    kind, head = letters(asked.type), letters(head_of(asked.question))
    if asked.chamber == "house" and (SUSPENSION.search(kind) or SUSPENSION.search(head)):
        return _suspension_stage(kind + head)
    return "other" if _NOT_TEXT.search(kind) else _text_stage(kind)


def _is_on_one_of_many(asked: Question) -> bool:
    """Tell whether the question is on some of the other chamber's numbered amendments, not all.

    All of them were in h249-115.2017, "Concur in Senate Amendments Nos. 2 and 3, and in No. 1 with
    Amendment", in h439-101.1990, "Nos. 1 through 5", and in h786-104.1995, "Dispose of Senate
    Amendments En Bloc".
    """
    texts = [asked.type, head_of(asked.question) if asked.chamber == "house" else ""]
    if not any(_NUMBERED_AMENDMENT.search(text) for text in texts):
        return False
    if any(_DISPOSES.search(text) for text in texts):
        return False
    return not any(_is_whole_run(_numbers(text)) for text in texts)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _is_whole_run(numbers: list[int]) -> bool:
    """Tell whether numbers begin with 1 and leave none out, or name the first and the last.

    >>> _is_whole_run([2, 3, 1]), _is_whole_run([1, 5]), _is_whole_run([189, 192])
    (True, True, False)
    """
    return len(numbers) > 1 and min(numbers) == 1


def _text_stage(kind: str) -> str:
    if _CONFERENCE.search(kind):
        return "conference"
    if _CONCUR.search(kind):
        return "concurrence"
    if _RECEDE.search(kind):
        return "recede"
    return "passage" if FINAL_PASSAGE.search(kind) else "other"


def _suspension_stage(text: str) -> str:
    if "conferencereport" in text:
        return "conference"
    concurs = "concur" in text or re.search(r"agreeto(the)?s(enate)?(amend|ad)", text)
    return "concurrence" if concurs else "passage"


def goes_to_president(asked: Question, stage: str, rule: str) -> bool:
    """Tell whether a roll call agrees to something that goes to the president.

    Passage of a bill or joint resolution in any of its forms, or an attempt to pass it over a veto;
    not simple and concurrent resolutions, nor proposals to amend the Constitution, under whatever
    rule they are put (h192-101.1990 was a suspension).

    Rule: U.S. Const. art. I, § 7; Hollingsworth v. Virginia, 3 U.S. 378 (1798).
    """
    if asked.bill_type not in VETOABLE or rule == "constitutional-amendment":
        return False
    if is_titled_amendment(asked):
        return False
    return stage in TEXT_STAGES or stage == "override"

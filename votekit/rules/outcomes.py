"""How many yeas a question needs, the outcome that follows, and the one recorded."""

import re
from typing import TYPE_CHECKING, Literal, overload

from votekit.rules.question import APPEAL, WAIVE, Question
from votekit.rules.table import RULE_FRACTIONS, Rule

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

Outcome = Literal["passed", "failed"]


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

    >>> from votekit.rules.table import RULES
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


def breaks_ties(rule: Rule) -> bool:
    """Tell whether the Vice President may vote where the yeas and nays are equal.

    Only where a majority of the Senate decides: never toward two thirds or three fifths, where a
    tie is short anyway, and not on a decision of the Chair, which a tie sustains.

    Rule: U.S. Const. art. I, § 3, cl. 4.

    >>> from votekit.rules.table import RULES
    >>> [key for key, rule in RULES.items() if breaks_ties(rule)]
    ['majority-senate', 'cloture-nomination', 'budget-waiver-majority']
    """
    majority = rule.fraction == "1/2" and rule.base == "voting" and not rule.tie_carries
    return majority and rule.key != "majority-house"


def outcome(
    rule: Rule, *, yea: int, nay: int, present: int, listed: int, vice_president: str | None = None
) -> Outcome:
    """Return the outcome that follows from the counts: ``passed`` or ``failed``.

    The Vice President's vote carries a tied question that needs a majority, and counts nowhere
    else. ``passed`` says that the yeas prevailed; on a decision of the Chair, that it stands.

    >>> from votekit.rules.table import RULES
    >>> outcome(RULES["majority-senate"], yea=50, nay=50, present=0, listed=100,
    ...     vice_president="yea")
    'passed'
    """
    if yea == nay and vice_president == "yea" and breaks_ties(rule):
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
        return bool(WAIVE.search(subject)) or subject.lower().startswith("is it in order")
    if result.startswith("Decision of Chair"):
        return bool(APPEAL.search(subject))
    return False

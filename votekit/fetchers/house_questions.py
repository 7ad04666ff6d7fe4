"""The House's questions: category, short form, fraction and bill, as the record spells them.

The House Clerk writes the question freely, in changing case. The record of 1989 to today comes from
the unitedstates project, whose conventions these tables follow, so that a roll call fetched today
stands beside those of last year: a question that its rules do not know has category ``unknown``
("Table Motion to Reconsider", h120-118.2024), and what is told about a veto or a suspension is
found by ``votekit.rules`` from the question, never from the category.
"""

import re
from dataclasses import dataclass

_SENATE_AMENDMENT = r"senate (amendment|amdt|adt)s?"
_CONCUR = r"(on )?(concur(ring)? in|agree(ing)? to)"

_CATEGORIES = tuple(
    (re.compile(pattern, re.IGNORECASE), category)
    for pattern, category in (
        (r"^on presidential veto", "veto-override"),
        (r"objections of the president (to the contrary )?not ?withstanding", "veto-override"),
        (r"^on passage", "passage"),
        (r"^on (agreeing to )?the (joint |concurrent )?resolution", "passage"),
        (r"^on (agreeing to )?the conference report", "passage"),
        (r"^on (agreeing to )?the (en bloc )?amendments?", "amendment"),
        (r"^on (the )?motion to recommit", "recommit"),
        (rf"^(on motion (to|that the house) )?{_CONCUR} (the )?{_SENATE_AMENDMENT}", "passage"),
        (r"^(on motion to )?suspend (the )?rules and (agree|concur|pass)", "passage-suspension"),
        (r"^call (of the house|by states)$", "quorum"),
        (r"^election of the speaker$", "leadership"),
        (r"^on ordering the previous question", "procedural"),
        (r"^on approving the journal", "procedural"),
        (r"^will the house now consider the resolution", "procedural"),
        (r"on (question of )?consideration of the resolution", "procedural"),
        (r"authoriz(e|ing) conferees", "procedural"),
        (r"on the point of order|sustaining the ruling of the chair", "procedural"),
        (r"^on .*motion ", "procedural"),
        (r"^on the decision of the chair", "procedural"),
        (r"^table appeal of the ruling of the chair", "procedural"),
    )
)
"""Pattern and category; the first that fits."""

_TYPES = tuple(
    (re.compile(pattern, re.IGNORECASE), short)
    for pattern, short in (
        (r"on (agreeing to )?the joint resolution", "On the Joint Resolution"),
        (r"on (agreeing to )?the concurrent resolution", "On the Concurrent Resolution"),
        (r"on (agreeing to )?the resolution", "On the Resolution"),
        (r"on (agreeing to )?the conference report", "On the Conference Report"),
        (r"on (agreeing to )?the (en bloc )?amendments?", "On the Amendment"),
        (r"on (the )?motion to recommit", "On the Motion to Recommit"),
        (
            # Not "On Concurring in Senate Amdt with Amdt ...": that stays as it is (h705-114.2015).
            rf"(on motion to )?(concur in|agree to|on agreeing to) (the )?{_SENATE_AMENDMENT}",
            "Concurring in the Senate Amendment",
        ),
        (
            r"(on motion to )?suspend (the )?rules and (?P<verb>agree|concur|pass)"
            r"(?P<amended>, as amended)",
            "On Motion to Suspend the Rules and {verb}{amended}",
        ),
        (
            r"will the house now consider the resolution"
            r"|on (question of )?consideration of the resolution",
            "On Consideration of the Resolution",
        ),
        (r"on (the )?motion to adjourn", "On the Motion to Adjourn"),
        (r"on passage( of the bill|$)", "On Passage of the Bill"),
        (r"on (the )?motion to proceed", "On the Motion to Proceed"),
    )
)
"""Beginning of the question and the short form it gets; the first that fits."""

_VOTE_TYPE = re.compile(
    r"(?P<fraction>2/3|3/5)? ?(YEA[- ]AND[- ]NAY|RECORDED VOTE)$|(?P<bare>\d/\d)$"
)
_BILL_TYPES = frozenset({"hr", "hres", "hjres", "hconres", "s", "sres", "sjres", "sconres"})
_LEGIS_NUM = re.compile(r"([A-Za-z. ]+?)[ .]*(\d+)$")


@dataclass(frozen=True)
class Asked:
    """What was asked: everything in a document's header that makes the question."""

    question: str
    description: str
    vote_type: str
    legis_num: str
    amendment: int | None


def category_of(asked: Asked) -> str:
    """Return the record's category of a question.

    >>> category_of(Asked("On Motion to Recommit", "", "YEA-AND-NAY", "H R 382", None))
    'recommit'
    """
    if asked.description.startswith("Impeaching "):
        return "impeachment"
    for pattern, category in _CATEGORIES:
        if pattern.search(asked.question):
            return category
    return "unknown"


def type_of(question: str) -> str:
    """Return the record's short form of a question.

    >>> type_of("On Agreeing to the En Bloc Amendments"), type_of("ELECTION OF SPEAKER")
    ('On the Amendment', 'ELECTION OF SPEAKER')
    """
    for pattern, short in _TYPES:
        found = pattern.match(question)
        if found:
            return short.format(**found.groupdict())
    return question


def question_of(asked: Asked) -> str:
    """Return the whole question: with the amendment or the bill, and its title.

    >>> question_of(Asked("On Passage", "Value Over Cost Act", "", "H R 1118", None))
    'On Passage: H R 1118 Value Over Cost Act'
    """
    bill = asked.legis_num if bill_of(asked.legis_num) else ""
    if asked.amendment is not None:
        return f"{asked.question}: Amendment {asked.amendment} to {bill or '[unknown bill]'}"
    about = " ".join(part for part in (bill, asked.description) if part)
    return f"{asked.question}: {about}" if about else asked.question


def requires_of(vote_type: str) -> str:
    """Return the fraction that the vote's type states, ``QUORUM``, or ``unknown``.

    >>> requires_of("2/3 RECORDED VOTE"), requires_of("YEA-AND-NAY"), requires_of("QUORUM")
    ('2/3', '1/2', 'QUORUM')
    """
    if vote_type.upper() == "QUORUM":
        return "QUORUM"
    found = _VOTE_TYPE.match(vote_type.upper())
    return found["bare"] or found["fraction"] or "1/2" if found else "unknown"


def bill_of(legis_num: str) -> str | None:
    """Return a bill's type and number; none for ``QUORUM 1``, ``JOURNAL`` and the like.

    >>> bill_of("H J RES 114"), bill_of("S 2040"), bill_of("QUORUM 1"), bill_of("ADJOURN")
    ('hjres114', 's2040', None, None)
    """
    found = _LEGIS_NUM.match(legis_num)
    if not found:
        return None
    letters = found[1].replace(" ", "").replace(".", "").lower()
    return f"{letters}{int(found[2])}" if letters in _BILL_TYPES else None

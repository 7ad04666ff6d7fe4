"""What the Senate's documents ask, and of what: short form, category, bill, person or treaty.

The documents state a question and no category. The words used for both here are those of
the unitedstates project (https://github.com/unitedstates/congress), so that a roll call is called
the same whichever source it came from. Checked against all 12,910 Senate roll calls of the record:
``tests/test_senate.py`` recomputes both columns and finds no difference.
"""

import re
from collections.abc import Callable

from votekit.fetchers.parsed import Row

CATEGORIES = (
    (r"On Overriding the Veto", "veto-override"),
    (r"On Passage", "passage"),
    # Before the other resolutions, which pass: a treaty is consented to (s325-106.1999).
    (r"On the Resolution of Ratification", "treaty"),
    (r"On the (Joint |Concurrent )?Resolution", "passage"),
    (r"On the Conference Report", "passage"),
    (r"On the Amendment", "amendment"),
    # Anywhere in the question: "On the Motion to Invoke Cloture on H.J.Res. 20" (s46-110.2007).
    (r".*cloture", "cloture"),
    (r"On the Nomination", "nomination"),
    (r"Guilty or Not Guilty", "conviction"),
    (r"On the Motion to Recommit", "recommit"),
    (r"On the Motion to Concur", "passage"),
    (r"On the Motion to Recede and Concur with Further Amendment", "passage"),
    (r"On the Point of Order", "procedural"),
    (r"On .*Motion ", "procedural"),
    (r"On the Decision of the Chair", "procedural"),
    (r"Whether the Amendment is Germane", "procedural"),
)
"""Pattern of the type's beginning, and category; the first that fits is it."""

UNKNOWN = "unknown"
"""The category of a question that no pattern fits, as "On the Objection" (s1-117.2021)."""

_SHORT_FORMS = (
    "On the Resolution of Ratification",
    "On the Resolution",
    "On the Joint Resolution",
    "On the Concurrent Resolution",
    "On the Conference Report",
    "On the Amendment",
    "On the Motion to Recommit",
    "On the Motion to Adjourn",
    "On the Cloture Motion",
    "On the Nomination",
    "On Passage of the Bill",
    "On the Motion to Proceed",
)
"""Questions whose short form ends where the name of the bill or the person begins."""

_PROCEED = "on cloture on the motion to proceed"
_CONCUR = re.compile(
    r"On the Motion \(Motion to (?P<recede>Recede) from the Senate Amendment to \S+ \d+ and "
    r"Concur(?P<further> with Further Amendment)?"
    r"|On the Motion \(Motion to Concur(?P<amended> with Further Amendment)?",
    re.IGNORECASE,
)
_MOTION = re.compile(r"On the Motion \(Motion to (.*)\)$", re.IGNORECASE)
_BILL_TYPES = frozenset({"s", "sconres", "sjres", "sres", "hr", "hconres", "hjres", "hres"})
_AMENDMENT = re.compile(r"S\.Amdt\. (\d{1,6})\b", re.ASCII)
_MEASURE = re.compile(r"(?P<type>[A-Za-z. ]+) (?P<number>\d{1,6})", re.ASCII)
_TREATY = re.compile(r"Treaty Doc\. (?P<congress>\d{1,3})-(?P<number>\w+)", re.ASCII)
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), category) for pattern, category in CATEGORIES
)


def type_of(question: str) -> str:
    r"""Return the short form of a question as the document's ``vote_question_text`` puts it.

    A motion is named in brackets and is brought out of them; one whose brackets hold a line break
    stays as it is (s16-108.2004), as it does in the record.

    >>> type_of("On the Amendment S.Amdt. 14 to S.Amdt. 8 to S. 5 (No short title on file)")
    'On the Amendment'
    >>> type_of("On the Motion (Motion to Waive CBA re: Amendment No. 28)")
    'On the Motion to Waive CBA re: Amendment No. 28'
    >>> type_of("On Cloture on the Motion to Proceed S. 5")
    'On the Cloture Motion'
    >>> type_of("On the Motion (Motion To Invoke Cloture On S. 1805\n\n)")
    'On the Motion (Motion To Invoke Cloture On S. 1805\n\n)'
    """
    lower = question.lower()
    for form in _SHORT_FORMS:
        if lower.startswith(form.lower()):
            return form
    if lower.startswith(_PROCEED):
        return "On the Cloture Motion"
    return _type_of_motion(question)


def _type_of_motion(question: str) -> str:
    concur = _CONCUR.match(question)
    if concur:
        receding = "Recede and " if concur["recede"] else ""
        further = concur["further"] or concur["amended"] or ""
        return f"On the Motion to {receding}Concur{further}"
    motion = _MOTION.match(question)
    return f"On the Motion to {motion[1]}" if motion else question


def category_of(vote_type: str) -> str:
    """Return the category of a question's short form.

    >>> category_of("On the Cloture Motion"), category_of("On the Motion to Waive CBA")
    ('cloture', 'procedural')
    >>> category_of("On the Objection")
    'unknown'
    """
    for pattern, category in _PATTERNS:
        if pattern.match(vote_type):
            return category
    return UNKNOWN


def question_of(stated: Callable[[str], str]) -> Row:
    """Return question, subject, type and category, with two swaps that make the question tell.

    A cloture question names only the bill and leaves to the title what is to be closed
    (s104-114.2016); a motion to go to legislative session hangs on some nomination (s49-115.2017).
    The question of a nomination ends in who is nominated to what.
    """
    question = stated("vote_question_text") or stated("question")
    title = stated("vote_title")
    kind = type_of(question)
    if title and ("Cloture" in question or _is_legislative_session(stated)):
        question, title = title, question
    if stated("document/document_type") == "PN" and not _is_legislative_session(stated):
        question = f"{question}: {stated('document/document_title')}"
    return {"type": kind, "category": category_of(kind), "question": question, "subject": title}


def object_of(stated: Callable[[str], str], congress: int) -> tuple[Row, list[str]]:
    """Return what a roll call is about, as columns of its row, and what could not be read.

    ``stated`` gives the text of an element of the document by its path. An amendment's bill stands
    in ``amendment_to_document_number``; some documents leave it empty (s247-102.1992), and then the
    roll call has no bill. ``document_type`` is ``S.Amdt.`` in some (s294-115.2017), which says
    nothing. The titles are those of unitedstates: of an amended bill the short one, as stated.
    """
    row: Row = dict.fromkeys(_COLUMNS)
    doubts: list[str] = []
    if not _is_legislative_session(stated):
        doubts += _document(stated, congress, row)
    amendment = _AMENDMENT.match(stated("amendment/amendment_number"))
    if amendment:
        row |= {
            "amendment_type": "s",
            "amendment_number": int(amendment[1]),
            "amendment_purpose": stated("amendment/amendment_purpose"),
        }
    if stated("amendment/amendment_number"):
        doubts += _amended(stated, congress, row)
    return row, doubts


_COLUMNS = (
    *("bill_id", "bill_title", "amendment_type", "amendment_number", "amendment_author"),
    *("amendment_purpose", "nomination", "nomination_title"),
    *("treaty", "treaty_congress", "treaty_title"),
)


def _is_legislative_session(stated: Callable[[str], str]) -> bool:
    # The nomination in such a document is the one that happened to be pending (s49-115.2017).
    title = stated("vote_title")
    return "Legislative Session" in title and "Cloture" not in stated("vote_question_text")


def _document(stated: Callable[[str], str], congress: int, row: Row) -> list[str]:
    kind, number = stated("document/document_type"), stated("document/document_number")
    title = stated("document/document_title")
    if kind == "PN":
        row |= {"nomination": number, "nomination_title": title}
    elif kind == "Treaty Doc.":
        row["treaty_title"] = title
    elif kind and kind != "S.Amdt.":
        # Some old documents have no document_congress; then it is that of the vote.
        own = stated("document/document_congress").strip() or str(congress)
        row |= {"bill_id": bill_id(f"{kind} {number}", own), "bill_title": title}
        if row["bill_id"] is None:
            row["bill_title"] = None
            return [f"The document is given as “{kind} {number}”, which is no bill."]
    return []


def _amended(stated: Callable[[str], str], congress: int, row: Row) -> list[str]:
    target = stated("amendment/amendment_to_document_number").strip()
    treaty = _TREATY.fullmatch(target)
    if treaty:
        row |= {
            "treaty": treaty["number"],
            "treaty_congress": int(treaty["congress"]),
            "treaty_title": "",
        }
        return []
    found = bill_id(target, str(congress))
    if found:
        title = stated("amendment/amendment_to_document_short_title")
        row |= {"bill_id": found, "bill_title": title}
    elif target:
        return [f"The amendment is said to be to “{target}”, which is no bill."]
    return []


def bill_id(spelled: str, congress: str) -> str | None:
    """Return the id of a bill as the Senate spells it; ``None`` for what is no bill.

    >>> bill_id("S.Con.Res. 5", "117"), bill_id("S.Amdt. 5", "117")
    ('sconres5-117', None)
    """
    measure = _MEASURE.fullmatch(spelled.strip())
    if not measure or not re.fullmatch(r"\d{1,3}", congress, re.ASCII):
        return None
    kind = re.sub(r"[. ]", "", measure["type"]).lower()
    if kind not in _BILL_TYPES:
        return None
    return f"{kind}{int(measure['number'])}-{int(congress)}"

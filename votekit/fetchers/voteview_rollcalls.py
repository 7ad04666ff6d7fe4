"""Roll calls that only Voteview has, as rows of the tables, in Voteview's own words.

Voteview states no fraction: the one in ``requires`` is that of the rule that its question falls
under (``votekit.rules``). It knows the day and not the hour. ``updated`` is the day of the roll
call, which Voteview does not say either, so that any other source counts as newer.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from votekit.fetchers import house_questions, senate_questions
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.house_questions import Asked
from votekit.fetchers.parsed import ParsedVote, Row, Totals
from votekit.fetchers.totals import miscounts
from votekit.fetchers.voteview import NAME, URL
from votekit.rules import rule_of
from votekit.store.rows import EASTERN
from votekit.tallies import question_of

FOLDED = (
    "By Voteview: paired and announced positions are counted as yea and nay, parties are those of "
    "the whole Congress, and the hour is not known."
)
SHORTENED = (
    "By Voteview: the Senate's questions are shortened (“On the Motion”), so that a waiver, or an "
    "order that sixty votes are needed, may be read as a question for a majority, and a motion to "
    "concur as one that passes nothing."
)

_BILL = re.compile(r"(HR|HRES|HJRES|HCONRES|S|SRES|SJRES|SCONRES)(\d{1,5})", re.ASCII)
_NOMINATION = re.compile(r"PN(\d{1,5}(?:-\d{1,3})?)", re.ASCII)
_SPELLED = {
    **{"HR": "H R", "HJRES": "H J RES", "HCONRES": "H CON RES", "HRES": "H RES"},
    **{"S": "S", "SJRES": "S J RES", "SCONRES": "S CON RES", "SRES": "S RES"},
}
_ELECTION = re.compile("election of", re.IGNORECASE)


def parsed_vote(rollcall: Row, positions: Iterable[Row]) -> ParsedVote:
    """Make a roll call of Voteview's row and the positions joined to it.

    Raises
    ------
    DocumentError
        For an election, whose candidates Voteview counts as yea and nay; where Voteview has no
        question or no result; and where nobody voted.
    """
    question, result = rollcall["vote_question"], rollcall["vote_result"]
    if question is None or result is None:
        raise DocumentError("Voteview does not say what was asked, or how it ended.")
    if _ELECTION.match(question):
        raise DocumentError("It is an election: Voteview counts the candidates as yea and nay.")
    cast = list(positions)
    if not cast:
        raise DocumentError("Voteview's votes have nobody's position on it.")
    row = _row(rollcall, question, result)
    row["requires"] = rule_of(question_of(row | {"requires": "1/2"})).fraction
    told = [FOLDED, SHORTENED] if row["chamber"] == "senate" else [FOLDED]
    totals = Totals(positions={name: rollcall[name] for name in ("yea", "nay")})
    return ParsedVote(row, cast, [*told, *map(str, miscounts(totals, cast))], totals)


def _row(rollcall: Row, question: str, result: str) -> Row:
    number = (rollcall["bill_number"] or "").strip().upper()
    bill, nomination = _BILL.fullmatch(number), _NOMINATION.fullmatch(number)
    day = rollcall["date"]
    held = datetime(day.year, day.month, day.day, tzinfo=EASTERN)
    nothing = (
        "vice_president bill_title amendment_type amendment_number amendment_author "
        "amendment_purpose nomination_title treaty treaty_congress treaty_title modified"
    )
    congress = rollcall["congress"]
    return {
        **dict.fromkeys(nothing.split()),
        **{name: rollcall[name] for name in ("vote_id", "congress", "chamber", "session")},
        "number": rollcall["number"],
        "date": held,
        "kind": "vote",
        **_asked(rollcall, question, bill),
        "subject": rollcall["vote_desc"] or rollcall["dtl_desc"],
        "result": result,
        "result_text": result,
        "recorded_yea": rollcall["yea"],
        "recorded_nay": rollcall["nay"],
        "words": "Yea/Nay",
        "bill_id": f"{bill[1].lower()}{int(bill[2])}-{congress}" if bill else None,
        "nomination": nomination[1] if nomination else None,
        "source": NAME,
        "source_url": rollcall_address(rollcall),
        "updated": held,
    }


def rollcall_address(rollcall: Row) -> str:
    """Return the address of Voteview's page of a roll call."""
    letter, congress = rollcall["chamber"][0].upper(), rollcall["congress"]
    return f"{URL}/rollcall/R{letter}{congress:03d}{rollcall['rollnumber']:04d}"


def _asked(rollcall: Row, question: str, bill: re.Match[str] | None) -> Row:
    if rollcall["chamber"] == "senate":
        return {
            "type": question,
            "question": question,
            "category": senate_questions.category_of(question),
        }
    legis_num = f"{_SPELLED[bill[1]]} {int(bill[2])}" if bill else ""
    asked = Asked(question, rollcall["vote_desc"] or "", "", legis_num, None)
    return {
        "type": house_questions.type_of(question),
        "question": house_questions.question_of(asked),
        "category": house_questions.category_of(asked),
    }

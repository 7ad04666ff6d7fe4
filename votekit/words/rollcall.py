"""A roll call in words: what the chamber did, as a headline, a sentence or a subject.

Takes a row of ``rollcalls``, or a mapping with ``COLUMNS``.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from votekit.rules import RULES, needed
from votekit.words.counts import counted, tally
from votekit.words.house import house_act
from votekit.words.names import chamber_name
from votekit.words.phrases import Act, for_headline, for_sentence, gerund, past, present
from votekit.words.senate import senate_act
from votekit.words.titles import is_rule, tidy, title_of

Row = Mapping[str, Any]

COLUMNS = tuple(
    "vote_id congress chamber kind category type question subject result stage rule outcome "
    "yea nay "
    "present listed vice_president bill_id bill_title amendment_number amendment_author "
    "amendment_purpose nomination nomination_title treaty_title".split()
)
"""The columns of ``rollcalls`` that the words of a roll call are made of."""

SPEAKERS = {
    "h2-103.1993": "Thomas Foley",
    "h2-104.1995": "Newt Gingrich",
    "h3-105.1997": "Newt Gingrich",
    "h2-106.1999": "Dennis Hastert",
    "h2-108.2003": "Dennis Hastert",
    "h2-109.2005": "Dennis Hastert",
    "h2-110.2007": "Nancy Pelosi",
    "h2-111.2009": "Nancy Pelosi",
    "h2-112.2011": "John Boehner",
    "h2-113.2013": "John Boehner",
    "h2-114.2015": "John Boehner",
    "h581-114.2015": "Paul Ryan",
    "h2-115.2017": "Paul Ryan",
    "h2-116.2019": "Nancy Pelosi",
    "h2-117.2021": "Nancy Pelosi",
    "h20-118.2023": "Kevin McCarthy",
    "h527-118.2023": "Mike Johnson",
    "h2-119.2025": "Mike Johnson",
}
"""Ballots that elected a Speaker. On the others the source names whoever led (h18-118.2023)."""
LAST_KNOWN = 119
"""Later ballots can be in no table: of those the leader is named, and no more."""


def act_of(row: Row, *, full: bool = True) -> Act:
    """Return what the chamber did, for either outcome, as phrases to conjugate."""
    house = row["chamber"] == "house"
    return house_act(row, full=full) if house else senate_act(row, full=full)


def headline(row: Row, *, full: bool = True) -> str:
    """Say what the chamber did, as a newspaper's headline does, with the count.

    ``full`` names a bill by its title; without it, for a narrow place, by its number alone.

    >>> row = dict.fromkeys(COLUMNS) | {"chamber": "senate", "kind": "vote", "stage": "other",
    ...     "category": "conviction", "rule": "conviction", "outcome": "failed", "yea": 48,
    ...     "nay": 52, "type": "Guilty or Not Guilty H.Res. 755", "subject": "Article I, Articles "
    ...     "of Impeachment Against President Donald John Trump"}
    >>> headline(row)
    'Senate acquits Donald Trump on Article I, 48–52'
    """
    chamber = chamber_name(row["chamber"])
    if row["kind"] == "vacated":
        return f"{chamber} roll call vacated"
    if row["kind"] != "vote":
        return f"{chamber} {_uncounted(row, present)}"
    return f"{chamber} {for_headline(present(_done(row, full=full)))}, {count_told(row)}"


def sentence(row: Row, *, full: bool = True) -> str:
    """Say what the chamber did in a sentence of the past, without its full stop.

    >>> row = dict.fromkeys(COLUMNS) | {"chamber": "house", "kind": "vote", "stage": "passage",
    ...     "category": "passage", "rule": "majority-house", "outcome": "passed", "yea": 264,
    ...     "nay": 159, "type": "On Passage of the Bill", "subject": "Laken Riley Act",
    ...     "question": "On Passage: H R 29 Laken Riley Act", "bill_id": "hr29-119"}
    >>> sentence(row)
    'The House passed the Laken Riley Act (H.R. 29), 264–159'
    """
    chamber = chamber_name(row["chamber"])
    if row["kind"] == "vacated":
        return f"The {chamber} vacated the roll call"
    if row["kind"] != "vote":
        return f"The {chamber} {_uncounted(row, past)}"
    return f"The {chamber} {for_sentence(past(_done(row, full=full)))}, {count_told(row)}"


def deed(row: Row) -> str:
    """Say what the chamber did and to what, for the last column of a table, which may be cut.

    >>> row = dict.fromkeys(COLUMNS) | {"chamber": "house", "kind": "vote", "stage": "passage",
    ...     "category": "passage", "rule": "majority-house", "outcome": "passed", "yea": 264,
    ...     "nay": 159, "type": "On Passage of the Bill", "subject": "Laken Riley Act",
    ...     "question": "On Passage: H R 29 Laken Riley Act", "bill_id": "hr29-119"}
    >>> deed(row)
    'passes H.R. 29: Laken Riley Act'
    """
    if row["kind"] == "vacated":
        return "vacated"
    if row["kind"] != "vote":
        return _uncounted(row, present)
    if is_rule(row):
        return for_headline(present(_done(row, full=True)))
    done = for_headline(present(_done(row, full=False)))
    purpose = row.get("amendment_purpose")
    title = tidy(str(purpose)) if purpose else for_headline(title_of(row))
    if not title or not row["bill_id"] or row["category"] in {"conviction", "impeachment"}:
        return done
    return f"{done}: {re.sub('^To ', 'to ', title)}"


def subject_of(row: Row, *, full: bool = False) -> str:
    """Say what was decided, as what follows “voted on”: ``passing H.R. 29``.

    >>> row = dict.fromkeys(COLUMNS) | {"chamber": "senate", "kind": "vote", "stage": "other",
    ...     "category": "nomination", "rule": "majority-senate", "type": "On the Nomination",
    ...     "question": "On the Nomination PN31: Sally Quillian Yates, of Georgia, to be Deputy "
    ...     "Attorney General", "subject": None}
    >>> subject_of(row)
    'confirming Sally Quillian Yates as deputy attorney general'
    """
    if row["kind"] == "election":
        return "electing a speaker"
    if row["kind"] != "vote":
        return "the presence of a quorum"
    return for_sentence(gerund(act_of(row, full=full).yes))


def _done(row: Row, *, full: bool) -> str:
    return act_of(row, full=full).of(passed=row["outcome"] == "passed")


def _uncounted(row: Row, tense: Any) -> str:
    if row["kind"] == "quorum":
        told = counted(int(row["present"]), "member")
        return f"{tense('call')} the roll for a quorum: {told} present"
    elected = SPEAKERS.get(row["vote_id"])
    if elected:
        return f"{tense('elect')} {elected} speaker"
    led = str(row["result"]).split(" (")[0]
    if row["congress"] <= LAST_KNOWN:
        return f"{tense('elect')} no speaker; {led} led the ballot"
    return f"{tense('vote')} for speaker; {led} led the ballot"


_AGREEING = ("agreeing to ", "passing ", "adopting ", "concurring in ")


def matter_of(row: Row) -> str:
    """Name what members backed or opposed: the thing where there is one, otherwise what to do."""
    return plain_matter(subject_of(row))


def plain_matter(subject: str, of: Sequence[str] = _AGREEING) -> str:
    """Leave out of a subject that something was agreed to.

    >>> plain_matter("agreeing to a Lesko amendment to H.R. 8"), plain_matter("confirming X")
    ('a Lesko amendment to H.R. 8', 'confirming X')
    """
    return next((subject.removeprefix(lead) for lead in of if subject.startswith(lead)), subject)


def count_told(row: Row, *, short: bool = True) -> str:
    """Write the count, with what it was ``short`` of where the yeas were more and yet lost.

    >>> row = {"yea": 217, "nay": 181, "outcome": "failed", "rule": "suspension",
    ...     "vice_president": None, "chamber": "house"}
    >>> count_told(row)
    '217–181, short of two-thirds'
    >>> count_told(row | {"yea": 50, "nay": 50, "rule": "majority-senate", "chamber": "senate",
    ...     "vice_president": "yea", "outcome": "passed"})
    '50–50, with the Vice President breaking the tie'
    """
    yea, nay = int(row["yea"]), int(row["nay"])
    count, broke = tally(yea, nay), row["vice_president"]
    if broke == "yea":
        return f"{count}, with the Vice President breaking the tie"
    if broke:
        return f"{count}, with the Vice President voting {broke}"
    if short and row["outcome"] == "failed" and yea > nay:
        return f"{count}, {_short_of(row, yea, nay)}"
    return count


def _short_of(row: Row, yea: int, nay: int) -> str:
    rule = RULES[row["rule"]]
    if rule.fraction == "2/3":
        return "short of two-thirds"
    members = {name: int(row.get(name) or 0) for name in ("present", "listed")}
    if rule.fraction == "3/5" and (rule.base != "sworn" or members["listed"]):
        wanted = needed(rule, yea=yea, nay=nay, **members)
        return f"short of the {wanted} needed"
    return "short of three-fifths" if rule.fraction == "3/5" else "short of a majority"

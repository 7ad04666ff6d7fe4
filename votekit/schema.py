"""The tables: what a row is, and dtype and meaning of each column, said once.

Four tables make the record. ``rollcalls`` and ``positions`` are what the sources say; ``tallies``
is counted from ``positions`` whenever they are written; ``members`` tells who the people are.
``statements`` holds what the White House said of bills; ``actions`` tells what became of them, and
has only those whose actions were fetched.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

import pyarrow as pa

SCHEMA_VERSION = 1
"""Raised when a reader of an older version could misread what is written."""

POSITIONS_OF_WORDS = {
    "Yea": "yea",
    "Aye": "yea",
    "Guilty": "yea",
    "Nay": "nay",
    "No": "nay",
    "Not Guilty": "nay",
    "Present": "present",
    "Present, Giving Live Pair": "present",
    "Not Voting": "not_voting",
}
"""The sources' own words and the position that each means (docs/rules.md)."""

POSITIONS = ("yea", "nay", "present", "not_voting")
USUAL_WORDS = {"yea": "Yea", "nay": "Nay", "present": "Present", "not_voting": "Not Voting"}
"""What a position is called where a roll call's ``words`` do not say otherwise."""
WORD_PAIRS = {
    "Yea/Nay": ("Yea", "Nay"),
    "Aye/No": ("Aye", "No"),
    "Guilty/Not Guilty": ("Guilty", "Not Guilty"),
}

_WORD = pa.dictionary(pa.int32(), pa.string())
_EASTERN = pa.timestamp("ms", tz="America/New_York")


@dataclass(frozen=True)
class Column:
    """One column: its name, its Arrow type, what it means, and whether it may be empty."""

    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False


@dataclass(frozen=True)
class Table:
    """One table: its name, what one row is, the columns that identify a row, and all columns."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [column.name for column in self.columns]


ROLLCALLS = Table(
    name="rollcalls",
    row="one roll call: a recorded vote of one chamber",
    key=("vote_id",),
    columns=(
        Column("vote_id", pa.string(), "canonical id, as s175-115.2017"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("chamber", _WORD, "house or senate"),
        Column("session", pa.int8(), "1 or 2; not the calendar year of the date"),
        Column("number", pa.int32(), "number within chamber and session"),
        Column("date", _EASTERN, "when the roll call was held, Eastern time"),
        Column("kind", _WORD, "vote (yeas and nays), election, quorum or vacated"),
        Column("category", _WORD, "the source's own category; it misses some vetoes"),
        Column("type", _WORD, "the source's short form of the question"),
        Column("question", pa.string(), "the question as put"),
        Column("subject", pa.string(), "what it was about, in the source's words", True),
        Column("stage", _WORD, "passage, conference, concurrence, recede, override, other"),
        Column("rule", _WORD, "key of the rule that decides it, see votekit.rules"),
        Column("subject_to_veto", pa.bool_(), "whether it passes what goes to the president"),
        Column("requires", _WORD, "the fraction that the source states"),
        Column("result", _WORD, "the recorded result"),
        Column("result_text", _WORD, "the recorded result with the source's additions"),
        Column("yea", pa.int16(), "members counted yea; the Vice President is not one"),
        Column("nay", pa.int16(), "members counted nay"),
        Column("present", pa.int16(), "members who answered present"),
        Column("not_voting", pa.int16(), "members listed as not voting"),
        Column("listed", pa.int16(), "members with any position, delegates included"),
        Column("delegates_yea", pa.int16(), "of the yeas, delegates (Committee of the Whole)"),
        Column("delegates_nay", pa.int16(), "of the nays, delegates (Committee of the Whole)"),
        Column("vice_president", _WORD, "the Vice President's tie-breaking position", True),
        Column("recorded_yea", pa.int16(), "yeas that the source's own total states", True),
        Column("recorded_nay", pa.int16(), "nays that the source's own total states", True),
        Column("outcome", _WORD, "passed or failed, as the rule and the counts have it", True),
        Column("recorded_outcome", _WORD, "passed or failed, as the recorded result has it", True),
        Column("words", _WORD, "the pair of words used: Yea/Nay, Aye/No, Guilty/Not Guilty", True),
        Column("bill_id", pa.string(), "bill voted on or amended, as hr3364-115", True),
        Column("bill_title", _WORD, "the bill's title where the source gives one", True),
        Column("amendment_type", _WORD, "s (Senate), h-bill (House, per bill) or h (House)", True),
        Column("amendment_number", pa.int32(), "number of the amendment", True),
        Column("amendment_author", _WORD, "House: sponsor and letter of the amendment", True),
        Column("amendment_purpose", _WORD, "Senate: purpose of the amendment", True),
        Column("nomination", _WORD, "number of the nomination, as the source has it", True),
        Column("nomination_title", _WORD, "who is nominated to what", True),
        Column("treaty", _WORD, "number of the treaty document, as the source has it", True),
        Column("treaty_congress", pa.int16(), "Congress of the treaty document", True),
        Column("treaty_title", _WORD, "the treaty's title; empty where the source's is", True),
        Column("source", _WORD, "where the row comes from, as unitedstates"),
        Column("source_url", pa.string(), "address of the official document"),
        Column("modified", _EASTERN, "when the chamber last changed its document", True),
        Column("updated", _EASTERN, "when the source last took it up"),
    ),
)

POSITIONS_TABLE = Table(
    name="positions",
    row="one member on one roll call",
    key=("vote_id", "member_id"),
    columns=(
        Column("vote_id", _WORD, "the roll call"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("chamber", _WORD, "house or senate"),
        Column("session", pa.int8(), "1 or 2"),
        Column("number", pa.int32(), "number within chamber and session"),
        Column("member_id", pa.string(), "the chamber's id: Bioguide (House), LIS (Senate)"),
        Column("position", _WORD, "yea, nay, present, not_voting; empty for a candidate", True),
        Column("word", _WORD, "the source's own word; in an election the candidate", True),
        Column("party", pa.string(), "the member's party on that day: D, R, I, ID"),
        Column("state", pa.string(), "state; XX for delegates in many files"),
        Column("name", pa.string(), "the name as printed in the roll call", True),
    ),
)

TALLIES = Table(
    name="tallies",
    row="one party on one roll call; the Vice President belongs to none",
    key=("vote_id", "party"),
    columns=(
        Column("vote_id", pa.string(), "the roll call"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("chamber", _WORD, "house or senate"),
        Column("party", _WORD, "the party on that day"),
        Column("yea", pa.int16(), "members"),
        Column("nay", pa.int16(), "members"),
        Column("present", pa.int16(), "members"),
        Column("not_voting", pa.int16(), "members"),
    ),
)

MEMBERS = Table(
    name="members",
    row="one member in one chamber of one Congress",
    key=("congress", "chamber", "member_id"),
    columns=(
        Column("congress", pa.int16(), "number of the Congress"),
        Column("chamber", _WORD, "house or senate"),
        Column("member_id", pa.string(), "the id in positions: Bioguide (House), LIS (Senate)"),
        Column("bioguide", pa.string(), "Bioguide id, as P000603", True),
        Column("lis", pa.string(), "Senate LIS id, as S348", True),
        Column("icpsr", pa.int32(), "Voteview's ICPSR number in that Congress", True),
        Column("govtrack", pa.int32(), "GovTrack id", True),
        Column("name", pa.string(), "name by which the member is known, as Rand Paul"),
        Column("first_name", pa.string(), "first name", True),
        Column("last_name", pa.string(), "last name"),
        Column("printed_name", pa.string(), "the name as most roll calls print it"),
        Column("state", pa.string(), "state or territory"),
        Column("district", pa.int8(), "House district; 0 at large", True),
        Column("party", pa.string(), "party on the member's last roll call of that Congress"),
        Column("caucus", pa.string(), "party that an independent caucused with then", True),
        Column("dim1", pa.float64(), "Voteview's first dimension, −1 to 1", True),
        Column("dim2", pa.float64(), "Voteview's second dimension, −1 to 1", True),
        Column("scores_from", _WORD, "file that the two dimensions come from", True),
    ),
)

ACTION_KINDS = tuple("presented signed vetoed pocket-vetoed unsigned other became-law".split())
"""What can happen to a bill once both chambers have agreed, but for overrides: those take the yeas
and nays (U.S. Const. art. I, § 7, cl. 2), and so are among the roll calls. ``unsigned`` is a law
that the president let pass without a signature; ``other`` an act of the president that the source
words as none of these."""

ACTIONS = Table(
    name="actions",
    row="one action on a bill, from its presentment to the president on",
    key=("bill_id", "date", "kind"),
    columns=(
        Column("bill_id", pa.string(), "the bill, as hr3364-115"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("date", pa.date32(), "day of the action"),
        Column(
            "kind", _WORD, "presented, signed, vetoed, pocket-vetoed, unsigned, other, became-law"
        ),
        Column("law", pa.string(), "number of the law that it became, as 115-44", True),
        Column("text", pa.string(), "the source's own words"),
        Column("source", _WORD, "where the row comes from, as congress.gov"),
        Column("source_url", pa.string(), "address of the document, without a key"),
        Column("updated", _EASTERN, "when it was fetched"),
    ),
)

BILLS = Table(
    name="bills",
    row="one bill whose official document was fetched",
    key=("bill_id",),
    columns=(
        Column("bill_id", pa.string(), "the bill, as hr3364-115"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("title", pa.string(), "the title that the document shows it under"),
        Column("official_title", pa.string(), "its official title, the last one agreed to", True),
        Column(
            "short_titles", pa.string(), "its other short titles, each once, by semicolons", True
        ),
        Column("sponsor", pa.string(), "the sponsor's name, as Rep. Royce, Edward R.", True),
        Column("sponsor_party", _WORD, "the sponsor's party then: D, R, I, ID", True),
        Column("sponsor_state", _WORD, "the sponsor's state", True),
        Column("sponsor_bioguide", pa.string(), "the sponsor's Bioguide id", True),
        Column("introduced", pa.date32(), "day of introduction", True),
        Column("policy_area", _WORD, "the Library of Congress's policy area", True),
        Column("latest_action", pa.string(), "the latest action, in the source's words", True),
        Column("latest_day", pa.date32(), "day of the latest action", True),
        Column("law", pa.string(), "number of the law that it became, as 115-44", True),
        Column("law_kind", _WORD, "public or private", True),
        Column("law_day", pa.date32(), "day on which it became law", True),
        Column("source", _WORD, "where the row comes from, as govinfo"),
        Column("source_url", pa.string(), "address of the document"),
        Column("modified", _EASTERN, "when the source last changed its document", True),
        Column("updated", _EASTERN, "when it was fetched"),
    ),
)

RECORDED_VOTES = Table(
    name="recorded_votes",
    row="one roll call that a bill's official document names",
    key=("bill_id", "vote_id"),
    columns=(
        Column("bill_id", pa.string(), "the bill, as hr3364-115"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("vote_id", pa.string(), "the roll call, as h413-115.2017"),
        Column("chamber", _WORD, "house or senate"),
        Column("day", pa.date32(), "day of the roll call, Eastern time"),
        Column("action", pa.string(), "the action that names it, in the source's words", True),
        Column("source", _WORD, "where the row comes from, as govinfo"),
        Column("source_url", pa.string(), "address of the document"),
        Column("updated", _EASTERN, "when it was fetched"),
    ),
)

STANCES = tuple(
    "would-veto recommend-veto conditional-veto strongly-opposes opposes none supports "
    "strongly-supports unknown".split()
)
"""What the White House says of a bill, from the strongest threat to the strongest support; unknown
where the statement's text is not at hand (docs/white-house.md)."""

STATEMENTS = Table(
    name="statements",
    row="one bill in one Statement of Administration Policy",
    key=("bill_id", "day", "source_url"),
    columns=(
        Column("bill_id", pa.string(), "the bill, as hr3762-114"),
        Column("congress", pa.int16(), "number of the Congress"),
        Column("day", pa.date32(), "day of the statement"),
        Column("president", _WORD, "the president in office, as Barack Obama"),
        Column("title", pa.string(), "title that the source gives the statement"),
        Column("version", _WORD, "house, senate or conference: the version spoken of", True),
        Column("stance", _WORD, "what it says of the bill, see STANCES"),
        Column("quote", pa.string(), "the sentence that says so, in the statement's words", True),
        Column("rescinded", pa.bool_(), "whether the White House withdrew it"),
        Column("source", _WORD, "where the row comes from, as sap"),
        Column("source_url", pa.string(), "address of the statement"),
    ),
)

DAY = Column("day", pa.date32(), "day of the roll call in Washington, by Eastern time")
"""What a table with the time of a roll call has beside it, once it leaves the store.

Programs read ``date`` in a zone of their own: s1-117.2021, of Jan. 6, 2021, 8:32 p.m., is of Jan. 7
in UTC, and so are 4,219 of 35,377 roll calls of the day after theirs.
"""

RECORD_TABLES = (ROLLCALLS, POSITIONS_TABLE, TALLIES, MEMBERS)
"""The tables that every complete record has."""
TABLES = {
    table.name: table for table in (*RECORD_TABLES, ACTIONS, STATEMENTS, BILLS, RECORDED_VOTES)
}


@cache
def exported(table: Table) -> Table:
    """Return a table as it leaves the store: with the day beside the time of a roll call.

    >>> exported(ROLLCALLS).names[5:7], exported(TALLIES) == TALLIES
    (['date', 'day'], True)
    """
    columns = list(table.columns)
    for place, column in enumerate(table.columns, start=1):
        if column.name == "date" and pa.types.is_timestamp(column.type):
            columns.insert(place, DAY)
    return replace(table, columns=tuple(columns))


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, for writing and for checking what is read."""
    return pa.schema(
        [pa.field(column.name, column.type, column.nullable) for column in table.columns]
    )


def usual_word(position: str | None, words: str | None) -> str | None:
    """Return the word that a position has on a roll call unless its source says otherwise.

    >>> usual_word("yea", "Aye/No"), usual_word("not_voting", "Aye/No")
    ('Aye', 'Not Voting')
    """
    if words and position == "yea":
        return WORD_PAIRS[words][0]
    if words and position == "nay":
        return WORD_PAIRS[words][1]
    return USUAL_WORDS.get(position or "")


def word_pair(words: Collection[str]) -> str | None:
    """Return the pair of words in use on a roll call, told by whichever side was taken.

    >>> word_pair({"No", "Present"}), word_pair({"Present"})
    ('Aye/No', None)
    """
    for pair, spelled in WORD_PAIRS.items():
        if any(word in words for word in spelled):
            return pair
    return None

"""Roll calls of 1789 to 1989, by Voteview's ids."""

from collections.abc import Sequence

from votekit.analysers.old_vote import OldVote, old_vote
from votekit.congresses import ordinal
from votekit.errors import RequestError
from votekit.references import VoteviewReference, parse_reference
from votekit.store import Record, Wanted, history

_ELECTION = "TO ELECT"


def historical_vote(reference: str) -> OldVote:
    """Return a roll call of Congresses 1 to 100: the votes cast, the parties, every name.

    Day, bill and text are empty where no source has them: most roll calls of the Senate have them,
    of the House those of 1891 to 1897 and most attempts to override. Pairs and announcements are
    positions of their own, and are not counted.

    Raises
    ------
    RequestError
        When the reference is no Voteview id of those Congresses, or names no roll call or an
        election.
    StoreError
        When the data that ships cannot be read.

    Rule: U.S. Const. art. I, § 7; docs/history.md.

    >>> vote = historical_vote("RS0800086")
    >>> vote.yea, vote.nay, vote.needed, vote.cushion, vote.day
    (68, 25, 62, 6, '1947-06-23')
    """
    named = old_reference(reference)
    if named is None:
        raise RequestError(
            f"“{reference}” is no roll call of the 1st to 100th Congress: write Voteview's id, as "
            "RS0800086 (Senate, 80th Congress, roll call 86)."
        )
    row = history.rollcall(named.chamber, named.congress, named.rollnumber)
    if row is None:
        count = history.rollcall_count(named.chamber, named.congress)
        first = f"{named.id[:-4]}0001"
        raise RequestError(
            f"{named.id} does not exist: the {ordinal(named.congress)} "
            f"{named.chamber.capitalize()} has {count:,} roll calls, {first} to "
            f"{named.id[:-4]}{count:04d}."
        )
    if row["text"].startswith(_ELECTION):
        raise RequestError(
            f"{named.id} is an election, in which Voteview's codes stand for candidates and not "
            f"for yea and nay: “{row['text']}”"
        )
    codes = [one[named.rollnumber - 1] for one in history.casts(named.chamber, named.congress)]
    people = history.members(named.chamber, named.congress)
    return old_vote(row, codes, people, history.old_parties())


def old_reference(text: str) -> VoteviewReference | None:
    """Read a Voteview id of Congresses 1 to 100; None for any other reference.

    >>> old_reference("RH0930412").rollnumber, old_reference("s175-115.2017")
    (412, None)
    """
    try:
        named = parse_reference(text)
    except RequestError:
        return None
    old = isinstance(named, VoteviewReference) and history.holds(named.congress)
    return named if old and isinstance(named, VoteviewReference) else None


def historical_votes(references: Sequence[str], record: Record) -> list[OldVote]:
    """Return the roll calls where all references are Voteview ids of Congresses 1 to 100.

    Empty where none is, or where the user's store has fetched that Congress, which then answers.

    Raises
    ------
    RequestError
        When some are and others are not.
    """
    old = [text for text in references if _is_old(text, record)]
    if not old:
        return []
    if len(old) < len(references):
        raise RequestError(
            f"{old[0]} is of the years before 1989, whose roll calls are shown by themselves: ask "
            "for the others apart."
        )
    return [historical_vote(text) for text in old]


def _is_old(text: str, record: Record) -> bool:
    named = old_reference(text)
    if named is None:
        return False
    fetched = record.rollcalls(Wanted(named.congress, named.chamber), ["congress", "chamber"])
    pairs = zip(fetched["congress"].to_pylist(), fetched["chamber"].to_pylist(), strict=True)
    return (named.congress, named.chamber) not in set(pairs)

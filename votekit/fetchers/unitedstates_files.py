"""The unitedstates project's documents: a tree or an archive of it on disk, or served.

Where they lie: ``115/votes/2017/h413/data.json``, with or without ``data/`` before it, in a
directory or in an archive of one (.tar.gz, .zip); one document in a file; many, a line each, in a
``.jsonl`` or ``.jsonl.gz``, as ``115-h.jsonl.gz``. Served, a tree has no index, so its numbers are
tried one after the other, past the holes that vacated roll calls leave.
"""

import json
import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Any

from votekit.congresses import spell_vote_id, year_of_session
from votekit.errors import RequestError
from votekit.fetchers.batches import Chosen
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.files import MOST_FAILURES, Document, Failure, documents
from votekit.fetchers.http import AbsentError, Client, FetchError
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.transfer import at_once
from votekit.fetchers.unitedstates import parse
from votekit.fetchers.validate import validated

LONGEST_HOLE = 10
"""So many numbers in a row without a document end a session."""
LAST_NUMBER = 2_000

_CHAMBERS = {"h": "house", "s": "senate"}
_PLACE = re.compile(
    r"(?:^|/)(\d{1,3})[/_]votes[/_](\d{4})[/_]([hs])(\d{1,5})(?:/data)?\.json(?:\.gz)?$", re.ASCII
)
_MANY = re.compile(r"(?:^|/)(?:(\d{1,3})-([hs]))?[^/]*\.jsonl(?:\.gz)?$", re.ASCII)

_ELECTION = re.compile("election of", re.IGNORECASE)

Source = ParsedVote | Failure


def read_document(data: bytes) -> ParsedVote:
    """Read one document from its bytes.

    Raises
    ------
    DocumentError
        When it is no JSON, no vote document, or one that the tables cannot hold.
    """
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DocumentError("It is no JSON.") from error
    if not isinstance(content, dict):
        raise DocumentError("It is JSON, but no vote document.")
    try:
        vote = validated(parse(content))
        _check_words(vote)
    except DocumentError:
        raise
    except Exception as error:
        # Whatever was put where a vote document has something else.
        raise DocumentError("It does not have the form of a vote document.") from error
    return vote


def _check_words(vote: ParsedVote) -> None:
    """Refuse an unknown word for a position: only an election has other words, the candidates'."""
    row = vote.rollcall
    if row["kind"] == "election" and not _ELECTION.match(row["question"]):
        raise DocumentError("It has a word that is no position, and it is not an election.")


def votes_in(path: Path, chosen: Chosen) -> Iterator[Source]:
    """Give the roll calls of a directory, an archive or a file that are chosen.

    Each document that cannot be read, or is another roll call than its place says, is a failure;
    the others are read.

    Raises
    ------
    RequestError
        When there is no such path, or nothing in it that could be a vote document.
    """
    found, failures = False, 0
    for document in documents(path, lambda name: _is_wanted(name, chosen)):
        found = True
        for one in [document] if isinstance(document, Failure) else _read(document, chosen):
            failures += isinstance(one, Failure)
            yield one
        if failures >= MOST_FAILURES:
            why = f"More than {failures:,} of its documents cannot be read: the rest was left."
            yield Failure(str(path), why)
            return
    if not found:
        raise RequestError(
            f"{path} has no vote document that is asked for: they lie at "
            "115/votes/2017/h413/data.json, or a line each in a .jsonl.gz."
        )


def votes_served(
    client: Client, base: str, chosen: Chosen, *, has: Container[str] = (), jobs: int = 4
) -> Iterator[Source]:
    """Give the chosen roll calls of a served tree, ``base/115/votes/2017/h413/data.json``.

    What the record ``has`` is not asked for.

    Raises
    ------
    RequestError
        When no Congress is chosen: a tree has no index.
    """
    if chosen.congress is None:
        raise RequestError("A served tree has no index: name a Congress, as in votekit fetch 115.")
    for chamber in _CHAMBERS.values():
        for session in (1, 2):
            year = year_of_session(chosen.congress, session)
            if chosen.may_hold(chosen.congress, chamber, year):
                numbers = _numbers(chosen, chosen.congress, chamber, session)
                ask = _Asking(client, base.rstrip("/"), chosen.congress, chamber, session, has)
                yield from _until_the_end(ask, numbers, chosen, jobs)


class _Asking:
    """Asks for the roll calls of one session by number; called in several threads."""

    def __init__(
        self,
        client: Client,
        base: str,
        congress: int,
        chamber: str,
        session: int,
        has: Container[str],
    ) -> None:
        self._client, self._has = client, has
        self._place = (chamber, congress, session)
        year = year_of_session(congress, session)
        self._stem = f"{base}/{congress}/votes/{year}/{chamber[0]}"

    def __call__(self, number: int) -> Document | Failure | str | None:
        """Give the document; the id of what is there already; ``None`` where there is none."""
        chamber, congress, session = self._place
        vote_id = spell_vote_id(chamber, number, congress, session)
        if vote_id in self._has:
            return vote_id
        url = f"{self._stem}{number}/data.json"
        try:
            body = self._client.get(url).body
        except AbsentError:
            return None
        except FetchError as error:
            return Failure(url, str(error))
        except Exception as error:
            return Failure(url, f"It could not be fetched ({type(error).__name__}).")
        return Document(url, body) if body is not None else vote_id


def _until_the_end(
    ask: _Asking, numbers: Sequence[int], chosen: Chosen, jobs: int
) -> Iterator[Source]:
    missed = failed = 0
    for start in range(0, len(numbers), jobs):
        for found in at_once(ask, numbers[start : start + jobs]):
            missed = missed + 1 if found is None else 0
            failed = failed + 1 if isinstance(found, Failure) else 0
            if isinstance(found, Failure):
                yield found
            elif isinstance(found, Document):
                yield from _read(found, chosen)
            # A server that refuses or fails every time is not asked two thousand times.
            if missed >= LONGEST_HOLE or failed >= LONGEST_HOLE:
                return


def _numbers(chosen: Chosen, congress: int, chamber: str, session: int) -> Sequence[int]:
    if not chosen.vote_ids:
        return range(1, LAST_NUMBER)
    numbers = sorted(int(vote_id[1:].split("-")[0]) for vote_id in chosen.vote_ids)
    return [
        number
        for number in numbers
        if spell_vote_id(chamber, number, congress, session) in chosen.vote_ids
    ]


def _is_wanted(name: str, chosen: Chosen) -> bool:
    if found := _PLACE.search(name):
        place = _place(found)
        return chosen.may_hold(*place[:3], place[3])
    many = _MANY.search(name)
    if many is None:
        return False
    return many[1] is None or chosen.may_hold(int(many[1]), _CHAMBERS[many[2]])


def _place(found: re.Match[str]) -> tuple[int, str, int, str]:
    congress, year, letter, number = found.groups()
    return int(congress), _CHAMBERS[letter], int(year), f"{letter}{number}-{congress}.{year}"


def _read(document: Document, chosen: Chosen) -> Iterator[Source]:
    try:
        vote = read_document(document.data)
        _check_place(document.name, vote.rollcall)
    except DocumentError as error:
        yield Failure(document.name, str(error))
        return
    if chosen.admits(vote.rollcall):
        yield vote


def _check_place(name: str, rollcall: dict[str, Any]) -> None:
    found = _PLACE.search(name)
    if found and _place(found)[3] != rollcall["vote_id"]:
        raise DocumentError(f"It is {rollcall['vote_id']}, another roll call than its place says.")

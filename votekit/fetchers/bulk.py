"""The data sets as sources of a fetch: where each is, which of it is wanted, what became of it.

A data set is on disk or served as files: the unitedstates project's JSON
(:mod:`votekit.fetchers.unitedstates_files`), Voteview's CSV
(:mod:`votekit.fetchers.voteview_files`).
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from votekit.congresses import CHAMBERS, congress_of_date, spell_vote_id
from votekit.errors import RequestError
from votekit.fetchers.batches import Chosen, Note, Outcome, take_in
from votekit.fetchers.http import Client
from votekit.fetchers.intake import Intake
from votekit.fetchers.parsed import ParsedVote
from votekit.fetchers.request import Request
from votekit.fetchers.unitedstates_files import votes_in, votes_served
from votekit.fetchers.voteview import URL as VOTEVIEW
from votekit.fetchers.voteview_files import Place, VoteviewFiles, voteview_files
from votekit.fetchers.voteview_intake import take_voteview
from votekit.references import RollCallReference, parse_reference
from votekit.words.counts import counted

__all__ = ["Note", "Outcome", "fetch_bulk", "take_unitedstates", "take_voteview_files"]

VOTEVIEW_ADDRESS = "VOTEKIT_VOTEVIEW_URL"
_ADDRESSES = ("http://", "https://")
_PACKED = (".zip", ".tar", ".gz", ".tgz")


def fetch_bulk(
    request: Request,
    intake: Intake,
    client: Client,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[Outcome]:
    """Take in what a request wants of the unitedstates project's documents, or of Voteview.

    Without a Congress, that is all that lies in the place. A dry run reads what is on disk, and
    says how much of it the record lacks.

    Raises
    ------
    RequestError
        Where the place is none, or has nothing of what is wanted.
    StoreError
        When the store cannot be read or written.
    """
    chosen = Chosen(
        congress=request.congress,
        chamber=request.chamber,
        session=request.session,
        since=request.since,
        vote_ids=frozenset(_vote_id(text) for text in request.votes),
    )
    place = request.place
    if request.dry_run:
        return iter([_rehearsed(request.source, place, chosen, intake)])
    if request.source == "unitedstates":
        refresh, jobs = request.refresh, request.jobs
        return take_unitedstates(intake, place, chosen, client, refresh=refresh, jobs=jobs)
    return take_voteview_files(intake, place, chosen, client, environment=environment)


def _vote_id(text: str) -> str:
    found = parse_reference(text)
    if not isinstance(found, RollCallReference):
        raise RequestError(f"“{text[:60]}” is no roll call of a chamber: write s175-115.2017.")
    return found.vote_id


def _rehearsed(source: str, place: str | None, chosen: Chosen, intake: Intake) -> Note:
    if source != "unitedstates" or not place or place.startswith(_ADDRESSES):
        return Note(f"{place or source} would be read for what the record lacks.")
    count = lacking = 0
    for vote in votes_in(Path(place), chosen):
        if isinstance(vote, ParsedVote):
            row = vote.rollcall
            known = intake.known.rollcall(row["vote_id"], (row["congress"], row["chamber"]))
            count, lacking = count + 1, lacking + (known is None)
    are = "is" if count == 1 else "are"
    told = f"{place} has {counted(count, 'roll call')} that {are} wanted"
    return Note(f"{told}; the record lacks {lacking:,}.")


def take_unitedstates(
    intake: Intake,
    place: str | None,
    chosen: Chosen,
    client: Client,
    *,
    refresh: bool = False,
    jobs: int = 4,
) -> Iterator[Outcome]:
    """Take in the unitedstates project's documents from a directory, an archive or an address.

    Of a served tree only what the record lacks is asked for, unless ``refresh``.

    Raises
    ------
    RequestError
        Without a place, or where it is none, or has nothing of what is chosen.
    StoreError
        When the store cannot be read or written.
    """
    if not place:
        raise RequestError(
            "The unitedstates project's documents are not served by a site of its own: say where "
            "they are with --from, a directory, an archive or an address."
        )
    if not place.startswith(_ADDRESSES):
        return take_in(intake, votes_in(Path(place), chosen))
    if place.lower().endswith(_PACKED):
        raise RequestError(f"{place} is packed: download it, and give the file with --from.")
    chosen = _in_its_congress(chosen)
    has = set() if refresh else _held(intake, chosen)
    return take_in(intake, votes_served(client, place, chosen, has=has, jobs=jobs))


def take_voteview_files(
    intake: Intake,
    place: str | None,
    chosen: Chosen,
    client: Client,
    *,
    environment: Mapping[str, str],
    today: date | None = None,
) -> Iterator[Outcome]:
    """Take in Voteview's files from a directory or an address, its own where none is given.

    Without a Congress: of a directory all that it has a file of its own for, of an address the
    current one.

    Raises
    ------
    RequestError
        Where a place is none, or nothing in it tells which Congress is wanted.
    StoreError
        When the store cannot be read or written.
    """
    where = place or environment.get(VOTEVIEW_ADDRESS) or VOTEVIEW
    files = voteview_files(where, client)
    for at in _places(files, _in_its_congress(chosen), today or date.today()):
        yield from take_voteview(intake, files, at, chosen)


def _places(files: VoteviewFiles, chosen: Chosen, today: date) -> list[Place]:
    chambers = [chamber for chamber in CHAMBERS if chosen.chamber in (None, chamber)]
    if chosen.congress is not None:
        congresses = [chosen.congress]
    elif isinstance(files.where, str):
        congresses = [congress_of_date(today)]
    else:
        congresses = sorted(
            {int(file.name[1:4]) for file in files.where.glob("[HS][0-9][0-9][0-9]_members.csv*")}
        )
    if not congresses:
        raise RequestError(
            f"{files.where} has no file of one Congress, as S115_members.csv: name a Congress."
        )
    places = [Place(congress, chamber) for congress in congresses for chamber in chambers]
    there = [place for place in places if files.name("members", place)]
    return there or places


def _in_its_congress(chosen: Chosen) -> Chosen:
    """Name the Congress that all roll calls chosen by id are of, if they are of one."""
    congresses = {int(vote_id.split("-")[1].split(".")[0]) for vote_id in chosen.vote_ids}
    if chosen.congress is None and len(congresses) == 1:
        return replace(chosen, congress=congresses.pop())
    return chosen


def _held(intake: Intake, chosen: Chosen) -> set[str]:
    congress = chosen.congress
    if congress is None:
        return set()
    return {
        spell_vote_id(chamber, number, congress, session)
        for chamber in CHAMBERS
        for session in (1, 2)
        if chosen.session in (None, session) and chosen.chamber in (None, chamber)
        for number in intake.known.numbers(congress, chamber, session)
    }

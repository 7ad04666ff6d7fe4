"""Taking Voteview in: scores of members, roll calls that no other source has, and a comparison.

What the record has already is compared and never overwritten, since Voteview folds paired and
announced positions into yea and nay.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from votekit.fetchers.batches import Chosen, Note, Outcome
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.files import Failure
from votekit.fetchers.http import FetchError
from votekit.fetchers.intake import Change, Intake
from votekit.fetchers.known import Cast
from votekit.fetchers.names import unknown_id
from votekit.fetchers.parsed import Row
from votekit.fetchers.voteview import Ids, join, parse_members, parse_rollcalls, parse_votes
from votekit.fetchers.voteview_files import Place, VoteviewFiles
from votekit.fetchers.voteview_rollcalls import parsed_vote
from votekit.store import Wanted

MANY = 8
"""More than so many are counted rather than listed."""


def take_voteview(
    intake: Intake, files: VoteviewFiles, place: Place, chosen: Chosen
) -> Iterator[Outcome]:
    """Take in one chamber of one Congress, and tell what became of each roll call.

    A roll call that the record has is ``unchanged`` where all positions agree, and ``kept`` where
    some differ. Notes say what cannot be joined, and whose scores were taken.

    Raises
    ------
    StoreError
        When the store cannot be read or written; what was written before stays.
    """
    try:
        data = files.whole("members", place)
        members = parse_members(data) if data else []
        if not members:
            yield Failure(f"{place.stem}_members.csv", "There is no such file, or it is empty.")
            return
        ids = member_ids(members, intake, place)
        yield from _take_rollcalls(intake, files, place, chosen, members, ids)
        intake.flush()
        yield _take_scores(intake, files, place, members)
    except (DocumentError, FetchError) as error:
        intake.flush()
        yield Failure(f"Voteview's {place.stem}", str(error))


def member_ids(members: list[Row], intake: Intake, place: Place) -> Ids:
    """Tell whose Voteview's numbers are: by number, then by Bioguide id, in any Congress.

    A senator of whom only Voteview knows gets the id ``?Name (ST)``; a representative's id is the
    Bioguide id.
    """
    here = intake.known.members((place.congress, place.chamber))
    by_number = {row["icpsr"]: row["member_id"] for row in here if row["icpsr"]}
    by_bioguide = {row["bioguide"]: row["member_id"] for row in here if row["bioguide"]}
    elsewhere: dict[str, str] | None = None
    ids = {}
    for row in members:
        found = by_bioguide.get(row["bioguide"]) or by_number.get(row["icpsr"])
        if found is None and place.chamber == "house":
            found = row["bioguide"]
        if found is None and elsewhere is None:
            elsewhere = _senators(intake)
        if found is None and elsewhere:
            found = elsewhere.get(row["bioguide"])
        key = (place.congress, place.chamber, row["icpsr"])
        ids[key] = found or unknown_id(row["name"], row["state"])
    return ids


def _senators(intake: Intake) -> dict[str, str]:
    columns = ["bioguide", "lis"]
    table = intake.known.record.members(Wanted(chamber="senate"), columns).to_pylist()
    return {row["bioguide"]: row["lis"] for row in table if row["bioguide"] and row["lis"]}


def _take_rollcalls(
    intake: Intake,
    files: VoteviewFiles,
    place: Place,
    chosen: Chosen,
    members: list[Row],
    ids: Ids,
) -> Iterator[Outcome]:
    data = files.whole("rollcalls", place)
    if data is None or files.name("votes", place) is None:
        yield Note(f"{place.stem}: without roll calls and votes, only scores are taken in.")
        return
    rollcalls = parse_rollcalls(data)
    calls = {row["rollnumber"]: row for row in rollcalls}
    yield from _without_number(place, rollcalls)
    seen: set[int] = set()
    for piece in files.pieces("votes", place):
        by_call: dict[int, list[Row]] = defaultdict(list)
        for vote in parse_votes(piece):
            by_call[vote["rollnumber"]].append(vote)
        seen |= by_call.keys()
        unknown = sorted(by_call.keys() - calls.keys())
        if unknown:
            yield Note(f"{place.stem}: votes on roll calls that it does not have: {_few(unknown)}.")
        for number in sorted(by_call.keys() & calls.keys()):
            yield from _take_one(intake, calls[number], by_call[number], chosen, members, ids)
    unseen = sorted(calls.keys() - seen)
    if unseen:
        yield Note(f"{place.stem}: no votes on Voteview's roll calls {_few(unseen)}.")


def _without_number(place: Place, rollcalls: list[Row]) -> Iterator[Note]:
    found = [row["rollnumber"] for row in rollcalls if row["vote_id"] is None]
    if found:
        told = f"Voteview's roll calls {_few(found)} have no Clerk's number"
        yield Note(f"{place.stem}: {told}, so that they cannot be told and are left out.")


def _take_one(
    intake: Intake,
    call: Row,
    votes: list[Row],
    chosen: Chosen,
    members: list[Row],
    ids: Ids,
) -> Iterator[Outcome]:
    vote_id = call["vote_id"]
    if vote_id is None or not chosen.admits(call):
        return
    positions, lacking = join(votes, [call], members, ids)
    if lacking:
        yield Failure(vote_id, f"{lacking[0].rstrip('.')}: it was left out.")
        return
    known = intake.known.rollcall(vote_id, (call["congress"], call["chamber"]))
    if known is None:
        try:
            vote = parsed_vote(call, positions)
        except DocumentError as error:
            yield Failure(vote_id, str(error))
            return
        yield from intake.take([vote])
    elif known["kind"] != "vote":
        yield Change(vote_id, "kept", (f"it is no vote but one of kind {known['kind']}",))
    else:
        yield _compared(vote_id, intake.known.positions(known), positions)


def _compared(vote_id: str, known: Mapping[str, Cast], positions: list[Row]) -> Change:
    mine = {row["member_id"]: row for row in positions}
    told = []
    for member in sorted(known.keys() | mine.keys()):
        before, row = known.get(member), mine.get(member)
        here = before.position if before else None
        there = row["position"] if row else None
        if here != there:
            who = row["name"] if row else member
            told.append(f"{who}: {_said(there)} by Voteview, {_said(here)} in the record")
    return Change(vote_id, "kept" if told else "unchanged", tuple(told))


def _said(position: str | None) -> str:
    return (position or "not listed").replace("_", " ")


def _take_scores(intake: Intake, files: VoteviewFiles, place: Place, members: list[Row]) -> Note:
    here = intake.known.members((place.congress, place.chamber))
    source = files.name("members", place)
    scored = [row | _scores_of(row, members, source) for row in here]
    fresh = [new for new, old in zip(scored, here, strict=True) if new != old]
    if fresh:
        intake.writer.write_members(fresh)
    found = sum(new["scores_from"] == source for new in scored)
    return Note(
        f"{place.stem}: scores of {found} of {len(here)} members from {source}, {len(fresh)} of "
        "them new or changed."
    )


def _scores_of(member: Row, members: list[Row], source: str | None) -> Row:
    """Give a member's scores; of who changed parties, those under the party of the members table.

    Nothing where Voteview has none: what is there stays.
    """
    mine = [
        row
        for row in members
        if (row["bioguide"] and row["bioguide"] == member["bioguide"])
        or (member["icpsr"] is not None and row["icpsr"] == member["icpsr"])
    ]
    best = next((row for row in mine if row["party"] == member["party"]), mine[0] if mine else None)
    if best is None or best["dim1"] is None:
        return {}
    return {
        "icpsr": member["icpsr"] if member["icpsr"] is not None else best["icpsr"],
        "dim1": best["dim1"],
        "dim2": best["dim2"],
        "scores_from": source,
    }


def _few(numbers: list[int]) -> str:
    if len(numbers) <= MANY:
        return ", ".join(map(str, numbers))
    return f"{', '.join(map(str, numbers[:MANY]))} and {len(numbers) - MANY} more"

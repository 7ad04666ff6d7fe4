"""The pages of ``votekit vote``: a roll call whole, and several side by side."""

from collections.abc import Sequence

from votekit.analysers.whole_vote import Cast, WholeVote, differing
from votekit.cli.page import Grid, Page
from votekit.shipped import amendment_purposes
from votekit.words.counts import NONE, counted, tally
from votekit.words.dates import spell_date
from votekit.words.disagreement import with_disagreements
from votekit.words.names import counted_party, party_name, tag
from votekit.words.ranks import tactical_note

PARTIES = ("party", "yea", "nay", "present", "not voting")
ORDER = ("yea", "nay", "present", "not_voting")
BROKE = "†"
BROKE_NOTE = f"{BROKE} voted against most of the member’s party."

HOUSE_AMENDMENT = "On Agreeing to the Amendment"
NO_PURPOSE = (
    "not in the Clerk’s document, which names the amendment’s author only; see the Congressional "
    "Record of that day, or the amendment on Congress.gov."
)


def vote_page(answer: WholeVote) -> Page:
    """Lay out one roll call: the question, the count, the parties, every name by position."""
    voted = answer.bar is not None
    notes = [tactical_note(answer.tactical, answer.chamber)] if answer.tactical else []
    if answer.bar:
        notes.append(f"Rule: {answer.bar.label} ({answer.bar.authority}).")
    if len(answer.members) > 1 and any(member.broke_ranks for member in answer.members):
        notes.insert(0, BROKE_NOTE)
    return Page(
        heading=f"{answer.vote_id}: {answer.headline}",
        lead=with_disagreements(_lead(answer), answer.disagreements),
        grids=[_parties(answer)] if voted and len(answer.members) > 1 else [],
        lists=[
            ("Question", answer.question),
            *_purpose(answer),
            *(_names(answer) if len(answer.members) > 1 else []),
        ],
        notes=notes,
        sources=[f"{answer.vote_id} (by {answer.source}): {answer.source_url}"],
    )


def _purpose(answer: WholeVote) -> list[tuple[str, str]]:
    """Say what a House amendment was for, or where that stands: the Clerk's document does not."""
    if answer.chamber != "house" or not answer.question.startswith(HOUSE_AMENDMENT):
        return []
    known = amendment_purposes().get(answer.vote_id)
    if known:
        return [("Purpose", f"to {known.purpose} ({known.source_url})")]
    return [("Purpose", NO_PURPOSE)]


def _lead(answer: WholeVote) -> str:
    told = f"On {spell_date(answer.date)}, {answer.sentence[0].lower()}{answer.sentence[1:]}"
    if answer.by:
        told += f", {answer.by}"
    told += "."
    if answer.candidates:
        told += f" {_ballot(answer)}."
    elif answer.vice_president:
        who = " ".join(filter(None, ("Vice President", answer.vice_president_name)))
        told += f" {who} voted {answer.vice_president}."
    elif answer.bar:
        told += f" {answer.bar.needed} yeas were needed."
    if len(answer.members) == 1:
        (one,) = answer.members
        return f"{tag(one)} {_did(one)}. {told}"
    if len(answer.members) < answer.listed:
        told += f" Shown: {len(answer.members):,} of {answer.listed:,} members."
    return told


def _ballot(answer: WholeVote) -> str:
    wanted, cast, _ = answer.election
    told = ", ".join(f"{name} {votes}" for name, votes in answer.candidates)
    return f"{told}; {wanted} of {cast} votes were needed"


def _did(one: Cast) -> str:
    """Say how one member voted: ``voted nay, against most Republicans``."""
    if one.position == "not_voting":
        return "did not vote"
    if one.position == "present":
        return "answered present"
    if one.position not in ORDER:
        return f"voted for {one.word}"
    against = f", against most {party_name(one.party)}" if one.broke_ranks else ""
    return f"voted {one.word.lower()}{against}"


def _parties(answer: WholeVote) -> Grid:
    rows = [
        (split.party, *(str(getattr(split, name)) for name in ORDER)) for split in answer.parties
    ]
    return Grid(PARTIES, rows, frozenset({1, 2, 3, 4}))


def _names(answer: WholeVote) -> list[tuple[str, str]]:
    """Name all members by position, the larger party first; a party's members by last name."""
    sides = [*(name for name, _ in answer.candidates), *ORDER]
    lists = []
    for side in sides:
        people = [member for member in answer.members if member.side == side]
        if people:
            title = "Not voting" if side == "not_voting" else people[0].word
            lists.append((f"{title} ({len(people)})", _by_party(people)))
    return lists


def _by_party(people: Sequence[Cast]) -> str:
    parties: dict[str, list[Cast]] = {}
    for member in people:
        parties.setdefault(member.party, []).append(member)
    ordered = sorted(parties.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return "; ".join(
        f"{counted_party(len(members), party)}: {', '.join(map(_in_party, members))}"
        for party, members in ordered
    )


def _in_party(member: Cast) -> str:
    return f"{member.name} ({member.state}){BROKE if member.broke_ranks else ''}"


def side_by_side(answers: Sequence[WholeVote]) -> Page:
    """Lay out several roll calls: a column for each, a line for each member."""
    header = ("", *(answer.vote_id for answer in answers))
    facts = [
        ("date", *(answer.date.isoformat() for answer in answers)),
        ("yea–nay", *(_short_count(answer) for answer in answers)),
        ("needed", *(str(one.bar.needed) if one.bar else NONE for one in answers)),
        ("outcome", *((one.bar.outcome if one.bar else one.kind) for one in answers)),
    ]
    lines = _lines(answers)
    crossed = differing(answers)
    told = f"{counted(len(answers), 'roll call')}, {counted(len(lines), 'member')}"
    notes = [f"{answer.vote_id}: {answer.headline}." for answer in answers]
    if any(member.broke_ranks for answer in answers for member in answer.members):
        notes.append(BROKE_NOTE)
    notes.append(f"{NONE} not a member of the chamber, or not listed.")
    voted = f"; {counted(len(crossed), 'member')} voted yea on one and nay on another"
    return Page(
        heading=" and ".join(answer.vote_id for answer in answers),
        lead=f"{told}{voted if crossed else ''}.",
        grids=[Grid(header, facts), Grid(("member", *header[1:]), lines)],
        notes=notes,
        sources=[f"{one.vote_id} (by {one.source}): {one.source_url}" for one in answers],
    )


def _short_count(answer: WholeVote) -> str:
    if answer.bar is None:
        return NONE
    broke = f", VP {answer.vice_president}" if answer.vice_president else ""
    return f"{tally(answer.yea, answer.nay)}{broke}"


def _lines(answers: Sequence[WholeVote]) -> list[tuple[str, ...]]:
    """Give a line per member, in the order of the first roll call that lists one."""
    people: dict[str, dict[str, Cast]] = {}
    for answer in answers:
        for member in answer.members:
            people.setdefault(member.id, {})[answer.vote_id] = member
    return [
        (
            tag(list(cast.values())[-1]),
            *(_cell(cast.get(answer.vote_id)) for answer in answers),
        )
        for cast in people.values()
    ]


def _cell(member: Cast | None) -> str:
    if member is None:
        return NONE
    told = "not voting" if member.position == "not_voting" else member.side
    return f"{told}{BROKE if member.broke_ranks else ''}"

"""The page of ``votekit split``: a line per party, then states or regions, then names."""

from votekit.analysers.parties import PartySplit
from votekit.analysers.split import GroupSplit, Split
from votekit.cli.page import Grid, Page
from votekit.cli.wording import names_by_party
from votekit.words.counts import NONE, share
from votekit.words.disagreement import with_disagreements
from votekit.words.ranks import tactical_note

HEADER = ("party", "yea", "nay", "present", "not voting", "yea share", "position", "cohesion")
RIGHT = frozenset({1, 2, 3, 4, 5, 7})


def split_page(answer: Split) -> Page:
    """Lay out the party split of one roll call."""
    lists = []
    if answer.defectors:
        title = f"Broke ranks ({len(answer.defectors)})"
        lists.append((title, names_by_party(answer.defectors, answer.caucuses)))
    if answer.moved:
        lists.append(("Counted with their caucus", ", ".join(answer.moved)))
    grids = [Grid(HEADER, [_line(split) for split in answer.parties], RIGHT)]
    if answer.groups:
        grids.append(_groups(answer))
    return Page(
        heading=f"{answer.vote_id}: {answer.headline}",
        lead=with_disagreements(_lead(answer), answer.disagreements),
        grids=grids,
        lists=lists,
        notes=[
            *answer.notes,
            *([tactical_note(answer.tactical, answer.chamber)] if answer.tactical else []),
            "Position is the side of the majority of the party's members voting; independents have "
            "none. Cohesion and likeness are Rice's, 0 to 1; a party-unity vote is CQ's.",
        ],
        sources=[f"{answer.vote_id} (by {answer.source}): {answer.source_url}"],
    )


def _lead(answer: Split) -> str:
    told = f"{answer.yea}–{answer.nay} in the {answer.chamber.capitalize()}"
    told += f"{_tie_break(answer)} ({answer.result})"
    sides = {split.party: split.position for split in answer.parties}
    if answer.party_unity:
        kind = f"a party-unity vote: most Democrats {sides['D']}, most Republicans {sides['R']}"
    elif answer.bipartisan:
        kind = f"bipartisan: most of both parties {sides['D']}"
    else:
        kind = "no party-unity vote: a party was tied or did not vote"
    alike = "" if answer.likeness is None else f"; likeness of the parties {answer.likeness:.2f}"
    return f"{told}, {kind}{alike}."


def _tie_break(answer: Split) -> str:
    """Say who broke the tie; that vote is in no party's line."""
    if not answer.vice_president:
        return ""
    who = " ".join(filter(None, ("Vice President", answer.vice_president_name)))
    return f", {who} voting {answer.vice_president} to break the tie"


def _line(split: PartySplit) -> tuple[str, ...]:
    return (
        split.party,
        str(split.yea),
        str(split.nay),
        str(split.present),
        str(split.not_voting),
        share(split.yea_share),
        split.position or NONE,
        NONE if split.cohesion is None else f"{split.cohesion:.2f}",
    )


def _groups(answer: Split) -> Grid:
    parties = [split.party for split in answer.parties]
    header = (answer.by or "", "yea–nay", "yea share", *(f"{party} yea–nay" for party in parties))
    rows = [
        (*_group(group), *(_of_party(group, party) for party in parties)) for group in answer.groups
    ]
    return Grid(header, rows, frozenset(range(1, len(header))))


def _group(group: GroupSplit) -> tuple[str, str, str]:
    voting = group.yea + group.nay
    return group.group, f"{group.yea}–{group.nay}", share(group.yea / voting if voting else None)


def _of_party(group: GroupSplit, party: str) -> str:
    for split in group.parties:
        if split.party == party:
            return f"{split.yea}–{split.nay}"
    return NONE

"""The page of ``votekit member``: a line per Congress, chamber and party, then roll calls."""

from collections.abc import Sequence
from typing import Any

from votekit.analysers.member_votes import MemberRecord
from votekit.analysers.parties import MAJOR
from votekit.api.headlines import deeds
from votekit.cli.members_page import CAUCUS, LISTED, MEASURES, TACTICAL
from votekit.cli.page import Grid, Page
from votekit.congresses import DELEGATE_STATES, ordinal
from votekit.words.counts import NONE, share, tally
from votekit.words.text import shortened

Row = dict[str, Any]

HEADER = (
    *("Congress", "chamber", "party", "listed", "absent", "unity", "of", "broke", "rate", "won"),
    "dec.",
)
RIGHT = frozenset({0, *range(3, 11)})
VOTE_HEADER = ("roll call", "date", "cast", "party", "what was done")
MISSED_HEADER = ("missed", "date", "yea–nay", "outcome", "what was done")
DEED = 35
"""So that a line fits 80 columns."""
DECIDED = 5
DELEGATE = (
    "A delegate votes in the Committee of the Whole only; where delegates’ votes decide there, the "
    "House votes again without them (House Rule XVIII, clause 6(h))."
)


def member_page(answer: MemberRecord, *, broke: bool, missed: bool, limit: int | None) -> Page:
    """Lay out one member, with ``limit`` roll calls of those broken ranks on, or missed."""
    terms = answer.terms
    lists = []
    grids = [Grid(HEADER, [_term(term) for term in terms], RIGHT)]
    changes = [_change(term) for term in terms if term["party_from"]]
    if changes:
        lists.append(("Changed party", "; ".join(changes)))
    decisive = answer.decisive[: DECIDED if limit is None else max(limit, DECIDED)]
    if decisive:
        told = ", ".join(f"{row['vote_id']} ({row['yea']}–{row['nay']})" for row in decisive)
        title = f"Decided, the newest {len(decisive)} of {len(answer.decisive)}"
        lists.append((title, told))
    notes = [*_reasons(answer), LISTED, MEASURES]
    if answer.tactical:
        notes.append(TACTICAL)
        newest = answer.tactical[: DECIDED if limit is None else max(limit, DECIDED)]
        told = ", ".join(f"{row['vote_id']} ({row['yea']}–{row['nay']})" for row in newest)
        title = f"Tactical nays, the newest {len(newest)} of {len(answer.tactical)}"
        lists.append((title, told))
    if any(term["state"] in DELEGATE_STATES for term in terms):
        notes.append(DELEGATE)
    shown: list[Row] = []
    for wanted, rows, head, cells, what in (
        (missed, answer.missed, MISSED_HEADER, _missed, "that the member missed"),
        (broke, answer.broke_ranks, VOTE_HEADER, _vote, "on which the member broke ranks"),
    ):
        if wanted and rows:
            done = deeds(row["vote_id"] for row in rows[:limit])
            lines = [cells(row, done[row["vote_id"]]) for row in rows[:limit]]
            grids.append(Grid(head, lines))
            notes.insert(0, _listed(len(rows[:limit]), len(rows), what))
            shown += rows[:1]
    return Page(
        heading=f"{answer.label}, {answer.id}: {answer.since} to {answer.until}",
        lead=_lead(answer),
        grids=grids,
        lists=lists,
        notes=notes,
        sources=[f"{row['vote_id']}: {row['source_url']}" for row in shown[:1]],
    )


def _lead(answer: MemberRecord) -> str:
    def total(name: str) -> int:
        return sum(term[name] for term in answer.terms)

    eligible, unity = total("eligible"), total("unity_votes")
    told = f"{eligible:,} roll calls, absent on {total('absent'):,} ({_share(answer, 'absent')})"
    if not unity:
        return f"{told}; no party-unity score: {_reason(answer)}."
    return (
        f"{told}; voted with the party on {total('unity_with'):,} of {unity:,} party-unity votes "
        f"({total('unity_with') / unity:.1%}); broke ranks on {total('broke_ranks'):,} of "
        f"{total('party_votes'):,} roll calls{_tactical(total('tactical'))}; "
        f"decided {total('decisive'):,}."
    )


def _tactical(count: int) -> str:
    if not count:
        return ""
    return f", plus {count:,} tactical nay{'' if count == 1 else 's'} as floor leader"


def _listed(shown: int, found: int, what: str) -> str:
    if shown == found:
        return (
            f"All {found:,} roll calls {what} are listed."
            if found > 1
            else f"Listed: the one {what}."
        )
    return f"The newest {shown:,} of {found:,} roll calls {what} (--limit 0 lists all)."


def _share(answer: MemberRecord, name: str) -> str:
    whole = sum(term["eligible"] for term in answer.terms)
    return share(sum(term[name] for term in answer.terms) / whole)


def _reason(answer: MemberRecord) -> str:
    return next(str(term["unity_reason"]) for term in answer.terms if term["unity_reason"])


def _reasons(answer: MemberRecord) -> Sequence[str]:
    offer = "" if answer.caucus else "; --caucus counts with one, where there is one"
    reasons = dict.fromkeys(
        f"No unity score as {term['party']}: {term['unity_reason']}"
        f"{'' if term['party'] in MAJOR else offer}."
        for term in answer.terms
        if term["unity_reason"]
    )
    return [*([CAUCUS] if answer.caucus else []), *reasons]


def _change(term: Row) -> str:
    return (
        f"{term['party']} in the {term['chamber'].capitalize()} from {term['party_from']} to "
        f"{term['party_to']} ({ordinal(term['congress'])} Congress)"
    )


def _term(term: Row) -> tuple[str, ...]:
    return (
        str(term["congress"]),
        term["chamber"].capitalize(),
        term["party"],
        f"{term['eligible']:,}",
        share(term["absent_rate"]),
        share(term["unity_score"]),
        str(term["unity_votes"]) if term["unity_votes"] else NONE,
        str(term["broke_ranks"]) if term["party_votes"] else NONE,
        share(term["broke_rate"]),
        share(term["won_share"]),
        str(term["decisive"]),
    )


def _vote(row: Row, done: str) -> tuple[str, ...]:
    cells = (row["vote_id"], row["date"][:10], row["position"], row["party_position"])
    return (*cells, shortened(done, DEED))


def _missed(row: Row, done: str) -> tuple[str, ...]:
    count = tally(row["yea"], row["nay"])
    return (row["vote_id"], row["date"][:10], count, row["outcome"] or NONE, shortened(done, DEED))

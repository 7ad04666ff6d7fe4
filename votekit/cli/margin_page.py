"""The page of ``votekit margin``: one column per roll call, so that chambers stand side by side."""

from collections.abc import Callable, Sequence
from functools import partial

from votekit.analysers.actions import Action, is_decided
from votekit.analysers.fate import Fate
from votekit.analysers.margin import Bill, Margin, VoteMargin
from votekit.analysers.sequel import action_clause, clock_sentence, clock_title
from votekit.analysers.statements import latest_by_version
from votekit.analysers.verdict import NOT_PROOF, PROOF, aftermath
from votekit.analysers.veto import Case, VetoMargin
from votekit.cli.page import Grid, Page
from votekit.cli.wording import few_names, names_by_party
from votekit.words import white_house
from votekit.words.bars import VETO_LINE
from votekit.words.counts import NONE, signed, tally
from votekit.words.dates import spell_date
from votekit.words.fate import fate_clause
from votekit.words.names import bill_name, chamber_name, congress_name
from votekit.words.ranks import tactical_note
from votekit.words.text import capitalized

CASES = (
    "Worst case: all who did not vote or answered present vote nay; best case: yea. The number "
    "needed moves with turnout. Stay-aways are counted without regard to the quorum, a majority of "
    "the members, which may be lost before."
)

Cell = Callable[[VoteMargin], str]


def margin_page(answer: Margin) -> Page:
    """Lay out the answer to a reference."""
    votes = answer.votes
    then = aftermath(votes) if answer.bill and len(votes) > 1 else None
    lists = [("What then happened", then)] if then else []
    if answer.bill and answer.bill.sponsor:
        lists.insert(0, ("Sponsor", _sponsor(answer.bill)))
    if answer.fate and _tells_more(answer.fate, then):
        told = f"{capitalized(fate_clause(answer.fate))}."
        lists.append(("What became of it", told))
    if answer.actions:
        told = "; ".join(action_clause(action) for action in answer.actions)
        lists.append((f"Actions ({answer.actions[0].said_by})", f"{told}."))
    if answer.clock:
        decided = then is not None or is_decided(answer.actions)
        lists.append((clock_title(answer.clock), clock_sentence(answer.clock, decided=decided)))
    said = latest_by_version(answer.statements)
    if said:
        lists.append((white_house.TITLE, " ".join(map(white_house.statement_sentence, said))))
    lists += [entry for vote in votes for entry in _people(vote)]
    return Page(
        heading=_heading(answer),
        lead=answer.explanation,
        grids=[_grid(votes)] if votes else [],
        lists=lists,
        notes=[*answer.notes, *_notes(votes)],
        sources=[
            *_sources(votes),
            *_source_of_bill(answer),
            *_sources_of_actions(answer.actions),
            *map(white_house.statement_source, said),
            *([f"What became of it: {answer.fate.source_url}"] if answer.fate and not then else []),
        ],
        good={PROOF: True, NOT_PROOF: False}.get(answer.verdict),
    )


def _sponsor(bill: Bill) -> str:
    introduced = f"; introduced {spell_date(bill.introduced)}" if bill.introduced else ""
    return f"{bill.sponsor}{introduced}."


def _tells_more(fate: Fate, then: str | None) -> bool:
    """Tell whether what became of a bill is more than its roll calls say."""
    return then is None or fate.law is not None or fate.vetoed is not None


def _heading(answer: Margin) -> str:
    if answer.bill is None:
        return answer.votes[0].headline if answer.votes else answer.query
    bill = answer.bill
    name = f"{bill_name(bill.id)}, {congress_name(bill.congress)}"
    return f"{name}: {bill.title}" if bill.title else name


def _grid(votes: Sequence[VoteMargin]) -> Grid:
    lines: list[tuple[str, Cell]] = [
        ("chamber", lambda vote: chamber_name(vote.chamber)),
        ("role", lambda vote: NONE if vote.role == "other" else vote.role),
        ("date", lambda vote: spell_date(vote.date)),
        ("outcome", lambda vote: vote.rule.outcome),
        ("yea–nay", lambda vote: tally(vote.yea, vote.nay)),
        ("needed", _needed),
        ("  by rule", lambda vote: _FRACTIONS.get(vote.rule.fraction, NONE)),
        ("Vice President", _vice_president),
        ("present/not voting", lambda vote: f"{vote.present}/{vote.not_voting}"),
        *((f"  {party} yea–nay", partial(_party, party)) for party in _parties(votes)),
        *((label, partial(_of_veto, read)) for label, read in _VETO_LINES),
    ]
    rows = [(label, *(cell(vote) for vote in votes)) for label, cell in lines]
    told = [row for row in rows if any(text != NONE for text in row[1:])]
    return Grid(("", *(vote.vote_id for vote in votes)), told)


def _needed(vote: VoteMargin) -> str:
    spare = "tie broken" if vote.vice_president == "yea" else signed(vote.rule.margin)
    return f"{vote.rule.needed} ({spare})"


def _vice_president(vote: VoteMargin) -> str:
    if vote.vice_president is None:
        return NONE
    return f"{vote.vice_president_name or ''} {vote.vice_president}".strip()


def _of_veto(read: Callable[[VetoMargin], str], vote: VoteMargin) -> str:
    return read(vote.veto) if vote.veto else NONE


def _way(kind: str, name: str, veto: VetoMargin) -> str:
    ways = getattr(veto, kind)
    if ways is None:
        return NONE
    count = getattr(ways, name)
    return "not enough" if count is None else str(count)


def _case(case: Case) -> str:
    return f"{tally(case.yea, case.nay)} {'holds' if case.veto_proof else 'short'}"


_FRACTIONS = {"1/2": "a majority", "2/3": "two-thirds", "3/5": "three-fifths"}
_VETO_LINES: tuple[tuple[str, Callable[[VetoMargin], str]], ...] = (
    (VETO_LINE, lambda veto: f"{veto.needed} ({signed(veto.cushion)})"),
    ("  to sustain, any of", lambda veto: "" if veto.to_sustain else NONE),
    ("    yeas turn nay", partial(_way, "to_sustain", "yea_to_nay")),
    ("    yeas stay away", partial(_way, "to_sustain", "yeas_stay_away")),
    ("    absent come, nay", partial(_way, "to_sustain", "absent_arrive_nay")),
    ("  to override, any of", lambda veto: "" if veto.to_override else NONE),
    ("    nays turn yea", partial(_way, "to_override", "nay_to_yea")),
    ("    nays stay away", partial(_way, "to_override", "nays_stay_away")),
    ("    absent come, yea", partial(_way, "to_override", "absent_arrive_yea")),
    ("  worst case", lambda veto: _case(veto.worst_case)),
    ("  best case", lambda veto: _case(veto.best_case)),
    (
        "  full chamber",
        lambda veto: f"{veto.full_chamber.needed} ({signed(veto.full_chamber.cushion)})",
    ),
)


def _parties(votes: Sequence[VoteMargin]) -> list[str]:
    return list(dict.fromkeys(split.party for vote in votes for split in vote.parties))


def _party(party: str, vote: VoteMargin) -> str:
    for split in vote.parties:
        if split.party == party:
            return tally(split.yea, split.nay)
    return NONE


def _people(vote: VoteMargin) -> list[tuple[str, str]]:
    where = f"{chamber_name(vote.chamber)}, {vote.vote_id}"
    losing = "nay" if vote.rule.outcome == "passed" else "yea"
    lists = []
    if vote.defectors:
        title = f"Broke ranks ({where}, {len(vote.defectors)})"
        lists.append((title, names_by_party(vote.defectors)))
    rest = [member for member in vote.dissenters if member not in vote.defectors]
    if rest:
        lists.append((f"Others who lost, {losing} ({where}, {len(rest)})", few_names(rest)))
    if vote.away:
        lists.append((f"Away or present ({where}, {len(vote.away)})", few_names(vote.away)))
    return lists


def _notes(votes: Sequence[VoteMargin]) -> list[str]:
    notes = [
        f"{vote.vote_id}: {tactical_note(vote.tactical, vote.chamber)}"
        for vote in votes
        if vote.tactical
    ]
    notes += [f"{vote.vote_id}: {note}" for vote in votes for note in vote.notes]
    rules = dict.fromkeys(f"Rule: {vote.rule.label} ({vote.rule.authority})." for vote in votes)
    cases = [CASES] if any(vote.veto for vote in votes) else []
    return [*notes, *cases, *rules]


def _sources(votes: Sequence[VoteMargin]) -> list[str]:
    return [
        f"{vote.vote_id} (by {vote.source}{f'; {vote.kept}' if vote.kept else ''}): "
        f"{vote.source_url}"
        for vote in votes
    ]


def _source_of_bill(answer: Margin) -> list[str]:
    address = answer.bill.source_url if answer.bill else None
    if address is None or any(action.source_url == address for action in answer.actions):
        return []
    return [f"the bill (by GovInfo): {address}"]


def _sources_of_actions(actions: Sequence[Action]) -> list[str]:
    told = (f"actions (by {action.said_by}): {action.source_url}" for action in actions)
    return list(dict.fromkeys(told))

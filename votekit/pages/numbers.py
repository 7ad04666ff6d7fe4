"""The numbers of both chambers, side by side."""

from collections.abc import Callable, Sequence

from votekit.analysers.margin import VoteMargin
from votekit.pages.model import Table, TableRow
from votekit.pages.wording import where
from votekit.words.bars import VETO_LINE
from votekit.words.counts import signed, tally
from votekit.words.dates import spell_date
from votekit.words.names import party_name
from votekit.words.text import capitalized

NONE = "–"
Cell = Callable[[VoteMargin], str]

_BASES = {"voting": "voting", "present": "present", "sworn": "senators sworn"}


def numbers(votes: Sequence[VoteMargin]) -> Table:
    """Return the table of roll calls: a column each, a line for each number."""
    rows = rows_of(votes, _LINES)
    parties = dict.fromkeys(split.party for vote in votes for split in vote.parties)
    rows += rows_of(
        votes, [(capitalized(party_name(party)), _party_cell(party)) for party in parties]
    )
    return Table(
        "Counts, what each needed, and yeas–nays by party",
        ("", *(where(vote) for vote in votes)),
        rows,
    )


def rows_of(votes: Sequence[VoteMargin], lines: Sequence[tuple[str, Cell]]) -> list[TableRow]:
    """Return the lines in which at least one roll call has something to say."""
    rows = [TableRow(label, [cell(vote) for vote in votes]) for label, cell in lines]
    return [row for row in rows if any(text != NONE for text in row.cells)]


def _party_cell(party: str) -> Cell:
    def cell(vote: VoteMargin) -> str:
        for split in vote.parties:
            if split.party == party:
                return tally(split.yea, split.nay)
        return NONE

    return cell


def _base(vote: VoteMargin) -> str:
    counts = {
        "voting": vote.voting,
        "present": vote.voting + vote.present,
        "sworn": vote.listed,
    }
    rule = vote.rule
    if rule.base not in counts:
        return NONE
    return f"{rule.needed} of {counts[rule.base]} {_BASES[rule.base]}"


def _spare(vote: VoteMargin) -> str:
    if vote.vice_president == "yea":
        return "tie broken"
    return signed(vote.rule.margin)


def _vice_president(vote: VoteMargin) -> str:
    if vote.vice_president is None:
        return NONE
    return f"{vote.vice_president_name or ''} {vote.vice_president}".strip()


def _away(vote: VoteMargin) -> str:
    return f"{vote.present} present, {vote.not_voting} not voting"


def _cushion(vote: VoteMargin) -> str:
    return signed(vote.veto.cushion) if vote.veto else NONE


def _two_thirds(vote: VoteMargin) -> str:
    return f"{vote.veto.needed} of {vote.voting} voting" if vote.veto else NONE


def _full_chamber(vote: VoteMargin) -> str:
    if not vote.veto:
        return NONE
    full = vote.veto.full_chamber
    return f"{signed(full.cushion)} on {full.needed} of {full.seats}"


def _proof(vote: VoteMargin) -> str:
    if not vote.veto:
        return NONE
    return "yes" if vote.veto.veto_proof else "no"


_LINES: tuple[tuple[str, Cell], ...] = (
    ("Roll call", lambda vote: vote.vote_id),
    ("Date", lambda vote: spell_date(vote.date)),
    ("Yea–nay", lambda vote: tally(vote.yea, vote.nay)),
    ("Away", _away),
    ("Vice President", _vice_president),
    ("Outcome", lambda vote: vote.rule.outcome),
    ("Needed by its own rule", _base),
    ("Yeas above (+) or short (−)", _spare),
    (capitalized(VETO_LINE), _two_thirds),
    ("Above (+) or short (−) of that", _cushion),
    ("Veto-proof", _proof),
    ("Two-thirds of the full chamber", _full_chamber),
)

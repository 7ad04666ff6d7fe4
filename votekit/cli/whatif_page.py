"""The page of ``votekit whatif``: before and after, what changed, who is nearest to turning it."""

from collections.abc import Sequence

from votekit.analysers.candidates import Candidate, spelled_position
from votekit.analysers.margin import VoteMargin
from votekit.analysers.veto import Case
from votekit.analysers.whatif import Change, Held, Way
from votekit.analysers.whatif_result import WhatIf
from votekit.cli.page import Grid, Page
from votekit.cli.wording import LISTED
from votekit.congresses import ordinal
from votekit.words.counts import NONE, signed
from votekit.words.names import tag

_KINDS = {
    "yea_to_nay": ("yea turns nay", "yeas turn nay"),
    "nay_to_yea": ("nay turns yea", "nays turn yea"),
    "yeas_stay_away": ("yea stays away", "yeas stay away"),
    "nays_stay_away": ("nay stays away", "nays stay away"),
    "absent_arrive_nay": ("absent arrives, nay", "absent arrive, nay"),
    "absent_arrive_yea": ("absent arrives, yea", "absent arrive, yea"),
}
TIE = "the Vice President breaking the tie"
RANKED = (
    "Ranked by what the record shows, no forecast: votes that way on the bill’s text before; own "
    "party on that side; then the mean of three ranks: ranks broken on the bill’s other votes, "
    "votes against the own party on party-unity votes of the {congress} Congress, and distance "
    "from the cutting point. Who was moved by an option is left out."
)


def whatif_page(answer: WhatIf) -> Page:
    """Lay out the recount of one roll call."""
    lists = [*_changes(answer), ("To turn it, any one of", _ways(answer))]
    lists += _people("Nearest to switching", answer.switchers)
    if answer.ways[2].count is not None:
        lists += _people("Nearest of the absent", answer.arrivals)
    return Page(
        heading=f"{answer.vote_id}: {answer.question}",
        lead=_lead(answer),
        grids=[_grid(answer)],
        lists=lists,
        notes=_notes(answer),
        sources=[
            f"{answer.vote_id} (by {answer.before.source}): {answer.before.source_url}",
        ],
        good=answer.held_after.holds and answer.quorate,
    )


def _lead(answer: WhatIf) -> str:
    told = _turn(answer)
    return told if answer.quorate else f"No quorum is left to decide; by the count alone: {told}"


def _turn(answer: WhatIf) -> str:
    before, after = answer.held_before, answer.held_after
    verdict = _verdict(answer, after)
    was, then = (
        TIE if held.holds and held.spare < 0 else _against(held) for held in (before, after)
    )
    if before == after:
        return f"{_count(after)}: {verdict}, {then}; the assumptions change no count."
    turn = "The outcome turns" if answer.turned else "The outcome stands"
    return f"{turn}: {verdict} with {_count(after)}, {then}; it was {_count(before)}, {was}."


def _verdict(answer: WhatIf, held: Held) -> str:
    if answer.threshold.name == "veto":
        return "veto-proof" if held.holds else "not veto-proof"
    if answer.threshold.name == "cloture":
        return "cloture" if held.holds else "no cloture"
    return "passed" if held.holds else "failed"


def _count(held: Held) -> str:
    return f"{held.yea}–{held.nay}"


def _against(held: Held) -> str:
    if not held.yea + held.nay:
        return "nobody voting"
    if held.spare > 0:
        return f"{held.spare} above the {held.needed} needed"
    if held.spare == 0:
        return f"exactly the {held.needed} needed"
    return f"{-held.spare} short of the {held.needed} needed"


def _grid(answer: WhatIf) -> Grid:
    before, after = answer.before, answer.after
    first, then = answer.held_before, answer.held_after
    rows = [
        ("threshold", f"{answer.threshold.fraction} {answer.threshold.base}", ""),
        ("holds", *(_verdict(answer, held) for held in (first, then))),
        ("yea–nay", _count(first), _count(then)),
        ("present/not voting", *(f"{one.present}/{one.not_voting}" for one in (before, after))),
        ("listed", str(before.listed), str(after.listed)),
        ("needed", str(first.needed), str(then.needed)),
        ("yeas to spare", signed(first.spare), signed(then.spare)),
    ]
    rows += [
        (f"  {party} yea–nay", _party(before, party), _party(after, party))
        for party in dict.fromkeys(
            split.party for vote in (before, after) for split in vote.parties
        )
    ]
    if before.veto and after.veto:
        rows += [
            ("worst case", _case(before.veto.worst_case), _case(after.veto.worst_case)),
            ("best case", _case(before.veto.best_case), _case(after.veto.best_case)),
            (
                "full chamber",
                *(
                    f"{signed(veto.full_chamber.cushion)} on {veto.full_chamber.needed}"
                    for veto in (before.veto, after.veto)
                ),
            ),
        ]
    return Grid(("", "before", "after"), rows)


def _party(vote: VoteMargin, party: str) -> str:
    for split in vote.parties:
        if split.party == party:
            return f"{split.yea}–{split.nay}"
    return NONE


def _case(case: Case) -> str:
    return f"{case.yea}–{case.nay} {'holds' if case.veto_proof else 'short'}"


def _changes(answer: WhatIf) -> list[tuple[str, str]]:
    lists = []
    if answer.changes:
        lists.append((f"Changed ({len(answer.changes)})", _moves(answer.changes)))
    if answer.idle:
        told = (
            ", ".join(answer.idle) if len(answer.idle) <= LISTED else f"{len(answer.idle)} members"
        )
        lists.append(("Stood so already", told))
    if answer.odds:
        odds = answer.odds
        lists.append(
            (
                f"Whip count ({odds.unsure} not certain)",
                f"worst {_count(odds.worst)}, {_against(odds.worst)}; best {_count(odds.best)}, "
                f"{_against(odds.best)}; expected {odds.expected_yea:.1f}–{odds.expected_nay:.1f}; "
                f"probability of holding {_chance(odds.probability)}, if the {odds.unsure} decide "
                "independently; the count above takes each as the sheet has it.",
            )
        )
    return lists


def _chance(share: float) -> str:
    """Write a probability; never 0 or 1 for what is neither.

    >>> _chance(0.5), _chance(0.00001), _chance(0.99999), _chance(1.0)
    ('50.0%', 'under 0.1%', 'over 99.9%', '100.0%')
    """
    if 0 < share < 0.001:
        return "under 0.1%"
    return "over 99.9%" if 0.999 < share < 1 else f"{share:.1%}"


def _moves(changes: Sequence[Change]) -> str:
    if len(changes) > LISTED:
        counts: dict[str, int] = {}
        for one in changes:
            move = f"{spelled_position(one.member.position)} → {spelled_position(one.to)}"
            counts[move] = counts.get(move, 0) + 1
        told = ", ".join(f"{count} {move}" for move, count in counts.items())
        return f"{told} (--format json names them)"
    return ", ".join(
        f"{tag(one.member)} {spelled_position(one.member.position)} → {spelled_position(one.to)}"
        for one in changes
    )


def _ways(answer: WhatIf) -> str:
    pools = (answer.switchers, answer.switchers, answer.arrivals)
    told = [
        _way(way, pool)
        for way, pool in zip(answer.ways, pools, strict=True)
        if way.count is not None
    ]
    return f"{'; '.join(told)}." if told else "nothing: no change of one kind alone would."


def _way(way: Way, pool: Sequence[Candidate]) -> str:
    count = way.count or 0
    told = f"{count} {_KINDS[way.kind][count != 1]}"
    named = ", ".join(tag(one.member) for one in pool[: min(count, 5)])
    if not named:
        return told
    return f"{told} (nearest: {named}{' …' if count > min(len(pool), 5) else ''})"


def _people(title: str, people: Sequence[Candidate]) -> list[tuple[str, str]]:
    return [
        (
            f"{title} {one.rank}. {tag(one.member)}, {spelled_position(one.member.position)} → "
            f"{one.wanted}",
            f"{'; '.join(one.reasons)}.",
        )
        for one in people
    ]


def _notes(answer: WhatIf) -> list[str]:
    notes = list(answer.notes)
    if answer.vacant:
        notes.append(
            f"Seats assumed vacant: {answer.vacant}; three fifths of those sworn and two thirds of "
            "the full chamber are taken of the seats left."
        )
    if answer.switchers or answer.arrivals:
        congress = ordinal(answer.before.congress)
        earlier = len(answer.earlier)
        notes.append(RANKED.format(congress=congress))
        notes.append(f"Earlier roll calls on the bill in this chamber: {earlier}.")
    if answer.cutting:
        cut = answer.cutting
        point = f"{cut.point:.3f}".replace("-", "−")
        notes.append(
            f"Cutting point {point} on Voteview’s first dimension, yeas to the {cut.yea_side}: "
            f"{cut.errors} of {cut.voters} votes on the wrong side ({cut.reduction:.0%} of the "
            "minority’s explained)."
        )
    elif answer.switchers:
        notes.append("No point on Voteview’s first dimension parts yeas from nays here.")
    notes.append(f"Rule: {answer.threshold.label} ({answer.threshold.authority}).")
    return notes

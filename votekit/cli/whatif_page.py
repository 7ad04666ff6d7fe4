"""The page of ``votekit whatif``: before and after, what changed, who is nearest to turning it."""

from collections.abc import Sequence

from votekit.analysers.candidates import Candidate, spelled_position
from votekit.analysers.margin import VoteMargin
from votekit.analysers.turning import Held, Outcome, Way
from votekit.analysers.veto import Case
from votekit.analysers.whatif import Change
from votekit.analysers.whatif_result import Threshold, WhatIf
from votekit.cli.page import Grid, Page
from votekit.cli.whatif_lead import counted_on, lead
from votekit.cli.wording import LISTED
from votekit.congresses import ordinal
from votekit.words.bars import VETO_LINE, standing
from votekit.words.counts import NONE, signed, tally
from votekit.words.names import tag

_KINDS = {
    "yea_to_nay": ("yea turns nay", "yeas turn nay"),
    "nay_to_yea": ("nay turns yea", "nays turn yea"),
    "yeas_stay_away": ("yea stays away", "yeas stay away"),
    "nays_stay_away": ("nay stays away", "nays stay away"),
    "absent_arrive_nay": ("absent arrives, nay", "absent arrive, nay"),
    "absent_arrive_yea": ("absent arrives, yea", "absent arrive, yea"),
}
_FRACTIONS = {"1/2": "a majority", "2/3": "two-thirds", "3/5": "three-fifths"}
_BASES = {"voting": "those voting", "present": "those present", "sworn": "those sworn"}
RANKED = (
    "Ranked by what the record shows, no forecast: votes that way on the bill’s text before; own "
    "party on that side; then the mean of three ranks: ranks broken on the bill’s other votes, "
    "votes against their party on party-unity votes of the {congress} Congress, and distance "
    "from the cutting point. Who was moved by an option is left out."
)


def whatif_page(answer: WhatIf) -> Page:
    """Lay out the recount of one roll call."""
    lists = [*_changes(answer), *_ways(answer)]
    lists += _people("Nearest to switching", answer.switchers)
    if any(way.kind.startswith("absent") and (way.count or way.at_tie) for way in answer.ways):
        lists += _people("Nearest of the absent", answer.arrivals)
    return Page(
        heading=f"{answer.vote_id}: {answer.before.headline}",
        lead=lead(answer),
        grids=[_grid(answer)],
        lists=lists,
        notes=_notes(answer),
        sources=[
            f"{answer.vote_id} (by {answer.before.source}): {answer.before.source_url}",
        ],
        good=answer.held_after.holds and answer.quorate,
    )


def _grid(answer: WhatIf) -> Grid:
    before, after = answer.before, answer.after
    pairs = (answer.held_before, answer.held_after)
    rows = [
        ("outcome", *(_outcome(answer, held) for held in pairs)),
        ("yea–nay", *(tally(held.yea, held.nay) for held in pairs)),
        (_needs(answer.threshold), *map(_needed, pairs)),
    ]
    if any(held.vice_president for held in pairs):
        rows.append(("Vice President", *(held.vice_president or NONE for held in pairs)))
    if answer.revote:
        votes = (answer.revote.before, answer.revote.after)
        rows.append(
            ("without delegates", *(tally(one.yea, one.nay) if one else NONE for one in votes))
        )
    rows += [
        ("present/not voting", *(f"{one.present}/{one.not_voting}" for one in (before, after))),
        ("listed", str(before.listed), str(after.listed)),
    ]
    rows += [
        (f"  {party} yea–nay", _party(before, party), _party(after, party))
        for party in dict.fromkeys(
            split.party for vote in (before, after) for split in vote.parties
        )
    ]
    return Grid(("", "as cast", "what if"), [*rows, *_beside(answer)])


def _needs(threshold: Threshold) -> str:
    base = _BASES[threshold.base]
    return f"needed, {_FRACTIONS[threshold.fraction]} of {base}"


def _beside(answer: WhatIf) -> list[tuple[str, ...]]:
    """Give the second threshold, and how a veto would stand."""
    before, after = answer.before, answer.after
    rows: list[tuple[str, ...]] = []
    if answer.beside and answer.beside.threshold.name == "own":
        pair = (answer.beside.before, answer.beside.after)
        rows.append(("needed by the question’s own rule", *map(_needed, pair)))
    if before.veto and after.veto:
        vetoes = (before.veto, after.veto)
        seats = (veto.full_chamber for veto in vetoes)
        rows += [
            (VETO_LINE, *(f"{veto.needed} ({signed(veto.cushion)})" for veto in vetoes)),
            ("  had all away voted nay", *(_case(veto.worst_case) for veto in vetoes)),
            ("  had all away voted yea", *(_case(veto.best_case) for veto in vetoes)),
            ("  of the full chamber", *(f"{one.needed} ({signed(one.cushion)})" for one in seats)),
        ]
    return rows


def _outcome(answer: WhatIf, held: Held) -> str:
    if answer.threshold.name == "veto" and answer.threshold.rule != answer.before.rule.key:
        return "veto-proof" if held.holds else "not veto-proof"
    if answer.threshold.name == "cloture":
        return "cloture" if held.holds else "no cloture"
    return "a tie" if held.outcome is Outcome.TIED else held.outcome.value


def _needed(held: Held) -> str:
    return f"{held.needed} ({signed(held.spare)})"


def _party(vote: VoteMargin, party: str) -> str:
    for split in vote.parties:
        if split.party == party:
            return tally(split.yea, split.nay)
    return NONE


def _case(case: Case) -> str:
    return f"{tally(case.yea, case.nay)} {'holds' if case.veto_proof else 'short'}"


def _changes(answer: WhatIf) -> list[tuple[str, str]]:
    lists = []
    if answer.changes:
        lists.append((f"Changed ({len(answer.changes)})", _moves(answer.changes)))
    if answer.idle:
        told = (
            ", ".join(answer.idle) if len(answer.idle) <= LISTED else f"{len(answer.idle)} members"
        )
        lists.append(("Already stood so", told))
    if answer.odds:
        lists.append((f"Whip count ({answer.odds.unsure} not certain)", _odds(answer)))
    return lists


def _odds(answer: WhatIf) -> str:
    odds, rule = answer.odds, answer.threshold.rule
    assert odds is not None
    tie = (
        f"; of a tie, which the Vice President would break, {_chance(odds.tie)}" if odds.tie else ""
    )
    cases = (
        f"{name} {tally(held.yea, held.nay)}, {_ending(held, rule)}"
        for name, held in (("worst", odds.worst), ("best", odds.best))
    )
    return (
        f"{'; '.join(cases)}; expected {odds.expected_yea:.1f}–{odds.expected_nay:.1f}; "
        f"probability that the yeas prevail {_chance(odds.probability)}{tie}, if the {odds.unsure} "
        "decide independently; the count above takes each as the sheet has it."
    )


def _ending(held: Held, rule: str) -> str:
    if not held.yea + held.nay:
        return "nobody voting"
    if held.yea == held.nay and (held.outcome is Outcome.TIED or held.vice_president):
        return "a tie"
    return standing(held.spare, held.needed, rule)


def _chance(share: float) -> str:
    """Write a probability; never 0 or 1 for what is neither.

    >>> _chance(0.5), _chance(0.00001), _chance(0.99999), _chance(1.0)
    ('50.0%', 'under 0.1%', 'over 99.9%', '100.0%')
    """
    if 0 < share < 0.001:
        return "under 0.1%"
    return "over 99.9%" if 0.999 < share < 1 else f"{share:.1%}"


def _moves(changes: Sequence[Change]) -> str:
    named = [one for one in changes if one.named]
    numbers = [one for one in changes if not one.named]
    if len(named) > LISTED:
        told = [f"{_numbered(named)} (--format json names them)"]
    else:
        told = [f"{tag(one.member)} {_move(one)}" for one in named]
    return ", ".join([*told, *([f"{_numbered(numbers)} (not named)"] if numbers else [])])


def _numbered(changes: Sequence[Change]) -> str:
    counts: dict[str, int] = {}
    for one in changes:
        counts[_move(one)] = counts.get(_move(one), 0) + 1
    return ", ".join(f"{count} {move}" for move, count in counts.items())


def _move(one: Change) -> str:
    return f"{spelled_position(one.member.position)} → {spelled_position(one.to)}"


def _ways(answer: WhatIf) -> list[tuple[str, str]]:
    """Say what would turn the outcome; on a tie, what would settle it either way."""
    tied = answer.held_after.outcome is Outcome.TIED
    lists = []
    for to in dict.fromkeys(way.to for way in answer.ways):
        ways = [way for way in answer.ways if way.to is to]
        title = "To turn it, any one of"
        if tied:
            title = (
                f"To make it {'pass' if to is Outcome.PASSED else 'fail'} without a tie, any one of"
            )
        told = [_way(way, answer) for way in ways if way.count or way.at_tie]
        nothing = "nothing: no change of one kind alone would."
        lists.append((title, f"{'; '.join(told)}." if told else nothing))
    return lists


def _way(way: Way, answer: WhatIf) -> str:
    wanted = "yea" if way.to is Outcome.PASSED else "nay"
    pool = answer.arrivals if way.kind.startswith("absent") else answer.switchers
    nearest = [one for one in pool if one.wanted == wanted]
    count = way.count or way.at_tie or 0
    told = f"{count} {_KINDS[way.kind][count != 1]}"
    asides = []
    if way.count is None:
        told += ", for a tie that the Vice President breaks"
    elif way.at_tie:
        asides.append(f"{way.at_tie} for a tie that the Vice President breaks")
    named = ", ".join(tag(one.member) for one in nearest[: min(count, 5)])
    if named:
        asides.append(f"nearest: {named}{' …' if count > min(len(nearest), 5) else ''}")
    return f"{told} ({'; '.join(asides)})" if asides else told


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
    notes = [*answer.notes, *counted_on(answer)]
    if answer.vacant:
        notes.append(
            f"Seats assumed vacant: {answer.vacant}; three-fifths of those sworn and two-thirds of "
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
            f"{cut.errors} of {cut.voters} votes on the wrong side."
        )
    elif answer.switchers:
        notes.append("No point on Voteview’s first dimension parts yeas from nays here.")
    lines = [answer.threshold, *([answer.beside.threshold] if answer.beside else [])]
    return [*notes, *(f"Rule: {line.label} ({line.authority})." for line in lines)]

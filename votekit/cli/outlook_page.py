"""The page of ``votekit outlook``: chambers side by side, then the test of the method."""

from collections.abc import Callable, Iterable, Sequence

from votekit.analysers.backtest import BackTest, Calibration
from votekit.analysers.base_rates import Rate
from votekit.analysers.forecast import Forecast, Support
from votekit.analysers.intervals import METHOD, Share
from votekit.analysers.outlook import ChamberOutlook, Outlook
from votekit.analysers.verdict import NOT_PROOF, PROOF
from votekit.cli.overrides_page import NOT_RANDOM
from votekit.cli.page import Grid, Page
from votekit.words.counts import NONE, signed, tally
from votekit.words.names import bill_name, chamber_name, congress_name, party_name

_FOR_IT = {
    Support.PRESIDENT: "most of the president’s party and not most of the opposition",
    Support.OPPOSITION: "most of the opposition and not most of the president’s party",
    Support.BOTH: "most members of both parties",
    Support.NEITHER: "most members of neither party",
}


def outlook_page(answer: Outlook) -> Page:
    """Lay out the outlook of a bill, or of counts that are not in the record."""
    test = answer.back_test
    told = any(one.forecast for one in answer.chambers)
    return Page(
        heading=_heading(answer),
        lead=answer.explanation,
        grids=[
            *([_chambers(answer.chambers)] if answer.chambers else []),
            *([_calibration(test.calibration)] if told else []),
        ],
        lists=[
            *_no_precedent(answer),
            *_silent(answer),
            *_bill(answer),
            *([("What then happened", answer.happened)] if answer.happened else []),
            *([("Test on the past", _tested(test))] if told or not test.beats else []),
        ],
        notes=_notes(answer, told=told),
        sources=answer.sources,
        good={PROOF: True, NOT_PROOF: False}.get(answer.verdict),
    )


def _heading(answer: Outlook) -> str:
    bill = answer.bill
    if bill is None:
        counts = (
            f"{tally(one.yea, one.nay)} in the {chamber_name(one.chamber)}"
            for one in answer.chambers
        )
        return f"Outlook for {' and '.join(counts)}"
    name = f"{bill_name(bill.id)}, {congress_name(bill.congress)}"
    return f"{name}: {bill.title}" if bill.title else name


def _chambers(chambers: Sequence[ChamberOutlook]) -> Grid:
    lines: list[tuple[str, Callable[[ChamberOutlook], str]]] = [
        ("chamber", lambda one: chamber_name(one.chamber)),
        ("yea–nay", lambda one: tally(one.yea, one.nay)),
        ("needed to override", lambda one: f"{one.needed} ({signed(one.cushion)})"),
    ]
    if any(one.support for one in chambers):
        lines.append(("most voted yea of", lambda one: one.support.value if one.support else NONE))
    if any(one.same_side for one in chambers):
        lines += [("held before, by bill", lambda one: ""), *_rates(chambers, bills=True)]
        lines += [("held before, by vote", lambda one: ""), *_rates(chambers, bills=False)]
    if any(one.forecast for one in chambers):
        lines += [
            ("forecast", lambda one: ""),
            ("  two-thirds again", lambda one: _of(one.forecast, _chance)),
            ("  yea share, 9 in 10", lambda one: _of(one.forecast, _range)),
        ]
    rows = [(label, *(cell(one) for one in chambers)) for label, cell in lines]
    return Grid(("", *(one.vote_id or "count given" for one in chambers)), rows)


def _rates(
    chambers: Sequence[ChamberOutlook], *, bills: bool
) -> Iterable[tuple[str, Callable[[ChamberOutlook], str]]]:
    def told(rate: Rate | None) -> str:
        return NONE if rate is None else _share(rate.bills if bills else rate.attempts)

    yield "  same side of two-thirds", lambda one: told(one.same_side)
    if any(one.support for one in chambers):
        yield "  and same parties for it", lambda one: told(one.of_kind)
    yield "  and as far from it", lambda one: told(one.nearest)


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "no case"
    return f"{share.count} of {share.of} ({share.low:.0%} to {share.high:.0%})"


def _of(made: Forecast | None, write: Callable[[Forecast], str]) -> str:
    return write(made) if made else NONE


def _chance(made: Forecast) -> str:
    return f"{made.count} of {made.attempts} ({made.low:.0%} to {made.high:.0%})"


def _range(made: Forecast) -> str:
    return f"{made.share_low:.1%} to {made.share_high:.1%}"


def _no_precedent(answer: Outlook) -> list[tuple[str, str]]:
    """Say where no past attempt was of this bill's kind, instead of a percentage."""
    told = []
    for one in answer.chambers:
        if not one.no_precedent or one.support is None:
            continue
        past = f"{answer.past_attempts} past attempts"
        if one.support in {Support.PRESIDENT, Support.NEITHER} and not answer.past_opposition_nay:
            sentence = (
                f"In each of the {past} that followed a roll call on passage, most of the "
                "opposition had voted yea; here it did not, so no percentage is given."
            )
        else:
            side = "had two-thirds" if one.veto_proof else "fell short of two-thirds"
            sentence = (
                f"None of the {past} followed a passage that {side} with "
                f"{_FOR_IT[one.support]} for it, so no percentage is given."
            )
        told.append((f"No precedent for the {chamber_name(one.chamber)} vote", sentence))
    return told


def _silent(answer: Outlook) -> list[tuple[str, str]]:
    """Say of a chamber without a count how such passages fared."""
    told = []
    for one in answer.silent:
        sentence = f"{one.reason[0].upper()}{one.reason[1:]}."
        if one.rate is not None and one.rate.attempts.of:
            sentence += (
                f" Of past passages without a roll call, {_share(one.rate.attempts)} were "
                f"followed by two-thirds at the override; by bill, {_share(one.rate.bills)}."
            )
        told.append((f"{chamber_name(one.chamber)}, without a count", sentence))
    return told


def _bill(answer: Outlook) -> list[tuple[str, str]]:
    """Say how bills fared that were veto-proof in both chambers, and by the president's party."""
    told = []
    if answer.both is not None and answer.both.bills.of:
        told.append(
            (
                "Both chambers veto-proof by roll call",
                f"{_share(answer.both.bills)} such bills became law over the veto.",
            )
        )
    if any(one.veto_proof and not one.no_precedent for one in answer.chambers):
        yea, other = answer.own_party.yea.attempts, answer.own_party.not_yea.attempts
        told.append(
            (
                "Veto-proof passages, by the president’s party",
                f"{_share(yea)} held where most of it had voted yea, {_share(other)} where it had "
                "not (chambers’ votes).",
            )
        )
    return told


def _notes(answer: Outlook, *, told: bool) -> list[str]:
    notes = []
    if answer.president:
        party = party_name(answer.president_party or "", 1)
        notes.append(f"President on the day of the last vote: {answer.president} ({party}).")
    elif answer.chambers:
        notes.append(
            "The count does not say how the parties voted. Where most of the opposition voted nay, "
            f"none of this applies: {_opposition(answer)}"
        )
    made = next((one.forecast for one in answer.chambers if one.forecast), None)
    if made is not None:
        notes.append(
            "Forecast: the change in yea share from passage to override of each of "
            f"{made.attempts} past attempts on {made.bills} bills, added to this passage; how many "
            "leave two-thirds, with limits for as many cases as bills."
        )
    notes.append("An override takes both chambers: it is no likelier than in the less likely one.")
    if told or answer.silent or any(one.same_side for one in answer.chambers):
        notes.append(NOT_RANDOM)
    return [*notes, f"Intervals: {METHOD}. By bill: all its votes held. Method: docs/overrides.md."]


def _opposition(answer: Outlook) -> str:
    if not answer.past_opposition_nay:
        return f"that was so in none of the {answer.past_attempts} past attempts."
    return f"it did so in {answer.past_opposition_nay} of the {answer.past_attempts} past attempts."


def _tested(test: BackTest) -> str:
    naive = "; ".join(f"“{one.predictor}” {one.brier:.3f}" for one in test.naive)
    told = (
        f"Brier score {test.brier:.3f} ({test.low:.3f} to {test.high:.3f}) on {test.attempts} past "
        f"attempts, each forecast without its bill; {naive} (0 is perfect)."
    )
    if not test.beats:
        return f"{told} The forecast does no better than these, so only base rates are given."
    if test.beyond_chance:
        return f"{told} The forecast does better than both."
    near = min(test.naive, key=lambda one: one.low)
    return (
        f"{told} The forecast is ahead of both; its lead of {near.more:.3f} on “{near.predictor}” "
        f"may be chance ({signed(near.low, 3)} to {signed(near.high, 3)})."
    )


def _calibration(bins: Sequence[Calibration]) -> Grid:
    rows = [
        (
            f"{one.at_least:.0%} to {one.at_most:.0%}",
            NONE if one.forecast is None else f"{one.forecast:.0%}",
            _share(one.held),
        )
        for one in bins
    ]
    return Grid(("forecast on past attempts", "mean", "had two-thirds"), rows, frozenset({1}))

"""The page of ``votekit outlook``: chambers side by side, then the test of the method."""

from collections.abc import Callable, Sequence

from votekit.analysers.backtest import BackTest, Calibration
from votekit.analysers.intervals import METHOD, Share
from votekit.analysers.outlook import ChamberOutlook, Outlook, Resampled
from votekit.analysers.verdict import NOT_PROOF, PROOF
from votekit.cli.overrides_page import NOT_RANDOM
from votekit.cli.page import Grid, Page
from votekit.words.counts import NONE, signed
from votekit.words.names import bill_name, congress_name, party_name


def outlook_page(answer: Outlook) -> Page:
    """Lay out the outlook of a bill."""
    bill = answer.bill
    name = f"{bill_name(bill.id)}, {congress_name(bill.congress)}"
    test = answer.back_test
    grids = [_chambers(answer.chambers)]
    if test.beats:
        grids.append(_calibration(test.calibration))
    return Page(
        heading=f"{name}: {bill.title}" if bill.title else name,
        lead=answer.explanation,
        grids=grids,
        lists=[
            *([("What then happened", answer.happened)] if answer.happened else []),
            ("Test on the past", _tested(test)),
        ],
        notes=[
            f"President on the day of the last vote: {answer.president} "
            f"({party_name(answer.president_party, 1)}).",
            *_method(answer),
            "An override takes both chambers: it is no likelier than in the less likely one.",
            NOT_RANDOM,
            f"Intervals of counts: {METHOD}. Method: docs/overrides.md.",
        ],
        sources=answer.sources,
        good={PROOF: True, NOT_PROOF: False}.get(answer.verdict),
    )


def _chambers(chambers: Sequence[ChamberOutlook]) -> Grid:
    lines: list[tuple[str, Callable[[ChamberOutlook], str]]] = [
        ("chamber", lambda one: one.chamber.capitalize()),
        ("yea–nay", lambda one: f"{one.yea}–{one.nay}"),
        ("needed to override", lambda one: f"{one.needed} ({signed(one.cushion)})"),
        ("base rate", lambda one: ""),
        ("  same side of two thirds", lambda one: _share(one.comparable)),
        ("  and as far from it", lambda one: _share(one.nearest)),
    ]
    if any(one.resampled for one in chambers):
        lines += [
            ("resampled", lambda one: ""),
            ("  two thirds", lambda one: _of(one.resampled, _chance)),
            ("  cushion, nine in ten", lambda one: _of(one.resampled, _range)),
        ]
    rows = [(label, *(cell(one) for one in chambers)) for label, cell in lines]
    return Grid(("", *(one.vote_id for one in chambers)), rows)


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "0 cases"
    return f"{share.count} of {share.of} ({share.low:.0%} to {share.high:.0%})"


def _of(drawn: Resampled | None, write: Callable[[Resampled], str]) -> str:
    return write(drawn) if drawn else NONE


def _chance(drawn: Resampled) -> str:
    return f"{drawn.chance:.0%} ({drawn.low:.0%} to {drawn.high:.0%}; n = {drawn.attempts})"


def _range(drawn: Resampled) -> str:
    return f"{signed(drawn.cushion_low)} to {signed(drawn.cushion_high)}"


def _method(answer: Outlook) -> list[str]:
    drawn = next((one.resampled for one in answer.chambers if one.resampled), None)
    if drawn is None:
        return []
    return [
        f"Resampled: {drawn.draws:,} times, the members moved as members of the same side with the "
        f"same position did on one of {drawn.attempts} past attempts on {drawn.bills} bills (this "
        f"one left out); interval by a bootstrap over bills, 95%; seed {drawn.seed}.",
    ]


def _tested(test: BackTest) -> str:
    naive = "; ".join(f"“{one.predictor}” {one.brier:.3f}" for one in test.naive)
    told = (
        f"Brier score {test.brier:.3f} ({test.low:.3f} to {test.high:.3f}) on {test.attempts} past "
        f"attempts, each forecast without its bill; {naive} (0 is perfect)."
    )
    if not test.beats:
        return f"{told} The method does no better than these, so only base rates are given."
    if test.beyond_chance:
        return f"{told} The method does better than both."
    near = min(test.naive, key=lambda one: one.low)
    return (
        f"{told} The method is ahead of both; its lead of {near.more:.3f} on “{near.predictor}” "
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
    return Grid(("forecast on past attempts", "mean", "had two thirds"), rows, frozenset({1}))

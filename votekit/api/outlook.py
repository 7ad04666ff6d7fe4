"""The outlook of a bill on the president's desk, or of a count that is not in the record."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from votekit.analysers.backtest import back_test
from votekit.analysers.base_rates import both_proof, without_rollcall
from votekit.analysers.deciding import deciding_rollcalls
from votekit.analysers.forecast import Count, Precedent, Support, without
from votekit.analysers.outlook import (
    ChamberOutlook,
    Outlook,
    SilentChamber,
    chamber_outlook,
    own_party,
)
from votekit.analysers.overrides import Attempt
from votekit.analysers.verdict import INCOMPLETE, NOT_PROOF, NOT_SUBJECT, PROOF, aftermath
from votekit.analysers.veto import cushion, is_veto_proof, two_thirds
from votekit.api.answers import margin
from votekit.api.overrides import all_attempts, president_of, support_at
from votekit.congresses import CHAMBERS, SEATS
from votekit.errors import RequestError
from votekit.lookup import FoundBill, find
from votekit.store import Record
from votekit.words.counts import against, tally
from votekit.words.names import chamber_name

Row = dict[str, Any]

_COUNT = re.compile(r"\s*(\d+)\s*(?:[-‐‑–—−:]|\bto\b)\s*(\d+)\s*")


def outlook(
    reference: str | None = None,
    *,
    house: str | Count | None = None,
    senate: str | Count | None = None,
    record: Record | None = None,
) -> Outlook:
    """Tell what past overrides say about a bill: base rates, and a forecast.

    Name a bill, or give the yeas and nays of one chamber or both, as ``"300-120"`` or
    ``(300, 120)``, for a vote that is not in the record. Each chamber is judged by itself; an
    override takes both. Where no past attempt was of the bill's kind there is no percentage. The
    forecast is given only while its Brier score on past attempts is lower than those of the naive
    predictors.

    Raises
    ------
    RequestError
        When the reference names no bill, a bill that does not go to the president, or one without
        a deciding roll call; when a count cannot be read, or the chamber has not so many members.

    Rule: docs/overrides.md, "Outlook".

    >>> answer = outlook("hr3364-115")
    >>> [(one.chamber, one.same_side.bills.count, one.same_side.bills.of)
    ...  for one in answer.chambers]
    [('house', 14, 17), ('senate', 14, 17)]
    >>> [one.no_precedent for one in outlook("hr3590-111").chambers]
    [True, True]
    >>> outlook(house="300-120", senate=(70, 28)).verdict
    'veto-proof'
    """
    given = {"house": house, "senate": senate}
    counts = {
        chamber: read_count(given[chamber], chamber)
        for chamber in CHAMBERS
        if given[chamber] is not None
    }
    if (reference is None) == (not counts):
        raise RequestError(
            "An outlook is of a bill (votekit outlook hr3364-115) or of counts (--house 300-120 "
            "--senate 70-28): give the one or the other."
        )
    record = record or Record.open()
    return _of_bill(record, reference) if reference is not None else _of_counts(record, counts)


def read_count(given: str | Count | None, chamber: str) -> Count:
    """Read yeas and nays.

    Raises
    ------
    RequestError
        When they are not two numbers, or not of that chamber.

    >>> read_count("300–120", "house"), read_count("70 to 28", "senate")
    ((300, 120), (70, 28))
    """
    read = _COUNT.fullmatch(given) if isinstance(given, str) else None
    try:
        yea, nay = (int(part) for part in (read.groups() if read else given or ()))
        whole = not isinstance(given, str) or read is not None
    except (TypeError, ValueError):
        whole = False
    if not whole or yea < 0 or nay < 0:
        raise RequestError(
            f"“{given}” is no count of the {chamber_name(chamber)}: write yeas and nays, as "
            "300-120."
        )
    if not 0 < yea + nay <= SEATS[chamber]:
        raise RequestError(
            f"{yea}–{nay} is no vote of the {chamber_name(chamber)}, which has {SEATS[chamber]} "
            "members: write its yeas and nays, as "
            + ("300-120." if chamber == "house" else "70-28.")
        )
    return yea, nay


def _of_bill(record: Record, reference: str) -> Outlook:
    found = find(record, reference)
    if not isinstance(found, FoundBill):
        bill = found.rollcall["bill_id"]
        wanted = f"its bill, {bill}" if bill else "a bill, as hr3364-115"
        raise RequestError(
            f"{reference} is a roll call: an outlook is of a bill, so name {wanted}."
        )
    answer = margin(reference, record=record)
    if answer.verdict == NOT_SUBJECT:
        raise RequestError(f"There is no outlook: {answer.explanation}")
    decided = deciding_rollcalls(found.rollcalls, found.unrecorded)
    # A bill that was vetoed did pass, be it without a roll call in either chamber (S. 2040, 114th).
    if decided.rejected or not (decided.votes or decided.overrides):
        raise RequestError(f"There is no outlook for {reference}: {answer.explanation}")
    assert answer.bill is not None
    name, party = president_of([*decided.overrides[:1], *decided.chosen][-1])
    tried = all_attempts(record)
    others = [one for one in tried if one.bill_id != answer.bill.id]
    everything = precedents(record, tried)
    past = without(everything, answer.bill.id)
    test = back_test(everything)
    rows = [min(parts, key=_spare) for parts in decided.votes.values()]
    support = support_at(record, rows, [party] * len(rows))
    chambers = [
        chamber_outlook(
            row["chamber"],
            (row["yea"], row["nay"]),
            past,
            vote_id=row["vote_id"],
            support=support[row["vote_id"]],
            forecast=test.beats,
        )
        for row in rows
    ]
    unlike = any(one.no_precedent for one in chambers)
    return Outlook(
        query=reference,
        bill=answer.bill,
        president=name,
        president_party=party,
        verdict=answer.verdict,
        explanation=answer.explanation,
        chambers=chambers,
        silent=[
            SilentChamber(
                chamber=chamber,
                reason=reason,
                # Not of a year that the record lacks, nor of a bill without precedent.
                rate=None if unlike or chamber in found.unrecorded else without_rollcall(others),
            )
            for chamber, reason in decided.reasons.items()
        ],
        both=both_proof(others) if _both(chambers) else None,
        own_party=own_party(past),
        past_attempts=len(past),
        past_opposition_nay=_opposition_nay(past),
        back_test=test,
        happened=aftermath(answer.votes),
        sources=[f"{row['vote_id']} (by {row['source']}): {row['source_url']}" for row in rows],
    )


def _of_counts(record: Record, counts: Mapping[str, Count]) -> Outlook:
    tried = all_attempts(record)
    past = precedents(record, tried)
    test = back_test(past)
    chambers = [
        chamber_outlook(chamber, count, past, forecast=test.beats)
        for chamber, count in counts.items()
    ]
    verdict, explanation = _verdict(counts)
    return Outlook(
        query=", ".join(f"{chamber} {tally(*count)}" for chamber, count in counts.items()),
        bill=None,
        president=None,
        president_party=None,
        verdict=verdict,
        explanation=explanation,
        chambers=chambers,
        silent=[],
        both=both_proof(tried) if _both(chambers) else None,
        own_party=own_party(past),
        past_attempts=len(past),
        past_opposition_nay=_opposition_nay(past),
        back_test=test,
        happened=None,
    )


def _verdict(counts: Mapping[str, Count]) -> tuple[str, str]:
    """Return the verdict on counts that are not in the record, and a sentence for it."""
    told = "; ".join(
        f"{tally(yea, nay)} in the {chamber_name(chamber)} is {_against((yea, nay))}"
        for chamber, (yea, nay) in counts.items()
    )
    if not all(is_veto_proof(*count) for count in counts.values()):
        return NOT_PROOF, f"Not veto-proof: {told}."
    if len(counts) == len(CHAMBERS):
        return PROOF, f"Veto-proof in both chambers: {told}."
    ((there, count),) = counts.items()
    other = next(chamber for chamber in CHAMBERS if chamber != there)
    return INCOMPLETE, (
        f"{tally(*count)} is veto-proof in the {chamber_name(there)}, {_against(count)}; give "
        f"the {chamber_name(other)}’s count with --{other} for a verdict on both chambers."
    )


def _against(count: Count) -> str:
    return f"{against(cushion(*count), two_thirds(sum(count)))} to override a veto"


def precedents(record: Record, tried: Sequence[Attempt]) -> list[Precedent]:
    """Return the attempts that had a passage by roll call, with who was for the bill then."""
    pairs = [(one, one.passage) for one in tried if one.passage]
    parties = [president_of(one.override)[1] for one, _ in pairs]
    support = support_at(record, [passage for _, passage in pairs], parties)
    return [
        Precedent(
            bill_id=one.bill_id,
            chamber=one.override["chamber"],
            passage=(passage["yea"], passage["nay"]),
            override=(one.override["yea"], one.override["nay"]),
            support=support[passage["vote_id"]],
        )
        for one, passage in pairs
    ]


def _both(chambers: Sequence[ChamberOutlook]) -> bool:
    return len(chambers) == len(CHAMBERS) and all(one.veto_proof for one in chambers)


def _opposition_nay(past: Sequence[Precedent]) -> int:
    """Count past passages of which most of the opposition was not in favor."""
    return sum(one.support in {Support.PRESIDENT, Support.NEITHER} for one in past)


def _spare(row: Row) -> int:
    return cushion(int(row["yea"]), int(row["nay"]))

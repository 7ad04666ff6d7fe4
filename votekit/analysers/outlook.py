"""What past overrides say about a bill on the president's desk.

Method, back-test and caveats: docs/overrides.md, "Outlook".
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from votekit.analysers.backtest import BackTest
from votekit.analysers.base_rates import Rate, band_of, rate_of
from votekit.analysers.forecast import Count, Forecast, Past, Support, forecast_of
from votekit.analysers.margin import Bill
from votekit.analysers.veto import cushion, is_veto_proof, two_thirds


@dataclass(frozen=True)
class ChamberOutlook:
    """One chamber's passage, how past passages like it fared, and the forecast.

    ``vote_id`` is ``None`` for a count that was given and is not in the record; then ``support``
    is unknown too. ``same_side`` are past passages on the same side of two-thirds; ``of_kind``
    those of them that the same parties supported; ``nearest`` those as far from two-thirds. Where
    no past attempt was of its kind, ``no_precedent`` is true, and all of these are ``None``.
    ``forecast`` is also ``None`` when the method did no better on the past than the naive
    predictors.
    """

    chamber: str
    vote_id: str | None
    yea: int
    nay: int
    needed: int
    cushion: int
    veto_proof: bool
    support: Support | None
    band: str
    no_precedent: bool
    same_side: Rate | None
    of_kind: Rate | None
    nearest: Rate | None
    forecast: Forecast | None


@dataclass(frozen=True)
class SilentChamber:
    """A chamber without a deciding roll call, why, and how passages without one fared."""

    chamber: str
    reason: str
    rate: Rate | None


@dataclass(frozen=True)
class OwnParty:
    """How veto-proof passages fared by whether most of the president's party voted yea."""

    yea: Rate
    not_yea: Rate


@dataclass(frozen=True, repr=False)
class Outlook:
    """The answer for a bill or for two counts: verdict, chambers, how the method did on the past.

    ``bill`` and ``president`` are ``None`` for counts that are not in the record. ``both`` counts
    past bills veto-proof by roll call in both chambers, and those that became law; it is ``None``
    where this one is not such a bill.
    """

    query: str
    bill: Bill | None
    president: str | None
    president_party: str | None
    verdict: str
    explanation: str
    chambers: list[ChamberOutlook]
    silent: list[SilentChamber]
    both: Rate | None
    own_party: OwnParty
    past_attempts: int
    past_opposition_nay: int
    back_test: BackTest
    happened: str | None
    sources: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists, for JSON."""
        plain = asdict(self)
        plain["back_test"] |= {
            "beats": self.back_test.beats,
            "beyond_chance": self.back_test.beyond_chance,
        }
        return plain

    def __repr__(self) -> str:
        told = ", ".join(f"{one.chamber} {one.yea}–{one.nay}" for one in self.chambers)
        return f"<Outlook {self.query}: {self.verdict}; {told}>"


def chamber_outlook(
    chamber: str,
    count: Count,
    past: Past,
    *,
    vote_id: str | None = None,
    support: Support | None = None,
    forecast: bool = True,
) -> ChamberOutlook:
    """Return the outlook of one chamber.

    Takes its count, past attempts without this bill, and, of a roll call in the record, its id and
    who was for it. A past attempt is of the same kind when its passage was on the same side of
    two-thirds and the same parties supported it.
    """
    proof, band = is_veto_proof(*count), band_of(*count)
    alike = [one for one in past if one.proof == proof]
    kin = alike if support is None else [one for one in alike if one.support == support]
    near = [one for one in kin if band_of(*one.passage) == band]
    return ChamberOutlook(
        chamber=chamber,
        vote_id=vote_id,
        yea=count[0],
        nay=count[1],
        needed=two_thirds(sum(count)),
        cushion=cushion(*count),
        veto_proof=proof,
        support=support,
        band=band,
        no_precedent=not kin,
        same_side=_rate(alike) if kin else None,
        of_kind=_rate(kin) if kin and support is not None else None,
        nearest=_rate(near) if kin else None,
        forecast=forecast_of(count, past) if kin and forecast else None,
    )


def own_party(past: Past) -> OwnParty:
    """Return how veto-proof passages fared by how the president's party had voted."""
    proof = [one for one in past if one.proof]
    return OwnParty(
        yea=_rate([one for one in proof if one.support.of_president]),
        not_yea=_rate([one for one in proof if not one.support.of_president]),
    )


def _rate(past: Past) -> Rate:
    return rate_of((one.bill_id, one.held) for one in past)

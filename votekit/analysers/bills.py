"""Where each bill stands: how each chamber decided it, and whether a veto could hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from votekit.analysers.deciding import Deciding, deciding_rollcalls, title_of
from votekit.analysers.veto import cushion, is_veto_proof
from votekit.congresses import CHAMBERS
from votekit.rules import TEXT_STAGES, VETOABLE

Row = dict[str, Any]


@dataclass(frozen=True)
class Standing:
    """One bill: its deciding roll calls, and what follows for a veto.

    ``verdict`` is as ``votekit.analysers.verdict`` has it: veto-proof when the deciding roll calls
    of both chambers are so, not veto-proof when one of them is short, else incomplete.
    """

    bill_id: str
    title: str
    decided: Deciding
    verdict: str

    @property
    def congress(self) -> int:
        """The Congress of the bill."""
        return int(self.bill_id.split("-")[1])

    @property
    def in_both(self) -> bool:
        """Tell whether both chambers decided it by roll call."""
        return all(self.decided.votes.get(chamber) for chamber in CHAMBERS)

    def deciding(self, chamber: str) -> Row | None:
        """Return a chamber's deciding roll call; of a divided question the closest part."""
        rows = self.decided.votes.get(chamber, [])
        return min(rows, key=lambda row: cushion(row["yea"], row["nay"]), default=None)

    def cushion(self, chamber: str) -> int | None:
        """Return the yeas above two-thirds of a chamber's deciding roll call."""
        row = self.deciding(chamber)
        return None if row is None else cushion(row["yea"], row["nay"])


def standings(
    rollcalls: Iterable[Row], unrecorded: Mapping[int, Mapping[str, int]]
) -> list[Standing]:
    """Return where each bill stands on whose text a chamber voted, by Congress and number.

    Takes all roll calls on bills, those that decide a bill under another number included;
    ``unrecorded`` names, for a Congress, the chambers of which the record lacks a year. Resolutions
    that do not go to the president are left out, and proposals to amend the Constitution too.
    """
    bills: dict[str, list[Row]] = {}
    for row in rollcalls:
        if _kind(row["bill_id"]) in VETOABLE:
            bills.setdefault(row["bill_id"], []).append(row)
    found = [
        _standing(bill_id, rows, unrecorded.get(int(bill_id.split("-")[1]), {}))
        for bill_id, rows in bills.items()
        if any(row["stage"] in TEXT_STAGES for row in rows) and not _proposes(rows)
    ]
    return sorted(found, key=lambda one: (one.congress, _kind(one.bill_id), _number(one.bill_id)))


def _standing(bill_id: str, rows: Sequence[Row], unrecorded: Mapping[str, int]) -> Standing:
    decided = deciding_rollcalls(rows, unrecorded)
    return Standing(bill_id, title_of(rows), decided, _verdict(decided))


def _verdict(decided: Deciding) -> str:
    # The same as ``verdict.bill_verdict`` concludes, from the counts alone.
    from votekit.analysers.verdict import INCOMPLETE, NOT_PROOF, PROOF

    proofs = {
        chamber: [is_veto_proof(row["yea"], row["nay"]) for row in rows]
        for chamber, rows in decided.votes.items()
    }
    if decided.rejected:
        return INCOMPLETE
    if any(not all(parts) for parts in proofs.values()):
        return NOT_PROOF
    return PROOF if set(proofs) == set(CHAMBERS) else INCOMPLETE


def _proposes(rows: Iterable[Row]) -> bool:
    return any(row["rule"] == "constitutional-amendment" for row in rows)


def _kind(bill_id: str) -> str:
    return bill_id.split("-")[0].rstrip("0123456789")


def _number(bill_id: str) -> int:
    return int(bill_id.split("-")[0][len(_kind(bill_id)) :])

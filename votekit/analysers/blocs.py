"""Who votes alike: the members of a chamber put in the order in which its votes divide them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from votekit.congresses import ordinal
from votekit.errors import RequestError

Ints = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

LEAST_PART = 0.1
"""Members are drawn from this part of the roll calls on: the rest sat too short a time."""


@dataclass(frozen=True)
class Agreements:
    """The members of a chamber and Congress, and how often each two cast the same vote.

    ``shared`` are the roll calls on which both voted, ``same`` those on which they voted the same;
    ``rollcalls`` were counted, ``lopsided`` left out, as were ``delegates``.
    """

    congress: int
    chamber: str
    labels: list[str]
    parties: list[str]
    shared: Ints
    same: Ints
    rollcalls: int
    lopsided: int
    delegates: int = 0

    @property
    def share(self) -> Floats:
        """The share of roll calls on which each two agreed; not a number where none is shared."""
        found = np.full(self.shared.shape, np.nan)
        np.divide(self.same, self.shared, out=found, where=self.shared > 0)
        return found

    def places(self, party: str) -> list[int]:
        """Return where a party's members stand."""
        return [place for place, one in enumerate(self.parties) if one == party]

    def between(self, some: list[int], others: list[int]) -> float | None:
        """Return how often members agreed with others, of all roll calls that they share."""
        cells = np.ix_(some, others)
        shared, same = self.shared[cells].astype(np.int64), self.same[cells].astype(np.int64)
        apart = np.array(some)[:, None] != np.array(others)[None, :]
        total = int(shared[apart].sum())
        return float(same[apart].sum() / total) if total else None


def in_blocs(found: Agreements) -> tuple[Agreements, int]:
    """Put the members in order: by party, and within it by where the chamber's votes divide.

    The order within is that of the first principal component of the agreements, so that those who
    vote alike stand together; Democrats come first. Returns the members in order and how many were
    left out because they voted on less than a tenth of the roll calls.

    Raises
    ------
    RequestError
        When fewer than two members are left.
    """
    voted = found.shared.max(axis=1) if len(found.labels) > 1 else np.zeros(len(found.labels))
    kept = np.flatnonzero(voted >= max(1.0, LEAST_PART * found.rollcalls))
    if len(kept) < 2:
        raise RequestError(
            f"No two members of the {found.chamber.capitalize()} shared enough roll calls in the "
            f"{ordinal(found.congress)} Congress: choose another Congress."
        )
    share = found.share[np.ix_(kept, kept)]
    np.fill_diagonal(share, np.nan)
    filled = np.where(np.isnan(share), np.nanmean(share), share)
    component = np.linalg.svd(filled - filled.mean(axis=0), full_matrices=False)[0][:, 0]
    parties = [found.parties[place] for place in kept]
    side = {
        party: float(np.mean([component[at] for at, one in enumerate(parties) if one == party]))
        for party in set(parties)
    }
    if side.get("D", -1.0) > side.get("R", 1.0):
        component = -component
        side = {party: -mean for party, mean in side.items()}
    order = sorted(
        range(len(kept)),
        key=lambda at: (side[parties[at]], parties[at], component[at], found.labels[kept[at]]),
    )
    places = kept[order]
    cells = np.ix_(places, places)
    ordered = Agreements(
        congress=found.congress,
        chamber=found.chamber,
        labels=[found.labels[place] for place in places],
        parties=[found.parties[place] for place in places],
        shared=found.shared[cells],
        same=found.same[cells],
        rollcalls=found.rollcalls,
        lopsided=found.lopsided,
        delegates=found.delegates,
    )
    return ordered, len(found.labels) - len(kept)

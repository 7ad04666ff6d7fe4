"""What the agreement chart says: the order of members, the blocs, who stands out."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from votekit.analysers.parties import MAJOR
from votekit.charts.frame import Story
from votekit.charts.vegalite import Row
from votekit.errors import RequestError
from votekit.words.counts import counted
from votekit.words.names import congress_name, party_name
from votekit.words.sources import OFFICES

Ints = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

LEAST_PART = 0.1
"""Members are drawn from this part of the roll calls on: the rest sat too short a time."""
MEMBERS = {"house": "Representatives", "senate": "Senators"}


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
            f"{congress_name(found.congress)}: choose another Congress."
        )
    share = found.share[np.ix_(kept, kept)]
    np.fill_diagonal(share, np.nan)
    filled = np.where(np.isnan(share), np.nanmean(share), share)
    component = _first_component(filled)
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


def _first_component(share: Floats) -> Floats:
    """Return the first principal component of the rows, by the power method."""
    centred = share - share.mean(axis=0)
    square = centred @ centred.T
    vector = np.linspace(-1.0, 1.0, len(share))
    for _ in range(200):
        longer = square @ vector
        size = float(np.linalg.norm(longer))
        if size == 0:
            break
        vector = longer / size
    return vector


@dataclass(frozen=True)
class Named:
    """A member who stands out, and how often he or she agreed with each party."""

    place: int
    label: str
    told: str


def standing_out(found: Agreements) -> list[Named]:
    """Return, of each party, who agreed most with the other, and who least with the own."""
    named: dict[int, Named] = {}
    for party, other in (MAJOR, MAJOR[::-1]):
        mine, theirs = found.places(party), found.places(other)
        if len(mine) < 2 or not theirs:
            continue
        across = {place: found.between([place], theirs) or 0.0 for place in mine}
        within = {place: found.between([place], mine) or 0.0 for place in mine}
        for place in (max(mine, key=across.__getitem__), min(mine, key=within.__getitem__)):
            told = (
                f"{within[place]:.0%} with {party_name(party)}, "
                f"{across[place]:.0%} with {party_name(other)}"
            )
            named[place] = Named(place, found.labels[place], told)
    return [named[place] for place in sorted(named)]


def agreement_rows(found: Agreements) -> list[Row]:
    """Return the data behind the chart: one row per pair of members that shared a roll call.

    ``shared`` and ``same`` are roll calls, ``agreement`` is the share from 0 to 1.
    """
    first, second = np.nonzero(np.triu(found.shared, 1))
    columns = zip(
        first.tolist(),
        second.tolist(),
        found.shared[first, second].tolist(),
        found.same[first, second].tolist(),
        strict=True,
    )
    return [
        {
            "congress": found.congress,
            "chamber": found.chamber,
            "member": found.labels[one],
            "party": found.parties[one],
            "other": found.labels[two],
            "other_party": found.parties[two],
            "shared": shared,
            "same": same,
            "agreement": same / shared,
        }
        for one, two, shared, same in columns
    ]


def agreement_story(found: Agreements, left_out: int) -> Story:
    """Return the words of the chart."""
    who = MEMBERS[found.chamber]
    democrats, republicans = found.places("D"), found.places("R")
    within = _within(found)
    across = found.between(democrats, republicans) if democrats and republicans else None
    headline = f"{who} of the same party voted alike on {within:.0%} of roll calls"
    if across is not None:
        headline += f", across parties on {across:.0%}"
    kept = f"{found.rollcalls:,} roll calls" + (
        f", {found.lopsided:,} nearly unanimous ones left out" if found.lopsided else ""
    )
    subtitle = f"How often each two agreed, {congress_name(found.congress)}: {kept}"
    also = ""
    if not found.shared.all():
        also += "; blank: no roll call in common"
    if left_out:
        also += f"; {counted(left_out, 'member')} who voted on less than a tenth left out"
    left = ""
    if found.delegates:
        left = (
            f"{counted(found.delegates, 'delegate')}, who vote in the Committee of the Whole only"
        )
        also += f"; {left}, left out"
        left = f" {left}, are left out."
    told = " ".join(f"{one.label}: {one.told}." for one in standing_out(found))
    return Story(
        headline=headline,
        subtitle=subtitle,
        source=f"Source: {OFFICES[found.chamber]}, roll calls counted by votekit{also}",
        description=f"{headline}. {len(found.labels)} members by {len(found.labels)}, in order of "
        f"party and of how they vote.{left} {_blocs(found)} {told}",
    )


def _within(found: Agreements) -> float:
    total = [0, 0]
    for party in MAJOR:
        places = found.places(party)
        cells = np.ix_(places, places)
        for at, counts in enumerate((found.same, found.shared)):
            block = counts[cells].astype(np.int64)
            total[at] += int(block.sum() - np.trace(block))
    return total[0] / total[1] if total[1] else 0.0


def _blocs(found: Agreements) -> str:
    told = []
    for party in MAJOR:
        places = found.places(party)
        share = found.between(places, places) if len(places) > 1 else None
        if share is not None:
            told.append(f"{party_name(party)} among themselves {share:.0%}.")
    return " ".join(told)

"""One roll call of 1789 to 1989: the votes cast, by party and by name, and the veto arithmetic.

Voteview's casts are more than votes: pairs and announcements are kept as such, and not counted.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from votekit.analysers.veto import cushion, is_veto_proof, two_thirds
from votekit.store.history import OldMember, OldParty, OldRollCall

POSITIONS = {
    1: "yea",
    2: "paired yea",
    3: "announced yea",
    4: "announced nay",
    5: "paired nay",
    6: "nay",
    7: "present",
    8: "present",
    9: "not voting",
}
"""What each of Voteview's codes says; 0 stands for who was no member that day."""


@dataclass(frozen=True)
class OldPosition:
    """One member on one roll call; ``id`` is the Bioguide id, or empty."""

    name: str
    party: str
    state: str
    id: str
    icpsr: int
    position: str
    broke_ranks: bool


@dataclass(frozen=True)
class OldPartySplit:
    """One party on one roll call; ``members`` is its plural; ``paired`` pairs and announcements."""

    party: str
    members: str
    yea: int
    nay: int
    present: int
    paired: int
    not_voting: int

    @property
    def position(self) -> str | None:
        """The side of most of the party's members voting; none on a tie, none of independents."""
        if self.yea == self.nay or self.members == "independents":
            return None
        return "yea" if self.yea > self.nay else "nay"


@dataclass(frozen=True, repr=False)
class OldVote:
    """One roll call of Congresses 1 to 100, by Voteview's number.

    ``day``, ``bill`` and ``text`` are empty where no source has them, and so is ``told_by``.
    ``needed`` is two-thirds of those voting, ``cushion`` the yeas above it (negative when short),
    ``veto_proof`` whether they reach it: what the yeas would mean on a veto, whatever was put.
    """

    vote_id: str
    chamber: str
    congress: int
    rollnumber: int
    day: str
    bill: str
    text: str
    told_by: str
    yea: int
    nay: int
    needed: int
    cushion: int
    veto_proof: bool
    parties: list[OldPartySplit]
    members: list[OldPosition]
    source_url: str

    @property
    def defectors(self) -> list[OldPosition]:
        """The members who voted against most of their party."""
        return [one for one in self.members if one.broke_ranks]

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts and lists, for JSON."""
        return asdict(self)

    def __repr__(self) -> str:
        return f"<OldVote {self.vote_id} {self.yea}–{self.nay}>"


def old_vote(
    row: OldRollCall,
    codes: Sequence[int],
    members: Sequence[OldMember],
    parties: dict[int, OldParty],
) -> OldVote:
    """Return one roll call from its row, the code of each member, and who they are.

    Rule: U.S. Const. art. I, § 7; docs/rules.md, "Veto arithmetic". Two-thirds was counted of the
    members voting before 1919, when the Supreme Court held so (Missouri Pacific v. Kansas).
    """
    here = [(one, POSITIONS[code]) for one, code in zip(members, codes, strict=True) if code]
    splits = _splits(here, parties)
    side = {split.party: split.position for split in splits}
    people = [_position(one, word, parties[one["party"]], side) for one, word in here]
    last = {one["icpsr"]: one["last_name"].lower() for one, _ in here}
    people.sort(key=lambda one: (last[one.icpsr], one.name, one.icpsr))
    yea, nay = row["yea"], row["nay"]
    vote_id = f"R{row['chamber'][0].upper()}{row['congress']:03d}{row['rollnumber']:04d}"
    return OldVote(
        vote_id=vote_id,
        chamber=row["chamber"],
        congress=row["congress"],
        rollnumber=row["rollnumber"],
        day=row["day"],
        bill=row["bill"],
        text=row["text"],
        told_by=row["told_by"],
        yea=yea,
        nay=nay,
        needed=two_thirds(yea + nay),
        cushion=cushion(yea, nay),
        veto_proof=is_veto_proof(yea, nay),
        parties=splits,
        members=people,
        source_url=f"https://voteview.com/rollcall/{vote_id}",
    )


def _splits(
    here: Sequence[tuple[OldMember, str]], parties: dict[int, OldParty]
) -> list[OldPartySplit]:
    counts: dict[str, dict[str, int]] = {}
    plural = {}
    for one, word in here:
        party = parties[one["party"]]
        plural[party.party] = party.members
        kind = "paired" if " " in word and word != "not voting" else word
        entry = counts.setdefault(party.party, {})
        entry[kind] = entry.get(kind, 0) + 1
    splits = [
        OldPartySplit(
            name,
            plural[name],
            entry.get("yea", 0),
            entry.get("nay", 0),
            entry.get("present", 0),
            entry.get("paired", 0),
            entry.get("not voting", 0),
        )
        for name, entry in counts.items()
    ]
    return sorted(splits, key=lambda one: (-sum(counts[one.party].values()), one.party))


def _position(
    one: OldMember, word: str, party: OldParty, side: dict[str, str | None]
) -> OldPosition:
    own = side[party.party]
    broke = word in {"yea", "nay"} and own is not None and word != own
    return OldPosition(
        one["name"], party.short, one["state"], one["bioguide"], one["icpsr"], word, broke
    )

"""Taking parsed roll calls into the store: what is new, what was corrected, what stays.

Every roll call is compared with what the record has, in both layers. One that is the same is not
written again; one that is older never replaces a newer one. Writing is put off and done for many
at once, since each write writes the files of a chamber's Congress again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from votekit.fetchers.comparing import columns_kept, differences, is_older, rank
from votekit.fetchers.interrupts import put_off
from votekit.fetchers.known import Known
from votekit.fetchers.parsed import ParsedVote, Row
from votekit.fetchers.people import members_seen
from votekit.fetchers.totals import contradiction, loses_the_total, unaccounted
from votekit.store import Record
from votekit.store.writing import StoreWriter
from votekit.tallies import positions_table

SECONDS_BETWEEN_WRITES = 20.0
LARGEST_BATCH = 2_000
ROLLCALLS_PER_TABLE = 8
"""So many roll calls are turned into a table at once, while the network is waited for; no more,
since meanwhile no answer can be read."""


@dataclass(frozen=True)
class Change:
    """What became of one roll call that came in.

    ``kind`` is ``new``, ``corrected``, ``unchanged``, ``vacated``, or ``kept`` (what the record has
    stands; ``changes`` says why). ``changes`` are sentences such as ``Jane Doe (R-TX): nay, was
    yea``; ``disagreements`` say where the document contradicts itself. ``held_back`` tells of one
    ``kept`` that it cannot be believed: what was wanted was not had.
    """

    vote_id: str
    kind: str
    changes: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    held_back: bool = False


@dataclass
class Intake:
    """Takes roll calls into one store; call :meth:`flush` at the end.

    ``before_writing`` is called before each write; ``on_written`` is told the ids of roll calls
    once they are settled: written, or found to need no writing.
    """

    writer: StoreWriter
    open_record: Callable[[], Record]
    before_writing: Callable[[], None] | None = None
    on_written: Callable[[list[str]], None] | None = None
    seconds_between_writes: float = SECONDS_BETWEEN_WRITES
    _known: Known | None = None
    _votes: dict[str, ParsedVote] = field(default_factory=dict)
    _rows: list[Row] = field(default_factory=list)
    _tables: list = field(default_factory=list)  # type: ignore[type-arg]
    _settled: list[str] = field(default_factory=list)
    _last_write: float = field(default_factory=time.monotonic)

    @property
    def known(self) -> Known:
        """What the record has, as of the last write."""
        if self._known is None:
            self._known = Known(self.open_record())
        return self._known

    def forget(self) -> None:
        """Let go of what was read of the record; it is read again when it is needed."""
        self._known = None

    def take(self, votes: list[ParsedVote]) -> list[Change]:
        """Compare roll calls with the record and take in those that are new or corrected.

        They are in the store for sure after :meth:`flush`.

        Raises
        ------
        StoreError
            When the store cannot be read or written; what was written before stays.
        """
        with put_off():
            changes = [self._take_one(vote) for vote in votes]
            waited = time.monotonic() - self._last_write
            if len(self._votes) >= LARGEST_BATCH or waited >= self.seconds_between_writes:
                self.flush()
        return changes

    def objection(self, vote: ParsedVote) -> str | None:
        """Say why a roll call would not be taken, if it would not."""
        place = (vote.rollcall["congress"], vote.rollcall["chamber"])
        old = self.known.rollcall(vote.rollcall["vote_id"], place)
        return self._objection(vote, old)[0]

    def _objection(self, vote: ParsedVote, old: Row | None) -> tuple[str | None, bool]:
        """Say why a roll call is not taken, and whether that is since it cannot be believed."""
        wrong = contradiction(vote)
        if wrong or old is None:
            return wrong, True
        if is_older(vote.rollcall, old):
            return "it is older than what is there", False
        listed = len(self.known.positions(old))
        return unaccounted(vote, listed) or loses_the_total(vote, old), True

    def flush(self) -> None:
        """Write what was taken in and not yet written."""
        with put_off():
            if self._votes:
                self._write()
            if self._settled and self.on_written:
                self.on_written(self._settled)
            self._settled = []
            self._last_write = time.monotonic()

    def _take_one(self, vote: ParsedVote) -> Change:
        vote_id = vote.rollcall["vote_id"]
        if vote_id in self._votes:
            # It came twice within one batch: the first is written, then the second is compared.
            self.flush()
        change, taken = self._compare(vote)
        self._settled.append(vote_id)
        if taken:
            self._votes[vote_id] = taken
            self._rows += taken.positions
            if len(self._votes) % ROLLCALLS_PER_TABLE == 0:
                self._tabulate()
        return change

    def _compare(self, vote: ParsedVote) -> tuple[Change, ParsedVote | None]:
        row, told = vote.rollcall, tuple(vote.disagreements)
        vote_id, place = row["vote_id"], (row["congress"], row["chamber"])
        old = self.known.rollcall(vote_id, place)
        wrong = contradiction(vote)
        if wrong:
            return Change(vote_id, "kept", (wrong,), told, held_back=True), None
        if old is None:
            kind = "vacated" if row["kind"] == "vacated" else "new"
            return Change(vote_id, kind, (), told), vote
        changes = self._changes(vote, old)
        if not changes:
            return Change(vote_id, "unchanged", (), told), None
        if rank(row["source"]) == 0 < rank(old["source"]):
            why = f"{row['source']} differs from {old['source']}, which stands"
            return Change(vote_id, "kept", (why, *changes), told), None
        objection, held_back = self._objection(vote, old)
        if objection:
            return Change(vote_id, "kept", (objection,), told, held_back), None
        kind = "vacated" if row["kind"] == "vacated" != old["kind"] else "corrected"
        merged = replace(vote, rollcall={**row, **columns_kept(old, row)})
        return Change(vote_id, kind, tuple(changes), told), merged

    def _changes(self, vote: ParsedVote, old: Row) -> list[str]:
        members = self.known.members((old["congress"], old["chamber"]))
        names = {member["member_id"]: member["name"] for member in members}
        return differences(old, self.known.positions(old), vote, names)

    def _tabulate(self) -> None:
        if self._rows:
            self._tables.append(positions_table(self._rows))
            self._rows = []

    def _write(self) -> None:
        self._tabulate()
        if self.before_writing:
            self.before_writing()
        votes = list(self._votes.values())
        members = members_seen(votes, self.known)
        if members:
            self.writer.write_members(members)
        self.writer.write_tables([vote.rollcall for vote in votes], self._tables)
        self._votes, self._tables, self._known = {}, [], None

"""The documents that came, on their way to disk: kept a few at a time, and before their rows."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from votekit.congresses import spell_vote_id
from votekit.fetchers.errors import DocumentError
from votekit.fetchers.plan import Session
from votekit.fetchers.transfer import Arrival, Job
from votekit.store.documents import ABSENT, Document, Documents, Key
from votekit.store.held import let_go, set_aside

SAVE_EVERY = 25
SAVE_SECONDS = 0.5
"""Each keeping waits for the disk; what is lost to a power cut is what came since the last."""


@dataclass
class Shelf:
    """The kept documents of a store, and those still to be kept."""

    documents: Documents
    _waiting: list[Document] = field(default_factory=list)
    _confirmed: dict[str, list[str]] = field(default_factory=dict)
    _keys: dict[str, Key] = field(default_factory=dict)
    _last: float = field(default_factory=time.monotonic)

    def put(self, documents: Iterable[Document]) -> None:
        """Take documents in; they are on disk after the next :meth:`save`."""
        for document in documents:
            self._waiting.append(document)
            self.remember(document)
        late = time.monotonic() - self._last > SAVE_SECONDS
        if len(self._waiting) >= SAVE_EVERY or (late and self._waiting):
            self.save()

    def remember(self, document: Document) -> None:
        """Know which roll call a document is of, so that it can be settled."""
        chamber, congress, session, number = document.key
        self._keys[spell_vote_id(chamber, number, congress, session)] = document.key

    def confirm(self, source: str, addresses: Iterable[str]) -> None:
        """Note that documents have not changed."""
        self._confirmed.setdefault(source, []).extend(addresses)

    def save(self) -> None:
        """Put on disk what waits."""
        if self._waiting:
            # Kept waiting where the disk is full: no rows are written before their documents.
            self.documents.save(self._waiting)
            self._waiting = []
        confirmed, self._confirmed = self._confirmed, {}
        for source, addresses in confirmed.items():
            self.documents.confirm(addresses, source, datetime.now(UTC))
        self._last = time.monotonic()

    def settle(self, vote_ids: list[str]) -> None:
        """Note that roll calls are in the tables."""
        self.save()
        keys = [self._keys.pop(vote_id) for vote_id in vote_ids if vote_id in self._keys]
        if keys:
            self.documents.settle(keys)

    def documents_of(self, session: Session, arrival: Arrival) -> list[Document]:
        """Make the documents of what arrived; an unchanged one is the one that is kept.

        What a server gives now, or says to be so still, is no older than what the record has of
        it, whatever this computer's clock said then or says now.

        Raises
        ------
        DocumentError
            When a server says that a document has not changed which is not kept.
        """
        now = datetime.now(UTC)
        job, made = arrival.job, []
        held = session.held.get(job.number)
        fetched = max(now, held.updated) if held else now
        for address, answer in zip(job.addresses, arrival.answers, strict=True):
            if answer.body is None:
                made.append(replace(self._kept(session, job, address), fetched_at=fetched))
                continue
            blank = _blank(session, job.number, address, now)
            made.append(
                replace(
                    blank,
                    fetched_at=fetched,
                    etag=answer.etag,
                    last_modified=answer.last_modified,
                    body=answer.body,
                )
            )
        return made

    def set_aside(self, documents: list[Document]) -> Path:
        """Keep documents that were held back, apart from those that answer for rows."""
        bodies = [document.body for document in documents]
        return set_aside(self.documents.directory, _held_name(documents), bodies)

    def let_go(self, documents: list[Document]) -> None:
        """Remove what was held back of a roll call that has come well now."""
        let_go(self.documents.directory, _held_name(documents))

    def put_absent(self, session: Session, job: Job) -> None:
        """Note that there is nothing under a number, so as not to ask again at once."""
        blank = _blank(session, job.number, job.addresses[0], datetime.now(UTC))
        self.put([replace(blank, state=ABSENT)])

    def _kept(self, session: Session, job: Job, address: str) -> Document:
        key = (session.site.chamber, session.congress, session.number, job.number)
        for document in self.documents.of_rollcall(key):
            if (document.source, document.url) == (session.site.name, address):
                return document
        raise DocumentError(f"The server says that {address} has not changed, but it is not kept.")


def _held_name(documents: list[Document]) -> str:
    chamber, congress, session, number = documents[0].key
    return f"{spell_vote_id(chamber, number, congress, session)}.{documents[0].source}"


def _blank(session: Session, number: int, address: str, now: datetime) -> Document:
    return Document(
        source=session.site.name,
        congress=session.congress,
        chamber=session.site.chamber,
        session=session.number,
        number=number,
        url=address,
        etag=None,
        last_modified=None,
        fetched_at=now,
        checked_at=now,
        body=b"",
    )

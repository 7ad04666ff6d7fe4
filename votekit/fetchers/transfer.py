"""Several documents at a time: a few threads that ask, one queue in which the answers arrive."""

import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from votekit.fetchers.http import Answer, Client
from votekit.store.documents import Kept


@dataclass(frozen=True)
class Job:
    """One roll call to ask for: its addresses, and what is kept of them.

    ``named`` tells that an index or the user names it, so that it must be there; ``beyond`` that
    its number is higher than any that is known.
    """

    number: int
    addresses: tuple[str, ...]
    kept: tuple[Kept, ...] = ()
    named: bool = True
    beyond: bool = False


@dataclass(frozen=True)
class Arrival:
    """What came for a job: an answer for each address, or why there is none."""

    job: Job
    answers: tuple[Answer, ...] = ()
    error: Exception | None = None


@dataclass
class CountedClient(Client):
    """A client that knows how many documents it was asked for."""

    asked: int = 0
    _counting: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        parameters: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Get one document, or learn that it has not changed, and count it."""
        with self._counting:
            self.asked += 1
        return super().get(
            url, etag=etag, last_modified=last_modified, parameters=parameters, headers=headers
        )


class Transfer:
    """Asks for the documents of jobs; iterate over it for what arrives, in any order.

    Jobs are taken one at a time, only when a thread is free. The threads are daemons: a process
    that is told to stop does not wait for a server.
    """

    def __init__(
        self, client: Client, headers: dict[str, str], jobs: Iterable[Job], threads: int
    ) -> None:
        self._client, self._headers = client, headers
        self._jobs, self._taking = iter(jobs), threading.Lock()
        self._arrived: queue.SimpleQueue[Arrival | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]

    def stop(self) -> None:
        """Take no more jobs; those under way still arrive."""
        self._stopped.set()

    def __iter__(self) -> Iterator[Arrival]:
        for thread in self._threads:
            thread.start()
        running = len(self._threads)
        try:
            while running:
                arrival = self._arrived.get()
                if arrival is None:
                    running -= 1
                else:
                    yield arrival
        finally:
            self.stop()

    def _next(self) -> Job | None:
        with self._taking:
            return None if self._stopped.is_set() else next(self._jobs, None)

    def _work(self) -> None:
        try:
            while job := self._next():
                self._arrived.put(self._ask(job))
        finally:
            self._arrived.put(None)

    def _ask(self, job: Job) -> Arrival:
        kept = {one.url: one for one in job.kept}
        answers = []
        try:
            for url in job.addresses:
                known = kept.get(url)
                answer = self._client.get(
                    url,
                    etag=known.etag if known else None,
                    last_modified=known.last_modified if known else None,
                    headers=self._headers,
                )
                answers.append(answer)
        except Exception as error:
            # Whatever it is, the main thread judges it, and must not wait in vain.
            return Arrival(job, (), error)
        return Arrival(job, tuple(answers))

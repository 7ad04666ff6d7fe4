"""Several documents at a time: a few threads that ask, one queue in which the answers arrive."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from votekit.fetchers.http import (
    AbsentError,
    Answer,
    Client,
    RefusedError,
    WaitError,
)
from votekit.store.documents import Kept

_Given = TypeVar("_Given")
_Got = TypeVar("_Got")
AHEAD = 64
QUIET_SECONDS = 0.2
REFUSALS = 3
"""So many refusals (403) in a row, and a server is no longer asked."""
FAILURES = 5
"""So many roll calls in a row that could not be fetched, and a server is no longer asked."""


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


@dataclass
class Patience:
    """How often in a row one site has refused, or has given nothing.

    Kept by the threads that ask, so that none asks once more while answers wait to be looked at;
    but ``pages``, which refuse with status 200, by who reads the answers.
    """

    refusals: int = 0
    failures: int = 0
    pages: int = 0
    waits: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def is_lost(self) -> bool:
        """Tell whether the site is to be left alone."""
        refused = max(self.refusals, self.pages, self.waits) >= REFUSALS
        return refused or self.failures >= FAILURES

    def note(self, error: Exception | None) -> None:
        """Count one outcome; an answer of any kind is a new beginning."""
        with self._lock:
            if isinstance(error, RefusedError):
                self.refusals += 1
            elif isinstance(error, WaitError):
                self.waits += 1
            elif error is not None and not isinstance(error, AbsentError):
                self.failures += 1
            else:
                self.refusals = self.failures = self.waits = 0


def at_once(ask: Callable[[_Given], _Got], items: Sequence[_Given]) -> Iterator[_Got]:
    """Ask for a few things at the same time, and give what came in their order.

    ``ask`` raises nothing. The threads are daemons, so that Ctrl-C waits for none of them.
    """
    answers: list[queue.Queue[_Got]] = [queue.Queue() for _ in items]
    for item, answer in zip(items, answers, strict=True):
        work = partial(_answer, ask, item, answer)
        threading.Thread(target=work, daemon=True).start()
    for answer in answers:
        yield answer.get()


def _answer(ask: Callable[[_Given], _Got], item: _Given, answer: "queue.Queue[_Got]") -> None:
    answer.put(ask(item))


class Transfer:
    """Asks for the documents of jobs, several at a time; :meth:`wait` gives what arrives.

    Jobs are taken one at a time, when a thread is free and no more than ``ahead`` answers wait to
    be looked at. The threads are daemons: a process that is told to stop does not wait for a
    server.
    """

    def __init__(
        self,
        client: Client,
        headers: dict[str, str],
        jobs: Iterable[Job],
        patience: Patience,
        *,
        threads: int,
        ahead: int = AHEAD,
    ) -> None:
        self._client, self._headers, self._patience = client, headers, patience
        self._jobs, self._taking = iter(jobs), threading.Lock()
        self._arrived: queue.Queue[Arrival | None] = queue.Queue(ahead)
        self._stopped = threading.Event()
        self._running = threads
        for _ in range(threads):
            threading.Thread(target=self._work, daemon=True).start()

    @property
    def is_running(self) -> bool:
        """Tell whether more may arrive."""
        return self._running > 0

    def stop(self) -> None:
        """Take no more jobs; those under way still arrive."""
        self._stopped.set()

    def wait(self) -> Arrival | None:
        """Give what arrives next; ``None`` when nothing has for a while."""
        with contextlib.suppress(queue.Empty):
            arrival = self._arrived.get(timeout=QUIET_SECONDS)
            self._running -= arrival is None
            return arrival
        return None

    def already_here(self) -> Iterator[Arrival]:
        """Give what has arrived and was not yet looked at, without waiting for more."""
        with contextlib.suppress(queue.Empty):
            while True:
                arrival = self._arrived.get_nowait()
                if arrival:
                    yield arrival

    def _next(self) -> Job | None:
        with self._taking:
            idle = self._stopped.is_set() or self._patience.is_lost
            return None if idle else next(self._jobs, None)

    def _work(self) -> None:
        try:
            while job := self._next():
                arrival = self._ask(job)
                self._patience.note(arrival.error)
                self._arrived.put(arrival)
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

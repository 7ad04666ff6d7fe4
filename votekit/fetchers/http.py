"""Getting documents politely: the one place for time-outs, retries, throttling and limits.

Layers, from the outside: a delay per host, then a few attempts with back-off, then requests and
urllib3, which obey ``Retry-After``, count redirects and check lengths.
"""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
)
from urllib3.exceptions import HTTPError as Urllib3Error
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

from votekit._version import __version__
from votekit.errors import StoreError
from votekit.fetchers.deadline import LimitedAdapter, deadline
from votekit.words.dates import spell_date

CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
WHOLE_SECONDS = 120.0
LARGEST = 8 * 1024 * 1024
ATTEMPTS = 4
RETRIED = (429, 500, 502, 503, 504)
NONSENSE = "its answer makes no sense"
LATE = "no answer in time"
_UNREACHABLE = {"no connection", "no connection: its name is not known"}
LONGEST_VALIDATOR = 1_000
MOST_SECONDS = 366 * 24 * 3600.0
_NOWHERE = re.compile(r"not[-_]?(available|found)[^/]*$", re.IGNORECASE)
"""Pages for what is not there, as ``roll-call-vote-not-available.htm``, ``file_not_found.htm``."""
LONGEST_WAIT = 120.0
"""The longest ``Retry-After`` that is waited for; what is longer is told instead."""


class FetchError(StoreError):
    """A document could not be fetched; the sentence says why, and what to do."""


class RefusedError(FetchError):
    """The server refuses us (403): another source may hold the same roll call."""


class WaitError(FetchError):
    """The server wants no more requests for longer than anybody would sit and wait."""


class UnreachableError(FetchError):
    """Nobody answers there: no connection, or no such name."""


class AbsentError(FetchError):
    """The server has no such document (404)."""


@dataclass(frozen=True)
class Answer:
    """What a server answered: the document, where it came from in the end, its validators.

    ``body`` is ``None`` when the server says that it has not changed.
    """

    url: str
    body: bytes | None
    etag: str | None = None
    last_modified: str | None = None


class _Session(requests.Session):
    """A session that keeps a key from whoever else it is redirected to, and has no password."""

    def rebuild_auth(
        self, prepared_request: requests.PreparedRequest, response: requests.Response
    ) -> None:
        # Not the library's own: it would look for a password of the new host in ~/.netrc.
        # Another host, another port, or the same without encryption.
        if self.should_strip_auth(response.url, prepared_request.url or ""):
            prepared_request.headers.pop("Authorization", None)
            prepared_request.headers.pop("X-Api-Key", None)


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stand in for a password, so that none is looked for in ~/.netrc."""
    return request


@dataclass
class Throttle:
    """Keeps the starts of requests to one host apart."""

    delay: float
    _next: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, host: str) -> None:
        """Sleep until the host may be asked again."""
        if self.delay <= 0:
            return
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + self.delay
        time.sleep(max(0.0, start - now))


@dataclass
class Client:
    """Gets documents; one for all threads.

    ``contact`` goes into the User-Agent, so that a server's keepers can write to whoever asks.
    """

    contact: str | None = None
    delay: float = 0.1
    attempts: int = ATTEMPTS
    backoff: float = 0.5
    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS
    whole_seconds: float = WHOLE_SECONDS
    largest: int = LARGEST
    _local: threading.local = field(default_factory=threading.local, repr=False)
    _throttle: Throttle = field(init=False, repr=False)
    _sessions: list[requests.Session] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self._throttle = Throttle(self.delay)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        parameters: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Get one document, or learn that it has not changed.

        ``parameters`` and ``headers`` may hold a key: they are in no message.

        Raises
        ------
        FetchError
            When it cannot be fetched; :class:`RefusedError` for 403, :class:`AbsentError` for 404.
        """
        asked = dict(headers or {})
        if etag:
            asked["If-None-Match"] = etag
        if last_modified:
            asked["If-Modified-Since"] = last_modified
        problem = ""
        for attempt in range(self.attempts):
            if attempt:
                time.sleep(self.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
            self._throttle.wait(urlsplit(url).netloc)
            try:
                return self._once(url, parameters, asked)
            except StoreError:
                raise
            except (requests.RequestException, Urllib3Error, OSError, ValueError) as error:
                # ValueErrors are of values that a server sent: an address, a number, a text.
                if not isinstance(error, OSError | Urllib3Error) or isinstance(error, ValueError):
                    problem = NONSENSE
                    break
                problem = LATE if deadline().has_passed else _why(error)
                if isinstance(error, requests.TooManyRedirects):
                    break
            finally:
                deadline().clear()
        kind = UnreachableError if problem in _UNREACHABLE else FetchError
        raise kind(
            f"{url} could not be fetched ({problem}): try again later; "
            "what was fetched before stays."
        )

    def _once(self, url: str, parameters: dict[str, str] | None, headers: dict[str, str]) -> Answer:
        deadline().set(self.whole_seconds)
        with self._session().get(
            url,
            params=parameters,
            headers=headers,
            stream=True,
            timeout=(self.connect_seconds, self.read_seconds),
        ) as response:
            where = response.url.split("?")[0]
            _check_place(url, where)
            _check_status(url, response.status_code)
            key = headers.get("X-Api-Key")
            kept = (_kept(response, "ETag", key), _kept(response, "Last-Modified", key))
            if response.status_code == 304:
                return Answer(where, None, *kept)
            body = self._body(url, response)
            if key and key.encode() in body:
                raise FetchError(f"The answer of {url} repeats the key, so it was not kept.")
            return Answer(where, body, *kept)

    def _body(self, url: str, response: requests.Response) -> bytes:
        parts, size = [], 0
        # Whatever has come, however little: to fill a part could take a slow server for ever.
        while part := response.raw.read1(64 * 1024, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > self.largest:
                raise FetchError(
                    f"{url} is larger than {self.largest // 1024**2} MB, which no document of this "
                    "source is: it was not read to the end."
                )
            if deadline().has_passed:
                raise requests.Timeout(f"not whole after {self.whole_seconds:g} seconds")
        return b"".join(parts)

    def close(self) -> None:
        """Close the connections of all threads."""
        for session in self._sessions:
            session.close()

    def _session(self) -> requests.Session:
        # A requests.Session is not made for several threads at once: each gets its own.
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = self._new_session()
            self._sessions.append(session)
        return session

    def _new_session(self) -> requests.Session:
        session = _Session()
        session.max_redirects = 5
        session.auth = _no_password
        contact = f" (contact: {self.contact})" if self.contact else ""
        session.headers["User-Agent"] = f"congress-votekit/{__version__}{contact}"
        retry = _Waits(
            total=self.attempts - 1,
            connect=False,  # these four are tried again by ``get``, reading included
            read=False,
            redirect=False,
            other=False,
            status=self.attempts - 1,
            status_forcelist=RETRIED,
            allowed_methods=["GET"],
            backoff_factor=self.backoff,
            backoff_jitter=self.backoff,
            respect_retry_after_header=True,
            raise_on_status=False,
        )
        adapter = LimitedAdapter(max_retries=retry)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session


class _Waits(Retry):
    """Obeys ``Retry-After``, unless it asks for longer than anybody would sit and wait."""

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait as the server asks; that time is not the request's."""
        deadline().pause()
        super().sleep(response)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        asked = _seconds_asked(response.headers.get("Retry-After"))
        if asked is not None and asked > LONGEST_WAIT:
            raise WaitError(
                f"The server wants no more requests until {_moment(asked)}: try again then. What "
                "was fetched before stays."
            )
        return asked


def _seconds_asked(text: str | None) -> float | None:
    """Read how long a server asks to be left alone, in seconds or until an instant.

    >>> _seconds_asked("120"), _seconds_asked("9" * 4400), _seconds_asked("soon")
    (120.0, inf, None)
    """
    text = (text or "").strip()
    if re.fullmatch(r"\d+", text, re.ASCII):
        return float(text) if len(text) < 10 else float("inf")
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - datetime.now(until.tzinfo)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _moment(seconds: float) -> str:
    """Say when it will be that many seconds from now, as this computer's clock has it.

    Nobody waits longer than a year; a header of 4,400 digits asks for no time at all.
    """
    if seconds > MOST_SECONDS:
        return "a time far off"
    when = datetime.now().astimezone() + timedelta(seconds=seconds)
    return f"{when:%H:%M} ({when:%Z}) on {spell_date(when.date())}"


def _kept(response: requests.Response, name: str, key: str | None) -> str | None:
    """Read a validator, unless a server has put the key into it."""
    value = response.headers.get(name)
    if value is None or len(value) > LONGEST_VALIDATOR or (key and key in value):
        return None
    return value if value.isprintable() and value.isascii() else None


def _check_place(url: str, final: str) -> None:
    """Judge an answer by the page that it leads to, before anything else of it.

    The Senate redirects to such pages for a roll call that it does not have.
    """
    if final != url.split("?")[0] and _NOWHERE.search(urlsplit(final).path):
        raise AbsentError(f"The server has no {url}: it leads to a page that says so.")


def _check_status(url: str, status: int) -> None:
    if status in {200, 304}:
        return
    if status in {401, 403}:
        raise RefusedError(f"The server refuses {url} ({status}): it may not answer programs.")
    if status == 429:
        raise WaitError(
            f"The server has had too many requests ({url}, with 429): try again in an hour. What "
            "was fetched before stays."
        )
    if status == 404:
        raise AbsentError(f"The server has no {url} (404).")
    raise FetchError(f"The server answers {url} with {status}: try again later.")


def _why(error: Exception) -> str:
    """Say in a few words what went wrong; the library's own text may hold a key in an address."""
    names: tuple[tuple[type[Exception], str], ...] = (
        (requests.TooManyRedirects, "it redirects in a circle"),
        # Before those on time: the library takes a connection that is refused for a kind of them.
        (NameResolutionError, "no connection: its name is not known"),
        (NewConnectionError, "no connection"),
        (requests.exceptions.SSLError, "no connection that is secure: see its certificate"),
        (requests.ConnectTimeout, "no connection in time"),
        (requests.Timeout, "no answer in time"),
        (ReadTimeoutError, "no answer in time"),
        (requests.exceptions.ChunkedEncodingError, "the answer broke off"),
        (ProtocolError, "the answer broke off"),
        (requests.exceptions.ContentDecodingError, "the answer is not what it says it packs"),
        (DecodeError, "the answer is not what it says it packs"),
        (ConnectTimeoutError, "no connection in time"),
        (requests.ConnectionError, "no connection"),
    )
    return next((words for kind, words in names if isinstance(error, kind)), type(error).__name__)

"""One time limit over a whole request: head and body together, however slowly they drip.

A socket's own time-out bounds each wait for more, so that a server that sends two bytes a second
could hold a program for ever. Here a timer shuts the connection that a thread is waiting for; the
wait then ends with an error, which :meth:`Deadline.has_passed` explains.
"""

import contextlib
import socket
import threading
import time
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Deadline:
    """The limit of one thread's request: begun by its first byte, the same over redirects."""

    def __init__(self) -> None:
        self._seconds: float | None = None
        self._end: float | None = None
        self._socket: socket.socket | None = None
        self._timer: threading.Timer | None = None

    @property
    def has_passed(self) -> bool:
        """Tell whether the time is up."""
        return self._end is not None and time.monotonic() >= self._end

    def set(self, seconds: float) -> None:
        """Allow so many seconds from the first byte that is sent from now on."""
        self.clear()
        self._seconds = seconds

    def pause(self) -> None:
        """Stop the clock until the next byte is sent: a wait that a server asks for is not its."""
        if self._timer:
            self._timer.cancel()
        self._end = self._timer = self._socket = None

    def clear(self) -> None:
        """Limit nothing."""
        self.pause()
        self._seconds = None

    def watch(self, connected: socket.socket | None) -> None:
        """Shut this connection when the time is up."""
        self._socket = connected
        if self._seconds is None or self._timer:
            return
        self._end = time.monotonic() + self._seconds
        self._timer = threading.Timer(self._seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()

    def _shut(self) -> None:
        connected = self._socket
        if connected is not None:
            # Below TLS, whose own state belongs to the thread that waits.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)


class _OfThread(threading.local):
    def __init__(self) -> None:
        self.deadline = Deadline()


_HERE = _OfThread()


def deadline() -> Deadline:
    """Return the limit of this thread's request."""
    return _HERE.deadline


class _Plain(HTTPConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:
        super().request(*args, **kwargs)
        deadline().watch(self.sock)


class _Secure(HTTPSConnection):
    def request(self, *args: Any, **kwargs: Any) -> None:
        super().request(*args, **kwargs)
        deadline().watch(self.sock)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class LimitedAdapter(HTTPAdapter):
    """Sends requests over connections that a deadline can shut; leaves cookies alone."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}

    def build_response(self, req: Any, resp: Any) -> Any:
        """Make a response; no source needs cookies, and a hostile one is not even read."""
        original = getattr(resp, "_original_response", None)
        if original is not None:
            del original.msg["Set-Cookie"], original.msg["Set-Cookie2"]
        return super().build_response(req, resp)

"""Ctrl-C at moments that lose nothing: put off while a roll call is being taken in.

A ``KeyboardInterrupt`` comes between any two steps, also between taking an answer from the queue
and keeping it. Within :func:`heeded`, one that comes during :func:`put_off` is raised at its end.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator
from typing import Any


class _State:
    depth = 0
    came = False


@contextlib.contextmanager
def heeded() -> Iterator[None]:
    """Let interrupts be put off; elsewhere than in the main thread they never come."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, _came)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        _State.came = False


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Finish what is within before an interrupt is raised."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _State.depth += 1
    try:
        yield
    finally:
        _State.depth -= 1
    if _State.came and not _State.depth:
        _State.came = False
        raise KeyboardInterrupt


def _came(_number: int, _frame: Any) -> None:
    if not _State.depth:
        raise KeyboardInterrupt
    _State.came = True

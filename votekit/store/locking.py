"""A lock on a directory of the store: one process at a time, gone with the process."""

import contextlib
import errno
import warnings
from collections.abc import Iterator
from pathlib import Path

import filelock

from votekit.errors import StoreError

_NO_LOCKS = (errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP)


@contextlib.contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Hold the lock that a file is for.

    Raises
    ------
    filelock.Timeout
        When another process still holds it after so many seconds.
    StoreError
        When the file system has no locks.
    """
    lock = filelock.FileLock(file, timeout=seconds)
    try:
        # Where there is no flock, filelock warns and takes a lock that outlives a killed program;
        # its older versions raise NotImplementedError.
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            lock.acquire()
    except (UserWarning, NotImplementedError) as error:
        raise _lockless(file) from error
    except filelock.Timeout:
        raise
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise _lockless(file) from error
        raise
    try:
        yield
    finally:
        lock.release()


def _lockless(file: Path) -> StoreError:
    return StoreError(
        f"The file system of {file.parent} cannot lock files, so two writers could hurt each "
        "other: set VOTEKIT_DATA to a directory on another disk. Nothing in it has changed."
    )

"""Writing a file that appears whole or not at all, and stays: a power cut does not undo it.

What is named is what is written: a link stays a link and its target changes, a device or a pipe is
written to, and a file keeps its owner and its permissions.
"""

import contextlib
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from votekit.errors import RequestError, StoreError

if sys.platform != "win32":
    import fcntl

DRAFTS = ".votekit-draft-"
"""How the directory of a draft is named, beside what the draft is to become."""

_NEW, _OLD = "new", "old"
_MOST_LINKS = 40
_OWN_FILES = re.compile(r"(?:/proc/(?P<process>\d+)(?:/task/\d+)?|/dev)/fd/(?P<number>\d+)")
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def write_whole(content: bytes, output: Path) -> None:
    """Write a file; a reader sees the old one or the new one, never half of it.

    Links are followed; devices and pipes are written to. A file that is there keeps its owner and
    its permissions; one that is write-protected stays as it is.

    Raises
    ------
    RequestError
        When the file cannot be written where it is asked for.
    StoreError
        When the disk is full.
    """
    refuse_without_folder(output)
    try:
        if (number := _own_file(output)) is not None:
            _write_to(number, content)
            return
        target = output.resolve()
        refuse_without_folder(target)
        if target.exists() and not target.is_file():
            with target.open("wb", buffering=0) as stream:
                _write_to(stream.fileno(), content)
            return
        with draft_beside(target) as draft:
            draft.write_bytes(content)
            put_in_place(draft, target)
    except BrokenPipeError:
        raise  # the reader has seen enough
    except (OSError, RuntimeError) as error:
        raise cannot_write(output, error, "name another file with --output") from error


LONGEST_NAME = 120
"""So many letters of a path are quoted in an error: enough to know it by, on any terminal."""


def shown_path(place: Path) -> str:
    """Quote a path in an error, cut in the middle where it is very long."""
    text = str(place)
    if len(text) <= LONGEST_NAME:
        return text
    half = LONGEST_NAME // 2
    return f"{text[:half]}…{text[-half:]}"


def cannot_write(place: Path, error: Exception, advice: str) -> RequestError | StoreError:
    """Say why nothing can be written at a place: the disk is full, or the place is wrong."""
    told = f"{shown_path(place)} cannot be written ({getattr(error, 'strerror', None) or error})"
    if isinstance(error, OSError) and error.errno in _FULL:
        return StoreError(f"{told}: make room, then run the command again.")
    return RequestError(f"{told}: {advice}.")


@contextlib.contextmanager
def draft_beside(target: Path) -> Iterator[Path]:
    """Give a path to write a draft to, on the disk of its target; what is left of it goes after.

    What a killed run has left beside the target is cleaned up first.
    """
    clean_up(target.parent)
    scratch, lock = _locked_scratch(target.parent)
    try:
        (scratch / _NEW).mkdir()
        yield scratch / _NEW / target.name
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def put_in_place(draft: Path, target: Path) -> None:
    """Have a draft take its target's place, owner and permissions, for good: all of it is synced.

    A file is replaced in one step. So is a directory where the system can swap two; where it
    cannot, a run that is killed in between leaves the old one to :func:`clean_up`.
    """
    if target.exists():
        _keep_owner_and_permissions(draft, target)
    for path in (draft, *draft.rglob("*")):
        _sync(path)
    if target.is_dir() and not _swap(draft, target):
        old = draft.parent.parent / _OLD / target.name
        old.parent.mkdir()
        target.rename(old)
        try:
            draft.rename(target)
        except OSError:
            old.rename(target)
            raise
    elif draft.is_file() or not target.exists():
        draft.replace(target)
    sync_directory(target.parent)


def clean_up(directory: Path) -> None:
    """Remove the drafts of runs that were killed, and put back what one had moved out of the way.

    The drafts of runs that are under way are locked, and stay.
    """
    if sys.platform == "win32":
        return
    for scratch in directory.glob(f"{DRAFTS}*"):
        with contextlib.suppress(OSError):
            lock = os.open(scratch, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for old in scratch.glob(f"{_OLD}/*"):
                    if not (directory / old.name).exists():
                        old.rename(directory / old.name)
                        sync_directory(directory)
                shutil.rmtree(scratch)
            finally:
                os.close(lock)


def make_directory(directory: Path) -> None:
    """Make a directory with its parents, for good: each is synced where its name is new."""
    missing = [path for path in (directory, *directory.parents) if not path.exists()]
    directory.mkdir(parents=True, exist_ok=True)
    for path in reversed(missing):
        sync_directory(path.parent)


def sync_directory(directory: Path) -> None:
    """Force names in a directory to disk, where the system can: a power cut must not undo them."""
    if os.name == "posix":
        _sync(directory)


def format_of(path: Path, formats: Sequence[str], what: str) -> str:
    """Return the format that a file's suffix stands for, of those that there are.

    Raises
    ------
    RequestError
        For a suffix that stands for none.

    >>> format_of(Path("story.SVG"), ("svg", "png"), "a chart")
    'svg'
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in formats:
        told = f"a suffix “.{suffix}” stands for no format" if suffix else "it has no suffix"
        raise RequestError(f"{path} cannot be written as {what}, {told}: use {known(formats)}.")
    return suffix


def known(formats: Sequence[str]) -> str:
    """Name the suffixes that there are.

    >>> known(("html", "md"))
    '.html or .md'
    """
    *most, last = (f".{name}" for name in formats)
    return f"{', '.join(most)} or {last}"


def refuse_without_folder(output: Path) -> None:
    """Say that the folder of a file is missing, before anything is made for it.

    Raises
    ------
    RequestError
        When there is no such folder.
    """
    if not output.parent.is_dir():
        raise RequestError(
            f"{shown_path(output)} cannot be written: there is no folder "
            f"{shown_path(output.parent)}. Make it first, or "
            "name another file with --output."
        )


def _own_file(output: Path) -> int | None:
    """Tell which of this program's open files a path stands for, as ``/dev/stdout`` does.

    To open its target by name would replace or cut off what a shell appends to (``>> log``).
    """
    place = output
    for _ in range(_MOST_LINKS):
        found = _OWN_FILES.fullmatch(str(place.parent.resolve() / place.name))
        if found and found["process"] in (None, str(os.getpid())):
            return int(found["number"])
        if not place.is_symlink():
            break
        place = place.parent / place.readlink()
    return None


def _write_to(number: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(number, left) :]


def _locked_scratch(directory: Path) -> tuple[Path, int | None]:
    """Make a directory for a draft, and lock it for as long as this run lives."""
    while True:
        scratch = Path(tempfile.mkdtemp(dir=directory, prefix=DRAFTS))
        if sys.platform == "win32":
            return scratch, None
        lock = os.open(scratch, os.O_RDONLY)
        with contextlib.suppress(OSError):  # without locks, nobody cleans up
            fcntl.flock(lock, fcntl.LOCK_EX)
        if scratch.exists():
            return scratch, lock
        os.close(lock)  # another run has cleaned it up before it was locked


def _keep_owner_and_permissions(draft: Path, target: Path) -> None:
    there, made = target.stat(), draft.stat()
    # Root may write to any file; one that its owner has protected is left alone all the same.
    if not there.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    if os.name == "posix" and (there.st_uid, there.st_gid) != (made.st_uid, made.st_gid):
        try:
            os.chown(draft, there.st_uid, there.st_gid)
        except OSError as error:
            raise PermissionError(errno.EPERM, "it belongs to another user or group") from error
    shutil.copystat(target, draft)
    os.utime(draft)


def _swap(one: Path, other: Path) -> bool:
    """Swap two directories in one step; tell whether the system could."""
    import ctypes

    names, swap, here = (os.fsencode(one), os.fsencode(other)), 2, -100
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(*names, swap) == 0)
        return bool(system.renameat2(here, names[0], here, names[1], swap) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def _sync(path: Path) -> None:
    """Force a file or a directory to disk."""
    if os.name != "posix":
        if path.is_file():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

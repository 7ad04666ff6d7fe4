"""A file or directory that appears whole or not at all."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from votekit.errors import RequestError, StoreError

NOTE = "votekit-export.json"
"""Says what an exported directory holds; a directory without it is never replaced."""


def refuse_target(target: Path, *, directory: bool, force: bool) -> None:
    """Refuse a place where nothing may be written.

    Raises
    ------
    RequestError
        When something stands there that was not to be replaced, or that no export has made.
    """
    if not target.parent.is_dir():
        raise RequestError(f"{target.parent} is no directory: make it, or name another place.")
    if not target.exists():
        return
    if directory and not target.is_dir():
        raise RequestError(f"{target} is a file, and several are to be written: name a directory.")
    if not directory and not target.is_file():
        raise RequestError(f"{target} is not a file: name a file to be written.")
    if directory and not any(target.iterdir()):
        return
    if directory and not (target / NOTE).is_file():
        raise RequestError(
            f"{target} holds files that no export has written, so it is not replaced: name a new "
            "directory."
        )
    if not force:
        raise RequestError(f"{target} is there already: add --force to replace it.")


@contextlib.contextmanager
def appearing(target: Path, *, directory: bool, force: bool) -> Iterator[Path]:
    """Give a draft beside the target to write to; it takes the target's place when all is written.

    Raises
    ------
    RequestError
        When nothing may be written there.
    StoreError
        When the disk is full or fails. The target is then as it was.
    """
    target = target.resolve()
    refuse_target(target, directory=directory, force=force)
    try:
        scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        try:
            draft = scratch / target.name
            if directory:
                draft.mkdir()
            yield draft
            _put(draft, target, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        told = f"{target} cannot be written ({error.strerror or error})"
        if error.errno == errno.ENOSPC:
            raise StoreError(f"{told}: make room, then run the command again.") from error
        raise RequestError(f"{told}: name another place with --to.") from error


def _put(draft: Path, target: Path, scratch: Path) -> None:
    for file in [draft, *draft.rglob("*")]:
        if file.is_file():
            _sync(file)
    if target.is_dir():
        old = scratch / "old"
        target.rename(old)
        try:
            draft.rename(target)
        except OSError:
            old.rename(target)
            raise
        return
    draft.replace(target)


def _sync(file: Path) -> None:
    """Force a file to disk before it takes a name that readers know."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())

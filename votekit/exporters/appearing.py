"""An export that appears whole or not at all: one file, or a directory of files."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from votekit.errors import RequestError
from votekit.whole_file import cannot_write, clean_up, draft_beside, put_in_place

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
    try:
        if target.exists() and not target.resolve().exists():
            # /dev/stdout is there, but the name that it leads to is that of a pipe, and is not.
            raise RequestError(f"{target} is a pipe, not a file: name a file with --to.")
        target = target.resolve()
        # A killed run may have moved the target out of the way, so this comes before looking.
        clean_up(target.parent)
        refuse_target(target, directory=directory, force=force)
        with draft_beside(target) as draft:
            if directory:
                draft.mkdir()
            yield draft
            put_in_place(draft, target)
    except (OSError, RuntimeError) as error:
        raise cannot_write(target, error, "name another place with --to") from error

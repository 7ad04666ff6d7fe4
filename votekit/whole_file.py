"""Writing a file that appears whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from votekit.errors import RequestError, StoreError


def write_whole(content: bytes, output: Path) -> None:
    """Write a file; a reader sees the old one or the new one, never half of it.

    Raises
    ------
    RequestError
        When the file cannot be written where it is asked for.
    StoreError
        When the disk is full.
    """
    refuse_without_folder(output)
    try:
        _replace(content, output)
    except OSError as error:
        told = f"{output} cannot be written ({error.strerror or error})"
        if error.errno == errno.ENOSPC:
            raise StoreError(f"{told}: make room, then run the command again.") from error
        raise RequestError(f"{told}: name another file with --output.") from error


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
            f"{output} cannot be written: there is no folder {output.parent}. Make it first, or "
            "name another file with --output."
        )


def _replace(content: bytes, output: Path) -> None:
    if output.exists() and not output.is_file():
        output.write_bytes(content)
        return
    handle, draft = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(draft).chmod(0o666 & ~mask)
        Path(draft).replace(output)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise

"""Documents that were held back, kept as they came in a folder of the store, ``held``.

They are in no table, and answer for nothing: whoever wonders why a roll call was not taken can open
the file.
"""

from collections.abc import Sequence
from pathlib import Path

from votekit.errors import StoreError, VotekitError
from votekit.whole_file import make_directory, write_whole

FOLDER = "held"


def set_aside(directory: Path, name: str, bodies: Sequence[bytes]) -> Path:
    """Keep the documents of a roll call that was held back; those of before are replaced.

    ``name`` is that of the roll call and its source. Returns the path of the first.

    Raises
    ------
    StoreError
        When the store cannot be written.
    """
    folder = directory / FOLDER
    paths = [folder / _file(name, number, body) for number, body in enumerate(bodies)]
    try:
        make_directory(folder)
        for path, body in zip(paths, bodies, strict=True):
            write_whole(body, path)
    except (OSError, VotekitError) as error:
        why = getattr(error, "strerror", None) or error
        raise StoreError(f"The store {directory} cannot be written ({why}): make room.") from error
    return paths[0]


def let_go(directory: Path, name: str) -> None:
    """Remove what was held back of a roll call and source, now that a good document came."""
    for path in (directory / FOLDER).glob(f"{name}*"):
        if path.stem in (name, f"{name}-2"):
            path.unlink(missing_ok=True)


def _file(name: str, number: int, body: bytes) -> str:
    kind = "json" if body.lstrip()[:1] in (b"{", b"[") else "xml"
    return f"{name}-{number + 1}.{kind}" if number else f"{name}.{kind}"

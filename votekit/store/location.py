"""Where the bundled record and the user's store are."""

import os
from pathlib import Path

from votekit.errors import StoreError

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_directory() -> Path:
    """Return the directory of all data that ships: in the wheel, or in a source checkout."""
    packaged = PACKAGE / "data"
    return packaged if packaged.is_dir() else PACKAGE.parent / "data"


def bundled_directory() -> Path:
    """Return the directory of the bundled record."""
    return shipped_directory() / "record"


def user_directory() -> Path:
    """Return the user's store: ``VOTEKIT_DATA``, or the platform's data directory.

    Raises
    ------
    StoreError
        When there is no telling where that is.
    """
    found = store_directory()
    if found is None:
        raise StoreError(
            "This user has no home directory, so there is no place for a store: set VOTEKIT_DATA "
            "to a directory."
        )
    return found


def store_directory() -> Path | None:
    """Return the user's store, to be read; ``None`` for a user without a home, as in a container.

    Raises
    ------
    StoreError
        When ``VOTEKIT_DATA`` names the home of nobody.
    """
    chosen = os.environ.get("VOTEKIT_DATA")
    if chosen:
        expanded = os.path.expanduser(chosen)  # noqa: PTH111 - Path.expanduser raises
        if expanded.startswith("~"):
            raise StoreError(
                f"VOTEKIT_DATA is “{chosen}”, and there is no such home: set it to a directory."
            )
        return Path(expanded)
    import platformdirs

    try:
        usual = Path(platformdirs.user_data_dir("votekit", appauthor=False))
    except RuntimeError:
        return None
    return usual if usual.is_absolute() else None

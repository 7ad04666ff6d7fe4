"""Where the bundled record and the user's store are."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_directory() -> Path:
    """Return the directory of all data that ships: in the wheel, or in a source checkout."""
    packaged = PACKAGE / "data"
    return packaged if packaged.is_dir() else PACKAGE.parent / "data"


def bundled_directory() -> Path:
    """Return the directory of the bundled record."""
    return shipped_directory() / "record"


def user_directory() -> Path:
    """Return the user's store: ``VOTEKIT_DATA``, or the platform's data directory."""
    chosen = os.environ.get("VOTEKIT_DATA")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("votekit", appauthor=False))

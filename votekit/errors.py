"""Everything that votekit says when it cannot answer.

The tree, with the exit code that the command line gives::

    VotekitError
    ├── RequestError      2  the request is wrong, or names nothing in the record
    └── StoreError        3  the store or the data in it is at fault

An error is one sentence of fact with the value given, then what to do next.
Only ``votekit.cli`` turns errors into stderr and exit codes.
"""

import re

_QUOTED = re.compile(r"“([^”]{120})[^”]+”")
_LONG = re.compile(r"(\S{1000})\S+")


class VotekitError(Exception):
    """The base of all errors that votekit raises on purpose.

    What it quotes of the request is cut: a sentence must stay one, whatever was asked.
    """

    exit_code = 2

    def __init__(self, message: str = "") -> None:
        super().__init__(_LONG.sub(r"\1…", _QUOTED.sub(r"“\1…”", message)))


class RequestError(VotekitError):
    """The request cannot be understood, or names nothing that the record has."""

    exit_code = 2


class StoreError(VotekitError):
    """The store, or a file in it, cannot be read or written."""

    exit_code = 3

"""The program ``votekit``: its commands, and the one place where errors become exit codes.

Exit codes: 0 answered; 1 ``--check`` says no; 2 the request is wrong or names nothing in the
record; 3 the store or the data is at fault.
"""

import errno
import os
import sys
from typing import Annotated

import typer

from votekit import __version__
from votekit.cli import margin, split, status, votes
from votekit.errors import StoreError, VotekitError

app = typer.Typer(
    name="votekit",
    help="Veto-proof margins and party splits of every roll call of Congress since 1989, offline.",
    epilog="Exit codes: 0 answered; 1 --check says no; 2 the request is wrong or names nothing in "
    "the record; 3 the store or the data is at fault.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"votekit {__version__}")
        raise typer.Exit


@app.callback()
def votekit(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and stop.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Veto-proof margins and party splits of every roll call of Congress since 1989, offline."""


app.command("margin")(margin.margin)
app.command("split")(split.split)
app.command("votes")(votes.votes)
app.command("status")(status.status)


def main() -> None:
    """Run the program; what votekit raises on purpose becomes one sentence and an exit code."""
    try:
        app()
    except VotekitError as error:
        sys.exit(_fail(error))
    except BrokenPipeError:
        # The reader of a pipe has gone (`votekit votes | head`): nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        full = "The disk that the output goes to is full: make room, then run the command again."
        sys.exit(_fail(StoreError(full)))


def _fail(error: VotekitError) -> int:
    print(f"votekit: {error}", file=sys.stderr)  # noqa: T201
    return error.exit_code

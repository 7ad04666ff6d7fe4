"""The program ``votekit``: its commands, and the one place where errors become exit codes.

Exit codes: 0 answered; 1 ``--check`` says no; 2 the request is wrong or names nothing in the
record; 3 the store or the data is at fault.
"""

import errno
import gc
import inspect
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from votekit._version import __version__
from votekit.cli import (
    agreement,
    bills,
    chart,
    compare,
    export,
    fetch,
    margin,
    member,
    members,
    outlook,
    overrides,
    pivot,
    report,
    split,
    status,
    streams,
    threats,
    trend,
    vote,
    votes,
    whatif,
)
from votekit.cli.endings import written_by_ending
from votekit.cli.faults import USAGE_ERROR, usage_fault
from votekit.errors import RequestError, StoreError, VotekitError
from votekit.printable import one_line

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


_COMMANDS: tuple[Callable[..., None], ...] = (
    margin.margin,
    split.split,
    vote.vote,
    votes.votes,
    status.status,
    members.members,
    member.member,
    agreement.agreement,
    compare.compare,
    fetch.fetch,
    trend.trend,
    bills.bills,
    threats.threats,
    overrides.overrides,
    outlook.outlook,
    chart.chart,
    report.report,
    whatif.whatif,
    pivot.pivot,
    export.export,
)
_OWN_FORMATS = (chart.chart, report.report)
"""Commands that draw or publish; all others write rows or pages, in the format of the ending."""

for _command in _COMMANDS:
    # The first line of its help stands in the list of commands whole: without it typer would cut.
    _first = (inspect.getdoc(_command) or "").partition("\n")[0]
    _called = _command if _command in _OWN_FORMATS else written_by_ending(_command)
    app.command(_command.__name__, short_help=_first)(_called)


def main() -> None:
    """Run the program; what goes wrong becomes one sentence and an exit code."""
    # Modules are never garbage: looking for some at every 700 objects costs a short command 20 ms.
    gc.set_threshold(100_000, 20, 20)
    try:
        streams.prepare()
        _refuse_broken_text(sys.argv[1:])
        code = app(prog_name="votekit", standalone_mode=False)
    except USAGE_ERROR as error:
        if len(sys.argv) == 1:
            # Nothing was asked for: the error is the help.
            error.show()
            sys.exit(error.exit_code)
        sys.exit(_fail(usage_fault(error, sys.argv[1:])))
    except VotekitError as error:
        sys.exit(_fail(error))
    except typer.Abort:
        # What the reader of arguments makes of Ctrl-C.
        raise KeyboardInterrupt from None
    except BrokenPipeError:
        # The reader of a pipe has gone (`votekit votes | head`): nothing is left to say to it.
        _silence()
        sys.exit(0)
    except OSError as error:
        _silence()
        sys.exit(_fail(StoreError(_system_fault(error))))
    except Exception:
        # A defect of votekit: shown whole, to be reported; not 1, which means that --check says no.
        import traceback

        traceback.print_exc()
        sys.exit(3)
    else:
        sys.exit(code)


def _refuse_broken_text(arguments: list[str]) -> None:
    for argument in arguments:
        if not argument.isascii() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            shown = argument.encode("utf-8", "replace").decode()
            raise RequestError(f"“{shown[:60]}” is not UTF-8 text: type it again.")


def _system_fault(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk that the output goes to is full: make room, then run the command again."
    return f"The system refused ({error.strerror or error}): see to that, then try again."


def _silence() -> None:
    """Keep what is still to be flushed from failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(error: VotekitError) -> int:
    print(f"votekit: {one_line(str(error))}", file=sys.stderr)  # noqa: T201
    return error.exit_code

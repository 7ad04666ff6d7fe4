"""The course of a fetch on standard error: a bar on a terminal, or a line per document."""

import sys
from typing import TYPE_CHECKING

from votekit.printable import printable
from votekit.words.counts import counted

if TYPE_CHECKING:
    from rich.progress import TaskID


class ProgressLines:
    """Says on standard error what concerns the whole fetch; ``verbose`` also each document."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self._quiet, self._verbose = quiet, verbose

    def __enter__(self) -> "ProgressLines":
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing behind."""

    def plan(self, title: str, count: int) -> None:
        """Say what is asked for."""
        if self._verbose:
            self._write(f"{title}: {counted(count, 'roll call')} to ask for.")

    def step(self, line: str, *, failed: bool = False) -> None:
        """Say what became of one document."""
        if self._verbose:
            self._write(line)

    def say(self, line: str) -> None:
        """Say what concerns the whole fetch."""
        if not self._quiet:
            self._write(line)

    def _write(self, line: str) -> None:
        print(printable(line), file=sys.stderr, flush=True)  # noqa: T201


class ProgressBar(ProgressLines):
    """A bar: how many of how many, how many a second, the time that remains, errors."""

    def __init__(self, *, verbose: bool) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        super().__init__(quiet=False, verbose=verbose)
        self._bar: Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[errors]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None
        self._errors = 0

    def __enter__(self) -> "ProgressBar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self._bar.stop()

    def plan(self, title: str, count: int) -> None:
        """Begin a bar of its own for what is asked for."""
        super().plan(title, count)
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(title, total=count, rate="", errors="")

    def step(self, line: str, *, failed: bool = False) -> None:
        """Move the bar on by one."""
        super().step(line, failed=failed)
        self._errors += failed
        if self._task is None:
            return
        speed = self._bar.tasks[-1].speed
        self._bar.update(
            self._task,
            advance=1,
            rate=f"{speed:.0f}/s" if speed else "",
            errors=f"{self._errors} failed" if self._errors else "",
        )

    def _write(self, line: str) -> None:
        self._bar.console.print(printable(line), highlight=False, markup=False)


def progress(*, quiet: bool, verbose: bool) -> ProgressLines:
    """Choose how a fetch is shown: a bar only on a terminal."""
    if quiet or not sys.stderr.isatty():
        return ProgressLines(quiet=quiet, verbose=verbose and not quiet)
    return ProgressBar(verbose=verbose)

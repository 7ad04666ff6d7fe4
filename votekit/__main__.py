"""The program's first step: ``python -m votekit`` is the same as ``votekit``."""

import sys

STOPPED = 130
"""128 and the number of the signal, as shells have it."""


def main() -> None:
    """Run the program; Ctrl-C ends it in one line, also while its modules are still read."""
    try:
        from votekit.cli.app import main as run

        run()
    except KeyboardInterrupt:
        print("votekit: stopped.", file=sys.stderr)  # noqa: T201
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()

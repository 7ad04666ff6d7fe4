"""``python -m votekit`` is the same as ``votekit``."""

from votekit.cli.app import main

main()

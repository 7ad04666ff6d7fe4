"""The command line: one command, one module; reads arguments, calls ``votekit.api``, prints."""

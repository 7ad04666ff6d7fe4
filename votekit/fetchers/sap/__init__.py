"""Statements of Administration Policy: what the White House says of a bill before a vote."""

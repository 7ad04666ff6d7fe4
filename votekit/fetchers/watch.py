"""Whoever watches a fetch: told what is planned, what arrives and what goes wrong."""

from typing import Protocol


class Watch(Protocol):
    """Shows the course of a fetch."""

    def plan(self, title: str, count: int) -> None:
        """Learn that so many roll calls more are asked for."""

    def step(self, line: str, *, failed: bool = False) -> None:
        """Learn what became of one document."""

    def say(self, line: str) -> None:
        """Learn something that concerns more than one document."""


class Nobody:
    """Watches nothing."""

    def plan(self, title: str, count: int) -> None:
        """Show nothing."""

    def step(self, line: str, *, failed: bool = False) -> None:
        """Show nothing."""

    def say(self, line: str) -> None:
        """Show nothing."""

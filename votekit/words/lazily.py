"""Patterns that are compiled when they are first needed.

The words of a roll call know some 200 patterns, and one answer needs a few of them. Compiled on
import they would take longer than the rest of ``votekit margin``.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Lazily:
    """A regular expression, compiled on first use."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self.flags)

    def search(self, text: str) -> re.Match[str] | None:
        """Find the pattern anywhere."""
        return self.compiled.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Find the pattern at the start."""
        return self.compiled.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Find the pattern in the whole text."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find the pattern wherever it is."""
        return self.compiled.finditer(text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """Split a text at the pattern."""
        return [part or "" for part in self.compiled.split(text, maxsplit)]

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Put something else in the pattern's place."""
        return self.compiled.sub(new, text)

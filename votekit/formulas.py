"""What a spreadsheet would run as a formula when it opens a CSV file."""

STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Text that begins so is written with an apostrophe before it."""


def defused(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> defused("=HYPERLINK(1)"), defused("Paul")
    ("'=HYPERLINK(1)", 'Paul')
    """
    return f"'{text}" if text.startswith(STARTS) else text

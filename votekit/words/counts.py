"""Counts: tallies, numbers with their sign or their noun, shares of a whole."""

NONE = "–"
"""What stands where there is no number."""

_WORDS = "zero one two three four five six seven eight nine".split()


def tally(yea: int, nay: int) -> str:
    """Write a count as a news desk does.

    >>> tally(98, 2)
    '98–2'
    """
    return f"{yea}–{nay}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun.

    >>> counted(1, "vote"), counted(3, "vote"), counted(1200, "yea")
    ('1 vote', '3 votes', '1,200 yeas')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number_word(number: int) -> str:
    """Write a number that counts things in a sentence: in words below 10, in figures from 10 on.

    Votes are always figures: ``counted(3, "vote")``.

    >>> number_word(2), number_word(10)
    ('two', '10')
    """
    return _WORDS[number] if 0 <= number < len(_WORDS) else f"{number:,}"


def signed(number: float, places: int = 0) -> str:
    """Write a number with its sign; zero has none.

    >>> signed(31), signed(-2), signed(0)
    ('+31', '−2', '0')
    >>> signed(-0.0561, 2), signed(0.0002, 3)
    ('−0.06', '0.000')
    """
    told = f"{number:+,.{places}f}"
    is_zero = not told.strip("+-0.,")
    return told[1:] if is_zero else told.replace("-", "−")


def against(spare: int, needed: int) -> str:
    """Write yeas against a number needed.

    >>> against(31, 67), against(0, 60), against(-2, 279)
    ('31 above the 67 needed', 'exactly the 60 needed', '2 short of the 279 needed')
    """
    if spare == 0:
        return f"exactly the {needed} needed"
    return f"{abs(spare)} {'above' if spare > 0 else 'short of'} the {needed} needed"


def share(value: float | None) -> str:
    """Write a share of 1 as per cent.

    >>> share(0.985), share(None)
    ('98.5%', '–')
    """
    return NONE if value is None else f"{value:.1%}"

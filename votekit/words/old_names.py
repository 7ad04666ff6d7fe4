"""Names as Voteview prints them (``McCARTHY, Joseph Raymond``) as people write them."""

_SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}


def last_name(printed: str) -> str:
    """Return the last name.

    >>> [last_name(name) for name in ("McCARTHY, Joseph", "O'CONNOR, Basil", "VAN BUREN, Martin")]
    ['McCarthy', "O'Connor", 'Van Buren']
    """
    family = printed.partition(",")[0]
    return " ".join(_word(word) for word in family.split())


def known_name(printed: str) -> str:
    """Return the whole name, first names first.

    >>> known_name("BYRD, Harry Flood, Jr."), known_name("TAFT, Robert Alphonso")
    ('Harry Flood Byrd Jr.', 'Robert Alphonso Taft')
    """
    _, *rest = (" ".join(part.split()) for part in printed.split(","))
    ends = [_SUFFIXES[part.lower().strip(".")] for part in rest if _is_suffix(part)]
    first = [part for part in rest if part and not _is_suffix(part)]
    return " ".join([*first, last_name(printed), *ends])


def _is_suffix(part: str) -> bool:
    return part.lower().strip(".") in _SUFFIXES


def _word(word: str) -> str:
    """Set one word of a last name in capitals and small letters: ``McCARTHY``, ``O'CONNOR``."""
    for mark in ("-", "'", "’"):
        if mark in word:
            return mark.join(_word(part) for part in word.split(mark))
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    capital = next((at for at, letter in enumerate(word[1:], 1) if letter.isupper()), len(word))
    if capital > 1:  # begins with small letters, as in McCARTHY or DeWITT
        return word[:capital] + word[capital:].capitalize()
    return word.capitalize()

"""What every sentence needs: names in a row, a capital at the start, a cut that shows."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Write names in a row.

    >>> listed(["House", "Senate"]), listed(["a", "b", "c"])
    ('House and Senate', 'a, b and c')
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capitalized(text: str) -> str:
    """Write the first letter as a capital, and the rest as it is.

    >>> capitalized("the House passed H.R. 1")
    'The House passed H.R. 1'
    """
    return text[:1].upper() + text[1:]


def shortened(text: str, width: int) -> str:
    """Cut a text to a width, an ellipsis at its end.

    >>> shortened("On Passage of the Bill", 11)
    'On Passage…'
    """
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"

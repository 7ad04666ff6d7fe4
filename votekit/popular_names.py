"""Bills by the names that people use: the CARES Act, Dodd–Frank, the NDAA for FY2021."""

from votekit.shipped import PopularName, popular_names
from votekit.words.known import name_words


def bills_called(text: str) -> list[PopularName]:
    """Return the bills of that name: in any order of its words, without “Act” and “the”.

    >>> [one.bill_id for one in bills_called("the FY21 NDAA")]
    ['hr6395-116']
    >>> [one.bill_id for one in bills_called("Equality Act")]
    ['hr5-116', 'hr5-117']
    """
    words = name_words(text)
    return [one for one in popular_names() if words and name_words(one.name) == words]

"""How an answer says that the record contradicts itself."""

from collections.abc import Iterable

from votekit.rules.disagreement import Differing, Disagreement

MARKS = {Differing.TOTAL: "official total {recorded}", Differing.RESULT: "recorded as {recorded}"}


def sentence(one: Disagreement) -> str:
    """Say one contradiction in a sentence that stands alone.

    >>> sentence(Disagreement("h145-119.2025", Differing.TOTAL, "215–214", "214–214"))
    'The official total of h145-119.2025 is 215–214, but the members listed add up to 214–214.'
    >>> sentence(Disagreement("s14-103.1993", Differing.RESULT, "passed", "failed"))
    'The official result of s14-103.1993 is that it passed, but by its count it failed.'
    """
    if one.differing is Differing.TOTAL:
        return (
            f"The official total of {one.vote_id} is {one.recorded}, but the members listed add "
            f"up to {one.counted}."
        )
    return (
        f"The official result of {one.vote_id} is that it {one.recorded}, but by its count it "
        f"{one.counted}."
    )


def with_disagreements(answer: str, found: Iterable[Disagreement]) -> str:
    """Put the contradictions behind the sentence that they cast doubt on."""
    told = [sentence(one) for one in found]
    return " ".join([f"{answer.rstrip('.')}.", *told]) if told else answer


def mark(one: Disagreement) -> str:
    """Say a contradiction in a few words, for the cell of a table.

    >>> mark(Disagreement("h145-119.2025", Differing.TOTAL, "215–214", "214–214"))
    'official total 215–214'
    """
    return MARKS[one.differing].format(recorded=one.recorded)

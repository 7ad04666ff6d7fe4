"""What kinds of roll calls can be asked for, by stage and by category, and in what order.

The stage is votekit's own, read from the question (docs/rules.md): what a roll call does with a
text. The category is the source's, with two gaps closed where roll calls are chosen by it; the
column ``category`` keeps the source's own word.
"""

from enum import StrEnum

from votekit.errors import RequestError


class Stage(StrEnum):
    """What a roll call does with the text of a bill."""

    PASSAGE = "passage"
    CONFERENCE = "conference"
    CONCURRENCE = "concurrence"
    OVERRIDE = "override"
    OTHER = "other"


STAGES: dict[Stage, str] = {
    Stage.PASSAGE: "passing a bill or resolution, by suspension of the rules too",
    Stage.CONFERENCE: "agreeing to a conference report",
    Stage.CONCURRENCE: "agreeing to the other chamber's amendment, or receding from its own",
    Stage.OVERRIDE: "passing a bill over a veto",
    Stage.OTHER: "all else: amendments, motions, cloture, nominations",
}
"""For each stage, which roll calls it holds."""


class Category(StrEnum):
    """The source's categories; see :func:`in_category` for the two that hold more here."""

    AMENDMENT = "amendment"
    CLOTURE = "cloture"
    CONVICTION = "conviction"
    IMPEACHMENT = "impeachment"
    LEADERSHIP = "leadership"
    NOMINATION = "nomination"
    PASSAGE = "passage"
    PASSAGE_SUSPENSION = "passage-suspension"
    PROCEDURAL = "procedural"
    QUORUM = "quorum"
    RECOMMIT = "recommit"
    TREATY = "treaty"
    UNKNOWN = "unknown"
    VETO_OVERRIDE = "veto-override"


CATEGORIES: tuple[str, ...] = tuple(one.value for one in Category)


class SplitBy(StrEnum):
    """What a split is made by, beside party."""

    STATE = "state"
    REGION = "region"


class Sort(StrEnum):
    """In what order roll calls are listed."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    DATE = "date"
    CLOSEST = "closest"
    LIKENESS = "likeness"
    CUSHION = "cushion"
    YEA = "yea"


def in_stage(wanted: str, stage: str) -> bool:
    """Tell whether a roll call of a stage belongs to the stage asked for.

    >>> in_stage("concurrence", "recede"), in_stage("passage", "conference")
    (True, False)
    """
    return stage == wanted or (wanted == Stage.CONCURRENCE and stage == "recede")


def in_category(wanted: str, category: str, stage: str) -> bool:
    """Tell whether a roll call belongs to the category asked for.

    ``passage`` holds suspensions of the rules, which the source keeps apart (H.R. 3364 passed by
    one: h413-115.2017); ``veto-override`` the attempts that the source files elsewhere.

    >>> in_category("passage", "passage-suspension", "passage")
    True
    >>> in_category("veto-override", "unknown", "override")
    True
    """
    if wanted == "passage":
        return category in {"passage", "passage-suspension"} and stage != "override"
    if wanted == "veto-override":
        return category == wanted or stage == "override"
    return category == wanted


def is_of_kind(category: str, stage: str, wanted: str | None, at: str | None) -> bool:
    """Tell whether a roll call is of the category ``wanted`` and at the stage ``at``, if any.

    >>> is_of_kind("passage", "conference", "passage", None)
    True
    """
    return (wanted is None or in_category(wanted, category, stage)) and (
        at is None or in_stage(at, stage)
    )


def stage_called(text: str) -> str:
    """Read a stage.

    Raises
    ------
    RequestError
        When there is none of that name.
    """
    if text not in set(Stage):
        raise RequestError(f"No stage is called “{text}”: use one of {', '.join(Stage)}.")
    return text


def category_called(text: str) -> str:
    """Read a category.

    Raises
    ------
    RequestError
        When there is none of that name.
    """
    if text not in CATEGORIES:
        known = ", ".join(CATEGORIES)
        raise RequestError(f"No category is called “{text}”: use one of {known}.")
    return text

"""What followed the roll calls, in words: the president's clock, the actions on a bill."""

from votekit.analysers.actions import Action
from votekit.analysers.clock import Clock
from votekit.words.dates import spell_date, spell_weekday

_HAPPENED = {
    "presented": "presented to the President",
    "signed": "signed",
    "vetoed": "vetoed",
    "pocket-vetoed": "pocket vetoed",
    "unsigned": "became law without the President's signature",
}


def clock_title(clock: Clock) -> str:
    """Say when a bill was presented, and who says so.

    >>> from votekit.analysers.clock import presidents_clock
    >>> clock_title(presidents_clock("2017-07-28"))
    'Presented Friday, July 28, 2017'
    """
    day = f"Presented {spell_weekday(clock.presented)}"
    return f"{day} ({clock.said_by})" if clock.said_by else day


def clock_sentence(clock: Clock, *, decided: bool) -> str:
    """Say when the president's time ends, and what then happens unless it is ``decided``."""
    told = (
        f"the president's time to decide ends with {spell_weekday(clock.deadline)}, the tenth day, "
        "Sundays excepted"
    )
    if not decided:
        told += f"; unsigned, it {clock.in_session}, and {clock.adjourned}"
    return f"{told} ({clock.authority})."


def action_clause(action: Action) -> str:
    """Say what happened to a bill and when: ``signed on Aug. 2, 2017``."""
    return f"{_happened(action)} on {spell_date(action.date)}"


def _happened(action: Action) -> str:
    if action.kind == "became-law":
        side = "Private" if "private" in action.text.lower() else "Public"
        return f"became {side} Law {action.law}" if action.law else "became law"
    return _HAPPENED.get(action.kind, f"“{action.text}”")

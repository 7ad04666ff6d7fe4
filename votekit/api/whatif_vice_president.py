"""The Vice President in a recount: who that was on the day, and what is assumed of that vote."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from votekit.analysers.whatif import TieBreaker, recorded_tie_breaker
from votekit.assumptions import AWAY, read_position
from votekit.days import as_day
from votekit.errors import RequestError
from votekit.member_names import name_words
from votekit.rules import RULES, breaks_ties
from votekit.shipped import (
    VicePresident,
    vice_president_named,
    vice_president_on,
    vice_presidents,
)
from votekit.words.dates import spell_date

Row = dict[str, Any]
Breakers = list[TieBreaker | None]

_OFFICE = re.compile(r"^\W*(the\s+)?(vice[\s-]+president|v\.?p\.?)\b\.?", re.IGNORECASE)


def tie_breakers(rows: Sequence[Row]) -> Breakers:
    """Return who may break a tie on each roll call, as the record has it; mostly nobody."""
    return [
        recorded_tie_breaker(row, RULES[row["rule"]], vice_president_named(row["date"].date()))
        for row in rows
    ]


def those_named(text: str) -> list[VicePresident]:
    """Return the Vice Presidents whom a text names, by last name, whole name or another spelling.

    >>> [one.name for one in those_named("Vice President Harris")], those_named("Paul")
    (['Kamala Harris'], [])
    """
    words = name_words(_OFFICE.sub("", text))
    return [
        one
        for one in vice_presidents()
        if words in {(name_words(one.name)[-1],), *map(name_words, (one.name, *one.also))}
    ]


def names_the_office(text: str) -> bool:
    """Tell whether a text says “Vice President”, with a name or without.

    >>> names_the_office("VP Pence"), names_the_office("Vice President"), names_the_office("Pence")
    (True, True, False)
    """
    return bool(_OFFICE.match(text))


def place_of(text: str, rows: Sequence[Row], said: str | None = None) -> int:
    """Return the roll call on which the Vice President named may break a tie.

    Raises
    ------
    RequestError
        Where the Vice President has no vote, or was somebody else on that day.
    """
    senate = [place for place, row in enumerate(rows) if row["chamber"] == "senate"]
    if not senate:
        named = " and ".join(row["vote_id"] for row in rows)
        raise RequestError(
            f"The Vice President has no vote in the House ({named}): leave out "
            f"{said or f'“{text}”'}."
        )
    (place,) = senate[:1]
    row = rows[place]
    day = row["date"].date()
    holder = vice_president_on(day.isoformat())
    meant = those_named(text)
    rest = name_words(_OFFICE.sub("", text))
    if holder and ((not rest and names_the_office(text)) or holder in meant):
        _refuse_without_a_vote(row)
        return place
    told = "; ".join(_term(one) for one in meant) or f"No Vice President is called “{text}”"
    then = f"on {spell_date(day)}, it was {holder.name}" if holder else "none of that day is known"
    raise RequestError(
        f"{told}; {then}: write {holder.name if holder else 'another name'} or leave it out."
    )


def _term(one: VicePresident) -> str:
    since = spell_date(as_day(one.since))
    if one.until is None:
        return f"{one.name} has been Vice President since {since}"
    return f"{one.name} was Vice President from {since}, to {spell_date(as_day(one.until))}"


def _refuse_without_a_vote(row: Row) -> None:
    rule = RULES[row["rule"]]
    if breaks_ties(rule):
        return
    if rule.tie_carries:
        why = "a tie sustains the Chair there"
    else:
        why = f"it took {rule.label}, and the Vice President’s vote counts only where a majority is"
        why += " enough"
    raise RequestError(
        f"The Vice President has no vote on {row['vote_id']}: {why}; leave that vote out."
    )


def with_option(rows: Sequence[Row], breakers: Breakers, text: str) -> Breakers:
    """Assume the Vice President's vote on a tie, as ``--vice-president`` gives it."""
    try:
        position = read_position(text)
    except RequestError as error:
        raise RequestError(
            f"The Vice President votes yea or nay, or stays away, not “{text[:40]}”: write "
            "--vice-president yea or nay."
        ) from error
    place = place_of("Vice President", rows, "--vice-president")
    return assume(breakers, place, position, f"--vice-president {text.strip()}")


def assume(
    breakers: Breakers, place: int, position: str, said: str, certainty: float = 1.0
) -> Breakers:
    """Return the tie breakers with one vote assumed.

    Raises
    ------
    RequestError
        For a vote that the Vice President cannot cast, or one that contradicts another.
    """
    if position == "present":
        raise RequestError(
            f"{said} has the Vice President answer present, who votes yea or nay on a tie or not "
            "at all: write yea, nay or away."
        )
    vote = "away" if position == AWAY else position
    now = breakers[place]
    assert now is not None
    if now.said is not None and now.vote != vote:
        raise RequestError(
            f"{now.said} and {said} contradict each other on the Vice President, {now.name}: leave "
            "one of them out."
        )
    changed = replace(now, vote=vote, said=said, certainty=certainty)
    return [*breakers[:place], changed, *breakers[place + 1 :]]

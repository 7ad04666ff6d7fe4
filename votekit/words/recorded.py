"""What is said where a bill's document and votekit name different deciding roll calls."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from votekit.words.names import chamber_name
from votekit.words.text import listed

NAMES = {"govinfo": "GovInfo"}


class Checked(Protocol):
    """One chamber's check (``votekit.analysers.recorded.RecordedCheck``)."""

    @property
    def chamber(self) -> str:
        """The chamber."""

    @property
    def chosen(self) -> Sequence[str]:
        """The roll calls that votekit takes as deciding."""

    @property
    def named(self) -> str | None:
        """The last roll call on the text that the document names."""

    @property
    def by(self) -> str | None:
        """The resolution by which the chamber acted, as "by H.Res. 601"."""

    @property
    def agrees(self) -> bool:
        """Whether they are the same."""

    @property
    def source(self) -> str:
        """The source of the document."""


def difference(check: Checked) -> str:
    """Say in one sentence how a document differs from votekit's choice.

    >>> from types import SimpleNamespace as Check
    >>> difference(Check(chamber="senate", chosen=("s67-114.2015",), named="s66-114.2015",
    ...     agrees=False, by=None, source="govinfo"))
    'The bill’s document at GovInfo names s66-114.2015 as the Senate’s last roll call on the text, \
not s67-114.2015.'
    """
    where = f"The bill’s document at {NAMES.get(check.source, check.source)}"
    chamber = f"the {chamber_name(check.chamber)}’s last roll call on the text"
    if check.named is None and check.by:
        return (
            f"{where} names no roll call of the {chamber_name(check.chamber)} on the text, which "
            f"acted {check.by.partition(',')[0]} ({listed(check.chosen)})."
        )
    if check.named is None:
        return f"{where} does not name {listed(check.chosen)}, {chamber}."
    if not check.chosen:
        return f"{where} names {check.named} as {chamber}; by the record none decided the bill."
    return f"{where} names {check.named} as {chamber}, not {listed(check.chosen)}."


def with_differences(lead: str, checks: Iterable[Checked]) -> str:
    """Add to a sentence how the document differs, where it does."""
    told = [difference(check) for check in checks if not check.agrees]
    return " ".join([lead, *told])


def agreement(checks: Sequence[Checked]) -> str | None:
    """Say that the document names the same deciding roll calls, where it does.

    >>> from types import SimpleNamespace as Check
    >>> agreement([Check(chosen=("h1-119.2025",), agrees=True, source="govinfo")])
    'The bill’s document at GovInfo names the same deciding roll call: h1-119.2025.'
    """
    if not checks or not all(check.agrees for check in checks):
        return None
    chosen = [vote_id for check in checks for vote_id in check.chosen]
    if not chosen:
        return None
    calls = "roll call" if len(chosen) == 1 else "roll calls"
    where = NAMES.get(checks[0].source, checks[0].source)
    return f"The bill’s document at {where} names the same deciding {calls}: {listed(chosen)}."

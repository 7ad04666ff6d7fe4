"""What the White House said of a bill, in a sentence that can be quoted."""

from datetime import date
from typing import Protocol

from votekit.words.dates import spell_date


class Said(Protocol):
    """A Statement of Administration Policy, as far as it is told."""

    @property
    def day(self) -> date:
        """The day of the statement."""

    @property
    def president(self) -> str:
        """The president in office."""

    @property
    def version(self) -> str | None:
        """The chamber whose version it speaks of, or ``conference``."""

    @property
    def stance(self) -> str:
        """What it says of the bill."""

    @property
    def quote(self) -> str | None:
        """The sentence that says so."""

    @property
    def rescinded(self) -> bool:
        """Whether it was withdrawn."""

    @property
    def source_url(self) -> str:
        """The address of the statement."""


TITLE = "White House"
_SAID = {
    "would-veto": "said President {president} would veto {version}",
    "recommend-veto": (
        "said President {president}’s advisers would recommend that he veto {version}"
    ),
    "conditional-veto": "threatened to veto {version} on a condition",
    "strongly-opposes": "said it strongly opposed {version}",
    "opposes": "said it opposed {version}",
    "none": "commented on {version} and took no side",
    "supports": "said it supported {version}",
    "strongly-supports": "said it strongly supported {version}",
    "unknown": "issued a statement on {version}; its text is not in the record",
}
SHORT = {
    "would-veto": "would veto",
    "recommend-veto": "advisers would recommend a veto",
    "conditional-veto": "veto threat on a condition",
    "strongly-opposes": "strongly opposed",
    "opposes": "opposed",
    "none": "no side taken",
    "supports": "supported",
    "strongly-supports": "strongly supported",
    "unknown": "unknown, text not here",
}
"""What a statement says, in the words of a table's cell."""
_VERSIONS = {
    "house": "the bill before the House",
    "senate": "the bill before the Senate",
    "conference": "the conference report",
    None: "the bill",
}


def statement_sentence(said: Said) -> str:
    """Say what a statement said, when, of which version, in its own words.

    >>> from types import SimpleNamespace
    >>> statement_sentence(SimpleNamespace(day=date(2013, 7, 31), president="Barack Obama",
    ...     version="house", stance="would-veto", rescinded=False,
    ...     quote="If the President were presented with H.R. 2009, he would veto it."))
    'On July 31, 2013, the White House said President Barack Obama would veto the bill before the \
House: “If the President were presented with H.R. 2009, he would veto it.”'
    """
    version = _VERSIONS[said.version]
    told = _SAID[said.stance].format(president=said.president, version=version)
    sentence = f"On {spell_date(said.day)}, the White House {told}"
    if said.rescinded:
        sentence += " (later withdrawn)"
    return f"{sentence}: “{said.quote}”" if said.quote else f"{sentence}."


def statement_source(said: Said) -> str:
    """Say where a statement can be read."""
    return f"White House statement of {spell_date(said.day)}: {said.source_url}"

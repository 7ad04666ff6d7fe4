"""What a motion of the Senate is about: an amendment, a conference report, a nomination, a bill.

Much of what the Senate votes on is a motion about something else: cloture on the motion to proceed
to a bill, a motion to table an amendment, a waiver of the Budget Act for it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from votekit.words.amendments import amendment, author_in
from votekit.words.counts import number_word
from votekit.words.lazily import Lazily
from votekit.words.names import bill_name
from votekit.words.nominees import en_bloc, nominee_of
from votekit.words.titles import named_bill, plain
from votekit.words.treaties import treaty_name

Row = Mapping[str, Any]

CONFERENCE = Lazily(r"conf(erence|\.)? (report|rept|rpt)", re.IGNORECASE)
COMMIT = Lazily(r"\b(re)?committ?\b", re.IGNORECASE)
AMENDMENT = Lazily(
    r"\b(s\. ?)?(amdt|amendment|amndt|admt|adt|smdt)s?\b|div(ision|\.)? [ivx]+ of", re.IGNORECASE
)
CONCUR = Lazily(r"\bconcur(?!rent)", re.IGNORECASE)
_HOUSE_TEXT = Lazily(r"\bconcur(?!rent)|house message|message from the house", re.IGNORECASE)
_COMMITTEE_TEXT = Lazily(
    r"(committee|cmte|ported|commitee)[ -]?(reported )?(sub|amend)", re.IGNORECASE
)
_CHANGED = Lazily(r"with (an? |further )*(amdt|amend)", re.IGNORECASE)
_UNTITLED = Lazily(r"\(No short title on file\)")


@dataclass(frozen=True)
class Asked:
    """One question of the Senate; ``full`` names bills by their titles and says what for."""

    row: Row
    full: bool

    @cached_property
    def text(self) -> str:
        """What the vote says of itself: question and subject, without repetition."""
        texts = [" ".join(str(self.row[name] or "").split()) for name in ("question", "subject")]
        return " | ".join(dict.fromkeys(_UNTITLED.sub("", text) for text in texts))

    @cached_property
    def low(self) -> str:
        """The same in small letters."""
        return self.text.lower()

    @cached_property
    def kind(self) -> str:
        """The source's short form of the question, in small letters."""
        return " ".join(str(self.row["type"]).lower().split())

    @cached_property
    def bill(self) -> str:
        """The bill, as far as the row or the question names one."""
        return named_bill(self.row, full=self.full) if self.row["bill_id"] else self.number

    @cached_property
    def number(self) -> str:
        """The bill's number alone."""
        if self.row["bill_id"]:
            return bill_name(self.row["bill_id"])
        found = re.search(r"\b[HS]\.(J\.|Con\.)?(R\.|Res\.)? \d+", plain(self.text))
        return found[0] if found else ""

    @cached_property
    def about(self) -> str:
        """What a motion is about; nothing where only its own words could say."""
        return self._amendment() or self._other_text() or self.bill

    def on_about(self, preposition: str = "on") -> str:
        """Say what it is about with a preposition before it, where there is anything."""
        return f" {preposition} {self.about}" if self.about else ""

    def _amendment(self) -> str:
        number = self.row.get("amendment_number")
        return amendment(self.row, full=self.full) if number is not None else ""

    def _other_text(self) -> str:
        row, text = self.row, self.text
        if row.get("treaty_title") or (not row["bill_id"] and "Treaty Doc" in text):
            return treaty_name(row)
        for pattern, phrase in _TEXTS:
            if pattern.search(text):
                return phrase.format(bill=self.bill).removesuffix(" on ").removesuffix(" of ")
        if _HOUSE_TEXT.search(text):
            return self.house_amendment()
        if AMENDMENT.search(text):
            who = author_in(text.split(" | ")[-1]) or author_in(text)
            named = f"[a] {who} amendment" if who else "[an] amendment"
            return f"{named} to {self.number}" if self.number else named
        nominated = bool(row.get("nomination_title")) or "nomination" in text.lower()
        return self.nomination() if nominated and not self.bill else ""

    def house_amendment(self) -> str:
        """Name the House's amendment to the bill, with changes where the Senate makes some."""
        changes = ", with changes" if _CHANGED.search(self.text) else ""
        return f"[the] House amendment to {self.bill}{changes}"

    def nomination(self) -> str:
        """Name the nomination: ``[the] nomination of X to be Y``, or how many there are."""
        count = en_bloc(self.row)
        if count == 1:
            return f"[the] nomination of {nominee_of(self.row).for_post()}"
        return (
            f"{number_word(count)} nominees en bloc" if count else "[a] slate of nominees en bloc"
        )

    def without_purpose(self) -> "Asked":
        """Return the same question, named by numbers alone."""
        return Asked(self.row, full=False)


_TEXTS = (
    (CONFERENCE, "[the] conference report on {bill}"),
    (COMMIT, "[a] motion to send {bill} to committee"),
    (_COMMITTEE_TEXT, "[the] committee’s text of {bill}"),
)

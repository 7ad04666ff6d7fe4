"""What the chart of overrides says: each vote on a veto, its passage before, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from votekit.analysers.overrides import LAW
from votekit.charts.frame import Story
from votekit.charts.vegalite import Row
from votekit.words.counts import against, counted, tally
from votekit.words.dates import spell_date
from votekit.words.names import bill_name, congress_name
from votekit.words.sources import source_line
from votekit.words.text import listed
from votekit.words.titles import short_subject

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "bill_id", "title", "congress", "date", "president", "president_party", "chamber",
    "passage_vote_id", "passage_date", "passage_yea", "passage_nay", "passage_share",
    "passage_note", "vote_id", "yea", "nay", "share", "needed", "cushion", "outcome", "result",
    "source_url",
]  # fmt: skip
_SMALL = frozenset("a an and as at by for from in of on or the to".split())


@dataclass(frozen=True)
class Try:
    """One chamber's vote on a vetoed bill."""

    row: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The bill and the chamber."""
        return f"{bill_name(self.row['bill_id'])}, {str(self.row['chamber']).capitalize()}"

    @property
    def day(self) -> date:
        """The day of the vote."""
        return date.fromisoformat(self.row["date"])

    @property
    def title(self) -> str:
        """The bill's title; old ones, in capitals only, as a headline is set."""
        title = str(self.row["title"] or "")
        if not title.isupper():
            return title
        words = [
            word if word in _SMALL and place else word.capitalize()
            for place, word in enumerate(title.lower().split())
        ]
        return " ".join(words)

    @property
    def subject(self) -> str:
        """What the bill is on, without what all titles begin with."""
        return short_subject(self.title)

    @property
    def passage(self) -> float | None:
        """The share of yeas at passage, where there was a roll call."""
        share = self.row["passage_share"]
        return None if share is None else float(share)

    @property
    def share(self) -> float:
        """The share of yeas on the veto."""
        return float(self.row["share"])

    @property
    def held(self) -> bool:
        """Whether two thirds were for passing it over the veto."""
        return int(self.row["cushion"]) >= 0

    @property
    def law(self) -> bool:
        """Whether the bill became law over the veto."""
        return bool(self.row["result"] == LAW)

    @property
    def count(self) -> str:
        """The tally on the veto."""
        return tally(self.row["yea"], self.row["nay"])

    @property
    def end(self) -> str:
        """What came of the vote, in a word or two."""
        if self.law:
            return "overridden"
        other = "Senate" if self.row["chamber"] == "house" else "House"
        return f"{other} did not" if self.held else "sustained"

    @property
    def without_passage(self) -> str:
        """Why there is no share at passage."""
        note = str(self.row["passage_note"] or "")
        return "not in the record" if "the record has none" in note else "no roll call"

    @property
    def told(self) -> str:
        """The vote in a sentence."""
        row = self.row
        before = f"{row['passage_note']}"
        if self.passage is not None:
            before = f"passed {tally(row['passage_yea'], row['passage_nay'])}"
        margin = against(int(row["cushion"]), int(row["needed"]))
        return (
            f"{self.name}, {spell_date(self.day)}: {before}; on the veto {self.count}, {margin}; "
            f"{row['result']}"
        )


@dataclass(frozen=True)
class Presidency:
    """The votes on one president's vetoes, in order of time."""

    president: str
    party: str
    tries: list[Try]

    @property
    def vetoes(self) -> int:
        """Bills that were voted on again."""
        return len({one.row["bill_id"] for one in self.tries})

    @property
    def overridden(self) -> int:
        """Bills that became law over the veto."""
        return len({one.row["bill_id"] for one in self.tries if one.law})

    @property
    def told(self) -> str:
        """The counts, in words."""
        return f"{self.overridden} of {counted(self.vetoes, 'veto', 'vetoes')} overridden"


def presidencies(table: "pd.DataFrame") -> list[Presidency]:
    """Read the table of overrides: the votes by president, as they followed on one another."""
    plain = table[COLUMNS].astype(object)
    rows = plain.where(plain.notna(), None).to_dict("records")
    tries = sorted(
        (Try({str(k): v for k, v in row.items()}) for row in rows),
        key=lambda one: (one.row["date"], one.name),
    )
    return [
        Presidency(str(name), str(party), list(group))
        for (name, party), group in groupby(
            tries, key=lambda one: (one.row["president"], one.row["president_party"])
        )
    ]


def overrides_rows(terms: Sequence[Presidency]) -> list[Row]:
    """Return the data behind the chart: one row per vote on a veto, shares from 0 to 1."""
    return [dict(one.row) for term in terms for one in term.tries]


def overrides_story(terms: Sequence[Presidency], congress: int | None) -> Story:
    """Return the words of the chart."""
    tries = [one for term in terms for one in term.tries]
    bills = {one.row["bill_id"] for one in tries}
    headline = _headline(terms, tries, congress)
    documents = [(one.row["chamber"], one.row["source_url"]) for one in tries]
    told = [f"{term.president}: {term.told}." for term in terms]
    won = list(dict.fromkeys(bill_name(one.row["bill_id"]) for one in tries if one.law))
    if won and len(bills) > 1:
        told.append(f"Overridden: {listed(won)}.")
    if len(tries) <= 12:
        told += [f"{one.told}." for one in tries]
    return Story(
        headline=headline,
        subtitle="Yeas among members voting, at passage and on the veto, against two thirds",
        source=source_line(documents),
        description=f"{headline}. {' '.join(told)}",
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _headline(terms: Sequence[Presidency], tries: Sequence[Try], congress: int | None) -> str:
    bills = {one.row["bill_id"] for one in tries}
    if len(bills) == 1:
        counts = listed([f"{str(one.row['chamber']).capitalize()} {one.count}" for one in tries])
        name = bill_name(tries[0].row["bill_id"])
        did = "became law over the veto" if tries[0].law else "failed over the veto"
        return f"{name} {did}: {counts}"
    vetoes = sum(term.vetoes for term in terms)
    won = sum(term.overridden for term in terms)
    held = sum(one.held for one in tries)
    since = min(one.day.year for one in tries)
    when = f"in the {congress_name(congress)}" if congress else f"since {since}"
    return (
        f"Congress overrode {won} of {vetoes} vetoes put to a vote {when}; {held} of {len(tries)} "
        "votes had two thirds"
    )

"""The course of a bill, roll call by roll call: what each was on, what it needed, where it led."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from votekit.errors import RequestError
from votekit.rules import RULES, TEXT_STAGES, needed
from votekit.words.counts import against, counted, number_word, tally
from votekit.words.dates import spell_date
from votekit.words.lazily import Lazily
from votekit.words.names import bill_name
from votekit.words.rollcall import count_told
from votekit.words.text import listed

_OTHER = {"house": "Senate", "senate": "House"}
_STAGES = {
    "passage": "Passage",
    "conference": "Conference report",
    "concurrence": "Concurring in the {other} amendment",
    "recede": "Receding to the {other} text",
    "override": "Veto override",
}
_KINDS = {"amendment": "Amendment", "recommit": "Motion to recommit"}
_CLOTURE = Lazily(r"motion to proceed", re.IGNORECASE)
_LEAD = Lazily(r"^(on )?(agreeing to )?(the )?(motion \()?", re.IGNORECASE)
_TAIL = Lazily(r"( [Rr]e:| to [HS]\.| [HS]\.(R|J|C|Res| )| \(| of H\. | S\.Amdt).*$|\).*$")


@dataclass(frozen=True)
class Step:
    """One roll call on the way of a bill; ``needed`` is the number of yeas that it took."""

    row: Mapping[str, Any]
    needed: int

    @property
    def day(self) -> date:
        """The day of the roll call."""
        day: date = self.row["date"].date()
        return day

    @property
    def chamber(self) -> str:
        """House or Senate."""
        return str(self.row["chamber"]).capitalize()

    @property
    def voting(self) -> int:
        """Yeas and nays."""
        return int(self.row["yea"] + self.row["nay"])

    @property
    def spare(self) -> int:
        """Yeas above the number needed; negative when short."""
        return int(self.row["yea"] - self.needed)

    @property
    def passed(self) -> bool:
        """Whether it was agreed to, as the rule and the counts have it."""
        return bool(self.row["outcome"] == "passed")

    @property
    def on_text(self) -> bool:
        """Whether it agreed to the bill's text, or to passing it over a veto."""
        return self.row["stage"] in TEXT_STAGES or self.row["stage"] == "override"

    @property
    def label(self) -> str:
        """What it was on."""
        stage = _STAGES.get(self.row["stage"])
        if stage:
            suspended = " under suspension" if self.row["rule"] == "suspension" else ""
            by = f", {self.row['by']}" if self.row.get("by") else ""
            return stage.format(other=_OTHER[self.row["chamber"]]) + suspended + by
        if self.row["category"] == "cloture":
            return "Cloture" + (" on proceeding" if _CLOTURE.search(self.row["question"]) else "")
        return _KINDS.get(self.row["category"]) or _plain(str(self.row["type"]))

    @property
    def told(self) -> str:
        """The count against the number needed."""
        count = f"{count_told(self.row, short=False)}, {against(self.spare, self.needed)}"
        return f"{count}, {'agreed to' if self.passed else 'rejected'}"


def _plain(words: str) -> str:
    """Write the source's short form of a question without its ceremony.

    >>> _plain("On the Motion to Waive CBA Re: Reed Amdt."), _plain("On Motion to Table")
    ('Motion to waive CBA', 'Motion to table')
    """
    cut = _TAIL.sub("", _LEAD.sub("", " ".join(words.split()))).strip(" ,;:")
    kept = [word if word.isupper() and len(word) < 5 else word.lower() for word in cut.split()]
    told = " ".join(kept) or "motion"
    return told[0].upper() + told[1:]


@dataclass(frozen=True)
class Line:
    """One line of the timeline: a roll call, or a run of those on amendments and motions."""

    steps: list[Step]

    @property
    def is_run(self) -> bool:
        """Whether several roll calls share the line."""
        return len(self.steps) > 1

    @property
    def label(self) -> str:
        """What the line is on."""
        if not self.is_run:
            return self.steps[0].label
        amendments = sum(step.row["category"] == "amendment" for step in self.steps)
        motions = len(self.steps) - amendments
        parts = [
            counted(number, name)
            for number, name in ((motions, "motion"), (amendments, "amendment"))
            if number
        ]
        return listed(parts)

    @property
    def when(self) -> str:
        """The chamber and the days."""
        first, last = self.steps[0].day, self.steps[-1].day
        days = spell_date(first)
        if first != last:
            start = days.rsplit(",", 1)[0] if first.year == last.year else days
            end = spell_date(last)
            if (first.year, first.month) == (last.year, last.month):
                end = f"{last.day}, {last.year}"
            days = f"{start}–{end}"
        return f"{self.steps[0].chamber}, {days}"


def steps_of(bill_id: str, rollcalls: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Return a bill's roll calls in the order in which they were held.

    Raises
    ------
    RequestError
        When none has yeas and nays.
    """
    held = [
        row
        for row in rollcalls
        if row["kind"] == "vote" and row["yea"] + row["nay"] and RULES[row["rule"]].base != "none"
    ]
    if not held:
        raise RequestError(
            f"{bill_name(bill_id)} has no roll call with yeas and nays: name another bill."
        )
    held.sort(key=lambda row: (row["date"], row["chamber"], row["number"]))
    return [
        Step(
            row,
            needed(
                RULES[row["rule"]],
                yea=row["yea"],
                nay=row["nay"],
                present=row["present"],
                listed=row["listed"],
            ),
        )
        for row in held
    ]


def gathered(steps: Sequence[Step]) -> list[Line]:
    """Bring what follows on one another in a chamber, and is not on the text, into one line."""
    lines = []
    for (on_text, _), run in groupby(steps, key=lambda step: (step.on_text, step.chamber)):
        chosen = list(run)
        lines += [Line([step]) for step in chosen] if on_text else [Line(chosen)]
    return lines


def run_told(line: Line) -> str:
    """Say what became of a line."""
    return run_outcome(line.steps) if line.is_run else line.steps[0].told


def run_outcome(steps: Sequence[Step]) -> str:
    """Say what became of several roll calls."""
    passed = sum(step.passed for step in steps)
    return f"{passed} agreed to, {len(steps) - passed} rejected"


def headline_of(bill_id: str, steps: Sequence[Step]) -> str:
    """Say how many roll calls a bill took, and to what end."""
    name = bill_name(bill_id)
    many = f"{number_word(len(steps))} roll call{'s' * (len(steps) > 1)}"
    tries = [step for step in steps if step.row["stage"] == "override"]
    if tries:
        return _of_override(name, many, tries)
    last = {step.row["chamber"]: step for step in steps if step.on_text}
    passed = [step for step in last.values() if step.passed]
    failed = [step for step in last.values() if not step.passed]
    if failed:
        end = failed[-1]
        before = f" passed the {passed[0].chamber} but" if passed else ""
        after = f", after {many}" if len(steps) > 1 else ""
        return f"{name}{before} failed in the {end.chamber}, {count_told(end.row)}{after}"
    if len(passed) == 2:
        return f"{name} took {many} to pass"
    if passed:
        (only,) = passed
        if len(steps) == 1:
            return f"{name} passed the {only.chamber} on its only roll call, {_count(only)}"
        return f"{name} took {many} to pass the {only.chamber}"
    return f"{name} had {many}, none on its passage: {run_outcome(steps)}"


def _of_override(name: str, many: str, tries: Sequence[Step]) -> str:
    if len({step.chamber for step in tries if step.passed}) == 2:
        return f"{name} took {many} to become law over a veto"
    end = next((step for step in reversed(tries) if not step.passed), tries[-1])
    did = "overrode" if end.passed else "sustained"
    return f"The {end.chamber} {did} the veto of {name}, {_count(end)}, after {many}"


def _count(step: Step) -> str:
    return tally(step.row["yea"], step.row["nay"])

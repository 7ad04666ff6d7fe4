"""What the timeline of a bill says: its roll calls in order, what each was on, what it needed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from votekit.analysers.deciding import title_of
from votekit.charts.frame import Story
from votekit.charts.vegalite import Row
from votekit.errors import RequestError
from votekit.rules import RULES, TEXT_STAGES, needed
from votekit.words.counts import against, count_of, counted, tally
from votekit.words.dates import spell_date
from votekit.words.names import bill_name, congress_name
from votekit.words.sources import source_line
from votekit.words.text import listed

_OTHER = {"house": "Senate", "senate": "House"}
_STAGES = {
    "passage": "Passage",
    "conference": "Conference report",
    "concurrence": "Concurrence with the {other}",
    "recede": "Receding to the {other}’s text",
    "override": "Passing it over the veto",
}
_KINDS = {"amendment": "Amendment", "recommit": "Motion to recommit"}
_CLOTURE = re.compile(r"motion to proceed", re.IGNORECASE)
_LEAD = re.compile(r"^(on )?(agreeing to )?(the )?(motion \()?", re.IGNORECASE)
_TAIL = re.compile(r"( [Rr]e:| to [HS]\.| [HS]\.(R|J|C|Res| )| \(| of H\. | S\.Amdt).*$|\).*$")


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
            suspended = ", the rules suspended" if self.row["rule"] == "suspension" else ""
            return stage.format(other=_OTHER[self.row["chamber"]]) + suspended
        if self.row["category"] == "cloture":
            return "Cloture" + (" on proceeding" if _CLOTURE.search(self.row["question"]) else "")
        return _KINDS.get(self.row["category"]) or _plain(str(self.row["type"]))

    @property
    def told(self) -> str:
        """The count against the number needed."""
        count = f"{count_of(self.row)}, {against(self.spare, self.needed)}"
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
    def shorter_when(self) -> list[str]:
        """The chamber and the days in fewer and fewer words."""
        first, last = self.steps[0].day, self.steps[-1].day
        days = [spell_date(day).rsplit(",", 1)[0] for day in dict.fromkeys((first, last))]
        chamber = self.steps[0].chamber
        return [self.when, f"{chamber}, {'–'.join(days)}", f"{chamber}, {days[0]}", chamber]

    @property
    def when(self) -> str:
        """The chamber and the days."""
        first, last = self.steps[0].day, self.steps[-1].day
        days = spell_date(first)
        if first != last:
            days = f"{days.rsplit(',', 1)[0] if first.year == last.year else days}–"
            days += spell_date(last)
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


def timeline_rows(steps: Sequence[Step]) -> list[Row]:
    """Return the data behind the chart: one row per roll call, in order; counts are members."""
    return [
        {
            "vote_id": step.row["vote_id"],
            "bill_id": step.row["bill_id"],
            "date": step.day.isoformat(),
            "chamber": step.row["chamber"],
            "stage": step.row["stage"],
            "label": step.label,
            "question": step.row["question"],
            "yea": step.row["yea"],
            "nay": step.row["nay"],
            "vice_president": step.row["vice_president"],
            "needed": step.needed,
            "needed_for": RULES[step.row["rule"]].label,
            "above_needed": step.spare,
            "yea_share": step.row["yea"] / step.voting,
            "outcome": step.row["outcome"],
            "source": step.row["source_url"],
        }
        for step in steps
    ]


def timeline_story(bill_id: str, steps: Sequence[Step]) -> Story:
    """Return the words of the timeline."""
    headline = _headline(bill_name(bill_id), steps)
    title = title_of([dict(step.row) for step in steps])
    first, last = steps[0].day, steps[-1].day
    days = spell_date(first) if first == last else f"{spell_date(first)}, to {spell_date(last)}"
    name = f"{bill_name(bill_id)}, {congress_name(int(bill_id.split('-')[1]))}"
    documents = [(step.row["chamber"], step.row["source_url"]) for step in steps]
    told = " ".join(f"{line.label}, {line.when}: {_run_told(line)}." for line in gathered(steps))
    return Story(
        headline=headline,
        subtitle=f"{name}, {days}: {title}" if title else f"{name}, {days}",
        source=source_line(documents),
        description=f"{headline}. Roll calls in order. {told}",
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _run_told(line: Line) -> str:
    return run_outcome(line.steps) if line.is_run else line.steps[0].told


def run_outcome(steps: Sequence[Step]) -> str:
    """Say what became of several roll calls."""
    passed = sum(step.passed for step in steps)
    return f"{passed} agreed to, {len(steps) - passed} rejected"


def _headline(name: str, steps: Sequence[Step]) -> str:
    tries = [step for step in steps if step.row["stage"] == "override"]
    many = counted(len(steps), "roll call")
    if tries:
        counts = listed([f"{step.chamber} {_count(step)}" for step in tries])
        held = len({step.chamber for step in tries if step.passed}) == 2
        end = f"became law over the veto, {counts}" if held else f"failed over the veto, {counts}"
        return f"After {many}, {name} {end}"
    texts = [step for step in steps if step.on_text]
    passed = [step for step in texts if step.passed]
    if passed:
        counts = listed([f"{step.chamber} {count_of(step.row)}" for step in passed[-4:]])
        return f"{name} came through {many}: {counts}"
    if texts:
        return f"{name} failed: {texts[-1].chamber} {_count(texts[-1])}, after {many}"
    return f"{name} had {many}, none on its passage: {run_outcome(steps)}"


def _count(step: Step) -> str:
    return tally(step.row["yea"], step.row["nay"])

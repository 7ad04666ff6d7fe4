"""The margin of a bill or a roll call: is it veto-proof, by how much, who dissented.

Every result is a small frozen record; ``to_dict`` gives the JSON contract of the command line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from votekit.analysers.actions import Action
from votekit.analysers.clock import Clock
from votekit.analysers.fate import Fate
from votekit.analysers.leaders import NOBODY, LeaderNay, tactical_nays
from votekit.analysers.parties import PartySplit, party_splits
from votekit.analysers.people import (
    MemberPosition,
    away,
    defectors,
    dissenters,
    name_members,
)
from votekit.analysers.recorded import RecordedCheck
from votekit.analysers.statements import Statement
from votekit.analysers.veto import VetoMargin, veto_margin
from votekit.rules import RULES, needed
from votekit.rules.disagreement import Disagreement, disagreements_of
from votekit.shipped import Leaders
from votekit.words.counts import signed
from votekit.words.phrases import Act, for_sentence
from votekit.words.rollcall import act_of, headline

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Bill:
    """A bill or resolution, with its title: its document's where one was fetched, or the record's.

    ``sponsor``, ``introduced``, ``official_title`` and ``source_url`` are the document's.
    """

    id: str
    type: str
    number: int
    congress: int
    title: str
    sponsor: str | None = None
    introduced: date | None = None
    official_title: str | None = None
    source_url: str | None = None


@dataclass(frozen=True)
class RuleApplied:
    """The rule that decided a roll call, what it took, and what followed.

    ``margin`` is the yeas above the number needed, negative when short.
    ``stated`` is the fraction that the source gives, ``recorded_outcome`` what its result says;
    ``exception`` gives the reason where that differs from ``outcome``.
    """

    key: str
    fraction: str
    base: str
    needed: int
    margin: int
    outcome: str
    authority: str
    label: str
    stated: str
    recorded_outcome: str
    exception: str | None


@dataclass(frozen=True)
class VoteMargin:
    """One roll call with its rule, its veto arithmetic, its parties and its dissenters.

    ``headline`` says what was done, ``brief`` the same with the bill named by its number alone
    (``votekit.words.rollcall``); ``act`` what the chamber does for either outcome, in the
    infinitive.

    ``category`` is the source's own; ``vice_president_name`` is who voted ``vice_president``, where
    that broke a tie. ``tactical`` are the floor leaders whose nay on a motion that failed let them
    move to reconsider; they are not among the ``defectors``. ``kept`` says that the store has the
    source's own document, where it has. ``disagreements`` are where official total, recorded result
    and count contradict each other.
    """

    vote_id: str
    chamber: str
    congress: int
    session: int
    number: int
    date: date
    question: str
    headline: str
    brief: str
    act: Act
    result: str
    role: str
    stage: str
    rule: RuleApplied
    yea: int
    nay: int
    present: int
    not_voting: int
    voting: int
    listed: int
    vice_president: str | None
    veto: VetoMargin | None
    parties: list[PartySplit]
    dissenters: list[MemberPosition]
    defectors: list[MemberPosition]
    tactical: list[LeaderNay]
    away: list[MemberPosition]
    source: str
    source_url: str
    notes: list[str]
    kept: str | None = None
    by: str | None = None
    disagreements: list[Disagreement] = field(default_factory=list)
    category: str = "unknown"
    vice_president_name: str | None = None


@dataclass(frozen=True, repr=False)
class Margin:
    """The answer to a reference: verdict, the sentence that explains it, and the roll calls.

    ``actions`` is what became of a bill, as far as its actions were fetched; ``statements`` is what
    the White House said of it; ``fate`` what became of it, where anything here tells; ``recorded``
    compares its deciding roll calls with those that its document names.
    """

    query: str
    bill: Bill | None
    verdict: str
    explanation: str
    votes: list[VoteMargin]
    clock: Clock | None = None
    notes: list[str] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    fate: Fate | None = None
    recorded: list[RecordedCheck] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON contract: plain dicts and lists, dates as ISO text."""
        plain: dict[str, Any] = as_plain(asdict(self))
        return plain

    def __repr__(self) -> str:
        told = ", ".join(_short(vote) for vote in self.votes)
        return f"<Margin {self.query}: {self.verdict}; {told or 'no roll call'}>"

    def _repr_markdown_(self) -> str:
        lines = [f"**{self.explanation}**", "", *_MARKDOWN_HEAD]
        lines += [_markdown_row(vote) for vote in self.votes]
        return "\n".join(lines)


def _short(vote: VoteMargin) -> str:
    spare = f" ({signed(vote.veto.cushion)})" if vote.veto else ""
    return f"{vote.vote_id} {vote.yea}–{vote.nay}{spare}"


_MARKDOWN_HEAD = (
    "| roll call | date | role | yea–nay | needed | two-thirds, to override a veto |",
    "|---|---|---|---:|---:|---:|",
)


def _markdown_row(vote: VoteMargin) -> str:
    rule = vote.rule
    spare = "tie broken" if vote.vice_president == "yea" else signed(rule.margin)
    veto = f"{vote.veto.needed} ({signed(vote.veto.cushion)})" if vote.veto else "–"
    return (
        f"| {vote.vote_id} | {vote.date} | {vote.role} | {vote.yea}–{vote.nay} "
        f"| {rule.needed} ({spare}) | {veto} |"
    )


def as_plain(value: Any) -> Any:
    """Bring a result to what JSON has: dates become ISO text."""
    if isinstance(value, dict):
        return {key: as_plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value


def vote_margin(
    row: Row,
    *,
    role: str,
    tallies: Iterable[Row],
    positions: Iterable[Row],
    members: Iterable[Row],
    exceptions: Mapping[str, str],
    tie_breaker: str | None = None,
    leaders: Leaders = NOBODY,
) -> VoteMargin:
    """Return the margin of one roll call with yeas and nays.

    Takes the row of ``rollcalls``, the rows of ``tallies`` and ``positions`` on it, the rows of
    ``members`` of that Congress, the exceptions' reasons by roll call, the name of who was Vice
    President on that day, and the floor leaders.
    """
    parties = party_splits(tallies)
    people = name_members(positions, members)
    applied = _applied(row, exceptions)
    tactical = tactical_nays(row, people, parties, leaders)
    absent = row["present"] + row["not_voting"]
    subject = row["subject_to_veto"]
    return VoteMargin(
        vote_id=row["vote_id"],
        chamber=row["chamber"],
        congress=row["congress"],
        session=row["session"],
        number=row["number"],
        date=row["date"].date(),
        question=row["question"],
        headline=headline(row),
        brief=headline(row, full=False),
        act=_act(row),
        result=row["result"],
        role=role,
        stage=row["stage"],
        rule=applied,
        yea=row["yea"],
        nay=row["nay"],
        present=row["present"],
        not_voting=row["not_voting"],
        voting=row["yea"] + row["nay"],
        listed=row["listed"],
        vice_president=row["vice_president"],
        veto=veto_margin(row["chamber"], row["yea"], row["nay"], absent) if subject else None,
        parties=parties,
        dissenters=dissenters(people, applied.outcome),
        defectors=defectors(people, parties, tactical),
        tactical=tactical,
        away=away(people),
        source=row["source"],
        source_url=row["source_url"],
        notes=_notes(row, applied, tie_breaker),
        by=row.get("by"),
        disagreements=disagreements_of(row),
        category=row["category"],
        vice_president_name=tie_breaker if row["vice_president"] else None,
    )


def _act(row: Row) -> Act:
    act = act_of(row, full=False)
    return Act(for_sentence(act.yes), for_sentence(act.no))


def _applied(row: Row, exceptions: Mapping[str, str]) -> RuleApplied:
    rule = RULES[row["rule"]]
    counts = {name: row[name] for name in ("yea", "nay", "present", "listed")}
    wanted = needed(rule, **counts)
    return RuleApplied(
        key=rule.key,
        fraction=rule.fraction,
        base=rule.base,
        needed=wanted,
        margin=row["yea"] - wanted,
        outcome=row["outcome"],
        authority=rule.authority,
        label=rule.label,
        stated=row["requires"],
        recorded_outcome=row["recorded_outcome"],
        exception=exceptions.get(row["vote_id"]),
    )


def decided_by_delegates(row: Row) -> tuple[int, int] | None:
    """Return the yeas and nays without delegates where their votes decide; else ``None``.

    The Committee of the Whole then rises, and the House votes at once without them: so after
    h311-118.2023, 216–216, which would have been 214–213.

    Rule: House Rule XVIII, clause 6(h); in the 103rd Congress Rule XXIII, clause 2(d).
    """
    yea, nay = row["yea"] - row["delegates_yea"], row["nay"] - row["delegates_nay"]
    return None if (row["yea"] > row["nay"]) == (yea > nay) else (yea, nay)


def _notes(row: Row, applied: RuleApplied, breaker: str | None) -> list[str]:
    """Say aloud where the record disagrees with itself."""
    notes = [row["link"]] if row.get("link") else []
    if applied.stated != applied.fraction:
        notes.append(
            f"The source states {applied.stated} as required; the question takes "
            f"{applied.fraction} ({applied.authority})."
        )
    if applied.exception:
        notes.append(applied.exception)
    if row["vice_president"]:
        who = f"The Vice President, {breaker}," if breaker else "The Vice President"
        notes.append(
            f"{who} voted {row['vice_president']} to break the tie; that vote is no senator’s and "
            "never counts toward two-thirds."
        )
    if row["delegates_yea"] or row["delegates_nay"]:
        notes.append(
            f"Delegates voted {row['delegates_yea']}–{row['delegates_nay']} in the Committee of "
            "the Whole; they are in the count but not among the House's 435."
        )
    if again := decided_by_delegates(row):
        notes.append(
            f"The delegates’ votes decided it: without them it is {again[0]}–{again[1]}, and on "
            "that the House votes again at once (House Rule XVIII, clause 6(h))."
        )
    return notes

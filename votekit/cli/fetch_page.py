"""What a fetch did, as pages: a line of counts per chamber, then what needs a sentence."""

from typing import TYPE_CHECKING

from votekit.cli.page import Grid, Page
from votekit.congresses import ordinal
from votekit.words.counts import counted
from votekit.words.text import capitalized

if TYPE_CHECKING:
    from votekit.fetchers.document_summary import DocumentSummary
    from votekit.fetchers.request import Fetched
    from votekit.fetchers.summary import ChamberSummary

LISTED = 12
"""So many of a kind are named on a page; JSON names all."""
HEADER = (
    *("new", "corrected", "unchanged", "vacated"),
    *("not taken", "failed", "not asked", "requests"),
)


def pages_of(fetched: "Fetched") -> list[Page]:
    """Make the pages: one a chamber, one for bills, one for what concerns the whole fetch."""
    pages = [
        _would_ask(summary) if fetched.dry_run else _chamber(summary)
        for summary in fetched.chambers
    ]
    pages += [_bill(bill) for bill in fetched.bills]
    pages += [_documents(summary) for summary in fetched.documents]
    notes = list(fetched.said)
    failures = [f"{name}: {why}" for name, why in fetched.failed.items()]
    if notes or failures or not pages:
        lead = f"Store: {fetched.store}."
        pages.append(Page("Fetch", lead, lists=_listed("Failed", failures), notes=notes))
    return pages


def how_to_go_on(fetched: "Fetched") -> str | None:
    """Say what to do about what failed."""
    if fetched.interrupted:
        count, noun = fetched.rollcalls, "roll call"
        if fetched.documents:
            noun = fetched.documents[0].noun
            count = sum(summary.taken for summary in fetched.documents)
        were = "was" if count == 1 else "were"
        taken = f"{counted(count, noun)} {were} taken in"
        return f"Stopped: {taken}; run the same `votekit fetch` to go on."
    if fetched.is_complete:
        return None
    offline = [title for summary in fetched.chambers for title in summary.unreachable]
    if offline and not fetched.rollcalls:
        where = " or ".join(dict.fromkeys(offline))
        return (
            f"Offline, with no connection to {where}: see to the network, then run the same "
            "command again. What is in the record stays."
        )
    return (
        "Not everything could be fetched: what was is in the store; run the same `votekit fetch` "
        "later to go on with the rest."
    )


def _heading(summary: "ChamberSummary") -> str:
    return f"{summary.chamber.capitalize()}, {ordinal(summary.congress)} Congress"


def _would_ask(summary: "ChamberSummary") -> Page:
    count = len(summary.would_ask)
    known = f"{count:,} roll call{'' if count == 1 else 's'}"
    if summary.failed or summary.said:
        known = f"{known}, and others that are not known," if count else "What is not known"
    lists = [
        *_listed("Would ask for", _ranges(summary.would_ask)),
        *_listed("Failed", [f"{name}: {why}" for name, why in summary.failed.items()]),
    ]
    return Page(_heading(summary), f"{known} would be asked for.", lists=lists, notes=summary.said)


def _chamber(summary: "ChamberSummary") -> Page:
    if summary.unreachable and not summary.asked_for_any:
        return Page(
            _heading(summary), f"No connection to {' or '.join(summary.unreachable)}.", good=False
        )
    numbers = (
        len(summary.new),
        len(summary.corrected),
        summary.unchanged,
        len(summary.vacated),
        len(summary.kept),
        len(summary.failed),
        len(summary.not_asked),
        summary.asked,
    )
    cells = tuple(f"{number:,}" for number in numbers)
    lists = [
        *_listed("New", _ranges(summary.new)),
        *_listed("Corrected", [f"{one.vote_id}: {_few(one.changes)}" for one in summary.corrected]),
        *_listed("Vacated", summary.vacated),
        *_listed("Not taken", [f"{one.vote_id}: {_few(one.changes)}" for one in summary.kept]),
        *_listed("Not posted", summary.not_posted),
        *_listed("Failed", [f"{name}: {why}" for name, why in summary.failed.items()]),
        *_listed("Not asked for", _ranges(summary.not_asked)),
        *_listed("Contradicts itself", [f"{name}: {what}" for name, what in summary.disagreements]),
    ]
    return Page(
        _heading(summary),
        _lead(summary),
        grids=[Grid(HEADER, [cells], frozenset(range(len(HEADER))))],
        lists=lists,
        notes=[*summary.said, f"Source: {', '.join(summary.sources) or 'kept documents'}."],
        good=summary.is_complete,
    )


def _lead(summary: "ChamberSummary") -> str:
    if summary.is_up_to_date and not summary.kept:
        return "Up to date: nothing new."
    count = len(summary.new) + len(summary.corrected) + len(summary.vacated)
    told = [f"{count:,} roll call{'' if count == 1 else 's'} taken in"]
    if summary.kept:
        told.append(f"{len(summary.kept):,} not taken")
    lost = len(summary.failed) + (0 if summary.stopped else len(summary.not_asked))
    if lost:
        told.append(f"{lost:,} could not be fetched")
    if summary.stopped:
        told.append("stopped before the end")
    return f"{'; '.join(told)}."


def _bill(bill: dict[str, object]) -> Page:
    title = bill.get("title")
    heading = f"{bill['bill_id']}: {title}" if title else str(bill["bill_id"])
    if "failed" in bill:
        return Page(heading, f"It could not be fetched: {bill['failed']}", good=False)
    if "would_ask" in bill:
        return Page(heading, "It would be asked for.")
    lines, votes = _strings(bill.get("actions")), _strings(bill.get("recorded_votes"))
    told = [("Roll calls that its document names", ", ".join(votes))] if votes else []
    lead = "Actions from its presentment on." if lines else "Not presented to the president yet."
    notes = [*lines, *_strings(bill.get("disagreements")), f"Source: {bill['source']}."]
    return Page(heading, lead, lists=told, notes=notes, good=bool(lines) or None)


def _strings(given: object) -> list[str]:
    return [str(one) for one in given] if isinstance(given, list) else []


def _documents(summary: "DocumentSummary") -> Page:
    heading = capitalized(summary.title)
    if summary.dry_run:
        would = f"{counted(len(summary.would_ask), summary.noun)} would be asked for."
        lists = _listed("Would ask for", summary.would_ask)
        return Page(heading, would, lists=[*lists, *_failures(summary)], notes=summary.said)
    numbers = {
        "new": len(summary.new),
        "changed": len(summary.changed),
        "unchanged": summary.unchanged,
        "older": len(summary.older),
        "none there": len(summary.absent),
        "failed": len(summary.failed),
        "not asked": len(summary.not_asked),
        "requests": summary.asked,
    }
    told = [f"{counted(summary.taken, summary.noun)} taken in" if summary.taken else "Nothing new"]
    lost = len(summary.failed) + (0 if summary.stopped else len(summary.not_asked))
    told += [f"{lost:,} could not be fetched"] if lost else []
    told += ["stopped before the end"] if summary.stopped else []
    lists = [
        *_listed("New", summary.new),
        *_listed("Changed", summary.changed),
        *_listed("Older than what is there, and left out", summary.older),
        *_listed(f"{summary.source} has none of", summary.absent),
        *_failures(summary),
        *_listed("Not asked for", summary.not_asked),
        *_listed("Contradicts itself", summary.disagreements),
    ]
    cells = tuple(f"{number:,}" for number in numbers.values())
    return Page(
        heading,
        f"{'; '.join(told)}.",
        grids=[Grid(tuple(numbers), [cells], frozenset(range(len(numbers))))],
        lists=lists,
        notes=[*summary.said, f"Source: {summary.source}."],
        good=summary.is_complete,
    )


def _failures(summary: "DocumentSummary") -> list[tuple[str, str]]:
    return _listed("Failed", [f"{name}: {why}" for name, why in summary.failed.items()])


def _listed(title: str, entries: list[str]) -> list[tuple[str, str]]:
    if not entries:
        return []
    shown = entries[:LISTED]
    left = len(entries) - len(shown)
    more = f"; and {left:,} more (--format json names them)" if left else ""
    return [(title, f"{'; '.join(entry.rstrip('.') for entry in shown)}{more}")]


def _few(changes: tuple[str, ...]) -> str:
    left = len(changes) - LISTED
    return "; ".join(changes[:LISTED]) + (f"; and {left:,} more" if left > 0 else "")


def _ranges(vote_ids: list[str]) -> list[str]:
    """Write runs of numbers as one entry: ``h284 to h290-119.2026``."""
    from votekit.fetchers.summary import in_order

    runs: list[list[str]] = []
    for vote_id in sorted(vote_ids, key=in_order):
        session, number = in_order(vote_id)
        last = in_order(runs[-1][-1]) if runs else None
        if last == (session, number - 1):
            runs[-1].append(vote_id)
        else:
            runs.append([vote_id])
    return [run[0] if len(run) == 1 else f"{run[0].partition('-')[0]} to {run[-1]}" for run in runs]

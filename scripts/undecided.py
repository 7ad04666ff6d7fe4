"""List why a chamber has no deciding roll call on a bill: ``undecided.py [--write]``.

Looks over the whole record for any roll call, under any number, that names a bill after the one
shown, and writes ``data/undecided.csv``. What can be told from the question alone is told by the
script. A resolution that names the bill must be read by eye, since some rules that "provide for
consideration" deem the House to have concurred: new ones come out as ``unread`` and fail the
tests, until ``data/linked_votes.csv`` has them or their row is set to ``rule``.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from votekit.analysers.deciding import Deciding, deciding_rollcalls, in_order
from votekit.linked import UNNAMED, with_linked
from votekit.lookup import DETAIL
from votekit.rules import TEXT_STAGES, VETOABLE
from votekit.shipped import undecided
from votekit.store import Record
from votekit.store.location import shipped_directory

Row = dict[str, Any]

COLUMNS = ("bill_id", "chamber", "kind", "shown", "later", "reason")
REASONS = {
    "silent": "No roll call of the chamber, under any number, acts on the bill.",
    "unnamed": "No roll call names the bill; 17 of the House in this Congress name none.",
    "motions": "The chamber's roll calls on the bill are on amendments and motions only.",
    "blocked": "A vote to end debate failed, and no vote on the bill followed.",
    "lost": "The last text that the chamber voted on was rejected, and nothing later names it.",
    "changed": "The text changed after the roll call shown, and nothing later agrees to it.",
    "vetoed": "Passed without a roll call that names it; the votes on its veto are in the record.",
    "missing": "The record has no roll call of this chamber in that year.",
    "reading": "A roll call was on the third reading, which agrees to no text.",
    "part": "Amendments that a conference left in disagreement, after the vote on its report.",
    "rule": "Title read by eye: it provides for consideration only, or says what the House thinks.",
    "enrollment": "Title read by eye: it corrects the enrolled bill and agrees to no text.",
    "unread": "A resolution names the bill: read it, and say whether it acts on it.",
}
_BILL = re.compile(
    r"\b(H\.? ?J\.? ?Res\.?|S\.? ?J\.? ?Res\.?|H\.? ?R\.?|S\.?) ?(\d+)(?!\d|,\d)", re.I
)
_PART = re.compile(r"\brecede|concur|disagree to s\.adt", re.I)
_READING = re.compile(r"third (reading|time)", re.I)


def by_bill(rows: list[Row], table: Any) -> dict[str, list[Row]]:
    """Give the roll calls on each bill that goes to the president, those filed elsewhere too."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in with_linked([row for row in rows if row["bill_id"]], table):
        if row["bill_id"].split("-")[0].rstrip("0123456789") in VETOABLE:
            found[row["bill_id"]].append(row)
    proposals = {row["bill_id"] for row in rows if row["rule"] == "constitutional-amendment"}
    return {bill: votes for bill, votes in found.items() if bill not in proposals}


def naming(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Give, for each bill, the roll calls under another number that name it and carried."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["stage"] not in TEXT_STAGES or row["outcome"] != "passed":
            continue
        text = f"{row['subject'] or ''} {row['question'].split(': ', 1)[-1]}"
        for kind, number in dict.fromkeys(_BILL.findall(text)):
            bill = f"{re.sub('[^a-z]', '', kind.lower())}{int(number)}-{row['congress']}"
            if bill != row["bill_id"]:
                found[bill].append(row)
    return found


def lines(record: Record) -> Iterator[Row]:
    """Give the list: a line for each chamber without a deciding roll call or with a later one."""
    table = record.rollcalls(columns=DETAIL)
    rows = table.to_pylist()
    bills, named, gaps = by_bill(rows, table), naming(rows), _gaps(rows)
    read = {(one["bill_id"], one["chamber"], one["later"]): one["kind"] for one in undecided()}
    for bill in sorted(bills, key=lambda bill: (int(bill.split("-")[1]), bill)):
        congress = int(bill.split("-")[1])
        decided = deciding_rollcalls(bills[bill], gaps.get(congress))
        for chamber in ("house", "senate"):
            line = _line(bill, chamber, decided, bills[bill], named.get(bill, []), gaps)
            if line:
                known = read.get((bill, chamber, line["later"]))
                if line["kind"] == "unread" and known in {"rule", "enrollment"}:
                    line["kind"] = known
                yield {**line, "reason": REASONS[line["kind"]]}


def _gaps(rows: list[Row]) -> dict[int, dict[str, int]]:
    there = {(row["congress"], row["chamber"], row["session"]) for row in rows}
    return {
        congress: {"house": 1787 + 2 * congress}
        for congress in {place[0] for place in there}
        if (congress, "house", 1) not in there
    }


def _line(
    bill: str,
    chamber: str,
    decided: Deciding,
    own: list[Row],
    named: list[Row],
    gaps: dict[int, dict[str, int]],
) -> Row | None:
    deciding = decided.votes.get(chamber, [])
    shown = deciding or [row for row in decided.undecided if row["chamber"] == chamber]
    since = max((row["date"] for row in shown), default=None)
    until = decided.overrides[0]["date"] if decided.overrides else None
    ids = {row["vote_id"] for row in own if row["stage"] != "other" and not row.get("changes")}
    after = [
        row
        for row in in_order([*own, *named])
        if row["chamber"] == chamber
        and (since is None or row["date"] > since)
        and (until is None or row["date"] < until)
    ]
    elsewhere = [row for row in after if row in named and row["vote_id"] not in ids]
    motions = [row for row in after if row not in named and row["stage"] == "other"]
    congress = int(bill.split("-")[1])
    gap = chamber in gaps.get(congress, {})
    kind, later = _kind((chamber, congress), decided, elsewhere, motions, gap=gap)
    if deciding and kind not in {"unread", "part"}:
        return None
    return {
        "bill_id": bill,
        "chamber": chamber,
        "kind": kind,
        "shown": shown[-1]["vote_id"] if shown else "",
        "later": " ".join(row["vote_id"] for row in later),
    }


def _kind(
    place: tuple[str, int],
    decided: Deciding,
    elsewhere: list[Row],
    motions: list[Row],
    *,
    gap: bool,
) -> tuple[str, list[Row]]:
    """Tell the kind of a line, and the roll calls that show it: the first that holds."""
    chamber, congress = place
    parts = [row for row in motions if chamber == "house" and _PART.search(row["type"])]
    readings = [row for row in motions if _READING.search(row["type"])]
    blocked = "a vote to end debate failed" in decided.reasons.get(chamber, "")
    last = motions[-1:]
    kinds = (
        ("unread", elsewhere, elsewhere),
        ("part", parts, parts),
        ("reading", readings, readings),
        ("lost", chamber in {row["chamber"] for row in decided.lost}, []),
        ("changed", chamber in {row["chamber"] for row in decided.overtaken}, last),
        ("missing", gap, last),
        ("vetoed", decided.overrides, last),
        ("blocked", blocked, last),
        ("motions", motions, last),
        ("unnamed", (chamber, congress) in UNNAMED, []),
        ("silent", True, []),
    )
    return next((kind, later) for kind, holds, later in kinds if holds)


def main() -> None:
    """Write the list, or say how many there are of each kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write data/undecided.csv")
    arguments = parser.parse_args()
    found = list(lines(Record.open()))
    if arguments.write:
        path = shipped_directory() / "undecided.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    counts = Counter((line["kind"], line["chamber"]) for line in found)
    for (kind, chamber), count in sorted(counts.items()):
        print(f"{count:6,}  {chamber:6}  {kind:10}  {REASONS[kind]}")
    print(f"{len(found):6,}")


if __name__ == "__main__":
    main()

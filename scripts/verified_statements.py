"""The statements of the White House as their source has them, read without the builder's parser.

Bills, day, title and address are compared with the source's own fields; what a statement says of a
bill is read again from its text.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from verified_report import Key, Row

from votekit.fetchers.sap.parse import PRESIDENTS
from votekit.fetchers.sap.stance import stance_on

FILE = Path("sap") / "statements.jsonl.gz"
_NAMED = re.compile(r"H\.J\. Res\. (\d+)")


def read_statements(source: Path) -> Iterator[tuple[Key, Row]]:
    """Give each bill of each statement, by bill, day and address."""
    with gzip.open(source / FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            for bill in bills_of(said):
                row = expected(said, bill)
                yield (row["bill_id"], row["day"], row["source_url"]), row


def bills_of(said: Row) -> list[str]:
    """Give the bills of a statement; one has ten in a single word (Oct. 4, 2013)."""
    bills = list(dict.fromkeys(said["bills"]))
    if bills != ["hjres75767778798082838485"]:
        return bills
    ten = dict.fromkeys(_NAMED.findall(said["text"]))
    headed = dict.fromkeys(re.findall(r"H\.R\. (\d+)", said["text"][:2500]))
    return [*(f"hjres{number}" for number in ten), *(f"hr{number}" for number in headed)]


def expected(said: Row, bill: str) -> Row:
    """Give the row that the record should have."""
    told = stance_on(bill, bills_of(said), said["text"]) if said["text"] else None
    return {
        "bill_id": f"{bill}-{said['congress']}",
        "congress": said["congress"],
        "day": said["date"],
        "president": PRESIDENTS[said["president"]],
        "title": " ".join(said["title"].split()),
        "stance": told.stance.value if told else "unknown",
        "quote": told.quote if told else None,
        "rescinded": bool(said["rescinded"]),
        "source": "sap",
        "source_url": said["url"],
    }

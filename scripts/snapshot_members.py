"""The members table of the snapshot: who sat in each chamber of each Congress, with all ids.

Who sat is told by the roll calls; ids and names by the legislators files; district and the two
dimensions by Voteview's member files. Where Voteview's file of one Congress and chamber is not at
hand, its index of all members is used; ``scores_from`` says which.
"""

import csv
import gzip
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Score = dict[str, Any]

INDEX = "HSall_members_index.tsv.gz"
PARTY_CODES = {"100": "D", "200": "R", "328": "I"}


def open_text(path: Path) -> io.StringIO:
    """Open a text file, compressed or not."""
    data = path.read_bytes()
    plain = gzip.decompress(data) if path.suffix == ".gz" else data
    return io.StringIO(plain.decode("utf-8"), newline="")


def legislators(directory: Path) -> dict[str, Row]:
    """Read the legislators files by Bioguide and by LIS id."""
    people: dict[str, Row] = {}
    for name in ("legislators-historical.csv.gz", "legislators-current.csv"):
        with open_text(directory / name) as stream:
            for row in csv.DictReader(stream):
                people[row["bioguide_id"]] = row
                if row["lis_id"]:
                    people[row["lis_id"]] = row
    return people


def fold(text: str) -> str:
    """Bring a name to plain lower-case letters, for comparing.

    >>> fold("Díaz-Balart"), fold("O’Rourke")
    ('diazbalart', 'orourke')
    """
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z]", "", plain.lower())


def known_name(person: Row) -> str:
    """Return the name by which a member is known, without party or disambiguation."""
    common = re.sub(r"\s*\([^)]*\)$", "", person["wikipedia_id"]).strip()
    last = person["last_name"]
    if common and fold(last.replace("-", " ").split()[-1]) in fold(common):
        return common
    first = person["nickname"] or person["first_name"]
    return " ".join(part for part in (first, last, person["suffix"]) if part)


def whole(text: str) -> int | None:
    """Read a number that some copies write as a float (``14009.0``)."""
    return int(float(text)) if text.strip() else None


def real(text: str) -> float | None:
    """Read a score; empty where there is none."""
    return float(text) if text.strip() else None


def _index_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Give the index's rows with the Congress, which it lacks: chambers follow in order."""
    congress, before = 1, "House"
    with open_text(path) as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if before == "Senate" and row["chamber"] != "Senate":
                congress += 1
            before = row["chamber"]
            yield congress, row


def scores(directory: Path, congresses: Iterable[int]) -> dict[tuple[int, str, str], list[Score]]:
    """Read Voteview's members by Congress, chamber and Bioguide id."""
    wanted = set(congresses)
    found: dict[tuple[int, str, str], list[Score]] = {}
    for congress, row in _index_rows(directory / INDEX):
        if congress in wanted and row["chamber"] != "President":
            key = (congress, row["chamber"].lower(), row["bioguide_id"])
            found.setdefault(key, []).append(
                _score(row, row["district"], row["dw_nominate"], row["dw_nominate2"], INDEX)
            )
    for path in sorted(directory.glob("[HS]*_members.csv")):
        fresh: dict[tuple[int, str, str], list[Score]] = {}
        with open_text(path) as stream:
            for row in csv.DictReader(stream):
                if row["chamber"] == "President" or not row["bioguide_id"]:
                    continue
                key = (int(row["congress"]), row["chamber"].lower(), row["bioguide_id"])
                fresh.setdefault(key, []).append(
                    _score(
                        row,
                        row["district_code"],
                        row["nominate_dim1"],
                        row["nominate_dim2"],
                        path.name,
                    )
                )
        found.update(fresh)
    return found


def _score(row: Row, district: str, dim1: str, dim2: str, source: str) -> Score:
    scored = dim1.strip() != ""
    return {
        "icpsr": whole(row["icpsr"]),
        "state": row["state_abbrev"],
        "district": whole(district) if row["chamber"] == "House" else None,
        "party": PARTY_CODES.get(str(whole(row["party_code"])), "?"),
        "dim1": real(dim1),
        "dim2": real(dim2),
        "scores_from": source if scored else None,
    }


def caucuses(path: Path) -> dict[str, list[Row]]:
    """Read the table of independents by Bioguide id."""
    table: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            table.setdefault(row["bioguide"], []).append(row)
    return table


def member_row(seen: Row, person: Row | None, score: list[Score], caucus_rows: list[Row]) -> Row:
    """Make one row of ``members``.

    ``seen`` is what the roll calls say: congress, chamber, member_id, last name printed, party and
    state of the member's last roll call, its day, and the first and last name where given.
    """
    best = next((entry for entry in score if entry["party"] == seen["party"]), None)
    best = best or (score[0] if score else {})
    printed = re.sub(r"\s*\([^)]*\)$", "", seen["name"])
    state = seen["state"]
    if state == "XX":
        state = (person and person["state"]) or best.get("state") or state
    caucus = None
    if seen["party"] not in {"D", "R"}:
        day = seen["day"]
        rows = [row for row in caucus_rows if row["since"] <= day <= (row["until"] or day)]
        caucus = (rows[0]["caucus"] or None) if rows else None
    first, last = seen.get("first_name"), seen.get("last_name") or printed
    return {
        "congress": seen["congress"],
        "chamber": seen["chamber"],
        "member_id": seen["member_id"],
        "bioguide": person["bioguide_id"] if person else _if_bioguide(seen["member_id"]),
        "lis": (person["lis_id"] or None) if person else _if_lis(seen["member_id"]),
        "icpsr": best.get("icpsr") or (whole(person["icpsr_id"]) if person else None),
        "govtrack": whole(person["govtrack_id"]) if person else None,
        "name": known_name(person) if person else " ".join(filter(None, (first, last))),
        "first_name": person["first_name"] if person else first,
        "last_name": person["last_name"] if person else last,
        "printed_name": seen["printed_name"],
        "state": state,
        "district": best.get("district"),
        "party": seen["party"],
        "caucus": caucus,
        "dim1": best.get("dim1"),
        "dim2": best.get("dim2"),
        "scores_from": best.get("scores_from"),
    }


def _if_bioguide(member_id: str) -> str | None:
    return member_id if len(member_id) == 7 else None


def _if_lis(member_id: str) -> str | None:
    return member_id if len(member_id) == 4 else None

"""The members as the legislators files, Voteview and the roll calls have them."""

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from verified_report import Key, Row

from votekit.store.location import shipped_directory

LEGISLATORS = ("legislators-historical.csv.gz", "legislators-current.csv")
INDEX = "HSall_members_index.tsv.gz"


@dataclass(frozen=True)
class People:
    """What the other sources say of members."""

    persons: dict[str, Row]
    """Rows of the legislators files by Bioguide and by LIS id."""
    scores: dict[Key, list[Row]]
    """Rows of the Voteview files by Congress, chamber and Bioguide id."""
    caucuses: list[Row]


def read_csv(path: Path, delimiter: str = ",") -> Iterator[Row]:
    """Give the rows of a text file, compressed or not."""
    reader: Callable[..., IO[str]] = gzip.open if path.suffix == ".gz" else open
    with reader(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter=delimiter)


def read_people(source: Path) -> People:
    """Read the legislators files, the Voteview files and the table of caucuses."""
    persons: dict[str, Row] = {}
    for name in LEGISLATORS:
        for row in read_csv(source / "legislators" / name):
            persons |= {row[key]: row for key in ("bioguide_id", "lis_id") if row[key]}
    scores = index_scores(source / "voteview" / INDEX)
    for path in sorted((source / "voteview").glob("[HS]???_members.csv")):
        scores |= file_scores(path)
    return People(persons, scores, list(read_csv(shipped_directory() / "caucuses.csv")))


def index_scores(path: Path) -> dict[Key, list[Row]]:
    """Read Voteview's index of all members. It has no Congress: a new one begins with a House."""
    scores: dict[Key, list[Row]] = {}
    congress, before = 0, ""
    for row in read_csv(path, "\t"):
        congress += row["chamber"] == "House" != before
        before = row["chamber"]
        if row["chamber"] != "President":
            key = (congress, row["chamber"].lower(), row["bioguide_id"])
            numbers = (row["district"], row["dw_nominate"], row["dw_nominate2"])
            scores.setdefault(key, []).append(score_of(row, *numbers, INDEX))
    return scores


def file_scores(path: Path) -> dict[Key, list[Row]]:
    """Read Voteview's file of one chamber in one Congress."""
    scores: dict[Key, list[Row]] = {}
    for row in read_csv(path):
        if row["chamber"] != "President" and row["bioguide_id"]:
            key = (int(row["congress"]), row["chamber"].lower(), row["bioguide_id"])
            numbers = (row["district_code"], row["nominate_dim1"], row["nominate_dim2"])
            scores.setdefault(key, []).append(score_of(row, *numbers, path.name))
    return scores


def score_of(row: Row, district: str, dim1: str, dim2: str, file: str) -> Row:
    """Give what the record takes from a row of Voteview; some copies write ``14009.0``."""
    return {
        "party": {"100": "D", "200": "R", "328": "I"}.get(row["party_code"].removesuffix(".0")),
        "state": row["state_abbrev"],
        "icpsr": int(float(row["icpsr"])) if row["icpsr"] else None,
        "district": int(float(district)) if district and row["chamber"] == "House" else None,
        "dim1": float(dim1) if dim1 else None,
        "dim2": float(dim2) if dim2 else None,
        "scores_from": file if dim1 else None,
    }


def expected_member(seen: Row, people: People) -> Row:
    """Work out a row of ``members``, all but the name by which a member is known."""
    person = people.persons.get(seen["member_id"], {})
    own = {"bioguide" if seen["chamber"] == "house" else "lis": seen["member_id"]}
    bioguide = person.get("bioguide_id") or own.get("bioguide")
    score = best_score(people.scores.get((seen["congress"], seen["chamber"], bioguide)), seen)
    first, last = seen["names"] or (None, re.sub(r"\s*\([^)]*\)$", "", seen["printed_name"]))
    state = seen["state"]
    if state == "XX":
        state = person.get("state") or score.get("state") or state
    return {
        **{key: seen[key] for key in ("congress", "chamber", "member_id", "party", "printed_name")},
        "bioguide": bioguide,
        "lis": person.get("lis_id") or own.get("lis"),
        "govtrack": int(person["govtrack_id"]) if person.get("govtrack_id") else None,
        "first_name": person.get("first_name", first and first.strip()),
        "last_name": person.get("last_name", last.strip()),
        "state": state,
        "caucus": caucus_of(bioguide, seen, people.caucuses),
        "icpsr": score.get("icpsr") or int(person.get("icpsr_id") or 0) or None,
        **{key: score.get(key) for key in ("district", "dim1", "dim2", "scores_from")},
    }


def best_score(scores: list[Row] | None, seen: Row) -> Row:
    """Choose among a party switcher's rows the one of the party in the chamber's roll calls."""
    rows = scores or [{}]
    return next((row for row in rows if row.get("party") == seen["party"]), rows[0])


def caucus_of(bioguide: str | None, seen: Row, caucuses: list[Row]) -> str | None:
    """Tell with which party an independent caucused on the last roll call."""
    if seen["party"] in {"D", "R"}:
        return None
    for row in caucuses:
        if row["bioguide"] == bioguide and row["since"] <= seen["day"] <= (row["until"] or "9"):
            return row["caucus"] or None
    return None


def known_names(row: Row, person: Row) -> set[str]:
    """Give the names that a member may be known by: of the legislators files, or of the record."""
    if not person:
        return {" ".join(filter(None, (row["first_name"], row["last_name"])))}
    parts = (person["nickname"] or person["first_name"], person["last_name"], person["suffix"])
    title = re.sub(r"\s*\([^)]*\)$", "", person["wikipedia_id"]).strip()
    return {title, " ".join(filter(None, parts))} - {""}

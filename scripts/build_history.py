"""Build the record before 1989: ``build_history.py SOURCE_DIR [TARGET_DIR]``.

SOURCE_DIR holds Voteview's matrices and members (mid-2018), its printed texts of the Senate, the
texts of the House of the 52nd to 54th Congresses, and the House's attempts to override. Building
twice gives the same bytes.
"""

import argparse
import csv
import lzma
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent))

from history_sources import (
    CONGRESSES,
    Matrix,
    Printed,
    read_columns,
    read_matrix,
    read_members,
    read_printed,
)

from votekit.congresses import CHAMBERS
from votekit.store.history import FILES, SCHEMAS, history_directory
from votekit.words.old_names import known_name, last_name

Row = dict[str, Any]
Texts = dict[tuple[str, int, int], Row]
PAGE = 1 << 26


def counts_of(matrix: Matrix) -> list[tuple[int, int]]:
    """Count the votes cast on each roll call: codes 1 and 6, without pairs and announcements."""
    yea, nay = (matrix.codes == 1).sum(axis=0), (matrix.codes == 6).sum(axis=0)
    return [(int(one), int(other)) for one, other in zip(yea, nay, strict=True)]


def places_of(base: Path, congress: int, matrix: Matrix) -> list[int | None]:
    """Give, for each number of the Senate's printed texts, its place in the matrix.

    They are the same but in the 45th Congress, whose files of 2011 and 2018 are ordered
    differently: there a text goes where the only column with the same casts is.
    """
    columns = read_columns(base, congress)
    count = len(matrix.rollcalls)
    if columns.shape != matrix.codes.shape or congress != 45:
        return list(range(count))
    places: dict[bytes, list[int]] = {}
    for at in range(count):
        places.setdefault(matrix.codes[:, at].tobytes(), []).append(at)
    found = [places.get(columns[:, at].tobytes(), []) for at in range(count)]
    return [one[0] if len(one) == 1 else None for one in found]


def senate_texts(base: Path, congress: int, matrix: Matrix, left: Counter[str]) -> Texts:
    """Join the Senate's printed texts with the roll calls whose count is the text's own."""
    counts = counts_of(matrix)
    places = places_of(base, congress, matrix)
    texts: Texts = {}
    for one in read_printed(base, congress):
        place = places[one.number - 1] if one.number <= len(places) else None
        if place is None:
            left["no roll call has its casts"] += 1
        elif one.yea is None:
            left["it gives no count"] += 1
        elif (one.yea, one.nay) != counts[place]:
            left["its count is another"] += 1
        else:
            texts["senate", congress, place + 1] = printed_row(one, congress)
    return texts


def printed_row(one: Printed, congress: int) -> Row:
    """Give the text, the day where it is one of the Congress, and the bill."""
    first = 1787 + 2 * congress
    # Sessions ended on March 4 of the odd year, and special ones began that day; to 1935.
    in_term = f"{first}-01-01" <= one.day < f"{first + 3}-01-01" if one.day else False
    return {
        "day": one.day if in_term else "",
        "bill": one.bill,
        "text": one.text,
        "told_by": "printed",
    }


def house_texts(base: Path, counts: dict[tuple[int, int], tuple[int, int]]) -> Texts:
    """Read the House's texts of 1891 to 1897, each of which has its roll call's count."""
    texts: Texts = {}
    path = base / "sooahnshin_issueirt" / "house_52_54_rollcalls.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            key = int(row["congress"]), int(row["rollnumber"])
            if counts[key] == (int(row["yea_count"]), int(row["nay_count"])):
                texts["house", *key] = {
                    "day": row["date"],
                    "bill": row["bill_number"],
                    "text": row["dtl_desc"],
                    "told_by": "voteview",
                }
    return texts


def override_texts(base: Path, matrices: dict[tuple[str, int], Matrix]) -> Texts:
    """Read the House's attempts to override; their counts often include pairs.

    A bill that somebody recalled, and no document names, is left out.
    """
    texts: Texts = {}
    with (base / "house_overrides.tsv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            congress, number = int(row["congress"]), int(row["roll"])
            if congress not in CONGRESSES or row["confirmed"] != "yes":
                continue
            codes = matrices["house", congress].codes[:, number - 1]
            cast = int((codes == 1).sum()), int((codes == 6).sum())
            paired = int(np.isin(codes, (1, 2, 3)).sum()), int(np.isin(codes, (4, 5, 6)).sum())
            if (int(row["yea"]), int(row["nay"])) in (cast, paired):
                texts["house", congress, number] = {
                    "day": row["date"],
                    "bill": row["bill"] if row["bill_how"] == "csv" else "",
                    "text": row["description"],
                    "told_by": "voteview",
                }
    return texts


def rollcall_rows(chamber: str, congress: int, matrix: Matrix, texts: Texts) -> list[Row]:
    """Give the rows of ``rollcalls``: counts, and what the texts say."""
    nothing = {"day": "", "bill": "", "text": "", "told_by": ""}
    return [
        {
            "congress": congress,
            "chamber": chamber,
            "rollnumber": at + 1,
            "yea": yea,
            "nay": nay,
            **texts.get((chamber, congress, at + 1), nothing),
        }
        for at, (yea, nay) in enumerate(counts_of(matrix))
    ]


def member_rows(chamber: str, congress: int, members: list[dict[str, str]]) -> list[Row]:
    """Give the rows of ``members``, in the order of the packed casts."""
    return [
        {
            "congress": congress,
            "chamber": chamber,
            "icpsr": int(float(row["icpsr"])),
            "name": known_name(row["bioname"]),
            "last_name": last_name(row["bioname"]),
            "state": row["state_abbrev"],
            "district": int(float(row["district_code"] or 0)),
            "party": int(float(row["party_code"])),
            "bioguide": row["bioguide_id"],
        }
        for row in members
    ]


def by_position(matrix: Matrix, members: list[dict[str, str]]) -> Matrix:
    """Order the members by party and Voteview's first dimension: alike rows pack smaller."""
    known = {int(float(row["icpsr"])): row for row in members}
    keys = [
        (float(known[icpsr]["party_code"]), float(known[icpsr]["nominate_dim1"] or 0), icpsr)
        for icpsr in matrix.icpsr
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return Matrix([matrix.icpsr[at] for at in order], matrix.rollcalls, matrix.codes[order])


def tally_rows(chamber: str, congress: int, matrix: Matrix, parties: list[int]) -> list[Row]:
    """Count the votes cast on each roll call by party."""
    rows = []
    for party in sorted(set(parties)):
        codes = matrix.codes[np.array(parties) == party]
        yea, nay = (codes == 1).sum(axis=0), (codes == 6).sum(axis=0)
        rows += [
            {
                "congress": congress,
                "chamber": chamber,
                "rollnumber": at + 1,
                "party": party,
                "yea": int(yea[at]),
                "nay": int(nay[at]),
            }
            for at in range(codes.shape[1])
            if yea[at] + nay[at]
        ]
    return sorted(rows, key=lambda row: (row["rollnumber"], row["party"]))


def packed(chamber: str, congress: int, matrix: Matrix) -> Row:
    """Pack the casts, member after member, a byte a roll call."""
    return {
        "congress": congress,
        "chamber": chamber,
        "members": len(matrix.icpsr),
        "rollcalls": len(matrix.rollcalls),
        "codes": lzma.compress(matrix.codes.tobytes(), preset=9 | lzma.PRESET_EXTREME),
    }


def build(base: Path, target: Path) -> None:
    """Build all files; say what was joined and what was left out."""
    places = [(chamber, congress) for congress in CONGRESSES for chamber in CHAMBERS]
    matrices = {place: read_matrix(base, *place) for place in places}
    counts = {
        (congress, at + 1): count
        for (chamber, congress), matrix in matrices.items()
        if chamber == "house"
        for at, count in enumerate(counts_of(matrix))
    }
    texts = {**override_texts(base, matrices), **house_texts(base, counts)}
    left: Counter[str] = Counter()
    rows: dict[str, list[Row]] = {name: [] for name in FILES}
    for place, matrix in matrices.items():
        chamber, congress = place
        if matrix.rollcalls != list(range(1, len(matrix.rollcalls) + 1)):
            raise SystemExit(f"{place}: roll calls are missing from the matrix")
        if chamber == "senate":
            texts |= senate_texts(base, congress, matrix, left)
        listed = read_members(base, *place)
        matrix = by_position(matrix, listed)
        members = member_rows(*place, listed)
        known = {row["icpsr"]: row for row in members}
        members = [known[icpsr] for icpsr in matrix.icpsr]
        rows["rollcalls"] += rollcall_rows(*place, matrix, texts)
        rows["members"] += members
        rows["tallies"] += tally_rows(*place, matrix, [row["party"] for row in members])
        rows["casts"].append(packed(*place, matrix))
    target.mkdir(parents=True, exist_ok=True)
    for name, file in FILES.items():
        write(pa.Table.from_pylist(rows[name], SCHEMAS[name]), target / file, name)
        print(f"{file}: {len(rows[name]):,} rows, {(target / file).stat().st_size:,} bytes")
    told = Counter((row["chamber"], row["told_by"]) for row in rows["rollcalls"])
    print("texts:", dict(told), "left out:", dict(left))


def write(table: pa.Table, path: Path, name: str) -> None:
    """Write one file; the casts of a Congress and chamber are a row group of their own."""
    alone = name == "casts"
    pq.write_table(
        table,
        path,
        compression="none" if alone else "zstd",
        compression_level=None if alone else 22,
        # One page a column: what stands far apart in a text column is alike all the same.
        row_group_size=1 if alone else table.num_rows,
        data_page_size=PAGE,
        use_dictionary=False,
        store_schema=False,
    )


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path, nargs="?", default=history_directory())
    given = parser.parse_args()
    build(given.source, given.target)


if __name__ == "__main__":
    main()

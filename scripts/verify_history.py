"""Check the record before 1989 against its sources: ``verify_history.py SOURCE_DIR``.

Every cast is compared with the matrices, every count with the casts, and every day and text of the
Senate with the count of the text that it came from. Exits 1 when anything differs.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from history_sources import CONGRESSES, read_matrix, read_printed

from votekit.congresses import CHAMBERS
from votekit.store import history

EXPECTED = {"house": (37_226, 11_968_688), "senate": (40_712, 3_235_762)}


def main() -> int:
    """Compare everything; print the totals and the differences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    base = parser.parse_args().source
    rows = {
        (row["chamber"], row["congress"], row["rollnumber"]): row
        for row in history.rollcalls().to_pylist()
    }
    totals = {chamber: [0, 0] for chamber in CHAMBERS}
    wrong: list[str] = []
    for chamber in CHAMBERS:
        for congress in CONGRESSES:
            matrix = read_matrix(base, chamber, congress)
            people = [one["icpsr"] for one in history.members(chamber, congress)]
            order = sorted(range(len(people)), key=people.__getitem__)
            kept = [np.frombuffer(codes, np.uint8) for codes in history.casts(chamber, congress)]
            codes = np.array([kept[at] for at in order])
            if sorted(people) != matrix.icpsr or not np.array_equal(codes, matrix.codes):
                wrong.append(f"{chamber} {congress}: the casts are not the matrix's")
            for at, column in enumerate(matrix.codes.T):
                row = rows[chamber, congress, at + 1]
                if (row["yea"], row["nay"]) != ((column == 1).sum(), (column == 6).sum()):
                    wrong.append(f"{chamber} {congress} {at + 1}: the counts are not the casts'")
            totals[chamber][0] += len(matrix.rollcalls)
            totals[chamber][1] += int(np.count_nonzero(matrix.codes))
            if chamber == "senate":
                wrong += _texts(base, congress, rows)
    for chamber in CHAMBERS:
        print(f"{chamber}: {totals[chamber][0]:,} roll calls, {totals[chamber][1]:,} casts")
        if tuple(totals[chamber]) != EXPECTED[chamber]:
            wrong.append(f"{chamber}: expected {EXPECTED[chamber]}")
    print("\n".join(wrong) or "No difference.")
    return 1 if wrong else 0


def _texts(base: Path, congress: int, rows: dict) -> list[str]:
    """Compare each text of the Senate with a printed one that has the roll call's own count."""
    printed = {(one.text, one.yea, one.nay) for one in read_printed(base, congress)}
    return [
        f"senate {congress} {row['rollnumber']}: no printed text has this count"
        for (chamber, number, _), row in rows.items()
        if (chamber, number) == ("senate", congress)
        and row["text"]
        and (row["text"], row["yea"], row["nay"]) not in printed
    ]


if __name__ == "__main__":
    raise SystemExit(main())

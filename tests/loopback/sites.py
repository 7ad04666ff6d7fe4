"""Lays documents out in a directory as the three official sites have them.

The real documents beside the tests go to their own addresses; roll calls after the record's last
are made for volume (``loopback.made``) from real ones of an earlier session, with new numbers and
days. The House's index has its newest hundred roll calls and links to pages of the others.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from loopback import made
from loopback.faults import NOT_AVAILABLE
from loopback.made import Row
from votekit.congresses import spell_vote_id
from votekit.store import Record, Wanted

DATA = Path(__file__).resolve().parent.parent / "data"
CONGRESS, SESSION, YEAR = 119, 2, 2026
LAST = {"house": 283, "senate": 226}
"""The last roll calls of the bundled record, of July 23 and Aug. 7, 2026."""
FIRST_DAY = datetime(2026, 9, 8, 14, 0, tzinfo=ZoneInfo("America/New_York"))
REAL_HOUSE = {
    "2023-roll099.xml.gz": "2023/roll099.xml",
    "2024-roll028.xml.gz": "2024/roll028.xml",
    "2025-roll158.xml.gz": "2025/roll158.xml",
    "2015-roll300.xml": "2015/roll300.xml",
}
REAL_SENATE = {
    "detail_119_1_00001_cloture": (119, 1, 1),
    "detail_119_1_00007_bill": (119, 1, 7),
    "vote_118_2_00212": (118, 2, 212),
}
REAL_API = {
    "house-vote-119-1-240.json": "240/vote.json",
    "house-vote-119-1-240-members.json.gz": "240/members",
}
"""A directory with ``vote.json`` is served under its own name, as the API has both."""


@dataclass
class Sites:
    """The directory and the roll calls in it that are newer than the record, by chamber."""

    root: Path
    house: list[Row] = field(default_factory=list)
    senate: list[Row] = field(default_factory=list)
    positions: dict[str, list[Row]] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        root: Path,
        house: int = 8,
        senate: int = 8,
        api: bool = True,
    ) -> "Sites":
        """Make sites with that many roll calls of each chamber after the record's last."""
        sites = cls(root)
        sites.add_real()
        for chamber, wanted in (("house", house), ("senate", senate)):
            rows, positions = renumbered(chamber, wanted)
            setattr(sites, chamber, rows)
            sites.positions |= positions
            for row in rows:
                sites.write(row, positions[row["vote_id"]])
        sites.write_indexes()
        if api:
            sites.write_api()
        return sites

    def add_real(self) -> None:
        """Put the real documents at their own addresses."""
        for name, address in REAL_HOUSE.items():
            self.put(f"evs/{address}", kept("house", name))
        for name, place in REAL_SENATE.items():
            self.put(senate_path(*place), kept("senate", f"{name}.xml.gz"))
        self.put(menu_path(119, 1), kept("senate", "vote_menu_119_1.xml.gz"))
        self.put("not_available.htm", NOT_AVAILABLE)
        for name, address in REAL_API.items():
            self.put(f"v3/house-vote/119/1/{address}", kept("congress_gov", name))

    def write(self, rollcall: Row, positions: list[Row]) -> None:
        """Write a chamber's own document of a roll call."""
        if rollcall["chamber"] == "house":
            self.put(house_path(rollcall["number"]), made.house_xml(rollcall, positions))
        else:
            place = (CONGRESS, SESSION, rollcall["number"])
            self.put(senate_path(*place), made.senate_xml(rollcall, positions))

    def write_indexes(self) -> None:
        """Write the lists of roll calls of both chambers, the record's own among them."""
        for session, extra in ((1, []), (2, self.house)):
            rows = [*recorded_rows("house", CONGRESS, session), *extra]
            for path, page in house_pages(2024 + session, rows).items():
                self.put(path, page)
        recorded = recorded_rows("senate", CONGRESS, SESSION)
        self.put(menu_path(CONGRESS, SESSION), made.senate_menu([*recorded, *self.senate]))

    def write_api(self) -> None:
        """Write what Congress.gov has of the House's roll calls, and two bills' actions.

        The latter are no captures either: see tests/data/bill_actions.
        """
        for name in ("hr3364-115", "hr6395-116"):
            kind, number, congress = re.fullmatch(r"([a-z]+)(\d+)-(\d+)", name).groups()
            path = f"v3/bill/{congress}/{kind}/{number}/actions"
            self.put(path, kept("bill_actions", f"{name}.json"))
        base = f"v3/house-vote/{CONGRESS}"
        for session, extra in ((1, []), (2, self.house)):
            rows = [*recorded_rows("house", CONGRESS, session), *extra]
            entries = [made.congress_gov_entry(row) for row in rows]
            self.put(f"{base}/{session}/index.json", made.as_json("houseRollCallVotes", entries))
        for row in self.house:
            positions = self.positions[row["vote_id"]]
            path = f"{base}/{SESSION}/{row['number']}"
            vote, members = "houseRollCallVote", "houseRollCallVoteMemberVotes"
            stated = made.congress_gov_vote(row, positions)
            self.put(f"{path}/vote.json", made.as_json(vote, stated))
            listed = made.congress_gov_members(row, positions)
            self.put(f"{path}/members", made.as_json(members, listed))

    def put(self, path: str, data: bytes) -> None:
        """Write one file of the sites."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def house_path(number: int, year: int = YEAR) -> str:
    return f"evs/{year}/roll{number:03d}.xml"


def senate_path(congress: int, session: int, number: int) -> str:
    folder = f"legislative/LIS/roll_call_votes/vote{congress}{session}"
    return f"{folder}/vote_{congress}_{session}_{number:05d}.xml"


def menu_path(congress: int, session: int) -> str:
    return f"legislative/LIS/roll_call_lists/vote_menu_{congress}_{session}.xml"


def kept(folder: str, name: str) -> bytes:
    data = (DATA / folder / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def house_pages(year: int, rollcalls: Iterable[Row]) -> dict[str, bytes]:
    """Give the House's index of a year: the newest hundred, and a page for each hundred.

    No such page was at hand: this is how programs that read them say that they are.
    """
    hundreds: dict[int, list[Row]] = defaultdict(list)
    for row in rollcalls:
        hundreds[row["number"] // 100].append(row)
    links = "".join(
        f'<A HREF="ROLL_{hundred}00.asp">Roll Calls {hundred}00 Thru {hundred}99</A><BR>\r\n'
        for hundred in sorted(hundreds, reverse=True)
    )
    pages = {
        f"evs/{year}/ROLL_{hundred}00.asp": house_page(year, rows, "")
        for hundred, rows in hundreds.items()
    }
    return {f"evs/{year}/index.asp": house_page(year, hundreds[max(hundreds)], links), **pages}


def house_page(year: int, rollcalls: Iterable[Row], links: str) -> bytes:
    rows = "".join(
        '<TR><TD><A HREF="http://clerk.house.gov/cgi-bin/vote.asp?year='
        f'{year}&rollnumber={row["number"]}">{row["number"]}</A></TD>\r\n'
        f'<TD><FONT FACE="Arial" SIZE="-1">{row["date"].day}-{row["date"]:%b}</FONT></TD></TR>\r\n'
        for row in sorted(rollcalls, key=lambda row: -row["number"])
    )
    title = f"<HEAD><TITLE>U.S. House of Representatives Roll Call Votes {year}</TITLE></HEAD>"
    return f"<HTML>{title}<BODY>\r\n{links}<TABLE>{rows}</TABLE></BODY></HTML>\r\n".encode()


def recorded_rows(chamber: str, congress: int, session: int) -> list[Row]:
    rows = Record.open().rollcalls(Wanted(congress, chamber)).to_pylist()
    return [row for row in rows if row["session"] == session]


def renumbered(chamber: str, wanted: int) -> tuple[list[Row], dict[str, list[Row]]]:
    """Take real roll calls of the first session for new ones of the second, one after the other."""
    record = Record.open(user=DATA / "no-store")
    usable = [row for row in recorded_rows(chamber, 119, 1) if is_plain(row)]
    voters: dict[int, list[Row]] = defaultdict(list)
    for row in record.position_rows(Wanted(119, chamber, 1)):
        voters[row["number"]].append(row)
    rows, positions = [], {}
    for index in range(wanted):
        source = usable[index % len(usable)]
        number = LAST[chamber] + 1 + index
        new = {
            "vote_id": spell_vote_id(chamber, number, CONGRESS, SESSION),
            "session": SESSION,
            "number": number,
        }
        date = FIRST_DAY + timedelta(hours=index // 8 * 24, minutes=10 * (index % 8))
        date = min(date, FIRST_DAY + timedelta(days=70))
        rows.append({**source, **new, "date": date})
        positions[new["vote_id"]] = [{**row, **new} for row in voters[source["number"]]]
    return rows, positions


def is_plain(row: Row) -> bool:
    """Tell whether a roll call can be written without what only amendments and elections have."""
    told = f"{row['question']} {row['subject']}"
    return (
        row["kind"] == "vote"
        and row["amendment_number"] is None
        and not row["treaty"]
        and bool(row["bill_id"] or row["nomination"])
        and not re.search(r"en bloc| and PN|Impeaching", told, re.IGNORECASE)
    )

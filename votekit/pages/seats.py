"""The members behind a picture of seats, as a table: for whoever cannot point at a seat."""

from votekit.charts.chart import VoteChart
from votekit.pages.model import Table, TableRow
from votekit.words.names import party_name
from votekit.words.text import capitalized

_WORDS = {"not_voting": "not voting"}


def seats_table(picture: VoteChart) -> Table:
    """Return the members drawn in a hemicycle: one row each, in the order of the seats."""
    rows = [
        TableRow(
            row["name"],
            (
                row["chamber"].capitalize(),
                capitalized(party_name(row["party"], 1)),
                row["state"],
                _WORDS.get(row["position"], str(row["position"])),
            ),
        )
        for row in picture.rows
        if row["name"]
    ]
    return Table("Every member listed", ("Member", "Chamber", "Party", "State", "Position"), rows)

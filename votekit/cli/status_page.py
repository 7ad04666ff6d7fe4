"""The page of ``votekit status``: a part per layer."""

from votekit.api.tables import LayerStatus
from votekit.cli.page import Grid, Page

HEADER = ("chamber", "roll calls", "positions", "from", "to", "newest")


def status_page(layer: LayerStatus) -> Page:
    """Lay out one layer: a line per chamber, then what is missing."""
    rows = [
        (
            entry.chamber,
            f"{entry.rollcalls:,}",
            f"{entry.positions:,}",
            str(entry.first),
            str(entry.newest),
            entry.newest_id,
        )
        for entry in layer.chambers
    ]
    sources = sorted({source for entry in layer.chambers for source in entry.sources})
    notes = [f"Sources: {', '.join(sources)}."] if sources else []
    if layer.bills:
        notes.append(f"Bills with their official document: {layer.bills:,}.")
    if layer.statements:
        notes.append(f"Statements of the White House, by bill: {layer.statements:,}.")
    if layer.documents:
        notes.append(f"Documents of the sources kept beside the tables: {layer.documents:,}.")
    return Page(
        heading=f"{layer.name}: {layer.path}",
        lead=f"{sum(entry.rollcalls for entry in layer.chambers):,} roll calls.",
        grids=[Grid(HEADER, rows, frozenset({1, 2}))],
        lists=[
            (f"Missing in the {entry.chamber.capitalize()}", ", ".join(entry.gaps))
            # The store lies over what ships, and holds no more than was fetched.
            for entry in (layer.chambers if layer.name == "bundled" else [])
            if entry.gaps
        ],
        notes=notes,
    )

"""``votekit status``: what the record holds."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from votekit.cli.options import Format, FormatOption, OutputOption
from votekit.cli.page import Grid, Page

if TYPE_CHECKING:
    from votekit.analysers.coverage import Coverage
    from votekit.api.tables import LayerStatus

HEADER = ("chamber", "roll calls", "positions", "from", "to", "newest")


def status(style: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Say what the record holds: counts, newest roll call per chamber, gaps.

    Example:

      votekit status --format json
    """
    from votekit.api.tables import status as answer_of
    from votekit.cli.output import write_pages
    from votekit.store import user_directory

    layers = answer_of()
    objects = [_object(layer) for layer in layers]
    rows = [
        {"layer": layer.name, **_object_of(entry), "gaps": "; ".join(entry.gaps)}
        for layer in layers
        for entry in layer.chambers
    ]
    pages = [_page(layer) for layer in layers]
    place = str(user_directory())
    if all(layer.path != place for layer in layers):
        pages.append(Page(f"store: {place}", "Nothing there: all answers are from what ships."))
    content = {"layers": objects, "store": place}
    write_pages(pages, [content], rows, style, output)


def _object_of(entry: "Coverage") -> dict[str, Any]:
    plain = asdict(entry)
    return {**plain, "first": entry.first.isoformat(), "newest": entry.newest.isoformat()}


def _object(layer: "LayerStatus") -> dict[str, Any]:
    chambers = [_object_of(entry) for entry in layer.chambers]
    return {
        "name": layer.name,
        "path": layer.path,
        "chambers": chambers,
        "documents": layer.documents,
    }


def _page(layer: "LayerStatus") -> Page:
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
    notes = [f"Sources: {', '.join(sources)}."]
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

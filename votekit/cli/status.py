"""``votekit status``: what the record holds."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from votekit.cli.options import Format, FormatOption, OutputOption

if TYPE_CHECKING:
    from votekit.analysers.coverage import Coverage
    from votekit.api.tables import LayerStatus


def status(style: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Say what the record holds: counts, newest roll call per chamber, gaps.

    Example:

      votekit status --format json
    """
    from votekit.api.tables import status as answer_of
    from votekit.cli.output import write_pages
    from votekit.cli.page import Page
    from votekit.cli.status_page import status_page
    from votekit.store.location import store_directory

    layers = answer_of()
    objects = [_object(layer) for layer in layers]
    rows = [
        {"layer": layer.name, **_object_of(entry), "gaps": "; ".join(entry.gaps)}
        for layer in layers
        for entry in layer.chambers
    ]
    pages = [status_page(layer) for layer in layers]
    found = store_directory()
    place = str(found) if found else None
    if place is None:
        told = "This user has no home: set VOTEKIT_DATA to a directory before `votekit fetch`."
        pages.append(Page("store: nowhere", told))
    elif all(layer.path != place for layer in layers):
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
        "bills": layer.bills,
        "statements": layer.statements,
    }

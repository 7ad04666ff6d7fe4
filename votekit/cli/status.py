"""``votekit status``: what the record holds."""

from dataclasses import asdict

from votekit.cli.options import Format, FormatOption, OutputOption


def status(style: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """What does the record hold: counts, newest roll call per chamber, gaps?

    Examples:

      votekit status

      votekit status --format json
    """
    from votekit import api
    from votekit.cli.output import plain, write_pages
    from votekit.cli.page import Grid, Page

    layers = api.status()
    header = ("chamber", "roll calls", "positions", "from", "to", "newest")
    pages = [
        Page(
            heading=f"{layer.name}: {layer.path}",
            lead=f"{sum(entry.rollcalls for entry in layer.chambers):,} roll calls.",
            grids=[
                Grid(
                    header,
                    [
                        (
                            entry.chamber,
                            f"{entry.rollcalls:,}",
                            f"{entry.positions:,}",
                            str(entry.first),
                            str(entry.newest),
                            entry.newest_id,
                        )
                        for entry in layer.chambers
                    ],
                    frozenset({1, 2}),
                )
            ],
            lists=[
                (f"Missing in the {entry.chamber.capitalize()}", ", ".join(entry.gaps))
                for entry in layer.chambers
                if entry.gaps
            ],
            notes=[f"Sources: {', '.join(sorted({s for e in layer.chambers for s in e.sources}))}."],
        )
        for layer in layers
    ]
    objects = [
        {
            "name": layer.name,
            "path": layer.path,
            "chambers": [
                {**plain(asdict(entry)), "sources": entry.sources, "gaps": entry.gaps}
                for entry in layer.chambers
            ],
        }
        for layer in layers
    ]
    rows = [
        {"layer": layer["name"], **entry, "gaps": "; ".join(entry["gaps"])}
        for layer in objects
        for entry in layer["chambers"]
    ]
    write_pages(pages, [{"layers": objects}], rows, style, output)

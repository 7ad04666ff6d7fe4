"""``votekit threats``: veto threats, the margins in both chambers, what happened then."""

from typing import Annotated, Any

import typer

from votekit.cli.options import CongressOption, Format, FormatOption, OutputOption, SinceOption


def threats(
    congress: CongressOption = None,
    president: Annotated[
        str | None, typer.Option("--president", help="Only threats of this president, as Obama.")
    ] = None,
    since: SinceOption = None,
    base_rates: Annotated[
        bool,
        typer.Option("--base-rates", help="Also how often threatened bills were vetoed or signed."),
    ] = False,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List veto threats since 2009, the margins in both chambers, and what happened then.

    From Statements of Administration Policy. The statements of 1985 to 2009 are in the record with
    their addresses, without their text.

    Examples:

      votekit threats --congress 118

      votekit threats --president Obama --base-rates

      votekit threats --since 2025 --format json
    """
    from votekit.analysers.threats import threat_rates
    from votekit.api.bills import threat_rows, threats_found
    from votekit.cli.bills_page import threats_page
    from votekit.cli.output import write_pages

    found = threats_found(congress=congress, president=president, since=since)
    rows = threat_rows(found)
    page = threats_page(found, threat_rates(found) if base_rates else [])
    content: Any = rows
    write_pages([page], [content], rows, style, output)

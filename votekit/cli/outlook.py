"""``votekit outlook``: what past overrides say about a bill on the president's desk."""

from typing import Annotated

import typer

from votekit.cli.options import Format, FormatOption, OutputOption


def outlook(
    reference: Annotated[
        str | None, typer.Argument(metavar="REF", help="A bill, by any name.")
    ] = None,
    house: Annotated[
        str | None,
        typer.Option("--house", metavar="Y-N", help="Instead of a bill: the House count, 300-120."),
    ] = None,
    senate: Annotated[
        str | None,
        typer.Option("--senate", metavar="Y-N", help="And the Senate count, as 70-28."),
    ] = None,
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Tell what past overrides say about a bill: base rates, and a forecast.

    Each chamber is judged by itself. The forecast adds the change of each past attempt to this
    passage; it is shown with its interval, and with its test on all past attempts beside two naive
    predictors. Where no past attempt was of the bill's kind, no percentage is given.

    Examples:

      votekit outlook hr3364-115

      votekit outlook "H.R. 6395" --format json

      votekit outlook --house 300-120 --senate 70-28
    """
    from votekit.api.outlook import outlook as answer_of
    from votekit.cli.outlook_page import outlook_page
    from votekit.cli.output import write_pages

    answer = answer_of(reference, house=house, senate=senate)
    plain = answer.to_dict()
    rows = [
        {"query": plain["query"], "verdict": plain["verdict"], **chamber}
        for chamber in plain["chambers"]
    ]
    write_pages([outlook_page(answer)], [plain], rows, style, output)

"""``votekit outlook``: what past overrides say about a bill on the president's desk."""

from typing import Annotated

import typer

from votekit.cli.options import Format, FormatOption, OutputOption


def outlook(
    reference: Annotated[str, typer.Argument(metavar="REF", help="A bill, by any name.")],
    style: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Tell what past overrides say about a bill: base rates, and a range by resampling.

    Each chamber is judged by itself. The range is shown with its interval, and with the test of the
    method on all past attempts beside two naive predictors.

    Examples:

      votekit outlook hr3364-115

      votekit outlook "H.R. 6395" --format json
    """
    from votekit.api.outlook import outlook as answer_of
    from votekit.cli.outlook_page import outlook_page
    from votekit.cli.output import write_pages

    answer = answer_of(reference)
    plain = answer.to_dict()
    rows = [
        {"query": plain["query"], "verdict": plain["verdict"], **chamber}
        for chamber in plain["chambers"]
    ]
    write_pages([outlook_page(answer)], [plain], rows, style, output)

"""A page as HTML: one file with everything in it, for a phone, a screen, paper, light and dark."""

import re
from typing import TYPE_CHECKING

from votekit.charts.page import SCRIPT, STYLE, figure
from votekit.charts.theme import FONT, SIZES
from votekit.html_page import finished
from votekit.pages.colors import Palette
from votekit.pages.model import Figure, Page

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TALLY = re.compile(r"\d+–\d+")


def as_html(page: Page) -> str:
    """Write a page as HTML; whatever the page says is escaped."""
    palette = Palette()

    def drawn(block: Figure) -> str:
        wide = palette.both(block.wide, block.wide_dark)
        narrow = palette.both(block.narrow, block.narrow_dark)
        return figure(wide, narrow, SIZES["web"].width)

    written = (
        _environment()
        .get_template("report.html")
        .render(
            page=page,
            palette=palette,
            drawn=drawn,
            font=FONT,
            picture_style=STYLE,
            picture_script=SCRIPT,
        )
    )
    return finished(written)


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("votekit.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["words"] = _words
    return made


def _words(text: str) -> "Markup":
    """Escape text, and keep a tally such as 98–2 on one line."""
    from markupsafe import Markup, escape

    return Markup(_TALLY.sub(r'<span class="tally">\g<0></span>', str(escape(text))))

"""What the White House said of a bill before the votes."""

from votekit.analysers.margin import Margin
from votekit.analysers.statements import latest_by_version
from votekit.pages.model import Bullets, Section
from votekit.words.white_house import TITLE, statement_sentence


def white_house_section(whole: Margin) -> Section | None:
    """Return the section on the statements; none where the White House issued none."""
    said = latest_by_version(whole.statements)
    if not said:
        return None
    lines = [f"{statement_sentence(one)} ({one.source_url})" for one in said]
    return Section("white-house", TITLE, [Bullets(lines)])

"""Words that several sections use."""

from votekit.analysers.margin import VoteMargin
from votekit.words.counts import tally


def where(vote: VoteMargin) -> str:
    """Name a roll call by its chamber, for a heading: ``House, override``."""
    chamber = vote.chamber.capitalize()
    return f"{chamber}, override" if vote.stage == "override" else chamber


def headed(vote: VoteMargin) -> str:
    """Name a roll call by its chamber and count: ``House, 419–3``."""
    return f"{where(vote)}, {tally(vote.yea, vote.nay)}"

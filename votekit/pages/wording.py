"""Words that several sections use."""

from votekit.analysers.margin import VoteMargin
from votekit.analysers.people import MemberPosition
from votekit.charts.wording import tally


def signed(number: int) -> str:
    """Write a number with its sign.

    >>> signed(31), signed(-2), signed(0)
    ('+31', '−2', '0')
    """
    return f"{number:+d}".replace("-", "−") if number else "0"


def tag(member: MemberPosition) -> str:
    """Write a member as a news desk does: ``Rand Paul (R-KY)``."""
    return f"{member.name} ({member.party}-{member.state})" if member.party else member.name


def where(vote: VoteMargin) -> str:
    """Name a roll call by its chamber, for a heading: ``House, override``."""
    chamber = vote.chamber.capitalize()
    return f"{chamber}, override" if vote.stage == "override" else chamber


def headed(vote: VoteMargin) -> str:
    """Name a roll call by its chamber and count: ``House, 419–3``."""
    return f"{where(vote)}, {tally(vote.yea, vote.nay)}"

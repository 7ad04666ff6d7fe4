"""What members who were away could have made of a roll call."""

from votekit.words.counts import tally


def more_than_needed(spare: int) -> str:
    """Say how many yeas there were beyond the number needed.

    >>> more_than_needed(31), more_than_needed(0)
    ('31 more than needed', 'exactly the number needed')
    """
    return f"{spare} more than needed" if spare else "exactly the number needed"


def turnout_told(yea: int, nay: int, away: int, needed: int, *, ties: bool) -> str:
    """Say how the roll call had stood had all who were away voted nay, or all yea.

    ``needed`` is the number needed had they voted; ``ties`` says that the Vice President may break
    a tie.

    >>> turnout_told(277, 141, 15, 289, ties=False)
    '289 needed if all 15 away had voted: 277–156 all nay, 12 short; 292–141 all yea, 3 more'
    >>> turnout_told(50, 48, 2, 51, ties=True).split(": ")[1].split(";")[0]
    '50–50 all nay, a tie for the Vice President to break'
    """
    who = "the one member away" if away == 1 else f"all {away} away"
    worst, best = (yea, nay + away), (yea + away, nay)

    def stands(count: tuple[int, int]) -> str:
        if ties and count[0] == count[1]:
            return "a tie for the Vice President to break"
        spare = count[0] - needed
        return f"{abs(spare)} {'more' if spare > 0 else 'short'}" if spare else "exactly enough"

    return (
        f"{needed} needed if {who} had voted: {tally(*worst)} all nay, {stands(worst)}; "
        f"{tally(*best)} all yea, {stands(best)}"
    )

"""What a shell completes behind an option: the names that votekit's own tables hold.

A choice is completed from where it is defined, so that a new measure, theme or source is offered
by itself. The tables are loaded when a shell asks, and not before: starting must stay quick.
"""

from collections.abc import Callable, Iterable
from importlib import import_module

Completer = Callable[[str], list[str]]


def names_of(*names: str) -> Completer:
    """Return what completes a word from some names."""
    return lambda incomplete: [name for name in names if name.startswith(incomplete.lower())]


def names_in(home: str, table: str) -> Completer:
    """Return what completes a word from the names in a table of a module.

    >>> names_in("votekit.kinds", "Sort")("c")
    ['closest', 'cushion']
    """

    def begun(incomplete: str) -> list[str]:
        names: Iterable[str] = getattr(import_module(home), table)
        return names_of(*map(str, names))(incomplete)

    return begun


def either(*completers: Completer) -> Completer:
    """Return what completes a word from the names of several."""
    return lambda incomplete: [name for one in completers for name in one(incomplete)]


CHAMBERS = names_in("votekit.congresses", "CHAMBERS")
CHART_KINDS = names_in("votekit.api.pictures", "KINDS")
CHART_FORMATS = names_in("votekit.charts.render", "FORMATS")
THEMES = names_in("votekit.charts.theme", "THEMES")
SIZES = names_in("votekit.charts.theme", "SIZES")
MEASURES = names_in("votekit.analysers.trend", "MEASURES")
PERIODS = names_in("votekit.analysers.trend", "PERIODS")
SPLIT_BY = names_in("votekit.kinds", "SplitBy")
SOURCES = names_in("votekit.fetchers.request", "SOURCES")
EXPORT_FORMATS = names_in("votekit.api.export", "FORMATS")
EXPORT_TABLES = either(names_in("votekit.api.export", "NAMES"), names_of("all"))
MATRIX_CODES = names_in("votekit.analysers.matrix", "CODES")
THRESHOLDS = names_in("votekit.api.whatif", "THRESHOLDS")
MEMBER_SORTS = names_in("votekit.cli.members", "SORTS")
POSITIONS = names_of("yea", "nay", "present", "not voting")
TIE_VOTES = names_of("yea", "nay", "away")
SEAT_ORDERS = names_of("party", "vote")
CHART_BY = either(PERIODS, names_in("votekit.charts.map", "BY"))

"""What became of a bill: law, veto, override, as far as anything here tells.

Three sources, the first that speaks: the bill's own document or actions, where they were fetched;
the roll calls on a veto, which the Constitution wants; and ``data/fates.csv``, entered by hand from
the pages that it names, for bills that were threatened or vetoed since 2009.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from votekit.analysers.actions import Action
from votekit.shipped import shipped_fates

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Fate:
    """What became of a bill.

    ``kind`` is ``law``, ``unsigned`` (law without a signature), ``overridden`` (law over the veto),
    ``sustained`` (vetoed, and a chamber voted to let the veto stand), ``vetoed`` or
    ``pocket-vetoed``; ``day`` is that of the last event that made it so, empty where it is not
    known; ``failed_in`` names the chambers that voted to let a veto stand; ``is_private`` tells
    that the law is a private one.
    """

    kind: str
    day: date | None = None
    law: str | None = None
    vetoed: date | None = None
    failed_in: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    is_private: bool = False

    @property
    def is_law(self) -> bool:
        """Tell whether it became law."""
        return self.kind in {"law", "unsigned", "overridden"}

    @property
    def was_vetoed(self) -> bool:
        """Tell whether the president vetoed it."""
        return self.kind in {"overridden", "sustained", "vetoed", "pocket-vetoed"}


def fate_of(
    bill_id: str,
    overrides: Sequence[Row],
    actions: Sequence[Action],
    bill: Row | None = None,
) -> Fate | None:
    """Return what became of a bill; None where nothing here tells.

    Takes the roll calls on passing it over a veto, its actions where they were fetched, and the row
    of its official document: H.R. 3055 (116th) has the number of its law there only.
    """
    told = _with_document(_told(bill_id, actions), bill)
    if not overrides:
        return told
    failed = tuple(row["chamber"] for row in overrides if row["outcome"] == "failed")
    last = max(row["date"] for row in overrides).date()
    both = len({row["chamber"] for row in overrides}) == 2
    kind = "sustained" if failed else "overridden" if both else "vetoed"
    row = overrides[-1]
    return Fate(
        kind,
        last,
        told.law if told else None,
        told.vetoed if told else None,
        failed,
        "roll call",
        str(row["source_url"]),
        bool(told and told.is_private),
    )


def _with_document(told: Fate | None, bill: Row | None) -> Fate | None:
    """Add the law that a bill's document names, with what kind of law it is."""
    if bill is None or not bill["law"]:
        return told
    private = bill["law_kind"] == "private"
    if told is None or not told.is_law:
        kind = "overridden" if told and told.was_vetoed else "law"
        vetoed = told.vetoed if told else None
        address = str(bill["source_url"])
        return Fate(kind, bill["law_day"], bill["law"], vetoed, (), "GovInfo", address, private)
    return replace(told, law=told.law or bill["law"], is_private=private)


def _told(bill_id: str, actions: Sequence[Action]) -> Fate | None:
    """Read the actions, else the table that ships."""
    by_kind = {action.kind: action for action in actions}
    law = by_kind.get("became-law")
    veto = by_kind.get("vetoed") or by_kind.get("pocket-vetoed")
    if law:
        kind = "unsigned" if "unsigned" in by_kind else "overridden" if veto else "law"
        vetoed = veto.date if veto else None
        return Fate(kind, law.date, law.law, vetoed, (), law.said_by, law.source_url)
    if "signed" in by_kind:
        signed = by_kind["signed"]
        return Fate("law", signed.date, None, None, (), signed.said_by, signed.source_url)
    if veto:
        return Fate(veto.kind, veto.date, None, veto.date, (), veto.said_by, veto.source_url)
    shipped = shipped_fates().get(bill_id)
    if shipped is None:
        return None
    day = date.fromisoformat(shipped.day) if shipped.day else None
    if shipped.kind == "vetoed":
        return Fate("vetoed", day, None, day, (), "data/fates.csv", shipped.url)
    return Fate("law", day, shipped.law, None, (), "data/fates.csv", shipped.url)

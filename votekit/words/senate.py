"""What the Senate did, read from its questions."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from votekit.words.amendments import amendment, author_in
from votekit.words.constitution import proposing
from votekit.words.impeachment import person, trial
from votekit.words.lazily import Lazily
from votekit.words.nominees import en_bloc, nominee_of
from votekit.words.phrases import Act, adopting, agreeing, motion
from votekit.words.senate_motions import (
    WHOSE_MOTION,
    committing,
    instructing,
    mover,
    on_chair,
    on_order,
    procedural,
    tabling,
    waiving,
)
from votekit.words.senate_things import AMENDMENT, CONCUR, CONFERENCE, Asked
from votekit.words.titles import is_simple, tidy
from votekit.words.treaties import treaty_name

_PROCEED = Lazily(
    r"\b(to|motion to) (proceed|proc)\b|\bto consider\b|cloture on the motion to proceed",
    re.IGNORECASE,
)


def senate_act(row: Mapping[str, Any], *, full: bool) -> Act:
    """Return what the Senate did; ``full`` names bills by their titles and says what for."""
    asked = Asked(row, full)
    plainly_passed = row["stage"] == "passage" and row["rule"] in {"majority-senate", "sixty-votes"}
    for read in (_passage,) if plainly_passed else _READERS:
        act = read(asked)
        if act:
            return act
    return _as_moved(asked)


def _trial(asked: Asked) -> Act | None:
    return trial(asked.row) if asked.row["rule"] == "conviction" else None


def _override(asked: Asked) -> Act | None:
    if asked.row["stage"] != "override":
        return None
    return Act(f"override [the] veto of {asked.bill}", f"sustain [the] veto of {asked.bill}")


def _amendment(asked: Asked) -> Act | None:
    category = asked.row["category"]
    # s274-102.1991 carries the label of a treaty and is an amendment, S.Amdt. 1439 to H.R. 3807.
    mislabeled = category == "treaty" and "S.Amdt." in str(asked.row["question"])
    if category != "amendment" and not mislabeled:
        return None
    if asked.row["rule"].startswith("budget-waiver"):
        # s304-110.2007, "On the Amendment", was on waiving the Budget Act for it.
        return None
    return agreeing(amendment(asked.row, full=asked.full))


def _confirmation(asked: Asked) -> Act | None:
    row = asked.row
    if row["category"] != "nomination":
        return None
    if re.search("executive session", str(row["subject"]), re.IGNORECASE):
        # s342-107.2001 has the label of a nomination.
        return motion("go into executive session")
    told = nominee_of(row).as_post() if en_bloc(row) == 1 else asked.nomination()
    return Act(f"confirm {told}", f"reject {told}")


def _treaty(asked: Asked) -> Act | None:
    if asked.row["rule"] != "treaty":
        return None
    told = treaty_name(asked.row)
    return Act(f"ratify {told}", f"reject {told}")


def _cloture(asked: Asked) -> Act | None:
    row = asked.row
    if not row["rule"].startswith("cloture"):
        return None
    if row["bill_id"] and _PROCEED.search(asked.text):
        return Act(f"clear [the] way to take up {asked.bill}", f"block debate on {asked.bill}")
    nominated = row.get("nomination") is not None or "nomination of" in asked.low
    told = asked.nomination() if nominated and not row["bill_id"] else asked.about
    return Act(f"advance {told}", f"block {told}")


def _conference(asked: Asked) -> Act | None:
    if asked.row["stage"] != "conference" and not CONFERENCE.search(asked.text):
        return None
    return adopting(f"[the] conference report on {asked.bill}")


def _concurrence(asked: Asked) -> Act | None:
    if asked.row["stage"] in {"concurrence", "recede"} or CONCUR.search(asked.text):
        agreed = agreeing(asked.house_amendment())
        if not agreed.no.endswith(", with changes"):
            return agreed
        # s80-118.2024: to refuse the changes is not to refuse what the House had made of the bill.
        text = asked.house_amendment().removesuffix(", with changes")
        whose = mover(asked.text)
        changes = f"{whose} changes" if whose else "changes"
        return Act(agreed.yes, f"reject {changes} to {text}")
    if "recede" in asked.low:
        return agreeing(asked.house_amendment())
    if "disagree" in asked.low:
        return motion(f"disagree with [the] House amendment to {asked.bill}")
    return None


def _passage(asked: Asked) -> Act | None:
    row, bill = asked.row, asked.bill
    if row["rule"] == "constitutional-amendment":
        return proposing(row, full=asked.full)
    if not bill or not (row["stage"] == "passage" or asked.kind.endswith("resolution")):
        return None
    if str(row["subject"]).startswith("En Bloc: "):
        # s179-116.2019 passed 20 joint resolutions on arms sales at once.
        count = len(set(re.findall(r"\d+", str(row["question"]))))
        told = f"{count} joint resolutions en bloc" + (f", among them {bill}" * asked.full)
        return Act(f"pass {told}", f"reject {told}")
    return adopting(bill) if is_simple(row) else Act(f"pass {bill}", f"reject {bill}")


_READERS: tuple[Callable[[Asked], Act | None], ...] = (
    _trial,
    _override,
    _amendment,
    _confirmation,
    _treaty,
    _cloture,
    on_chair,
    waiving,
    tabling,
    on_order,
    procedural,
    instructing,
    committing,
    _conference,
    _concurrence,
    _passage,
)
"""Asked in this order: a motion to table a conference report is no vote on the report."""


def _as_moved(asked: Asked) -> Act:
    """Return the act of a motion that has no words of its own here, as the source words it."""
    moved = _moved(asked)
    if "objection" in asked.kind:
        told = "[an] objection to electoral votes"
        return Act(f"sustain {told}", f"reject {told}")
    for pattern, read in _LAST:
        if pattern.search(moved):
            return read(asked, moved)
    if asked.row.get("amendment_number") is not None or AMENDMENT.search(moved):
        return agreeing(asked.about)
    on = f" on {asked.number}" if asked.number and asked.number not in moved else ""
    return agreeing(f"[the] motion “{moved}”{on}")


def _moved(asked: Asked) -> str:
    kind = " ".join(str(asked.row["type"]).split())
    inside = re.search(r"^On the (?:Motion|Objection) \((?P<what>.*)\)$", kind)
    moved = inside["what"] if inside else " ".join(str(asked.row["subject"] or kind).split())
    return tidy(re.sub(r"\s*\?$", "", moved))


def _dismissing(asked: Asked, moved: str) -> Act:
    what = re.search(r"articles? [\w ]+", moved, re.IGNORECASE)
    who = person(asked.row)
    against = f" against {who}" if who else ""
    told = f"{what[0]}{against}" if what else "[the] impeachment proceedings"
    return motion(f"dismiss {told}")


def _jurisdiction(asked: Asked, moved: str) -> Act:
    # s57-117.2021, on the second trial of Donald Trump.
    told = "[the] impeachment trial of former President Donald Trump"
    return Act(f"find {told} constitutional", f"find {told} unconstitutional")


def _suspending(asked: Asked, moved: str) -> Act:
    whose = author_in(moved)
    on = f" to {asked.number}" if asked.number else ""
    return motion(f"suspend [the] rules{f' for [a] {whose} amendment{on}' if whose else ''}")


def _moving(asked: Asked, moved: str) -> Act:
    told = re.sub(r"^motion to (forever )?", "", moved, flags=re.IGNORECASE).rstrip(".")
    if told.lower() == "strike and insert":
        return motion(f"replace [the] text of {asked.number}")
    return motion(
        told.lower()
        if told.istitle() and told.replace(" ", "").isalpha()
        else told[:1].lower() + told[1:]
    )


def _somebodys(asked: Asked, moved: str) -> Act:
    told = re.sub(r"\bMotion (to|for) \w+", lambda one: one[0].lower(), moved, flags=re.IGNORECASE)
    if "motion to suspend" in told:
        told = re.sub(r" (re:?|regarding) .*", "", told, flags=re.IGNORECASE)
    return agreeing(f"[a] {told}")


_LAST = tuple(
    (Lazily(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (r"dismiss", _dismissing),
        (r"subject to a court of impeachment", _jurisdiction),
        (r"^motion to suspend (the )?(standing )?(rule|paragraph)", _suspending),
        (r"^motion to ", _moving),
        (WHOSE_MOTION.pattern, _somebodys),
    )
)

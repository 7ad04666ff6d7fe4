"""What the House did to a text: passed it, amended it, agreed to what the Senate made of it."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.rules.question import head_of
from votekit.words.amendments import amendment, author, member_name
from votekit.words.constitution import proposing
from votekit.words.impeachment import impeaching
from votekit.words.lazily import Lazily
from votekit.words.names import bill_name
from votekit.words.phrases import Act, adopting, agreeing, motion
from votekit.words.titles import is_simple, tidy

Row = Mapping[str, Any]

UNNAMED = "a matter that the record does not name"
"""Eight roll calls of the 102nd Congress have no question in the source (h208-102.1991)."""
_MEMBER = (
    r"(Representative |Rep\. |Delegate |Congress(wo)?man |Member )?"
    r"(?P<who>[A-Z][\w.’' -]+?)(,? (?P<jr>Jr\.))?"
)
_DISCIPLINE = (
    (Lazily(rf"^Censur(?:ing|e(?: of)?) {_MEMBER}(,| of | for |$| and )"), "censure"),
    (Lazily(rf"^Reprimand(?:ing|of)? {_MEMBER}(,| of | for |$)"), "reprimand"),
    (Lazily(rf"expulsion of {_MEMBER}( from|$)", re.IGNORECASE), "expel"),
    (Lazily(rf"^Expelling {_MEMBER}(,| from|$)"), "expel"),
)
_PORTION = Lazily(
    r"(?P<what>(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) portion of the "
    r"divided question|(sub)?sec(tion|s)?\.? ?[\d, and&a-d.]+|title [IVX]+"
    r"|divisions? [A-Z]( and [A-Z])?)",
    re.IGNORECASE,
)


def on_text(row: Row, bill: str, text: str, *, full: bool) -> Act:
    """Return the act of a vote on a text: passage, an amendment, the other chamber's changes."""
    if row["category"] == "impeachment":
        return impeaching(row)
    if row.get("by") and row["stage"] == "concurrence":
        return _by_resolution(row, bill)
    if row["category"] == "amendment" or _AMENDMENT.search(text):
        return agreeing(_amendment(row, text, full=full))
    if row["stage"] == "conference" or "conferencereport" in text:
        return adopting(f"[the] conference report on {bill}")
    # h522-117.2022 passed "certain bills" and concurred in the Senate's amendment to another.
    many = not bill and "certainbills" in text
    if not many and (row["stage"] in {"concurrence", "recede"} or _SENATE_AMENDMENT.search(text)):
        return _concurring(row, bill, text)
    return _passing(row, bill, full=full) if bill else _unnumbered(row, text)


def _by_resolution(row: Row, bill: str) -> Act:
    """Return the act of a resolution that agreed to the Senate's changes (h516-117.2022)."""
    many = "Senate amendments" in row["by"]
    which = f"Senate amendments to {bill}" if many else f"[the] Senate amendment to {bill}"
    if not row.get("amends"):
        return agreeing(which)
    return Act(f"agree to {which}, with changes", f"reject changes to {which}")


def _unnumbered(row: Row, text: str) -> Act:
    """Return the act of a vote without a bill: on several at once, or as the source words it."""
    if "certainbills" in text:
        told = "[a] package of bills under suspension of the rules"
        return Act(f"pass {told}", f"reject {told}")
    return _as_asked(row) if text.strip() else agreeing(UNNAMED)


def _as_asked(row: Row) -> Act:
    asked = tidy(head_of(row["question"]))
    asked = re.sub(r"^(On )?(the )?(Agreeing to )?(the )?", "", asked)
    return agreeing(f"[the] {asked[:1].lower()}{asked[1:]}")


def _passing(row: Row, bill: str, *, full: bool) -> Act:
    if row["rule"] == "constitutional-amendment":
        return proposing(row, full=full)
    return _on_members(row) or _on_bill(row, bill)


def _on_members(row: Row) -> Act | None:
    """Return the act of a resolution on the House's own members, whose verb is in its title."""
    title, number = tidy(row["subject"]), bill_name(row["bill_id"])
    for pattern, verb in _DISCIPLINE:
        found = pattern.search(title)
        if found:
            junior = f" {found['jr']}" if found["jr"] else ""
            return motion(f"{verb} {found['who']}{junior} ({number})")
    found = re.search("matter of (?P<who>[A-Z][^,]+)", title)
    if found and row["rule"] == "expulsion":
        # h346-107.2002 is "In the matter of James A. Traficant, Jr."
        return motion(f"expel {found['who']} ({number})")
    if re.match(r"Declaring the office of Speaker.* vacant", title):
        return motion(f"declare [the] office of speaker vacant ({number})")
    return None


def _on_bill(row: Row, bill: str) -> Act:
    return adopting(bill) if is_simple(row) else Act(f"pass {bill}", f"reject {bill}")


def _amendment(row: Row, text: str, *, full: bool) -> str:
    bill = bill_name(row["bill_id"])
    portion = _PORTION.search(head_of(row["question"]))
    if "retaining" in text and portion:
        return f"keeping {portion['what']} in {bill}"
    if portion and "amendmentto" not in text:
        what = portion["what"]
        return f"[the] {what.lower() if 'ortion' in what else what} of {bill}"
    if "title" in text and "amendment" in text and "committeesubstitute" not in text:
        named = re.search(
            r"(?P<who>[A-Z][\w’'-]+)( \([A-Z]+\)| of [A-Z]\w+( [A-Z]\w+)?) amendment to the title",
            row["type"],
            re.I,
        )
        who = f"{member_name(named['who'])} " if named else ""
        return f"[a] {who}amendment to [the] title of {bill}"
    if "committeesubstitute" in text:
        return f"[the] committee substitute for {bill}"
    named = re.match(
        r"(?P<who>[\w’'-]+)( of [A-Z]\w+( [A-Z]\w+)?)? (?P<what>substitute amendment|amendment)",
        row["type"],
        re.I,
    )
    if (
        named
        and named["who"].lower() not in {"on", "the", "agreeing", "substitute"}
        and not author(row)
    ):
        shape = "substitute for" if "substitute" in named["what"].lower() else "amendment to"
        return f"[a] {member_name(named['who'])} {shape} {bill}"
    return amendment(row, full=full)


def _concurring(row: Row, bill: str, text: str) -> Act:
    numbered = re.search(
        r"(?:AMENDMENTS?|ADTS?|AMDTS?)\.? ?(?:NOS?\.? ?)?#?(?P<number>\d+)",
        row["type"],
        re.IGNORECASE,
    )
    which = f"[the] Senate amendment to {bill}"
    if numbered:
        which = f"Senate amendment No. {numbered['number']} to {bill}"
    elif "amendments" in text or "adts" in text:
        which = f"Senate amendments to {bill}"
    portion = re.search(
        r"((?<=title)|title |section |sections |sec\. |division |divisions |portion )",
        head_of(row["question"]),
        re.I,
    )
    if portion and "with" not in text:
        which = f"part of {which}"
    if "disagree" in text and "recede" not in text:
        return Act(f"disagree with {which}", f"refuse to disagree with {which}")
    change = re.search(
        r"with(an?)?(further)?(substitute)?(adt|amend|amdt|portion)|recedeandamend|wamend", text
    )
    if change:
        return Act(f"agree to {which}, with changes", f"reject changes to {which}")
    return agreeing(which)


_AMENDMENT = Lazily(
    r"agreeingto(the)?(amendment|substitute|committeesub|title|sec|subsec)|substituteamendment|dividedquestion"
    r"|retaining|amendmentto(the)?title|adoptionoftitle|ageeingtotheamend|ofohioamendment|amendmentnumber"
    r"|(grayson|polis|massie|buck).*amendment|adoptionofthesecond|agreeingtotitle|agreeingtothemotiontostrike"
)
_SENATE_AMENDMENT = Lazily(
    r"recede|concur|disagree|agreeto(the)?s(enate)?a(men)?d|tothesenateamend|agreetosec.*senate|disposeofsenate"
)

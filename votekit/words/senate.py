"""What the Senate did, read from its questions.

Much of what the Senate votes on is a motion about something else: cloture on the motion to proceed
to a bill, a motion to table an amendment, a waiver of the Budget Act for it. ``thing`` names what
such a motion is about; the motion gives the verb.
"""

import re
from collections.abc import Mapping
from typing import Any

from votekit.words.amendments import amendment, author_in
from votekit.words.house import proposing
from votekit.words.impeachment import person, trial
from votekit.words.names import bill_name
from votekit.words.nominees import en_bloc, nominee_of
from votekit.words.phrases import Act, motion
from votekit.words.titles import named_bill, plain, tidy
from votekit.words.treaties import treaty_name

Row = Mapping[str, Any]

_PROCEED = re.compile(r"\b(to|motion to) (proceed|proc)\b|\bto consider\b|cloture on the motion to proceed", re.I)
_CONFERENCE = re.compile(r"conf(erence|\.)? (report|rept|rpt)", re.IGNORECASE)
_COMMITTEE_TEXT = re.compile(r"(committee|cmte|ported|commitee)[ -]?(reported )?(sub|amend)", re.IGNORECASE)
_CONCUR = re.compile(r"\bconcur|house message|message from the house", re.IGNORECASE)
_AMENDMENT = re.compile(r"\b(s\. ?)?(amdt|amendment|amndt|admt|adt|smdt)s?\b|div(ision|\.)? [ivx]+ of", re.IGNORECASE)
_COMMIT = re.compile(r"\b(re)?commit\b", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"to (?:the )?(?:committees? on (?:the )?(?P<on>[A-Z][\w,' ]+?)|(?P<name>Finance|Judiciary|Commerce|Budget|"
    r"Appropriations|Armed Services)( committee)?)(?=[,.)]| with| and report|$)",
    re.IGNORECASE,
)
_WHOSE_MOTION = re.compile(r"^(?P<who>[A-Z][\w'’ ()-]{2,24}?) (?P<what>(amended )?mot?ions? .*)$", re.IGNORECASE)


def senate_act(row: Row, *, full: bool) -> Act:
    """Return what the Senate did; ``full`` names bills by their titles and says what for."""
    rule, category = row["rule"], row["category"]
    if rule == "conviction":
        return trial(row)
    if row["stage"] == "override":
        bill = named_bill(row, full=full)
        return Act(f"override [the] veto of {bill}", f"sustain [the] veto of {bill}")
    if _is_amendment(row):
        told = amendment(row, full=full)
        return Act(f"agree to {told}", f"reject {told}")
    if category == "nomination":
        return _confirming(row)
    if rule == "treaty":
        told = treaty_name(row)
        return Act(f"ratify {told}", f"reject {told}")
    if rule.startswith("cloture"):
        return _cloture(row, full=full)
    return _motion(row, full=full) or _on_text(row, full=full)


def _is_amendment(row: Row) -> bool:
    # s274-102.1991 carries the label of a treaty and is an amendment, S.Amdt. 1439 to H.R. 3807.
    asked = str(row["question"])
    return row["category"] == "amendment" or (row["category"] == "treaty" and "S.Amdt." in asked)


def _confirming(row: Row) -> Act:
    if re.search("executive session", str(row["subject"]), re.IGNORECASE):
        return motion("go into executive session")
    count = en_bloc(row)
    if count != 1:
        told = f"{count} nominees en bloc" if count else "[a] slate of nominees en bloc"
        return Act(f"confirm {told}", f"reject {told}")
    nominee = nominee_of(row)
    return Act(f"confirm {nominee.as_post()}", f"reject {nominee.as_post()}")


def nomination(row: Row) -> str:
    """Name the nomination of a row: ``[the] nomination of X to be Y``."""
    count = en_bloc(row)
    if count != 1:
        return f"{count} nominees en bloc" if count else "[a] slate of nominees en bloc"
    return f"[the] nomination of {nominee_of(row).for_post()}"


def _cloture(row: Row, *, full: bool) -> Act:
    asked = _asked(row)
    nominated = row.get("nomination") is not None or "nomination of" in asked.lower()
    if nominated and not row["bill_id"]:
        told = nomination(row)
        return Act(f"advance {told}", f"block {told}")
    if row["bill_id"] and _PROCEED.search(asked):
        bill = named_bill(row, full=full)
        return Act(f"clear [the] way to take up {bill}", f"block taking up {bill}")
    told = thing(row, asked, full=full)
    return Act(f"advance {told}", f"block {told}")


def _asked(row: Row) -> str:
    """Return what the vote says of itself: type, question and subject without repetition."""
    texts = [" ".join(str(row[name] or "").split()) for name in ("question", "subject")]
    return " | ".join(dict.fromkeys(re.sub(r"\(No short title on file\)", "", text) for text in texts))


def thing(row: Row, text: str, *, full: bool) -> str:
    """Name what a motion is about: an amendment, a conference report, a nomination, the bill."""
    bill = named_bill(row, full=full) if row["bill_id"] else ""
    number = bill_name(row["bill_id"]) if row["bill_id"] else _number_in(text)
    if row.get("amendment_number") is not None and row["amendment_number"] == row["amendment_number"]:
        return amendment(row, full=full)
    if _CONFERENCE.search(text):
        return f"[the] conference report on {bill or number}".removesuffix(" on ")
    if _COMMIT.search(text):
        return f"[a] motion to send {bill or number} to committee"
    if _COMMITTEE_TEXT.search(text):
        return f"[the] committee’s text of {bill or number}".removesuffix(" of ")
    if _CONCUR.search(text):
        changes = ", with changes" if re.search(r"with (an |further )*(amdt|amend)", text, re.I) else ""
        return f"[the] House amendment to {bill or number}{changes}"
    if _AMENDMENT.search(text):
        who = author_in(text.split(" | ")[-1]) or author_in(text)
        named = f"[a] {who} amendment" if who else "[an] amendment"
        return f"{named} to {number}" if number else named
    if not bill and (row.get("nomination_title") or "nomination" in text.lower()):
        return nomination(row)
    return bill or number


def _number_in(text: str) -> str:
    found = re.search(r"\b[HS]\.(J\.|Con\.)?(R\.|Res\.)? \d+", plain(text))
    return found[0] if found else ""


def _motion(row: Row, *, full: bool) -> Act | None:
    """Return the act of a procedural motion; ``None`` where the vote is on a text."""
    asked, kind = _asked(row), " ".join(str(row["type"]).split())
    low, kind_low = asked.lower(), kind.lower()
    about = thing(row, asked, full=full)
    if row["rule"].startswith("budget-appeal") or row["rule"] == "chair" or "decision of the chair" in kind_low:
        on = f" on {about}" if about else ""
        return Act(f"uphold [the] chair’s ruling{on}", f"overturn [the] chair’s ruling{on}")
    if kind_low.startswith("on the motion to table") or re.search(r"\bmot\w+ ?to ?table", low):
        return _table(row, low, about, full=full)
    if row["rule"].startswith("budget-waiver") or re.search(r"\bwa?ive\b", low):
        return motion(f"waive {_waived(low)}{f' for {about}' if about else ''}")
    if "germane" in kind_low:
        return Act(f"find {about} germane", f"find {about} not germane")
    if "point of order" in kind_low:
        against = f" against {about}" if about else ""
        if "constitutional point" in low:
            return Act("sustain [a] constitutional point of order", "reject [a] constitutional point of order")
        return Act(f"sustain [a] point of order{against}", f"reject [a] point of order{against}")
    for pattern, phrase, alone in _PROCEDURES:
        if pattern.search(low):
            if "{about}" not in phrase:
                return motion(phrase)
            return motion(phrase.format(about=about)) if about else motion(alone)
    if re.search(r"\binstruct\b", low) and "confer" in low or " motion to instruct re:" in low:
        whose = _whose(asked)
        if whose:
            told = f"[a] {whose} motion to instruct conferees on {about}" if about else f"[a] {whose} motion to instruct conferees"
            return Act(f"agree to {told}", f"reject {told}")
        return motion(f"instruct conferees on {about}" if about else "instruct conferees")
    return _committing(row, asked, full=full)


_PROCEDURES = tuple(
    (re.compile(pattern), phrase, alone)
    for pattern, phrase, alone in (
        (r"motion for attendance|sergeant|sgt|absent senators|motion to instruct\)?$|attendance", "summon absent senators to [the] floor", ""),
        (r"motion to reconsider|^on the motion to reconsider", "reconsider [the] vote on {about}", "reconsider its vote"),
        (r"discharge", "bring {about} out of committee", "bring [the] measure out of committee"),
        (r"legislative session", "go into legislative session", ""),
        (r"executive session", "go into executive session", ""),
        (r"court of impeachment until|court of impeachment sine die|adjourn", "adjourn", ""),
        (r"\brecess\b", "recess", ""),
        (r"close the doors", "close its doors", ""),
        (r"open the doors", "open its doors", ""),
        (r"journal stand approved", "approve [the] Journal", ""),
        (r"proceed in order", "let [a] senator proceed in order", ""),
        (r"read a third time", "order {about} read [a] third time", ""),
        (r"extend debate", "extend debate on {about}", "extend debate"),
        (r"lay before the senate|insist on (the|its) senate|agree to the request for conf|request a conference|appoint conferees|motion to insist", "go to conference on {about}", "go to conference"),
        (r"motion to postpone", "postpone {about}", "postpone [the] matter"),
        (r"motion to proceed|to consider (s|h)\.|^on the motion to proceed", "take up {about}", "take up [the] measure"),
        (r"subpoena witnesses", "allow motions to subpoena witnesses and documents", ""),
    )
)


def _table(row: Row, low: str, about: str, *, full: bool) -> Act:
    told = about
    number = bill_name(row["bill_id"])
    if "reconsider" in low:
        told = f"[a] motion to reconsider [the] vote on {about}" if about else "[a] motion to reconsider"
    elif "appeal" in low or "ruling of the chair" in low:
        told = "[an] appeal of [the] chair’s ruling"
    elif "motion to waive" in low:
        told = f"[a] motion to waive budget rules for {about}"
    elif "motion to proceed" in low:
        told = f"[a] motion to take up {named_bill(row, full=full)}" if number else "[a] motion to proceed"
    elif "recommit" in low or "commit " in low:
        told = f"[a] motion to send {about if not about.startswith('[a] motion') else number} back to committee"
        told = re.sub(r"send  ?back", "send it back", told)
    elif "point of order" in low:
        told = f"[a] point of order against {about}"
    return motion(f"table {told or '[the] matter before it'}")


def _waived(low: str) -> str:
    if re.search(r"paragraph \d+ of rule|rule xx|rule (28|44|16|22)\b", low):
        return "Senate rules"
    return "budget rules"


def _whose(asked: str) -> str:
    for text in asked.split(" | ")[::-1]:
        found = _WHOSE_MOTION.match(re.sub(r"^On the Motion \(", "", text).strip())
        if found and not re.search(r"\b(the|upon|on|motion)\b", found["who"], re.I):
            return re.sub(r"^[HS][\w.]+ ?\d+ ", "", plain(found["who"]))
    return ""


def _committing(row: Row, asked: str, *, full: bool) -> Act | None:
    if not _COMMIT.search(asked) and not re.search(r"motion to refer", asked, re.I):
        return None
    bill = named_bill(row, full=full) if row["bill_id"] else _number_in(asked) or "[the] measure"
    found = _COMMITTEE.search(asked)
    named = found and (found["on"] or found["name"])
    where = f"[the] {_committee(named)} Committee" if named else "committee"
    if "conference" in asked.lower() and not named:
        where = "conference"
    whose = _whose(asked)
    if whose:
        told = f"[a] {whose} motion to send {bill} back to {where}"
        return Act(f"agree to {told}", f"reject {told}")
    return motion(f"send {bill} back to {where}")


def _committee(name: str) -> str:
    told = re.sub(r"^the ", "", " ".join(name.split()), flags=re.IGNORECASE).strip(" ,")
    return told.title().replace(" And ", " and ") if told.islower() or told.isupper() else told


def _on_text(row: Row, *, full: bool) -> Act:
    asked = _asked(row)
    low = asked.lower()
    bill = named_bill(row, full=full) if row["bill_id"] else _number_in(asked)
    if row["rule"] == "constitutional-amendment":
        return proposing(row, bill, full=full)
    if row["stage"] == "conference" or _CONFERENCE.search(asked):
        return Act(f"adopt [the] conference report on {bill}", f"reject [the] conference report on {bill}")
    if row["stage"] in {"concurrence", "recede"} or re.search(r"\bconcur|\brecede", low):
        changes = re.search(r"with (an |further |a )*(amdt|amend)", low)
        told = f"[the] House amendment to {bill}{', with changes' if changes else ''}"
        return Act(f"agree to {told}", f"reject {told}")
    if "disagree" in low:
        return motion(f"disagree with [the] House amendment to {bill}")
    if row["stage"] == "passage" and bill:
        return _passing(row, bill, full=full)
    return _as_moved(row, bill, asked, full=full)


def _passing(row: Row, bill: str, *, full: bool) -> Act:
    from_id = (row["bill_id"] or "").split("-")[0].rstrip("0123456789")
    if str(row["subject"]).startswith("En Bloc: "):
        count = len(set(re.findall(r"\d+", str(row["question"]))))
        told = f"{count} joint resolutions en bloc" + (f", among them {bill}" if full else "")
        return Act(f"pass {told}", f"reject {told}")
    simple = from_id in {"hres", "sres", "hconres", "sconres"}
    return Act(f"{'adopt' if simple else 'pass'} {bill}", f"reject {bill}")


def _as_moved(row: Row, bill: str, asked: str, *, full: bool) -> Act:
    """Return the act of a motion that has no words of its own here, as the source words it."""
    moved = " ".join(str(row["subject"] or row["type"]).split())
    inside = re.search(r"^On the (?:Motion|Objection) \((?P<what>.*)\)$", " ".join(str(row["type"]).split()))
    moved = inside["what"] if inside else moved
    moved = tidy(re.sub(r"\s*\?$", "", moved))
    if "objection" in str(row["type"]).lower():
        return Act("sustain [an] objection to electoral votes", "reject [an] objection to electoral votes")
    if "dismiss" in moved.lower():
        what = re.search(r"articles? [\w ]+", moved, re.I)
        against = f" against {person(row)}" if person(row) else ""
        told = f"{what[0].replace('article', 'Article')}{against}" if what else "[the] impeachment proceedings"
        return motion(f"dismiss {told}")
    if "subject to a court of impeachment" in moved.lower():
        told = "[the] impeachment trial of former President Donald Trump constitutional"
        return Act(f"find {told}", f"find {told} not".replace("constitutional not", "unconstitutional"))
    if re.search(r"suspend (the )?(standing )?rule|suspend rule", moved, re.I):
        whose = _whose(asked) or author_in(moved)
        for_whom = f" for [a] {whose} amendment" if whose else ""
        to_bill = f" to {bill_name(row['bill_id'])}" if for_whom and bill else ""
        return motion(f"suspend [the] rules{for_whom}{to_bill}")
    if re.match(r"motion to ", moved, re.I):
        return motion(re.sub(r"^motion to ", "", moved, flags=re.I).rstrip("."))
    whose = _WHOSE_MOTION.match(moved)
    if whose:
        told = f"[a] {moved}"
        return Act(f"agree to {told}", f"reject {told}")
    on = bill_name(row["bill_id"]) if bill else ""
    named = f"[the] motion “{moved}”" + (f" on {on}" if on and on not in moved else "")
    if row.get("amendment_number") is not None or _AMENDMENT.search(moved):
        named = thing(row, asked, full=full)
    return Act(f"agree to {named}", f"reject {named}")

"""What the Senate did on a motion: tabled, waived, took up, sent back to committee."""

import re

from votekit.rules.question import APPEAL
from votekit.words.lazily import Lazily
from votekit.words.phrases import Act, agreeing, motion
from votekit.words.senate_things import COMMIT, CONFERENCE, Asked
from votekit.words.titles import plain

_COMMITTEE = Lazily(
    r"to (?:the )?(?:committees? on (?:the )?(?P<on>[A-Z][\w,' ]+?)|(?P<name>Finance|Judiciary|"
    r"Commerce|Budget|Appropriations|Armed Services)( committee)?)(?=[.)]|,? with| and report|$)",
    re.IGNORECASE,
)
WHOSE_MOTION = Lazily(
    r"^(?P<who>[A-Z][\w'’ ()-]{2,24}?) (?P<what>(amended )?mot?ions? .*)$", re.IGNORECASE
)
_TABLE = Lazily(r"\bmot\w+ ?to ?table")
_WAIVE = Lazily(r"\bwa?ive\b")
_INSTRUCT = Lazily(r"\bmotions? to instruct\b|\binstruct\b.*\bconfer")
_SENATE_RULE = Lazily(r"paragraph \d+ of rule|rule xx|rule (28|44|16|22)\b")


def on_chair(asked: Asked) -> Act | None:
    """Read a vote on a ruling of the Chair: the yeas uphold it."""
    rule = asked.row["rule"]
    if not (rule in {"budget-appeal", "chair"} or "decision of the chair" in asked.kind):
        return None
    ruling = f"[the] chair’s ruling{asked.on_about()}"
    upheld, overturned = f"uphold {ruling}", f"overturn {ruling}"
    if APPEAL.search(str(asked.row["subject"] or "")):
        # "Is the appeal well taken?" is put the other way round: s245-103.1993, 43–57.
        return Act(overturned, upheld)
    return Act(upheld, overturned)


def tabling(asked: Asked) -> Act | None:
    """Read a motion to table something, or to table a motion about something."""
    if not _tables(asked):
        return None
    bill = (
        f"[the] conference report on {asked.bill}" if CONFERENCE.search(asked.text) else asked.bill
    )
    for mark, phrase, alone in _TABLED:
        if mark in asked.low:
            told = phrase.format(about=asked.about, bill=bill or "it") if asked.about else alone
            return motion(f"table {told}")
    return motion(f"table {asked.about or '[the] matter before it'}")


def _tables(asked: Asked) -> bool:
    if asked.kind.startswith("on the motion to reconsider"):
        # s187-101.1989 would reconsider the vote by which an amendment was tabled.
        return False
    return asked.kind.startswith("on the motion to table") or bool(_TABLE.search(asked.low))


_TABLED = (
    ("reconsider", "[a] motion to reconsider [the] vote on {about}", "[a] motion to reconsider"),
    ("appeal", "[an] appeal of [the] chair’s ruling", "[an] appeal of [the] chair’s ruling"),
    ("ruling of the chair", "[an] appeal of [the] chair’s ruling", "[the] chair’s ruling"),
    ("to waive", "[a] motion to waive budget rules for {about}", "[a] motion to waive rules"),
    ("to proceed", "[a] motion to take up {bill}", "[a] motion to proceed"),
    ("commit ", "[a] motion to send {bill} back to committee", "[a] motion to recommit"),
    ("recommit", "[a] motion to send {bill} back to committee", "[a] motion to recommit"),
    ("point of order", "[a] point of order against {about}", "[a] point of order"),
)


def waiving(asked: Asked) -> Act | None:
    """Read a waiver of the Budget Act, or of a rule of the Senate."""
    by_rule = asked.row["rule"].startswith("budget-waiver")
    if not by_rule and (_tables(asked) or not _WAIVE.search(asked.low)):
        return None
    rules = "Senate rules" if _SENATE_RULE.search(asked.low) else "budget rules"
    return motion(f"waive {rules}{asked.on_about('for')}")


def on_order(asked: Asked) -> Act | None:
    """Read a vote on a point of order, or on whether an amendment is germane."""
    if "germane" in asked.kind:
        about = asked.without_purpose().about
        return Act(f"find {about} germane", f"find {about} not germane")
    if "is it in order" in asked.low:
        return Act(f"find {asked.about} in order", f"find {asked.about} out of order")
    if "point of order" not in asked.kind:
        return None
    if "constitutional point" in asked.low:
        told = "[a] constitutional point of order"
        return Act(f"sustain {told}", f"reject {told}")
    told = f"[a] point of order{asked.on_about('against')}"
    return Act(f"sustain {told}", f"reject {told}")


def procedural(asked: Asked) -> Act | None:
    """Read the motions that carry the Senate from one business to another."""
    for pattern, phrase, alone in _PROCEDURES:
        if not pattern.search(asked.low):
            continue
        if "{" not in phrase:
            return motion(phrase)
        named = asked.about if "{about}" in phrase else asked.bill
        return motion(phrase.format(about=named, bill=named)) if named else motion(alone)
    return None


_PROCEDURES = tuple(
    (Lazily(pattern), phrase, alone)
    for pattern, phrase, alone in (
        (
            r"attendance|sergeant|sgt|absent senators|motion to instruct\)?$",
            "summon absent senators to [the] floor",
            "",
        ),
        (r"motion to reconsider", "reconsider [the] vote on {about}", "reconsider its vote"),
        (r"discharge", "bring {about} out of committee", "bring [the] measure out of committee"),
        (r"legislative session", "go into legislative session", ""),
        (r"executive session", "go into executive session", ""),
        (r"court of impeachment (until|sine die)|adjourn", "adjourn", ""),
        (r"\brecess\b", "recess", ""),
        (r"close the doors", "close its doors", ""),
        (r"open the doors", "open its doors", ""),
        (r"journal stand approved", "approve [the] Journal", ""),
        (r"proceed in order", "let [a] senator proceed in order", ""),
        (r"read a third time", "order {bill} read [a] third time", "order [the] bill read"),
        (r"extend debate", "extend debate on {about}", "extend debate"),
        (
            r"lay before the senate|insist on (the|its) senate|agree to the request for conf"
            r"|request a conference|appoint conferees|motion to insist",
            "go to conference on {bill}",
            "go to conference",
        ),
        (r"motion to postpone", "postpone {about}", "postpone [the] matter"),
        (r"motion to proceed|to consider (s|h)\.", "take up {about}", "take up [the] measure"),
        (r"subpoena witnesses", "allow motions to subpoena witnesses and documents", ""),
    )
)


def instructing(asked: Asked) -> Act | None:
    """Read a motion to instruct those who meet the House in conference."""
    if not _INSTRUCT.search(asked.low):
        return None
    whose = mover(asked.text)
    told = f"instruct conferees{asked.on_about()}"
    return agreeing(f"[a] {whose} motion to {told}") if whose else motion(told)


def committing(asked: Asked) -> Act | None:
    """Read a motion to send a bill to committee, with instructions as a rule."""
    text = asked.text
    if re.search(r"\bsuspend\b", text, re.IGNORECASE):
        # s227-111.2010 would suspend Rule XXII to allow a motion to refer.
        return None
    if not COMMIT.search(text) and not re.search(r"motion to refer", text, re.IGNORECASE):
        return None
    found = _COMMITTEE.search(text)
    named = found and (found["on"] or found["name"])
    where = f"[the] {_committee(named)} Committee" if named else "committee"
    if "conference" in asked.low and not named:
        where = "conference"
    told = f"send {asked.bill or '[the] measure'} back to {where}"
    whose = mover(text)
    return agreeing(f"[a] {whose} motion to {told}") if whose else motion(told)


def mover(text: str) -> str:
    """Return whose motion a text says it is; nothing where it does not."""
    for part in text.split(" | ")[::-1]:
        found = WHOSE_MOTION.match(re.sub(r"^On the Motion \(", "", part).strip())
        if found and not re.search(r"\b(the|upon|on|motion)\b", found["who"], re.IGNORECASE):
            return re.sub(r"^[HS][\w.]+ ?\d+ ", "", plain(found["who"]))
    return ""


def _committee(name: str) -> str:
    told = re.sub(r"^the ", "", " ".join(name.split()), flags=re.IGNORECASE).strip(" ,")
    return told.title().replace(" And ", " and ") if told.islower() or told.isupper() else told

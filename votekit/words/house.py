"""What the House did, read from its questions.

The House has asked some 400 different questions since 1989, many under several spellings
(``RECEDE AND CONCUR WITHADT IN S ADT #81``). They are compared by their letters alone.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from votekit.rules import TEXT_STAGES
from votekit.rules.question import head_of, letters
from votekit.words.house_texts import on_text
from votekit.words.impeachment import impeaching, person
from votekit.words.lazily import Lazily
from votekit.words.names import bill_name
from votekit.words.phrases import Act, agreeing, motion
from votekit.words.titles import named_bill, tidy

Row = Mapping[str, Any]


def house_act(row: Row, *, full: bool) -> Act:
    """Return what the House did; ``full`` names bills by their titles."""
    text = f"{letters(row['type'])} {letters(head_of(row['question']))}"
    bill = named_bill(row, full=full) if row["bill_id"] else _title_alone(row)
    if row["stage"] == "override":
        return Act(f"override [the] veto of {bill}", f"sustain [the] veto of {bill}")
    for pattern, act in () if row["stage"] in TEXT_STAGES else _MOTIONS:
        if pattern.search(text):
            return act(row, bill, text)
    return on_text(row, bill, text, full=full)


def _title_alone(row: Row) -> str:
    title = tidy(row["subject"])
    if not title:
        return ""
    return f"[the] {title}" if title[:1].isupper() else title


def _fixed(yes: str, no: str | None = None) -> Callable[[Row, str, str], Act]:
    def act(row: Row, bill: str, text: str) -> Act:
        return Act(yes, no) if no else motion(yes)

    return act


def _on_bill(
    phrase: str, without: str | None = None, no: str | None = None
) -> Callable[[Row, str, str], Act]:
    def act(row: Row, bill: str, text: str) -> Act:
        if not bill and without:
            return motion(without)
        told = phrase.format(bill=bill or "[the] bill")
        return Act(told, no.format(bill=bill or "[the] bill")) if no else motion(told)

    return act


def _previous_question(row: Row, bill: str, text: str) -> Act:
    bill = bill or ("[the] measure" if "refer" in text else "")
    what = bill
    if "instruct" in text:
        what = f"[a] motion to instruct conferees on {bill}"
    elif "recommit" in text:
        what = f"[a] motion to send {bill} back to committee"
    elif "refer" in text:
        veto = "[the] veto message on " if "veto" in text else ""
        what = f"[a] motion to send {veto}{bill} to committee"
    elif "conferencereport" in text:
        what = f"[the] conference report on {bill}"
    what = what.replace("rule for debate on", "rule for")
    return motion(f"end debate on {what}" if what else "order [the] previous question")


def _table(row: Row, bill: str, text: str) -> Act:
    if "appeal" in text:
        return motion(f"table [an] appeal of [the] chair’s ruling{f' on {bill}' if bill else ''}")
    if "reconsider" in text:
        if "conferencereport" in text:
            bill = f"[the] conference report on {bill}"
        return motion(f"table [a] motion to reconsider [the] vote{f' on {bill}' if bill else ''}")
    inner = (
        ("instruct", f"[a] motion to instruct conferees on {bill}"),
        ("discharge", f"[a] motion to bring {bill} out of committee"),
        ("refer", f"[a] motion to send {bill} to committee"),
        ("postpone", f"[a] motion to postpone {bill}"),
        ("secretsession", "[a] motion to meet in secret session"),
        ("senateamendment", f"[the] Senate amendment to {bill}"),
        ("houseamendment", f"[the] House amendment to {bill}"),
        ("proceedinorder", "[a] motion to let [a] member proceed in order"),
    )
    for mark, what in inner:
        if mark in text:
            return motion(f"table {what}")
    if person(row) and row["category"] == "impeachment":
        return motion(
            f"table articles of impeachment against {person(row)} ({bill_name(row['bill_id'])})"
        )
    return motion(f"table {bill}" if bill else "table [the] matter before it")


def _reconsider(row: Row, bill: str, text: str) -> Act:
    if row["category"] == "impeachment":
        return motion(f"reconsider [the] vote on impeaching {person(row)}")
    return motion(f"reconsider [the] vote on {bill}" if bill else "reconsider its vote")


def _refer(row: Row, bill: str, text: str) -> Act:
    committee = re.search(
        r"judiciary|oversight and government reform|ethics",
        f"{row['type']} {row['question']}".lower(),
    )
    where = (
        f"[the] {committee[0].title().replace(' And ', ' and ')} Committee"
        if committee
        else "committee"
    )
    what = (
        f"articles of impeachment against {person(row)}"
        if row["category"] == "impeachment"
        else bill
    )
    if "veto" in text:
        what = f"[the] veto message on {bill}"
    instructions = ", with instructions" if "instruct" in text else ""
    return motion(f"send {what or '[the] measure'} to {where}{instructions}")


def _recommit(row: Row, bill: str, text: str) -> Act:
    if "conferencereport" in text:
        return motion(f"send [the] conference report on {bill} back to conference")
    if "considerationofmotionto" in text:
        return motion(f"consider [a] motion to send {bill} back to committee")
    if "amendment" in text:
        told = f"[an] amendment to [the] motion to send {bill} back to committee"
        return agreeing(told)
    return motion(f"send {bill or '[the] bill'} back to committee")


def _instruct(row: Row, bill: str, text: str) -> Act:
    changed = "amendmenttothe" in text or "substitutefor" in text
    if changed:
        told = f"[a] change to [the] motion to instruct conferees on {bill}"
        return agreeing(told)
    return motion(f"instruct conferees on {bill}" if bill else "instruct conferees")


def _adjourn(row: Row, bill: str, text: str) -> Act:
    if "reconsider" in text:
        return motion("table [a] motion to reconsider ordering [the] yeas and nays on adjourning")
    if "fromfriday" in text or "timecertain" in text:
        return motion("adjourn to [a] set day")
    return motion("adjourn")


def _postpone(row: Row, bill: str, text: str) -> Act:
    what = f"[the] veto message on {bill}" if "veto" in text else bill or "[the] matter"
    return motion(f"postpone {what}")


_Motion = Callable[[Row, str, str], Act]
_MOTIONS: tuple[tuple[Lazily, _Motion], ...] = tuple(
    (Lazily(pattern), act)
    for pattern, act in (
        (r"previousques|orderingasecond", _previous_question),
        (r"\b(on)?(the)?(motionto)?table|motiontotable|laidonthetable|laytheresolution", _table),
        (
            r"sustain(ing)?(the)?ruling|decisionof(the)?chair",
            _fixed("sustain [the] chair’s ruling", "overturn [the] chair’s ruling"),
        ),
        (r"reconsider", _reconsider),
        (r"recom+it", _recommit),
        (r"postpon\w*", _postpone),
        (
            r"strikethe(enacting|resolving)|(enacting|resolving)clause(be)?(stricken|struck)|riseandstrike|enactingclausestricken",
            _on_bill("strike [the] enacting clause of {bill}", "strike [the] enacting clause"),
        ),
        (
            r"riseandreport",
            _on_bill(
                "report {bill} out of [the] Committee of the Whole",
                "have [the] Committee of the Whole report",
            ),
        ),
        (
            r"(motion|committee|motionto|that)\w*rise",
            _fixed("have [the] Committee of the Whole rise"),
        ),
        (r"instruc?t\w*|insruct", _instruct),
        (
            r"clos(e|ing)(the)?\w*(conference|meetings)|close.*conference|permitclosed",
            _on_bill(
                "close [the] conference on {bill} to [the] public",
                "close [the] conference to [the] public",
            ),
        ),
        (
            r"approvingthejournal|thejournal",
            _fixed("approve [the] Journal", "reject [the] Journal"),
        ),
        (r"convening|hourofmeeting", _fixed("set [the] hour of its next meeting")),
        (r"adjourn", _adjourn),
        (r"holdasecretsession|secretsession", _fixed("meet in secret session")),
        (
            r"committeestosit|committeesto|leaveforcommittees|permitcommittees",
            _fixed("let committees sit during floor debate"),
        ),
        (r"adoptingthe\w+article", lambda row, bill, text: impeaching(row)),
        (r"\b(on)?(the)?(motionto)?(commit|refer)", _refer),
        (
            r"proceedinorder|permittoproceed|themotiontoproceed",
            _fixed("let [a] member proceed in order"),
        ),
        (
            r"\bquestion(of|on)consideration|\bon(the)?(question(of)?)?consideration|considerthe|willthehouse|motiontoconsider|^considerationof",
            _on_bill("agree to consider {bill}", no="refuse to consider {bill}"),
        ),
        (r"discharge", _on_bill("bring {bill} out of committee", "discharge [a] committee")),
        (
            r"gotoconference|requestaconference|agreetoaconference|askforaconf|insiston|askforconf",
            _on_bill("go to conference on {bill}", "go to conference"),
        ),
        (
            r"exhibit",
            _fixed(
                "allow [an] exhibit on [the] House floor", "bar [an] exhibit from [the] House floor"
            ),
        ),
        (r"strik(e|ing)(the)?words", _fixed("strike words from [the] record")),
        (
            r"agreeingtotheobjection",
            _fixed(
                "sustain [an] objection to [the] electoral votes",
                "reject [an] objection to [the] electoral votes",
            ),
        ),
        (
            r"resolv(e|ing)into",
            _on_bill(
                "go into [the] Committee of the Whole on {bill}",
                "go into [the] Committee of the Whole",
            ),
        ),
        (r"limitdebate", _on_bill("limit debate on {bill}", "limit debate")),
        (r"engrossment", _on_bill("order {bill} read [a] third time")),
        (r"declarerecess", _fixed("allow recesses")),
        (r"callofthehouse", _fixed("order [a] call of the House")),
        (r"commitandrise", _fixed("have [the] Committee of the Whole rise")),
    )
)

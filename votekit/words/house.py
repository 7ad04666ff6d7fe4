"""What the House did, read from its questions.

The House has asked some 400 different questions since 1989, many under several spellings
(``RECEDE AND CONCUR WITHADT IN S ADT #81``). They are compared by their letters alone.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from votekit.rules.question import head_of, letters
from votekit.words.amendments import amendment, author, member_name
from votekit.words.impeachment import impeaching, person
from votekit.words.names import bill_name
from votekit.words.phrases import Act, motion
from votekit.words.titles import named_bill, tidy

Row = Mapping[str, Any]

UNNAMED = "[a] matter that [the] record does not name"
"""Eight roll calls of the 102nd Congress have no question in the source (h208-102.1991)."""
_MEMBER = r"(Representative |Rep\. |Delegate |Congress(wo)?man |Member )?(?P<who>[A-Z][\w.’' -]+?)(,? (?P<jr>Jr\.))?"
_DISCIPLINE = (
    (re.compile(rf"^Censur(?:ing|e(?: of)?) {_MEMBER}(,| of | for |$| and )"), "censure"),
    (re.compile(rf"^Reprimand(?:ing|of)? {_MEMBER}(,| of | for |$)"), "reprimand"),
    (re.compile(rf"expulsion of {_MEMBER} from"), "expel"),
    (re.compile(rf"^Expelling {_MEMBER}(,| from|$)"), "expel"),
)


def house_act(row: Row, *, full: bool) -> Act:
    """Return what the House did; ``full`` names bills by their titles."""
    text = f"{letters(row['type'])} {letters(head_of(row['question']))}"
    bill = named_bill(row, full=full) if row["bill_id"] else _unnumbered(row)
    if row["stage"] == "override":
        # The veto of h190-102.1991 had its message referred: only the question itself tells.
        return Act(f"override [the] veto of {bill}", f"sustain [the] veto of {bill}")
    for pattern, act in _MOTIONS:
        if pattern.search(text):
            return act(row, bill, text)
    return _on_text(row, bill, text, full=full)


def _unnumbered(row: Row) -> str:
    title = tidy(row["subject"])
    if not title:
        return ""
    return f"[the] {title}" if title[:1].isupper() else title


def _on_text(row: Row, bill: str, text: str, *, full: bool) -> Act:
    """Return the act of a vote on a text: passage, an amendment, the other chamber's changes."""
    if row["category"] == "impeachment" and not row["stage"] == "override":
        return impeaching(row)
    if row["category"] == "amendment" or _AMENDMENT.search(text):
        told = _amendment(row, text, full=full)
        return Act(f"agree to {told}", f"reject {told}")
    if row["stage"] == "conference" or "conferencereport" in text:
        return Act(f"adopt [the] conference report on {bill}", f"reject [the] conference report on {bill}")
    if row["stage"] in {"concurrence", "recede"} or _SENATE_AMENDMENT.search(text):
        return _concurring(row, bill, text)
    if "certainbills" in text:
        told = "[a] package of bills under suspension of the rules"
        return Act(f"pass {told}", f"reject {told}")
    if not bill:
        return Act(f"agree to {UNNAMED}", f"reject {UNNAMED}") if not text.strip() else _as_asked(row)
    return _passing(row, bill, full=full)


def _as_asked(row: Row) -> Act:
    asked = tidy(head_of(row["question"]))
    asked = re.sub(r"^(On )?(the )?(Agreeing to )?(the )?", "", asked)
    return Act(f"agree to [the] {asked[:1].lower()}{asked[1:]}", f"reject [the] {asked[:1].lower()}{asked[1:]}")


def _passing(row: Row, bill: str, *, full: bool) -> Act:
    if row["rule"] == "constitutional-amendment":
        return proposing(row, bill, full=full)
    title = tidy(row["subject"])
    for pattern, verb in _DISCIPLINE:
        found = pattern.search(title)
        if found:
            who = f"{found['who']}{' ' + found['jr'] if found['jr'] else ''} ({bill_name(row['bill_id'])})"
            return Act(f"{verb} {who}", f"refuse to {verb} {who}")
    if row["rule"] == "expulsion" and (found := re.search("matter of (?P<who>[A-Z][^,]+)", title)):
        who = f"{found['who']} ({bill_name(row['bill_id'])})"
        return Act(f"expel {who}", f"refuse to expel {who}")
    if re.match(r"Declaring the office of Speaker.* vacant", title):
        return motion(f"declare [the] office of speaker vacant ({bill_name(row['bill_id'])})")
    simple = row["bill_id"].split("-")[0].rstrip("0123456789") in {"hres", "sres", "hconres", "sconres"}
    return Act(f"{'adopt' if simple else 'pass'} {bill}", f"reject {bill}")


def proposing(row: Row, bill: str, *, full: bool) -> Act:
    """Return the act of passing a joint resolution that proposes to amend the Constitution."""
    raw = row["subject"] if row["chamber"] == "house" else row.get("bill_title")
    number = bill_name(row["bill_id"])
    title = tidy(str(raw or "")) if full else ""
    found = re.search(
        r"proposing (?P<what>an? (?P<adjective>[\w-]+ )*?amendment) to the Constitution( of the United States)?"
        r"(?P<rest>.*)",
        title,
        re.IGNORECASE,
    )
    if found:
        rest = re.sub(r"^,? ?(relative to|relating to|with respect to|with regard to|regarding)", " on", found["rest"])
        told = f"[a] constitutional amendment{rest} ({number})"
        if found["adjective"]:
            told = f"[a] {found['adjective'].lower()}amendment to [the] Constitution{rest} ({number})"
    elif title and "amendment" in title.lower():
        told = f"[the] {title} ({number})"
    else:
        told = f"[a] constitutional amendment ({number}{', ' + title if title else ''})"
    return Act(f"propose {told}", f"reject {told}")


def _amendment(row: Row, text: str, *, full: bool) -> str:
    bill = bill_name(row["bill_id"])
    portion = re.search(
        r"(?P<what>(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) portion of the divided question"
        r"|(sub)?sec(tion|s)?\.? ?[\d, and&a-d.]+|title [IVX]+|divisions? [A-Z]( and [A-Z])?)",
        head_of(row["question"]),
        re.IGNORECASE,
    )
    if "retaining" in text and portion:
        return f"keeping {portion['what']} in {bill}"
    if portion and "amendmentto" not in text:
        return f"[the] {portion['what'].lower() if 'portion' in portion['what'].lower() else portion['what']} of {bill}"
    if "title" in text and "amendment" in text and "committeesubstitute" not in text:
        named = re.search(r"(?P<who>[A-Z][\w’'-]+)( \([A-Z]+\)| of [A-Z]\w+( [A-Z]\w+)?) amendment to the title", row["type"], re.I)
        who = f"{member_name(named['who'])} " if named else ""
        return f"[a] {who}amendment to [the] title of {bill}"
    if "committeesubstitute" in text:
        return f"[the] committee substitute for {bill}"
    named = re.match(r"(?P<who>[\w’'-]+)( of [A-Z]\w+( [A-Z]\w+)?)? (?P<what>substitute amendment|amendment)", row["type"], re.I)
    if named and named["who"].lower() not in {"on", "the", "agreeing", "substitute"} and not author(row):
        shape = "substitute for" if "substitute" in named["what"].lower() else "amendment to"
        return f"[a] {member_name(named['who'])} {shape} {bill}"
    return amendment(row, full=full)


def _concurring(row: Row, bill: str, text: str) -> Act:
    numbered = re.search(
        r"(?:AMENDMENTS?|ADTS?|AMDTS?)\.? ?(?:NOS?\.? ?)?#?(?P<number>\d+)", row["type"], re.IGNORECASE
    )
    which = f"[the] Senate amendment to {bill}"
    if numbered:
        which = f"Senate amendment No. {numbered['number']} to {bill}"
    elif "amendments" in text or "adts" in text:
        which = f"Senate amendments to {bill}"
    portion = re.search(
        r"((?<=title)|title |section |sections |sec\. |division |divisions |portion )", head_of(row["question"]), re.I
    )
    if portion and "with" not in text:
        which = f"part of {which}"
    if "disagree" in text and "recede" not in text:
        return Act(f"disagree with {which}", f"refuse to disagree with {which}")
    change = re.search(r"with(an?)?(further)?(substitute)?(adt|amend|amdt|portion)|recedeandamend|wamend", text)
    return Act(f"agree to {which}{', with changes' if change else ''}", f"reject {which}{', with changes' if change else ''}")


_AMENDMENT = re.compile(
    r"agreeingto(the)?(amendment|substitute|committeesub|title|section|subsec)|substituteamendment|dividedquestion"
    r"|retaining|amendmentto(the)?title|adoptionoftitle|ageeingtotheamend|ofohioamendment|amendmentnumber"
    r"|(grayson|polis|massie|buck).*amendment|adoptionofthesecond|agreeingtotitle|agreeingtothemotiontostrike"
)
_SENATE_AMENDMENT = re.compile(r"recede|concur|disagree|agreeto(the)?s(enate)?a(men)?d|tothesenateamend|agreetosec.*senate|disposeofsenate")


def _fixed(yes: str, no: str | None = None) -> Callable[[Row, str, str], Act]:
    def act(row: Row, bill: str, text: str) -> Act:
        return Act(yes, no) if no else motion(yes)

    return act


def _on_bill(phrase: str, without: str | None = None, no: str | None = None) -> Callable[[Row, str, str], Act]:
    def act(row: Row, bill: str, text: str) -> Act:
        if not bill and without:
            return motion(without)
        told = phrase.format(bill=bill or "[the] bill")
        return Act(told, no.format(bill=bill or "[the] bill")) if no else motion(told)

    return act


def _previous_question(row: Row, bill: str, text: str) -> Act:
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
        return motion(f"table articles of impeachment against {person(row)} ({bill_name(row['bill_id'])})")
    return motion(f"table {bill}" if bill else "table [the] matter before it")


def _reconsider(row: Row, bill: str, text: str) -> Act:
    if row["category"] == "impeachment":
        return motion(f"reconsider [the] vote on impeaching {person(row)}")
    return motion(f"reconsider [the] vote on {bill}" if bill else "reconsider its vote")


def _refer(row: Row, bill: str, text: str) -> Act:
    committee = re.search(r"judiciary|oversight and government reform|ethics", f"{row['type']} {row['question']}".lower())
    where = f"[the] {committee[0].title().replace(' And ', ' and ')} Committee" if committee else "committee"
    what = f"articles of impeachment against {person(row)}" if row["category"] == "impeachment" else bill
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
        return Act(f"agree to {told}", f"reject {told}")
    return motion(f"send {bill or '[the] bill'} back to committee")


def _instruct(row: Row, bill: str, text: str) -> Act:
    changed = "amendmenttothe" in text or "substitutefor" in text
    if changed:
        told = f"[a] change to [the] motion to instruct conferees on {bill}"
        return Act(f"agree to {told}", f"reject {told}")
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
_MOTIONS: tuple[tuple[re.Pattern[str], _Motion], ...] = tuple(
    (re.compile(pattern), act)
    for pattern, act in (
        (r"previousques|orderingasecond", _previous_question),
        (r"\b(on)?(the)?(motionto)?table|motiontotable|laidonthetable|laytheresolution", _table),
        (r"sustain(ing)?(the)?ruling|decisionof(the)?chair", _fixed("sustain [the] chair’s ruling", "overturn [the] chair’s ruling")),
        (r"reconsider", _reconsider),
        (r"recom+it", _recommit),
        (r"postpon\w*", _postpone),
        (r"strikethe(enacting|resolving)|(enacting|resolving)clause(be)?(stricken|struck)|riseandstrike|enactingclausestricken",
         _on_bill("strike [the] enacting clause of {bill}", "strike [the] enacting clause")),
        (r"riseandreport", _on_bill("report {bill} out of [the] Committee of the Whole", "have [the] Committee of the Whole report")),
        (r"(motion|committee|motionto|that)\w*rise", _fixed("have [the] Committee of the Whole rise")),
        (r"instruc?t\w*|insruct", _instruct),
        (r"clos(e|ing)(the)?\w*(conference|meetings)|close.*conference|permitclosed", _on_bill("close [the] conference on {bill} to [the] public", "close [the] conference to [the] public")),
        (r"approvingthejournal|thejournal", _fixed("approve [the] Journal", "reject [the] Journal")),
        (r"convening|hourofmeeting", _fixed("set [the] hour of its next meeting")),
        (r"adjourn", _adjourn),
        (r"holdasecretsession|secretsession", _fixed("meet in secret session")),
        (r"\b(on)?(the)?(motionto)?(commit|refer)", _refer),
        (r"proceedinorder|permittoproceed|themotiontoproceed", _fixed("let [a] member proceed in order")),
        (r"\bquestion(of|on)consideration|\bon(the)?(question(of)?)?consideration|considerthe|willthehouse|motiontoconsider|^considerationof", _on_bill("consider {bill}", "consider [the] matter")),
        (r"discharge", _on_bill("bring {bill} out of committee", "discharge [a] committee")),
        (r"gotoconference|requestaconference|agreetoaconference|askforaconf|insiston|askforconf", _on_bill("go to conference on {bill}", "go to conference")),
        (r"committeestosit|committeesto|leaveforcommittees|permitcommittees", _fixed("let committees sit during floor debate")),
        (r"exhibit", _fixed("allow [an] exhibit on [the] House floor", "bar [an] exhibit from [the] House floor")),
        (r"strik(e|ing)(the)?words", _fixed("strike words from [the] record")),
        (r"agreeingtotheobjection", _fixed("sustain [an] objection to [the] electoral votes", "reject [an] objection to [the] electoral votes")),
        (r"resolv(e|ing)into", _on_bill("go into [the] Committee of the Whole on {bill}", "go into [the] Committee of the Whole")),
        (r"limitdebate", _on_bill("limit debate on {bill}", "limit debate")),
        (r"engrossment", _on_bill("order {bill} read [a] third time")),
        (r"declarerecess", _fixed("allow recesses")),
        (r"callofthehouse", _fixed("order [a] call of the House")),
        (r"commitandrise", _fixed("have [the] Committee of the Whole rise")),
    )
)

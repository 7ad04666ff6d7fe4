"""Documents MADE FROM THE RECORD, for volume only: none of them is an official document.

They have the form of the House Clerk's XML, the Senate's XML and Congress.gov's JSON, so that a
server can have as many roll calls as a whole session has. What the forms are was learnt from the
real documents beside the tests (tests/data); these here prove nothing about any source.
"""

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

Row = dict[str, Any]

TOTALS = {
    "yea": "yea-total",
    "nay": "nay-total",
    "present": "present-total",
    "not_voting": "not-voting-total",
}
PARTIES = {"Republican": "R", "Democratic": "D", "Independent": "I"}
HOUSE_BILLS = {
    **{"hr": "H R", "hres": "H RES", "hjres": "H J RES", "hconres": "H CON RES"},
    **{"s": "S", "sres": "S RES", "sjres": "S J RES", "sconres": "S CON RES"},
}
SENATE_BILLS = {
    **{"hr": "H.R.", "hres": "H.Res.", "hjres": "H.J.Res.", "hconres": "H.Con.Res."},
    **{"s": "S.", "sres": "S.Res.", "sjres": "S.J.Res.", "sconres": "S.Con.Res."},
}


def house_xml(rollcall: Row, positions: list[Row]) -> bytes:
    """Write a roll call in the form of the House Clerk's XML of 2023, with DOCTYPE."""
    number, letters, digits = rollcall["number"], *bill_parts(rollcall)
    legis = f"{HOUSE_BILLS[letters]} {digits}" if letters else ""
    when: datetime = rollcall["date"]
    fraction = "2/3 " if rollcall["requires"] == "2/3" else ""
    vote_type = "RECORDED VOTE" if rollcall["words"] == "Aye/No" else "YEA-AND-NAY"
    parties = "".join(
        f"<totals-by-party>\n<party>{name}</party>\n"
        f"{house_totals([row for row in positions if row['party'] == code])}</totals-by-party>\n"
        for name, code in PARTIES.items()
    )
    rows = "".join(
        '<recorded-vote><legislator name-id="{member_id}" sort-field="{name}" '
        'unaccented-name="{name}" party="{party}" state="{state}" role="legislator">{name}'
        "</legislator><vote>{word}</vote></recorded-vote>\n".format(
            **{**row, "name": escape(row["name"])}
        )
        for row in positions
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE rollcall-vote PUBLIC "-//US Congress//DTDs/vote v1.0 20031119 //EN" '
        '"../vote.dtd">\n<?xml-stylesheet type="text/xsl" href="../vote.xsl"?>\n'
        "<rollcall-vote>\n<vote-metadata>\n<majority>R</majority>\n"
        f"<congress>{rollcall['congress']}</congress>\n"
        f"<session>{('1st', '2nd')[rollcall['session'] - 1]}</session>\n"
        "<chamber>U.S. House of Representatives</chamber>\n"
        f"<rollcall-num>{number}</rollcall-num>\n<legis-num>{legis}</legis-num>\n"
        f"<vote-question>{escape(rollcall['question'].split(': ')[0])}</vote-question>\n"
        f"<vote-type>{fraction}{vote_type}</vote-type>\n"
        f"<vote-result>{escape(rollcall['result'])}</vote-result>\n"
        f"<action-date>{when.day}-{when:%b-%Y}</action-date>\n"
        f'<action-time time-etz="{when:%H:%M}">{twelve_hours(when)}</action-time>\n'
        f"<vote-desc>{escape(rollcall['subject'] or '')}</vote-desc>\n<vote-totals>\n{parties}"
        f"<totals-by-vote>\n<total-stub>Totals</total-stub>\n{house_totals(positions)}"
        "</totals-by-vote>\n</vote-totals>\n</vote-metadata>\n<vote-data>\n"
        f"{rows}</vote-data>\n</rollcall-vote>\n"
    ).encode()


def house_totals(positions: list[Row]) -> str:
    counted = Counter(row["position"] for row in positions)
    return "".join(f"<{tag}>{counted[position]}</{tag}>\n" for position, tag in TOTALS.items())


def senate_xml(rollcall: Row, positions: list[Row]) -> bytes:
    """Write a roll call in the form of the Senate's XML."""
    letters, digits = bill_parts(rollcall)
    kind, number, title = SENATE_BILLS.get(letters, ""), digits, rollcall["bill_title"] or ""
    name = f"{kind} {number}"
    question, about = rollcall["question"], rollcall["subject"] or ""
    if rollcall["nomination"]:
        kind, number, title = "PN", rollcall["nomination"], rollcall["nomination_title"]
        name = f"PN{number}"
        question = question.removesuffix(f": {title}")
    if rollcall["category"] == "cloture":
        question, about = about, question
    counted = Counter(row["position"] for row in positions)
    members = "".join(senate_member(row) for row in positions)
    tie = rollcall["vice_president"]
    whom = "Vice President" if tie else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><roll_call_vote>\n'
        f"<congress>{rollcall['congress']}</congress>\n<session>{rollcall['session']}</session>\n"
        f"<congress_year>{1787 + 2 * rollcall['congress'] + rollcall['session'] - 1}"
        f"</congress_year>\n<vote_number>{rollcall['number']}</vote_number>\n"
        f"<vote_date>{senate_time(rollcall['date'])}</vote_date>\n"
        f"<modify_date>{senate_time(rollcall['date'])}</modify_date>\n"
        f"<vote_question_text>{escape(question)}</vote_question_text>\n"
        f"<vote_document_text>{escape(title)}</vote_document_text>\n"
        f"<vote_result_text>{escape(rollcall['result_text'])}</vote_result_text>\n"
        f"<question>{escape(rollcall['type'])}</question>\n"
        f"<vote_title>{escape(about)}</vote_title>\n"
        f"<majority_requirement>{rollcall['requires']}</majority_requirement>\n"
        f"<vote_result>{escape(rollcall['result'])}</vote_result>\n<document>\n"
        f"<document_congress>{rollcall['congress']}</document_congress>\n"
        f"<document_type>{kind}</document_type>\n<document_number>{number}</document_number>\n"
        f"<document_name>{name}</document_name>\n"
        f"<document_title>{escape(title)}</document_title>\n<document_short_title/>\n</document>\n"
        "<amendment><amendment_number/></amendment>\n"
        f"<count><yeas>{counted['yea']}</yeas><nays>{counted['nay']}</nays>"
        f"<present>{counted['present'] or ''}</present><absent>{counted['not_voting'] or ''}"
        f"</absent></count>\n<tie_breaker><by_whom>{whom}</by_whom><tie_breaker_vote>"
        f"{(tie or '').title()}</tie_breaker_vote></tie_breaker>\n<members>\n{members}</members>\n"
        "</roll_call_vote>\n"
    ).encode()


def senate_member(row: Row) -> str:
    last = row["name"].partition(" (")[0]
    return (
        f"<member>\n<member_full>{escape(row['name'])}</member_full>\n"
        f"<last_name>{escape(last)}</last_name>\n<first_name/>\n<party>{row['party']}</party>\n"
        f"<state>{row['state']}</state>\n<vote_cast>{row['word']}</vote_cast>\n"
        f"<lis_member_id>{row['member_id']}</lis_member_id>\n</member>\n"
    )


def senate_menu(rollcalls: list[Row]) -> bytes:
    """Write the menu of one session, newest first, from its roll calls."""
    first = rollcalls[0]
    votes = "".join(
        f"<vote>\n<vote_number>{row['number']:05d}</vote_number>\n"
        f"<vote_date>{row['date']:%d-%b}</vote_date>\n<issue/>\n"
        f"<question>{escape(row['type'])}</question>\n<result>{escape(row['result'])}</result>\n"
        f"<vote_tally><yeas/><nays/></vote_tally>\n<title>{escape(row['subject'] or '')}</title>\n"
        "</vote>\n"
        for row in sorted(rollcalls, key=lambda row: -row["number"])
    )
    year = 1787 + 2 * first["congress"] + first["session"] - 1
    return (
        '<?xml version="1.0" encoding="UTF-8"?><vote_summary>\n'
        f"<congress>{first['congress']}</congress>\n<session>{first['session']}</session>\n"
        f"<congress_year>{year}</congress_year>\n<votes>\n{votes}</votes>\n</vote_summary>\n"
    ).encode()


def congress_gov_vote(rollcall: Row, positions: list[Row]) -> dict[str, Any]:
    """Write what Congress.gov has of a House roll call; :func:`congress_gov_members` who voted."""
    keys = {"yea": "yeaTotal", "nay": "nayTotal", "present": "presentTotal"}
    keys["not_voting"] = "notVotingTotal"
    totals = []
    for code in PARTIES.values():
        counted = Counter(row["position"] for row in positions if row["party"] == code)
        totals.append({"voteParty": code} | {keys[name]: counted[name] for name in keys})
    return {
        **congress_gov_entry(rollcall),
        "votePartyTotal": totals,
        "voteQuestion": rollcall["question"].split(": ")[0],
    }


def congress_gov_entry(rollcall: Row) -> dict[str, Any]:
    """Write what Congress.gov's list has of a roll call."""
    letters, digits = bill_parts(rollcall)
    congress, session, number = (rollcall[key] for key in ("congress", "session", "number"))
    year = 1787 + 2 * congress + session - 1
    entry = {
        "congress": congress,
        "result": rollcall["result"],
        "rollCallNumber": number,
        "sessionNumber": session,
        "sourceDataURL": f"https://clerk.house.gov/evs/{year}/roll{number:03d}.xml",
        "startDate": rollcall["date"].isoformat(timespec="seconds"),
        "updateDate": rollcall["date"].isoformat(timespec="seconds"),
        "url": f"https://api.congress.gov/v3/house-vote/{congress}/{session}/{number}",
        "voteType": "2/3 Yea-And-Nay" if rollcall["requires"] == "2/3" else "Yea-And-Nay",
    }
    if letters:
        entry |= {"legislationType": letters.upper(), "legislationNumber": digits}
    return entry


def congress_gov_members(rollcall: Row, positions: list[Row]) -> dict[str, Any]:
    """Write who voted how as Congress.gov has it."""
    results = [
        {
            "bioguideID": row["member_id"],
            "firstName": "Given",
            "lastName": row["name"],
            "voteCast": row["word"],
            "voteParty": row["party"],
            "voteState": row["state"],
        }
        for row in positions
    ]
    return {**congress_gov_entry(rollcall), "results": results}


def as_json(name: str, content: Any, **more: Any) -> bytes:
    """Wrap content under its one telling name, as the API does."""
    return json.dumps({name: content, **more, "request": {"format": "json"}}, indent=1).encode()


def bill_parts(rollcall: Row) -> tuple[str, str]:
    found = re.fullmatch(r"([a-z]+)(\d+)-\d+", rollcall["bill_id"] or "")
    return (found[1], found[2]) if found else ("", "")


def twelve_hours(when: datetime) -> str:
    return f"{when.hour % 12 or 12}:{when:%M %p}"


def senate_time(when: datetime) -> str:
    return f"{when:%B} {when.day}, {when.year},  {when:%I:%M %p}"

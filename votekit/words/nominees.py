"""Who is nominated to what, as a news desk says it: ``Sally Yates as deputy attorney general``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from votekit.words.lazily import Lazily
from votekit.words.titles import plain
from votekit.words.treaties import countries

_SEVERAL = Lazily(r"\bPN[\d-]+(?: and PN[\d-]+)+")
_CALENDAR = Lazily(r"Executive Calendar Nos?\.?:? (?P<numbers>[\d, and]+)")
_NO_NAMES = ("PN", "Executive Cal", "En Bloc", "Shall ", "Is ", "Does ", "Whether ", "Upon ")
_BATCH = Lazily(r"^(?P<count>\d+) nominations? in the (?P<where>[\w ]+?) beginning with")
_NAME_END = Lazily(
    r",? (of|in the|to be|for (re)?appointment|for the rank|U\. ?S\. |United States)\b|,(?! "
    r"(Jr|Sr|II|III|IV|M\.?D|Ph)\b)| \(Retired\)"
)
_POST = Lazily(
    r"\b(?:to be|for (?:re)?appointment as|as) (?P<post>.+)|\b(?P<rank>for the rank of ambassador)",
    re.IGNORECASE,
)
_POST_ENDS = Lazily(
    r",? (for (a|the) (remainder|term|unexpired|rest)\b|for (a )?terms?\b|vice [A-Z]|with the "
    r"(rank|grade|status)"
    r"|while assigned|and to be (General|Admiral|Lieutenant)|and appointment|during (his|her) "
    r"tenure"
    r"|(and )?to serve concurrently|and for appointment|for the period|(to|which) expire|as amended"
    r"|(for|expiring|effective) [A-Z]?\w* ?\d|who shall|created by|expiring\b|\(Reappointment"
    r"|\(New Position"
    r"|\(Recess Appointment|without additional compensation|until).*$",
    re.IGNORECASE,
)
_TITLED = Lazily(
    r"^(?P<rank>(Gen|Lt\. Gen|Maj\. Gen|Brig\. Gen|Adm|Vice Adm|Rear Adm|Capt|Col)\.|General"
    r"|Admiral"
    r"|Vice Admiral|Lieutenant General) "
)
_RANKS = {
    "General": "Gen.",
    "Admiral": "Adm.",
    "Vice Admiral": "Vice Adm.",
    "Lieutenant General": "Lt. Gen.",
}
_RANKS_ONLY = r"(?i)(lieutenant |major |vice |rear )?(general|admiral)"
_SURGEON = Lazily(r"\bsurgeon general\b", re.IGNORECASE)
_LONGEST_POST = 90
_HEAD = Lazily(
    r"^(upon reconsideration,? ?-? ?|(motion )?to invoke |(motion to invoke )?cloture( motion)?"
    r"|motion|nominations?|confirmations?|conf|executive nomination|discharge|table|reconsider"
    r"|proceed|the vote"
    r"|re|of|on|the|to|for)\b[\s.:,-]*",
    re.IGNORECASE,
)
_TO_SUPREME_COURT = Lazily(
    r"(?P<chief>chief )?(associate )?justice of the (U\.S\. )?supreme court", re.I
)
_AMBASSADOR = Lazily(
    r"ambassadors? extraordinary and plenipotentiary( of (the )?(United States|U\.S\.)( of "
    r"America)?)?",
    re.IGNORECASE,
)
_OFFICE_WORDS = frozenset(
    "Secretary Deputy Under Undersecretary Assistant Associate Judge Circuit District Attorney "
    "General Administrator Director Chairman Chairperson Chair Chief Member Members Ambassador "
    "Commissioner "
    "Inspector Solicitor Counsel Representative Justice Vice President Principal Comptroller "
    "Governor Surgeon Register Archivist Librarian Superintendent Executive Officer Financial "
    "Permanent Alternate Special Marshal Controller Commander Commandant United Board Managing "
    "Head "
    "Advocate Examiner Treasurer Judges Commissioners Ambassadors Directors Coordinator "
    "Information "
    "Lieutenant Major Negotiator Trade Public Printer Legal Adviser Advisor First Chancellor "
    "Trustee".split()
)
_PLAIN_DEPARTMENTS = Lazily(
    r"\b(?P<head>secretary of (the )?)(?P<what>State|Defense|Labor|Commerce|Education|Energy|"
    r"Agriculture|Transportation|Interior|Treasury|War)\b(?! Department)"
)


@dataclass(frozen=True)
class Nominee:
    """A nominee and the post; either can be empty."""

    name: str
    post: str

    def as_post(self) -> str:
        """Say who is confirmed as what."""
        if re.fullmatch(_RANKS_ONLY, self.post):
            return self.for_post()
        return f"{self.name} as {self.post}" if self.post and self.name else self.name or self.post

    def for_post(self) -> str:
        """Say who is nominated to what."""
        return (
            f"{self.name} to be {self.post}" if self.post and self.name else self.name or self.post
        )


def en_bloc(row: Mapping[str, Any]) -> int:
    """Count the nominations that one roll call is on.

    1 for most; 0 where the source says only that there are many.

    >>> en_bloc({"question": "On the Nomination PN85 and PN86: Charles R. Breyer", "subject": ""})
    2
    """
    texts = [str(row["question"]), str(row["subject"] or "")]
    found = [len(re.findall("PN", run[0])) for text in texts for run in _SEVERAL.finditer(text)]
    for text in texts:
        listed = _CALENDAR.search(text)
        found.append(len(re.findall(r"\d+", listed["numbers"])) if listed else 0)
    if any(found):
        return max(found)
    return 0 if "en bloc" in " ".join(texts).lower() else 1


def nominee_of(row: Mapping[str, Any]) -> Nominee:
    """Return the nominee of a row and the post.

    The Senate reuses the numbers of nominations, and the source then gives another's title
    (s131-103.1994, on Sam Brown, has Michael V. Dunn's): the words of the vote itself decide.

    >>> nominee_of({"question": "On the Nomination PN31: Sally Quillian Yates, of Georgia, to be "
    ...     "Deputy Attorney General", "subject": "Confirmation Sally Quillian Yates, of Georgia, "
    ...     "to be Deputy Attorney General", "nomination_title": None})
    Nominee(name='Sally Quillian Yates', post='deputy attorney general')
    """
    told = _own_words(row)
    title = str(row.get("nomination_title") or "")
    if not title or title == "nan":
        title = str(row["question"]).partition(": ")[2]
    if title and (not told or _same_person(title, told)):
        read = _read(title)
        mine = _read(told) if told else read
        # "Gen. Mark A. Milley, in the Army, to be General" was to be Chairman of the Joint Chiefs.
        if (
            mine.post
            and re.fullmatch(_RANKS_ONLY, read.post)
            and not re.fullmatch(_RANKS_ONLY, mine.post)
        ):
            return Nominee(read.name, mine.post)
        return read if read.post else Nominee(read.name, mine.post)
    return _read(told or title)


def _own_words(row: Mapping[str, Any]) -> str:
    """Return what the vote itself says of the nominee, without what was moved."""
    texts = [str(row["subject"] or "")]
    asked = str(row["question"]).removesuffix(f": {row.get('nomination_title')}")
    if "cloture" in asked.lower():
        texts = [asked, *texts]
    for text in texts:
        rest = text
        while (found := _HEAD.match(rest)) and found.end():
            rest = rest[found.end() :]
        rest = re.sub(r"^PN[\d-]+\W*", "", rest).strip()
        rest = re.sub(r"\s+nomination\W*$", "", rest, flags=re.IGNORECASE)
        if len(rest) > 3 and not rest.startswith(_NO_NAMES):
            return rest
    return ""


def _same_person(title: str, told: str) -> bool:
    name = _NAME_END.split(title)[0]
    words = re.findall(r"[a-zà-ÿ'’]{4,}", name.lower())
    return any(word[:4] in told.lower() for word in words) or not words


def _read(text: str) -> Nominee:
    told = " ".join(text.split())
    batch = _BATCH.match(told)
    if batch:
        return Nominee(f"{batch['count']} officers", "")
    if not re.search("[a-z]", told) or not re.search("[A-Z]", told):
        told = re.sub(
            r"\b(Of|The|And|For|To|Be|In)\b", lambda small: small[0].lower(), told.title()
        )
    name = re.split(r" re:", _NAME_END.split(told, maxsplit=1)[0])[0].strip(" ,:")
    name = name if re.search(r"\b(Jr|Sr|[A-Z])\.$", name) else name.rstrip(".")
    name = re.sub(r"^(Hon\.|Dr\.|Mr\.|Ms\.|Mrs\.) ", "", name)
    ranked = _TITLED.match(name)
    if ranked:
        rank = ranked["rank"]
        name = f"{_RANKS.get(rank, rank)} {name[ranked.end() :]}"
    if len(name.split()) == 1 and name.islower():
        name = name.capitalize()
    found = _POST.search(told)
    if not found:
        return Nominee(name, "")
    return Nominee(name, "ambassador" if found["rank"] else post(found["post"]))


def post(text: str) -> str:
    """Write a post after a name, as a news desk does.

    >>> post("United States District Judge for the Middle District of Tennessee")
    'U.S. district judge for the Middle District of Tennessee'
    >>> post("an Associate Justice of the Supreme Court of the United States")
    'a Supreme Court justice'
    >>> post("Ambassador Extraordinary and Plenipotentiary of the United States of America to Peru")
    'ambassador to Peru'
    >>> post("Secretary of Defense"), post("an Assistant Secretary of the Treasury")
    ('secretary of defense', 'an assistant secretary of the treasury')
    """
    if _SURGEON.search(text):
        return "surgeon general"
    told = plain(_POST_ENDS.sub("", " ".join(text.split()).split(": ")[0])).strip(" ,.;")
    if len(told) > _LONGEST_POST:
        told = re.split(r" \(| and (?:an? |to be )", told)[0]
    court = _TO_SUPREME_COURT.search(told)
    if court:
        return "chief justice of the United States" if court["chief"] else "a Supreme Court justice"
    told = re.sub(r"^the (?=[A-Z])", "", told)
    told = countries(_AMBASSADOR.sub("ambassador", told))
    told = re.sub(
        r"\bof the United States( of America)?(?= (to|at|in|on|for)\b)", "", told
    ).replace("  ", " ")
    told = re.sub(r"\bUnited States(?= [A-Z])", "U.S.", told)
    lowered = _lowered_office(told).replace("chief of Staff", "chief of staff")
    return _PLAIN_DEPARTMENTS.sub(lambda found: found["head"] + found["what"].lower(), lowered)


def _lowered_office(told: str) -> str:
    """Write the office in small letters, up to the first word that names a place or a body."""
    words = told.split(" ")
    for place, word in enumerate(words):
        core = word.strip(",")
        if core in {"a", "an", "and", "the", "U.S."} or core.islower():
            if core in {"of", "for", "to"}:
                break
            continue
        if core not in _OFFICE_WORDS:
            break
        words[place] = word.lower()
    return " ".join(words)

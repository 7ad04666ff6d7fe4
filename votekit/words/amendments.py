"""Whose amendment it was, to what, and what for."""

import re
from collections.abc import Mapping
from typing import Any

from votekit.words.lazily import Lazily
from votekit.words.names import bill_name
from votekit.words.titles import named_bill, plain, tidy

_AMENDMENT = Lazily(r"(?:am[e]?nd?(?:men|m|e)?t?s?|amdts?|admt|adt|smdt|amnd)[.:]?", re.IGNORECASE)
_MODIFIERS = frozenset(
    "second degree second-degree perfecting substitute modified revised first first-degree sub "
    "sub. "
    "executive ssc , further".split()
)
_STOPS = frozenset(
    "table tablethe re re: re. on the waive cba cba: cba, c.b.a. c.b.a., discipline to of for "
    "from is does whether that "
    "cloture cloutre invoke motion - in with respect relation relative reconsideration "
    "reconsideration, "
    "upon reconsider strike by which vote and a an all germaneness ported reported committee div. "
    "i ii iii iv v vi vii underlying senate house specified provision designation commitee "
    "cmte any pending "
    "this as amdt amdt. no no. order offer conference report section title division act fraud "
    "reform "
    "(motion rule xxii xvi budget concur further amended text additional nature disagree "
    "insist recede another "
    "against compensation fee policy planning standards security naturalization committee-reported "
    "fisa strikes stand (re: (re "
    "amendment amendments act, reauthorization waive, motionto".split()
)
_HOUSE_TAIL = Lazily(
    r"[,(]? ?\b(part [a-z]\b|amendments?\b|amdts?\b|adts?\.?\b|en bloc|en blo?\b"
    r"|substitut?e?\b|substitu\b|as (further )?(modified|amended)|"
    r"in the nature|perfecting|no\.|second|third|printed|number|numbered|division|title"
    r"|section|to the\b|to [A-Z]|for the|#|\d|\(as|\(en|manager|motion|modified|"
    r"bipartisan|minority|revised|first|page).*$",
    re.IGNORECASE,
)
_STATES = Lazily(
    r" of (the )?(Alabama|Alaska|American Samoa|Ariz\w*|Arkansas|Calif\w*|Colorado|Connecticut"
    r"|Delaware|District of Columbia|Florida|Georgia|"
    r"Guam|Hawaii|Idaho|Illin\w*|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massach\w*|Michigan|Minnesota|Mississippi|Missouri|"
    r"Montana|Nebraska|Nevada|New \w+|North \w+|Northern Mariana Islands|Ohio|Oklahoma|Oregon"
    r"|Penn\w*|Puerto Rico|Rhode Island|South \w+|"
    r"Tennessee|Texas|Utah|Vermont|Virgin\w*( Islands)?|Washington|West Virginia|Wisconsin"
    r"|Wyoming)\b.*$",
    re.IGNORECASE,
)
_SPELT = {
    name.lower(): name
    for name in "DeFazio DeLauro DeLay DeMint DeWine DeConcini DeGette DesJarlais DelBene DeSantis "
    "DeSaulnier D'Amato LaFalce LaRocco LaTourette LaMalfa LoBiondo O'Rourke O'Mahoney McCain "
    "McConnell MacArthur LeMieux VanderJagt LaHood DioGuardi FitzPatrick RisenHoover "
    "McMaster LaHood".split()
}
_TYPOS = {
    "tablecraig": "Craig",
    "kannedy": "Kennedy",
    "kenedy": "Kennedy",
    "lautenebrg": "Lautenberg",
    "harking": "Harkin",
    "hutcinson": "Hutchinson",
    "kassebuam": "Kassebaum",
    "meenendez": "Menendez",
    "murksowski": "Murkowski",
    "dominici": "Domenici",
    "rockefellers": "Rockefeller",
}
_PURPOSE_OF_ITSELF = Lazily(r"^(in the nature of a|.*\bcomplete substitute)", re.IGNORECASE)
LONGEST = 110


def member_name(text: str) -> str:
    """Write a member's last name as printed in capitals or small letters.

    >>> member_name("MCCOLLUM"), member_name("DELAURO"), member_name("Van Hollen")
    ('McCollum', 'DeLauro', 'Van Hollen')
    """
    return " ".join(_cased(word) for word in text.split(" "))


def _cased(word: str) -> str:
    if re.fullmatch(r"\([A-Z]{2}\)", word):
        return word
    known = _SPELT.get(word.lower()) or _TYPOS.get(word.lower())
    if known:
        return known
    if not (word.isupper() or word.islower()):
        return word
    parts = re.split(r"([-/'’(])", word.lower())
    told = "".join(part[:1].upper() + part[1:] for part in parts)
    told = re.sub(r"(?<=[a-z])['’]S$", "’s", told)
    return re.sub(r"^Mc([a-z])", lambda found: f"Mc{found[1].upper()}", told)


def author(row: Mapping[str, Any]) -> str:
    """Return whose amendment it is; nothing where the source does not say.

    >>> author({"chamber": "house", "amendment_author": "Hill of Arkansas Part B Amendment No. 38"})
    'Hill'
    >>> author({"chamber": "senate", "subject": "Motion to Table Dorgan Amdt. No. 1264",
    ...     "question": "", "type": ""})
    'Dorgan'
    """
    if row["chamber"] == "house":
        return _house_author(str(row.get("amendment_author") or ""))
    for text in (row["subject"], row["question"], row["type"]):
        who = author_in(str(text or ""))
        if who:
            return who
    return ""


def author_in(text: str) -> str:
    """Find the senator whose amendment a text names; nothing where it names none."""
    told = re.sub(r"(?i)\b(re|cba|table):(?=\S)", r"\1: ", " ".join(text.split())).replace("@", "")
    words = re.sub(r"(?i)motionto table ?", "table ", told).split(" ")
    for place, word in enumerate(words):
        if _AMENDMENT.fullmatch(word.rstrip(",()")) and place:
            return _name_before(words[:place])
    return ""


def _name_before(words: list[str]) -> str:
    """Return the name that a run of words ends with: one word, or two that belong together."""
    while words and words[-1].lower().rstrip(",") in _MODIFIERS:
        words = words[:-1]
    kept: list[str] = []
    for word in reversed(words):
        if word.lower().rstrip(":,") in _STOPS or word.lower() in _STOPS or re.search(r"\d", word):
            break
        kept.insert(0, word.strip(",."))
        joined = kept[0].startswith("(") or kept[0] in {"-", "/"}
        if not joined and len(kept) >= 2 and kept[0].lower() not in {"van", "cortez", "hyde"}:
            break
    told = " ".join(kept).strip(" (").removesuffix("’s").removesuffix("'s")
    if told.lower().split(" ")[-1] not in {"masto", "hollen"} and "(" not in told:
        told = told.split(" ")[-1] if " - " not in told else told
    return member_name(told) if len(told) > 2 and not re.search(r"[\d.]", told) else ""


def _house_author(text: str) -> str:
    told = " ".join(text.split())
    if told in {"", "nan", "None"}:
        return ""
    told = re.sub(r"^(Mr|Mrs|Ms|First|Second|Third|Fourth|Fifth|Sixth)\.? ", "", told)
    told = re.sub(
        r" \(.*| [Oo][Ff] [(A-Z][A-Za-z]*[.)].*|,? as amen.*|,? sub\w*\.?$",
        "",
        _STATES.sub("", told),
        flags=re.I,
    )
    name = _HOUSE_TAIL.sub("", told).strip(" ,.#(-")
    name = re.sub(r" \(?[A-Z]{2}\)?$", "", name) if not re.fullmatch(r"[A-Z]{2}", name) else name
    if re.match(
        r"(committee|the|a|an|general|republican|democratic|final|substitute)\b", name, re.I
    ):
        return ""
    return member_name(name)


def _shape(row: Mapping[str, Any]) -> str:
    """Say whether it is one amendment, several at once, or a substitute."""
    text = f"{row.get('amendment_author') or ''} {str(row['question']).split(':')[0]}"
    text += f" {row['subject'] or ''}" if row["chamber"] == "senate" else ""
    if re.search(r"agreeing to the substitute", text, re.I):
        return "substitute amendment"
    if re.search(r"substitu", text, re.I) and not re.search(r"to (the )?.*substitu", text, re.I):
        return "substitute"
    if re.search(r"en blo|amendments\b", text, re.I):
        return "amendments"
    return "amendment"


def amendment(row: Mapping[str, Any], *, full: bool) -> str:
    """Name the amendment of a row: ``[a] Dorgan amendment to S. 1087``; ``full`` with its purpose.

    >>> row = {"chamber": "senate", "bill_id": "s1435-102", "bill_title": None, "question": "",
    ...     "type": "", "subject": "Dodd amdt", "amendment_purpose":
    ...     "To place restrictions on assistance for El Salvador."}
    >>> amendment(row, full=True)
    '[a] Dodd amendment to S. 1435 to place restrictions on assistance for El Salvador'
    """
    who, shape = author(row), _shape(row)
    number = row.get("amendment_number")
    is_numbered = not who and shape == "amendment" and number is not None
    named = f"amendment No. {number:.0f}" if is_numbered else f"{who} {shape}".strip()
    article = "" if is_numbered or shape == "amendments" else "[a] "
    preposition = "for" if shape == "substitute" else "to"
    bill = _amended(row)
    told = f"{article}{named} {preposition} {bill}" if bill else f"{article}{named}"
    return f"{told}{_purpose(row)}" if full else told


def _amended(row: Mapping[str, Any]) -> str:
    if row["bill_id"]:
        return bill_name(row["bill_id"])
    text = f"{row['question']} {row['type']} {row['subject'] or ''}"
    treaty = re.search(r"Treaty Doc\.? ?(No\.? ?)?(?P<number>[\d-]+\w*)", text)
    if treaty:
        return f"[the] treaty (Treaty Doc. {treaty['number']})"
    bill = re.search(r"\b[HS]\.(J\.|Con\.)?(R\.|Res\.)? ?\d+", plain(text))
    return bill[0] if bill else ""


def _purpose(row: Mapping[str, Any]) -> str:
    purpose = row.get("amendment_purpose")
    told = tidy(str(purpose)) if purpose and purpose == purpose else ""
    if not told or _PURPOSE_OF_ITSELF.match(told):
        return ""
    if told[:3].lower() == "to ":
        return f" to {told[3:]}"
    if re.match(
        r"(relating|providing|expressing|prohibiting|requiring|concerning|regarding|making|striking|"
        r"establishing|increasing|reducing|limiting|setting|repealing|extending|authorizing)\b",
        told,
        re.I,
    ):
        return f" {told[:1].lower()}{told[1:]}"
    return ""


def to_amended_bill(row: Mapping[str, Any], *, full: bool) -> str:
    """Name the bill of a row with its title where it has one."""
    return named_bill(row, full=full) if row["bill_id"] else ""

"""What a chamber did, as a phrase that can be conjugated: ``table H.R. 2072`` or not.

A phrase starts with its verb in the infinitive. Words in brackets are articles that a sentence
needs and a headline drops: ``adopt [the] conference report on H.R. 1``.
"""

import re
from dataclasses import dataclass

from votekit.words.lazily import Lazily

_ARTICLE = Lazily(r"\[(?P<article>the|a|an)\] ")
_VOWEL = Lazily(r"\[a\] (?=[AEIOaeio](?!ne\b|nce\b|u)|un(?!i)|Ur|Ud)")
_PAST = {
    "send": "sent",
    "cut": "cut",
    "let": "let",
    "take": "took",
    "set": "set",
    "bring": "brought",
    "find": "found",
    "keep": "kept",
    "have": "had",
    "overturn": "overturned",
    "expel": "expelled",
    "leave": "left",
    "give": "gave",
    "fall": "fell",
    "go": "went",
    "rise": "rose",
    "uphold": "upheld",
    "put": "put",
    "strike": "struck",
    "meet": "met",
    "read": "read",
    "hold": "held",
    "refer": "referred",
    "hear": "heard",
    "acquit": "acquitted",
    "permit": "permitted",
    "override": "overrode",
    "withdraw": "withdrew",
    "commit": "committed",
    "recommit": "recommitted",
}
_DOUBLED = frozenset("cut let set put refer acquit permit commit recommit".split())
_PRESENT = {"have": "has", "go": "goes"}


@dataclass(frozen=True)
class Act:
    """What the chamber did when the yeas prevailed, and what it did when they did not."""

    yes: str
    no: str

    def of(self, *, passed: bool) -> str:
        """Return the phrase for an outcome."""
        return self.yes if passed else self.no


def motion(phrase: str) -> Act:
    """Return the act of a motion: it is done, or the chamber refuses to do it.

    >>> motion("table H.R. 1").no
    'refuse to table H.R. 1'
    """
    return Act(phrase, f"refuse to {phrase}")


def agreeing(told: str) -> Act:
    """Return the act of a vote on a text or on somebody's motion.

    >>> agreeing("[a] Dorgan amendment to S. 1087").no
    'reject [a] Dorgan amendment to S. 1087'
    """
    return Act(f"agree to {told}", f"reject {told}")


def adopting(told: str) -> Act:
    """Return the act of a vote on a resolution or a conference report."""
    return Act(f"adopt {told}", f"reject {told}")


def present(phrase: str) -> str:
    """Put a phrase into the present, as a headline has it.

    >>> present("pass H.R. 1"), present("have [the] committee rise"), present("deny [a] request")
    ('passes H.R. 1', 'has [the] committee rise', 'denies [a] request')
    """
    verb, _, rest = phrase.partition(" ")
    if verb in _PRESENT:
        verb = _PRESENT[verb]
    elif re.search(r"(s|sh|ch|x|z)$", verb):
        verb += "es"
    elif re.search(r"[^aeiou]y$", verb):
        verb = f"{verb[:-1]}ies"
    else:
        verb += "s"
    return f"{verb} {rest}".rstrip()


def past(phrase: str) -> str:
    """Put a phrase into the past, as a sentence has it.

    >>> past("pass H.R. 1"), past("override [the] veto"), past("table H.R. 1"), past("deny it")
    ('passed H.R. 1', 'overrode [the] veto', 'tabled H.R. 1', 'denied it')
    """
    verb, _, rest = phrase.partition(" ")
    if verb in _PAST:
        verb = _PAST[verb]
    elif verb.endswith("e"):
        verb += "d"
    elif re.search(r"[^aeiou]y$", verb):
        verb = f"{verb[:-1]}ied"
    else:
        verb += "ed"
    return f"{verb} {rest}".rstrip()


def gerund(phrase: str) -> str:
    """Put a phrase into the form that follows a preposition.

    >>> gerund("pass H.R. 1"), gerund("table H.R. 1"), gerund("put off H.R. 1")
    ('passing H.R. 1', 'tabling H.R. 1', 'putting off H.R. 1')
    """
    verb, _, rest = phrase.partition(" ")
    if verb in _DOUBLED:
        verb += verb[-1]
    elif verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    return f"{verb}ing {rest}".rstrip()


def for_headline(phrase: str) -> str:
    """Drop the articles that a headline does without.

    >>> for_headline("adopts [the] rule for debate on [a] bill")
    'adopts rule for debate on bill'
    """
    return " ".join(_ARTICLE.sub("", phrase).split())


def for_sentence(phrase: str) -> str:
    """Keep all articles.

    >>> for_sentence("rejected [a] Obey amendment to [the] Farm Act")
    'rejected an Obey amendment to the Farm Act'
    """
    return " ".join(_ARTICLE.sub(r"\g<article> ", _VOWEL.sub("[an] ", phrase)).split())

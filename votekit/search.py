"""Finding roll calls by words: stems, phrases, bill numbers, names, topics in titles.

SQLite's FTS5 does the searching: it stems ("impeachment" finds Impeaching), knows whole words
(``1`` is not in 1968) and ranks. The index holds a row per roll call: what was put, every title
that the record has of the bill, the names that people use for it, whoever wrote the amendment, is
nominated, or is the sponsor. It is made in the user's cache in about two seconds, and made again
whenever the record is another.
"""

import hashlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from votekit.errors import RequestError
from votekit.references import BillReference, parse_reference
from votekit.shipped import amendment_purposes, popular_names, search_synonyms
from votekit.store import Record
from votekit.store.location import shipped_directory
from votekit.words.names import bill_name
from votekit.words.text import listed

VERSION = "1"
"""Raised when the index has other rows for the same record."""
MOST_WORDS = 40
LONG = 5
"""From this many letters on, a word finds longer ones: Russia finds Russian."""
ON_THE_WHOLE = 1.3
"""How much more a vote on the whole bill weighs than one on the way to it."""
_COLUMNS = {
    "asked": 6.0,
    "titles": 4.0,
    "names": 8.0,
    "people": 5.0,
    "purpose": 5.0,
    "bill": 10.0,
}
"""The columns of the index, and how much a hit in each weighs (bm25)."""
_READ = (
    "vote_id date question subject bill_id bill_title chamber stage amendment_author "
    "amendment_purpose nomination_title treaty_title"
).split()
_PHRASE = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(\S+)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hits:
    """The roll calls that have all words, best first, and what emptied the search if none has.

    ``emptied`` are the words without which something is found; ``without`` are the roll calls that
    have the others.
    """

    vote_ids: list[str]
    emptied: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    @property
    def said(self) -> str | None:
        """What a reader should know of the words that were left out, if any were."""
        if not self.emptied:
            return None
        quoted = listed([f"“{word}”" for word in self.emptied])
        if not self.without:
            return f"No roll call in the record has {quoted}."
        rest = "the other words" if len(self.emptied) == 1 else "the rest"
        return f"No roll call has {quoted} beside {rest}; these have {rest}."


def search(record: Record, words: Sequence[str]) -> Hits:
    """Find the roll calls that have all words, in any order, in the question or in any title.

    A word finds its stem; words in quotes, or one argument of several words, are a phrase; a bill's
    number (``"H.R. 1"``, ``hr3364-115``) finds the roll calls on that bill.

    Raises
    ------
    RequestError
        When nothing in the words can be looked for, or there are too many.

    >>> hits = search(Record.open(), ["impeachment", "trump"])
    >>> "h17-117.2021" in hits.vote_ids
    True
    """
    terms = [term for word in _parts(words) for term in [_term(word)] if term]
    if not terms:
        raise RequestError("There is no word to look for: give one, as in votekit votes ukraine.")
    if len(terms) > MOST_WORDS:
        raise RequestError(
            f"{len(terms):,} words are too many to look for at once: give {MOST_WORDS} or fewer."
        )
    path = _path(record)
    try:
        return _searched(path, record, terms)
    except sqlite3.DatabaseError:
        # The index is only a copy: one that is damaged is made again.
        if path is None:
            raise
        path.unlink(missing_ok=True)
        return _searched(path, record, terms)


def _searched(path: Path | None, record: Record, terms: "list[_Term]") -> Hits:
    with _opened(path, record) as index:
        found = _matching(index, terms)
        return Hits(found) if found else _without(index, terms)


@dataclass(frozen=True)
class _Term:
    """One thing to look for: as it was written, and as FTS5 takes it."""

    written: str
    query: str


def _parts(words: Sequence[str]) -> list[str]:
    """Cut what was written into words and phrases; two that name a bill together are one."""
    parts: list[str] = []
    for word in words:
        if " " in word.strip() and not re.search(r"[\"“”]", word) and not _bill(word):
            parts.append(word)
            continue
        parts += [phrase or plain for phrase, plain in _PHRASE.findall(word)]
    joined: list[str] = []
    for part in parts:
        if joined and part[:1].isdigit() and not joined[-1][-1:].isdigit():
            together = f"{joined[-1]} {part}"
            if _bill(together):
                joined[-1] = together
                continue
        joined.append(part)
    return joined


def _bill(text: str) -> BillReference | None:
    try:
        found = parse_reference(text)
    except RequestError:
        return None
    return found if isinstance(found, BillReference) else None


def _term(written: str) -> _Term | None:
    bill = _bill(written)
    if bill is not None:
        return _Term(written, f'bill : "{bill_token(bill.id)}"')
    words = _WORD.findall(written)
    if not words:
        return None
    quoted = " ".join(words)
    ways = [f'"{quoted}"']
    if len(words) == 1 and len(quoted) >= LONG:
        ways.append(f'"{quoted}" *')
    if also := search_synonyms().get(written.lower()):
        ways.append(f'"{also}"')
    return _Term(written, " OR ".join(ways))


def bill_token(bill_id: str) -> str:
    """Write a bill as one word of the index: with its Congress, or without.

    >>> bill_token("hr3364-115"), bill_token("sjres7")
    ('hr3364c115', 'sjres7')
    """
    return bill_id.replace("-", "c")


def _matching(index: sqlite3.Connection, terms: Iterable[_Term]) -> list[str]:
    """Return the roll calls that have all terms: best first, of equals the newest."""
    weights = ", ".join(str(weight) for weight in _COLUMNS.values())
    query = " AND ".join(f"({term.query})" for term in terms)
    rows = index.execute(
        "SELECT vote_id FROM words JOIN rollcalls ON rollcalls.id = words.rowid "
        "WHERE words MATCH ? "
        f"ORDER BY round(bm25(words, {weights}) * weight, 1), day DESC, vote_id",
        [query],
    )
    return [row[0] for row in rows]


def _without(index: sqlite3.Connection, terms: list[_Term]) -> Hits:
    """Tell which word emptied a search: the one without which most is found."""
    absent = [term for term in terms if not _matching(index, [term])]
    if absent:
        rest = [term for term in terms if term not in absent]
        return Hits([], [term.written for term in absent], _matching(index, rest) if rest else [])
    tries = [(term, _matching(index, [one for one in terms if one != term])) for term in terms]
    term, found = max(tries, key=lambda tried: len(tried[1]))
    if found:
        return Hits([], [term.written], found)
    return Hits([], [term.written for term in terms], [])


@contextmanager
def _opened(path: Path | None, record: Record) -> Iterator[sqlite3.Connection]:
    """Open the index of a record, made first where there is none; in memory without a cache."""
    if path is None:
        with closing(sqlite3.connect(":memory:")) as index:
            _fill(index, record)
            yield index
        return
    if not path.exists():
        _build(path, record)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as index:
        yield index


def _path(record: Record) -> Path | None:
    """Return where the index of this very record belongs, or None where nothing can be kept."""
    import platformdirs

    chosen = os.environ.get("VOTEKIT_CACHE")
    try:
        directory = Path(chosen or platformdirs.user_cache_dir("votekit", appauthor=False))
        directory.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    if not os.access(directory, os.W_OK):
        return None
    return directory / f"search-{_fingerprint(record)}.sqlite"


def _fingerprint(record: Record) -> str:
    """Tell this record from any other: by its files, whose names are random where they change."""
    digest = hashlib.sha256(VERSION.encode())
    for layer in record.layers:
        for entry in (*layer.files.get("rollcalls", []), *layer.files.get("bills", [])):
            kept = (layer.path / entry["file"]).stat()
            digest.update(
                repr((layer.name, entry["file"], kept.st_size, kept.st_mtime_ns)).encode()
            )
    for name in ("popular_names.csv", "amendment_purposes.csv"):
        digest.update((shipped_directory() / name).read_bytes())
    return digest.hexdigest()[:16]


def _build(path: Path, record: Record) -> None:
    """Make the index beside its place and move it there; indexes of other records go."""
    handle, draft = tempfile.mkstemp(prefix=".search-", suffix=".sqlite", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(draft)) as index:
            _fill(index, record)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    for old in path.parent.glob("search-*.sqlite"):
        if old != path:
            old.unlink(missing_ok=True)


def _fill(index: sqlite3.Connection, record: Record) -> None:
    names = ", ".join(_COLUMNS)
    index.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE rollcalls (id INTEGER PRIMARY KEY, vote_id TEXT, day INTEGER, weight REAL);"
        f"CREATE VIRTUAL TABLE words USING fts5({names}, content='', "
        "tokenize='porter unicode61 remove_diacritics 2');"
    )
    rows = _rows(record)
    documents = _documents(record)
    titles, called = _titles(rows, documents), _called()
    sponsors = {bill: str(row["sponsor"] or "") for bill, row in documents.items()}
    index.executemany(
        "INSERT INTO rollcalls VALUES (?, ?, ?, ?)",
        [
            (place, row["vote_id"], row["date"], ON_THE_WHOLE if row["stage"] != "other" else 1)
            for place, row in enumerate(rows)
        ],
    )
    marks = ", ".join("?" * (len(_COLUMNS) + 1))
    index.executemany(
        f"INSERT INTO words (rowid, {names}) VALUES ({marks})",
        ((place, *_texts(row, titles, called, sponsors)) for place, row in enumerate(rows)),
    )
    index.commit()


def _rows(record: Record) -> list[dict[str, object]]:
    table = record.rollcalls(columns=_READ)
    # As numbers, since a timestamp's ``to_pylist`` imports pandas.
    columns = {
        name: [tick for chunk in table[name].chunks for tick in chunk.view("int64").to_pylist()]
        if name == "date"
        else table[name].to_pylist()
        for name in _READ
    }
    return [dict(zip(_READ, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _texts(
    row: dict[str, object],
    titles: dict[str, str],
    called: dict[str, str],
    sponsors: dict[str, str],
) -> tuple[str, ...]:
    """Return the texts of one roll call, in the order of the columns."""
    bill = str(row["bill_id"] or "")
    purpose = amendment_purposes().get(str(row["vote_id"]))
    numbers = (bill_token(bill), bill.split("-")[0], bill_name(bill)) if bill else ()
    return (
        _joined(row["question"], row["subject"], row["treaty_title"]),
        titles.get(bill, ""),
        called.get(bill, ""),
        _joined(row["amendment_author"], row["nomination_title"], sponsors.get(bill)),
        _joined(row["amendment_purpose"], purpose and purpose.purpose),
        _joined(*numbers),
    )


def _joined(*texts: object) -> str:
    return " ".join(str(text) for text in texts if text)


def _documents(record: Record) -> dict[str, dict[str, object]]:
    """Return what the bills' own documents add, where they were fetched."""
    names = ["bill_id", "title", "official_title", "short_titles", "sponsor"]
    table = record.bills(names)
    columns = [table[name].to_pylist() for name in names]
    rows = [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
    return {str(row["bill_id"]): row for row in rows}


def _titles(
    rows: list[dict[str, object]], documents: dict[str, dict[str, object]]
) -> dict[str, str]:
    """Join every title that the record has of a bill, under any of its roll calls.

    The Senate's roll calls on S. 5 (119th) do not name the Laken Riley Act; the House's do.
    """
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if not row["bill_id"]:
            continue
        known = found.setdefault(str(row["bill_id"]), {})
        if row["bill_title"]:
            known[str(row["bill_title"])] = None
        if row["chamber"] == "house" and row["stage"] != "other" and row["subject"]:
            known[str(row["subject"])] = None
    for bill, row in documents.items():
        if bill in found:
            given = (row["title"], row["official_title"], row["short_titles"])
            found[bill] |= {str(title): None for title in given if title}
    return {bill: " ".join(titles) for bill, titles in found.items()}


def _called() -> dict[str, str]:
    """Join the names that people use for a bill, with what the table says of them."""
    found: dict[str, list[str]] = {}
    for name in popular_names():
        found.setdefault(name.bill_id, []).append(_joined(name.name, name.note))
    return {bill: " ".join(names) for bill, names in found.items()}

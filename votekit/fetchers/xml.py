"""Reading the official XML of both chambers, with nothing trusted.

No DTD is loaded, no entity resolved, nothing fetched; size and depth are bounded. What servers send
in a roll call's place, with status 200, is recognized by what it says: HTML pages ("not available",
"page not found", refusals) and the House's one line for a roll call that is not posted yet
(``evs/2026/roll315.xml``: ``<xml>Error sanitizing file "roll315.xml". Please try again.</xml>``).

Examples
--------
>>> parse_xml(b"<rollcall-vote><vote-data/></rollcall-vote>", "rollcall-vote").tag
'rollcall-vote'
"""

import re

from lxml import etree

from votekit.fetchers.errors import DocumentError, NotPosted, RefusedPage

MAX_BYTES = 8_000_000
"""A hundred times the size of a House roll call."""
MAX_DEPTH = 64
"""Real documents have five levels."""

_HEAD = 4096
_PAGE = 65_536
_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xfe\xff", b"\xff\xfe")
_ENCODINGS = frozenset({"UTF-8", "UTF8", "US-ASCII", "ASCII", "ISO-8859-1", "WINDOWS-1252"})
"""Those that have ASCII's bytes for ASCII's letters, so that the checks on bytes hold."""
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_PAGES = (
    (
        re.compile(
            r"\b403\b|forbidden|access (was |is )?denied|captcha|are you a robot|automated"
            r"|request (was |is )?blocked|not authorized",
            re.IGNORECASE,
        ),
        RefusedPage,
        "The server refused: it sent an HTML page{name} instead of a document.",
    ),
    (
        re.compile(
            r"\b(500|502|503|504)\b|temporarily|service (is )?unavailable|server error|bad gateway"
            r"|time-?out|maintenance",
            re.IGNORECASE,
        ),
        DocumentError,
        "The server is in trouble: it sent an HTML page{name} instead of a document.",
    ),
    (
        re.compile(
            r"\b404\b|page (was |is |could )?not (be )?found|(file|document) not found"
            r"|(is|are) (currently )?(not available|unavailable)|not available$",
            re.IGNORECASE,
        ),
        NotPosted,
        "The server has no such document: it sent an HTML page{name}.",
    ),
)
"""What HTML pages say, the first that fits: the pattern, the error, its sentence."""
_REFERENCE = re.compile(rb"&(?!(amp|lt|gt|quot|apos);|#)")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")


def parse_xml(data: bytes, root: str) -> etree._Element:
    """Parse an official document and return its root, which must be called ``root``.

    The House's ``<!DOCTYPE rollcall-vote PUBLIC "..." "../vote.dtd">`` is tolerated and its DTD
    never looked for; a DOCTYPE with declarations of its own is refused.

    Raises
    ------
    NotPosted
        When the server answered, in a document, that there is no such roll call (yet).
    DocumentError
        When it is no document of this kind, or one that nobody should parse.
    """
    _refuse_unread(data)
    tree = _parse(data)
    if _TOO_DEEP(tree):
        raise DocumentError(_deep())
    if tree.tag != root:
        raise _wrong_root(tree, root)
    document = tree.getroottree().docinfo
    if (document.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise DocumentError(
            f"The document is in {document.encoding[:20]}, which no official document is in."
        )
    declared = document.internalDTD
    if declared is not None and (declared.entities() or declared.elements()):
        raise DocumentError(_declares())
    return tree


def _refuse_unread(data: bytes) -> None:
    """Refuse what is told from the bytes alone, before any parser sees them."""
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"The document has {len(data):,} bytes; no such document has more than {MAX_BYTES:,}."
        )
    head = data[:_HEAD]
    if not head.removeprefix(_MARK).strip():
        raise DocumentError("The document is empty.")
    if head.startswith(_WIDE_MARKS) or b"\x00" in head[:4]:
        raise DocumentError(
            "The document is in UTF-16 or UTF-32, which no official document is in."
        )
    if _HTML.search(head):
        raise _page(data)
    if b"<!ENTITY" in data:
        raise DocumentError(_declares())
    start = data.find(b"<!DOCTYPE")
    if start >= 0:
        _refuse_dtd(data, start)


def _refuse_dtd(data: bytes, start: int) -> None:
    """Refuse a DOCTYPE with declarations in it, and whatever only its DTD could explain.

    Left unresolved, ``Barrag&aacute;n`` would silently become ``Barrag``.
    """
    if b"[" in data[start : data.find(b">", start)]:
        raise DocumentError(_declares())
    if _REFERENCE.search(data):
        raise DocumentError("The document uses entities that only its DTD, never loaded, declares.")


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if "depth" in str(error):
            raise DocumentError(_deep()) from error
        start = data[:60].decode("utf-8", "replace")
        if not data.removeprefix(_MARK).lstrip().startswith(b"<"):
            raise DocumentError(f"The document is not XML: it begins with {start!r}.") from error
        raise DocumentError(f"The document is not well-formed XML: {error}.") from error


def _wrong_root(tree: etree._Element, root: str) -> DocumentError:
    text = " ".join("".join(map(str, tree.itertext())).split())[:160]
    if tree.tag == "xml" and text.startswith("Error"):
        return NotPosted(f"The server has no such roll call yet; it answered: {text}")
    return DocumentError(f"The document is a <{tree.tag}>, not a <{root}>.")


def _page(data: bytes) -> DocumentError:
    """Say what kind of HTML page came instead of a document: by its title, else by its text."""
    page = etree.fromstring(data[:_PAGE], etree.HTMLParser(no_network=True))
    if page is None:
        return DocumentError("The server sent an HTML page instead of a document.")
    words = page.xpath("//text()[not(parent::script or parent::style or parent::title)]")
    title = " ".join("".join(page.xpath("//title//text()")).split())[:100]
    name = f" (“{title}”)" if title else ""
    for text in (title, " ".join(" ".join(words).split())):
        for pattern, error, sentence in _PAGES:
            if pattern.search(text):
                return error(sentence.format(name=name))
    return DocumentError(f"The server sent an HTML page{name} instead of a document.")


def _deep() -> str:
    return f"The document is nested too deeply: none has more than {MAX_DEPTH} levels."


def _declares() -> str:
    return "The document declares entities or a DTD of its own, which no official document does."

"""What the server can be told to do wrong, by name.

A fault of the document changes the body and is answered as if nothing were wrong. A fault of the
answer speaks HTTP itself, badly. Both get the good body, so that they fit whatever was asked for.
"""

import gzip
import re
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol


class Handler(Protocol):
    """What a fault of the answer may use of the server's handler."""

    path: str
    wfile: Any
    connection: socket.socket
    close_connection: bool

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send one whole answer."""


HTML = b"<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><p>%s</p></body></html>"
NOT_AVAILABLE = HTML % b"The requested document is not available."
CHUNK = 64 * 1024


# Faults of the document


def html(_body: bytes) -> bytes:
    return HTML % b"Weekly schedule of the floor."


def html_not_available(_body: bytes) -> bytes:
    return NOT_AVAILABLE


def not_posted(_body: bytes) -> bytes:
    return b'<xml>Error sanitizing file "roll999.xml". Please try again.</xml>'


def empty(_body: bytes) -> bytes:
    return b""


def other_charset(body: bytes) -> bytes:
    if body.lstrip().startswith(b"{"):
        return body.decode().encode("utf-16")
    head = re.compile(rb'encoding="UTF-8"', re.IGNORECASE)
    return head.sub(b'encoding="EBCDIC-US"', body).decode("utf-8").encode("cp037")


def malformed(body: bytes) -> bytes:
    middle = len(body) // 2
    return body[:middle] + b"<&" + body[middle + 40 :]


def bomb(body: bytes) -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return declared(body, f'<!ENTITY e0 "ha">{levels}', "&e9;")


def external_entity(body: bytes) -> bytes:
    return declared(body, '<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;")


def declared(body: bytes, entities: str, use: str) -> bytes:
    """Put declarations before the root element and use one in the result."""
    if body.lstrip().startswith(b"{"):
        return b"[" * 200_000  # JSON has no entities: as deep as a bomb is wide
    root = re.search(rb"<(rollcall-vote|roll_call_vote|vote_summary)>", body)
    if root is None:
        return body
    doctype = f"<!DOCTYPE {root[1].decode()} [{entities}]>".encode()
    used = re.sub(rb"(result>)[^<]*", rb"\1" + use.encode(), body[root.start() :], count=1)
    return b'<?xml version="1.0"?>' + doctype + used


def wrong_totals(body: bytes) -> bytes:
    """State one yea more than there are, wherever totals are stated in all."""
    for pattern in (
        rb"(<total-stub>.*?<yea-total>)(\d+)",
        rb"(<count>\s*<yeas>)(\d+)",
        rb'("yeaTotal": )(\d+)',
    ):
        found = re.search(pattern, body, re.DOTALL)
        if found:
            more = b"%d" % (int(found[2]) + 1)
            return body[: found.start(2)] + more + body[found.end(2) :]
    return body


def other_number(body: bytes) -> bytes:
    """Be the document of roll call 7, whatever was asked for."""
    return re.sub(
        rb'(<rollcall-num>|<vote_number>|"rollCallNumber": )\d+', rb"\g<1>7", body, count=1
    )


def member_twice(body: bytes) -> bytes:
    for pattern in (
        rb"<recorded-vote>.*?</recorded-vote>\s*",
        rb"<member>.*?</member>\s*",
        rb'\{\s*"bioguideID".*?\},\s*',
    ):
        found = re.search(pattern, body, re.DOTALL)
        if found:
            return body[: found.start()] + found[0] * 2 + body[found.end() :]
    return body


def long_number(body: bytes) -> bytes:
    """Name a bill of 5,000 digits, which no program turns into a number."""
    return re.sub(
        rb"(<legis-num>)[^<]*|(<document_number>)[^<]*",
        lambda found: (found[1] or found[2]) + b"H R " * bool(found[1]) + b"9" * 5000,
        body,
        count=1,
    )


def controls(body: bytes) -> bytes:
    """Put what may stand in XML, and speaks to a terminal or turns a line around, into texts."""
    speaking = "\u202ered\u009b31m\u2028\ufeff ".encode()
    return re.sub(
        rb"<vote-desc>|<vote_title>|<amendment-author>", lambda found: found[0] + speaking, body
    )


OF_DOCUMENTS: dict[str, Callable[[bytes], bytes]] = {
    "html": html,
    "html-not-available": html_not_available,
    "not-posted": not_posted,
    "empty": empty,
    "other-charset": other_charset,
    "malformed": malformed,
    "bomb": bomb,
    "external-entity": external_entity,
    "wrong-totals": wrong_totals,
    "other-number": other_number,
    "member-twice": member_twice,
    "long-number": long_number,
    "controls": controls,
}


# Faults of the answer


def slow(handler: Handler, body: bytes) -> None:
    """Answer well, byte by byte, for longer than anybody should wait."""
    head(handler, 200, len(body))
    for start in range(0, len(body), 200):
        handler.wfile.write(body[start : start + 200])
        time.sleep(0.1)


def hanging(handler: Handler, _body: bytes) -> None:
    time.sleep(20)
    handler.close_connection = True


def reset(handler: Handler, _body: bytes) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    shut(handler)


def half(handler: Handler, body: bytes) -> None:
    head(handler, 200, len(body))
    handler.wfile.write(body[: len(body) // 2])
    shut(handler)


def wrong_length(handler: Handler, body: bytes) -> None:
    """Promise fewer bytes than the document has: what comes is cut within an element."""
    head(handler, 200, len(body) - 500)
    handler.wfile.write(body)
    shut(handler)


def truncated_gzip(handler: Handler, body: bytes) -> None:
    packed = gzip.compress(body)
    part = packed[: len(packed) // 2]
    head(handler, 200, len(part), "Content-Encoding: gzip")
    handler.wfile.write(part)


def huge(handler: Handler, _body: bytes) -> None:
    head(handler, 200, 10**9)
    for _ in range(10**9 // CHUNK):
        handler.wfile.write(b"x" * CHUNK)


def huge_unpacked(handler: Handler, _body: bytes) -> None:
    """A small body that unpacks to a large one."""
    head(handler, 200, None, "Content-Encoding: gzip")
    for part in packed_zeros(10**9):
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
    handler.wfile.write(b"0\r\n\r\n")


def packed_zeros(size: int) -> Iterator[bytes]:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    for _ in range(size // 2**20):
        part = packer.compress(bytes(2**20))
        if part:
            yield part
    yield packer.flush()


def redirect_not_available(handler: Handler, _body: bytes) -> None:
    handler.answer(302, b"", Location="/not_available.htm")


def redirect_loop(handler: Handler, _body: bytes) -> None:
    handler.answer(302, b"", Location=handler.path)


def status(number: int, **headers: str) -> Callable[[Handler, bytes], None]:
    def answer(handler: Handler, _body: bytes) -> None:
        handler.answer(number, HTML % b"%d" % number, **headers)

    return answer


def head(handler: Handler, number: int, length: int | None, *lines: str) -> None:
    """Write a head by hand, with whatever length."""
    size = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    text = "\r\n".join([f"HTTP/1.1 {number} Any", size, "Content-Type: text/xml", *lines, "", ""])
    handler.wfile.write(text.encode())


def shut(handler: Handler) -> None:
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.close()


def raw(*lines: bytes) -> Callable[[Handler, bytes], None]:
    """Send a head that nobody's library would send, and the good body behind it."""

    def answer(handler: Handler, body: bytes) -> None:
        length = b"Content-Length: %d" % len(body)
        first, *rest = lines
        handler.wfile.write(b"\r\n".join([first, *rest, length, b"", b""]) + body)
        shut(handler)

    return answer


def dripping(handler: Handler, _body: bytes) -> None:
    """Send a head at two bytes a second, for a minute."""
    for letter in b"HTTP/1.1 200 OK\r\nX-Slowly: " + b"x" * 90:
        handler.wfile.write(bytes([letter]))
        handler.wfile.flush()
        time.sleep(0.5)
    shut(handler)


def redirect(where: bytes) -> Callable[[Handler, bytes], None]:
    return raw(b"HTTP/1.1 302 Found", b"Location: " + where)


def redirect_to_page(name: str) -> Callable[[Handler, bytes], None]:
    def answer(handler: Handler, _body: bytes) -> None:
        handler.answer(302, b"", Location=f"/general/common/generic/{name}")

    return answer


STRANGE: dict[str, Callable[[Handler, bytes], None]] = {
    "redirect-no-port": redirect(b"http://127.0.0.1:99999/"),
    "redirect-no-host": redirect(b"http://[::1/"),
    "redirect-bytes": redirect(b"http://127.0.0.1/\xff\xfe\x80"),
    "redirect-empty": redirect(b""),
    "redirect-scheme": redirect(b"javascript:alert(1)"),
    "redirect-file": redirect(b"file:///etc/passwd"),
    "redirect-letters": redirect("http://127.0.0.1:9/\u202e".encode()),
    "redirect-long": redirect(b"http://127.0.0.1:9/" + b"a" * 60_000),
    "retry-digits": raw(b"HTTP/1.1 503 No", b"Retry-After: " + b"9" * 4400),
    "retry-minus": raw(b"HTTP/1.1 503 No", b"Retry-After: -5"),
    "retry-date": raw(b"HTTP/1.1 503 No", b"Retry-After: Fri, 99 Foo 99999 99:99:99 GMT"),
    "length-letters": raw(b"HTTP/1.1 200 OK", b"Content-Length: many"),
    "length-minus": raw(b"HTTP/1.1 200 OK", b"Content-Length: -1"),
    "chunks-wrong": raw(b"HTTP/1.1 200 OK", b"Transfer-Encoding: chunked"),
    "status-letters": raw(b"HTTP/1.1 OK 200"),
    "status-digits": raw(b"HTTP/1.1 " + b"2" * 5000 + b" OK"),
    "protocol": raw(b"SMTP/9 200 OK"),
    "encoding-unknown": raw(b"HTTP/1.1 200 OK", b"Content-Encoding: br, gzip, nothing"),
    "encoding-many": raw(b"HTTP/1.1 200 OK", b"Content-Encoding: " + b"gzip, " * 60 + b"gzip"),
    "many-headers": raw(b"HTTP/1.1 200 OK", *(b"X-%d: 1" % number for number in range(400))),
    "long-header": raw(b"HTTP/1.1 200 OK", b"X: " + b"x" * 100_000),
    "not-available": redirect_to_page("roll-call-vote-not-available.htm"),
    "file-not-found": redirect_to_page("file_not_found.htm"),
}
"""Answers that no server sends by mistake; each costs its own document alone."""
HARMLESS: dict[str, Callable[[Handler, bytes], None]] = {
    "cookie": raw(
        b"HTTP/1.1 200 OK",
        b"Set-Cookie: a=b; Domain=.gov; Expires=\xff\xff; Max-Age=" + b"9" * 5000,
        b"Set-Cookie: " + b"x=" * 20_000,
    ),
    "tag-controls": raw(b"HTTP/1.1 200 OK", b'ETag: "\x1b[2J\xff"'),
    "tag-long": raw(b"HTTP/1.1 200 OK", b'ETag: "' + b"x" * 60_000 + b'"'),
}
"""Strange headers of good answers."""

OF_ANSWERS: dict[str, Callable[[Handler, bytes], None]] = {
    "slow": slow,
    "hanging": hanging,
    "reset": reset,
    "half": half,
    "wrong-length": wrong_length,
    "truncated-gzip": truncated_gzip,
    "huge": huge,
    "huge-unpacked": huge_unpacked,
    "redirect-not-available": redirect_not_available,
    "redirect-loop": redirect_loop,
    "403": status(403),
    "404": status(404),
    "429": status(429),
    "429-retry-after": status(429, Retry_After="1"),
    "429-tomorrow": status(429, Retry_After="86400"),
    "500": status(500),
    "502": status(502),
    "503": status(503),
    "dripping": dripping,
    **STRANGE,
    **HARMLESS,
}

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
}

"""Official documents changed as a chamber would change them, or as a fault on the way would.

A true correction moves the member and every total that counts the member; what a fault loses or
changes leaves the document's own totals as they were.
"""

import re
from collections.abc import Callable

_TURNED = {b"Yea": b"Nay", b"Aye": b"No", b"Guilty": b"Not Guilty"}
_ROW = {
    "house": re.compile(rb"<recorded-vote>.*?</recorded-vote>\s*", re.DOTALL),
    "senate": re.compile(rb"<member>.*?</member>\s*", re.DOTALL),
}
_PARTIES = {b"R": b"Republican", b"D": b"Democratic", b"I": b"Independent"}


def is_of_house(body: bytes) -> bool:
    """Tell which chamber's document it is."""
    return b"<rollcall-vote>" in body


def flipped(body: bytes) -> bytes:
    """Turn the first yea into a nay, and leave the totals as they were."""
    return _flip(body)[0]


def corrected(body: bytes) -> bytes:
    """Turn the first yea into a nay, with all totals: a correction such as a chamber publishes."""
    changed, row = _flip(body)
    if is_of_house(body):
        party = re.search(rb'party="([A-Z]+)"', row)
        assert party
        name = _PARTIES[party[1]]
        start = changed.index(b"<totals-by-vote>")
        changed = _moved(changed, start, b"yea-total", b"nay-total")
        own = re.search(rb"<party>" + name + rb"</party>", changed)
        return _moved(changed, own.start(), b"yea-total", b"nay-total") if own else changed
    changed = _moved(changed, changed.index(b"<count>"), b"yeas", b"nays")
    return re.sub(
        rb"\((\d+)-(\d+)",
        lambda found: b"(%d-%d" % (int(found[1]) - 1, int(found[2]) + 1),
        changed,
        count=1,
    )


def without_rows(body: bytes, wanted: Callable[[bytes], bool], most: int = 1_000) -> bytes:
    """Lose the rows of members that are wanted, and leave the totals as they were."""
    left = most

    def keep(found: "re.Match[bytes]") -> bytes:
        nonlocal left
        if left and wanted(found[0]):
            left -= 1
            return b""
        return found[0]

    return _ROW["house" if is_of_house(body) else "senate"].sub(keep, body)


def _flip(body: bytes) -> tuple[bytes, bytes]:
    for row in _ROW["house" if is_of_house(body) else "senate"].finditer(body):
        for yea, nay in _TURNED.items():
            turned = re.sub(rb">" + yea + rb"</vote", b">" + nay + b"</vote", row[0])
            if turned != row[0]:
                return body[: row.start()] + turned + body[row.end() :], row[0]
    raise AssertionError("nobody voted yea")


def _moved(body: bytes, start: int, yea: bytes, nay: bytes) -> bytes:
    """Move one from the first total of yeas behind a place to that of nays."""
    for name, change in ((yea, -1), (nay, 1)):
        found = re.compile(rb"<" + name + rb">(\d*)</").search(body, start)
        assert found, name
        number = b"%d" % (int(found[1] or 0) + change)
        body = body[: found.start(1)] + number + body[found.end(1) :]
    return body

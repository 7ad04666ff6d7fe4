"""Mutations of real documents, drawn by hypothesis so that a failing one is made small."""

import json
import re
from typing import Any

from hypothesis import strategies as st

BYTES = st.binary(max_size=6)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
TOKENS = (
    b"",
    b"0",
    b"-1",
    b"9" * 30,
    b"1e400",
    b"NaN",
    b"null",
    b"<",
    b"&",
    b'"',
    b"\x00",
    b"\xff",
)
KINDS = ("put", "cut", "twice", "end", "text", "swap", "token")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.sampled_from(["", "VP", "Yea", "2017-02-30", "Q000023", "0", "\ud800", "9" * 6]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


@st.composite
def mutated(draw: st.DrawFn, documents: tuple[bytes, ...]) -> bytes:
    """Draw one of the documents with bytes put, cut, doubled or swapped, or a text replaced."""
    data = bytearray(draw(st.sampled_from(documents)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        end = min(len(data), place + draw(st.integers(0, 120)))
        kind = draw(st.sampled_from(KINDS))
        if kind == "put":
            data[place:end] = draw(BYTES)
        elif kind == "cut":
            del data[place:end]
        elif kind == "twice":
            data[place:place] = data[place:end]
        elif kind == "end":
            del data[place:]
        elif kind == "swap":
            _swap_lines(data, place, draw(st.integers(0, len(data))))
        else:
            new = draw(TEXTS).encode() if kind == "text" else draw(st.sampled_from(TOKENS))
            _replace_value(data, place, new)
    return bytes(data)


def _swap_lines(data: bytearray, one: int, other: int) -> None:
    """Put the line at one place over the line at another, which then is lost."""
    taken = data[data.rfind(b"\n", 0, one) + 1 : (data.find(b"\n", one) + 1) or len(data)]
    data[data.rfind(b"\n", 0, other) + 1 : (data.find(b"\n", other) + 1) or len(data)] = taken


def _replace_value(data: bytearray, place: int, new: bytes) -> None:
    """Replace the next value: an element's or attribute's text, a JSON scalar or a CSV field."""
    found = re.compile(rb'(?<=[>",:])[^<>",:{}\[\]\n]+(?=[<",}\n])').search(data, place)
    if found:
        data[found.start() : found.end()] = new


@st.composite
def mutated_json(draw: st.DrawFn, documents: tuple[bytes, ...]) -> bytes:
    """Draw one of the documents with a value, somewhere in it, replaced, taken out or doubled."""
    content = json.loads(draw(st.sampled_from(documents)))
    for _ in range(draw(st.integers(1, 2))):
        _mutate(draw, content)
    return json.dumps(content).encode()


def _mutate(draw: st.DrawFn, content: Any) -> None:
    holder = content
    while True:
        if not isinstance(holder, dict | list) or not holder:
            return
        keys = sorted(holder) if isinstance(holder, dict) else range(min(len(holder), 40))
        key = draw(st.sampled_from(list(keys)))
        if not isinstance(holder[key], dict | list) or draw(st.integers(0, 5)) == 0:
            break
        holder = holder[key]
    kind = draw(st.sampled_from(["replace", "replace", "out", "double"]))
    if kind == "replace":
        holder[key] = draw(JSON)
    elif kind == "out":
        del holder[key]
    elif isinstance(holder, list):
        holder.append(holder[key])
    else:
        holder[f"{key}2"] = holder[key]

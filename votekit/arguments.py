"""What public functions are given, looked at once: a wrong type is a sentence, not a traceback.

``vk.votes(congress="118")`` compared a number with text deep inside. Each function says in its
signature what it takes, and that is what its arguments are held against, at the door of the
package. numpy's numbers and truths, as a DataFrame gives them, are taken for Python's.
"""

import dataclasses
import datetime
import functools
import inspect
import numbers
import operator
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from votekit.errors import RequestError
from votekit.printable import one_line

LARGEST = 2**31 - 1
"""No number in the record is larger; some libraries below cannot hold one that is."""

_NO = object()


def checked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Have a function refuse arguments that its signature does not allow.

    Unknown and missing arguments stay Python's own ``TypeError``.
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        bound = signature.bind(*arguments, **named)
        for name, value in bound.arguments.items():
            parameter = signature.parameters[name]
            if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
                bound.arguments[name] = tuple(_taken(parameter, one) for one in value)
            elif parameter.kind is not inspect.Parameter.VAR_KEYWORD:
                bound.arguments[name] = _taken(parameter, value)
        return function(*bound.args, **bound.kwargs)

    return call


def check_fields(given: Any) -> None:
    """Hold the fields of a dataclass against their types, as it is made."""
    for field in dataclasses.fields(given):
        taken = _fitting(field.name, field.type, getattr(given, field.name))
        object.__setattr__(given, field.name, taken)


def _taken(parameter: inspect.Parameter, value: Any) -> Any:
    if parameter.default is None and value is None:
        return value
    return _fitting(parameter.name, parameter.annotation, value)


def _fitting(name: str, annotation: Any, value: Any) -> Any:
    kinds = _kinds(annotation)
    if not kinds:
        return value
    for kind in kinds:
        found = _KINDS[kind][1](value)
        if found is not _NO:
            return found
    *first, last = [_KINDS[kind][0] for kind in kinds if kind != "None"]
    wanted = f"{', '.join(first)} or {last}" if first else last
    raise RequestError(f"{name} takes {wanted}, not {one_line(_shown(value))}.")


@functools.cache
def _kinds(annotation: Any) -> tuple[str, ...]:
    """Return the kinds of values that an annotation names; none where one is not known here."""
    if annotation is inspect.Parameter.empty:
        return ()
    told = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    names = [re.sub(r"\b(?:\w+\.)+(?=\w)", "", part) for part in told.split(" | ")]
    # A truth is no number, so it is looked for first.
    names.sort(key=lambda name: name != "bool")
    return tuple(names) if all(name in _KINDS for name in names) else ()


def _whole(value: Any) -> Any:
    if isinstance(value, bool):
        return _NO
    try:
        found = operator.index(value)
    except TypeError:
        return _NO
    return found if abs(found) <= LARGEST else _NO


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return _NO
    number = float(value)
    return value if -LARGEST <= number <= LARGEST else _NO  # which is false of NaN


def _truth(value: Any) -> Any:
    is_truth = isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")
    return bool(value) if is_truth else _NO


def _texts(value: Any) -> Any:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return _NO
    found = list(value)
    return found if all(isinstance(one, str) for one in found) else _NO


def _tuple(found: Any) -> Any:
    return found if found is _NO else tuple(found)


def _text(value: Any) -> Any:
    return value if isinstance(value, str) and "\0" not in value else _NO


def _path(value: Any) -> Any:
    return value if isinstance(value, os.PathLike) and "\0" not in os.fspath(value) else _NO


def _day(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else _NO


def _pair(value: Any) -> Any:
    if not isinstance(value, tuple | list) or len(value) != 2:
        return _NO
    found = tuple(_whole(one) for one in value)
    return _NO if _NO in found else found


def _one_of(name: str) -> Callable[[Any], Any]:
    """Tell an object by its class's name: to import the class here could take half a second."""
    return lambda value: value if name in {one.__name__ for one in type(value).__mro__} else _NO


_KINDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "int": ("a whole number, as 115", _whole),
    "float": ("a number, as 0.5", _number),
    "bool": ("True or False", _truth),
    "str": ("text", _text),
    "date": ("a day (datetime.date)", _day),
    "Path": ("a path", _path),
    "Record": ("a Record", _one_of("Record")),
    "Criteria": ("Criteria", _one_of("Criteria")),
    "Request": ("a Request", _one_of("Request")),
    "Mapping[str, str]": (
        "a mapping of texts",
        lambda value: value if isinstance(value, Mapping) else _NO,
    ),
    "tuple[int, int]": ("a pair of whole numbers", _pair),
    "tuple[str, ...]": ("a list of texts", lambda value: _tuple(_texts(value))),
    "Sequence[str]": ("a list of texts", _texts),
    "Iterable[str]": ("a list of texts", _texts),
    "list[str]": ("a list of texts", _texts),
    "None": ("nothing", lambda value: None if value is None else _NO),
}


def _shown(value: object) -> str:
    """Write what was given; Python refuses to spell a number of more than 4,300 digits."""
    try:
        return repr(value)[:80]
    except ValueError:
        return "a number that long"

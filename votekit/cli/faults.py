"""What the reader of arguments objects to, said as votekit says things: one sentence, what to do.

Typer brings its own copy of click in new versions and needs the package in old ones; their
exceptions are told by what they carry, so that either does.
"""

import re
from collections.abc import Sequence
from typing import Any

import typer

from votekit.errors import RequestError

USAGE_ERROR: type[Any] = typer.BadParameter.__bases__[0]
"""The base of all that is wrong with arguments, in the click that typer uses."""

_QUOTED = re.compile(r"'([^']*)'")


def usage_fault(error: Any, arguments: Sequence[str]) -> RequestError:
    """Say in one sentence what is wrong with the arguments, and what to write instead."""
    command = error.ctx.command_path if error.ctx else f"votekit {arguments[0]}"
    see = f"see `{command} --help`"
    message = error.format_message()
    if message.startswith("No such command"):
        return _no_command(_QUOTED.findall(error.message)[0], error)
    if hasattr(error, "possibilities"):
        return _no_option(error, command, see)
    if getattr(error, "param", None):
        return _wrong_value(error, command, see, arguments)
    if hasattr(error, "option_name"):
        return RequestError(f"{error.option_name} needs a value: write it behind, or {see}.")
    if message.startswith("Got unexpected extra argument"):
        extra = message.rpartition("(")[2].rstrip(".)")
        return RequestError(f"`{command}` has no place for “{extra}”: leave it out, or {see}.")
    return RequestError(f"{message.rstrip('.')}: {see}.")


def _wrong_value(error: Any, command: str, see: str, arguments: Sequence[str]) -> RequestError:
    name = _name(error.param)
    if hasattr(error, "param_type"):
        return RequestError(f"`{command}` needs {name}: {see}.")
    return RequestError(f"{name} takes {_wanted(error, _given(error.param, arguments))}.")


def _no_command(name: str, error: Any) -> RequestError:
    near = _nearest(name, list(error.ctx.command.commands))
    told = f"did you mean {near}?" if near else "see `votekit --help`."
    return RequestError(f"There is no command “{name}”: {told}")


def _no_option(error: Any, command: str, see: str) -> RequestError:
    known = [name for param in error.ctx.command.params for name in param.opts]
    near = _nearest(error.option_name, [*known, "--help"])
    told = f"did you mean {near}?" if near else f"{see}."
    return RequestError(f"`{command}` has no option {error.option_name}: {told}")


def _nearest(name: str, known: list[str]) -> str | None:
    import difflib

    found = difflib.get_close_matches(name, known, n=1)
    return found[0] if found else None


def _name(param: Any) -> str:
    """Name an option by its long form, an argument by what the help calls it."""
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper())


def _given(param: Any, arguments: Sequence[str]) -> str:
    """Quote what was written behind an option, where it can be told."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name in param.opts:
            value = value or next(iter(arguments[place + 1 :]), "")
            return f", not “{value[:40]}”"
    return ""


def _wanted(error: Any, given: str) -> str:
    if "is not one of" in error.message:
        *first, last = _QUOTED.findall(error.message.partition("is not one of")[2])
        return f"{', '.join(first)} or {last}{given}"
    if "valid integer" in error.message:
        return f"a whole number{given}"
    if "valid number" in error.message or "valid float" in error.message:
        return f"a number{given}"
    return f"something else{given}: {error.message.rstrip('.')}"

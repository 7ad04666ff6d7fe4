"""Write docs/reference/ from the program itself: ``build_reference.py [--check]``.

Three pages: the commands as ``--help`` prints them, the names that ``import votekit`` offers with
their docstrings, and the tables with every column. With ``--check`` nothing is written, and the
exit code is 1 when a page is stale.
"""

import inspect
import os
import sys
from pathlib import Path

os.environ |= {"COLUMNS": "90", "TERM": "dumb"}

import typer
from typer.main import get_command
from typer.testing import CliRunner

import votekit
from votekit.cli.app import app
from votekit.schema import TABLES, Table, exported

PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "Made by `scripts/build_reference.py` from the program: change the program, not this page."


def commands() -> str:
    """Return the page of commands: each one's ``--help`` as it is printed."""
    program = get_command(app)
    names = sorted(program.commands)  # type: ignore[attr-defined]
    parts = ["# Commands", "", MADE, "", *_help_of([])]
    for name in names:
        parts += [f"## votekit {name}", "", *_help_of([name])]
    return "\n".join(parts)


def _help_of(arguments: list[str]) -> list[str]:
    printed = CliRunner().invoke(app, [*arguments, "--help"], prog_name="votekit")
    if printed.exit_code:
        raise typer.Exit(printed.exit_code)
    lines = [line.rstrip() for line in printed.output.strip().splitlines()]
    return ["```text", *lines, "```", ""]


def python_names() -> str:
    """Return the page of public Python names: signature and docstring of each."""
    parts = ["# From Python", "", MADE, ""]
    for name in votekit.__all__:
        thing = getattr(votekit, name)
        parts += [f"## {name}", ""]
        if not (inspect.isclass(thing) and issubclass(thing, Exception)):
            # Python 3.13 names the module that pathlib keeps its classes in.
            signature = _signature(name, thing).replace("pathlib._local.", "pathlib.")
            parts += ["```python", signature, "```", ""]
        parts += ["```text", inspect.getdoc(thing) or "", "```", ""]
    return "\n".join(parts)


def _signature(name: str, thing: object) -> str:
    """Write a signature; too long a one gets a line for each parameter."""
    signature = inspect.signature(thing)  # type: ignore[arg-type]
    line = f"{name}{signature}"
    if len(line) <= 90:
        return line
    listed = "".join(f"    {parameter},\n" for parameter in _parameters(signature))
    returned = signature.return_annotation
    tail = (
        "" if returned is inspect.Signature.empty else f" -> {inspect.formatannotation(returned)}"
    )
    return f"{name}(\n{listed}){tail}"


def _parameters(signature: inspect.Signature) -> list[str]:
    parameters = list(signature.parameters.values())
    told = [str(parameter) for parameter in parameters]
    for place, parameter in enumerate(parameters):
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            return [*told[:place], "*", *told[place:]]
    return told


def tables() -> str:
    """Return the data dictionary: every table, what a row is, each column."""
    parts = ["# Tables", "", MADE, ""]
    for table in TABLES.values():
        parts += _table(exported(table))
    return "\n".join(parts)


def _table(table: Table) -> list[str]:
    head = ["| column | type | may be empty | meaning |", "|---|---|---|---|"]
    rows = [
        f"| `{column.name}` | {_type(str(column.type))} | {'yes' if column.nullable else 'no'} "
        f"| {column.meaning} |"
        for column in table.columns
    ]
    key = ", ".join(f"`{name}`" for name in table.key)
    return [f"## {table.name}", "", f"One row: {table.row}. Key: {key}.", "", *head, *rows, ""]


def _type(spelled: str) -> str:
    return "text" if "string" in spelled else spelled


def main() -> int:
    """Write the pages, or check them."""
    stale = []
    for name, page in (("commands", commands), ("python", python_names), ("tables", tables)):
        path = PAGES / f"{name}.md"
        text = page()
        if "--check" not in sys.argv[1:]:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        print(f"stale: {', '.join(stale)}; run scripts/build_reference.py")
    return int(bool(stale))


if __name__ == "__main__":
    raise SystemExit(main())

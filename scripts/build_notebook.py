"""Write the walk-through notebook, executed: ``build_notebook.py [--check]``.

The cells are below, so that a change of the text is a change of this file. With ``--check`` the
notebook that is there is executed again, and the exit code is 1 when an output is another.
"""

import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "from-98-2-to-overrides.ipynb"
KINDS = ("text/plain", "text/markdown", "text/html", "image/svg+xml")

TEXT, CODE = "markdown", "code"
CELLS = [
    (
        TEXT,
        """# From “98–2” to the history of overrides

A reporter reads: *the Senate passed it in a veto-proof 98–2 vote.* Is that so? This notebook goes
from that one roll call to every attempt since 1989 to pass a bill over a veto. It needs no network:
the record ships with votekit.""",
    ),
    (CODE, "import votekit as vk"),
    (
        TEXT,
        """## Is it veto-proof?

H.R. 3364 of the 115th Congress, the sanctions on Russia, Iran and North Korea. A bill is veto-proof
when the deciding roll call of *both* chambers has two thirds of the members voting (U.S. Const.
art. I, § 7).""",
    ),
    (
        CODE,
        """answer = vk.margin("hr3364-115", presented="2017-07-28")
answer""",
    ),
    (CODE, "answer.verdict, answer.clock.deadline.isoformat()"),
    (
        TEXT,
        "`vk.margin` gives a small typed result; everything that the page shows can be asked for.",
    ),
    (
        CODE,
        """senate = answer.votes[1]
senate.veto.needed, senate.veto.cushion, senate.veto.to_sustain""",
    ),
    (TEXT, "## Who broke ranks, and how did each party split?"),
    (CODE, 'vk.split("s175-115.2017")'),
    (CODE, 'vk.chart("margin", "hr3364-115")'),
    (CODE, 'vk.chart("hemicycle", "h413-115.2017")'),
    (
        TEXT,
        """## How rare is 98–2?

`vk.margins` has every roll call, one row each: of those of the Senate since 1989 that pass
something for the president, how many had two thirds?""",
    ),
    (
        CODE,
        """passages = vk.margins(chamber="senate").query("subject_to_veto")
proof = passages["veto_proof"].fillna(False).astype(bool)
print(f"{len(passages)} roll calls, {proof.sum()} with two thirds, "
      f"{(passages['veto_cushion'] >= 31).sum()} as far above as H.R. 3364")""",
    ),
    (
        CODE,
        """table = vk.trend("veto-proof", by="congress", chamber="senate")
table[["period", "value", "numerator", "denominator"]].round(3)""",
    ),
    (
        TEXT,
        """## What if?

Had the absent come, or had members moved? The same arithmetic, on changed positions. H.R. 3043 of
the 110th Congress (the Labor, health and education money) fell two short at the override.""",
    ),
    (
        CODE,
        """[what] = vk.whatif("h1122-110.2007", flip=["Jim Saxton:yea", "Renzi:yea"])
what""",
    ),
    (
        TEXT,
        """## Every attempt to override

Overrides are found by the question, not by the source's category, which misses some.""",
    ),
    (
        CODE,
        """attempts = vk.overrides()
held = attempts["outcome"] == "passed over the veto"
print(f"{len(attempts)} attempts since 1989, {held.sum()} had two thirds")
by_president = attempts.groupby(["president", "outcome"], observed=True, sort=False).size()
by_president.unstack(fill_value=0)""",
    ),
    (
        CODE,
        """rates = vk.override_base_rates()
rates[rates["by"] == "all"]""",
    ),
    (
        TEXT,
        """Of the veto-proof passages nearly all held. But vetoes are not a random sample:
presidents veto what they expect to be sustained. The chart joins each attempt with the passage
before it.""",
    ),
    (CODE, 'vk.chart("overrides")'),
    (
        TEXT,
        """## Who moved?

The defense bill of 2020 passed the House 335–78 and was passed over the veto 322–87: between the
two, members moved both ways.""",
    ),
    (
        CODE,
        """from collections import Counter

moves = vk.override_moves(bill="hr6395-116")["h253-116.2020"]
Counter((move.party, move.before, move.after) for move in moves).most_common()""",
    ),
    (
        TEXT,
        """## Where the numbers come from

Every answer names its roll call and the chamber's own document; the rules, with their authority,
are in [rules.md](rules.md), the sources in [sources.md](sources.md).""",
    ),
    (CODE, "[vote.source_url for vote in answer.votes]"),
]


_CHART_ID = re.compile(r"altair-viz-[0-9a-f]{32}")


def notebook() -> Any:
    """Return the notebook, not yet executed."""
    made = nbformat.v4.new_notebook()
    make = {TEXT: nbformat.v4.new_markdown_cell, CODE: nbformat.v4.new_code_cell}
    for place, (kind, source) in enumerate(CELLS):
        made.cells.append(make[kind](source, id=f"cell-{place}"))
    made.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return made


def executed() -> Any:
    """Return the notebook with its outputs, without what changes from run to run."""
    made = notebook()
    NotebookClient(made, timeout=120, kernel_name="python3").execute()
    for cell in made.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata = {}
        for output in cell.outputs:
            if "data" in output:
                output["data"] = {
                    kind: text for kind, text in output["data"].items() if kind in KINDS
                }
    made.metadata["language_info"] = {"name": "python"}
    return made


def _with_fixed_ids(text: str) -> str:
    """Give each chart its place as an id: Altair draws a new one by chance every time."""
    ids = dict.fromkeys(_CHART_ID.findall(text))
    for place, name in enumerate(ids):
        text = text.replace(name, f"altair-viz-{place:032x}")
    return text


def main() -> int:
    """Write the notebook, or check it."""
    text = _with_fixed_ids(nbformat.writes(executed()) + "\n")
    if "--check" in sys.argv[1:]:
        stale = not NOTEBOOK.exists() or NOTEBOOK.read_text(encoding="utf-8") != text
        if stale:
            print(f"stale: {NOTEBOOK.name}; run scripts/build_notebook.py")
        return int(stale)
    NOTEBOOK.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

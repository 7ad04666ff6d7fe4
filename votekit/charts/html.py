"""A picture as a page of its own: drawn beforehand, so that it needs neither network nor library.

The drawing stands in the page as SVG; a few lines of script show what a shape stands for when it
is pointed at. Whoever cannot point finds the same in the table of the data.
"""

from html import escape

from votekit.charts.formats import svg
from votekit.charts.picture import Picture
from votekit.charts.theme import FONT

STYLE = """
.votekit-picture { margin: 0 auto; max-width: 100%; }
.votekit-picture svg { display: block; width: 100%; height: auto; }
.votekit-picture .narrow { display: none; }
@media (max-width: 520px) {
  .votekit-picture .narrow { display: block; }
  .votekit-picture .narrow ~ .wide { display: none; }
}
#votekit-told { position: absolute; z-index: 9; max-width: 20em; padding: .3em .6em; margin: 0;
  border-radius: 3px; background: #1a1a1a; color: #fff; font-size: .875rem; pointer-events: none; }
#votekit-told[hidden] { display: none; }
"""
"""What a page with pictures in it needs once."""

SCRIPT = """
(() => {
  const told = document.createElement("p");
  told.id = "votekit-told";
  told.setAttribute("role", "status");
  told.hidden = true;
  document.body.append(told);
  const named = ".votekit-picture [aria-roledescription][aria-label]";
  const marked = (event) => event.target.closest?.(named);
  const show = (event) => {
    const mark = marked(event);
    told.hidden = !mark;
    if (!mark) return;
    told.textContent = mark.getAttribute("aria-label");
    const box = mark.getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - told.offsetWidth - 8);
    told.style.left = `${Math.max(8, left) + scrollX}px`;
    told.style.top = `${Math.max(0, box.top - told.offsetHeight - 6) + scrollY}px`;
  };
  document.addEventListener("pointerover", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") told.hidden = true;
  });
})();
"""
"""The tooltips, once for all pictures of a page."""


MOST_ROWS = 2000
"""A table of pairs of members has a hundred thousand rows, which no page should carry."""


def figure(picture: Picture, narrow: Picture | None = None) -> str:
    """Return a picture as an element of a page; ``narrow`` is shown instead on a phone.

    The page has to have ``STYLE`` and ``SCRIPT``.
    """
    small = f'<div class="narrow">{svg(narrow)}</div>' if narrow else ""
    return (
        f'<figure class="votekit-picture" style="width: {picture.width}px">{small}'
        f'<div class="wide">{svg(picture)}</div></figure>'
    )


def data_table(picture: Picture) -> str:
    """Return the data behind a picture as a table that opens on request."""
    names = list(dict.fromkeys(name for row in picture.rows for name in row))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(name))}</td>" for name in names) + "</tr>"
        for row in picture.rows[:MOST_ROWS]
    )
    rest = len(picture.rows) - MOST_ROWS
    more = f"<p>{rest:,} more rows are in the .csv.</p>" if rest > 0 else ""
    return (
        "<details><summary>The data behind the picture</summary>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="Data"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div></details>"
    )


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))


def page(picture: Picture, narrow: Picture | None = None) -> str:
    """Return a page with one picture and the data behind it."""
    background = escape(str(picture.spec["background"]))
    ink = escape(str(picture.spec["config"]["text"]["color"]))
    links = "".join(
        f'<li><a href="{escape(address)}">{escape(address)}</a></li>'
        for address in picture.source_urls
        if address.startswith(("https://", "http://"))
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(picture.title)}</title>
<meta name="description" content="{escape(picture.description)}">
<style>
body {{ margin: 0; background: {background}; color: {ink}; font-family: {FONT}; }}
main {{ max-width: {picture.width}px; margin: 0 auto; }}
details, .documents {{ margin: 0; padding: 0 1rem 1rem; font-size: .875rem; list-style: none; }}
h1 {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
summary {{ padding: .5rem 0; cursor: pointer; }}
.documents a {{ color: inherit; overflow-wrap: anywhere; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; }}
th, td {{ padding: .2rem .6rem; text-align: left; border-bottom: 1px solid #8888; }}
@media print {{ details {{ display: none; }} }}
{STYLE}</style>
</head>
<body>
<main>
<h1>{escape(picture.title)}</h1>
{figure(picture, narrow)}
{data_table(picture)}
<ul class="documents">{links}</ul>
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""

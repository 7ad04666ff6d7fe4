"""Make docs/gallery.md: every chart on a real story: ``build_gallery.py [--check]``.

Pictures are SVG, or PNG with few colors where the SVG would be large. Building twice gives the
same bytes; with ``--check`` nothing is written, and the exit code is 1 when the gallery is stale.
"""

import io
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

import votekit as vk
from votekit.charts.chart import VoteChart
from votekit.charts.render import rendered

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
LARGEST = 60_000
COLORS = 40
PNG_SCALE = 1.5


@dataclass(frozen=True)
class Story:
    """One picture: the kind, what it is of, what it is for, and how it is to look."""

    kind: str
    about: str
    references: tuple[str, ...] = ()
    options: dict[str, str | int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What its file is called, without suffix."""
        theme = self.options.get("theme")
        return f"{self.kind}-{theme}" if theme else self.kind

    def command(self, suffix: str) -> str:
        """Return the command that draws it."""
        given = [word for name, value in self.options.items() for word in (f"--{name}", str(value))]
        words = ["votekit", "chart", self.kind, *self.references, *given]
        return shlex.join([*words, "-o", f"{self.name}.{suffix}"])

    def picture(self) -> VoteChart:
        """Draw it."""
        return vk.chart(self.kind, *self.references, **self.options)


STORIES = (
    Story(
        "margin",
        "The yeas and nays of each chamber against what the question needed and, where a veto is"
        " possible, what an override takes.",
        ("hr3364-115",),
    ),
    Story(
        "hemicycle",
        "One seat for each member: yeas solid, nays a ring with a bar, away a small ring; the bar"
        " under the arcs has the number needed.",
        ("hr3364-115",),
    ),
    Story(
        "split",
        "Each party’s yeas and nays, as long as its members, with the yea share of those voting.",
        ("h190-119.2025",),
    ),
    Story("defectors", "Who broke ranks, by name and state.", ("h253-116.2020",)),
    Story(
        "map",
        "A tile for each state, a cell for each of its members, by party or `--by district`.",
        ("h190-119.2025",),
    ),
    Story(
        "ideology",
        "Members along Voteview’s first dimension, the pivots of the question below the axis.",
        ("s54-115.2017",),
    ),
    Story(
        "trend",
        "A measure over the years, both chambers; the running year is hollow.",
        ("party-unity",),
    ),
    Story(
        "overrides",
        "Vetoes put to a vote: the yea share at passage and on the veto, against two-thirds.",
        options={"congress": 110},
    ),
    Story(
        "agreement",
        "Each two members of a chamber once, ordered so that blocs show.",
        options={"congress": 115, "chamber": "senate"},
    ),
    Story(
        "timeline",
        "One bill’s roll calls tied to a date axis, each by party and with what it needed.",
        ("hr1-119",),
    ),
    Story(
        "hemicycle",
        "Dark, for screens: a tie that the Vice President broke.",
        ("s54-115.2017",),
        {"theme": "dark"},
    ),
    Story(
        "map",
        "Gray, for paper: parties stay apart without their colors.",
        ("s54-115.2017",),
        {"theme": "gray"},
    ),
)

HEAD = """# Gallery

Every kind of chart on a real story, from the bundled record. Each headline is the program’s own:
it states the finding from the numbers. The command under a picture draws it; `.pdf`, `.html`,
`.json` and `.csv` take the same words, and `--alt` prints the text for screen readers that each
picture here carries.

This page and its pictures are made by `scripts/build_gallery.py` (`make gallery`).
"""


def drawn(picture: VoteChart) -> tuple[str, bytes]:
    """Return a picture's suffix and content: SVG, or a small PNG where that is too large."""
    svg = rendered(picture, "svg")
    if len(svg) <= LARGEST:
        return "svg", svg
    stream = io.BytesIO()
    image = Image.open(io.BytesIO(rendered(picture, "png", scale=PNG_SCALE))).convert("RGB")
    image.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        stream, "PNG", optimize=True
    )
    content = stream.getvalue()
    if len(content) > LARGEST:
        raise SystemExit(f"{picture.about.name} takes {len(content)} bytes: tell a smaller story.")
    return "png", content


def built() -> dict[Path, bytes]:
    """Return the gallery: the page and the pictures, by where they belong."""
    files: dict[Path, bytes] = {}
    lines = [HEAD]
    for story in STORIES:
        picture = story.picture()
        suffix, content = drawn(picture)
        path = PICTURES / f"{story.name}.{suffix}"
        files[path] = content
        lines += _entry(story, picture, path)
    files[PAGE] = "\n".join(lines).encode()
    return files


def _entry(story: Story, picture: VoteChart, path: Path) -> Iterator[str]:
    alt = picture.about.alt.replace("[", "(").replace("]", ")").replace("\n", " ")
    yield f"## {story.name.replace('-', ', ').capitalize()}\n"
    yield f"**{picture.about.headline}.** {story.about}\n"
    yield f"![{alt}]({path.relative_to(PAGE.parent).as_posix()})\n"
    yield f"```console\n$ {story.command(path.suffix[1:])}\n```\n"


def stale(files: dict[Path, bytes]) -> list[str]:
    """Name what on disk is not as it was built, or should not be there."""
    there = set(PICTURES.glob("*")) | {PAGE}
    changed = [path for path, content in files.items() if not _holds(path, content)]
    return sorted(path.name for path in {*changed, *(there - files.keys())})


def _holds(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def main() -> int:
    """Build the gallery, or check it."""
    files = built()
    if "--check" in sys.argv[1:]:
        old = stale(files)
        if old:
            print(f"stale: {', '.join(old)}; run scripts/build_gallery.py")
        return int(bool(old))
    PICTURES.mkdir(exist_ok=True)
    for path in set(PICTURES.glob("*")) - files.keys():
        path.unlink()
    for path, content in files.items():
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""Pages fit to publish: on bills and roll calls, or on all vetoes of a Congress."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from votekit._version import __version__
from votekit.analysers.actions import Action, bill_actions
from votekit.api.answers import margin
from votekit.api.pictures import KINDS, Asked
from votekit.charts.theme import style_of
from votekit.errors import RequestError, StoreError
from votekit.lookup import FoundBill, find
from votekit.pages.model import Figure, Page
from votekit.pages.seats import seats_table
from votekit.store import Record
from votekit.store.documents import Documents
from votekit.store.layer import Wanted
from votekit.store.location import user_directory
from votekit.whole_file import format_of, refuse_without_folder, write_whole
from votekit.words.dates import spell_date

if TYPE_CHECKING:
    from votekit.analysers.margin import Margin
    from votekit.analysers.moves import Move

MOST_REFERENCES = 100
"""A part has charts in it: a hundred take 250 MB of memory, and nobody reads more."""
FORMATS = ("html", "md")
WHAT = "a report"
VETOED = ("vetoed", "pocket-vetoed")
LOOKS = (("light", "web"), ("dark", "web"), ("light", "column"), ("dark", "column"))
"""The themes and sizes in which a page has each picture, in the order of ``Figure``."""
MADE_FROM = (
    "Made with votekit {version} from the roll calls that the Clerk of the House and the Senate "
    "publish; seats are ordered by Voteview’s scores. The page asks for nothing from a network."
)


@dataclass(frozen=True)
class Report:
    """A page, ready to be shown or saved; ``page`` is what it says, without any markup."""

    page: Page

    @property
    def html(self) -> str:
        """The page as HTML, complete in one file."""
        from votekit.pages.html import as_html

        return as_html(self.page)

    def save(self, path: str | Path) -> None:
        """Write the page whole or not at all; the suffix says how: .html or .md.

        Markdown has its pictures beside it, in a folder ``<name>_files``.

        Raises
        ------
        RequestError
            For another suffix, or a place that cannot be written.
        StoreError
            When the disk is full.
        """
        path = Path(path)
        if format_of(path, FORMATS, WHAT) == "html":
            write_whole(self.html.encode(), path)
        else:
            _save_markdown(self.page, path)

    def __repr__(self) -> str:
        return f"<Report {self.page.title}>"


def report(
    *references: str, presented: date | str | None = None, record: Record | None = None
) -> Report:
    """Make a page on bills or roll calls: verdict, names, numbers, charts, rules, documents.

    Several references give one page with a part each. ``presented`` adds the president's clock, on
    one bill; without it, the clock runs from the day that the bill's fetched actions have.

    Raises
    ------
    RequestError
        Without a reference, for what ``margin`` refuses, and for a day beside several references.
    StoreError
        When the record cannot be read.

    Rule: U.S. Const. art. I, § 7; docs/rules.md, "Veto arithmetic".

    >>> page = report("s175-115.2017").page
    >>> page.parts[0].lead.split(" (")[0]
    'The Senate passed H.R. 3364, 98–2, 47 above the 51 needed. Veto-proof'
    >>> [section.title for section in page.parts[0].sections][:3]
    ['Who broke ranks', 'The numbers', 'The charts']
    """
    from votekit.pages.part import Material, part

    if len(references) > MOST_REFERENCES:
        raise RequestError(
            f"A report takes {MOST_REFERENCES} bills and roll calls, not {len(references):,}: make "
            "several."
        )
    if not references:
        raise RequestError("A report needs a bill or a roll call: votekit report hr3364-115.")
    if presented is not None and len(references) > 1:
        raise RequestError(
            "A day of presentment belongs to one bill: make a report of its own for it."
        )
    record = record or Record.open()
    parts, verdicts = [], []
    for number, reference in enumerate(references, 1):
        answer = margin(reference, presented=presented, record=record)
        whole = _whole(answer, record)
        moves = _moves(whole, record)
        figures = _figures(answer, record)
        material = Material(answer, whole, figures, _kept(answer), moves)
        parts.append(part(material, f"part-{number}"))
        verdicts.append(f"{parts[-1].name}: {answer.verdict}")
    if len(parts) == 1:
        return _made(Page(parts[0].heading, parts, MADE_FROM))
    title = f"{len(parts)} answers on votes of Congress"
    return _made(Page(title, parts, MADE_FROM, f"{'; '.join(verdicts)}."))


def vetoes_report(congress: int, *, record: Record | None = None) -> Report:
    """Make a page on all vetoes of a Congress that were put to a vote, with a part for each bill.

    Vetoes on which neither chamber voted are named where the bills' actions were fetched.

    Raises
    ------
    RequestError
        When the record has no vote on a veto in that Congress.
    StoreError
        When the record cannot be read.

    Rule: U.S. Const. art. I, § 7; docs/overrides.md.

    >>> page = vetoes_report(119).page
    >>> page.title, [part.name for part in page.parts][0]
    ('Vetoes of the 119th Congress that were put to a vote', 'H.R. 504, 119th Congress')
    """
    from votekit.api.overrides import override_moves, overrides
    from votekit.pages.part import Material, part
    from votekit.pages.vetoes import introduction, lead, title

    record = record or Record.open()
    table = overrides(congress=congress, record=record)
    plain = table.astype(object).where(table.notna(), None)
    rows = [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]
    bills = list(dict.fromkeys(row["bill_id"] for row in rows))
    moves = override_moves(congress=congress, record=record)
    parts = []
    for number, bill in enumerate(bills, 1):
        answer = margin(bill, record=record)
        figures = [draw("margin", [bill], record)]
        material = Material(answer, answer, figures, _kept(answer), moves)
        parts.append(part(material, f"part-{number}"))
    figure = draw("overrides", [], record, congress=congress)
    opening = introduction(rows, figure, _untried(record, congress, bills))
    return _made(Page(title(congress), parts, MADE_FROM, lead(rows), opening))


def _made(page: Page) -> Report:
    return Report(replace(page, made_from=page.made_from.format(version=__version__)))


def _moves(whole: "Margin", record: Record) -> dict[str, list["Move"]]:
    """Tell who moved between passage and override, where the bill came to one."""
    if whole.bill is None or not any(vote.role == "override" for vote in whole.votes):
        return {}
    from votekit.api.overrides import override_moves

    return override_moves(bill=whole.bill.id, record=record)


def _untried(record: Record, congress: int, bills: Sequence[str]) -> list[tuple[str, Action]]:
    """Find the vetoes in the fetched actions on which neither chamber voted."""
    rows = [row for layer in record.layers for row in layer.read("actions", Wanted()).to_pylist()]
    chosen: dict[str, list[Any]] = {}
    for row in rows:
        if row["congress"] == congress and row["kind"] in VETOED and row["bill_id"] not in bills:
            chosen.setdefault(row["bill_id"], []).append(row)
    return [(bill, bill_actions(chosen[bill])[-1]) for bill in sorted(chosen)]


def _whole(answer: "Margin", record: Record) -> "Margin":
    """Give the answer on the bill where the question was of one roll call of it."""
    if answer.bill is None or isinstance(find(record, answer.query), FoundBill):
        return answer
    return margin(answer.bill.id, record=record)


def _figures(answer: "Margin", record: Record) -> list[Figure]:
    if not answer.votes:
        return []
    tries = [vote.vote_id for vote in answer.votes if vote.role == "override"]
    before = [vote.vote_id for vote in answer.votes if vote.vote_id not in tries]
    ids = [vote.vote_id for vote in answer.votes]
    seats = [group for group in (before, tries) if group]
    return [
        draw("margin", [answer.query], record),
        *(draw("hemicycle", group, record) for group in seats),
        draw("split", ids, record),
        *(draw("map", [vote_id], record) for vote_id in seats[0]),
    ]


def draw(kind: str, references: Sequence[str], record: Record, **options: Any) -> Figure:
    """Draw a picture as a page needs it: read once, drawn light and dark, wide and narrow."""
    loaded = KINDS[kind].load(Asked(tuple(references), options, record))
    chart = getattr(import_module(f"votekit.charts.{kind}"), f"{kind}_chart")
    styles = (style_of(theme, size, titles=False) for theme, size in LOOKS)
    drawn = [chart(*loaded, style) for style in styles]
    wide, wide_dark, narrow, narrow_dark = drawn
    table = seats_table(wide) if kind == "hemicycle" else None
    return Figure(wide, wide_dark, narrow, narrow_dark, table)


def _kept(answer: "Margin") -> dict[str, str]:
    """Say, by address, of which documents the store has a copy; not where, since pages travel."""
    try:
        documents = Documents(user_directory())
        return _fetched_documents(answer, documents)
    except StoreError:
        return {}  # no home, or damage to the copies: neither touches the answer


def _fetched_documents(answer: "Margin", documents: Documents) -> dict[str, str]:
    return {
        document.url: f"kept in the store, fetched on {spell_date(document.fetched_at.date())}"
        for vote in answer.votes
        for document in documents.of_rollcall(
            (vote.chamber, vote.congress, vote.session, vote.number)
        )
    }


def _save_markdown(page: Page, path: Path) -> None:
    """Write the pictures first, each whole, then the page that names them."""
    from votekit.pages.markdown import as_markdown

    refuse_without_folder(path)
    folder = path.with_name(f"{path.stem}_files")
    text, pictures = as_markdown(page, folder.name)
    try:
        if pictures:
            folder.mkdir(exist_ok=True)
    except OSError as error:
        why = error.strerror or error
        raise RequestError(f"{folder} cannot be made ({why}): name another place.") from error
    for name, drawn in pictures.items():
        write_whole(drawn.encode(), folder / name)
    write_whole(text.encode(), path)

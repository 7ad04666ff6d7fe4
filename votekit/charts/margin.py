"""The margin chart: yeas and nays against the number needed.

Each roll call is a bar of all members listed: yeas from the left, nays from the right, whoever was
away between them. A tick stands at the number that the question itself needed; where a veto is
possible, a second one stands at two-thirds. The note below says what those away could have changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from votekit.analysers.lines import Measured, measured
from votekit.analysers.margin import Margin
from votekit.analysers.verdict import NOT_SUBJECT, PROOF
from votekit.charts.chart import Row, VoteChart, Words, building, finish, tips, x_value
from votekit.charts.lettering import text_width, wrap
from votekit.charts.rollcall_story import veto_told
from votekit.charts.theme import Style
from votekit.errors import RequestError
from votekit.rules import RULES, breaks_ties
from votekit.words.bars import VETO_LINE
from votekit.words.counts import counted, number_word
from votekit.words.dates import spell_date
from votekit.words.disagreement import with_disagreements
from votekit.words.fate import fate_clause
from votekit.words.names import bill_name, chamber_name, congress_name
from votekit.words.sources import rollcall_line, source_line
from votekit.words.text import capitalized, listed
from votekit.words.turnout import more_than_needed, turnout_told

FRACTIONS = {"1/2": "majority", "2/3": "two-thirds", "3/5": "three-fifths"}
POSITIONS = ["yea", "away", "nay"]
HELPERS = ("line", "heading", "heading_width", "day", "reading", "note")
"""Fields of the rows that serve the drawing only."""
INSIDE = 70
"""Pixels at the size ``web`` that a part of the bar needs to hold its number."""


def margin_chart(answers: Sequence[Margin], style: Style) -> VoteChart:
    """Draw the margins of bills or roll calls, one bar for each roll call.

    Raises
    ------
    RequestError
        When an answer has no roll call, or a fixed height cannot hold all of them.
    """
    rollcalls = measured(answers)
    rows = margin_rows(rollcalls, style, several=len(answers) > 1)
    plan = _plan(rows, style)
    _refuse_too_many(len(rows), style, plan.step)
    with building():
        y = alt.Y("vote_id:N", sort=None, axis=None, scale=alt.Scale(padding=0))
        base = alt.Chart().encode(y=y)
        layers = [*_bars(base, plan), *_thresholds(base, plan), *_labels(base, plan)]
        return finish(
            "margin",
            layers,
            rows,
            margin_words(answers, rollcalls),
            style,
            plot=len(rows) * plan.step,
            helpers=HELPERS,
        )


def _refuse_too_many(count: int, style: Style, step: float) -> None:
    height = style.size.height
    if height is not None and count > 1 and count * step > height - style.type(90):
        raise RequestError(
            f"{count} roll calls do not fit into {height} pixels: name fewer, or take --size web, "
            "which grows."
        )


@dataclass(frozen=True)
class Plan:
    """Heights of one roll call in pixels: its bar, the words above and below it.

    ``stacked`` puts the words of the two lines above one another, ``leftward`` says which stand to
    the left of their line.
    """

    style: Style
    above: float
    bar: float
    below: float
    stacked: bool
    leftward: dict[str, bool]

    @property
    def step(self) -> float:
        """The height from one roll call to the next."""
        return self.above + self.bar + self.below + self.style.type(14)

    @property
    def shift(self) -> float:
        """How far the bar stands below the middle of its band."""
        return (self.above - self.below) / 2

    @property
    def height(self) -> str:
        """The bar's height, which takes part of the slack of a fixed size, as an expression."""
        slack = f"(bandwidth('y') - {self.step}) * 0.6"
        return f"min({self.bar} + max(0, {slack}), {self.bar * 3})"

    def under(self, pixels: float) -> dict[str, str]:
        """Return a place so far under the bar."""
        return {"expr": f"{self.shift} + {self.height} / 2 + {pixels}"}

    def over(self, pixels: float) -> dict[str, str]:
        """Return a place so far above the bar."""
        return {"expr": f"{self.shift} - {self.height} / 2 - {pixels}"}


def _plan(rows: Sequence[Row], style: Style) -> Plan:
    lines = max((row["note"].count("\n") + 1 for row in rows if row["note"]), default=0)
    size = style.type(12)

    def overflows(field: str, words: str) -> bool:
        """Tell whether words right of their line would run out of the picture in any row."""
        return any(
            row[field] / row["listed"] * style.room + text_width(words, size) + style.type(14)
            > style.room
            for row in rows
            if row[field]
        )

    vetoes = any(row["needed_to_override"] not in (None, row["needed"]) for row in rows)
    veto_left = overflows("needed_to_override", f"{VETO_LINE}: 000")
    longest = max((row["line"] for row in rows), key=len)
    own_left = overflows("needed", f"{longest} 000") or vetoes
    stacked = vetoes and veto_left
    return Plan(
        style=style,
        above=style.type(24 + 16 * (1 + stacked) + 17 * style.narrow),
        bar=style.type(28),
        below=style.type(20 + 15 * lines),
        stacked=stacked,
        leftward={"needed": own_left, "needed_to_override": veto_left},
    )


def _share(field: str, **more: Any) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=None, **more)


def _bars(base: alt.Chart, plan: Plan) -> list[alt.Chart]:
    style, theme = plan.style, plan.style.theme
    look: Row = {"height": {"expr": plan.height}, "yOffset": plan.shift}
    fills = alt.Scale(
        domain=POSITIONS, range=[theme.accent, theme.background, theme.light(theme.accent)]
    )
    bars = (
        base.transform_calculate(away="datum.present + datum.not_voting")
        .transform_fold([*POSITIONS], as_=["position", "members"])
        .transform_calculate(
            share="datum.members / datum.listed",
            place=f"indexof({POSITIONS}, datum.position)",
            told="datum.heading + ': ' + datum.members + ' ' + datum.position",
        )
        .mark_bar(stroke=theme.accent, strokeWidth=style.type(1), **look)
        .encode(
            x=_share("share", stack="zero"),
            color=alt.Color("position:N", scale=fills, legend=None),
            order=alt.Order("place:Q"),
            description=alt.Description("told:N"),
            tooltip=tips(heading="Roll call", position="Position", members="Members"),
        )
    )
    hatching = (
        base.transform_calculate(at="sequence(1 - datum.nay / datum.listed + 0.004, 1, 0.009)")
        .transform_flatten(["at"])
        .mark_tick(orient="vertical", thickness=style.type(1), aria=False, **look)
        .encode(x=_share("at"))
    )
    return [bars, hatching] if theme.hatched else [bars]


def _thresholds(base: alt.Chart, plan: Plan) -> list[alt.Chart]:
    """Draw the line of the question, and beside it that of an override."""
    style = plan.style
    layers = []
    for field, words, raised in (
        ("needed", "datum.line + ' ' + datum.needed", False),
        ("needed_to_override", f"'{VETO_LINE}: ' + datum.needed_to_override", plan.stacked),
    ):
        drawn = f"isValid(datum.{field})"
        if field != "needed":
            drawn += f" && datum.{field} != datum.needed"
        line = base.transform_filter(drawn).transform_calculate(
            at=f"datum.{field} / datum.listed", words=words
        )
        reach = style.type(8 + 16 * raised)
        for width, color in ((5, style.theme.background), (2.5, style.theme.ink)):
            tick = line.mark_tick(
                orient="vertical",
                height={"expr": f"{plan.height} + {reach}"},
                thickness=style.type(width),
                yOffset=plan.shift - reach / 2,
                color=color,
                aria=False,
            )
            layers.append(tick.encode(x=_share("at")))
        leftward = plan.leftward[field]
        text = line.mark_text(
            style="label",
            align="right" if leftward else "left",
            baseline="alphabetic",
            dx=style.type(-5 if leftward else 5),
            dy=plan.over(reach - style.type(5)),
        )
        layers.append(text.encode(x=_share("at"), text=alt.Text("words:N")))
    return layers


def _labels(base: alt.Chart, plan: Plan) -> list[alt.Chart]:
    """Write the roll call above its bar, the counts in it or below it, and the note."""
    style, theme = plan.style, plan.style.theme
    left, right = x_value(0), x_value("width")
    first = style.type(13 + 16 * (1 + plan.stacked))
    title = plan.over(first + style.type(17) * style.narrow)
    wide = f"* width / datum.listed > {style.type(INSIDE)}"
    base = base.transform_calculate(
        yeas="datum.yea + ' yea'",
        nays="datum.nay + ' nay'",
        inside=f"datum.yea {wide}",
        nay_inside=f"datum.nay {wide}",
        away="datum.present + datum.not_voting",
    ).transform_calculate(
        rest="(datum.away ? datum.away + ' away' : '')"
        " + (datum.away && datum.nay && !datum.nay_inside ? ', ' : '')"
        " + (datum.nay && !datum.nay_inside ? datum.nays : '')"
    )
    unders = plan.under(style.type(15))
    inside = {"expr": f"{plan.shift} + {style.type(4.5)}"}
    pad = style.type(8)

    def words(look: str, dy: Any, align: Any = "left", **more: Any) -> Row:
        return {"style": look, "dy": dy, "align": align, "baseline": "alphabetic", **more}

    measure_x, side = (left, "left") if style.narrow else (right, "right")
    return [
        base.mark_text(**words("heading", title)).encode(x=left, text=alt.Text("heading:N")),
        base.mark_text(**words("note", title, dx={"expr": "datum.heading_width"})).encode(
            x=left, text=alt.Text("day:N")
        ),
        base.mark_text(**words("value", plan.over(first), side, color=theme.accent)).encode(
            x=measure_x, text=alt.Text("reading:N")
        ),
        base.transform_filter("datum.inside")
        .mark_text(**words("value", inside, dx=pad, color=theme.background))
        .encode(x=left, text=alt.Text("yeas:N")),
        *(
            base.transform_filter("datum.nay_inside")
            .mark_text(**words("value", inside, "right", dx=-pad, **ground))
            .encode(x=right, text=alt.Text("nays:N"))
            for ground in _grounds(style)
        ),
        base.transform_filter("!datum.inside")
        .mark_text(**words("label", unders))
        .encode(x=left, text=alt.Text("yeas:N")),
        base.mark_text(**words("label", unders, "right")).encode(x=right, text=alt.Text("rest:N")),
        base.mark_text(
            **words("note", plan.under(style.type(33)), lineBreak="\n", lineHeight=style.type(15))
        ).encode(x=left, text=alt.Text("note:N")),
    ]


def _grounds(style: Style) -> list[Row]:
    """Return the looks of words in a nay: on hatching they take a ground of their own first."""
    if not style.theme.hatched:
        return [{}]
    return [{"stroke": style.theme.background, "strokeWidth": style.type(6), "aria": False}, {}]


def margin_rows(rollcalls: Sequence[Measured], style: Style, *, several: bool) -> list[Row]:
    """Return the data behind the chart: one row for each roll call, all counts of members.

    ``needed`` is what the question itself took, ``needed_to_override`` what an override takes,
    empty where no veto is possible; ``needed_if_all_vote`` is what the question had taken of all
    ``listed``.
    """
    return [
        {
            "vote_id": one.vote.vote_id,
            "bill": one.bill,
            "chamber": one.chamber,
            "date": one.vote.date.isoformat(),
            "question": one.vote.question,
            "yea": one.vote.yea,
            "nay": one.vote.nay,
            "present": one.vote.present,
            "not_voting": one.vote.not_voting,
            "listed": one.listed,
            "vice_president": one.vote.vice_president,
            "needed": one.needed,
            "needed_for": one.vote.rule.label,
            "above_needed": one.spare,
            "needed_to_override": one.veto,
            "above_override": None if one.veto is None else one.vote.yea - one.veto,
            "needed_if_all_vote": one.needed_of_all,
            "outcome": one.outcome,
            "source": one.vote.source_url,
            **_shown(one, style, several=several),
        }
        for one in rollcalls
    ]


def _line(one: Measured) -> str:
    """Name the line of the question."""
    if one.veto == one.needed:
        return "two-thirds, also to override a veto:"
    return FRACTIONS[one.vote.rule.fraction]


def _shown(one: Measured, style: Style, *, several: bool) -> Row:
    """Return the words that stand at a roll call's bar."""
    name = chamber_name(one.chamber)
    if several and one.bill:
        name = f"{one.bill}, {name}"
    if one.vote.stage == "override":
        name += " on the veto,"
    heading = f"{name} {one.count}"
    return {
        "line": _line(one),
        "heading": heading,
        "heading_width": text_width(f"{heading}  ", style.type(15), bold=True),
        "day": spell_date(one.vote.date),
        "reading": measure(one),
        "note": "\n".join(wrap(_note(one), style.room, style.type(12))),
    }


def _note(one: Measured) -> str:
    told = [f"{_turnout(one)}."] if one.away else [f"All {one.listed} voted."]
    if one.vote.vice_president:
        name = one.vote.vice_president_name
        who = f"Vice President {name}" if name else "The Vice President"
        told.append(f"{who} voted {one.vote.vice_president}.")
    return " ".join(told)


def _turnout(one: Measured) -> str:
    vote = one.vote
    ties = breaks_ties(RULES[vote.rule.key])
    return turnout_told(vote.yea, vote.nay, one.away, one.needed_of_all, ties=ties)


def measure(one: Measured) -> str:
    """Say how the yeas stand against the number needed."""
    vote = one.vote
    if vote.yea == vote.nay and breaks_ties(RULES[vote.rule.key]):
        return "tie broken by the Vice President" if vote.vice_president else "a tie"
    if one.proof and one.veto is not None:
        return f"{more_than_needed(vote.yea - one.veto)} to override"
    purpose = " to override" if vote.stage == "override" else ""
    if one.spare < 0:
        return f"{-one.spare} short of the {one.needed} needed{purpose}"
    return f"{more_than_needed(one.spare)}{purpose}"


def margin_words(answers: Sequence[Margin], rollcalls: Sequence[Measured]) -> Words:
    """Return the words of the chart."""
    first = rollcalls[0].vote
    documents = [(one.chamber, one.vote.source_url) for one in rollcalls]
    if len(answers) > 1:
        headline, subtitle = _of_several(answers, rollcalls), "Yeas against the number needed"
    elif len(rollcalls) == 1:
        headline = _of_rollcall(rollcalls[0])
        asked = rollcall_line(first.chamber, first.number, first.date, first.question)
        subtitle = with_disagreements(asked, first.disagreements) + _became(answers[0])
    else:
        headline, subtitle = _of_bill(answers[0], rollcalls), _named(answers[0])
    return Words(
        headline=headline,
        subtitle=subtitle,
        source=source_line(documents, _source_of_fate(answers)),
        alt=f"{headline}.",
        description=" ".join(_told(one) for one in rollcalls),
        source_urls=list(dict.fromkeys(address for _, address in documents)),
    )


def _named(answer: Margin) -> str:
    assert answer.bill is not None
    name = f"{bill_name(answer.bill.id)}, {congress_name(answer.bill.congress)}"
    name = f"{name}: {answer.bill.title}" if answer.bill.title else name
    became = _became(answer)
    return f"{name.rstrip('.')}{became}" if became else name


def _became(answer: Margin) -> str:
    """Say what became of a bill, as a sentence that is added; nothing where only votes tell."""
    fate = answer.fate
    # What the votes on a veto show is in the picture.
    if fate is None or not (fate.law or fate.vetoed):
        return ""
    return f". {capitalized(fate_clause(fate))}."


def _source_of_fate(answers: Sequence[Margin]) -> list[str]:
    """Name the document that tells what became of the bill, where the chart says so."""
    fate = answers[0].fate
    # A roll call on the veto is among the sources already.
    if len(answers) > 1 or fate is None or not _became(answers[0]) or fate.source == "roll call":
        return []
    return [f"{fate.source}, {fate.source_url.split('://')[-1]}"]


def _of_several(answers: Sequence[Margin], rollcalls: Sequence[Measured]) -> str:
    if len(answers) == len(rollcalls):
        many, all_of_them = [one.outcome == "passed" for one in rollcalls], len(rollcalls)
        fractions = {one.vote.rule.fraction for one in rollcalls}
        did = "votes reached two-thirds" if fractions == {"2/3"} else "votes carried"
    else:
        many, all_of_them = [answer.verdict == PROOF for answer in answers], len(answers)
        what = "bills" if all(answer.bill for answer in answers) else "bills and votes"
        did = f"{what} reached two-thirds in both chambers"
    return f"{capitalized(number_word(sum(many)))} of {number_word(all_of_them)} {did}"


def _of_rollcall(one: Measured) -> str:
    """Say what was done, and what is to spare for an override where that is the news."""
    brief = one.vote.brief
    if one.vote.stage == "override" and one.spare < 0:
        return f"{brief.split(f', {one.count}')[0]}, {one.count}, {measure(one)}"
    return f"{brief}, {measure(one)} a veto" if one.proof else brief


def _of_bill(answer: Margin, rollcalls: Sequence[Measured]) -> str:
    name = rollcalls[0].bill
    tries = [one for one in rollcalls if one.vote.role == "override"]
    if tries:
        return veto_told(name, tries)
    if answer.verdict == NOT_SUBJECT:
        return "; ".join(one.vote.brief for one in rollcalls)
    counts = listed([_passed(one) for one in rollcalls])
    if answer.verdict == PROOF:
        spares = listed(
            [
                f"{one.vote.yea - (one.veto or 0)} in the {chamber_name(one.chamber)}"
                for one in rollcalls
            ]
        )
        return f"{name} passed with votes to spare for an override: {spares}"
    if all(one.outcome == "passed" for one in rollcalls):
        return f"{name} passed {counts}"
    return f"{name}: {counts}"


def _passed(one: Measured) -> str:
    told = f"the {chamber_name(one.chamber)} {one.count}"
    if not one.vote.vice_president:
        return told
    return f"{told}, with the Vice President breaking the tie,"


def _told(one: Measured) -> str:
    vote = one.vote
    told = (
        f"{chamber_name(vote.chamber)}, {spell_date(vote.date)}: {counted(vote.yea, 'yea')}, "
        f"{counted(vote.nay, 'nay')}, {one.away} away; {one.needed} needed ({vote.rule.label})"
    )
    if one.veto is not None:
        told += f", {one.veto} to override a veto"
    return f"{told}. {_turnout(one)}." if one.away else f"{told}."

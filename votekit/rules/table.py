"""The rules: the fraction, what it is taken of, and by what authority."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule: the fraction, the base it is taken of, and the authority.

    ``base`` is ``voting`` (yeas and nays), ``present`` (those and the members who answered
    present), ``sworn`` (all senators listed) or ``none`` (nothing is decided by yeas and nays).
    """

    key: str
    fraction: str
    base: str
    authority: str
    label: str
    tie_carries: bool = False


_RULE_LIST = (
    Rule(
        "majority-house",
        "1/2",
        "voting",
        "House Rule XX, clause 1(c): a tie loses",
        "majority of members voting",
    ),
    Rule(
        "majority-senate",
        "1/2",
        "voting",
        "U.S. Const. art. I, § 3, cl. 4: the Vice President may break a tie",
        "majority of senators voting",
    ),
    Rule(
        "override",
        "2/3",
        "voting",
        "U.S. Const. art. I, § 7; Missouri Pacific Ry. v. Kansas, 248 U.S. 276 (1919)",
        "two thirds of members voting, to pass over a veto",
    ),
    Rule(
        "suspension",
        "2/3",
        "voting",
        "House Rule XV, clause 1",
        "two thirds of members voting, to suspend the rules",
    ),
    Rule(
        "constitutional-amendment",
        "2/3",
        "voting",
        "U.S. Const. art. V; National Prohibition Cases, 253 U.S. 350 (1920)",
        "two thirds of members voting, to propose a constitutional amendment",
    ),
    Rule(
        "treaty",
        "2/3",
        "present",
        "U.S. Const. art. II, § 2",
        "two thirds of senators present, to advise and consent to a treaty",
    ),
    Rule(
        "conviction",
        "2/3",
        "present",
        "U.S. Const. art. I, § 3",
        "two thirds of senators present, to convict on impeachment",
    ),
    Rule(
        "expulsion",
        "2/3",
        "voting",
        "U.S. Const. art. I, § 5",
        "two thirds of members voting, to expel a member",
    ),
    Rule(
        "suspend-senate-rule",
        "2/3",
        "voting",
        "Senate Rule V and precedents under it",
        "two thirds of senators voting, to suspend a standing rule",
    ),
    Rule(
        "cloture",
        "3/5",
        "sworn",
        "Senate Rule XXII, since March 7, 1975",
        "three fifths of senators duly chosen and sworn, to invoke cloture",
    ),
    Rule(
        "cloture-rules",
        "2/3",
        "voting",
        "Senate Rule XXII, paragraph 2",
        "two thirds of senators voting, to invoke cloture on changing Senate rules",
    ),
    Rule(
        "cloture-nomination",
        "1/2",
        "voting",
        "Senate precedents of Nov. 21, 2013, and, for the Supreme Court, April 6, 2017",
        "majority of senators voting, to invoke cloture on a nomination",
    ),
    Rule(
        "budget-waiver",
        "3/5",
        "sworn",
        "Congressional Budget Act § 904",
        "three fifths of senators duly chosen and sworn, to waive a budget point of order",
    ),
    Rule(
        "budget-appeal",
        "3/5",
        "sworn",
        "Congressional Budget Act § 904(d)",
        "three fifths of senators duly chosen and sworn, to overturn the Chair on a budget point "
        "of order",
    ),
    Rule(
        "budget-waiver-majority",
        "1/2",
        "voting",
        "Congressional Budget Act §§ 303 and 425(a)(2): a majority waives them, as in "
        "s390-111.2009 and s111-112.2011",
        "majority of senators voting, to waive sections 303 or 425(a)(2) of the Budget Act",
    ),
    Rule(
        "chair",
        "1/2",
        "voting",
        "Senate Rule XX; House Rule I, clause 5: on a tie the Chair's decision stands",
        "half of members voting, for the Chair's decision to stand",
        tie_carries=True,
    ),
    Rule(
        "sixty-votes",
        "3/5",
        "sworn",
        "an order or agreement of the Senate that the source states; three fifths of senators "
        "sworn",
        "three fifths of senators duly chosen and sworn, as agreed for this question",
    ),
    Rule(
        "tax-rate",
        "3/5",
        "voting",
        "House Rule XXI, clause 5(b)",
        "three fifths of members voting, to raise income-tax rates",
    ),
    Rule(
        "corrections",
        "3/5",
        "voting",
        "House Corrections Calendar (H. Res. 168 of the 104th Congress, June 20, 1995)",
        "three fifths of members voting, to pass a bill from the Corrections Calendar",
    ),
    Rule(
        "two-thirds",
        "2/3",
        "voting",
        "the fraction that the source states",
        "two thirds of members voting, as the source states",
    ),
    Rule(
        "election",
        "1/2",
        "none",
        "House precedents: a majority of those voting for a person by name",
        "majority of those voting for a person by name",
    ),
    Rule("quorum", "", "none", "House Rule XX; Senate Rule VI", "no question put: who is present"),
)
RULES = {rule.key: rule for rule in _RULE_LIST}
RULE_FRACTIONS = {"1/2": (1, 2), "2/3": (2, 3), "3/5": (3, 5), "": (0, 1)}

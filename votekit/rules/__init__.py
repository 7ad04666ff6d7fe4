"""What majority a question needs, of whom, by what authority, and the outcome that follows.

The rule is read from the question first; where the question does not tell, the fraction that the
source states decides (a 60-vote agreement of the Senate is in no question). All arithmetic is in
integers. Authorities: docs/rules.md, "What a question needs".

Examples
--------
>>> question = Question("senate", "On the Cloture Motion", "On the Cloture Motion", "", "3/5")
>>> rule_of(question).key
'cloture'
>>> needed(RULES["cloture"], yea=59, nay=41, present=0, listed=100)
60
>>> outcome(RULES["cloture"], yea=59, nay=41, present=0, listed=100)
'failed'
"""

from votekit.rules.outcomes import breaks_ties, needed, outcome, recorded_outcome
from votekit.rules.question import Question, is_override, is_titled_amendment
from votekit.rules.reading import rule_of
from votekit.rules.stages import TEXT_STAGES, VETOABLE, goes_to_president, stage_of
from votekit.rules.table import RULES, Rule

__all__ = [
    "RULES",
    "TEXT_STAGES",
    "VETOABLE",
    "Question",
    "Rule",
    "breaks_ties",
    "goes_to_president",
    "is_override",
    "is_titled_amendment",
    "needed",
    "outcome",
    "recorded_outcome",
    "rule_of",
    "stage_of",
]

"""Two readings of one policy in, the judged redline out: compare, then judge."""

from redline.comparison import compare
from redline.materiality import judge
from redline.rules import RuleSet
from redline.types import Assessment, Reading


def assess(before: Reading, after: Reading, rules: RuleSet | None = None) -> Assessment:
    """What changed from `before` to `after` and how much it matters, by `rules` (those shipped, where None).

    `suspect` is set where one side may not be the policy at all: the verdict is then about what was captured, not
    about what the service promises.
    """
    return judge(compare(before, after), before, after, rules)

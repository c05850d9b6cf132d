r"""Dollars that are read otherwise than they are meant.

A formula stands between two `$` with no space inside of them and no figure behind the last, so that
"$5 and $10" is money. `$ x^2 $` is no formula, therefore, and "$5 or 10$" is one. Of a dollar that
is money write `\$`.

bad:
  - question: What is the derivative of $ x^2 $?
    answer: $2x$
    markup: markdown
good:
  - question: What is the derivative of $x^2$?
    answer: $2x$
    markup: markdown
  - question: How much is a quarter of $40, in dollars?
    answer: $10
    markup: markdown
"""

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Maths, Text

_NOT_CLOSED = pattern(
    r"\$\$?(?:\s+[^$\n]{1,200}?\s*|[^$\s][^$\n]{0,200}?\s+)\$\$?(?!\w)"
    r"|\$[^$\n]{0,60}?(?:\\[A-Za-z]{2}|[A-Za-z\d)}][\^_][\w{]).{0,60}"
)
_LIKE_TEX = pattern(r"\\[A-Za-z]|[\^_=]|^\$+\s*[A-Za-z]\s*\$+$|[A-Za-z]\s*[-+/<>]\s*\w")
_TEXT = pattern(r"\\(?:text\w*|mbox|mathrm|operatorname|ce)\s*\{[^{}]*\}")
_PROSE = pattern(
    r"(?i)(?<=[\w.,)])\s(?:and|or|to|per|of|is|was|for|the|but|und|oder|et|ou|y)\s|[a-z]{4,} [a-z]{4,}"
)


@warning()
def dollars(written: Written) -> Hits:
    """Return a hit on a text with a formula that is none, or with words that are one."""
    for formula in written.of(Maths):
        if _PROSE.search(_TEXT.sub("", formula.source)) and "\\" not in formula.source:
            said = f"`${formula.source[:60]}$` is read as a formula"
            yield written.hit(
                said, r"write `\$` where it is money, and words of a formula as `\text{…}`"
            )
            return
    for text in written.of(Text):
        found = _NOT_CLOSED.search(text.text)
        if found and _LIKE_TEX.search(found[0]):
            said = f"`{found[0][:60]}` is shown as it stands, and not as a formula"
            fix = "write a formula as `$x^2$`: no space inside, no figure behind"
            yield written.hit(said, fix, found[0])
            return

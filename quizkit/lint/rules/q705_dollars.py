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

_TEX = r"\\[A-Za-z]|(?<![A-Za-z_])[A-Za-z]_(?:\{|\w(?!\w))|[\w)}]\^[\w{(]"
_SHORT = r"^\$+\s*(?!.*[A-Za-z]{3})[\w\s+\-=*/<>().,|]{1,16}\$+$"
_SPACED = pattern(r"(?<!\d)\$\$?(?:\s+[^$\n]{1,200}?\s*|[^$\s][^$\n]{0,200}?\s+)\$\$?(?!\w)")
_LIKE_TEX = pattern(f"{_TEX}|{_SHORT}")
_OPEN = pattern(rf"\$(?!\s)[^$\n]{{0,60}}?(?:{_TEX})[^$\n]{{0,60}}")
_TEXT = pattern(r"\\(?:text\w*|mbox|mathrm|operatorname|ce)\s*\{[^{}]*\}")
_PROSE = pattern(
    r"(?i)(?<=[\w.,)])\s(?:and|or|to|per|of|is|was|for|the|but|und|oder|et|ou|y)\s"
    r"|[a-z]{4,} [a-z]{4,}|[`\"]"
)


def _stray(text: str) -> str:
    """Return what was to be a formula, and is text; empty if nothing was."""
    spaced = _SPACED.search(text)
    if spaced and _LIKE_TEX.search(spaced[0]):
        return spaced[0]
    found = _OPEN.search(text)
    return found[0] if found else ""


@warning()
def dollars(written: Written) -> Hits:
    """Return a hit on a text with a formula that is none, or with words that are one."""
    for formula in written.of(Maths):
        if _PROSE.search(_TEXT.sub("", formula.source)) and "\\" not in formula.source:
            said = f"`${formula.source[:60]}$` is read as a formula"
            fix = r"write `\$` where it is money, and words of a formula as `\text{…}`"
            yield written.hit(said, fix, f"${formula.source}$")
            return
    for text in written.of(Text):
        if found := _stray(text.text):
            said = f"`{found[:60]}` is shown as it stands, and not as a formula"
            fix = "write a formula as `$x^2$`: no space inside, no figure behind"
            yield written.hit(said, fix, found)
            return

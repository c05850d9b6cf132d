r"""A formula that is shown as its source.

A terminal has a sign for most of what a formula is made of: of α, x², √2 and (a+1)/b. What it has none
for stays as it is written, such as a diagram or a macro of your own, and learners see the TeX. Write
it another way, if there is one.

bad:
  - question: What is $\begin{tikzcd} A \arrow[r] & B \end{tikzcd}$ in a category?
    answer: a morphism
    markup: markdown
good:
  - question: What is $f\colon A \to B$ in a category?
    answer: a morphism
    markup: markdown
"""

from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import Maths, MathsBlock
from quizkit.markup.maths import stays_source


@warning()
def formula_as_source(written: Written) -> Hits:
    """Return a hit on a text with a formula of which some part stays as its source."""
    for formula in written.of(Maths, MathsBlock):
        for part in stays_source(formula.source)[:1]:
            said = f"`{part}` of a formula is shown as its source"
            yield written.hit(said, "write it another way, or in words", part)
            return

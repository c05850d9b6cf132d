"""A heading, an item or a quotation in an answer.

What is typed or picked is read as running text, in which no list, heading or quotation begins: `1985.`
and `- 5` stay what they are. So the sign before `# Paris` is shown, and judged.

bad:
  - question: Which city is the capital of Peru?
    answer: "# Lima"
    markup: markdown
good:
  - question: Which city is the capital of Peru?
    answer: "**Lima**"
    markup: markdown
"""

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written

_BEGINS = pattern(r"(#{1,6}|[-*+]|>) (?=[^\W\d_]{2})")


@warning()
def block_in_answer(written: Written) -> Hits:
    """Return a hit on an answer or option that begins as a block does."""
    key = written.checked.key
    if not written.is_inline or (key and key.type.is_literal) or written.checked.code:
        return
    if found := _BEGINS.match(written.text):
        said = f"`{found[1]}` begins nothing in an answer: it is shown and judged with the words"
        yield written.hit(said, "leave it out")

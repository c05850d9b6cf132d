"""One card twice.

The same prompt and answer, in two forms: one is enough, and twice the reviews teach no more.

bad:
  - question: What is the capital of Peru?
    answer: Lima
  - question: What is the capital of Peru?
    answer: Lima
    distractors: [Quito, Bogota]
good:
  - question: What is the capital of Peru?
    answer: Lima
  - question: What is the capital of Chile?
    answer: Santiago
"""

from quizkit.lint.rule import CheckedDeck, Hits, warning
from quizkit.lint.twins import same_prompt


@warning()
def same_prompt_same_answer(deck: CheckedDeck) -> Hits:
    """Return a hit on a card whose prompt an earlier one has, with the same answer."""
    return same_prompt(deck, same_answer=True)

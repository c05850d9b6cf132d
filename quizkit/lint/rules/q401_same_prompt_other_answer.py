"""One prompt with two answers.

Two cards ask the same, but for a mark or a capital letter, and want different answers: whoever
knows both gets one wrong. A card asked in reverse counts too. Where both have ids of their own, or
are words that letter case may tell apart (sie and Sie), this is a warning.

bad:
  - question: How do you say "to be" in Spanish?
    answer: ser
  - question: How do you say "to be" in Spanish
    answer: estar
good:
  - question: How do you say "to be" in Spanish, of what lasts?
    answer: ser
  - question: How do you say "to be" in Spanish, of a place or a state?
    answer: estar
"""

from quizkit.lint.rule import CheckedDeck, Hits, error
from quizkit.lint.twins import same_prompt


@error()
def same_prompt_other_answer(deck: CheckedDeck) -> Hits:
    """Return a hit on a card whose prompt an earlier one has, with another answer."""
    return same_prompt(deck, same_answer=False)

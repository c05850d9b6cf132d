"""A prompt that is too long.

More than 35 words or 220 characters: learners come to know such a card by its looks, not by
what it asks. Prompts of several lines, and notes with the tag `vignette`, may be longer.

bad:
  - question: >-
      The Suez Canal, which took ten years to dig and was opened with great pomp in the
      presence of many crowned heads of Europe, was built by a company that was founded by
      a French diplomat, and what was the full name of that diplomat?
    answer: Ferdinand de Lesseps
    type: person
good:
  - question: Which French diplomat founded the company that built the Suez Canal?
    answer: Ferdinand de Lesseps
    type: person
"""

from quizkit.lint.rule import AnyNote, Hits, warning

_MOST_WORDS = 35
_MOST_LETTERS = 220
_SHORT = 150  # letters, however many words they are


@warning()
def long_prompt(checked: AnyNote) -> Hits:
    """Return a hit on a prompt with too many words or characters; vignettes may have them."""
    words, letters = len(checked.words), len(checked.stem)
    if letters < _SHORT or "\n" in checked.stem or "vignette" in checked.note.tags:
        return
    if letters > _MOST_LETTERS or words > _MOST_WORDS:
        yield checked.hit(
            f"this prompt has {words} words and {letters} characters",
            "cut it to what is needed to answer; the rest can be the `explanation:`",
        )

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


@warning()
def long_prompt(checked: AnyNote) -> Hits:
    stem = checked.stem
    if len(stem) < 150 or "\n" in stem or "vignette" in checked.note.tags:
        return
    if len(stem) > _MOST_LETTERS or len(checked.words) > _MOST_WORDS:
        yield checked.hit(
            f"this prompt has {len(checked.words)} words and {len(stem)} characters",
            "cut it to what is needed to answer; the rest can be the `explanation:`",
        )

"""A prompt without a word.

Nothing is left of the prompt once punctuation and invisible characters are gone, so nobody
can tell what is asked. A sign, such as one of chess or mathematics, is something.

bad:
  - question: "?"
    answer: Lima
good:
  - question: What is the capital of Peru?
    answer: Lima
"""

from unicodedata import category

from quizkit.lint.rule import AnyNote, Hits, error

_SOMETHING = "LNS"  # letters, numbers, signs: the first letters of their Unicode categories


@error()
def no_words(checked: AnyNote) -> Hits:
    """Return a hit on a prompt of marks alone: without letters, figures or symbols."""
    if not checked.words and {category(char)[0] for char in checked.note.prompt}.isdisjoint(
        _SOMETHING
    ):
        yield checked.hit("there is no word in this prompt", "write what is asked")

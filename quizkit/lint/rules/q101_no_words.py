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


def _says_something(char: str) -> bool:
    return char.isalnum() or category(char).startswith("S")


@error()
def no_words(checked: AnyNote) -> Hits:
    if not checked.words and not any(map(_says_something, checked.note.prompt)):
        yield checked.hit("there is no word in this prompt", "write what is asked")

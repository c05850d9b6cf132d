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

from quizkit.lint.rule import AnyNote, Hits, error


@error()
def no_words(checked: AnyNote) -> Hits:
    if checked.words:
        return
    from unicodedata import category

    if not any(char.isalnum() or category(char)[0] == "S" for char in checked.note.prompt):
        yield checked.hit("there is no word in this prompt", "write what is asked")

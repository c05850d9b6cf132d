"""The words of a picture give the answer away.

Where the picture cannot be shown its words stand in its place, and with them the answer. Say what is
to be seen, as one would to somebody who is to find out.

bad:
  - question: Whose flag is this?
    answer: Japan
    image: {flag.png: The flag of Japan}
good:
  - question: Whose flag is this?
    answer: Japan
    image: {flag.png: A red disc on white}
"""

from quizkit.lint.english import as_line, has_digit, words_of
from quizkit.lint.pictures import Shown, pictures_of
from quizkit.lint.rule import CheckedDeck, Hits, warning

_FEWEST_FIGURES, _FEWEST_LETTERS = 3, 4


def _told(shown: Shown) -> str:
    """Return the right answer that the words of a picture hold; empty if they hold none."""
    said = as_line(words_of(shown.alt))
    note = shown.checked.note
    wrong = set(note.options).difference(*shown.checked.answers)
    if any(as_line(words_of(text)) in said for text in wrong):  # it names what there is to choose
        return ""
    return next((text for text in shown.checked.texts if _stands_in(text, said)), "")


def _stands_in(text: str, line: str) -> bool:
    """Return whether an answer long enough to count stands in a line of words."""
    words = words_of(text)
    fewest = _FEWEST_FIGURES if has_digit(text) else _FEWEST_LETTERS
    return sum(map(len, words)) >= fewest and as_line(words) in line


@warning()
def picture_tells_answer(deck: CheckedDeck) -> Hits:
    """Return a hit on each picture beside a question whose words hold a right answer."""
    for shown in pictures_of(deck):
        if shown.with_question and (told := _told(shown)):
            said = f"the words of the picture hold the right answer `{told}`"
            yield shown.hit(said, "say what is to be seen, not what it is")

"""A question for yes or no.

Half of all guesses are right. Ask for the fact, or write it as a statement that is true or
false, which says so on the screen.

bad:
  - question: Is Pluto a planet?
    answer: no
good:
  - question: As what has Pluto been classified since 2006?
    answer: dwarf planet
  - statement: Pluto is a planet.
    answer: false
"""

from quizkit.lint.english import AUXILIARIES, QUESTION_WORDS, words_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import KeyedNote

_TRUTHS = frozenset("yes no true false".split())
_ASKING_TRUTH = AUXILIARIES | {"true", "false"}
_LONGEST = len("false")


@warning(english=True)
def yes_or_no(checked: CheckedNote[KeyedNote]) -> Hits:
    words, said = checked.words, checked.note.key.shown
    if len(said) > _LONGEST or _TRUTHS.isdisjoint(words_of(said)):
        return
    begin = "".join(words[:1]).removesuffix("n't")
    asks_another_way = QUESTION_WORDS.isdisjoint(words) and not _ASKING_TRUTH.isdisjoint(words)
    if begin in AUXILIARIES or asks_another_way:
        yield checked.hit("this asks for yes or no", "ask for the fact, or write a `statement:`")

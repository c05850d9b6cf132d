"""A word of the prompt in the right option only.

An option that echoes the prompt is picked by learners who know nothing of the matter.

bad:
  - question: Which instrument measures the pressure of the atmosphere?
    answer: atmosphere gauge
    distractors: [thermometer, compass, seismograph]
good:
  - question: Which instrument measures the pressure of the atmosphere?
    answer: barometer
    distractors: [thermometer, compass, seismograph]
"""

from quizkit.lint.english import STOP_WORDS, words_of
from quizkit.lint.rule import CheckedNote, Hits, hint
from quizkit.model import ChoiceNote

_FEWEST_LETTERS = 5


@hint(english=True)
def echo(checked: CheckedNote[ChoiceNote]) -> Hits:
    """Return a hit if a long word of the prompt is in the right option and in no other."""
    right, *wrong = map(words_of, checked.note.options)
    echoes = (set(checked.words) & set(right)).difference(STOP_WORDS, *wrong)
    long = [word for word in echoes if len(word) >= _FEWEST_LETTERS]
    if long:
        said = f"only the right option repeats `{min(long)}`"
        yield checked.hit_answer(said, "reword one of the two")

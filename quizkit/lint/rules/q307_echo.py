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


@hint(english=True)
def echo(checked: CheckedNote[ChoiceNote]) -> Hits:
    asked = {word for word in checked.words if len(word) >= 5 and word not in STOP_WORDS}
    wrong = {word for option in checked.note.options[1:] for word in words_of(option)}
    echoes = asked.intersection(words_of(checked.note.options[0])) - wrong
    if echoes:
        yield checked.hit_answer(
            f"only the right option repeats `{min(echoes)}`", "reword one of the two"
        )

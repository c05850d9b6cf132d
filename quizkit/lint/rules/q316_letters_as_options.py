"""Options that are letters only.

A, B and C of a quiz that was brought over from elsewhere stand for texts, and these are missing:
nobody can tell what to pick. Write the texts as the options. Where letters are meant themselves,
such as vitamins, notes or points, the question says so.

bad:
  - question: Which of the following is a noble gas?
    answer: A
    distractors: [B, C, D]
good:
  - question: Which of the following is a noble gas?
    answer: argon
    distractors: [oxygen, chlorine, hydrogen]
  - question: Which vitamin do oranges hold?
    answer: C
    distractors: [A, B, D]
"""

from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, SeveralChoicesNote

_LETTERED = frozenset(
    "alphabet agar algorithm angle antigen battery blood block bus category cell chord class clef "
    "coenzyme column consonant cup curve dimension drive edge event exhibit film flat format gene "
    "grade grading group hepatitis influenza interval island key keyboard language lane letter "
    "letters level line major mark minor module note notes node paper part pitch plan plane plate "
    "player point points position product rating reactant register scale school section segment "
    "series set sets sharp side sign size star strain street string strings symbol syllable team "
    "terminal tone topic train type types unit vaccine variable variables vector vertex vitamin "
    "vitamins vowel vowels virus winding wire zone".split()
)
"""Words for what has a letter for its name."""
_FEWEST = 3


@warning()
def letters_as_options(checked: CheckedNote[ChoiceNote | SeveralChoicesNote]) -> Hits:
    """Return a hit on options that are the first letters, where nothing says what has letters."""
    letters = sorted(option.strip(" .)(").upper() for option in checked.note.options)
    count = len(letters)
    if count < _FEWEST or "".join(letters) != "ABCDEFGHIJ"[:count]:
        return
    named = {*map(str.upper, checked.words)}.difference("A") & {*letters}
    if not checked.code and not named and _LETTERED.isdisjoint(checked.words):
        yield checked.hit_answer(
            "the options are letters, and no text says what they stand for",
            "write the texts that they stood for as the options",
        )

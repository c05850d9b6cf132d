"""How often, in words that mean something else to everyone.

What is "often" to one is "sometimes" to another, so that options overlap.

bad:
  - question: How do cats land when they fall?
    answer: usually on their feet
    distractors: [often on their back, rarely at all, sometimes on their head]
good:
  - question: On what do falling cats land, thanks to a reflex?
    answer: their feet
    distractors: [their back, their head, their tail]
"""

from quizkit.lint.english import words_of
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, SeveralChoicesNote

_VAGUE = frozenset("usually often rarely sometimes frequently seldom".split())
_OF_WORDS = frozenset("adverb word means mean meaning synonym opposite translate".split())


@warning(english=True)
def vague_frequency(checked: CheckedNote[ChoiceNote | SeveralChoicesNote]) -> Hits:
    if not _OF_WORDS.isdisjoint(checked.words):
        return
    vague = [option for option in checked.note.options if _VAGUE.intersection(words_of(option))]
    if (vague and len(vague) < len(checked.note.options)) or len(vague) > 1:
        yield checked.option_hit(
            vague[0], f"`{vague[0]}` is vague", "give a number, or ask what, not how often"
        )

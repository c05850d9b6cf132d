"""A count or record without its date.

Numbers of members and records change; with a year the card stays true.

bad:
  - question: How many members has the European Union?
    answer: 27
good:
  - question: How many members had the European Union in 2025?
    answer: 27
"""

from quizkit.lint.english import is_year
from quizkit.lint.rule import CheckedNote, Hits, hint
from quizkit.model import ChoiceNote, TypedNote

_AGEING = frozenset("largest biggest tallest richest fastest record population members".split())


@hint(english=True)
def ageing_fact(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    found = _AGEING.intersection(checked.words)
    if found and not any(is_year(word) for word in checked.words):
        yield checked.hit(f"`{min(found)}` may change", "say as of when")

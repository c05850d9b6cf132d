"""An answer that is easily taken for another, and no word about it.

Drugs, bones and compounds have names a letter apart. The other name is judged wrong in any case;
in `reject`, with what it is, the learner is told so.

bad:
  - question: Which glucocorticoid is a prodrug that the liver has to activate?
    answer: prednisone
good:
  - question: Which glucocorticoid is a prodrug that the liver has to activate?
    answer: prednisone
    reject: {prednisolone: That is what the liver makes of it.}
"""

from quizkit.answers.lookalikes import are_of_one_field, lookalikes
from quizkit.lint.english import words_of
from quizkit.lint.rule import CheckedNote, Hits, hint
from quizkit.model import AnswerType, ChoiceNote, TypedNote

_MOST_TOLD = 3


@hint(english=True)
def look_alike(checked: CheckedNote[TypedNote | ChoiceNote]) -> Hits:
    """Return a hit on an answer of one word with look-alikes, none of which the card names."""
    key = checked.note.key
    words = words_of(key.answer)
    if len(words) != 1 or key.reject or key.type not in (AnswerType.AUTO, AnswerType.TEXT):
        return
    named = {*checked.words, *(word for text in checked.note.options for word in words_of(text))}
    others = lookalikes(words[0]) - named.union(map(str.casefold, key.texts))
    told = sorted(one for one in others if _is_alike(words[0], one))[:_MOST_TOLD]
    if told:
        said = f"`{key.answer}` is easily taken for {' or '.join(f'`{one}`' for one in told)}"
        yield checked.hit_answer(said, f"say what it is\nreject: {{{told[0]}: …}}")


def _is_alike(word: str, other: str) -> bool:
    """Return whether learners might take two terms for each other: not Kenya and Kenyan."""
    if word.startswith(other) or other.startswith(word):
        return False
    return are_of_one_field(word, other)

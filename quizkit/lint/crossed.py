"""Every card's answer given to every other card.

The grader never takes the very answer of another note for a slip, so of the millions of pairs of a
large deck only those can end otherwise that are one text but for marks, that are people of one
surname, or that belong to one note. Those are handed to the grader.
"""

from collections import defaultdict
from collections.abc import Iterator

from quizkit.answers.letters import clean, without_marks
from quizkit.grading import grade
from quizkit.lint.entry import Entry, View, words_of
from quizkit.lint.rule import Hit
from quizkit.model import AnswerKey, AnswerType, Blanks, Card, ChoiceNote, TypedNote, answer_texts


def crossed_answers(view: View) -> Iterator[Hit]:
    """Yield the answers that a card takes for right though they are those of another card."""
    alike: dict[str, set[tuple[str, int]]] = defaultdict(set)
    marked: set[str] = set()  # where there are texts with marks, the only ones that can clash
    people: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for entry in view.entries:
        for text in answer_texts(entry.note):
            bare = _bare(text)
            alike[bare].add((text, entry.index))
            if not text.isascii():
                marked.add(bare)
        if entry.key and entry.key.type is AnswerType.PERSON:
            people[_surname(entry.key.answer)].add((entry.key.answer, entry.index))
    for entry in view.entries:
        key = entry.key
        near: set[tuple[str, int]] = set()
        if key and key.type is AnswerType.PERSON:
            near |= people[_surname(key.answer)]
        if marked:
            bares = {_bare(text) for text in answer_texts(entry.note)} & marked
            near |= {pair for bare in bares for pair in alike[bare]}
        if len(near) > 1 or len(entry.blanks) > 1:
            yield from _crossed(entry, near)


def _bare(text: str) -> str:
    return without_marks(clean(text)).casefold()


def _surname(name: str) -> str:
    words = words_of(name)
    return without_marks(words[-1]) if words else ""


def _crossed(entry: Entry, near: set[tuple[str, int]]) -> Iterator[Hit]:
    own = set(answer_texts(entry.note))
    for card in entry.cards:
        keys = _keys(card)
        mine = {_exactly(text) for key in keys for text in key.texts}
        given = {text for text, index in near if index != entry.index}
        if isinstance(card.task, Blanks) and len(keys) == 1:
            given |= own
        for text in sorted(given):
            if _exactly(text) in mine or (isinstance(card.task, Blanks) and len(keys) > 1):
                continue
            verdict = grade(card, text, other_answers={text} - own)
            if verdict.outcome.remembered:
                yield entry.hit_answer(
                    f"`{text}`, the answer of another card, is judged {verdict.outcome.value} here",
                    _fix(card, text),
                )


def _fix(card: Card, text: str) -> str:
    if isinstance(card.task, Blanks):
        return "hide only one of the two, or give both blanks one number"
    if isinstance(card.task, TypedNote | ChoiceNote) and card.task.key.type is AnswerType.PERSON:
        return f"add `reject: [{text}]`; if both are one person, write the name alike"
    return f"add `accents: strict`, or `reject: [{text}]`"


def _keys(card: Card) -> tuple[AnswerKey, ...]:
    match card.task:
        case TypedNote() | ChoiceNote():
            return (card.task.key,)
        case Blanks():
            return card.task.keys
        case _:
            return ()


def _exactly(text: str) -> str:
    return clean(text).casefold()

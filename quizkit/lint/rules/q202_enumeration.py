"""Several answers in one text.

As one text they are right in this order only. As `answers:` they may come in any order, and
each counts; there too every one is a text of its own: `[red, blue]`, not `red, blue`.

bad:
  - question: Which gases make up most of the air?
    answer: nitrogen, oxygen and argon
good:
  - question: Which three gases make up most of the air?
    answers: [nitrogen, oxygen, argon]
"""

import re
from functools import cache

from quizkit.answers.languages import likely_languages
from quizkit.lint.rule import AnyNote, CheckedNote, Hit, Hits, warning
from quizkit.model import AnswerType, ListNote, TypedNote


@cache
def _parting(language: str) -> str:
    """Return a pattern of what parts the items of a list in a deck's language, and in likely ones."""
    likely = likely_languages(language)
    words = {own.conjunctions.split()[0] for own in likely if own.conjunctions}
    return "|".join((r"[;,\n]", *(f" {word} " for word in sorted(words))))


def _in_one_text(checked: AnyNote, items: list[str]) -> Hit:
    message = f"this is a list of {len(items)} in one text"
    return checked.hit_answer(message, f"write `answers: [{', '.join(items)}]`")


_OF_NAMES = frozenset(
    "title titled name named called said say motto slogan phrase book novel story play film movie "
    "poem song album band group firm company".split()
)  # what commas may be part of


@warning()
def enumeration(checked: CheckedNote[TypedNote | ListNote]) -> Hits:
    key = checked.key
    if key is None:
        items = re.split(r"[;,] ", checked.answers[0][0]) if len(checked.answers) == 1 else []
        if len(items) > 1:
            yield _in_one_text(checked, items)
        return
    text = key.answer
    if key.type not in (AnswerType.AUTO, AnswerType.TEXT) or text.isalnum():
        return
    if not any(mark in text for mark in ",;\n") and text.count(" and ") < 2:
        return
    items = [item.strip(" -*•") for item in re.split(_parting(checked.note.judging.language), text)]
    items = [item for item in items if item]
    if len(items) < 3 or (text[:1].isupper() and not _OF_NAMES.isdisjoint(checked.words)):
        return
    if not checked.is_figure:
        yield _in_one_text(checked, items)

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
from quizkit.lazy import pattern
from quizkit.lint.english import asks
from quizkit.lint.glosses import glosses
from quizkit.lint.rule import CheckedNote, Hit, Hits, warning
from quizkit.model import AnswerType, ListNote, TypedNote

_FEWEST = 3
_LISTED = r"(?s)[,;\n]| and .* and "
_OF_NAMES = frozenset(
    "title titled name named called said say motto slogan phrase book novel story play film movie "
    "poem song album band group firm company devise titre motto wahlspruch titel lema título".split()
)
"""What commas may be part of."""
_HELD = pattern(r"\d{1,3}(?:,\d{3})++(?!\d)|\([^()\n]*\)|\[[^\[\]\n]*\]|\{[^{}\n]*\}")
"""What is one thing though it has commas: a figure with its groups, what stands in brackets."""
_KEPT, _AS_WRITTEN = str.maketrans(",;", "\ufdd0\ufdd1"), str.maketrans("\ufdd0\ufdd1", ",;")


@cache
def _parting(language: str) -> str:
    """Return a pattern of what parts the items of a list in a deck's language, and in likely ones."""
    likely = likely_languages(language)
    words = {own.conjunctions.split()[0] for own in likely if own.conjunctions}
    return "|".join((r"[;,\n]", *(f" {word} " for word in sorted(words))))


def _in_one_text(checked: CheckedNote[TypedNote | ListNote], items: list[str]) -> Hit:
    message = f"this is a list of {len(items)} in one text"
    return checked.hit_answer(message, f"write `answers: [{', '.join(items)}]`")


def _in_a_list(checked: CheckedNote[ListNote]) -> Hits:
    items = re.split("[;,] ", checked.texts[0])
    if len(checked.answers) == 1 < len(items):
        yield _in_one_text(checked, items)


def _is_gloss(checked: CheckedNote[TypedNote]) -> bool:
    """Return whether a text is of ways to say one thing, as of a word, of which Q217 tells."""
    return bool(glosses(checked)) or (
        not asks(checked.note.prompt) and ";" in checked.note.key.answer
    )


@warning(also=_in_a_list)
def enumeration(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on a typed answer with several items; titles and figures may have commas."""
    note = checked.note
    text = note.key.answer
    if note.key.type not in (AnswerType.AUTO, AnswerType.TEXT) or not re.search(_LISTED, text):
        return
    apart = _HELD.sub(lambda found: found[0].translate(_KEPT), text)
    parts = [part.strip(" -*•") for part in re.split(_parting(note.judging.language), apart)]
    items = [part.translate(_AS_WRITTEN) for part in parts if part]
    if text.rstrip().endswith((")", "]", "}")) and re.match(r"[^(\[{,]*[(\[{][^,]*,", text):
        return
    is_title = text[0].isupper() and not _OF_NAMES.isdisjoint(checked.words)
    if len(items) >= _FEWEST and not (is_title or checked.is_figure or _is_gloss(checked)):
        yield _in_one_text(checked, items)

"""Several answers in one text.

Each of them is judged right, but feedback and options show them all as one, and of what is
doubtful, `trick or treat`, or has commas between, `big, large`, no part is an answer. Other ways to
say it belong into `accept`, parts that are all asked into `answers`; in a table of words `;` parts them.

bad:
  - question: What do you call a long seat for three people?
    answer: sofa/couch
good:
  - question: What do you call a long seat for three people?
    answer: sofa
    accept: [couch]
"""

import re
from collections.abc import Iterable, Sequence

from quizkit.answers.variants import variants
from quizkit.authoring.kinds_of_change import Change, Part, Put, Set, Swap
from quizkit.formats.yaml_text import quoted
from quizkit.lint.english import asks
from quizkit.lint.glosses import between_commas, glosses
from quizkit.lint.rule import HERE, CheckedNote, Hits, warning
from quizkit.model import ChoiceNote, ClozeNote, ListNote, TypedNote, WordNote

_Note = TypedNote | ChoiceNote | ListNote | ClozeNote
_COUNTS = ("two|both|2", "three|3", "four|4", "five|5", "six|6", "seven|7", "eight|8")
"""Words that ask for so many answers, from two on."""
_ARE = "are|were|make|form|have|do|did|belong|lie|border|share"
_PLURAL = rf"^ (?:which (?:\S+ )?\w+[^s\W]s (?:{_ARE})|what are|name the) "
_BARE = r"\w(?:[\w .'()-]*[\w.)])?"


def _asks_for(checked: CheckedNote[_Note], count: int) -> bool:
    """Return whether a prompt in English asks for as many answers."""
    return bool(re.search(rf" (?:{_COUNTS[count - 2]}) |{_PLURAL}", checked.line))


def _in_list(texts: Iterable[str]) -> str:
    """Return texts as items in brackets, as YAML takes them."""
    return ", ".join(text if re.fullmatch(_BARE, text) else quoted(text) for text in texts)


def _mended(
    checked: CheckedNote[_Note], held: Sequence[str], parts: Sequence[Sequence[str]]
) -> str:
    """Return the advice that fits the kind of a note, with its answers written apart.

    Args:
        checked: the note.
        held: the alternatives that were found.
        parts: its right answers, each with its variants and alternatives.
    """
    if isinstance(checked.note, ClozeNote):
        return f"part them by a bar: `{{{{{'|'.join(held)}}}}}`"
    if isinstance(checked.note, ListNote):
        items = (f"[{_in_list(own)}]" if len(own) > 1 else _in_list(own) for own in parts)
        return f"write them apart\nanswers: [{', '.join(items)}]"
    if isinstance(checked.note, TypedNote) and _asks_for(checked, len(held)):
        return f"they are asked together: write them as a list\nanswers: [{_in_list(held)}]"
    first, *others = parts[0]
    return f"write them apart\nanswer: {_in_list([first])}\naccept: [{_in_list(others)}]"


def _changes(checked: CheckedNote[_Note], text: str, held: Sequence[str]) -> tuple[Change, ...]:
    """Return what writes alternatives apart, where a sign parts them and they are one answer."""
    first, *others = held
    if ";" not in text and ("/" not in text or text != text.lower()):  # GNU/Linux is one name
        return ()
    if isinstance(checked.note, ListNote):
        at = next(at for at, texts in enumerate(checked.answers) if text in texts)
        return (Part(HERE, ("answers", at), tuple(held)),) if checked.answers[at] == (text,) else ()
    if isinstance(checked.note, ClozeNote):
        is_named = all(blank.number for blank in checked.blanks)  # else its text is the card's name
        return (Swap(HERE, ("cloze",), text, "|".join(held)),) if is_named else ()
    if isinstance(checked.note, TypedNote) and _asks_for(checked, len(held)):
        return ()
    known = checked.note.key.accept
    more = tuple(other for other in others if other not in known)
    accept: tuple[Change, ...] = (Part(HERE, ("accept",), more),) if more else ()
    if known:
        accept = tuple(Put(HERE, ("accept",), other) for other in more)
    return (Set(HERE, ("answer",), first), *accept) if len(accept) < 2 else ()


def _in_cells(checked: CheckedNote[WordNote]) -> Hits:
    """Return a hit on each cell of a row that has several meanings with commas between."""
    for right in checked.note.rights:
        for text in right.variants[-1:] if len(right.variants) == 1 else right.variants[1:]:
            if parts := between_commas(text):
                said = f"`{text}` is {len(parts)} answers in one"
                yield checked.hit(said, f"part them by `;`\n{'; '.join(parts)}", right.label)


@warning(also=_in_cells)
def alternatives(
    checked: CheckedNote[TypedNote | ChoiceNote | ListNote | ClozeNote],
) -> Hits:
    """Return a hit on the first right answer that holds several in one text."""
    kind = checked.key.type.value if checked.key else "auto"
    language = checked.note.judging.language
    held: dict[str, Sequence[str]] = {
        text: variants(text, kind, language) for text in checked.texts
    }
    if checked.key and not held.get(checked.key.answer):
        held[checked.key.answer] = glosses(checked)
    text = next(filter(held.__getitem__, held), "")
    if not text or (len(held[text]) > 2 and ";" in text and asks(checked.note.prompt)):
        return  # three behind a question are a list, of which Q202 tells
    parts = [
        [*dict.fromkeys(one for own in texts for one in held[own] or (own,))]
        for texts in checked.answers
    ]
    said, fix = f"`{text}` is {len(held[text])} answers in one", _mended(checked, held[text], parts)
    if checked.key and text != checked.key.answer:
        yield checked.hit(said, fix, "accept", text)
    else:
        yield checked.hit_answer(said, fix).mended_by(*_changes(checked, text, held[text]))

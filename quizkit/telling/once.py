"""What a learner may type once after a miss, so that the hand has written it, and how far it is right.

Nothing of it is graded or kept.
"""

from collections.abc import Iterable, Sequence
from unicodedata import category, normalize

from quizkit.model import ChoiceNote, Items, Line, ListNote, Right, TypedNote
from quizkit.session import Judged, Mode, Session

_LONGEST = 60
"""Letters that a hand still likes to copy."""


def to_type_once(session: Session, judged: Judged) -> tuple[str, ...]:
    """Return the ways to write what was missed, the one to show first; empty if nothing is.

    Only a text that was typed from memory in study, or a list, is worth it: of a list what was not
    given, as much of it as is not too long.
    """
    if session.plan.mode is not Mode.STUDY or judged.right:
        return ()
    match judged.asking.form, judged.card.task:
        case Line(is_block=False), TypedNote(key=key) | ChoiceNote(key=key):
            return tuple(filter(_is_short, key.texts)) if _is_short(key.answer) else ()
        case Items(), task:
            missed = _missed(judged, task.rights)
            most = task.require if isinstance(task, ListNote) else None
            text = _joined(missed[: most or len(missed)])
            return (text,) if text else ()
    return ()


def has_several(judged: Judged, way: str) -> bool:
    """Return whether what may be typed is more than one item of a list."""
    return isinstance(judged.asking.form, Items) and _PARTS in way


_PARTS = "; "


def _is_short(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and len(text.splitlines()) == 1


def _missed(judged: Judged, rights: Iterable[Right]) -> list[str]:
    """Return the items of a list that were not given, as the deck shows them."""
    if judged.response is None or not judged.verdict.parts:
        return [right.shown for right in rights]
    return [part.right for part in judged.verdict.parts if part.right and not part.given]


def _joined(items: Sequence[str]) -> str:
    """Return as many of the items as are not too long together, with what parts them in a list."""
    text = ""
    for item in filter(_is_short, items):
        longer = f"{text}{_PARTS}{item}" if text else item
        text = longer if _is_short(longer) else text
    return text


def right_so_far(typed: str, ways: Iterable[str]) -> int:
    """Return how many characters of a text, from its first on, begin one of the ways to write it.

    Case and width do not count, nor accents on letters that a keyboard may have only without, nor
    which mark parts the items of a list.
    """
    return max((_common(typed, way) for way in ways), default=0)


def is_written(typed: str, ways: Iterable[str]) -> bool:
    """Return whether a text is one of the ways to write it, letter by letter.

    The signs of a formula may be written as they are typed where few keyboards have them.
    """
    if bare(typed.strip()) in set(map(bare, ways)):
        return True
    return any(_is_typed_as(typed, way) for way in ways if not way.isascii())


def _is_typed_as(typed: str, way: str) -> bool:
    """Return whether a text is a formula as it may be typed: sqrt(x) for √x."""
    from quizkit.grading.folding import style_of
    from quizkit.grading.formulas import is_formula, signs_of
    from quizkit.grading.given import Given

    right = Given(way).clean
    if not (is_formula(right) and signs_of(right)):
        return False
    return Given(typed).equals(right, style_of("en"), as_it_stands=True)


def bare(text: str) -> str:
    """Return a text as it is compared letter by letter."""
    return "".join(map(_bare, normalize("NFC", text)))


def _common(typed: str, way: str) -> int:
    """Return the length of the longest beginning of `typed` that `way` begins with as well."""
    wanted, count, read = bare(way), 0, ""
    for place, char in enumerate(typed, 1):
        read = bare(typed[:place]) if category(char).startswith("M") else read + bare(char)
        if wanted.startswith(read):
            count = place
        elif not category(char).startswith("M"):
            break
    return count


def _bare(char: str) -> str:
    if char == ";":
        return ","
    letters = normalize("NFKD", char)
    return (letters[0] if letters[:1].isascii() else normalize("NFKC", char)).casefold()

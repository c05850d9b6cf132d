"""The right answers of a key, read once for all that is compared with them.

Of many, tables have those that a text may be: values here, texts in `near`.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from attrs import evolve

from quizkit.answers.dates import Date, Span
from quizkit.answers.letters import clean
from quizkit.answers.quantities import Quantity
from quizkit.answers.ranges import Range
from quizkit.answers.reading import Person, Tolerance, read_answer, read_tolerance
from quizkit.answers.variants import variants
from quizkit.grading.dates import vaguer
from quizkit.grading.given import Given, Standard
from quizkit.grading.near import FEW
from quizkit.grading.near_values import NearValues
from quizkit.model import AnswerKey, AnswerType, Case, Judging

Value = Quantity | Date | Range | Person


class _Right(NamedTuple):
    """A right answer made plain, every way to read it as a value, and whether it is a text (too)."""

    text: Given
    values: tuple[Value, ...]
    is_text: bool


@lru_cache(maxsize=4096)
def _right(text: str, kind: AnswerType, language: str, dayfirst: bool | None) -> _Right:
    """Return a right answer as the author wrote it, read once for all that is compared with it."""
    ways = read_answer(text, kind.value, language=language, dayfirst=dayfirst)
    values = tuple(way for way in ways if isinstance(way, Value))
    return _Right(Given(text), values, is_text=len(values) < len(ways))


class Rights:
    """All that is right: what can be read as a value, each with its text, and the other texts."""

    def __init__(self, rights: Sequence[_Right], alternatives: Sequence[_Right] = ()) -> None:
        self._all = [right.text for right in rights]
        self.alternatives = [right.text for right in alternatives]
        every = (*rights, *alternatives)
        self.read = [(right.text, value) for right in every for value in right.values]
        self.plain = frozenset(text.plain for text, _ in self.read)
        self.texts = tuple(right.text.clean for right in every if right.is_text)
        self.begin_read = bool(rights[0].values)
        self._table: NearValues | None = None

    def near(
        self, given: Given, key: AnswerKey, standard: Standard
    ) -> Sequence[tuple[Given, Value]]:
        """Return what a text may be; beside it the first, which says why it is wrong if it is."""
        if len(self.read) <= FEW:
            return self.read
        tolerance = tolerance_of(key.tolerance, standard.judging.language)
        found = self._values(standard.judging).of(given, tolerance, standard.question)
        return [self.read[place] for place in {0: 0} | dict.fromkeys(found)]

    def _values(self, judging: Judging) -> NearValues:
        if self._table is None:
            self._table = NearValues([value for _, value in self.read], judging)
        return self._table

    def finer(self, date: Date) -> Sequence[Date]:
        """Return the finest right dates of which one says a part, as 1985 does of 12 June 1985."""
        return self._finer.get(_bare(date), ()) if self._finer else ()

    @cached_property
    def _finer(self) -> Mapping[Date, Sequence[Date]]:
        found: dict[Date, list[Date]] = {}
        for _, value in self.read if len(self.read) > 1 else ():
            if isinstance(value, Date) and value.span is Span.YEAR:
                for less in vaguer(value):
                    found.setdefault(less, []).append(value)
        return {
            less: [date for date in dates if _is_finest(date, found)]
            for less, dates in found.items()
        }

    def literals(self, standard: Standard) -> Collection[str]:
        """Return how all are compared letter by letter."""
        return self._plain if standard.judging.case is Case.STRICT else self._literal

    @cached_property
    def _plain(self) -> Collection[str]:
        return frozenset(text.plain for text in self._all)

    @cached_property
    def _literal(self) -> Collection[str]:
        return frozenset(text.literal for text in self._all)


def _is_finest(date: Date, finer: Mapping[Date, Sequence[Date]]) -> bool:
    """Return whether no right date says more than one does; a month says more than a season."""
    more = finer.get(_bare(date), ())
    return not (any(one.month for one in more) if date.part else more)


def _bare(date: Date) -> Date:
    """Return the year, month and day of a date alone."""
    return evolve(date, part="", about=False, weekday=None, nth=0, ends_next=False)


@lru_cache(maxsize=1024)
def rights_of(
    texts: tuple[str, ...],
    kind: AnswerType,
    language: str,
    dayfirst: bool | None,
    without: int = 0,
    formulas: frozenset[str] = frozenset(),
) -> Rights:
    """Return right answers read once for all that is compared with them.

    They are those of the author, and beside a text that holds alternatives each of these (rule 46),
    if this is not the rule left out and the text none of the `formulas`.
    """
    parted = [text for text in texts if text not in formulas] if without != 46 else []
    held = [one for text in parted for one in variants(text, kind.value, language)]
    own, more = (
        [_right(text, kind, language, dayfirst) for text in some] for some in (texts, held)
    )
    if without == 43:
        own = [one._replace(values=(), is_text=True) if _is_fraction(one) else one for one in own]
    return Rights(own, more)


def _is_fraction(right: _Right) -> bool:
    """Return whether a right answer is two numbers and a stroke."""
    above, stroke, below = right.text.clean.partition("/")
    return bool(stroke) and above.isdigit() and below.isdigit()


@lru_cache(maxsize=256)
def tolerance_of(text: str, language: str) -> Tolerance | None:
    return read_tolerance(text, language) if text else None


def values_of(key: AnswerKey, judging: Judging) -> list[object]:
    """Return what is right as it is read as a number, a date or the like; none if all is text."""
    rights = rights_of(key.texts, key.type, judging.language, judging.dayfirst)
    return [value for _, value in rights.read]


def texts_of_key(key: AnswerKey, judging: Judging) -> list[str]:
    """Return the texts that are right, clean: those of the author, and alternatives in one of them."""
    rights = rights_of(key.texts, key.type, judging.language, judging.dayfirst)
    return [clean(text) for text in key.texts] + [text.clean for text in rights.alternatives]

"""What a learner gave, made plain once at the door of `grade`, and what it is measured by.

Below the door nobody cleans a text again or asks whether it is too long: a judge of one answer
has a `Given` that may be one, and a `Standard` with what holds for the whole card.
"""

from collections.abc import Collection
from functools import cached_property
from itertools import chain, product
from math import inf
from typing import NamedTuple

from quizkit.answers.letters import MAX_LENGTH, clean, plain, unwrapped
from quizkit.grading.folding import Folded, Style, style_for, style_of
from quizkit.grading.formulas import (
    TIMES,
    is_formula,
    is_product,
    may_be_formula,
    signs_of,
    with_signs,
)
from quizkit.grading.grouping import is_grouped_otherwise
from quizkit.grading.joints import run_together, spaces_off
from quizkit.grading.names import fits
from quizkit.grading.others import perhaps_equal
from quizkit.grading.unlike import turned, unlike
from quizkit.grading.verdict import NO_ANSWER, TOO_LONG, Verdict
from quizkit.grading.words import accepted_readings, given_readings, same
from quizkit.model import Accents, Case, Judging


class Given:
    """One text of a response.

    Args:
        raw: as it was typed.

    Its `clean` form is without invisible characters and needless white space (rule 1), its `plain`
    form has one character for each that looks or means the same (rule 3).
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.clean = clean(raw)
        self.plain = plain(self.clean)
        self._readings: dict[Style, tuple[Folded, ...]] = {}
        self._with_signs: dict[tuple[str, ...], Given] = {}
        self._spaces: dict[tuple[str, Style], float] = {}

    @property
    def unfit(self) -> Verdict | None:
        """The verdict on a text that is no answer to anything: empty or too long; else None."""
        if not self.clean:
            return NO_ANSWER
        return TOO_LONG if len(self.clean) > MAX_LENGTH else None

    @property
    def literal(self) -> str:
        """The plain text in small letters."""
        return self.plain.casefold()

    @property
    def bare(self) -> "Given":
        """The text without quotation marks and brackets around all of it."""
        inner = unwrapped(self.clean)
        return self if inner in ("", self.clean) else Given(inner)

    @property
    def shown(self) -> str:
        """As a verdict shows it, cut where nobody would read on."""
        return self.clean[:MAX_LENGTH]

    @cached_property
    def run_together(self) -> str:
        """Its letters and figures without all that stands between."""
        return run_together(self.clean)

    def readings(self, style: Style) -> tuple[Folded, ...]:
        """Return the ways to read it word by word."""
        if style not in self._readings:
            self._readings[style] = given_readings(self.clean, style)
        return self._readings[style]

    def readings_for(self, right: str, style: Style) -> tuple[Folded, ...]:
        """Return the ways to read it beside a clean text, whose signs may be typed (rule 51)."""
        own = self.readings(style)
        if style.without == 51:
            return own
        if may_be_formula(right):
            signs = signs_of(right)
        elif not TIMES(self.clean) and is_product(right):
            signs = ("*",)
        else:
            return own
        typed_so = self.with_signs(signs) if signs else self
        return own if typed_so is self else own + typed_so.readings(style)

    def with_signs(self, signs: tuple[str, ...]) -> "Given":
        """Return the text with signs of formulas that may have been typed otherwise."""
        if signs not in self._with_signs:
            typed = with_signs(self.clean, signs)
            self._with_signs[signs] = self if typed == self.clean else Given(typed)
        return self._with_signs[signs]

    def equals(self, right: str, style: Style, *, as_it_stands: bool = False) -> bool:
        """Return whether it equals a clean text, in which words in brackets are optional.

        A right answer that is nothing but punctuation is compared as it stands (rule 6).

        Args:
            right: the text.
            style: how both are folded.
            as_it_stands: whether nothing more or less is allowed, not even what adds nothing
                (rule 38).
        """
        return self.likeness(right, style) > (1 if as_it_stands else 0)

    def likeness(self, right: str, style: Style) -> int:
        """Return 2 if it equals a clean text as it stands, 1 if but for what adds nothing, else 0."""
        if may_be_formula(right) and self.unlike(right, style):
            return 0
        style = style_for(right, style)
        forms = accepted_readings(right, style)
        if forms and not forms[0].words:
            return 2 if plain(right) == self.plain else 0
        found = 0
        for one, other in product(forms, self.readings_for(right, style)):
            if same(one, other):
                if one.is_whole and other.is_whole:
                    return 2
                found = found or int(fits(right, one, other))
        return found or (0 if self.spaces_off(right, style) else 2)

    def unlike(self, right: str, style: Style) -> str:
        """Return what makes it another formula than a clean text of its letters (rule 51)."""
        if style.without == 51:
            return ""
        if not is_formula(right):
            return turned(right, self.clean)
        if is_grouped_otherwise(right, self.clean):
            return "brackets or primes"
        return unlike(right, self.clean, self.with_signs(signs_of(right)).clean)

    def spaces_off(self, right: str, style: Style) -> float:
        """Return how many slips the spaces are off from those of a clean text (rule 39).

        0 where they are free; infinite where anything else differs.
        """
        if style.without == 39:
            return inf
        if (right, style) not in self._spaces:
            self._spaces[right, style] = self._spaces_off(right, style_for(right, style))
        return self._spaces[right, style]

    def _spaces_off(self, right: str, style: Style) -> float:
        ways = [(accepted_readings(right, style), self.readings_for(right, style))]
        if run_together(right) == self.run_together:
            written = style._replace(as_written=True, fillers="")
            ways.append((accepted_readings(right, written), self.readings(written)))
        found = (
            spaces_off(one, other, english=style.english)
            for forms, own in ways
            for one, other in product(forms, own)
            if one.is_whole and other.is_whole
        )
        return min(found, default=inf)


def _without(style: Style, rule: int) -> Style:
    """Return a style that leaves a rule out."""
    return style._replace(without=rule, fillers="" if rule == 45 else style.fillers)


class Standard(NamedTuple):
    """What an answer is measured by, beside what is right.

    Args:
        judging: language and strictness of the note.
        other_answers: texts that are never a slip of a right answer (rule 18).
        explain: whether to say why a wrong text is wrong.
        neighbours: more such texts: what is right beside it on the same card.
        question: what was asked, for the units that it says; empty where none is known.
        without: the number of a rule that is left out, to see what it decides; 0 for none.
        formulas: right answers that are written as formulas, whose strokes divide.
    """

    judging: Judging
    other_answers: Collection[str] = ()
    explain: bool = True
    neighbours: Collection[str] = ()
    question: str = ""
    without: int = 0
    formulas: frozenset[str] = frozenset()

    @property
    def style(self) -> Style:
        """How texts are folded, letter case and accents aside."""
        style = style_of(self.judging.language)
        return _without(style, self.without) if self.without else style

    @property
    def loose(self) -> Style:
        """The style in which what differs within one writing is one, letter case where it counts."""
        return self.exact_case._replace(loose=True)

    @property
    def exact_case(self) -> Style:
        """The style, with letter case where it counts (rule 4)."""
        return self.style._replace(keep_case=self.judging.case is Case.STRICT)

    @property
    def exact_accents(self) -> Style:
        """The style with all that counts, and with accents in any case (rule 5)."""
        is_strict = self.judging.accents is Accents.STRICT
        return self.exact_case._replace(keep_accents=True, keep_points=is_strict)

    def literal(self, text: Given) -> str:
        """Return a text as it is compared letter by letter."""
        return text.plain if self.judging.case is Case.STRICT else text.literal

    def is_other_answer(self, given: Given) -> bool:
        """Return whether a text is the answer to another question."""
        style = self.style
        found = perhaps_equal(self.other_answers, given.plain, given.readings(style), style)
        return any(
            given.equals(clean(other), style, as_it_stands=True)
            for other in chain(self.neighbours, found)
        )

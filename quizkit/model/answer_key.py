"""What counts as right for a typed answer, and how strictly it is judged."""

from collections.abc import Mapping
from enum import Enum

from attrs import field, frozen

from quizkit.value import Value

Variants = tuple[str, ...]
"""Right answers to one thing; the first is the one that is shown."""


class AnswerType(Enum):
    """How the text of a right answer is to be read; AUTO reads it from how it is written."""

    AUTO = "auto"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    EXACT = "exact"
    CODE = "code"

    @property
    def is_literal(self) -> bool:
        """Whether answers are compared as they are written, free spaces of code aside."""
        return self in (AnswerType.EXACT, AnswerType.CODE)


class Case(Enum):
    """Whether letter case counts."""

    IGNORE = "ignore"
    STRICT = "strict"


class Accents(Enum):
    """Whether accents count: not at all, as a slip (verdict close), or in full."""

    IGNORE = "ignore"
    CLOSE = "close"
    STRICT = "strict"


class SlipRule(Enum):
    """What a slip of the finger makes of an answer: close, or wrong as none is forgiven."""

    CLOSE = "close"
    NONE = "none"


@frozen(eq=False, repr=False)
class Judging(Value):
    """What holds for every answer of a card: the language, and how strict to be.

    Args:
        language: BCP 47 tag of the answers; decides decimal mark, articles and spelling pairs.
        case: whether letter case counts.
        accents: whether accents count; decks not in English default to CLOSE.
        dayfirst: how `2/3/2025` is read; None where the deck does not say.
        slips: whether slips of the finger are forgiven.
    """

    language: str = "en"
    case: Case = Case.IGNORE
    accents: Accents = Accents.IGNORE
    dayfirst: bool | None = None
    slips: SlipRule = SlipRule.CLOSE


# Notes and their keys have no slots: attrs makes a frozen object without them faster, and a deck
# may have ten thousand notes (`pytest tests/benchmarks/bench_reading.py -s`).
@frozen(slots=False, eq=False, repr=False)
class AnswerKey(Value):
    """What counts as right for one typed answer, as the author wrote it.

    Args:
        answer: the right answer, shown after feedback; empty if minimum and maximum say it.
        accept: other right answers.
        reject: near misses that are wrong, each with its feedback (empty if it has none).
        type: how `answer` is to be read.
        tolerance: "5" in the answer's unit, "2 %" of its value; empty for none.
        unit_required: whether leaving the unit out costs half.
        minimum: any number from here to `maximum` is right, as written; both or neither.
        maximum: the other end.
    """

    answer: str
    accept: tuple[str, ...] = ()
    reject: Mapping[str, str] = field(factory=dict)
    type: AnswerType = AnswerType.AUTO
    tolerance: str = ""
    unit_required: bool = False
    minimum: str = ""
    maximum: str = ""

    @property
    def shown(self) -> str:
        """The right answer as learners see it."""
        return self.answer or f"{self.minimum} to {self.maximum}"

    @property
    def is_block(self) -> bool:
        """Whether it has several lines, and they count, in code or a text compared as written."""
        return self.type.is_literal and "\n" in self.answer.strip()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every right answer that is written out, the shown one first."""
        return (self.shown, *self.accept)

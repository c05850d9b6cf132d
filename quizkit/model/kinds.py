"""All that is known of the kinds of question, a row each: what decides, what it may have, its words.

What the reader of decks admits, what its messages say, what `quizkit add` asks and what the JSON
Schema demands is made of these rows; a test holds the table for authors to them.

A new kind is its class in `questions`; its name in `kind`; its row here; what it reads in
`formats/note_kinds.py`; its judge and the sentence on it, with a row in `grading/cards.py`; an
example in `authoring/scaffold.py`; and its lines in `docs/authoring.md`. `tests/rooms/test_kinds.py`
names what is missing. Nothing else asks for a kind, if one of the forms fits it.
"""

from collections.abc import Mapping
from enum import Flag, auto
from typing import NamedTuple

from quizkit.model.kind import Kind

FEWEST, MOST = 2, 9
"""Items to order, pairs to match: one digit each, and all on a screen."""


class Holds(Flag):
    """What stands under a key, if it is not one text."""

    TEXT = 0
    TRUE_OR_FALSE = auto()
    LIST = auto()
    MAPPING = auto()
    VARIANTS = auto()
    """In place of each text there may be several ways to write it."""
    COUNTED = auto()
    """There are `FEWEST` to `MOST` items."""


class Key(NamedTuple):
    """A key of a note, as its author is asked for it.

    Args:
        name: what stands in the deck.
        label: what `quizkit add` asks.
        about: what it holds, in a sentence.
        holds: the shape of what it holds.
        needed: whether `quizkit add` asks until there is an answer.
    """

    name: str
    label: str
    about: str
    holds: Holds = Holds.TEXT
    needed: bool = True


class KindRow(NamedTuple):
    """All that is known of one kind.

    Args:
        kind: the one it is about.
        letter: what chooses it in `quizkit add`.
        in_words: what a message calls it.
        needs: the keys that make a note one of this kind: that of the prompt, that of the answer,
            if they are two, and others.
        may_have: what else it may have, beside what any note may.
        bounds: keys that may stand in place of that of the answer.
        told_by: values that tell it from a kind that needs the same keys.
        asks: what `quizkit add` asks for beside what is needed.
    """

    kind: Kind
    letter: str
    in_words: str
    needs: tuple[Key, ...]
    may_have: tuple[str, ...] = ()
    bounds: tuple[Key, ...] = ()
    told_by: Mapping[str, str] = {}
    asks: tuple[Key, ...] = ()

    @property
    def prompt_key(self) -> str:
        """The key that the prompt stands under."""
        return self.needs[0].name

    @property
    def answer_key(self) -> str:
        """The key that the right answer stands under."""
        return self.needs[:2][-1].name

    @property
    def ways(self) -> tuple[frozenset[str], ...]:
        """The sets of keys that decide on it."""
        needed = frozenset(key.name for key in self.needs)
        if not self.bounds:
            return (needed,)
        return (needed, needed - {self.answer_key} | {key.name for key in self.bounds})

    @property
    def own_keys(self) -> frozenset[str]:
        """All it may have that not every note may have."""
        return frozenset().union(*self.ways, self.may_have, self.told_by)


_QUESTION = Key("question", "Question", "What is asked. Above a cloze: its context.")
_ANSWER = Key(
    "answer",
    "Answer",
    "The right answer. How it is judged is read from it: `164 km` is a quantity, `late 2023` a"
    " date, `60 to 100` a range. Of a statement: true or false.",
)
_BOUNDS = (
    Key("min", "At least", "Any number from here to `max` is right; in place of `answer`."),
    Key("max", "At most", "Any number from `min` to here is right; in place of `answer`."),
)
_ACCEPT = Key("accept", "Also right", "Other right answers.", Holds.LIST, needed=False)
_ANSWERS = Key(
    "answers",
    "Right answer (variants: a | b)",
    "Several right answers, in any order; an inner list holds ways to write one of them.",
    Holds.LIST | Holds.VARIANTS,
)
_DISTRACTORS = Key(
    "distractors",
    "Wrong option",
    "Wrong options, of pairs further right sides; a list, or each with its feedback.",
    Holds.LIST,
)
_STATEMENT = Key("statement", "Statement", "What is true or false.")
_ORDER = Key(
    "order", "Next item", "Two to nine items in their right order.", Holds.LIST | Holds.COUNTED
)
_PAIRS = Key(
    "pairs", "Pair (left = right)", "Two to nine pairs to match.", Holds.MAPPING | Holds.COUNTED
)
_CLOZE = Key(
    "cloze",
    "Text, with {{blanks}}",
    "A text with blanks: `{{answer}}`, `{{answer|variant}}`, `{{answer::hint}}`.",
)

_STRICT = ("case", "accents", "slips")
_TYPED = ("accept", "reject", "type", "tolerance", "unit_required", *_STRICT, "reverse")
_STATED = (_STATEMENT, _ANSWER._replace(label="true or false", holds=Holds.TRUE_OR_FALSE))
_CHOICE = (_QUESTION, _ANSWER, _DISTRACTORS)
_SEVERAL = (_QUESTION, _ANSWERS, _DISTRACTORS)
_RATED = (_QUESTION, _ANSWER)

_ROWS = (
    KindRow(
        Kind.TYPED, "t", "a typed answer", (_QUESTION, _ANSWER), _TYPED, _BOUNDS, asks=(_ACCEPT,)
    ),
    KindRow(Kind.CHOICE, "c", "a choice", _CHOICE, _TYPED, _BOUNDS),
    KindRow(
        Kind.LIST,
        "l",
        "a list of `answers`",
        (_QUESTION, _ANSWERS),
        ("reject", "require", *_STRICT),
    ),
    KindRow(Kind.SEVERAL_CHOICES, "s", "a choice of several `answers`", _SEVERAL),
    KindRow(Kind.TRUE_OR_FALSE, "b", "a statement", _STATED),
    KindRow(Kind.ORDER, "o", "items to order", (_QUESTION, _ORDER)),
    KindRow(Kind.PAIRS, "p", "pairs", (_QUESTION, _PAIRS), ("distractors", *_STRICT)),
    KindRow(Kind.CLOZE, "z", "a cloze", (_CLOZE,), ("question", *_STRICT)),
    KindRow(Kind.SELF_RATED, "f", "an answer to rate yourself", _RATED, told_by={"type": "free"}),
)
KINDS: Mapping[Kind, KindRow] = {row.kind: row for row in _ROWS}
"""The row of each kind, in the order in which the kinds are listed."""

"""A deck of statements, or of choices, only.

Recognising is easier than recalling, and is forgotten sooner. Mix in some cards to be typed.
"""

from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, hint
from quizkit.model import ChoiceNote, SeveralChoicesNote, TrueFalseNote

_FEWEST, _SHARE = 20, 0.9


@hint(
    bad="title: Example\ncards:\n"
    + "".join(
        f"- {{statement: The number {n} is even., answer: {str(n % 2 == 0).lower()}}}\n"
        for n in range(20)
    ),
    good="title: Example\ncards:\n"
    + "".join(f"- {{question: 'What is {n} times {n}?', answer: {n * n}}}\n" for n in range(20)),
)
def one_kind(deck: CheckedDeck) -> Hits:
    """Return a hit if too many entries of a large deck are of one kind that is only recognised."""
    total = len(deck.notes)
    for kind in (TrueFalseNote, ChoiceNote, SeveralChoicesNote) if total >= _FEWEST else ():
        count = len(deck.notes_of(kind))
        if count > _SHARE * total:
            said = f"{count} of {total} entries are {kind.kind}"
            yield Hit(said, "ask some to be typed", DeckPath(("title",)))

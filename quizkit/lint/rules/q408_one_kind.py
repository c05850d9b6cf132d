"""A deck of statements, or of choices, only.

Recognising is easier than recalling, and is forgotten sooner. Mix in some cards to be typed.
"""

from collections import Counter

from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, hint

_FEWEST_OF_A_KIND, _SHARE = 20, 0.9


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
    kinds: Counter[str] = Counter(note.kind for note in deck.deck.notes)
    for kind in ("true or false", "choice", "several choices"):
        if kinds.total() >= _FEWEST_OF_A_KIND and kinds[kind] > _SHARE * kinds.total():
            yield Hit(
                f"{kinds[kind]} of {kinds.total()} entries are {kind}",
                "ask some to be typed",
                DeckPath(("title",)),
            )

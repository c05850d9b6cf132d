"""Rules of the family Q4, continued: the deck as a whole."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import erfc, sqrt

from quizkit.lint.entry import Entry, View
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hit, Hits, rule
from quizkit.model import ChoiceNote, TrueFalseNote

_FEWEST_CHOICES = 8
_UNLIKELY = 0.01
_EXACT_UP_TO = 300


@rule(
    "Q406",
    Severity.WARNING,
    whole=True,
    bad="title: Example\ncards:\n"
    + "".join(
        f"- {{statement: The number {n} is less than {n + 1}., answer: true}}\n" for n in range(9)
    ),
    good="title: Example\ncards:\n"
    + "".join(
        f"- {{statement: The number {n} is less than {4 + n % 2}., answer: {str(n < 4 + n % 2).lower()}}}\n"
        for n in range(9)
    ),
)
def exploitable(view: View) -> Hits:
    """a deck that can be guessed by one trick

    Always picking the longest option, a middle number, or "true", scores so high that chance gives
    as much in less than one deck of a hundred. Only decks with eight such cards are looked at.
    """
    longest: list[tuple[float, float]] = []  # chance of success, success
    middle: list[tuple[float, float]] = []
    for entry in view.entries:
        if isinstance(entry.note, ChoiceNote) and len(entry.options) > 1:
            lengths = [*map(len, entry.options)]
            most = max(lengths)
            won = 1 / lengths.count(most) if lengths[0] == most else 0.0
            longest.append((1 / len(lengths), won))
            middle += _middle(entry)
    truths = [note.answer for note in view.deck.notes if isinstance(note, TrueFalseNote)]
    for outcomes, trick in (
        (longest, "always the longest option"),
        (middle, "never the least nor the greatest number"),
        ([(0.5, float(truth)) for truth in truths], "always `true`"),
        ([(0.5, float(not truth)) for truth in truths], "always `false`"),
    ):
        won = sum(success for _, success in outcomes)
        if len(outcomes) >= _FEWEST_CHOICES and _chance([p for p, _ in outcomes], won) < _UNLIKELY:
            yield Hit(
                f"{trick}: right on {won:.0f} of {len(outcomes)} cards",
                "even it out: vary the wrong options, or turn statements round",
                ("title",),
            )


def _middle(entry: Entry) -> list[tuple[float, float]]:
    if len(entry.options) < 3 or not all(any(map(str.isdigit, o)) for o in entry.options):
        return []
    from quizkit.grading import ascending

    ordered = ascending(entry.options, entry.note.judging.language)
    if not ordered:
        return []
    return [((len(ordered) - 2) / len(ordered), float(entry.options[0] in ordered[1:-1]))]


def _chance(chances: Sequence[float], won: float) -> float:
    """Return how likely it is to win at least `won` of trials with these chances.

    Exact (the Poisson binomial distribution) for up to 300 trials, above that by the normal one.
    """
    if len(chances) > _EXACT_UP_TO:
        mean = sum(chances)
        variance = sum(p * (1 - p) for p in chances)
        return 0.5 * erfc((won - 0.5 - mean) / sqrt(2 * variance))
    spread = [1.0]
    for p in chances:
        spread = [
            (spread[k] * (1 - p) if k < len(spread) else 0.0) + (spread[k - 1] * p if k else 0.0)
            for k in range(len(spread) + 1)
        ]
    return sum(share for k, share in enumerate(spread) if k >= round(won))


_COVERED = 0.5
_SHORTEST_PARAGRAPH = 8


@rule(
    "Q407",
    Severity.HINT,
    whole=True,
    text="""
    The Canal
    The canal was opened in 1869 after ten years of work.
    It was made wider and deeper many times in the years after that.
    Ships pay a toll that depends on their size and on what they carry.
    """,
    bad="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#2
    """,
    good="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#2
    - question: What do ships pay on the canal, by size and freight?
      answer: toll
      source: text#4
    """,
)
def coverage(view: View) -> Hits:
    """a source of which more than half is not asked

    Counted are the paragraphs of eight words and more; perhaps that is as it should be.
    """
    cited: dict[str, set[int]] = defaultdict(set)
    for entry in view.entries:
        for quote in entry.quotes:
            cited[quote.source].add(quote.number)
    for source, numbers in cited.items():
        full = {
            number
            for number, text in enumerate(view.paragraphs(source), start=1)
            if len(text.split()) >= _SHORTEST_PARAGRAPH
        }
        missing = sorted(full - numbers)
        if len(missing) > _COVERED * len(full):
            yield Hit(
                f"no card cites {len(missing)} of the {len(full)} paragraphs of `{source}`",
                f"look at {', '.join(f'#{n}' for n in missing[:9])}",
                ("sources", source),
                key=True,
            )


_FEWEST_OF_A_KIND, _SHARE = 20, 0.9


@rule(
    "Q408",
    Severity.HINT,
    whole=True,
    bad="title: Example\ncards:\n"
    + "".join(
        f"- {{statement: The number {n} is even., answer: {str(n % 2 == 0).lower()}}}\n"
        for n in range(20)
    ),
    good="title: Example\ncards:\n"
    + "".join(f"- {{question: 'What is {n} times {n}?', answer: {n * n}}}\n" for n in range(20)),
)
def one_kind(view: View) -> Hits:
    """a deck of statements, or of choices, only

    Recognising is easier than recalling, and is forgotten sooner. Mix in some cards to be typed.
    """
    kinds: Counter[str] = Counter(note.kind for note in view.deck.notes)
    for kind in ("true or false", "choice", "several choices"):
        if kinds.total() >= _FEWEST_OF_A_KIND and kinds[kind] > _SHARE * kinds.total():
            yield Hit(
                f"{kinds[kind]} of {kinds.total()} entries are {kind}",
                "ask some to be typed",
                ("title",),
            )


_POINTERS = frozenset(("that", "question", "card", "answer"))
_HINGE = (
    r"\bthat (?:year|month|day|century|battle|war|treaty|event|person|man|woman|king|country|city|"
    r"book|film|element|substance|animal|experiment)\b|"
    r"\b(?:previous|preceding|above) (?:question|card|answer)|\blast question"
)


@rule(
    "Q410",
    Severity.HINT,
    english=True,
    bad="""
    - question: What else was opened in that year?
      answer: the first railway
    """,
    good="""
    - question: Which railway was finished in 1869, the year of the Suez Canal?
      answer: the transcontinental railroad
    """,
)
def hinge(entry: Entry) -> Hits:
    """a card that hangs on another

    "In that year" leans on a card that comes at another time, or never.
    """
    words = entry.words
    if not _POINTERS.isdisjoint(words):
        found = re.search(_HINGE, entry.stem, re.IGNORECASE)
        if found and words.count(found[0].split()[-1].lower()) == 1:  # else it is named before
            yield entry.hit(f"`{found[0]}` points at another card", "say which")

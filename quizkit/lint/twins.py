"""Rules of the family Q4: cards beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations, pairwise

from quizkit.answers.english import NEGATORS
from quizkit.lint.entry import STOP_WORDS, Entry, View, stem, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hit, Hits, rule
from quizkit.model import Card, ChoiceNote, TrueFalseNote, TypedNote, collapsed


def _asked(text: str) -> str:
    """Return a prompt as it is compared: white space, the mark at its end, and its first letter."""
    text = collapsed(text).rstrip("?!.: ")
    return text[:1].lower() + text[1:]


def _right(card: Card) -> frozenset[str]:
    """Return what counts as right on a card, in small letters."""
    task = card.task
    if isinstance(task, TypedNote | ChoiceNote):
        return frozenset(text.casefold() for text in task.key.texts)
    if isinstance(task, TrueFalseNote):
        return frozenset((str(task.answer),))
    return frozenset(text.casefold() for one in getattr(task, "answers", ()) for text in one)


def _same_prompt(view: View, *, same_answer: bool) -> Iterator[Hit]:
    first: dict[str, tuple[Entry, Card]] = {}
    for entry in view.entries:
        for card in entry.cards if getattr(entry.note, "reverse", "") else entry.cards[:1]:
            if entry.kind in ("cloze", "order", "pairs", "self-rated"):
                continue
            earlier, other = first.setdefault(_asked(card.prompt), (entry, card))
            if earlier is entry:
                continue
            if bool(_right(other) & _right(card)) is same_answer:
                yield _told_apart(entry, card, earlier)


def _told_apart(entry: Entry, card: Card, earlier: Entry) -> Hit:
    number = f"the entry `{earlier.note.id}`" if earlier.note.has_own_id else "an earlier entry"
    key = "reverse" if card.id.endswith(":reverse") else entry.prompt_key
    return entry.hit(
        f"{number} asks the same: {card.prompt}", "delete one, or say what tells them apart", key
    )


@rule(
    "Q401",
    Severity.ERROR,
    whole=True,
    bad="""
    - question: How do you say "to be" in Spanish?
      answer: ser
    - question: How do you say "to be" in Spanish
      answer: estar
    """,
    good="""
    - question: How do you say "to be" in Spanish, of what lasts?
      answer: ser
    - question: How do you say "to be" in Spanish, of a place or a state?
      answer: estar
    """,
)
def same_prompt_other_answer(view: View) -> Hits:
    """one prompt with two answers

    Two cards ask the same, but for a mark or a capital letter, and want different answers: whoever
    knows both gets one wrong. A card asked in reverse counts too.
    """
    yield from _same_prompt(view, same_answer=False)


@rule(
    "Q402",
    Severity.WARNING,
    whole=True,
    bad="""
    - question: What is the capital of Peru?
      answer: Lima
    - question: What is the capital of Peru?
      answer: Lima
      distractors: [Quito, Bogota]
    """,
    good="""
    - question: What is the capital of Peru?
      answer: Lima
    - question: What is the capital of Chile?
      answer: Santiago
    """,
)
def same_prompt_same_answer(view: View) -> Hits:
    """one card twice

    The same prompt and answer, in two forms: one is enough, and twice the reviews teach no more.
    """
    yield from _same_prompt(view, same_answer=True)


_NEGATORS = NEGATORS | {"except"}
_ALL_PAIRS_UP_TO = 40
_NEIGHBOURS = 5


@rule(
    "Q403",
    Severity.WARNING,
    whole=True,
    english=True,
    bad="""
    - question: Which river flows through the city of Vienna?
      answer: the Danube
    - question: Through the city of Vienna flows which river?
      answer: the Danube
    """,
    good="""
    - question: Which river flows through the city of Vienna?
      answer: the Danube
    - question: Which river flows through the city of Prague?
      answer: the Vltava
    """,
)
def near_duplicates(view: View) -> Hits:
    """two cards that ask nearly the same

    Four fifths of their words and the answer are the same, and names, numbers and negations agree.
    """
    same_answer: dict[frozenset[str], list[Entry]] = defaultdict(list)
    for entry in view.entries:
        if entry.kind in ("typed", "choice", "list", "true or false"):
            same_answer[_right(entry.cards[0])].append(entry)
    for entries in same_answer.values():
        groups: dict[frozenset[str], list[Entry]] = defaultdict(list)
        for entry in entries if len(entries) > 1 else ():
            groups[_protected(entry)].append(entry)
        for one, other in chain.from_iterable(map(_pairs, groups.values())):
            a, b = one.stems, other.stems
            near = len(a) > 2 and 5 * len(a & b) >= 4 * len(a | b)
            if near and _asked(one.note.prompt) != _asked(other.note.prompt):  # else Q402
                first, second = (one, other) if one.index < other.index else (other, one)
                yield second.hit(
                    f"nearly the same is asked as: {first.note.prompt}", "delete one of the two"
                )


def _pairs(entries: list[Entry]) -> Iterable[tuple[Entry, Entry]]:
    """Return the pairs to compare: all, or of many those that are near in order of their words."""
    if len(entries) <= _ALL_PAIRS_UP_TO:
        return combinations(entries, 2)
    entries = sorted(entries, key=lambda entry: (sorted(entry.stems), entry.index))
    return (
        (one, other)
        for at, one in enumerate(entries)
        for other in entries[at + 1 : at + 1 + _NEIGHBOURS]
    )


def _protected(entry: Entry) -> frozenset[str]:
    """Return the numbers, names and negations of a prompt: what makes like prompts differ."""
    words = entry.note.prompt.split()
    kept = {word.strip(".,;:?!()\"'") for word in words[1:] if word[:1].isupper()}
    return frozenset(
        (*kept, *(w for w in entry.words if w in _NEGATORS or any(map(str.isdigit, w))))
    )


_SHORTEST_ANSWER, _LONGEST_NAME = 4, 5  # in letters, in words


@rule(
    "Q404",
    Severity.WARNING,
    whole=True,
    english=True,
    bad="""
    - question: In which year did the Suez Canal open to ships?
      answer: 1869
    - question: Who sang at the feast in 1869, the year in which the Suez Canal opened to ships?
      answer: nobody
    """,
    good="""
    - question: In which year did the Suez Canal open to ships?
      answer: 1869
    - question: Who sang at the feast for the opening of the Suez Canal?
      answer: nobody
    """,
)
def one_answers_another(view: View) -> Hits:
    """a card that answers another

    The prompt holds another card's answer, and all that the other card asks about as well, so that
    the other is known for having read this one.
    """
    askers: dict[str, list[Entry]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)  # of answers, in words, by their first word
    for entry in view.entries:
        if entry.key and sum(map(str.isalnum, entry.key.shown)) >= _SHORTEST_ANSWER:
            words = words_of(entry.key.shown)
            if 0 < len(words) <= _LONGEST_NAME:
                askers[" ".join(words)].append(entry)
                lengths[words[0]].add(len(words))
    for entry in view.entries:
        if isinstance(entry.note, TrueFalseNote) and not entry.note.answer:
            continue
        words = entry.words
        told = dict.fromkeys(
            " ".join(words[at : at + count])
            for at, word in enumerate(words)
            if word in lengths
            for count in sorted(lengths[word])
        )
        for asker in (one for name in told for one in askers.get(name, ())[:_NEIGHBOURS]):
            asked = _asked_about(asker)
            if asker is not entry and len(asked) > 1 and asked <= {*map(stem, words)}:
                yield entry.hit(
                    f"this tells the answer of: {asker.note.prompt}", "reword one of the two"
                )


def _asked_about(entry: Entry) -> frozenset[str]:
    """Return the stems of a prompt without the noun that only says what the answer is: which year."""
    words = entry.words
    named = {b for a, b in pairwise(words) if a in ("which", "what")}
    return frozenset(stem(word) for word in words if word not in STOP_WORDS and word not in named)

"""A vocabulary that says one language for both sides.

Each side is judged in its language: whether `casa` will do for `la casa`, or `house` for `the
house`, and whether accents count. With one language for both, the other side is judged wrong for an
article that was left out. Say the language of each side.

bad:
  title: Example
  language: es
  cards:
    - {question: the house, answer: la casa, reverse: true}
    - {question: the dog, answer: el perro, reverse: true}
    - {question: to run, answer: correr, reverse: true}
good:
  title: Example
  language: {question: en, answer: es}
  cards:
    - {question: the house, answer: la casa, reverse: true}
    - {question: the dog, answer: el perro, reverse: true}
    - {question: to run, answer: correr, reverse: true}
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from quizkit.answers.languages import is_english, language_of
from quizkit.answers.word_list import is_word
from quizkit.lint.english import asks
from quizkit.lint.rule import CheckedDeck, DeckPath, Hit, Hits, warning
from quizkit.model import TypedNote, WordNote

_WITH_ARTICLES = ("en", "es", "fr", "de", "it", "pt", "nl")
_FEWEST, _FEWEST_ARTICLES, _SHARE = 3, 2, 0.4
_FEWEST_WORDS, _SHARE_OF_WORDS = 5, 0.9
_MOST_WORDS = 4


@cache
def _articles(language: str) -> frozenset[str]:
    """Return what stands before a noun in a language, or before a verb of a dictionary."""
    if language == "en":
        return frozenset("a an the to".split())
    return frozenset(language_of(language).articles.replace(";", " ").split())


def _is_english_word(word: str) -> bool:
    return word in _articles("en") or is_word(word)


def _other_language(texts: Sequence[str], own: str) -> str:
    """Return the language that the articles of many texts are of; empty if of `own`, or unclear."""
    first = [text.split()[0] for text in texts if " " in text]  # a capital is a name's: La Paz
    known = _articles(own[:2])
    counts = Counter(
        language
        for word in first
        if word not in known
        for language in _WITH_ARTICLES
        if word in _articles(language)
    )
    (language, count), *others = [*counts.most_common(2), ("", 0)]
    if count >= max(_FEWEST_ARTICLES, _SHARE * len(texts)) and count > others[0][1]:
        return language
    words = [text for text in texts if all(map(_is_english_word, text.lower().split()))]
    enough = len(words) >= max(_FEWEST_WORDS, _SHARE_OF_WORDS * len(texts))
    return "en" if enough and not is_english(own) else ""


def _columns(deck: CheckedDeck) -> Hits:
    """Return a hit on each column of a table whose words are in a language that nobody says."""
    own = deck.deck.language
    rows: dict[int, list[WordNote]] = {}
    for checked in deck.notes_of(WordNote):
        rows.setdefault(id(checked.note.table), []).append(checked.note)
    for notes in rows.values():
        table = notes[0].table
        for at, column in enumerate(table.columns):
            texts = [text for note in notes for text in note.glosses(at)]
            wanted = any(ask.wanted == column for ask in table.asks)
            if not wanted or table.judgings[column].language != own or len(texts) < _FEWEST:
                continue
            if other := _other_language(texts, own):
                name, instead = language_of(other).name, language_of(own).name or own
                yield Hit(
                    f"the column `{column}` reads as {name}, and is judged as {instead}",
                    f"languages: {{{column}: {other}}}",
                    DeckPath(("words",)),
                )


@warning(also=_columns)
def sides(deck: CheckedDeck) -> Hits:
    """Return a hit on a deck one of whose sides is in a language that it does not say."""
    own = deck.deck.language
    words = [
        checked.note
        for checked in deck.notes_of(TypedNote)
        if checked.note.judging.language == own
        and not checked.note.reverse_judging
        and not asks(checked.note.question)
        and len(checked.note.question.split()) <= _MOST_WORDS
    ]
    turned = [note.question for note in words if note.reverse]
    if len(words) < _FEWEST:
        return
    asked = _other_language(turned, own)
    answered = _other_language([note.key.answer for note in words], own)
    if asked != answered:
        one = f"the {'questions' if asked else 'answers'} read as {language_of(asked or answered).name}"
        yield Hit(
            f"{one}, and are judged as {language_of(own).name or own}",
            f"language: {{question: {asked or own}, answer: {answered or own}}}",
            DeckPath(("title",) if is_english(own) else ("language",)),
        )

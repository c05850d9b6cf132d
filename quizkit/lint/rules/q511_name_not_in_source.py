"""A name that the cited paragraph does not have.

Words with a capital, and abbreviations, are looked for; titles are left out, initials stand
for a name, and of an answer one accepted form is enough. A name is not put together from two
others. Names in the titles of the deck and of its sources are known.

bad:
  - question: Whose company dug the Suez Canal?
    answer: Gustave Eiffel
    type: person
    source: text#3
good:
  - question: Whose company dug the canal?
    answer: Ferdinand de Lesseps
    type: person
    source: text#3
"""

from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.english import STOP_WORDS, words_of
from quizkit.lint.facts import bare, names_of
from quizkit.lint.rule import Hits, error
from quizkit.model import AnswerType

_LONGEST_NAME = 3  # in words, if not all of them have capitals


def _known(claim: Claim) -> set[str]:
    """Return the words of the titles of the deck and of its sources."""
    deck = claim.checked.deck.deck
    titles = [deck.title, *(source.title for source in deck.sources.values())]
    return {bare(word) for title in titles for word in words_of(title)}


def _missing(claim: Claim, names: list[tuple[str, ...]]) -> list[str]:
    known = _known(claim) if names else set()
    return [" ".join(name) for name in names if not _has(claim, name, known)]


def _has(claim: Claim, name: tuple[str, ...], known: set[str]) -> bool:
    if claim.passage.has_name(name):
        return not claim.passage.names_another(name)
    return claim.passage.has_name([word for word in name if bare(word) not in known])


def _is_name(claim: Claim, text: str) -> bool:
    """Return whether the capital that an answer begins with is that of a name."""
    key = claim.checked.key
    words = text.split()
    if len(words) <= _LONGEST_NAME or (key and key.type is AnswerType.PERSON):
        return True
    return all(word[0].isupper() for word in words if word not in STOP_WORDS)


@error(text=EXAMPLE)
def name_not_in_source(claim: Claim) -> Hits:
    for name in _missing(claim, names_of(claim.prompt)):
        yield claim.told(claim.checked.hit, name)
        return
    for variants in claim.answers:
        names = [names_of(text, whole=_is_name(claim, text)) for text in variants]
        missing = [_missing(claim, of_one) for of_one in names]
        if all(missing):
            yield claim.told(claim.checked.hit_answer, missing[0][0])
            return

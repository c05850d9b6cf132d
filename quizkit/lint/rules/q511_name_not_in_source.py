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

from quizkit.lint.claims import EXAMPLE, Passage, bare, claim_of, names_of, not_in_source
from quizkit.lint.english import STOP_WORDS, words_of
from quizkit.lint.rule import AnyNote, Hits, error
from quizkit.model import AnswerType


def _is_name(checked: AnyNote, text: str) -> bool:
    """Return whether the capital that an answer begins with is that of a name."""
    if checked.key and checked.key.type is AnswerType.PERSON:
        return True
    words = text.split()
    return len(words) < 4 or all(word[0].isupper() for word in words if word not in STOP_WORDS)


def _named(name: tuple[str, ...], passage: Passage, known: frozenset[str]) -> bool:
    if passage.names(name):
        return not passage.names_another(name)
    return all(bare(word) in known or passage.names([word]) for word in name)


def _known_names(checked: AnyNote) -> frozenset[str]:
    deck = checked.deck.deck
    titles = [deck.title, *(source.title for source in deck.sources.values())]
    return frozenset(bare(word) for title in titles for word in words_of(title))


@error(english=True, text=EXAMPLE)
def name_not_in_source(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    known = _known_names(checked)
    for name in names_of(claim.prompt):
        if not _named(name, claim.passage, known):
            yield checked.hit(*not_in_source(checked, " ".join(name)))
            return
    for variants in claim.answers:
        missing = []
        for text in variants:
            names = names_of(text, whole=_is_name(checked, text))
            missing.append([n for n in names if not _named(n, claim.passage, known)])
        if all(missing) and missing:
            yield checked.hit_answer(*not_in_source(checked, " ".join(missing[0][0])))
            return

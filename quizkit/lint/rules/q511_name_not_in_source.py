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


def _is_in(claim: Claim, name: tuple[str, ...]) -> bool:
    """Return whether a name is in what is cited; it need not have words of the titles."""
    if claim.passage.has_name(name):
        return not claim.passage.names_another(name)
    deck = claim.checked.deck.deck
    titles = [deck.title, *(source.title for source in deck.sources.values())]
    known = {bare(word) for title in titles for word in words_of(title)}
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
    """Return a hit on the first name that what is cited does not have."""

    def missing(text: str, *, whole: bool) -> list[str]:
        """Return names; a `whole` text is one, even if its first capital alone shows it."""
        return [" ".join(one) for one in names_of(text, whole=whole) if not _is_in(claim, one)]

    asked = missing(claim.prompt, whole=False)
    return claim.unfounded(asked, lambda text: missing(text, whole=_is_name(claim, text)))

"""A number that the cited paragraph does not have.

Every number of the prompt and of the answer is looked for by its value: 30,000 is "30k" and
"thirty thousand", a decade is 10 years, and 90 minutes are 1.5 hours. Of an answer one accepted
form is enough. Small numbers in words that only say how many answers there are do not count.

bad:
  - question: How long was the Suez Canal when it was opened?
    answer: 146 km
    source: text#2
good:
  - question: How long was the Suez Canal when it was opened in 1869?
    answer: 164 km
    source: text#2
"""

from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.facts import StatedNumber, numbers_of
from quizkit.lint.rule import Hits, error

_SMALL = 12


def _may_be_a_count(number: StatedNumber) -> bool:
    """Return whether a number may only say how many answers there are."""
    return number.in_words and number.value <= _SMALL


@error(text=EXAMPLE)
def number_not_in_source(claim: Claim) -> Hits:
    """Return a hit on the first number that what is cited does not have."""

    def missing(text: str, *, asked: bool = False) -> list[str]:
        """Return numbers as written; a small one that is `asked` may count what it asks for."""
        numbers = [number for number in numbers_of(text) if not claim.passage.has_number(number)]
        return [one.written for one in numbers if not (asked and _may_be_a_count(one))]

    return claim.unfounded(missing(claim.prompt, asked=True), missing)

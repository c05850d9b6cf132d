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

from collections.abc import Iterable

from quizkit.lint.claims import EXAMPLE, Claim
from quizkit.lint.facts import Number, numbers_of
from quizkit.lint.rule import Hits, error

_SMALL = 12  # a number in words that may only say how many answers there are


def _missing(claim: Claim, numbers: Iterable[Number]) -> list[str]:
    return [number.written for number in numbers if not claim.passage.has_number(number)]


@error(text=EXAMPLE)
def number_not_in_source(claim: Claim) -> Hits:
    asked = numbers_of(claim.prompt)
    counts = [number for number in asked if not (number.in_words and number.value <= _SMALL)]
    for what in _missing(claim, counts):
        yield claim.told(claim.checked.hit, what)
        return
    for variants in claim.answers:
        missing = [_missing(claim, numbers_of(text)) for text in variants]
        if all(missing):
            yield claim.told(claim.checked.hit_answer, missing[0][0])
            return

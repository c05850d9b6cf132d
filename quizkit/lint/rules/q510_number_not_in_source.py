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

from quizkit.lint.claims import EXAMPLE, claim_of, not_in_source, numbers_of
from quizkit.lint.rule import AnyNote, Hits, error

_SMALL = 12


@error(english=True, text=EXAMPLE)
def number_not_in_source(checked: AnyNote) -> Hits:
    claim = claim_of(checked)
    if claim is None:
        return
    known = claim.passage
    for number in numbers_of(claim.prompt):
        if not (known.has_number(number) or (number.in_words and number.value <= _SMALL)):
            yield checked.hit(*not_in_source(checked, number.written))
            return
    for variants in claim.answers:
        missing = [
            [n.written for n in numbers_of(text) if not known.has_number(n)] for text in variants
        ]
        if all(missing) and missing:
            yield checked.hit_answer(*not_in_source(checked, missing[0][0]))
            return

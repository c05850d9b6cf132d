"""A card that hangs on another.

"In that year" leans on a card that comes at another time, or never.

bad:
  - question: What else was opened in that year?
    answer: the first railway
good:
  - question: Which railway was finished in 1869, the year of the Suez Canal?
    answer: the transcontinental railroad
"""

import re

from quizkit.lint.rule import AnyNote, Hits, hint

_POINTERS = frozenset(("that", "question", "card", "answer"))
_HINGE = (
    r"\bthat (?:year|month|day|century|battle|war|treaty|event|person|man|woman|king|country|city|"
    r"book|film|element|substance|animal|experiment)\b|"
    r"\b(?:previous|preceding|above) (?:question|card|answer)|\blast question"
)


@hint(english=True)
def hinge(checked: AnyNote) -> Hits:
    words = checked.words
    if not _POINTERS.isdisjoint(words):
        found = re.search(_HINGE, checked.stem, re.IGNORECASE)
        if found and words.count(found[0].split()[-1].lower()) == 1:  # else it is named before
            yield checked.hit(f"`{found[0]}` points at another card", "say which")

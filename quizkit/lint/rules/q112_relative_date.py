"""A time that moves.

"Last year" and "currently" mean something else when the card comes back. Say when; a year
anywhere in the prompt is enough. Names of today are let pass ("called today").

bad:
  - question: Which team won the final last year?
    answer: Spain
good:
  - question: Which team won the final of the football World Cup in 2010?
    answer: Spain
"""

import re

from quizkit.lint.english import is_year, words_of
from quizkit.lint.rule import AnyNote, Hits, warning

_STALE = (
    r"\b(?:(?:last|this|next|past) (?:year|month|week|season|decade)(?! of)|recently|currently|"
    r"nowadays|so far(?! as)|(?:the )?latest|(?:the )?most recent|at present|at the moment|today|"
    r"to date|these days|yesterday|tomorrow|(?<!what is )(?<!what are )(?<!what was )now|"
    r"current (?:president|prime|chancellor|king|queen|pope|leader|ruler|head|champion|holder|"
    r"record|world|population|price|rate|number|members?|version|capital|chair|minister|ceo))\b"
)
_STALE_WORDS = frozenset(
    "last this next past recently currently nowadays far latest recent present moment today now "
    "date days yesterday tomorrow current".split()
)
_NAMING = frozenset("called known named name modern still country city border".split())


@warning(english=True)
def relative_date(checked: AnyNote) -> Hits:
    words = checked.words
    if _STALE_WORDS.isdisjoint(words) or any(is_year(word) for word in words):
        return
    if any(is_year(word) for blank in checked.blanks for word in words_of(blank.answer)):
        return
    found = re.search(_STALE, checked.stem, re.IGNORECASE)
    if found and not (found[0].lower() in ("today", "now") and _NAMING.intersection(words)):
        yield checked.hit(f"`{found[0]}` will mean another time", "name the year: `as of 2025`")

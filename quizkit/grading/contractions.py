"""English contractions written out, with their apostrophe or without it (rule 42 of docs/grading.md).

`he'd` may stand for two things, and so such a text is read in two ways. What is a word of its own
without the apostrophe (`well`, `its`) is that word.
"""

import re

from quizkit.lazy import pattern

_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_ENDINGS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "s": "is", "d": "would"}
_SECOND = {"s": "has", "d": "had"}
"""What an ending may stand for as well."""
_WITH_S = "he|she|it|that|this|what|who|where|when|why|how|there|here|everyone|someone|nobody|let"
"""What has `'s` for a verb; elsewhere it makes a possessive."""
_WITH_D = "i|you|he|she|it|we|they|that|what|who|there"

_CONTRACTION = pattern(
    r"(?<!\w)(?:([^\W\d_]{1,12})n't|([^\W\d_]{1,12})'(re|ve|ll|m)|"
    rf"({_WITH_S})'(s)|({_WITH_D})'(d))(?!\w)",
    re.IGNORECASE,
)
_AND = pattern(r"(?<= )(?:'n'|'n|n')(?= )|(?<=\w)'n'(?=\w)", re.IGNORECASE)
"""Rock 'n' roll."""
_BARE = {
    f"{verb}nt": f"{_IRREGULAR.get(verb, verb)} not"
    for verb in "do does did is are was were has have had ca could wo would should must need might"
    " ought ai".split()
}
_BARE |= {
    f"{word}{ending}": f"{word} {_ENDINGS[ending]}"
    for ending, words in {
        "re": "you they",
        "ve": "i you we they what who where there could would should might must",
        "ll": "you they it that there who",
        "m": "i",
        "s": "he she that what who where how there here",
        "d": "you they",
    }.items()
    for word in words.split()
}
_BARE["cannot"] = "can not"  # which denies as well, so that `can not` is the same
BARE = frozenset(_BARE)
"""Contractions without an apostrophe that are no other word."""
_HAS_SECOND = pattern(
    rf"'n|n'|(?<!\w)(?:(?:{_WITH_S})'s|(?:{_WITH_D})'d"
    r"|(?:s?he|that|what|who|where|how|t?here)s|(?:you|they)d)(?!\w)",
    re.IGNORECASE,
)
_LIKE_WORDS = pattern(
    r"(?<!\w)(?:we'(?:re|ll|d)|(?:it|let)'s|(?:i|s?he)'(?:d|ll))(?!\w)", re.IGNORECASE
)
"""Contractions that without the apostrophe are words: were, well, its, ill, shed."""


def written_out(text: str, *, second_sense: bool = False, all_subjects: bool = True) -> str:
    """Return an English text with what has an apostrophe for letters left out as whole words.

    Args:
        text: plain, with ASCII apostrophes.
        second_sense: take `'s` for `has`, `'d` for `had` and `'n'` for `and`, not for `is`,
            `would` and a letter.
        all_subjects: take `'s` and `'d` for verbs behind more than `it`.
    """
    senses = _ENDINGS | _SECOND if second_sense else _ENDINGS

    def whole(contraction: re.Match[str]) -> str:
        verb = contraction[1]
        if verb:
            return f"{_IRREGULAR.get(verb.casefold(), verb)} not"
        subject, ending = (part for part in contraction.groups()[1:] if part)
        if not all_subjects and ending.casefold() in _SECOND and subject.casefold() != "it":
            return contraction[0]
        return f"{subject} {_verb(subject, ending.casefold(), senses)}"

    text = _CONTRACTION.sub(whole, text)
    return _AND.sub(" and ", text) if second_sense else text


def _verb(subject: str, ending: str, senses: dict[str, str]) -> str:
    return "us" if subject.casefold() == "let" else senses[ending]


def bare_written_out(word: str, *, second_sense: bool = False) -> str:
    """Return one of the `BARE` contractions, in any letter case, as two words."""
    whole = _BARE[word.casefold()]
    subject, _, verb = whole.partition(" ")
    second = {"is": "has", "would": "had"}.get(verb)
    return f"{subject} {second}" if second_sense and second else whole


def has_second_sense(text: str) -> bool:
    """Return whether a plain text has a contraction that may stand for two things."""
    return _HAS_SECOND.search(text) is not None


def without_apostrophes(text: str) -> str:
    """Return a right answer as it may be mistyped where its contractions are then words.

    Only in a text of several words is that no more than an apostrophe forgotten: `he'll` alone is
    not `hell`.
    """
    if "'" not in text or " " not in text:
        return text
    return _LIKE_WORDS.sub(lambda found: found[0].replace("'", ""), text)

"""Rules of the family Q3: options to choose from, and whether they exclude each other."""

import re
from fractions import Fraction
from itertools import combinations
from math import inf, isinf
from typing import TYPE_CHECKING

from quizkit.lint.entry import Entry, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerKey, AnswerType, Case, ChoiceNote, SeveralChoicesNote

if TYPE_CHECKING:
    from quizkit.answers.quantities import Quantity

_CHOICES = ("choice", "several choices")


@rule(
    "Q302",
    Severity.ERROR,
    *_CHOICES,
    bad="""
    - question: Which river flows through Cairo?
      answer: Nile
      distractors: [the Congo, Congo, the Niger]
    """,
    good="""
    - question: Which river flows through Cairo?
      answer: the Nile
      distractors: [the Congo, the Zambezi, the Niger]
    """,
)
def same_option(entry: Entry) -> Hits:
    """two options that are the same

    They differ in an article or punctuation only, so that typed both are one answer.
    """
    if (entry.key and entry.key.type is AnswerType.EXACT) or entry.note.judging.case is Case.STRICT:
        return
    seen: dict[str, str] = {}
    for option in entry.options:
        words = [word.replace(",", "") for word in words_of(option)]
        if words[:1] in _ARTICLES:
            del words[0]
        other = seen.setdefault(" ".join(words), option)
        if words and other != option and not _differ_in_marks(other, option):
            yield entry.option_hit(
                option, f"the options `{other}` and `{option}` are the same", "replace one of them"
            )


_ARTICLES = (["the"], ["a"], ["an"])
_SIGNS = r"[^\w\s.,;:?!'’-]|(?<!\w)['’-]|-(?!\w)"  # a hyphen between letters is none


def _differ_in_marks(one: str, other: str) -> bool:
    """Return whether two options may be meant to differ: in accents, capitals or signs of code."""
    if not (one.isascii() and other.isascii()) or one.casefold() == other.casefold():
        return True
    return bool(re.search(_SIGNS, one) or re.search(_SIGNS, other))


@rule(
    "Q303",
    Severity.WARNING,
    "choice",
    bad="""
    - question: How many bones has an adult human hand?
      answer: 20 to 30
      distractors: [10 to 20, 30 to 40]
    """,
    good="""
    - question: How many bones has an adult human hand?
      answer: 20 to 29
      distractors: [10 to 19, 30 to 39]
    """,
)
def overlapping_options(entry: Entry) -> Hits:
    """options that overlap

    Two ranges share a number ("under 10", "under 50"), or one option is part of another ("whales",
    "whales and seals"): then two options are right, or one can be ruled out by logic alone. The
    years in which something began and ended do not count.
    """
    options = entry.options
    if any(map(str.isdigit, options[0])):
        language = entry.note.judging.language
        ranges = [(option, _range(option, language)) for option in options]
        known = [(option, ends) for option, ends in ranges if ends]
        for (one, a), (other, b) in combinations(known, 2):
            if _overlap(a, b):
                yield entry.option_hit(
                    other,
                    f"the options `{one}` and `{other}` overlap",
                    "let each end before the next",
                )
                return
    for option in options:
        parts = [part.strip() for part in option.split(" and ")]
        whole = next((other for other in options if len(parts) > 1 and other in parts), None)
        if whole is not None:
            yield entry.option_hit(
                option,
                f"the option `{option}` holds the option `{whole}`",
                "make them exclude each other",
            )
            return


_Ends = tuple[Fraction | float, Fraction | float]


def _overlap(a: _Ends, b: _Ends) -> bool:
    """Return whether two ranges share more than "under 5" and "5 to 9" do."""
    if a[0] < b[1] and b[0] < a[1]:
        return True
    return not any(map(isinf, (*a, *b))) and a[0] <= b[1] and b[0] <= a[1]


def _range(option: str, language: str) -> _Ends | None:
    """Return the ends of a range of numbers, or of "over" and "under"; None for anything else."""
    from quizkit.answers.quantities import Bound, Quantity
    from quizkit.answers.reading import Range, read_answer

    read = read_answer(option, language=language)[0]
    if isinstance(read, Quantity) and read.bound in (Bound.OVER, Bound.UNDER):
        value = _in_base(read)
        return (value, inf) if read.bound is Bound.OVER else (-inf, value)
    if not isinstance(read, Range):
        return None
    low, high = read.low[0], read.high[0]
    if not isinstance(low, Quantity) or not isinstance(high, Quantity):
        return None
    if low.unit is None and len(read.low) > 1:  # two years
        return None
    return _in_base(low), _in_base(high)


def _in_base(quantity: "Quantity") -> Fraction:
    return quantity.unit.to_base(quantity.value) if quantity.unit else quantity.value


_ALL_OR_NONE = (
    r"(?:all|none|both|neither|any)(?: of)?(?: the| these)? (?:above|below|these|them|answers|"
    r"others|options)(?: (?:is|are) (?:right|correct|true))?\.?|"
    r"(?:all|none|both) (?:is|are) (?:right|correct|true)\.?|(?:both )?[a-e] (?:and|or) [a-e]\.?"
)


@rule(
    "Q305",
    Severity.WARNING,
    *_CHOICES,
    english=True,
    bad="""
    - question: Which of these is a mammal?
      answer: all of the above
      distractors: [whale, bat, hedgehog]
    """,
    good="""
    - question: Which of these is a mammal?
      answer: whale
      distractors: [shark, penguin, crocodile]
    """,
)
def all_of_the_above(entry: Entry) -> Hits:
    """all, none or both of the above

    Where it stands it is right in 38 % of questions, which is far above chance; and options are
    shuffled here, so that nothing is above.
    """
    for option in entry.options:
        if 3 < len(option) < 30 and re.fullmatch(_ALL_OR_NONE, option, re.IGNORECASE):
            yield entry.option_hit(
                option, f"`{option}` stands for other options", "drop it, or ask with `answers:`"
            )


_FEWEST, _MOST = 3, 6


@rule(
    "Q312",
    Severity.WARNING,
    "choice",
    bad="""
    - question: Which planet is the largest?
      answer: Jupiter
      distractors: [Saturn]
    """,
    good="""
    - question: Which planet is the largest?
      answer: Jupiter
      distractors: [Saturn, Neptune]
    """,
)
def number_of_options(entry: Entry) -> Hits:
    """too few or too many options

    Of two options half the guesses are right; more than six take longer to read than to answer.
    Three good ones do.
    """
    count = len(entry.options)
    if not _FEWEST <= count <= _MOST:
        yield entry.hit(
            f"there are {count} options to choose from", "three to six is best", "distractors"
        )


@rule(
    "Q313",
    Severity.WARNING,
    "choice",
    bad="""
    - question: How far is a light year, in round figures?
      answer: 9.5 trillion km
      distractors: [9.5e12 km, 95 trillion km, 950 billion km]
    """,
    good="""
    - question: How far is a light year, in round figures?
      answer: 9.5 trillion km
      distractors: [95 billion km, 95 trillion km, 950 billion km]
    """,
)
def wrong_option_is_right(entry: Entry) -> Hits:
    """a wrong option that is right

    Typed as an answer it would be judged right: it is the same number in other words, or within
    the tolerance.
    """
    note, key = entry.note, entry.key
    assert isinstance(note, ChoiceNote)
    assert key is not None
    if not any(map(str.isdigit, key.shown)):
        return
    from quizkit.grading.key import judge_key

    bare = AnswerKey(
        key.answer, key.accept, {}, key.type, key.tolerance, False, key.minimum, key.maximum
    )
    for option in note.distractors:
        if judge_key(bare, option, note.judging).outcome.remembered:
            yield entry.option_hit(
                option, f"`{option}` would be judged right", "make it wrong, or accept it"
            )


@rule(
    "Q315",
    Severity.WARNING,
    "several choices",
    bad="""
    - question: Which of these are noble gases?
      answers: [neon]
      distractors: [nitrogen, chlorine, oxygen]
    """,
    good="""
    - question: Which of these are noble gases?
      answers: [neon, argon]
      distractors: [nitrogen, chlorine, oxygen]
    """,
)
def one_right_of_several(entry: Entry) -> Hits:
    """several may be ticked, but one is right

    Wrong ticks are subtracted, so the form of the question misleads. Write it as `answer:`.
    """
    assert isinstance(entry.note, SeveralChoicesNote)
    if len(entry.answers) == 1:
        yield entry.hit_answer("only one option is right", "write `answer:` for `answers:`")

"""Rules of the family Q2, continued: figures, and what they count or measure."""

import re

from quizkit.lint.entry import Entry
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerType

_MEASURES = frozenset("long high tall deep wide heavy far fast hot cold thick".split())


@rule(
    "Q204",
    Severity.WARNING,
    "typed",
    "choice",
    english=True,
    bad="""
    - question: How long is the river Thames?
      answer: 346
    """,
    good="""
    - question: How long is the river Thames?
      answer: 346 km
    """,
)
def no_unit(entry: Entry) -> Hits:
    """a measure without its unit

    With a unit in the answer, miles are converted and a wrong unit is told apart from a wrong
    number. A unit in the question will do.
    """
    words = entry.words
    key = entry.key
    if words[:1] != ["how"] or not _MEASURES.intersection(words[1:2]) or key is None:
        return
    from quizkit.answers.quantities import read_quantity
    from quizkit.answers.units import find_unit

    read = read_quantity(key.answer, language=entry.note.judging.language)
    if read is None or read.unit is not None:
        return
    if not any(find_unit(word) for word in words[2:] if len(word) > 1):
        yield entry.hit_answer(f"{key.answer} of what?", "add the unit: `164 km`")


_WIDE = 0.2


@rule(
    "Q206",
    Severity.WARNING,
    "typed",
    "choice",
    bad="""
    - question: How high is Mont Blanc?
      answer: 4,806 m
      tolerance: 30 %
    - question: What is the ratio of a circle's circumference to its diameter?
      answer: 3.14159
    """,
    good="""
    - question: How high is Mont Blanc?
      answer: 4,806 m
      tolerance: 2
    - question: What is the ratio of a circle's circumference to its diameter?
      answer: 3.14159
      tolerance: 0.002
    """,
)
def tolerance(entry: Entry) -> Hits:
    """a tolerance that is too wide, or missing

    With more than 20 % hardly a guess is wrong. And a figure with four decimals or more is wrong
    when typed with fewer, unless `tolerance:` says how near will do.
    """
    key = entry.key
    assert key is not None
    if key.tolerance:
        from quizkit.answers.quantities import read_quantity
        from quizkit.answers.reading import read_tolerance

        language = entry.note.judging.language
        right = read_quantity(key.answer, language=language)
        allowed = read_tolerance(key.tolerance, language)
        if (
            right
            and allowed
            and right.value
            and allowed.around(right.value) > _WIDE * abs(right.value)
        ):
            yield entry.hit(
                f"{key.tolerance} is more than a fifth of {key.answer}", "narrow it", "tolerance"
            )
    elif key.type is not AnswerType.EXACT and entry.kind == "typed":
        found = re.match(r"[0-9]+[.,]([0-9]+)", key.answer)
        if found and len(found[1]) >= 4 and entry.is_figure:
            yield entry.hit_answer(
                f"{key.answer} has to be typed with all its figures", "add `tolerance: …`"
            )


@rule(
    "Q213",
    Severity.WARNING,
    "typed",
    bad="""
    - question: What did the census of the stables count?
      answer: 783 horses
    """,
    good="""
    - question: How many horses did the census of the stables count?
      answer: 783
    """,
)
def counted_noun(entry: Entry) -> Hits:
    """a number with the thing that it counts

    `783 horses` is judged as text, so that "783" is wrong. With the noun in the question the
    answer is a number, however it is typed.
    """
    key = entry.key
    assert key is not None
    if not key.answer[:1].isdigit() or key.type is not AnswerType.AUTO:
        return
    found = re.fullmatch(r"([0-9][0-9.,]*) ([a-z]{3,}s)", key.answer)
    if found and not entry.is_figure and found[1] not in key.accept:
        yield entry.hit_answer(
            f"`{key.answer}` is judged as text",
            f"ask how many {found[2]}, with `answer: {found[1]}`",
        )


_VERSION_WORDS = frozenset(("version", "versions", "release"))


@rule(
    "Q214",
    Severity.WARNING,
    "typed",
    bad="""
    - question: Which version of Python came after 3.9?
      answer: "3.10"
    """,
    good="""
    - question: Which version of Python came after 3.9?
      answer: "3.10"
      type: exact
    """,
)
def version_as_number(entry: Entry) -> Hits:
    """a version that is read as a number

    As a number 3.10 equals 3.1. With `type: exact` it is compared as it is written.
    """
    key = entry.key
    assert key is not None
    if _VERSION_WORDS.isdisjoint(entry.words) or key.type is not AnswerType.AUTO:
        return
    if re.fullmatch(r"[0-9]{1,3}\.[0-9]{1,3}", key.answer):
        yield entry.hit_answer(f"{key.answer} is read as a number", "add `type: exact`")

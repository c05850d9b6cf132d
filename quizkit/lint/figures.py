"""Rules of the family Q2, continued: figures, and what they count or measure."""

import re
from itertools import pairwise

from quizkit.lint.entry import STOP_WORDS, Entry
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerType

_MEASURES = frozenset("long high tall deep wide heavy far fast hot cold thick".split())
_SIZES = frozenset(
    "length height depth width weight speed distance temperature altitude elevation wavelength "
    "diameter".split()
)
_WITHOUT_UNIT = frozenset(
    "number atomic relative molecular formula array string list word tree path vector cycle in "
    "ratio".split()
)


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
    assert key is not None
    if not key.answer[:1].isdigit() or not _asks_for_a_measure(words):
        return
    from quizkit.answers.quantities import read_quantity
    from quizkit.answers.units import find_unit

    read = read_quantity(key.answer, language=entry.note.judging.language)
    if read is None or read.unit is not None:
        return
    written = [word.strip("?.,;:()") for word in entry.stem.split()]
    units = {b for a, b in pairwise(written) if a not in ("a", "an", "one")}  # of a litre
    if not any(find_unit(word) for word in units if word and word not in STOP_WORDS):
        yield entry.hit_answer(f"{key.answer} of what?", "add the unit: `164 km`")


def _asks_for_a_measure(words: list[str]) -> bool:
    """Return whether it asks how long, or what the length is, or how much something weighs."""
    if words[:1] == ["how"]:
        return not _MEASURES.isdisjoint(words[1:2]) or "weigh" in words
    sizes = [at for at, word in enumerate(words[:5]) if word in _SIZES]
    return bool(sizes) and not _WITHOUT_UNIT.intersection(words)


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
    answer is a number, however it is typed. Numbers in words may be part of a name ("seven
    dwarfs"), and count only where the question asks how many.
    """
    key = entry.key
    assert key is not None
    if key.type is not AnswerType.AUTO or " " not in key.answer:
        return
    if not key.answer[0].isdigit() and entry.words[:2] != ["how", "many"]:
        return
    found = re.fullmatch(_COUNTED, key.answer)
    if not found or entry.is_figure or found[1] in key.accept:
        return
    from quizkit.answers.numerals import cardinal
    from quizkit.answers.units import find_unit

    if found[1][0].isdigit() or cardinal([found[1]], 0):
        nouns = found[2].split()
        if not any(map(find_unit, nouns)):
            yield entry.hit_answer(
                f"`{key.answer}` is judged as text",
                f"ask how many {found[2]}, with `answer: {found[1]}`",
            )


_COUNTED = (
    r"([0-9][0-9.,]*|[a-z]{3,9}) ((?:[a-z]+ )?(?:[a-z]{2,}s|people|men|women|children|sheep|fish|"
    r"deer|teeth|feet|mice|geese|oxen|species))"
)


_VERSIONED = frozenset(
    "version versions release released python java javascript ruby php perl go rust kotlin swift "
    "typescript node django rails ubuntu debian fedora windows macos ios android kernel linux html "
    "css http tls ssl usb bluetooth hdmi opengl unicode postgres postgresql mysql".split()
)


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

    As a number 3.10 equals 3.1. With `type: exact` it is compared as it is written. Looked at are
    questions on versions, releases and software that has them, and figures such as 3.10.
    """
    key = entry.key
    assert key is not None
    if key.type is not AnswerType.AUTO or key.tolerance or not key.answer[:1].isdigit():
        return
    if not re.fullmatch(r"[0-9]{1,3}\.[0-9]{1,3}", key.answer):
        return
    words = entry.words
    about = not _VERSIONED.isdisjoint(words)
    if about or (re.fullmatch(r"[0-9]{1,2}\.[1-9]0", key.answer) and words[:1] == ["which"]):
        yield entry.hit_answer(f"{key.answer} is read as a number", "add `type: exact`")


@rule(
    "Q215",
    Severity.WARNING,
    "typed",
    bad="""
    - question: When did the first train cross the bridge?
      answer: 31 June 1871
    """,
    good="""
    - question: When did the first train cross the bridge?
      answer: 30 June 1871
    """,
)
def impossible_date(entry: Entry) -> Hits:
    """a date that is not in the calendar

    It is judged as a text, letter by letter, and is hardly what was meant.
    """
    key = entry.key
    assert key is not None
    if key.type is not AnswerType.AUTO or not any(map(str.isdigit, key.answer)):
        return
    from quizkit.answers.dates import is_impossible
    from quizkit.answers.reading import Text, kind_of

    language = entry.note.judging.language
    if not is_impossible(key.answer, language):
        return
    if kind_of(key.answer, language=language) is Text:  # 1914-18 are years
        yield entry.hit_answer(f"there is no {key.answer}", "look up the date")

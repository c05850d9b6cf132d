"""Rules of the family Q3: options to choose from, and what gives the right one away."""

import re
from fractions import Fraction
from itertools import combinations

from quizkit.lint.entry import STOP_WORDS, Entry, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerKey, AnswerType, Case, ChoiceNote, SeveralChoicesNote

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
        words = words_of(option)
        if words[:1] in _ARTICLES:
            del words[0]
        other = seen.setdefault(" ".join(words), option)
        if words and other != option and not _differ_in_marks(other, option):
            yield entry.option_hit(
                option, f"the options `{other}` and `{option}` are the same", "replace one of them"
            )


_ARTICLES = (["the"], ["a"], ["an"])
_SIGNS = r"[^\w\s.,;:!?'’-]|(?<!\w)['’]"


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

    Two ranges share a number, or one option is part of another ("whales", "whales and seals"):
    then two options are right, or one can be ruled out by logic alone.
    """
    options = entry.options
    if any(map(str.isdigit, options[0])):
        ranges = [(option, _range(option)) for option in options]
        known = [(option, ends) for option, ends in ranges if ends]
        for (one, a), (other, b) in combinations(known, 2):
            if a[0] <= b[1] and b[0] <= a[1]:
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


def _range(option: str) -> tuple[Fraction, Fraction] | None:
    from quizkit.answers.quantities import Quantity
    from quizkit.answers.reading import Range, read_answer

    read = read_answer(option)[0]
    if not isinstance(read, Range):
        return None
    low, high = read.low[0], read.high[0]
    if not isinstance(low, Quantity) or not isinstance(high, Quantity):
        return None
    if low.unit is None and len(read.low) > 1:  # two years
        return None
    return low.value, high.in_unit(low.unit)


@rule(
    "Q304",
    Severity.WARNING,
    "choice",
    bad="""
    - question: What does a catalyst do?
      answer: It speeds a reaction up without being used up in it.
      distractors: [It heats it., It stops it., It dyes it.]
    """,
    good="""
    - question: What does a catalyst do?
      answer: It speeds a reaction up.
      distractors: [It heats the mixture., It stops a reaction., It dyes the mixture.]
    """,
)
def longest_is_right(entry: Entry) -> Hits:
    """the right option is by far the longest

    Authors take care to make the right option exact, and learners know it: it is half as long
    again as the median, and ten characters longer than the next.
    """
    right, *wrong = map(len, entry.options)
    lengths = sorted((right, *wrong))
    median = (lengths[len(lengths) // 2] + lengths[(len(lengths) - 1) // 2]) / 2
    if right >= max(wrong) + 10 and right >= 1.5 * median:
        yield entry.hit_answer(
            f"the right option has {right} characters, the next longest {max(wrong)}",
            "shorten it (the rest can be the `explanation:`), or give the others as much detail",
        )


_ALL_OR_NONE = (
    r"(?:all|none|both|neither|any)(?: of)?(?: the)? (?:above|below|these|them|answers|others|"
    r"options)\.?|[a-e] (?:and|or) [a-e]\.?"
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


@rule(
    "Q306",
    Severity.WARNING,
    "choice",
    english=True,
    bad="""
    - question: A whole that is made of atoms held together by bonds is called a
      answer: molecule
      distractors: [ion, isotope, element]
    """,
    good="""
    - question: What is a whole of atoms called that are held together by bonds?
      answer: molecule
      distractors: [ion, isotope, element]
    """,
)
def grammatical_cue(entry: Entry) -> Hits:
    """grammar gives the right option away

    The prompt ends in "a" or "an", and only the right option fits behind it.
    """
    last = entry.words[-1:]
    if last not in (["a"], ["an"]) or entry.words[-2:] == ["a", "an"]:
        return
    fits = [(option[:1].lower() in "aeiou") == (last == ["an"]) for option in entry.options]
    if fits[0] and not any(fits[1:]):
        yield entry.hit(
            f"only the right option fits behind `{last[0]}`", "end in `a/an`, or reword"
        )


@rule(
    "Q307",
    Severity.HINT,
    "choice",
    english=True,
    bad="""
    - question: Which instrument measures the pressure of the atmosphere?
      answer: atmosphere gauge
      distractors: [thermometer, compass, seismograph]
    """,
    good="""
    - question: Which instrument measures the pressure of the atmosphere?
      answer: barometer
      distractors: [thermometer, compass, seismograph]
    """,
)
def echo(entry: Entry) -> Hits:
    """a word of the prompt in the right option only

    An option that echoes the prompt is picked by learners who know nothing of the matter.
    """
    asked = {word for word in entry.words if len(word) >= 5 and word not in STOP_WORDS}
    wrong = {word for option in entry.options[1:] for word in words_of(option)}
    echoes = asked.intersection(words_of(entry.options[0])) - wrong
    if echoes:
        yield entry.hit_answer(
            f"only the right option repeats `{min(echoes)}`", "reword one of the two"
        )


@rule(
    "Q308",
    Severity.WARNING,
    "choice",
    bad="""
    - question: What marks the end of the Western Roman Empire?
      answer: "476"
      distractors: [the fall of Carthage, the death of Nero, the reign of Trajan]
    """,
    good="""
    - question: In which year did the Western Roman Empire end?
      answer: "476"
      distractors: ["313", "410", "800"]
    """,
)
def odd_one_out(entry: Entry) -> Hits:
    """the right option is the only one of its sort

    A number among words, or words among numbers, stands out as right or as wrong without any
    knowledge.
    """
    figures = [bool(re.match(r"[^\w]{0,2}[0-9]", option)) for option in entry.options]
    if len(figures) > 2 and len(set(figures[1:])) == 1 and figures[0] != figures[1]:
        sort = "a number" if figures[0] else "no number"
        yield entry.hit_answer(f"only the right option is {sort}", "make options of one sort")


_ABSOLUTES = frozenset("always never only all every none impossible must".split())


@rule(
    "Q309",
    Severity.HINT,
    "choice",
    english=True,
    bad="""
    - question: How do whales breathe?
      answer: They come up for air.
      distractors: [They never need air., They always use gills., They only breathe at night.]
    """,
    good="""
    - question: How do whales breathe?
      answer: They come up for air.
      distractors: [They use gills., They take air from food., They breathe through the skin.]
    """,
)
def absolutes(entry: Entry) -> Hits:
    """always and never in wrong options only

    Learners know that a sweeping option is mostly wrong.
    """
    right, *wrong = ([_ABSOLUTES.intersection(words_of(option)) for option in entry.options])  # fmt: skip
    if not right and sum(map(bool, wrong)) >= 2:
        words = sorted(set().union(*wrong))
        yield entry.hit(
            f"only wrong options say `{'`, `'.join(words)}`", "tone them down", "distractors"
        )


_FAR = 100


@rule(
    "Q311",
    Severity.WARNING,
    "choice",
    bad="""
    - question: How many moons has Mars?
      answer: 2
      distractors: ["1", "4", "5,000"]
    """,
    good="""
    - question: How many moons has Mars?
      answer: 2
      distractors: ["1", "4", "5"]
    """,
)
def implausible_number(entry: Entry) -> Hits:
    """a number that nobody would pick

    A wrong option is over a hundred times larger or smaller than all others, or measures something
    else, so there is one option less to choose from.
    """
    if not all(any(map(str.isdigit, option)) for option in entry.options):
        return
    from quizkit.answers.quantities import read_quantity

    language = entry.note.judging.language
    read = [read_quantity(option, language=language) for option in entry.options]
    units = {one.unit.dimensions if one.unit else () for one in read if one}
    if None in read or len(units) != 1:
        return
    values = [one.unit.to_base(one.value) if one.unit else one.value for one in read if one]
    if min(values) <= 0:
        return
    for option, value in zip(entry.options[1:], values[1:], strict=True):
        others = [other for other in values if other is not value]
        if all(value > _FAR * other or other > _FAR * value for other in others):
            yield entry.option_hit(
                option, f"`{option}` is far off all other options", "write one that tempts"
            )
            return


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


_VAGUE = frozenset("usually often rarely sometimes frequently seldom".split())


@rule(
    "Q314",
    Severity.WARNING,
    *_CHOICES,
    english=True,
    bad="""
    - question: How do cats land when they fall?
      answer: usually on their feet
      distractors: [often on their back, rarely at all, sometimes on their head]
    """,
    good="""
    - question: On what do falling cats land, thanks to a reflex?
      answer: their feet
      distractors: [their back, their head, their tail]
    """,
)
def vague_frequency(entry: Entry) -> Hits:
    """how often, in words that mean something else to everyone

    What is "often" to one is "sometimes" to another, so that options overlap.
    """
    vague = [option for option in entry.options if _VAGUE.intersection(words_of(option))]
    if (vague and len(vague) < len(entry.options)) or len(vague) > 1:
        yield entry.option_hit(
            vague[0], f"`{vague[0]}` is vague", "give a number, or ask what, not how often"
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

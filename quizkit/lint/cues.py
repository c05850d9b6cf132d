"""Rules of the family Q3, continued: what gives the right option away, or a wrong one."""

import re

from quizkit.lint.entry import STOP_WORDS, Entry, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule


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

    The prompt ends in "a" or "an", asks with "is" for one thing or with "are" for several, and only
    the right option fits.
    """
    words = entry.words
    last = words[-1] if words else ""
    if last in ("a", "an") and words[-2:] != ["a", "an"]:
        fits = [(option[:1].lower() in "aeiou") == (last == "an") for option in entry.options]
    elif last in _NUMBERED:
        fits = [_is_plural(option) == _NUMBERED[last] for option in entry.options]
    elif words[:1] in (["which"], ["what"]) and words[2:3] in (["are"], ["were"]):
        last = words[2]
        fits = [_is_plural(option) for option in entry.options]
    else:
        return
    if fits[0] and not any(fits[1:]):
        yield entry.hit(f"only the right option fits `{last}`", "make all fit, or reword")


_NUMBERED = {"is": False, "was": False, "are": True, "were": True}


def _is_plural(option: str) -> bool:
    return " and " in option or bool(re.search(r"[^su]s$|[^aeiou]ies$", option))


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
_FEWEST = 3  # options, for one to be the odd one


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

    A wrong option is over a hundred times larger or smaller than all others, which are near each
    other, or measures something else, so there is one option less to choose from.
    """
    if not all(any(map(str.isdigit, option)) for option in entry.options):
        return
    from quizkit.answers.quantities import read_quantity

    language = entry.note.judging.language
    read = [read_quantity(option, language=language) for option in entry.options]
    units = [one.unit.dimensions if one.unit else () for one in read if one]
    if None in read or len(units) < _FEWEST:
        return
    for option, unit in zip(entry.options[1:], units[1:], strict=True):
        if units.count(unit) == 1 and len(set(units)) == 2:
            yield entry.option_hit(option, f"`{option}` measures something else", "use one unit")
            return
    if len(set(units)) > 1:
        return
    values = [one.unit.to_base(one.value) if one.unit else one.value for one in read if one]
    if min(values) <= 0:
        return
    for at, option in enumerate(entry.options[1:], start=1):
        value, others = values[at], values[:at] + values[at + 1 :]
        alone = all(value > _FAR * other or other > _FAR * value for other in others)
        if alone and max(others) <= _FAR * min(others):
            yield entry.option_hit(
                option, f"`{option}` is far off all other options", "write one that tempts"
            )
            return


_VAGUE = frozenset("usually often rarely sometimes frequently seldom".split())
_OF_WORDS = frozenset("adverb word means mean meaning synonym opposite translate".split())


@rule(
    "Q314",
    Severity.WARNING,
    "choice",
    "several choices",
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
    if not _OF_WORDS.isdisjoint(entry.words):
        return
    vague = [option for option in entry.options if _VAGUE.intersection(words_of(option))]
    if (vague and len(vague) < len(entry.options)) or len(vague) > 1:
        yield entry.option_hit(
            vague[0], f"`{vague[0]}` is vague", "give a number, or ask what, not how often"
        )

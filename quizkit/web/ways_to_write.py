"""Other ways to write a right answer, guessed freely: the grader decides which of them are right.

They are for a page that has no grader. Whatever is guessed here is asked of it before it is written
down, so that a wild guess costs time and nothing else.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from quizkit.lazy import pattern

_MOST = 48
"""So many guesses for one answer are asked of the grader, and no more."""

_ARTICLES = {
    "en": ("the ", "a ", "an "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "fr": ("le ", "la ", "les ", "l'", "un ", "une "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l'", "un ", "una "),
    "nl": ("de ", "het ", "een "),
    "pt": ("o ", "a ", "os ", "as ", "um ", "uma "),
}
_UNITS = {
    "km": "kilometres kilometers kilometre kilometer",
    "m": "metres meters metre meter",
    "cm": "centimetres centimeters centimetre",
    "mm": "millimetres millimeters millimetre",
    "kg": "kilograms kilogrammes kilos kilogram",
    "g": "grams grammes gram",
    "mg": "milligrams milligram",
    "l": "litres liters litre",
    "ml": "millilitres milliliters mL",
    "s": "seconds sec second",
    "ms": "milliseconds millisecond",
    "min": "minutes mins minute",
    "h": "hours hrs hour",
    "°C": "C degrees\N{NO-BREAK SPACE}Celsius",
    "%": "percent per\N{NO-BREAK SPACE}cent",
    "years": "year yrs y",
    "months": "month",
    "weeks": "week",
    "days": "day d",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "kB": "kilobytes KB",
    "MB": "megabytes",
    "GB": "gigabytes",
    "bytes": "byte B",
    "bits": "bit",
}
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBER = pattern(r"[+-]?\d[\d.,'\u2019\u00a0\u202f ]*\d|\d")
_QUANTITY = pattern(r"(?s)([<>~\u2248]? ?[+-]?\d(?:[\d.,'\u2019\u00a0\u202f ]*\d)?) ?(\D*)")
_BRACKETS = pattern(r" ?[(\[][^()\[\]]*[)\]]")
_IN_BRACKETS = pattern(r"[(\[]([^()\[\]]{2,})[)\]]")
_SIGNS = (
    (" & ", " and "),
    (" and ", " & "),
    ("\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    ("\N{EN DASH}", "-"),
    ("\N{EM DASH}", "-"),
    ("\N{MINUS SIGN}", "-"),
    ("-", " "),
    ("-", ""),
    ("...", "\N{HORIZONTAL ELLIPSIS}"),
    (".", ""),
    (",", ""),
    ("'", ""),
    (" to ", "-"),
    (" to ", " - "),
    ("\N{EN DASH}", " to "),
    (" or ", "/"),
    ("/", " or "),
)


def ways_to_write(text: str, language: str = "en", *, question: str = "") -> list[str]:
    """Return other ways to write an answer, at most 48, which may be wrong.

    Args:
        text: the answer, as its author wrote it.
        language: BCP 47 tag of it.
        question: what it answers; of “How many cases …” an answer may be “18 cases”.
    """
    found: dict[str, None] = {}
    guesses = _guesses(text, language.partition("-")[0].lower())
    for guess in chain(guesses, _with_what_is_counted(text, question)):
        guess = " ".join(guess.split(" ")).strip()
        if guess and guess != text:
            found[guess] = None
        if len(found) == _MOST:
            break
    return list(found)


_COUNTED = pattern(r"(?i)\bhow many (\w+)(?: (\w+))?")


def _with_what_is_counted(text: str, question: str) -> Iterator[str]:
    """Yield a bare number with the words that a question counts by."""
    asked = _COUNTED.search(question) if text[-1:].isdigit() else None
    if asked:
        yield f"{text} {asked[1]}"
        yield f"{text} {asked[1]} {asked[2]}"


def _guesses(text: str, language: str) -> Iterator[str]:
    for way in (_of_numbers, _about, _without_brackets, _of_names):
        yield from way(text)
    if len(text) <= 5 and text.isupper() and text.isalpha():
        yield "".join(f"{letter}." for letter in text)
    if text.count(" ") == 1:
        yield from (text.replace(" ", "-"), text.replace(" ", ""))
    yield from _with_articles(text, language)
    if (bare := _without_accents(text)) != text:
        yield bare
    if text[:1] in "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}":
        yield text[1:-1]
    for sign, other in _SIGNS:
        if sign in text:
            yield text.replace(sign, other)
    if language == "en" and text.isascii():
        yield from _of_the_number(text, "s")


def _with_articles(text: str, language: str) -> Iterator[str]:
    """Yield a text without the article before it, or with one."""
    articles = _ARTICLES.get(language, ())
    low = text.lower()
    own = next((each for each in articles if low.startswith(each)), "")
    if own:
        yield text[len(own) :]
    elif articles and not text[:1].isdigit():
        yield from (f"{each}{text}" for each in articles)


def _of_the_number(text: str, ending: str) -> Iterator[str]:
    """Yield a text of one word or two in the singular or plural."""
    if text.endswith(ending) and len(text) > 3:
        yield text.removesuffix(ending)
    elif text[-1:].isalpha() and len(text.split()) <= 2:
        yield text + ending


def _without_accents(text: str) -> str:
    parted = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in parted if not unicodedata.combining(c)))


def _without_brackets(text: str) -> Iterator[str]:
    """Yield what stands before brackets, and what stands in them."""
    outside = _BRACKETS.sub("", text)
    if outside != text:
        yield outside
        yield from (found[1] for found in _IN_BRACKETS.finditer(text))


def _of_numbers(text: str) -> Iterator[str]:
    """Yield a number with other separators, in words, and with other names of its unit."""
    found = _QUANTITY.fullmatch(text)
    if not found:
        yield from _in_running_text(text)
        return
    number, unit = found[1], found[2].strip()
    units = [unit, *_names_of(unit), unit.upper(), unit.lower()] if unit else [""]
    for written in [number, *_with_separators(number), *_in_words(number)]:
        for name in units:
            yield f"{written} {name}"
            if name and len(name) <= 3:
                yield f"{written}{name}"
            elif name.endswith("s") and name.isalpha():
                yield f"{written}-{name[:-1]}"
        yield written


def _in_running_text(text: str) -> Iterator[str]:
    """Yield a text whose numbers are written without separators, or in words."""
    words = text.split(" ")
    for at, word in enumerate(words):
        for other in _in_words(word):
            yield " ".join([*words[:at], other, *words[at + 1 :]])
        if word.lower() in _SMALL:
            yield " ".join([*words[:at], str(_SMALL.index(word.lower())), *words[at + 1 :]])
    yield _NUMBER.sub(lambda number: number[0].replace(",", "").replace(" ", ""), text)


def _names_of(unit: str) -> Iterable[str]:
    """Return other names of a unit."""
    for short, names in _UNITS.items():
        every = [short, *(name.replace("\N{NO-BREAK SPACE}", " ") for name in names.split(" "))]
        if unit in every:
            return [name for name in every if name != unit]
    return ()


_SEPARATORS = ",'\N{RIGHT SINGLE QUOTATION MARK} \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}."


def _with_separators(number: str) -> Iterator[str]:
    """Yield a number with its thousands parted otherwise, or not at all."""
    bare = "".join(sign for sign in number if sign not in _SEPARATORS)
    if bare != number:
        yield bare
    for separator in (",", " "):
        for each in {number, bare}:
            whole, point, rest = each.replace(",", "").replace(" ", "").partition(".")
            if whole.isdigit() and len(whole) > 3:
                yield f"{int(whole):,}".replace(",", separator) + point + rest
    if "." in number:
        yield number.rstrip("0").rstrip(".")
        yield number.replace(".", ",")


def _in_words(number: str) -> Iterator[str]:
    """Yield a whole number as English words: `12`, `783`, `2017`, `30,000`."""
    bare = number.replace(",", "")
    if not (bare.isascii() and bare.isdigit()) or len(bare) > 12:
        return
    value = int(bare)
    if value < 1000:
        yield _below_a_thousand(value)
    if 1100 <= value < 2100 and value % 100 > 9:
        yield f"{_below_a_thousand(value // 100)} {_below_a_thousand(value % 100)}"
    for size, name, sign in _SIZES:
        if value >= size and value % (size // 100) == 0:
            many, rest = divmod(value, size)
            yield f"{value / size:g} {name}"
            yield f"{value / size:g}{sign}"
            if not rest and many < 1000:
                yield f"{_below_a_thousand(many)} {name}"


_SIZES = ((10**9, "billion", "bn"), (10**6, "million", "M"), (1000, "thousand", "k"))


def _below_a_thousand(value: int) -> str:
    if value < 20:
        return _SMALL[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")
    hundreds, rest = divmod(value, 100)
    return f"{_SMALL[hundreds]} hundred" + (f" {_below_a_thousand(rest)}" if rest else "")


_BOUND = pattern(
    r"(?i)(over|more than|above|at least|under|less than|below|about|around|late) (.+)"
)
_SAME_BOUNDS = (("over", "more than", "above", "greater than"), ("under", "less than", "below"))


def _about(text: str) -> Iterator[str]:
    """Yield what is said of a bound or a time in other words."""
    if found := _BOUND.fullmatch(text):
        word, rest = found[1].lower(), found[2]
        same = next((every for every in _SAME_BOUNDS if word in every), ())
        for each in [rest, *_of_numbers(rest)]:
            yield each
            yield from (f"{other} {each}" for other in same if f"{other} {each}" != text)
        if word in _SAME_BOUNDS[0]:
            yield f"{rest}+"
            yield f">{rest}"
    if text[-4:].isdigit():
        yield from (f"in {text}", f"since {text}")


def _of_names(text: str) -> Iterator[str]:
    """Yield forms of what may be the name of a person: the last alone, initials, turned round."""
    words = text.split(" ")
    if not 2 <= len(words) <= 5 or not all(word[:1].isalpha() for word in words):
        return
    if not (words[0][:1].isupper() and words[-1][:1].isupper()):
        return
    last, first = words[-1], words[:-1]
    yield last
    yield f"Dr. {text}"
    yield f"{last}, {' '.join(first)}"
    yield f"{' '.join(f'{word[0]}.' for word in first)} {last}"
    yield f"{' '.join(word[0] for word in first)} {last}"
    yield f"{first[0]} {last}"
    if len(words) > 2:
        yield " ".join(words[-2:])

"""Numbers in the words of a language other than English, put into figures before they are read.

`zweiundzwanzig`, `vingt et un`, `عشرون`, `deux cent mille`, made from what the file of the language
says; Han and Korean numerals (`3万5千`, `二十二`, `이십이`) of any size. Spaces, hyphens and accents in
them do not matter.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import islice

from quizkit.answers.languages import language_of
from quizkit.answers.languages.language import Language, pairs_of
from quizkit.answers.letters import with_e, without_marks
from quizkit.lazy import pattern

_NEXT = pattern(r"[ -]?([^\W\d_][^\s\d,.;:!?-]*)")
_MOST_PIECES = 4
"""Most words that a number up to a hundred is written in."""
_MOST_OF_LARGE = 12
_LONGEST_RUN = 80


def in_figures(text: str, own: Language) -> str:
    """Return plain text with the numbers that it has in words of a language in figures."""
    if own.myriads:
        text = _MYRIAD.sub(_by_myriads, text)
    return with_figures(text, number_words(own), large_numbers(own)) if own.counting else text


@cache
def number_words(own: Language) -> Mapping[str, int]:
    """Return the numbers to 100, and a thousand, by their words run together and made plain."""
    words: dict[str, int] = {}
    for form, number in _made(own):
        for spelling in (form, with_e(form)):
            words.setdefault(_squeezed(spelling), number)
    for word, power in pairs_of(own.magnitudes).items():
        if len(word) > 2 if int(power) < 4 else len(word) > 4 and int(power) < 10:
            words.setdefault(word, 10 ** int(power))
    return words


class LargeNumbers:
    """Reads numbers from a hundred to a million in words run together and made plain.

    Args:
        own: the language.
    """

    def __init__(self, own: Language) -> None:
        self._small = {word: number for word, number in number_words(own).items() if number < 101}
        hundred = {word: number for word, number in self._small.items() if number == 100}
        self._hundreds = hundred | dict(_hundreds(own))
        self._joint = re.compile("|".join((*map(_squeezed, own.hundred_and.split()), "")))
        thousand = sorted(map(_squeezed, own.thousand.split()), key=len, reverse=True)
        self._thousand = re.compile("|".join(thousand) or "(?!)")
        self._begins = tuple({word[:2] for word in (*self._small, *self._hundreds, *thousand)})

    def read(self, run: str) -> int | None:
        """Return the number that words are, or None."""
        if len(run) > _LONGEST_RUN or not run.startswith(self._begins):
            return None
        for found in self._thousand.finditer(run):
            many = self._below(run[: found.start()]) if found.start() else 1
            rest = self._rest(run[found.end() :], self._below) if many else None
            if many and rest is not None:
                return many * 1000 + rest
        number = self._below(run)
        return number if number and number > 100 else None  # others are in `number_words`

    def _below(self, run: str) -> int | None:
        """Return a number of hundreds and less, or None."""
        if run in self._small:
            return self._small[run]
        for end in range(len(run), 1, -1):
            hundreds = self._hundreds.get(run[:end])
            if not hundreds:
                continue
            is_large = hundreds >= 1000
            rest = self._rest(run[end:], self._below if is_large else self._small.get)
            if rest is not None and (rest < 100 or is_large):
                return hundreds + rest
        return None

    def _rest(self, run: str, read: Callable[[str], int | None]) -> int | None:
        """Return what stands behind hundreds or thousands: nothing, or a number with a joint."""
        if not run:
            return 0
        joint = self._joint.match(run)
        return read(run) or (joint and read(run[joint.end() :])) or None


@cache
def large_numbers(own: Language) -> LargeNumbers | None:
    """Return what reads the large numbers of a language; None if its file says nothing of them."""
    return LargeNumbers(own) if own.hundreds else None


def _hundreds(own: Language) -> Iterator[tuple[str, int]]:
    """Yield the hundreds of a language and their values; of some up to nineteen (neunzehnhundert)."""
    below = [forms.split("/") for forms in own.counting.split(", ")]
    for entry in own.hundreds.split(", "):
        first, last = entry.split()
        if first != "ones":
            yield _squeezed(first), int(last)
            continue
        for number, forms in enumerate(below[1:20], start=1):
            for form in forms if number != 10 else ():
                for spelling in (form.removesuffix("!"), with_e(form)):
                    yield _squeezed(spelling + last), 100 * number


_ALONE = pattern(r"(?<![\w.,:/-])[0-9]{1,3}(?![\w.,:/-])")
_BESIDE_SIGNS = pattern(r"(?<![0-9a-zA-Z.,:/-])[0-9]{1,3}(?![0-9a-zA-Z.,:/-])")
"""Also beside a letter of scripts that part no words from figures: 3人."""
_MOST_FORMS = 12


def in_words(text: str, tag: str) -> Iterator[str]:
    """Yield `text` with its one number, if it is of a hundred at most, in the words of a language.

    Words of which a number is made are parted by hyphens, which stand for a space or nothing.
    None is without a tag.
    """
    if not tag:
        return
    alone = _BESIDE_SIGNS if language_of(tag).myriads else _ALONE
    numbers = [*islice(alone.finditer(text), 2)]
    if len(numbers) == 1:
        found = numbers[0]
        for form in _forms(tag).get(int(found[0]), ())[:_MOST_FORMS]:
            yield f"{text[: found.start()]}{form}{text[found.end() :]}"


@cache
def _forms(tag: str) -> Mapping[int, list[str]]:
    own = language_of(tag)
    forms: dict[int, list[str]] = {}
    for form, number in _made(own) if own.counting else ():
        forms.setdefault(number, []).append(form.replace(" ", "-"))
    if own.myriads:
        digits, ten = _NUMERALS["가" <= own.own_name < "힣"]
        for number in range(100):
            tens, ones = divmod(number, 10)
            written = (digits[tens] if tens > 1 else "") + (ten if tens else "")
            forms.setdefault(number, []).append(
                written + (digits[ones] if ones or not tens else "")
            )
    if own.name == "Chinese":
        forms[2].append("两")
    return forms


_NUMERALS = {False: ("零一二三四五六七八九", "十"), True: ("영일이삼사오육칠팔구", "십")}
"""The digits and the ten of Han numerals, and of Korean ones."""


def _squeezed(text: str) -> str:
    return re.sub(r"[\s'’-]", "", without_marks(text).casefold())


def _made(own: Language) -> Iterator[tuple[str, int]]:
    """Yield every form of every number, those that stand in the file first."""
    below = [forms.split("/") for forms in own.counting.split(", ")]
    tens = [forms.split("/") for forms in own.tens.split(", ")] if own.tens else []
    alone = [*enumerate(below), *zip(range(20, 110, 10), tens, strict=False)]
    yield from ((form.removesuffix("!"), number) for number, forms in alone for form in forms)
    rounds = [(number, forms) for number, forms in alone if number % 10 == 0 < number < 100]
    starts = [(number, forms, range(1, 10)) for number, forms in rounds] if tens else []
    starts += [
        (int(start), [word], range(10, 20)) for word, start in pairs_of(own.twenties).items()
    ]
    for start, words, numbers in starts:
        for number in numbers:
            forms = _compounds(own, words, below[number])
            yield from ((form, start + number) for form in forms)


def _compounds(own: Language, tens: list[str], ones: list[str]) -> Iterator[str]:
    """Yield the ways in which a language says tens and ones."""
    for way in own.compound.split(", "):
        for ten in tens:
            for one in ones:
                if not one.endswith("!"):
                    yield " ".join(
                        {"tens": ten, "ones": one}.get(word, word) for word in way.split()
                    )


_WORD_START = pattern(r"(?<![^\s(\"-])(?<![0-9] )(?=[^\W\d_])")
"""The beginnings of words, but for those behind a figure, which are its unit."""


def with_figures(text: str, words: Mapping[str, int], large: LargeNumbers | None = None) -> str:
    """Return a text with numbers in figures, each of as many words as make one.

    `words` are run together, as `number_words` has them; `large` reads those that are more than a
    hundred. A word behind a figure is its unit.
    """
    done: list[str] = []
    at = 0
    for start in (found.start() for found in _WORD_START.finditer(text)):
        is_unit = done and start <= at + 1
        found = None if is_unit else _longest(text, start, words, large)
        if found:
            done += [text[at:start], str(found[0])]
            at = found[1]
    return "".join((*done, text[at:]))


def _longest(
    text: str, start: int, words: Mapping[str, int], large: LargeNumbers | None
) -> tuple[int, int] | None:
    """Return the number of the most words from a place on, and where they end."""
    best, at, run = None, start, ""
    for _ in range(_MOST_OF_LARGE if large else _MOST_PIECES):
        found = _NEXT.match(text, at)
        if not found:
            break
        run, at = run + _squeezed(found[1]), found.end()
        number = words.get(run)
        if number is None and large:
            number = large.read(run)
        if number is not None:
            best = number, at
    return best


_DIGITS = {
    **{sign: value for value, sign in enumerate("〇一二三四五六七八九")},
    **{sign: value for value, sign in enumerate("영일이삼사오육칠팔구")},
    "零": 0,
    "两": 2,
    "兩": 2,
    "공": 0,
    "륙": 6,
    "육": 6,
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_LARGE = {
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
    "만": 10**4,
    "억": 10**8,
    "조": 10**12,
}
_HAN = "".join(sign for sign in (*_DIGITS, *_SMALL, *_LARGE) if sign < "가")
_HANGUL = "".join(sign for sign in (*_DIGITS, *_SMALL, *_LARGE) if sign >= "가")
_MYRIAD = pattern(
    rf"(?:[0-9][0-9,.]* ?[{_HAN}]|[{_HAN}])[0-9{_HAN}]*(?![克米瓦帕焦卡赫])"
    rf"|(?:[0-9][0-9,.]* ?[십백천만억조]|(?<![0-9가-힣])[{_HANGUL}])"
    rf"[0-9{_HANGUL} ]*(?<! )(?![가-힣]{{2}})"
)
"""A numeral: not the 千 of a kilogram, nor the beginning of a Korean word."""
_PIECE = pattern(r"[0-9]+(?:\.[0-9]+)?|.")
_LONGEST = 40


def _by_myriads(found: re.Match[str]) -> str:
    """Return a Han or Korean numeral in figures, or as it stands if it is none."""
    text = found[0].replace(",", "").replace(" ", "")
    is_syllable = len(text) == 1 and text >= "가" and found.string[found.end() :][:1].isalpha()
    if len(text) > _LONGEST or is_syllable:
        return found[0]
    if all(sign in _DIGITS for sign in text):
        return "".join(str(_DIGITS[sign]) for sign in text)
    value = _myriads(_PIECE.findall(text))
    return found[0] if value is None else value


def _myriads(pieces: list[str]) -> str | None:
    """Return the number that numerals make, ten thousand at a time; None if they make none.

    A figure may have decimals before its last numeral: 2.5億.
    """
    total, group, digit = Decimal(0), Decimal(0), None
    above = 10**16
    for piece in pieces:
        if piece in _SMALL:
            group += (1 if digit is None else digit) * _SMALL[piece]
            digit = None
        elif piece in _LARGE:
            if _LARGE[piece] >= above:
                return None
            above = _LARGE[piece]
            group += 0 if digit is None else digit
            total, group, digit = total + (group or 1) * above, Decimal(0), None
        elif digit not in (None, 0):
            return None
        else:
            digit = Decimal(_DIGITS.get(piece, piece))
    return f"{(total + group + (digit or 0)).normalize():f}"

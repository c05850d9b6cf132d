"""Where spaces are free, and where they are not: rule 39 of docs/grading.md.

Between letters and figures a space, a hyphen and nothing are one: CD4, CD-4, CD 4. Figures never
run together: 1 0 is not 10. The time of day has one form. What is typed as one word for two, or as
two for one, is weighed in `joints`.
"""

import re

from quizkit.lazy import pattern

_BORDER = pattern(r"(?<=[0-9])(?!(?:st|nd|rd|th)\b)(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")
"""Between a letter and a figure; ordinals stay whole."""


def at_figures(
    words: tuple[str, ...], gaps: tuple[bool, ...]
) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return words cut between letters and figures, and for each but the first what stands before.

    That is whether a space does, and not a joint. Between a letter and a figure it is a joint,
    which may also be nothing; between figures it is a space.
    """
    cut: list[str] = []
    own_gaps: list[bool] = []
    for at, word in enumerate(words):
        pieces = _BORDER.split(word)
        if at:
            before, after = cut[-1][-1:], pieces[0][:1]
            is_space = gaps[at - 1]
            if before.isdigit():
                is_space = after.isdigit() or (is_space and not after.isalpha())
            elif before.isalpha() and after.isdigit():
                is_space = False
            own_gaps.append(is_space)
        own_gaps += [False] * (len(pieces) - 1)
        cut += pieces
    return tuple(cut), tuple(own_gaps)


OPERATORS = frozenset("+*/=<>^×÷±≤≥≠≈→")


def in_formula(words: tuple[str, ...], gaps: tuple[bool, ...]) -> tuple[bool, ...]:
    """Return the gaps of a text with operators, those between its variables (m c^2) as joints."""
    return tuple(
        is_space and not (one.isalpha() and two.isalpha() and len(one) + len(two) < 4)
        for is_space, one, two in zip(gaps, words, words[1:], strict=False)
    )


_HALVES = {("am",): "am", ("pm",): "pm", ("a", "m"): "am", ("p", "m"): "pm", ("oclock",): ""}
"""What stands behind an hour, and the half of the day that it is."""
_BEHIND_HOURS = frozenset(ends[-1] for ends in _HALVES)
_HOUR = pattern("(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?")


def with_clock_times(
    words: tuple[str, ...], gaps: tuple[bool, ...]
) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return cut English words and their gaps with times by the clock as hours, minutes and half.

    That is `9:00 am` for 9am, 9 a.m. and 9.00 AM, and `9:00` for nine o'clock.
    """
    low = tuple(word.casefold() for word in words)
    if _BEHIND_HOURS.isdisjoint(low):
        return words, gaps
    told: list[str] = []
    own_gaps: list[bool] = []
    at = 0
    while at < len(words):
        own_gaps += gaps[at - 1 : at]
        time = _HOUR.fullmatch(low[at])
        ends = next((e for e in _HALVES if low[at + 1 : at + 1 + len(e)] == e), ()) if time else ()
        if not (time and ends):
            told.append(words[at])
            at += 1
            continue
        half = _HALVES[ends]
        told += [f"{int(time[1])}:{time[2] or '00'}", *filter(None, [half])]
        own_gaps += [False] * bool(half)
        at += 1 + len(ends)
    return tuple(told), tuple(own_gaps)


_DAY_TIME = pattern(r"(?<![\w.:,-])(?:0([0-9])|(1[2-9]|2[0-3])):([0-5][0-9])(?![\w.:,])")
_NAMED = pattern("(?:12 )?(?:(noon|midday)|midnight)", re.IGNORECASE)


def in_other_spacing(text: str) -> str:
    """Return a plain English text read in another way; empty if there is none.

    The hours of a whole day, as in 21:00 and 09:00, are those before noon and after. What may be an
    article is the letter A before a figure or an operator (A 4 paper, a - b).
    """
    first = text[:1]
    if first in "nNmM1" and (named := _NAMED.fullmatch(text)):
        return "12:00 pm" if named[1] else "12:00 am"
    if first.isdigit() or ":" in text:
        changed = _DAY_TIME.sub(_half_of_day, text) if ":" in text else text
        return "" if changed == text else changed
    if first in "aA" and _LETTER_A.match(text):
        return first + text[2:] if text[2].isdigit() else _OPERATOR.sub(r"\1", text)
    return ""


_TIMES = pattern(
    r"(?<=[A-Za-z0-9)])(?<![A-Za-z]{3}) ?[*×] ?(?=[A-Za-z(])(?![A-Za-z]{3})", re.IGNORECASE
)
"""A sign between two factors that may stand side by side: m * a, 2 × x; not price * count."""
_SAID = pattern(" ?(squared|cubed)(?![^\\W_])| (?:equals|is equal to)(?= )", re.IGNORECASE)
_SIGN_OF = {"squared": "^2", "cubed": "^3", None: " ="}
may_be_said = frozenset(("squared", "cubed", "equals", "equal")).intersection
"""Which words there are that a formula may be said with."""


def in_other_signs(text: str) -> str:
    """Return a plain formula as it is written shortly: `F = ma` for F = m * a; else empty."""
    changed = _TIMES.sub("·", text) if "=" in text and ("*" in text or "×" in text) else text
    return "" if changed == text else changed


def as_formula(text: str) -> str:
    """Return a plain English text with the signs that are said in it: `mc^2` for mc squared."""
    return _SAID.sub(lambda said: _SIGN_OF[said[1] and said[1].lower()], text)


def _half_of_day(time: re.Match[str]) -> str:
    hour = int(time[1] or time[2])
    return f"{hour - 12 if hour > 12 else hour or 12}:{time[3]} {'am' if hour < 12 else 'pm'}"


_LETTER_A = pattern(r"a (?=[-+*/=<>^×÷%|&]{1,2} |[0-9])", re.IGNORECASE)
_OPERATOR = pattern(" ?([-+*/=<>^×÷%|&]+) ?")

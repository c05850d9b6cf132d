"""Answers that are code: lines against the right ones, and where they differ first (rule 48).

What of their white space counts says `answers.source_code`; all else counts as it is written.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, zip_longest

from quizkit.answers.letters import MAX_LENGTH, plain
from quizkit.answers.source_code import CodeLine, SourceCode, source_code, with_line_breaks
from quizkit.grading.codes import Code
from quizkit.grading.diff import with_diff
from quizkit.grading.given import Given
from quizkit.grading.text import rejected
from quizkit.grading.verdict import CORRECT, TOO_LONG, Verdict, it_is, shortly, wrong
from quizkit.model import AnswerKey


def judge_code(key: AnswerKey, given: Given) -> Verdict:
    """Return the verdict on code that is not empty."""
    if len(given.raw) > MAX_LENGTH + 2 * max(map(len, key.texts)):
        return TOO_LONG
    ways = _ways_to_read(given.raw)
    rights = _by_form(key.texts)
    if any(_is_among(rights, own) for own in ways):
        return CORRECT
    near = rejected(key.reject, lambda text: any(source_code(text).allows(own) for own in ways))
    return near or _why_wrong(source_code(key.shown), ways)


@lru_cache(maxsize=256)
def _by_form(texts: tuple[str, ...]) -> Mapping[str, Sequence[SourceCode]]:
    """Return right answers by what they have in common with any that equals one."""
    found: dict[str, list[SourceCode]] = {}
    for code in chain.from_iterable(map(_ways_to_read, texts)):
        found.setdefault(code.form, []).append(code)
    return found


def _is_among(rights: Mapping[str, Sequence[SourceCode]], own: SourceCode) -> bool:
    return any(right.allows(own) for right in rights.get(own.form, ()))


def _ways_to_read(text: str) -> list[SourceCode]:
    """Return a text as code, and one typed on a single line also with the line breaks typed in it."""
    own = source_code(text)
    parted = with_line_breaks(text) if len(own.lines) == 1 else text
    return [own] if parted == text else [own, source_code(parted)]


def _why_wrong(right: SourceCode, ways: Sequence[SourceCode]) -> Verdict:
    """Return the verdict wrong, with the first line that differs."""
    count = len(right.lines)
    own = min(ways, key=lambda way: abs(len(way.lines) - count))
    pairs = zip_longest(right.lines, own.lines)
    for number, (line, given) in enumerate(pairs, 1):
        if line is None:
            return wrong(Code.CODE, f"line {number} is more than the answer: {shortly(given.text)}")
        place = f"line {number}" if count > 1 else ""
        if given is None:
            return wrong(Code.CODE, f"{place} is missing: {shortly(line.text)}")
        if not line.allows(given):
            return _with_diff(_differing(line, given, place), line, given)
        if line.level != given.level:
            return wrong(Code.INDENTATION, f"{place} is indented otherwise: {shortly(line.text)}")
    return wrong(Code.INDENTATION, f"the indentation counts here: {shortly(right.lines[0].text)}")


_ONE_QUOTE = str.maketrans("`'", '""')


def _differing(right: CodeLine, given: CodeLine, place: str) -> Verdict:
    """Return the verdict on a line that is another, which stands at `place`."""
    of_line = f" in {place}" if place else ""
    if "".join(right.text.split()) == "".join(given.text.split()):
        return wrong(Code.CODE, it_is(f"a space counts{of_line}", right.text))
    if right.form.casefold() == given.form.casefold():
        return wrong(Code.CASE, it_is(f"letter case counts in code{of_line}", right.text))
    if right.text.translate(_ONE_QUOTE) == given.text.translate(_ONE_QUOTE):
        return wrong(Code.CODE, it_is(f"the kind of quotes counts{of_line}", right.text))
    if plain(right.text) == plain(given.text):
        return wrong(Code.CODE, it_is(f"signs that look alike count{of_line}", right.text))
    return wrong(Code.CODE, it_is(f"{place or 'that'} is not the same code", right.text))


def _with_diff(verdict: Verdict, right: CodeLine, given: CodeLine) -> Verdict:
    """Return a verdict with the lines compared, without free spaces if those differ."""
    if right.gaps == given.gaps or right.form == given.form:
        return with_diff(verdict, right.text, given.text)
    return with_diff(verdict, right.form, given.form)

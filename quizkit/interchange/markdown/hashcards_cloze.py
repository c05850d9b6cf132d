"""Gaps in brackets, `The capital is [Paris].`, as the blanks of a cloze."""

from quizkit.cloze import Blank, ClozeError, parse_cloze, write_cloze
from quizkit.interchange.markdown.spans import Span, Spans, code_and_maths
from quizkit.lazy import pattern

_BRACKET = pattern(r"\\[\[\]]|!?\[\^?|\]\(?")
_ESCAPED = pattern(r"\\([\[\]])")


def cloze_of(text: str) -> str | None:
    r"""Return a text with gaps as a cloze; None if it has no gap.

    What stands in brackets is one; brackets of links, pictures and footnotes are not, nor those in
    code and formulas, unless there is no other. `\[` is a bracket.
    """
    gaps = _gaps(text, code_and_maths(text)) or _gaps(text, [])
    if not gaps:
        return None
    pieces: list[str | Blank] = []
    position = 0
    for start, end in gaps:
        answer = _unescaped(text[start + 1 : end]).strip()
        pieces += [_before_blank(_unescaped(text[position:start])), Blank(answer)]
        position = end + 1
    pieces.append(_unescaped(text[position:]))
    return as_cloze(pieces)


def as_cloze(pieces: list[str | Blank]) -> str | None:
    """Return the text of a cloze that is read as these pieces, or nearly; None if there is none."""
    whole = write_cloze([piece for piece in pieces if piece])
    try:
        parse_cloze(whole)
    except ClozeError:
        return None
    return whole


def _before_blank(text: str) -> str:
    """Return what stands before a blank, kept from running into its braces."""
    return f"{text} " if text.endswith("\\") else text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _gaps(text: str, passed_over: list[Span]) -> list[tuple[int, int]]:
    """Return where each gap opens and closes; of brackets within one another the innermost."""
    spans = Spans(passed_over)
    gaps: list[tuple[int, int]] = []
    opened: int | None = None
    depth = after = 0  # how deep in a picture; where the target of a link ends
    for found in _BRACKET.finditer(text):
        sign, start = found[0], found.start()
        if sign[0] == "\\" or start < after or spans.hold(start):
            continue
        if sign[-1] == "(":
            after = _end_of_target(text, found.end())
        if sign[0] in "![":
            depth += sign[0] == "!" or depth > 0
            opened = None if depth or sign == "[^" else start
        elif depth:
            depth -= 1
        else:
            if opened is not None and sign == "]" and text[opened + 1 : start].strip():
                gaps.append((opened, start))
            opened = None
    return gaps


def _end_of_target(text: str, start: int) -> int:
    """Return where the target of a link ends that begins at `start`, on its line."""
    line = text.find("\n", start)
    end = text.find(")", start, line if line >= 0 else len(text))
    return end if end >= 0 else start

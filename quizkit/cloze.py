"""Cloze markup read into text and blanks, and written back.

`{{answer}}`, `{{answer|variant}}`, `{{answer::hint}}`, and Anki's `{{c1::answer::hint}}`.
`\\::`, `\\|`, `\\{{` and `\\}}` are those characters themselves. Blanks do not nest. White space
around an answer, a variant or a hint is no part of it.
"""

import re
from collections.abc import Iterable

from attrs import frozen

from quizkit.lazy import pattern
from quizkit.value import Value


@frozen(eq=False, repr=False)
class Blank(Value):
    """One blank of a cloze text.

    Args:
        answer: the text that is hidden.
        variants: other right answers.
        hint: shown in place of the answer; empty if there is none.
        number: Anki's number, 1 and up; None where the text numbers no blank.
    """

    answer: str
    variants: tuple[str, ...] = ()
    hint: str = ""
    number: int | None = None


class ClozeError(ValueError):
    """Markup that cannot be read: what is wrong, where in the text (from 0), and how to mend it."""

    def __init__(self, offset: int, message: str, fix: str) -> None:
        super().__init__(message)
        self.offset = offset
        self.message = message
        self.fix = fix


_ESCAPE = r"\\(?:::|\||\{\{|\}\})"
# Of three or more `{` the last two open a blank: LaTeX's `\frac{{{1}}}{2}` hides the 1.
_BRACES = pattern(_ESCAPE + r"|\{\{(?!\{)|\}\}")
_FIELDS = pattern("(" + _ESCAPE + r"|::|\|)")
_NUMBER = pattern(r"c(\d{1,4})::")
_PLAIN_BLANK = pattern(r"\{\{([^{}:\\]+)\}\}")


def parse_cloze(text: str) -> tuple[str | Blank, ...]:
    """Return the plain runs and the blanks of `text`, in order; at least one is a blank.

    Raises:
        ClozeError: braces that do not match, a blank in a blank, an empty part of a blank, some
            blanks numbered and some not, or no blank at all.
    """
    return _plain_pieces(text) or _pieces(text)


def _plain_pieces(text: str) -> tuple[str | Blank, ...]:
    """Return the pieces of a text as most are, at a glance: blanks with answers alone.

    Nothing where it is not sure to be one; a law has it say what `_pieces` says.
    """
    parts = _PLAIN_BLANK.split(text)
    plain = "\0".join(parts[::2])
    if "{{" in plain or "}}" in plain or "\\" in plain:
        return ()
    pieces: list[str | Blank] = [parts[0]]
    for content, behind in zip(parts[1::2], parts[2::2], strict=True):
        answer, *variants = map(str.strip, content.split("|"))
        if not (answer and all(variants)):
            return ()
        pieces += (Blank(answer, tuple(variants)), behind)
    return tuple([piece for piece in pieces if piece]) if len(pieces) > 1 else ()


def _pieces(text: str) -> tuple[str | Blank, ...]:
    pieces: list[str | Blank] = []
    numbered: bool | None = None
    plain, position = "", 0
    while brace := _BRACES.search(text, position):
        plain += text[position : brace.start()]
        position = brace.end()
        if brace[0] == "}}":
            raise ClozeError(
                brace.start(),
                "`}}` closes a blank that was not opened",
                "put `{{` in front of the blank; braces that are text are written `\\}}`",
            )
        if brace[0] != "{{":
            plain += brace[0][1:]
            continue
        end = _end_of_blank(text, position)
        blank = _blank(text[position:end], brace.start())
        if numbered not in (None, blank.number is not None):
            raise ClozeError(
                brace.start(),
                "some blanks have a number and some have none",
                "number all blanks of the text, as in `{{c1::answer}}`, or none",
            )
        numbered = blank.number is not None
        pieces += [plain, blank] if plain else [blank]
        plain, position = "", end + 2
    plain += text[position:]
    if not pieces:
        raise ClozeError(
            0, "this cloze has no blank", "put what is to be filled in into double braces: `{{…}}`"
        )
    return (*pieces, plain) if plain else tuple(pieces)


def blank_spans(text: str) -> list[tuple[int, int]]:
    """Return from where to where each blank of `text` goes, its braces included; it must be good."""
    spans, position = [], 0
    while brace := _BRACES.search(text, position):
        position = brace.end()
        if brace[0] == "{{":
            position = _end_of_blank(text, position) + 2
            spans.append((brace.start(), position))
    return spans


def _end_of_blank(text: str, start: int) -> int:
    """Return the offset of the `}}` that closes the blank whose content begins at `start`.

    What the blank itself opened is closed first: `{{\\text{x}}}` hides `\\text{x}`. Braces that
    close in between, as in `{{\\frac{x^{2}}{3}}}`, are text, if another `}}` closes the blank.
    """
    first = None
    for brace in _BRACES.finditer(text, start):
        if brace[0] == "{{":
            if first is not None:
                break
            raise ClozeError(
                brace.start(),
                "a blank opens inside a blank",
                "close the first blank with `}}`; blanks do not nest, and braces that are text "
                "are written `\\{{`",
            )
        if brace[0] == "}}":
            end = brace.start()
            open_inside = text.count("{", start, end) - text.count("}", start, end)
            while open_inside > 0 and text.startswith("}", end + 2):
                end += 1
                open_inside -= 1
            if open_inside <= 0:
                return end
            first = end if first is None else first
    if first is not None:
        return first
    raise ClozeError(
        start - 2,
        "a blank opens with `{{` and is never closed",
        "put `}}` behind the blank; braces that are text are written `\\{{`",
    )


def _blank(content: str, offset: int) -> Blank:
    """Return the blank with this content; `offset` is where it opens in the text."""
    number = _NUMBER.match(content)
    answers, hint = [""], None
    for part in _FIELDS.split(content[number.end() if number else 0 :]):
        if hint is not None:
            hint += _unescaped(part)
        elif part == "::":
            hint = ""
        elif part == "|":
            answers.append("")
        else:
            answers[-1] += _unescaped(part)
    answer, *variants = [text.strip() for text in answers]
    if number and int(number[1]) == 0:
        raise ClozeError(offset, "blanks are numbered from 1", "write `{{c1::…}}`")
    if not answer:
        raise ClozeError(offset, "this blank is empty", "write the answer between the braces")
    if not all(variants):
        raise ClozeError(
            offset, "a variant in this blank is empty", "fill it in, or write `\\|` for a bar"
        )
    if hint is not None and not hint.strip():
        raise ClozeError(
            offset,
            "the hint of this blank is empty",
            "write a hint behind `::`, or `\\::` where the two colons are text",
        )
    return Blank(answer, tuple(variants), (hint or "").strip(), int(number[1]) if number else None)


def _unescaped(part: str) -> str:
    return part[1:] if part.startswith("\\") and re.fullmatch(_ESCAPE, part) else part


def write_cloze(pieces: Iterable[str | Blank]) -> str:
    """Return the markup that `parse_cloze` reads as `pieces`.

    A plain run that ends in a backslash before a blank cannot be written, nor can a blank with
    more `{` than `}` before a run that begins with `}`.
    """
    return "".join(_plain(p) if isinstance(p, str) else _written(p) for p in pieces)


def _plain(text: str) -> str:
    """Return a plain run with a backslash before all that would be read as part of a blank."""
    return re.sub(r"\{\{|\}\}|(?<=\\)(?:::|\|)", r"\\\g<0>", text)


def _written(blank: Blank) -> str:
    """Return a blank as an author would write it, its signs escaped."""
    answers = [re.sub(r"\{\{|\}\}|::|\|", r"\\\g<0>", a) for a in (blank.answer, *blank.variants)]
    number = "" if blank.number is None else f"c{blank.number}::"
    if not number and blank.hint and re.fullmatch(r"c\d{1,4}", answers[0]):
        answers[0] = f" {answers[0]}"  # else it would be read as a number
    fields = ["|".join(map(_padded, answers))]
    if blank.hint:
        fields.append(_padded(_plain(blank.hint)))
    return f"{{{{{number}{'::'.join(fields)}}}}}"


def _padded(field: str) -> str:
    """Return the field with spaces where its ends would run into the marks around it."""
    before = " " if field.startswith("{") else ""
    after = " " if field.endswith((":", "}", "\\")) else ""
    return f"{before}{field}{after}"

r"""Texts in double quotes, where a backslash makes another character of the letter behind it.

Programs write decks so: `\n` is a line break, and means one. Authors who write TeX or a path of
Windows there lose a letter. What surrounds the backslash tells the two apart.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from quizkit.formats.wrong import Mend
from quizkit.formats.yaml_text import in_flow, line_around, line_with

_ESCAPE = r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r\n|[\s\S])"
_MEANT = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " "}

_TEX = (
    r"\\n(?:abla|earrow|geq|leq|otin|warrow)(?![a-z])"
    r"|\\t(?:anh|ext[a-z]*(?=\{)|frac|heta|ilde|imes|riangle[a-z]*)(?![a-z])"
)
_PERHAPS_TEX = r"(?:\\n(?:e|eg|eq|i|mid|ot|u)|\\t(?:an|au|o|op))(?![a-z])"
r"""Commands of TeX the rest of which is a word or a name of its own: `\nu`, or a line `u = 1`."""
_COMMAND = r"\\[a-z]{2}"
_NAME_IN_CODE = r"\s?[=:.(\[]"
_BEFORE_TEX = r"[ $^_]"
_PATH = r"(?<!\w)[A-Za-z]:\\(?=\w{2})"
"""Of files on Windows: one letter, not the end of a word before a line break."""
_MORE_OF_PATH = r"\\[a-z][\w~$-]*(?:\\(?![xuU])[A-Za-z]|\.\w)"
_WHOLE_PATH = r"(?<!\w)[A-Za-z]:(?:\\[\w.~$-]+)+"
_FOLD = r"(?:\\\r?\n[ \t]*)?"
_TYPOGRAPHY = rf"(\d{_FOLD})?\\_(?:(?(1){_FOLD}\d|(?!))|[?!:;%€$°»]|{_FOLD}\\[xu])|(?:«|\\xAB)\\_"
r"""Where `\_` is the unbreakable space that it stands for, also where a line is folded beside it."""
_NEAR = 40
"""Characters that are looked at on either side."""

_LETTERS = frozenset("0abefvNLP")  # that make a control character, whatever stands around


def loses(text: str, offset: int, start: int, stop: int) -> bool:
    """Return whether the backslash at `offset`, of a text from `start` to `stop`, loses a letter."""
    letter = text[offset + 1]
    if letter in "nt":
        return _is_meant_so(text, offset, start, stop)
    if letter in "xuU":
        digits = {"x": 2, "u": 4, "U": 8}[letter]
        char = chr(int(text[offset + 2 : offset + 2 + digits], 16))
        return bool(re.match("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", char))
    if letter == "_":
        near = re.compile(_TYPOGRAPHY).finditer(text, max(start, offset - _NEAR), offset + _NEAR)
        return not any(found[0].find("\\_") + found.start() == offset for found in near)
    return letter == "r" or letter in _LETTERS


def _is_meant_so(text: str, offset: int, start: int, stop: int) -> bool:
    r"""Return whether `\n` or `\t` begins a command of TeX, or goes on with a path of Windows."""
    if re.compile(_TEX).match(text, offset):
        return True
    if _in_lines(text, offset, start, stop):
        return False
    if re.compile(_PATH).match(text, max(start, offset - 2)) and text[offset - 1] == ":":
        at_start, is_tab = offset - 2 == start + 1, text[offset + 1] == "t"
        return at_start or is_tab or bool(re.compile(_MORE_OF_PATH).match(text, offset))
    in_maths = text.count("$", start, offset) % 2 and text.find("$", offset, stop) >= 0
    command = re.compile(_PERHAPS_TEX).match(text, offset)
    if in_maths or not command:
        return bool(command)
    behind = offset - 1 == start or re.match(_BEFORE_TEX, text[offset - 1])
    return bool(behind) and not re.compile(_NAME_IN_CODE).match(text, command.end())


def _in_lines(text: str, offset: int, start: int, stop: int) -> bool:
    r"""Return whether the text has another `\n` that surely is the end of a line."""
    no_end = re.compile(f"{_TEX}|{_PERHAPS_TEX}")
    paths = [path.span() for path in re.compile(_WHOLE_PATH).finditer(text, start, stop)]
    ends = (
        found.start()
        for found in re.compile(_ESCAPE).finditer(text, start + 1, stop - 1)
        if found[0] == "\\n" and not no_end.match(text, found.start())
    )
    return any(not any(begin <= at < end for begin, end in paths) for at in ends if at != offset)


def _lost(text: str, start: int, stop: int) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield the backslashes of a text in double quotes, and whether each loses a letter.

    One that means nothing to YAML does. Where one of a path does, so do the others of it; where one
    of a command of TeX does, so does what may be another command.
    """
    escapes = list(re.compile(_ESCAPE).finditer(text, start + 1, stop - 1))
    lost = [_surely_lost(text, found, start, stop) for found in escapes]
    gone = [found.start() for found, is_lost in zip(escapes, lost, strict=True) if is_lost]
    whole = (found.span() for found in re.compile(_WHOLE_PATH).finditer(text, start, stop))
    paths = [(begin, end) for begin, end in whole if any(begin < at < end for at in gone)]
    has_tex = any(re.compile(_COMMAND).match(text, at) for at in gone if not _within(paths, at))
    for found, is_lost in zip(escapes, lost, strict=True):
        at = found.start()
        alike = has_tex and _may_be_tex(text, at) and not _in_lines(text, at, start, stop)
        yield found, is_lost or _within(paths, at) or alike


def _within(spans: list[tuple[int, int]], at: int) -> bool:
    return any(begin < at < end for begin, end in spans)


def _may_be_tex(text: str, offset: int) -> bool:
    command = re.compile(_PERHAPS_TEX).match(text, offset)
    return command is not None and not re.compile(_NAME_IN_CODE).match(text, command.end())


def _surely_lost(text: str, found: re.Match[str], start: int, stop: int) -> bool:
    letter = found[0][1]
    known = letter in _MEANT or letter in "xuU_r\r\n" or letter in _LETTERS
    odd = letter in "xuU" and len(found[0]) == 2
    return odd or not known or loses(text, found.start(), start, stop)


def with_backslashes(text: str, start: int, stop: int) -> Mend | None:
    r"""Return the mend of a text in double quotes, from `start` to `stop`, that loses letters.

    What it means stands there then: in single quotes, or as a block if it has several lines; else
    the backslashes are doubled. None if it loses nothing.
    """
    escapes = list(_lost(text, start, stop))
    if not any(lost for _, lost in escapes):
        return None
    head = text[line_around(text, start)[0] : start]
    several = any(found[0] == "\\n" and not lost for found, lost in escapes)
    meant = _meant(text, start, stop, escapes)
    if meant is not None and not several:
        new = "'" + meant.replace("'", "''") + "'"
        advice = "put the text in single quotes: there a backslash is itself"
        return Mend(f"{advice}\n{line_with(text, [(start, stop, new)])}", ((start, stop, new),))
    if meant is not None and (block := _block(text, start, stop, meant)):
        advice = "begin a text of several lines with `|`: there a backslash is itself"
        return Mend(f"{advice}\n{head}{block}", ((start, stop, block),))
    at_breaks = [text.startswith("\\r\\n", found.start()) for found, _ in escapes]
    changes = tuple(
        (found.start(), found.start() + 2, "") if is_break else (found.start(), found.start(), "\\")
        for (found, lost), is_break in zip(escapes, at_breaks, strict=True)
        if lost
    )
    only_breaks = changes and all(new == "" for *_, new in changes)
    advice = "delete it" if only_breaks else "write two backslashes for one"
    line_start, line_end = line_around(text, start)[0], line_around(text, stop)[1]
    if not changes or line_end - line_start > _LONGEST:
        return Mend(advice, changes)
    shown = [text[line_start : changes[0][0]]]
    for (_, end, new), following in pairwise((*changes, (line_end, line_end, ""))):
        shown += [new, text[end : following[0]]]
    return Mend(f"{advice}\n{''.join(shown)}", changes)


_LONGEST = 2000


def _meant(
    text: str, start: int, stop: int, escapes: list[tuple[re.Match[str], bool]]
) -> str | None:
    """Return what a text on one line means; None if it can be told in double quotes alone."""
    if "\n" in text[start:stop] or "\r" in text[start:stop]:
        return None
    parts, at = [], start + 1
    for found, lost in escapes:
        part = found[0] if lost else _MEANT.get(found[0][1])
        if part is None or part == "\t" or text.startswith("\\r\\n", found.start()):
            return None
        parts += [text[at : found.start()], part]
        at = found.end()
    return "".join(parts) + text[at : stop - 1]


def _block(text: str, start: int, stop: int, meant: str) -> str:
    """Return a text of several lines as a block; empty where none can stand, or would lose spaces."""
    line_start, line_end = line_around(text, start)
    lines = meant.removesuffix("\n").split("\n")
    rest = text[stop:line_end].strip()
    loses_spaces = lines[0][:1] in ("", " ") or lines[-1] == "" or meant != meant.rstrip(" ")
    if in_flow(text, start) or rest or loses_spaces:
        return ""
    head = text[line_start:start]
    indent = " " * (len(head) - len(head.lstrip(" -")) + 2)
    below = "\n".join(indent + line if line else "" for line in lines)
    return f"|{'' if meant.endswith(chr(10)) else '-'}\n{below}"

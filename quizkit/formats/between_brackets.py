"""What no YAML parser takes between brackets and braces, said with the line written right."""

import re

from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS, ONE_TEXT
from quizkit.formats.written_line import Cause, WrittenLine
from quizkit.formats.wrong import Mend
from quizkit.formats.yaml_text import all_in_quotes, items_in_brackets, line_with
from quizkit.lazy import pattern

WRITTEN_KEYS = ENTRY_KEYS | DECK_KEYS
"""What may stand before a colon on a line of a deck."""


def sign_in_brackets(line: WrittenLine) -> Cause | None:
    """Find texts of a flow list or mapping that begin with a sign, or hold a comment."""
    if line.value[0] not in "[{":
        return None
    spans = items_in_brackets(line.text, line.value_start, line.end)
    odd = {span: sign for span in spans if (sign := re.search(_ODD_ITEM, line.text[slice(*span)]))}
    if not odd:
        return None
    (begin, _), sign = next(iter(odd.items()))
    what = "begins a comment" if sign[0] == "#" else "cannot begin a text"
    return Cause(
        begin + sign.start(),
        f"`{sign[0]}` {what}, here between brackets",
        all_in_quotes(line.text, list(odd)),
    )


_ODD_ITEM = r"^[@`%&*!|>?]|^-(?=\s|$)|(?<!\S)#"


_PAIRED = r"(?:\{(?:[^{}\n]|\{[^{}\n]*\})*+\}|\[[^\[\]\n]*\])"
_ITEM_WITH_BRACKETS = pattern(
    r"(?:(?<=[\[{,])|(?<=[\[{,:] ))(?![\s\"'\[{,\]}#])"
    rf"(?:[^\[\]{{}},:\n]|[,:](?!\s))*+{_PAIRED}(?:[^\[\]{{}},:\n]|[,:](?!\s)|{_PAIRED})*+"
)


def bracket_in_item(line: WrittenLine) -> Cause | None:
    """Find texts of a flow list or mapping that hold brackets themselves: `[\\sqrt{n}, xs[0]]`."""
    if line.value[0] not in "[{":
        return None
    found = [*_ITEM_WITH_BRACKETS.finditer(line.text, line.value_start, line.end)]
    if not found:
        return None
    if glued := [one for text in found if (one := _GLUED.match(line.text, text.start()))]:
        changes = [(one.end(), one.end(), " ") for one in glued]
        said = f"there is no space behind the colon of `{glued[0][1]}`"
        shown = line_with(line.text, changes)
        return Cause(glued[0].end(), said, Mend(f"write\n{shown}", tuple(changes)))
    spans = [_with_rest(line, one.start(), one.start() + len(one[0].rstrip())) for one in found]
    bracket = re.compile(r"[\[{]").search(line.text, *spans[0])
    assert bracket is not None
    return Cause(
        bracket.start(),
        f"`{bracket[0]}` stands in a text between brackets, which ends the text there",
        all_in_quotes(line.text, spans),
    )


_GLUED = pattern(rf"({'|'.join(sorted(WRITTEN_KEYS))}):(?=[\[{{])")
_REST = pattern(r"(?:,[ \t]+(?![^,:\"'\[\]{}\n]*:[ \t])[^,:\"'\[\]{}\n]+)+(?=[,}])")


def _with_rest(line: WrittenLine, start: int, end: int) -> tuple[int, int]:
    """Return where a text begins and ends, with what stands behind a comma in it.

    In `{cloze: In {{1859}}, it was, answer: …}` no key follows before the next comma.
    """
    key = re.compile(r"(\w+):[ \t]+\Z").search(line.text[line.value_start : start])
    rest = _REST.match(line.text, end) if key and key[1] in ONE_TEXT else None
    return start, rest.end() if rest else end

"""What no YAML parser takes, said in plain words with the line written right.

The parser tells where it gave up, which may be lines below the cause, in words about its own
workings. So the lines up to there are looked at for what authors of decks do: most often a text
holds a sign that means something to YAML, and quotes mend it.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import AliasEvent, ScalarEvent

from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS
from quizkit.formats.report import Report
from quizkit.formats.yaml_text import (
    closing,
    in_quotes,
    items_in_brackets,
    line_around,
    line_with,
    on_one_line,
)

_LINE = re.compile(
    r"""(?P<lead>[ \t]*(?:-[ \t]+)*)
        (?:(?P<key>[^\s:\#"'\[\]{},&*!|>%@`?-][^:\#"]{0,60}?)[ \t]*:(?:[ \t]+|$))?
        (?P<value>.*)$""",
    re.VERBOSE,
)
_QUOTED = {'"': r'"(?:[^"\\]|\\.)*"', "'": r"'(?:[^']|'')*'"}
_BAD_ESCAPE = (
    r'\\(?:[^0abtnvfre "/\\N_LPxuU]|x(?![\da-fA-F]{2})|u(?![\da-fA-F]{4})|U(?![\da-fA-F]{8}))'
)
_QUOTE = "put the text in quotes"
_KEYS = ENTRY_KEYS | DECK_KEYS
_LOOK_BACK = 40  # lines above the place where the parser gave up

Cause = tuple[int, str, str]
"""Where the cause of an error is, what it is, and how to mend it."""


def explain(report: Report, error: yaml.MarkedYAMLError, begin: int, end: int) -> None:
    """Report why the text between two offsets is no YAML; marks of `error` count from `begin`."""
    text = report.text
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark is not None]
    last = max(begin, end - 1)  # at the end of a piece, its last line
    offsets = [min(begin + mark.index, last) for mark in marks] or [begin]
    named = [line_around(text, offset) for offset in offsets]
    for line in named:
        if cause := (
            _cause(text, *line)
            or _open_bracket(text, *line)
            or _cause_of_named(text, *line, begin)
            or _colon_in_lines(text, *line, begin)
        ):
            report.add(cause[0], "yaml", *cause[1:])
            return
    for line in _lines_above(text, offsets[0], offsets[-1] if offsets[-1] < offsets[0] else begin):
        if cause := _cause(text, *line) or _open_bracket(text, *line):
            report.add(cause[0], "yaml", *cause[1:])
            return
    report.add(
        offsets[0],
        "yaml",
        "YAML cannot read this line, or one above it",
        "look for a quote or bracket that is not closed, a colon without a space behind it, and "
        "lines of one entry that are not indented alike",
    )


def _lines_above(text: str, offset: int, begin: int) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the lines above the one of `offset`, the nearest first."""
    start, _ = line_around(text, offset)
    for _ in range(_LOOK_BACK):
        if start <= begin:
            return
        start, end = line_around(text, start - 1)
        yield start, end


def _cause(text: str, line_start: int, line_end: int) -> Cause | None:
    """Return what is wrong with a line on its own, if anything."""
    line = _LINE.match(text, line_start, line_end)
    assert line is not None  # everything in the pattern may be missing
    if (tab := line["lead"].find("\t")) >= 0:
        fix = f"indent with spaces\n{_lead(text, line)}{text[line.end('lead') : line_end]}"
        return line_start + tab, "a tab stands in the indentation, which YAML does not take", fix
    value, start = line["value"], line.start("value")
    if not value or value.startswith("#"):
        return None
    if line["key"] and line["key"] not in _KEYS and line["lead"].endswith("- ") and ": " in value:
        value, start = text[line.start("key") : line_end], line.start("key")
    if value[0] in "[{" and (cause := _sign_in_brackets(text, start, line_end)):
        return cause
    if not line["key"] and (hidden := re.match(r"[\w][^:\"'\[{]*?( #)[^:]*(?=:(?:\s|$))", value)):
        message = "` #` begins a comment, so that this is no key with a value"
        key = (start, start + hidden.end())
        return start + hidden.start(1) + 1, message, f"{_QUOTE}\n{line_with(text, [key])}"
    reason = _sign(value) or _colon(value)
    if reason:
        at, message = reason
        fix = _as_block(text, line, line_end) or in_quotes(text, start, line_end)
        return start + at, message, fix
    return None if line["key"] else _no_key(text, line)


def _lead(text: str, line: re.Match[str]) -> str:
    """Return what a line with tabs in its indentation begins with when it is written right."""
    dashes = re.sub(r"-[ \t]+", "- ", line["lead"].lstrip())
    if dashes:
        return line["lead"][: -len(line["lead"].lstrip())].expandtabs(2) + dashes
    above_start, above_end = line_around(text, line.start() - 1)
    above = _LINE.match(text, above_start, above_end)
    assert above is not None
    deeper = above["value"][:1] in ("", "|", ">")
    return " " * (len(above["lead"].expandtabs(2)) + 2 * deeper)


def _as_block(text: str, line: re.Match[str], line_end: int) -> str:
    """Return a text behind `|` or `>` moved to the lines below, if it goes on there."""
    below = re.compile(r"\r?\n( *)(?=\S)").match(text, line_end)
    if line["value"][0] not in "|>" or not below or len(below[1]) <= len(line["lead"]):
        return ""
    head, rest = text[line.start() : line.start("value")], line["value"][1:].strip()
    return f"begin it on the line below\n{head}{line['value'][0]}\n{below[1]}{rest}"


def _sign_in_brackets(text: str, start: int, end: int) -> Cause | None:
    """Return which text of a flow list or mapping begins with a sign, or holds a comment."""
    odd = []
    for span in items_in_brackets(text, start, end):
        item = text[slice(*span)]
        if sign := re.search(r"^[@`%&*!|>]|^[-?](?=\s|$)|(?<!\S)#", item):
            odd.append((span, sign))
    if not odd:
        return None
    (begin, _), sign = odd[0]
    what = "begins a comment" if sign[0] == "#" else "cannot begin a text"
    fix = f"{_QUOTE}\n{line_with(text, [span for span, _ in odd])}"
    return begin + sign.start(), f"`{sign[0]}` {what}, here between brackets", fix


def _sign(value: str) -> tuple[int, str] | None:
    """Return what the first character of a value does that its author did not mean."""
    first = value[0]
    if first in _QUOTED:
        escape = re.search(_BAD_ESCAPE, value) if first == '"' else None
        if escape:
            return escape.start(), f"`{escape[0]}` means nothing in double quotes"
        closed = re.match(_QUOTED[first], value)
        if closed is None:
            return 0, "the quote that the text begins with is not closed on this line"
        rest = value[closed.end() :].lstrip()
        if rest and not rest.startswith(("#", ":")):
            return closed.end(), "the text goes on behind its closing quote"
    elif first in "[{":
        end = closing(value)
        if end is not None and value[end:].strip() and not value[end:].lstrip().startswith("#"):
            what = "list" if first == "[" else "mapping"
            return 0, f"`{first}` begins a {what} here, and text follows behind it"
    elif first in "@`%&*!,]}":
        return 0, f"a text cannot begin with `{first}`"
    elif first in "|>" and not re.fullmatch(r".[-+]?\d?[-+]?(\s+#.*)?", value):
        return 0, f"`{first}` announces a text on the lines below, and text follows on its line"
    elif first in "-?" and value[1:2] in ("", " "):
        return 0, f"a text cannot begin with `{first} `"
    return None


def _colon(value: str) -> tuple[int, str] | None:
    """Return where a plain text holds a colon that makes it a key."""
    found = re.search(r":(?=[ \t]|$)", value)
    if found and value[0] not in "\"'[{|>":
        return found.start(), "a text cannot hold `: `, which makes what stands before it a key"
    return None


def _no_key(text: str, line: re.Match[str]) -> Cause | None:
    """Return what keeps a line from being a key with a value, if it is meant as one."""
    start, value = line.start("value"), line["value"]
    word = re.match(r"([A-Za-z_]+)(:?)([ \t]*)", value)
    if word is None or word[1] not in _KEYS or (word[2] and word[3]):
        return None
    head, rest = text[line.start() : start], value[word.end() :]
    if word[2]:
        message = "there is no space behind the colon"
    else:
        message = f"there is no colon behind `{word[1]}`"
    return start + word.end(1), message, f"write\n{head}{word[1]}: {rest.lstrip()}"


def _cause_of_named(text: str, line_start: int, line_end: int, begin: int) -> Cause | None:
    """Return what is wrong with a line that the parser named, seen beside the lines above it."""
    line = _LINE.match(text, line_start, line_end)
    assert line is not None
    value, start = line["value"], line.start("value")
    entry = re.compile(r"[ ]*-[ ]+(?=\S)").match(text, begin)
    column = len(line["lead"])
    expected = entry.end() - entry.start() if entry else 0
    if entry and line["key"] in ENTRY_KEYS and "-" in line["lead"] and line["lead"] != entry[0]:
        return (
            line.end("lead") - 2,
            "this dash is not indented like those of the entries above it",
            "move the whole entry, so that it begins like them\n"
            + entry[0]
            + text[line.start("key") : line_end],
        )
    if line["key"] in (ENTRY_KEYS if entry else DECK_KEYS) and column != expected:
        return (
            line.start("key"),
            f"`{line['key']}` is not indented like the lines it belongs to",
            f"begin it in column {expected + 1}\n{' ' * expected}{text[line.start('key') : line_end]}",
        )
    if line["key"] is None and value and "-" not in line["lead"] and line_start > begin:
        return (
            start,
            "this line is neither a key with a value nor part of the text above it",
            "indent it deeper than the key above it, or put that text in quotes",
        )
    return None


def _open_bracket(text: str, line_start: int, line_end: int) -> Cause | None:
    """Return that a bracket opens on a line and is not closed on it."""
    line = _LINE.match(text, line_start, line_end)
    assert line is not None
    value, start = line["value"], line.start("value")
    if value[:1] not in ("[", "{") or closing(value) is not None:
        return None
    message = f"`{value[0]}` opens here and is not closed on this line"
    close = "]" if value[0] == "[" else "}"
    advice = f"close it with `{close}`, or, if it is text, put the text in quotes"
    return start, message, in_quotes(text, start, line_end, advice=advice)


def _colon_in_lines(text: str, line_start: int, line_end: int, begin: int) -> Cause | None:
    """Return that a line that goes on with the text above it holds a colon, which makes it a key."""
    colon = re.compile(r":(?=\s|$)").search(text, line_start, line_end)
    indent = _indent(text, line_start)
    for start, end in _lines_above(text, line_start, begin):
        above = _LINE.match(text, start, end)
        assert above is not None
        if not above["key"]:
            continue
        value = above["value"]
        if colon is None or not value or value[0] in "\"'[{|>#" or len(above["lead"]) >= indent:
            return None
        message = "a text cannot hold `: `, which makes what stands before it a key"
        return colon.start(), message, on_one_line(text, above.start("value"), line_end)
    return None


def _indent(text: str, line_start: int) -> int:
    return len(re.compile(" *").match(text, line_start)[0])  # type: ignore[index]


def odd_key(report: Report, start: int) -> None:
    """Report a key that is a list or a mapping: most likely a text that begins with a bracket."""
    text = report.text
    line_start, line_end = line_around(text, start)
    line = _LINE.match(text, line_start, line_end)
    assert line is not None
    value = line.start("value")
    if text[value : value + 1] in ("[", "{"):
        report.add(
            value,
            "wrong-shape",
            f"a text that begins with `{text[value]}` is read as a list or a mapping",
            in_quotes(text, value, line_end),
            covers=line_end,
        )
    else:
        message = "a key is one text, and this one is a list or a mapping"
        report.add(start, "wrong-shape", message, "write `key: value`")


def refused(report: Report, event: Any, start: int) -> str:
    """Report an anchor, an alias or a tag; return a text to go on with."""
    if isinstance(event, AliasEvent):
        sign, does = f"*{event.anchor}", "refers to another place"
    elif event.anchor:
        sign, does = f"&{event.anchor}", "names a place to refer to"
    else:
        sign, does = report.text[start:].split(None, 1)[0][:40], "gives a type"
    line_start, end = line_around(report.text, start)
    without = report.text[line_start:start] + report.text[start + len(sign) : end].strip()
    empty = isinstance(getattr(event, "value", None), str) and not event.value
    report.add(
        start,
        "alias" if sign[0] in "&*" else "tag",
        f"`{sign}` {does} in YAML, which decks do not use"
        + (", and leaves no text" if empty else ""),
        in_quotes(report.text, start, advice="delete it; if it is text, put the text in quotes")
        if isinstance(event, ScalarEvent | AliasEvent)
        else f"delete it\n{without.rstrip()}",
        covers=end,
    )
    return getattr(event, "value", "") or sign

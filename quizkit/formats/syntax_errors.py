"""What no YAML parser takes, said in plain words with the line written right.

The parser tells where it gave up, which may be lines below the cause, in words about its own
workings. So the lines up to there are looked at for what authors of decks do: most often a text
holds a sign that means something to YAML, and quotes mend it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from itertools import chain
from typing import NamedTuple, TypeAlias

import yaml

from quizkit.errors.codes import ProblemCode
from quizkit.formats.between_brackets import WRITTEN_KEYS, bracket_in_item, sign_in_brackets
from quizkit.formats.double_quotes import with_backslashes
from quizkit.formats.keys import DECK_KEYS, ENTRY_KEYS
from quizkit.formats.merge_marks import merge_mark
from quizkit.formats.report import Report
from quizkit.formats.written_line import Cause, WrittenLine
from quizkit.formats.wrong import Fix, Mend
from quizkit.formats.yaml_text import (
    all_in_quotes,
    closing,
    in_quotes,
    on_one_line,
)

_BAD_ESCAPE = (
    r'\\(?:[^0abtnvfre "/\\N_LPxuU]|x(?![\da-fA-F]{2})|u(?![\da-fA-F]{4})|U(?![\da-fA-F]{8}))'
)
_MAKES_A_KEY = "a text cannot hold `: `, which makes what stands before it a key"


class Sign(NamedTuple):
    """A sign in a value that does what its author did not mean, at an offset within it."""

    at: int
    message: str


Finder: TypeAlias = Callable[[WrittenLine], Cause | None]


def explain(report: Report, error: yaml.MarkedYAMLError, begin: int, end: int) -> None:
    """Report why the text between two offsets is no YAML; marks of `error` count from `begin`."""
    last = max(begin, end - 1)  # at the end of a piece, its last line
    marks = filter(None, (error.problem_mark, error.context_mark))
    offsets = [min(begin + mark.index, last) for mark in marks] or [begin]
    named = [WrittenLine(report.text, offset, begin) for offset in offsets]
    stop = offsets[-1] if offsets[-1] < offsets[0] else begin
    above = list(named[0].above(stop))
    found = (
        _found((*named, *above), (_mark_of_a_merge,)),
        _found(named, _IN_NAMED),
        _found(above, _IN_ANY),
    )
    cause = _first(chain(*found)) or Cause(
        offsets[0],
        "YAML cannot read this line, or one above it",
        "look for a quote or bracket that is not closed, a colon without a space behind it, and "
        "lines of one entry that are not indented alike",
    )
    report.add(cause.offset, ProblemCode.YAML, cause.message, cause.fix)


def _found(lines: Iterable[WrittenLine], finders: Iterable[Finder]) -> Iterator[Cause | None]:
    return (find(line) for line in lines for find in finders)


def _first(causes: Iterable[Cause | None]) -> Cause | None:
    return next(filter(None, causes), None)


# What is wrong with a line on its own.


def _mark_of_a_merge(line: WrittenLine) -> Cause | None:
    """Return that a merge left both versions of the lines below; which counts its author knows."""
    wrong = merge_mark(line.text[line.start : line.end])
    return wrong and Cause(line.start, wrong.message, wrong.fix)


def _alone(line: WrittenLine) -> Cause | None:
    if odd := re.compile("[\u0085\u2028\u2029]").search(line.text, line.start, line.end):
        return Cause(
            odd.start(),
            f"an invisible character (U+{ord(odd[0]):04X}) stands here, which ends the line for YAML",
            Mend("write a space in its place", ((odd.start(), odd.end(), " "),)),
        )
    if (tab := line.lead.find("\t")) >= 0:
        rest = line.text[line.start + len(line.lead) : line.end]
        lead = _without_tabs(line)
        change = (line.start, line.start + len(line.lead), lead)
        return Cause(
            line.start + tab,
            "a tab stands in the indentation, which YAML does not take",
            Mend(f"indent with spaces\n{lead}{rest}", (change,)),
        )
    if not line.value or line.value.startswith("#"):
        return None
    if line.key not in {"", *WRITTEN_KEYS} and line.lead.endswith("- ") and ": " in line.value:
        line = copy(line)  # what looks like a key more likely begins a text
        line.value, line.value_start = line.from_key, line.key_start
    return _first(
        _found((line,), (sign_in_brackets, bracket_in_item, _comment_in_key, _odd_text, _no_key))
    )


def _without_tabs(line: WrittenLine) -> str:
    """Return the indentation and dashes of a line without the tabs in them."""
    dashes = line.lead.lstrip()
    if dashes:
        return line.lead[: -len(dashes)].expandtabs(2) + re.sub(r"-[ \t]+", "- ", dashes)
    above = WrittenLine(line.text, line.start - 1, line.begin)
    deeper = above.value[:1] in ("", "|", ">")
    return " " * (len(above.lead.expandtabs(2)) + 2 * deeper)


def _comment_in_key(line: WrittenLine) -> Cause | None:
    """Return that the rest of a key is a comment."""
    hidden = re.match(r"[\w][^:\"'\[{]*?( #)[^:]*(?=:(?:\s|$))", line.value)
    if line.key or not hidden:
        return None
    key = line.value_start, line.value_start + hidden.end()
    return Cause(
        line.value_start + hidden.start(1) + 1,
        "` #` begins a comment, so that this is no key with a value",
        all_in_quotes(line.text, [key]),
    )


def _odd_text(line: WrittenLine) -> Cause | None:
    """Find a sign in the value of a line that does what is not meant."""
    sign = _sign(line.value)
    if sign is None:
        return None
    return Cause(line.value_start + sign.at, sign.message, _mended(line, sign))


def _mended(line: WrittenLine, sign: Sign) -> Fix:
    """Return the mend of a value in which a sign does what is not meant."""
    lossy = sign.message.endswith("in double quotes")
    quotes = re.compile(_DOUBLE_QUOTES).match(line.text, line.value_start) if lossy else None
    if quotes and (kept := with_backslashes(line.text, *quotes.span())):
        return kept
    if below := _as_block(line) or _as_lines(line):
        return below
    if end := _end_of_lines(line):  # how its lines belong together its author knows
        return on_one_line(line.text, line.value_start, end).fix
    mend = in_quotes(line.text, line.value_start, line.end)
    several = (line.key in _LISTS and line.value[0] in "\"'[{-") or re.fullmatch(
        rf"{_IN_QUOTES}(?:\s*,\s*{_IN_QUOTES})+\s*", line.value
    )
    unclosed = sign.message.endswith("not closed on this line")
    return mend.fix if several or unclosed else mend


def _end_of_lines(line: WrittenLine) -> int:
    """Return where a text ends that goes on in the lines below; 0 if it ends on its own line."""
    least = (len(line.lead) if line.key else line.indent) + 1
    below = re.compile(rf"(?:\r?\n {{{least},}}(?![\s#]).*)+").match(line.text, line.end)
    if below is None or WrittenLine(line.text, below.start() + 2, line.begin).key in WRITTEN_KEYS:
        return 0
    return below.end()


_DOUBLE_QUOTES = r'"(?:[^"\\]|\\[\s\S])*"'
_LISTS = frozenset("accept answers distractors hints order reject source tags".split())
"""Keys that several texts may stand under."""


def _as_block(line: WrittenLine) -> Mend | None:
    """Return a text behind `|` or `>` moved to the lines below, if it goes on there."""
    below = re.compile(r"\r?\n( *)(?=\S)").match(line.text, line.end)
    sign, rest = line.value[0], line.value[1:].strip()
    if sign not in "|>" or not below or len(below[1]) <= len(line.lead):
        return None
    moved = f"{sign}\n{below[1]}{rest}"
    change = (line.value_start, line.end, moved)
    return Mend(f"begin it on the line below\n{line.head}{moved}", (change,))


def _as_lines(line: WrittenLine) -> Mend | None:
    """Return the first line of code (`def f():`) moved below a `|`, if lines below belong to it."""
    if not (line.value.endswith(":") and line.key):
        return None
    below = re.compile(rf"(?:\r?\n {{{len(line.lead) + 1},}}(?=\S).*)+").match(line.text, line.end)
    if below is None:
        return None
    deeper = below[0].strip("\r\n").splitlines()
    from quizkit.formats.code_keys import as_block

    block = "\n".join(as_block(line.head, [line.value, *deeper]))
    return Mend(f"for a text of several lines begin it with `|`\n{line.head}|\n{block}")


def _no_key(line: WrittenLine) -> Cause | None:
    """Find a colon or a space that is missing behind a key."""
    word = re.match(r"([A-Za-z_]++)(:?+)(?!(?<=:)[ \t])[ \t]*", line.value)
    if line.key or word is None or word[1] not in WRITTEN_KEYS:
        return None
    lacking = "space behind the colon" if word[2] else f"colon behind `{word[1]}`"
    shown = f"write\n{line.head}{word[1]}: {line.value[word.end() :].lstrip()}"
    rest = line.value[word.end() :]
    begin, end = word.end(1), word.end() + len(rest) - len(rest.lstrip())
    change = (line.value_start + begin, line.value_start + end, ": ")
    return Cause(change[0], f"there is no {lacking}", Mend(shown, (change,)))


# What a sign in a value does, if it is not what is meant. Atomic groups: a quote that YAML takes for
# the closing one is not given up for one before it.

_IN_QUOTES = r"""(?>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_SIGNS = {
    rf'".*?(?P<at>{_BAD_ESCAPE})': "`{at}` means nothing in double quotes",
    rf"(?!{_IN_QUOTES})(?P<at>[\"'])": (
        "the quote that the text begins with is not closed on this line"
    ),
    rf"{_IN_QUOTES}(?P<at>)(?!\s*(?:[#:]|\Z))": "the text goes on behind its closing quote",
    r"(?P<at>[|>])(?![-+]?\d?[-+]?(?:\s+#.*)?\Z)": (
        "`{at}` announces a text on the lines below, and text follows on its line"
    ),
    r"(?P<at>[-?])(?: |\Z)": "a text cannot begin with `{at} `",
    r"(?P<at>[@`%&*!,\]}])": "a text cannot begin with `{at}`",
    r"(?![\"'\[{|>]).*?(?P<at>:)(?=[ \t]|\Z)": _MAKES_A_KEY,
}


def _sign(value: str) -> Sign | None:
    """Return the first sign in a value that is not what is meant."""
    for sign, message in _SIGNS.items():
        if found := re.match(sign, value):
            return Sign(found.start("at"), message.format(at=found["at"]))
    return _bracket(value)


def _bracket(value: str) -> Sign | None:
    end = closing(value)
    rest = "" if end is None else value[end:].lstrip()
    if rest[:1] in ("", "#"):
        return None
    what = "list" if value[0] == "[" else "mapping"
    return Sign(0, f"`{value[0]}` begins a {what} here, and text follows behind it")


# What is wrong with a line that the parser named, seen beside those above it.


def _open_bracket(line: WrittenLine) -> Cause | None:
    """Return that a bracket opens on a line and is not closed on it."""
    close = {"[": "]", "{": "}"}.get(line.value[:1])
    if not close or closing(line.value) is not None:
        return None
    advice = f"close it with `{close}`, or, if it is text, put the text in quotes"
    return Cause(
        line.value_start,
        f"`{line.value[0]}` opens here and is not closed on this line",
        in_quotes(line.text, line.value_start, line.end, advice=advice).fix,
    )


def _moved_dash(line: WrittenLine) -> Cause | None:
    """Return that an entry is not indented like the one that the piece begins with."""
    first = line.first_dash
    if not first or line.key not in ENTRY_KEYS or "-" not in line.lead or line.lead == first:
        return None
    return Cause(
        line.start + len(line.lead) - 2,
        "this dash is not indented like those of the entries above it",
        f"move the whole entry, so that it begins like them\n{first}{line.from_key}",
    )


def _moved_key(line: WrittenLine) -> Cause | None:
    """Return that a key is not indented like the others of its entry, or of the deck."""
    expected = len(line.first_dash)
    known = ENTRY_KEYS if line.first_dash else DECK_KEYS
    if line.key not in known or len(line.lead) == expected:
        return None
    return Cause(
        line.key_start,
        f"`{line.key}` is not indented like the lines it belongs to",
        Mend(
            f"begin it in column {expected + 1}\n{' ' * expected}{line.from_key}",
            ((line.start, line.key_start, " " * expected),),
        ),
    )


def _stray_text(line: WrittenLine) -> Cause | None:
    if line.key or not line.value or "-" in line.lead or line.start <= line.begin:
        return None
    return Cause(
        line.value_start,
        "this line is neither a key with a value nor part of the text above it",
        "indent it deeper than the key above it, or put that text in quotes",
    )


def _colon_in_lines(line: WrittenLine) -> Cause | None:
    """Return that a line that goes on with the text above it holds a colon, which makes it a key."""
    colon = re.compile(r":(?=\s|$)").search(line.text, line.start, line.end)
    above = next((above for above in line.above(line.begin) if above.key), None)
    if colon is None or above is None or len(above.lead) >= line.indent:
        return None
    if not above.value or above.value[0] in "\"'[{|>#":
        return None
    fix = on_one_line(line.text, above.value_start, line.end)
    return Cause(colon.start(), _MAKES_A_KEY, fix)


_IN_ANY: tuple[Finder, ...] = (_alone, _open_bracket)
_IN_NAMED: tuple[Finder, ...] = (
    *_IN_ANY,
    _moved_dash,
    _moved_key,
    _stray_text,
    _colon_in_lines,
)

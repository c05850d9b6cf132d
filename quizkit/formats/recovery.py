"""Reads on behind what YAML cannot read.

There the text is cut at its entries, and each read alone. One error then hides nothing but the
rest of its own entry. Of a text that cannot be cut (a deck in one pair of braces, say) only the
first error is reported.
"""

import re
from itertools import pairwise

import yaml
from yaml.events import ScalarEvent

from quizkit.errors.codes import ProblemCode
from quizkit.formats.forbidden import refused
from quizkit.formats.report import Report
from quizkit.formats.syntax_errors import explain
from quizkit.formats.tree import Node, Tree
from quizkit.formats.yaml_events import Composer, Parser, UnreadableError

# What YAML 1.1 does not take in any form.
_UNPRINTABLE = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+"

_ODD_TAG = r"(?<![^\s\ufeff:,?\[{-])!\S*%[89A-Fa-f]"  # its escapes may be no UTF-8

_FIRST_ENTRY = (
    r"^cards[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*(?P<indent> *)(?P<dash>-)(?=\s)"
)
_DECK_KEY = r"^(?:title|id|language|description|tags|defaults|sources|include|x-[\w-]*)[ \t]*:"


def recovered(report: Report, parser: Parser, error: Exception) -> Tree | None:
    """Return the readable part of a text in which the parser found `error`; report the rest.

    None if nothing can.
    """
    text = _printable(report)
    if text != report.text:
        try:
            composer = Composer(report, parser, text)
            return Tree(report, composer.document(0, len(text)), composer.places)
        except (yaml.YAMLError, UnreadableError, UnicodeDecodeError) as again:
            error = again
    first = re.search(_FIRST_ENTRY, text, re.MULTILINE)
    if first:
        tree, unread = _pieces(Composer(report, parser, text), first)
        if unread and len(report):
            return tree
    _explained(report, error, 0, len(text))
    return None


def _explained(report: Report, error: Exception, begin: int, end: int) -> None:
    """Report why the text between two offsets is no YAML, unless that has been done."""
    if report.is_full:  # and to explain takes long
        report.add(begin, ProblemCode.YAML, "YAML cannot read this")
    elif isinstance(error, yaml.MarkedYAMLError):
        explain(report, error, begin, end)
    elif isinstance(error, UnicodeDecodeError):
        tag = re.compile(_ODD_TAG).search(report.text, begin, end)
        event = ScalarEvent(None, "!", (False, False), "text")
        refused(report, event, tag.start() if tag else begin)


def _printable(report: Report) -> str:
    """Report the characters that YAML does not take; return the text with U+FFFD in their place."""

    def replaced(found: re.Match[str]) -> str:
        """Report a run of one such character; return as many replacement characters."""
        code, count = ord(found[0][0]), len(found[0])
        if code == 0:
            name = "a null character"
        elif 0xD800 <= code <= 0xDFFF:
            name = f"half of a character (U+{code:04X})"
        elif code >= 0xFE00:
            name = f"an invisible character (U+{code:04X})"
        else:
            name = f"a control character (U+{code:04X})"
        more = f", and {count - 1} more behind it" if count > 1 else ""
        report.add(
            found.start(), ProblemCode.CONTROL_CHARACTER, f"{name} stands here{more}", "delete it"
        )
        return "\ufffd" * count

    return re.sub(_UNPRINTABLE, replaced, report.text)


def _pieces(composer: Composer, first: re.Match[str]) -> tuple[Tree, bool]:
    """Return the tree of a text whose first entry is at the dash of `first`, read piece by piece.

    With it comes whether any piece could not be read.
    """
    text = composer.text
    begin = first.start("dash") - len(first["indent"])
    tail = re.compile(_DECK_KEY, re.MULTILINE).search(text, begin)
    end = tail.start() if tail else len(text)
    dash = re.compile(rf"^{first['indent']}-(?=\s)", re.MULTILINE)
    borders = [found.start() for found in dash.finditer(text, begin, end)] + [end]

    root = _keys(composer, 0, begin)
    broken = root is None
    if root is None:
        composer.starts.extend((first.start(), first.start("dash")))
        root = {}
    entries: list[Node] = []
    root["cards"] = entries
    for piece in pairwise(borders):
        count = len(composer.starts)
        node = _document(composer, *piece)
        if isinstance(node, list):
            del composer.starts[count]  # the piece is a list of one entry
            entries += node
        else:
            composer.starts[count:] = [piece[0] + len(first["indent"])]
            entries.append(None)
    if tail:
        count = len(composer.starts)
        more = _keys(composer, end, len(text))
        broken = broken or more is None
        for key in more or ():
            if key in root:
                composer.report.add(
                    end,
                    ProblemCode.DUPLICATE_KEY,
                    f"`{key}` is here a second time",
                    "keep one of the two",
                )
        if more and not more.keys() & root.keys():
            del composer.starts[count]
            root.update(more)
    unread = broken or None in entries
    return Tree(composer.report, root, composer.places, broken=broken), unread


def _keys(composer: Composer, begin: int, end: int) -> dict[str, Node] | None:
    """Return the keys of the deck that stand in a piece, or None if they cannot be read."""
    node = _document(composer, begin, end)
    return node if isinstance(node, dict) else None


def _document(composer: Composer, begin: int, end: int) -> Node:
    """Return the content of a part of the text; None, and its places forgotten, if it is broken."""
    count = len(composer.starts)
    try:
        return composer.document(begin, end)
    except (yaml.MarkedYAMLError, UnicodeDecodeError, UnreadableError) as error:
        _explained(composer.report, error, begin, end)
    del composer.starts[count:]
    return None

"""Reads on behind what YAML cannot read.

There the text is cut at its entries, and each read alone (`pieces`). One error then hides nothing
but the rest of its own entry. Of a text that cannot be cut (a deck in one pair of braces, say) only the
first error is reported.
"""

import re

import yaml
from yaml.events import ScalarEvent

from quizkit.errors.codes import ProblemCode
from quizkit.formats.forbidden import refused
from quizkit.formats.keys import ENTRY_KEYS
from quizkit.formats.pieces import Cut, Stretch, cut, marks_within, parts
from quizkit.formats.report import Report
from quizkit.formats.syntax_errors import explain
from quizkit.formats.tree import Node, Tree
from quizkit.formats.yaml_events import Composer, Parser, UnreadableError

# What YAML 1.1 does not take in any form.
_UNPRINTABLE = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+"

_ODD_TAG = r"(?<![^\s\ufeff:,?\[{-])!\S*%[89A-Fa-f]"  # its escapes may be no UTF-8


def recovered(report: Report, parser: Parser, error: Exception) -> Tree | None:
    """Return the readable part of a text in which the parser found `error`; report the rest.

    None if nothing can.
    """
    text = _joined(report, _printable(report))
    if text != report.text:
        try:
            composer = Composer(report, parser, text)
            root = composer.document(0, len(text))
            return Tree(report, root, composer.places, text=text)
        except (yaml.YAMLError, UnreadableError, UnicodeDecodeError) as again:
            error = again
    pieces = cut(text)
    if pieces:
        reader = _PieceReader(Composer(report, parser, text), pieces)
        tree = reader.tree()
        if reader.unread and len(report):
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


def _joined(report: Report, text: str) -> str:
    """Report the signs that part the text among its entries; return it with spaces in their place."""
    marks = marks_within(text)
    ends = [0, *(end for _, end in marks)]
    begins = [*(begin for begin, _ in marks), len(text)]
    for begin, end in marks:
        sign = text[begin:end]
        does = "a second document begins here" if sign == "---" else "the document ends here"
        fix = f"delete the line `{sign}`"
        if sign == "---":
            fix += ", or put what follows into a file of its own"
        message = f"{does}; a deck is one"
        report.add(begin, ProblemCode.SEVERAL_DOCUMENTS, message, fix, of_note=False)
    return "   ".join(text[end:begin] for end, begin in zip(ends, begins, strict=True))


class _PieceReader:
    """Reads a text piece by piece.

    Attributes:
        unread: whether any piece could not be read.
    """

    def __init__(self, composer: Composer, pieces: Cut) -> None:
        self._composer, self._pieces = composer, pieces
        self._root: dict[str, Node] = {}
        self._entries: list[Node] = []
        self._places: list[Stretch] = []  # of the entries
        self._broken = False
        self.unread = False

    def tree(self) -> Tree:
        """Return what can be read; what cannot is reported."""
        self._read_head()
        self._root["cards"] = self._entries
        for piece in self._pieces.entries:
            self._read_entry(piece)
        for stretch in self._pieces.keys:
            self._read_among_entries(stretch)
        self._read_tail()
        self.unread = self._broken or None in self._entries or bool(self._pieces.keys)
        composer = self._composer
        return Tree(
            composer.report,
            self._root,
            composer.places,
            broken=self._broken,
            text=composer.text,
            entries=self._places,
        )

    def _read_head(self) -> None:
        """Read the keys above the entries: all at once, or if that fails one by one."""
        head, starts = self._pieces.head, self._composer.starts
        found = self._keys((0, head[-1][1]))
        if found is not None:
            self._root = found
            return
        self._broken = True
        starts.append(0)
        told = self._composer.report.offsets
        for begin, end in head:
            count = len(starts)
            keys = self._keys((begin, end), quietly=any(begin <= each < end for each in told))
            if keys and not keys.keys() & self._root.keys():
                del starts[count]
                self._root |= keys
            else:
                del starts[count:]
        if "cards" not in self._root:
            starts += [head[-1][0], head[-1][1]]

    def _read_entry(self, piece: Stretch) -> None:
        """Read an entry, if need be without what is no part of it."""
        if self._taken(piece):
            return
        first, *others = parts(self._composer.text, piece, self._pieces.indent)
        if others and self._taken(first, quietly=True):
            for each in others:
                self._leave_out(each)
        else:
            self._leave_out(piece)

    def _taken(self, piece: Stretch, *, quietly: bool = False) -> bool:
        """Return whether a piece is an entry; the first part of one has to ask something too."""
        count = len(self._composer.starts)
        node = _document(self._composer, *piece, quietly=quietly)
        if not isinstance(node, list) or (quietly and not _asks(node)):
            del self._composer.starts[count:]
            return False
        del self._composer.starts[count]  # the piece is a list of one entry
        self._entries += node
        self._places += [piece] * len(node)
        return True

    def _leave_out(self, piece: Stretch) -> None:
        found = re.compile(r"[^\s]").search(self._composer.text, *piece)
        self._composer.starts.append(found.start() if found else piece[0])
        self._entries.append(None)
        self._places.append(piece)

    def _read_among_entries(self, stretch: Stretch) -> None:
        """Report keys of the deck among the entries: they are lines of one, or should not be there."""
        starts, report = self._composer.starts, self._composer.report
        count = len(starts)
        found = self._keys(stretch) or {}
        for key in found if stretch[0] not in report.offsets else ():
            of_note = key in ENTRY_KEYS
            if key in self._root and not of_note:
                self._twice(key, stretch[0])
                continue
            fix = "indent it like the lines of its entry, or move it above `cards:`"
            message = f"`{key}` stands in the first column among the entries, and belongs to none"
            report.add(stretch[0], ProblemCode.YAML, message, fix, of_note=of_note)
        del starts[count:]

    def _read_tail(self) -> None:
        begin, end = self._pieces.tail
        if begin == end:
            return
        count = len(self._composer.starts)
        more = self._keys((begin, end))
        self._broken = self._broken or more is None
        twice = [key for key in more or () if key in self._root]
        for key in twice:
            self._broken = True
            self._twice(key, begin)
        if more and not twice:
            del self._composer.starts[count]
            self._root |= more

    def _twice(self, key: str, offset: int) -> None:
        message, fix = f"`{key}` is here a second time", "keep one of the two"
        report = self._composer.report
        report.add(offset, ProblemCode.DUPLICATE_KEY, message, fix, of_note=False)

    def _keys(self, piece: Stretch, *, quietly: bool = False) -> dict[str, Node] | None:
        """Return the keys of the deck that stand in a piece, or None if they cannot be read."""
        node = _document(self._composer, *piece, quietly=quietly)
        return node if isinstance(node, dict) else None


def _asks(entries: list[Node]) -> bool:
    first = entries[0] if len(entries) == 1 else None
    return isinstance(first, dict) and not first.keys().isdisjoint(
        ("question", "statement", "cloze")
    )


def _document(composer: Composer, begin: int, end: int, *, quietly: bool = False) -> Node:
    """Return the content of a part of the text; None, and its places forgotten, if it is broken.

    Quietly, why it is no YAML is not reported.
    """
    count = len(composer.starts)
    try:
        return composer.document(begin, end)
    except (yaml.MarkedYAMLError, UnicodeDecodeError, UnreadableError) as error:
        if not quietly:
            _explained(composer.report, error, begin, end)
    del composer.starts[count:]
    return None

"""XML of strangers as a tree of elements: no entities of its own, nothing loaded, bounded depth."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from quizkit.interchange.source import SourceError
from quizkit.visible import visible

_DEEPEST = 100
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_VOID = frozenset(("br", "hr", "img", "source"))


class Element:
    """An element, with what is in it in order.

    Args:
        name: without the prefix of a namespace.
        attributes: by their names, without prefixes.
        line: on which it begins, from 1.
    """

    __slots__ = ("attributes", "content", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.content: list[str | Element] = []

    @property
    def text(self) -> str:
        """The text that stands in it itself."""
        return "".join(each for each in self.content if isinstance(each, str))

    @property
    def children(self) -> "Iterator[Element]":
        """The elements in it."""
        return (each for each in self.content if isinstance(each, Element))

    def get(self, name: str) -> str:
        """Return an attribute; empty if it has none of that name."""
        return self.attributes.get(name, "")

    def all(self, name: str) -> "list[Element]":
        """Return the elements of a name that stand in it itself."""
        return [each for each in self.children if each.name == name]

    def first(self, *path: str) -> "Element | None":
        """Return the first element on a path of names; None if there is none."""
        found = self
        for name in path:
            inner = next((each for each in found.children if each.name == name), None)
            if inner is None:
                return None
            found = inner
        return found

    def said(self, *path: str) -> str:
        """Return the text of the first element on a path, without white space around it."""
        found = self.first(*path)
        return found.text.strip() if found else ""

    def within(self, *names: str) -> "Iterator[Element]":
        """Yield the elements of some names, however deep they stand, in order."""
        for each in self.children:
            if each.name in names:
                yield each
            yield from each.within(*names)

    @property
    def inner(self) -> str:
        """What is in it, as HTML."""
        return "".join(
            escape(each) if isinstance(each, str) else each.outer for each in self.content
        )

    @property
    def outer(self) -> str:
        """It and what is in it, as HTML."""
        said = "".join(f" {name}={quoteattr(text)}" for name, text in self.attributes.items())
        if not self.content and self.name in _VOID:
            return f"<{self.name}{said}>"
        return f"<{self.name}{said}>{self.inner}</{self.name}>"


class Tree(NamedTuple):
    """What was read of a file.

    Args:
        root: its outermost element.
        line: where it ceases to be XML; 0 if it does not.
        error: why.
    """

    root: Element
    line: int = 0
    error: str = ""


def tree_of(data: bytes, name: str, encoding: str = "") -> Tree:
    """Return XML as a tree, as far as it can be read.

    A document type that is only named is passed over, one with declarations of its own is refused.

    Args:
        data: the file.
        name: of the file, for messages.
        encoding: what it is written in, whatever it says itself; empty to go by that.

    Raises:
        SourceError: nothing of it can be read, or it is made to do harm.
    """
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        data = _CONTROLS.sub(b"", data).lstrip()
    builder = _Builder(visible(name))
    try:
        parser = expat.ParserCreate(encoding or None)
        builder.listen(parser)
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if builder.root is None:
            raise SourceError(f"{visible(name)} is no XML: {error}") from error
        line = error.lineno if isinstance(error, expat.ExpatError) else 0
        return Tree(builder.root, line or 1, re.sub(r": line.*", "", str(error)))
    if builder.root is None:
        raise SourceError(f"{visible(name)} is no XML: there is no element in it")
    return Tree(builder.root)


class _Builder:
    def __init__(self, name: str) -> None:
        self.root: Element | None = None
        self._name = name
        self._open: list[Element] = []
        self._parser: Any = None

    def listen(self, parser: Any) -> None:
        self._parser = parser
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # so that `&nbsp;` is passed over, and no fault
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            line = self._parser.CurrentLineNumber
            raise SourceError(f"{self._name}:{line}: elements stand more than {_DEEPEST} deep")
        bare = {_bare(key): value for key, value in attributes.items()}
        element = Element(_bare(name), bare, self._parser.CurrentLineNumber)
        if self._open:
            self._open[-1].content.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def _doctype(self, name: str, system: str, public: str, has_subset: int) -> None:
        if has_subset:
            raise SourceError(
                f"{self._name} declares a document type of its own, which is not read\n"
                "fix: take out what stands between `<!DOCTYPE` and `>`"
            )

    def _entity(self, *_: object) -> None:
        raise SourceError(f"{self._name} declares entities, which are not read")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if self._open and not is_parameter:
            self._open[-1].content.append(f"&{name};")


def _bare(name: str) -> str:
    return name.rpartition(":")[2]

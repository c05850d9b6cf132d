"""Keys of entries written: one text more under a key, or another one; nothing else is touched.

A deck may be written in many ways, so what comes out is read again: where it is not the deck that
was there but for what was to be written, nothing is changed.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from yaml import YAMLError

from quizkit.authoring.kinds_of_change import (
    Change as Change,
    Drop as Drop,
    Part as Part,
    Put as Put,
    Respell as Respell,
    Set as Set,
    Step as Step,
    Swap as Swap,
)
from quizkit.authoring.nodes import (
    AnyNode,
    ListNode,
    MappingNode,
    TextNode,
    below,
    nodes_of,
    value_of,
)
from quizkit.authoring.outline import below_comments, line_end, lines_at, spliced
from quizkit.authoring.yaml_writing import (
    block_text,
    flow_of,
    in_flow,
    item_lines,
    key_lines,
    lines_of,
)
from quizkit.errors import QuizkitError
from quizkit.formats.mends import taken_out

Edit: TypeAlias = tuple[int, int, str]

_BEHIND = {
    "accept": ("accept", "answer", "max"),
    "reject": ("accept", "answers", "answer", "max"),
    "type": ("accept", "answer"),
}
"""Behind which keys a new one goes, the first that is there; others go to the end."""


class UnwrittenError(QuizkitError):
    """What was to be written has no place in this text, or would change more than itself."""


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return the text of a deck with changes made in its entries; comments and all else stay.

    Each change goes by the text as it is given, so no two may write under one key of an entry.

    Raises:
        UnwrittenError: one cannot be made so that nothing else is read otherwise.
    """
    root = nodes_of(text)
    cards, expected = root.under("cards"), value_of(root)
    items: list[AnyNode] = cards.items if isinstance(cards, ListNode) else []
    places = {node.start: at for at, node in enumerate(items)}
    edits: list[Edit] = []
    for change in changes:
        at = places.get(change.entry)
        entry = None if at is None else items[at]
        if not isinstance(entry, MappingNode):
            raise UnwrittenError("there is no entry of a deck at this place")
        edits += edits_of(text, entry, change)
        _make(expected["cards"][at], change)
    after = spliced(text, edits)
    if _read(after) != expected:
        raise UnwrittenError(
            "this cannot be written here without changing more; write the entry a key a line"
        )
    return after


def text_under(text: str, entry: int, key: str) -> str:
    """Return the text under a key of the entry that begins at an offset; "" if there is none."""
    cards = nodes_of(text).under("cards")
    for node in cards.items if isinstance(cards, ListNode) else ():
        if node.start == entry and isinstance(node, MappingNode):
            found = node.under(key)
            return found.value if isinstance(found, TextNode) else ""
    return ""


def _read(text: str) -> Any:
    try:
        return value_of(nodes_of(text))
    except YAMLError:
        return None


def _make(value: Any, change: Change) -> None:
    """Make a change in the entry as it is read, so that it is what the new text should give."""
    if isinstance(change, Respell):
        raise UnwrittenError("how a text is written is none of what is read")
    *above, last = change.path
    for step in above:
        value = value.setdefault(step, {}) if isinstance(value, dict) else value[step]
    old = value.get(last, []) if isinstance(value, dict) else value[last]
    if isinstance(change, Set):
        value[last] = change.text
    elif isinstance(change, Drop):
        del value[last]
    elif isinstance(change, Part):
        value[last] = list(change.texts)
    elif isinstance(change, Swap):
        value[last] = old.replace(change.old, change.text)
    elif isinstance(old, dict) or (change.feedback and not old):
        value[last] = {**dict(old), change.text: change.feedback}
    else:
        olds = old if isinstance(old, list) else [old]
        value[last] = [*olds, change.text]
        if change.feedback and all(isinstance(each, str) for each in olds):
            value[last] = {**dict.fromkeys(olds, ""), change.text: change.feedback}


def edits_of(text: str, entry: MappingNode, change: Change) -> Iterator[Edit]:
    """Yield the pieces to put in, so that a change is made in an entry.

    Nobody has looked then whether the text reads as it should.

    Raises:
        UnwrittenError: it has no place there.
    """
    node: AnyNode = entry
    column = entry.column  # of the mapping that the value stands in
    if isinstance(change, Drop):
        yield from _dropped(text, entry, change)
        return
    if isinstance(change, Respell):
        yield _respelt(text, entry, change)
        return
    for depth, step in enumerate(change.path):
        found = below(node, step)
        if found is None and isinstance(node, MappingNode):
            yield from _new_key(text, node, change.path[depth:], change)
            return
        if found is None:
            raise UnwrittenError(f"there is nothing at {step} to write to")
        column = node.column
        node = found
    in_brackets = _in_brackets(entry, change.path)
    like_json = _like_json(entry)
    if isinstance(change, Put) and change.feedback and isinstance(node, TextNode | ListNode):
        if in_brackets:
            yield _flow_mapping(text, node, change, like_json=like_json)
        else:
            yield from _mapping_of(text, node, change, column)
    elif isinstance(node, TextNode) and isinstance(change, Swap):
        yield _swapped(text, node, change)
    elif isinstance(node, TextNode):
        yield from _in_place(
            text, node, change, column, in_brackets=in_brackets, like_json=like_json
        )
    elif not isinstance(change, Put):
        raise UnwrittenError("a list stands there, and no text")
    else:
        yield _one_more(text, node, change, like_json=like_json)


def _dropped(text: str, node: AnyNode, drop: Drop) -> Iterator[Edit]:
    """Yield the edit that takes out what a path leads to."""
    *above, last = drop.path
    for step in above:
        found = below(node, step)
        if found is None:
            raise UnwrittenError(f"there is nothing at {step}")
        node = found
    keys = [key for key, _ in node.pairs] if isinstance(node, MappingNode) else []
    value = below(node, last)
    if value is None:
        raise UnwrittenError(f"there is nothing at {last}")
    start = next((key.start for key in keys if key.value == last), value.start)
    yield from taken_out(text, start, _end_of(text, value), lead=" +" if keys else r" *- ")


def _in_brackets(entry: MappingNode, path: Sequence[Step]) -> bool:
    """Return whether the value at a path, which is there, can but stand in brackets."""
    node: AnyNode = entry
    for step in path:
        if isinstance(node, ListNode) or (isinstance(node, MappingNode) and node.in_brackets):
            return True
        node = below(node, step) or node
    return False


def _like_json(entry: MappingNode) -> bool:
    return entry.in_brackets and bool(entry.pairs) and entry.pairs[0][0].style == '"'


def _end_of(text: str, node: AnyNode) -> int:
    """Return the end of what there is to see of a node: the lines below a block text are none of it."""
    return len(text[: node.end].rstrip())


def _respelt(text: str, node: AnyNode, change: Respell) -> Edit:
    """Return the edit that spells a piece of an entry in another way."""
    for step in change.path:
        node = below(node, step) or node
    return _piece(text, node, change.old, change.text)


def _swapped(text: str, node: TextNode, swap: Swap) -> Edit:
    """Return the edit that swaps a piece of a text, as it stands in the file."""
    return _piece(text, node, _as_in(node.style, swap.old), _as_in(node.style, swap.text))


def _piece(text: str, node: AnyNode, old: str, new: str) -> Edit:
    """Return the edit that puts a text in the place of another one within a node."""
    if text.count(old, node.start, node.end) != 1:
        raise UnwrittenError("the piece of text does not stand there once")
    at = text.index(old, node.start, node.end)
    return at, at + len(old), new


def _as_in(style: str | None, piece: str) -> str:
    """Return a piece of text as it stands between the quotation marks of a text."""
    if style == "'":
        return piece.replace("'", "''")
    return json.dumps(piece, ensure_ascii=False)[1:-1] if style == '"' else piece


def _in_place(
    text: str, node: TextNode, change: Change, column: int, *, in_brackets: bool, like_json: bool
) -> Iterator[Edit]:
    """Yield the edits that put another text, or a list with one more, in the place of a text."""
    end = max(node.start, _end_of(text, node))
    as_it_stands = text[node.start : end]
    is_block = node.style in ("|", ">")
    if is_block and "#" in as_it_stands.splitlines()[0]:
        raise UnwrittenError("a comment stands behind the sign that begins the text; move it")
    old = node.value.rstrip("\n")
    texts = [each for each in (old, change.text) if each]
    if isinstance(change, Part):
        old, texts = "", [*change.texts]
    if isinstance(change, Set):
        in_line = in_flow(change.text, like_json=like_json) if in_brackets else ""
        lines = [in_line] if in_brackets else block_text(change.text)
    elif in_brackets or not any("\n" in each for each in texts):
        items = [in_flow(each, like_json=like_json) for each in texts]
        if node.style in ("'", '"') and old:
            items[0] = as_it_stands
        lines = [f"[{', '.join(items)}]"]
    else:
        lines = ["", *(f"  {line}" for each in texts for line in item_lines(each))]
    first, *rest = lines
    is_glued = bool(first) and not text[node.start - 1].isspace() and text[node.start - 1] in ":-"
    start = node.start if first else len(text[: node.start].rstrip(" "))
    yield start, end, f" {first}" if is_glued else first
    if rest:
        at = line_end(text, end)
        yield at, at, lines_at(text, at, [line and " " * column + line for line in rest])


def _keys_of(text: str, node: TextNode | ListNode) -> list[str]:
    """Return texts as they are written, to be the keys of a mapping to what is said to each."""
    items = node.items if isinstance(node, ListNode) else [node]
    keys = [text[item.start : _end_of(text, item)] for item in items]
    is_simple = all(isinstance(item, TextNode) for item in items) and "\n" not in "".join(keys)
    if not is_simple or " #" in text[node.start : _end_of(text, node)]:
        raise UnwrittenError(
            "what is said to it has no place there; write `text: what is said to it`"
        )
    return keys


def _flow_mapping(text: str, node: TextNode | ListNode, put: Put, *, like_json: bool) -> Edit:
    """Return the edit that puts a mapping in the place of texts, in brackets."""
    said = [f'{key}: ""' for key in _keys_of(text, node)]
    new = f"{in_flow(put.text, like_json=like_json)}: {in_flow(put.feedback, like_json=like_json)}"
    return node.start, _end_of(text, node), f"{{{', '.join((*said, new))}}}"


def _mapping_of(text: str, node: TextNode | ListNode, put: Put, column: int) -> Iterator[Edit]:
    """Yield the edits that put a mapping in the place of texts, a key a line."""
    lines = [*(f"{key}:" for key in _keys_of(text, node)), *key_lines(put.text, put.feedback)]
    end = _end_of(text, node)
    yield len(text[: node.start].rstrip()), end, ""
    at = line_end(text, end)
    yield at, at, lines_at(text, at, [line and " " * (column + 2) + line for line in lines])


def _one_more(text: str, node: ListNode | MappingNode, put: Put, *, like_json: bool) -> Edit:
    """Return the edit that puts one text more into a list, or a mapping to feedback."""
    inner = _inner(node)
    at = max((_end_of(text, each) for each in inner), default=node.start + 1)
    if node.in_brackets:
        new = in_flow(put.text, like_json=like_json)
        if isinstance(node, MappingNode):
            new += f": {in_flow(put.feedback, like_json=like_json)}"
        return at, at, f", {new}" if inner else new
    is_list = isinstance(node, ListNode)
    lines = item_lines(put.text) if is_list else key_lines(put.text, put.feedback)
    at = line_end(text, at)
    return at, at, lines_at(text, at, [line and " " * node.column + line for line in lines])


def _inner(node: ListNode | MappingNode) -> list[AnyNode]:
    if isinstance(node, ListNode):
        return node.items
    return [each for pair in node.pairs for each in pair]


def _new_key(text: str, node: MappingNode, keys: Sequence[Step], change: Change) -> Iterator[Edit]:
    """Yield the edits that write a key, and those below it, into a mapping that lacks it."""
    value: Any = change.text
    if isinstance(change, Put):
        value = {change.text: change.feedback} if change.feedback else [change.text]
    elif isinstance(change, Part):
        value = list(change.texts)
    for key in reversed(keys[1:]):
        value = {str(key): value}
    name = str(keys[0])
    if node.in_brackets:
        like_json = _like_json(node)
        at = max(_end_of(text, each) for each in _inner(node))
        yield at, at, f", {flow_of({name: value}, like_json=like_json)[1:-1]}"
        if text[node.start] != "{":  # one key, alone between square brackets
            yield node.start, node.start, "{"
            yield node.end, node.end, "}"
        return
    behind = [found for key in _BEHIND.get(name, ()) if (found := node.under(key))]
    anchor = behind[0] if behind else node.pairs[-1][1]
    at = below_comments(text, line_end(text, max(_end_of(text, anchor), 1)), node.column)
    lines = [line and " " * node.column + line for line in lines_of(name, value)]
    yield at, at, lines_at(text, at, lines)

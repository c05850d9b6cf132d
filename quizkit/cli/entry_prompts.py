"""A note asked for line by line: each key in turn, with a way back to the one before.

A line that begins with a colon is none of the note: `:back` takes back the last thing typed, `:q`
leaves the note, the lines between `:begin` and `:end` are one text, and `::q` stands for `:q`.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto

import click

from quizkit.authoring.adding import same_prompt
from quizkit.authoring.yaml_writing import Entry, Written
from quizkit.cli.fitting_lines import say
from quizkit.cli.player.inputs import folded
from quizkit.cli.prompts import is_typed, typed_block, typed_line
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import Reading
from quizkit.model import Kind
from quizkit.model.kinds import KINDS, Holds, Key, KindRow
from quizkit.visible import visible
from quizkit.wording import near_miss

CHOICES = {name: row for row in KINDS.values() for name in (row.letter, str(row.kind))}
"""What chooses a kind."""
_EXPLANATION = Key("explanation", "Explanation", "", needed=False)
_MORE = {"hint": "hints", "source": "source", "tag": "tags"}
"""What a line may give before the explanation, as `hint: …`, and the key that it goes under."""


class Way(Enum):
    """Where a line leads that is none of the note."""

    BACK = auto()
    LEAVE = auto()


class Verbatim(str):
    """A text that stood between `:begin` and `:end`: it is what it is."""

    __slots__ = ()


_BEGIN = "begin"
_WAYS = {"back": Way.BACK, "b": Way.BACK, "q": Way.LEAVE, "quit": Way.LEAVE}
HELP = (
    "`:back` takes back the last line, `:q` leaves; lines between `:begin` and `:end` are one text."
)


def line_of(label: str, typed: str = "") -> str | Way:
    """Return the text typed for a label, without white space around it, or where it leads.

    Args:
        label: what is asked.
        typed: what stands on the line already.

    Raises:
        EOFError: there is none.
    """
    while True:
        line = typed_line(f"{label}: ", typed).strip()
        if "\n" in line or not line.startswith(":"):
            return line
        word = folded(line[1:])
        if line.startswith("::"):
            return line[1:]
        if word in _WAYS:
            return _WAYS[word]
        if word == _BEGIN:
            return Verbatim(typed_block())
        near = near_miss(word, (*_WAYS, _BEGIN), shown=":{}")
        refuse(f"there is no {visible(line)}{near}; as a text, :{visible(line)}")


def refuse(why: str) -> None:
    """Say why a line will not do, so that it is asked for again.

    Raises:
        QuizkitError: nobody is there to be asked, and the lines to come would be misunderstood.
    """
    if not is_typed():
        raise QuizkitError(f"{why} (reading stopped here; what was saved is kept)")
    say(why, indent="  ")


class EntryPrompts:
    """Asks for the keys of one note; what was typed stays, to go back to.

    Args:
        reading: the deck that it will go into.
        row: the kind of the note.
    """

    def __init__(self, reading: Reading, row: KindRow) -> None:
        self._reading = reading
        self._row = row
        self._keys = (*row.needs, *row.asks, _EXPLANATION)
        self._typed: dict[str, list[str]] = {key.name: [] for key in self._keys}
        self._at = 0

    def entry(self) -> Entry | Way:
        """Return the note that is typed; or that its author goes back behind its first key, or leaves.

        Asked again, it begins at the last key.

        Raises:
            EOFError: the input ended before all that is needed was given.
        """
        self._at = min(self._at, len(self._keys) - 1)
        while self._at < len(self._keys):
            key = self._keys[self._at]
            several = key.holds & (Holds.LIST | Holds.MAPPING)
            way = self._items(key) if several else self._text(key)
            if way is Way.LEAVE or (way is Way.BACK and self._at == 0):
                return way
            self._at += -1 if way else 1
        return self._as_entry()

    def _as_entry(self) -> Entry:
        entry: dict[str, Written] = {}
        *keys, explanation = self._keys
        for key in keys:
            if items := self._typed[key.name]:
                entry[key.name] = _written(key, items)
        entry |= self._row.told_by
        more: dict[str, list[str]] = {}
        for line in self._typed[explanation.name]:
            given = line.partition(":")[2]
            if under := _more_key(line):
                more.setdefault(under, []).append(given.strip())
            else:
                entry["explanation"] = line
        return entry | {key: texts if len(texts) > 1 else texts[0] for key, texts in more.items()}

    def _text(self, key: Key) -> Way | None:
        """Read the text of a key; "" leaves it out. Before an explanation, other lines may come."""
        label = key.label if key.needed else f"{key.label} (optional)"
        typed = self._typed[key.name]
        is_more = key is _EXPLANATION
        before = typed.pop() if typed and not (is_more and _more_key(typed[-1])) else ""
        while True:
            line = self._line_or_end(label, before, needed=key.needed)
            if line is Way.BACK and is_more and typed:
                say(f"taken back: {visible(typed.pop())}", indent="  ")
            elif isinstance(line, Way):
                typed += [before] if before else []
                return line
            elif not line and key.needed:
                refuse("this is needed; :q leaves")
            elif self._is_taken(key, line, before):
                typed += [line] if line else []
                if not (is_more and _more_key(line)):
                    return None
            before = ""

    def _is_taken(self, key: Key, text: str, before: str) -> bool:
        """Return whether a text will do; say why it will not."""
        if not text:
            return True
        stands_alone = key is _EXPLANATION or key.name == self._row.prompt_key
        if stands_alone and folded(text) in CHOICES and not isinstance(text, Verbatim):
            return text == before or self._is_meant(key, text)
        why = _check(self._reading, self._row, key)(text)
        if why:
            say(visible(why), indent="  ")
        return not why or not is_typed()  # from a pipe it goes on to the reader

    def _is_meant(self, key: Key, text: str) -> bool:
        """Return whether a text that chooses a kind is meant: in a pipe a line may be missing above."""
        said = f"{visible(text)} chooses a kind of note; is it the {key.label.lower()}?"
        if is_typed():
            say(f"{said} :back if not", indent="  ")
            return True
        refuse(
            f"{said} A line may be missing, or one too many, above; if not, :begin, {text}, :end"
        )
        return False

    def _items(self, key: Key) -> Way | None:
        """Read the texts of a key, a line each, up to an empty one."""
        items = self._typed[key.name]
        if items:
            say(f"{key.label}: {visible('; '.join(items))}", indent="  ")
        while True:
            number = f" {len(items) + 1}" if items else ""
            may_end = bool(items) or not key.needed
            label = f"{key.label}{number}{' (or Enter)' if may_end else ''}"
            line = self._line_or_end(label, needed=not may_end)
            if line is Way.BACK and items:
                say(f"taken back: {visible(items.pop())}", indent="  ")
            elif isinstance(line, Way):
                return line
            elif line and Holds.MAPPING in key.holds and (why := _no_pair(line, items)):
                refuse(why)
            elif line:
                items.append(line)
            elif may_end:
                return None
            else:
                refuse("one is needed; :q leaves")

    def _line_or_end(self, label: str, typed: str = "", *, needed: bool) -> str | Way:
        """Return the line typed for a label; "" at the end of input, unless one is needed."""
        try:
            return line_of(label, "" if "\n" in typed else typed)
        except EOFError:
            if needed:
                raise
            click.echo()
            return ""


def _more_key(line: str) -> str:
    """Return the key that a line before the explanation gives something for; empty if it is none."""
    name, colon, given = line.partition(":")
    return _MORE.get(name.strip().lower(), "") if colon and given.strip() else ""


def _written(key: Key, items: Sequence[str]) -> Written:
    """Return the value of a key as it was typed."""
    if not key.holds & (Holds.LIST | Holds.MAPPING):
        return items[0]
    ways = _ways if Holds.VARIANTS in key.holds else str.strip
    if Holds.MAPPING in key.holds:
        return {_left(item): ways(item.partition(" = ")[2]) for item in items}
    return [ways(item) for item in items]


def _check(reading: Reading, row: KindRow, key: Key) -> Callable[[str], str]:
    """Return a function that says what is wrong with a text under a key; "" if nothing is."""
    if key is _EXPLANATION:
        return lambda text: _no_such_source(reading, text)
    if Holds.TRUE_OR_FALSE in key.holds:
        return lambda text: "" if text.lower() in ("true", "false") else "it is `true` or `false`"
    if row.kind is Kind.CLOZE:
        return lambda text: _bad_cloze(reading, text)
    if key.name == row.prompt_key:
        return lambda text: _asked_already(reading, row.kind, text)
    return lambda text: ""


def _bad_cloze(reading: Reading, text: str) -> str:
    from quizkit.cloze import ClozeError, parse_cloze
    from quizkit.model import ClozeNote

    try:
        if reading.is_markdown:
            from quizkit.formats.marked_cloze import read_cloze

            pieces = read_cloze(text).pieces
        else:
            pieces = parse_cloze(text)
        prompt = ClozeNote(id="", pieces=pieces).prompt
    except ClozeError as error:
        return f"{error.message}; {error.fix}"
    return _asked_already(reading, Kind.CLOZE, prompt)


def _asked_already(reading: Reading, kind: Kind, prompt: str) -> str:
    same = same_prompt(reading, kind, prompt)
    if reading.lenient_deck is None or same is None:
        return ""
    place = reading.origin(reading.lenient_deck.notes.index(same)).place()
    return f"{place} asks this already; ask it in another way"


def _no_such_source(reading: Reading, text: str) -> str:
    """Return the fault of a line `source: …`; "" if it has none, or is another line."""
    name, _, given = text.partition(":")
    source = given.partition("#")[0].partition(",")[0].strip()
    if name.strip().lower() != "source" or reading.lenient_deck is None:
        return ""
    sources: Mapping[str, object] = reading.lenient_deck.sources
    if not source or source in sources:
        return ""
    known = f"it has {', '.join(sources)}" if sources else "describe it in the file first"
    return f"the deck has no source {source}; {known}"


def _no_pair(line: str, items: Sequence[str]) -> str:
    """Return why a line is no pair beside those that are there; "" if it is one."""
    if " = " not in line:
        return "write both sides with ` = ` between them"
    left = _left(line)
    return f"{visible(left)} has its pair already" if left in map(_left, items) else ""


def _ways(item: str) -> str | list[str]:
    parts = [part.strip() for part in item.split(" | ")]
    return parts if len(parts) > 1 else parts[0]


def _left(pair: str) -> str:
    return pair.partition(" = ")[0].strip()

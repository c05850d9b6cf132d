"""`quizkit add`: notes by prompts, one after the other, each saved before the next is asked."""

import sys
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size

import click
from attrs import frozen

from quizkit.authoring.adding import is_empty, same_prompt, with_entry
from quizkit.authoring.saving import replace
from quizkit.authoring.yaml_writing import Entry, Value
from quizkit.cli.decks import deck_files
from quizkit.cli.options import complete_decks
from quizkit.errors import DeckError, QuizkitError
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.model import cards_of
from quizkit.visible import visible
from quizkit.wording import count


@frozen
class _Field:
    """One key of a note, and how it is asked for.

    `many` takes a line each until an empty one; `pairs` are lines with ` = `; `variants` are ways
    to write one answer, parted by ` | `.
    """

    key: str
    label: str
    needed: bool = True
    many: bool = False
    pairs: bool = False
    variants: bool = False


_QUESTION = _Field("question", "Question")
_ANSWER = _Field("answer", "Answer")
_ANSWERS = _Field("answers", "Right answer (variants: a | b)", many=True, variants=True)
_WRONG = _Field("distractors", "Wrong option", many=True)

_KINDS: dict[str, tuple[str, tuple[_Field, ...]]] = {
    # letter: (kind, what it takes)
    "t": ("typed", (_QUESTION, _ANSWER, _Field("accept", "Also right", needed=False, many=True))),
    "c": ("choice", (_QUESTION, _ANSWER, _WRONG)),
    "l": ("list", (_QUESTION, _ANSWERS)),
    "s": ("several choices", (_QUESTION, _ANSWERS, _WRONG)),
    "b": (
        "true or false",
        (_Field("statement", "Statement"), _Field("answer", "true or false")),
    ),
    "o": ("order", (_QUESTION, _Field("order", "Next item", many=True))),
    "p": ("pairs", (_QUESTION, _Field("pairs", "Pair (left = right)", many=True, pairs=True))),
    "z": ("cloze", (_Field("cloze", "Text, with {{blanks}}"),)),
    "f": ("self-rated", (_QUESTION, _ANSWER)),
}

_EXPLANATION = _Field("explanation", "Explanation", needed=False)
_MORE = {"hint": "hints", "source": "source", "tag": "tags"}
"""What a line may give before the explanation, as `hint: …`, and the key that it goes under."""


@click.command(
    epilog="Example:  quizkit new decks/seas.yaml && quizkit add decks/seas.yaml",
)
@click.argument("deck", metavar="DECK", shell_complete=complete_decks)
def add(deck: str) -> int:
    """Append notes to DECK, asking for one after the other.

    First comes the kind, by a letter or its name, and Enter takes the last one again; then what it
    needs. An empty line ends a list and leaves out what is optional. In place of the explanation a
    line `hint: …`, `source: …` or `tag: …` gives one of those, any number of times. `q` for a kind,
    or the end of input, ends. Each note is shown as it will be judged and is saved at once, and the
    rest of the file stays as it is. In a pipe the same lines are read.

    Exit: 0 done, 1 a note from a pipe was not good, 2 the deck cannot be read or written.
    """
    files = deck_files([deck])
    if len(files) > 1:
        raise click.UsageError(f"{visible(deck)} has {count(len(files), 'deck')}; name one of them")
    path = files[0]
    reading = open_deck(path)
    if reading.deck is None and not is_empty(reading):
        raise DeckError(reading.problems)
    if sys.stdin.isatty():
        from contextlib import suppress

        with suppress(ImportError):
            import readline  # noqa: F401 - gives `input` editing and history
    kinds = ", ".join(f"{letter} {name}" for letter, (name, _) in _KINDS.items())
    title, notes = (reading.deck.title, reading.deck.notes) if reading.deck else (path.name, ())
    click.echo(f"{visible(title)}: {count(len(notes), 'note')}.")
    width = get_terminal_size().columns
    for line in (
        f"Kinds: {kinds}; q ends.",
        "In place of an explanation: `hint: …`, `source: …`, `tag: …`.",
    ):
        click.echo(click.wrap_text(line, width))
    click.echo()
    saved = refused = 0
    letter = "t"
    while chosen := _kind(letter):
        letter = chosen
        try:
            entry = _entry(reading, letter)
        except EOFError:
            click.echo()
            click.echo("the last note was not finished, and is not saved", err=True)
            refused += 1
            break
        after = _saved(path, reading, entry)
        saved += after is not None
        refused += after is None
        reading = after or reading
    click.echo(f"{count(saved, 'note')} added to {visible(str(path))}")
    return int(bool(refused) and not sys.stdin.isatty())


def _line(label: str) -> str:
    """Return the line typed for a label, without white space around it.

    Raises:
        EOFError: there is none.
    """
    try:
        line = input(f"{label}: ").strip()
    except UnicodeDecodeError:
        raise QuizkitError("standard input is not UTF-8; what was saved is kept") from None
    if not sys.stdin.isatty():
        click.echo(visible(line))
    return line


def _refuse(why: str) -> None:
    """Say why a line will not do, so that it is asked for again.

    Raises:
        QuizkitError: nobody is there to be asked, and the lines to come would be misunderstood.
    """
    if not sys.stdin.isatty():
        raise QuizkitError(f"{why} (reading stopped here; what was saved is kept)")
    click.echo(f"  {why}")


def _kind(last: str) -> str:
    """Return the letter of the kind to ask for next; "" to end."""
    while True:
        try:
            line = _line(f"Kind [{_KINDS[last][0]}]").lower()
        except EOFError:
            click.echo()
            return ""
        if line in ("q", "quit"):
            return ""
        if not line:
            return last
        for letter, (name, _) in _KINDS.items():
            if line in (letter, name):
                return letter
        _refuse(f"there is no kind {visible(line)}: {', '.join(_KINDS)}, or q")


def _entry(reading: Reading, letter: str) -> Entry:
    """Return what was typed for a note."""
    kind, fields = _KINDS[letter]
    entry: dict[str, Value] = {}
    for field in fields:
        value = _lines(field) if field.many else _text(field, _check(reading, kind, field.key))
        if value:
            entry[field.key] = value
    if kind == "self-rated":
        entry["type"] = "free"
    more: dict[str, list[str]] = {}
    while text := _text(_EXPLANATION, _check(reading, kind, "explanation")):
        name, colon, given = text.partition(":")
        key = _MORE.get(name.strip().lower(), "") if colon and given.strip() else ""
        if not key:
            entry["explanation"] = text
            break
        more.setdefault(key, []).append(given.strip())
    return entry | {key: texts if len(texts) > 1 else texts[0] for key, texts in more.items()}


def _check(reading: Reading, kind: str, key: str) -> Callable[[str], str]:
    """Return what says whether a text will do under a key: "" if so, else what is wrong."""

    def wrong(text: str) -> str:
        prompt = text
        if key == "explanation":
            return _no_such_source(reading, text)
        if key == "answer" and kind == "true or false":
            return "" if text.lower() in ("true", "false") else "it is `true` or `false`"
        if key == "cloze":
            from quizkit.cloze import ClozeError, parse_cloze
            from quizkit.model import ClozeNote

            try:
                prompt = ClozeNote(id="", pieces=parse_cloze(text)).prompt
            except ClozeError as error:
                return f"{error.message}; {error.fix}"
        elif key not in ("question", "statement"):
            return ""
        if same := same_prompt(reading, kind, prompt):
            at = reading.deck.notes.index(same) if reading.deck else 0
            return f"{reading.place('cards', at)} asks this already; ask it in another way"
        return ""

    return wrong


def _no_such_source(reading: Reading, text: str) -> str:
    """Return what is wrong with a line `source: …`; "" if nothing is, or it is another line."""
    name, _, given = text.partition(":")
    source = given.partition("#")[0].partition(",")[0].strip()
    if name.strip().lower() != "source" or reading.deck is None:
        return ""
    sources = reading.deck.sources
    if not source or source in sources:
        return ""
    known = f"it has {', '.join(sources)}" if sources else "describe it in the file first"
    return f"the deck has no source {source}; {known}"


def _text(field: _Field, wrong: Callable[[str], str]) -> str:
    """Return the text typed for a field, "" for one left out.

    What will not do is asked for again at a terminal; from a pipe it goes on to the reader.
    """
    label = field.label if field.needed else f"{field.label} (optional)"
    while True:
        try:
            line = _line(label)
        except EOFError:
            if field.needed:
                raise
            click.echo()
            return ""
        if not line and not field.needed:
            return ""
        if line and not (why := wrong(line)):
            return line
        if not line:
            _refuse("this is needed; Ctrl-C leaves")
            continue
        click.echo(f"  {visible(why)}")
        if not sys.stdin.isatty():
            return line


def _lines(field: _Field) -> Value:
    """Return the lines typed for a field, up to an empty one."""
    items: list[str] = []
    while True:
        number = f" {len(items) + 1}" if items else ""
        label = f"{field.label}{number}" + ("" if field.needed and not items else " (or Enter)")
        try:
            line = _line(label)
        except EOFError:
            if field.needed and not items:
                raise
            click.echo()
            line = ""
        if line and field.pairs and " = " not in line:
            _refuse("write both sides with ` = ` between them")
        elif field.pairs and (left := _left(line)) in map(_left, items):
            _refuse(f"{visible(left)} has its pair already")
        elif line:
            items.append(line)
        elif items or not field.needed:
            break
        else:
            _refuse("one is needed; Ctrl-C leaves")
    if field.pairs:
        return {_left(item): item.partition(" = ")[2].strip() for item in items}
    if field.variants:
        parts = [[part.strip() for part in item.split(" | ")] for item in items]
        return [part if len(part) > 1 else part[0] for part in parts]
    return items


def _left(pair: str) -> str:
    return pair.partition(" = ")[0].strip()


def _saved(path: Path, reading: Reading, entry: Entry) -> Reading | None:
    """Return the deck with a note appended and saved; None if it makes no good note."""
    try:
        after = with_entry(reading, entry)
    except DeckError as error:
        click.echo(f"\n{error}\nNot saved.\n")
        return None
    assert after.deck is not None
    replace(path, reading.text, after.text)
    from quizkit.grading import describe

    for card in cards_of(after.deck.notes[-1], after.deck.id):
        asked = visible(card.prompt)
        click.echo(f"  asked:  {asked}\n  judged: {visible(describe(card))}")
    click.echo("Saved.\n")
    return after

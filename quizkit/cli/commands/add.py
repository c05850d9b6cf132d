"""`quizkit add`: notes by prompts, one after the other, each saved before the next is asked."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from quizkit.authoring.adding import is_empty, same_prompt, with_entry
from quizkit.authoring.saving import replace
from quizkit.authoring.yaml_writing import Entry, Written
from quizkit.cli.deck_files import deck_files
from quizkit.cli.options import complete_decks
from quizkit.cli.standard_input import one_line
from quizkit.errors import DeckError, QuizkitError
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.model import Kind, cards_of
from quizkit.model.kinds import KINDS, Holds, Key, KindRow
from quizkit.visible import visible
from quizkit.wording import count

_CHOICES = {name: row for row in KINDS.values() for name in (row.letter, str(row.kind))}
_EXPLANATION = Key("explanation", "Explanation", "", needed=False)
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
    files = deck_files([deck], to_write=True)
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
    kinds = ", ".join(f"{row.letter} {row.kind}" for row in KINDS.values())
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
    row = KINDS[Kind.TYPED]
    while chosen := _row(row):
        row = chosen
        try:
            entry = _entry(reading, row)
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
    if sys.stdin.isatty():
        return input(f"{label}: ").strip()
    click.echo(f"{label}: ", nl=False)
    try:
        line = one_line().strip()
    except UnicodeDecodeError:
        raise QuizkitError("standard input is not UTF-8; what was saved is kept") from None
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


def _row(last: KindRow) -> KindRow | None:
    """Return the row of the kind to ask for next; None to end."""
    choices = {"": last, "q": None, "quit": None, **_CHOICES}
    while True:
        try:
            line = _line(f"Kind [{last.kind}]").lower()
        except EOFError:
            click.echo()
            return None
        if line in choices:
            return choices[line]
        letters = ", ".join(row.letter for row in KINDS.values())
        _refuse(f"there is no kind {visible(line)}: {letters}, or q")


def _entry(reading: Reading, row: KindRow) -> Entry:
    entry: dict[str, Written] = {}
    for key in (*row.needs, *row.asks):
        several = key.holds & (Holds.LIST | Holds.MAPPING)
        value = _lines(key) if several else _text(key, _check(reading, row, key))
        if value:
            entry[key.name] = value
    entry |= row.told_by
    more: dict[str, list[str]] = {}
    while text := _text(_EXPLANATION, _check(reading, row, _EXPLANATION)):
        name, colon, given = text.partition(":")
        more_key = _MORE.get(name.strip().lower(), "") if colon and given.strip() else ""
        if not more_key:
            entry["explanation"] = text
            break
        more.setdefault(more_key, []).append(given.strip())
    return entry | {key: texts if len(texts) > 1 else texts[0] for key, texts in more.items()}


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
        prompt = ClozeNote(id="", pieces=parse_cloze(text)).prompt
    except ClozeError as error:
        return f"{error.message}; {error.fix}"
    return _asked_already(reading, Kind.CLOZE, prompt)


def _asked_already(reading: Reading, kind: Kind, prompt: str) -> str:
    same = same_prompt(reading, kind, prompt)
    if reading.deck is None or same is None:
        return ""
    place = reading.origin(reading.deck.notes.index(same)).place()
    return f"{place} asks this already; ask it in another way"


def _no_such_source(reading: Reading, text: str) -> str:
    """Return the fault of a line `source: …`; "" if it has none, or is another line."""
    name, _, given = text.partition(":")
    source = given.partition("#")[0].partition(",")[0].strip()
    if name.strip().lower() != "source" or reading.deck is None:
        return ""
    sources = reading.deck.sources
    if not source or source in sources:
        return ""
    known = f"it has {', '.join(sources)}" if sources else "describe it in the file first"
    return f"the deck has no source {source}; {known}"


def _text(key: Key, wrong: Callable[[str], str]) -> str:
    """Return the text typed for a key, "" for one left out.

    What will not do is asked for again at a terminal; from a pipe it goes on to the reader.
    """
    label = key.label if key.needed else f"{key.label} (optional)"
    while True:
        line = _line_or_end(label, needed=key.needed)
        if not line and key.needed:
            _refuse("this is needed; Ctrl-C leaves")
            continue
        why = wrong(line) if line else ""
        if not why:
            return line
        click.echo(f"  {visible(why)}")
        if not sys.stdin.isatty():
            return line


def _lines(key: Key) -> Written:
    """Return the lines typed for a key, up to an empty one."""
    items: list[str] = []
    while True:
        number = f" {len(items) + 1}" if items else ""
        may_end = bool(items) or not key.needed
        label = f"{key.label}{number}{' (or Enter)' if may_end else ''}"
        line = _line_or_end(label, needed=not may_end)
        if line and Holds.MAPPING in key.holds and (why := _no_pair(line, items)):
            _refuse(why)
        elif line:
            items.append(line)
        elif may_end:
            break
        else:
            _refuse("one is needed; Ctrl-C leaves")
    ways = _ways if Holds.VARIANTS in key.holds else str.strip
    if Holds.MAPPING in key.holds:
        return {_left(item): ways(item.partition(" = ")[2]) for item in items}
    return [ways(item) for item in items]


def _line_or_end(label: str, *, needed: bool) -> str:
    """Return the line typed for a label; "" at the end of input, unless one is needed."""
    try:
        return _line(label)
    except EOFError:
        if needed:
            raise
        click.echo()
        return ""


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


def _saved(path: Path, reading: Reading, entry: Entry) -> Reading | None:
    """Return the deck with a note appended and saved; None if it makes no good note."""
    try:
        after = with_entry(reading, entry)
    except DeckError as error:
        click.echo(f"\n{error}\nNot saved.\n")
        return None
    deck = after.good_deck
    replace(path, reading.text, after.text)
    from quizkit.grading import describe

    for card in cards_of(deck.notes[-1], deck.id):
        asked = visible(card.prompt)
        click.echo(f"  asked:  {asked}\n  judged: {visible(describe(card))}")
    click.echo("Saved.\n")
    return after

"""`quizkit add`: notes by prompts, one after the other, each saved before the next is asked."""

from pathlib import Path
from shutil import get_terminal_size

import click

from quizkit.authoring.adding import added_note, is_empty, with_entry
from quizkit.authoring.saving import replace
from quizkit.authoring.yaml_writing import Entry
from quizkit.cli.deck_files import deck_files
from quizkit.cli.decks import tell_left_out
from quizkit.cli.entry_prompts import CHOICES, HELP, EntryPrompts, Way, line_of, refuse
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import complete_decks
from quizkit.cli.prompts import edited_lines, is_typed
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.model import Kind, cards_of
from quizkit.model.kinds import KINDS, KindRow
from quizkit.visible import visible
from quizkit.wording import count, on_one_line


@click.command(
    epilog="Example:  quizkit new decks/seas.yaml && quizkit add decks/seas.yaml",
)
@click.argument("deck", metavar="DECK", shell_complete=complete_decks)
def add(deck: str) -> int:
    """Append notes to DECK, asking for one after the other.

    First comes the kind, by a letter or its name, and Enter takes the last one again; then what it
    needs. An empty line ends a list and leaves out what is optional. In place of the explanation a
    line `hint: …`, `source: …` or `tag: …` gives one of those, any number of times. `:back` takes
    back the last line, `:q` leaves the note, and the lines between `:begin` and `:end` are one text.
    `q` for a kind, or the end of input, ends. Each note is shown as it will be judged and is saved
    at once, and the rest of the file stays as it is. In a pipe the same lines are read.

    Exit: 0 done, 1 a note from a pipe was not good, 2 the deck cannot be read or written.
    """
    files = deck_files([deck], to_write=True)
    if len(files) > 1:
        raise click.UsageError(f"{visible(deck)} has {count(len(files), 'deck')}; name one of them")
    path = files[0]
    reading = open_deck(path)
    there = reading.lenient_deck
    if there is None and not is_empty(reading):
        raise DeckError(reading.problems)
    edited_lines()
    kinds = ", ".join(f"{row.letter} {row.kind}" for row in KINDS.values())
    title, notes = (there.title, there.notes) if there else (path.name, ())
    click.echo(f"{visible(title)}: {count(len(notes), 'note')}.")
    if there:
        tell_left_out(path, there)
    width = get_terminal_size().columns
    for line in (
        f"Kinds: {kinds}; q ends.",
        "In place of an explanation: `hint: …`, `source: …`, `tag: …`.",
        HELP,
    ):
        click.echo(click.wrap_text(line, width))
    click.echo()
    saved = refused = 0
    row = KINDS[Kind.TYPED]
    while chosen := _row(row):
        row = chosen
        try:
            after = _added(path, reading, row)
        except EOFError:
            click.echo()
            click.echo("the last note was not finished, and is not saved", err=True)
            refused += 1
            break
        if isinstance(after, Way):
            if after is Way.LEAVE:
                click.echo("Left: this note is not saved.\n")
            continue
        saved += after is not None
        refused += after is None
        reading = after or reading
    click.echo(f"{count(saved, 'note')} added to {visible(str(path))}")
    return int(bool(refused) and not is_typed())


def _row(last: KindRow) -> KindRow | None:
    """Return the row of the kind to ask for next; None to end."""
    choices = {"": last, "q": None, "quit": None, **CHOICES}
    while True:
        try:
            line = line_of(f"Kind [{last.kind}]")
        except EOFError:
            click.echo()
            return None
        if line is Way.LEAVE:
            return None
        if line is Way.BACK:
            refuse("the notes above are saved; `quizkit try` or an editor changes them")
        elif line.lower() in choices:
            return choices[line.lower()]
        else:
            letters = ", ".join(row.letter for row in KINDS.values())
            refuse(f"there is no kind {visible(line)}: {letters}, or q")


def _added(path: Path, reading: Reading, row: KindRow) -> Reading | Way | None:
    """Return the deck with the note that is typed; None if it is not good, and nobody can mend it."""
    prompts = EntryPrompts(reading, row)
    while True:
        entry = prompts.entry()
        if isinstance(entry, Way):
            return entry
        after = _saved(path, reading, entry)
        if after is not None or not is_typed():
            return after
        say("`:back` goes back to what is to be mended, `:q` drops the note.")


def _saved(path: Path, reading: Reading, entry: Entry) -> Reading | None:
    """Return the deck with a note appended and saved; None if it makes no good note."""
    try:
        after = with_entry(reading, entry)
    except DeckError as error:
        click.echo(f"\n{error}\nNot saved.\n")
        return None
    deck = after.readable_deck
    replace(path, reading.text, after.text)
    from quizkit.grading import describe

    for card in cards_of(added_note(reading, after), deck.id):
        said = f"asked:  {visible(on_one_line(card.prompt))}\njudged: {visible(describe(card))}"
        say(said, indent="  ")
    click.echo("Saved.\n")
    return after

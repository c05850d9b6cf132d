"""`quizkit import`: decks made of files of other programs."""

from pathlib import Path

import click

from quizkit.authoring.saving import create
from quizkit.cli.clock import now as the_time
from quizkit.cli.fitting_lines import say
from quizkit.cli.losses import tell_losses
from quizkit.errors import QuizkitError
from quizkit.interchange import FORMATS, ReadOptions, Source, deck_text, recognised
from quizkit.interchange.note_ids import slug
from quizkit.interchange.registry import format_named
from quizkit.visible import visible
from quizkit.wording import count


@click.command("import", epilog="Example:  quizkit import cards.csv")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="DECK|FOLDER", default="decks", help="Where to (default: decks)."
)
@click.option("--from", "format_name", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")
@click.option("--typed/--free", "typed", default=None, help="Whether answers are typed.")
@click.option("--columns", metavar="NAMES", default="", help="What the columns are, by commas.")
@click.option("--map", "named", metavar="FIELD=KEY,...", default="", help="What fields become.")
@click.option("--no-header", is_flag=True, help="The first row is a card.")
@click.option("--split", metavar="SIGN", default="", help="What parts answers in one cell.")
@click.option("--one-file", is_flag=True, help="Decks within decks become tags of one.")
@click.option("--no-history", is_flag=True, help="Leave what was learned.")
@click.option("--encoding", metavar="NAME", default="", help="What a text is written in.")
def import_(
    files: tuple[str, ...],
    output: str,
    format_name: str | None,
    typed: bool | None,
    columns: str,
    named: str,
    no_header: bool,
    split: str,
    one_file: bool,
    no_history: bool,
    encoding: str,
) -> int:
    """Make decks of FILE, a file of another program, with what was learned there."""
    now = the_time()
    pairs = [pair.partition("=") for pair in named.split(",") if pair]
    options = ReadOptions(
        typed=typed,
        columns=tuple(filter(None, (name.strip() for name in columns.split(",")))),
        header=False if no_header else None,
        named={name.strip(): key.strip() for name, _, key in pairs},
        split=split,
        one_file=one_file,
        history=not no_history,
        encoding=encoding,
        zone=now.tzinfo or now.astimezone().tzinfo,  # type: ignore[arg-type]
        now=now,
    )
    for name in files:
        source = Source(Path(name))
        used = format_named(format_name) if format_name else recognised(source)
        found = used.read(source, options, int)
        losses = list(found.losses)
        for deck in found.decks:
            deck_id = slug(deck.path)
            folder = f"{deck_id}.media"
            new = deck_text(deck, deck_id, source_format=found.format, media=folder)
            losses += new.losses
            if not new.notes:
                continue
            path = Path(output) / f"{deck_id}.yaml"
            create(path, new.text)
            say(f"{visible(str(path))}: {count(len(new.notes), 'note')}")
        for media, data in found.media.items():
            at = Path(output) / f"{slug(found.decks[0].path)}.media" / media
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(data())
        if not found.decks:
            raise QuizkitError(f"{visible(name)}: nothing to import")
        tell_losses(losses)
        for hint in found.hints:
            say(hint)
    return 0

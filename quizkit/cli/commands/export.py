"""`quizkit export`: decks handed on to other programs."""

import io
from pathlib import Path

import click

from quizkit.cli.clock import now as the_time
from quizkit.cli.deck_files import deck_files
from quizkit.cli.decks import tell_left_out
from quizkit.cli.fitting_lines import say
from quizkit.cli.losses import tell_losses
from quizkit.cli.options import complete_decks
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import open_deck
from quizkit.interchange import FORMATS, Loss, Outgoing, WriteOptions, kept_in
from quizkit.interchange.registry import format_named
from quizkit.visible import visible
from quizkit.wording import count


@click.command(epilog="Example:  quizkit export cart --to csv")
@click.argument("decks", metavar="DECK...", nargs=-1, required=True, shell_complete=complete_decks)
@click.option("--to", "format_name", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Where to (default: by the deck's id).")
@click.option("--excel-safe", is_flag=True, help="Keep cells from being formulas.")
@click.option("--schedule", is_flag=True, help="With what you have learned.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(
    decks: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    excel_safe: bool,
    schedule: bool,
    force: bool,
) -> int:
    """Write decks as a file of another program."""
    if format_name is None:
        endings = {ending: each for each in FORMATS.values() for ending in each.endings[:1]}
        used = endings.get(Path(output or "").suffix)
        if used is None:
            raise click.UsageError("name the format with --to; `quizkit formats` lists them")
    else:
        used = format_named(format_name)
    options = WriteOptions(schedule=schedule, excel_safe=excel_safe, now=the_time())
    outgoing = []
    for path in deck_files(decks):
        reading = open_deck(path)
        tell_left_out(path, reading.readable_deck)
        outgoing.append(
            Outgoing(deck=reading.readable_deck, kept=kept_in(reading), folder=reading.folder)
        )
    losses: list[Loss] = []
    for group in [outgoing] if used.many else [[each] for each in outgoing]:
        name = f"{group[0].deck.id}{used.endings[0]}"
        target = Path(output or name)
        if target.is_dir():
            target = target / name
        if target.exists() and not force:
            raise QuizkitError(f"{visible(str(target))} is there already; --force writes over it")
        buffer = io.BytesIO()
        losses += used.write(group, buffer, options, int)
        target.write_bytes(buffer.getvalue())
        say(f"{visible(str(target))}: {count(sum(len(e.deck.notes) for e in group), 'note')}")
    tell_losses(losses)
    return 0

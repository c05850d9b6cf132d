"""`quizkit export`: decks handed on to other programs."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

import click

from quizkit.cli.deck_files import deck_files
from quizkit.cli.decks import tell_left_out
from quizkit.cli.fitting_lines import say
from quizkit.cli.losses import losses_as_json, tell_losses
from quizkit.cli.options import (
    complete_decks,
    echo_json,
    json_option,
    now_option,
    progress_file,
    progress_option,
)
from quizkit.cli.progress_bar import progress_bar
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import open_deck
from quizkit.interchange import (
    FORMATS,
    Exported,
    Format,
    Loss,
    Outgoing,
    WriteOptions,
    format_named,
    kept_in,
)
from quizkit.visible import visible
from quizkit.wording import count

_MANY = 2_000
"""So many notes take long enough for a bar."""


@click.command(epilog="Example:  quizkit export cart --to csv")
@click.argument("decks", metavar="DECK...", nargs=-1, required=True, shell_complete=complete_decks)
@click.option(
    "--to", "format_name", metavar="FORMAT", help="Which format; `quizkit formats` lists them."
)
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Where to; `-` is standard output.")
@click.option("--schedule", is_flag=True, help="With what you have learned.")
@click.option("--fresh", is_flag=True, help="As if it went out for the first time.")
@click.option("--excel-safe", is_flag=True, help="Keep cells from being formulas in a spreadsheet.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything does not go along.")
@json_option
@now_option
@progress_option
def export(
    decks: tuple[str, ...],
    format_name: str | None,
    output: str | None,
    schedule: bool,
    fresh: bool,
    excel_safe: bool,
    force: bool,
    strict: bool,
    as_json: bool,
    now: datetime,
    progress_path: Path | None,
) -> int:
    """Write decks as a file of another program.

    What cannot go along is told, and nothing is dropped in silence. DECK is a file, a folder, or a
    deck's id; the format goes by the ending of FILE where --to does not say it.
    """
    used = _format(format_name, output)
    for given, name in ((schedule, "schedule"), (fresh, "fresh"), (excel_safe, "excel_safe")):
        if given and name not in used.gives:
            those = ", ".join(each.name for each in FORMATS.values() if name in each.gives)
            raise click.UsageError(
                f"--{name.replace('_', '-')}: {used.name} has no use for it; it is for {those}"
            )
    outgoing = _outgoing(decks)
    path = progress_file(progress_path)
    retention = WriteOptions().retention
    if schedule:
        outgoing, retention = _with_progress(outgoing, path)
    exported = _exported(path, now) if "fresh" in used.gives and not fresh else Exported()
    options = WriteOptions(
        schedule=schedule, exported=exported, excel_safe=excel_safe, now=now, retention=retention
    )
    losses: list[Loss] = []
    groups = [outgoing] if used.many else [[each] for each in outgoing]
    names = [f"{group[0].deck.id}{used.endings[0]}" for group in groups]
    targets = [_target(output, name, len(outgoing), used) for name in names]
    _look_at_targets(targets, used, force=force, as_json=as_json)
    for group, target in zip(groups, targets, strict=True):
        notes = sum(len(each.deck.notes) for each in group)
        with (
            progress_bar("Writing", notes, is_long=notes >= _MANY) as tick,
            _written(target) as file,
        ):
            losses += used.write(group, file, options, tick)
        if target is not None and not as_json:
            say(f"{visible(str(target))}: {count(notes, 'note')}")
    if exported.notes:
        _keep(path, exported)
    if as_json:
        echo_json({"format": used.name, "losses": losses_as_json(losses)})
    else:
        tell_losses(losses, err=output == "-")
    return int(strict and bool(losses))


def _format(name: str | None, output: str | None) -> Format:
    """Return the format that is meant, by its name or the ending of the file."""
    if name is not None:
        used = format_named(name)
        if not used.writes:
            those = ", ".join(each.name for each in FORMATS.values() if each.writes)
            raise click.UsageError(f"{used.name} is read, and not written; written are {those}")
        return used
    ending = Path(output or "").suffix.lower()
    found = [each for each in FORMATS.values() if each.writes and ending in each.endings[:1]]
    if not ending or len(found) != 1:
        raise click.UsageError("name the format with --to; `quizkit formats` lists them")
    return found[0]


def _outgoing(names: Sequence[str]) -> list[Outgoing]:
    found = []
    for path in deck_files(names):
        reading = open_deck(path)
        deck = reading.readable_deck
        tell_left_out(path, deck)
        found.append(Outgoing(deck=deck, kept=kept_in(reading), folder=reading.folder))
    return found


def _with_progress(outgoing: Sequence[Outgoing], path: Path) -> tuple[list[Outgoing], float]:
    """Return decks with what their learner knows and did, and how well it is to be known."""
    from attrs import evolve

    from quizkit import desk

    with desk.open(path) as mine:
        records, events = mine.progress.records, list(mine.store.events())
        retention = mine.settings.retention
    return [evolve(each, records=records, events=events) for each in outgoing], retention


def _exported(path: Path, now: datetime) -> Exported:
    from quizkit.store import has_store, read_store

    if not has_store(path):
        return Exported({}, now)
    with read_store(path) as store:
        return Exported(store.exported(), now)


def _keep(path: Path, exported: Exported) -> None:
    from quizkit.store import open_store

    with open_store(path) as store:
        store.put_exported(exported.notes)


def _target(output: str | None, name: str, decks: int, used: Format) -> Path | None:
    """Return the file to write; None for standard output."""
    if output == "-" and (decks == 1 or used.many):
        return None
    target = Path(output or name)
    if output is None or target.is_dir() or output.endswith("/"):
        return target / name if output else target
    if decks > 1 and not used.many:
        raise click.UsageError(f"{used.name} is a file for each deck: name a folder with -o")
    return target


def _look_at_targets(
    targets: Sequence[Path | None], used: Format, *, force: bool, as_json: bool
) -> None:
    """Refuse what cannot be written before anything is."""
    if None in targets and as_json:
        raise click.UsageError("-o - writes the file itself: --json has no place there")
    if None in targets and used.many and sys.stdout.isatty():
        raise click.UsageError(f"{used.name} is no text for a terminal: name a file with -o")
    for target in filter(None, targets):
        if target.exists() and not force:
            raise QuizkitError(
                f"{visible(str(target))} is there already\nfix: name another with -o, or add --force"
            )
    if len(set(targets)) < len(targets):
        raise QuizkitError("two of the decks have one id, and would be one file: export each alone")


@contextmanager
def _written(target: Path | None) -> Iterator[BinaryIO]:
    """Give a file to be written whole or not at all.

    Raises:
        QuizkitError: it cannot be written.
    """
    if target is None:
        yield sys.stdout.buffer
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w+b", dir=target.parent, prefix=".export.", delete=False) as file:
            beside = Path(file.name)
            try:
                yield file  # type: ignore[misc]
            except BaseException:
                file.close()
                beside.unlink(missing_ok=True)
                raise
        beside.chmod(0o644)
        beside.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QuizkitError(f"{visible(str(target))} cannot be written: {reason.lower()}") from error

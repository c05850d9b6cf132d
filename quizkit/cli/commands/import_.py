"""`quizkit import`: decks made of files of other programs, with what was learned there."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from quizkit.cli.events import IMPORT_OF
from quizkit.cli.fitting_lines import say
from quizkit.cli.imports import finish_earlier, origin
from quizkit.cli.losses import losses_as_json, tell_losses
from quizkit.cli.options import echo_json, json_option, now_option, progress_file, progress_option
from quizkit.cli.progress_bar import progress_bar
from quizkit.interchange import (
    FORMATS,
    Format,
    Import,
    ReadOptions,
    Source,
    Taking,
    carry_out,
    format_named,
    planned,
    recognised,
)
from quizkit.interchange.released import released
from quizkit.store import has_store, open_store, read_store
from quizkit.store.merging import bring
from quizkit.visible import shell_word, visible
from quizkit.wording import count

_LONG = 300_000
"""Bytes from which on a bar is shown: a second or two of a table."""

_KNOWN_TO_SOME = {
    "typed": "--typed and --free",
    "columns": "--columns",
    "named": "--map",
    "header": "--no-header",
    "split": "--split",
    "separators": "--separators",
    "one_file": "--one-file",
    "history": "--no-history",
    "encoding": "--encoding",
}
"""Options that some formats know, by what `ReadOptions` calls them."""


@click.command("import", epilog="Example:  quizkit import words.csv")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="DECK|FOLDER", default="decks", help="Default: decks/.")
@click.option(
    "--from", "format_name", metavar="FORMAT", help="Which format it is; `quizkit formats` lists."
)
@click.option("--typed/--free", "typed", default=None, help="Whether answers are typed.")
@click.option("--columns", metavar="NAME,...", help="What the columns of a table are.")
@click.option(
    "--map", "named", metavar="FIELD=KEY,...", help="Which key of a note a field becomes."
)
@click.option("--no-header", is_flag=True, help="The first row of a table is a card.")
@click.option("--split", metavar="SIGN", help="Another sign that parts answers in a cell.")
@click.option("--separators", metavar="NAME=SIGN,...", help="Other signs of notes in Markdown.")
@click.option("--one-file", is_flag=True, help="One deck with tags of decks within decks.")
@click.option("--no-history", is_flag=True, help="Leave what was learned.")
@click.option("--encoding", metavar="NAME", help="What a text is written in, such as cp1252.")
@click.option("--dry-run", is_flag=True, help="Tell what would come, and write nothing.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything did not come along.")
@json_option
@now_option
@progress_option
def import_(
    files: tuple[str, ...],
    output: str,
    format_name: str | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
    now: datetime,
    progress_path: Path | None,
    typed: bool | None,
    columns: str | None,
    named: str | None,
    no_header: bool,
    split: str | None,
    separators: str | None,
    one_file: bool,
    no_history: bool,
    encoding: str | None,
) -> int:
    """Make decks of FILE, a file of another program, with what was learned there.

    `-` is standard input, which makes a deck named `imported` unless -o names one.

    A newer FILE of the same source brings its decks up to date: what changed there changes, what is
    new is added, and what you wrote into the deck stays. `quizkit undo` takes an import back, by the
    name that `quizkit history` shows. What did not come along is told, with its place.

    The exit code is 1 if there was nothing to import.
    """
    asked = {
        "typed": typed,
        "columns": tuple(filter(None, map(str.strip, (columns or "").split(",")))) or None,
        "named": _pairs("--map", named),
        "header": False if no_header else None,
        "split": split,
        "separators": _pairs("--separators", separators),
        "one_file": one_file or None,
        "history": False if no_history else None,
        "encoding": encoding,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    told = []
    if not all(files):
        raise click.UsageError("a name is empty; name a file or a folder, or - for standard input")
    for name in files:
        place = origin(name)
        source = place.source
        used = format_named(format_name) if format_name else recognised(source)
        if not used.reads:
            those = ", ".join(each.name for each in FORMATS.values() if each.reads)
            raise click.UsageError(f"{used.name} is written, and not read; read are {those}")
        _look_at_options(used, given)
        options = ReadOptions(**given, zone=now.tzinfo, now=now)  # type: ignore[arg-type]
        with _bar(source) as tick:
            found = place.named(used.read(source, options, tick), Path(output))
        path = progress_file(progress_path)
        taking, new = _taken(found, Path(output), place.name, path, now, dry_run)
        shown = source.name if source.path is None else name
        told.append(_as_json(shown, found, taking, new))
        if not as_json:
            _tell(shown, found, taking, new, dry_run)
    if as_json:
        echo_json(told)
    if not any(each["made"] or each["changed"] or each["unchanged"] for each in told):
        return 1
    return int(strict and any(each["losses"] for each in told))


def _pairs(option: str, text: str | None) -> dict[str, str] | None:
    """Return the pairs that an option names: `Front=question,Back=answer`."""
    if text is None:
        return None
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if not pairs or not all(name.strip() and sign for name, sign, _ in pairs):
        raise click.UsageError(f"{option} takes pairs such as {option} Front=question,Back=answer")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _look_at_options(used: Format, given: Mapping[str, object]) -> None:
    """Refuse options that a format does not know."""
    for name in given:
        if name not in used.takes:
            those = ", ".join(each.name for each in FORMATS.values() if name in each.takes)
            raise click.UsageError(
                f"{_KNOWN_TO_SOME[name]}: {used.name} has no use for it; it is for {those}"
            )


def _bar(source: Source):  # type: ignore[no-untyped-def]
    if source.path is None:
        size = len(source.data)
    else:
        size = source.path.stat().st_size if source.path.is_file() else 0
    label = f"Reading {visible(Path(source.name).name)}"
    return progress_bar(label, max(1, size // 200), is_long=size >= _LONG)


def _taken(
    found: Import, target: Path, name: str, path: Path, now: datetime, dry_run: bool
) -> tuple[Taking, int]:
    """Take an import in, or find what it comes to; and how many events of it are new to the log."""
    if not dry_run and found.decks:
        with open_store(path) as store:
            records = store.imports()
            taking = planned(found, target, list(records.values()))
            events = [*taking.events, *released(taking.events, store.other_events(), now)]
            source = f"{IMPORT_OF}{name}"
            taken = bring(store, events, source, now, kept=taking.record)
            done = carry_out(taking)
            if done and taken.name is not None:
                store.put_import(taken.name, done)
            finish_earlier(store, source, target)
        return taking, taken.added
    if not has_store(path):
        taking = planned(found, target)
        return taking, len(taking.events)
    with read_store(path) as store:
        taking = planned(found, target, list(store.imports().values()))
        known = {event.id for event in store.events()} if taking.events else set()
    return taking, sum(event.id not in known for event in taking.events)


def _tell(name: str, found: Import, taking: Taking, new: int, dry_run: bool) -> None:
    """Print what came of an import."""
    if not (taking.made or taking.changed or taking.unchanged):
        say(f"{visible(name)}: there is nothing to import")
    else:
        parts = [
            f"{count(len(taking.made), 'note')} new" if taking.made else "",
            f"{count(len(taking.changed), 'note')} changed" if taking.changed else "",
            f"{count(taking.unchanged, 'note')} unchanged" if taking.unchanged else "",
            f"{count(new, 'event')} new in your log" if new else "",
        ]
        would = "; nothing is written" if dry_run else ""
        say(f"{visible(name)} ({found.format}): {', '.join(filter(None, parts))}{would}")
    for file in taking.files:
        what = "new" if file.before is None else "brought up to date"
        say(f"{visible(str(file.path))}: {what}", indent="  ")
    if taking.media:
        say(count(len(taking.media), "picture or sound", "pictures and sounds"), indent="  ")
    if taking.gone:
        say(f"{count(len(taking.gone), 'note')} of the deck no longer there: kept", indent="  ")
    had = len(taking.events) - new
    if had and taking.made and not (taking.changed or taking.unchanged):
        those = count(had, "event is", "events are")
        say(f"{those} in your log already, and stay with the cards of another deck", indent="  ")
    tell_losses(taking.losses)
    for hint in found.hints:
        say(hint)
    if taking.files and not dry_run:
        paths = [file.path for file in taking.files]
        first = shell_word(paths[0] if len(paths) == 1 else paths[0].parent)
        say(f"\nStudy:  quizkit play {first}\nCheck:  quizkit check {first}")


def _as_json(name: str, found: Import, taking: Taking, new: int) -> dict[str, object]:
    return {
        "file": name,
        "format": found.format,
        "decks": [str(file.path) for file in taking.files],
        "made": len(taking.made),
        "changed": len(taking.changed),
        "unchanged": taking.unchanged,
        "gone": list(taking.gone),
        "media": len(taking.media),
        "events": new,
        "hints": list(found.hints),
        "losses": losses_as_json(taking.losses),
    }

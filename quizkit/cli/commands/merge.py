"""`quizkit merge`: unites the progress file with others, and mends a damaged one."""

from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.copies import copies_told
from quizkit.cli.options import progress_file, progress_option
from quizkit.store import open_store
from quizkit.store.merging import Merged, merge_file, repair
from quizkit.visible import visible
from quizkit.wording import count


@click.command(
    epilog="Example:  quizkit merge 'progress (conflicted copy).db'",
)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
)
@progress_option
def merge(files: tuple[Path, ...], progress_path: Path | None) -> int:
    """Take over the progress in FILE: another device's, a backup, or a conflict copy.

    In any order and any number of times, the result is the same. FILE is only read. A damaged
    file gives what can still be read of it; if FILE is your progress file itself, it is kept aside
    and a whole one put in its place.
    """
    path = progress_file(progress_path)
    for file in files:
        if file.absolute() == path.absolute():
            aside, merged = repair(path)
            click.echo(f"{_said(merged, file)}; the damaged file is kept as {visible(aside.name)}")
            continue
        with open_store(path) as store:
            merged = merge_file(store, file)
        click.echo(_said(merged, file))
    with desk.open(path) as mine, copies_told(mine, path):
        pass
    return 0


def _said(merged: Merged, file: Path) -> str:
    text = f"{visible(str(file))}: {count(merged.found, 'event')}, {merged.added} new"
    if merged.lost is None:
        return text
    missing = f"at least {merged.lost} are lost" if merged.lost else "none is known to be lost"
    return f"{text}; it is damaged, and {missing}"

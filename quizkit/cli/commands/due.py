"""`quizkit due`: what there is to study now, deck by deck."""

from datetime import datetime
from pathlib import Path

import click

from quizkit.cli.options import (
    complete_decks,
    echo_json,
    json_option,
    new_option,
    now_option,
    progress_option,
)
from quizkit.cli.standings import Standing, files_of, found, instant


@click.command(epilog="Example:  quizkit due cart --json")
@click.argument("decks", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)
@new_option
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything is due or new.")
@now_option
@json_option
@progress_option
def due(
    decks: tuple[str, ...],
    new_a_day: int | None,
    exit_code: bool,
    now: datetime,
    as_json: bool,
    progress_path: Path | None,
) -> int:
    """Count what is due now, deck by deck: cards to repeat, and new ones for today.

    New cards are counted as they come when all these decks are played together. DECK is a file, a
    folder, or a deck's id; without one, the decks of decks/ or of this folder.
    """
    here = found(files_of(decks), now, new_a_day, progress_path)
    for text in [*here.notices, *here.refused]:
        from quizkit.cli.fitting_lines import say  # most days there is nothing to say

        say(text, err=True)
    if as_json:
        echo_json([_as_json(standing, now) for standing in here.standings])
    else:
        for _, schedule, counts in here.standings:
            click.echo(f"{schedule.id}: {counts.due} due, {counts.new} new")
        if len(here.standings) > 1:
            click.echo(f"together: {here.total.due} due, {here.total.new} new")
    if here.same_ids or (here.errors and not here.standings):
        return 2
    return int(exit_code and any(standing.wants_study for standing in here.standings))


def _as_json(standing: Standing, now: datetime) -> dict[str, object]:
    path, schedule, counts = standing
    return {
        "deck": schedule.id,
        "title": schedule.title,
        "file": str(path),
        "cards": len(schedule.turns),
        "due": counts.due,
        "new": counts.new,
        "left_out": [{"file": file, "line": line} for file, line in schedule.left_out],
        "next_due": None if counts.coming is None else instant(counts.coming, now).isoformat(),
    }

"""What `quizkit history --verify` tells of a progress file."""

from pathlib import Path

from quizkit import desk
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import echo_json
from quizkit.cli.progress_bar import progress_bar
from quizkit.store import DamagedError, SQLiteStore, open_store
from quizkit.store.verifying import Looked, look_through
from quizkit.visible import shell_word, visible
from quizkit.wording import count

_MANY = 50_000  # rows from which on a bar is shown: a second


def verify(path: Path, as_json: bool) -> int:
    """Look a progress file through, tell what is found, and return the exit code: 7 if anything is."""
    try:
        with desk.read(path) as learner:
            looked = _looked_through(learner)
    except DamagedError as error:
        looked = Looked(0, 0, 0, 0, [str(error).partition("\n")[0]], repairable=True)
    if as_json:
        echo_json({"file": str(path), "whole": not looked.findings, **looked._asdict()})
    else:
        _tell(looked, path)
    return 7 if looked.findings else 0


def _looked_through(learner: desk.Learner) -> Looked:
    """Look at every page, row and name, and at the states kept beside the log."""
    store = learner.store
    assert isinstance(store, SQLiteStore)
    rows = store.count()
    with progress_bar("Looking through", rows, is_long=rows >= _MANY) as tick:
        looked = look_through(store, tick)
    if not looked.findings and learner.snapshot_holds() is False:
        with open_store(store.path) as ours:
            ours.drop_snapshot()
        looked.findings.append(
            "the states kept beside the log are not what it amounts to; they were dropped, and the "
            "next session makes them anew"
        )
    return looked


def _tell(looked: Looked, path: Path) -> None:
    name, word = visible(str(path)), shell_word(path)
    for finding in looked.findings:
        say(f"{name}: {visible(finding)}")
    aside = f"; {count(looked.aside, 'event')} put aside" if looked.aside else ""
    say(
        f"{name}: {count(looked.events, 'event')}, {count(looked.answers, 'answer')}, by"
        f" {count(looked.writers, 'writer')}{aside}"
    )
    if not looked.findings:
        say("It is whole: every page, row and name is as it should be.")
    elif looked.repairable:
        say(
            "fix: `quizkit restore` lists backups to put back; or"
            f" `quizkit merge {word} --progress {word}` keeps this file aside and takes over what can"
            " still be read"
        )
    elif looked.missing:
        say(
            "fix: a backup, or the file of another device, may have what is missing; to take it over:"
            f" quizkit merge FILE --progress {word}"
        )

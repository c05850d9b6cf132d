"""Backups: written and read back, listed, pruned, and put in the place of the progress file."""

import json
import os
import shutil
import sqlite3
import sys
from datetime import date, timedelta
from pathlib import Path
from shutil import disk_usage
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from quizkit.cli import cli
from quizkit.errors import StoreError
from quizkit.progress import Event, EventId
from quizkit.store import open_store, read_store
from quizkit.store.backups import (
    back_up,
    back_up_once,
    back_up_to,
    backups,
    find,
    folder_of,
    restore,
)
from tests.logs import answer

DAY = date(2026, 3, 1)
DECK = """
title: A
id: a
cards:
  - {id: one, question: Who built it?, answer: Eiffel}
  - {id: two, question: Who dug it?, answer: Lesseps}
"""


def given(count: int, writer: str = "w1") -> list[Event]:
    """Answers of a writer, a second apart."""
    return [
        evolve(answer(number, after=timedelta(seconds=number)), id=EventId(writer, number))
        for number in range(1, count + 1)
    ]


def filled(path: Path, events: list[Event]) -> Path:
    with open_store(path) as store:
        store.append(*events)
    return path


def held(path: Path) -> set[str]:
    with read_store(path) as store:
        return {str(event.id) for event in store.events()}


def run(*words: object, typed: str = "") -> Result:
    return CliRunner().invoke(cli, list(map(str, words)), input=typed, standalone_mode=False)


def played(path: Path, *more: str, typed: str = "Eiffel\n", now: str = "2026-03-01T10:00Z") -> str:
    deck = path.parent / "a.yaml"
    deck.write_text(DECK, "utf-8")
    return run("play", deck, "--progress", path, "--now", now, *more, typed=typed).output


def test_a_backup_holds_what_the_file_holds(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(3))
    with open_store(path) as store:
        written = back_up(store, DAY)
    assert written == tmp_path / "p.db.backups" / "2026-03-01.db"
    assert held(written) == held(path)
    assert [(each.path, each.answers) for each in backups(path)] == [(written, 3)]


def test_the_folder_and_the_backup_are_for_their_user_alone(tmp_path: Path) -> None:
    with open_store(filled(tmp_path / "p.db", given(1))) as store:
        written = back_up(store, DAY)
    assert [oct(place.stat().st_mode & 0o777) for place in (written.parent, written)] == [
        "0o700",
        "0o600",
    ]


def test_a_later_backup_of_a_day_takes_the_place_of_one_that_holds_no_more(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(1))
    with open_store(path) as store:
        first = back_up(store, DAY)
        store.append(*given(2)[1:])
        assert back_up(store, DAY) == first
    assert held(first) == held(path)


def test_a_backup_that_holds_more_than_the_file_stays(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(3))
    with open_store(path) as store:
        first = back_up(store, DAY)
    path.unlink()
    with open_store(filled(path, given(1, "w2"))) as store:
        second = back_up(store, DAY)
    assert second.name == "2026-03-01-2.db"
    assert (len(held(first)), len(held(second))) == (3, 1)
    assert [each.path for each in backups(path)] == [second, first]
    assert find(path, "2026-03-01-2") == second


def test_a_file_that_is_there_is_no_place_for_a_backup(tmp_path: Path) -> None:
    path, other = filled(tmp_path / "p.db", given(1)), filled(tmp_path / "o.db", given(1, "w2"))
    text, link = tmp_path / "notes.txt", tmp_path / "link.db"
    text.write_text("kept")
    with open_store(path) as store:
        link.hardlink_to(path)
        for target in (other, text, path, link, tmp_path / "nowhere" / "b.db"):
            with pytest.raises(StoreError, match="fix: "):
                back_up_to(store, target)
        back_up_to(store, tmp_path / "b.db")
        back_up_to(store, tmp_path / "b.db")
    assert text.read_text() == "kept"
    assert (held(tmp_path / "b.db"), held(other)) == (held(path), {"w2-1"})


def test_only_what_bears_a_date_is_removed_and_the_newest_stay(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(1))
    folder = folder_of(path)
    folder.mkdir()
    others = ["keep.db", "2026-02-31.txt", "x2026-02-01.db", "2026-02-01.db.db", "2026-2-1.db"]
    for name in others:
        (folder / name).touch()
    (folder / "2026-01-01.db").symlink_to(path)
    with open_store(path) as store:
        for day in range(9):
            assert back_up_once(store, DAY + timedelta(days=day), 3)
            assert back_up_once(store, DAY + timedelta(days=day), 3) is None
    assert {file.name for file in folder.iterdir()} == {
        *others,
        "2026-01-01.db",
        "2026-03-07.db",
        "2026-03-08.db",
        "2026-03-09.db",
    }


def test_none_is_written_by_itself_where_the_disk_is_nearly_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "p.db", given(1))
    little = disk_usage(tmp_path)._replace(free=9 * path.stat().st_size)
    monkeypatch.setattr("quizkit.store.backups.disk_usage", lambda _: little)
    output = played(path)
    assert not folder_of(path).exists()
    assert output.endswith(
        f"No backup of today: the disk has less than 10 times the size of {path} free;"
        " `quizkit backup` writes one all the same\n"
    )
    assert len(held(path)) == 2
    assert "Written" in run("backup", "--now", "2026-03-01T11:00Z", "--progress", path).output
    assert "No backup" not in played(path)


def test_the_first_session_of_a_study_day_leaves_a_backup_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    assert "backup" not in played(path)
    (first,) = backups(path)
    assert (first.path.name, first.answers) == ("2026-03-01.db", 1)
    played(path, typed="Lesseps\n", now="2026-03-02T03:00Z")  # the same study day still
    assert backups(path) == [first]
    played(path, typed="Eiffel\n", now="2026-03-02T05:00Z")
    assert [each.answers for each in backups(path)] == [3, 1]


def test_a_session_without_an_answer_leaves_none(tmp_path: Path) -> None:
    played(tmp_path / "p.db", typed=":q\n")
    assert not folder_of(tmp_path / "p.db").exists()


def test_a_backup_that_cannot_be_written_is_told_in_a_line_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    folder_of(path).write_text("no folder")
    output = played(path)
    assert "No backup of today: no backup could be written to" in output.splitlines()[-1]
    assert len(held(path)) == 1


def test_the_setting_says_how_many_are_kept_and_is_of_this_file_alone(tmp_path: Path) -> None:
    path, other = tmp_path / "p.db", filled(tmp_path / "o.db", given(1, "w2"))
    assert run("config", "backups", "--progress", path).output == "7\n"
    assert run("config", "backups", "0", "--progress", path).output == "backups: 0\n"
    played(path)
    assert not folder_of(path).exists()
    run("merge", path, "--progress", other)
    assert run("config", "backups", "--progress", other).output == "7\n"
    shown = json.loads(run("config", "--json", "--progress", path).output)
    assert shown["backups"] == "0"
    assert {event["event"] for event in json.loads(history(path))} == {"answered"}
    with pytest.raises(Exception, match="backups cannot be '31'"):
        CliRunner().invoke(
            cli,
            ["config", "backups", "31", "--progress", str(path)],
            standalone_mode=False,
            catch_exceptions=False,
        )


def history(path: Path) -> str:
    return run("history", "--json", "--progress", path).output


def test_a_restored_backup_is_what_it_was_and_the_file_is_kept_aside(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(2))
    with open_store(path) as store:
        backup = back_up(store, DAY)
        store.append(*given(5)[2:])
    before = held(path)
    done = restore(path, backup)
    assert done == (2, tmp_path / "p.before-restore.db", 3)
    assert held(path) == held(backup) == {"w1-1", "w1-2"}
    assert held(done.aside or path) == before
    output = run("merge", done.aside, "--progress", path).output
    assert output == f"{done.aside}: 5 events, 3 new\n"
    assert held(path) >= before


def test_a_restore_says_what_only_the_file_aside_has(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    played(path)
    played(path, typed="Lesseps\n")
    output = run("restore", "2026-03-01", "--progress", path).output
    assert output.splitlines() == [
        f"Put back: {folder_of(path) / '2026-03-01.db'}, 1 answer",
        "The file that was there is kept as p.before-restore.db",
        "1 answer of it is not in the backup.",
        f"To take them over:  quizkit merge {tmp_path / 'p.before-restore.db'} --progress {path}",
    ]


@pytest.mark.parametrize("name", ["2026-03-02", "", ".", "nothere.db", "a\0b"])
def test_what_is_no_backup_cannot_be_restored(tmp_path: Path, name: str) -> None:
    path = tmp_path / "p.db"
    played(path)
    with pytest.raises(Exception, match="there is no backup"):
        CliRunner().invoke(
            cli,
            ["restore", name, "--progress", str(path)],
            standalone_mode=False,
            catch_exceptions=False,
        )


@pytest.mark.parametrize("spoilt", ["cut", "noise", "foreign", "row"])
def test_a_damaged_backup_is_not_put_in_place(tmp_path: Path, spoilt: str) -> None:
    path = filled(tmp_path / "p.db", given(200))
    with open_store(path) as store:
        backup = back_up(store, DAY)
    data = bytearray(backup.read_bytes())
    if spoilt == "cut":
        data = data[: len(data) // 2]
    elif spoilt == "noise":
        data[8192:20480] = bytes(range(256)) * 48
    backup.write_bytes(data)
    if spoilt in ("foreign", "row"):
        connection = sqlite3.connect(backup)
        change = (
            "PRAGMA application_id = 7" if spoilt == "foreign" else "UPDATE event SET card = 99"
        )
        connection.execute(change)
        connection.commit()
        connection.close()
    before = path.read_bytes(), held(path)
    with pytest.raises(StoreError):
        restore(path, backup)
    assert (path.read_bytes(), held(path)) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p.db", "p.db.backups"]


def test_a_restore_that_is_interrupted_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(3))
    with open_store(path) as store:
        back_up_to(store, tmp_path / "b.db")

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(path, tmp_path / "b.db", interrupted)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b.db", "p.db"]


def test_a_backup_takes_the_place_of_a_damaged_file_or_of_none(tmp_path: Path) -> None:
    path = filled(tmp_path / "p.db", given(3))
    with open_store(path) as store:
        backup = back_up(store, DAY)
    path.write_bytes(path.read_bytes()[:9000])
    done = restore(path, backup)
    assert (done.answers, done.missing, len(held(path))) == (3, None, 3)
    path.unlink()
    assert restore(path, backup) == (3, None, 0)
    assert len(held(path)) == 3


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = filled(tmp_path / "real" / "q.db", given(2)), tmp_path / "p.db"
    link.symlink_to(real)
    with open_store(link) as store:
        backup = back_up(store, DAY)
    assert backup.parent == tmp_path / "real" / "q.db.backups"
    restore(link, backup)
    assert link.is_symlink()
    assert len(held(real)) == 2


@pytest.mark.parametrize("words", [["restore"], ["restore", "2026-03-01"], ["backup"]])
def test_a_link_that_leads_back_to_itself_is_told(tmp_path: Path, words: list[str]) -> None:
    path = tmp_path / "p.db"
    path.symlink_to(path)
    assert "is a link that leads back to itself" in str(run(*words, "--progress", path).exception)


def test_no_backup_is_written_to_a_link_that_leads_back_to_itself(tmp_path: Path) -> None:
    target = tmp_path / "b.db"
    target.symlink_to(target)
    with (
        open_store(tmp_path / "p.db") as store,
        pytest.raises(StoreError, match="is a link that leads back to itself"),
    ):
        back_up_to(store, target)


def test_a_session_whose_file_became_a_circle_of_links_has_no_backup_and_says_so(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path / "p.db", given(3))
    with open_store(path) as store:
        path.unlink()
        path.symlink_to(path)
        with pytest.raises(StoreError, match="is a link that leads back to itself"):
            back_up_once(store, DAY, 7)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no rights")
def test_a_backup_in_a_folder_that_may_not_be_looked_into_is_told(tmp_path: Path) -> None:
    path, user = filled(tmp_path / "p.db", given(3)), os.geteuid()
    with open_store(path) as store:
        tmp_path.chmod(0)
        os.seteuid(user or 65534)  # root may look into any
        try:
            for write in (lambda: back_up_once(store, DAY, 7), lambda: back_up(store, DAY)):
                with pytest.raises(StoreError, match="Permission denied"):
                    write()
        finally:
            os.seteuid(user)
            tmp_path.chmod(0o700)


def test_another_program_s_file_is_not_replaced(tmp_path: Path) -> None:
    with open_store(filled(tmp_path / "p.db", given(1))) as store:
        backup = back_up(store, DAY)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE theirs (a)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        restore(other, backup)
    with pytest.raises(StoreError, match="itself"):
        restore(backup, backup)


@pytest.mark.parametrize("more", [0, 1])
def test_a_session_that_runs_keeps_its_answers_through_a_restore(tmp_path: Path, more: int) -> None:
    path = filled(tmp_path / "p.db", given(2))
    with open_store(path) as store:
        backup = back_up(store, DAY)
    with open_store(path) as running:
        running.append(*given(3, "w2"))
        done = restore(path, backup)
        running.append(*given(3 + more, "w2")[3:])
    assert done.missing == 3
    assert held(path) == {"w1-1", "w1-2", *(f"w2-{n}" for n in range(1, 4 + more))}
    assert len(held(done.aside or path)) == 5
    assert sorted(file.name for file in tmp_path.glob("p.db*")) == ["p.db", "p.db.backups"]


def test_an_answer_given_while_the_file_was_replaced_is_there_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "p.db", given(2))
    with open_store(path) as store:
        backup = back_up(store, DAY)
    with open_store(path) as running:
        running.append(*given(1, "w2"))
        same = running._file
        restore(path, backup)
        # As if the restore came right after `append` had looked whether the file is still there.
        monkeypatch.setattr("quizkit.store.sqlite.identity", lambda _: same)
        running.append(*given(2, "w2")[1:])
        monkeypatch.undo()
    assert held(path) == {"w1-1", "w1-2", "w2-1", "w2-2"}


def test_an_older_backup_is_brought_up_to_date_where_it_goes(tmp_path: Path) -> None:
    from tests.older_files import OLD_EVENTS, VERSION_3, laid_out

    old = laid_out(tmp_path / "old.db", VERSION_3)
    before = old.read_bytes()
    path = filled(tmp_path / "p.db", given(1))
    restore(path, old)
    assert held(path) == {str(event.id) for event in OLD_EVENTS}
    assert old.read_bytes() == before


def test_backups_are_listed_as_json(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    played(path)
    (folder_of(path) / "2026-02-01.db").write_text("nonsense")
    rows: list[dict[str, Any]] = json.loads(run("restore", "--json", "--progress", path).output)
    assert [(row["name"], row["answers"]) for row in rows] == [
        ("2026-03-01", 1),
        ("2026-02-01", None),
    ]
    written = run("backup", "--json", "--progress", path, "--now", "2026-03-03T10:00Z").output
    assert [row["name"] for row in json.loads(written)] == [
        "2026-03-03",
        "2026-03-01",
        "2026-02-01",
    ]
    assert "2026-02-01      8 bytes  cannot be read" in run("restore", "--progress", path).output


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is killed that was forked")
def test_a_restore_that_is_killed_at_any_step_loses_nothing(tmp_path: Path) -> None:
    first = filled(tmp_path / "first.db", given(40))
    steps = 0
    while steps < 200:
        folder = tmp_path / str(steps)
        folder.mkdir()
        path, backup = folder / "p.db", folder / "b.db"
        shutil.copy(first, path)
        with open_store(path) as store:
            back_up_to(store, backup)
            store.append(*given(60)[40:])
        child = os.fork()
        if child == 0:
            _restore_until(steps, path, backup)
        _, status = os.waitpid(child, 0)
        assert len(held(path)) in (40, 60)
        kept = [file for file in folder.glob("p*.db") if file != path]
        assert len(set().union(*map(held, (path, *kept)))) == 60
        restore(path, backup)
        assert len(held(path)) == 40
        assert len(set().union(*map(held, folder.glob("p*.db")))) == 60
        if os.waitstatus_to_exitcode(status) == 0:
            break
        steps += 1
    assert 10 < steps < 200


def _restore_until(steps: int, path: Path, backup: Path) -> None:
    """Restore, in a process that ends without a word before one of its steps on files."""
    left = [steps]

    def die(event: str, _: object) -> None:
        if event in ("open", "os.rename", "os.remove", "os.link", "os.chmod", "sqlite3.connect"):
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)

    try:
        sys.addaudithook(die)
        restore(path, backup)
    finally:
        os._exit(0)

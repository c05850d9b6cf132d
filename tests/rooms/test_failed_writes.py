"""What is said after a write that failed: each promise in it is true."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve

from quizkit.cli.player.driver import what_is_saved
from quizkit.desk import NotSavedError
from quizkit.errors import StoreError
from quizkit.progress import Answered, EventId
from quizkit.store import DamagedError, SQLiteStore, open_store, read_store
from quizkit.store.faults import MovedError, UnsureError
from quizkit.store.merging import merge_file
from tests.disk_shim import Shell, disk_env
from tests.logs import START, answer

DECK = "title: T\ncards:\n" + "".join(
    f"  - {{id: n{n}, question: What is {n}?, answer: '{n}'}}\n" for n in range(6)
)


def mine(store: SQLiteStore, number: int) -> Answered:
    return evolve(answer(number), id=EventId(store.writer, number))


def in_file(path: Path) -> set[EventId]:
    with read_store(path) as store:
        return store.names()


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    with Shell() as shell:
        yield shell


@pytest.mark.parametrize("call", range(1, 4))
def test_after_a_failed_sync_the_last_answer_may_be_saved(
    shell: Shell, tmp_path: Path, call: int
) -> None:
    deck, path = tmp_path / "t.yaml", tmp_path / "disk" / "p.db"
    deck.write_text(DECK, "utf-8")
    path.parent.mkdir()
    open_store(path).close()
    env = disk_env(path.parent, call=call, kinds=["fsync"], sticky=True)
    given = "".join(f"{n}\n" for n in range(6))
    done = shell.run("play", deck, "--progress", path, given=given, env=env)
    assert done.code == 7
    assert "Traceback" not in done.err
    told = done.out.count("Right")
    if told or "answer" in done.err:
        assert done.err.endswith(
            "your last answer may not be saved, which `quizkit history` shows; those before it are\n"
        )
    kept = len(in_file(path))
    assert told <= kept <= told + 1
    # Given again, it is not counted twice.
    rest = shell.run("play", deck, "--progress", path, "--cram", given=given)
    assert rest.code == 0
    assert len(in_file(path)) == kept + 6


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "none" / "p.db")


def a_text(path: Path) -> None:
    path.unlink()
    path.write_text("something else")


@pytest.mark.parametrize("replace", [a_folder, a_link_to_nowhere, a_text])
def test_what_a_replaced_file_held_is_beside_it_and_said_to_be(
    tmp_path: Path, replace: Callable[[Path], None]
) -> None:
    path = tmp_path / "p.db"
    with open_store(path) as other:
        other.append(answer(9))
    with open_store(path) as store:
        for number in (1, 2):
            store.append(mine(store, number))
        replace(path)
        left = tmp_path / f"p.left-{store.writer}.db"
        for _ in range(2):  # it is tried again
            with pytest.raises(MovedError, match=rf"all that was in it is in \S*{left.name}:"):
                store.append(mine(store, 3))
        names = {answer(9).id, mine(store, 1).id, mine(store, 2).id}
        assert in_file(left) == names
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
        store.append(mine(store, 3))  # now it can
        names.add(mine(store, 3).id)
        merge_file(store, left, START)
        assert {name for name in store.names() if name.writer != "brought"} >= names
    assert in_file(path) >= names


def test_where_nothing_can_be_kept_nothing_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "p.db"
    with open_store(path) as store:
        store.append(mine(store, 1))
        a_folder(path)
        monkeypatch.setattr("quizkit.store.moving.place", full)
        with pytest.raises(MovedError, match="what you gave before may be lost with it"):
            store.append(mine(store, 2))
        path.rmdir()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (StoreError, "your last answer is not saved; those before it are"),
        (
            UnsureError,
            "your last answer may not be saved, which `quizkit history` shows; those before it are",
        ),
        (DamagedError, "your last answer is not saved"),
        (MovedError, "your last answer is not saved"),
    ],
)
def test_of_answers_before_it_is_said_only_what_is_true(kind: type[StoreError], says: str) -> None:
    error = NotSavedError("")
    error.__cause__ = kind("")
    assert what_is_saved(error) == [says]

"""Whatever page of a file is spoilt: where it is said to be damaged, a repair makes it whole."""

import os
import random
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from quizkit import desk
from quizkit.errors import StoreError
from quizkit.store import DamagedError, open_store, read_store
from quizkit.store.merging import repair
from quizkit.store.paths import locked
from quizkit.store.verifying import look_through
from tests.every_event import EVERY_EVENT
from tests.ordeals import PAGE
from tests.progress_files import answers


def filled(path: Path, count: int) -> bytes:
    with open_store(path) as store:
        store.merge([*EVERY_EVENT, *answers(count + 20)[20:]], {"w": "laptop"})
    with desk.open(path) as mine:
        assert mine.progress.records
    return path.read_bytes()


def is_spoilt(path: Path) -> bool:
    """Return whether `history --verify` tells what a repair is to mend."""
    try:
        with read_store(path) as store:
            return look_through(store).repairable
    except DamagedError:
        return True


def zeroed(page: bytes, following: bytes) -> bytes:
    return bytes(PAGE)


def noisy(page: bytes, following: bytes) -> bytes:
    return page[: PAGE // 2] + random.Random(1).randbytes(PAGE // 2)


def misplaced(page: bytes, following: bytes) -> bytes:
    return following


@pytest.mark.parametrize("spoil", [zeroed, noisy, misplaced])
def test_a_repair_mends_whatever_page_is_spoilt(
    tmp_path: Path, spoil: Callable[[bytes, bytes], bytes]
) -> None:
    whole, mended = filled(tmp_path / "w.db", 200), 0
    for start in range(0, len(whole), PAGE):
        path = tmp_path / str(start) / "p.db"
        path.parent.mkdir()
        page, rest = whole[start : start + PAGE], whole[start + PAGE :]
        path.write_bytes(whole[:start] + spoil(page, rest[:PAGE]) + rest)
        if is_spoilt(path):
            repair(path)
            assert not is_spoilt(path), start // PAGE
            mended += 1
        else:
            with pytest.raises(StoreError, match="is whole"):
                repair(path)
    assert mended > 5


@pytest.mark.parametrize("size", [b"\x02\0", b"\0\x01", b"\0\0"])
def test_a_repair_reads_a_file_that_tells_a_wrong_size_of_its_pages(
    tmp_path: Path, size: bytes
) -> None:
    path = tmp_path / "p.db"
    whole = filled(path, 200)
    path.write_bytes(whole[:16] + size + whole[18:])
    assert repair(path)[1].found == 200 + len(EVERY_EVENT)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no open file can be replaced")
def test_a_repair_waits_for_who_is_just_putting_a_file_there(tmp_path: Path) -> None:
    """In between there is an empty file, and no log: see `placing`."""
    path, whole = tmp_path / "p.db", filled(tmp_path / "w.db", 20)
    found: list[str] = []

    def repairing() -> None:
        with pytest.raises(StoreError) as error:
            repair(path)
        found.append(str(error.value))

    other = Thread(target=repairing)
    with locked(tmp_path):
        path.touch()
        other.start()
        other.join(0.2)
        (tmp_path / "new").write_bytes(whole)
        (tmp_path / "new").replace(path)
    other.join()
    assert "is whole" in found[0]

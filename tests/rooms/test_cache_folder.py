"""What is kept in the user's cache folder: private, whole, and never in the way."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from quizkit.cli import cache_folder, cli
from quizkit.cli.cache_folder import keep, keep_values, kept, kept_values
from tests.fruit import DECK

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files and modes")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    home = tmp_path / "home" / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    before = os.umask(0o022)
    yield home / "quizkit"
    os.umask(before)


def files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if not path.is_dir())


def text(path: Path) -> bytes | None:
    found = kept("x", path, b"head ")
    return None if found is None else bytes(found)


@posix
def test_whatever_a_command_keeps_only_its_user_can_read(tmp_path: Path, cache: Path) -> None:
    deck = tmp_path / "fruit.yaml"
    deck.write_text(DECK, "utf-8")
    for arguments in (["play", str(deck)], ["due", str(deck)], ["stats", str(deck)]):
        done = CliRunner().invoke(cli, [*arguments, "--progress", str(tmp_path / "p.db")])
        assert done.exit_code == 0
    assert {path.parent.name for path in files(cache)} >= {"decks", "due", "settings", "cards"}
    for path in cache.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    for folder in (cache, cache.parent, cache.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o750)
    keep("x", tmp_path / "deck", b"head 1")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o750
    assert text(tmp_path / "deck") == b"1"


def put_folder(file: Path, outside: Path) -> None:
    file.mkdir()


def put_pipe(file: Path, outside: Path) -> None:
    os.mkfifo(file)


def put_link(file: Path, outside: Path) -> None:
    file.symlink_to(outside)


def put_loop(file: Path, outside: Path) -> None:
    file.symlink_to(file)


def put_endless(file: Path, outside: Path) -> None:
    file.symlink_to("/dev/zero")


def put_huge(file: Path, outside: Path) -> None:
    file.write_bytes(outside.read_bytes())
    os.truncate(file, 1 << 40)


def put_readable(file: Path, outside: Path) -> None:
    file.write_bytes(outside.read_bytes())
    file.chmod(0o666)


@posix
@pytest.mark.parametrize("scratch", [False, True], ids=["in its place", "in that of its scratch"])
@pytest.mark.parametrize(
    "put", [put_folder, put_pipe, put_link, put_loop, put_endless, put_huge, put_readable]
)
def test_what_else_is_found_in_place_of_a_cache_file_is_none(
    put: Callable[[Path, Path], None], scratch: bool, tmp_path: Path, cache: Path
) -> None:
    about = tmp_path / "deck"
    keep("x", about, b"head 1")
    (file,) = files(cache)
    outside = tmp_path / "outside"
    file.rename(outside)
    before = outside.read_bytes()
    put(file.with_name(f"{file.name}.{os.getpid()}") if scratch else file, outside)
    assert text(about) is None
    keep("x", about, b"head 2")
    assert text(about) == (None if put is put_folder else b"2")
    assert outside.read_bytes() == before
    assert sum(path.is_file() for path in cache.rglob("*")) == (put is not put_folder)


@posix
def test_a_folder_of_other_files_is_left_alone(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_folder, "_MOST_FILES", 2)
    mine = tmp_path / "mine"
    mine.mkdir()
    for number in range(5):
        (mine / f"{number}.txt").write_text("mine", "utf-8")
    cache.mkdir(parents=True)
    (cache / "x").symlink_to(mine)
    for number in range(5):
        keep("x", tmp_path / str(number), b"head 1")
    assert len(list(mine.glob("*.txt"))) == 5
    assert len(list(mine.iterdir())) == 7


@posix
def test_a_full_disk_leaves_what_was_there_and_nothing_half_written(
    tmp_path: Path, cache: Path
) -> None:
    import resource
    import signal

    about = tmp_path / "deck"
    keep("x", about, b"head 1")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limit[1]))
        keep("x", about, b"head 2" + bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handler)
    assert text(about) == b"1"
    assert len(files(cache)) == 1


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    for home in (in_the_way, in_the_way / "below", Path("/proc/none"), tmp_path / ("x" * 300)):
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        keep("x", tmp_path / "deck", b"head 1")
        assert text(tmp_path / "deck") is None


FAR = "long-" * 40
PATHS = [
    f"/a/{FAR}/deck.yaml", f"/b/{FAR}/deck.yaml", "/a/b/deck.yaml", "/a%b/deck.yaml", "/a/b:deck.yaml",
    "/a/b/deck-yaml", "/ä/deck.yaml", "/a\udce4/deck.yaml", f"/{'漢' * 80}.yaml", "/ä\n.yaml",
]  # fmt: skip


def test_no_two_files_share_what_is_kept(cache: Path) -> None:
    for number, path in enumerate(PATHS):
        keep_values("x", Path(path), "basis", {"number": number})
    for number, path in enumerate(PATHS):
        assert kept_values("x", Path(path), "basis") == {"number": number}
    assert len(files(cache)) == len(PATHS)
    assert all(path.name.isascii() and len(path.name) < 120 for path in files(cache))


def test_what_is_kept_of_a_file_says_nothing_of_another(tmp_path: Path, cache: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    keep_values("x", one, 1, {"a": 1})
    (file,) = files(cache)
    file.rename(cache_folder._file("x", other))
    assert kept_values("x", other, 1) == {}


def test_values_of_another_basis_kind_or_version_are_none(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = tmp_path / "p.db"
    keep_values("x", about, [1, 2], {"a": 1})
    assert kept_values("x", about, [1, 2]) == {"a": 1}
    assert kept_values("x", about, [1, 3]) == kept_values("y", about, [1, 2]) == {}
    monkeypatch.setattr(cache_folder, "__version__", "9.9")
    assert kept_values("x", about, [1, 2]) == {}


@given(cut=st.integers(0, 300), bit=st.integers(0, 7))
def test_no_byte_that_was_changed_is_believed(
    tmp_path_factory: pytest.TempPathFactory, cut: int, bit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        keep_values("x", folder / "p.db", 1, {"a": [1, 2, 3]})
        (file,) = files(folder / "quizkit")
        data = bytearray(file.read_bytes())
        data[cut % len(data)] ^= 1 << bit
        file.write_bytes(data)
        assert kept_values("x", folder / "p.db", 1) == {}

"""Decks kept in the user's cache folder: the same as read, and never trusted over the file."""

import io
import marshal
import os
import pickle
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from quizkit import DeckError, desk, read_deck
from quizkit.cli import cache_folder, deck_cache, main
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_files import deck_files
from quizkit.cli.player.linear import LinearFront
from quizkit.formats.deck_yaml import load_deck as read, open_deck
from quizkit.model import Deck
from quizkit.model.packed import packed, unpacked
from tests.fresh_python import modules_after
from tests.places import ROOT, TESTS
from tests.strategies import yaml_decks

GOOD = [*sorted((TESTS / "good_decks").glob("*.yaml")), ROOT / "decks" / "cart.yaml"]
BAD = sorted((TESTS / "golden" / "bad_decks").glob("*.yaml"))
TEXT = "title: T\ncards:\n  - {question: Q?, answer: yes sir, distractors: [no, maybe]}\n"


def again(deck: Deck) -> Deck:
    return unpacked(marshal.loads(marshal.dumps(packed(deck))))


def assert_same(kept: Deck, deck: Deck) -> None:
    assert kept == deck
    assert kept.cards == deck.cards
    assert [repr(note) for note in kept.notes] == [repr(note) for note in deck.notes]
    assert pickle.loads(pickle.dumps(kept)) == deck


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_packed_deck_is_the_same_deck(path: Path) -> None:
    deck = read(path)
    assert_same(again(deck), deck)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_what_is_wrong_with_a_deck_is_packed_with_it(path: Path) -> None:
    deck = open_deck(path).lenient_deck
    if deck is not None:
        assert_same(again(deck), deck)


@given(yaml_decks())
def test_any_deck_comes_back_from_its_packed_form(
    deck_and_text: tuple[dict[str, Any], str],
) -> None:
    deck = read_deck(deck_and_text[1])
    assert_same(again(deck), deck)


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "deck.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def kept_files(deck: Path) -> list[Path]:
    folder = deck.parent / "cache" / "quizkit" / "decks"
    return sorted(folder.iterdir()) if folder.is_dir() else []


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read, in order."""
    done: list[Path] = []

    def counted(path: Path) -> Deck:
        done.append(path)
        return read(path)

    monkeypatch.setattr(deck_cache, "_read", counted)
    return done


def test_a_deck_is_read_once(deck: Path, readings: list[Path]) -> None:
    assert_same(load_deck(deck), read(deck))
    assert_same(load_deck(deck), read(deck))
    assert readings == [deck]


def test_a_deck_with_the_time_and_size_of_the_kept_one_is_read_anew(
    deck: Path, readings: list[Path]
) -> None:
    load_deck(deck)
    before = deck.stat()
    deck.write_text(TEXT.replace("yes", "yea"), "utf-8")
    os.utime(deck, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_deck(deck).notes[0].rights[0].shown == "yea sir"
    assert readings == [deck, deck]


def test_a_text_under_another_name_is_another_deck(deck: Path) -> None:
    other = deck.with_name("other.yaml")
    assert load_deck(deck).id == "deck"
    deck.rename(other)
    kept_files(deck)[0].rename(cache_folder._file("decks", other))
    assert load_deck(other).id == "other"


def test_what_is_kept_is_no_deck_of_the_folder_it_lies_in(deck: Path) -> None:
    load_deck(deck)
    assert kept_files(deck)
    assert deck_files([str(deck.parent)]) == [deck]


def test_a_deck_that_cannot_be_read_is_not_kept(deck: Path, readings: list[Path]) -> None:
    deck.write_text(TEXT + "  - {question: R?}\n", "utf-8")
    for _ in range(2):
        with pytest.raises(DeckError, match=r"deck\.yaml:4"):
            load_deck(deck)
    assert readings == [deck, deck]
    assert not kept_files(deck)


def spoilt_files(whole: bytes) -> dict[str, bytes]:
    rows = whole.index(TEXT.encode()) + len(TEXT)

    def sealed(data: bytes) -> bytes:
        return cache_folder._seal(data) + data

    return {
        "empty": b"",
        "truncated": whole[:-1],
        "a byte changed": whole[:rows] + bytes([whole[rows] ^ 1]) + whole[rows + 1 :],
        "something behind": whole + b"x",
        "of another version": whole.replace(b"quizkit ", b"quizkot ", 1),
        "a pickle": sealed(whole[4:rows] + pickle.dumps(read_deck(TEXT))),
        "no levels": sealed(whole[4:rows] + marshal.dumps(7)),
        "no deck": sealed(whole[4:rows] + marshal.dumps([("Case", 1, {"value": ["ignore"]}, {})])),
        "no class": sealed(whole[4:rows] + marshal.dumps([("Queue", 1, {}, {})])),
        "no place": sealed(whole[4:rows] + marshal.dumps([("tuple", 1, [[3]], {})])),
        "no value": sealed(whole[4:rows] + marshal.dumps([("Blank", 1, {}, {})])),
        "too few": sealed(whole[4:rows] + marshal.dumps([("Blank", 2, {"answer": ["a"]}, {})])),
        "nothing": sealed(whole[4:rows] + marshal.dumps([])),
    }  # fmt: skip


@pytest.mark.parametrize("how", spoilt_files(b"quizkit \0" + TEXT.encode() + b"\0"))
def test_a_spoilt_file_is_passed_over_and_mended(
    deck: Path, readings: list[Path], how: str
) -> None:
    load_deck(deck)
    (kept,) = kept_files(deck)
    whole = kept.read_bytes()
    kept.write_bytes(spoilt_files(whole)[how])
    assert_same(load_deck(deck), read(deck))
    assert readings == [deck, deck]
    assert kept.read_bytes() == whole


@given(cut=st.integers(0, 300), bit=st.integers(0, 7))
def test_no_byte_that_was_changed_is_believed(
    tmp_path_factory: pytest.TempPathFactory, cut: int, bit: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        path = folder / "deck.yaml"
        path.write_text(TEXT, "utf-8")
        load_deck(path)
        (kept,) = kept_files(path)
        data = bytearray(kept.read_bytes())
        data[cut % len(data)] ^= 1 << bit
        kept.write_bytes(data)
        assert load_deck(path) == read(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_is_kept_is_private_and_else_not_believed(deck: Path, readings: list[Path]) -> None:
    load_deck(deck)
    (kept,) = kept_files(deck)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    kept.chmod(0o666)
    load_deck(deck)
    assert readings == [deck, deck]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_what_is_kept_is_bounded_in_number_and_size(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_folder, "_MOST_FILES", 3)
    paths = [deck.with_name(f"{number}.yaml") for number in range(5)]
    for number, path in enumerate(paths):
        path.write_text(TEXT, "utf-8")
        load_deck(path)
        os.utime(cache_folder._file("decks", path), (number, number))
    load_deck(deck)
    kept = [cache_folder._file("decks", path) for path in (paths[3], paths[4], deck)]
    assert kept_files(deck) == sorted(kept)
    monkeypatch.setattr(cache_folder, "_MOST_BYTES", 1000)
    deck.write_text(TEXT + f"    # {'long' * 1000}\n", "utf-8")
    load_deck(deck)
    assert len(kept_files(deck)) == 3  # too large to be kept: as it was before


def test_a_cache_folder_that_cannot_be_made_does_no_harm(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(deck))
    assert load_deck(deck) == load_deck(deck) == read(deck)


def test_a_deck_played_before_is_played_without_reading_yaml(deck: Path) -> None:
    code = (
        "from quizkit.cli import main\n"
        f"try: main(['play', {str(deck)!r}, '--progress', {str(deck.with_name('p.db'))!r}])\n"
        "except SystemExit: pass"
    )
    assert "yaml" in modules_after(code)
    assert not {"yaml", "quizkit.formats", "hashlib", "platformdirs"} & modules_after(code)


READ_ALL = """
import sys
from pathlib import Path
import quizkit
from quizkit.cli.deck_cache import load_deck

opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
for path in {paths!r}:
    load_deck(Path(path))
here = Path(quizkit.__file__).parent
files = [Path(name) for name in opened if name.startswith(str(here))]
files += [Path(m.__file__) for n, m in list(sys.modules.items()) if n.startswith("quizkit.")]
folders = [f.parent.parent if f.parent.name == "__pycache__" else f.parent for f in files]
print("|".join({{f.relative_to(here).as_posix() for f in folders}}))
"""


def test_whatever_reads_a_deck_counts_for_its_version(tmp_path: Path) -> None:
    code = READ_ALL.format(paths=[str(path) for path in GOOD])
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    folders = {name.removeprefix(".") for name in done.stdout.strip().split("|")}
    assert "answers/languages" in folders
    assert folders - {"cli"} <= set(deck_cache._READING)


def test_a_changed_file_of_ours_makes_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = tmp_path / "quizkit"
    shutil.copytree(Path(deck_cache.__file__).parents[1], ours)
    monkeypatch.setattr(deck_cache, "__file__", str(ours / "cli" / "deck_cache.py"))

    def version() -> str:
        return deck_cache._version.__wrapped__()

    for name in ("value.py", "answers/units.txt", "answers/languages/de.py", "formats/notes.py"):
        before, found = version(), (ours / name).stat()
        (ours / name).write_text((ours / name).read_text("utf-8") + "\n", "utf-8")
        assert version() != before
        os.utime(ours / name, ns=(found.st_atime_ns, found.st_mtime_ns - 1))
        assert version() != before


def kept_decks(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.parent.name == "decks"]


def test_a_deck_is_kept_when_its_session_is_over_and_no_question_waits_for_it(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_at_questions = []
    read_answer = LinearFront.read

    def noting(self: LinearFront, session: Any) -> Any:
        kept_at_questions.append(kept_decks(tmp_path / "cache"))
        return read_answer(self, session)

    monkeypatch.setattr(LinearFront, "read", noting)
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes sir\n"))
    with pytest.raises(SystemExit) as ended:
        main(["play", str(deck), "--progress", str(tmp_path / "p.db")])
    assert ended.value.code == 0
    assert kept_at_questions
    assert not any(kept_at_questions)
    assert len(kept_decks(tmp_path / "cache")) == 1


def test_who_interrupts_the_keeping_of_decks_is_done(
    deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deck_cache, "_keep", interrupted)
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes sir\n"))
    with pytest.raises(SystemExit) as ended:
        main(["play", str(deck), "--progress", str(tmp_path / "p.db")])
    assert ended.value.code == 130
    monkeypatch.undo()
    with desk.open(tmp_path / "p.db") as mine:
        assert mine.progress.answered

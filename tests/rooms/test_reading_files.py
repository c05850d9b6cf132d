"""What a file may be: its bytes, its size, its kind; one clear problem for each that is no deck."""

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from quizkit import DeckError, load_deck, read_deck
from quizkit.formats.deck_file import read_text
from quizkit.formats.deck_yaml import open_deck, parse_deck
from quizkit.model import Case
from tests.fresh_python import modules_after

DECK = "title: Réading\ncards:\n  - question: Q\n    answer: |\n      a\n      b\n"


def problems_of(path: Path) -> list[str]:
    with pytest.raises(DeckError) as caught:
        load_deck(path)
    return [problem.message for problem in caught.value.problems]


def file_with(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ends_change_nothing(
    tmp_path: Path, mark: bytes, end: str
) -> None:
    path = file_with(tmp_path, mark + DECK.replace("\n", end).encode())
    assert load_deck(path).notes == read_deck(DECK).notes


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_another_encoding_is_reported(tmp_path: Path, encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b"\xfe\xff" if encoding[-2:] == "be" else b""
    said = problems_of(file_with(tmp_path, mark + DECK.encode(encoding)))
    assert len(said) == 1
    assert "UTF-8" in said[0]


def test_a_byte_that_is_not_utf8_has_its_line_and_column(tmp_path: Path) -> None:
    reading = open_deck(
        file_with(tmp_path, b"\xef\xbb\xbftitle: T\r\ncards:\r\n  - question: \xe9\xff")
    )
    places = [
        (p.location.line, p.location.column) for p in reading.problems if p.code == "not-utf8"
    ]
    assert places == [(3, 15)]


def test_what_is_no_file_with_text_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert problems_of(tmp_path) == ["this is a folder, not a deck"]
    assert problems_of(tmp_path / "none.yaml") == ["there is no such file"]
    assert problems_of(tmp_path / "file" / "deck.yaml") == [
        "a part of this path is a file, not a folder"
    ]
    assert len(problems_of(tmp_path / ("x" * 5000))) == 1
    assert len(problems_of(Path("nul\0l"))) == 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no devices here")
def test_a_device_that_never_ends_is_not_read() -> None:
    assert problems_of(Path("/dev/zero")) == ["this is a device, not a file"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_problem(tmp_path: Path) -> None:
    path = file_with(tmp_path, DECK.encode())
    path.chmod(0)
    assert problems_of(path) == ["you may not read this file"]


def test_without_permission_the_problem_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(
        Path, "read_bytes", refuse
    )  # root, who runs many tests, may read everything
    assert problems_of(Path("deck.yaml")) == ["you may not read this file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_deck_comes_through_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(DECK, "utf-8"))
    writer.start()
    assert load_deck(path).title == "Réading"
    writer.join()


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "{a: ", "[[a], "])
def test_absurd_nesting_is_a_problem_and_no_crash(tmp_path: Path, sign: str) -> None:
    assert problems_of(file_with(tmp_path, (sign * (30_000 // len(sign))).encode()))
    nested = f"title: T\ncards:\n  - question: Q\n    answer: {sign * (30_000 // len(sign))}\n"
    assert problems_of(file_with(tmp_path, nested.encode()))


def test_an_empty_file_and_a_list_at_the_top_are_told_apart(tmp_path: Path) -> None:
    assert problems_of(file_with(tmp_path, b"")) == ["the file is empty"]
    assert "list" in problems_of(file_with(tmp_path, b"- question: Q\n  answer: A\n"))[0]


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_with_places_in_it(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = file_with(tmp_path_factory.getbasetemp(), data)
    report = read_text(str(path))
    lines = report.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reading = open_deck(path)
    assert reading.problems
    for problem in reading.problems:
        assert problem.location.line <= len(lines)
        if problem.location.line:
            assert problem.location.column <= len(lines[problem.location.line - 1]) + 1


def test_a_good_deck_loads_no_module_that_words_problems() -> None:
    code = (
        "from quizkit import read_deck; read_deck('title: T\\ncards: [{question: Q, answer: A}]')"
    )
    names = {"syntax_errors", "recovery", "losses_explained", "shape_errors", "kind_errors"}
    names |= {"deck_errors", "clashes", "yaml_text", "number_keys"}
    assert not {f"quizkit.formats.{name}" for name in names} & modules_after(code)


@pytest.mark.parametrize(
    "answer",
    [
        "a - b " * 100_000,
        "x *b & c, 3,000 " * 40_000,
        "[" + "3,000, " * 60_000 + "]",
        "one\n" + "      - two\n" * 40_000,
        '"' + "\\frac " * 100_000 + '"',
        "- " * 250_000,
    ],
    ids=lambda answer: answer[:9],
)
def test_half_a_megabyte_in_one_value_is_read_or_refused(answer: str) -> None:
    # What looks along the line for every sign in it takes minutes.
    reading = parse_deck(f"title: T\ncards:\n  - question: Q\n    answer: {answer}\n")
    assert (reading.deck is None) == bool(reading.problems)


def test_utf16_without_a_mark_is_known_by_its_null_bytes(tmp_path: Path) -> None:
    said = problems_of(file_with(tmp_path, DECK.encode("utf-16-le")))
    assert said == ["the file is UTF-16; a deck is UTF-8"]


@pytest.mark.parametrize(
    "options", ["case: strict, dayfirst: true", "dayfirst: true, case: strict"]
)
def test_all_defaults_hold_in_whatever_order_they_stand(options: str) -> None:
    entry = "- {question: Q, answer: 2/3/2025}"
    (note,) = read_deck(f"title: T\ndefaults: {{{options}}}\ncards:\n  {entry}\n").notes
    assert (note.judging.case, note.judging.dayfirst) == (Case.STRICT, True)


@pytest.mark.parametrize("option", ["tolerance", "unit_required", "case", "accept: {a: b}, case"])
def test_free_is_a_default_of_the_type_alone(option: str) -> None:
    entry = "- {question: Q, order: [a, b]}"
    reading = parse_deck(f"title: T\ndefaults: {{{option}: free}}\ncards:\n  {entry}\n")
    assert reading.problems
    assert not parse_deck(f"title: T\ndefaults: {{type: free}}\ncards:\n  {entry}\n").problems


@pytest.mark.parametrize(
    ("distractors", "column"), [("[Niger, Congo]", 26), ("{Niger: too far west, Congo: no}", 40)]
)
def test_a_text_is_placed_whether_it_is_an_item_or_a_key(distractors: str, column: int) -> None:
    reading = parse_deck(
        f"title: T\ncards:\n  - question: Q?\n    answer: Nile\n    distractors: {distractors}\n"
    )
    place = reading.place("cards", 0, "distractors", "Congo", key=True)
    assert (place.line, place.column) == (5, column)

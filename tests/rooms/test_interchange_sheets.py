"""Spreadsheets in and out, and tables that mean harm."""

import io
import zipfile
from datetime import date, datetime

import pytest

from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import Import, Outgoing, ReadOptions, Source, WriteOptions, recognised
from quizkit.interchange.tables.csv_text import read as read_csv, write as write_csv
from quizkit.interchange.tables.xlsx import read, write

openpyxl = pytest.importorskip("openpyxl", reason="the extra `convert`")


def sheet(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        made = book.create_sheet(title)
        for row in rows:
            made.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def of(data: bytes) -> Import:
    return read(Source(name="words.xlsx", data=data), ReadOptions(), int)


def csv_of(text: str) -> Import:
    return read_csv(Source(name="a.csv", data=text.encode()), ReadOptions(), int)


def test_each_sheet_is_a_deck_and_cells_are_what_they_show() -> None:
    rows = [["question", "answer", "tags"], ["How many?", 3.0, None], ["True?", True, "a b"],
            ["When?", date(2024, 5, 1), None], ["At?", datetime(2024, 5, 1, 9, 30), None], ["Half?", 0.5, None], ["x", None]]  # fmt: skip
    found = of(sheet(("One", rows), ("Two", [["perro", "dog"], ["=1+1", "two"]]), ("Empty", [])))
    assert [deck.path for deck in found.decks] == [("words", "One"), ("words", "Two")]
    assert [note.entry["answer"] for note in found.decks[0].notes] == [
        "3", "true", "2024-05-01", "2024-05-01 09:30", "0.5",
    ]  # fmt: skip
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("a row without an answer", "One, row 7"),
        ("a row without a question", "Two, row 2"),  # a formula that nobody calculated
    ]


def test_a_sheet_is_told_by_what_is_in_it() -> None:
    data = sheet(("One", [["a", "b"]]))
    assert recognised(Source(name="words", data=data)).name == "xlsx"


def test_a_sheet_that_cannot_be_told_leaves_the_others_alone() -> None:
    found = of(sheet(("One", [["a", "b"]]), ("Two", [["a", "b", "c", "d"]])))
    assert [deck.path for deck in found.decks] == [("words", "One")]
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("a sheet whose columns hold what no header says", "Two")
    ]


def outgoing(text: str) -> Outgoing:
    return Outgoing(deck=parse_deck(text, deck_id="a").good_deck)


FORMULA = "title: 'A/B: c'\ncards:\n  - {id: a, question: '=1+1', answer: \"-2\", accept: ['@x']}\n"


def test_texts_that_look_like_formulas_are_texts() -> None:
    file = io.BytesIO()
    assert write([outgoing(FORMULA)], file, WriteOptions(), int) == []
    book = openpyxl.load_workbook(io.BytesIO(file.getvalue()))
    assert book.sheetnames == ["A B c"]
    assert [cell.data_type for cell in book.active[2][:4]] == ["s"] * 4
    for excel_safe, cells in ((True, "a,typed,'=1+1,'-2,'@x"), (False, "a,typed,=1+1,-2,@x")):
        text = io.BytesIO()
        write_csv([outgoing(FORMULA)], text, WriteOptions(excel_safe=excel_safe), int)
        assert text.getvalue().decode().split("\n")[1] == cells


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("_", "/"), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04", "no spreadsheet"),
        (archive(xl_a=b"x"), "no spreadsheet"),
        (sheet(("A", [["a", "b"]]))[:900], "no spreadsheet"),
        (archive(**{"xl_w.xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "document type"),
        (archive(xl_a=b"", **{f"xl_{n}": bytes(2**24) for n in range(17)}), "more than 256 MiB"),
        (sheet(("A", [])), "nothing in it"),
    ],
)  # fmt: skip
def test_what_is_no_spreadsheet_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(QuizkitError, match=why):
        of(data)


def test_a_cell_that_is_too_long_a_row_that_is_too_wide_and_nul_leave_the_others_alone() -> None:
    lines = "line\n" * 50_000
    found = csv_of(
        f'q,a\n1,{"x" * 2_000_000}\n2,"{"y " * 200_000}"\n3,{"z," * 100_000}\n4,"{lines}"\n5,o\0k\n'
    )
    assert [note.entry["question"] for note in found.decks[0].notes] == ["5"]
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("a row with a cell that is too long", "line 2"),
        ("a row with a cell that is too long", "line 3"),
        ("a row of more than 1,000 cells", "line 4"),
        ("a row with a cell that is too long", "line 5"),
    ]


def test_quotes_that_never_close_take_linear_time() -> None:
    found = csv_of("q,a\n" + 'x"y,"z\n' * 10_000)
    assert len(found.losses) == 10_000
    assert len(csv_of("q,a\n" + '"x""\n' * 9_000).losses) == 9_000
    assert {loss.what for loss in found.losses} == {
        "a quote that opens a cell and does not close it"
    }

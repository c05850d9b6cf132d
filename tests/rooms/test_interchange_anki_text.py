"""Notes of Anki in plain text: with the head that Anki writes, and with heads that lie."""

import io
from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import (
    FORMATS,
    Import,
    Outgoing,
    ReadOptions,
    Source,
    SourceError,
    WriteOptions,
    recognised,
)
from quizkit.interchange.tables.anki_text import read

DECK = """\
title: Rivers
id: rivers
cards:
  - {id: a, question: Longest river?, answer: Nile, accept: [the Nile], tags: [big rivers, water], reverse: true}
  - {id: b, question: 'Is <b> bold?', answer: "a & b"}
  - {id: c, cloze: "The {{Nile|river Nile}} flows through {{Egypt::country}}.", explanation: Northwards.}
  - {id: d, question: Which flows?, answer: Rhine, distractors: [Alps, Harz]}
  - {id: e, statement: Rivers flow., answer: true}
  - {id: f, question: '#1?', answer: "2 lines", type: free, markup: markdown, explanation: "$x^2$ and *so*"}
"""


def of(text: str, **options: object) -> Import:
    return read(Source(name="a.txt", data=text.encode()), ReadOptions()._replace(**options), int)


def entries(found: Import) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in found.decks for note in deck.notes]


def test_the_head_says_what_columns_hold() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
        "x1\tBasic\tAll::Spanish\tel perro\tthe <b>dog</b>&nbsp;\tanimal a1\n"
        "x2\tCloze\tAll::Gaps\t{{c1::Lima}} lies in Peru.<br>So.\t\t\n"
    )
    found = of(text)
    assert recognised(Source(name="a.txt", data=text.encode())).name == "anki-text"
    assert [deck.path for deck in found.decks] == [("All", "Spanish"), ("All", "Gaps")]
    assert entries(found) == [
        {"question": "el perro", "answer": "the **dog**", "tags": ["animal", "a1"]},
        {"cloze": "{{c1::Lima}} lies in Peru.\nSo."},
    ]
    assert [deck.notes[0].source_id for deck in found.decks] == ["x1", "x2"]
    assert found.losses == ()
    assert [deck.path for deck in of(text, one_file=True).decks] == [("a",)]


def test_a_separator_that_no_row_has_is_not_believed() -> None:
    found = of("#separator:tab,\n#html:false,\nperro,dog\ngato,cat\n")
    assert entries(found)[1] == {"question": "gato", "answer": "cat"}
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("a header line that lies", "#separator")
    ]


def test_a_column_of_decks_that_holds_ids_gives_ids() -> None:
    found = of("#separator:tab\n#deck column:1\nq(1\ta\tb\nq(2\tc\td\nq(3\te\tf\n")
    assert [note.source_id for note in found.decks[0].notes] == ["q(1", "q(2", "q(3"]
    assert found.losses[0].what == "a header line that lies"


def test_names_of_columns_tags_of_all_and_comments() -> None:
    found = of(
        "#separator:;\n#columns:Back;Front\n#tags:one two\n#deck:A::B\ndog;perro\n# no card\n"
    )
    assert found.decks[0].path == ("A", "B")
    assert found.decks[0].head == {"tags": ["one", "two"]}
    assert entries(found) == [{"question": "perro", "answer": "dog"}]
    assert [(loss.what, loss.place) for loss in found.losses] == [("a comment", "line 6")]


def test_names_of_columns_that_say_nothing_are_told() -> None:
    text = "#separator:tab\n#columns:Key\tGlyph\tStrokes\tIdea\n1\ta\t9\tb\n"
    with pytest.raises(SourceError) as error:
        of(text)
    assert str(error.value) == (
        "a, line 3: of 4 columns no name says which is the question and which the answer:"
        " Key, Glyph, Strokes, Idea\nfix: say so by their names: --map Key=question,Idea=answer"
    )
    found = of(text, named={"Glyph": "question", "Idea": "answer"})
    assert [dict(note.entry) for note in found.decks[0].notes] == [
        {"question": "a", "answer": "b", "explanation": "9"}
    ]


def test_a_column_of_y_is_add_reverse() -> None:
    found = of("#separator:tab\n#html:true\na\tb\ty\nc\td\t\n")
    assert [each.get("reverse") for each in entries(found)] == ["true", None]


def written() -> tuple[str, list[str]]:
    deck = parse_deck(DECK, deck_id="rivers").good_deck
    file = io.BytesIO()
    losses = FORMATS["anki-text"].write([Outgoing(deck=deck)], file, WriteOptions(), int)
    return file.getvalue().decode(), [loss.what for loss in losses]


def test_decks_are_written_as_anki_takes_them() -> None:
    text, losses = written()
    assert text.split("\n")[6:] == [
        "rivers#a\tBasic (and reversed card)\tRivers\tLongest river?\tNile\tbig_rivers water",
        "rivers#b\tBasic (type in the answer)\tRivers\tIs &lt;b&gt; bold?\ta &amp; b\t",
        "rivers#c\tCloze\tRivers\tThe {{c1::Nile}} flows through {{c2::Egypt::country}}.\tNorthwards.\t",
        "rivers#d\tBasic\tRivers\tWhich flows?<br>- Alps<br>- Harz<br>- Rhine\tRhine\t",
        "rivers#e\tBasic\tRivers\tRivers flow.<br>- false<br>- true\ttrue\t",
        "rivers#f\tBasic\tRivers\t#1?\t2 lines<br>\\(x^2\\) and <em>so</em>\t",
        "",
    ]
    assert losses == [
        "a card of the kind choice",
        "a card of the kind true or false",
        "other right answers",
        "other right answers of a gap",
    ]


def test_anki_itself_takes_csv_with_its_ids_first(tmp_path: Path) -> None:
    pytest.importorskip("anki", reason="the extra `test-peers`")
    from anki.collection import Collection, ImportCsvRequest
    from anki.import_export_pb2 import CsvMetadata

    deck = parse_deck(DECK, deck_id="rivers").good_deck
    path = tmp_path / "rivers.csv"
    with path.open("wb") as file:
        FORMATS["csv"].write([Outgoing(deck=deck)], file, WriteOptions(), int)
    names = path.read_text("utf-8").split("\n", 1)[0].split(",")
    col = Collection(str(tmp_path / "c.anki2"))
    try:
        metadata = col.get_csv_metadata(str(path), CsvMetadata.COMMA)
        metadata.is_html = False
        metadata.global_notetype.field_columns[:] = [
            names.index("question") + 1,
            names.index("answer") + 1,
        ]
        metadata.tags_column = names.index("tags") + 1
        col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
        fields = {tuple(col.get_note(each).fields) for each in col.find_notes("")}
        assert {("Longest river?", "Nile"), ("#1?", "2 lines"), ("Which flows?", "Rhine")} <= fields
        assert len(fields) == 7  # the header is a note to Anki
    finally:
        col.close()


def test_anki_itself_takes_what_is_written(tmp_path: Path) -> None:
    pytest.importorskip("anki", reason="the extra `test-peers`")
    from anki.collection import Collection, ImportCsvRequest

    path = tmp_path / "rivers.txt"
    path.write_text(written()[0], "utf-8")
    col = Collection(str(tmp_path / "c.anki2"))
    try:
        for new in (6, 0):
            metadata = col.get_csv_metadata(str(path), None)
            log = col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
            assert len(log.new) == new
        notes = sorted((col.get_note(n) for n in col.find_notes("")), key=lambda note: note.guid)
        assert {note.guid for note in notes} == {f"rivers#{each}" for each in "abcdef"}
        assert [note.fields[0] for note in notes][:2] == ["Longest river?", "Is &lt;b&gt; bold?"]
        assert col.card_count() == 8
        assert col.decks.id_for_name("Rivers")
    finally:
        col.close()

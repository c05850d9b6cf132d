"""Tables as cards: CSV, TSV and lists of words, as people and programs write them."""

import csv
import io
from pathlib import Path

import pytest

from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import (
    FORMATS,
    Import,
    Outgoing,
    ReadOptions,
    Source,
    WriteOptions,
    deck_text,
    recognised,
)
from quizkit.interchange.tables.csv_text import read


def of(text: str, **options: object) -> Import:
    source = Source(name="cards.csv", data=text.encode())
    return read(source, ReadOptions()._replace(**options), int)


def entries(text: str, **options: object) -> list[dict[str, object]]:
    found = of(text, **options)
    return [dict(note.entry) for deck in found.decks for note in deck.notes]


def entry(text: str, **options: object) -> dict[str, object]:
    (found,) = entries(text, **options)
    return found


def lost(text: str, **options: object) -> list[tuple[str, str]]:
    return [(loss.what, loss.place) for loss in of(text, **options).losses]


def test_two_columns_without_a_header_are_question_and_answer() -> None:
    assert entries("el perro,dog\nel gato,cat\n") == [
        {"question": "el perro", "answer": "dog"},
        {"question": "el gato", "answer": "cat"},
    ]


@pytest.mark.parametrize("sign", ["\t", ",", ";", "|", " - ", "::"])
def test_what_parts_the_cells_is_found_in_them(sign: str) -> None:
    text = "".join(
        f"{left}{sign}{right}\n" for left, right in [("a b", "c"), ("d", "e, f"), ("g", "h")]
    )
    if sign == ",":
        text = text.replace("e, f", '"e, f"')
    assert [each["answer"] for each in entries(text)] == ["c", "e, f", "h"]


def test_rows_of_a_list_on_one_line_are_parted_by_semicolons() -> None:
    assert entries("dog - perro;cat - gato;bird - pájaro") == [
        {"question": "dog", "answer": "perro"},
        {"question": "cat", "answer": "gato"},
        {"question": "bird", "answer": "pájaro"},
    ]


@pytest.mark.parametrize(
    "header",
    ["front,back", "Question,Answer", "Wort,Bedeutung", "term,definition", "単語,意味", "Слово,Перевод",
     "Pregunta,Respuesta", "mot,traduction", "Q,A", "Front (max 50),Back:"],
)  # fmt: skip
def test_a_header_is_known_in_many_words(header: str) -> None:
    assert entries(f"{header}\nx,y\n") == [{"question": "x", "answer": "y"}]


def test_a_header_may_name_two_languages_which_are_those_of_the_sides() -> None:
    found = of("English,Español\nthe dog,el perro\n")
    assert found.decks[0].head == {"language": {"question": "en", "answer": "es"}}
    assert dict(found.decks[0].notes[0].entry) == {"question": "the dog", "answer": "el perro"}


def test_names_may_end_in_the_code_of_a_language() -> None:
    text = ",part_of_speech,word_de,word_en,sentence_de\n0,noun,Haus,house,Das Haus ist alt.\n"
    found = of(text)
    assert found.decks[0].head == {"language": {"question": "de", "answer": "en"}}
    assert dict(found.decks[0].notes[0].entry) == {
        "question": "Haus",
        "answer": "house",
        "explanation": "Das Haus ist alt.",
        "tags": ["noun"],
    }


def test_a_sentence_beside_two_languages_is_an_example() -> None:
    assert entry("czech,english,sentence\nvlak,train,Vlak jede.\n") == {
        "question": "vlak",
        "answer": "train",
        "explanation": "Vlak jede.",
    }


def test_true_and_false_are_statements_unless_they_answer_a_question() -> None:
    assert entries("q,a\nRivers flow.,True\nFluxos param.,Errado\nTrue?,true\n") == [
        {"statement": "Rivers flow.", "answer": "true"},
        {"statement": "Fluxos param.", "answer": "false"},
        {"question": "True?", "answer": "true"},
    ]


def test_a_reading_is_shown_and_not_demanded() -> None:
    assert entry("expression,reading,meaning\n森,もり,forest\n") == {
        "question": "森",
        "answer": "forest",
        "explanation": "もり",
    }


def test_columns_without_a_name_that_says_it_stop_with_the_option_that_does() -> None:
    with pytest.raises(QuizkitError) as error:
        of("a,b,c,d,e\nf,g,h,i,j\n")
    assert str(error.value) == (
        "cards, line 1: there are 5 columns, and no header says what each holds\n"
        "its first row: a | b | c | d | e\n"
        "fix: say what each holds, such as --columns question,answer,-,-,-;"
        " if that row names them, --map NAME=question,OTHER=answer"
    )


def test_columns_and_map_say_what_each_holds() -> None:
    assert entry("a,b,c\n", columns=("answer", "-", "question")) == {"question": "c", "answer": "a"}
    text = "country,capital,note\nPeru,Lima,by the sea\n"
    assert entry(text, named={"country": "question", "capital": "answer"}) == {
        "question": "Peru",
        "answer": "Lima",
        "explanation": "by the sea",
    }
    with pytest.raises(QuizkitError, match="no column 'town'; there are country, capital, note"):
        of(text, named={"town": "question"})
    with pytest.raises(QuizkitError, match="a column cannot hold 'foo'"):
        of(text, columns=("question", "foo"))


def test_no_header_makes_the_first_row_a_card() -> None:
    assert len(entries("front,back\nx,y\n", header=False)) == 2


def test_glosses_give_the_first_as_answer_and_the_rest_as_accept() -> None:
    assert entries("perro,dog; hound\ngato,cat / puss\n") == [
        {"question": "perro", "answer": "dog", "accept": ["hound"]},
        {"question": "gato", "answer": "cat", "accept": ["puss"]},
    ]
    assert entry('front,back\nperro,"dog, hound"\n')["answer"] == "dog, hound"
    assert entry('front,back\nperro,"dog, hound"\n', split=",")["accept"] == ["hound"]


def test_glosses_within_brackets_part_nothing() -> None:
    assert (
        entry("front,back\nride,to ride (a bicycle; a horse)\n")["answer"]
        == "to ride (a bicycle; a horse)"
    )


def test_two_names_that_are_known_are_a_header_whatever_the_second_is() -> None:
    assert entries("word,examples\nab,ab Hamburg\n") == [{"question": "ab", "answer": "ab Hamburg"}]


def test_a_third_column_that_some_rows_have_is_asked_for() -> None:
    with pytest.raises(QuizkitError, match="there are 3 columns"):
        of("a|b|\nc|d|e\nf|g|\n")


def test_options_are_named_by_columns_and_count_up() -> None:
    columns = ("tags", "question", "option", "option", "option", "right")
    assert entry("Flags,Colour of grass?,red,green,blue,2\n", columns=columns) == {
        "question": "Colour of grass?",
        "answer": "green",
        "distractors": ["red", "blue"],
        "tags": ["Flags"],
    }


def test_semicolons_between_columns_part_no_glosses() -> None:
    text = 'perro;"dog; hound"\ngato;cat\npájaro;bird\n'
    assert entries(text)[0] == {"question": "perro", "answer": "dog; hound"}


def test_glosses_of_a_dictionary_stay_one_answer_to_compare_with() -> None:
    long = "; ".join(f"a meaning of this word that takes many words, number {n}" for n in range(9))
    assert entry(f"word,definition\nset,{long.replace(',', '')}\n")["type"] == "free"


def test_titles_of_groups_become_tags_of_the_rows_below() -> None:
    text = "//Unit 1\ndog\tel perro\n\nUnit 2\ncat\tel gato\n"
    assert [each["tags"] for each in entries(text)] == [["Unit 1"], ["Unit 2"]]


def test_a_row_of_one_cell_among_others_is_told_and_no_title() -> None:
    assert lost("dog,perro\ncat\nbird,pájaro\n") == [("a row without an answer", "line 2")]


def test_bad_rows_are_named_by_their_line_and_leave_the_others_alone() -> None:
    text = 'front,back\na,b\nc,\n"d\nd",e\n"open,f\ng,h\ni,j,k\n,l\n'
    assert [each["question"] for each in entries(text)] == ["a", "d\nd", '"open', "g", "i"]
    assert lost(text) == [
        ("a quote that opens a cell and does not close it", "line 6"),
        ("a row without an answer", "line 3"),
        ("a row with more cells than columns", "line 8"),
        ("a row without a question", "line 9"),
    ]


def test_cells_of_several_lines_stand_in_quotes() -> None:
    assert entry('q,a\n"line 1\nline 2","say ""yes"""\n') == {
        "question": "line 1\nline 2",
        "answer": 'say "yes"',
    }


def test_gaps_in_any_column_make_a_cloze() -> None:
    text = "a,b,{{c1::Lima}} lies in {{c2::Peru}}.,d\nc,,{{c1::Oslo}} lies in {{c2::Norway}}.,e\n"
    assert entries(text)[0] == {
        "cloze": "{{c1::Lima}} lies in {{c2::Peru}}.",
        "explanation": "a\nb\nd",
    }


def test_add_reverse_turns_a_card_round() -> None:
    text = "Front,Back,Add Reverse\nperro,dog,y\ngato,cat,\n"
    assert [each.get("reverse") for each in entries(text)] == ["true", None]
    assert entries(text.split("\n", 1)[1])[0]["reverse"] == "true"  # by its cells alone


@pytest.mark.parametrize(
    "right", ["2", "b", "B", "Lima", "lima", "option 2", "Option B", "b)", "B. Lima"]
)
def test_the_right_option_is_told_by_number_letter_or_text(right: str) -> None:
    text = f"question,option a,option b,option c,correct answer\nCapital of Peru?,Quito,Lima,Cusco,{right}\n"
    assert entry(text) == {
        "question": "Capital of Peru?",
        "answer": "Lima",
        "distractors": ["Quito", "Cusco"],
    }


def test_a_sheet_of_kahoot_is_read_below_its_title() -> None:
    text = (
        "\tQuiz template\t\t\t\t\t\n\t\t\t\t\t\t\n"
        "\tQuestion - max 120 characters\tAnswer 1 - max 75 characters\tAnswer 2 - max 75 characters"
        "\tAnswer 3 - max 75 characters\tTime limit (sec) - 5, 10\tCorrect answer(s) - choose one\n"
        "1\tWhich is even?\t1\t2\t3\t20\t2\n2\tWhich are odd?\t1\t2\t3\t20\t1,3\n"
    )
    assert entries(text) == [
        {"question": "Which is even?", "answer": "2", "distractors": ["1", "3"]},
        {"question": "Which are odd?", "answers": ["1", "3"], "distractors": ["2"]},
    ]


def test_options_that_differ_by_case_alone_make_case_count() -> None:
    text = "question,option1,option2,correct\nWhich class keeps pairs?,Map,map,1\n"
    assert entry(text)["case"] == "strict"


def test_a_right_option_that_is_none_of_them_is_told() -> None:
    text = "question,option1,option2,correct\nx?,a,b,7\n"
    assert lost(text) == [("a row whose right answer is none of its options", "line 2")]


def test_cells_in_markdown_make_notes_in_markdown() -> None:
    found = of("question,answer\nWhat does `len` give?,a number\nAnd this?,2 * 3\n")
    assert [note.is_markdown for note in found.decks[0].notes] == [True, False]


def test_furigana_is_a_reading_that_nobody_has_to_type() -> None:
    found = of("forest,森[もり]\n日本[にほん]の 森[もり],forests of Japan\n")
    assert [dict(note.entry) for note in found.decks[0].notes] == [
        {"question": "forest", "answer": "{森|もり}", "accept": ["もり"]},
        {"question": "{日本|にほん}の{森|もり}", "answer": "forests of Japan"},
    ]
    assert all(note.is_markdown for note in found.decks[0].notes)


def test_what_is_read_loads_and_keeps_its_ids_when_rows_move() -> None:
    first = of("perro,dog\ngato,cat\nperro,hound\n")
    second = of("ave,bird\ngato,cats\nperro,dog\nperro,hound\n")
    ids = [
        {note: own for own, note in deck_text(f.decks[0], "x").notes.items()}
        for f in (first, second)
    ]
    named = [{(n.entry["question"]): i for n, i in each.items()} for each in ids]
    assert named[0]["gato"] == named[1]["gato"]
    assert named[0].keys() < named[1].keys()


def test_tables_are_told_by_their_cells() -> None:
    assert recognised(Source(name="x.csv", data=b"a,b\nc,d\n")).name == "csv"
    assert recognised(Source(name="x.csv", data=b"a\tb\nc\td\n")).name == "tsv"
    prose = b"Well, so it is.\nAh, it rains, or so.\nOh, dear.\n"
    with pytest.raises(QuizkitError, match="none of the formats"):
        recognised(Source(name="x.txt", data=prose))
    assert recognised(Source(name="x.csv", data=prose)).name == "csv"
    assert recognised(Source(name="x.txt", data=b"a\tb\nc\td\n")).name == "tsv"
    assert recognised(Source(name="x.tsv", data=b"\xff\xfea\0\t\0b\0\n\0")).name == "tsv"


def test_an_empty_file_and_one_column_are_errors_that_say_so() -> None:
    with pytest.raises(QuizkitError, match="there is nothing in it"):
        of("\n , ,\n")
    with pytest.raises(QuizkitError, match="there is one column"):
        of("one\ntwo\n")


def test_pictures_and_sounds_beside_the_table_come_along(tmp_path: Path) -> None:
    for name in ("leaf.png", "rain.mp3", "oak.png"):
        (tmp_path / name).write_bytes(b"x")
    table = tmp_path / "trees.csv"
    table.write_text(
        'q,a,image\n<img src=""leaf.png""> which?,oak,oak.png\n"Hear [sound:rain.mp3]",rain,\n'
        "Who?,../up.png,../up.png\nWhich?,<img src='gone.png'>,https://example.org/a.png\n".replace(
            '""', "'"
        ),
        "utf-8",
    )
    found = read(Source(table), ReadOptions(), int)
    assert sorted(found.media) == ["leaf.png", "oak.png", "rain.mp3"]
    assert [dict(note.entry) for note in found.decks[0].notes] == [
        {"question": "![](<media://leaf.png>) which?", "answer": "oak", "image": "media://oak.png"},
        {"question": "Hear", "answer": "rain", "audio": "media://rain.mp3"},
        {"question": "Who?", "answer": "../up.png"},
        {"question": "Which?", "answer": "![](<gone.png>)", "type": "free"},
    ]
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("a picture or sound that is not there", "line 4"),
        ("a picture or sound that is not there", "line 5"),
        ("a picture on the web", "line 5"),
    ]


def test_a_third_column_of_sounds_is_heard_and_one_column_of_gaps_is_a_cloze() -> None:
    assert entries("a|b|[sound:a.mp3]\nc|d|[sound:c.mp3]\n")[1] == {"question": "c", "answer": "d"}
    assert entries("The {{c1::heart}} beats\nThe {{c1::eye}} sees\n")[1] == {
        "cloze": "The {{c1::eye}} sees"
    }


def test_cells_in_html_and_formulas_become_markdown_and_tags_that_are_asked_about_stay() -> None:
    text = "q,a\nWhat is <b>bold</b>?,x&nbsp;* y\nRoot of \\(x^2\\)?,x\nWhat does <br> do?,it breaks\nWhich tag?,<b>\n"
    found = of(text)
    assert [
        (note.entry["question"], note.entry["answer"], note.is_markdown)
        for note in found.decks[0].notes
    ] == [
        ("What is **bold**?", "x * y", True),
        ("Root of $x^2$?", "x", True),
        ("What does <br> do?", "it breaks", False),
        ("Which tag?", "<b>", False),
    ]


def test_formats_name_the_options_that_there_are() -> None:
    for each in FORMATS.values():
        assert {*each.takes} <= {*ReadOptions._fields}, each.name


def test_a_first_row_of_names_is_no_card_where_columns_are_said() -> None:
    text = "country,capital,capital:de\nPeru,Lima,Lima\nNorway,Oslo,Oslo\n"
    columns = ("question", "answer", "-")
    assert [each["question"] for each in entries(text, columns=columns)] == ["Peru", "Norway"]
    assert lost(text, columns=columns) == [("a first row that names columns", "line 1")]
    assert len(entries(text, columns=columns, header=False)) == 3


def test_a_table_of_ours_comes_back_after_a_spreadsheet_saved_it() -> None:
    text = (
        "title: T\nid: t\ncards:\n  - {id: a, question: 'A; b?', answer: 'c, \"d\"', accept: ['e|f', g]}\n"
        "  - {id: b, question: Which?, answers: [[a, b], c], distractors: {x: why → so, 'y\\\\': ''}}\n"
        "  - {id: c, question: 'Match', pairs: {a: '1 → 2', b: 'n'}}\n"
    )
    deck = parse_deck(text, deck_id="t").good_deck
    file = io.BytesIO()
    assert FORMATS["csv"].write([Outgoing(deck=deck)], file, WriteOptions(), int) == []
    saved = io.StringIO()
    rows = csv.reader(io.StringIO(file.getvalue().decode(), newline=""))
    csv.writer(saved, delimiter=";").writerows(rows)
    source = Source(name="t.csv", data=b"\xef\xbb\xbf" + saved.getvalue().encode())
    assert recognised(source).name == "csv"
    back = parse_deck(deck_text(read(source, ReadOptions(), int).decks[0], "t").text, deck_id="t")
    assert [(note.id, note.prompt, note.rights) for note in back.good_deck.notes] == [
        (note.id, note.prompt, note.rights) for note in deck.notes
    ]

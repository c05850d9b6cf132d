"""Tables of words: how rows become notes and cards, and what is wrong with those that do not."""

from pathlib import Path

import pytest

from quizkit import load_deck, read_deck
from quizkit.errors import DeckError
from quizkit.errors.codes import ProblemCode
from quizkit.formats import open_deck, parse_deck
from quizkit.grading import Outcome, grade
from quizkit.lint import check_deck
from quizkit.model import Ask, Card, Deck, Kind, WordNote
from tests.tables_of_words import HEAD, ROWS, written


def deck_of_rows(rows: str, head: str = HEAD) -> Deck:
    """Return the deck with these lines in its table."""
    return read_deck(head + "  rows: |\n" + "".join(f"    {row}\n" for row in rows.splitlines()))


def card(deck: Deck, name: str) -> Card:
    """Return the card of a deck with a name behind `#`."""
    (found,) = [each for each in deck.cards if each.id == f"{deck.id}#{name}"]
    return found


def outcome(deck: Deck, name: str, given: str) -> Outcome:
    """Return the verdict on an answer to a card."""
    asked = card(deck, name)
    return grade(asked, given, other_answers=deck.other_answers(asked)).outcome


def test_a_row_is_a_note_with_a_card_for_each_two_columns_that_are_asked() -> None:
    deck = deck_of_rows(ROWS)
    assert [each.id.partition("#")[2] for each in deck.cards] == [
        "飲む:word>meaning",
        "飲む:meaning>word",
        "飲む:word>reading",
        "猫:word>meaning",
        "猫:meaning>word",
        "猫:word>reading",
    ]
    note = deck.notes[0]
    assert isinstance(note, WordNote)
    assert (note.id, note.has_own_id, note.kind) == ("飲む", False, Kind.WORD)
    assert note.table.asks[0] == Ask("word", "meaning")
    assert all(each.note is note for each in deck.cards[:3])


def test_a_prompt_shows_the_cell_with_all_its_glosses_and_says_what_is_asked_for() -> None:
    deck = deck_of_rows(ROWS)
    assert card(deck, "飲む:meaning>word").prompt == "to drink; to swallow\n→ word"
    assert card(deck, "飲む:word>reading").prompt == "飲む\n→ reading"


def test_any_gloss_of_a_cell_is_right() -> None:
    deck = deck_of_rows(ROWS)
    for given in ("to drink", "drink", "to swallow", "swallow", "swallow / drink"):
        assert outcome(deck, "飲む:word>meaning", given) is Outcome.CORRECT, given
    assert outcome(deck, "飲む:word>meaning", "cat") is Outcome.WRONG
    assert outcome(deck, "飲む:meaning>word", "飲む") is Outcome.CORRECT
    assert outcome(deck, "飲む:word>reading", "ノム") is Outcome.CORRECT


@pytest.mark.parametrize("mark", [";", "；", "؛"])
def test_glosses_are_parted_as_each_language_writes_it(mark: str) -> None:
    deck = deck_of_rows(f"a | b{mark} c | d{mark} {mark} e", HEAD)
    assert outcome(deck, "a:word>meaning", "e") is Outcome.CORRECT


def test_each_answer_is_judged_in_the_language_of_its_column() -> None:
    deck = read_deck(
        "title: T\nwords:\n  columns: [es, en]\n  languages: {es: es}\n"
        "  rows: [[la casa, house], [correr, to run], [1 200, twelve hundred]]\n"
    )
    assert [each.judging.language for each in deck.cards[:2]] == ["en", "es"]
    for given in ("house", "a house", "the house"):
        assert outcome(deck, "la casa:es>en", given) is Outcome.CORRECT, given
    for given in ("la casa", "casa"):
        assert outcome(deck, "la casa:en>es", given) is Outcome.CORRECT, given
    assert outcome(deck, "correr:es>en", "run") is Outcome.CORRECT


def test_a_column_without_a_language_has_that_of_the_deck() -> None:
    deck = read_deck(
        "title: T\nlanguage: {question: de, answer: fr}\nwords:\n  columns: [a, b]\n"
        "  languages: {a: it}\n  rows: [[x, y]]\n"
    )
    assert [each.judging.language for each in deck.cards] == ["fr", "it"]


def test_without_ask_the_first_two_columns_are_asked_both_ways() -> None:
    deck = read_deck(
        "title: T\nwords:\n  columns: [id, es, tags, en, note]\n  rows: [[h, casa, '', house, x]]\n"
    )
    assert [each.id for each in deck.cards] == ["text#h:es>en", "text#h:en>es"]


def test_a_word_that_the_prompt_fits_as_well_is_right() -> None:
    deck = deck_of_rows(
        "橋 | はし | bridge\n箸 | はし | chopsticks",
        HEAD.replace("word > reading", "reading > word"),
    )
    assert outcome(deck, "橋:reading>word", "箸") is Outcome.CORRECT
    assert outcome(deck, "箸:reading>word", "橋") is Outcome.CORRECT
    assert outcome(deck, "橋:meaning>word", "箸") is Outcome.WRONG


def test_a_word_with_all_meanings_of_the_prompt_is_right_and_one_with_fewer_is_not() -> None:
    deck = deck_of_rows("大 | だい | big; large\n広 | ひろ | large\n高 | こう | tall")
    assert outcome(deck, "広:meaning>word", "大") is Outcome.CORRECT
    assert outcome(deck, "大:meaning>word", "広") is Outcome.WRONG
    assert outcome(deck, "広:meaning>word", "高") is Outcome.WRONG


def test_a_row_without_text_in_a_column_has_no_card_that_asks_for_it() -> None:
    deck = deck_of_rows("かな | | kana\n木 | き |")
    assert [each.id.partition("#")[2] for each in deck.cards] == [
        "かな:word>meaning",
        "かな:meaning>word",
        "木:word>reading",
    ]


def test_ids_tags_and_hints_may_be_columns() -> None:
    deck = read_deck(
        "title: T\ntags: [all]\nwords:\n  tags: verbs\n  columns: [id, w, m, tags, hint]\n"
        "  rows:\n    - [d, w1, m1, a1 b2, think]\n    - ['', w2, m2, 'two words, a1', '']\n"
        "    - [e, w3, m3]\n"
    )
    one, two, three = deck.notes
    assert (one.id, one.has_own_id, one.tags, one.hints) == (
        "d",
        True,
        ("all", "verbs", "a1", "b2"),
        ("think",),
    )
    assert (two.id, two.has_own_id) == ("w2", False)
    assert two.tags == ("all", "verbs", "two words", "a1")
    assert (three.tags, three.hints) == (("all", "verbs"), ())


def test_an_id_is_known_however_its_letters_and_spaces_are_written() -> None:
    deck = read_deck("title: T\nwords: {columns: [a, b], rows: [['cafe\u0301  noir', x]]}\n")
    assert deck.notes[0].id == "café noir"


def test_all_of_a_row_is_told_with_the_feedback_where_a_card_does_not_show_it() -> None:
    deck = deck_of_rows(ROWS)
    assert deck.notes[0].explanation == "飲む · のむ · to drink; to swallow"
    plain = read_deck("title: T\nwords: {columns: [a, b], rows: [[x, y], [v, w; z]]}\n")
    assert [note.explanation for note in plain.notes] == ["", "v · w; z"]


def test_strictness_is_said_of_a_table_or_of_all_notes() -> None:
    text = "title: T\ndefaults: {slips: none}\nwords: {columns: [a, b], rows: [[x, y]]%s}\n"
    for more, case in (("", "ignore"), (", case: strict", "strict")):
        deck = read_deck(text % more)
        assert [each.judging.slips.value for each in deck.cards] == ["none"] * 2
        assert [each.judging.case.value for each in deck.cards] == [case] * 2


def test_notes_stand_in_the_order_of_the_keys_and_of_the_tables() -> None:
    one, other = "{columns: [a, b], rows: [[x, y]]}", "{columns: [c, d], rows: [[v, w]]}"
    cards = "cards: [{id: q, question: Q?, answer: A}]\n"
    words = f"words: [{one}, {other}]\n"
    for parts, ids in (((cards, words), "q x v"), ((words, cards), "x v q")):
        assert [n.id for n in read_deck("title: T\n" + "".join(parts)).notes] == ids.split()


# Rows in a file.


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        "\ufeff" + ROWS,
        ROWS.replace("\n", "\r\n"),
        ROWS.replace("\n", "\r"),
        "\n\n" + ROWS.replace("\n", "\n \t \n"),
        ROWS.replace("\t", " \t "),
        "word\treading\tmeaning\n" + ROWS,
        "Word\tReading\tMeaning\n" + ROWS,
    ],
)
def test_a_file_of_rows_is_read_as_programs_write_it(tmp_path: Path, rows: str) -> None:
    deck = load_deck(written(tmp_path, rows.encode()))
    assert [note.cells for note in deck.notes if isinstance(note, WordNote)] == [
        ("飲む", "のむ", "to drink; to swallow"),
        ("猫", "ねこ", "cat"),
    ]


def test_in_a_file_no_sign_but_the_tab_means_anything(tmp_path: Path) -> None:
    rows = "# a\t\"b | c\"\t'd' # e\n- x\t{y}\t: z\n"
    deck = load_deck(written(tmp_path, rows.encode()))
    assert [note.cells for note in deck.notes if isinstance(note, WordNote)] == [
        ("# a", '"b | c"', "'d' # e"),
        ("- x", "{y}", ": z"),
    ]


def test_a_row_knows_where_it_stands_wherever_that_is(tmp_path: Path) -> None:
    reading = open_deck(written(tmp_path, ("\n" + ROWS).encode()))
    place = reading.origin(1).place("meaning")
    assert (Path(place.file).name, place.line, place.column) == ("words.tsv", 3, 6)
    assert reading.origin(0).place().line == 2

    reading = parse_deck(HEAD + "  rows: |\n    a\tb\tc\n\n    d | e | f\n")
    assert [reading.origin(n).place().line for n in (0, 1)] == [7, 9]
    place = reading.origin(1).place("meaning")
    assert (place.line, place.column) == (9, 13)
    assert reading.line(place.line)[place.column - 1] == "f"

    reading = parse_deck(HEAD + "  rows:\n    - [a, b, c]\n    - [d, e, f]\n")
    place = reading.origin(1).place("meaning")
    assert (place.line, place.column) == (8, 14)


def test_each_row_that_is_wrong_is_told_at_its_place_and_leaves_the_others_alone(
    tmp_path: Path,
) -> None:
    rows = (
        "a\tb\tc\nx y\nd\te\tf\tg\n\tb\tc\na\tx\ty\nq\t\t\nh\x07\ti\tj\n"
        + "k" * 20_001
        + "\tl\tm\n"
    )
    path = written(tmp_path, rows.encode())
    with pytest.raises(DeckError) as caught:
        load_deck(path)
    found = [(p.location.line, p.code) for p in caught.value.problems]
    assert found == [
        (2, ProblemCode.BAD_ROW),
        (3, ProblemCode.BAD_ROW),
        (4, ProblemCode.BAD_ROW),
        (5, ProblemCode.DUPLICATE_ID),
        (6, ProblemCode.BAD_ROW),
        (7, ProblemCode.CONTROL_CHARACTER),
        (8, ProblemCode.TOO_LONG),
    ]
    assert {Path(p.location.file).name for p in caught.value.problems} == {"words.tsv"}
    deck = load_deck(path, lenient=True)
    assert [note.id for note in deck.notes] == ["a"]
    assert [place.line for place in deck.left_out] == [2, 3, 4, 5, 6, 7, 8]


def test_a_row_of_the_id_of_another_names_its_line_and_file(tmp_path: Path) -> None:
    path = written(tmp_path, b"q\tb\tc\n")
    path.write_text(
        f"title: T\ncards:\n  - {{id: q, question: Q?, answer: A}}\n{HEAD[13:]}  rows: words.tsv\n"
    )
    (problem,) = open_deck(path).problems
    assert problem.message == f"line 3 of {path} has `q` too"


@pytest.mark.parametrize("name", ["gone.tsv", "../words.tsv", "/etc/passwd", "."])
def test_rows_that_are_not_there_are_told_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "deck").mkdir()
    (tmp_path / "words.tsv").write_text(ROWS)
    path = tmp_path / "deck" / "deck.yaml"
    path.write_text(
        f"{HEAD}  rows: {name}\ncards:\n  - {{id: q, question: Q?, answer: A}}\n", "utf-8"
    )
    (problem,) = open_deck(path).problems
    assert (problem.code, problem.location.line) == (ProblemCode.NO_ROWS, 6)
    assert [note.id for note in load_deck(path, lenient=True).notes] == ["q"]


def test_a_text_alone_reads_no_file(tmp_path: Path) -> None:
    text = HEAD + "  rows: words.tsv\n"
    (problem,) = parse_deck(text).problems
    assert problem.code is ProblemCode.NO_ROWS
    (tmp_path / "words.tsv").write_text(ROWS, "utf-8")
    assert parse_deck(text, folder=tmp_path).good_deck.notes


def test_an_included_file_has_a_table_whose_rows_lie_beside_it(tmp_path: Path) -> None:
    written(tmp_path, ROWS.encode(), "more/week1.tsv")
    (tmp_path / "more" / "week1.yaml").write_text(
        HEAD.removeprefix("title: Words\n") + "  rows: week1.tsv\n", "utf-8"
    )
    path = tmp_path / "deck.yaml"
    path.write_text("title: T\ninclude: more/week1.yaml\n")
    deck = load_deck(path)
    assert [note.id for note in deck.notes] == ["飲む", "猫"]
    assert {*deck.included} == {"more/week1.yaml", str(Path("more", "week1.tsv"))}


def test_a_problem_behind_the_rows_leaves_none_of_them_out() -> None:
    text = HEAD + "  rows: |\n    a | b | c\n  extra: 1\ncards:\n  - {question: Q?}\n"
    reading = parse_deck(text)
    assert len(reading.problems) == 2
    assert [note.id for note in reading.readable_deck.notes] == ["a"]
    listed = HEAD + "  rows:\n    - [a, b, c]\n  extra: 1\ncards:\n  - {question: Q?}\n"
    assert [note.id for note in parse_deck(listed).readable_deck.notes] == ["a"]


def test_what_yaml_loses_in_a_row_leaves_it_out() -> None:
    reading = parse_deck(
        "title: T\nwords:\n  columns: [a, b]\n  rows:\n    - [x, 3,000]\n    - [u, v]\n"
    )
    assert [note.id for note in reading.readable_deck.notes] == ["u"]


@pytest.mark.parametrize(
    "rows",
    [
        "Meaning\tword\treading\nto drink\t飲む\tのむ",
        "reading\tlesson\tword\tmeaning\nのむ\t3\t飲む\tto drink",
        "word\treading\tmeaning\t\t\n飲む\tのむ\tto drink\t\t",
    ],
)
def test_a_first_line_of_names_says_in_which_order_the_columns_stand(rows: str) -> None:
    listed = [line.split("\t") for line in rows.splitlines()]
    for deck in (deck_of_rows(rows), read_deck(f"{HEAD}  rows: {listed}\n")):
        assert [each.id.partition("#")[2] for each in deck.cards] == [
            "飲む:word>meaning",
            "飲む:meaning>word",
            "飲む:word>reading",
        ]
        assert outcome(deck, "飲む:word>reading", "のむ") is Outcome.CORRECT
        assert outcome(deck, "飲む:word>meaning", "drink") is Outcome.CORRECT


@pytest.mark.parametrize("rows", ["[[word, reading, meaning]]", "|\n    word | reading | meaning"])
def test_a_table_with_names_alone_has_no_rows(rows: str) -> None:
    reading = parse_deck(f"{HEAD}  rows: {rows}\n")
    assert [each.code for each in check_deck(reading)] == [ProblemCode.NO_ROWS]


def test_a_problem_is_placed_in_the_column_where_the_first_line_says_it_stands() -> None:
    reading = parse_deck(f"{HEAD}  rows:\n    - [meaning, reading, word]\n    - [a, b]\n")
    assert [(each.location.line, each.code) for each in reading.problems] == [
        (8, ProblemCode.BAD_ROW)
    ]


def test_a_first_line_with_some_of_the_names_alone_is_no_word() -> None:
    reading = parse_deck(
        f"{HEAD}  rows: |\n    word | reading | english\n    飲む | のむ | drink\n"
    )
    (problem,) = reading.problems
    assert problem.code is ProblemCode.BAD_COLUMN
    assert "`meaning`" in problem.message


def test_a_word_may_be_the_name_of_its_column() -> None:
    deck = read_deck(
        "title: T\nwords:\n  columns: [Deutsch, English]\n  rows: [[Englisch, English]]\n"
    )
    assert [each.id for each in deck.cards] == [
        "text#Englisch:Deutsch>English",
        "text#Englisch:English>Deutsch",
    ]


@pytest.mark.parametrize("word", ["今日(きょう)", "今日（きょう）", "今日 (きょう)"])
def test_a_reading_in_brackets_behind_a_word_may_be_left_out(word: str) -> None:
    deck = deck_of_rows(f"{word} | きょう | today")
    assert outcome(deck, f"{word}:meaning>word", "今日") is Outcome.CORRECT
    assert outcome(deck, f"{word}:meaning>word", "昨日") is Outcome.WRONG


@pytest.mark.parametrize(
    "rows", [">\n    a | b | c\n    d | e | f", "\n    a | b | c\n    d | e | f"]
)
def test_rows_that_yaml_joins_are_told_how_to_be_written(rows: str) -> None:
    (problem,) = parse_deck(f"{HEAD}  rows: {rows}\n").problems
    assert "write `rows: |`" in problem.fix


def test_columns_in_one_text_are_written_apart() -> None:
    text = "title: T\nwords:\n  columns: kanji, kana\n  rows: [[a, b]]\n"
    assert any("`columns: [kanji, kana]`" in each.fix for each in parse_deck(text).problems)

"""Words in a table, in commands: checked, played, followed, formatted, tried."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizkit.authoring.accepting import accept_line
from quizkit.cli import cli
from quizkit.formats import parse_deck
from quizkit.grading import grade
from quizkit.lint import check_deck
from tests.tables_of_words import HEAD, ROWS, written


def run(*args: str, given: str = "") -> Result:
    """Return what a command did that was given some input."""
    return CliRunner().invoke(cli, args, input=given)


def findings(text: str) -> list[tuple[str, int, int]]:
    """Return the rules that find something in a deck, hints too, with line and column."""
    found = check_deck(parse_deck(text), hints=True)
    return [(each.code, each.location.line, each.location.column) for each in found]


def test_words_are_checked_as_words_and_no_questions() -> None:
    rows = (
        "it | he; this\nthe study | this study\nnot | never\nis not un-true | wrong\n"
        + "\n".join(f"the same {number} | alike {number % 7}" for number in range(30))
    )
    text = (
        "title: T\nsources: {s: {title: S, unknown: [publisher, published, url]}}\n"
        "words:\n  columns: [a, b]\n  rows: |\n"
    )
    assert findings(text + "".join(f"    {row}\n" for row in rows.split("\n"))) == []


def test_a_sign_that_nobody_sees_is_found_in_its_cell() -> None:
    text = "title: T\nwords:\n  columns: [a, b]\n  rows: |\n    x | y\n    u | v\u200bw\n"
    assert findings(text) == [("Q211", 6, 9)]


def test_meanings_with_commas_between_are_found_in_their_cell() -> None:
    text = (
        "title: T\nwords:\n  columns: [a, b]\n  languages: {a: es}\n  rows: |\n"
        "    grande | big, large\n    pues | well; so, then\n    Lima | Lima, Peru\n    mil | 1,000\n"
    )
    assert findings(text) == [("Q217", 6, 14), ("Q217", 7, 12)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_column_whose_language_nobody_says_is_found(language: str) -> None:
    text = (
        f"title: T\nlanguage: {language}\nwords:\n  columns: [es, en]\n%s  rows: |\n"
        "    la casa | the house\n    el perro | the dog\n    la mesa | the table\n"
    )
    assert findings(text % "") == [("Q409", 4, 3)]
    assert findings(text % "  languages: {es: es, en: en}\n") == []


# In commands.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that commands run in, with a deck whose words stand beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    written(tmp_path, (ROWS + "橋\tはし\tbridge\n").encode())
    return tmp_path


def test_a_session_asks_one_card_of_a_row_a_day_and_tells_the_whole_row(folder: Path) -> None:
    told = run("play", "deck.yaml", "--seed", "1", given="drink\ndog\nbridge\n").stdout
    assert "1 of 3.\n飲む\n→ meaning\n" in told
    assert "飲む · のむ · to drink; to swallow" in told
    assert "3 cards" in told
    assert "飲む → meaning" in run("history").stdout
    assert "deck: 3 due, 0 new" in run("due", "deck.yaml").stdout  # again in ten minutes


def test_rows_that_are_edited_are_followed_though_the_deck_is_not(folder: Path) -> None:
    run("play", "deck.yaml", given="drink\ncat\nbridge\n")
    rows = (folder / "words.tsv").read_text("utf-8")
    (folder / "words.tsv").write_text(rows.replace("猫\t", "ネコ\t"), "utf-8")
    assert "ネコ" in run("show", "deck.yaml").stdout
    again = run("play", "deck.yaml", given="")
    assert "1 new" not in again.stdout
    assert "ネコ → meaning" in run("history").stdout


def test_a_row_is_named_by_its_word_with_colons_and_spaces_in_it(folder: Path) -> None:
    (folder / "words.tsv").write_text("to do: it #1\tr\tm\n", "utf-8")
    name = "deck#to do: it #1"
    assert "3 of 3 cards" in run("show", name).stdout or "#to do: it #1" in run("show", name).stdout
    run("play", "deck.yaml", given="m\n")
    assert "new again" in run("forget", f"{name}:word>meaning").stdout
    assert run("show", f"{name}:word>meaning").exit_code == 0
    assert run("show", "deck#nothing").exit_code == 4


def test_formatting_a_deck_leaves_its_rows_and_writes_no_ids_into_them(folder: Path) -> None:
    rows = "a\tb \tc\t\n  \nd\te\tf"
    (folder / "words.tsv").write_text(rows, "utf-8")
    path = folder / "deck.yaml"
    path.write_text(
        f"{HEAD}  rows: words.tsv   \ncards:\n  - question: Is it so?\n    answer: so\n", "utf-8"
    )
    assert run("fmt", "deck.yaml").exit_code == 0
    assert (folder / "words.tsv").read_text("utf-8") == rows
    assert "rows: words.tsv\ncards:\n  - question: Is it so?\n    id: so\n" in path.read_text(
        "utf-8"
    )


def test_progress_of_a_row_waits_while_it_cannot_be_read(folder: Path) -> None:
    run("play", "deck.yaml", given="drink\ncat\nbridge\n")
    rows = (folder / "words.tsv").read_text("utf-8")
    (folder / "words.tsv").write_text(rows.replace("猫\tねこ", "猫 ねこ"), "utf-8")
    told = run("play", "deck.yaml", given="")
    assert "1 note left out" in told.output
    (folder / "words.tsv").write_text(rows, "utf-8")
    assert "deck: 3 due, 0 new" in run("due", "deck.yaml").stdout


def test_a_card_of_a_row_is_tried_and_an_answer_accepted_in_its_cell(folder: Path) -> None:
    told = run("try", "deck.yaml#猫:word>meaning", given="kitty\n+ accept\n").stdout
    assert "words.tsv:2" in told
    assert "\n+ accept makes it right" in told
    assert "example" not in told
    assert (folder / "words.tsv").read_text("utf-8").splitlines()[1] == "猫\tねこ\tcat; kitty"


def test_a_deck_shows_its_rows_at_a_glance_and_one_of_them_card_by_card(folder: Path) -> None:
    whole = run("show", "deck.yaml").stdout
    assert (
        "#飲む · word\n飲む · のむ · to drink; to swallow\nasked   word → meaning, meaning" in whole
    )
    assert whole.endswith("#橋 · word\n橋 · はし · bridge\n")
    assert whole.count("asked   ") == 1
    one = run("show", "deck#橋").stdout
    assert "#橋:word>reading · word\n橋\n→ reading\nanswer  はし\njudged  a text: " in one


def test_a_row_that_others_fit_as_well_shows_what_is_right_too(folder: Path) -> None:
    (folder / "words.tsv").write_text("a\tr\tm\nb\ts\tm\n", "utf-8")
    assert "answer  word: a | b" in run("show", "deck.yaml").stdout


def test_an_overruled_answer_is_told_as_a_gloss_of_its_cell_unless_that_is_its_id() -> None:
    deck = parse_deck("title: T\nwords: {columns: [a, b], rows: [[x, y; z], [v, w]]}\n").good_deck
    told = [accept_line(card, " new ", (), grade(card, "new")) for card in deck.cards]
    assert told == ["y; z; new", "", "w; new", ""]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_rows_as_excel_writes_unicode_text_are_read_and_stay_in_that(
    folder: Path, encoding: str
) -> None:
    words = folder / "words.tsv"
    words.write_bytes("\ufeff猫\tねこ\tcat\r\n".encode(encoding))
    told = run("try", "deck.yaml#猫:word>meaning", given="kitty\n+ accept\n").stdout
    assert "words.tsv:1: 猫" in told
    assert words.read_bytes().decode(encoding) == "\ufeff猫\tねこ\tcat; kitty\r\n"


def test_cells_in_the_quotes_of_a_spreadsheet_are_found() -> None:
    rows = [
        'casa\t"house, home"',
        'el perro\t"the ""dog"""',
        'coche\t"car',
        '"mesa"\t"table"',
        '"sí"\tyes',
        'cita\t"quote" or "word"',
        'pulgada\t5"',
    ]
    text = "title: T\nwords:\n  columns: [a, b]\n  languages: {a: es}\n  rows: |\n"
    found = findings(text + "".join(f"    {row}\n" for row in rows))
    assert found == [("Q117", 6, 10)]


def test_a_word_like_another_but_for_its_accent_is_found_in_its_cell() -> None:
    text = "title: T\nwords:\n  columns: [es, en]\n  languages: {es: es}\n  rows: |\n"
    text += "    sí | yes\n    si | if\n"
    assert findings(text) == [("Q209", 6, 5), ("Q209", 7, 5)]
    assert "beside `rows`" in check_deck(parse_deck(text))[0].fix
    strict = text.replace("  rows:", "  accents: strict\n  rows:")
    assert findings(strict) == []

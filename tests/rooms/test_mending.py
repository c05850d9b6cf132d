"""`quizkit check --fix` and `--diff`: what is mended, what stays, and where nothing is done."""

import json
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click import UsageError
from click.testing import CliRunner, Result

from quizkit.cli import cli
from quizkit.errors import Edit, Location, QuizkitError
from quizkit.formats.deck_yaml import Reading, parse_deck
from quizkit.lint import Finding, check_deck
from quizkit.lint.mending import mended, with_edits

HEAD = "title: T\ncards:\n"
GOOD = "  - question: One?  # a comment\n    answer: 'A'\n"
BAD = "  - question: Two?\n    answer: @home   # theirs\n"


def run(*words: str | Path, typed: str = "") -> Result:
    done = CliRunner().invoke(cli, ["check", *map(str, words)], input=typed, standalone_mode=False)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(HEAD + GOOD + BAD, "utf-8")
    return path


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def test_a_mend_changes_its_line_alone(deck: Path) -> None:
    done = run("--fix", deck)
    assert text_of(deck) == HEAD + GOOD + '  - question: Two?\n    answer: "@home"   # theirs\n'
    assert done.return_value == 0
    assert f"{deck}: mended 1 yaml\n" in done.stderr
    assert done.stdout == "1 deck, 2 cards: no problems\n"


def test_mending_twice_changes_nothing_more(deck: Path) -> None:
    run("--fix", deck)
    once = text_of(deck)
    assert "mended" not in run("--fix", deck).output
    assert text_of(deck) == once
    assert run("--diff", deck).output == ""


def test_a_diff_shows_the_mends_and_writes_nothing(deck: Path) -> None:
    before = deck.stat().st_mtime_ns
    done = run("--diff", deck)
    assert done.return_value == 1
    assert done.stdout.splitlines()[-2:] == [
        "-    answer: @home   # theirs",
        '+    answer: "@home"   # theirs',
    ]
    assert deck.stat().st_mtime_ns == before


def test_a_diff_can_be_applied_by_patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deck.yaml").write_text(f"{HEAD}{GOOD}{BAD.rstrip()}", "utf-8")
    shown = run("--diff", "deck.yaml").stdout
    try:
        subprocess.run(["patch", "-p0"], input=shown.encode(), check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no `patch` here")
    assert run("--diff", "deck.yaml").return_value == 0


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_diff_has_the_line_ends_and_the_mark_of_the_file(deck: Path, mark: str) -> None:
    deck.write_bytes((mark + HEAD + BAD).replace("\n", "\r\n").encode())
    shown = run("--diff", deck).stdout_bytes.decode()
    assert f" {mark}title: T\r\n" in shown or not mark
    assert '+    answer: "@home"   # theirs\r\n' in shown


def test_a_file_that_is_not_utf_8_is_reported_and_stays(deck: Path) -> None:
    data = f"{HEAD}  - question: Un caf\xe9?\n    anser: A\n".encode("latin-1")
    deck.write_bytes(data)
    done = run("--fix", deck)
    assert "is not UTF-8" in done.stdout
    assert (done.return_value, deck.read_bytes()) == (1, data)
    assert run("--diff", deck).return_value == 0


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"C:\new\table", r"C:\new\table"),
        (r"C:\Users\new\test", r"C:\Users\new\test"),
        (r"\rho\tan x\neq 0", r"\rho\tan x\neq 0"),
        (r"\frac\nu", r"\frac\nu"),
        (r"\frac{a}{b} \text{x}", r"\frac{a}{b} \text{x}"),
        (r"\frac\nhalf", "\\frac\nhalf"),
        (r"\alpha\nu = 1", "\\alpha\nu = 1"),
    ],
)
def test_where_one_letter_was_lost_no_other_stays_lost(written: str, meant: str) -> None:
    reading = parse_deck(f'{HEAD}  - question: "{written}"\n    answer: A\n')
    deck = mended(reading, check_deck).reading.deck
    assert deck
    assert deck.notes[0].prompt == meant


def test_what_is_there_three_times_stays_once() -> None:
    text = f"{HEAD}  - {{question: Q, answer: A, accept: [B, 'B', B, C]}}\n"
    reading = parse_deck(text)
    edits = [edit for problem in reading.problems for edit in problem.edits]
    assert with_edits(text, edits) == mended(reading, check_deck).reading.text
    assert mended(reading, check_deck).reading.text.endswith("accept: [B, C]}\n")


def test_a_key_on_a_line_of_its_own_goes_with_its_comma() -> None:
    text = '{\n  "title": "T",\n  "tags": [],\n  "cards": [{"question": "Q", "answer": "A"}]\n}\n'
    after = mended(parse_deck(text), check_deck).reading.text
    assert json.loads(after)["title"] == "T"
    lines = (
        text.replace('"tags": [],\n', "")
        .replace("[{", "[{\n    ")
        .replace(', "answer"', ',\n    "accept": [],\n    "answer"')
    )
    after = mended(parse_deck(lines), check_deck).reading.text
    assert json.loads(after)["cards"] == [{"question": "Q", "answer": "A"}]


def test_no_two_ids_become_one() -> None:
    entry = "  - {{question: Q{0}, answer: A, id: {1}}}\n"
    text = HEAD + entry.format(1, "a b") + entry.format(2, "'a#b'")
    after = mended(parse_deck(text), check_deck).reading.text
    assert after == text.replace("a b", "a-b")


def test_a_head_is_mended_line_by_line() -> None:
    text = "titel: My deck #5\ndescribtion: a: b\ncard:\n  - {question: Q, answer: A}\n"
    reading = mended(parse_deck(text), check_deck).reading
    assert reading.deck
    assert (reading.deck.title, reading.deck.description) == ("My deck #5", "a: b")


def test_standard_input_is_printed_as_mended(deck: Path) -> None:
    done = run("--fix", "-", typed=text_of(deck))
    assert done.stdout == text_of(deck).replace("@home", '"@home"')
    assert "mended 1 yaml" in done.stderr
    assert "1 deck, 2 cards: no problems" in done.stderr


def test_a_good_deck_on_standard_input_is_printed_as_it_is() -> None:
    assert run("--fix", "-", typed=HEAD + GOOD).stdout == HEAD + GOOD


def test_line_ends_and_a_byte_order_mark_stay(deck: Path) -> None:
    text = f'{HEAD}{GOOD}  - question: "\\frac\\nhalf"\n    answer: A\n'.replace("\n", "\r\n")
    deck.write_bytes(f"\ufeff{text}".encode())
    run("--fix", deck)
    after = text_of(deck)
    assert "question: |-\r\n      \\frac\r\n      half\r\n" in after
    assert after.startswith("\ufefftitle")
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 2


def test_what_is_left_is_reported_and_decides_on_the_exit_code(deck: Path) -> None:
    deck.write_text(f"{HEAD}{BAD}  - question: Three?\n", "utf-8")
    done = run("--fix", deck)
    assert done.return_value == 1
    assert "this entry has no answer" in done.stdout
    assert '"@home"' in text_of(deck)


def test_one_mend_shows_the_next_problem_which_is_mended_too(deck: Path) -> None:
    deck.write_text(f"{HEAD}  - question: @one\n    answer: *two\n", "utf-8")
    run("--fix", deck)
    assert text_of(deck) == f'{HEAD}  - question: "@one"\n    answer: "*two"\n'


def test_chosen_rules_alone_are_mended(deck: Path) -> None:
    before = text_of(deck)
    run("--fix", "--select", "Q105", deck)
    assert text_of(deck) == before


def test_a_file_that_was_changed_meanwhile_is_not_written(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = f"{HEAD}{GOOD}"

    def meanwhile(reading: Reading, **_: object) -> list[Finding]:
        deck.write_text(newer, "utf-8")
        return check_deck(reading)

    monkeypatch.setattr("quizkit.lint.check_deck", meanwhile)
    with pytest.raises(QuizkitError, match="changed by another program"):
        run("--fix", deck)
    assert text_of(deck) == newer


def test_json_has_the_edits_as_an_editor_takes_them(deck: Path) -> None:
    (finding,) = json.loads(run("--json", deck).stdout)
    assert finding["edits"] == [
        {"line": 6, "column": 13, "end": {"line": 6, "column": 18}, "text": '"@home"'}
    ]


def test_how_much_can_be_mended_is_told(deck: Path) -> None:
    told = f": 1 error\n1 can be mended: `quizkit check --fix {deck}`\n"
    assert run(deck).stdout.endswith(told)


def _finding(reading: Reading, line: int, column: int, end: int, text: str) -> Finding:
    from quizkit.lint.codes import RuleCode

    start = Location(reading.file, line, column)
    edit = Edit(start, Location(reading.file, line, end), text)
    return Finding(start, RuleCode.YES_OR_NO, "wrong", edits=(edit,))


@pytest.mark.parametrize(
    ("line", "column", "end", "text"),
    [
        (3, 17, 20, "Two"),  # another question is another card
        (3, 3, 4, "* "),  # no deck any more
        (5, 1, 1, "    id: other\n"),  # another id
        (1, 8, 9, "Other"),  # another title
        (5, 1, 1, "  - {question: More?, answer: B}\n    "),
    ],
)
def test_a_mend_that_changes_more_than_its_note_is_refused(
    line: int, column: int, end: int, text: str
) -> None:
    reading = parse_deck(HEAD + GOOD + GOOD.replace("One", "Two"))
    after = mended(reading, lambda one: [_finding(one, line, column, end, text)])
    assert after.reading.text == reading.text
    assert not after.done


def test_a_good_mend_stands_beside_one_that_is_refused() -> None:
    reading = parse_deck(HEAD + GOOD)

    def check(one: Reading) -> list[Finding]:
        bad, good = _finding(one, 3, 15, 18, "Two"), _finding(one, 4, 13, 16, "'B'")
        return [bad, good] if "'A'" in one.text else [bad]

    after = mended(reading, check)
    assert after.reading.text == reading.text.replace("'A'", "'B'")
    assert len(after.done) == len(after.left) == 1


def test_edits_are_made_in_any_order() -> None:
    at = [Location("f", 1, column) for column in (1, 2, 3)]
    edits = [Edit(at[2], at[2], "!"), Edit(at[0], at[1], "A")]
    assert with_edits("ab\n", edits) == "Ab!\n"


def test_a_file_that_is_included_is_mended_where_it_stands(deck: Path) -> None:
    deck.write_text(f"title: T\ninclude: week.yaml\ncards:\n{GOOD}{BAD}", "utf-8")
    week = deck.with_name("week.yaml")
    week.write_text(f"cards:\n{BAD.replace('Two', 'Three')}", "utf-8")
    done = run("--fix", deck)
    assert '"@home"' in text_of(deck)
    assert text_of(week) == f"cards:\n{BAD.replace('Two', 'Three')}".replace("@home", '"@home"')
    assert done.stderr == f"{deck}: mended 1 yaml\n{week}: mended 1 yaml\n"
    assert done.stdout == "1 deck, 3 cards: no problems\n"


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("  - question: One?\n    anser: A\n", "  - question: One?\n    answer: A\n"),
        ("  - front: One?\n    back: A\n", "  - question: One?\n    answer: A\n"),
        ("  - {'question': One?, answer: A, type: persn}\n", "type: person}"),
        ("  - {question: One?, answer: A, reverse: yes}\n", "reverse: true}"),
        ("  - {question: One?, answer: A, accept: [B, B, C]}\n", "accept: [B, C]}"),
        ("  - {question: One?, answer: A, accept: [A]}\n", "answer: A}"),
        ("  - question: One?\n    answer: A\n    accept:\n      - A\n", "    answer: A\n"),
        ("  - question: One?\n    answer: A\n    hints: []\n", "    answer: A\n"),
        ("  - question: One?\n    answer: A\n    explanation: ''\n", "    answer: A\n"),
        (
            "  - question: One?\n    answer: A\n    distractors:\n    - B\n    - B\n",
            "rs:\n    - B\n",
        ),
        ("  - {question: One?, answers: [A, 'B', 'B']}\n", "answers: [A, 'B']}"),
        ("  - {question: One?, answer: A, examples: {wrong: [B, B]}}\n", "{wrong: [B]}}"),
        ("  - question: One?\n    id: a b\n    answer: A\n", "    id: a-b\n"),
        ("  - question:One?\n", "  - question: One?\n"),
        ("  - {question:One?, answer:no}\n", "{question: One?, answer: no}"),
        ("  - {question: One?, accept:[B, C], answer:no}\n", "accept: [B, C], answer: no}"),
        ("  - {cloze: In {{1859}}, it was one, hints: x}\n", '"In {{1859}}, it was one", hints'),
        ("  - question: One: is?\n    answer: b: c: d\n", 'One: is?"\n    answer: "b: c: d"'),
        ("  - question: One\u2028is?\n    answer: A\n", "question: One is?\n"),
    ],
)
def test_what_can_mean_one_thing_alone_is_written_so(entry: str, after: str) -> None:
    entry, after = entry.replace("One", "Two"), after.replace("One", "Two")
    text = mended(parse_deck(HEAD + GOOD + entry), check_deck).reading.text
    assert text.startswith(HEAD + GOOD)
    assert after in text
    assert parse_deck(text).deck or "answer" not in entry


@pytest.mark.parametrize(
    "entry",
    [
        "  - {question: One?, answers: [A, B], anser: C}\n",  # of which kind is it?
        "  - {question: One?, answer: A, accept: [a]}\n",  # letter case may tell them apart
        "  - {question: One?, answer: A, distractors: [A, B]}\n",  # is it right or wrong?
        "  - {question: One?, answer: A, examples: {wrong: [B], close: [B]}}\n",
        "  - question: One?\n    answer: A # a comment?\n",
        "  - question: One?\n    answer: [A, B]\n",  # several answers, or brackets?
        '  - question: One?\n    answer: "A\n',
        "  - {question: One?, order: [A, B, A]}\n",
        "  - {question: One?, min: 5, max: 4}\n",
        "  - &a {question: One?, answer: *a}\n",
        "  - {question: One?, answer: !!str 5}\n",
        "  - question: One?\n    answer: A\n    accept:\n      - A  # why\n",
        "  - {question: One?, answer: A, source: bok#1}\n",
        "  - {question: One?, answer: A, answer:B}\n",
        '  - {question: "One", or not?, answer: A}\n',  # are the quotes text?
        "  - question: One?\n    answer: if x: y\n      else: z\n",  # is it code?
        "  - question: @one\n      and more\n    answer: A\n",
        "  - question: Which system has no one owner?\n    answer: GNU/Linux\n",
    ],
)
def test_what_may_mean_two_things_is_left_to_its_author(entry: str) -> None:
    reading = parse_deck(HEAD + GOOD + entry.replace("One", "Two"))
    assert mended(reading, check_deck).reading.text == reading.text


def mended_text(entries: str, **options: Any) -> str:
    check = partial(check_deck, hints=True, **options)
    return mended(parse_deck(HEAD + entries), check).reading.text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        (
            "  - question: Who wrote Emma?\n    answer: Jane Austen  # 1815\n",
            "  - question: Who wrote Emma?\n    answer: Jane Austen  # 1815\n    type: person\n",
        ),
        ("  - {question: Who wrote Emma?, answer: Jane Austen}\n", "Jane Austen, type: person}"),
        ("  - question: dog\n    answer: perro; can\n", "    answer: perro\n    accept: [can]\n"),
        ("  - {question: dog, answer: perro; can}\n", "answer: perro, accept: [can]}"),
        (
            "  - question: dog\n    answer: perro / can\n    accept: [chucho]\n",
            "    answer: perro\n    accept: [chucho, can]\n",
        ),
        (
            "  - question: Which two seats?\n    answers: [sofa/couch, chair]\n",
            "    answers: [[sofa, couch], chair]\n",
        ),
        ("  - cloze: A {{c1::sofa/couch}} is a seat.\n", "A {{c1::sofa|couch}} is a seat."),
        ("  - question: Which drink?\n    answer: cafe\u0301\n", "    answer: caf\u00e9\n"),
        ("  - question: Which city?\n    answer: Li\u200bma\n", "    answer: Lima\n"),
        (
            "  - {question: How many moons has Mars?, answer: 2 tiny moons}\n",
            "answer: 2 tiny moons, accept: [2]}",
        ),
        (
            "  - question: What is Lima?\n    answer: a city\n    lint: {ignore: [Q105]}\n",
            "    answer: a city\n",
        ),
        (
            "  - {question: Is it Lima?, answer: no, lint: {ignore: [Q105, Q110, Q104]}}\n",
            "lint: {ignore: [Q105]}}",
        ),
    ],
)
def test_a_finding_of_a_rule_is_mended_in_its_note(entry: str, after: str) -> None:
    text = mended_text(GOOD + entry)
    assert text.startswith(GOOD)
    assert text.rstrip("\n").endswith(after.rstrip("\n"))
    assert mended_text(text) == text


@pytest.mark.parametrize(
    "entry",
    [
        # The blank's text is the name of its card, to which progress belongs.
        "  - cloze: A {{sofa/couch}} is a seat.\n",
        # So is the prompt of a note without an id.
        "  - question: What is Li\u200bma?\n    answer: a city\n",
        # With `type: person` the example would fail.
        "  - {question: Who wrote Emma?, answer: Jane Austen, examples: {wrong: [Austen]}}\n",
        # Both may be asked, or either.
        "  - question: Which two colours?\n    answer: red/blue\n",
        "  - question: What is Moscow in Russian letters?\n    answer: M\u043escow\n",
        "  - question: How much is it?\n    answer: a\u00a0lot\n",
    ],
)
def test_a_finding_that_its_author_has_to_mend_stays(entry: str) -> None:
    assert mended_text(GOOD + entry) == GOOD + entry


def test_a_source_gives_the_variant_that_is_missing() -> None:
    entry = "  - {question: Which alliance was founded in 1949?, answer: NATO, source: t#2}\n"
    text = f"title: T\nsources: {{t: {{title: A Text}}}}\ncards:\n{entry}"
    source = "A Text\nThe North Atlantic Treaty Organization (NATO) was founded in 1949.\n"
    check = partial(check_deck, texts={"t": source})
    after = mended(parse_deck(text), check).reading.text
    assert "accept: [North Atlantic Treaty Organization]}" in after


def test_a_note_is_mended_beside_one_that_is_no_yaml() -> None:
    broken = '  - question: "Two?\n    answer: A\n'
    entry = "  - question: Who wrote Emma?\n    answer: Jane Austen  # 1815\n# above\n"
    after = entry.replace("# above", "    type: person\n# above")
    assert mended_text(entry + broken + GOOD) == after + broken + GOOD


def test_two_lines_of_a_note_with_one_sort_of_problem_are_both_mended() -> None:
    entry = "  - question: What does a: b do?\n    answer: key: value\n"
    after = '  - question: "What does a: b do?"\n    answer: "key: value"\n'
    assert mended_text(GOOD + entry) == GOOD + after


def test_what_was_refused_is_not_offered_again(deck: Path) -> None:
    entry = "  - {question: Who wrote Emma?, answer: Jane Austen, examples: {wrong: [Austen]}}\n"
    deck.write_text(HEAD + entry, "utf-8")
    assert "1 can be mended" in run(deck).stdout
    assert "can be mended" not in run("--fix", deck).output
    assert text_of(deck) == HEAD + entry


@pytest.mark.parametrize("option", ["--json", "--statistics", "--format=github"])
def test_a_diff_stands_alone(deck: Path, option: str) -> None:
    with pytest.raises(UsageError, match="--diff prints a diff alone"):
        run("--diff", option, deck)


def test_a_file_that_is_not_utf8_stays_as_it_is(deck: Path) -> None:
    data = (HEAD + BAD).encode() + "  - question: café?\n    answer: A\n".encode("latin-1")
    deck.write_bytes(data)
    done = run("--fix", deck)
    assert deck.read_bytes() == data
    assert "save it as UTF-8" in done.stdout

"""Notes in Markdown as they are read: where things stand, what tells notes apart, media, clozes."""

from pathlib import Path

import pytest

from quizkit import load_deck
from quizkit.formats.deck_yaml import Reading, open_deck, parse_deck
from quizkit.markup import hole
from quizkit.model import Blank, ClozeNote, Media, MediaFile, Note, WordNote

HEAD = "title: T\nid: t\nmarkup: markdown\ncards:\n"
PLAIN = HEAD.replace("markup: markdown\n", "")


def reading(*entries: str, head: str = HEAD) -> Reading:
    found = parse_deck(head + "".join(f"  - {entry}\n" for entry in entries))
    assert not found.problems, found.problems
    return found


def note(entry: str, head: str = HEAD) -> Note:
    return reading(entry, head=head).good_deck.notes[0]


def cloze(text: str) -> ClozeNote:
    found = note("cloze: |\n" + "".join(f"      {line}\n" for line in text.splitlines()))
    assert isinstance(found, ClozeNote)
    return found


# Places.


def test_a_text_is_found_by_its_words_where_it_is_written() -> None:
    found = reading(
        "{question: R, answer: '**A**', distractors: {'*b*': x, c: y}, reject: ['`d`']}"
    )
    line, origin = found.line(5), found.origin(0)
    for steps, key, written in (
        (("distractors", "b"), True, "'*b*'"),
        (("distractors", "b"), False, "x"),
        (("distractors", "c"), True, "c:"),
        (("reject", "d"), False, "'`d`'"),
        (("answer",), False, "'**A**'"),
    ):
        assert line[origin.place(*steps, key=key).column - 1 :].startswith(written)


def test_a_problem_below_a_key_with_marks_stands_where_it_is_written() -> None:
    found = parse_deck(HEAD + "  - question: Q\n    answer: A\n    reject:\n      '**b**': [x]\n")
    [problem] = found.problems
    assert (problem.location.line, problem.location.column) == (8, 16)


# What tells a note from others.


@pytest.mark.parametrize(
    "entry",
    [
        "{question: What is it?, answer: A heart}",
        "{statement: It is so., answer: true}",
        "{cloze: 'It is a {{heart}} of 5 kg.'}",
        "question: |\n      A line\n      and 1985. another\n    answer: A",
        "question: |\n      漢字を\n      読む\n    answer: A",
        "cloze: |\n      漢字を\n      {{読}}\n      む",
    ],
)
def test_a_plain_note_that_becomes_markdown_is_the_same_note(entry: str) -> None:
    plain, marked = reading(entry, head=PLAIN).good_deck, reading(entry).good_deck
    assert [card.id for card in plain.cards] == [card.id for card in marked.cards]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{question: What is it?, answer: A}", "{question: What *is* it?, answer: '**A**'}"),
        ("{cloze: 'A {{b}} {{c d}}'}", "{cloze: '**A** {{*b*}} `{{c d}}`'}"),
        ("{cloze: '{{c1::A}} {{c2::b::h}}'}", "{cloze: '**{{c1::A}}** {{c2::_b_::*h*}}'}"),
        ("{statement: It is so., answer: true}", "{statement: It is **so**., answer: true}"),
    ],
)
def test_emphasis_moves_no_progress(before: str, after: str) -> None:
    ids = [[card.id for card in reading(entry).good_deck.cards] for entry in (before, after)]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    "asked",
    ["question: '![]({})'", "question: 'What? ![]({})'", "question: What?, image: {}"],
)
def test_notes_that_ask_about_other_pictures_are_others(asked: str) -> None:
    entries = [f"{{{asked.format(file)}, answer: A}}" for file in ("a.png", "b.png")]
    assert len({each.id for each in reading(*entries).good_deck.notes}) == 2


def test_clozes_about_other_pictures_are_others() -> None:
    entries = [f"{{cloze: 'It is {{{{x}}}} ![]({file})'}}" for file in ("a.png", "b.png")]
    assert len({each.id for each in reading(*entries).good_deck.notes}) == 2


def test_clozes_under_one_formula_are_others() -> None:
    entries = [f"{{question: 'So $x$ is:', cloze: 'a {{{{b}}}} {word}'}}" for word in "cd"]
    assert len({each.id for each in reading(*entries).good_deck.notes}) == 2


def test_a_picture_alone_is_named_by_its_words_or_by_its_file() -> None:
    assert note("{question: '![The heart](a.png)', answer: A}").prompt == "The heart"
    assert note("{question: '![](img/a.png)', answer: A}").prompt == "img/a.png"


# Pictures and sounds.


@pytest.mark.parametrize(
    "written",
    ["{a.png: A heart, b.png: }", "[{a.png: A heart}, b.png]", "[{a.png: A heart}, {b.png: }]"],
)
def test_pictures_may_be_listed_with_and_without_words(written: str) -> None:
    media = note(f"{{question: Q, answer: A, image: {written}}}").media
    assert media == Media(images=(MediaFile("a.png", "A heart"), MediaFile("b.png")))


def test_pictures_of_an_included_file_lie_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "week").mkdir()
    (tmp_path / "deck.yaml").write_text("title: T\nmarkup: markdown\ninclude: week/1.yaml\n")
    (tmp_path / "week" / "1.yaml").write_text(
        "cards:\n"
        "  - {question: '![](a.png)', answer: A}\n"
        "  - {cloze: 'A {{b}}. ![c](a.png)'}\n"
        "  - {question: Q, answer: A}\n"
    )
    notes = load_deck(tmp_path / "deck.yaml").notes
    assert [each.media for each in notes] == [Media(folder="week"), Media(folder="week"), None]


def test_an_included_file_says_how_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        "title: T\nmarkup: markdown\ninclude: [a.yaml, b.yaml]\n"
        "cards: [{question: '**P**', answer: A}]\n"
    )
    for name, head in (("a", "markup: plain\n"), ("b", "")):
        (tmp_path / f"{name}.yaml").write_text(
            f"{head}cards: [{{question: '*{name}*', answer: A}}]"
        )
    prompts = [each.prompt for each in open_deck(tmp_path / "deck.yaml").good_deck.notes]
    assert sorted(prompts) == ["*a*", "P", "b"]


# Clozes.


@pytest.mark.parametrize(
    ("text", "template", "pieces"),
    [
        ("**{{b}}** c", f"**{hole(0)}** c", (Blank("b"), " c")),
        ("{{**b**}} c", f"{hole(0)} c", (Blank("b"), " c")),
        ("`f({{x|y}})`", f"`f({hole(0)})`", ("f(", Blank("x", ("y",)), ")")),
        ("```\nif {{x}}:\n```", f"```\nif {hole(0)}:\n```", ("if ", Blank("x"), ":")),
        ("- {{a}}\n- {{b}}", f"- {hole(0)}\n- {hole(1)}", (Blank("a"), "\n", Blank("b"))),
        ("|a|b|\n|-|-|\n|c|{{d|e}}|", None, ("a  b\nc  ", Blank("d", ("e",)))),
        ("{{a::*h*}} b", f"{hole(0)} b", (Blank("a", hint="h"), " b")),
        ("{{c2::*a*}} {{c1::b}}", f"{hole(0)} {hole(1)}", None),
        ("a {{b}}", "", ("a ", Blank("b"))),
        # What has signs of a blank in it and is none.
        ("{{$P(A|B)$}} c", f"{hole(0)} c", None),
        ("$e^{x^{2}}$ {{b}}", f"$e^{{x^{{2}}}}$ {hole(0)}", None),
        ("{{`std::move`}} c", f"{hole(0)} c", (Blank("std::move"), " c")),
        ("{{`a|b`|c}} d", f"{hole(0)} d", (Blank("a|b", ("c",)), " d")),
        ("{{ {漢字|かんじ}|漢 }} d", f"{hole(0)} d", (Blank("漢字", ("漢",)), " d")),
        ("{{漢字|かんじ}} d", "", (Blank("漢字", ("かんじ",)), " d")),
        ("{{{x|y}}} d", "", None),
        ("{{$5|$6}} d", "", (Blank("$5", ("$6",)), " d")),
    ],
)
def test_a_cloze_in_markdown_has_holes(
    text: str, template: str | None, pieces: tuple[str | Blank, ...] | None
) -> None:
    found = cloze(text)
    assert template is None or found.template == template
    assert pieces is None or found.pieces == pieces


@pytest.mark.parametrize("text", ["$x^{{{2}}}$", r"$\frac{{{1}}}{2}$", "$x^{{2}}$", "${{x}}$ b"])
def test_a_blank_may_stand_within_a_formula(text: str) -> None:
    [blank] = [piece for piece in cloze(text).pieces if isinstance(piece, Blank)]
    assert blank.answer in "x12"
    assert cloze(text).template.count(hole(0)) == 1


def test_what_blanks_hold_is_kept_as_it_is_written() -> None:
    assert cloze("{{*a*|`b`::**c**}} d").marks == {"a": "*a*", "b": "`b`", "c": "**c**"}


def test_a_character_of_a_hole_in_a_text_is_none() -> None:
    assert cloze(f"{hole(0)} {{{{b}}}}").pieces == ("\ufffd ", Blank("b"))


# Tables of words.

TABLE = """\
title: T
id: t
markup: markdown
words:
  columns: [id, word, meaning, hint, tags]
  ask: [word > meaning, meaning > word]
  rows: |
    __a__ | **der** Hund | the *dog*; `a;b`; *c; d*; $x;y$ | *animal* | _t_
    b | {漢字|かんじ} | $P(A|B)$ | |
"""


def rows(text: str = TABLE) -> list[WordNote]:
    found = parse_deck(text)
    assert not found.problems, found.problems
    return [each for each in found.good_deck.notes if isinstance(each, WordNote)]


def test_cells_are_words_and_glosses_part_outside_of_code_and_formulas() -> None:
    first, second = rows()
    assert (first.id, first.tags, first.hints) == ("__a__", ("_t_",), ("animal",))
    assert first.glosses(0) == ("der Hund",)
    assert first.glosses(1) == ("the dog", "a;b", "c", "d", "x;y")
    assert second.cells[0] == "漢字"
    assert len(second.glosses(1)) == 1


def test_a_row_keeps_what_was_written_of_all_that_is_shown() -> None:
    marks = rows()[1].marks or {}
    assert marks["漢字"] == "{漢字|かんじ}"
    assert marks["漢字\n→ meaning"] == "{漢字|かんじ}\\\n→ meaning"


def test_a_bar_in_a_cell_moves_no_place() -> None:
    found = parse_deck(TABLE)
    assert found.line(9)[found.origin(1).place("meaning").column - 1 :].startswith("$P(A|B)$")


def test_emphasis_in_a_table_moves_no_progress() -> None:
    table = "title: T\nid: t\nmarkup: markdown\nwords:\n  columns: [a, b]\n  rows: [[{}, c]]\n"
    ids = {rows(table.format(cell))[0].id for cell in ("x y", "'**x** y'", "x `y`")}
    assert ids == {"x y"}


def test_a_table_says_itself_how_it_is_written() -> None:
    table = "title: T\nwords:\n  columns: [a, b]\n  {}rows: [['*x*', c]]\n"
    assert rows(table.format(""))[0].cells[0] == "*x*"
    assert rows(table.format("markup: markdown\n  "))[0].cells[0] == "x"
    marked = "markup: markdown\n" + table
    assert rows(marked.format("markup: plain\n  "))[0].marks is None


def test_a_tsv_file_of_a_markdown_deck_is_markdown(tmp_path: Path) -> None:
    (tmp_path / "w.tsv").write_text("*x*\ta|`b|c`\n", "utf-8")
    (tmp_path / "d.yaml").write_text(
        "title: T\nmarkup: markdown\nwords: {columns: [a, b], rows: w.tsv}\n"
    )
    [row] = load_deck(tmp_path / "d.yaml").notes
    assert isinstance(row, WordNote)
    assert row.cells == ("x", "a|b|c")


def test_what_a_picture_shows_is_said_in_words_in_markdown() -> None:
    files = (
        "{question: Q?, answer: a, image: [{h.png: 'A **force** $F_1$'}], audio: {b.mp3: '*beat*'}}"
    )
    for head, image, sound in (
        (HEAD, "A force F₁", "beat"),
        (PLAIN, "A **force** $F_1$", "*beat*"),
    ):
        media = note(files, head=head).media
        assert media is not None
        assert (media.images[0].alt, media.sounds[0].alt) == (image, sound)


def test_a_bar_behind_a_backslash_is_text_of_a_cell() -> None:
    head = "title: T\nid: t\nmarkup: {}\nwords:\n  columns: [a, b]\n  rows: |\n"
    row = "    *a*\\|b | or\n"
    (found,) = parse_deck(head.format("markdown") + row).good_deck.notes
    assert isinstance(found, WordNote)
    assert (found.id, found.cells) == ("a|b", ("a|b", "or"))
    assert parse_deck(head.format("plain") + row).problems

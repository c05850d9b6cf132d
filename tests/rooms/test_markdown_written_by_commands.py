"""Notes of a Markdown deck written by commands and programs: added, edited in bulk, formatted."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.authoring import AddText, SetText, edited
from quizkit.authoring.adding import same_prompt, with_entry
from quizkit.authoring.formatting import format_deck
from quizkit.cli import cli
from quizkit.errors import DeckError
from quizkit.formats.deck_yaml import Reading, load_deck, parse_deck
from quizkit.model import Kind

HEAD = "title: T\nid: t\nmarkup: markdown\ncards:\n"


def reading(*entries: str, head: str = HEAD) -> Reading:
    found = parse_deck(head + "".join(f"  - {entry}\n" for entry in entries), file="t.yaml")
    assert not found.problems
    return found


def test_an_entry_that_is_added_is_markdown_as_its_deck_is() -> None:
    after = with_entry(reading("{question: P, answer: A}"), {"question": "**Q**", "answer": "*B*"})
    assert [each.prompt for each in after.good_deck.notes] == ["P", "Q"]


@pytest.mark.parametrize(
    ("head", "is_markdown"),
    [
        (HEAD, True),
        (HEAD.replace("markup: markdown\n", ""), False),
        (HEAD.replace("markup: markdown", "defaults: {markup: markdown}"), True),
        (HEAD.replace("markdown\n", "markdown\ndefaults: {markup: plain}\n"), False),
    ],
)
def test_a_reading_tells_how_an_entry_is_written(head: str, is_markdown: bool) -> None:
    assert reading("{question: P, answer: A}", head=head).is_markdown is is_markdown


def test_what_is_asked_already_is_known_by_its_words() -> None:
    found = reading(
        "{question: 'What is **P**?', answer: A}", "{question: '![](a.png)', answer: A}"
    )
    assert same_prompt(found, Kind.TYPED, "What is *P*?") is found.good_deck.notes[0]
    assert same_prompt(found, Kind.TYPED, "![](b.png)") is None


def test_adding_asks_for_a_cloze_with_marks(tmp_path: Path) -> None:
    deck = tmp_path / "t.yaml"
    deck.write_text(HEAD + "  - {question: P, answer: A}\n")
    typed = "z\nSee [x](http://{{a}}.org)\n`f({{x}})` is **so**\n\n:q\n"
    done = CliRunner().invoke(cli, ["add", str(deck)], input=typed, standalone_mode=False)
    assert "nothing is shown where this blank stands" in done.output + str(done.exception)
    typed = "z\n`f({{x}})` is **so**\n\n\n:q\n"
    CliRunner().invoke(cli, ["add", str(deck)], input=typed, standalone_mode=False)
    assert load_deck(deck).notes[1].prompt == "f({{}}) is so"


def test_a_text_that_a_program_sets_is_markdown() -> None:
    found = reading("{question: '**P**', answer: A, id: p}")
    texts = edited(
        found,
        lambda note: [SetText("question", "*Q*"), AddText("accept", "`b`"), AddText("tags", "x")],
    )
    after = parse_deck(texts["t.yaml"]).good_deck.notes[0]
    assert (after.prompt, after.marks) == ("Q", {"Q": "*Q*", "b": "`b`"})


def test_a_program_names_texts_by_their_words() -> None:
    found = reading("{question: P, pairs: {'*a*': b, c: d}}")
    texts = edited(found, lambda note: [SetText(("pairs", "a"), "**e**")])
    assert "'*a*': '**e**'" in texts["t.yaml"].replace('"', "'")


def test_what_a_program_sets_may_not_say_the_same_twice() -> None:
    found = reading("{question: P, answer: A, distractors: {b: no}}")
    with pytest.raises(DeckError):
        edited(found, lambda note: [AddText("distractors", "**b**", "no")])


def test_formatting_leaves_marks_and_makes_ids_of_words() -> None:
    entry = "{question: 'Which **acid** is in *lemons*?', answer: '**citric acid**'}"
    done = format_deck(reading(entry, "{cloze: '`f({{x}})` is **so**'}"))
    assert done.ids == ("acid-lemons", "f-so")
    after = parse_deck(done.text)
    assert after.good_deck.notes[0].marks == {
        "Which acid is in lemons?": "Which **acid** is in *lemons*?",
        "citric acid": "**citric acid**",
    }
    assert format_deck(after).text == done.text


def test_show_tells_programs_the_words_and_what_is_written(tmp_path: Path) -> None:
    deck = tmp_path / "t.yaml"
    deck.write_text(
        HEAD + "  - {question: '**P**', answer: A}\n  - {question: Q, answer: A, markup: plain}\n"
    )
    done = CliRunner().invoke(cli, ["show", "--json", str(deck)], standalone_mode=False)
    first, second = json.loads(done.output)
    assert (first["prompt"], first["marks"]) == ("P", {"P": "**P**"})
    assert (second["prompt"], second["marks"]) == ("Q", None)

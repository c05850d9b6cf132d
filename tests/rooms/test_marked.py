"""Texts of notes in Markdown: the words in the note, what was written beside."""

import json

import pytest

from quizkit import DeckError, read_deck
from quizkit.markup import hole
from quizkit.model import Blank, ClozeNote, KeyedNote, Media, MediaFile, Note, Spoken

HEAD = "title: T\nmarkup: markdown\ncards:\n"


def only_note(entry: str, head: str = HEAD) -> Note:
    [note] = read_deck(head + f"  - {entry}\n").notes
    return note


def test_a_note_has_words_and_keeps_what_was_written() -> None:
    note = only_note("{question: 'Is **H** `a*b`?', answer: '*Homo sapiens*', accept: [1985., x]}")
    assert isinstance(note, KeyedNote)
    assert (note.question, note.key.texts) == ("Is H a*b?", ("Homo sapiens", "1985.", "x"))
    assert note.marks == {"Is H a*b?": "Is **H** `a*b`?", "Homo sapiens": "*Homo sapiens*"}


@pytest.mark.parametrize(
    ("head", "entry"),
    [
        ("title: T\ncards:\n", "{question: '**A**?', answer: B}"),
        (HEAD, "{question: '**A**?', answer: B, markup: plain}"),
    ],
)
def test_a_plain_note_has_its_texts_as_they_stand(head: str, entry: str) -> None:
    note = only_note(entry, head)
    assert (note.prompt, note.marks) == ("**A**?", None)


@pytest.mark.parametrize(
    ("head", "entry"),
    [
        ("title: T\ncards:\n", "{question: '**A**?', answer: B, markup: markdown}"),
        ("title: T\ndefaults: {markup: markdown}\ncards:\n", "{question: '**A**?', answer: B}"),
    ],
)
def test_a_note_or_the_defaults_say_so_too(head: str, entry: str) -> None:
    assert only_note(entry, head).prompt == "A?"


def test_blanks_may_stand_within_marks() -> None:
    note = only_note("cloze: '**In {{France}}**, {{{漢字|かんじ}}} and `x = {{5|6}}`.'")
    assert isinstance(note, ClozeNote)
    assert note.template == f"**In {hole(0)}**, {hole(1)} and `x = {hole(2)}`."
    blanks = (Blank("France"), Blank("漢字"), Blank("5", ("6",)))
    assert note.pieces == ("In ", blanks[0], ", ", blanks[1], " and x = ", blanks[2], ".")


def test_two_options_that_differ_in_marks_alone_are_one() -> None:
    with pytest.raises(DeckError, match="says the same as"):
        only_note("{question: Q, answer: A, distractors: {'**b**': no, b: yes}}")


def test_code_has_no_marks_but_those_around_all_of_it() -> None:
    for written in ("a*b*c", "`a*b*c`", "```\na*b*c\n```"):
        note = only_note(f"{{question: Q, answer: {json.dumps(written)}, type: code}}")
        assert isinstance(note, KeyedNote)
        assert note.key.answer == "a*b*c"


def test_pictures_sounds_and_speech_stand_beside_the_texts() -> None:
    note = only_note(
        "{question: Q, answer: A, image: {a.png: A heart}, answer_image: [b.png], audio: c.mp3,"
        " speak: true}"
    )
    assert note.media == Media(
        images=(MediaFile("a.png", "A heart"),),
        answer_images=(MediaFile("b.png"),),
        sounds=(MediaFile("c.mp3"),),
        spoken=Spoken.BOTH,
        question_language="en",
    )


def test_ids_rest_on_formulas_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = HEAD + (
        "  - {question: 'What is $x^2$?', answer: a}\n"
        "  - cloze: 'Not **{{x}}** but $y^{{{2n}}}$ and {{$a_1$}}.'\n"
        "words:\n  columns: [formula, name]\n  rows: |\n    $H_2O$ | water\n"
    )
    ids = [card.id for card in read_deck(deck).cards]
    assert ids[2:] == [f"{ids[1].split(':')[0]}:{end}" for end in ("2n", "a_1")] + [
        "text#H_2O:formula>name",
        "text#H_2O:name>formula",
    ]
    monkeypatch.setattr("quizkit.markup.maths.unicode", lambda source: f"better {source}")
    assert [card.id for card in read_deck(deck).cards] == ids


def test_a_misspelt_word_for_markdown_moves_no_card_meanwhile() -> None:
    entries = "cards:\n  - {question: Is **H** light?, answer: A}\n"
    meant = read_deck(f"title: T\nmarkup: markdown\n{entries}")
    written = read_deck(f"title: T\nmarkup: markdwn\n{entries}", lenient=True)
    assert [card.id for card in written.cards] == [card.id for card in meant.cards]
    assert [problem.code for problem in written.problems] == ["unknown-value"]

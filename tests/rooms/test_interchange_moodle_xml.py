"""Moodle XML: what each kind of question becomes, what is lost, what comes back, and harmful files."""

import base64
import io
from pathlib import Path

import pytest

from quizkit.errors import QuizkitError
from quizkit.formats import parse_deck
from quizkit.interchange import (
    Import,
    Outgoing,
    ReadOptions,
    Source,
    WriteOptions,
    deck_text,
    recognised,
)
from quizkit.interchange.teaching.moodle_xml import read, write


def of(text: str | bytes) -> Import:
    data = text if isinstance(text, bytes) else text.encode()
    return read(Source(name="bank.xml", data=data), ReadOptions(), int)


def question(kind: str, body: str, text: str = "Which?") -> str:
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>N</text></name>{asked}{body}</question>'


def quiz(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'


def answer(share: object, text: str, feedback: str = "", more: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{share}" format="html"><text>{text}</text>{said}{more}</answer>'


def entries(*questions: str) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in of(quiz(*questions)).decks for note in deck.notes]


def entry(*questions: str) -> dict[str, object]:
    (found,) = entries(*questions)
    return found


def lost(*questions: str) -> list[str]:
    return [loss.what for loss in of(quiz(*questions)).losses]


def test_it_is_known_by_what_it_holds() -> None:
    data = quiz(question("essay", "")).encode("utf-16")
    assert recognised(Source(name="bank", data=data)).name == "moodle-xml"


def test_options_keep_their_feedback() -> None:
    body = "<single>true</single>" + answer(100, "Oslo") + answer(0, "Bergen", "Second in size.")
    assert entry(question("multichoice", body)) == {
        "question": "Which?",
        "answer": "Oslo",
        "distractors": {"Bergen": "Second in size."},
    }


def test_several_right_options_are_several_answers() -> None:
    body = "<single>false</single>" + answer(50, "a") + answer("50", "b") + answer(-100, "c")
    found = entry(question("multichoice", body))
    assert (found["answers"], found["distractors"]) == (["a", "b"], ["c"])


def test_an_option_that_is_partly_right_is_a_loss() -> None:
    body = "<single>true</single>" + answer(100, "a") + answer(50, "b") + answer(0, "c")
    asked = question("multichoice", body)
    assert entry(asked)["distractors"] == ["c"]
    assert lost(asked) == ["an option that is partly right"]


def test_true_and_false_become_a_statement_with_what_is_said_of_it() -> None:
    body = answer(100, "false") + answer(0, "true", "It has no locks at all.")
    assert entry(question("truefalse", body, "It has locks.")) == {
        "statement": "It has locks.",
        "answer": "false",
        "explanation": "It has no locks at all.",
    }


def test_short_answers_are_accepted_or_rejected_with_feedback() -> None:
    body = "<usecase>1</usecase>" + answer(100, "Oslo") + answer(100, "Kristiania")
    body += answer(0, "Bergen", "No.") + answer(0, "*", "Look at the map once more.")
    asked = question("shortanswer", body)
    assert entry(asked) == {
        "question": "Which?",
        "answer": "Oslo",
        "accept": ["Kristiania"],
        "reject": {"Bergen": "No."},
        "case": "strict",
    }
    assert lost(asked) == ["feedback of any other answer"]


def test_a_star_behind_a_backslash_is_a_star_and_another_is_a_loss() -> None:
    assert entry(question("shortanswer", answer(100, "2\\*3")))["answer"] == "2*3"
    assert lost(question("shortanswer", answer(100, "colo*r"))) == ["a star in a right answer"]


def test_numbers_have_a_tolerance_and_a_unit() -> None:
    body = answer(100, "164.0", more="<tolerance>2</tolerance>")
    body += "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>"
    found = entry(question("numerical", body))
    assert (found["answer"], found["tolerance"], found["type"]) == ("164 km", "2", "number")


def test_pairs_have_further_right_sides_and_nine_at_most() -> None:
    def side(left: str, right: str) -> str:
        return (
            f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"
        )

    body = side("Norway", "Oslo") + side("Peru", "Lima") + side("", "Bern")
    found = entry(question("matching", body))
    assert (found["pairs"], found["distractors"]) == ({"Norway": "Oslo", "Peru": "Lima"}, ["Bern"])
    many = question("matching", "".join(side(f"l{n}", f"r{n}") for n in range(11)))
    assert len(entry(many)["pairs"]) == 9  # type: ignore[arg-type]
    assert lost(many) == ["pairs beyond nine"]


def test_embedded_answers_become_gaps() -> None:
    text = "<b>Oslo</b> lies in {1:SHORTANSWER:=Norway~=Norge~%50%Scandinavia#Near.}, Bern in {2:MC:=Switzerland~Peru}."
    asked = question("multianswer", "", text)
    assert entry(asked) == {
        "cloze": "**Oslo** lies in {{Norway|Norge}}, Bern in {{Switzerland::Peru / Switzerland}}."
    }
    assert lost(asked) == ["an answer that is partly right"]


def test_words_to_drag_into_a_text_become_gaps_with_their_options() -> None:
    body = "<dragbox><text>rises</text><group>1</group></dragbox><dragbox><text>sets</text><group>1</group></dragbox>"
    assert entry(question("ddwtos", body, "The sun [[1]] in the east.")) == {
        "cloze": "The sun {{rises::rises / sets}} in the east."
    }


def test_things_are_put_in_the_order_that_their_numbers_say() -> None:
    body = answer(2, "second") + answer(1, "first") + answer(3, "third")
    assert entry(question("ordering", body))["order"] == ["first", "second", "third"]


def test_an_essay_is_compared_with_what_graders_are_told() -> None:
    told = '<graderinfo format="html"><text>It spared the way.</text></graderinfo>'
    assert entry(question("essay", told))["answer"] == "It spared the way."
    assert lost(question("essay", "")) == ["an essay without a model answer"]


def test_instructions_stand_before_the_questions_that_follow() -> None:
    lead = question("description", "", "Make the noun.")
    both = [question("shortanswer", answer(100, f"{each}ness"), each) for each in ("kind", "sad")]
    assert [each["question"] for each in entries(lead, *both)] == [
        "Make the noun.\n\nkind",
        "Make the noun.\n\nsad",
    ]


def test_categories_and_tags_are_tags_and_the_idnumber_is_the_id() -> None:
    category = '<question type="category"><category><text>$course$/top/Earth/Rivers//Lakes</text></category></question>'
    more = "<idnumber>q7</idnumber><tags><tag><text>easy</text></tag></tags>"
    found = of(quiz(category, question("shortanswer", answer(100, "x") + more)))
    (note,) = found.decks[0].notes
    assert note.entry["tags"] == ["Earth::Rivers/Lakes", "easy"]
    assert note.source_id == "q7"


def test_hints_and_what_is_said_to_all_come_along() -> None:
    more = (
        "<hint><text>North.</text></hint><generalfeedback><text>A capital.</text></generalfeedback>"
    )
    found = entry(question("shortanswer", answer(100, "Oslo") + more))
    assert (found["hints"], found["explanation"]) == (["North."], "A capital.")


def test_pictures_within_the_file_come_along_and_missing_ones_are_named() -> None:
    data = base64.b64encode(b"picture").decode()
    asked = (
        '<question type="shortanswer"><questiontext format="html"><text><![CDATA[<p>Which? '
        '<img src="@@PLUGINFILE@@/a%20b.png" alt="a map"><img src="@@PLUGINFILE@@/gone.png"></p>]]></text>'
        f'<file name="a b.png" path="/" encoding="base64">{data}</file></questiontext>{answer(100, "x")}</question>'
    )
    found = of(quiz(asked))
    assert "![a map](<media://a b.png>)" in str(found.decks[0].notes[0].entry["question"])
    assert found.media["a b.png"]() == b"picture"
    assert [loss.what for loss in found.losses] == ["a picture that is not in the file"]


def test_plain_texts_beside_marked_ones_stay_as_they_are_read() -> None:
    body = "<single>true</single>" + answer(100, "a_b_ *c*") + answer(0, "d")
    (note,) = of(quiz(question("multichoice", body, "<b>Which</b>?"))).decks[0].notes
    assert note.is_markdown
    reading = parse_deck(
        deck_text(of(quiz(question("multichoice", body, "<b>Which</b>?"))).decks[0], "d").text
    )
    assert reading.deck is not None
    assert reading.deck.notes[0].options == ("a_b_ *c*", "d")  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["calculated", "stack", "ddmarker", ""])
def test_kinds_that_quizkit_has_not_are_named(kind: str) -> None:
    (what,) = lost(question(kind, ""))
    assert what.startswith("a question of the type")


def test_what_stands_before_a_fault_of_the_file_is_read() -> None:
    found = of(
        quiz(question("shortanswer", answer(100, "x"))).replace("</quiz>", "<question>&</quiz>")
    )
    assert len(found.decks[0].notes) == 1
    assert [(loss.what, loss.place) for loss in found.losses if "rest" in loss.what] == [
        ("the rest of the file", "line 2")
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>',
        "<quiz>" + "<a>" * 100_000,
        "<questestinterop/>",
        "no XML",
        "",
    ],
)
def test_harmful_and_foreign_files_are_refused(text: str) -> None:
    with pytest.raises(QuizkitError):
        of(text)


DECK = """\
title: Canals
cards:
  - {id: typed, question: How long is it?, answer: 164 km, accept: [102 miles], reject: {100 km: Too short.}}
  - {id: number, question: How many locks?, answer: "12", type: number, tolerance: "1"}
  - {id: one, question: Who built it?, answer: Lesseps, distractors: {Brunel: He built ships., Eiffel: ""}}
  - {id: two, question: Which seas?, answers: [Red Sea, Mediterranean], distractors: [Black Sea, Aral Sea]}
  - {id: said, statement: It has locks., answer: false, explanation: The seas stand almost level.}
  - {id: gaps, cloze: "Begun in {{1859|in 1859}}, opened in {{1869}}: 2 * 3 < 7 & so on."}
  - {id: order, question: In which order?, order: [start, opening, sale]}
  - {id: pairs, question: Which end?, pairs: {Port Said: north, Suez: south}, distractors: [west]}
  - {id: free, question: Why?, answer: It spared the way around Africa., type: free, hints: [A way., Far.]}
  - {id: marked, markup: markdown, question: "Is **bold** `code` $x^2$?", answer: yes it is, tags: [a, b]}
"""


def test_a_deck_comes_back_as_it_was() -> None:
    deck = parse_deck(DECK).deck
    assert deck is not None
    to = io.BytesIO()
    losses = write([Outgoing(deck=deck)], to, WriteOptions(), int)
    assert [loss.what for loss in losses] == ["what is there already"]
    found = of(to.getvalue())
    assert [loss.what for loss in found.losses] == []
    again = parse_deck(deck_text(found.decks[0], "d").text).deck
    assert again is not None

    for old, new in zip(deck.notes, again.notes, strict=True):
        assert new.id == old.id
        assert new.tags == ("Canals", *old.tags)
        assert (new.kind, new.prompt, new.rights, new.options) == (
            old.kind,
            old.prompt,
            old.rights,
            old.options,
        )
        assert (new.hints, new.explanation, new.marks) == (old.hints, old.explanation, old.marks)


def test_pictures_beside_a_deck_go_into_the_file(tmp_path: Path) -> None:
    (tmp_path / "heart.png").write_bytes(b"picture")
    deck = parse_deck(
        "title: T\ncards:\n  - {question: Which?, answer: x, image: heart.png}\n"
    ).deck
    assert deck is not None
    to = io.BytesIO()
    write([Outgoing(deck=deck, folder=tmp_path)], to, WriteOptions(), int)
    assert of(to.getvalue()).media["heart.png"]() == b"picture"

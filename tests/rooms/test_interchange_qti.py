"""QTI of each version: what its items become, what is lost, and packages with faults."""

import io
import zipfile
from pathlib import Path

import pytest

from quizkit.errors import QuizkitError
from quizkit.formats import parse_deck
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
from quizkit.interchange.teaching.qti import read


def of(data: str | bytes, name: str = "item.xml") -> Import:
    source = Source(name=name, data=data if isinstance(data, bytes) else data.encode())
    return read(source, ReadOptions(), int)


def entry(text: str) -> dict[str, object]:
    (deck,) = of(text).decks
    (note,) = deck.notes
    return dict(note.entry)


def item(
    body: str, rights: list[str], *, of_many: bool = False, base: str = "identifier", more: str = ""
) -> str:
    values = "".join(f"<value>{each}</value>" for each in rights)
    many = "multiple" if of_many else "single"
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q1" title="T">'
        f'<responseDeclaration identifier="R" cardinality="{many}" baseType="{base}"><correctResponse>{values}'
        f"</correctResponse></responseDeclaration><itemBody>{body}</itemBody>{more}</assessmentItem>"
    )


def choices(kind: str, texts: dict[str, str], tag: str = "simpleChoice", most: str = "1") -> str:
    inner = "".join(f'<{tag} identifier="{own}">{text}</{tag}>' for own, text in texts.items())
    return f'<{kind} responseIdentifier="R" maxChoices="{most}"><prompt>Which?</prompt>{inner}</{kind}>'


def test_a_choice_keeps_the_feedback_of_its_options() -> None:
    said = '<feedbackInline identifier="B" outcomeIdentifier="F">Second in size.</feedbackInline>'
    body = "<p>Norway.</p>" + choices("choiceInteraction", {"A": "Oslo", "B": f"Bergen{said}"})
    assert entry(item(body, ["A"])) == {
        "question": "Norway.\n\nWhich?",
        "answer": "Oslo",
        "distractors": {"Bergen": "Second in size."},
    }


def test_items_of_version_3_are_read_by_the_names_of_version_2() -> None:
    text = (
        '<qti-assessment-item identifier="q1"><qti-response-declaration identifier="R" cardinality="single"'
        ' base-type="identifier"><qti-correct-response><qti-value>A</qti-value></qti-correct-response>'
        '</qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier="R" max-choices="1">'
        '<qti-prompt>Which?</qti-prompt><qti-simple-choice identifier="A">Oslo</qti-simple-choice>'
        '<qti-simple-choice identifier="B">Bergen</qti-simple-choice></qti-choice-interaction></qti-item-body>'
        "</qti-assessment-item>"
    )
    assert entry(text) == {"question": "Which?", "answer": "Oslo", "distractors": ["Bergen"]}


def test_a_field_at_the_end_is_typed_and_others_are_gaps() -> None:
    field = '<textEntryInteraction responseIdentifier="R"/>'
    assert entry(item(f"<p>Which city?</p><p>{field}</p>", ["Oslo"], base="string")) == {
        "question": "Which city?",
        "answer": "Oslo",
    }
    assert entry(item(f"<p>The city is {field} in Norway.</p>", ["Oslo"], base="string")) == {
        "cloze": "The city is {{Oslo}} in Norway."
    }


def test_order_and_pairs_are_read() -> None:
    order = choices("orderInteraction", {"A": "second", "B": "first"})
    assert entry(item(order, ["B", "A"]))["order"] == ["first", "second"]
    left = choices("simpleMatchSet", {"L1": "Peru", "L2": "Norway"}, "simpleAssociableChoice")
    right = choices(
        "simpleMatchSet", {"R1": "Lima", "R2": "Oslo", "R3": "Bern"}, "simpleAssociableChoice"
    )
    sides = (left + right).replace("<prompt>Which?</prompt>", "")
    body = f'<matchInteraction responseIdentifier="R"><prompt>Which?</prompt>{sides}</matchInteraction>'
    found = entry(item(body, ["L1 R1", "L2 R2"], of_many=True))
    assert (found["pairs"], found["distractors"]) == ({"Peru": "Lima", "Norway": "Oslo"}, ["Bern"])


def test_kinds_that_quizkit_has_not_are_named() -> None:
    found = of(item('<hotspotInteraction responseIdentifier="R"/>', []))
    assert not found.decks
    assert [loss.what for loss in found.losses] == ["an interaction of the kind hotspotInteraction"]


def old(presentation: str, conditions: str = "", more: str = "") -> str:
    return (
        f'<questestinterop><assessment ident="a"><section><item ident="i1"><presentation>{presentation}'
        f"</presentation><resprocessing>{conditions}</resprocessing>{more}</item></section></assessment>"
        "</questestinterop>"
    )


def material(text: str) -> str:
    return f'<material><mattext texttype="text/html">{text}</mattext></material>'


def right(value: str, respident: str = "r") -> str:
    equal = f'<varequal respident="{respident}">{value}</varequal>'
    return f'<respcondition><conditionvar>{equal}</conditionvar><setvar action="Set">100</setvar></respcondition>'


def lid(texts: dict[str, str], own: str = "", respident: str = "r") -> str:
    labels = "".join(
        f'<response_label ident="{k}">{material(v)}</response_label>' for k, v in texts.items()
    )
    label = material(own) if own else ""
    return f'<response_lid ident="{respident}">{label}<render_choice>{labels}</render_choice></response_lid>'


def test_an_old_item_is_known_by_its_structure() -> None:
    options = material("Which?") + lid({"1": "Oslo", "2": "Bergen"})
    assert entry(old(options, right("1"))) == {
        "question": "Which?",
        "answer": "Oslo",
        "distractors": ["Bergen"],
    }
    field = material("Which?") + '<response_str ident="r"><render_fib/></response_str>'
    assert entry(old(field, right("Oslo") + right("Kristiania"))) == {
        "question": "Which?",
        "answer": "Oslo",
        "accept": ["Kristiania"],
    }


def test_old_options_within_a_text_are_gaps_and_others_are_pairs() -> None:
    both = lid({"1": "Lima", "2": "Oslo"}, "Peru", "a") + lid(
        {"1": "Lima", "2": "Oslo"}, "Norway", "b"
    )
    conditions = right("1", "a") + right("2", "b")
    assert entry(old(material("Which?") + both, conditions)) == {
        "question": "Which?",
        "pairs": {"Peru": "Lima", "Norway": "Oslo"},
    }
    assert entry(old(material("It is [Peru] or [Norway].") + both, conditions)) == {
        "cloze": "It is {{Lima::Lima / Oslo}} or {{Oslo::Lima / Oslo}}."
    }


def test_an_old_item_without_a_right_answer_is_a_loss() -> None:
    found = of(old(material("Which?") + lid({"1": "a", "2": "b"})))
    assert [loss.what for loss in found.losses] == ["a question without a right option"]


def package(files: dict[str, str | bytes]) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return to.getvalue()


def test_a_package_gives_what_can_be_read_and_names_the_rest() -> None:
    asked = material('Which?&lt;img src="$IMS-CC-FILEBASE$/a%20b.png"&gt;') + lid(
        {"1": "a", "2": "b"}
    )
    data = package(
        {
            "imsmanifest.xml": "<manifest/>",
            "bad.xml": "no XML",
            "web_resources/a b.png": b"picture",
            "g1/assessment_qti.xml": old(asked, right("1")),
        }
    )
    source = Source(name="course.imscc", data=data)
    assert recognised(source).name == "qti"
    found = of(data, "course.imscc")
    assert [loss.place for loss in found.losses] == ["bad.xml"]
    assert "media://a b.png" in str(found.decks[0].notes[0].entry["question"])
    assert found.media["a b.png"]() == b"picture"


def test_a_question_that_canvas_has_twice_is_read_once() -> None:
    text = old(material("Which?") + lid({"1": "a", "2": "b"}), right("1"))
    files: dict[str, str | bytes] = {
        "imsmanifest.xml": "<manifest/>",
        "g1/assessment_qti.xml": text,
        "non_cc_assessments/g1.xml.qti": text,
    }
    assert len(of(package(files)).decks[0].notes) == 1


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 noise", b"<quiz/>", b"", b"<questestinterop>" + b"<a>" * 100_000]
)
def test_other_and_harmful_files_are_refused(data: bytes) -> None:
    with pytest.raises(QuizkitError):
        of(data)


DECK = """\
title: Canals
cards:
  - {id: typed, question: How long is it?, answer: 164 km, accept: [102 miles], explanation: From end to end.}
  - {id: number, question: How many locks?, answer: "12", type: number, tolerance: "1"}
  - {id: one, question: Who built it?, answer: Lesseps, distractors: [Brunel, Eiffel]}
  - {id: two, question: Which seas?, answers: [Red Sea, Mediterranean], distractors: [Black Sea, Aral Sea]}
  - {id: said, statement: It has locks., answer: false}
  - {id: gaps, cloze: "Begun in {{1859|in 1859}}, opened in {{1869}}: 2 * 3 < 7 & so on."}
  - {id: order, question: In which order?, order: [start, opening, sale]}
  - {id: pairs, question: Which end?, pairs: {Port Said: north, Suez: south}, distractors: [west]}
  - {id: free, question: Why?, answer: It spared the way around Africa., type: free}
  - {id: 7up, markup: markdown, question: "Is **bold** `code` $x^2$?", answer: yes it is}
"""


def written(text: str, folder: Path | None = None) -> tuple[bytes, list[str]]:
    deck = parse_deck(text).deck
    assert deck is not None
    to = io.BytesIO()
    losses = FORMATS["qti"].write([Outgoing(deck=deck, folder=folder)], to, WriteOptions(), int)
    return to.getvalue(), [loss.what for loss in losses]


def test_a_deck_comes_back_as_it_was() -> None:
    data, lost = written(DECK)
    assert lost == []
    assert written(DECK)[0] == data
    found = of(data, "canals.zip")
    assert found.losses == ()
    old, again = parse_deck(DECK).deck, parse_deck(deck_text(found.decks[0], "d").text).deck
    assert old is not None
    assert again is not None
    by_id = {note.id: note for note in again.notes}
    for note in old.notes:
        new = by_id[note.id]
        assert (new.kind, new.prompt, new.options) == (note.kind, note.prompt, note.options)
        assert (new.rights, new.explanation, new.marks) == (
            note.rights,
            note.explanation,
            note.marks,
        )


def test_sounds_and_pictures_of_a_typed_note_go_along_and_come_back(tmp_path: Path) -> None:
    (tmp_path / "gong.mp3").write_bytes(b"sound")
    (tmp_path / "gong.png").write_bytes(b"picture")
    text = "title: T\ncards:\n  - {question: What is it?, answer: x, audio: gong.mp3, image: gong.png}\n"
    data, lost = written(text, tmp_path)
    found = of(data, "t.zip")
    assert (lost, found.losses) == ([], ())
    assert found.media["gong.mp3"]() == b"sound"
    entry = found.decks[0].notes[0].entry
    assert entry["audio"] == ["media://gong.mp3"]
    assert entry["question"] == "What is it?\n\n![](<media://gong.png>)"


def test_pictures_beside_a_deck_go_into_the_package(tmp_path: Path) -> None:
    (tmp_path / "heart.png").write_bytes(b"picture")
    text = (
        "title: T\ncards:\n  - {question: Which?, answer: x, distractors: [y], image: heart.png}\n"
    )
    data, lost = written(text, tmp_path)
    assert lost == []
    assert of(data, "t.zip").media["heart.png"]() == b"picture"


def test_what_has_no_place_in_an_item_is_told() -> None:
    text = "title: T\ncards:\n  - {question: Which?, answer: x, hints: [h], tags: [t], reverse: true}\n"
    assert sorted(written(text)[1]) == ["hints", "tags", "the card that asks the other way"]


def test_spaces_around_an_answer_make_no_second_one() -> None:
    data, _ = written("title: T\ncards:\n  - {question: Which?, answer: '  lead'}\n")
    assert dict(of(data, "t.zip").decks[0].notes[0].entry)["answer"] == "lead"
    assert "accept" not in of(data, "t.zip").decks[0].notes[0].entry

"""Quizzes in JSON and YAML, in the shapes that programs write."""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from quizkit import read_deck
from quizkit.interchange import Import, ReadOptions, Source, SourceError, deck_text
from quizkit.interchange.json_quiz import likely, read


def of(value: object, name: str = "Stars.json", **options: Any) -> Import:
    text = value if isinstance(value, str) else json.dumps(value)
    source = Source(name=name, data=text.encode())
    return read(source, ReadOptions()._replace(**options), int)


def entries(found: Import) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in found.decks for note in deck.notes]


def lost(found: Import) -> list[tuple[str, str]]:
    return [(loss.what, loss.place) for loss in found.losses]


TRIVIA = {
    "response_code": 0,
    "results": [
        {
            "category": "Science: Stars",
            "type": "multiple",
            "difficulty": "easy",
            "question": "Which is called the &quot;dog star&quot;?",
            "correct_answer": "Sirius",
            "incorrect_answers": ["Vega", "Deneb", "M&aacute;ira"],
        },
        {
            "category": "Science: Stars",
            "type": "boolean",
            "difficulty": "hard",
            "question": "The sun is a star.",
            "correct_answer": "True",
            "incorrect_answers": ["False"],
        },
    ],
}


def test_open_trivia_is_read_with_its_entities() -> None:
    assert entries(of(TRIVIA)) == [
        {
            "question": 'Which is called the "dog star"?',
            "answer": "Sirius",
            "distractors": ["Vega", "Deneb", "Máira"],
            "tags": ["Science: Stars", "easy"],
        },
        {
            "statement": "The sun is a star.",
            "answer": "true",
            "tags": ["Science: Stars", "hard"],
        },
    ]


@pytest.mark.parametrize(
    ("encode", "kind"),
    [
        (lambda text: b64encode(text.encode()).decode(), "bXVsdGlwbGU="),
        (lambda text: text.replace(" ", "%20").replace("é", "%C3%A9"), "multiple"),
    ],
)
def test_open_trivia_is_read_in_its_other_encodings(encode: Any, kind: str) -> None:
    (entry,) = entries(
        of(
            {
                "type": kind,
                "question": encode("Which star is né?"),
                "correct_answer": encode("Vega"),
                "incorrect_answers": [encode("Deneb")],
            }
        )
    )
    assert entry == {"question": "Which star is né?", "answer": "Vega", "distractors": ["Deneb"]}


B_OF_THREE = {"question": "Q?", "answer": "b", "distractors": ["a", "c"]}
OPTIONS = ["a", "b", "c"]


@pytest.mark.parametrize(
    "question",
    [
        {"question": "Q?", "answer": "b", "distractors": ["a", "c"]},
        {"question": "Q?", "options": OPTIONS, "answer": "b"},
        {"question": "Q?", "options": OPTIONS, "correct_answer": "B "},
        {"question": "Q?", "choices": OPTIONS, "correctIndex": 1},
        {"questionText": "Q?", "answers": OPTIONS, "correct": 1},
        {"question": "Q?", "options": {"A": "a", "B": "b", "C": "c"}, "answer": "B"},
        {"question": "Q?", "options": ["A. a", "B. b", "C. c"], "answer": "B. b"},
        {"question": "Q?", "options": ["A) a", "B) b", "C) c"], "answer": "B"},
        {"question": "Q?", "A": "a", "B": "b", "C": "c", "answer": "B"},
        {
            "question": "Q?",
            "option_a": "a",
            "option_b": "b",
            "option_c": "c",
            "correct_option": "b",
        },
        {"question": "Q?", "option1": "a", "option2": "b", "option3": "c", "ans": "option2"},
        {"question": "Q?", "options": [{"text": t, "isCorrect": t == "b"} for t in OPTIONS]},
        {"text": "Q?", "options": [{"id": i, "text": t} for i, t in enumerate(OPTIONS)]}
        | {"correct": 1},
        {"question": "Q?", "options": [{"id": f"o{t}", "text": t} for t in OPTIONS]}
        | {"correctId": "ob"},
        {"question": "Q?", "options": [{"a": "a"}, {"b": "b"}, {"c": "c"}], "answer": "b"},
        {"question": {"text": "Q?"}, "options": {"a": False, "b": True, "c": False}},
        {"question": "Q?", "options": {"x": {"text": "a"}, "y": {"text": "b"}, "z": {"text": "c"}}}
        | {"answer": "y"},
        {"question": "Q?", "options": OPTIONS, "correct_answers": [1]},
        {"domanda": "Q?", "opzioni": OPTIONS, "risposta_corretta": 1},
    ],
)
def test_options_are_read_however_the_right_one_is_told(question: dict[str, object]) -> None:
    zero = {"question": "first?", "options": ["x", "y"], "answer": 0}
    (_, entry) = entries(of([zero, question]))
    assert entry in (B_OF_THREE, {**B_OF_THREE, "type": "exact", "case": "strict"})


@pytest.mark.parametrize("answer", [["B", "C"], "B, C", "BC", "B and C", [1, 2], ["b", "c"]])
def test_several_options_may_be_right(answer: object) -> None:
    zero = {"question": "first?", "options": ["x", "y"], "answer": 0}
    options = {"A": "a", "B": "b", "C": "c"} if answer != [1, 2] else OPTIONS
    (_, entry) = entries(of([zero, {"question": "Q?", "options": options, "answer": answer}]))
    assert entry == {"question": "Q?", "answers": ["b", "c"], "distractors": ["a"]}


def test_numbers_count_from_one_where_one_is_that_of_the_last_option() -> None:
    found = of(
        [
            {"question": "one?", "options": OPTIONS, "answer": 3},
            {"question": "two?", "options": OPTIONS, "answer": 1},
        ]
    )
    assert [entry["answer"] for entry in entries(found)] == ["c", "a"]
    found = of([{"question": "one?", "options": OPTIONS, "answer": 1}])
    assert [entry["answer"] for entry in entries(found)] == ["b"]
    assert lost(found) == [("whether options are counted from 0 or 1", "")]
    found = of([{"question": "1 + 1?", "options": [1, 2, 3], "answer": 2}])
    assert [entry["answer"] for entry in entries(found)] == ["2"]


def test_cards_without_options_are_typed_or_compared() -> None:
    long = "a very long explanation of many words that nobody types"
    found = of(
        [
            {"front": "dog", "back": "Hund", "note_id": 17, "deck": "Languages::German"},
            {"term": "cat", "definition": long},
            {"q": "2 + 2", "a": 4},
            {"question": "Alone?", "answers": ["yes"], "correct": 0},
            {"question": "Who?", "answers": ["Newton", "Isaac Newton"]},
            {"question": "Is it true?", "answer": False},
            {"question": "Pairs", "pairs": {"a": "1", "b": "2"}},
            {"question": "Order", "order": ["a", "b"]},
            {"front": "{{c1::Oslo}} lies in Norway.", "back": "note"},
            {"word": "ice", "translation": "Eis", "hint": "cold", "explanation": "frozen"},
        ]
    )
    assert [deck.path for deck in found.decks] == [("Languages", "German"), ("Stars",)]
    assert found.decks[0].notes[0].source_id == "17"
    assert entries(found) == [
        {"question": "dog", "answer": "Hund"},
        {"question": "cat", "answer": long, "type": "free"},
        {"question": "2 + 2", "answer": "4"},
        {"question": "Alone?", "answer": "yes"},
        {"question": "Who?", "answer": "Newton", "accept": ["Isaac Newton"]},
        {"statement": "Is it true?", "answer": "false"},
        {"question": "Pairs", "pairs": {"a": "1", "b": "2"}},
        {"question": "Order", "order": ["a", "b"]},
        {"cloze": "{{c1::Oslo}} lies in Norway."},
        {"question": "ice", "answer": "Eis", "hints": ["cold"], "explanation": "frozen"},
    ]


def test_names_around_the_questions_are_title_and_tags() -> None:
    found = of({"title": "My quiz", "quiz": {"sport": {"q1": {"question": "a?", "answer": "b"}}}})
    assert found.decks[0].path == ("My quiz",)
    assert entries(found) == [{"question": "a?", "answer": "b", "tags": ["sport", "q1"]}]
    assert found.decks[0].notes[0].place == "quiz.sport.q1"


@pytest.mark.parametrize(
    "text",
    [
        '{"dog": "Hund", "cat": "Katze"}',
        '[["dog", "Hund"], ["cat", "Katze"]]',
        '{"front": "dog", "back": "Hund"}\n{"front": "cat", "back": "Katze"}\n',
        "- front: dog\n  back: Hund\n- front: cat\n  back: Katze\n",
        "dog: Hund\ncat: Katze\n",
    ],
)
def test_pairs_lines_and_yaml_are_read(text: str) -> None:
    assert entries(of(text)) == [
        {"question": "dog", "answer": "Hund"},
        {"question": "cat", "answer": "Katze"},
    ]


def test_options_that_differ_by_case_only_are_told_apart() -> None:
    found = of({"question": "Which?", "options": ["Map", "map"], "answer": "Map"})
    (entry,) = entries(found)
    assert entry["case"] == "strict"
    assert len(read_deck(deck_text(found.decks[0], "x").text).notes) == 1


def test_texts_with_marks_are_markdown_and_others_are_not() -> None:
    found = of([{"q": "What is `x`?", "a": "1"}, {"q": "2 * 3 * 4", "a": "24"}])
    assert [note.is_markdown for note in found.decks[0].notes] == [True, False]


def test_html_becomes_markdown_and_the_other_texts_of_the_card_stay_words() -> None:
    pytest.importorskip("markdownify", reason="the extra `convert`")
    found = of({"question": "<p>What is <b>H<sub>2</sub>O</b>?</p>", "answer": "water"})
    assert entries(found) == [{"question": "What is **H₂O**?", "answer": "water"}]
    assert found.decks[0].notes[0].is_markdown


def test_pictures_beside_the_file_come_along(tmp_path: Path) -> None:
    (tmp_path / "sun.png").write_bytes(b"png")
    quiz = [
        {"question": "What?", "answer": "sun", "image": "sun.png"},
        {"question": "And?", "answer": "moon", "image": "https://example.org/moon.png"},
    ]
    (tmp_path / "a.json").write_text(json.dumps(quiz), "utf-8")
    for source in (Source(tmp_path / "a.json"), Source(tmp_path)):
        found = read(source, ReadOptions(), int)
        assert entries(found)[0]["image"] == "media://sun.png"
        assert found.media["sun.png"]() == b"png"
        assert [what for what, _ in lost(found)] == ["a picture on the web"]


def test_a_file_of_a_folder_that_is_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", "utf-8")
    (tmp_path / "b.json").write_text('{"question": "a", "answer": "b"}', "utf-8")
    found = read(Source(tmp_path), ReadOptions(), int)
    assert len(entries(found)) == 1
    assert lost(found) == [("a file that cannot be read", "a.json")]


def test_what_cannot_be_a_card_is_told_with_its_place() -> None:
    found = of(
        {
            "questions": [
                {"question": "a?", "options": ["x", "y"]},
                {"question": "b?", "options": ["x", "y"], "answer": "z"},
                {"question": "c?", "answer": ""},
                {"question": "d?", "answer": "e", "secret": "s"},
            ]
        }
    )
    assert lost(found) == [
        ("a question without a right option", "questions[0]"),
        ("a right answer that is none of the options", "questions[1]"),
        ("a question without an answer", "questions[2]"),
        ("`secret` of a question", "questions[3]"),
    ]


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "just text", '"text"', "a: [b"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"Stars\.json"):
        of(text)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{}",
        "[[1]]",
        '{"a": 1}',
        '[{"question": 1}]',
        '{"question": null, "answer": [[]]}',
        '[{"question": "a", "options": [[], {}], "answer": {}}]',
        '{"a":' * 300 + "1" + "}" * 300,
    ],
)
def test_odd_values_give_no_notes_and_no_fault(text: str) -> None:
    assert of(text).decks == ()


def test_it_is_known_by_its_keys() -> None:
    def score(text: str, name: str) -> int:
        return likely(Source(name=name, data=text.encode()))

    assert score(json.dumps(TRIVIA), "a.json") == 90
    assert score(json.dumps(TRIVIA), "a.txt") == 90
    assert score("- question: a\n  answer: b\n", "a.yaml") == 75
    assert score("title: T\ncards:\n  - question: a\n    answer: b\n", "a.yaml") == 0
    assert score('{"name": "x", "scripts": {"test": "t"}}', "package.json") == 0
    late = [{"pad": "x" * 70_000}, {"question": "a", "answer": "b"}]
    assert score(json.dumps(late), "a.json") > 0
    assert score("text: answer", "a.txt") == 0

"""Lines that begin with a term in bold, which run into one another in Markdown (Q713)."""

import pytest

from quizkit.formats import parse_deck
from quizkit.lint import check_deck

DECK = "title: T\nmarkup: markdown\ncards:\n  - question: What is what?\n    type: free\n    answer: |\n{}\n"


def codes(answer: str) -> list[str]:
    text = "\n".join(f"      {line}" for line in answer.split("\n"))
    return [str(f.code) for f in check_deck(parse_deck(DECK.format(text))) if f.code == "Q713"]


def test_terms_below_each_other_run_into_one_another() -> None:
    assert codes("**Hub:** sends to all\n**Switch**: sends to one") == ["Q713"]


@pytest.mark.parametrize(
    "answer",
    [
        "**Hub:** sends to all\\\n**Switch:** sends to one",
        "**Hub:** sends to all\n\n**Switch:** sends to one",
        "- **Hub:** sends to all\n- **Switch:** sends to one",
        "A hub sends to all,\n**a switch** to one.",
    ],
)
def test_terms_apart_do_not(answer: str) -> None:
    assert codes(answer) == []


def found_in(entry: str) -> list[tuple[str, int, int]]:
    reading = parse_deck(f"title: T\nmarkup: markdown\ncards:\n{entry}")
    found = [(str(f.code), f.location.line, f.location.column) for f in check_deck(reading)]
    return [each for each in found if each[0].startswith("Q7")]


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ("|\n      Which holds?\n\n      a) this\n      b) that", ("Q713", 7, 7)),
        ("|\n      Which?\n\n      | a | b |\n      | 1 | 2 |", ("Q712", 7, 7)),
        (
            "|\n      Which?\n\n      | a | b |\n      |---|---|\n      | 1 | 2 | 3 |",
            ("Q712", 9, 7),
        ),
        ("|\n      Which?\n\n      ```py\n      print(1)", ("Q708", 7, 7)),
        ('"Which word is {漢字｜かんじ} read?"', ("Q711", 4, 30)),
        ("Which costs $5 or 10$ now?", ("Q705", 4, 27)),
        ("Which **bold word is open?", ("Q706", 4, 21)),
    ],
)
def test_a_fault_of_marks_is_told_where_it_stands(entry: str, where: tuple[str, int, int]) -> None:
    assert found_in(f"  - question: {entry}\n    answer: nothing at all\n") == [where]


def test_code_that_is_no_markdown_has_no_faults_of_marks() -> None:
    entry = "  - question: Which name?\n    answer: {}\n    accept: ['**kwargs']\n    type: {}\n"
    assert found_in(entry.format("__init__", "code")) == []
    assert [code for code, *_ in found_in(entry.format("__init__", "exact"))] == ["Q707"]

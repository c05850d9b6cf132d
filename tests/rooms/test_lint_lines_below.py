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

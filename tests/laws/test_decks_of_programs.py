"""Decks that programs write, with PyYAML or as JSON, read as the very texts that went in."""

import json
from collections.abc import Callable
from functools import partial

import pytest
import yaml
from hypothesis import given, strategies as st

from quizkit.errors import ProblemCode
from quizkit.formats.deck_yaml import parse_deck

DUMPS: list[Callable[[object], str]] = [
    yaml.safe_dump,
    partial(yaml.safe_dump, allow_unicode=True, sort_keys=False, width=40),
    partial(yaml.safe_dump, default_style='"'),
    json.dumps,
    partial(json.dumps, ensure_ascii=False, indent=2),
]
PIECES = r"""for x in xs:
if a: b
else:
    print(x)
x = '\t'
\d+\s
x:\
i = 0
u = 1
mid = 2
e.g. this
# no comment
- no list
"hi"
it's
{}
Vitamin C:
a & b
C:\\x
\\server
100 %
`ls`""".splitlines()
TEXTS = (
    st.lists(st.sampled_from([*PIECES, "name\ttext", "3\xa0000 €"]), min_size=1, max_size=6)
    .map("\n".join)
    .filter(lambda text: text.strip() == text and "C:\nname\ttext" not in text)  # as a path is
)


@pytest.mark.parametrize("dump", DUMPS)
@given(answer=TEXTS)
def test_what_a_program_wrote_is_read_as_it_was(dump: Callable[[object], str], answer: str) -> None:
    deck = {"title": "T", "cards": [{"question": "Q", "answer": answer, "type": "free"}]}
    reading = parse_deck(dump(deck))
    assert reading.problems == ()
    assert reading.good_deck.notes[0].rights[0].variants == (answer,)


@pytest.mark.parametrize(
    "written",
    [
        r"for x in xs:\n    print(x)",
        r"lo = 0\nmid = 2\nu = 3",
        r"A:\nHow are you?\nB:\nWell.",
        r"Vitamin C:\nascorbic acid",
        r"name\text",
        r"1\_200 pi\xE8ces\_?",
        r"a\tan",
        r"f(a,\ne)",
        r"xs = [\ni for i in ys]",
        r"\"hi\"\ni = 0",
        r"one \nu = 1",
        r"Vitamin C:\n3\_000",
    ],
)
def test_an_escape_of_a_program_is_no_command_of_tex_and_no_path(written: str) -> None:
    assert not _problems(f'"{written}"')


def _problems(answer: str) -> list[ProblemCode]:
    text = f"title: T\ncards:\n  - question: Q\n    answer: {answer}\n    type: free\n"
    return [problem.code for problem in parse_deck(text).problems]


@pytest.mark.parametrize(
    "written",
    [
        r"C:\new\table",
        r"C:\temp",
        r"open C:\new\table",
        r"\nabla",
        r"$\nu = 1$",
        r"the angle \theta",
        r"5\times 3",
        r"snake\_case",
        r"\alpha \ne \beta",
        r"\rho",
    ],
)
def test_a_letter_that_an_author_would_lose_is_told(written: str) -> None:
    assert _problems(f'"{written}"')

"""Quizzes in Markdown: boxes, letters, headings with a text."""

from pathlib import Path

import pytest

from quizkit import read_deck
from quizkit.interchange import Import, ReadOptions, Source, deck_text
from quizkit.interchange.markdown.quiz import likely, read


def of(text: str, name: str = "Rivers.md", **options: object) -> Import:
    source = Source(name=name, data=text.encode())
    return read(source, ReadOptions()._replace(**options), int)


def entries(found: Import) -> list[dict[str, object]]:
    return [dict(note.entry) for deck in found.decks for note in deck.notes]


def lost(found: Import) -> list[tuple[str, str]]:
    return [(loss.what, loss.place) for loss in found.losses]


BOXES = """# Rivers

Welcome.

#### Q1. Which is the longest?

- [ ] Rhine
- [x] Nile
- [ ] Thames

**Explanation:** It is 6,650 km long.

[Reference](https://example.org/nile)

**[⬆ Back to Top](#rivers)**

---

#### Q2. Which two are in Asia?

```
a picture of code
- [x] no option
```

- [x] Mekong
- [X] Indus
- [ ] Congo

#### Q3. None is right.

- [ ] a
- [ ] b

#### Q4. What does the code say?

- [ ] A

```python
flow(1)
```

- [x] B

```python
Flow(1)
```

#### Q5. Rivers flow uphill.

- [ ] True
- [x] False

#### Notes

They are long.

#### Q6. Name them.

- [x] Rhine
- [x] Elbe
"""


def test_boxes_below_a_heading_are_options() -> None:
    found = of(BOXES)
    assert found.decks[0].path == ("Rivers",)
    assert entries(found) == [
        {
            "question": "Which is the longest?",
            "answer": "Nile",
            "distractors": ["Rhine", "Thames"],
            "explanation": "It is 6,650 km long.\n\n[Reference](https://example.org/nile)",
        },
        {
            "question": "Which two are in Asia?\n\n```\na picture of code\n- [x] no option\n```",
            "answers": ["Mekong", "Indus"],
            "distractors": ["Congo"],
        },
        {
            "question": "What does the code say?",
            "answer": "```python\nFlow(1)\n```",
            "distractors": ["```python\nflow(1)\n```"],
            "type": "exact",
            "case": "strict",
        },
        {"statement": "Rivers flow uphill.", "answer": "false"},
        {"question": "Name them.", "answer": "- Rhine\n- Elbe", "type": "free"},
    ]
    assert lost(found) == [
        ("a text under the title", "line 1"),
        ("a question without a right option", "line 30"),
        ("a part without a question", "line 54"),
    ]


def test_what_was_read_loads_without_a_problem() -> None:
    (deck,) = of(BOXES).decks
    new = deck_text(deck, "rivers")
    assert not new.losses
    assert len(read_deck(new.text).notes) == 5


LETTERS = """---
title: Lakes
tags: [water]
---
1. Which lake is the deepest?
    - A. Victoria
    - B. Baikal
    - C. Erie

    <details markdown=1><summary markdown='span'>Answer</summary>
      Correct answer: B
    </details>

1. Which two are in Africa? (Choose TWO)
    - A. Tanganyika
    - B. Ladoga
    - C. Malawi

    <details><summary>Answer</summary>

    Correct Answer: AC

    Explanation: Both are long.
    </details>

###### 3. Which is salt?

- A: Geneva
- B: Dead Sea

<details><summary><b>Answer</b></summary>
<p>

#### Answer: B

It lies below the sea.

</p>
</details>

4. And which is sweet?
   a) Como
   b) Eyre
   **Answer: a)** It is.

5. By its text?
A. Garda
B. Van
Answer: Garda

6. Nobody says.
A. x
B. y
"""


def test_letters_are_options_where_an_answer_names_one() -> None:
    found = of(LETTERS)
    assert found.decks[0].path == ("Lakes",)
    tags = {"tags": ["water"]}
    assert entries(found) == [
        {"question": "Which lake is the deepest?", "answer": "Baikal"}
        | {"distractors": ["Victoria", "Erie"]}
        | tags,
        {"question": "Which two are in Africa? (Choose TWO)", "answers": ["Tanganyika", "Malawi"]}
        | {"distractors": ["Ladoga"], "explanation": "Both are long."}
        | tags,
        {"question": "Which is salt?", "answer": "Dead Sea", "distractors": ["Geneva"]}
        | {"explanation": "It lies below the sea."}
        | tags,
        {"question": "And which is sweet?", "answer": "Como", "distractors": ["Eyre"]}
        | {"explanation": "It is."}
        | tags,
        {"question": "By its text?", "answer": "Garda", "distractors": ["Van"]} | tags,
    ]
    assert lost(found) == [("a question without a right option", "line 51")]


HEADINGS = """# Springs

## Basics

### What is a spring?

Water that comes
out of the ground.

### Karst

Limestone

### Card 3

Which is hot?
?
A geyser

### Card 4

up
??
down

### Empty

### Contents

- [Basics](#basics)
1. Basics

### Links

[Basics](#basics)
"""


def test_headings_with_a_text_are_questions() -> None:
    found = of(HEADINGS)
    tags = {"tags": ["Basics"]}
    assert entries(found) == [
        {"question": "What is a spring?", "answer": "Water that comes\nout of the ground."}
        | {"type": "free"}
        | tags,
        {"question": "Karst", "answer": "Limestone"} | tags,
        {"question": "Which is hot?", "answer": "A geyser"} | tags,
        {"question": "up", "answer": "down", "reverse": "true"} | tags,
    ]
    assert not found.losses


def test_several_questions_may_stand_under_one_heading() -> None:
    found = of("# Ponds\n\nIs it deep?\n- [ ] yes\n- [x] no\n\nIs it wide?\n- [x] yes\n- [ ] no\n")
    assert [entry["question"] for entry in entries(found)] == ["Is it deep?", "Is it wide?"]


def test_a_summary_that_asks_is_a_question() -> None:
    text = "# Q\n\n<details>\n<summary><b>What is ice?</b></summary>\n\nFrozen water\n</details>\n"
    assert entries(of(text)) == [{"question": "What is ice?", "answer": "Frozen water"}]


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] a\n- [x] b\n",
        "Which?\n\n- [x]\n- [ ] a\n",
        "#\n##\n",
        "- [ ] A\n- [x] [b](c)\n- [x](d)\n",
        "A. a\nB. b\nAnswer: C\n",
        "```\n# a\n- [x] b\n",
        "1. [ ] a\n1. [x] b\n",
        "\0\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    ],
)
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    for deck in of(text).decks:
        read_deck(deck_text(deck, "odd").text)


def test_options_that_are_pictures_are_told_apart() -> None:
    found = of("## Which?\n\n- [ ] ![image](a.png)\n- [x] ![image](b.png)\n")
    assert entries(found) == [
        {
            "question": "Which?",
            "answer": "![image 2](b.png)",
            "distractors": ["![image 1](a.png)"],
        }
    ]


def test_elements_of_html_within_the_text_become_marks(tmp_path: Path) -> None:
    pytest.importorskip("markdownify", reason="the extra `convert`")
    (tmp_path / "a.png").write_bytes(b"png")
    text = '## <kbd>Q</kbd> and x<sup>2</sup>, `<b>x</b>`?\n\n<img src="a.png" alt="a">\n'
    (tmp_path / "a.md").write_text(text, "utf-8")
    found = read(Source(tmp_path / "a.md"), ReadOptions(), int)
    assert entries(found) == [
        {"question": "`Q` and x², `<b>x</b>`?", "answer": "![a](<media://a.png>)", "type": "free"}
    ]


def test_a_folder_gives_a_deck_a_file(tmp_path: Path) -> None:
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "ice.md").write_text("## What is ice?\n\nwater\n", "utf-8")
    (tmp_path / "b.md").write_text("# Top\n\n## What?\n\nthat\n", "utf-8")
    found = read(Source(tmp_path), ReadOptions(), int)
    assert [deck.path for deck in found.decks] == [("Top",), ("north", "ice")]


def test_it_is_known_by_boxes_letters_and_headings() -> None:
    def score(text: str, name: str = "a.md") -> int:
        return likely(Source(name=name, data=text.encode()))

    assert score(BOXES) == 80 > score(LETTERS) == 70 > score(HEADINGS) == 50
    assert score(BOXES, "a.txt") == 40
    assert score("text") == 0
    prose = "# Tool\n\nIt is one.\n\n## How to build\n\nBy hand.\n\n## Why?\n\nIt is fun.\n"
    assert score(prose) == 0, "headings of prose do not ask"

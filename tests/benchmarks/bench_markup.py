"""A thousand texts in Markdown, read, said and written, beside what markdown-it-py alone takes.

Run with `pytest tests/benchmarks/bench_markup.py -s`; ours and the floor in turn, in one run. The
parser is loaded before, as by the first text of a deck: what that takes is told too.
"""

import gc
import time
from collections.abc import Callable

import pytest

from quizkit import read_deck
from quizkit.cli import texts as drawn_texts
from quizkit.cli.page import Page
from quizkit.markup import blocks, html, is_plain, reading, stripped, words
from quizkit.markup.maths import spans
from quizkit.markup.parser import parser
from quizkit.markup.terminal import lines
from quizkit.telling.marked import asked

ROUNDS = 5
PAGE = Page(80, colour=True, weight=True)
TEXTS = {
    "plain": "What is the number {n} of the long list of things that one has to know by heart?",
    "emphasis": "Which **two** parts has the *{n}th* thing, and what is `f({n})` of them?",
    "formula": "Of $x_{n}^2 + \\frac{{a}}{{b}}$ take the root $\\sqrt{{x_{n}}}$.",
    "reading": "{{漢字|かんじ}}を{n}回{{読|よ}}む",
    "code": "What does it print?\n\n```python\nfor i in range({n}):\n    print(i * 2)\n```",
    "table": "| thing | place |\n|:------|------:|\n| a     | {n}   |\n| *b*   | 2     |\n",
    "list": "Put in order:\n\n- the *first* of {n}\n- the **second**\n  1. a\n  2. b\n- [a link](https://example.org/{n})",
}


def texts(form: str, count: int = 1000) -> list[str]:
    return [form.format(n=n) for n in range(count)]


def milliseconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(ROUNDS):
        reading._blocks.cache_clear()
        spans._pieces.cache_clear()
        gc.collect()
        begin = time.process_time()
        made = work()
        best = min(best, time.process_time() - begin)
        del made
    return best * 1000


@pytest.mark.parametrize("name", [*TEXTS, "all"])
def test_a_thousand_texts_beside_their_parser(name: str) -> None:
    forms = [TEXTS[name]] if name in TEXTS else list(TEXTS.values())
    many = [text for form in forms for text in texts(form, 1000 // len(forms) + 1)]
    floor = milliseconds(lambda: [parser().parse(text) for text in many])
    said = milliseconds(lambda: [words(text) for text in many])
    written = milliseconds(lambda: [html(blocks(text)) for text in many])
    shown = milliseconds(lambda: [(words(text), html(blocks(text))) for text in many])
    drawn = milliseconds(lambda: [lines(blocks(text), PAGE) for text in many])
    typed = milliseconds(lambda: [stripped(text) for text in many])
    glance = milliseconds(lambda: [is_plain(text) for text in many])
    print(
        f"\n{name:9}{len(many)} texts: parser {floor:6.1f} ms, words {said:6.1f} ({said / floor:4.2f}),"
        f" HTML {written:6.1f} ({written / floor:4.2f}), both {shown:6.1f},"
        f" drawn {drawn:6.1f} ({drawn / floor:4.2f}),"
        f" stripped {typed:5.1f}, is_plain {glance:4.1f}"
    )
    assert max(shown, drawn) < 1000


def test_a_deck_of_a_thousand_notes_is_read_and_written() -> None:
    forms = [*TEXTS.values()]
    entries = []
    for n in range(1000):
        question = forms[n % len(forms)].format(n=n).split("\n")
        entries += ["  - question: |", *[f"      {line}" for line in question]]
        entries += [f"    answer: the **thing** {n}", f"    explanation: It is `thing` {n}."]
    text = "\n".join(["title: Things", "markup: markdown", "cards:", *entries])
    reading = milliseconds(lambda: read_deck(text))
    cards = read_deck(text).cards
    told = milliseconds(lambda: [html(asked(card).blocks) for card in cards])
    shown = milliseconds(lambda: [drawn_texts.asked(card, PAGE) for card in cards])
    print(
        f"\n1000 notes: read {reading:.0f} ms, their questions as HTML {told:.0f} ms, drawn {shown:.0f}"
    )
    assert reading + max(told, shown) < 1000

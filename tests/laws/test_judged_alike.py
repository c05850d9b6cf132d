"""A law: an answer is judged alike with and without markup, on either side."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve
from hypothesis import example, given, strategies as st

from quizkit import read_deck
from quizkit.answers.letters import clean
from quizkit.errors import DeckError
from quizkit.grading import Verdict, grade
from quizkit.markup import words
from quizkit.model import AnswerType, Card
from tests.verdicts import card_of as card_of_note, typed

TEXTS = st.sampled_from(
    "citric acid cycle|Homo sapiens|the Danube|red|green|blue|sky blue|164 km|over 20,000|2.3 %|1859"
    "|November 1869|late 2023|20 July 1969|60 to 100|Marie Curie|x = 1|a + b|print(x)|C++|don't"
    "|漢字|猫|N/A|a/b|sofa/couch|AT&T|10⁻³ mol|H₂O|x²|αβ|ice cream|1,000|-5|O-|(optional) part|true"
    "|none|b|2|no".split("|")
)
MARKED = st.sampled_from(["2*3*4", "a_b", "__init__", "*args", "[x](y)", "<b>", "$5", "a\\b"])
"""Texts that Markdown would read otherwise: there they are code, or have backslashes."""
AROUND = st.sampled_from(
    [
        "**{}**",
        "*{}*",
        "_{}_",
        "__{}__",
        "***{}***",
        "_**{}**_",
        "`{}`",
        "~~{}~~",
        "[{}](https://x.y/z)",
        "{}",
    ]
)
"""Ways to mark words; of code, words that stand alone."""


def escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>$~&{}" else sign for sign in text)


@st.composite
def decorated(draw: Any, text: str) -> str:
    """Return a text written in Markdown: with marks around all of it, or around some words."""
    if not set("\\`*_[]<>$~&{}").isdisjoint(text):
        return draw(st.sampled_from([escaped(text), f"`{text}`"]))
    if text.isdigit() and draw(st.booleans()):
        return f"${text}$"
    if text == "漢字" and draw(st.booleans()):
        return "{漢字|かんじ}"
    parts = text.split(" ")
    first = draw(st.integers(0, len(parts) - 1))
    last = draw(st.integers(first, len(parts) - 1))
    before, run, after = parts[:first], parts[first : last + 1], parts[last + 1 :]
    marked = " ".join([*before, draw(AROUND).format(" ".join(run)), *after])
    return marked if words(marked, inline=True) == text else f"`{text}`"


texts = TEXTS | MARKED
several = st.lists(texts, min_size=2, max_size=4, unique_by=lambda text: clean(text).casefold())


def _typed(own: list[str]) -> dict[str, Any]:
    return {"answer": own[0], "accept": own[1:2]}


def _choice(own: list[str]) -> dict[str, Any]:
    return {"answer": own[0], "distractors": own[1:]}


def _rejecting(own: list[str]) -> dict[str, Any]:
    return {"answer": own[0], "reject": {own[1]: "Not that."}}


def _several(own: list[str]) -> dict[str, Any]:
    return {"answers": own[:1], "distractors": own[1:]}


def _pairs(own: list[str]) -> dict[str, Any]:
    return {"pairs": dict(zip(own[0::2], own[1::2], strict=False))}


KINDS: Mapping[str, Callable[[list[str]], dict[str, Any]]] = {
    "typed": _typed,
    "rejecting": _rejecting,
    "choice": _choice,
    "list": lambda own: {"answers": own},
    "several choices": _several,
    "order": lambda own: {"order": own},
    "pairs": lambda own: _pairs([*own, "gold", "silver", "tin"]),
}


def cards_of(entry: Mapping[str, Any], markup: str) -> tuple[Card, ...]:
    """Return the cards of an entry; none if it is no note."""
    own = json.dumps({**entry, "markup": markup}, ensure_ascii=False)
    try:
        return tuple(read_deck(f"title: T\ncards:\n- {own}\n").cards)
    except DeckError:
        return ()


def card_of(entry: Mapping[str, Any], markup: str) -> Card | None:
    """Return the card of an entry; None if it is none."""
    return next(iter(cards_of({"question": "Which?", **entry}, markup)), None)


def marked_in(value: Any, mark: Callable[[str], str]) -> Any:
    """Return lists and mappings of texts with marks in each of them."""
    match value:
        case str():
            return mark(value)
        case dict():
            return {mark(key): marked_in(below, mark) for key, below in value.items()}
    return [marked_in(below, mark) for below in value]


def told(verdict: Verdict) -> tuple[Any, ...]:
    """Return what a verdict says, its words aside."""
    parts = [(part.name, part.given, part.right, told(part.verdict)) for part in verdict.parts]
    return verdict.outcome, verdict.score, verdict.code, parts


@st.composite
def responses(draw: Any, own: list[str], kind: str) -> tuple[Any, Any]:
    """Return an answer without marks, and the same with some."""
    given_texts = draw(st.lists(st.sampled_from(own) | TEXTS, min_size=1, max_size=4))
    marked = [draw(decorated(text)) if draw(st.booleans()) else text for text in given_texts]
    if kind == "pairs":
        labels = [*own, "gold", "silver", "tin"][0::2][: len(given_texts)]
        pairs = dict(zip(labels, given_texts, strict=False))
        return pairs, dict(zip(map(draw, map(decorated, labels)), marked, strict=False))
    if kind in ("typed", "rejecting", "choice"):
        return given_texts[0], marked[0]
    between = draw(st.sampled_from(["\n", "; ", None]))
    if between is None:
        return given_texts, marked
    return between.join(given_texts), between.join(marked)


@given(own=several, kind=st.sampled_from([*KINDS]), data=st.data())
def test_an_answer_is_judged_alike_with_and_without_markup(
    own: list[str], kind: str, data: Any
) -> None:
    entry = KINDS[kind](own)
    plain = card_of(entry, "plain")

    def mark(text: str) -> str:
        return data.draw(decorated(text))

    written = {key: marked_in(value, mark) for key, value in entry.items()}
    marked = card_of(written, "markdown")
    if plain is None or marked is None:
        assert plain is marked
        return
    used = own[:2] if kind in ("typed", "rejecting") else own
    response, with_marks = data.draw(responses(used, kind))
    options = data.draw(st.sampled_from([(), plain.task.options]))
    verdict = grade(plain, response, options=options)
    assert told(grade(marked, with_marks, options=options)) == told(verdict), with_marks
    assert told(grade(marked, response, options=options)) == told(verdict)


@given(own=several, data=st.data())
def test_blanks_are_judged_alike_with_and_without_markup(own: list[str], data: Any) -> None:
    blanks = [text for text in own if not set("{}:|\\") & set(text)]
    plain = card_of({"cloze": " and ".join(f"{{{{c1::{b}}}}}" for b in blanks)}, "plain")
    around = data.draw(st.sampled_from(["{}", "**{}**", "~~{}~~"]))
    cloze = " and ".join(around.format(f"{{{{c1::{data.draw(decorated(b))}}}}}") for b in blanks)
    marked = card_of({"cloze": cloze}, "markdown")
    if plain is None or marked is None:
        return
    response, with_marks = data.draw(responses(own, "cloze"))
    assert told(grade(marked, with_marks)) == told(grade(plain, response))


SAID = st.sampled_from(
    "true|t|yes|correct|right|false|f|no|n|wrong|not true|maybe|tru|2".split("|")
)


@given(own=several, data=st.data())
def test_both_sides_of_a_reversed_note_are_judged_alike(own: list[str], data: Any) -> None:
    plain = cards_of({"question": own[0], "answer": own[1], "reverse": True}, "plain")
    question, answer = (data.draw(decorated(text)) for text in own[:2])
    marked = cards_of({"question": question, "answer": answer, "reverse": True}, "markdown")
    if not plain or not marked:
        return
    assert len(plain) == len(marked) == 2
    response, with_marks = data.draw(responses(own[:2], "typed"))
    for one, other in zip(plain, marked, strict=True):
        score = grade(one, response).score  # the reason may be another: each side has its marks
        assert grade(other, with_marks).score == score, (other.task, with_marks)
        assert grade(other, response).score == score


@given(text=texts, is_true=st.booleans(), said=SAID, data=st.data())
def test_a_statement_is_judged_alike(text: str, is_true: bool, said: str, data: Any) -> None:
    plain = cards_of({"statement": text, "answer": is_true}, "plain")
    marked = cards_of({"statement": data.draw(decorated(text)), "answer": is_true}, "markdown")
    assert plain
    assert marked
    verdict = told(grade(plain[0], said))
    assert told(grade(marked[0], data.draw(decorated(said)))) == verdict
    assert told(grade(marked[0], said)) == verdict


@given(own=several, data=st.data())
def test_what_learners_rate_themselves_is_never_judged(own: list[str], data: Any) -> None:
    marked = card_of({"answer": data.draw(decorated(own[0])), "type": "free"}, "markdown")
    plain = card_of({"answer": own[0], "type": "free"}, "plain")
    if plain is None or marked is None:
        assert plain is marked
        return
    response, with_marks = data.draw(responses(own[:2], "typed"))
    verdict = told(grade(plain, response))
    assert told(grade(marked, with_marks)) == told(grade(marked, response)) == verdict


@given(
    answer=st.text("ab1 *_`~$\\[](){}|!&;", min_size=1, max_size=12),
    response=st.text("ab1*_`~$\\[]() {}|!&;\n", max_size=16),
    literal=st.booleans(),
)
@example(answer="2*3*4", response="2*3*4", literal=False)
@example(answer="`x`", response="`x`", literal=True)
@example(answer="ab", response="*ab*", literal=True)
def test_marks_never_make_a_right_answer_wrong(answer: str, response: str, literal: bool) -> None:
    kind = AnswerType.EXACT if literal else AnswerType.AUTO
    plain = typed(answer, type=kind)
    marked = evolve(plain.note, marks={})
    for given_text in (response, answer):
        score = grade(plain, given_text).score
        assert grade(card_of_note(marked), given_text).score >= score

"""Cards in Markdown and JSON: what goes out comes back, and no text of a stranger takes long."""

import io
import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import read_deck
from quizkit.interchange import (
    FORMATS,
    Outgoing,
    ReadOptions,
    Source,
    SourceError,
    WriteOptions,
    deck_text,
)
from quizkit.interchange.markdown.hashcards import read, write
from quizkit.interchange.markdown.spans import code_and_maths
from quizkit.model import ClozeNote, Deck, Note
from tests.strategies import written

NAMES = ("hashcards", "obsidian", "markdown", "json")

PIECES = (
    "a", "b c", "oak", "3", ".", "\n", "\n\n", "- ", "1. ", "# ", "Q:", "A:", "C:", "---", "[", "]", "(", ")", "!",
    "*", "_", "`", "```", "$", "\\", "{", "}", "<", ">", "|", "&amp;", "é", "漢", "  ", "~", "=", "::", "?", "==",
)  # fmt: skip
"""What texts of cards are made of, that some format could take for a sign."""

texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(
    lambda parts: "".join(parts).strip() or "x"
)


def back(deck: Deck) -> tuple[Deck, list[str]]:
    """Return what hashcards makes of a deck, as a deck again, and what was lost on the way."""
    to = io.BytesIO()
    lost = [loss.what for loss in write([Outgoing(deck=deck)], to, WriteOptions(), int)]
    found = read(Source(name="deck.md", data=to.getvalue()), ReadOptions(), int)
    lost += [loss.what for loss in found.losses]
    assert len(found.decks) <= 1
    if not found.decks:
        return read_deck("title: none\ncards: [{question: none, answer: none}]\n"), lost
    new = deck_text(found.decks[0], "back")
    return read_deck(new.text), lost + [loss.what for loss in new.losses]


def said(note: Note) -> tuple[str, ...]:
    """Return what a note asks and answers, white space aside."""
    rights = [right.shown for right in note.rights]
    return tuple(" ".join(text.split()) for text in (note.prompt, *rights))


@settings(max_examples=40)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=3, unique_by=lambda pair: pair[0]))
def test_questions_come_back_from_hashcards_word_by_word(pairs: list[tuple[str, str]]) -> None:
    cards = [
        {"id": f"n{number}", "question": f"{question} ({number})", "answer": answer, "type": "free"}
        for number, (question, answer) in enumerate(pairs)
    ]
    deck = read_deck(written({"title": "Trees", "cards": cards}))
    again, lost = back(deck)
    if not lost:
        assert [said(note) for note in again.notes] == [said(note) for note in deck.notes]
    else:
        assert set(lost) <= {"a card with code", "a picture or sound that is not there"}


@settings(max_examples=40)
@given(texts, st.lists(st.sampled_from(["oak", "x[0]", "a|b", "{c}", "d::e", "1."]), min_size=1))
def test_gaps_come_back_from_hashcards_word_by_word(around: str, answers: list[str]) -> None:
    blanks = " and ".join(
        "{{ " + answer.replace("::", "\\::").replace("|", "\\|") + " }}" for answer in answers
    )
    around = around.replace("{", "(").replace("}", ")")
    cards = [{"id": "n", "cloze": f"{around} : {blanks} ."}]
    deck = read_deck(written({"title": "Trees", "cards": cards}))
    again, lost = back(deck)
    assert not set(lost) - {
        "a card with code",
        "a text with gaps",
        "a picture or sound that is not there",
    }
    if not lost:
        assert [said(note) for note in again.notes] == [said(note) for note in deck.notes]
        assert all(isinstance(note, ClozeNote) for note in again.notes)


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [*PIECES, "- [x] ", "- [ ] ", "\n#flashcards ", "\n<!--SR:", "-->", "\n?\n", "<p>"]
        ),
        max_size=30,
    )
)
def test_any_text_is_read_into_a_deck_that_loads(parts: list[str]) -> None:
    for name in NAMES[:3]:
        source = Source(name="a.md", data="".join(parts).encode())
        for deck in FORMATS[name].read(source, ReadOptions(), int).decks:
            new = deck_text(deck, "any", source_format=name, media="any.media")
            assert len(new.notes) + len(new.losses) == len(deck.notes)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 5), st.sampled_from(["a", "B", "A, B", "", "1"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["question", "answer", "options", "correct", "text", "a", "b", "pairs", "order", "incorrect_answers", "type", "isCorrect", "id", "tags", "hint", "x"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=40)
@given(values)
def test_any_json_is_read_into_a_deck_that_loads(value: object) -> None:
    source = Source(name="a.json", data=json.dumps(value).encode())
    try:
        found = FORMATS["json"].read(source, ReadOptions(), int)
    except SourceError:
        return
    for deck in found.decks:
        new = deck_text(deck, "any", source_format="json", media="any.media")
        assert len(new.notes) + len(new.losses) == len(deck.notes)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_spans_stand_in_order_and_none_in_another(text: str) -> None:
    ends = [0, *(place for span in code_and_maths(text) for place in span), len(text)]
    assert ends == sorted(ends)


def grown() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield texts by their length that are bad for a reader that looks back."""
    yield "brackets", lambda n: "C: " + "[" * n
    yield "gaps", lambda n: "C: " + "[a" * (n // 3) + "]" * (n // 3)
    yield "code", lambda n: "Q: " + "`a``b```" * (n // 8) + "\nA: x"
    yield "formulas", lambda n: "Q: " + "$a$$ b " * (n // 7) + "\nA: x"
    yield "comments", lambda n: "Q: " + "<!--" * (n // 4) + "\nA: x"
    yield "pictures", lambda n: "Q: " + "![a](b" * (n // 6) + "\nA: x"
    yield "braces", lambda n: "#flashcards\n" + "{{" * (n // 2)
    yield "highlights", lambda n: "#flashcards\n" + "==a" * (n // 3)
    yield "signs in code", lambda n: "#flashcards\n" + "`::" * (n // 3)
    yield "fences", lambda n: "#flashcards\na\n?\n" + "```a\n" * (n // 5)
    yield "tildes", lambda n: "".join("~" * (3 + (n - i) % 90) + "x\n" for i in range(n // 50))
    yield "schedules", lambda n: "#flashcards\na::b " + "<!--SR:" * (n // 7)
    yield "dates", lambda n: "#flashcards\na::b\n<!--SR:" + "!2024-01-01,3,250" * (n // 17) + "-->"
    yield "boxes", lambda n: "# q\n" + "- [x] a\n\nb\n" * (n // 11)
    yield "letters", lambda n: "A. a\nB. b\n" * (n // 10) + "Answer: B"
    yield "headings", lambda n: "# a?\nb\n" * (n // 7)
    yield "summaries", lambda n: "<summary>" * (n // 9)
    yield "properties", lambda n: "---\n" + "a: b\n" * (n // 5) + "---\nQ: a\nA: b"
    yield "spaces", lambda n: "# q\n" + " " * n + "x"
    yield (
        "questions",
        lambda n: "[" + ",".join(['{"q":"a","options":["b","c"],"a":"b"}'] * (n // 40)) + "]",
    )
    yield (
        "options",
        lambda n: (
            '{"q":"a","answer":"o1","options":[' + ",".join(f'"o{i}"' for i in range(n // 7)) + "]}"
        ),
    )
    yield "entities", lambda n: '{"q":"' + "&a" * (n // 2) + '","a":"b"}'


@pytest.mark.parametrize("text", [text for _, text in grown()], ids=[name for name, _ in grown()])
def test_texts_that_are_bad_for_who_looks_back_are_read(text: Callable[[int], str]) -> None:
    """Nothing is asked of the time; where it grew with the square, this would never end."""
    found = text(24_000)
    for name in NAMES[3:] if found[0] in "[{" else NAMES[:3]:
        FORMATS[name].likely(Source(name="a.md", data=found.encode()))
        FORMATS[name].read(Source(name="a.md", data=found.encode()), ReadOptions(), int)

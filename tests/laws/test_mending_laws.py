"""Whatever stands beside what is mended: it stays, and to mend twice is to mend once."""

import re

from hypothesis import given, strategies as st

from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import check_deck
from quizkit.lint.mending import mended

BAD = [
    ["question: What is @{}?", "answer: @home"],
    ["question: Note {}: what is it?", "answer: A"],
    ['question: "Is {} \\frac?"', "answer: A"],
    ['question: "In {}:\\n  \\theta"', "answer: |-", "  A", "  B"],
    ["front: What is {}?", "back: A"],
    ["question: What is {}?", "answer: A", "accept: [A]", "hints: []"],
    ["question: What is {}?", "answers: [3,000, 4,000]"],
    ["question: What is {}?", "answer: *five", "type: nummer"],
    ["question: Who wrote {}?", "answer: Jane Austen"],
    ["question: What is {}?"],
    ["question: {} [", "answer: [A, B"],
    ["question:{}", "answer:A"],
]
COMMENTS = st.sampled_from(["", "  # a comment", "   # one: more [#2]"])


@st.composite
def entries(draw: st.DrawFn, number: int) -> str:
    """Draw a good entry, or one with something wrong, and comments."""
    lines = draw(st.sampled_from([["question: What is {}?  # two", "answer: 'A'  # A"], *BAD]))
    first, *others = [line.replace("{}", f"Q{number}") for line in lines]
    above = draw(st.sampled_from(["", "  # above\n", "\n"]))
    return f"{above}  - {first}\n" + "".join(f"    {line}\n" for line in others)


@st.composite
def texts(draw: st.DrawFn) -> str:
    count = draw(st.integers(1, 6))
    text = "title: T  # the title\ncards:\n" + "".join(draw(entries(at)) for at in range(count))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@given(texts())
def test_mending_keeps_every_good_note_and_every_comment(text: str) -> None:
    reading = parse_deck(text)
    after = mended(reading, check_deck)
    new = after.reading
    if reading.lenient_deck is not None:
        assert new.lenient_deck is not None
        assert [n.id for n in new.lenient_deck.notes if n in reading.lenient_deck.notes] == [
            n.id for n in reading.lenient_deck.notes if n in new.lenient_deck.notes
        ]
        good = {n.id for n in reading.lenient_deck.notes}
        assert good <= {n.id for n in new.lenient_deck.notes}
    assert re.findall("  # .*", new.text) == re.findall("  # .*", text)
    assert new.text.count("\r\n") == ("\r" in text) * new.text.count("\n")


@given(texts())
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mended(parse_deck(text), check_deck).reading
    twice = mended(once, check_deck)
    assert twice.reading.text == once.text
    assert not twice.done


@given(texts())
def test_what_is_done_and_what_is_left_is_what_was_found(text: str) -> None:
    reading = parse_deck(text)
    after = mended(reading, check_deck)
    if not after.done:
        assert [*after.left] == check_deck(reading)
    assert all(finding.edits for finding in after.done)

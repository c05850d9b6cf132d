"""Cards out to formats of courses and in again: no right answer is lost, and no wrong one right."""

import io
import zipfile

import pytest

from quizkit.formats import parse_deck
from quizkit.interchange import FORMATS, Outgoing, ReadOptions, Source, WriteOptions

pytest.importorskip("markdownify", reason="the extra `convert`")
FORMATS_OF_COURSES = ["moodle-xml", "qti", "canvas", "gift"]


def back(cards: str, out: str, markup: str = "plain") -> tuple[list[dict[str, object]], set[str]]:
    """Return what comes back of some cards, and what was lost on the way out."""
    deck = parse_deck(f"title: Seas\nmarkup: {markup}\ncards:\n{cards}").deck
    assert deck
    to = io.BytesIO()
    losses = FORMATS[out].write([Outgoing(deck=deck)], to, WriteOptions(), int)
    row = FORMATS["qti" if out == "canvas" else out]
    found = row.read(Source(name="a", data=to.getvalue()), ReadOptions(), int)
    assert found.losses == ()
    entries = [dict[str, object](note.entry) for each in found.decks for note in each.notes]
    for entry in entries:
        entry.pop("tags", None)
    return entries, {loss.what for loss in losses} - {"what is there already"}


@pytest.mark.parametrize("out", FORMATS_OF_COURSES)
def test_a_range_of_numbers_stays_one(out: str) -> None:
    ((entry,), lost) = back("  - {question: How deep?, min: 60, max: 100}\n", out)
    ends = {"min": "60", "max": "100"}
    assert entry.items() >= ends.items() or entry.items() >= {"answer": "80"}.items()
    assert ("min" in entry) != (entry.get("tolerance") == "20")
    assert lost == set()


@pytest.mark.parametrize("out", ["moodle-xml", "qti", "canvas"])
def test_a_range_with_units_is_judged_by_nobody(out: str) -> None:
    ((entry,), lost) = back("  - {question: How deep?, min: 60 m, max: 100 m}\n", out)
    assert entry == {"question": "How deep?", "answer": "60 m – 100 m", "type": "free"}
    assert "a range of numbers with units" in lost


@pytest.mark.parametrize("out", FORMATS_OF_COURSES)
def test_an_answer_of_several_lines_goes_as_an_essay(out: str) -> None:
    card = '  - {question: How?, answer: "for x in y:\\n    go()", type: code}\n'
    ((entry,), lost) = back(card, out)
    assert entry == {"question": "How?", "answer": "for x in y:\n    go()", "type": "free"}
    assert "an answer of several lines" in lost


def test_a_short_explanation_comes_back_from_canvas() -> None:
    card = "  - {statement: It is salt., answer: true, explanation: Taste it.}\n"
    assert back(card, "canvas")[0] == [
        {"statement": "It is salt.", "answer": "true", "explanation": "Taste it."}
    ]


@pytest.mark.parametrize("out", ["moodle-xml", "qti", "canvas"])
def test_a_reading_in_a_gap_is_no_brace_and_a_gap_in_a_formula_is_told(out: str) -> None:
    (entry,), lost = back('  - cloze: "A {{{海|うみ}}} of $x^{{{2}}}$."\n', out, "markdown")
    assert entry == {"cloze": "A {{海}} of $x^{{{2}}}$."}
    assert lost >= {"a gap in a formula"}


def test_two_spaces_in_plain_words_stay_two() -> None:
    card = "  - {question: 'Type a  b, with two.', answer: x}\n"
    for out in ("qti", "canvas", "gift"):
        assert back(card, out)[0][0]["question"] == "Type a  b, with two."


def test_items_of_ids_in_any_script_have_identifiers_of_their_own() -> None:
    text = "title: T\ncards:\n" + "".join(
        f"  - {{id: '{own}', question: What is {n}?, answer: x}}\n"
        for n, own in enumerate(("空", "海", "7", "a-b"))
    )
    deck = parse_deck(text).deck
    assert deck
    to = io.BytesIO()
    FORMATS["qti"].write([Outgoing(deck=deck), Outgoing(deck=deck)], to, WriteOptions(), int)
    data = to.getvalue()
    found = FORMATS["qti"].read(Source(name="a", data=data), ReadOptions(), int)
    ids = [note.source_id for each in found.decks for note in each.notes]
    assert ids[:4] == ["空", "海", "7", "a-b"]
    assert len({*ids}) == len(ids) == 2 * len(deck.notes)
    assert zipfile.ZipFile(to).testzip() is None

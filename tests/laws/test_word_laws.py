"""Laws of tables of words: whatever stands in the cells, what the deck says is right."""

from hypothesis import given, settings, strategies as st

from quizkit.formats import parse_deck
from quizkit.grading import Outcome, grade
from quizkit.model import Deck, WordNote, glosses

SIGNS = st.characters(exclude_categories=("C",), exclude_characters="\u2028\u2029")
WORDS = st.sampled_from(
    "run|to run|la casa|飲む|のむ|كتاب|10|ten|May|a/b|x or y|(to) go|big, large|3 km|1999|C++|don't|…|-".split(
        "|"
    )
)
CELLS = st.lists(st.one_of(WORDS, st.text(SIGNS, max_size=12)), max_size=3).map("; ".join)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5)
LANGUAGES = st.sampled_from(["en", "es", "ja", "ar", "de", "zh", "ru"])


def deck_of(rows: list[tuple[str, ...]], languages: tuple[str, str]) -> Deck | None:
    """Return the deck of a table; None if nothing of it can be read."""
    lines = "".join("    " + "\t".join(row) + "\n" for row in rows)
    one, other = languages
    head = f"languages: {{a: {one}, b: {other}}}\n  ask: [a > b, b > a, b > c]"
    text = f"title: T\nid: t\nwords:\n  columns: [a, b, c]\n  {head}\n  rows: |\n"
    return parse_deck(text + "    x\ty\tz\n" + lines).lenient_deck


@settings(max_examples=60, deadline=None)
@given(ROWS, st.tuples(LANGUAGES, LANGUAGES))
def test_each_gloss_of_a_cell_and_all_together_are_right(
    rows: list[tuple[str, ...]], languages: tuple[str, str]
) -> None:
    deck = deck_of(rows, languages)
    assert deck is not None
    assert len({card.id for card in deck.cards}) == len(deck.cards)
    for card in deck.cards:
        note = card.note
        assert isinstance(note, WordNote)
        cell = note.cells[note.table.columns.index(note.asked_of(card.id).wanted)]
        for text in ("; ".join(glosses(cell)), *glosses(cell)):
            verdict = grade(card, text, other_answers=deck.other_answers(card))
            assert verdict.outcome is Outcome.CORRECT, (card, text, verdict)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_a_word_is_right_wherever_its_row_has_all_that_is_asked(
    rows: list[tuple[str, ...]],
) -> None:
    deck = deck_of(rows, ("en", "en"))
    assert deck is not None
    notes = [note for note in deck.notes if isinstance(note, WordNote)]
    for card in deck.cards:
        ask, own = card.note.asked_of(card.id), card.note  # type: ignore[attr-defined]
        shown, wanted = (own.table.columns.index(each) for each in (ask.shown, ask.wanted))  # type: ignore[attr-defined]
        asked = set(map(str.casefold, glosses(own.cells[shown])))  # type: ignore[attr-defined]
        for note in notes:
            if asked <= set(map(str.casefold, glosses(note.cells[shown]))):
                for text in glosses(note.cells[wanted]):
                    assert grade(card, text).outcome is Outcome.CORRECT, (card, text)

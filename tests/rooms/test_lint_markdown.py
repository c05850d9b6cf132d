"""Rules over notes in Markdown: what they find is what they find of the same words without marks."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import check_deck
from quizkit.markup import is_plain
from tests.places import TESTS

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CARDS = (TESTS / "cases" / "lint_cards.txt").read_text("utf-8")
SECTIONS = [one for one in CARDS.split("\n== ")[1:] if not one.startswith(("Q117", "Q7"))]
_OF_MARKS = "Q117", "Q7"
_AS_IT_IS = frozenset(
    "type tolerance min max language lint id tags source cloze examples require unit_required case"
    " accents slips image answer_image audio".split()
)
"""Keys that hold no texts, or some in which no mark may stand around all."""


def bold(text: str) -> str:
    """Return a text in bold, if it has no marks yet."""
    return f"**{text}**" if is_plain(text) and text.strip() and text == text.strip() else text


def emphasised(text: str) -> str:
    """Return a text whose first and last word stand in other marks, if it has no marks yet."""
    if not is_plain(text) or text != text.strip() or not text.replace(" ", "").isalnum():
        return text
    first, _, rest = text.partition(" ")
    return f"*{first}* {rest}" if rest else f"__{first}__"


def marked(entry: Any, mark: Callable[[str], str], key: str = "") -> Any:
    """Return an entry with all its texts marked."""
    if isinstance(entry, dict):
        return {
            mark(name) if key and key != "examples" else name: value
            if name in _AS_IT_IS
            or (name == "answer" and "statement" in entry)
            or (name == "reverse" and value == "true")
            else marked(value, mark, name)
            for name, value in entry.items()
        }
    if isinstance(entry, list):
        return [marked(each, mark, key) for each in entry]
    return mark(entry)


def found(entries: Any, *, head: str = "", **options: Any) -> list[tuple[str, int]]:
    deck = {"title": "T", "cards": entries}
    text = yaml.safe_dump(deck, default_style="'", allow_unicode=True, width=10**6)
    reading = parse_deck(head + text)
    assert not reading.problems, reading.problems
    starts = [reading.origin(at).place().line for at in range(len(reading.good_deck.notes))]
    return sorted(
        (str(one.code), sum(start <= one.location.line for start in starts))
        for one in check_deck(reading, hints=True, **options)
        if not one.code.startswith(_OF_MARKS)
    )


def can_be_marked(card: Any) -> bool:
    """Return whether a card is plain, without line breaks, and code, which is judged with its marks."""
    return (
        card.get("type") != "code"
        and "markup" not in card
        and not any("\n" in str(text) for text in card.values())
    )


@pytest.mark.parametrize("mark", [bold, emphasised], ids=["bold", "emphasised"])
@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section[:4])
def test_cards_with_marks_have_the_findings_of_their_words(
    section: str, mark: Callable[[str], str]
) -> None:
    for line in section.strip().splitlines()[1:]:
        cards = yaml.load(f"[{line.partition(' ')[2]}]", LOADER)
        if not isinstance(cards, list) or not all(map(can_be_marked, cards)):
            continue
        decked = [marked({**card, "id": f"n{at}"}, str) for at, card in enumerate(cards)]
        with_marks = [marked(card, mark, "") for card in decked]
        if with_marks != decked:
            assert found(with_marks, head="markup: markdown\n") == found(decked), line

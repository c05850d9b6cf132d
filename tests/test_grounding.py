"""Facts compared with the paragraphs that the cards cite."""

from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import Finding, check_deck


def check(entries: str, *, head: str = "title: T\n", **options: object) -> list[Finding]:
    reading = parse_deck(f"{head}cards:\n{entries}")
    assert not reading.problems
    return check_deck(reading, **options)  # type: ignore[arg-type]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


TEXT = """\
The Harbour Bridge
The bridge over the harbour of Norwick was opened in late 1932, after more than a decade of work.
It was designed by Dr. Anna Varga and her assistant professor Tom Reed for over 30,000 vehicles a day.
Engineers of the Norwick Institute of Technology found no evidence that the salt air weakens it.
"""
HEAD = (
    "title: A Bridge\nsources:\n  text:\n    title: The Harbour Bridge\n"
    "    unknown: [publisher, published, url]\n"
)
CARDS = """\
  - question: When was the bridge of Norwick opened?
    answer: late 1932
    source: text#2
  - question: How long had the work on the bridge of Norwick taken?
    answer: more than 10 years
    accept: [over a decade]
    source: text#2
  - question: Who designed the bridge of Norwick?
    answer: Anna Varga
    type: person
    source: text#2-3
  - question: For how many vehicles a day is the bridge made?
    answer: over 30,000
    source: text#3
  - question: Of what harm did the engineers of the NIT find no evidence?
    answer: weakening by salt air
    source: text#4
"""


def test_true_cards_ground_in_the_paragraphs_that_they_cite() -> None:
    assert check(CARDS, head=HEAD, texts={"text": TEXT}) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("late 1932", "late 1923", "Q510"),
        ("over 30,000", "over 3,000", "Q510"),
        ("more than 10 years\n    accept: [over a decade]", "more than 12 years", "Q510"),
        ("late 1932", "early 1932", "Q512"),
        ("over 30,000", "under 30,000", "Q512"),
        ("Anna Varga", "Anna Nagy", "Q511"),
        ("bridge of Norwick opened", "bridge of Norwood opened", "Q511"),
        ("Of what harm did the engineers of the NIT find no evidence", "What harm did the engineers prove", "Q513"),
        ("Who designed the bridge", "Which associate designed the bridge", "Q516"),
        ("text#4", "text#9", "Q502"),
        ("source: text#4", "tags: [x]", "Q501"),
    ],
)  # fmt: skip
def test_a_card_that_departs_from_its_source_is_flagged(right: str, wrong: str, code: str) -> None:
    assert right in CARDS
    assert code in codes(check(CARDS.replace(right, wrong), head=HEAD, texts={"text": TEXT}))


def test_the_paragraph_that_has_the_number_is_named() -> None:
    entry = "  - {question: When was the bridge opened?, answer: late 1932, source: text#3}\n"
    (finding,) = check(entry, head=HEAD, texts={"text": TEXT})
    assert "cite text#2" in finding.fix


@pytest.fixture
def deck_with_copy(tmp_path: Path) -> Path:
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    deck = tmp_path / "deck.yaml"
    deck.write_text(HEAD + f"    file: bridge.txt\ncards:\n{CARDS}", "utf-8")
    return deck


def test_the_local_copy_that_the_deck_names_is_read(deck_with_copy: Path) -> None:
    assert check_deck(deck_with_copy) == []
    deck_with_copy.write_text(deck_with_copy.read_text("utf-8").replace("1932", "1923"), "utf-8")
    assert codes(check_deck(deck_with_copy)) == {"Q510"}


def test_a_missing_copy_is_an_error_unless_the_deck_has_its_digest(deck_with_copy: Path) -> None:
    from quizkit.lint.sources import digest_of

    (deck_with_copy.parent / "bridge.txt").rename(deck_with_copy.parent / "away.txt")
    assert codes(check_deck(deck_with_copy)) == {"Q502"}
    text = deck_with_copy.read_text("utf-8")
    digest = f"file: bridge.txt\n    digest: {digest_of(TEXT)}"
    deck_with_copy.write_text(text.replace("file: bridge.txt", digest), "utf-8")
    assert check_deck(deck_with_copy) == []
    (deck_with_copy.parent / "bridge.txt").write_text(TEXT.replace("\n", "  \r\n\r\n"), "utf-8")
    assert check_deck(deck_with_copy) == []
    (deck_with_copy.parent / "bridge.txt").write_text(f"{TEXT}More.\n", "utf-8")
    assert codes(check_deck(deck_with_copy)) == {"Q502"}

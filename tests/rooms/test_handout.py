"""Handouts as values: what stands in the file, what does not, and which spellings it knows."""

import base64
import hashlib
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given, settings, strategies as st

from quizkit.cli.handouts import PageOptions, pages
from quizkit.formats import parse_deck
from quizkit.model import Deck
from quizkit.web.embedded import Embedded
from quizkit.web.handout import Purpose, Wanted, handout
from quizkit.web.spellings import Forgets, Spellings, spellings
from quizkit.web.ways_to_write import ways_to_write
from tests.all_kinds import ALL_KINDS, all_kinds
from tests.commands import Run, commands_in
from tests.strategies import decks, written

NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def page(deck: Deck, folder: Path | None = None, **wanted: Any) -> str:
    return handout(deck, deck.cards, folder, Wanted(**wanted)).html


def told(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def known(answer: str, **keys: str) -> Spellings:
    lines = "".join(f"\n    {key}: {value}" for key, value in keys.items())
    deck = parse_deck(f"title: T\ncards:\n  - question: What?\n    answer: {answer}{lines}\n").deck
    assert deck
    (found,) = spellings(deck.cards[0], deck)
    return found


def test_every_script_and_style_has_its_hash_in_the_policy() -> None:
    html = page(all_kinds())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;;")
    for text in re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy[1]
    assert not re.search(r"<[^>]+ (style|on\w+)=", html.partition("<script>")[0])


def test_nothing_is_named_that_a_browser_would_load() -> None:
    html = page(all_kinds())
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", html)
    assert "url(" not in html
    assert "http://" not in html.replace("http://www.w3.org", "")


def test_a_page_without_keys_has_no_answer_in_it() -> None:
    html = page(all_kinds(), keyless=True)
    for text in ("To shorten the way", "He built railways", "It has been made longer", "193 km"):
        assert text not in html
        assert text in page(all_kinds())
    assert not {"one", "some", "pairs", "typed"} & {
        key for card in told(html)["cards"] for key in card
    }
    assert [card.get("order") for card in told(html)["cards"]] == [None] * 10


def test_the_same_seed_makes_the_same_page() -> None:
    assert page(all_kinds(), seed="a") == page(all_kinds(), seed="a")
    assert told(page(all_kinds(), seed="a"))["page"] != told(page(all_kinds(), seed="b"))["page"]


def test_an_exam_asks_one_card_of_each_note() -> None:
    deck = parse_deck(
        "title: T\ncards:\n  - cloze: '{{a}} and {{b}}'\n  - question: c\n    answer: d\n"
    ).deck
    assert deck
    assert len(told(page(deck, purpose=Purpose.EXAM))["cards"]) == 2


@settings(max_examples=12, deadline=None)
@given(decks())
def test_any_deck_becomes_a_page_that_its_texts_do_not_break(entries: dict[str, Any]) -> None:
    deck = parse_deck(written(entries)).deck
    assert deck
    html = page(deck)
    assert html.count("<script>") == html.count("</script>") - 1 == 2
    assert html.count("<article") == len(deck.cards)
    assert told(html)["mode"] == "practice"


def test_texts_of_a_deck_are_never_elements() -> None:
    deck = parse_deck(
        "title: </title><script>1</script>\n"
        "cards:\n  - question: <img src=x onerror=alert(1)>\n    answer: </script><b>\n"
    ).deck
    assert deck
    html = page(deck)
    assert "<script>1" not in html
    assert "<img" not in html
    assert "</script><b>" not in html


def test_pictures_are_within_and_those_that_are_too_much_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    deck = parse_deck(
        "title: T\ncards:\n  - question: What?\n    answer: a\n    image: a.png\n"
        "  - question: And?\n    answer: b\n    image: ../b.png\n"
    ).deck
    assert deck
    made = handout(deck, deck.cards, tmp_path, Wanted())
    assert "data:image/png;base64," in made.html
    assert made.missing == ("../b.png",)
    media = Embedded(tmp_path, most=10)
    assert media.address(deck.cards[0], "a.png") == ""
    assert media.too_large == ["a.png"]


@pytest.mark.parametrize(
    ("answer", "given", "said"),
    [
        ("164 km", "164 km", True),
        ("164 km", " 164  km ", True),
        ("164 km", "164 KM", True),
        ("164 km", "164 kilometres", True),
        ("164 km", "164 kM", None),
        ("164 km", "165 km", None),
        ("Ferdinand de Lesseps", "FERDINAND DE LESSEPS!", True),
        ("Ferdinand de Lesseps", "de lesseps", None),
        ("the Suez Canal", "suez canal.", True),
        ("twelve", "12", True),
        ("30,000", "30 000", True),
        ("30,000", "thirty thousand", True),
    ],
)
def test_spellings(answer: str, given: str, said: bool | None) -> None:
    found = known(answer).look_up(given)
    assert (found if found is None else not isinstance(found, str)) is said


def test_case_is_kept_where_the_card_keeps_it() -> None:
    assert known("Rust", case="strict").look_up("rust") is None
    assert known("print(x)", type="exact").look_up("print(X)") is None
    assert set(known("print(x)", type="code").judged) == {Forgets.NOTHING}


def test_what_is_rejected_is_wrong_and_why() -> None:
    found = known("Mars", reject="{Venus: That is nearer to the Sun.}")
    assert found.look_up("venus") == "That is nearer to the Sun."


def test_a_small_range_is_known_number_by_number() -> None:
    deck = parse_deck("title: T\ncards:\n  - question: What?\n    min: 60\n    max: 100\n").deck
    assert deck
    (found,) = spellings(deck.cards[0], deck)
    assert [found.look_up(text) for text in ("60", "75", "100", "59", "101")] == [
        1,
        1,
        1,
        None,
        None,
    ]


@given(st.text(max_size=30), st.sampled_from(["en", "de", "fr", "ja"]))
def test_any_text_has_few_other_ways(text: str, language: str) -> None:
    found = ways_to_write(text, language)
    assert len(found) <= 48
    assert text not in found


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, kinds=ALL_KINDS)


def test_the_command_writes_a_page_and_says_how_many_questions(run: Run) -> None:
    assert run("export", "kinds", "--to", "html") == "kinds.html: 10 questions\n"
    assert "is there already" not in run("export", "kinds", "-o", "kinds.html", "--force")
    assert Path("kinds.html").read_text("utf-8").startswith("<!doctype html>")


def test_options_of_pages_are_for_pages(run: Run) -> None:
    assert "--exam is for html alone" in run("export", "kinds", "--to", "csv", "--exam")
    assert "are not for html" in run("export", "kinds", "--to", "html", "--schedule")
    assert "do not go together" in run("export", "kinds", "--to", "html", "--due", "--exam")


def test_a_page_of_today_has_the_cards_that_are_due(run: Run) -> None:
    run("config", "new", "3")
    assert run("export", "kinds", "--to", "html", "--due") == "kinds.html: 3 questions\n"
    run("config", "new", "0")
    assert "nothing is due" in run("export", "kinds", "--to", "html", "--due", "--force")


def test_without_its_packages_it_says_what_brings_them(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "markupsafe", None)
    for name in [name for name in sys.modules if name.startswith("quizkit.web")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(click.UsageError, match=r"pip install 'quizkit\[web\]'"):
        pages(["kinds"], PageOptions(), NOW, Path("p.db"))

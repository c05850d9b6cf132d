"""Pages that only tell: plots with their numbers, a deck, a card, a return after a break, `stats --html`."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli
from quizkit.stats import Bin, Share, Statistics, Week
from quizkit.web import plots
from tests.web.learned import CART, study
from tests.web.served import KINDS, START, Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    study(tmp_path / "p.db", 5, START)
    with Served(tmp_path / "p.db", CART, KINDS) as running:
        yield running


def test_statistics_are_plots_with_their_numbers(served: Served) -> None:
    page = served.browser().get("/stats")
    assert page.html.count("<svg") >= 3
    assert page.html.count("The numbers") >= 3
    assert "<title id=" in page.html
    assert "style=" not in page.html
    assert "The past year" in page.words
    assert len(page.html.encode()) < 60_000
    of_none = served.browser().get("/stats?deck=kinds")
    assert "No answers yet" in of_none.words


def test_a_deck_lists_its_cards_and_a_card_tells_its_history(served: Served) -> None:
    page = served.browser().get("/deck/cart")
    link = re.search(r'href="(/deck/cart/[^"]+)"', page.html)
    assert link is not None
    card = served.browser().get(link[1])
    assert "How it is judged" in card.words
    assert "Your answers" in card.words
    assert served.browser().get("/deck/none").status == 404
    assert served.browser().get("/deck/cart/none").status == 404


def test_a_return_after_a_break_is_asked_how_much(tmp_path: Path) -> None:
    study(tmp_path / "p.db", 40, START - timedelta(days=200))
    with Served(tmp_path / "p.db", CART) as served:
        browser = served.browser()
        page = browser.study(deck="cart")
        if "Welcome back" not in page.words:
            pytest.skip("too little waits")
        limit = page.hidden["limit"]
        some = browser.post("/study", {"deck": "cart", "limit": limit, "mode": "study"})
        assert f"1 of {limit}" in some.words


def test_stats_are_written_as_a_page(tmp_path: Path) -> None:
    study(tmp_path / "p.db", 5, START)
    out = tmp_path / "stats.html"
    command = [
        "stats",
        "--html",
        str(out),
        "--progress",
        str(tmp_path / "p.db"),
        "--now",
        "2026-03-02T09:00Z",
    ]
    found = CliRunner().invoke(cli, command)
    assert found.exit_code == 0, found.output
    text = out.read_text("utf-8")
    assert "<svg" in text
    assert "default-src 'none'" in text
    assert not re.search(r'(?:src|href)="', text)


def empty(**given: object) -> Statistics:
    nothing = {
        "answers": 0,
        "cards": 0,
        "spent": timedelta(),
        "desired": 0.9,
        "today": 740_000,
        "retention": Share(),
        "retention_30": Share(),
        "forecast": (0,) * 30,
        "days": {},
        "bins": (),
        "weeks": (),
        "hard": (),
    }
    return Statistics(**{**nothing, **given})  # type: ignore[arg-type]


def test_an_empty_plot_says_so() -> None:
    assert plots.year(empty()).empty == "Not enough answers yet."
    assert plots.weeks(empty()).empty
    assert plots.predicted(empty()).empty
    assert plots.coming(empty()).empty == "Nothing falls due in the coming days."


def test_the_year_has_a_cell_a_day_and_a_row_of_numbers_for_each_with_answers() -> None:
    plot = plots.year(empty(days={740_000: 5, 739_999: 1}))
    assert sum(path.count("M") for path in plot.values["paths"]) in range(365, 372)
    assert [row[1] for row in plot.table.rows] == ["5", "1"]


def test_bars_and_discs_stay_in_their_frames() -> None:
    bars = plots.coming(empty(forecast=(4, 0, 2, *(0,) * 27))).values["bars"]
    assert [bar["height"] for bar in bars] == [120, 60]
    discs = plots.predicted(empty(bins=(Bin(0.9, 1.0, 0.95, Share(9, 10)),))).values["discs"]
    assert discs == [{"x": 190.0, "y": 20.0, "r": 12.0}]
    week = Week(739_998, Share(3, 4), 2, timedelta(minutes=30))
    assert plots.weeks(empty(weeks=(week,))).table.rows[0][1:] == ("75%", "15 min", "2 days")

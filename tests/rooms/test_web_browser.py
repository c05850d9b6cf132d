"""The pages in a real browser: keys, order, sending, focus; axe, overflow and both themes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizkit.progress import Answered
from quizkit.session import Asking
from quizkit.store import open_store
from tests.web.browsers import required
from tests.web.served import KEY, Kept, Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    program = required()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with Served(tmp_path / "p.db") as running:
        yield running


@pytest.fixture
def page(chromium: Any, served: Served) -> Iterator[Any]:
    yield from opened(chromium, served)


def opened(chromium: Any, served: Served, **options: Any) -> Iterator[Any]:
    """Yield a page on the decks; nothing may be said on its console, or asked of another host."""
    context = chromium.new_context(viewport={"width": 800, "height": 700}, **options)
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if home(served) not in asked.url else 0)
    page.goto(f"{home(served)}/?key={KEY}")
    yield page
    expected = getattr(page, "expected", ())
    assert [text for text in said if not any(part in text for part in expected)] == []
    context.close()


def home(served: Served) -> str:
    return f"http://127.0.0.1:{served.port}"


def begun(page: Any, mode: str = "study") -> None:
    with page.expect_navigation():
        page.click(f"button[value={mode}]")


def press(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def screen(served: Served) -> Any:
    return next(reversed(served.server.sittings._open.values())).session.screen


def answers(served: Served) -> list[Answered]:
    with open_store(served.progress) as store:
        return [event for event in store.events() if isinstance(event, Answered)]


def to_card(page: Any, served: Served, note: str) -> None:
    """Bury cards until one is asked."""
    while screen(served).card.note.id != note:
        page.keyboard.press("Escape") if page.evaluate(
            "document.activeElement.matches('input, textarea')"
        ) else None
        press(page, "b")


def test_a_sitting_over_all_kinds_by_keyboard(page: Any, served: Served) -> None:
    press(page, "1")  # the first deck
    seen = []
    for _ in range(40):
        kind = page.get_attribute("#step", "data-kind")
        if kind == "summary":
            break
        seen.append(kind)
        if kind == "feedback":
            press(page, "Enter")
        elif kind in ("one", "several"):
            right = screen(served).card.task.rights[0].shown
            digit = str(screen(served).options.index(right) + 1)
            if kind == "one":
                press(page, digit)
            else:
                page.keyboard.press(digit)
                press(page, "Enter")
        elif kind == "pairs":
            page.keyboard.press("1")
            page.keyboard.press("2")
            press(page, "Enter")
        elif kind == "order":
            page.focus(".handle")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Escape")
            page.click(".primary") if page.evaluate("document.activeElement.blur()") else None
            press(page, "Enter")
        elif kind == "pause":
            page.keyboard.press("q")
            page.wait_for_url("**")
        elif kind == "block":
            page.keyboard.type("ships")
            press(page, "Control+Enter")
        elif kind == "cloze":
            page.keyboard.type("1869")
            press(page, "Enter")
        else:
            page.keyboard.type("164 km")
            press(page, "Enter")
    assert {"one", "several", "pairs", "order", "block", "cloze", "line"} <= set(seen)
    assert len(answers(served)) >= 9


def test_a_double_click_is_one_answer(page: Any, served: Served) -> None:
    begun(page)
    with page.expect_navigation():
        page.dblclick("button[value=show]:not(.first)")
    page.wait_for_selector(".verdict")
    assert len(answers(served)) == 1


def test_the_history_grows_by_one_and_back_leads_out(page: Any, served: Served) -> None:
    before = page.evaluate("history.length")
    begun(page)
    for _ in range(3):
        with page.expect_navigation():
            page.click("button[value=show]:not(.first)")
        press(page, "Enter")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    assert page.url == f"{home(served)}/"


def test_a_stale_tab_changes_nothing(page: Any, served: Served) -> None:
    begun(page)
    other = page.context.new_page()
    other.goto(page.url)
    with page.expect_navigation():
        page.click("button[value=show]:not(.first)")
    with other.expect_navigation():
        other.click("button[value=show]:not(.first)")
    assert "That was taken already; here is where you are." in other.inner_text("main")
    assert len(answers(served)) == 1


def test_a_server_that_is_gone_takes_no_answer_away(chromium: Any, tmp_path: Path) -> None:
    cache = Kept()
    with Served(tmp_path / "p.db", cache=cache) as served:
        pages = opened(chromium, served)
        page = next(pages)
        page.expected = ("ERR_CONNECTION_REFUSED", "503")
        begun(page)
        page.fill(".field", "164 km")
    page.keyboard.press("Enter")
    page.wait_for_selector("#alert:not(:empty)")
    assert "quizkit does not answer: start it again" in page.inner_text("#alert")
    assert page.input_value(".field") == "164 km"
    with Served(tmp_path / "p.db", cache=cache, port=served.port) as again:
        press(page, "Enter")
        assert page.inner_text("h1").endswith("Right")
        assert len(answers(again)) == 1
        next(pages, None)


def test_a_locked_store_gives_no_verdict(page: Any, served: Served) -> None:
    page.expected = ("503",)
    begun(page)
    page.fill(".field", "164 km")
    other = sqlite3.connect(served.progress, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        page.keyboard.press("Enter")
        page.wait_for_selector("#alert:not(:empty)", timeout=30_000)
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert "Your answer is not saved yet" in page.inner_text("#alert")
    assert page.input_value(".field") == "164 km"
    assert page.query_selector(".verdict") is None
    press(page, "Enter")
    assert page.query_selector(".verdict.correct")


def test_items_are_put_in_order_by_keys_and_by_dragging(page: Any, served: Served) -> None:
    begun(page)
    to_card(page, served, "years")
    words = page.eval_on_selector_all(".item", "items => items.map(i => i.dataset.words)")
    page.focus(".item:nth-child(1) .handle")
    page.keyboard.press("ArrowDown")
    moved = page.eval_on_selector_all(".item", "items => items.map(i => i.dataset.words)")
    assert moved == [words[1], words[0], *words[2:]]
    assert page.inner_text("#status") == f"{words[0]}: place 2 of 4"
    handle = page.locator(".item:nth-child(4) .handle").bounding_box()
    top = page.locator(".item:nth-child(1)").bounding_box()
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(top["x"] + 20, top["y"] + 30, steps=5)
    page.mouse.move(top["x"] + 20, top["y"] + 2, steps=5)
    page.mouse.up()
    dragged = page.eval_on_selector_all(".item", "items => items.map(i => i.dataset.words)")
    assert dragged == [words[3], words[1], words[0], words[2]]
    with page.expect_navigation():
        page.click(".primary")
    assert answers(served)[0].response == dragged


def test_a_held_enter_takes_no_grade(page: Any, served: Served) -> None:
    begun(page)
    page.fill(".field", "164 km")
    press(page, "Enter")
    turn = page.input_value("input[name=turn]")
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', repeat: true, bubbles: true, cancelable: true}))"
    )
    page.wait_for_timeout(200)
    assert page.input_value("input[name=turn]") == turn


def test_escape_leaves_a_field_and_keys_then_do_something(page: Any, served: Served) -> None:
    begun(page)
    page.keyboard.type("h")
    assert page.input_value(".field") == "h"
    page.keyboard.press("Escape")
    press(page, "h")
    assert "More than 100 km." in page.inner_text("main")


def test_single_keys_can_be_turned_off(page: Any, served: Served) -> None:
    page.goto(f"{home(served)}/settings")
    page.check("input[value=off]")
    with page.expect_navigation():
        page.click("button.primary")
    page.goto(home(served))
    page.keyboard.press("1")
    page.wait_for_timeout(150)
    assert page.url == f"{home(served)}/"


def test_feedback_is_said_with_the_default_grade(page: Any, served: Served) -> None:
    begun(page)
    page.fill(".field", "164 m")
    press(page, "Enter")
    focused = page.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert focused == "verdict right"
    assert page.evaluate("document.activeElement.textContent").startswith("Go on")
    assert page.title().startswith("Wrong – The Suez Canal")


def test_every_page_is_accessible_and_fits(chromium: Any, served: Served) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    for width, theme in ((1100, "light"), (390, "dark"), (320, "light"), (320, "dark")):
        pages = opened(chromium, served, color_scheme=theme)
        page = next(pages)
        page.set_viewport_size({"width": width, "height": 700})

        def look(what: str, page: Any = page, at: str = f"{width} {theme}") -> None:
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                found.append(f"{at} {what}: {wide} px too wide")
            for violation in axe.run(page).response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:2]]
                found.append(f"{at} {what}: {violation['id']} {nodes}")

        look("decks")
        page.click("button[value=practice]")
        for _ in range(40):
            kind = page.get_attribute("#step", "data-kind")
            look(kind)
            if kind == "summary":
                break
            with page.expect_navigation():
                target = ".primary" if kind == "feedback" else "button[value=show]:not(.first)"
                page.click(target)
        for path in ("stats", "deck/kinds", "deck/kinds/length", "settings"):
            page.goto(f"{home(served)}/{path}")
            look(path)
        page.click("summary") if page.query_selector("summary") else None
        next(pages, None)
    assert found == [], "\n".join(found)


def test_a_form_of_another_origin_is_refused(page: Any, served: Served, tmp_path: Path) -> None:
    begun(page)
    assert isinstance(screen(served), Asking)
    status = page.evaluate(
        """async (path) => (await fetch(path, {method: 'POST', body: new URLSearchParams({do: 'show', turn: '0'}),
        headers: {}, referrerPolicy: 'no-referrer'})).status""",
        page.url,
    )
    assert status in (200, 403)

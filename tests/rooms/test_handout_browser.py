"""A handout in a real browser, from its file: asked, judged, kept, saved, read without script."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quizkit.grading import Outcome, grade
from quizkit.progress import Answered
from quizkit.scheduling import Rating
from quizkit.store import read_store
from quizkit.web.handout import Purpose, Wanted, handout
from quizkit.web.judging import key_of_card
from quizkit.web.results import read_result, results
from tests.all_kinds import ALL_KINDS, all_kinds
from tests.commands import answered, commands_in
from tests.page_answers import responses
from tests.web.browsers import required

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    program = required()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program)
        yield browser
        browser.close()


def made(folder: Path, **wanted: Any) -> str:
    """Write a handout of the deck with all kinds, and return its address."""
    deck = all_kinds()
    path = folder / "handout.html"
    path.write_text(handout(deck, deck.cards, None, Wanted(seed="1", **wanted)).html, "utf-8")
    return path.as_uri()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens a handout; nothing may be said on its console, or asked of a network."""
    contexts, said = [], []

    def open_it(wanted: dict[str, Any] | None = None, **options: Any) -> Any:
        at = made(tmp_path, **(wanted or {}))
        context = chromium.new_context(**{"viewport": {"width": 800, "height": 700}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda asked: said.append(asked.url) if asked.url != at else None)
        page.goto(at)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [text for text in said if not text.startswith(("blob:", "data:"))] == []


def to_go(page: Any) -> str:
    text: str = page.locator("#place span").inner_text()
    return text


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def typed(page: Any, text: str) -> None:
    page.keyboard.type(text)
    press(page, "Enter")


def by_keyboard(page: Any) -> None:
    """Answer every question of the deck, all of them by keys."""
    press(page, "Enter")
    typed(page, "164 KM")
    press(page, "Enter")
    whose = page.locator(".option", has_text="Ferdinand").locator("kbd").inner_text()
    press(page, whose, "Enter")
    for name in ("Panama", "Suez"):
        press(page, page.locator(".option", has_text=name).locator("kbd").inner_text())
    press(page, "Enter", "Enter")
    press(page, page.locator(".option", has_text="false").locator("kbd").inner_text(), "Enter")
    north = page.locator("#pair0 option").all_inner_texts().index("north")
    press(page, str(north), str(3 - north), "Enter", "Enter")
    in_order(page, ["Port Said", "Ismailia", "Suez"])
    press(page, "Escape")
    page.locator("#asked").focus()
    press(page, "Enter", "Enter")
    typed(page, "mediterranean")
    press(page, "Enter")
    page.keyboard.type("Blue, red; GREEN")
    page.get_by_role("button", name="Answer").focus()
    press(page, "Enter", "Enter")
    page.keyboard.type("for trade")
    page.get_by_role("button", name="Answer").focus()
    press(page, "Enter", "y")
    typed(page, "القاهرة")
    press(page, "Enter")


def in_order(page: Any, wanted: list[str]) -> None:
    for place, text in enumerate(wanted):
        while page.locator(".item").nth(place).locator("span").nth(1).inner_text() != text:
            page.get_by_role("button", name=f"Up: {text}").focus()
            press(page, "Enter")


def saved(page: Any) -> str:
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save the result").click()
    return Path(coming.value.path()).read_text("utf-8")


def test_all_kinds_are_answered_by_keyboard_and_the_result_is_saved(opened: Opened) -> None:
    page = opened()
    by_keyboard(page)
    assert page.locator("h1:visible").inner_text() == "Summary"
    assert page.locator(".score").inner_text() == "10 of 10 points (100 %)"
    text = saved(page)
    judgement = results(read_result(text), [all_kinds()])
    assert judgement.points == len(judgement.answers) == 10
    assert not judgement.edited
    assert not any(each.page_differs or each.learner_differs for each in judgement.answers)
    assert [each.answer.page for each in judgement.answers].count("compare") == 1


def test_what_is_rejected_is_wrong_for_its_reason_and_what_is_unknown_is_compared(
    opened: Opened,
) -> None:
    page = opened()
    press(page, "Enter")
    typed(page, "193 km")
    assert page.locator(".verdict h2").inner_text().endswith("Wrong: That is what it is today.")
    page.reload()
    assert "1 answered" in to_go(page)
    page.evaluate("localStorage.clear()")
    page.reload()
    press(page, "Enter")
    typed(page, "164000 m")
    assert page.locator(".verdict h2").inner_text().endswith("Compare")
    page.get_by_role("button", name="No").click()
    kept = page.evaluate("JSON.parse(localStorage.getItem(localStorage.key(0)))")
    assert [(a["page"], a["self"], a["score"]) for a in kept["answers"]] == [("compare", False, 0)]


def test_an_answer_is_kept_before_its_feedback_and_a_reload_goes_on(opened: Opened) -> None:
    page = opened()
    press(page, "Enter")
    page.evaluate(
        "() => { window.seen = []; const own = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (...all) {"
        " seen.push(Boolean(document.querySelector('.verdict'))); own.apply(this, all); }; }"
    )
    typed(page, "164 km")
    assert page.evaluate("seen") == [False]
    page.reload()
    assert "1 answered, 9 to go" in to_go(page)


def test_a_browser_that_keeps_nothing_is_said_first(opened: Opened, tmp_path: Path) -> None:
    page = opened()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    )
    page.reload()
    assert "keeps nothing" in page.locator(".alarm:visible").inner_text()
    press(page, "Enter")
    assert "keeps nothing" in page.locator("#alarm").inner_text()
    typed(page, "164 km")
    assert page.locator(".verdict").is_visible()


def test_an_exam_reaches_all_counts_what_is_open_and_tells_at_the_end(opened: Opened) -> None:
    page = opened({"purpose": Purpose.EXAM})
    page.get_by_label("Your name").fill("Anna")
    page.get_by_role("button", name="Begin").click()
    place = page.evaluate(
        "JSON.parse(document.getElementById('told').textContent).cards.findIndex((c) => c.id.endsWith('#long'))"
    )
    page.get_by_role("button", name=f"Question {place + 1},").click()
    page.keyboard.type("165 km")
    page.reload()
    field = page.locator("#stage input")
    assert field.input_value() == "165 km"
    field.fill("164 km")
    assert page.locator(".verdict").count() == 0
    page.get_by_role("button", name="Hand in").first.click()
    assert "9 questions are open:" in page.locator("#stage").inner_text()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Hand in").first.click()
    page.get_by_role("button", name="Hand in").first.click()
    assert page.locator(".score").inner_text() == "1 of 10 points (10 %)"
    told = json.loads(saved(page))
    assert (told["name"], told["mode"], len(told["answers"])) == ("Anna", "exam", 10)
    assert results(read_result(json.dumps(told)), [all_kinds()]).points == 1


def test_a_page_without_keys_only_collects(opened: Opened) -> None:
    page = opened({"keyless": True})
    assert "Lesseps</dd>" not in page.content()
    page.get_by_role("button", name="Begin").click()
    typed(page, "164 km")
    assert page.locator(".verdict").count() == 0
    assert "1 answered" in to_go(page)


def test_a_page_of_today_says_its_day_and_mode(opened: Opened) -> None:
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    page = opened({"purpose": Purpose.STUDY, "made": now})
    assert "your cards of 1 March 2026" in page.locator("#about").inner_text()
    press(page, "Enter")
    typed(page, "164 km")
    kept = page.evaluate("JSON.parse(localStorage.getItem(localStorage.key(0)))")
    assert kept["mode"] == "study"


def test_items_are_put_in_order_by_dragging(opened: Opened) -> None:
    page = opened()
    press(page, "Enter")
    while page.locator(".item").count() == 0:
        page.get_by_role("button", name="Show me").click()
        page.locator("#stage .row button").first.click()
    texts = page.locator(".item > span:nth-child(2)").all_inner_texts()
    first = page.locator(".handle").first.bounding_box()
    last = page.locator(".item").last.bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(first["x"] + 5, last["y"] + last["height"] - 4, steps=6)
    page.mouse.up()
    assert page.locator(".item > span:nth-child(2)").all_inner_texts() == [*texts[1:], texts[0]]
    assert "place 3 of 3" in page.locator("#said").inner_text()


def test_all_questions_and_answers_are_there_without_script(opened: Opened) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("article").count() == 10
    assert not page.locator(".right:visible").count()
    page.locator("summary", has_text="Answer").first.click()
    assert page.locator(".right:visible").first.inner_text() == "164 km"


def test_print_has_the_questions_and_the_key_on_pages_of_its_own(opened: Opened) -> None:
    page = opened()
    press(page, "Enter")
    page.emulate_media(media="print")
    assert page.locator("article:visible").count() == 10
    assert not page.locator("#stage").is_visible()
    assert page.locator("details.key:visible").count() == 0
    key = page.locator(".printed")
    assert key.is_visible()
    assert key.evaluate("node => getComputedStyle(node).breakBefore") == "page"
    assert "Ferdinand de Lesseps" in key.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 390, 320])
def test_no_page_breaks_a_rule_of_axe_or_overflows(opened: Opened, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 800}
    page = opened(viewport=size, color_scheme=scheme, bypass_csp=True)
    axe = Axe()

    def look() -> None:
        found = axe.run(page).response["violations"]
        assert [(each["id"], [n["html"] for n in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    look()
    press(page, "Enter")
    while page.locator("h1:visible").inner_text() != "Summary":
        look()
        page.get_by_role("button", name="Show me").click()
        look()
        page.locator("#stage .row button").first.click()
    look()


def test_focus_is_on_what_comes_next_and_the_verdict_describes_it(opened: Opened) -> None:
    page = opened()
    press(page, "Enter")
    typed(page, "193 km")
    focused = page.evaluate(
        "[document.activeElement.textContent, document.activeElement.getAttribute('aria-describedby')]"
    )
    assert focused[0].startswith("Next")
    for name in focused[1].split():
        assert page.locator(f"#{name}").inner_text()
    assert page.title() == "Wrong – All nine kinds"


def test_a_field_takes_commands_behind_a_colon(opened: Opened) -> None:
    page = opened()
    press(page, "Enter")
    typed(page, ":h")
    assert page.locator(".hint").inner_text() == "Less than 200 km"
    press(page, "Escape", "h")
    assert page.locator(".hint").count() == 2
    press(page, "Escape")
    typed(page, "164 km")
    press(page, "Enter")
    kept = page.evaluate("JSON.parse(localStorage.getItem(localStorage.key(0)))")
    assert [answer["hints"] for answer in kept["answers"]] == [2]


def test_todays_cards_answered_offline_count_once_at_their_instants(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = commands_in(tmp_path, monkeypatch, kinds=ALL_KINDS)
    run("export", "kinds", "--to", "html", "--due", "-o", "today.html")
    page = chromium.new_page(timezone_id="Asia/Kolkata")
    page.clock.install(time=datetime(2026, 3, 1, 10, 30, tzinfo=UTC))
    page.goto((tmp_path / "today.html").as_uri())
    press(page, "Enter")
    typed(page, "164000 m")
    press(page, "n")
    page.get_by_role("button", name="Show me").click()
    page.get_by_role("button", name="Next").click()
    Path("result.json").write_text(stopped(page), "utf-8")
    page.close()
    run("play", "kinds", "--new", "2", typed="193 km\n\nq\n", at="2026-03-01T12:00+00:00")
    before = answered()
    for _ in range(2):
        run("merge", "result.json", at="2026-03-01T13:00+00:00")
    assert len(before) > 0
    assert len(answered()) == len(before) + 2
    with read_store("p.db") as store:
        found = [event for event in store.events() if event.id.writer.startswith("result-")]
    first, second = (event for event in found if isinstance(event, Answered))
    assert first.at.isoformat()[:16] == "2026-03-01T16:00"
    assert first.at.isoformat()[-6:] == "+05:30"
    assert (first.outcome, first.rating, first.practice) == ("correct", Rating.GOOD, False)
    assert (second.response, second.outcome, second.rating) == (None, "wrong", Rating.AGAIN)


def stopped(page: Any) -> str:
    page.get_by_role("button", name="Stop here").click()
    return saved(page)


def test_what_the_page_says_in_a_browser_the_grader_says_too(opened: Opened) -> None:
    page, deck = opened(), all_kinds()
    asked = []
    for card in deck.cards:
        key = key_of_card(card, deck, Random(card.id))
        asked += [(key, response) for response in responses(key, Random(card.id))]
    said = page.evaluate(
        "(asked) => asked.map(([card, response]) => judging.judge(card, response))",
        [[key.as_json(keyless=False), response] for key, response in asked],
    )
    pages = set()
    for (key, response), told in zip(asked, said, strict=True):
        others = deck.other_answers(key.card)
        verdict = grade(key.card, response, options=key.options, other_answers=others)
        pages.add(told["page"])
        if told["page"] == "correct":
            assert verdict.outcome.remembered, (key.card.id, response)
        if told["page"] == "wrong":
            assert verdict.outcome is Outcome.WRONG, (key.card.id, response)
    assert pages == {"correct", "partial", "wrong", "compare"}


def test_an_empty_field_takes_the_direction_of_its_question(opened: Opened) -> None:
    page = opened()
    press(page, "Enter")
    assert page.locator("#stage input").get_attribute("dir") == "ltr"
    while "مصر" not in page.locator("#asked").inner_text():
        page.get_by_role("button", name="Show me").click()
        page.locator("#stage .row button").first.click()
    field = page.locator("#stage input")
    assert field.get_attribute("dir") == "rtl"
    field.fill("Cairo")
    assert field.evaluate("node => [node.dir, getComputedStyle(node).direction]") == ["auto", "ltr"]


def test_in_forced_colours_what_is_picked_is_seen(opened: Opened) -> None:
    page = opened({"purpose": Purpose.EXAM}, forced_colors="active", has_touch=True)
    page.get_by_role("button", name="Begin").tap()
    while not page.locator("#stage .option[aria-pressed]").count():
        page.get_by_role("button", name="Next").tap()
    page.locator("#stage .option").first.tap()
    picked = page.locator("#stage .option[aria-pressed=true]")
    assert picked.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    assert "1 answered" in to_go(page)

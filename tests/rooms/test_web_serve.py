"""Pages of `quizkit serve`: every kind without a script, the same events as a terminal, each turn once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizkit.cli.serving import loaded
from quizkit.formats.deck_yaml import load_deck
from quizkit.progress import Answered
from quizkit.session import Asking, Command, Finished, Judged, Rate, Respond, start
from quizkit.store import open_store
from tests.web.served import KINDS, START, Browser, Kept, Page, Served

RIGHT: dict[str, dict[str, str | list[str]]] = {
    "length": {"text": "164000 m"},
    "seas": {"text": "Red Sea; Mediterranean Sea"},
    "opening": {"line-1": "1869", "line-2": "Ismail Pasha"},
    "lock": {"text": "It lifts ships."},
}
"""Right answers to what is typed; the others are picked by what the page shows."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with Served(tmp_path / "progress.db") as running:
        yield running


@pytest.fixture
def browser(served: Served) -> Browser:
    return served.browser()


def session_of(served: Served):
    return next(reversed(served.server.sittings._open.values())).session


def right_fields(asking: Asking) -> dict[str, str | list[str]]:
    """Return the fields of a right answer, picks by their places."""
    card, options = asking.card, asking.options
    note = card.note.id
    if note in RIGHT:
        return {"do": "answer", **RIGHT[note]}
    rights = [right.shown for right in card.task.rights]
    places = {text: str(n) for n, text in enumerate(options, 1)}
    if note == "years":
        return {"do": "answer"} | {
            f"place-{places[text]}": str(n) for n, text in enumerate(rights, 1)
        }
    if note == "cities":
        return {"do": "answer"} | {f"match-{n}": places[text] for n, text in enumerate(rights, 1)}
    if note == "canals":
        return {"do": "answer", "tick": [places[text] for text in rights]}
    return {"pick": places[rights[0]]}


def test_every_kind_is_answered_without_a_script(served: Served, browser: Browser) -> None:
    page = browser.study()
    seen = set()
    while isinstance(screen := session_of(served).screen, Asking):
        seen.add(screen.card.note.id)
        page = browser.post(browser.at, {"turn": page.turn, **right_fields(screen)})
        judged = session_of(served).screen
        assert isinstance(judged, Judged), page.words
        assert judged.right or judged.self_rated, (screen.card.id, judged.response)
        page = browser.send(page, grade="4" if 4 in judged.offers else "3")
    assert seen == {note.id for note in load_deck(KINDS).notes}
    assert isinstance(session_of(served).screen, Finished)
    assert "Summary" in page.title
    assert "9 cards" in page.words


def test_a_page_saves_the_events_that_a_terminal_saves(served: Served, browser: Browser) -> None:
    page = browser.study()
    inputs = []
    while isinstance(screen := session_of(served).screen, Asking):
        fields = right_fields(screen) if len(inputs) % 3 else {"do": "show"}
        page = browser.post(browser.at, {"turn": page.turn, **fields})
        page = browser.post(browser.at, {"turn": page.turn, "do": "next"})
        inputs = list(session_of(served).inputs)
        if len(inputs) > 30:
            break
    web = session_of(served)
    plan = web.plan
    session = start(plan, served_progress_at_first(served), web.began)
    events = []
    for done in web.inputs:
        session, effects = session.step(done.given, done.at)
        events += [effect.event for effect in effects]
    with open_store(served.progress) as store:
        assert [e for e in store.events() if e.id.writer == plan.writer] == events
    assert all(isinstance(d.given, Respond | Rate | Command) for d in web.inputs)


def served_progress_at_first(served: Served):
    session = session_of(served)
    return session.earlier[0].progress


def test_a_turn_is_taken_once(served: Served, browser: Browser) -> None:
    first = browser.study()
    shown = browser.send(first, do="show")
    again = browser.send(first, do="show")
    assert "That was taken already; here is where you are." in again.words
    assert again.turn == shown.turn
    assert "taken already" not in browser.get(browser.at).words
    assert len(answers(served)) == 1


def answers(served: Served) -> list[Answered]:
    with open_store(served.progress) as store:
        return [event for event in store.events() if isinstance(event, Answered)]


def test_an_answer_is_on_disk_before_its_feedback(served: Served, browser: Browser) -> None:
    page = browser.study()
    browser.ask("POST", browser.at, f"turn={page.turn}&do=show")
    assert len(answers(served)) == 1


def test_what_is_missing_is_asked_for_with_what_was_given(served: Served, browser: Browser) -> None:
    page = browser.study()
    while session_of(served).screen.card.note.id != "years":
        page = browser.send(page, do="bury")
    page = browser.send(page, do="answer", place_1="2", place_2="1")
    assert page.status == 422
    assert "2 places to give yet." in page.words
    assert page.html.count(" selected") == 2
    assert not answers(served)
    page = browser.send(page, do="answer", place_1="2", place_2="2")
    assert "give each a place of its own" in page.words


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "dance"},
        {"grade": "5"},
        {"pick": "99"},
        {"pick": "-1"},
        {"do": "answer", "turn": "x"},
        {},
    ],
)
def test_a_broken_form_is_400(served: Served, browser: Browser, fields: dict[str, str]) -> None:
    page = browser.study()
    while session_of(served).screen.card.note.id != "builder":
        page = browser.send(page, do="bury")
    assert browser.post(browser.at, {"turn": page.turn, **fields}).status == 400


def test_a_grade_on_a_question_is_refused_in_place(served: Served, browser: Browser) -> None:
    page = browser.study()
    answer = browser.send(page, grade="3")
    assert answer.status == 409
    assert "does not go with a question" in answer.words


def test_a_sitting_survives_a_restart(tmp_path: Path) -> None:
    cache = Kept()
    with Served(tmp_path / "p.db", cache=cache) as served:
        browser = served.browser()
        page = browser.send(browser.study(), do="show")
        at, title = browser.at, page.title
    with Served(tmp_path / "p.db", cache=cache) as served:
        browser = served.browser()
        page = browser.get(at)
        assert page.title == title
        page = browser.send(page, do="next")
        assert page.status == 200
        assert len(answers(served)) == 1


def test_a_sitting_that_lags_behind_the_log_is_over(tmp_path: Path) -> None:
    cache = Kept()
    with Served(tmp_path / "p.db", cache=cache) as served:
        browser = served.browser()
        page = browser.study()
        before = dict(cache.values)
        browser.send(page, do="show")
        at = browser.at
    cache.values = before
    with Served(tmp_path / "p.db", cache=cache) as served:
        page = served.browser().get(at)
        assert page.status == 410
        assert "This session is over. Every answer you gave is saved." in page.words


def test_a_sitting_of_a_changed_deck_is_over(tmp_path: Path) -> None:
    cache, deck = Kept(), tmp_path / "kinds.yaml"
    deck.write_bytes(KINDS.read_bytes())
    with Served(tmp_path / "p.db", deck, cache=cache) as served:
        browser = served.browser()
        browser.send(browser.study(), do="show")
        at = browser.at
    text = deck.read_text()
    deck.write_text(text[: text.index("  - id: lock")].replace("id: length", "id: how-long"))
    with Served(tmp_path / "p.db", deck, cache=cache) as served:
        assert served.browser().get(at).status in (200, 410)


def test_an_exam_keeps_its_feedback_for_the_end(served: Served, browser: Browser) -> None:
    page = browser.study(mode="exam")
    for _ in range(20):
        if isinstance(session_of(served).screen, Finished):
            break
        judged = isinstance(session_of(served).screen, Judged)
        page = browser.send(page, grade="1") if judged else browser.send(page, do="show")
        if not judged and isinstance(session_of(served).screen, Asking):
            assert "Shown" not in page.words
    assert "Score: 0%" in page.words
    assert "164 km" in page.words


def test_what_was_missed_is_practised(served: Served, browser: Browser) -> None:
    page = browser.study(limit="1")
    page = browser.send(page, do="show")
    page = browser.send(page, do="next")
    page = browser.send(page, do="leave")
    page = browser.send(page, do="missed")
    assert session_of(served).plan.practice
    page = browser.send(page, do="show")
    assert ("do", "next") in page.buttons


def test_the_clock_of_a_test_begins_where_it_is_told(served: Served, browser: Browser) -> None:
    browser.study()
    assert session_of(served).began > START


def test_keys_with_a_colon_work_without_a_script(served: Served, browser: Browser) -> None:
    page = browser.study()
    assert session_of(served).screen.card.note.id == "length"
    page = browser.send(page, do="answer", text=":h")
    assert "More than 100 km." in page.words
    page = browser.send(page, do="answer", text="::q")
    assert answers(served)[0].response == ":q"


def test_an_undo_takes_an_answer_back(served: Served, browser: Browser) -> None:
    page = browser.send(browser.study(), do="show")
    page = browser.send(page, do="undo")
    assert "Taken back" in page.words
    assert isinstance(session_of(served).screen, Asking)


def test_a_flag_stands_on_the_page(served: Served, browser: Browser) -> None:
    page = browser.send(browser.study(), do="flag", flag="wrong date")
    assert "Flagged “wrong date”" in page.words
    assert 'value="wrong date"' in page.html
    assert ("do", "unflag") in page.buttons


def test_the_page_of_decks_says_what_waits(served: Served, browser: Browser) -> None:
    page = browser.get("/")
    assert isinstance(page, Page)
    assert "The Suez Canal" in page.words
    assert "9 new" in " ".join(page.words.split())


def test_forms_sent_at_once_for_a_turn_are_one_answer(served: Served, browser: Browser) -> None:
    page = browser.study()
    form = f"turn={page.turn}&do=show"
    with ThreadPoolExecutor(8) as pool:
        sent = [pool.submit(served.browser().ask, "POST", browser.at, form) for _ in range(8)]
    assert {each.result().status for each in sent} == {303}
    assert len(answers(served)) == 1


def test_a_deck_that_cannot_be_read_stands_beside_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("title: [\n")
    with Served(tmp_path / "p.db") as served:
        served._load = lambda: loaded([str(KINDS), str(broken)])  # type: ignore[method-assign]
        served.server.shelf._load = served._load
        page = served.browser().get("/")
    assert "The Suez Canal" in page.words
    assert "This deck cannot be read." in page.words
    assert "broken.yaml" in page.words


def test_a_note_that_is_left_out_is_told_and_the_rest_is_played(tmp_path: Path) -> None:
    deck = tmp_path / "half.yaml"
    deck.write_text(KINDS.read_text("utf-8").replace("    answer: 164 km\n", ""), "utf-8")
    with Served(tmp_path / "p.db", deck) as served:
        browser = served.browser()
        page = browser.get("/")
        assert "1 note left out" in page.words
        assert "has no answer" in page.words
        assert "1 of 8" in browser.study().words


def test_an_empty_field_takes_the_direction_of_its_question(tmp_path: Path) -> None:
    deck = tmp_path / "rtl.yaml"
    deck.write_text(
        "title: عواصم\nid: rtl\nlanguage: ar\ncards:\n  - id: a\n    question: ما هي عاصمة مصر؟\n"
        "    answer: القاهرة\n",
        "utf-8",
    )
    with Served(tmp_path / "p.db", deck) as served:
        page = served.browser().study()
    assert 'dir="rtl" lang="ar"' in page.html

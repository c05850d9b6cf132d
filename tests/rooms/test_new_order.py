"""New cards of several decks: in turn, from day to day too, or deck after deck; `due` counts alike."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from quizkit.errors import QuizkitError
from quizkit.model import Card, cards_of
from quizkit.progress import Progress, replay
from quizkit.scheduling import CalendarDays, Rating, Scheduler
from quizkit.settings import Settings, changed
from quizkit.study_queue import NewOrder, study_queue
from quizkit.study_queue.turns import decks_in_turn
from tests.commands import Run, answered, commands_in
from tests.logs import START, answer
from tests.sittings import typed

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)


def cards(**decks: int) -> list[Card]:
    return [
        card
        for deck, number in decks.items()
        for place in range(number)
        for card in cards_of(typed(f"{deck}{place}"), deck)
    ]


def new(given_cards: list[Card], *, day: int = 0, new_a_day: int = 20, **how: object) -> list[str]:
    known = how.pop("known", Progress())
    now = START + day * DAY
    queue = study_queue(
        given_cards,
        known,  # type: ignore[arg-type]
        now,
        scheduler=SCHEDULER,
        new_a_day=new_a_day,
        **how,  # type: ignore[arg-type]
    )
    return [card.partition("#")[2] for card in queue.new]


def test_decks_take_turns_in_the_order_of_their_files() -> None:
    three = cards(a=4, b=1, c=2)
    assert new(three) == ["a0", "b0", "c0", "a1", "c1", "a2", "a3"]
    assert new(three, new_a_day=4) == ["a0", "b0", "c0", "a1"]


def test_deck_after_deck_is_to_be_had() -> None:
    three = cards(a=3, b=1, c=2)
    assert new(three, new_order=NewOrder.DECK) == ["a0", "a1", "a2", "b0", "c0", "c1"]


@pytest.mark.parametrize("new_a_day", [1, 2, 3, 4, 5])
def test_over_days_each_deck_has_its_turns(new_a_day: int) -> None:
    three, events, begun = cards(a=40, b=40, c=40), [], Counter[str]()
    for day in range(7):
        found = new(three, day=day, new_a_day=new_a_day, known=replay(events, SCHEDULER))
        assert len(found) == new_a_day
        for name in found:
            number, due = len(events) + 1, START + 99 * DAY
            events.append(
                answer(number, Rating.EASY, card=f"{name[0]}#{name}", due=due, after=day * DAY)
            )
            begun[name[0]] += 1
        assert max(begun.values()) - min(begun[deck] for deck in "abc") <= 1


@given(st.lists(st.integers(0, 5), max_size=5), st.integers(0, 9), st.sampled_from(NewOrder))
def test_every_new_card_has_one_turn(numbers: list[int], begun: int, order: NewOrder) -> None:
    turns = list(decks_in_turn(numbers, begun, order))
    assert [turns.count(place) for place in range(len(numbers))] == numbers
    if order is NewOrder.DECK:
        assert turns == sorted(turns)
        return
    for end in range(len(turns)):
        given_so_far = Counter(turns[:end])
        waiting = [place for place, number in enumerate(numbers) if given_so_far[place] < number]
        assert max(given_so_far.values(), default=0) - min(given_so_far[p] for p in waiting) <= 1


def deck(letter: str) -> str:
    notes = "".join(
        f"  - {{id: {letter}{i}, question: '{letter}{i}?', answer: x{i}}}\n" for i in range(9)
    )
    return f"title: {letter.upper()}\ncards:\n{notes}"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, a=deck("a"), b=deck("b"), c=deck("c"))


FILES = ("a.yaml", "b.yaml", "c.yaml")


def test_due_counts_as_play_asks_from_day_to_day(run: Run) -> None:
    known = set[str]()
    for day in range(1, 6):
        at = f"2026-03-{day:02}T10:00+00:00"
        counted = json.loads(run("due", *FILES, "--json", "--new", "4", at=at))
        kept = json.loads(run("due", *FILES, "--json", "--new", "4", at=at))
        assert counted == kept
        lines = ":show\n" * 4 + "".join(f":show\n{name}\n" for name in range(30))
        run("play", *FILES, "--new", "4", at=at, typed=lines)
        fresh = set(answered()) - known
        known |= fresh
        assert Counter(card[0] for card in fresh) == {each["deck"]: each["new"] for each in counted}
        assert sorted(each["new"] for each in counted) == [1, 1, 2]
    assert max(Counter(card[0] for card in known).values()) == 7  # of 20


def test_deck_after_deck_is_a_setting(run: Run) -> None:
    run("play", *FILES, "--new", "3", typed="no\n" * 3)
    assert answered() == ["a#a0", "b#b0", "c#c0"]
    run("config", "new-order", "deck")
    assert run("config", "new-order") == "deck\n"
    tomorrow = "2026-03-02T10:00+00:00"
    counted = json.loads(run("due", *FILES, "--new", "3", "--json", at=tomorrow))
    assert [each["new"] for each in counted] == [3, 0, 0]
    with pytest.raises(QuizkitError, match="new-order cannot be 'random': it is turns or deck"):
        changed(Settings(), "new-order", "random")

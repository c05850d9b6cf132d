"""What is asked when: due before new, siblings apart, limits of the day."""

from datetime import datetime, timedelta

from attrs import evolve

from quizkit.model import AnswerKey, Card, TypedNote, cards_of
from quizkit.progress import Buried, Event, EventId, Progress, Suspended, replay
from quizkit.scheduling import CalendarDays, CardState, Rating, Scheduler
from quizkit.study_queue import Queue, next_due, practice_queue, study_queue
from tests.logs import START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def note(name: str, reverse: str = "") -> TypedNote:
    return TypedNote(
        id=name, question=f"What is {name}?", key=AnswerKey(f"{name} it is"), reverse=reverse
    )


def cards(*names: str) -> tuple[Card, ...]:
    return tuple(card for name in names for card in cards_of(note(name), "deck"))


def progress(*events: Event) -> Progress:
    return replay(events, SCHEDULER)


def queue(
    given: tuple[Card, ...], known: Progress, now: datetime = START, new_a_day: int = 20, **how: int
) -> Queue:
    return study_queue(given, known, now, scheduler=SCHEDULER, new_a_day=new_a_day, **how)


def asked(number: int, name: str, due: datetime, after: timedelta = timedelta()) -> Event:
    """An Easy answer, so that the card is in review, with a promise."""
    return answer(number, Rating.EASY, card=f"deck#{name}", due=due, after=after)


def test_new_cards_come_in_file_order() -> None:
    assert queue(cards("c", "a", "b"), Progress()).new == ("deck#c", "deck#a", "deck#b")


def test_no_more_new_cards_come_than_the_day_admits_over_all_decks() -> None:
    known = progress(answer(1, card="other#x"), answer(2, card="other#y"))
    assert queue(cards("a", "b", "c"), known, new_a_day=3).new == ("deck#a",)
    assert queue(cards("a", "b", "c"), known, new_a_day=1).new == ()
    assert queue(cards("a", "b", "c"), known, START + DAY, new_a_day=3).new[2:] == ("deck#c",)


def test_due_cards_come_by_the_lowest_chance_of_recall() -> None:
    now = START + 30 * DAY
    known = progress(
        asked(1, "fresh", now - DAY, after=20 * DAY),
        asked(2, "stale", now - DAY),
        asked(3, "later", now + DAY),
    )
    found = queue(cards("fresh", "stale", "later"), known, now)
    assert found.due == ("deck#stale", "deck#fresh")
    assert found.next_card(now) == "deck#stale"


def test_due_cards_come_before_new_ones() -> None:
    now = START + 30 * DAY
    found = queue(cards("new", "old"), progress(asked(1, "old", now)), now)
    assert found.next_card(now) == "deck#old"
    assert found.without("deck#old").next_card(now) == "deck#new"


def test_siblings_are_not_asked_on_one_study_day() -> None:
    pair = cards_of(note("word", reverse="Wort"), "deck")
    first = queue(pair, Progress())
    assert first.new == ("deck#word",)
    known = progress(asked(1, "word", START + 9 * DAY))
    assert queue(pair, known, START + MINUTE).new == ()
    assert queue(pair, known, START + DAY).new == ("deck#word:reverse",)


def test_a_card_in_learning_comes_when_its_step_is_over() -> None:
    known = progress(answer(1, Rating.GOOD, card="deck#a"))
    waiting = queue(cards("a", "b"), known, START + MINUTE)
    assert waiting.next_card(START + MINUTE) == "deck#b"
    assert waiting.next_card(START + 10 * MINUTE) == "deck#a"


def test_a_card_in_learning_comes_early_only_when_nothing_else_is_left() -> None:
    alone = queue(cards("a"), progress(answer(1, Rating.GOOD, card="deck#a")))
    assert alone.next_card(START) == "deck#a"
    patient = Scheduler(learning_steps=(MINUTE, 60 * MINUTE), day=CalendarDays())
    known = replay([answer(1, Rating.GOOD, card="deck#a")], patient)
    late = study_queue(cards("a"), known, START, scheduler=patient, new_a_day=20)
    assert late.next_card(START) is None
    assert late.next_card(START + 40 * MINUTE) == "deck#a"


def test_the_limit_counts_different_cards_and_a_card_in_learning_comes_back() -> None:
    found = queue(cards("a", "b", "c"), Progress(), limit=1)
    learning = Scheduler().review(CardState(), Rating.AGAIN, START)
    assert learning.due == START + MINUTE
    after = found.after("deck#a", learning)
    assert found.remaining(START) == 1
    assert after.next_card(START) == "deck#a"
    assert after.after("deck#a", None).next_card(START) is None


def test_a_card_in_learning_from_before_takes_up_the_limit_too() -> None:
    known = progress(answer(1, Rating.GOOD, card="deck#a"))
    found = queue(cards("a", "b"), known, START + 10 * MINUTE, limit=1)
    assert found.after("deck#a", None).next_card(START + 10 * MINUTE) is None


def test_a_buried_card_is_back_on_the_next_study_day() -> None:
    known = progress(Buried(id=EventId("w", 1), at=START, card="deck#a"))
    assert queue(cards("a"), known).new == ()
    assert queue(cards("a"), known, START + DAY).new == ("deck#a",)


def test_a_suspended_card_stays_away() -> None:
    known = progress(Suspended(id=EventId("w", 1), at=START, card="deck#a"))
    assert queue(cards("a"), known, START + 99 * DAY).new == ()


def test_practice_takes_every_card_in_file_order() -> None:
    pair = cards_of(note("word", reverse="Wort"), "deck")
    assert practice_queue(pair).new == ("deck#word", "deck#word:reverse")


def test_the_next_due_instant_is_the_soonest_still_to_come() -> None:
    known = progress(asked(1, "a", START + 5 * DAY), asked(2, "b", START + 3 * DAY))
    in_days = [(START + days * DAY).replace(hour=4) for days in (3, 5)]
    assert next_due(cards("a", "b", "c"), known, START) == in_days[0]
    assert next_due(cards("a", "b"), known, in_days[0]) == in_days[1]
    assert next_due(cards("c"), known, START) is None


def test_of_a_backlog_a_limit_asks_what_is_least_likely_recalled() -> None:
    now, names = START + 60 * DAY, [f"n{number}" for number in range(9)]
    order = [3, 7, 1, 0, 8, 2, 6, 4, 5]  # of their last answers
    known = progress(
        *(asked(n + 1, names[place], now - DAY, after=n * DAY) for n, place in enumerate(order))
    )
    found = evolve(queue(cards(*names, "fresh"), known, now, limit=4), spaced=True)
    shown = []
    while (card := found.next_card(now)) is not None:
        shown.append(card)
        found = found.after(card, None)
    assert shown == [f"deck#n{place}" for place in order[:4]]
    missed = Scheduler().review(CardState(), Rating.AGAIN, now)
    first = queue(cards(*names), known, now, limit=4)
    assert first.after(shown[0], missed).remaining(now) == 4

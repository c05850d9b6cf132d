"""Cards carried to new ids in a snapshot: what is moved is what a replay would make of the log."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings, strategies as st

from quizkit import desk
from quizkit.formats.deck_yaml import load_deck
from quizkit.progress import (
    Answered,
    Buried,
    CarriedOver,
    Event,
    EventId,
    Rated,
    Suspended,
    Undone,
    replay,
)
from quizkit.scheduling import CalendarDays, Calibration, Rating, Scheduler
from quizkit.store import known, open_store
from tests.logs import START, answer, ratings

SCHEDULER = Scheduler(day=CalendarDays())
IDS = tuple(f"deck#{letter}" for letter in "abcde")
HOUR = timedelta(hours=1)


@st.composite
def promised_logs(draw: st.DrawFn) -> list[Event]:
    """A log of which each answer was promised a due instant, with many carry-overs."""
    events: list[Event] = []
    for number in range(1, draw(st.integers(1, 10)) + 1):
        name, now = EventId("w", number), START + draw(st.integers(1, 40)) * HOUR * number
        at = max([now, *(event.at + HOUR for event in events[-1:])])
        due = at + draw(st.integers(1, 200)) * HOUR
        given_answers = [event.id for event in events if isinstance(event, Answered)]
        kind = draw(st.sampled_from("answer answer move move again hide undo rate".split()))
        card, other = draw(st.permutations(IDS))[:2]
        if kind == "move":
            soon = draw(st.sampled_from([None, at, at + 9 * HOUR]))
            events.append(CarriedOver(id=name, at=at, source=card, target=other, due=soon))
        elif kind == "again":
            events.append(CarriedOver(id=name, at=at, source=card, target=card, due=at))
        elif kind == "hide":
            events.append(draw(st.sampled_from([Buried, Suspended]))(id=name, at=at, card=card))
        elif kind == "undo" and events:
            events.append(Undone(id=name, at=at, target=draw(st.sampled_from(events)).id))
        elif kind == "rate" and given_answers:
            target = draw(st.sampled_from(given_answers))
            rating = draw(ratings)
            events.append(Rated(id=name, at=at, answer=target, rating=rating, due=due))
        else:
            after = at - START
            events.append(answer(number, draw(ratings), card=card, after=after, due=due))
    return events


def moved(number: int, source: str, target: str, soon: timedelta | None) -> CarriedOver:
    at = START + number * HOUR
    due = None if soon is None else at + soon
    return CarriedOver(id=EventId("w", number), at=at, source=source, target=target, due=due)


# A date brought forward waits for the card at the id that nothing has yet.
_WAITING = [
    answer(1, card="deck#a", due=START + 200 * HOUR),
    moved(2, "deck#b", "deck#c", HOUR),
    moved(3, "deck#b", "deck#b", None),
    moved(4, "deck#a", "deck#c", None),
]


@settings(max_examples=100, deadline=None)
@example(_WAITING, 3, None)
@given(promised_logs(), st.integers(0, 9), st.sampled_from([None, Calibration()]))
def test_what_is_moved_is_what_a_replay_says(
    log: list[Event], cut: int, calibration: Calibration | None
) -> None:
    cut %= len(log) + 1
    expected = replay(log, SCHEDULER, calibration=calibration)
    with TemporaryDirectory() as folder, open_store(Path(folder, "p.db")) as store:
        store.append(*log[:cut])
        known(store, SCHEDULER, calibration=calibration)
        store.append(*log[cut:])
        for _ in range(2):  # found out, then as it was kept
            found = known(store, SCHEDULER, calibration=calibration).progress
            assert found == expected
            assert found.names == expected.names


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("question: Who built the canal?", "question: Who built the Suez canal?"),
        ("id: a, question: Who?", "id: b, question: Who?"),
        ("answer: Lesseps", "answer: de Lesseps"),
    ],
    ids=["reworded", "another id", "another answer"],
)
def test_an_edit_takes_no_replay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    cards = "{question: Who built the canal?, answer: Lesseps}"
    cards = cards.replace(*("question: Who built the canal?", before)) if "id" in before else cards
    path, deck = tmp_path / "p.db", tmp_path / "deck.yaml"
    deck.write_text(f"title: T\nid: d\ncards: [{cards}, {{question: Q?, answer: B}}]\n", "utf-8")
    with desk.open(path) as mine:
        mine.follow({deck: load_deck(deck)}, START)
        card = load_deck(deck).cards[0].id
        mine.store.append(answer(1, Rating.GOOD, card=card, due=START + 50 * HOUR))
    with desk.open(path) as mine:
        assert mine.progress.records.keys() == {card}
    monkeypatch.setattr("quizkit.progress.replaying.replay", pytest.fail)
    deck.write_text(deck.read_text("utf-8").replace(before, after), "utf-8")
    for _ in range(2):
        with desk.open(path) as mine:
            now = load_deck(deck)
            mine.follow({deck: now}, START + HOUR)
            assert mine.progress.record(now.cards[0].id).state.reviews == 1
            wanted = mine.settings
            events = mine.store.events()
            whole = replay(events, mine.scheduler, wanted.days, wanted.calibration)
            assert mine.progress == whole

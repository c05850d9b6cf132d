"""What is shared instead of copied equals the copy: records, other answers, the queue before."""

import pickle
import tracemalloc
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from attrs import evolve
from hypothesis import example, given, strategies as st

from quizkit.grading.given import Given, Standard
from quizkit.model import Deck, Judging, ListNote, Note
from quizkit.progress import CardRecord, Progress
from quizkit.progress.overlay import Overlay
from quizkit.scheduling import Calibration, CardState, Rating, Scheduler
from quizkit.session import Command, Finished, Input, Plan, Rate, Respond, start
from quizkit.study_queue import Queue
from quizkit.telling import place
from tests.logs import START

keys = st.sampled_from("abcdefgh")
more_keys = keys | st.integers(0, 2000).map(str)


@given(st.dictionaries(keys, st.integers()), st.lists(st.tuples(more_keys, st.integers())))
@example({}, [(str(number % 1500), number) for number in range(3000)])
def test_changes_laid_over_a_mapping_are_those_of_a_dict(
    below: dict[str, int], changes: list[tuple[str, int]]
) -> None:
    overlay, plain = Overlay(below), dict(below)
    for key, value in changes:
        before = overlay
        overlay = overlay.put(key, value)
        assert before.get(key) == plain.get(key)
        assert (key in before) == (key in plain)
        plain[key] = value
        assert len(overlay) == len(plain)
    assert overlay == plain
    assert list(overlay.items()) == list(plain.items())
    assert pickle.loads(pickle.dumps(overlay)) == plain
    assert repr(overlay) == f"Overlay({plain!r})"


texts = st.sampled_from(
    [
        *("colour", "Color", "the colours", "colo(u)r", "colo(u)rs (of light)", "neighbour-hood"),
        *("second-hand", "secondhand", "2nd-hand", "twenty one", "21", "the 21", "twenty-one"),
        *(
            "Müller",
            "Mueller",
            "muller",
            "MÜLLER (the poet)",
            "x²",
            "x^2",
            "x2",
            "α-decay",
            "+",
            "!",
        ),
        *(
            "alpha decay",
            "don't",
            "do not",
            "dont",
            "¿?",
            "?!",
            "“…”",
            "(!)",
            "the",
            "The The",
            "a A",
        ),
        *("ice cream", "ice-cream", "icecream", "iced cream", "hæmoglobin", "haemoglobin", "ﬁre"),
        *("3,000", "3.000", "3000", "10-20", "İstanbul", "istanbul", "cannot", "can not", "(a) b"),
    ]
) | st.text("aA-e() .'2ü", max_size=6)


@given(st.lists(texts, max_size=8), texts, st.sampled_from(["en", "de", "tr"]))
def test_an_answer_looked_up_is_the_answer_found_one_by_one(
    others: list[str], text: str, language: str
) -> None:
    judging, response = Judging(language), Given(text)
    note = ListNote(id="n", question="?", answers=tuple((one,) for one in others if one))
    deck = Deck("d", "D", language, (note, evolve(note, id="m", answers=(("colour",), ("x²",)))))
    for card in deck.cards:
        found = Standard(judging, deck.other_answers(card)).is_other_answer(response)
        assert found is Standard(judging, list(deck.other_answers(card))).is_other_answer(response)


@given(st.lists(st.sets(texts, min_size=1), min_size=1, max_size=5))
def test_other_answers_are_a_set_of_those_that_a_note_does_not_have(
    answers: list[set[str]],
) -> None:
    notes = tuple(
        ListNote(id=f"n{number}", question="?", answers=tuple((text,) for text in sorted(own)))
        for number, own in enumerate(answers)
    )
    for number, card in enumerate(Deck("d", "D", "en", notes).cards):
        expected = frozenset().union(*answers) - answers[number]
        others = Deck("d", "D", "en", notes).other_answers(card)
        assert others == expected
        assert (len(list(others)), len(others), hash(others)) == (
            *2 * [len(expected)],
            hash(expected),
        )
        assert all((text in others) == (text in expected) for text in frozenset().union(*answers))
        assert pickle.loads(pickle.dumps(others)) == expected
        assert others | {"?"} == expected | {"?"}


cards = st.lists(st.sampled_from("abcdefghij"), min_size=1, unique=True)
IN_A_STEP = Scheduler().review(CardState(seed="x"), Rating.GOOD, START)


@given(cards, st.integers(0, 9), st.integers(0, 9), st.sets(st.sampled_from("abc")), st.booleans())
def test_a_queue_comes_back_from_what_it_had_of_a_card(
    names: list[str], learning: int, due: int, begun: set[str], comes_back: bool
) -> None:
    steps = [
        (START + timedelta(minutes=place), card) for place, card in enumerate(names[:learning])
    ]
    rest = names[learning:]
    queue = Queue(tuple(steps), tuple(rest[:due]), tuple(rest[due:]), frozenset(begun))
    card = queue.next_card(START)
    assert card is not None
    for after in (queue, queue.without(card), queue.after(card, IN_A_STEP if comes_back else None)):
        assert after.before(card, queue.part(card)) == queue


class _Closed(Mapping[str, Any]):
    """A mapping in which each can be looked up, but which is never gone through once it is closed."""

    def __init__(self, inside: Mapping[str, Any]) -> None:
        self._inside, self.closed = inside, False

    def __getitem__(self, key: str) -> Any:
        return self._inside[key]

    def __len__(self) -> int:
        return len(self._inside)

    def __iter__(self) -> Iterator[str]:
        if self.closed:
            raise AssertionError("an answer walked through all cards")
        return iter(self._inside)


class _ClosedNotes(tuple[Note, ...]):
    __slots__ = ()

    def __iter__(self) -> Iterator[Note]:
        raise AssertionError("an answer walked through all notes")


def test_an_answer_looks_at_no_card_but_its_own() -> None:
    questions = (ListNote(id=f"n{n}", question="?", answers=((f"answer {n}",),)) for n in range(9))
    deck = Deck("d", "D", "en", tuple(questions))
    cards, scheduler = {card.id: card for card in deck.cards}, Scheduler()
    easy = {
        card: CardRecord(scheduler.review(CardState(seed=card), Rating.EASY, START))
        for card in list(cards)[:5]
    }
    progress = Progress(easy, calibration=Calibration())
    plan = Plan({"d": deck}, cards, scheduler, writer="w", seed="s")
    now = START + timedelta(days=99)
    closed = _Closed(cards), _Closed(easy)
    session = evolve(
        start(plan, progress, now),
        plan=evolve(
            plan, decks={"d": evolve(deck, notes=_ClosedNotes(deck.notes))}, cards=closed[0]
        ),
        progress=evolve(progress, records=closed[1]),
    )
    for mapping in closed:  # a plan looks at all of them when it is made
        mapping.closed = True
    inputs: list[Input] = [Respond("answer 0"), Command.OVERRULE, Rate(Rating.AGAIN), Command.UNDO]
    inputs += [Command.BURY, Respond("else"), Command.NEXT, Respond("answer 2"), Command.SUSPEND]
    for given_input in inputs:
        session, _ = session.step(given_input, now)
        assert not isinstance(session.screen, Finished)
        assert place(session, session.screen).title == "D"
    assert {"d#n1", "d#n2"} & {answer.card.id for answer in session.answers}


def test_a_hundred_answers_keep_next_to_nothing_of_a_large_deck() -> None:
    notes = [ListNote(id=f"n{n}", question="?", answers=((f"{n}",),)) for n in range(10_000)]
    deck, scheduler = Deck("d", "D", "en", tuple(notes)), Scheduler()
    cards = {card.id: card for card in deck.cards}
    state = scheduler.review(CardState(), Rating.EASY, START)
    progress = Progress(dict.fromkeys(cards, CardRecord(state)))
    plan = Plan({"d": deck}, cards, scheduler, writer="w", seed="s")
    session = start(plan, progress, START + timedelta(days=99))
    session, _ = session.step(Command.SHOW, session.now)  # loads the grader
    tracemalloc.start()
    for _ in range(100):
        session, _ = session.step(Command.NEXT, session.now)
        session, _ = session.step(Command.SHOW, session.now)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(session.earlier) == 101
    assert kept < 2_000_000

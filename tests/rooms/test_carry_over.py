"""Edits of a deck, and what becomes of the progress of its cards."""

from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import read_deck
from quizkit.identity import CarryOver, carry_over, events_of, wordings_of
from quizkit.model import Deck
from quizkit.progress import CarriedOver, Event, EventId, Progress, replay
from quizkit.scheduling import CalendarDays, Scheduler
from tests.growth import is_steep
from tests.logs import START, answer

SCHEDULER = Scheduler(day=CalendarDays())
DAY = timedelta(days=1)

CARDS = [
    "{question: How long was the Suez Canal when it opened?, answer: 164 km}",
    "{question: Whose company built the Suez Canal?, answer: Ferdinand de Lesseps}",
    "{question: What is the capital of France?, answer: Paris}",
    "{statement: The Suez Canal has locks., answer: 'false'}",
    "{question: Who planned the first survey?, answer: Linant, reverse: 'true'}",
]


def deck_of(*cards: str, deck_id: str = "suez") -> Deck:
    return read_deck(
        "\n".join(["title: T", f"id: {deck_id}", "cards:", *(f"  - {c}" for c in cards)])
    )


def learned(deck: Deck) -> list[Event]:
    """A log in which every card of a deck was answered, each a different number of times."""
    log: list[Event] = []
    for place, card in enumerate(deck.cards, 1):
        for _ in range(place):
            log.append(answer(len(log) + 1, card=card.id, after=timedelta(minutes=len(log))))
    return log


def edited(before: Deck, after: Deck) -> tuple[CarryOver, Progress, Progress]:
    """What an edit moves, and the progress before and after it."""
    log = learned(before)
    then = replay(log, SCHEDULER)
    found = carry_over(wordings_of(before, START), then.records.keys(), after, names=then.names)
    moved = events_of(found.transfers, "carry", START + DAY)
    return found, then, replay([*log, *moved], SCHEDULER)


def reviews(progress: Progress, deck: Deck) -> list[int]:
    return [progress.record(card.id).state.reviews for card in deck.cards]


SAME = [
    (
        "a typo mended",
        0,
        "{question: How long was the Suez Canal when it openned?, answer: 164 km}",
    ),
    (
        "words added",
        0,
        "{question: How long was the Suez Canal when it first opened?, answer: 164 km}",
    ),
    (
        "punctuation",
        0,
        "{question: 'How long was the Suez Canal, when it opened?', answer: 164 km}",
    ),
    (
        "words replaced, the answer distinctive",
        1,
        "{question: Whose firm built the Suez Canal?, answer: Ferdinand de Lesseps}",
    ),
    ("an id written", 2, "{id: paris, question: What is the capital of France?, answer: Paris}"),
    (
        "tags and an explanation",
        2,
        "{question: What is the capital of France?, answer: Paris, tags: [x]}",
    ),
    (
        "wrong options added",
        1,
        "{question: Whose company built the Suez Canal?, answer: Ferdinand de Lesseps,"
        " distractors: [Thomas Telford]}",
    ),
    (
        "both directions",
        4,
        "{question: Who planned the very first survey?, answer: Linant, reverse: 'true'}",
    ),
    (
        "both directions, a word replaced",
        4,
        "{question: Who made the first survey?, answer: Linant, reverse: 'true'}",
    ),
]


@pytest.mark.parametrize(("place", "card"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_an_edit_that_leaves_the_note_what_it_is_keeps_its_progress(place: int, card: str) -> None:
    before = deck_of(*CARDS)
    after = deck_of(*CARDS[:place], card, *CARDS[place + 1 :])
    found, _, progress = edited(before, after)
    assert reviews(progress, after) == [1, 2, 3, 4, 5, 6]
    changed = [move.target for move in found.transfers if move.answer_changed]
    assert all(target.endswith(":reverse") for target in changed)  # the question is its answer


OTHER = [
    ("another country", 2, "{question: What is the capital of Peru?, answer: Lima}"),
    ("another question", 1, "{question: Who dug the Panama Canal?, answer: Goethals}"),
    ("turned round", 3, "{statement: The Suez Canal has no locks., answer: 'true'}"),
    ("another kind", 3, "{question: The Suez Canal has locks., answer: 'no'}"),
]


@pytest.mark.parametrize(
    ("place", "card"), [row[1:] for row in OTHER], ids=[row[0] for row in OTHER]
)
def test_another_note_in_the_place_of_one_gets_nothing(place: int, card: str) -> None:
    before = deck_of(*CARDS)
    after = deck_of(*CARDS[:place], card, *CARDS[place + 1 :])
    found, _, progress = edited(before, after)
    assert found.transfers == ()
    assert reviews(progress, after)[place] == 0


def test_a_pattern_with_a_short_answer_in_common_is_in_doubt() -> None:
    before = deck_of("{question: How many legs has a dog?, answer: '4'}", CARDS[0])
    after = deck_of("{question: How many legs has a cat?, answer: '4'}", CARDS[0])
    assert edited(before, after)[0].transfers == ()


def test_two_candidates_are_in_doubt() -> None:
    before = deck_of(
        "{question: How long was the old Suez Canal in all?, answer: 164 km}", CARDS[1]
    )
    after = deck_of(
        "{question: How long was the older Suez Canal in all?, answer: 164 km}",
        "{question: How long was the oldest Suez Canal in all?, answer: 164 km}",
        CARDS[1],
    )
    assert edited(before, after)[0].transfers == ()


def test_a_changed_answer_keeps_the_progress_and_brings_the_card_up_soon() -> None:
    before, after = (
        deck_of(*CARDS),
        deck_of(*CARDS[:2], CARDS[2].replace("Paris", "Lyon"), *CARDS[3:]),
    )
    found, then, progress = edited(before, after)
    (move,) = found.transfers
    assert move.answer_changed
    assert move.source == move.target
    assert reviews(progress, after) == [1, 2, 3, 4, 5, 6]
    due = progress.record(move.target).state.due
    old = then.record(move.source).state.due
    assert due is not None
    assert old is not None
    assert due <= min(old, START + DAY)


def test_case_and_a_full_stop_are_no_changed_answer() -> None:
    after = deck_of(*CARDS[:2], CARDS[2].replace("Paris", "paris."), *CARDS[3:])
    assert edited(deck_of(*CARDS), after)[0].transfers == ()


CLOZE = "{cloze: 'Work began in {{1859}}, and the canal opened in {{November 1869}}.'}"
BLANKS = [
    ("a blank inserted", CLOZE.replace("canal", "{{canal}}"), [1, 0, 2]),
    ("a blank taken away", CLOZE.replace("{{1859}}", "1859"), [2]),
    ("a blank moved", CLOZE.replace("{{1859}}", "1859").replace("Work", "{{Work}}"), [0, 2]),
    ("a blank mended", CLOZE.replace("November 1869", "Novembre 1869"), [1, 2]),
    ("a variant and a hint", CLOZE.replace("1859", "1859|in 1859::year"), [1, 2]),
    ("words around", CLOZE.replace("Work", "The work"), [1, 2]),
]


@pytest.mark.parametrize(
    ("card", "expected"), [row[1:] for row in BLANKS], ids=[row[0] for row in BLANKS]
)
def test_blanks_keep_their_progress(card: str, expected: list[int]) -> None:
    after = deck_of(card)
    assert reviews(edited(deck_of(CLOZE), after)[2], after) == expected


def test_numbers_of_blanks_that_move_on_take_the_progress_along() -> None:
    before = deck_of("{cloze: 'Red is {{c1::one}}, green is {{c2::two}}.'}")
    after = deck_of("{cloze: '{{c1::Red}} is {{c2::one}}, green is {{c3::two}}.'}")
    found, _, progress = edited(before, after)
    assert reviews(progress, after) == [0, 1, 2]
    late = answer(99, card=after.cards[0].id, after=2 * DAY)
    moved = events_of(found.transfers, "carry", START + DAY)
    answered = replay([*learned(before), *moved, late], SCHEDULER)
    assert reviews(answered, after) == [1, 1, 2]


def test_numbers_of_blanks_that_change_places_do_not_mix() -> None:
    before = deck_of("{cloze: 'Red is {{c1::one}}, green is {{c2::two}}.'}")
    after = deck_of("{cloze: 'Red is {{c2::one}}, green is {{c1::two}}.'}")
    progress = edited(before, after)[2]
    assert {
        card.id[-1]: n for card, n in zip(after.cards, reviews(progress, after), strict=True)
    } == {
        "1": 2,
        "2": 1,
    }


def test_an_edit_taken_back_brings_the_progress_back() -> None:
    before = deck_of(*CARDS)
    after = deck_of(SAME[0][2], *CARDS[1:])
    found, _, progress = edited(before, after)
    known = wordings_of(before, START) | wordings_of(after, START + DAY)
    back = carry_over(known, progress.records.keys(), before, names=progress.names)
    log = [
        *learned(before),
        *events_of(found.transfers, "carry", START + DAY),
        *events_of(back.transfers, "back", START + 2 * DAY),
    ]
    assert reviews(replay(log, SCHEDULER), before) == [1, 2, 3, 4, 5, 6]


def test_an_edit_taken_back_brings_along_what_was_learned_only_since() -> None:
    before, after = deck_of(*CARDS), deck_of(SAME[0][2], *CARDS[1:])
    known = wordings_of(before, START) | wordings_of(after, START + DAY)
    progress = replay(log := learned(after), SCHEDULER)
    back = carry_over(known, progress.records.keys(), before, names=progress.names)
    moved = events_of(back.transfers, "back", START + 2 * DAY)
    assert reviews(replay([*log, *moved], SCHEDULER), before) == [1, 2, 3, 4, 5, 6]


def test_the_old_wording_beside_the_new_is_a_card_of_its_own() -> None:
    before, after = deck_of(*CARDS), deck_of(SAME[0][2], *CARDS[1:])
    found, _, progress = edited(before, after)
    both = deck_of(*CARDS, SAME[0][2])
    known = wordings_of(before, START) | wordings_of(after, START + DAY)
    alone = carry_over(known, progress.records.keys(), both, names=progress.names)
    log = [
        *learned(before),
        *events_of(found.transfers, "carry", START + DAY),
        *events_of(alone.transfers, "alone", START + 2 * DAY),
        answer(99, card=both.cards[0].id, after=3 * DAY),
    ]
    assert reviews(replay(log, SCHEDULER), both) == [1, 2, 3, 4, 5, 6, 1]


def test_a_deck_of_another_folder_with_the_same_name_is_a_clash() -> None:
    other = deck_of("{question: Wie heißt der Hund?, answer: Rex}")
    found = edited(deck_of(*CARDS), other)[0]
    assert found.clash
    assert found.transfers == ()


def test_no_clash_where_nothing_was_learned() -> None:
    other = deck_of("{question: Wie heißt der Hund?, answer: Rex}")
    assert not carry_over(wordings_of(deck_of(*CARDS), START), set(), other).clash


def test_a_renamed_deck_takes_its_progress_along() -> None:
    before, after = deck_of(*CARDS, CLOZE), deck_of(*CARDS, CLOZE, deck_id="canal")
    log = learned(before)
    gone = {"suez": wordings_of(before, START)}
    cards = replay(log, SCHEDULER).records.keys()
    found = carry_over({}, cards, after, gone=gone)
    assert found.renamed_from == "suez"
    moved = events_of(found.transfers, "carry", START + DAY)
    assert reviews(replay([*log, *moved], SCHEDULER), after) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert carry_over({}, cards, after, gone={}) == CarryOver()
    assert (
        carry_over({}, cards, deck_of(*CARDS, CLOZE, OTHER[0][2], deck_id="x"), gone=gone)
        == CarryOver()
    )


words = st.lists(
    st.sampled_from("which river flows through the old town near a hill and bridge".split()),
    min_size=3,
    max_size=8,
).map(" ".join)
answers = st.sampled_from(["Danube", "4", "Ferdinand de Lesseps", "a stone bridge", "7"])
decks = st.dictionaries(words, answers, min_size=1, max_size=6).map(
    lambda notes: deck_of(*(f"{{question: {q}?, answer: '{a}'}}" for q, a in notes.items()))
)


@settings(max_examples=200)
@given(decks)
def test_a_deck_that_was_not_edited_moves_nothing(deck: Deck) -> None:
    assert edited(deck, deck)[0] == CarryOver()


@settings(max_examples=200)
@given(decks, st.randoms(use_true_random=False))
def test_reordered_notes_move_nothing(deck: Deck, rng: object) -> None:
    notes = list(deck.notes)
    rng.shuffle(notes)  # type: ignore[attr-defined]
    after = Deck(deck.id, "Another title", "en", tuple(notes))
    assert edited(deck, after)[0] == CarryOver()


@settings(max_examples=150)
@given(decks, decks)
def test_whatever_the_edit_no_answer_is_lost_or_counted_twice(before: Deck, after: Deck) -> None:
    found, then, progress = edited(before, after)
    total = sum(record.state.reviews for record in then.records.values())
    assert sum(record.state.reviews for record in progress.records.values()) == total
    sources = [move.source for move in found.transfers if move.source != move.target]
    targets = [move.target for move in found.transfers]
    assert len(set(sources)) == len(sources)
    assert len(set(targets)) == len(targets)
    unchanged = {card.id for card in before.cards} & {card.id for card in after.cards}
    for card in unchanged:
        assert progress.record(card).state.reviews == then.record(card).state.reviews


@pytest.mark.parametrize("kind", ["chain", "circle", "star"])
def test_a_long_chain_of_carry_overs_takes_no_longer_than_its_length(kind: str) -> None:
    def moved(number: int, count: int) -> tuple[int, int]:
        size = {"chain": count + 1, "circle": 100, "star": count + 1}[kind]
        return number % size, 0 if kind == "star" else (number + 1) % size

    def log_of(count: int) -> list[CarriedOver]:
        pairs = [moved(number, count) for number in range(1, count + 1)]
        return [
            CarriedOver(
                id=EventId("w", n),
                at=START + timedelta(seconds=n),
                source=f"d#{a}",
                target=f"d#{b}",
            )
            for n, (a, b) in enumerate(pairs, 1)
        ]

    some, many = log_of(2000), log_of(8000)
    assert not is_steep(lambda: replay(some, Scheduler()), lambda: replay(many, Scheduler()))

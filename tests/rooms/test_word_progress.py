"""What becomes of the progress of words in a table when the table is edited."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import read_deck
from quizkit.identity import carry_over, events_of, wordings_of
from quizkit.model import Deck
from quizkit.progress import Event, replay
from quizkit.scheduling import CalendarDays, Scheduler
from quizkit.stats import note_of
from tests.logs import START, answer

SCHEDULER = Scheduler(day=CalendarDays())
ASK = "[word > meaning, meaning > word, word > reading]"
ROWS = [
    "飲む|のむ|to drink",
    "食べる|たべる|to eat",
    "猫|ねこ|cat",
    "橋|はし|bridge",
    "家|いえ|house",
]


def table(
    *rows: str, columns: str = "word, reading, meaning", ask: str = ASK, head: str = ""
) -> Deck:
    """Return the deck of a table with cells between bars."""
    text = "".join(f"    {row}\n" for row in rows)
    return read_deck(
        f"title: T\nid: ja\n{head}words:\n  columns: [{columns}]\n  ask: {ask}\n  rows: |\n{text}"
    )


def after_edit(before: Deck, after: Deck) -> Mapping[str, int]:
    """Return how often each card was answered that it has by now, of those that have been at all.

    Before the edit each card was answered, each a different number of times.
    """
    log: list[Event] = []
    for place, card in enumerate(before.cards, 1):
        for _ in range(place):
            log.append(answer(len(log) + 1, card=card.id, after=timedelta(minutes=len(log))))
    then = replay(log, SCHEDULER)
    found = carry_over(wordings_of(before, START), then.records.keys(), after, names=then.names)
    assert not found.clash
    moved = events_of(found.transfers, "carry", START + timedelta(days=1))
    now = replay([*log, *moved], SCHEDULER)
    reviews = {card.id: now.record(card.id).state.reviews for card in after.cards}
    return {name.removeprefix("ja#"): count for name, count in reviews.items() if count}


def answered(deck: Deck) -> Mapping[str, int]:
    """Return how often each card of a deck was answered in `after_edit`."""
    return {card.id.removeprefix("ja#"): place for place, card in enumerate(deck.cards, 1)}


WHOLE = table(*ROWS)
ALL = answered(WHOLE)


@pytest.mark.parametrize(
    "after",
    [
        table(*reversed(ROWS)),
        table(*ROWS, ask="[word > reading, meaning > word, reading > word, word > meaning]"),
        table(
            *("|".join((row.split("|")[0], row.split("|")[2], row.split("|")[1])) for row in ROWS),
            columns="word, meaning, reading",
        ),
        table(*(f"{row}|x" for row in ROWS), columns="word, reading, meaning, note"),
        table(*ROWS, "犬|いぬ|dog"),
    ],
)
def test_the_order_of_rows_and_columns_and_further_cards_move_nothing(after: Deck) -> None:
    assert ALL.items() <= after_edit(WHOLE, after).items()
    assert after_edit(WHOLE, after).keys() <= ALL.keys()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("飲む|のむ|to drink", "飮む|のむ|to drink"),
        ("飲む|のむ|to drink", "のむ|のむ|to drink"),
        ("猫|ねこ|cat", "ネコ|ねこ|cat"),
    ],
)
def test_a_changed_first_cell_is_followed_as_a_reworded_note(before: str, after: str) -> None:
    rows = [after if row == before else row for row in ROWS]
    old, new = before.partition("|")[0], after.partition("|")[0]
    wanted = {name.replace(f"{old}:", f"{new}:", 1): count for name, count in ALL.items()}
    assert after_edit(WHOLE, table(*rows)) == wanted


def test_a_mended_word_of_two_columns_is_followed() -> None:
    ask = "[es > en, en > es]"
    before = table("la csa|house", "el perro|dog", columns="es, en", ask=ask)
    after = table("la casa|house", "el perro|dog", columns="es, en", ask=ask)
    found = after_edit(before, after)
    assert found == {
        "la casa:es>en": 1,
        "la casa:en>es": 2,
        "el perro:es>en": 3,
        "el perro:en>es": 4,
    }


@pytest.mark.parametrize(
    "after",
    [
        ["猫|ねこ|cat", "chien|dog"],
        ["perro|dog", "hound|dog", "gato|cat"],
        ["can|cat", "gato|dog"],
    ],
    ids=["another word", "two words", "changed places"],
)
def test_where_it_is_in_doubt_nothing_moves(after: list[str]) -> None:
    ask = "[es > en, en > es]"
    before = table("xolo|dog", "felino|cat", columns="es, en", ask=ask)
    rows = [row for row in after if row.count("|") == 1]
    found = carry_over(
        wordings_of(before, START),
        {card.id for card in before.cards},
        table(*rows, columns="es, en", ask=ask),
    )
    assert [each for each in found.transfers if each.source != each.target] == []


def test_a_table_turned_round_so_that_another_column_is_first_keeps_its_progress() -> None:
    after = table(
        *("|".join(reversed(row.split("|"))) for row in ROWS), columns="meaning, reading, word"
    )
    found = after_edit(WHOLE, after)
    assert sorted(found.values()) == sorted(ALL.values())
    assert found["to drink:word>meaning"] == ALL["飲む:word>meaning"]


def test_ids_written_into_a_table_take_the_progress_along() -> None:
    rows = [f"w{at}|{row}" for at, row in enumerate(ROWS)]
    found = after_edit(WHOLE, table(*rows, columns="id, word, reading, meaning"))
    assert sorted(found.values()) == sorted(ALL.values())
    assert found["w0:word>meaning"] == ALL["飲む:word>meaning"]


def test_a_column_renamed_takes_the_progress_of_its_cards_along() -> None:
    after = table(
        *ROWS,
        columns="word, reading, English",
        ask="[word > English, English > word, word > reading]",
    )
    wanted = {name.replace("meaning", "English"): count for name, count in ALL.items()}
    assert after_edit(WHOLE, after) == wanted


def test_another_question_of_the_same_answer_does_not_take_it_along() -> None:
    after = table(*ROWS, ask="[word > meaning, reading > word, word > reading]")
    found = after_edit(WHOLE, after)
    assert found.items() == {n: c for n, c in ALL.items() if "meaning>word" not in n}.items()


def test_a_further_gloss_leaves_the_card_as_it_is_and_another_meaning_makes_it_due() -> None:
    for cell, is_due in (("to drink; to swallow", False), ("a drink", True)):
        after = table(f"飲む|のむ|{cell}", *ROWS[1:])
        found = carry_over(
            wordings_of(WHOLE, START), {card.id for card in WHOLE.cards}, after
        ).transfers
        assert bool(found) is is_due


def test_what_a_card_asked_is_told_by_its_columns() -> None:
    wording = wordings_of(WHOLE, START)["ja#飲む"]
    assert wording.question(":word>meaning") == "飲む → meaning"
    assert wording.question(":meaning>word") == "to drink → word"
    assert wording.question(":gone>word") == "word: 飲む reading: のむ meaning: to drink"


CELLS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="|;\uff1b\u061b"), min_size=1
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.permutations(range(3)))
def test_ids_rest_on_names_alone_however_a_table_is_written(
    rows: list[tuple[str, str, str]], order: list[int]
) -> None:
    head = "title: T\nid: t\nwords:\n  columns: [{}]\n  ask: [a > b, b > c]\n  rows: |\n"
    columns = ["a", "b", "c"]

    def ids(order: list[int], turned: bool) -> set[str]:
        """Return the ids of the cards of a table whose first column is `a`, if it names no other."""
        moved = [at for at in order if at] if turned else [1, 2]
        named = ", ".join(["a", *(columns[at] for at in moved)])
        lines = [[row[0], *(row[at] for at in moved)] for row in rows]
        lines = lines[::-1] if turned else lines
        text = head.format(named) + "".join(f"    {chr(9).join(line)}\n" for line in lines)
        return {card.id for card in read_deck(text).cards}

    seen = {" ".join(row[0].split()) for row in rows}
    if len(seen) == len(rows) and len({*map(_nfc, seen)}) == len(rows):
        assert ids(order, turned=True) == ids(order, turned=False)


def _nfc(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)


@pytest.mark.parametrize(
    ("card", "note"),
    [
        ("d#a:b:word>meaning", "d#a:b"),
        ("d#a", "d#a"),
        ("d#a:reverse", "d#a"),
        ("d#a:x: y", "d#a"),
    ],
)
def test_cards_of_a_word_with_a_colon_are_known_as_siblings(card: str, note: str) -> None:
    assert note_of(card) == note

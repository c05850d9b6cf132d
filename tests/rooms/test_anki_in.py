"""Anki's packages and collections read: cards, media, history, and when each card is due."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizkit.interchange import Import, ReadOptions, Source, SourceError, deck_text, recognised
from quizkit.progress import (
    Answered,
    Buried,
    Event,
    Forgotten,
    Progress,
    Rescheduled,
    Suspended,
    replay,
)
from quizkit.scheduling import CalendarDays, Rating, Scheduler
from tests.anki_files import BASIC, CLOZE, CREATED, REVERSED, TYPED, Maker, zipped

pytest.importorskip("nh3", reason="the extra `anki`")
pytest.importorskip("markdownify", reason="the extra `anki`")
DAYS = CalendarDays(UTC)
DAY_0 = DAYS.study_day(datetime.fromtimestamp(CREATED, UTC))


def read(data: bytes | Maker, name: str = "a.apkg", **options: Any) -> Import:
    data = data.package() if isinstance(data, Maker) else data
    source = Source(name=name, data=data)
    row = recognised(source)
    assert row.name == "anki"
    return row.read(source, ReadOptions(zone=UTC, **options), int)


def entries(found: Import) -> list[dict[str, Any]]:
    return [dict(note.entry) for deck in found.decks for note in deck.notes]


def events(found: Import) -> list[Event]:
    return [event for deck in found.decks for note in deck.notes for event in note.events]


def standing(found: Import) -> Progress:
    return replay(events(found), Scheduler(day=DAYS), DAYS)


def whats(found: Import) -> list[str]:
    return [loss.what for loss in found.losses]


def test_stock_note_types_become_kinds() -> None:
    made = Maker()
    made.note(BASIC, "Capital of Peru?", "Lima", tags="a::b leech")
    made.note(BASIC, "Why?", "because of many reasons that take long to say")
    made.note(REVERSED, "dog", "perro", cards=(0, 1))
    made.note(REVERSED, "cat", "gato", cards=(1,))
    made.note(TYPED, "élan in English", "élan")
    made.note(CLOZE, "{{c1::Oslo::city}} lies in {{c2::Norway}}.", "North", cards=(0, 1))
    assert entries(read(made)) == [
        {"question": "Capital of Peru?", "answer": "Lima", "tags": ["a::b", "leech"]},
        {
            "question": "Why?",
            "answer": "because of many reasons that take long to say",
            "type": "free",
        },
        {"question": "dog", "answer": "perro", "reverse": "true"},
        {"question": "gato", "answer": "cat"},
        {"question": "élan in English", "answer": "élan", "accents": "ignore"},
        {"cloze": "{{c1::Oslo::city}} lies in {{c2::Norway}}.", "explanation": "North"},
    ]


def test_all_layouts_give_the_same() -> None:
    made = Maker()
    made.note(REVERSED, "dog", "perro", deck="A::B", cards=(0, 1), type=2, queue=2, due=200, ivl=7)
    made.answer(1, 193, ivl=7)
    pytest.importorskip("backports.zstd", reason="the extra `anki`")
    found = [read(made.package()), read(made.package(new=True)), read(made.database(), "a.anki2")]
    assert found[0].decks == found[1].decks == found[2].decks
    assert found[0].decks[0].path == ("A", "B")


def test_own_note_types_are_read_by_their_templates() -> None:
    own = {
        "name": "Country",
        "fields": ["Country", "Capital", "Map", "Note"],
        "templates": [
            (
                "What is the capital of <b>{{Country}}</b>?",
                "{{FrontSide}}{{Capital}}{{Map}}{{Note}}",
            ),
            (
                "{{#Map}}{{Map}} Which country?{{/Map}}{{^Map}}none{{/Map}}",
                "{{Country}}<br>{{Note}}",
            ),
        ],
    }
    made = Maker()
    made.note(own, "Peru", "Lima", "m.png", "by the sea", cards=(0, 1))
    made.note(own, "Chile", "Santiago", "", "", cards=(0,))
    assert entries(read(made)) == [
        {"question": "What is the capital of **Peru**?", "answer": "Lima", "explanation": "Map: m.png\n\nNote: by the sea"},
        {"question": "m.png Which country?", "answer": "Peru", "explanation": "by the sea"},
        {"question": "What is the capital of **Chile**?", "answer": "Santiago"},
    ]  # fmt: skip


def test_media_come_along_under_names_that_are_safe() -> None:
    made = Maker()
    made.note(BASIC, '<img src="../x.png"> what?', "a [sound:s.mp3]")
    made.note(BASIC, '<img src="X.png">[sound:s.mp3]', "b")
    made.note(BASIC, '<img src="gone.png"> c', "d")
    found = read(made.package({"../x.png": b"1", "X.png": b"2", "s.mp3": b"3"}))
    assert {name: data() for name, data in found.media.items()} == {
        "x.png": b"1",
        "X-2.png": b"2",
        "s.mp3": b"3",
    }
    first, second, third = entries(found)
    assert first["question"] == "![](<media://x.png>) what?"
    assert second == {"question": "![](<media://X-2.png>)", "answer": "b", "audio": "media://s.mp3"}
    assert third["question"] == "![](<gone.png>) c"
    assert "a picture or sound that is not in the file" in whats(found)


def test_blanks_within_blanks_lose_their_braces() -> None:
    made = Maker()
    made.note(CLOZE, "{{c1::a {{c2::b}} c}} | {{c3::x|y}}", "", cards=(0, 1, 2))
    found = read(made)
    assert entries(found) == [{"cloze": r"{{c1::a b c}} | {{c3::x\|y}}"}]
    assert whats(found) == ["a blank within a blank", "a card whose gap is no more"]


def test_what_no_card_can_be_is_told() -> None:
    made = Maker()
    masks = {"name": "IO", "fields": ["Header", "Question Mask", "Answer Mask", "Original Mask"], "templates": [("{{Header}}", "")]}  # fmt: skip
    made.note(masks, "h", "q", "a", "o")
    made.note(BASIC, "", "x")
    made.note(BASIC, "no answer", "")
    made.note(CLOZE, "no blank", "")
    found = read(made)
    assert found.decks == ()
    assert whats(found) == [
        "a picture with parts hidden (image occlusion)",
        "a card whose front is empty",
        "a card without an answer",
        "a cloze without blanks",
    ]


def test_readings_stand_above_and_are_not_demanded() -> None:
    made = Maker()
    made.note(BASIC, "forest", "森[もり]")
    (entry,) = entries(read(made))
    assert entry == {"question": "forest", "answer": "{森|もり}"}


def test_answers_come_along_with_their_grades_and_dates() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=2, queue=2, due=115, ivl=10)
    made.answer(1, 100, 3, ivl=-600, type=0)
    made.answer(1, 101, 2, ivl=4)
    last = made.answer(1, 105, 4, ivl=10)
    found = read(made)
    given = [event for event in events(found) if isinstance(event, Answered)]
    assert [event.rating for event in given] == [Rating.GOOD, Rating.HARD, Rating.EASY]
    assert given[-1].id.number == last
    assert given[-1].duration == timedelta(seconds=4)
    assert given[0].due == given[0].at + timedelta(seconds=600)
    (record,) = standing(found).records.values()
    assert DAYS.study_day(record.state.due or given[0].at) - DAY_0 == 115


def test_the_first_scheduler_had_three_buttons_while_learning() -> None:
    made = Maker(schedVer=1)
    made.note(BASIC, "a", "b", type=2, queue=2, due=115, ivl=10)
    for day, (button, kind) in enumerate([(1, 0), (2, 0), (3, 2), (2, 3), (2, 1), (3, 1)]):
        made.answer(1, 100 + day, button, type=kind, factor=0)
    given = [event for event in events(read(made)) if isinstance(event, Answered)]
    assert [event.rating for event in given] == [1, 3, 4, 3, 2, 3]
    assert not any(event.practice for event in given)


def test_filtered_answers_that_moved_nothing_are_practice() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=2, queue=2, due=115, ivl=10)
    made.answer(1, 105, 3, ivl=10)
    made.answer(1, 106, 3, ivl=10, type=3, factor=0)
    given = [event for event in events(read(made)) if isinstance(event, Answered)]
    assert [event.practice for event in given] == [False, True]


def test_a_date_that_no_answer_promised_is_an_event() -> None:
    made = Maker()
    made.note(BASIC, "set by hand", "b", type=2, queue=2, due=140, ivl=10)
    made.answer(1, 100, 3, ivl=10)
    made.note(BASIC, "no log", "b", type=2, queue=2, due=150, ivl=30, factor=1300, reps=9, lapses=2)
    made.answer(2, 120, 0, ivl=30, type=4, factor=0)
    made.note(BASIC, "fsrs", "b", type=2, queue=2, due=160, ivl=30, data='{"s": 44.5, "d": 3.5}')
    found = read(made)
    moved = [event for event in events(found) if isinstance(event, Rescheduled)]
    assert [event.remembered and event.remembered.stability for event in moved] == [None, 30, 44.5]
    assert moved[1].remembered is not None
    assert moved[1].remembered.difficulty > 9
    due = [DAYS.study_day(event.due) - DAY_0 for event in moved]
    assert due == [140, 150, 160]


def test_cards_of_filtered_decks_are_at_home() -> None:
    made = Maker()
    home = made.deck("Home")
    made.note(
        BASIC, "a", "b", deck="Filtered", type=2, queue=2, due=-100000, ivl=10, odue=115, odid=home
    )
    made.answer(1, 105, 3, ivl=10)
    found = read(made)
    assert [deck.path for deck in found.decks] == [("Home",)]
    (record,) = standing(found).records.values()
    assert record.state.due is not None
    assert DAYS.study_day(record.state.due) - DAY_0 == 115


def test_suspended_buried_and_flagged_cards_stay_so() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", queue=-1, flags=2)
    made.note(BASIC, "c", "d", queue=-3)
    found = read(made)
    assert [type(event) for event in events(found)] == [Suspended, Buried]
    assert entries(found)[0]["tags"] == ["flag::orange"]


def test_a_card_made_new_again_is_new() -> None:
    made = Maker()
    made.note(BASIC, "a", "b")
    made.answer(1, 100, 3, ivl=10)
    made.answer(1, 110, 0, ivl=0, type=4, factor=0)
    made.note(BASIC, "c", "d")
    made.answer(2, 100, 3, ivl=10)
    found = read(made)
    assert sum(isinstance(event, Forgotten) for event in events(found)) == 2
    assert all(record.state.memory is None for record in standing(found).records.values())


def test_answers_to_cards_that_are_gone_are_one_loss() -> None:
    made = Maker()
    made.note(BASIC, "a", "b")
    for day in range(5):
        made.answer(77, day)
    found = read(made)
    assert events(found) == []
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("answers to cards that were deleted", "5 rows of the log")
    ]


def test_a_newer_file_has_the_same_names_for_the_same() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=2, queue=-1, due=140, ivl=10)
    made.answer(1, 100, 3, ivl=10)
    before = {event.id: event for event in events(read(made))}
    made.note(BASIC, "c", "d")
    made.answer(2, 130, 3, ivl=10)
    after = {event.id: event for event in events(read(made.package(new=False)))}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 2  # the answer, and that Anki has the card as new


def test_history_may_be_left() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", type=2, queue=2, due=140, ivl=10)
    made.answer(1, 100)
    assert events(read(made, history=False)) == []


def test_decks_within_decks_may_be_one_with_tags() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", deck="A::B")
    made.note(BASIC, "c", "d", deck="A")
    (deck,) = read(made, one_file=True).decks
    assert [note.entry["tags"] for note in deck.notes] == [["A"], ["A::B"]]


HOSTILE = {
    "nothing": b"SQLite format 3\0",
    "noise": b"SQLite format 3\0" + bytes(range(256)) * 40,
    "an archive without a collection": zipped({"x": b"y"}),
    "a pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
    "no archive": b"PK\x03\x04" + b"\0" * 99,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_collection_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.apkg"):
        read(data)


def altered(statement: str) -> bytes:
    made = Maker()
    made.note(BASIC, "a", "b")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(made.database())
        connection.executescript(statement)
        return connection.serialize()


def test_views_and_triggers_are_refused() -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    view = altered(f"ALTER TABLE notes RENAME TO n0; CREATE VIEW notes AS {endless}")
    with pytest.raises(SourceError, match="views or triggers"):
        read(view, "a.anki2")


@pytest.mark.parametrize("version", [1, 250])
def test_other_layouts_are_refused_by_their_number(version: int) -> None:
    with pytest.raises(SourceError, match=f"version {version}"):
        read(altered(f"UPDATE col SET ver = {version}"), "a.anki2")


def test_wrong_types_and_cut_off_files_are_no_traceback() -> None:
    odd = altered(
        "UPDATE cards SET due = 'x', data = x'ff'; UPDATE notes SET tags = NULL, mod = 'y'"
    )
    found = read(odd, "a.anki2")
    assert [note.entry["answer"] for note in found.decks[0].notes] == ["b"]
    assert [(loss.what, loss.place) for loss in found.losses] == [
        ("cards whose row is odd", "1 cards")
    ]
    assert not read(altered("UPDATE cards SET due = 1.0, ivl = -0.5"), "a.anki2").losses
    whole = Maker().package({"a.png": b"1" * 9000})
    for size in range(0, len(whole), 97):
        try:
            read(whole[:size] or b"x")
        except SourceError as error:
            assert "a.apkg" in str(error)  # noqa: PT017


@pytest.mark.parametrize("version", [11, 18])
def test_of_a_damaged_collection_comes_what_can_be_read(version: int) -> None:
    made = Maker()
    for number in range(300):
        made.note(BASIC, f"word {number}", "x" * 60)
    whole = made.database(version)
    size = int.from_bytes(whole[16:18], "big")
    counts = []
    for at in range(size, len(whole), size):
        try:
            found = read(whole[:at] + b"\x7f" * size + whole[at + size :], "a.anki2")
        except SourceError:
            counts.append(0)  # the settings, or the root of a table
            continue
        counts.append(sum(len(deck.notes) for deck in found.decks))
        assert counts[-1] == 300 or any("damaged" in loss.what for loss in found.losses)
    assert counts.count(300) > 3
    assert sum(250 < count < 300 for count in counts) > 3
    cut = read(whole[: len(whole) * 3 // 4], "a.anki2")
    assert 100 < sum(len(deck.notes) for deck in cut.decks) < 300
    assert any("damaged" in loss.what for loss in cut.losses)


def test_fields_beyond_those_of_the_type_and_cards_without_a_note_are_told() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", "c")
    made.note(BASIC, "d", "e", "")
    data = made.database()
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        connection.execute("DELETE FROM notes WHERE id = 2")
        connection.commit()
        data = connection.serialize()
    assert [(loss.what, loss.place) for loss in read(data, "a.anki2").losses] == [
        ("a field that the note type has not", "note 1"),
        ("cards whose note is not there", "1 cards"),
    ]


def test_a_bomb_is_left_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    zstd = pytest.importorskip("backports.zstd", reason="the extra `anki`")
    monkeypatch.setattr("quizkit.interchange.anki.package.MOST_OF_MEMBER", 10_000_000)
    bomb = zipped({"collection.anki21b": zstd.compress(bytes(50_000_000)), "meta": b"\x08\x03"})
    with pytest.raises(SourceError, match="more than 10000000 bytes"):
        read(bomb)


def test_a_bare_collection_finds_its_media_beside_it(tmp_path: Path) -> None:
    made = Maker()
    made.note(BASIC, '<img src="a.png">', "b")
    (tmp_path / "collection.anki2").write_bytes(made.database())
    (tmp_path / "collection.media").mkdir()
    (tmp_path / "collection.media" / "a.png").write_bytes(b"1")
    source = Source(tmp_path / "collection.anki2")
    found = recognised(source).read(source, ReadOptions(zone=UTC), int)
    assert {name: data() for name, data in found.media.items()} == {"a.png": b"1"}


def test_every_note_loads() -> None:
    made = Maker()
    texts = [
        "a: b # c",
        "- x",
        "`",
        "*x*",
        "{{",
        "<b>x",
        "&lt;b&gt;",
        "a<br>b",
        "\\(x\\)",
        "@",
        "'\"",
        "|",
    ]
    for text in texts:
        made.note(BASIC, text, f"{text}!")
    (deck,) = read(made).decks
    new = deck_text(deck, "d", source_format="anki", media="d.media")
    assert len(new.notes) == len(texts)


THREE = {
    "name": "Three",
    "fields": ["Front", "Hint", "Sound", "Back"],
    "templates": [("{{Front}}{{hint:Hint}}", "{{FrontSide}}{{Sound}}{{Back}}")],
}


def test_the_field_in_words_is_the_answer_and_hints_come_on_request() -> None:
    made = Maker()
    made.note(THREE, "dog", "an animal", "[sound:d.mp3]", "perro")
    made.note(THREE, "cat", "", '<img src="c.png">', "gato")
    found = read(made.package({"d.mp3": b"1", "c.png": b"2"}))
    first, second = entries(found)
    assert first == {"question": "dog", "answer": "perro", "hints": ["an animal"]}
    assert second == {"question": "cat", "answer": "gato", "explanation": "![](<media://c.png>)"}


def test_a_front_may_have_a_word_without_its_reading() -> None:
    kind = {**BASIC, "name": "Kanji", "templates": [("{{kanji:Front}}", "{{Back}}")]}
    made = Maker()
    made.note(kind, "森[もり]", "forest")
    assert entries(read(made)) == [{"question": "森", "answer": "forest"}]


def test_braces_that_are_no_gap_stay_braces() -> None:
    made = Maker()
    made.note(CLOZE, "{{c1::Oslo}} and {{foo}}", "")
    found = read(made)
    assert entries(found) == [{"cloze": r"{{c1::Oslo}} and \{{foo\}}"}]
    assert len(deck_text(found.decks[0], "d").notes) == 1


def test_fields_are_mapped_by_their_names() -> None:
    made = Maker()
    made.note(THREE, "dog", "an animal", "x", "perro")
    (entry,) = entries(read(made, named={"Back": "question", "Front": "answer"}))
    assert entry == {
        "question": "perro",
        "answer": "dog",
        "explanation": "Hint: an animal\nSound: x",
    }


ODD = [
    """UPDATE col SET models = '{"²": {}, "5": {"flds": null, "tmpls": 5}}', decks = '{"²": {}}'""",
    """UPDATE col SET models = replace(models, '"ord": 0', '"ord": "x"')""",
    "UPDATE notes SET guid = NULL, flds = x'ff00'",
]


@pytest.mark.parametrize("statement", ODD)
def test_odd_values_are_read_or_told(statement: str) -> None:
    found = read(altered(statement), "a.anki2")
    assert found.decks or found.losses


def test_unclosed_marks_take_no_square_time(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = {
        **BASIC,
        "name": "Odd",
        "templates": [("<!--{{#F}}" * 20_000 + "{{Front}}", "{{Back}}")],
    }
    made = Maker()
    made.note(kind, "[anki:tts x]" * 20_000, "b")
    made.note(BASIC, "".join(f'<img src="{n}/x.png">' for n in range(4_000)), "b")
    found = read(made.package({f"{number}/x.png": b"1" for number in range(4_000)}))
    assert len(found.media) == 4_000


def test_notes_without_a_card_are_told() -> None:
    made = Maker()
    made.note(BASIC, "a", "b", cards=())
    assert whats(read(made)) == ["notes without a card"]

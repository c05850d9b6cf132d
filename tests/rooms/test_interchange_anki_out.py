"""Packages of Anki as they are written: numbers, what is told of an edit, and what nobody reads as maths."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.interchange import FORMATS, Exported, Loss, Outgoing, ReadOptions, Source, WriteOptions
from quizkit.progress import Answered, AnswerOutcome, EventId, replay
from quizkit.scheduling import CalendarDays, Rating, Scheduler

NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)


def deck(cards: str, *, name: str = "t", head: str = "", folder: Path | None = None) -> Outgoing:
    reading = parse_deck(f"title: T\nid: {name}\n{head}cards:\n{cards}", deck_id=name)
    assert not reading.problems
    return Outgoing(deck=reading.good_deck, folder=folder)


def written(*decks: Outgoing, **options: Any) -> tuple[bytes, list[Loss]]:
    file = io.BytesIO()
    losses = FORMATS["anki"].write(decks, file, WriteOptions(**options), int)
    return file.getvalue(), losses


def rows(package: bytes, query: str) -> list[Any]:
    with (
        zipfile.ZipFile(io.BytesIO(package)) as archive,
        closing(sqlite3.connect(":memory:")) as connection,
    ):
        connection.deserialize(archive.read("collection.anki2"))
        return [*connection.execute(query)]


def fields(package: bytes) -> list[str]:
    return [each.split("\x1f") for (each,) in rows(package, "SELECT flds FROM notes")]  # type: ignore[return-value]


def answered(card: str, second: int = 0) -> Answered:
    return Answered(
        id=EventId("w", second),
        at=NOW + timedelta(seconds=second),
        card=card,
        response="x",
        outcome=AnswerOutcome.CORRECT,
        rating=Rating.GOOD,
        due=NOW + timedelta(days=3, seconds=second),
    )


def test_numbers_lie_in_the_past_and_are_each_once_even_where_names_clash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from quizkit.interchange.anki import writing

    monkeypatch.setattr(writing, "_digest", lambda text: "f" * 24)
    cards = "".join(
        f"  - {{id: n{n}, question: q {n}, answer: a, reverse: true}}\n" for n in range(9)
    )
    package, _ = written(deck(cards), deck(cards, name="two"))
    numbers = [n for (n,) in rows(package, "SELECT id FROM notes UNION ALL SELECT id FROM cards")]
    assert len(set(numbers)) == len(numbers) == 54
    fronts = [each for (each,) in rows(package, "SELECT sfld FROM notes ORDER BY id LIMIT 9")]
    assert fronts == sorted(fronts)
    assert max(numbers) < datetime(2014, 1, 1, tzinfo=UTC).timestamp() * 1000


def test_answers_of_one_millisecond_in_two_decks_keep_a_row_each() -> None:
    scheduler, days = Scheduler(), CalendarDays(UTC)
    decks = []
    for name in ("one", "two"):
        events = [answered(f"{name}#n", second) for second in (0, 60)]
        outgoing = deck("  - {id: n, question: q, answer: a}\n", name=name)
        records = replay(events, scheduler, days).records
        decks.append(Outgoing(deck=outgoing.deck, folder=None, records=records, events=events))
    package, _ = written(*decks, schedule=True, now=NOW, retention=0.85)
    log = rows(package, "SELECT id, cid FROM revlog ORDER BY id")
    assert len(log) == len({number for number, _ in log}) == 4
    assert len({card for _, card in log}) == 2
    for (data,) in rows(package, "SELECT data FROM cards"):
        assert json.loads(data)["dr"] == 0.85


def test_a_picture_that_changed_is_an_edit(tmp_path: Path) -> None:
    cards = (
        "  - {id: n, question: q, answer: a, image: p.png}\n  - {id: m, question: r, answer: a}\n"
    )
    known: dict[str, tuple[str, int]] = {}
    seen = []
    for day, data in enumerate([b"one", b"one", b"two"]):
        (tmp_path / "p.png").write_bytes(data)
        exported = Exported(known, NOW + timedelta(days=day))
        package, _ = written(deck(cards, folder=tmp_path), exported=exported)
        known = exported.notes
        seen.append([at for (at,) in rows(package, "SELECT mod FROM notes ORDER BY flds")])
    first, second, third = seen
    assert first == second
    assert [a == b for a, b in zip(second, third, strict=True)] == [False, True]


@pytest.mark.parametrize("head", ["", "markup: markdown\n"])
def test_words_stay_words_though_anki_would_read_a_formula_or_a_sound(head: str) -> None:
    said = r"\(x\), \[y\], [latex]z[/latex], [$]a[/$], [sound:b.mp3]"
    shown = said.replace("\\", "\\\\").replace("[", "\\[").replace("$", "\\$") if head else said
    outgoing = deck(f"  - id: n\n    question: '{shown}'\n    answer: a\n", head=head)
    package, _ = written(outgoing)
    front = fields(package)[0][0]
    for sign in (r"\(", r"\[", "[latex]", "[$]", "[sound:"):
        assert sign not in front
    source = Source(name="a.apkg", data=package)
    note = FORMATS["anki"].read(source, ReadOptions(), int).decks[0].notes[0]
    assert note.entry["question"] == said
    assert not note.is_markdown


def test_a_range_is_compared_by_the_learner() -> None:
    package, losses = written(deck("  - {id: n, question: How many?, min: 3, max: 5}\n"))
    assert fields(package)[0][1] == "3 to 5"
    assert [loss.what for loss in losses] == ["judging: a range of numbers"]
    (models,) = rows(package, "SELECT models FROM col")[0]
    (mid,) = rows(package, "SELECT mid FROM notes")[0]
    assert "type:" not in json.loads(models)[str(mid)]["tmpls"][0]["qfmt"]


@pytest.mark.parametrize(
    "text",
    [
        "`{{c1::for}}` and {{c1::$x^2$}} in $a_{{c1::b}}$",
        r"{{c1::$\frac{a}{b}$}} is ${{c1::a b}} + 1$",
        r"`len(x)` \:: `{{x}}` a | b {{y}}",
        r"either {{`x\|y`}} or {{`::`}}",
    ],
)
def test_gaps_in_code_and_in_formulas_go_out(text: str) -> None:
    cards = f"  - id: n\n    cloze: |\n      {text}\n"
    outgoing = deck(cards, head="markup: markdown\n")
    for name in ("anki", "csv"):
        losses = FORMATS[name].write([outgoing], io.BytesIO(), WriteOptions(), int)
        assert not [loss for loss in losses if "gap" in loss.what]


def test_what_only_our_note_types_hold_comes_back_in_its_place() -> None:
    cards = """\
  - {id: g, question: Fill in., cloze: 'Water is {{c1::wet}}.', hints: [a & b], explanation: So.}
  - {id: t, question: Why?, answer: so, accept: ['a, b', c], hints: [one, two], source: book}
  - {id: r, question: red, answer: rot, accept: [r], hints: [h], reverse: true, explanation: So.}
  - {id: m, question: 2*3*4?, answer: '24', hints: ['**twice** 12'], markup: markdown}
"""
    package, _ = written(deck(cards, head="sources: {book: {title: A book}}\n"))
    found = FORMATS["anki"].read(Source(name="a.apkg", data=package), ReadOptions(), int)
    notes = found.decks[0].notes
    assert [dict(note.entry) for note in notes] == [
        {"question": "Fill in.", "cloze": "Water is {{c1::wet}}.", "hints": ["a & b"], "explanation": "So."},
        {"question": "Why?", "answer": "so", "accept": ["a, b", "c"], "hints": ["one", "two"], "explanation": "book"},
        {"question": "red", "answer": "rot", "accept": ["r"], "hints": ["h"], "reverse": "true", "explanation": "So."},
        {"question": "2*3*4?", "answer": "24", "hints": ["**twice** 12"]},
    ]  # fmt: skip
    assert [note.is_markdown for note in notes] == [False, False, False, True]

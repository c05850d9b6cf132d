"""Notes that stand in another deck than before: known again, where their ids are theirs alone."""

from pathlib import Path

import pytest
from attrs import evolve

from quizkit.errors import QuizkitError
from quizkit.interchange import Import, ImportedDeck, ImportedNote, carry_out, planned
from quizkit.progress import Answered, AnswerOutcome, EventId
from quizkit.scheduling import Rating
from tests.anki_files import BASIC, Maker
from tests.commands import commands_in
from tests.logs import START


def note(name: str, answer: str, *events: Answered) -> ImportedNote:
    entry = {"question": f"What is {name}?", "answer": answer}
    return ImportedNote(entry=entry, source_id=name, place=name, events=events)


def deck(name: str, *notes: ImportedNote) -> ImportedDeck:
    return ImportedDeck(path=(name,), notes=notes)


def anki(*decks: ImportedDeck) -> Import:
    return Import(format="anki", decks=decks, has_own_ids=True)


def answered(number: int) -> Answered:
    return Answered(
        id=EventId("anki-x", number),
        at=START,
        card="",
        response=None,
        outcome=AnswerOutcome.SELF,
        rating=Rating.GOOD,
    )


def taken(found: Import, folder: Path, records: list[str]) -> list[str]:
    """Import a source, and return the cards that its answers are of."""
    taking = planned(found, folder, records)
    done = carry_out(taking)
    if done:
        records.append(done)
    return [event.card for event in taking.events if isinstance(event, Answered)]


def test_a_note_that_moved_stays_where_it_is_with_all_that_was_learned(tmp_path: Path) -> None:
    records: list[str] = []
    first = anki(
        deck("Verbs", note("ir", "go", answered(1)), note("ser", "be")),
        deck("Nouns", note("sol", "sun")),
    )
    assert taken(first, tmp_path, records) == ["verbs#ir"]
    second = anki(
        deck("Verbs", note("ser", "be")),
        deck("Nouns", note("sol", "sun"), note("ir", "walk", answered(1), answered(2))),
    )
    plan = planned(second, tmp_path, records)
    assert (plan.made, plan.changed, plan.gone) == ((), ("verbs#ir",), ())
    assert taken(second, tmp_path, records) == ["verbs#ir", "verbs#ir"]
    assert "walk" in (tmp_path / "verbs.yaml").read_text("utf-8")
    assert planned(second, tmp_path, records).files == ()


def test_decks_that_are_one_now_make_no_second_deck(tmp_path: Path) -> None:
    records: list[str] = []
    taken(
        anki(deck("Verbs", note("ir", "go")), deck("Nouns", note("sol", "sun"))), tmp_path, records
    )
    whole = anki(deck("Spanish", note("ir", "go"), note("sol", "sun")))
    assert planned(whole, tmp_path, records).made == ()
    more = anki(deck("Spanish", note("ir", "go"), note("sol", "sun"), note("mar", "sea")))
    taken(more, tmp_path, records)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "nouns.yaml",
        "spanish.yaml",
        "verbs.yaml",
    ]
    less = anki(deck("Spanish", note("ir", "to go")))
    plan = planned(less, tmp_path, records)
    assert (plan.changed, plan.gone) == (("verbs#ir",), ("spanish#mar",))
    taken(less, tmp_path, records)
    assert planned(whole, tmp_path, records).changed == (
        "verbs#ir",
    )  # of the other its base is kept


def test_ids_that_are_numbers_of_one_table_mean_no_note_of_another(tmp_path: Path) -> None:
    tables = [
        evolve(anki(deck(name, note("1", name))), format="csv", has_own_ids=False)
        for name in ("One", "Two")
    ]
    records: list[str] = []
    for table in tables:
        taken(table, tmp_path, records)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.yaml", "two.yaml"]


def test_a_deck_of_ones_own_that_went_out_comes_back_into_itself(tmp_path: Path) -> None:
    own = (
        "title: My words\nid: my\ncards:\n  - id: one\n    question: What is one?\n    answer: a\n"
    )
    (tmp_path / "my.yaml").write_text(own, "utf-8")
    back = evolve(anki(deck("my", note("one", "b"))), format="csv", has_own_ids=False)
    plan = planned(back, tmp_path)
    assert [file.after for file in plan.files] == [own.replace("answer: a", "answer: b")]
    other = evolve(back, decks=(deck("my", note("two", "b"), note("three", "c")),))
    assert [file.path.name for file in planned(other, tmp_path).files] == ["my-2.yaml"]


def test_another_deck_is_not_named_for_what_was_imported_before(tmp_path: Path) -> None:
    table = evolve(anki(deck("words", note("1", "a"))), format="csv", has_own_ids=False)
    taken(table, tmp_path / "decks", [])
    with pytest.raises(QuizkitError, match=r"decks/words\.yaml before; nothing was written"):
        planned(table, tmp_path / "mine.yaml")
    assert planned(table, tmp_path / "decks" / "words.yaml").files == ()


def test_answers_that_stay_with_another_deck_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nh3", reason="the extra `anki`")
    run = commands_in(tmp_path, monkeypatch)
    made = Maker()
    made.note(BASIC, "Capital of Peru?", "Lima", deck="Peru", type=2, queue=2, due=845, ivl=10)
    made.answer(1, 835, 3, ivl=10)
    Path("peru.apkg").write_bytes(made.package())
    assert "1 event new in your log" in run("import", "peru.apkg", "-o", "one")
    assert "1 event is in your log already" in run("import", "peru.apkg", "-o", "two")

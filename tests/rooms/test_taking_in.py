"""Imports taken into decks and the log: made, brought up to date, and taken back."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from quizkit.authoring.yaml_writing import block_lines
from quizkit.cli import cli
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import load_deck, parse_deck, trees_of
from quizkit.interchange import (
    Import,
    ImportedDeck,
    ImportedNote,
    carry_out,
    deck_text,
    format_named,
    planned,
)
from quizkit.interchange.taking_in import take_back
from quizkit.interchange.updating import bases_of, updated
from quizkit.progress import Answered, AnswerOutcome, Brought, EventId
from quizkit.scheduling import Rating
from quizkit.store import open_store
from quizkit.store.merging import bring
from tests.anki_files import BASIC, Maker
from tests.commands import NOW, Run, commands_in
from tests.logs import START
from tests.pictures import png

PNG = png(2, 2)
TABLE = "question,answer,tags\ndog,perro,a\ncat,gato; felino,b\n"


def note(name: str, question: str, answer: str, **more: object) -> ImportedNote:
    entry = {"question": question, "answer": answer, **more}
    return ImportedNote(entry=entry, source_id=name, place=f"line {name}")  # type: ignore[arg-type]


def deck(*notes: ImportedNote, name: str = "Words") -> ImportedDeck:
    return ImportedDeck(path=(name,), notes=notes)


def found(*decks: ImportedDeck, **media: bytes) -> Import:
    return Import(
        format="csv", decks=decks, media={name: lambda d=d: d for name, d in media.items()}
    )  # type: ignore[misc]


def answer(number: int, end: str = "") -> Answered:
    return Answered(
        id=EventId("anki-x", number),
        at=START,
        card=end,
        response=None,
        outcome=AnswerOutcome.SELF,
        rating=Rating.GOOD,
    )


FIRST = deck(
    note("g1", "ir", "to go", tags=["a"]),
    note("g2", "two\nlines: of text", "x"),
    note("g3", "ser", "to be"),
    note("g4", "four", "4"),
    note("g5", "five", "5"),
)


def edited(text: str) -> str:
    text = text.replace("    answer: to be", "    answer: to exist   # mine\n    hints: [h]")
    text = text.replace("    question: four", "    # about four\n    question: four!")
    at, end = text.index("  - id: g5"), len(text)
    return "# my deck\n" + text[:at].rstrip() + "\n" + text[end:]


def test_a_newer_source_changes_what_it_changed_and_leaves_the_rest() -> None:
    new = deck_text(FIRST, "w", source_format="csv")
    text = edited(new.text)
    second = deck(
        note("g1", "ir", "to walk\nand to go"),
        note("g2", "two\nlines: of words", "x", accept=["y", "z"]),
        note("g3", "ser", "to be"),
        note("g4", "four of it", "4"),
        note("g5", "five", "5"),
        note("g6", "six", "6"),
    )
    result = updated(parse_deck(text, file="w.yaml"), second, bases_of(new), place=str)
    after = result.texts["w.yaml"]
    expected = text.replace(
        "answer: to go\n    tags: [a]", "answer: |\n      to walk\n      and to go"
    )
    expected = expected.replace(
        "of text\n    answer: x", "of words\n    answer: x\n    accept: [y, z]"
    )
    assert after == expected + "\n  - id: g6\n    question: six\n    answer: 6\n"
    assert (result.made, result.changed) == (("g6",), ("g1", "g2"))
    assert [(loss.what, loss.place) for loss in result.losses] == [
        ("a change under `question`", "line g4")
    ]


def test_without_a_record_the_source_goes_before_under_its_own_keys() -> None:
    text = deck_text(FIRST, "w").text.replace("to be", "to exist\n    hints: [h]")
    result = updated(parse_deck(text, file="w.yaml"), FIRST, None, place=str)
    assert result.texts["w.yaml"] == text.replace("to exist", "to be")


def test_notes_that_the_source_has_no_more_stay() -> None:
    new = deck_text(FIRST, "w")
    result = updated(
        parse_deck(new.text, file="w.yaml"), deck(FIRST.notes[0]), bases_of(new), place=str
    )
    assert (result.texts, result.gone) == ({}, ("g2", "g3", "g4", "g5"))


def test_a_new_note_that_no_deck_can_have_is_told_and_the_others_come() -> None:
    new = deck_text(FIRST, "w")
    second = deck(*FIRST.notes, note("g6", "", "6"), note("g7", "seven", "7"))
    result = updated(parse_deck(new.text, file="w.yaml"), second, bases_of(new), place=str)
    assert result.made == ("g7",)
    assert [loss.place for loss in result.losses] == ["line g6"]


def test_a_change_that_would_not_load_is_told_and_the_others_are_made() -> None:
    new = deck_text(FIRST, "w")
    second = deck(
        note("g1", "ir", "to go", accept=["x", "x"]),
        note("g3", "ser", "to be so"),
        note("g4", "", "4"),
    )
    result = updated(parse_deck(new.text, file="w.yaml"), second, bases_of(new), place=str)
    assert result.changed == ("g3",)
    assert result.texts["w.yaml"] == new.text.replace("answer: to be", "answer: to be so")
    assert [loss.place for loss in result.losses] == ["line g1", "line g4"]


def test_entries_in_brackets_are_brought_up_to_date_too() -> None:
    text = "title: W\nid: w\ncards:\n  - {id: g1, question: ir, answer: to go}  # one\n  - {id: x, question: a, answer: b}\n"
    result = updated(
        parse_deck(text, file="w.yaml"), deck(note("g1", "ir", "to walk")), None, place=str
    )
    assert parse_deck(result.texts["w.yaml"]).good_deck.notes[0].tasks
    assert "to walk" in result.texts["w.yaml"]
    assert "{id: x, question: a, answer: b}" in result.texts["w.yaml"]


def test_a_note_is_found_in_a_file_that_the_deck_includes(tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text(
        "title: W\nid: words\ninclude: [more.yaml]\nx-from: {format: csv, id: Words}\ncards:\n  - {id: g2, question: c, answer: d}\n"
    )
    (tmp_path / "more.yaml").write_text("cards:\n  - id: g1\n    question: ir\n    answer: to go\n")
    taking = planned(found(deck(note("g1", "ir", "to walk"))), tmp_path)
    assert [file.path.name for file in taking.files] == ["more.yaml"]


TEXT = st.text(st.sampled_from("ab:#-*`\"'{}[]|>&!%@$\\\n\t 1é漢"), min_size=1, max_size=8)


@given(st.lists(st.tuples(TEXT, TEXT, st.booleans()), min_size=1, max_size=5))
def test_whatever_comes_loads_without_a_problem_or_is_told(
    texts: list[tuple[str, str, bool]],
) -> None:
    notes = [
        ImportedNote(
            entry={"question": question, "answer": answer},
            place=str(number),
            source_id=f"n{number}",
            is_markdown=marked,
        )
        for number, (question, answer, marked) in enumerate(texts)
    ]
    new = deck_text(deck(*notes), "w", source_format="csv")
    assert len(new.notes) + len(new.losses) == len(notes)
    if new.notes:
        loaded = parse_deck(new.text).good_deck
        assert [each.id for each in loaded.notes] == list(new.notes)


def test_every_short_text_is_written_so_that_it_is_read_again() -> None:
    signs = "ab:#-*`\"'{}[]|>&!%@$\\\n\t 1,?\u3000\u200b~="
    texts = ["".join(each) for n in (1, 2, 3) for each in product(" \t\n1#:-'", repeat=n)]
    texts += ["".join(each) for each in product(signs, repeat=2)]
    lines = [
        line
        for text in texts
        for line in block_lines({"question": text, "tags": ["a", text], "x": {text: text}}, 0)
    ]
    reading = parse_deck("\n".join(["title: t", "cards:", *lines, ""]), file="t")
    cards: Any = trees_of(reading)["t"].node(("cards",))
    read = [(each["question"], each["tags"][1], each["x"]) for each in cards]
    stripped = [text.rstrip("\n") for text in texts]
    assert [each[0].rstrip("\n") for each in read] == stripped
    assert [each[1].rstrip("\n") for each in read] == stripped
    assert [list(each[2]) for each in read] == [[text] for text in texts]
    assert [each[2][text].rstrip("\n") for each, text in zip(read, texts, strict=True)] == stripped


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4), st.data())
@settings(max_examples=40)
def test_the_same_again_changes_nothing_and_a_change_comes_to_the_deck_it_would_have_made(
    texts: list[tuple[str, str]], data: st.DataObject
) -> None:
    def made(pairs: list[tuple[str, str]]) -> ImportedDeck:
        return deck(*(note(f"n{at}", f"q{at} {q}", f"a {a}") for at, (q, a) in enumerate(pairs)))

    new = deck_text(made(texts), "w")
    reading = parse_deck(new.text, file="w.yaml")
    again = updated(reading, made(texts), bases_of(new), place=str)
    assert (again.texts, again.made, again.changed) == ({}, (), ())
    other = [data.draw(st.tuples(TEXT, TEXT)) for _ in texts]
    after = updated(reading, made(other), bases_of(new), place=str)
    text = after.texts.get("w.yaml", new.text)
    assert parse_deck(text).good_deck == parse_deck(deck_text(made(other), "w").text).good_deck


def test_media_lie_beside_their_deck_and_other_bytes_of_a_name_get_another(tmp_path: Path) -> None:
    one = found(deck(note("g1", "a", "b", image="media://x.png")), **{"x.png": PNG})
    carry_out(planned(one, tmp_path))
    other = deck(note("g1", "c", "d", image="media://x.png"), name="Words too")
    carry_out(planned(found(other, **{"x.png": PNG}), tmp_path))
    assert (tmp_path / "words.media" / "x.png").read_bytes() == PNG
    changed = deck(note("g1", "a", "b", image="media://x.png"))
    carry_out(planned(found(changed, **{"x.png": PNG + b"2"}), tmp_path))
    names = sorted(path.name for path in (tmp_path / "words.media").iterdir())
    assert len(names) == 2
    assert f"image: words.media/{names[0]}" in (tmp_path / "words.yaml").read_text()


def test_a_picture_that_was_not_in_the_source_is_no_error_of_the_deck(tmp_path: Path) -> None:
    missing = ImportedNote(
        entry={"question": "![a leaf](<leaf one.png>)", "answer": "oak"},
        place="note 1",
        source_id="g1",
        is_markdown=True,
    )
    there = evolve(missing, entry={**missing.entry, "question": "![it](<media://x.png>)"})
    there = evolve(there, source_id="g2")
    record = carry_out(planned(found(deck(missing, there), **{"x.png": PNG}), tmp_path))
    text = (tmp_path / "words.yaml").read_text()
    assert text.count("ignore: [Q125]") == 1
    assert not CliRunner().invoke(cli, ["check", str(tmp_path)]).exit_code
    evolved = evolve(missing, entry={**missing.entry, "question": "![a leaf](<media://y.png>)"})
    newer = found(deck(evolved, there), **{"x.png": PNG, "y.png": PNG})
    carry_out(planned(newer, tmp_path, [record]))
    assert "ignore: " not in (tmp_path / "words.yaml").read_text()


def test_one_file_is_named_for_one_deck_alone(tmp_path: Path) -> None:
    with pytest.raises(QuizkitError, match="--one-file"):
        planned(found(FIRST, deck(note("a", "b", "c"), name="B")), tmp_path / "a.yaml")
    carry_out(planned(found(FIRST), tmp_path / "a.yaml"))
    assert load_deck(tmp_path / "a.yaml").id == "a"


def test_two_decks_of_one_name_get_a_file_each(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("title: Mine\ncards: [{question: a, answer: b}]\n")
    carry_out(planned(found(FIRST), tmp_path))
    assert load_deck(tmp_path / "words-2.yaml").id == "words-2"


def test_what_is_brought_twice_is_there_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "p.db") as store:
        first = bring(store, [answer(7, "d#a")], "a.apkg", START, kept="x")
        assert (first.added, store.imports()) == (1, {str(first.name): "x"})
        again = bring(store, [answer(7, "d#a")], "a.apkg", START)
        assert again == (0, None)
        third = bring(store, [answer(7, "d#a"), answer(9, "d#a")], "a.apkg", START)
        brought = [event for event in store.events() if isinstance(event, Brought)]
        assert [event.count for event in brought] == [1, 2]  # with what it has in common
        assert first.name is not None
        store.drop_import(first.name)
        assert store.imports() == {}
        assert third.name is not None


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch)


def history(run: Run) -> list[str]:
    return [event["id"] for event in json.loads(run("history", "--json"))]


def test_a_table_is_imported_brought_up_to_date_and_taken_back(run: Run) -> None:
    Path("words.csv").write_text(TABLE)
    assert "2 notes new" in run("import", "words.csv")
    first = Path("decks/words.yaml").read_text()
    Path("words.csv").write_text(TABLE + "bird,pájaro,c\n")
    assert "1 note new, 2 notes unchanged" in run(
        "import", "words.csv", at="2026-03-01T10:01+00:00"
    )
    assert "3 notes unchanged" in run("import", "words.csv")
    newest, oldest = history(run)
    assert "is as it was" in run("undo", newest)
    assert Path("decks/words.yaml").read_text() == first
    assert "is removed" in run("undo", oldest)
    assert not Path("decks/words.yaml").exists()
    assert "3 notes new" in run("import", "words.csv")


def test_a_deck_that_was_edited_since_stays_and_is_named(run: Run) -> None:
    Path("words.csv").write_text(TABLE)
    run("import", "words.csv")
    path = Path("decks/words.yaml")
    path.write_text(path.read_text().replace("dog", "hound"))
    assert "was edited since, and stays as it is, with 2 notes" in run("undo", *history(run))
    assert "hound" in path.read_text()


def test_answers_come_with_their_deck_and_go_with_it(run: Run) -> None:
    pytest.importorskip("nh3", reason="the extra `anki`")
    made = Maker()
    made.note(BASIC, "Capital of Peru?", "Lima", deck="Peru", type=2, queue=2, due=845, ivl=10)
    made.answer(1, 835, 3, ivl=10)
    Path("peru.apkg").write_bytes(made.package({"x.png": PNG}))
    assert "1 note new, 1 event new in your log" in run("import", "peru.apkg")
    assert "peru#guid1" in run("history")
    assert "1 note unchanged\n" in run("import", "peru.apkg")
    (name, *_) = history(run)
    assert "import peru.apkg" in run("history")
    assert "is removed" in run("undo", name)
    assert "Peru" not in run("stats")
    run("undo", history(run)[0])
    assert "peru#guid1" in run("history")


def test_a_dry_run_tells_the_same_and_writes_nothing(run: Run) -> None:
    Path("words.csv").write_text(TABLE)
    assert "2 notes new; nothing is written\n" in run("import", "words.csv", "--dry-run")
    assert not Path("decks").exists()
    assert not Path("p.db").exists()
    run("import", "words.csv")
    assert "2 notes unchanged" in run("import", "words.csv", "--dry-run")


def test_losses_are_told_by_kind_and_one_by_one_as_json(run: Run) -> None:
    Path("words.csv").write_text(TABLE + "".join(f"bad {number},\n" for number in range(9)))
    told = run("import", "words.csv", "--dry-run")
    assert "9 times: a row without an answer" in told
    assert told.count("bad") == 3
    (report,) = json.loads(run("import", "words.csv", "--json"))
    assert len(report["losses"]) == 9
    assert (report["made"], report["format"]) == (2, "csv")


def test_options_that_a_format_does_not_know_are_refused(run: Run) -> None:
    Path("words.csv").write_text(TABLE)
    assert "--no-history: csv has no use for it; it is for anki" in run(
        "import", "words.csv", "--no-history"
    )
    assert "takes pairs such as" in run("import", "words.csv", "--map", "Front")
    with pytest.raises(QuizkitError, match="there is no format 'cvs'"):
        format_named("cvs")
    assert "canvas is written, and not read" in run("import", "words.csv", "--from", "canvas")
    assert "a folder nor a deck" in refusal("import", "words.csv", "-o", "words.csv")


def test_an_export_that_cannot_be_whole_is_refused_before_anything_is_written(run: Run) -> None:
    for name in "ab":
        Path(f"{name}.csv").write_text(TABLE)
        run("import", f"{name}.csv")
    Path("b.csv").write_text("=x,y\n1,2\n")
    Path("a.csv").unlink()
    assert "b.csv is there already" in refusal("export", "decks", "--to", "csv")
    assert not Path("a.csv").exists()
    assert "a file for each deck" in run("export", "decks", "--to", "csv", "-o", "-")
    assert "--json has no place" in run(
        "export", "decks/a.yaml", "--to", "csv", "-o", "-", "--json"
    )
    safe = "export", "decks/a.yaml", "--to", "csv", "--excel-safe"
    assert "a.csv: 2 notes" in run(*safe)
    Path("decks/c.yaml").write_text(Path("decks/a.yaml").read_text())
    assert "two of the decks have one id" in refusal("export", "decks", "--to", "tsv")


NEWER = TABLE.replace("perro", "can") + "bird,pájaro,c\n"


def broken_off(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Have a command stop where it calls something, as a kill would."""

    def stop(*_: object) -> None:
        raise QuizkitError("stopped")

    with monkeypatch.context() as patch:
        patch.setattr(where, stop)
        assert refusal("import", "words.csv") == "stopped"


def refusal(*words: str) -> str:
    """Return why a command is not carried out."""
    with pytest.raises(QuizkitError) as error:
        CliRunner().invoke(cli, [*words, "--now", NOW], catch_exceptions=False)
    return str(error.value)


def test_an_update_that_was_broken_off_is_made_by_the_same_import_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("words.csv").write_text(TABLE)
    run("import", "words.csv")
    Path("words.csv").write_text(NEWER)
    broken_off(monkeypatch, "quizkit.cli.commands.import_.carry_out")
    assert "1 note new, 1 note changed" in run("import", "words.csv")
    text = Path("decks/words.yaml").read_text()
    assert "can" in text
    assert "bird" in text


def test_an_update_whose_end_was_not_noted_counts_where_the_deck_stands_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("words.csv").write_text(TABLE)
    run("import", "words.csv")
    Path("words.csv").write_text(NEWER)
    broken_off(monkeypatch, "quizkit.store.SQLiteStore.put_import")
    assert "3 notes unchanged" in run("import", "words.csv")
    Path("words.csv").write_text(NEWER.replace("can", "perrito"))
    assert "1 note changed, 2 notes unchanged\n" in run("import", "words.csv")


def test_a_note_that_was_refused_is_told_each_time() -> None:
    new = deck_text(FIRST, "w")
    second = deck(*FIRST.notes[1:], note("g1", "", "to go"), note("g6", "", "6"))
    result = updated(parse_deck(new.text, file="w.yaml"), second, bases_of(new), place=str)
    again = updated(parse_deck(new.text, file="w.yaml"), second, result.base, place=str)
    assert [loss.place for loss in again.losses] == ["line g1", "line g6"]
    unknown = updated(parse_deck(new.text, file="w.yaml"), second, None, place=str)
    assert not {"g1", "g6"} & set(unknown.base)


def test_a_deck_that_cannot_be_read_any_more_is_named_and_no_other_is_made(run: Run) -> None:
    Path("words.csv").write_text(TABLE)
    run("import", "words.csv")
    path = Path("decks/words.yaml")
    whole = path.read_text()
    for text in (whole + "  - id: [oops\n", whole.replace("title: words\n", "")):
        path.write_text(text)
        assert "quizkit check decks/words.yaml" in refusal("import", "words.csv")
        assert (path.read_text(), list(path.parent.iterdir())) == (text, [path])


def test_no_picture_goes_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "words.media").symlink_to("../out")
    one = found(deck(note("g1", "a", "b", image="media://x.png")), **{"x.png": PNG})
    with pytest.raises(QuizkitError, match="no folder of its own"):
        planned(one, decks)
    assert list((tmp_path / "out").iterdir()) == []


def test_pictures_go_with_an_import_but_those_that_somebody_needs(tmp_path: Path) -> None:
    names = "abc"
    notes = (note(name, f"{name}?", "b", image=f"media://{name}.png") for name in names)
    media = {f"{name}.png": PNG for name in names}
    folder = tmp_path / "words.media"
    record = carry_out(planned(found(deck(*notes), **media), tmp_path))
    (folder / "a.png").write_bytes(b"mine")
    (folder / "b.png").unlink()
    other = "title: T\ncards: [{question: q, answer: a, image: words.media/c.png}]\n"
    (tmp_path / "other.yaml").write_text(other)
    assert take_back(record).removed == (tmp_path / "words.yaml",)
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "c.png"]
    (tmp_path / "other.yaml").unlink()
    take_back(record)
    assert [path.name for path in folder.iterdir()] == ["a.png"]


def test_decks_of_one_id_in_two_folders_are_told_apart(tmp_path: Path) -> None:
    records = []
    for name, text in (("a", "dog"), ("b", "house")):
        taking = planned(found(deck(note("1", text, "x"))), tmp_path / name, records)
        records.append(carry_out(taking))
    newer = planned(found(deck(note("1", "hound", "x"))), tmp_path / "a", records)
    assert (len(newer.changed), newer.losses) == (1, ())


def test_an_undo_that_was_broken_off_is_made_by_the_same_undo_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("words.csv").write_text(TABLE)
    run("import", "words.csv")
    (name,) = history(run)

    def stop(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stop)
        assert "words.yaml cannot be removed" in refusal("undo", name)
    assert "is removed" in run("undo", name)
    assert "by importing the file again" in run("undo", history(run)[0])

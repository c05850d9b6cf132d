"""The commands over the log: history, undo, config, merge."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from click.testing import CliRunner, Result

from quizkit.cli import cli, main
from quizkit.cli.events import cut
from quizkit.progress import (
    Answered,
    CarriedOver,
    Configured,
    Event,
    EventId,
    Suspended,
    Undone,
    in_order,
    undone_ids,
)
from quizkit.settings import Settings, settings_of
from quizkit.store import open_store, read_store
from quizkit.store.brought import onward
from tests.logs import START, answer

DECK = "title: T\nid: d\ncards:\n  - {id: a, question: A?, answer: alpha}\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    return tmp_path / "p.db"


def run(*arguments: str, columns: int = 80) -> Result:
    return CliRunner().invoke(cli, [*arguments], env={"COLUMNS": str(columns)})


def code_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as done:
        main([*arguments])
    return int(done.value.code or 0)


def put(path: Path, *events: Event) -> None:
    with open_store(path) as store:
        for event in events:
            store.append(evolve(event, id=EventId(store.writer, event.id.number)))


def events_of(path: Path) -> list[Event]:
    with read_store(path) as store:
        return in_order(store.events())


def standing(path: Path) -> list[Event]:
    events = events_of(path)
    return [event for event in events if event.id not in undone_ids(events)]


def a_bit_of_everything(path: Path) -> None:
    put(
        path,
        answer(1, card="d#a"),
        Suspended(id=EventId("w", 2), at=START + timedelta(minutes=1), card="d#a"),
        Configured(id=EventId("w", 3), at=START + timedelta(minutes=2), name="new", value="5"),
        CarriedOver(
            id=EventId("w", 4), at=START + timedelta(minutes=3), source="d#x", target="d#a"
        ),
    )


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_history_shows_the_newest_first_in_the_width_there_is(path: Path, columns: int) -> None:
    a_bit_of_everything(path)
    done = run("history", columns=columns)
    assert done.exit_code == 0
    assert max(len(line) for line in done.stdout.splitlines()) < columns
    order = [done.stdout.index(word) for word in ("carry-over", "setting", "suspended", "correct")]
    assert order == sorted(order)


def test_history_has_a_limit_and_says_what_it_left_out(path: Path) -> None:
    a_bit_of_everything(path)
    done = run("history", "--limit", "1")
    assert "… and 3 earlier events" in done.stdout
    assert "suspended" not in done.stdout


def test_history_as_json_says_all(path: Path) -> None:
    a_bit_of_everything(path)
    rows = json.loads(run("history", "--json").stdout)
    assert [row["event"] for row in rows] == ["carriedover", "configured", "suspended", "answered"]
    assert rows[0]["source"], rows[0]["target"] == ("d#x", "d#a")
    assert rows[3]["response"] == "x"
    assert rows[3]["rating"] == "good"
    assert not rows[3]["undone"]


def test_history_of_an_empty_log_makes_no_file(path: Path) -> None:
    assert "empty" in run("history").stdout
    assert not path.exists()


def test_history_warns_of_answers_from_the_future(path: Path) -> None:
    put(path, answer(1, after=timedelta(days=4000)))
    done = run("history", "--now", START.isoformat())
    assert "1 event lies in the future" in done.stderr
    run("undo", "--now", START.isoformat())
    assert "the future" not in run("history", "--now", START.isoformat()).stderr


def test_control_characters_of_an_answer_do_not_reach_the_terminal(path: Path) -> None:
    put(path, evolve(answer(1), response="\x1b[2J\x07"))
    assert "\x1b" not in run("history").stdout


def test_orphans_are_cards_with_progress_whose_note_is_gone(path: Path) -> None:
    (path.parent / "deck.yaml").write_text(DECK, "utf-8")
    put(path, answer(1, card="d#a"), answer(2, card="d#gone"), answer(3, card="other#b"))
    rows = json.loads(run("history", "--orphans", "--json").stdout)
    assert [(row["card"], row["deck_found"]) for row in rows] == [
        ("d#gone", True),
        ("other#b", False),
    ]
    assert "d#gone  1 answer" in run("history", "--orphans").stdout


def test_undo_takes_back_the_newest_answers_one_by_one(path: Path) -> None:
    put(path, answer(1, card="d#a"), answer(2, card="d#b", after=timedelta(minutes=1)))
    assert "d#b" in run("undo").stdout
    assert "d#a" in run("undo").stdout
    assert code_of("undo") == 4
    assert not [event for event in standing(path) if isinstance(event, Answered)]


def test_undo_leaves_the_answers_of_other_devices(path: Path) -> None:
    with open_store(path) as store:
        store.merge([answer(1, card="d#a", after=timedelta(days=1))], {"w": "tablet"})
    put(path, answer(1, card="d#b"))
    assert "d#b" in run("undo").stdout
    assert code_of("undo") == 4


def test_any_event_can_be_undone_by_the_name_that_history_shows(path: Path) -> None:
    a_bit_of_everything(path)
    for line in run("history").stdout.splitlines():
        assert run("undo", line.split()[-1]).exit_code == 0
    assert not [event for event in standing(path) if not isinstance(event, Undone)]
    newest = run("history").stdout.splitlines()[0].split()[-1]
    assert run("undo", newest).exit_code == 0  # an undo too
    assert len(standing(path)) == 5
    assert code_of("undo", newest) == 4
    assert code_of("undo", "zzzz-1") == 4


def test_an_undo_comes_after_what_it_undoes_whatever_the_clock_says(path: Path) -> None:
    put(path, answer(1, after=timedelta(days=9)))
    assert run("undo", "--now", START.isoformat()).exit_code == 0
    assert not [event for event in standing(path) if isinstance(event, Answered)]


def test_config_sets_shows_and_resets(path: Path) -> None:
    assert run("config", "retention").stdout == "0.9\n"
    assert not path.exists()
    assert run("config", "retention", "0.85").exit_code == 0
    assert run("config", "day-start", "5:30").exit_code == 0
    assert run("config", "retention").stdout == "0.85\n"
    assert json.loads(run("config", "--json").stdout)["day-start"] == "05:30"
    assert settings_of(events_of(path)) == Settings(retention=0.85, day_start=5.5)
    assert run("config", "retention", "").exit_code == 0
    assert settings_of(events_of(path)) == Settings(day_start=5.5)


def test_the_setting_made_last_stands_whatever_the_clock_says(path: Path) -> None:
    assert run("config", "new", "5", "--now", "2031-01-01T00:00").stdout == "new: 5\n"
    assert run("config", "new", "7").stdout == "new: 7\n"
    assert run("config", "new").stdout == "7\n"


def test_config_fits_a_small_terminal(path: Path) -> None:
    done = run("config", columns=40)
    assert "  retention = 0.9" in done.stdout


@pytest.mark.parametrize("arguments", [("retention", "7"), ("retenshun", "0.9"), ("retenshun",)])
def test_config_refuses_what_cannot_be(path: Path, arguments: tuple[str, ...]) -> None:
    assert code_of("config", *arguments) == 2
    assert not path.exists()


def test_merge_says_what_is_new_and_takes_several_files(path: Path) -> None:
    with open_store(path.parent / "one.db") as store:
        store.merge([answer(1)], {})
    with open_store(path.parent / "two.db") as store:
        store.merge([answer(1), answer(2)], {})
    done = run("merge", "one.db", "two.db")
    assert done.stdout.splitlines() == ["one.db: 1 event, 1 new", "two.db: 2 events, 1 new"]
    assert len(onward(events_of(path))) == 2
    assert code_of("merge", "three.db") == 2


def test_a_damaged_progress_file_is_mended_as_the_message_says(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(path) as store:
        store.merge([answer(n, after=timedelta(minutes=n)) for n in range(1, 500)], {})
    path.write_bytes(path.read_bytes()[:-4096])
    for command in (["history"], ["stats"], ["undo"], ["config", "new", "3"]):
        assert code_of(*command) == 7
        said = capsys.readouterr().err
        assert "damaged" in said
        assert "Traceback" not in said
    done = run("merge", str(path), "--progress", str(path))
    assert "the damaged file is kept as p.damaged.db" in done.stdout
    assert len(events_of(path)) > 300
    assert run("history").exit_code == 0


@pytest.mark.parametrize("command", [["history"], ["undo"], ["stats"], ["config"], ["due"]])
def test_without_a_home_directory_it_says_what_to_do(
    path: Path,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("QUIZKIT_PROGRESS")
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda name: name)  # nobody knows this user
    assert code_of(*command) == 7
    assert "no home directory" in capsys.readouterr().err
    assert not (path.parent / "~").exists()


def test_a_suspended_card_is_listed_with_the_undo_that_brings_it_back(path: Path) -> None:
    assert "empty" in run("history", "--suspended").stdout
    a_bit_of_everything(path)
    moved = CarriedOver(
        id=EventId("w", 9), at=START + timedelta(days=1), source="d#a", target="d#b"
    )
    put(path, moved)
    (row,) = json.loads(run("history", "--suspended", "--json").stdout)
    assert (row["card"], row["since"]) == ("d#b", "2026-03-01T09:01+00:00")
    said = run("history", "--suspended").stdout
    assert said.startswith("d#b  since 2026-03-01\n")
    undo = said.split("quizkit ")[1].split()
    assert run(*undo).stdout == "Taken back: suspended, d#a\n"
    assert run("history", "--suspended").stdout == "No card is suspended.\n"
    assert run("history", "--suspended", "--json").stdout == "[]\n"


def test_what_was_undone_says_so_whole(path: Path) -> None:
    a_bit_of_everything(path)
    carried = events_of(path)[-1].id
    run("undo", str(carried))
    assert "carry-over (undone) d#x -> a " in run("history").stdout


def test_the_words_of_a_value_need_no_quotes(path: Path) -> None:
    assert run("config", "steps", "1m", "1h").stdout == "steps: 1m 1h\n"
    assert run("config", "steps").stdout == "1m 1h\n"


def test_a_line_is_cut_to_its_room_however_long_it_is() -> None:
    assert cut("x" * 3_000_000, 10) == "x" * 9 + "…"
    assert cut("漢" * 1_000_000, 10) == "漢" * 4 + "… "
    assert cut("a" + "\u0301" * 30, 3) == "a" + "\u0301" * 30 + "  "


VOCABULARY = """\
title: T
id: d
cards:
  - {id: cat, question: "Spanish for cat?", answer: gato, reverse: Which animal is a gato?}
  - {question: What is the capital of Japan?, answer: Tokyo}
  - {id: blanks, cloze: "Work began in {{1859}}, the canal opened in {{1869}}."}
"""


def asked(path: Path, *cards: str) -> None:
    """A deck seen, and an answer to some of its cards."""
    (path.parent / "d.yaml").write_text(VOCABULARY, "utf-8")
    lines = path.parent / "lines"
    lines.write_text("gato\nKyoto\n1859\n1869\n", "utf-8")
    assert run("play", "d.yaml", "--answers", str(lines), "--now", START.isoformat()).exit_code == 0


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_history_shows_what_was_asked_and_what_was_answered(path: Path, columns: int) -> None:
    asked(path)
    other = events_of(path)[1]
    assert isinstance(other, Answered)
    put(
        path,
        Suspended(id=EventId("w", 2), at=START + timedelta(minutes=1), card="d#cat:reverse"),
        Suspended(id=EventId("w", 3), at=START + timedelta(minutes=2), card=other.card),
    )
    name = events_of(path)[-1].id
    assert run("undo", str(name)).stdout == (
        "Taken back: suspended, What is the capital of Japan?\n"
    )
    said = run("history", columns=columns).stdout
    assert max(len(line) for line in said.splitlines()) < columns
    assert "d#" not in said
    assert "Spanish for cat?" in said
    assert '"gato"' in said
    if columns > 40:
        assert "suspended: What is the capital" in said
        assert "Spanish for cat? (reverse)" in said
        assert "Work began in" in said
        assert 'What is the capital of Japan?  "Kyoto"' in run("history", columns=120).stdout
    rows = json.loads(run("history", "--json").stdout)
    assert rows[-1]["card"] == "d#cat"


def test_a_card_whose_note_was_renamed_is_shown_by_what_it_asks_now(path: Path) -> None:
    asked(path)
    deck = path.parent / "d.yaml"
    deck.write_text(VOCABULARY.replace("id: cat", "id: feline"), "utf-8")
    assert run("play", "d.yaml", "--answers", "/dev/null").exit_code == 0
    lines = run("history").stdout.splitlines()
    assert "Spanish for cat?" in lines[-1]
    assert [line for line in lines if "carry-over" in line and "Spanish for cat?" in line]


def test_the_past_of_a_card_is_found_by_what_it_asks(path: Path) -> None:
    asked(path)
    put(path, Suspended(id=EventId("w", 2), at=START + timedelta(hours=1), card="d#cat:reverse"))
    for text, said in (("capital of JAPAN", "Japan"), ("Spanish", "cat"), ("d#cat", "cat")):
        lines = run("history", "--card", text).stdout.splitlines()
        assert lines
        assert all(said in line for line in lines)
    assert len(run("history", "--card", "spanish for").stdout.splitlines()) == 2
    assert run("history", "--card", "zebra").stdout == "No event of the log is like that.\n"


def test_a_card_that_nobody_has_seen_asked_is_shown_by_its_id(path: Path) -> None:
    put(path, answer(1, card="d#never"))
    assert 'd#never  "x"' in run("history").stdout

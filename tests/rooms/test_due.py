"""`quizkit due`: the counts of the queue, kept between two calls, and never stale."""

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st

from quizkit import desk, read_deck
from quizkit.cli import cli, due_schedules as due
from quizkit.cli.due_cache import Terms
from quizkit.errors import DeckError
from quizkit.formats import deck_yaml
from quizkit.formats.deck_yaml import load_deck
from quizkit.model import Deck
from quizkit.progress import Configured, Event, EventId, Suspended, replay
from quizkit.scheduling import CalendarDays, Rating, Scheduler
from quizkit.store import open_store
from quizkit.study_queue import next_due, study_queue
from quizkit.study_queue.turns import study_day
from tests.fresh_python import modules_after
from tests.logs import START, answer, logs

SCHEDULER = Scheduler(day=CalendarDays())
DECK = """\
title: T
id: suez
cards:
  - {id: builder, question: Who?, answer: Lesseps, reverse: 'true'}
  - {id: length, question: How long?, answer: 164 km}
  - {id: other, question: What else?, answer: nothing}
"""


@settings(max_examples=150)
@given(logs(), st.integers(0, 10 * 86_400), st.integers(0, 4))
def test_the_counts_are_those_of_the_queue(log: list[Event], later: int, new_a_day: int) -> None:
    deck = read_deck(DECK)
    progress = replay(log, SCHEDULER)
    now = max([START, *(event.at for event in log)]) + timedelta(seconds=later)
    days = [str(record.first_day) for record in progress.records.values()]
    terms = Terms({day: days.count(day) for day in days}, new_a_day, 4)
    found = terms.counts(due.schedule_of(due.deck_cards(deck), progress), now, terms.new_left(now))
    queue = study_queue(deck.cards, progress, now, scheduler=SCHEDULER, new_a_day=new_a_day)
    assert found.due + found.new == queue.remaining(now)
    assert found.new == len(queue.new)
    coming = next_due(deck.cards, progress, now)
    assert found.coming == (None if coming is None else int(coming.timestamp() * 1000))


@settings(max_examples=40, deadline=None)
@given(logs())
def test_the_rows_of_a_snapshot_say_what_records_say(log: list[Event]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, file = folder / "p.db", folder / "suez.yaml"
        file.write_text(DECK, "utf-8")
        with pytest.MonkeyPatch.context() as patch, desk.open(path) as mine:
            patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
            mine.follow({file: read_deck(DECK)}, START)
            mine.store.append(*log)
            del mine._known
            assert mine.progress  # which keeps a snapshot
            now = max(START, *(event.at for event in log)) if log else START
            terms, scheduled, _ = due.by_log(path, [file], now)
            quick = due.by_rows(path, [file], now)
            assert (quick and quick[:2]) == (terms, scheduled) or not log
            mine.store.append(evolve(answer(1), at=START + timedelta(days=999)))
            assert due.by_rows(path, [file], now) is None  # a snapshot of the past


@given(st.datetimes(timezones=st.timezones()), st.integers(0, 47).map(lambda half: half / 2))
def test_study_days_are_those_of_the_scheduler(now: datetime, start: float) -> None:
    now = now.replace(tzinfo=timezone(now.utcoffset() or timedelta()))
    assert study_day(now, start) == CalendarDays(start_hour=start).study_day(now)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("QUIZKIT_PROGRESS", str(tmp_path / "p.db"))
    (tmp_path / "suez.yaml").write_text(DECK, "utf-8")
    return tmp_path


def said(*more: str) -> str:
    now = (START + timedelta(hours=1)).isoformat()
    return CliRunner().invoke(cli, ["due", "suez.yaml", "--now", now, *more]).stdout


def put(path: Path, *events: Event) -> None:
    with open_store(path) as store:
        store.merge(events, {})


def test_an_answer_an_edit_and_a_setting_show_at_once(folder: Path) -> None:
    assert said() == said() == "suez: 0 due, 3 new\n"
    put(folder / "p.db", answer(1, Rating.AGAIN, card="suez#length"))
    assert said() == said() == "suez: 1 due, 2 new\n"
    put(folder / "p.db", Suspended(id=EventId("w", 2), at=START, card="suez#other"))
    assert said() == said() == "suez: 1 due, 1 new\n"
    put(folder / "p.db", Configured(id=EventId("w", 3), at=START, name="new", value="1"))
    assert said() == said() == "suez: 1 due, 0 new\n"
    assert said("--new", "5") == "suez: 1 due, 1 new\n"
    (folder / "suez.yaml").write_text(DECK + "  - {question: More?, answer: yes sir}\n", "utf-8")
    assert said("--new", "5") == said("--new", "5") == "suez: 1 due, 2 new\n"


def test_an_answer_of_a_session_that_is_open_shows_at_once(folder: Path) -> None:
    with open_store(folder / "p.db") as store:
        for number, card in enumerate(("suez#length", "suez#other"), 1):
            store.append(answer(number, Rating.AGAIN, card=card))
            assert said() == said() == f"suez: {number} due, {3 - number} new\n"


def test_a_setting_made_after_a_backup_was_put_back_counts(folder: Path) -> None:
    path = folder / "p.db"

    def new_a_day(value: str, writer: str) -> None:
        put(path, Configured(id=EventId(writer, 1), at=START, name="new", value=value))
        with desk.open(path) as mine:
            assert mine.progress  # which keeps rows: they say nothing of how many may be new

    put(path, answer(1, Rating.AGAIN, card="suez#length"))
    backup = path.read_bytes()
    new_a_day("1", "v")
    assert said() == said() == "suez: 1 due, 0 new\n"
    path.write_bytes(backup)
    new_a_day("2", "x")
    assert said() == said() == "suez: 1 due, 1 new\n"


@pytest.mark.parametrize("spoilt", ["", "[]", '{"version": 1}', "\0" * 50, "drop"])
def test_the_kept_counts_can_be_dropped_and_spoilt_at_any_time(folder: Path, spoilt: str) -> None:
    put(folder / "p.db", answer(1, Rating.AGAIN, card="suez#length"))
    before = said()
    (deck,), (due,), (settings,) = (
        (folder / "cache" / "quizkit" / kind).iterdir() for kind in ("cards", "due", "settings")
    )
    for spoils in ([due], [deck], [settings], [due, deck], [due, settings]):
        for kept in spoils:
            kept.unlink(missing_ok=True) if spoilt == "drop" else kept.write_text(spoilt, "utf-8")
        assert said() == said() == before


def test_a_deck_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counted(path: Path, *, lenient: bool) -> Deck:
        read.append(path)
        return load_deck(path, lenient=lenient)

    monkeypatch.setattr(deck_yaml, "load_deck", counted)
    said()
    assert len(read) == 1
    CliRunner().invoke(cli, ["play", "suez.yaml", "--now", START.isoformat()], input="Lesseps\n")
    (folder / "suez.yaml").write_text(DECK.replace("How long", "How very long"), "utf-8")
    read.clear()
    assert said() == said()
    assert len(read) == 1


def test_a_cache_folder_that_cannot_be_made_does_no_harm(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "suez.yaml"))
    assert said() == said() == "suez: 0 due, 3 new\n"


def test_nothing_is_made_but_the_cache(folder: Path) -> None:
    said()
    assert sorted(file.name for file in folder.iterdir()) == ["cache", "suez.yaml"]


def test_the_exit_code_tells_whether_there_is_something_to_study(folder: Path) -> None:
    arguments = ["due", "suez.yaml", "--now", START.isoformat(), "--exit-code"]

    def code(*more: str) -> int:
        done = CliRunner().invoke(cli, [*arguments, *more], standalone_mode=False)
        return int(done.return_value)

    assert code() == 1
    assert code("--new", "0") == 0


def test_the_list_of_decks_lines_up_and_its_commands_can_be_pasted(folder: Path) -> None:
    (folder / "suez.yaml").rename(folder / "my decks.yaml")
    (folder / "日本.yaml").write_text(DECK.replace("suez", "japan"), "utf-8")
    (folder / "not good.yaml").write_text("title: T\ncards:\n  - {qestion: Who?}\n", "utf-8")
    done = CliRunner().invoke(cli, [])
    assert done.output.splitlines() == [
        "my decks.yaml  0 due, 3 new        T",
        "日本.yaml      0 due, 3 new        T",
        "not good.yaml  2 problems: quizkit check 'not good.yaml'",
        "",
        "Study:  quizkit play   (0 due, 6 new)",
    ]


def two_decks(folder: Path) -> None:
    """Two decks in `decks/`, of two cards each."""
    (folder / "suez.yaml").unlink()
    (folder / "decks").mkdir()
    for name in ("cart", "lenguas"):
        cards = "".join(f"  - {{question: {name} {n}?, answer: a{n}}}\n" for n in range(15))
        (folder / "decks" / f"{name}.yaml").write_text(f"title: {name}\ncards:\n{cards}", "utf-8")


def test_the_counts_of_several_decks_add_up_to_what_play_asks(folder: Path) -> None:
    two_decks(folder)
    for decks, new in (([], []), (["decks/"], ["--new", "7"]), (["decks/cart.yaml"], [])):
        done = CliRunner().invoke(cli, ["due", *decks, *new, "--json"])
        counts = json.loads(done.stdout)
        played = CliRunner().invoke(cli, ["play", *decks, *new, "--plain"], input="x\n")
        most = int(new[1]) if new else 20
        assert sum(each["new"] for each in counts) == min(most, 15 * len(counts))
        asked = min(most, 15 * len(counts))
        assert f"{asked} to go" in played.stdout or f" of {asked}" in played.stdout
        assert CliRunner().invoke(cli, ["undo"]).exit_code == 0
    assert CliRunner().invoke(cli, ["due"]).stdout.splitlines()[-1] == "together: 0 due, 20 new"
    assert "together" not in CliRunner().invoke(cli, ["due", "cart"]).stdout


def test_the_list_names_one_command_for_all_decks_with_its_sum(folder: Path) -> None:
    two_decks(folder)
    done = CliRunner().invoke(cli, [])
    assert done.stdout.splitlines()[-1] == "Study:  quizkit play decks/   (0 due, 20 new)"
    (folder / "decks" / "lenguas.yaml").unlink()
    assert (
        CliRunner().invoke(cli, []).stdout.splitlines()[-1]
        == "Study:  quizkit play decks/cart.yaml"
    )


def test_where_nothing_is_due_nothing_is_to_study(folder: Path) -> None:
    two_decks(folder)
    CliRunner().invoke(cli, ["config", "new", "30"])
    CliRunner().invoke(cli, ["play", "--plain"], input=":b\n" * 40)
    said = CliRunner().invoke(cli, []).stdout
    assert "Study:" not in said
    assert said.count("nothing due") == 2


def test_play_without_a_deck_leaves_out_what_cannot_be_read_and_says_so(folder: Path) -> None:
    two_decks(folder)
    bad = folder / "decks" / "not good.yaml"
    bad.write_text("title: T\ncards:\n  - {qestion: Who?}\n", "utf-8")
    done = CliRunner().invoke(cli, ["play", "--plain"], input="x\n")
    assert done.exit_code == 0
    command = "quizkit check 'decks/not good.yaml'"
    left_out = f"1 deck that cannot be read is left out: `{command}` says why."
    assert left_out in done.stdout.splitlines()
    assert "cart 0?" in done.stdout
    assert (
        CliRunner().invoke(cli, []).stdout.splitlines()[-1].startswith("Study:  quizkit play   (")
    )
    named = CliRunner().invoke(cli, ["play", "decks/", "--plain"])
    assert left_out in named.stdout.splitlines()
    strict = CliRunner().invoke(cli, ["play", "decks/", "--strict"])
    assert isinstance(strict.exception, DeckError)
    for name in ("cart", "lenguas"):
        (folder / "decks" / f"{name}.yaml").unlink()
    assert isinstance(CliRunner().invoke(cli, ["play", "--plain"]).exception, DeckError)


def test_no_command_is_named_that_is_refused(folder: Path) -> None:
    two_decks(folder)
    text = (folder / "decks" / "cart.yaml").read_text("utf-8")
    (folder / "decks" / "copy.yaml").write_text(f"id: cart\n{text}", "utf-8")
    done = CliRunner().invoke(cli, [])
    assert "decks/cart.yaml and decks/copy.yaml have the same deck id" in done.stderr
    assert "Study:" not in done.stdout


def test_what_is_kept_is_told_without_loading_what_decks_are_made_of(folder: Path) -> None:
    code = "from quizkit.cli import main\ntry: main([])\nexcept SystemExit: pass"
    assert "quizkit.model" in modules_after(code)
    assert not {"attr", "yaml", "sqlite3", "quizkit.model", "quizkit.cli.page"} & modules_after(
        code
    )

"""`quizkit check --watch`: files looked at again and again, and checked when one has changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit.cli import cli, watching
from quizkit.cli.watching import watch


class EndedError(Exception):
    """The end of the time that is played through."""


def played(files: list[Path], *steps: Callable[[], object]) -> int:
    """Return how often the work was done while, between two looks, the steps were taken."""
    done: list[int] = []
    left = iter(steps)

    def wait() -> None:
        for step in left:
            step()
            return
        raise EndedError

    with pytest.raises(EndedError):
        watch(lambda: files, lambda: done.append(1), wait)
    return len(done)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text("one", "utf-8")
    return path


def nothing() -> None:
    pass


def changed(path: Path, text: str) -> Callable[[], object]:
    return lambda: path.write_text(text, "utf-8")


def test_nothing_is_done_again_while_nothing_changes(deck: Path) -> None:
    assert played([deck], nothing, nothing, nothing) == 1


def test_a_change_is_met_by_the_work_once_it_has_settled(deck: Path) -> None:
    assert played([deck], changed(deck, "longer"), nothing, nothing, nothing) == 2


def test_two_changes_at_once_are_met_together(deck: Path) -> None:
    steps = changed(deck, "longer"), changed(deck, "longer still"), nothing, nothing
    assert played([deck], *steps) == 2


def test_a_file_that_is_renamed_into_place_may_be_absent_for_a_moment(deck: Path) -> None:
    new = deck.with_suffix(".new")
    new.write_text("from an editor", "utf-8")
    steps = deck.unlink, nothing, lambda: new.replace(deck), nothing, nothing, nothing
    assert played([deck], *steps) == 2


def test_a_file_that_was_never_there_is_not_waited_for(deck: Path) -> None:
    files = [deck, deck.with_name("heart.png")]
    assert played(files, changed(deck, "longer"), nothing, nothing) == 2
    assert played(files, changed(files[1], "a heart"), nothing, nothing) == 2


def test_a_file_that_is_deleted_is_met_too(deck: Path) -> None:
    assert played([deck], deck.unlink, *[nothing] * 12) == 2


def test_a_change_while_the_work_is_done_is_not_missed(deck: Path) -> None:
    done: list[int] = []

    def work() -> None:
        done.append(1)
        if len(done) == 1:
            deck.write_text("changed meanwhile", "utf-8")
        if len(done) == 2:
            raise EndedError

    with pytest.raises(EndedError):
        watch(lambda: [deck], work, nothing)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], object]]]:
    """Steps to be taken instead of waiting; behind the last, Ctrl-C is pressed."""
    steps: list[Callable[[], object]] = []

    def sleep(seconds: float) -> None:
        assert seconds == watching.INTERVAL
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    monkeypatch.setattr("time.sleep", sleep)
    return steps


def test_a_deck_is_checked_anew_when_it_changes_until_ctrl_c(
    deck: Path, waits: list[Callable[[], object]]
) -> None:
    good = "title: T\ncards:\n  - {question: One?, answer: A}\n"
    deck.write_text(good.replace("answer", "anser"), "utf-8")
    waits += [nothing, changed(deck, good), nothing, nothing]
    done = CliRunner().invoke(cli, ["check", "--watch", str(deck)], standalone_mode=False)
    assert done.return_value == 0
    assert "did you mean `answer`?" in done.stdout
    assert done.stdout.endswith("1 deck, 1 card: no problems\n")
    assert done.stderr.count("Watching 1 file; Ctrl-C ends.") == 2
    assert "\x1b" not in done.output


def test_a_folder_whose_deck_is_gone_is_looked_at_still(
    deck: Path, waits: list[Callable[[], object]]
) -> None:
    good = "title: T\ncards:\n  - {question: One?, answer: A}\n"
    deck.write_text(good, "utf-8")
    waits += [deck.unlink, *[nothing] * 12, changed(deck, good), nothing, nothing]
    done = CliRunner().invoke(cli, ["check", "--watch", str(deck)], standalone_mode=False)
    assert done.return_value == 0
    assert done.stdout.count("1 deck, 1 card") == 2
    assert "no such" in done.stderr.lower() or "no deck" in done.stderr.lower()


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_watching_only_looks(deck: Path, option: str) -> None:
    done = CliRunner().invoke(cli, ["check", "--watch", option, str(deck)])
    assert done.exit_code == 2
    assert "--watch goes with neither" in done.output


def test_a_folder_is_looked_at_in_silence_and_a_new_deck_in_it_seen(
    deck: Path, waits: list[Callable[[], object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    good = "title: T\ncards:\n  - {question: One?, answer: A}\n"
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other.yaml"
    elsewhere.write_text(good, "utf-8")
    deck.write_text(good, "utf-8")
    deck.with_name("link.yaml").symlink_to(elsewhere)
    waits += [nothing, changed(deck.with_name("new.yaml"), good), nothing, nothing]
    done = CliRunner().invoke(cli, ["check", "--watch", str(deck.parent)], standalone_mode=False)
    assert done.stdout.startswith("1 deck, 1 card: no problems\n")
    assert "2 decks, 2 cards" in done.stdout
    assert done.stderr.count("link.yaml") == 2  # once a check

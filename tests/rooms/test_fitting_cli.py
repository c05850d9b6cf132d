"""`quizkit fit`: what it prints, what it writes, and what it leaves alone."""

import csv
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

pytest.importorskip("numpy", reason="the extra `fit`")

from quizkit.cli import cli
from quizkit.errors import QuizkitError
from quizkit.fitting.offer import sampled, tried
from quizkit.progress import Answered, Configured, EventId, Rated, Undone, reviews
from quizkit.progress.replaying import Counted, counted
from quizkit.scheduling import FSRS6, Rating
from quizkit.settings import settings_of
from quizkit.store import open_store, read_store
from tests.learners import LEARNER, simulated_log

Log = list[tuple[datetime, int, Rating]]


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["fit", *map(str, args)])


@pytest.fixture(scope="module")
def learner() -> Log:
    return simulated_log(cards=400, days=150, seed=1, memory=FSRS6(LEARNER))


def answers(log: Log) -> list[Answered]:
    return [
        Answered(
            id=EventId("w", n),
            at=now,
            card=f"deck#{card}",
            response=None,
            outcome="correct",
            rating=rating,
            duration=timedelta(seconds=3),
        )
        for n, (now, card, rating) in enumerate(log, 1)
    ]


def progress_of(path: Path, log: Log) -> Path:
    with open_store(path) as store:
        store.append(*answers(log))
    return path


def test_better_weights_are_adopted_and_written_once(tmp_path: Path, learner: Log) -> None:
    path = progress_of(tmp_path / "p.db", learner)
    ahead = datetime(2099, 1, 1, tzinfo=UTC)  # the clock was wrong
    with open_store(path) as store:
        store.append(Configured(id=EventId("ahead", 1), at=ahead, name="weights", value=""))
    dry = run("--progress", path, "--dry-run")
    assert dry.exit_code == 0
    assert "Would be adopted: fitted weights predict later reviews better" in " ".join(
        dry.output.split()
    )
    assert "Nothing was changed." in dry.output
    with read_store(path) as store:
        assert settings_of(store.events()).weights == ()

    done = run("--progress", path, "--json")
    found = json.loads(done.output)
    assert (found["adopted"], found["written"], found["model"]) == (True, True, "fsrs6")
    with read_store(path) as store:
        events = list(store.events())
    settings = settings_of(events)
    assert settings.scheduler().model == FSRS6(settings.weights)
    assert settings.weights == pytest.approx(found["weights"], rel=1e-5)
    assert [event.name for event in events if isinstance(event, Configured)] == ["weights"] * 2

    again = run("--progress", path)
    assert "Not adopted" in again.output


def test_few_answers_change_nothing(tmp_path: Path, learner: Log) -> None:
    path = progress_of(tmp_path / "p.db", learner[:50])
    assert "it takes 200; the weights in force stay" in " ".join(
        run("--progress", path).output.split()
    )
    missing = tmp_path / "none.db"
    assert run("--progress", missing).exit_code == 0
    assert not missing.exists()


def test_a_csv_file_is_fitted_and_nothing_written(tmp_path: Path, learner: Log) -> None:
    path = tmp_path / "log.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["card_id", "review_time", "review_rating"])
        writer.writerows((card, now.isoformat(), int(g)) for now, card, g in learner)
    result = run("--csv", path, "--progress", tmp_path / "p.db", "--zone", "UTC")
    assert "Nothing was changed." in result.output
    FSRS6([float(w) for w in result.output.partition("weights: ")[2].split()])
    assert not (tmp_path / "p.db").exists()


def test_predictions_are_compared_side_by_side(tmp_path: Path, learner: Log) -> None:
    path = progress_of(tmp_path / "p.db", learner)
    table = run("--progress", path, "--evaluate").output.split("\n\n")[1].splitlines()
    assert [line.split()[0] for line in table[1:]] == ["bare", "calibrated", "fitted", "both"]
    found = json.loads(run("--progress", path, "--evaluate", "--json").output)
    assert found["both"]["review"]["log_loss"] < found["bare"]["review"]["log_loss"]
    assert found["bare"]["review"]["log_loss"] == found["bare"]["scheduling"]["log_loss"]


def test_weights_in_force_which_know_the_log_are_not_compared(tmp_path: Path, learner: Log) -> None:
    path = progress_of(tmp_path / "p.db", learner)
    before = run("--progress", path, "--evaluate").output
    assert "In force from now on" in run("--progress", path).output
    assert run("--progress", path, "--evaluate").output == before


def test_nothing_to_compare_is_said(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("card,time,rating\na,2026-03-01T09:00Z,3\n", "utf-8")
    assert run("--csv", path, "--evaluate").output.startswith("1 review; 0 scored")
    found = json.loads(run("--csv", path, "--evaluate", "--json").output)
    assert found["bare"]["review"]["log_loss"] is None


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--zone", "Nowhere"], "no time zone is known as 'Nowhere'"),
        (["--model", "sm2"], "model cannot be 'sm2'"),
        (["--day-start", "25:00"], "a day has 24 hours"),
        (["--csv", "no-such.csv"], "cannot read no-such.csv"),
    ],
)
def test_a_wrong_option_is_explained(tmp_path: Path, args: list[str], message: str) -> None:
    result = run("--progress", tmp_path / "p.db", *args)
    assert isinstance(result.exception, QuizkitError)
    assert message in str(result.exception)


def test_answers_that_count_are_those_that_stand(learner: Log) -> None:
    one, two, three, four = answers(learner[:4])
    from attrs import evolve

    at = four.at
    events = [
        one,
        evolve(two, practice=True),
        evolve(three, rating=None),
        evolve(four, rating=Rating.AGAIN),
        Rated(id=EventId("w", 5), at=at, answer=four.id, rating=Rating.EASY),
        Undone(id=EventId("w", 6), at=at, target=one.id),
    ]
    assert [(r.card, r.rating) for r in reviews(events)] == [(four.card, Rating.EASY)]
    assert {r.rating for r in reviews(events[:-1])} == {one.rating, Rating.EASY}


def test_without_numpy_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "from quizkit.cli import main\n"
        f"main(['fit', '--progress', {str(tmp_path / 'p.db')!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    message = "quizkit: fitting needs numpy; install it with: pip install 'quizkit[fit]'\n"
    assert (done.stdout, done.stderr) == ("", message)


def stats(path: Path, *args: str) -> str:
    result = CliRunner().invoke(cli, ["stats", "--details", "--progress", str(path), *args])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


OFFER = "Weights fitted to your answers would predict later ones better (log loss 0."


def test_stats_offers_a_fit_that_would_be_adopted_until_it_is_made(
    tmp_path: Path, learner: Log
) -> None:
    path = progress_of(tmp_path / "p.db", learner)
    assert OFFER in stats(path)
    plain = CliRunner().invoke(cli, ["stats", "--progress", str(path)]).stdout
    assert "Your cards could come at times that suit your memory better: quizkit fit\n" in plain
    assert not [word for word in ("log loss", "model", "weights", "aims at") if word in plain]
    assert json.loads(stats(path, "--json"))["fit_offer"].startswith(OFFER)
    assert "In force from now on" in run("--progress", path).output
    assert "fitted" not in stats(path)


@pytest.mark.parametrize(("share", "offered"), [(0.85, False), (0.75, True)])
def test_stats_offers_a_fit_again_when_the_log_has_grown_by_a_quarter(
    tmp_path: Path, learner: Log, share: float, offered: bool
) -> None:
    path = progress_of(tmp_path / "p.db", learner)
    defaults = " ".join(map(str, FSRS6().weights))
    with open_store(path) as store:
        at = learner[int(len(learner) * share)][0]
        store.append(Configured(id=EventId("z", 1), at=at, name="weights", value=defaults))
    assert (OFFER in stats(path)) is offered


def test_of_a_long_log_stats_tries_a_sample_of_whole_cards_and_says_so(
    tmp_path: Path, learner: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.fitting.offer.SAMPLE", 3500)
    given = counted(answers(learner))
    sample = sampled(given)
    found = sum(map(len, sample.evidence.values()))
    assert 3500 <= found < 3600 < len(learner)
    assert sample.cards == sample.evidence
    assert all(list(theirs) == list(given.cards[card]) for card, theirs in sample.cards.items())
    path = progress_of(tmp_path / "p.db", learner)
    for _ in range(2):  # the second time from what was kept
        assert f"; tried on {found:,} answers): quizkit fit" in stats(path)
    assert "In force from now on" in run("--progress", path).output  # by all answers


def test_a_sample_goes_by_the_ids_of_cards_alone(learner: Log) -> None:
    with patch("quizkit.fitting.offer.SAMPLE", 1000):
        early, late = (sampled(counted(answers(log))).cards for log in (learner[:2000], learner))
        begun = {f"deck#{card}" for _, card, _ in learner[:2000]}
        assert set(late) & begun < set(early)
        shuffled = sampled(counted(reversed(answers(learner))))
        assert shuffled.cards == late
        one = {"deck#one": range(1500)}  # of whole cards, one at least
        assert sampled(Counted((), one, one)).cards == one


def test_stats_offers_no_fit_where_it_would_not_be_adopted(tmp_path: Path) -> None:
    path = progress_of(tmp_path / "p.db", simulated_log(cards=400, days=150, seed=0))
    assert "fitted" not in stats(path)


def test_stats_tries_a_fit_once_until_the_log_has_grown_or_what_is_in_force_has_changed(
    tmp_path: Path, learner: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    path = progress_of(tmp_path / "p.db", learner[:1000])
    with patch("quizkit.cli.fit_offer.tried", wraps=tried) as trials:
        told = stats(path)
        assert stats(path) == told
        assert trials.call_count == 1
        for damage in (b"[]", b"\xff", b'["", 0, null]', b'[1, "x", [2]]'):
            (kept,) = cache.joinpath("quizkit", "fit").iterdir()
            kept.write_bytes(damage)
            assert stats(path) == told
        assert trials.call_count == 5
        with open_store(path) as store:
            store.append(*answers(learner[:1249])[1000:])
        stats(path)
        assert trials.call_count == 5
        with open_store(path) as store:
            store.append(*answers(learner[:1250])[1249:])
        stats(path)
        assert trials.call_count == 6
        with open_store(path) as store:
            at = learner[0][0]
            store.append(Configured(id=EventId("z", 1), at=at, name="calibrate", value="off"))
        stats(path)
        assert trials.call_count == 7
        monkeypatch.setenv("XDG_CACHE_HOME", str(path))  # no folder: nothing can be kept
        stats(path)
        stats(path)
        assert trials.call_count == 9


def test_stats_offers_no_fit_to_a_small_log(tmp_path: Path, learner: Log) -> None:
    assert "fitted" not in stats(progress_of(tmp_path / "p.db", learner[:499]))


def test_without_numpy_stats_says_that_it_does_not_know(tmp_path: Path, learner: Log) -> None:
    path = progress_of(tmp_path / "p.db", learner)
    code = (
        "import sys; sys.modules['numpy'] = None\n"
        "from quizkit.cli import main\n"
        f"main(['stats', '--details', '--progress', {str(path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0
    assert (
        "Whether weights fitted to your answers would predict better is not known here; to find "
        "out: pip install 'quizkit[fit]', then quizkit fit"
    ) in " ".join(done.stdout.split())


def test_stats_says_what_was_learned_and_the_effective_target(tmp_path: Path, learner: Log) -> None:
    path = progress_of(tmp_path / "p.db", [(at, c, Rating.AGAIN) for at, c, _ in learner[:900]])
    assert ("You remember much worse than the model expects: for 90% it aims at 93%") in stats(path)
    with open_store(path) as store:
        at = learner[0][0]
        store.append(Configured(id=EventId("z", 1), at=at, name="calibrate", value="off"))
    assert "model expects" not in stats(path)
    assert json.loads(stats(path, "--json"))["learned"] is None

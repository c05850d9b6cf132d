"""Results of handouts: read, judged anew, told, and taken over into a log."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given as tried, strategies as st

from quizkit.cli import cli
from quizkit.errors import QuizkitError
from quizkit.progress import Answered
from quizkit.scheduling import Rating
from quizkit.store import read_store
from quizkit.web.results import read_result, results
from tests.all_kinds import ALL_KINDS, all_kinds, given, result_of
from tests.commands import Run, commands_in

RIGHT = given("long", "164000 m", "compare", self=True, score=1)
WRONG = given("whose", "Thomas Telford", "wrong", score=0)


def printed(*words: str) -> str:
    done = CliRunner().invoke(cli, list(words))
    if isinstance(done.exception, QuizkitError):
        raise done.exception
    return done.output


def points(*answers: dict[str, Any]) -> list[float]:
    return [each.score for each in results(read_result(result_of(*answers)), [all_kinds()]).answers]


def test_every_answer_is_judged_anew() -> None:
    assert points(
        RIGHT,
        WRONG,
        given("which", ["Suez"], "partial"),
        given("which", "none", "wrong"),
        given("locks", "false", "correct"),
        given("ends", {"Port Said": "north", "Suez": "south"}, "correct"),
        given("order", ["Ismailia", "Port Said", "Suez"], "partial"),
        given("joins:Mediterranean", ["mediterranean"], "correct"),
        given("colours", ["blue", "red", "green"], "correct"),
        given("why", "for trade", "compare", self=True),
        given("why", "for trade", "compare", self=False),
        given("cairo", None, "shown"),
    ) == pytest.approx([1, 0, 0.5, 0, 1, 1, 0.5, 1, 1, 1, 0, 0])


def test_where_page_learner_and_grader_differ_is_told() -> None:
    found = results(
        read_result(
            result_of(
                given("long", "164 kM", "correct"),
                given("long", "17", "compare", self=True),
                given("long", "164 km", "wrong"),
                RIGHT,
            )
        ),
        [all_kinds()],
    ).answers
    assert [each.page_differs for each in found] == [True, False, True, False]
    assert [each.learner_differs for each in found] == [False, True, False, False]


def test_another_digest_and_cards_that_are_gone_are_told() -> None:
    deck = {"id": "kinds", "title": "All", "digest": "0" * 12}
    found = results(
        read_result(result_of(RIGHT, given("gone", "x", "wrong"), deck=deck)), [all_kinds()]
    )
    assert found.edited
    assert [each.card is None for each in found.answers] == [False, True]
    assert (found.points, len(found.counted)) == (1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "or not all of it"),
        ("{", "or not all of it"),
        ("[]", "is no result of a handout"),
        (result_of(version=2), "version 2"),
        (result_of(id="12"), "12 hex digits"),
        (result_of(mode="party"), "its mode"),
        (result_of(began="yesterday"), "`began` is no instant"),
        (result_of(finished="2026-03-01T09:00:00"), "with an offset"),
        (result_of({"card": "x"}), "answer 1: "),
        (result_of(given("long", 3, "wrong")), "answer 1: `response`"),
        (result_of(given("long", "3", "perhaps")), "answer 1: `page`"),
        (result_of(given("long", "3", "wrong", ms=-1)), "answer 1: `ms`"),
        (result_of(given("long", "3", "wrong", score=2)), "answer 1: `score`"),
        (result_of(deck=[]), "names no deck"),
    ],
)
def test_what_is_no_result_is_refused(text: str, said: str) -> None:
    with pytest.raises(QuizkitError, match=said):
        read_result(text)


@tried(st.binary(max_size=60) | st.builds(lambda text: text.encode(), st.just(result_of(RIGHT))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    if data.startswith(b"{") and len(data) > 60:
        assert read_result(data).name == "Anna"
        return
    with pytest.raises(QuizkitError, match="fix: "):
        read_result(data)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    return commands_in(tmp_path, monkeypatch, kinds=ALL_KINDS)


def test_results_tell_name_score_and_lost_points(run: Run) -> None:
    Path("anna.json").write_text(result_of(RIGHT, WRONG), "utf-8")
    said = printed("results", "anna.json")
    assert "Anna: All nine kinds, practice of 1 March 2026 (anna.json)" in said
    assert "1 of 2 points (50 %)" in said
    assert "Whose company built the Suez Canal?: Thomas Telford; right is Ferdinand" in said


def test_results_are_given_to_programs(run: Run) -> None:
    Path("anna.json").write_text(result_of(RIGHT, given("cairo", "=1+1", "compare")), "utf-8")
    (told,) = json.loads(printed("results", "anna.json", "--json"))
    assert (told["name"], told["points"], told["of"]) == ("Anna", 1, 2)
    header, _, row = printed("results", "anna.json", "--csv").splitlines()
    assert header.startswith("file,name,deck")
    assert ",'=1+1," in row


def test_results_without_their_deck_say_so(run: Run) -> None:
    deck = {"id": "elsewhere", "title": "Other", "digest": "0" * 12}
    Path("anna.json").write_text(result_of(RIGHT, deck=deck), "utf-8")
    with pytest.raises(QuizkitError, match=r"is not here.*\nfix: go to its folder, or .*--deck"):
        printed("results", "anna.json")


def events() -> list[Answered]:
    with read_store("p.db") as store:
        return [event for event in store.events() if isinstance(event, Answered)]


def test_a_merge_takes_practice_answers_once(run: Run) -> None:
    Path("anna.json").write_text(result_of(RIGHT, WRONG), "utf-8")
    assert "2 practice answers, 2 new" in run("merge", "anna.json")
    assert "2 practice answers, 0 new" in run("merge", "anna.json")
    assert [(e.practice, e.rating, e.due) for e in events()] == [
        (True, Rating.GOOD, None),
        (True, Rating.AGAIN, None),
    ]


def test_a_merge_of_more_of_a_result_takes_what_is_new(run: Run) -> None:
    Path("half.json").write_text(result_of(RIGHT, finished=None), "utf-8")
    Path("whole.json").write_text(result_of(RIGHT, WRONG), "utf-8")
    run("merge", "half.json")
    assert "2 practice answers, 1 new" in run("merge", "whole.json")


def test_a_page_of_today_counts_each_answer_once_at_its_instant(run: Run) -> None:
    first = given("long", "164 km", "correct", score=1, at="2026-03-01T09:00:00.000+01:00")
    second = given("locks", "true", "wrong", score=0, at="2026-03-01T09:01:00.000+01:00")
    own = given("why", "trade", "compare", self=True, at="2026-03-01T09:02:00.000+01:00", hints=1)
    Path("today.json").write_text(result_of(first, second, own, mode="study"), "utf-8")
    run("play", "kinds", "--new", "1", typed="164 km\n\nq\n", at="2026-03-01T12:00+01:00")
    before = len(events())
    assert before
    for _ in range(2):
        run("merge", "today.json")
    found = [event for event in events() if event.id.writer.startswith("result-")]
    assert len(events()) == before + 3
    assert [(e.practice, e.rating, e.at.isoformat()) for e in found] == [
        (False, Rating.GOOD, "2026-03-01T09:00:00+01:00"),
        (False, Rating.AGAIN, "2026-03-01T09:01:00+01:00"),
        (False, Rating.HARD, "2026-03-01T09:02:00+01:00"),
    ]


def test_a_merged_page_amounts_to_the_same_in_whatever_order(run: Run) -> None:
    first = given("long", "164 km", "correct", at="2026-03-01T09:00:00.000+01:00")
    Path("today.json").write_text(result_of(first, mode="study"), "utf-8")
    Path("later.json").write_text(
        result_of(
            given("long", "164 km", "correct", at="2026-03-04T09:00:00.000+01:00"),
            id="ffffffffffff",
            mode="study",
        ),
        "utf-8",
    )
    after = "2026-03-05T09:00+01:00"
    said = []
    for order in (("today.json", "later.json"), ("later.json", "today.json", "today.json")):
        Path("p.db").unlink(missing_ok=True)
        for file in order:
            run("merge", file, at=after)
        said.append(run("due", "--json", at=after))
    assert said[0] == said[1]


def test_a_merged_page_can_be_taken_back(run: Run) -> None:
    Path("anna.json").write_text(result_of(RIGHT, mode="study"), "utf-8")
    run("merge", "anna.json")
    with read_store("p.db") as store:
        (name,) = [event.id for event in store.events() if type(event).__name__ == "Brought"]
    run("undo", str(name))
    assert not events()

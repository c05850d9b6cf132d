"""`quizkit play` as a transcript: pipes, files of answers, exit codes and messages."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve

from quizkit import load_deck
from quizkit.progress import Event
from quizkit.scheduling import Rating
from quizkit.store import open_store
from tests.fruit import answers, linear
from tests.logs import START, answer

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_the_end_of_input_ends_kindly(deck: Path) -> None:
    done = linear(deck, "lime\n")
    assert done.returncode == 0
    assert "End of input." in done.stdout
    assert done.stderr == ""
    assert len(answers(deck)) == 1


def test_a_reader_that_has_had_enough_is_no_error(deck: Path) -> None:
    command = f"yes lime | {sys.executable} -m quizkit play {deck} --progress {deck.parent}/p.db | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_control_characters_of_a_deck_and_an_answer_never_reach_the_terminal(deck: Path) -> None:
    deck.write_text(
        'title: T\ncards:\n  - {question: "Bell \u202e\u009b2J?", answer: x}\n', "utf-8"
    )
    done = linear(deck, "\x1b[2J\x07\n")
    out = done.stdout + done.stderr
    assert not set("\x1b\x07\x9b\u202e") & set(out)


def test_the_same_seed_and_answers_give_the_same_transcript(deck: Path) -> None:
    first = linear(deck, "a\nlime\n", "--now", "2026-03-01T09:00Z")
    (deck.parent / "progress.db").unlink()
    assert linear(deck, "a\nlime\n", "--now", "2026-03-01T09:00Z").stdout == first.stdout


def test_answers_come_from_a_file(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "answers.txt").write_text("cherry\nlime\n", "utf-8")
    done = linear(deck, "", "--answers", str(tmp_path / "answers.txt"), "--limit", "2")
    assert [event.outcome for event in answers(deck)] == ["correct", "correct"]
    assert "> cherry" in done.stdout


def test_a_terminal_that_lacks_our_signs_gets_plainer_ones(deck: Path) -> None:
    arguments = [sys.executable, "-m", "quizkit", "play", str(deck), "--limit", "1"]
    done = subprocess.run(
        [*arguments, "--progress", str(deck.parent / "p.db")],
        input=b"cherry\n:q\n",
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert b"+ Right" in done.stdout
    assert b"----" in done.stdout
    assert b"? " not in done.stdout.replace(b"red? ", b"")


def test_an_option_picked_by_letter_is_logged_by_its_text(deck: Path) -> None:
    linear(deck, "b\n", "--limit", "1")
    (event,) = answers(deck)
    assert event.response in ("cherry", "lime", "plum", "kiwi")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["play", "no-such.yaml"], 4, "there is no deck"),
        (["play", "nothing"], 4, "neither a file"),
        (["play", ""], 4, "there is no deck"),
        (["play", "--limit", "1"], 0, "CAR T-cell therapy"),  # all decks of decks/
        (["play", "DECK", "--missed"], 0, "of no card was the last answer Again"),
        (["plya"], 2, "did you mean `play`?"),
        (["DECK"], 2, "did you mean `quizkit play "),
        (["play", "DECK", "--tag", "sweet"], 4, "no card has the tag sweet"),
        (["play", "DECK", "--now", "noon"], 2, "no ISO instant"),
        (["play", "DECK", "--progress", "DECK"], 7, "no progress file"),
        (["check", "DECK"], 0, "1 deck, 8 cards: "),
        (["due", "DECK"], 0, "fruit: 0 due, 8 new"),
    ],
)
def test_exit_codes_and_messages(deck: Path, arguments: list[str], code: int, said: str) -> None:
    words = [str(deck) if word == "DECK" else word for word in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "QUIZKIT_PROGRESS": str(deck.parent / "p.db")},
    )
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done
    assert "Traceback" not in done.stderr


def test_new_cards_that_wait_are_told_with_how_to_have_them_today(deck: Path) -> None:
    linear(deck, ":show\n" * 3, "--new", "1", "--cram", "--limit", "1")
    done = linear(deck, "", "--new", "0", "--tag", "fruit")
    assert done.returncode == 4
    done = linear(deck, "", "--new", "0")
    assert "New cards for another day: 8." in done.stdout
    assert f"quizkit play {deck} --new 8" in done.stdout


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_done_without(deck: Path, closed: str) -> None:
    command = f"{sys.executable} -m quizkit play {deck} --progress {deck.parent}/p.db {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_and_summary_say_how_a_suspended_card_comes_back(deck: Path) -> None:
    told = "1 card is suspended: quizkit history --suspended"
    assert told not in linear(deck, ":!\n:u\n:q\n").stdout
    done = linear(deck, ":?\n:!\n:q\n")
    help_, _, summary = done.stdout.partition("Suspended: ")
    assert "quizkit history --suspended" in " ".join(help_.split())
    assert told in summary


def test_when_nothing_is_due_it_says_when_the_next_card_comes(deck: Path) -> None:
    linear(deck, "", "--new", "0")
    done = linear(deck, "", "--new", "0")
    assert "Nothing is due now." in done.stdout
    assert "--cram" in done.stdout
    assert "suspended" not in done.stdout


def test_where_all_cards_are_suspended_it_says_so_and_proposes_no_practice(deck: Path) -> None:
    cards = len(load_deck(deck).cards)
    linear(deck, ":!\n" * cards)
    done = linear(deck, "")
    assert f"{cards} suspended cards stayed out: quizkit history --suspended" in done.stdout
    assert "--cram" not in done.stdout


@pytest.mark.parametrize(("days", "named"), [("EEEEAA", False), ("EAAAAA", True), ("gaaaaa", True)])
def test_a_card_that_fails_far_more_often_than_predicted_is_named(
    deck: Path, days: str, named: bool
) -> None:
    log: list[Event] = []
    for day, letter in enumerate(days):  # a capital: with a pass that leads into review
        first = {"a": Rating.AGAIN, "e": Rating.EASY, "g": Rating.GOOD}[letter.lower()]
        for rating in (first, Rating.GOOD)[: 1 + letter.isupper()]:
            event = answer(
                len(log) + 1, rating, card="fruit#green", after=day * DAY + len(log) % 2 * HOUR
            )
            log.append(evolve(event, due=event.at + DAY))
    with open_store(deck.parent / "progress.db") as store:
        store.append(*log)
    options = ("--new", "0", "--now", (START + 8 * DAY).isoformat())
    done = linear(deck, "plum\n:q\n", *options)
    told = "“Say the green one.” was missed"
    assert (told in " ".join(done.stdout.split())) == named, done.stdout
    assert told not in linear(deck, "plum\n:q\n", "--cram").stdout


def test_a_hint_between_two_blanks_takes_nothing_back(deck: Path) -> None:
    deck.write_text(
        'title: T\ncards: [{cloze: "{{c1::Oak}}s bear {{c1::acorns}}.", hints: [trees]}]\n', "utf-8"
    )
    linear(deck, "oak\n:h\nacorns\n")
    assert [answer.response for answer in answers(deck)] == [["oak", "acorns"]]


def test_a_title_that_reads_from_the_right_stays_apart_from_what_stands_beside_it(
    deck: Path,
) -> None:
    deck.write_text("title: مرحبا\ncards: [{question: Q, answer: x}]\n", "utf-8")
    assert "\n\u2067مرحبا\u2069\n" in linear(deck, "").stdout


@pytest.mark.parametrize(
    ("right", "cards", "mark", "score", "code"),
    [(29, 50, 58, "58%", 0), (39, 49, 80, "79%", 1), (39, 49, 79, "79%", 0)],
)
def test_the_score_shown_is_the_one_that_passes(
    deck: Path, right: int, cards: int, mark: int, score: str, code: int
) -> None:
    notes = "".join(f"  - {{question: Q{n}?, answer: x}}\n" for n in range(cards))
    deck.write_text(f"title: T\ncards:\n{notes}", "utf-8")
    done = linear(deck, "x\n" * right, "--exam", "--pass", str(mark))
    assert f"Score: {score}" in done.stdout
    assert done.returncode == code


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("early", 0, "early: 0 due, 1 new"),
        ("braces", 0, "braces: 0 due, 1 new"),
        ("bad", 2, "the deck has no entries"),
        ("late", 4, "neither a file"),
    ],
)
def test_a_deck_near_by_is_meant_by_its_id(tmp_path: Path, name: str, code: int, said: str) -> None:
    card = "{question: Q?, answer: A}"
    decks = tmp_path / "decks"
    decks.mkdir()
    (decks / "a.yaml").write_text(f"title: T\nid: early\ncards: [{card}]\n", "utf-8")
    (decks / "b.yaml").write_text(f'{{title: T, "id": "braces",\n"cards": [{card}]}}\n', "utf-8")
    (decks / "c.yaml").write_text("title: T\nid: bad\ncards:\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "quizkit", "due", name, "--progress", "p.db"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True), done


KINDS = """\
title: Kinds
cards:
  - {question: Two seas?, answers: [Red, Mediterranean]}
  - {question: Which ends?, answers: [Suez, Port Said], distractors: [Lima]}
  - {question: Order!, order: [one, two, three]}
  - {question: Match!, pairs: {a: x, b: y}}
  - {cloze: "{{c1::Oak}}s bear {{c1::acorns}}."}
  - {question: Why?, answer: because, type: free}
  - {question: Which one?, answer: p, distractors: [q]}
"""
HOW = {
    "Two seas?": "Several answers, with ; between.",
    "Which ends?": "Several may be right: a c",
    "Order!": "All 3 in order, such as c a b",
    "Match!": "For each, a line with its match: the letter or the text.",
    "[…]s bear […].": "2 blanks, a line each.",
    "Why?": "In your own words, to compare.",
    "Which one?": "",
}


def test_of_each_question_the_number_and_how_to_answer_are_heard_once(deck: Path) -> None:
    deck.write_text(KINDS, "utf-8")
    said = linear(deck, ":show\n" * 6 + "1\n:show\n", "--cram").stdout
    asked, _, _ = said.partition("✓ Done")
    assert asked.count("Kinds\n") == 1
    assert asked.count("─\n") == 2, "below the title, and above the summary"
    _, *questions = asked.split(" of 7.\n")
    assert len(questions) == 7
    for number, (question, how) in enumerate(HOW.items(), 1):
        assert asked.count(f"\n{number} of 7.\n{question}\n") == 1
        part = questions[number - 1]
        assert [line for line in HOW.values() if line and line in part] == ([how] if how else [])
        assert not how or part.index(how) < part.index("> ")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Red; Mediterranean", False),
        ("red, mediterranean", False),
        ("Dead; Red", True),
    ],
)
def test_what_was_just_typed_is_not_said_again(deck: Path, typed: str, told: bool) -> None:
    deck.write_text(KINDS.replace("answers: [Suez", "answers: [Cairo"), "utf-8")
    said = linear(deck, f"{typed}\n", "--cram", "--limit", "1").stdout
    assert f"> {typed}\n" in said
    assert "You:" not in said
    assert ("missing: Mediterranean" in said) == told


def test_an_option_picked_by_letter_is_said_in_words(deck: Path) -> None:
    deck.write_text("title: T\ncards: [{question: Q?, answer: p, distractors: [q]}]\n", "utf-8")
    for given, told in (("a", True), ("p", False)):
        assert ("You:    " in linear(deck, f"{given}\n", "--cram").stdout) == told


def test_a_deck_is_named_where_another_goes_on(deck: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    deck.write_text("title: One\ncards: [{question: A?, answer: a}]\n", "utf-8")
    other.write_text("title: Two\ncards: [{question: B?, answer: b}]\n", "utf-8")
    said = linear(deck, "a\nb\n", str(other)).stdout
    assert [said.count(f"\n{title}\n") for title in ("One", "Two")] == [2, 1], "they take turns"

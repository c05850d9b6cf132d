"""Reading and checking take time in proportion to a deck, wherever it grows, and are bounded."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from quizkit.authoring.formatting import format_files
from quizkit.errors import ProblemCode
from quizkit.formats.deck_yaml import parse_deck
from quizkit.formats.limits import MOST_BLANKS, MOST_CHARACTERS, MOST_ITEMS, MOST_PROBLEMS
from quizkit.formats.report import Report
from quizkit.grading import lists
from quizkit.lint import check_deck
from tests.growing_decks import EVERY, HEAD, MOST_SECONDS, Grown, of_size
from tests.growth import is_steep, seconds


def read(text: str) -> None:
    parse_deck(text)


def check(text: str) -> None:
    lists._answer.cache_clear()
    found = check_deck(parse_deck(text), hints=True)
    "\n".join(map(str, found))


def grows_steeply(act: Callable[[str], None], grown: Grown, size: int) -> bool:
    n = of_size(grown, size)
    return is_steep(partial(act, grown(n // 4)), partial(act, grown(n)))


SMALL = [name for name in EVERY if not name.startswith("text: ")]


@pytest.mark.parametrize("name", SMALL)
def test_reading_grows_with_the_deck(name: str) -> None:
    assert not grows_steeply(read, EVERY[name], 10_000)


@pytest.mark.parametrize("part", range(20))
def test_checking_grows_with_the_deck(part: int) -> None:
    assert not [name for name in SMALL[part::20] if grows_steeply(check, EVERY[name], 4_000)]


@pytest.mark.large
@pytest.mark.parametrize("name", EVERY)
def test_a_megabyte_is_read_and_checked_soon(name: str) -> None:
    text = EVERY[name](of_size(EVERY[name], 1_000_000))
    assert min(seconds(lambda: check(text)) for _ in range(2)) < MOST_SECONDS
    assert not grows_steeply(check, EVERY[name], 200_000)


def problems_of(text: str) -> list[str]:
    return [f"{found.code}: {found.message}" for found in parse_deck(text).problems]


@pytest.mark.parametrize(
    "keys",
    [
        "question: TEXT\n  answer: b\n",
        "question: a\n  answer: TEXT\n",
        "question: a\n  answer: b\n  hints: [TEXT]\n",
        "question: a\n  answer: b\n  reject: [TEXT]\n",
        "question: a\n  answers: [[TEXT], b]\n",
        "question: a\n  pairs: {b: c, d: TEXT}\n",
        "question: a\n  answer: b\n  accept: [TEXT]\n",
    ],
)
def test_a_text_of_a_card_has_a_most_of_characters(keys: str) -> None:
    most, more = (
        f"{HEAD}- {keys.replace('TEXT', 'a ' * (n // 2) + 'a' * (n % 2))}"
        for n in (MOST_CHARACTERS - 10, MOST_CHARACTERS + 2)
    )
    assert problems_of(most) == []
    assert [said.partition(":")[0] for said in problems_of(more)] == ["too-long"]


def test_what_is_left_to_other_programs_may_be_of_any_length() -> None:
    assert not problems_of(
        f"x-a: {'a' * 99_999}\n{HEAD}- {{question: a, answer: b, x-b: {'b' * 99_999}}}\n"
    )


@pytest.mark.parametrize("key", ["accept", "reject", "distractors", "hints", "tags"])
def test_a_list_of_an_entry_has_a_most_of_items(key: str) -> None:
    def of(count: int) -> str:
        items = "".join(f"  - item {at}\n" for at in range(count))
        return f"{HEAD}- question: a\n  answer: b\n  {key}:\n{items}"

    assert problems_of(of(MOST_ITEMS)) == []
    assert problems_of(of(MOST_ITEMS + 1)) == [
        f"count: `{key}` has {MOST_ITEMS + 1:,} items; it takes at most {MOST_ITEMS:,}"
    ]


def test_a_cloze_has_a_most_of_blanks() -> None:
    def of(count: int) -> str:
        return f"{HEAD}- cloze: {''.join(f'a {{{{b{at}}}}} ' for at in range(count))}\n"

    assert problems_of(of(MOST_BLANKS)) == []
    assert "101 blanks; it takes at most 100" in problems_of(of(MOST_BLANKS + 1))[0]


def test_of_many_problems_so_many_are_told_and_that_there_are_more() -> None:
    deck = "title: T\ncards:\n"
    said = problems_of(deck + "- {question: a}\n" * MOST_PROBLEMS)
    assert len(said) == MOST_PROBLEMS
    assert said[-1].startswith("no-answer")
    said = problems_of(deck + "- {question: a}\n" * 5 * MOST_PROBLEMS)
    assert len(said) == MOST_PROBLEMS + 1
    assert said[-1].startswith("too-many-problems: there are more than 1,000 problems")


def test_a_problem_told_already_is_none_of_those_too_many() -> None:
    report = Report("a" * MOST_PROBLEMS, "d.yaml")
    for offset in range(MOST_PROBLEMS):
        report.add(offset, ProblemCode.NO_ANSWER, "this is wrong")
    report.add(0, ProblemCode.NO_ANSWER, "this is wrong")
    assert len(report.problems) == MOST_PROBLEMS


def test_no_message_quotes_a_text_at_length() -> None:
    for entry in ("{question: a, answer: b, KEY: c}", "{id: KEY #, question: a, answer: b}"):
        for problem in parse_deck(HEAD + "- " + entry.replace("KEY", "k" * 500_000)).problems:
            assert len(problem.message) < 1100
            assert len(str(problem.to_dict())) < 5000
            assert len(str(problem)) < 5000


def test_checking_grows_with_the_files_of_a_deck(tmp_path: Path) -> None:
    files = [tmp_path / f"f{at}.yaml" for at in range(200)]
    for at, file in enumerate(files):
        source = f"sources: {{s{at}: {{title: S}}}}\n"
        file.write_text(
            f"{source}cards: [{{question: 'What is {at}?', answer: a, source: s{at}}}]\n"
        )

    def act(count: int) -> None:
        names = ", ".join(file.name for file in files[:count])
        reading = parse_deck(f"title: T\ninclude: [{names}]\n", folder=tmp_path)
        assert len(reading.good_deck.notes) == count
        format_files(reading)
        "\n".join(map(str, check_deck(reading, hints=True)))

    assert not is_steep(partial(act, 50), partial(act, 200))
    names = "a, " * (MOST_ITEMS + 1)
    said = [each.message for each in parse_deck(f"title: T\ninclude: [{names}]").problems]
    assert "`include` has 1,001 items; it takes at most 1,000" in said

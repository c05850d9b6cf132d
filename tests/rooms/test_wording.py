"""Words that more than one front says: spans, edits followed, answers given, text made harmless."""

from datetime import timedelta

import pytest

from quizkit.cli.events import about, given, what
from quizkit.progress import CarriedOver, Event, EventId, Forgotten, Rated, Rescheduled, Response
from quizkit.scheduling import Rating
from quizkit.visible import is_narrow, visible, width_of
from quizkit.wording import edits_followed, estimate, given_answer, near_miss, percent
from tests.logs import START, answer


def test_what_takes_one_column_each_is_known_without_the_tables_of_widths() -> None:
    from wcwidth import width

    narrow = [char for char in map(chr, range(0x3000)) if is_narrow(char)]
    assert {char: width(char) for char in narrow} == dict.fromkeys(narrow, 1)
    assert is_narrow("Größe – “ça” · █▌ ✓ …")
    assert [width_of(text) for text in ("日本", "e\u0301", "\u05e9")] == [4, 1, 1]


def test_a_share_is_never_rounded_up_to_the_next_percent() -> None:
    assert [percent(share) for share in (0.58, 0.796, 0.9999, 1.0)] == [58, 79, 99, 100]


def test_edits_that_were_followed_are_counted() -> None:
    assert edits_followed(0, 0) == ""
    assert edits_followed(1, 0) == "kept the progress of 1 edited card"
    assert edits_followed(2, 1) == (
        "kept the progress of 2 edited cards; 1 card with a changed answer, asked again now"
    )


@pytest.mark.parametrize(
    ("response", "read", "listed"),
    [
        (None, "", "(show me)"),
        (" Lima ", "Lima", '" Lima "'),
        (["red", ""], "red, –", "red; "),
        ({"Peru": "Lima", "Chile": ""}, "Peru – Lima\nChile – –", "Peru = Lima; Chile = "),
    ],
)
def test_an_answer_is_told_whatever_its_shape(response: Response, read: str, listed: str) -> None:
    assert given_answer(response) == read
    assert given(response) == listed


def test_a_near_miss_is_suggested_and_nothing_else() -> None:
    assert near_miss("anser", ["answer", "accept"]) == "; did you mean answer?"
    assert near_miss("anser", ["answer"], shown="`{}:`") == "; did you mean `answer:`?"
    assert near_miss("zzz", ["answer"], otherwise=".") == "."


def test_text_of_others_can_do_nothing_to_a_terminal() -> None:
    assert visible("a\tb\nc\x85d") == "a b c d"
    assert visible("\x1b[31m\x7f\x9b\ud800") == "\u241b[31m\u2421\ufffd\ufffd"
    assert visible("\u202eabc\u2069\u200f") == "abc"
    assert visible("Ünïcödé 日本") == "Ünïcödé 日本"


def test_each_event_is_listed_in_a_few_words() -> None:
    first = answer(1, card="d#a")
    name = EventId("other", 2)
    rated = Rated(
        id=name, at=START, answer=first.id, rating=Rating.EASY, due=START, outcome="correct"
    )
    assert what(rated) == "overruled: Easy"
    assert said(rated, {}) == "w-1"  # of an answer that is in no file here
    assert said(rated, {first.id: first}) == 'd#a  "x"'
    forgotten = Forgotten(id=name, at=START, card="d#a")
    assert (what(forgotten), said(forgotten, {})) == ("forgotten", "d#a")
    moved = Rescheduled(id=name, at=START, card="d#a", due=START + timedelta(days=2))
    assert (what(moved), said(moved, {})) == ("rescheduled", "d#a  to 2026-03-03")
    changed = CarriedOver(id=name, at=START, source="d#a", target="d#a")
    assert (what(changed), said(changed, {})) == ("answer changed", "d#a")
    renamed = CarriedOver(id=name, at=START, source="d#a", target="d#b")
    assert (what(renamed), said(renamed, {})) == ("carry-over", "d#a -> b")
    for event in (first, forgotten, moved, changed):
        assert said(event, {}, {"d#a": "Who?"}).startswith("Who?")
    assert said(renamed, {}, {"d#b": "Who now?"}) == "Who now?"


def said(event: Event, meant: dict[EventId, Event], asked: dict[str, str] | None = None) -> str:
    return str(about(event, meant, asked or {}))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 min"), (89, "1 min"), (240, "4 min"), (5340, "89 min"), (5400, "2 h"), (99999, "28 h")],
)
def test_an_estimate_is_in_minutes_and_a_long_one_in_hours(seconds: float, said: str) -> None:
    assert estimate(seconds) == said

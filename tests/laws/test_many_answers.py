"""Of a list's answers those that an item cannot be near are passed over: no verdict changes by it."""

from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from attrs import evolve
from hypothesis import example, given, strategies as st

from quizkit.grading import grade, lists
from quizkit.grading.given import Given
from quizkit.grading.near import NearTexts
from quizkit.model import Accents, AnswerKey, Case, Judging, ListNote, TypedNote
from tests.growth import is_steep
from tests.tables import with_and_without_tables
from tests.verdicts import card_of

WORDS = """
    red Red réd reds nitrate nitrite colour color vitamin-C vitaminC vitamin covid-19 covid19
    co-operate cooperate hypertension hypotension hypertenison Louis XVII XVIII not cannot the an
    (optional) colo(u)r Müller Mueller Mulle x² x^2 α alpha αβγ 5 five 5th 5.0 1,000 1000 1963 3 km
    3000 m 1-2 second-hand secondhand two twenty-one 漢字 漢宇 שלום ! !! … ... ' - and salt pepper
    berry berries mouse mice nucleus nuclei leaf leaves without witout desert dessert kin-word kinword
    CD4 H1N1 F-16 B 12 icecream ice cream alot lot noone a+b + Cu2+ Cu+2 Cu²⁺ print print() .com com
    9am 9:00 21:00 noon grey gray tyres tires
    √x sqrt(x) root x² x**2 H₂O H_2O ∞ oo infinity ∈ in ≤ =< 2π 2*pi f′(x) f(x) aₙ₊₁ a_{n+1} x̄ xbar
    sunflower sun flower ﬃ ǅ ß SS ss İ i̇ \u200b unhappy happy nuhappy
""".split()
words = st.sampled_from(WORDS) | st.text(max_size=6) | st.text("abAB1 -'.é", max_size=10)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)


@st.composite
def mistyped(draw: Any, of: Any) -> str:
    """Return a text with a letter lost, added, changed, or swapped with the next."""
    text = draw(of)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, max(0, len(text) - 1)))
        made = [text[at + 1 :], text[at : at + 1] + text[at:], "s" + text[at + 1 :]]
        made.append(text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :])
        text = text[:at] + draw(st.sampled_from(made))
    return text


VALUES = """
    5|5.0|five|1,000|1000|1 km|1000 m|1.609 km|1 mile|2.2 lb|1 kg|25 %|0.25|about 5 km|over 5|20 °C|68 °F
    $5|5 dollars|5 C|5 coulombs|1 May 1900|May 1900|1900|1900s|20th century|1 May|44 BC|3/2/1900|'00
    5-7|5 to 7 km|1900-1905|May to June 1900|half|3/4|2 dozen|5k|5 000|1e3|-5|fiev|1 km long|early 1900
    0.167|0.16667|0.1667|1.609 km|1.6093 km|1,5|6/8|1/3|0.333|3 h 20 min|200 minutes|6 ft 2 in|188 cm|3:20
    23.4° N|23.4° S|23.4|-23.4|the first Monday of May 1900|Monday 7 May 1900|27 May 1900|fall 1900
    summer 1900|the fourth Monday in May|the sixties|1960s|1860s|3 e3|1, 000|5 years old|exactly 5|5 km a day
    ice cream|icecream|a lot|alot|no one|noone|The Beatles|TheBeatles|9 am|9:00 a.m.|09:00|12 pm|noon
    A 4 paper|A4 paper|a + b|a+b|SO4 2-|SO₄²⁻|SO4-2|vitamin B 12|vitamin B12|one hundred|onehundred|print()|print
    sofa/couch|couch/sofa|couch|sofa or couch|oak; elm|elm, oak|May/June|June|red (or blue)|blue|km/h
""".replace("\n", "|").split("|")
values = st.sampled_from([text.strip() for text in VALUES if text.strip()])


def every_place(self: NearTexts, given: Given) -> list[int]:
    return sorted({place for places in self._equal.values() for place in places})


notes = st.builds(
    ListNote,
    id=st.just("n"),
    question=st.just("?"),
    answers=st.lists(st.lists(phrases, min_size=1, max_size=3).map(tuple), min_size=1, max_size=6),
    reject=st.dictionaries(phrases, st.sampled_from(["", "no"]), max_size=2),
    judging=st.builds(
        Judging,
        language=st.sampled_from(["en", "de", "fr", "tr"]),
        case=st.sampled_from(Case),
        accents=st.sampled_from(Accents),
    ),
)


@given(note=notes, data=st.data())
def test_a_verdict_is_that_of_all_pairs(note: ListNote, data: Any) -> None:
    known = st.sampled_from([text for variants in note.answers for text in variants])
    items = data.draw(st.lists(mistyped(known | phrases), max_size=6))
    card = card_of(note)
    for response in (items, ", ".join(items)):
        found = grade(card, response, other_answers={"nitrite"})
        lists._answer.cache_clear()
        with patch.object(NearTexts, "of", every_place):
            assert found == grade(card, response, other_answers={"nitrite"})
        lists._answer.cache_clear()


@given(note=notes, data=st.data())
@example(ListNote(id="n", question="?", answers=(("nitrate",),), reject={"nitrita": "no"}), None)
def test_a_verdict_is_the_same_after_others(note: ListNote, data: Any) -> None:
    known = st.sampled_from([text for variants in note.answers for text in variants])
    given = st.lists(mistyped(known | phrases | values), max_size=4)
    responses = data.draw(st.lists(given, min_size=2, max_size=4)) if data else [["nitrite"]] * 2
    others: list[set[str]] = [set(), {"nitrite"}, {text for items in responses for text in items}]
    tried = [(response, other) for response in responses for other in others]
    card = card_of(note)
    lists._answer.cache_clear()
    after_others = [grade(card, items, other_answers=other) for items, other in tried]
    for (items, other), verdict in zip(tried, after_others, strict=True):
        lists._answer.cache_clear()
        assert verdict == grade(card, items, other_answers=other)


@given(
    rights=st.lists(values | phrases, min_size=1, max_size=8, unique=True),
    given_text=values | mistyped(values) | phrases,
    tolerance=st.sampled_from(["", "1", "5 %", "100 %"]),
    rejects=st.lists(phrases, max_size=4, unique=True),
    question=st.sampled_from(["?", "How many km a day?"]),
)
@example(["1 km", "5"], "1000.4 m", "", [], "?")
@example(["2 miles", "5"], "3.2 km", "", [], "?")
@example(["5 C", "7 C"], "5 coulombs", "", [], "?")
def test_what_is_accepted_among_many_is_what_is_accepted_one_by_one(
    rights: list[str], given_text: str, tolerance: str, rejects: list[str], question: str
) -> None:
    own = AnswerKey(rights[0], tuple(rights[1:]), dict.fromkeys(rejects, ""), tolerance=tolerance)
    card = card_of(TypedNote(id="n", question=question, key=own))
    one, other = with_and_without_tables(lambda: grade(card, given_text))
    assert (one.outcome, one.score) == (other.outcome, other.score)


@given(
    rights=st.lists(values | phrases, min_size=1, max_size=6, unique=True),
    items=st.lists(values | mistyped(values) | phrases, max_size=6),
)
def test_values_of_a_list_are_found_as_one_by_one(rights: list[str], items: list[str]) -> None:
    card = card_of(ListNote(id="n", question="?", answers=tuple((text,) for text in rights)))
    one, other = with_and_without_tables(lambda: grade(card, items))
    assert one == other


@pytest.mark.parametrize(
    ("form", "most"),
    [
        ("{}", 2),
        ("{}.5 km", 2),
        ("{} May 1800", 2),
        ("1 May 1{:03}", 5),  # a figure more, or one less, and it is another of them
        ("{}-{}", 2),
        ("$1{}.50", 2),
        ("a and b{}", 2),
        ("b (c{})", 2),
        ("word{}/sign{}", 2),
    ],
)
def test_each_of_many_values_and_texts_alike_is_judged_by_few(form: str, most: int) -> None:
    answers = [form.format(at, at + 3) for at in range(200, 600)]
    reject = dict.fromkeys([f"{text} x" for text in answers], "")
    note = ListNote(id="n", question="?", answers=tuple((one,) for one in answers), reject=reject)
    lists._answer.cache_clear()
    with patch.object(lists, "judge_key", wraps=lists.judge_key) as judge:
        grade(card_of(note), answers)
    assert judge.call_count <= most * len(answers)


@pytest.mark.parametrize("item", ["yhpertension", "hypertensio", "hypertensions", "Hypertension"])
def test_an_answer_with_a_slip_is_found_among_others(item: str) -> None:
    card = card_of(ListNote(id="n", question="?", answers=(("gout",), ("hypertension",), ("7",))))
    (found, *_) = [part for part in grade(card, ["7", item]).parts if part.given == item]
    assert found.right == "hypertension"
    assert found.verdict.outcome.remembered


@pytest.mark.parametrize("form", ["item {}", "{}th item", "number-{}"])
def test_a_thousand_answers_are_judged_at_once(form: str) -> None:
    def judge(count: int) -> None:
        texts = [form.format(at) for at in range(count)]
        lists._answer.cache_clear()
        card = card_of(ListNote(id="n", question="?", answers=tuple((text,) for text in texts)))
        assert grade(card, texts).score == 1

    assert not is_steep(partial(judge, 250), partial(judge, 1000))


@pytest.mark.parametrize("form", ["{}", "item {}", "{} May 1800"])
def test_an_item_that_comes_again_in_another_answer_is_judged_once(form: str) -> None:
    answers = [form.format(at + 1000) for at in range(100)]
    card = card_of(ListNote(id="n", question="?", answers=tuple((one,) for one in answers)))
    lists._answer.cache_clear()
    with patch.object(lists, "judge_key", wraps=lists.judge_key) as judge:
        assert grade(card, "; ".join(answers)).score == 1
        judged = judge.call_count
        assert judged >= len(answers)
        assert grade(card, "; ".join(answers[::-1]), other_answers={"x"}).score == 1
        assert judge.call_count == judged


@given(
    answers=st.lists(
        st.text("abcdeéß犬7", min_size=3, max_size=3), min_size=2, max_size=8, unique=True
    ),
    data=st.data(),
)
def test_spaces_part_answers_of_one_word_as_commas_do(answers: list[str], data: Any) -> None:
    card = card_of(ListNote(id="n", question="?", answers=tuple((text,) for text in answers)))
    items = data.draw(st.lists(st.sampled_from(answers), min_size=1, max_size=9))
    by_commas, by_spaces = grade(card, ", ".join(items)), grade(card, " ".join(items))
    assert by_spaces.score == by_commas.score


@given(note=notes, data=st.data())
def test_what_is_rejected_as_it_stands_is_not_parted(note: ListNote, data: Any) -> None:
    words = data.draw(st.lists(phrases, min_size=2, max_size=3).map(" ".join))
    rejecting = evolve(note, reject={words: "no"})
    if Given(words).unfit or any(
        Given(words).literal == Given(text).literal for texts in note.answers for text in texts
    ):
        return
    assert not grade(card_of(rejecting), [words]).score


def test_the_mark_that_a_rejected_text_begins_with_is_no_bullet() -> None:
    note = ListNote(id="n", question="?", answers=(("red",), ("blue",)), reject={"- red": "no"})
    assert not grade(card_of(note), ["- red"]).score
    assert grade(card_of(note), "- blue\n- red").score == 1

"""What adds nothing may be more or less (rule 38), and makes right no answer that is another one."""

from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

from quizkit.answers.letters import clean
from quizkit.grading import Outcome, grade
from quizkit.grading.folding import fold, style_of
from quizkit.grading.given import Given
from quizkit.model import ListNote
from tests.tables import with_and_without_tables
from tests.verdicts import card_of, typed

WORDS = """
    in to from by at of with the a Nile Paris Everest Victoria Washington New York heart Red London
    River Lake Mount City Sea disease Prize Tower Texas France and or & St Saint Mt Mount Dr Street v vs
    II III 2 3 second third Henry type war I X No 5 I'm he's he'd they're theyre were we're O'Neill O
    N'Djamena Romulus Remus ATP (ATP) not without swim
""".split()
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
NAMES = [
    word for word in WORDS if word not in {"the", "a", "in", "to", "from", "by", "at", "of", "with"}
]
NAMES = [word for word in NAMES if "'" not in word and not word.endswith("re")]
names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map(" ".join)
texts = phrases | st.builds("{}, {}".format, phrases, st.sampled_from(["Texas", "France", "USA"]))
EN = style_of("en")
PREPOSITIONS = st.sampled_from("in at by with on from to for via during inside using".split())


@given(answer=texts, other=texts)
def test_the_answer_of_another_card_is_not_made_right(answer: str, other: str) -> None:
    assume(not Given(other).equals(clean(answer), EN, as_it_stands=True))
    assert grade(typed(answer), other, other_answers={other}).score < 1


@given(answer=texts, other=texts)
def test_what_is_rejected_is_not_made_right(answer: str, other: str) -> None:
    assume(not Given(other).equals(clean(answer), EN, as_it_stands=True))
    assert grade(typed(answer, reject={other: ""}), other).outcome is Outcome.WRONG


@given(answer=names, lead=PREPOSITIONS)
def test_a_preposition_may_stand_before_an_answer_on_either_side(answer: str, lead: str) -> None:
    assume(not any(map(str.isdigit, answer)))
    led = f"{lead} the {answer}"
    assert grade(typed(answer), led).outcome is Outcome.CORRECT
    assert grade(typed(led), answer).outcome is Outcome.CORRECT


@given(
    answer=st.sampled_from(["Paris", "the mitochondria", "osmosis"]),
    pair=st.tuples(PREPOSITIONS, PREPOSITIONS),
)
def test_another_preposition_is_no_filler(answer: str, pair: tuple[str, str]) -> None:
    alike = {"using": "with", "inside": "in"}
    one, other = (alike.get(lead, lead) for lead in pair)
    verdict = grade(typed(f"{pair[0]} {answer}"), f"{pair[1]} {answer}")
    assert (verdict.outcome is Outcome.CORRECT) == (one == other)


@given(text=names, keep_case=st.booleans())
def test_words_that_are_folded_stay_as_they_are(text: str, keep_case: bool) -> None:
    style = EN._replace(keep_case=keep_case)
    once = fold(clean(text), style)
    assert fold(" ".join(once.words), style).words == once.words


@given(
    rights=st.lists(texts, min_size=1, max_size=8, unique=True),
    response=texts,
    rejects=st.lists(texts, max_size=3, unique=True),
)
def test_many_are_judged_as_one_by_one(
    rights: list[str], response: str, rejects: list[str]
) -> None:
    card = typed(rights[0], accept=tuple(rights[1:]), reject=dict.fromkeys(rejects, ""))
    one, other = with_and_without_tables(lambda: grade(card, response))
    assert (one.outcome, one.score) == (other.outcome, other.score)
    parts: Any = tuple((text,) for text in rights)
    listed = card_of(ListNote(id="n", question="?", answers=parts))
    one, other = with_and_without_tables(lambda: grade(listed, [response, *rights]))
    assert one == other


@pytest.mark.parametrize("count", [1, 300])
@pytest.mark.parametrize(
    ("answer", "response"),
    [
        ("Nile River", "Nile"), ("Nile", "the River Nile"), ("in the nucleus", "nucleus"),
        ("Boston", "Boston, Massachusetts"), ("Henry VIII", "Henry the Eighth"),
        ("Romulus and Remus", "Remus and Romulus"), ("Mount St. Helens", "mt saint helens"),
        ("O'Neill", "o neill"), ("they're late", "theyre late"), ("he had gone", "he'd gone"),
        ("adenosine triphosphate (ATP)", "ATP (adenosine triphosphate)"),
    ],
)  # fmt: skip
def test_it_is_so_among_many_right_answers(answer: str, response: str, count: int) -> None:
    others = tuple(f"number {at} of Peru" for at in range(1, count))
    assert grade(typed(answer, accept=others), response).outcome is Outcome.CORRECT
    assert (
        grade(typed("none of all", accept=(*others, answer)), response).outcome is Outcome.CORRECT
    )

"""What every front tells, as values: an answer, the grades, where a session stands, how it ended."""

import pytest

from quizkit import read_deck, telling
from quizkit.grading import Outcome
from quizkit.progress import Response
from quizkit.scheduling import Rating
from quizkit.session import Asking, Command, Mode, Rate, Respond
from quizkit.telling import Feedback, Heading, MissedCard, PartTold
from tests.sittings import Sitting, plan_of

DECK = read_deck("""\
title: T
id: d
sources: {book: {title: The Book, publisher: P, unknown: [url]}}
cards:
  - {question: Who?, answer: Lesseps, source: "book#6", explanation: He did.}
  - {question: Which?, pairs: {a: x, b: y}}
  - {question: Why?, answer: Because., type: free}
""")


def sitting(card: int, **more: object) -> Sitting:
    plan = plan_of()
    chosen = DECK.cards[card]
    return Sitting(type(plan)({"d": DECK}, {chosen.id: chosen}, plan.scheduler, "w", "s", **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "given", "told"),
    [
        (0, None, Feedback(Heading(None, "–", "Shown"), "", (), (), "Lesseps", "He did.")),
        (
            0,
            "Lesseps",
            Feedback(Heading(Outcome.CORRECT, "✓", "Right"), "Lesseps", (), (), "", "He did."),
        ),
        (
            1,
            {"a": "y", "b": "y"},
            Feedback(
                Heading(Outcome.PARTIAL, "◐", "Partly right: 1 of 2 pairs", "1 of 2 pairs"),
                "",
                (),
                (
                    PartTold(Outcome.WRONG, ("a", ": ", "x", ", not ", "y")),
                    PartTold(Outcome.CORRECT, ("b", ": ", "y")),
                ),
                "",
                "",
            ),
        ),
        (2, "So.", Feedback(None, "So.", (), (), "Because.", "")),
    ],
)
def test_feedback_tells_each_thing_once(card: int, given: Response, told: Feedback) -> None:
    assert telling.feedback(sitting(card).do(Respond(given)).judged) == told


def test_an_overruled_answer_is_right_as_the_learner_says() -> None:
    it = sitting(0).do(Respond("Eiffel"), Command.OVERRULE)
    assert telling.feedback(it.judged).heading == Heading(Outcome.CORRECT, "✓", "Right, you say")


def test_grades_are_told_with_what_they_put_off() -> None:
    it = sitting(0).do(Respond("Lesseps"))
    names = [
        (grade.name, grade.wait, grade.is_default)
        for grade in telling.grades(it.session, it.judged)
    ]
    assert names[:3] == [
        ("Again", "1 min", False),
        ("Hard", "6 min", False),
        ("Good", "10 min", True),
    ]
    assert telling.comes_back(it.session, it.judged) == "Good: comes back in 10 min"


def test_practice_puts_nothing_off() -> None:
    it = sitting(0, mode=Mode.PRACTICE).do(Respond("Lesseps"))
    assert {grade.wait for grade in telling.grades(it.session, it.judged)} == {""}
    assert telling.comes_back(it.session, it.judged) == ""
    assert telling.why_now(it.session, it.judged)[0].startswith("You asked for practice")


def test_why_in_practice_of_some_cards_claims_no_other_to_come() -> None:
    it = sitting(0, mode=Mode.PRACTICE)
    assert isinstance(it.session.screen, Asking)
    (said,) = telling.why_now(it.session, it.session.screen)
    assert said == "You asked for practice: its cards come, due or not, and no schedule moves."


def test_the_place_counts_a_card_as_done_once_its_marked_grade_would_be() -> None:
    it = sitting(0)
    assert isinstance(it.session.screen, Asking)
    assert telling.place(it.session, it.session.screen).said == "1 of 1"
    it.do(Respond("Lesseps"), Rate(Rating.EASY))
    assert (
        telling.summary(it.session)
        .result[0]
        .startswith("Done: 1 card in 2 s, 1 of 1 answer right.")
    )


def test_sources_are_told_once_each_with_all_that_is_recorded() -> None:
    assert telling.sources(DECK.cards[0], DECK) == (
        telling.SourceTold("The Book", ("¶6",), ("publisher: P", "not stated: url")),
    )
    assert telling.sources(DECK.cards[1], DECK) == ()


def test_pairs_that_were_missed_stand_apart_on_their_line() -> None:
    it = sitting(1).do(Respond(None), Command.NEXT, Command.LEAVE)
    assert telling.summary(it.session).missed == (MissedCard("Which?", "a – x; b – y", ""),)


def test_a_summary_tells_what_was_missed_and_what_comes() -> None:
    it = sitting(0).do(Respond(None), Command.NEXT, Command.LEAVE)
    told = telling.summary(it.session)
    assert told.missed == (MissedCard("Who?", "Lesseps", ""),)
    assert told.back == "back in 1 min"
    assert told.coming[0] == "1 more whenever you like."
    assert told.lost == ()


def test_an_exam_tells_its_score_and_the_answers_that_lost_points() -> None:
    it = sitting(0, mode=Mode.EXAM).do(Respond("Eiffel"))
    told = telling.summary(it.session)
    assert told.result[0].startswith("Score: 0% – 1 question answered")
    assert [answer.response for answer in told.lost] == ["Eiffel"]
    assert told.coming == ("Practice: no schedule has moved.",)

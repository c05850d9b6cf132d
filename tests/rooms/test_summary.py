"""How a session went: what it brought, what was missed, what comes next; days in a row."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from attrs import evolve

from quizkit import read_deck, telling
from quizkit.cli.page import Page
from quizkit.cli.player.summary import _missed, summary
from quizkit.cli.player.view import View
from quizkit.model import SelfRatedNote
from quizkit.progress import Event, Habits, habits_of
from quizkit.scheduling import CalendarDays, Rating
from quizkit.session import Command, Finished, Mode, Rate, Respond
from quizkit.telling import Gain, MissedCard, Summary
from quizkit.telling.gains import DAYS, HELD
from quizkit.visible import width_of
from tests.logs import START
from tests.sittings import Sitting, plan_of, typed

NEXT, LEAVE, EASY = Command.NEXT, Command.LEAVE, Rate(Rating.EASY)
MISS = Respond("nonsense")
TODAY = CalendarDays().study_day(START)
USUAL = Habits(answers=100, spent=timedelta(seconds=1000), first=90, failed=36)


def studied(days: str, **more: object) -> Habits:
    """Habits by signs of days, the last of which is that of START."""
    first = TODAY - len(days) + 1
    found = {first + place: 5 for place, sign in enumerate(days) if sign == "#"}
    return evolve(USUAL, days=found, **more)


def of_cards(count: int, events: Sequence[Event] = (), day: int = 0, **settings: object) -> Sitting:
    notes = [typed(f"card {n}") for n in range(count)]
    return Sitting(plan_of(*notes, **settings), events, day)


def right(it: Sitting, *after: object) -> Sitting:
    answer = it.asking.card.note.key.answer  # type: ignore[attr-defined]
    return it.do(Respond(answer), *after)  # type: ignore[arg-type]


def told(it: Sitting, habits: Habits | None = None) -> Summary:
    return telling.summary(it.session, habits)


def lines(it: Sitting, habits: Habits | None = None, width: int = 80) -> str:
    return "\n".join(summary(it.session, Page(width, False), habits))


def test_a_session_that_is_done_says_so_with_what_was_right() -> None:
    it = of_cards(2)
    right(right(it, EASY), EASY)
    assert isinstance(it.session.screen, Finished)
    assert told(it).result == ("Done: 2 cards in 4 s, 2 of 2 answers right.",)
    assert lines(it).startswith("✓ Done: 2 cards in 4 s, 2 of 2 answers right.\n")
    assert "That is all for today." in told(it).coming


def test_a_session_that_was_left_says_what_there_is_more() -> None:
    it = right(of_cards(3), EASY).do(LEAVE)
    assert told(it).result == ("1 card in 3 s, 1 of 1 answer right.",)
    assert told(it).coming[0] == "2 more whenever you like."
    assert "✓" not in lines(it)


def test_a_session_whose_time_is_up_says_so() -> None:
    it = of_cards(3, minutes=0.001)
    right(it, EASY)
    assert told(it).result == ("Time is up: 1 card in 2 s, 1 of 1 answer right.",)
    assert not told(it).done


def test_a_session_without_an_answer_tells_what_comes_alone() -> None:
    it = of_cards(3).do(LEAVE)
    assert told(it).result == told(it).gains == told(it).missed == ()
    assert lines(it).startswith("3 more whenever you like.\n")


def test_new_cards_that_hold_are_gained_and_the_others_are_begun() -> None:
    it = right(of_cards(3), EASY)
    assert told(it).gains[0] == Gain("New today", "1 now remembered until tomorrow or longer")
    right(it, NEXT)
    assert told(it).gains[0] == Gain("New today", "1 of 2 now remembered until tomorrow or longer")
    assert told(right(of_cards(1), NEXT)).gains == (Gain("New today", "1 begun"),)


def test_what_was_nearly_forgotten_and_came_back_is_gained() -> None:
    it = right(right(of_cards(2), EASY), EASY)
    soon = right(of_cards(2, it.events, day=8), NEXT)
    assert [gain.label for gain in told(soon).gains] == ["Longest hold"]
    late = right(of_cards(2, it.events, day=400), NEXT)
    assert told(late).gains[0] == Gain("Came back", "1 you had nearly forgotten")
    late.do(MISS)
    assert told(late).gains[0] == Gain("Came back", "1 of 2 you had nearly forgotten")
    failed = of_cards(2, it.events, day=400).do(MISS)
    assert told(failed).gains == (), "nothing is held against anybody"


def test_the_longest_hold_names_its_card_in_few_words() -> None:
    long = typed("a")
    long = evolve(long, question="Which of the many words of this long question is the last one?")
    it = Sitting(plan_of(long)).do(Respond("a"), EASY)
    (_, longest) = told(it).gains
    assert longest == Gain("Longest hold", "“Which of the many words of this …”: 10 days now")


def test_missed_cards_come_with_their_answers_and_once_with_when_they_come_back() -> None:
    it = of_cards(2).do(MISS, NEXT, MISS, NEXT, LEAVE)
    missed = (MissedCard("Say card 0", "card 0", ""), MissedCard("Say card 1", "card 1", ""))
    assert (told(it).missed, told(it).back) == (missed, "back in 1 min")
    assert lines(it).count("in 1 min") == 1
    assert "Once more before you go (back in 1 min):\n  Say card 0\n    card 0\n" in lines(it)
    it.now += timedelta(minutes=2)
    it.session = evolve(it.session, now=it.now)
    assert told(it).back == "they come back first"


def test_missed_cards_that_come_back_at_several_times_name_the_first() -> None:
    it = of_cards(2).do(MISS, NEXT, MISS, NEXT)
    right(it, NEXT)
    assert told(it).back == "the first back in 1 min"


def test_a_suspended_card_is_promised_to_nobody() -> None:
    it = of_cards(2).do(MISS, Command.SUSPEND, LEAVE)
    assert told(it).missed == (MissedCard("Say card 0", "card 0", "suspended"),)
    assert told(it).back == ""
    assert "Say card 0 – suspended" in lines(it)
    assert "back" not in lines(it).replace("whenever you like", "")
    assert told(it).coming[-1] == "1 card is suspended: quizkit history --suspended"


def test_practice_tells_what_was_missed_and_moves_no_schedule() -> None:
    it = of_cards(2, mode=Mode.PRACTICE).do(MISS, NEXT).do(LEAVE)
    assert told(it).missed == (MissedCard("Say card 0", "card 0", ""),)
    assert (told(it).back, told(it).gains, told(it).milestones) == ("", (), ())
    assert told(it).coming == ("Practice: no schedule has moved.",)


def test_tomorrow_is_told_with_its_minutes_once_enough_is_known() -> None:
    it = right(of_cards(30, new_a_day=4), EASY).do(LEAVE)
    assert told(it).coming[-1] == "Tomorrow: 4 cards, all new."
    assert told(it, USUAL).coming[-1] == "Tomorrow: 4 cards, all new, about 2 min."
    assert told(it, evolve(USUAL, answers=9)).coming[-1] == "Tomorrow: 4 cards, all new."
    right(of_cards(1), NEXT).do(LEAVE)
    it = right(of_cards(2), NEXT).do(LEAVE)
    assert told(it, USUAL).coming[-1] == "Tomorrow: 2 cards, 1 of them new, about 1 min."


def test_where_nothing_comes_tomorrow_it_is_said_when() -> None:
    it = right(of_cards(1), EASY)
    assert told(it).coming == ("That is all for today.", "Next card: in 9 days.")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("#", ""),
        ("##", "2 days in a row. "),
        (".######", "6 days in a row. "),
        ("##.####", "6 days in a row, with a day of rest. "),
        ("#.#######", "8 days in a row. "),
        ("#..#", ""),
    ],
)
def test_study_days_in_a_row_are_told(days: str, said: str) -> None:
    it = right(of_cards(1), EASY)
    assert told(it, studied(days)).coming[-1] == f"{said}Next card: in 9 days."


def test_days_in_a_row_can_be_turned_off() -> None:
    it = right(of_cards(1, streak=False, habits=studied("", held=9)), EASY)
    found = told(it, studied("#######", held=10))
    assert found.coming[-1] == "Next card: in 9 days."
    assert found.milestones == ()


@pytest.mark.parametrize(("mark", "said"), HELD.items())
def test_a_milestone_is_told_in_the_session_that_reaches_it(mark: int, said: str) -> None:
    for before, now, expected in [
        (mark - 1, mark, (said,)),
        (mark - 3, mark + 2, (said,)),
        (mark, mark + 1, ()),
        (mark - 2, mark - 1, ()),
    ]:
        it = right(of_cards(1, habits=evolve(USUAL, held=before)), EASY)
        assert told(it, evolve(USUAL, held=now)).milestones == expected
        assert (said in lines(it, evolve(USUAL, held=now))) == bool(expected)
    assert told(right(of_cards(1), EASY), evolve(USUAL, held=mark)).milestones == ()


@pytest.mark.parametrize(("mark", "said"), DAYS.items())
def test_a_day_of_study_is_a_milestone_on_that_day_alone(mark: int, said: str) -> None:
    before = studied("#" * (mark - 1) + ".")
    it = right(of_cards(1, habits=before), EASY)
    assert told(it, studied("#" * mark)).milestones == (said,)
    again = right(of_cards(1, habits=studied("#" * mark)), EASY)
    assert told(again, studied("#" * mark)).milestones == ()


def test_a_milestone_is_told_once_though_cards_lapse() -> None:
    """What a card once held stays in the log."""
    log: list[Event] = []
    days = CalendarDays()
    seen = []
    for day in range(0, 400, 10):
        before = habits_of(log, days)
        it = of_cards(12, log, day, habits=before, new_a_day=12)
        while not isinstance(it.session.screen, Finished):
            if day % 30 and it.asking.card.id.endswith("1"):
                it.do(MISS, NEXT)
                right(it, NEXT) if not isinstance(it.session.screen, Finished) else None
            else:
                right(it, EASY)
            if len(it.session.answers) > 60:
                it.do(LEAVE)
        log = it.events
        seen += told(it, habits_of(log, days)).milestones
    assert seen.count(HELD[10]) == 1
    assert len(seen) == 1


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80])
def test_a_summary_is_no_wider_than_the_page(width: int) -> None:
    notes = [
        evolve(typed(f"answer {n} {'very ' * 40}long"), question=f"Question {n} {'so ' * 60}long?")
        for n in range(3)
    ]
    it = Sitting(plan_of(*notes, SelfRatedNote(id="s", question="Why?", answer="x " * 300)))
    it.do(MISS, NEXT, MISS, Command.SUSPEND)
    right(it, EASY).do(Respond("because"), Rate(Rating.AGAIN), LEAVE)
    drawn = summary(it.session, Page(width, False), studied("##.####"))
    assert all(width_of(line) <= width for line in drawn)
    assert len(drawn) < 50


def test_a_narrow_page_has_no_columns() -> None:
    it = right(of_cards(1), EASY)
    assert "New today        1 now" in lines(it)
    assert "New today: 1 now remembered until\n" in lines(it, width=40)


def test_an_exam_tells_its_score_and_no_gains() -> None:
    it = of_cards(2, mode=Mode.EXAM).do(MISS)
    right(it)
    found = told(it)
    assert [answer.response for answer in found.lost] == ["nonsense"]
    assert (found.gains, found.missed, found.milestones) == ((), (), ())
    assert found.coming == ("Practice: no schedule has moved.",)


@pytest.mark.parametrize(("width", "height"), [(40, 12), (20, 6), (80, 24)])
def test_the_summary_of_a_large_session_is_read_page_by_page(width: int, height: int) -> None:
    it = of_cards(25, new_a_day=25)
    for _ in range(25):
        it.do(MISS, NEXT)
    it.do(LEAVE)
    page = Page(width, False)
    view = View(summary(it.session, page), ["u undo", "any other key ends"])
    fitted = view.fitted(page, height)
    pages = [*fitted.before, fitted.last]
    assert all(len(lines) < height for lines in pages)
    shown = [line for lines in pages for line in lines]
    assert all(f"  Say card {n}" in shown and f"    card {n}" in shown for n in range(25))
    assert shown[-1].startswith("u undo")
    assert "25 more whenever you like." in " ".join(shown[-6:])


CODE = """\
title: C
cards:
  - id: output
    question: |
      What is the output?

      ```js
      if (a) {
        show(1);
      }
      ```
    answer: "1"
  - id: twice
    question: |
      Write `twice`.

      In two lines.
    type: code
    answer: |
      def twice(x):
          return 2 * x
"""


def test_code_that_was_missed_stands_as_it_is_and_long_code_is_cut() -> None:
    deck = read_deck(CODE)
    cards = {card.id: card for card in deck.cards}
    plan = evolve(plan_of(), decks={deck.id: deck}, cards=cards)
    it = Sitting(plan).do(Respond(None), Command.NEXT, Respond(None), Command.NEXT, Command.LEAVE)
    lines = summary(it.session, Page(60, False))
    begin = lines.index("  What is the output?")
    assert lines[begin : begin + 8] == [
        "  What is the output?",
        "  if (a) {",
        "    show(1);",
        "  }",
        "    1",
        "  Write `twice`. In two lines.",
        "    def twice(x):",
        "        return 2 * x",
    ]
    long = MissedCard("\n".join(f"  line {at}" for at in range(30)), "x", "suspended")
    told = _missed(long, Page(60, False))
    assert len(told) == 9
    assert told[7] == "  … – suspended"


MARKED = """\
title: Marks
markup: markdown
cards:
  - id: output
    question: |
      What does **this** print?

      ```js
      if (a) {
        show(1);
      }
      ```
    answer: "`1`"
  - id: why
    question: Why is the *sky* blue?
    type: free
    answer: |
      **Rayleigh** scattering:

      - short waves scatter more
      - so does

      | what | how |
      |------|-----|
      | blue | $\\lambda^{-4}$ |
      | red  | less |
      | green | between |
      | violet | more |
  - id: blank
    cloze: The **{{mitochondrion}}** makes ATP.
"""


def test_cards_in_markdown_that_were_missed_are_drawn_with_their_marks_and_cut() -> None:
    deck = read_deck(MARKED)
    cards = {card.id: card for card in deck.cards}
    plan = evolve(plan_of(), decks={deck.id: deck}, cards=cards)
    it = Sitting(plan).do(Respond(None), Command.NEXT)
    it.do(Respond(None), Rate(Rating.AGAIN), Respond(None), Command.SUSPEND, Command.LEAVE)
    found = summary(it.session, Page(60, False))
    begin = found.index("  What does this print?")
    assert found[begin : begin + 16] == [
        "  What does this print?",
        "    js",
        "    if (a) {",
        "      show(1);",
        "    }",
        "    `1`",
        "  Why is the sky blue?",
        "    Rayleigh scattering:",
        "    • short waves scatter more",
        "    • so does",
        "    what    how",
        "    ──────  ───────",
        "    blue    λ⁻⁴",
        "    red     less",
        "    …",
        "  The […] makes ATP. – suspended",
    ]
    assert max(map(width_of, summary(it.session, Page(24, False)))) <= 24


def test_a_word_that_was_missed_stands_on_one_line_with_what_was_asked_of_it() -> None:
    rows = "title: W\nmarkup: markdown\nwords:\n  columns: [word, meaning]\n  rows: |\n"
    deck = read_deck(f"{rows}    {{橋|はし}} | bridge\n    箸 | chop*sticks*\n")
    cards = {card.id: card for card in deck.cards if card.id.endswith("word>meaning")}
    plan = evolve(plan_of(), decks={deck.id: deck}, cards=cards)
    it = Sitting(plan).do(Respond(None), Command.NEXT, Respond(None), Command.NEXT, Command.LEAVE)
    lines = summary(it.session, Page(60, False))
    begin = lines.index("  橋(はし) → meaning")
    assert lines[begin + 1 : begin + 4] == ["    bridge", "  箸 → meaning", "    chopsticks"]

"""Programs that embed quizkit: a bot that knows forms and no kinds, and a Python within another."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from quizkit import desk
from quizkit.grading import Outcome, Verdict, right_answer
from quizkit.model import (
    Form,
    Items,
    Kind,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    Right,
)
from quizkit.progress import Response, event_from_dict
from quizkit.scheduling import Rating
from quizkit.session import Asking, Finished, Judged, Mode, Rate, Respond, kept, resumed
from quizkit.store import MemoryStore
from tests.every_value import DECK, WORDS
from tests.logs import START


def right_response(form: Form, rights: tuple[Right, ...]) -> Response:
    """The right answer in the form of a response, as a program would give it back."""
    match form:
        case Line() | PickOne() | OwnWords():
            return rights[0].shown
        case Items() | Lines() | PickSome() | PickInOrder():
            return [right.shown for right in rights]
        case PickForEach():
            return {right.label: right.shown for right in rights}


def is_json(value: object) -> bool:
    return json.loads(json.dumps(value)) == value


@pytest.mark.parametrize("typed", [False, True])
def test_a_bot_runs_every_kind_by_its_form_and_public_names_alone(*, typed: bool) -> None:
    decks = [DECK, WORDS]
    mine = desk.over(MemoryStore(), decks)
    plan = mine.plan(decks, seed="1", mode=Mode.PRACTICE, typed=typed)
    session = mine.begin(plan, START)
    kinds, seconds = set(), 0
    while not isinstance(session.screen, Finished):
        seconds += 1
        session = resumed(json.loads(json.dumps(kept(session))), plan, mine.progress)
        asking = session.screen
        assert isinstance(asking, Asking)
        kinds.add(asking.card.note.kind)
        assert set(asking.options) <= set(asking.card.task.options)
        given = Respond(right_response(asking.form, asking.card.task.rights))
        step = mine.step(session, given, START + timedelta(seconds=seconds))
        judged = step.session.screen
        assert isinstance(judged, Judged)
        assert judged.self_rated or judged.verdict.outcome is Outcome.CORRECT
        assert all(right.shown in right_answer(asking.card) for right in asking.card.task.rights)
        assert is_json(judged.verdict.to_dict())
        assert Verdict.from_dict(judged.verdict.to_dict()) == judged.verdict
        assert all(is_json(event.to_dict()) for event in step.events)
        assert [event_from_dict(event.to_dict()) for event in step.events] == list(step.events)
        session = mine.step(
            step.session, Rate(Rating.GOOD), START + timedelta(seconds=seconds)
        ).session
    assert kinds == set(Kind)
    assert len(session.answers) == sum(len(deck.cards) for deck in decks)


def test_options_to_show_do_not_tell_which_is_right() -> None:
    """A task has the right one first: what a session shows does not, but by chance."""
    (card,) = (card for card in DECK.cards if card.note.kind is Kind.CHOICE)
    firsts = set()
    for seed in range(20):
        mine = desk.over(MemoryStore(), [DECK])
        plan = mine.plan([DECK], seed=str(seed), mode=Mode.PRACTICE)
        session = mine.begin(plan, START)
        while session.screen.card != card:  # type: ignore[union-attr]
            session = mine.step(session, Respond(None), START).session
            session = mine.step(session, Rate(Rating.AGAIN), START).session
        assert isinstance(session.screen, Asking)
        firsts.add(session.screen.options[0])
    assert firsts == set(card.task.options)


WITHIN = """
from datetime import datetime, timezone
from pathlib import Path
from quizkit import desk
from quizkit.grading import grade
from quizkit.model import AnswerKey, Deck, TypedNote
from quizkit.session import Respond, kept, resumed

note = TypedNote(id="n", question="Capital of Peru?", key=AnswerKey("Lima"))
deck = Deck(id="d", title="D", language="en", notes=(note,))
now = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
mine = desk.open(Path({path!r}))
plan = mine.plan([deck], seed="1")
session = resumed(kept(mine.begin(plan, now)), plan, mine.progress)
assert mine.step(session, Respond("Lima"), now).session.screen.verdict == grade(deck.cards[0], "Lima")
assert len(list(mine.store.events())) == 1
mine.store.close()
"""


@pytest.mark.skipif(sys.version_info < (3, 13), reason="Python has no module for it before 3.13")
def test_a_session_runs_in_a_subinterpreter(tmp_path: Path) -> None:
    within = WITHIN.format(path=str(tmp_path / "p.db"))
    code = (
        "import _interpreters as all\n"
        f"one = all.create()\nfailed = all.exec(one, {within!r})\n"
        "assert failed is None, failed\nall.destroy(one)\nprint('done')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("done\n", "")

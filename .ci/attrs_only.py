"""Schedules, grades, and studies a card in a session: what runs where attrs alone is installed."""

from datetime import UTC, datetime

from quizkit import desk
from quizkit.grading import grade
from quizkit.model import AnswerKey, Deck, TypedNote
from quizkit.scheduling import FSRS7, CardState, Rating, Scheduler
from quizkit.session import Respond
from quizkit.store import MemoryStore

now = datetime(2026, 3, 1, 9, tzinfo=UTC)
state = Scheduler().review(CardState(), Rating.GOOD, now)
assert len(Scheduler(FSRS7()).preview(CardState(), now)) == 4

note = TypedNote(id="peru", has_own_id=True, question="Capital of Peru?", key=AnswerKey("Lima"))
deck = Deck(id="capitals", title="Capitals", language="en", notes=(note,))
verdict = grade(deck.cards[0], "lima.")

mine = desk.over(MemoryStore(), [deck])
step = mine.step(mine.begin(mine.plan([deck], seed="1"), now), Respond("Lima"), now)

print(f"due {state.due:%Y-%m-%d %H:%M}, graded {verdict.outcome.value}, {len(step.events)} answer")

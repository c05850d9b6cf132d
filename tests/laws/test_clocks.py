"""A clock that jumps between answers, by the sun or by hand: what is given is kept, in the order given."""

from datetime import UTC, datetime, timedelta, timezone

from attrs import evolve
from hypothesis import example, given, settings, strategies as st

from quizkit.errors import SessionError
from quizkit.progress import Answered
from quizkit.session import Command, Input, Respond, start
from tests.logs import START
from tests.sittings import INPUTS, NOTES, Sitting, learned, plan_of

NOW, SECOND, HOUR = timedelta(0), timedelta(seconds=1), timedelta(hours=1)
AFTER_LOG = 4 * SECOND
jumps = st.one_of(
    st.sampled_from([timedelta(0), timedelta(seconds=1), HOUR, -HOUR, 365 * 24 * HOUR, -24 * HOUR]),
    st.timedeltas(-4000 * 24 * HOUR, 4000 * 24 * HOUR),
)
zones = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


class Jumping(Sitting):
    """A session whose clock shows what it is told to."""

    def at(self, given_input: Input, now: datetime) -> None:
        before = self.session, list(self.events)
        try:
            self.session, effects = self.session.step(given_input, now)
        except SessionError:
            assert before == (self.session, self.events)
            return
        self.events += [effect.event for effect in effects]


@given(st.lists(st.tuples(INPUTS, jumps, zones), min_size=1, max_size=25), jumps, st.booleans())
@example([(Command.BURY, NOW, UTC)] * 2 + [(Respond("x"), NOW, UTC)], -SECOND, False)
@example([(Command.BURY, NOW, UTC)] * 3 + [(Respond("x"), NOW, UTC)], SECOND, False)
@example([(Command.BURY, NOW, UTC)] * 2 + [(Respond("x"), NOW, UTC)], -60 * SECOND, True)
@settings(max_examples=100, deadline=None)
def test_whatever_the_clock_shows_a_session_is_what_its_log_says(
    inputs: list[tuple[Input, timedelta, timezone]], first: timedelta, screens: bool
) -> None:
    it = Jumping(evolve(plan_of(*NOTES, screens=screens), writer="w2"), learned(reworded=False))
    now = START + first
    it.session = start(it.session.plan, it.replayed(), now)
    for given_input, jump, zone in inputs:
        now = (now + jump).astimezone(zone)
        it.at(given_input, now)
    answers = [event for event in it.events if isinstance(event, Answered)]
    assert [event.at for event in answers[2:]] == sorted(event.at for event in answers[2:])
    replayed, told = it.replayed(), it.session.progress
    for card in it.session.plan.cards:
        assert replayed.record(card).state.due == told.record(card).state.due
    if first >= AFTER_LOG:  # else what the log learned later is replayed before it
        assert replayed == told

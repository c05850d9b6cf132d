"""How a session went: what was missed, and what comes next."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from quizkit.scheduling import Rating
from quizkit.session import Judged, Mode, Session
from quizkit.study_queue import LEARN_AHEAD, falls_due
from quizkit.study_queue.queue import Waiting
from quizkit.telling.exams import score
from quizkit.wording import count, took, when

_TO_HAVE_BACK = "quizkit history --suspended"


class MissedCard(NamedTuple):
    """A card that was missed: what it asked, on one line, and when it comes back, if ever."""

    prompt: str
    back: str


class Summary(NamedTuple):
    """How a session went.

    Args:
        result: the score of an exam, or how much was answered and how well; may be empty.
        missed: the cards of a study session whose answer was rated Again.
        lost: the answers of an exam that lost points, whose feedback comes now.
        coming: what is left for today, what tomorrow holds, what is put away.
    """

    result: tuple[str, ...]
    missed: tuple[MissedCard, ...]
    lost: tuple[Judged, ...]
    coming: tuple[str, ...]


def summary(session: Session) -> Summary:
    """Return the result of a session, the cards that were missed, and those that come next."""
    coming = tuple(_coming(session))
    if session.plan.mode is Mode.EXAM:
        lost = tuple(answer for answer in session.rated if answer.points < 1)
        return Summary(tuple(score(session)), (), lost, coming)
    return Summary(tuple(_result(session)), tuple(_missed(session)), (), coming)


def _result(session: Session) -> Iterator[str]:
    answers = session.answers
    if not answers:
        return
    cards = count(len({answer.card.id for answer in answers}), "card")
    rated = [answer.rating for answer in answers if answer.rating is not None]
    right = len(rated) - rated.count(Rating.AGAIN)
    share = f", {right} right ({right / len(rated):.0%})" if rated else ""
    time = took(session.now - session.began)
    yield f"{cards}, {count(len(answers), 'answer')}{share}, {time}."


def _missed(session: Session) -> Iterator[MissedCard]:
    again = [answer.card.id for answer in session.answers if answer.rating is Rating.AGAIN]
    for card_id in dict.fromkeys(again):
        due = falls_due(card_id, session.progress, session.now)
        back = "" if session.plan.practice else when(session.now, due, session.progress.day)
        yield MissedCard(" ".join(session.plan.cards[card_id].prompt.split()), back)


def _coming(session: Session) -> Iterator[str]:
    now, progress, plan = session.now, session.progress, session.plan
    if plan.practice:
        yield "Practice: no schedule has moved."
        yield from _put_away(session)
        return
    cards, day = plan.cards.values(), progress.day
    waiting = Waiting(cards, progress)
    today = waiting.queue(now, scheduler=None, new_a_day=plan.new_a_day)
    if left := today.remaining(now):
        yield f"Left for today: {count(left, 'card')}."
    later = [at for at, _ in today.learning if at - now > LEARN_AHEAD]
    if later:
        yield f"Later today: {count(len(later), 'card')}, the first {when(now, later[0], day)}."
    end_of_tomorrow = progress.days.due(now, timedelta(days=2)) - timedelta(milliseconds=1)
    tomorrow = waiting.queue(end_of_tomorrow, scheduler=None, new_a_day=plan.new_a_day)
    due = len(tomorrow.due) + len(tomorrow.learning)
    if due or tomorrow.new:
        yield f"Tomorrow: {due} due, {len(tomorrow.new)} new."
    elif coming := waiting.next_due(now):
        yield f"Next card: {when(now, coming, day)}."
    if away := waiting.suspended:
        yield _suspended(away)


def suspended_left_out(session: Session) -> str:
    """Return how many suspended cards practice or an exam did not ask; empty for none."""
    here = {earlier.screen.card.id for earlier in session.earlier}
    away = sum(session.progress.record(card).suspended for card in session.plan.cards.keys() - here)
    if not away:
        return ""
    return f"{count(away, 'suspended card')} stayed out: {_TO_HAVE_BACK}"


def _suspended(away: int) -> str:
    return f"{count(away, 'card is', 'cards are')} suspended: {_TO_HAVE_BACK}"


def _put_away(session: Session) -> Iterator[str]:
    """Yield which cards this practice put away, and which it did not ask."""
    progress = session.progress
    cards = {each.screen.card.id: each.progress for each in reversed(session.earlier)}
    records = [(before.record(card), progress.record(card)) for card, before in cards.items()]
    if buried := sum(before.buried_day != now.buried_day for before, now in records):
        yield f"{count(buried, 'card is', 'cards are')} buried until tomorrow."
    if suspended := sum(now.suspended for _, now in records):
        yield _suspended(suspended)
    if left_out := suspended_left_out(session):
        yield left_out

"""How a session went: what was missed, and what comes next."""

from collections.abc import Iterator
from typing import NamedTuple

from quizkit.model import Card, PickForEach
from quizkit.progress import Habits
from quizkit.scheduling import Rating
from quizkit.session import Finished, Judged, Mode, Session
from quizkit.study_queue import falls_due
from quizkit.telling.exams import score
from quizkit.telling.gains import Gain, gains, milestones
from quizkit.telling.outlook import outlook
from quizkit.wording import count, in_few_lines, took, when

_TO_HAVE_BACK = "quizkit history --suspended"


class MissedCard(NamedTuple):
    """A card that was missed.

    Args:
        prompt: what it asked, on one line.
        answer: the right answer, on one line.
        away: why it does not come back with the others; empty if it does.
        card: itself, where its texts have marks that words do not show; else None.
    """

    prompt: str
    answer: str
    away: str
    card: Card | None = None


class Summary(NamedTuple):
    """How a session went.

    Args:
        done: whether all that there was to ask was asked.
        result: the score of an exam, or how much was answered and how well; may be empty.
        gains: what a study session brought.
        milestones: what was reached in it for the first time; hardly ever any.
        missed: the cards whose answer was rated Again.
        back: when these come back, as the end of a sentence; empty if no schedule has moved.
        lost: the answers of an exam that lost points, whose feedback comes now.
        coming: what is left for today, what tomorrow holds, what is put away.
    """

    done: bool
    result: tuple[str, ...]
    gains: tuple[Gain, ...]
    milestones: tuple[str, ...]
    missed: tuple[MissedCard, ...]
    back: str
    lost: tuple[Judged, ...]
    coming: tuple[str, ...]


def summary(session: Session, habits: Habits | None = None) -> Summary:
    """Return the result of a session, what it brought, what was missed, and what comes next.

    Args:
        session: where it stands; it may go on.
        habits: how the learner studies by now, this session included; None if nobody knows.
    """
    mode, screen = session.plan.mode, session.screen
    done = isinstance(screen, Finished) and not (screen.left or screen.timed_out)
    if mode is Mode.EXAM:
        lost = tuple(answer for answer in session.rated if answer.points < 1)
        coming = ("Practice: no schedule has moved.", *_put_away(session))
        return Summary(done, tuple(score(session)), (), (), (), "", lost, coming)
    missed, back = _missed(session)
    result = tuple(_result(session, done=done))
    if mode is Mode.PRACTICE:
        coming = ("Practice: no schedule has moved.", *_put_away(session))
        return Summary(done, result, (), (), missed, back, (), coming)
    coming = tuple(outlook(session, habits))
    if away := sum(session.progress.record(card).suspended for card in session.plan.cards):
        coming = (*coming, _suspended(away))
    reached = milestones(session, habits)
    return Summary(done, result, gains(session), reached, missed, back, (), coming)


def _result(session: Session, *, done: bool) -> Iterator[str]:
    answers = session.answers
    if not answers:
        return
    cards = count(len({answer.card.id for answer in answers}), "card")
    rated = [answer.rating for answer in answers if answer.rating is not None]
    right = len(rated) - rated.count(Rating.AGAIN)
    share = f", {right} of {count(len(rated), 'answer')} right" if right else ""
    timed_out = isinstance(session.screen, Finished) and session.screen.timed_out
    begins = "Done: " if done else "Time is up: " if timed_out else ""
    yield f"{begins}{cards} in {took(session.now - session.began)}{share}."


def _missed(session: Session) -> tuple[tuple[MissedCard, ...], str]:
    """Return the cards that were missed, and when they come back."""
    now, progress, plan = session.now, session.progress, session.plan
    again = [answer.card for answer in session.answers if answer.rating is Rating.AGAIN]
    missed, dues = [], []
    for card in dict.fromkeys(again):
        from quizkit.grading import right_answer  # it is here by now, where one was missed

        away = "suspended" * progress.record(card.id).suspended
        if card.id not in plan.cards:
            away = "no longer in its deck"
        answer = right_answer(card)
        if isinstance(card.task.form, PickForEach):
            answer = answer.replace("\n", "; ")  # a pair a line
        marked = card if card.note.marks else None
        missed.append(MissedCard(in_few_lines(card.prompt), in_few_lines(answer), away, marked))
        due = falls_due(card.id, progress, now)
        if due is not None and not away:
            dues.append((due, when(now, due, progress.day)))
    if not dues or plan.practice:
        return tuple(missed), ""
    soonest = min(dues)[1]
    if soonest == "now":
        return tuple(missed), "they come back first"
    all_then = len({said for _, said in dues}) == 1
    return tuple(missed), f"back {soonest}" if all_then else f"the first back {soonest}"


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

"""The end of a session on the page: how it went, what was missed, and what comes next."""

from datetime import datetime, timedelta
from functools import partial

from quizkit.cli.page import Page
from quizkit.scheduling import CalendarDays, Rating
from quizkit.session import Mode, Session
from quizkit.study_queue import LEARN_AHEAD, next_due, study_queue
from quizkit.wording import count, percent, took, when


def summary(session: Session, page: Page) -> list[str]:
    """Return how the session went, what was missed and when it comes back, and what is next."""
    if session.plan.mode is Mode.EXAM:
        return _exam(session, page)
    lines = []
    answers = session.answers
    if answers:
        cards = count(len({answer.card.id for answer in answers}), "card")
        rated = [answer.rating for answer in answers if answer.rating is not None]
        right = sum(rating is not Rating.AGAIN for rating in rated)
        share = f", {right} right ({right / len(rated):.0%})" if rated else ""
        time = took(session.now - session.began)
        lines += page.block(f"{cards}, {count(len(answers), 'answer')}{share}, {time}.")
    missed = dict.fromkeys(answer.card.id for answer in answers if answer.rating is Rating.AGAIN)
    if missed:
        lines += ["", "Missed:"]
    for card_id in missed:
        prompt = " ".join(session.plan.cards[card_id].prompt.split())
        back = ""
        if not session.plan.practice:
            due = session.progress.record(card_id).state.due
            back = f" – back {when(session.now, due, session.progress.day)}"
        lines += page.block(_shortened(prompt, 2 * page.width) + back, "  ✗ ")
    return [*lines, "", *_what_next(session, page)] if lines else _what_next(session, page)


def _exam(session: Session, page: Page) -> list[str]:
    """Return the score of an exam, then the feedback on every answer that lost points."""
    from quizkit.cli.player.feedback import feedback, sources

    answered = count(len(session.answers), "question")
    time = took(session.now - session.began)
    score = f"Score: {percent(session.score)}% – {answered} answered, {time}."
    lines = [page.paint(line, bold=True) for line in page.block(score)]
    if left := session.queue.remaining(session.now):
        lines += page.block(f"{count(left, 'question')} not answered.")
    lost = [answer for answer in session.answers if answer.points < 1]
    for answer in lost:
        lines += ["", page.rule()]
        lines += [page.paint(line, bold=True) for line in page.block(answer.card.prompt)]
        lines += ["", *feedback(answer, page), *sources(answer.card, session, page)]
    return [*lines, "", *_what_next(session, page)]


def _what_next(session: Session, page: Page) -> list[str]:
    """Return what is left for today, what the next study day holds, and what is put away."""
    now, progress, plan = session.now, session.progress, session.plan
    if plan.practice:
        return page.block("Practice: no schedule has moved.")
    cards = plan.cards.values()
    queue_at = partial(
        study_queue, cards, progress, scheduler=plan.scheduler, new_a_day=plan.new_a_day
    )
    lines = []
    today = queue_at(now)
    if left := today.remaining(now):
        lines += page.block(f"Left for today: {count(left, 'card')}.")
    steps = [step for step, _ in today.learning if progress.day(step) == progress.day(now)]
    if later := [step for step in steps if step - now > LEARN_AHEAD]:
        first = when(now, min(later), progress.day)
        lines += page.block(f"Later today: {count(len(later), 'card')}, the first {first}.")
    tomorrow = queue_at(_end_of_next_day(now, progress.days))
    due = len(tomorrow.due) + len(tomorrow.learning)
    if due or tomorrow.new:
        lines += page.block(f"Tomorrow: {due} due, {len(tomorrow.new)} new.")
    elif coming := next_due(cards, progress, now):
        lines += page.block(f"Next card: {when(now, coming, progress.day)}.")
    if away := sum(progress.record(card.id).suspended for card in cards):
        are = count(away, "card is", "cards are")
        lines += page.block(f"{are} suspended: quizkit history --suspended")
    return lines


def _end_of_next_day(now: datetime, days: CalendarDays) -> datetime:
    """Return the last instant of the study day after that of `now`."""
    return days.due(now, timedelta(days=2)) - timedelta(milliseconds=1)


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"

"""A session at its first card: what is to be asked, by what the sitting is for."""

from datetime import datetime

from attrs import evolve

from quizkit.progress import Progress
from quizkit.progress.instants import whole_milliseconds
from quizkit.session.machine import Session
from quizkit.session.screens import Finished, Mode, Plan
from quizkit.study_queue import exam_queue, practice_queue, study_queue


def start(plan: Plan, progress: Progress, now: datetime) -> Session:
    """Return the session at its first card, or finished if there is nothing to study.

    Args:
        plan: what holds for the sitting.
        progress: the state of every card that the log names, other decks included.
        now: an aware datetime in the learner's offset.
    """
    cards = plan.cards.values()
    if plan.mode is Mode.PRACTICE:
        queue = practice_queue(cards, progress, limit=plan.limit)
    elif plan.mode is Mode.EXAM:
        from random import Random

        rng, exam = Random(plan.seed), plan.exam
        queue = exam_queue(cards, rng, progress, limit=plan.limit, pick=exam.pick, by=exam.by)
    else:
        queue = study_queue(
            cards,
            progress,
            now,
            scheduler=plan.scheduler,
            new_a_day=plan.new_a_day,
            limit=plan.limit,
            new_order=plan.new_order,
        )
    seconds = None if plan.minutes is None else 60 * plan.minutes
    queue = evolve(queue, spaced=plan.screens, seconds=seconds)
    begin = whole_milliseconds(now)
    return Session(plan, progress, queue, Finished(), begin, begin).asking()

"""A session on the page: the question, and at its end how it went."""

from collections.abc import Sequence
from itertools import chain, zip_longest

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.model import PickForEach, PickOne
from quizkit.session import Asking, Judged, Mode, Session


def question(asking: Asking, page: Page, labels: Sequence[str]) -> list[str]:
    """Return the prompt, what there is to choose from, and the hints asked for so far.

    Args:
        labels: what stands before each option.
    """
    shown = list(chain.from_iterable(options(asking, page, labels)))
    return [*asked(asking, page), *[""][: len(shown)], *shown, *hints(asking, page)]


def asked(asking: Asking, page: Page, matches: Sequence[str] = ()) -> list[str]:
    """Return the prompt, and what wants an option each; `matches` stand beside the first of these."""
    form, lines = asking.form, prompt(asking, page)
    if isinstance(form, PickForEach):
        lines.append("")
        for label, match in zip_longest(form.labels, matches[: len(form.labels)]):
            lines += page.block(label if match is None else f"{label} – {match}", "  ")
    return lines


def prompt(asking: Asking, page: Page) -> list[str]:
    """Return the question, or a statement under what there is to say of it."""
    lines = page.heading(asking.card.prompt)
    if asking.form != PickOne(closed=True):
        return lines
    return [*page.block(f"{' or '.join(asking.options).capitalize()}?"), "", *lines]


def options(asking: Asking, page: Page, labels: Sequence[str]) -> list[list[str]]:
    """Return what there is to choose from, each as lines behind its label."""
    return [page.block(text, label) for label, text in zip(labels, asking.options, strict=False)]


def hints(asking: Asking, page: Page) -> list[str]:
    """Return the hints asked for so far, below a blank line."""
    shown = [page.block(hint, "Hint: ") for hint in asking.hints_shown]
    return ["", *chain.from_iterable(shown)] if shown else []


def summary(session: Session, page: Page) -> list[str]:
    """Return the result of a session, the cards that were missed, and those that come next."""
    told = telling.summary(session)
    lines = page.blocks(told.result)
    if session.plan.mode is Mode.EXAM:
        score, *rest = told.result
        lines = page.heading(score) + page.blocks(rest)
    if told.missed:
        lines += ["", "Missed:"]
    for prompt, back in told.missed:
        shown = _shortened(prompt, 2 * page.width)
        lines += page.block(f"{shown} – back {back}" if back else shown, "  ✗ ")
    for answer in told.lost:
        lines += ["", page.rule(), *_lost(answer, session, page)]
    return [*lines, *([""] if lines else []), *page.blocks(told.coming)]


def _lost(answer: Judged, session: Session, page: Page) -> list[str]:
    """Return the feedback on an answer that lost points in an exam."""
    from quizkit.cli.player.feedback import feedback, sources

    asked = prompt(answer.asking, page)
    return [*asked, "", *feedback(answer, page), *sources(answer.card, session, page)]


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"

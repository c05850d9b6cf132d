"""A question on the page."""

from collections.abc import Sequence
from itertools import chain, zip_longest

from quizkit import telling
from quizkit.cli.page import Page
from quizkit.model import PickForEach, PickOne
from quizkit.session import Asking, Judged


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


def prompt_again(judged: Judged, page: Page) -> list[str]:
    """Return what was asked as it is read with the feedback: a cloze with its blanks filled in."""
    filled = telling.feedback(judged).filled if not page.heard else ()
    return page.runs(filled) if filled else prompt(judged.asking, page)


def options(asking: Asking, page: Page, labels: Sequence[str]) -> list[list[str]]:
    """Return what there is to choose from, each as lines behind its label."""
    return [page.block(text, label) for label, text in zip(labels, asking.options, strict=False)]


def hints(asking: Asking, page: Page) -> list[str]:
    """Return the hints asked for so far, below a blank line."""
    shown = [page.block(hint, "Hint: ") for hint in asking.hints_shown]
    return ["", *chain.from_iterable(shown)] if shown else []

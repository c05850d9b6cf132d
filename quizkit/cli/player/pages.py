"""A question on the page."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli import texts
from quizkit.cli.page import Page
from quizkit.cli.player.inputs import has_media
from quizkit.cli.texts import text
from quizkit.lazy import deferred
from quizkit.model import Blanks, PickForEach, PickOne
from quizkit.session import Asking, Judged

if TYPE_CHECKING:
    from quizkit.cli.pictures import beside as in_files
    from quizkit.model import MediaFile
else:
    in_files = deferred("quizkit.cli.pictures.beside")  # few cards have pictures


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
            told = (label,) if match is None else (label, " – ", match)
            lines += text(asking.card.note, *told, page=page, lead="  ")
    return lines


def prompt(asking: Asking, page: Page) -> list[str]:
    """Return the question, or a statement under what there is to say of it."""
    lines = [*texts.asked(asking.card, page), *pictures(asking, page)]
    if asking.form != PickOne(closed=True):
        return lines
    return [*page.block(f"{' or '.join(asking.options).capitalize()}?"), "", *lines]


def prompt_again(judged: Judged, page: Page) -> list[str]:
    """Return what was asked as it is read with the feedback: a cloze with its blanks filled in."""
    if isinstance(judged.card.task, Blanks):
        return [*texts.filled_in(judged, page), *pictures(judged, page)]
    return prompt(judged.asking, page)


def pictures(screen: Asking | Judged, page: Page) -> list[str]:
    """Return the lines of the pictures that belong to what a card asks."""
    if screen.card.note.media is None:
        return []
    return _shown(in_files.asked_with(screen.card), page)


def answer_pictures(judged: Judged, page: Page) -> list[str]:
    """Return the lines of the pictures that come with the feedback."""
    if judged.card.note.media is None:
        return []
    return _shown(in_files.answered_with(judged.card), page)


def _shown(images: "Iterable[MediaFile]", page: Page) -> list[str]:
    lines = [line for each in images for line in page.picture(each)]
    return ["", *lines] if lines and not page.heard else lines


def beside(
    screen: Asking | Judged, folders: Mapping[str, Path], key: str = ""
) -> "in_files.Beside | None":
    """Return where the pictures of a card lie; None if it has none, as most.

    Args:
        screen: shows the card.
        folders: of the decks, by their ids.
        key: what opens a picture from there; empty where nothing does.
    """
    note, folder = screen.card.note, folders.get(screen.card.deck_id)
    if folder is None or not has_media(note):
        return None
    from quizkit.model import Media

    return in_files.Beside(folder, note.media or Media(), key)


def options(asking: Asking, page: Page, labels: Sequence[str]) -> list[list[str]]:
    """Return what there is to choose from, each as lines behind its label."""
    note = asking.card.note
    return [
        text(note, option, page=page, lead=label)
        for label, option in zip(labels, asking.options, strict=False)
    ]


def hints(asking: Asking, page: Page) -> list[str]:
    """Return the hints asked for so far, below a blank line."""
    note = asking.card.note
    shown = [text(note, hint, page=page, lead="Hint: ", prose=True) for hint in asking.hints_shown]
    return ["", *chain.from_iterable(shown)] if shown else []

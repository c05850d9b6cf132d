"""What a terminal shows at each step of a session: lines to read, and keys that can be pressed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from quizkit import telling
from quizkit.cli import texts
from quizkit.cli.called import as_called
from quizkit.cli.page import Page, letter
from quizkit.cli.player.header import header
from quizkit.cli.player.inputs import HELP, help_of
from quizkit.cli.player.keys import EDITOR_KEYS
from quizkit.cli.player.pages import answer_pictures, asked, hints, options, pictures, prompt_again
from quizkit.cli.player.responses import labels_of_lines, line_prompt, picks_wanted
from quizkit.cli.player.view import HELP_KEY, MORE, SPACE_MORE, Drawable, View
from quizkit.cli.texts import between, text
from quizkit.model import Blanks, Form, Line, PickForEach, PickInOrder, PickOne, PickSome
from quizkit.session import Asking, Judged, Mode, Pausing, Session
from quizkit.wording import GRADES, only_one_left

if TYPE_CHECKING:
    from quizkit.cli.player.retyping import Retyping
    from quizkit.telling.notices import Notice

_WHAT_DIGITS_DO: dict[type[Form], str] = {
    PickOne: "answer",
    PickSome: "tick, there may be several",
    PickInOrder: "next in order",
    PickForEach: "pick the match",
}


def pick_view(
    session: Session, asking: Asking, picked: Sequence[str], page: Page, leaf: int = 0
) -> View:
    """Return a question whose options are picked by digit, and what is picked so far."""
    form, wanted, note = asking.form, picks_wanted(asking.form), asking.card.note
    matches = [*picked, "?"]
    chain, pinned = [], []
    if isinstance(form, PickInOrder):
        order = between(" → ", [*picked, "…"][:wanted])
        chain = ["", *text(note, *order, page=page, lead="Order: ")]
    if isinstance(form, PickForEach):
        pinned = text(note, form.labels[min(len(picked), wanted - 1)], " – ?", page=page)[:1]
    keys = [f"1-{len(asking.options)} {_WHAT_DIGITS_DO[type(form)]}"]
    if not picked:
        keys.append("Enter show me")
    elif isinstance(form, PickSome) or len(picked) == wanted:
        keys.insert(0, "Enter submit")
    if picked and wanted > 1:
        keys.append("Backspace")
    return View(
        [*asked(asking, page, matches), ""],
        [*keys, *_more_keys(session, asking, page), "u undo", HELP_KEY, "q leave"],
        options=options(asking, page, _boxes(form, asking.options, picked)),
        after=[*hints(asking, page), *chain],
        pinned=pinned,
        leaf=leaf,
        more=SPACE_MORE,
        known=header(session, asking, page),
    )


def _boxes(form: Form, texts: Sequence[str], picked: Sequence[str]) -> list[str]:
    """Return what stands before each option: its digit and, where there are several, its pick."""
    digits = [f"  {number}) " for number in range(1, len(texts) + 1)]
    match form:
        case PickInOrder():
            marks = [str(picked.index(text) + 1) if text in picked else " " for text in texts]
        case PickSome() | PickForEach():
            marks = ["x" if text in picked else " " for text in texts]
        case _:
            return digits
    return [f"{digit}[{mark}] " for digit, mark in zip(digits, marks, strict=True)]


def type_view(
    session: Session, asking: Asking, given: Sequence[str], page: Page, leaf: int = 0
) -> View:
    """Return a question whose answer is typed, and the lines of it given so far."""
    letters = [f"  {letter(position)}) " for position in range(len(asking.options))]
    labels = labels_of_lines(asking.form)
    keys = _how_to_type(asking.form)
    keys += [":show give up" if len(labels) > 1 else "Enter alone: show me"]
    more = [f":{key}" for key in _more_keys(session, asking, page)]
    keys += [*more, f":{HELP_KEY}", ":q leave"]
    below = [
        line
        for label, text in zip(labels, given, strict=False)
        for line in page.block(text, line_prompt(label))
    ]
    picks = options(asking, page, letters)
    return View(
        [*asked(asking, page), *[""][: len(picks)]],
        keys,
        options=picks,
        after=hints(asking, page),
        leaf=leaf,
        more=f"{MORE} more",
        below=["", *below],
        known=header(session, asking, page),
    )


def _how_to_type(form: Form) -> list[str]:
    """Return how to write an answer, as it stands among the keys."""
    how = "a letter or a text" if isinstance(form, PickOne) else telling.how_to_answer(form)
    if isinstance(form, Line) and form.is_block:
        return ["several lines", *(EDITOR_KEYS or [":begin to :end"])]
    return [how[0].lower() + how[1:].removesuffix(".")] if how else []


def judged_view(
    session: Session, judged: Judged, page: Page, retyping: "Retyping | None" = None
) -> View:
    """Return the feedback on an answer, the grades on offer, and what may be typed once."""
    from quizkit.cli.player.feedback import feedback, grades, sources

    known, lines = header(session, judged, page), feedback(judged, page)
    shown = answer_pictures(judged, page)
    if isinstance(judged.card.task, Blanks):  # where the answer stands
        lines = [*prompt_again(judged, page), "", *lines]
    else:
        above = texts.asked(judged.card, page, bold=False)
        known += [*above, *([] if shown else pictures(judged, page)), ""]
    lines += shown
    cited = sources(judged.card, session, page)
    lines += ["", *cited] if cited else []
    if judged.overruled and judged.right:
        lines += _how_to_accept(judged, page)
    offers, keys = [], ["Space next"]
    if judged.self_rated or not session.plan.practice:
        offers, keys = grades(session, judged, page), [f"Space {GRADES[judged.default]}"]
    commands = [*_picture_key(judged, page), "u undo", "w why now", HELP_KEY, "q leave"]
    if not judged.self_rated:
        commands.insert(0, "o I was wrong" if judged.right else "o I was right")
    if retyping is None:
        return View(lines, [*keys, *commands], offers=offers, known=known)
    keys = ["Enter next" if retyping.typed else "Space skip"]
    keys += [f":{key}" if retyping.is_letter(key[0]) else key for key in commands]
    below = ["", *retyping.lines(page)]
    return View(lines, keys, offers=offers, below=below, known=known, is_typed_on=True)


def pause_view(session: Session, pausing: Pausing, left: timedelta, page: Page) -> View:
    """Return how long the only card left is still waited for."""
    keys = ["Enter now", "u undo", HELP_KEY, "q leave, it will be first next time"]
    return View(page.block(only_one_left(left)), keys, known=header(session, pausing, page))


def _how_to_accept(judged: Judged, page: Page) -> list[str]:
    """Return the line for the deck that makes an overruled answer right from now on."""
    from quizkit.authoring.accepting import accept_line

    options, verdict = judged.asking.options, judged.verdict
    line = accept_line(judged.card, judged.response, options, verdict)
    if not line:
        return []
    said = page.block("To have it accepted always, write in the deck (e opens it):")
    return ["", *said, *page.block(line, "  ")]


def help_view(page: Page, session: Session) -> View:
    """Return the list of keys, those of pictures and sounds where a card has any."""
    return read_view(
        page.table(((key, as_called(does)) for key, does in help_of(HELP, session)), 7)
    )


def read_view(lines: list[str]) -> View:
    """Return lines that are only looked at."""
    return View(lines, ["any key goes back"])


def _more_keys(session: Session, asking: Asking, page: Page) -> list[str]:
    """Return the keys that do something on some cards alone."""
    more = asking.hints < len(asking.card.note.hints) and session.plan.mode is not Mode.EXAM
    return [*["h hint"][:more], *_picture_key(asking, page)]


def _picture_key(screen: Asking | Judged, page: Page) -> list[str]:
    return ["p picture"] if page.beside is not None and page.beside.on(screen) else []


def with_notice(view: Drawable, said: "str | Notice", undo: str) -> Drawable:
    """Return a screen with a notice over its keys.

    Args:
        view: the screen.
        said: the notice, or what is to be said as it stands.
        undo: what is typed there to take back what the notice is about.
    """

    def with_it(page: Page) -> View:
        """Return the screen as it is, with the notice in bold."""
        if isinstance(said, str):
            return view(page)._replace(notice=page.heading(said))
        from quizkit.cli.player.notices import notice_text  # the first question has none

        return view(page)._replace(notice=page.heading(notice_text(said, page, undo)))

    return with_it

"""How a session went, on the page: what it brought, what was missed, what comes next."""

from quizkit import telling
from quizkit.cli import texts
from quizkit.cli.called import as_called
from quizkit.cli.page import GREEN, Page
from quizkit.cli.player.pages import prompt_again
from quizkit.model import Card
from quizkit.progress import Habits
from quizkit.session import Judged, Mode, Session, missed_cards
from quizkit.telling import MissedCard
from quizkit.visible import width_of

_LABELS, _WIDE = 17, 60
_LINES, _CODE_LINES = 2, 8


def summary(session: Session, page: Page, habits: Habits | None = None) -> list[str]:
    """Return the result of a session, what it brought, what was missed, and what comes next.

    Args:
        session: where it stands.
        page: how to write.
        habits: how the learner studies by now; None if nobody knows.
    """
    told = telling.summary(session, habits)
    parts = [_result(session, told.result, page, done=told.done), _gains(told.gains, page)]
    if told.missed:
        back = f" ({told.back})" if told.back else ""
        parts.append(page.block(f"Once more before you go{back}:"))
        for missed in told.missed:
            parts[-1] += _missed(missed, page)
    parts += [[page.rule(), *_lost(answer, session, page)] for answer in told.lost]
    parts.append(page.blocks([*told.milestones, *map(as_called, told.coming)]))
    lines: list[str] = []
    for part in filter(None, parts):
        lines += ["", *part] if lines else part
    return lines


def end_keys(session: Session, page: Page) -> list[str]:
    """Return what can be pressed on the summary; on a narrow page in as few words as fit a line."""
    keys = []
    if missed_cards(session):
        keys.append("m missed again" if page.width >= _WIDE else "m again")
    if session.earlier:
        keys.append("u undo")
    return [*keys, "any other key ends" if keys else "any key ends"]


def _result(session: Session, result: tuple[str, ...], page: Page, *, done: bool) -> list[str]:
    if not result:
        return []
    first, *rest = result
    mark = f"{page.sign('✓', GREEN)} " if done and session.plan.mode is not Mode.EXAM else ""
    return [*page.block(first, mark, bold=True), *page.blocks(rest)]


def _gains(gains: tuple[telling.Gain, ...], page: Page) -> list[str]:
    if page.width >= _WIDE:
        return page.table(gains, _LABELS)
    return page.blocks(f"{label}: {text}" for label, text in gains)


def _missed(missed: MissedCard, page: Page) -> list[str]:
    """Return what a card asked, and its answer below."""
    question, answer, away, card = missed
    end = f" – {away}" if away else ""
    if card is not None:
        return _missed_marked(card, end, page)
    return [
        *_shortened(question, page, "  ", end=end),
        *_shortened(answer, page, "    ", bold=True),
    ]


def _missed_marked(card: Card, end: str, page: Page) -> list[str]:
    """Return what a card in Markdown asked, and its answer below, as they are drawn elsewhere."""
    from quizkit.grading.rights import right_pieces
    from quizkit.markup import Paragraph
    from quizkit.telling import marked

    asked = texts.asked(card, page.narrowed(2), bold=False)
    line = " ".join(filter(None, asked))
    if width_of(line) + 2 <= page.width and all(
        isinstance(block, Paragraph) for block in marked.asked(card).blocks
    ):
        asked = [line]
    question = _cut(asked, "  ")
    answer = texts.text(card.note, *right_pieces(card), page=page.narrowed(4), bold=True)
    last = question.pop() + end
    away = [last] if width_of(last) <= page.width else [last.removesuffix(end), f"  {end.strip()}"]
    return [*question, *away, *_cut(answer, "    ")]


def _cut(lines: list[str], margin: str) -> list[str]:
    """Return the first drawn lines behind a margin, without the empty ones between."""
    kept = [f"{margin}{line}" for line in lines if line]
    return kept if len(kept) <= _CODE_LINES else [*kept[: _CODE_LINES - 1], f"{margin}…"]


def _shortened(
    text: str, page: Page, margin: str, *, end: str = "", bold: bool = False
) -> list[str]:
    """Return a text as a block of few lines; code has some more, each as it stands."""
    if "\n" in text:
        lines = text.splitlines()
        kept = lines if len(lines) <= _CODE_LINES else [*lines[: _CODE_LINES - 1], "…"]
        return page.block("\n".join(kept) + end, margin, bold=bold)
    room = _LINES * (page.width - 4) - len(end)
    short = text if len(text) <= room else text[: room - 1] + "…"
    return page.block(short + end, margin, bold=bold)


def _lost(answer: Judged, session: Session, page: Page) -> list[str]:
    """Return the feedback on an answer that lost points in an exam."""
    from quizkit.cli.player.feedback import feedback, sources

    asked = prompt_again(answer, page)
    return [*asked, "", *feedback(answer, page), *sources(answer.card, session, page)]

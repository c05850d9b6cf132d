"""A question on the page: where the session stands, the prompt, what there is to choose from."""

from collections.abc import Sequence

from quizkit.cli.page import Page, width_of
from quizkit.model import Card, Deck, PairsNote, TrueFalseNote
from quizkit.session import Asking, Judged, Session
from quizkit.visible import visible


class Given:
    """The parts of an answer given so far: a hint or a message in between takes none away."""

    def __init__(self) -> None:
        self._events = -1
        self._parts: list[str] = []

    def to(self, session: Session) -> list[str]:
        """Return the parts given to the question of this session, to be added to."""
        if session.events != self._events:  # each answer is one, so that another question has more
            self._events, self._parts = session.events, []
        return self._parts


def deck_of(card: Card, session: Session) -> Deck:
    """Return the deck that a card of the session belongs to."""
    return session.plan.decks[card.deck_id]


def header(session: Session, page: Page) -> list[str]:
    """Return the line above a question: the deck, and how far the session is."""
    screen = session.screen
    assert isinstance(screen, (Asking, Judged))
    deck = deck_of(screen.card, session)
    queue = session.queue
    if isinstance(screen, Judged):  # as it will be if the marked grade is taken
        state = None if session.plan.practice else screen.offers[screen.default]
        queue = queue.after(screen.card.id, state)
    left = queue.remaining(session.now)
    place = f"{len(session.answers)} answered, {left} to go"
    if session.plan.practice:
        place = f"{session.plan.mode.value} · {place}"
    title = visible(deck.title)
    room = page.width - len(place) - 2
    if width_of(title) > room:
        from wcwidth import clip

        title = clip(title, 0, max(1, room - 1)) + "…"
    gap = " " * max(2, page.width - width_of(title) - len(place))
    title = "".join(page.wrapped(page.paint(title, bold=True)))  # it may read from the right
    return [title + gap + page.faint(place), page.rule()]


def question(
    asking: Asking, page: Page, labels: Sequence[str], matches: Sequence[str] = ()
) -> list[str]:
    """Return the prompt, what there is to choose from, and the hints asked for so far.

    Args:
        labels: what stands before each option.
        matches: what stands beside the first left sides of pairs.
    """
    card = asking.card
    lines = []
    if isinstance(card.task, TrueFalseNote):
        lines += [*page.block("True or false?"), ""]
    lines += [page.paint(line, bold=True) for line in page.block(card.prompt)]
    if isinstance(card.task, PairsNote):
        lines.append("")
        for place, left in enumerate(card.task.pairs):
            match = f" – {matches[place]}" if place < len(matches) else ""
            lines += page.block(left + match, "  ")
    if asking.options:
        lines.append("")
    for label, option in zip(labels, asking.options, strict=False):
        lines += page.block(option, label)
    if asking.hints:
        lines.append("")
    for hint in asking.hints_shown:
        lines += page.block(hint, "Hint: ", colour="cyan")
    return lines

"""A card tried by its author: answers typed, each judged, and kept in its note where that is asked.

It is the session that `play` would run, but nothing of it is saved; each answer begins where the
question stood. Before each the deck is read again if its file has changed.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from quizkit.authoring.changes import UnwrittenError
from quizkit.authoring.keeping import Tried, Where, kept
from quizkit.authoring.saving import replace
from quizkit.cli import clock
from quizkit.cli.page import Page, letter
from quizkit.cli.player.feedback import feedback, sources
from quizkit.cli.player.inputs import Aside, Block, Look, Unknown, folded, meaning_of
from quizkit.cli.player.pages import question
from quizkit.cli.player.responses import (
    how_in_lines,
    labels_of_lines,
    line_prompt,
    parts_of,
    response_of_lines,
)
from quizkit.cli.prompts import typed_block, typed_line
from quizkit.cli.samples import sample_decks
from quizkit.cli.texts import text
from quizkit.errors import QuizkitError
from quizkit.formats.deck_yaml import Reading, open_deck
from quizkit.grading import Outcome, accepted_answers, describe
from quizkit.model import Card, Deck, WordNote
from quizkit.progress import Progress
from quizkit.scheduling import Scheduler
from quizkit.session import Asking, Command, Judged, Mode, Plan, Respond, Session, start
from quizkit.visible import visible
from quizkit.wording import given_answer, near_miss

HELP = (
    ("+", "keep the last answer under `examples:`, as what it was judged"),
    ("+ accept", "make it right"),
    ("+ reject …", "make it wrong, with what you say to it"),
    ("+ correct", "an example of it, which `check` then holds the note to; likewise + close,"),
    ("", "+ partial and + wrong"),
    (":n :p", "the next card, the one before"),
    (":h", "a hint"),
    (":show", "the right answers, and how an answer is judged"),
    (":begin", "the lines up to :end are one answer"),
    (":e", "edit the note in your editor"),
    (":q", "leave"),
)


class Aim(NamedTuple):
    """A card to try: the file of its deck, and its id."""

    path: Path
    card: str


class Trial:
    """Cards tried one after the other.

    Args:
        aims: the cards, at least one.
        page: how to write.
        typed: whether options are hidden where the answer can be typed.
        seed: decides the order of options.
    """

    def __init__(self, aims: Sequence[Aim], page: Page, *, typed: bool, seed: str) -> None:
        self._aims = aims
        self._page = page
        self._typed = typed
        self._seed = seed
        self._at = 0
        self._bytes: dict[str, bytes] = {}  # of the deck's files, as they were read
        self._reading: Reading
        self._session: Session
        self._last: Judged | None = None
        self._given: list[str] = []  # lines of an answer that has several
        self._told: set[object] = set()
        self._left = False

    def run(self) -> None:
        """Ask, until the author leaves or the input ends."""
        self._go(0)
        while not self._left:
            try:
                self._step()
            except EOFError:
                click.echo()
                return

    @property
    def _asking(self) -> Asking:
        screen = self._session.screen
        assert isinstance(screen, Asking)
        return screen

    def _step(self) -> None:
        """Read a line: an answer or a part of one, or one that asks for something, which is done."""
        labels = labels_of_lines(self._asking.form)
        line = typed_line(line_prompt(labels[len(self._given)]))
        if self._follow() or not line.strip() or self._done(line):
            return
        form, wanted = self._asking.form, len(labels) - len(self._given)
        self._given += parts_of(form, self._answer(line), wanted)
        if len(self._given) == len(labels):
            self._judge()

    def _answer(self, line: str) -> str:
        """Return the answer that a line gives, or begins: `::q` is `:q`."""
        found = meaning_of(line, self._asking)
        return typed_block() if found is Block.BEGIN else str(found)

    def _done(self, line: str) -> bool:
        """Do what a line asks for; return whether it asks for anything."""
        word = folded(line.strip())
        if word in _MOVES:
            self._go(_MOVES[word])
            return True
        if self._asks_to_keep(line):
            self._keep(line.strip().lstrip(":")[1:].strip())
            return True
        match meaning_of(line, self._asking):
            case Command.LEAVE:
                self._left = True
            case Command.HINT:
                self._hint()
            case Command.SHOW:
                self._say(*self._right())
            case Aside.EDIT:
                self._edit()
            case Look.HELP:
                click.echo("\n".join(self._page.table(HELP, 11)))
            case Look.SOURCE:
                card, session = self._asking.card, self._session
                click.echo("\n".join(sources(card, session, self._page, whole=True)))
            case Unknown(said):
                self._say(said)
            case Block() | str():
                return False
            case _:
                self._say("nothing is logged here, so that does nothing; :? lists what does")
        return True

    def _asks_to_keep(self, line: str) -> bool:
        """Return whether a line begins with `+` and is no answer that does so itself."""
        text = line.strip()
        if text.startswith(":+"):
            return True
        if not text.startswith("+") or folded(text[1:].partition(" ")[0]) not in ("", *Where):
            return False
        rights = [text for right in self._asking.card.task.rights for text in right.variants]
        return not any(right.strip() == text for right in (*rights, *self._asking.options))

    def _go(self, by: int) -> None:
        """Go on to another card, and show it."""
        to = self._at + by
        if not 0 <= to < len(self._aims):
            self._say("that was the last card" if by > 0 else "this is the first card")
            return
        self._at, self._last = to, None
        self._read()
        self._show()

    def _read(self) -> None:
        """Read the deck of the card, and begin with its question.

        Raises:
            DeckError: it is none.
            QuizkitError: the card is not in it.
        """
        aim = self._aims[self._at]
        reading = open_deck(aim.path)
        deck = reading.readable_deck
        card = _card(deck, aim.card)
        self._bytes, self._reading = _bytes_of(reading.texts), reading
        plan = Plan(
            decks={deck.id: deck},
            cards={card.id: card},
            scheduler=Scheduler(),
            writer="try",
            seed=self._seed,
            mode=Mode.PRACTICE,
            typed=self._typed,
        )
        self._session, self._given = start(plan, Progress(), clock.now()), []

    def _follow(self) -> bool:
        """Read the deck again if its file has changed; return whether the card then is another."""
        try:
            if _bytes_of(self._bytes) == self._bytes:
                return False
            before = self._asking.card
            self._read()
        except (OSError, QuizkitError) as error:
            problem = str(error).splitlines()[0]
            self._say(f"the card stays as it was: {problem}")
            return False
        if self._asking.card == before:
            return False
        self._say("The note has changed in its file:")
        self._show()
        return True

    def _show(self) -> None:
        """Write the question, as a transcript does."""
        asking, page = self._asking, self._page
        place = f" · {self._at + 1} of {len(self._aims)}" if len(self._aims) > 1 else ""
        labels = [f"  {letter(position)}) " for position in range(len(asking.options))]
        lines = ["", *page.block(f"{asking.card.id}{place}"), page.rule()]
        lines += question(asking, page, labels)
        if how := how_in_lines(asking.form):
            lines += page.block(how)
        if "help" not in self._told:
            self._told.add("help")
            lines += ["", *page.block("Nothing is logged. :? lists what you can do, :q leaves.")]
        click.echo("\n".join([*lines, ""]))

    def _right(self) -> list[str]:
        card = self._asking.card
        return [
            f"Right:  {accepted_answers(card)}",
            f"Judged: {describe(card, deck_language=self._session.plan.decks[card.deck_id].language)}",
        ]

    def _hint(self) -> None:
        asking = self._asking
        if asking.hints < len(asking.card.note.hints):
            self._session, _ = self._session.step(Command.HINT, clock.now())
            hint, note = self._asking.hints_shown[-1], asking.card.note
            click.echo("\n".join(text(note, hint, page=self._page, lead="Hint: ", prose=True)))
        else:
            self._say("there are no more hints" if asking.hints else "this note has no hints")

    def _judge(self) -> None:
        """Have the answer that is given judged, and say what came of it."""
        response = response_of_lines(self._asking.form, self._given)
        self._given = []
        after, _ = self._session.step(Respond(response), clock.now())
        assert isinstance(after.screen, Judged)
        self._last = after.screen
        self._tell(given_answer(response))

    def _tell(self, typed: str) -> None:
        judged, page = self._last, self._page
        assert judged is not None
        lines = feedback(judged, page, typed=typed)
        if judged.self_rated:
            lines += page.block("A learner compares and grades this; there is nothing to judge.")
        else:
            verdict = judged.verdict
            lines += page.block(f"score {verdict.score:g} · code {verdict.code.value}")
            if verdict.outcome not in self._told:
                self._told.add(verdict.outcome)
                is_row = isinstance(judged.card.note, WordNote)  # it has no examples
                can = _CAN_KEEP[verdict.outcome].split("; ")[int(is_row) :]
                lines += page.block("; ".join(can)) if can else []
        click.echo("\n".join([*lines, ""]))

    def _keep(self, words: str) -> None:
        """Write the last answer into the note, and judge it again."""
        last = self._last
        if last is None or last.self_rated or last.response is None:
            self._say("there is no judged answer yet to keep; type one first")
            return
        first, _, rest = words.partition(" ")
        name = folded(first) or last.verdict.outcome.value
        if name not in set(Where) or (rest and name != Where.REJECT):
            near = near_miss(name, list(Where), shown="+ {}", otherwise=f"; + {', + '.join(Where)}")
            self._say(f"there is no + {visible(words)}{near}")
            return
        path = self._aims[self._at].path
        tried = Tried(self._asking.card, self._asking.options, last.response, last.verdict)
        try:
            if _is_only_read(path):
                name = visible(path.stem)
                raise UnwrittenError(
                    f"{name} is a sample deck, which is only read; for one of your own:"
                    f" `quizkit new {name} --from {name}`"
                )
            new = kept(self._reading, tried, Where(name), rest.strip())
            replace(Path(new.file), new.before, new.text)
        except QuizkitError as error:
            self._say(f"Not written: {error}")
            return
        click.echo("\n".join([*self._written(new.file, new.before, new.text), ""]))
        self._read()
        after, _ = self._session.step(Respond(last.response), clock.now())
        assert isinstance(after.screen, Judged)
        self._last = after.screen
        if after.screen.verdict != last.verdict:
            self._tell(given_answer(last.response))
        elif name in {each.value for each in Outcome} - {last.verdict.outcome.value}:
            self._say(f"It is judged {last.verdict.outcome.value} yet: `check` will say so (Q601).")

    def _written(self, file: str, before: str, after: str) -> list[str]:
        """Return the lines that are new in a text, each behind its file and number."""
        old, new = before.splitlines(), after.splitlines()
        same = [a == b for a, b in zip(old, new, strict=False)]
        first = (*same, False).index(False)
        same = [a == b for a, b in zip(old[first:][::-1], new[first:][::-1], strict=False)]
        end = len(new) - (*same, False).index(False)
        name = visible(Path(file).name)
        lines = (
            self._page.block(line.strip(), f"{name}:{number}: ")
            for number, line in enumerate(new[first:end], first + 1)
        )
        return ["Written:", *(line for block in lines for line in block)]

    def _edit(self) -> None:
        from quizkit.cli.editors import run_in_front
        from quizkit.cli.player.editing import edit

        def run(command: list[str]) -> int | None:
            return run_in_front(command) if os.isatty(0) and os.isatty(1) else None

        card = self._asking.card
        deck = self._session.plan.decks[card.deck_id]
        found = edit(card, deck, self._aims[self._at].path, run)
        if found.said:
            self._say(found.said)

    def _say(self, *texts: str) -> None:
        click.echo("\n".join([*self._page.blocks(texts), ""]))


def _bytes_of(files: Iterable[str]) -> dict[str, bytes]:
    return {file: Path(file).read_bytes() for file in files}


def _is_only_read(path: Path) -> bool:
    """Return whether a deck is a sample that lies elsewhere: nobody goes there to mend it."""
    return path in sample_decks() and not path.resolve().is_relative_to(Path.cwd())


_MOVES = {":n": 1, ":next": 1, ":p": -1, ":previous": -1}

_CAN_KEEP = {
    Outcome.CORRECT: "+ keeps it as an example of a right answer",
    Outcome.CLOSE: "+ keeps it as an example of a close one; + accept makes it right",
    Outcome.PARTIAL: "+ keeps it as an example of one right in part; + accept makes it right",
    Outcome.WRONG: "+ keeps it as an example of a wrong one; + accept makes it right",
}


def _card(deck: Deck, card_id: str) -> Card:
    """Return the card of a deck with an id, whatever the deck is called by now."""
    name = card_id.partition("#")[2]
    found = next((card for card in deck.cards if card.id.partition("#")[2] == name), None)
    if found is None:
        raise QuizkitError(f"there is no card {visible(name)} in {visible(deck.id)} any more")
    return found

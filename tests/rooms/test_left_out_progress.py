"""A note broken, a look-alike added, played, mended: the progress is where it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from quizkit import desk, load_deck
from quizkit.identity import orphans
from quizkit.model import Deck
from quizkit.session import Asking, Command, Input, Respond, Session
from tests.logs import START

RIVER = "  - question: Which river flows through Vienna and Budapest?\n    answer: Danube\n"
ALIKE = RIVER.replace("flows", "runs")
BROKEN = RIVER.replace("answer: Danube", "answer: 'Danube")
OTHERS = (
    "  - {question: Which is the longest river of Italy?, answer: Po}\n"
    "  - {question: Which river rises in the Black Forest?, answer: Neckar, reverse: true}\n"
)


class Learner:
    """One who studies a deck that is edited meanwhile, a sitting a day."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "rivers.yaml"
        self.mine = desk.open(folder / "p.db")
        self.now = START

    def deck(self, *entries: str, head: str = "") -> Deck:
        self.file.write_text(f"title: Rivers\n{head}cards:\n{''.join(entries)}", "utf-8")
        return load_deck(self.file, lenient=True)

    def begin(self, deck: Deck) -> Session:
        self.now += timedelta(days=1)
        self.mine.follow({self.file: deck}, self.now)
        return self.mine.begin(self.mine.plan([deck], new_a_day=9), self.now)

    def step(self, session: Session, given: Input) -> Session:
        self.now += timedelta(seconds=1)
        return self.mine.step(session, given, self.now).session

    def play(self, *entries: str) -> dict[str, int]:
        """Know all that is asked; return how often each card was answered by now."""
        session = self.begin(self.deck(*entries))
        while isinstance(session.screen, Asking):
            right = session.screen.card.task.rights[0].shown
            session = self.step(self.step(session, Respond(right)), Command.NEXT)
        return self.answers()

    def answers(self) -> dict[str, int]:
        return {card: each.state.reviews for card, each in self.mine.progress.records.items()}


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    one = Learner(tmp_path)
    with one.mine:
        yield one


@pytest.mark.parametrize("own", ["", "    id: danube\n"])
def test_a_broken_note_has_its_progress_when_it_is_mended_whatever_looks_like_it(
    learner: Learner, own: str
) -> None:
    before = learner.play(RIVER + own, OTHERS)
    meanwhile = learner.play(ALIKE, BROKEN + own, OTHERS)
    assert {card: meanwhile[card] for card in before} == before
    learner.begin(learner.deck(ALIKE, RIVER + own, OTHERS))
    after = learner.answers()
    river = learner.deck(RIVER + own).cards[0].id
    assert after[river] == before[river]
    assert after.keys() == meanwhile.keys()
    assert len(after) == 5


def test_a_card_of_a_note_that_is_left_out_is_no_orphan(learner: Learner) -> None:
    learner.play(RIVER, OTHERS)
    broken = learner.deck(BROKEN, OTHERS)
    assert orphans(learner.mine.progress, [broken]) == []
    assert len(orphans(learner.mine.progress, [learner.deck(OTHERS)])) == 1


def test_what_was_answered_in_a_deck_renamed_while_broken_counts_once(learner: Learner) -> None:
    before = learner.play(RIVER, OTHERS)
    learner.file.unlink()
    learner.file = learner.file.with_name("streams.yaml")
    meanwhile = learner.play(BROKEN, OTHERS)
    assert {card: meanwhile[card] for card in before} == before
    learner.begin(learner.deck(RIVER, OTHERS))
    after = learner.answers()
    assert {card.partition("#")[0] for card in after} == {"streams"}
    assert sum(after.values()) == sum(meanwhile.values())


def test_no_deck_is_taken_for_another_while_it_is_broken(learner: Learner) -> None:
    learner.play(RIVER, OTHERS)
    other = learner.deck("  - {question: What is ice?, answer: water}\n", "  - 'x\n")
    learner.mine.follow({learner.file: other}, learner.now)
    with pytest.raises(desk.ClashError):
        learner.begin(learner.deck("  - {question: What is ice?, answer: water}\n"))


@pytest.mark.parametrize("asked", ["Where", "Which stream"])
def test_a_card_reworded_in_a_broken_deck_goes_on_and_keeps_its_id_till_that_is_mended(
    learner: Learner, asked: str
) -> None:
    before = learner.play(RIVER, OTHERS)
    learner.now += timedelta(days=300)
    session = learner.begin(learner.deck(RIVER, "  - 'x\n"))
    assert isinstance(session.screen, Asking)
    card = session.screen.card.id
    new = RIVER.replace("Which river", asked)
    decks = {learner.file: learner.deck(new, "  - 'x\n")}
    for _ in range(2):  # the second time nothing is reworded
        session, events, _ = learner.mine.go_on(session, decks, learner.now)
        assert events == ()
        assert isinstance(session.screen, Asking)
        assert session.screen.card.id == card
        assert session.screen.card.prompt.startswith(asked)
    learner.step(session, Respond("Danube"))
    assert learner.answers()[card] == before[card] + 1


def test_the_second_card_of_a_note_reworded_in_a_broken_deck_goes_on_too(learner: Learner) -> None:
    broken = learner.deck(OTHERS, "  - 'x\n")
    session = learner.begin(broken)
    decks = {learner.file: learner.deck(OTHERS.replace("rises in", "begins in"), "  - 'x\n")}
    after = learner.mine.go_on(session, decks, learner.now).session
    assert after.plan.cards.keys() == session.plan.cards.keys()
    assert [card.id for card in after.plan.cards.values()] == [*session.plan.cards]

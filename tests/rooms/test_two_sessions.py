"""Two sessions of one learner at once: nothing is lost, and the second showing of a card is told."""

from pathlib import Path

from quizkit import desk, read_deck
from quizkit.cli.player.driver import Clock, Driver
from quizkit.desk import Desk
from quizkit.session import Asking, Command, Input, Respond, Session
from quizkit.store import MemoryStore, open_store
from quizkit.telling.notices import Notice
from tests.logs import START

DECK = read_deck(
    "title: T\nid: t\ncards:\n"
    + "".join(f"  - {{id: {name}, question: Say {name}?, answer: {name}}}\n" for name in "abcd")
)


class Front:
    """Answers all questions, and remembers what it was told."""

    def __init__(self, answers: int) -> None:
        self.left, self.told = answers, list[object]()

    def read(self, session: Session) -> Input | None:
        if not isinstance(session.screen, Asking):
            return Command.NEXT if session.answers and self.left else None
        if not self.left:
            return None
        self.left -= 1
        return Respond(session.screen.card.note.id)

    def tell(self, said: object) -> None:
        self.told.append(said)

    def retry(self, error: Exception) -> bool:
        return False


def played(mine: Desk, session: Session, answers: int) -> list[object]:
    front = Front(answers)
    Driver(session, mine, Clock(START)).run(front)
    return front.told


def begun(mine: Desk) -> Session:
    return mine.begin(mine.plan([DECK], seed="1"), START)


def test_a_card_answered_in_both_is_told_once(tmp_path: Path) -> None:
    with desk.open(tmp_path / "p.db") as one, desk.open(tmp_path / "p.db") as two:
        first, second = begun(one), begun(two)
        assert played(one, first, 1) == []
        assert played(two, second, 3) == [Notice("Answered in another session too", "Say a?")]
    with open_store(tmp_path / "p.db") as store:
        assert len(list(store.events())) == 4


def test_several_are_counted(tmp_path: Path) -> None:
    with desk.open(tmp_path / "p.db") as one, desk.open(tmp_path / "p.db") as two:
        first, second = begun(one), begun(two)
        played(one, first, 3)
        [said] = played(two, second, 2)
        assert isinstance(said, Notice)
        assert said.said == "Answered in another session too, and 2 more cards"


def test_other_events_and_other_decks_are_no_matter(tmp_path: Path) -> None:
    with desk.open(tmp_path / "p.db") as one, desk.open(tmp_path / "p.db") as two:
        session = begun(one)
        two.configure({"new": "30"}, START)
        assert played(one, session, 2) == []


def test_any_store_will_do() -> None:
    store = MemoryStore()
    one, two = desk.over(store, [DECK]), desk.over(store, [DECK])
    first, second = begun(one), begun(two)
    played(one, first, 1)
    assert len(played(two, second, 2)) == 1

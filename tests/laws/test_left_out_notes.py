"""While notes are left out nothing is inferred: once they are back, all is as if nothing had been."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import desk, load_deck
from quizkit.model import Deck
from quizkit.progress import Answered, AnswerOutcome, EventId
from quizkit.scheduling import Rating
from tests.logs import START

ASKED = (
    "Which river flows through Vienna and Budapest",
    "Who built the tower that stands in Paris",
    "What is the longest bone of a grown person",
    "In which year did the great canal open",
)
ANSWERS = ("Danube", "Gustave Eiffel", "the thigh bone", "November 1869")


class Entry(NamedTuple):
    """An entry as its author has it; `broken` says how it cannot be read."""

    number: int
    name: str = ""
    words: str = ""
    broken: str = ""

    @property
    def text(self) -> str:
        question = f"{ASKED[self.number]}{self.words}?"
        lines = [f"question: {question}", f"answer: {ANSWERS[self.number]}"]
        if self.name:
            lines.insert(0, f"id: {self.name}")
        if self.broken == "answer":
            lines[-1] = "tags: [a]"
        if self.broken == "quote":
            lines[-1] = "answer: 'it"
        if self.broken == "comment":
            lines[-1] += " # of many"
        return "  - " + "\n    ".join(lines) + "\n"


class Author:
    """One who edits a deck, and may leave some of its entries broken."""

    def __init__(self, folder: Path, entries: Sequence[Entry]) -> None:
        self.file = folder / "deck.yaml"
        self.entries = list(entries)
        self.names = 0

    def write(self) -> Path:
        text = "".join(entry.text for entry in self.entries)
        self.file.write_text(f"title: T\ncards:\n{text}  - {{question: Always?, answer: b}}\n")
        return self.file

    def edit(self, what: str, where: int, how: int) -> None:
        at = where % len(self.entries)
        entry = self.entries[at]
        match what:
            case "break":
                self.entries[at] = entry._replace(broken=("answer", "quote", "comment")[how % 3])
            case "mend":
                self.entries[at] = entry._replace(broken="")
            case "move":
                self.entries.insert(how % len(self.entries), self.entries.pop(at))
            case "look-alike":
                alike = entry._replace(words=" now", broken="", name=f"alike-{len(self.entries)}")
                if not how % 2:
                    alike = alike._replace(name="")
                self.entries.insert(how % len(self.entries), alike)
            case "twin":
                self.entries.append(entry._replace(broken=""))
            case "reword":
                self.entries[at] = entry._replace(words=f" {'really ' * (how % 3)}today")
            case "name":
                self.names += 1
                self.entries[at] = entry._replace(name=f"name-{self.names}")
            case "file":
                self.file = self.file.rename(self.file.with_name(f"deck{how % 3}.yaml"))

    def mend(self) -> None:
        """Leave nothing broken, and no entry that asks what one before it asks."""
        once = {(entry.number, entry.words): entry._replace(broken="") for entry in self.entries}
        self.entries = list({entry.name or at: entry for at, entry in once.items()}.values())


EDITS = st.tuples(
    st.sampled_from(("break", "mend", "move", "look-alike", "twin", "reword", "name", "file")),
    st.integers(0, 9),
    st.integers(0, 9),
)


class Learner:
    """One who studies the deck, each time some of its cards."""

    def __init__(self, path: Path) -> None:
        self.mine = desk.open(path)
        self.given: Counter[str] = Counter()

    def answer(self, deck: Deck, wanted: int, at: datetime) -> None:
        card = deck.cards[wanted % len(deck.cards)].id
        self.given[at.isoformat()] += 1
        self.mine.store.append(
            Answered(
                id=EventId("w", sum(self.given.values())),
                at=at,
                card=card,
                response="x",
                outcome=AnswerOutcome.CORRECT,
                rating=Rating.GOOD,
                due=at + timedelta(days=1),
                duration=None,
            )
        )
        self.mine.__dict__.pop("_known", None)

    def reviews(self) -> dict[str, list[datetime]]:
        found: dict[str, list[datetime]] = {}
        for review in self.mine.reviews():
            found.setdefault(review.card, []).append(review.at)
        return found


@pytest.mark.parametrize("own_ids", [False, True])
@given(
    edits=st.lists(st.lists(EDITS, max_size=4), min_size=1, max_size=4),
    answered=st.lists(st.integers(0, 9), max_size=6),
)
@settings(max_examples=30)
def test_after_mending_all_is_as_if_the_deck_had_never_been_broken(
    own_ids: bool, edits: list[list[tuple[str, int, int]]], answered: list[int]
) -> None:
    """But for the answers given meanwhile, of which each counts once."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        author = Author(folder, [Entry(n, f"own-{n}" if own_ids else "") for n in range(4)])
        other = Learner(folder / "other.db")  # who does not study while the deck is broken
        learner = Learner(folder / "learner.db")
        at = START
        for part in [[], *edits, None]:
            for edit in part or ():
                author.edit(*edit)
            if part is None:
                author.mend()
            at += timedelta(days=1)
            file = author.write()
            deck = load_deck(file, lenient=True)
            seen = learner.mine.deck_files(), learner.mine.prompts(), learner.mine.names()
            for each in (other, learner):
                each.mine.follow({file: deck}, at)
            if deck.problems:
                now = learner.mine.deck_files(), learner.mine.prompts(), learner.mine.names()
                assert now == seen
            for number, wanted in enumerate(answered):
                at += timedelta(minutes=1)
                for each in (learner,) if deck.problems else (learner, other):
                    each.answer(deck, wanted + number, at)
        with learner.mine, other.mine:
            mine, others = learner.reviews(), other.reviews()
            given = [moment for moments in mine.values() for moment in moments]
            assert Counter(moment.isoformat() for moment in given) == learner.given
            counted = {moment for moments in others.values() for moment in moments}
            left = {card: [m for m in moments if m in counted] for card, moments in mine.items()}
            assert {card: moments for card, moments in left.items() if moments} == others

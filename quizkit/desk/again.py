"""A learner's answers judged again, by decks and rules as they are today."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from quizkit.desk.learner import Learner
from quizkit.model import Deck
from quizkit.progress import Answered, Rated, Undone, undone_ids
from quizkit.progress.judgements import judging_again, ratings_of
from quizkit.session.judged_again import Judges, Otherwise
from quizkit.store import Follows, SQLiteStore
from quizkit.store.log_end import LogEnd


class JudgedAgain:
    """The answers of a log that decks and rules of today judge otherwise.

    Args:
        learner: whose log it is; the edits of the decks that are not written down are followed.
        decks: by their files.
        now: an aware datetime in the learner's offset.
    """

    def __init__(self, learner: Learner, decks: Mapping[Path, Deck], now: datetime) -> None:
        store = self._store = learner.store
        kinds = store.wordings().values() if isinstance(store, Follows) else ()
        learner.follow_unwritten(decks, now)
        self._undone = (
            LogEnd(store).undone()
            if isinstance(store, SQLiteStore)
            else undone_ids(learner.other_events(Undone))
        )
        ratings = (e for e in learner.other_events(Rated) if isinstance(e, Rated))
        self._judges = Judges(
            decks.values(),
            ratings_of(ratings, self._undone),
            learner.names(),
            {wording.note: wording.kind for wording in kinds},
        )

    @property
    def left_out(self) -> int:
        """How many answers could not be judged again, of those looked at so far."""
        return self._judges.left_out

    def otherwise(self, tell: Callable[[int], object] = int) -> Iterator[Otherwise]:
        """Yield the answers that are judged otherwise, the oldest first.

        Args:
            tell: is told how many more events were looked at, again and again.
        """
        return self._judges.otherwise(self._answers(tell))

    def _answers(self, tell: Callable[[int], object]) -> Iterator[Answered]:
        for event in self._store.events():
            tell(1)
            if isinstance(event, Answered) and event.id not in self._undone:
                yield event

    def set(self, found: Iterable[Otherwise], now: datetime) -> list[Rated]:
        """Judge answers again: write a rating of each, all or none, and return them.

        Raises:
            StoreError: they could not be written.
        """
        judged = ((each.answer.id, each.was, each.outcome) for each in found)
        events = judging_again(judged, self._store.writer, now)
        self._store.append(*events)
        return events

"""Answers of before, as the grader and their cards would judge them today.

An answer stays what it was judged when it was given, until a learner says that it is to be judged
again: a grader gets fairer, and an author mends a card.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizkit.grading import Verdict, grade
from quizkit.model import Card, Deck, Line, OwnWords, PickForEach, PickOne, PickSome
from quizkit.progress import Answered, AnswerOutcome, Response
from quizkit.progress.judgements import Counts, Ratings, counts_as


class Otherwise(NamedTuple):
    """An answer that is judged otherwise today.

    Args:
        answer: as it was given.
        card: as it is today.
        was: what the answer counts as so far.
        verdict: that of today.
    """

    answer: Answered
    card: Card
    was: Counts
    verdict: Verdict

    @property
    def outcome(self) -> AnswerOutcome:
        """How good it is today."""
        return AnswerOutcome(self.verdict.outcome.value)


class Judges:
    """Judges answers of before by decks as they are today.

    What cannot be judged again is counted in `left_out`: answers to cards that are in none of the
    decks, or are of another kind today.

    Args:
        decks: whose cards are meant.
        ratings: of answers, those that stand.
        names: ids that were carried over, each with the one that it is known by now.
        kinds: the kind of each note, by `deck#note`, when it was last asked; where it is another
            today, or none is known, its answers say nothing.
    """

    def __init__(
        self,
        decks: Iterable[Deck],
        ratings: Ratings,
        names: Mapping[str, str],
        kinds: Mapping[str, str],
    ) -> None:
        self._cards = {card.id: (card, deck) for deck in decks for card in deck.cards}
        self._ratings, self._names, self._kinds = ratings, names, kinds
        self._verdicts: dict[tuple[str, object], Verdict] = {}
        self.left_out = 0

    def otherwise(self, answers: Iterable[Answered]) -> Iterator[Otherwise]:
        """Yield those of some answers that are judged otherwise, and were not overruled.

        Practice moves no schedule, and of a self-rated card the learner is the judge: neither is
        looked at.
        """
        for answer in answers:
            if answer.practice or answer.outcome is AnswerOutcome.SELF:
                continue
            was = counts_as(answer, self._ratings)
            if was.overruled:
                continue
            card = self._card(answer)
            if card is None:
                self.left_out += 1
                continue
            found = Otherwise(answer, card, was, self._verdict(card, answer.response))
            if found.outcome is not was.outcome:
                yield found

    def _card(self, answer: Answered) -> Card | None:
        """Return the card of an answer as it is today; None if it is gone, or of another kind."""
        name = self._names.get(answer.card, answer.card)
        card, _ = self._cards.get(name, (None, None))
        if card is None or not _fits(card, answer.response):
            return None
        kind = self._kinds.get(f"{card.deck_id}#{card.note.id}", card.note.kind)
        return card if kind == card.note.kind else None

    def _verdict(self, card: Card, response: Response) -> Verdict:
        """Return the verdict of today; what was given before is judged once."""
        key = card.id, _hashable(response)
        if key not in self._verdicts:
            others = self._cards[card.id][1].other_answers(card)
            self._verdicts[key] = grade(
                card, response, options=_options(card, response), other_answers=others
            )
        return self._verdicts[key]


def _fits(card: Card, response: Response) -> bool:
    """Return whether a card of this kind can have been given such a response."""
    match card.task.form:
        case OwnWords():
            return False
        case Line() | PickOne():
            return response is None or isinstance(response, str)
        case PickForEach():
            return isinstance(response, dict) and all(
                text in card.task.options or _is_text(text) for text in response.values()
            )
    return not isinstance(response, dict)


def _is_text(picked: str) -> bool:
    """Return whether more than a letter or a place was given, of which nobody knows what stood there."""
    return len(picked.strip(" ().")) != 1


def _options(card: Card, response: Response) -> tuple[str, ...]:
    """Return the options that a response may have been picked from; it names them by their text."""
    picked = response if isinstance(response, list) else [response]
    options = card.task.options
    is_picked = isinstance(card.task.form, PickOne | PickSome) and set(picked) <= set(options)
    return options if is_picked else ()


def _hashable(response: Response) -> object:
    match response:
        case list():
            return tuple(response)
        case dict():
            return tuple(response.items())
    return response

"""Results of handouts: read, judged by the decks that are meant, and made into events of a log."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_files import decks_here
from quizkit.cli.decks import load_deck_files
from quizkit.errors import DeckError, QuizkitError
from quizkit.model import Deck, OwnWords
from quizkit.progress import Answered, AnswerOutcome, EventId
from quizkit.progress.instants import whole_milliseconds
from quizkit.scheduling import Rating
from quizkit.visible import visible
from quizkit.web.results import (
    JudgedAnswer,
    Judgement,
    Result,
    read_result,
    results,
)

_MOST = 20_000_001


def read(path: Path) -> Result:
    """Return the result in a file.

    Raises:
        QuizkitError: it cannot be read, or is none.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QuizkitError(f"{visible(str(path))} cannot be read: {reason}") from error
    return read_result(data, visible(str(path)))


def decks_of(wanted: Iterable[str], names: Sequence[str], seen: Iterable[Path] = ()) -> list[Deck]:
    """Return the decks of some ids.

    Args:
        wanted: their ids.
        names: files, folders and ids to look in; none for those here, then for samples.
        seen: files to look in where they are not there, such as those that a learner studied.
    """
    missing = set(wanted)
    found: list[Deck] = []

    def take(decks: Iterable[Deck]) -> None:
        for deck in decks:
            if deck.id in missing:
                missing.remove(deck.id)
                found.append(deck)

    if names:
        take(load_deck_files(names).files.values())
        return found
    for path in [*decks_here(), *seen]:
        if missing:
            with suppress(DeckError, OSError):
                take([load_deck(path)])
    for name in sorted(missing):
        with suppress(Exception):  # of no such deck, and of one that cannot be read
            take(load_deck_files([name]).files.values())
    return found


def judged(result: Result, decks: Iterable[Deck]) -> Judgement:
    """Return a result judged.

    Raises:
        QuizkitError: its deck is not there.
    """
    judgement = results(result, decks)
    if judgement.deck is None:
        raise QuizkitError(
            f"the deck {visible(result.deck)!r} ({visible(result.title)}) is not here, by which the "
            "answers are judged\nfix: go to its folder, or name its file with --deck"
        )
    return judgement


def events_of(judgement: Judgement) -> Iterator[Answered]:
    """Yield the answers of a result as events of a log.

    They have the same names whenever they are made, so that a log takes each once. Those to a page
    of today's cards count; others are practice.
    """
    result = judgement.result
    practice = result.mode != "study"
    for number, each in enumerate(judgement.answers, 1):
        event = _event(EventId(f"result-{result.id}", number), each, practice=practice)
        if event is not None:
            yield event


def _event(name: EventId, judged: JudgedAnswer, *, practice: bool) -> Answered | None:
    """Return the event of an answer; None if its card is gone, or nobody said how good it was."""
    card, answer = judged.card, judged.answer
    if card is None or (isinstance(card.task.form, OwnWords) and answer.own_word is None):
        return None
    outcome, rating = _worth(judged)
    return Answered(
        id=name,
        at=whole_milliseconds(answer.at),
        card=card.id,
        response=_as_logged(answer.response),
        outcome=outcome,
        rating=rating,
        duration=timedelta(milliseconds=answer.ms),
        practice=practice,
    )


def _as_logged(response: object) -> str | list[str] | dict[str, str] | None:
    match response:
        case None | str():
            return response
        case dict():
            return dict(response)
        case list() | tuple():
            return list(response)
    raise TypeError(f"no response: {response!r:.60}")


def _worth(judged: JudgedAnswer) -> tuple[AnswerOutcome, Rating]:
    """Return how good an answer was, and the grade that a session would have taken by itself."""
    verdict, answer = judged.verdict, judged.answer
    is_right = verdict.outcome.remembered if verdict else bool(answer.own_word)
    best = Rating.HARD if answer.hints else Rating.GOOD
    outcome = AnswerOutcome(verdict.outcome.value) if verdict else AnswerOutcome.SELF
    return outcome, best if is_right else Rating.AGAIN

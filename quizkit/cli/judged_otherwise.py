"""`quizkit history --judged-otherwise`: answers that today's cards and rules judge otherwise."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

import click

from quizkit import desk
from quizkit.cli.deck_cache import load_deck
from quizkit.cli.deck_files import near
from quizkit.cli.events import cut, echo_prompt, given, list_width, short
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import echo_json
from quizkit.cli.progress_bar import progress_bar
from quizkit.cli.samples import sample_decks
from quizkit.desk.again import JudgedAgain
from quizkit.errors import DeckError
from quizkit.grading import Outcome
from quizkit.grading.new_rules import NEW_RULES, new_rule
from quizkit.model import Deck
from quizkit.session.judged_again import Otherwise
from quizkit.store import SQLiteStore, open_store
from quizkit.visible import visible
from quizkit.wording import GRADES, count

_MANY = 20_000
"""So many events take long enough for a bar."""


def show_judged_otherwise(path: Path, text: str | None, now: datetime, as_json: bool) -> int:
    """Show by card each answer that is judged otherwise today: what it was, and would be."""
    with desk.read(path) as learner:
        judged, found = _found(learner, text, now)
    if as_json:
        echo_json(list(map(_as_json, found)))
        return 0
    _tell(found)
    if not found:
        say("Every answer would be judged today as it was.")
    else:
        cards = count(len({each.card.id for each in found}), "card")
        is_judged = count(len(found), "answer", "answers")
        say(
            f"{is_judged} to {cards} would be judged otherwise today.\n"
            f"  to judge so:  quizkit history --judged-otherwise --set"
        )
    _tell_left_out(judged)
    return 0


def judge_again(path: Path, text: str | None, now: datetime, as_json: bool) -> int:
    """Judge again what is judged otherwise today, and say how to take that back."""
    with open_store(path) as store:
        judged, found = _found(desk.Learner(store), text, now)
        events = judged.set(found, now)
    if as_json:
        names = zip(found, events, strict=True)
        echo_json([{**_as_json(each), "event": str(event.id)} for each, event in names])
        return 0
    _tell(found)
    if not events:
        say("Every answer would be judged today as it was: nothing is set.")
    else:
        say(
            f"{count(len(events), 'answer is', 'answers are')} judged again. What is due stays as it"
            " was promised.\n"
            f"  to take all of it back:  quizkit undo {short(events[0].id)}"
        )
    _tell_left_out(judged)
    return 0


def _found(
    learner: desk.Learner, text: str | None, now: datetime
) -> tuple[JudgedAgain, list[Otherwise]]:
    """Return the judges of a log, and the answers judged otherwise, by card, the oldest first.

    Args:
        learner: whose log it is.
        text: what the id or the question of a card has in it; None for any.
        now: an aware datetime in the learner's offset.
    """
    judged = JudgedAgain(learner, _decks(learner), now)
    events = learner.store.count() if isinstance(learner.store, SQLiteStore) else 0
    with progress_bar("Judging", events, is_long=events >= _MANY) as tick:
        found = [each for each in judged.otherwise(tick) if text is None or _is_about(each, text)]
    found.sort(key=lambda each: (each.card.id, each.answer.at))
    return judged, found


def _is_about(found: Otherwise, text: str) -> bool:
    return text in found.card.id or text.casefold() in found.card.task.prompt.casefold()


def _decks(learner: desk.Learner) -> dict[Path, Deck]:
    """Return the decks that were last seen, then those near by and the samples, one of each id."""
    decks: dict[str, tuple[Path, Deck]] = {}
    for file in dict.fromkeys(
        [*learner.deck_files(), *(path.absolute() for path in near().decks), *sample_decks()]
    ):
        if not file.is_file():  # a pipe may never end
            continue
        try:
            deck = load_deck(file)
        except (DeckError, OSError):
            say(f"{visible(str(file))} is left out: it cannot be read", err=True)
            continue
        decks.setdefault(deck.id, (file, deck))
    return dict(decks.values())


def _tell(found: Sequence[Otherwise]) -> None:
    """Print answers by card; the same answer, judged the same way, on one line."""
    for name, of_card in groupby(found, key=lambda each: each.card.id):
        answers = list(of_card)
        click.echo(visible(name))
        echo_prompt(" ".join(answers[0].card.task.prompt.split()))
        for line in _lines(answers):
            click.echo(line)


def _lines(answers: Iterable[Otherwise]) -> list[str]:
    """Return what to say of the answers to one card."""
    alike: dict[tuple[str, str], list[Otherwise]] = {}
    for each in answers:
        said = f"was {each.was.outcome}, now {each.outcome}"
        alike.setdefault((given(each.answer.response), said), []).append(each)
    lines = []
    for (response, said), several in alike.items():
        days = f"{several[0].answer.at:%Y-%m-%d}"
        if len(several) > 1:
            days += f" and {count(len(several) - 1, 'more time')}"
        room = list_width() - len(f"  {days}  : {said}")
        lines.append(f"  {days}  {cut(visible(response), max(8, room)).rstrip()}: {said}")
        why = filter(None, (several[0].verdict.reason, _new_rule(several[0])))
        lines += (f"    {cut(visible(reason), list_width() - 4).rstrip()}" for reason in why)
    return lines


def _new_rule(found: Otherwise) -> str:
    """Return which rule is new, if it alone makes the difference; else nothing."""
    response, was = found.answer.response, found.was.outcome.value
    rule = new_rule(found.card, response, Outcome(was)) if isinstance(response, str) else 0
    return f"rule {rule} is new: {NEW_RULES[rule]}" if rule else ""


def _tell_left_out(judged: JudgedAgain) -> None:
    if judged.left_out:
        left_out = count(judged.left_out, "answer is", "answers are")
        say(
            f"{left_out} not judged again: the card is in no deck found here, or of another kind now.",
            err=True,
        )


def _as_json(found: Otherwise) -> dict[str, object]:
    was = found.was.rating
    return {
        "card": found.card.id,
        "answer": str(found.answer.id),
        "at": found.answer.at.isoformat(timespec="milliseconds"),
        "response": found.answer.response,
        "was": found.was.outcome.value,
        "rating": None if was is None else GRADES[was].lower(),
        "now": found.outcome.value,
        "code": found.verdict.code.value,
        "reason": found.verdict.reason,
    }

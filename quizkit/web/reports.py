"""Pages that only tell: statistics, the cards of a deck, and one note with its history."""

from base64 import b64encode
from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from quizkit import telling
from quizkit.desk import Learner
from quizkit.grading import describe
from quizkit.grading.rights import right_pieces
from quizkit.model import Card, Deck, Note, cards_of, deck_of
from quizkit.progress import Answered, Rated, Undone, undone_ids
from quizkit.progress.replaying import Counted
from quizkit.stats import Hard, statistics
from quizkit.study_queue import falls_due
from quizkit.web import look, plots, texts
from quizkit.wording import GRADES, count, given_answer, took, when

_HARDEST = 5
_MOST_ANSWERS = 50


def stats_file(learner: Learner, decks: Collection[str] | None, now: datetime) -> str:
    """Return the statistics as an HTML file of its own, which loads nothing.

    Args:
        learner, decks, now: as `stats` takes them.
    """
    style = look.static()["quizkit.css"].body
    values = {
        "style": Markup(style.decode()),
        "style_hash": b64encode(sha256(style).digest()).decode(),
        "on": f"{now:%Y-%m-%d}",
    }
    return look.Templates().page("report.html", {**stats(learner, decks, now), **values})


def stats(learner: Learner, decks: Collection[str] | None, now: datetime) -> Mapping[str, Any]:
    """Return the values of the page of statistics.

    Args:
        learner: whose they are.
        decks: the ids of those to tell of alone; None for all that the log has.
        now: an aware datetime in the learner's offset.
    """
    progress, given = learner.progress, learner.counted()
    cards = list(progress.records)
    if decks is not None:
        cards = [card for card in cards if deck_of(card) in decks]
        mine = {card: places for card, places in given.cards.items() if deck_of(card) in decks}
        given = Counted(given.rows, mine, {card: given.evidence[card] for card in mine})
    found = statistics(given, progress, learner.settings.scheduler(), now, cards=cards)
    hardest = found.hard[:_HARDEST]
    asked = learner.prompts(each.card for each in hardest)
    habits = learner.habits() if learner.settings.streak else None
    row = telling.in_a_row(habits, found.today) if habits is not None else ""
    spent = f", {took(found.spent)}" if found.spent else ""
    whole, recent = found.retention, found.retention_30
    recall = ""
    if whole.value is not None:
        lately = "" if recent.value is None else f"{recent.value:.0%} in 30 days, "
        recall = f"Recall {lately}{whole.value:.0%} in all (wanted {found.desired:.0%})."
    said = f"{count(found.answers, 'answer')}, {count(found.cards, 'card')}{spent}."
    return {
        "summary": [said, *([f"{row}."] if row else []), *([recall] if recall else [])],
        "has_answers": bool(found.answers),
        "year": plots.year(found),
        "coming": plots.coming(found),
        "weeks": plots.weeks(found),
        "predicted": plots.predicted(found),
        "hardest": [(asked.get(each.card, each.card), _how_hard(each)) for each in hardest],
    }


def _how_hard(card: Hard) -> str:
    said = f"missed {card.fails} of {card.answers}"
    return f"{said}: rewrite it" if card.leech else said


def deck(learner: Learner, of: Deck, now: datetime) -> Mapping[str, Any]:
    """Return the values of the page of a deck: its notes, and when their cards come."""
    progress = learner.progress
    rows: dict[str, dict[str, Any]] = {}
    for card in of.cards:
        row = rows.setdefault(card.note.id, {"note": card.note.id, "asked": [], "when": []})
        if not row["asked"]:
            row["asked"] = texts.asked(card, bare=True)
        row["when"].append(_standing(learner, card, now))
    for row in rows.values():
        row["when"] = ", ".join(dict.fromkeys(row["when"]))
    known = sum(progress.record(card.id).state.last_review is not None for card in of.cards)
    said = f"{count(len(of.notes), 'note')}, {count(len(of.cards), 'card')}"
    return {
        "deck": of,
        "rows": list(rows.values()),
        "said": f"{said}, {known} of them begun.",
    }


def _standing(learner: Learner, card: Card, now: datetime) -> str:
    record = learner.progress.record(card.id)
    if record.suspended:
        return "suspended"
    if record.state.last_review is None and record.state.due is None:
        return "new"
    back = when(now, falls_due(card.id, learner.progress, now), learner.progress.day)
    return "due now" if back == "now" else back


def note(
    learner: Learner, of: Deck, told: Note, now: datetime, picture: texts.ShownPicture
) -> Mapping[str, Any]:
    """Return the values of the page of a note, each of its cards."""
    cards = cards_of(told, of.id)
    history = _history(learner, {card.id for card in cards}, now)
    return {
        "deck": of,
        "name": told.id,
        "cards": [
            {
                "asked": texts.asked(card, picture=picture),
                "answer": texts.text(card.note, *right_pieces(card), picture=picture),
                "options": [
                    texts.text(card.note, text, picture=picture) for text in card.task.options
                ],
                "judged": describe(card, deck_language=of.language),
                "why": telling.why(card.id, learner.progress, learner.scheduler, now),
                "history": history.get(card.id, [])[:_MOST_ANSWERS],
            }
            for card in cards
        ],
        "sources": telling.sources(cards[0], of),
        "explanation": texts.text(told, told.explanation, prose=True, bare=False, picture=picture),
    }


def _history(
    learner: Learner, cards: set[str], now: datetime
) -> Mapping[str, list[tuple[str, str, str]]]:
    """Return the answers to cards that stand, the newest first: when, what, and as what it counts."""
    names = learner.progress.name
    ids = {names(card): card for card in cards}
    undone = undone_ids(learner.other_events(Undone))
    ratings = {
        each.answer: each.rating
        for each in learner.other_events(Rated)
        if isinstance(each, Rated) and each.id not in undone
    }
    known = learner.names()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for event in learner.store.events():
        if not isinstance(event, Answered) or event.id in undone:
            continue
        card = ids.get(known.get(event.card, event.card))
        if card is None:
            continue
        rating = ratings.get(event.id, event.rating)
        at = f"{event.at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
        said = given_answer(event.response) or "–"
        grade = GRADES[rating] if rating else "not rated"
        found.setdefault(card, []).append(
            (at, said, f"{grade}, practice" if event.practice else grade)
        )
    return {card: list(reversed(rows)) for card, rows in found.items()}

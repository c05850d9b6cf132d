"""What is on the screen of a sitting, as values for a template: what `quizkit.telling` says, as HTML.

A template says where things stand, and nothing else: whatever it shows of a deck is HTML by then.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import bidirectional

from markupsafe import Markup

from quizkit import telling
from quizkit.model import Blanks, Form, MediaFile, PickForEach, PickInOrder, PickOne, PickSome
from quizkit.progress import Habits
from quizkit.session import Asking, Finished, Judged, Mode, Pausing, Session, missed_cards
from quizkit.telling import heard
from quizkit.web import texts
from quizkit.web.blanks import fields_of, with_fields
from quizkit.web.feedbacks import feedback
from quizkit.web.forms import Fields, first
from quizkit.web.kinds import kind_of, parts
from quizkit.web.media import Numbered, answered_with, asked_with
from quizkit.web.sittings import Sitting
from quizkit.wording import only_one_left

NO_FIELDS: Fields = {}

_HOW: Mapping[type[Form], str] = {
    PickSome: "Several may be right.",
    PickInOrder: "Give each its place.",
    PickForEach: "For each, choose its match.",
}
"""How to answer where a page shows more than a line: a terminal speaks of letters there."""


class Page(NamedTuple):
    """A page: which template, its title, and its values."""

    template: str
    title: str
    values: Mapping[str, Any]


class Pages:
    """Makes pages of sittings.

    Args:
        media: numbers the pictures and sounds.
        folders: gives the folders of decks by their ids.
        habits: gives how the learner studies by now, for the summary.
        flag: gives the flag that a card bears, if any.
        retype: whether what was missed may be typed once.
    """

    def __init__(
        self,
        media: Numbered,
        folders: Mapping[str, Path],
        *,
        habits: Callable[[], Habits | None],
        flag: Callable[[Session], str | None],
        retype: bool,
    ) -> None:
        self._media, self._folders, self._habits = media, folders, habits
        self._flag, self._retype = flag, retype

    def of(self, sitting: Sitting, given: Fields = NO_FIELDS, alert: str = "") -> Page:
        """Return the page of a sitting, with what was given on it, and why it was not taken."""
        session = sitting.session
        match session.screen:
            case Asking() as asking:
                page = self._asking(session, asking, given)
            case Judged() as judged:
                page = self._judged(session, judged)
            case Pausing() as pausing:
                page = _pausing(session, pausing)
            case Finished():
                page = self._finished(session)
        notices = list(map(_notice, sitting.notices))
        common = {"sitting": sitting, "turn": sitting.turn, "notices": notices, "alert": alert}
        return page._replace(values={**page.values, **common})

    def _asking(self, session: Session, asking: Asking, given: Fields) -> Page:
        card, note, form = asking.card, asking.card.note, asking.form
        shown = self._media.shown(self._folders.get(card.deck_id), note)
        values = {**self._common(session, asking), "kind": kind_of(form)}
        if isinstance(card.task, Blanks):
            lines = [first(given, f"line-{n}") for n in range(1, len(card.task.asked) + 1)]
            question = card.task.question
            values["question"] = (
                texts.text(note, question, picture=shown) if question else _plain("Fill in")
            )
            values["is_told"] = bool(question)
            fields = fields_of(card, lines, card.judging.language)
            values["cloze"] = with_fields(card, fields, shown)
        else:
            values["question"], values["below"] = texts.asked_parts(card, picture=shown)
        if form == PickOne(closed=True):
            values["above"] = f"{' or '.join(asking.options).capitalize()}?"
        values["parts"] = parts(asking, given, shown)
        values["how"] = _HOW.get(type(form)) or telling.how_to_answer(form)
        values["given"] = first(given, "text")
        values["direction"] = "rtl" if _is_from_the_right(card.prompt) else "auto"
        values["hints"] = [
            texts.text(note, hint, prose=True, picture=shown) for hint in asking.hints_shown
        ]
        is_exam = session.plan.mode is Mode.EXAM
        values["has_hint"] = not is_exam and asking.hints < len(note.hints)
        values["pictures"] = self._pictures(asking, asked_with(card))
        title = f"{_short(card.prompt)} – {values['place'].title}"
        return Page("question.html", title, values)

    def _judged(self, session: Session, judged: Judged) -> Page:
        card, folder = judged.card, self._folders.get(judged.card.deck_id)
        shown = self._media.shown(folder, card.note)
        told = feedback(judged, shown)
        values = {**self._common(session, judged), "told": told, "can_undo": True}
        values["asked"] = texts.filled_in(card, picture=shown)
        if judged.asking.form == PickOne(closed=True):
            values["above"] = f"{' or '.join(judged.asking.options).capitalize()}?"
        values["grades"] = telling.grades(session, judged)
        values["practice"] = session.plan.practice and not judged.self_rated
        values["comes_back"] = telling.comes_back(session, judged)
        values["turn_round"] = (
            "" if judged.self_rated else "I was wrong" if judged.right else "I was right"
        )
        values["sources"] = telling.sources(card, session.plan.decks[card.deck_id])
        values["pictures"] = self._pictures(judged, asked_with(card))
        values["answer_pictures"] = self._pictures(judged, answered_with(card))
        values["once"] = _to_type(session, judged) if self._retype else ()
        return Page("feedback.html", f"{told['title']} – {values['place'].title}", values)

    def _finished(self, session: Session) -> Page:
        told = telling.summary(session, self._habits())
        lost = [
            {
                "asked": texts.filled_in(answer.card, picture=self._shown(answer)),
                "told": feedback(answer, self._shown(answer)),
                "sources": telling.sources(answer.card, session.plan.decks[answer.card.deck_id]),
            }
            for answer in told.lost
        ]
        missed = [
            {
                "question": texts.asked(card, bare=True)
                if (card := each.card)
                else _plain(each.prompt),
                "answer": _answer_of(each),
                "away": each.away,
            }
            for each in told.missed
        ]
        values = {
            "told": told,
            "missed": missed,
            "lost": lost,
            "is_exam": session.plan.mode is Mode.EXAM,
            "can_undo": bool(session.earlier),
            "can_practise": bool(missed_cards(session)),
            "is_empty": not session.inputs and not session.answers,
        }
        return Page("summary.html", "Summary", values)

    def _shown(self, screen: Judged) -> texts.ShownPicture:
        return self._media.shown(self._folders.get(screen.card.deck_id), screen.card.note)

    def _common(self, session: Session, screen: Asking | Judged) -> dict[str, Any]:
        card, folder = screen.card, self._folders.get(screen.card.deck_id)
        media = card.note.media
        return {
            **_placed(session, screen),
            "card": card,
            "language": card.judging.language,
            "question_language": media.question_language if media else "",
            "why": telling.why_now(session, screen),
            "flag": self._flag(session),
            "is_exam": session.plan.mode is Mode.EXAM,
            "can_undo": bool(session.earlier) or _was_answered(session),
            "sounds": self._media.sounds(folder, screen),
            "speech": heard.speech(screen),
        }

    def _pictures(self, screen: Asking | Judged, files: Sequence[MediaFile]) -> list[Markup]:
        shown = self._media.shown(self._folders.get(screen.card.deck_id), screen.card.note)
        return [Markup(shown(each.file, each.alt)) for each in files]


def _placed(session: Session, screen: Asking | Judged | Pausing) -> dict[str, Any]:
    return {"place": telling.place(session, screen), "mode": session.plan.mode.value}


def _was_answered(session: Session) -> bool:
    """Return whether an answer of an earlier sitting may be taken back here."""
    records, name = session.progress.records, session.progress.name
    return session.plan.mode is Mode.STUDY and any(
        name(card) in records for card in session.plan.cards
    )


def _pausing(session: Session, pausing: Pausing) -> Page:
    left = pausing.until - session.now
    values = {
        **_placed(session, pausing),
        "said": only_one_left(left),
        "seconds": max(1, round(left.total_seconds())),
        "can_undo": bool(session.earlier),
    }
    return Page("pause.html", f"A pause – {values['place'].title}", values)


def _to_type(session: Session, judged: Judged) -> tuple[str, ...]:
    from quizkit.telling.once import to_type_once

    return to_type_once(session, judged)


def _answer_of(missed: telling.MissedCard) -> Markup:
    if missed.card is None:
        return _plain(missed.answer)
    from quizkit.grading.rights import right_pieces

    return texts.text(missed.card.note, *right_pieces(missed.card))


def _notice(notice: Any) -> Mapping[str, Any]:
    """Return a notice as a template shows it."""
    if isinstance(notice, str):
        return {"said": notice, "prompt": "", "undoes": False}
    return {"said": notice.said, "prompt": _short(notice.prompt), "undoes": notice.undoes}


def _is_from_the_right(text: str) -> bool:
    """Return whether a text reads from the right: its first letter with a direction does."""
    ways = (bidirectional(char) for char in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def _plain(text: str) -> Markup:
    return texts.plain(text)


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"

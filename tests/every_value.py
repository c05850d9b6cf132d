"""An example of each public value: one for all that is asked of values."""

import importlib
import inspect
from collections.abc import Iterator
from datetime import UTC, timedelta
from enum import Enum
from pathlib import Path

from quizkit import read_deck
from quizkit.authoring import AddText, Entries, SetText
from quizkit.cloze import Blank
from quizkit.desk import Kept, Settings, Step
from quizkit.errors import Edit, Location, Problem
from quizkit.grading import Part, grade
from quizkit.interchange import (
    Format,
    Import,
    ImportedDeck,
    ImportedNote,
    Loss,
    Outgoing,
    ReadOptions,
    WriteOptions,
    by_kind,
    deck_text,
    planned,
    take_back,
)
from quizkit.lint import Finding, Lesson, Severity
from quizkit.markup import Filling, blocks, parts
from quizkit.model import (
    AnswerKey,
    AnswerType,
    Ask,
    Blanks,
    Case,
    Citation,
    Deck,
    Examples,
    Items,
    Judging,
    Line,
    Lines,
    Media,
    MediaFile,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
    Right,
    Scoring,
    SeveralChoicesNote,
    Spoken,
    WordNote,
)
from quizkit.planning import Pace, showings
from quizkit.progress import (
    Ahead,
    Remembered,
    SeenDeck,
    Wording,
    habits_of,
    replay,
    reviews,
    streak,
)
from quizkit.progress.log import log_of
from quizkit.progress.replaying import counted
from quizkit.scheduling import (
    FSRS6,
    FSRS7,
    SM2,
    CalendarDays,
    Calibration,
    CardState,
    ElapsedDays,
    FractionalDays,
    Leitner,
    Rating,
    Scheduler,
)
from quizkit.session import (
    Command,
    Exam,
    Flag,
    Input,
    Mode,
    Pausing,
    Plan,
    Rate,
    Respond,
    Session,
    start,
)
from quizkit.store import MemoryStore, known
from quizkit.study_queue import Moment, Turn, counts
from quizkit.telling import (
    Marked,
    OptionTold,
    PlaceTold,
    Return,
    Run,
    feedback,
    grades,
    place,
    sources,
    summary,
)
from tests.every_event import EVERY_KIND
from tests.logs import START
from tests.public_page import PUBLIC

DECK = read_deck(
    """
title: The Suez Canal
id: suez
description: A canal.
tags: [history]
sources:
  book: {title: A Book, publisher: P, unknown: [url], file: book.txt}
cards:
  - {question: How long?, answer: 164 km, reject: {163 km: No.}, tolerance: 2 %, id: long, source: "book#6-7, p. 12"}
  - {question: Whose company?, answer: de Lesseps, accept: [Lesseps], hints: [L], reverse: true, id: whose}
  - {question: Who built it?, answer: de Lesseps, distractors: {Telford: "No.", Brunel: ""}, id: built}
  - {question: Which seas?, answers: [[Red, Red Sea], [Mediterranean]], reject: [Dead], id: seas}
  - {question: Which ends?, answers: [Suez, Port Said], distractors: [Lima], id: ends}
  - {statement: It has locks., answer: false, id: locks, examples: {correct: false, wrong: true}}
  - {question: Order!, order: [works, opening, nationalisation], id: order}
  - question: Match!
    pairs: {Port Said: north, Suez: south}
    distractors: {east: There it is land.}
    id: pairs
  - {cloze: "{{c1::1859}} to {{c1::1869::year}}, {{c2::November|Nov}}", id: cloze}
  - {question: Why?, answer: It spared ships the way., type: free, id: why, explanation: Around Africa.}
"""
)
"""A deck with a note of each kind but words, and most of what a note may have."""

WORDS = read_deck(
    """\
title: Words
words:
  columns: [id, word, meaning, tags, hint]
  languages: {word: es}
  rows: [[house, la casa, house; home, nouns, to live in], [hogar, el hogar, home]]
"""
)
"""A deck with rows of a table, one of which fits the prompt of another."""

GIVEN: list[Input] = [
    Respond("160 km"),
    Command.NEXT,
    Command.HINT,
    Respond("de Leseps"),
    Command.NEXT,
    Respond("Telford"),
    Command.OVERRULE,
    Command.NEXT,
    Command.BURY,
    Respond(["Suez"]),
]
"""What a learner does in a sitting on it; the last answer is judged, and on the screen."""


def plan_of(deck: Deck = DECK, mode: Mode = Mode.STUDY) -> Plan:
    return Plan(
        decks={deck.id: deck},
        cards={card.id: card for card in deck.cards},
        scheduler=Scheduler(day=CalendarDays()),
        writer="w",
        seed="s",
        mode=mode,
    )


def sitting() -> list[Session]:
    """Return a session at its start and after each of what is GIVEN."""
    progress = replay([], Scheduler(), calibration=Calibration())
    sessions = [start(plan_of(), progress, START)]
    for second, given in enumerate(GIVEN, 1):
        sessions.append(sessions[-1].step(given, START + timedelta(seconds=second))[0])
    return sessions


SESSIONS = sitting()
SESSION = SESSIONS[-1]
JUDGED = SESSION.answers[-1]


def _of_decks() -> Iterator[object]:
    yield from [DECK, *DECK.cards, *DECK.notes, *DECK.sources.values(), Citation("book", ((6, 7),))]
    yield from [Examples(correct=("a",)), Judging("de", Case.STRICT), Blank("a", ("b",), number=1)]
    yield AnswerKey("a", reject={"b": ""}, type=AnswerType.EXACT)
    yield Blanks("", ("x ", Blank("a"), "y"), interchangeable=True)
    heart = MediaFile("heart.png", "The heart")
    yield from [heart, Media(images=(heart,), spoken=Spoken.BOTH, folder="week1")]
    yield SeveralChoicesNote(
        id="n", question="?", answers=(("a",),), distractors={}, scoring=Scoring.ALL_OR_NOTHING
    )
    rows = WORDS.notes
    yield from [*rows, *(row.table for row in rows if isinstance(row, WordNote)), Ask("a", "b")]
    yield from [
        Line(),
        Line(is_block=True),
        Items(),
        Lines(("1", "2")),
        PickOne(closed=True),
        PickSome(),
        OwnWords(),
    ]
    yield from [PickInOrder(3), PickForEach(("a", "b")), Right("a", ("b", "c"))]
    at = Location("a.yaml", 1, 2)
    edit = Edit(at, at, "text")
    yield from [at, edit, Problem(at, "cloze", "m", "f", "e", (edit,))]
    yield Finding(Location("a.yaml", 1, 2), "Q101", "m", severity=Severity.WARNING)
    yield Lesson("all or none", "they tell too much", bad="- statement: x", good="- question: y")


def _of_grading() -> Iterator[object]:
    verdict = grade(DECK.cards[1], "de Leseps")
    assert verdict.diff
    yield from [verdict, verdict.diff[0], Part("1", "a", "b", verdict)]
    yield grade(next(card for card in DECK.cards if "pairs" in card.id), {"Suez": "north"})


def _of_scheduling() -> Iterator[object]:
    for scheduler in (Scheduler(), Scheduler(FSRS7(), desired_retention=0.8), SM2(), Leitner()):
        card = scheduler.review(CardState(seed="x"), Rating.GOOD, START)
        yield from [scheduler, CardState(), card, card.memory]
    yield from [ElapsedDays(), FractionalDays(), CalendarDays(), CalendarDays(UTC, 4.5)]
    yield from [FSRS6(), FSRS7(), Calibration(), SESSION.progress.calibration]


def _of_progress() -> Iterator[object]:
    log = log_of(EVERY_KIND)
    told = Remembered(9.5, 5.0, 3, 1)
    store = MemoryStore()
    store.append(*EVERY_KIND)
    yield from [*EVERY_KIND, EVERY_KIND[0].id, told, log, *log.answers]
    yield from [*log.ratings, *reviews(EVERY_KIND)]
    yield from [SESSION.progress, *SESSION.progress.records.values()]
    yield from [
        SeenDeck("suez", "suez.yaml", "1"),
        Wording("suez#a", START, "typed", "?", {"": "a"}),
    ]
    yield from [known(store, Scheduler()), store.snapshot(), counted(EVERY_KIND)]
    moment = Moment(1, 1, 1, int)
    yield from [Ahead(1, START, START), streak({1, 2}, 2), habits_of([], CalendarDays())]
    yield from [Pace(cards={"a": 9.0}), showings(Scheduler())]
    yield from [SESSION.queue, SESSION.queue.next(START), Turn(1, START), moment]
    yield counts([], moment, 1)


def _of_sessions() -> Iterator[object]:
    after, saved = SESSION.step(Command.BURY, SESSION.now)
    over, _ = after.step(Command.LEAVE, SESSION.now)
    yield from [*SESSIONS, over, over.screen, SESSION.plan, JUDGED, JUDGED.asking]
    yield from [*saved, *SESSION.inputs, *(done.given for done in SESSION.inputs), *SESSION.earlier]
    yield from [
        Pausing(DECK.cards[0], START),
        Exam(pick=3),
        Rate(Rating.EASY),
        Flag("why"),
        Kept(1, 2),
        Settings(new=7),
        Step(SESSION, tuple(EVERY_KIND[:1])),
    ]


def _of_telling() -> Iterator[object]:
    told, end = feedback(JUDGED), summary(SESSION)
    yield from [told, told.heading, *told.parts, *grades(SESSION, JUDGED), place(SESSION, JUDGED)]
    yield from [*sources(DECK.cards[0], DECK), end, *end.missed, *end.gains]
    yield from [PlaceTold("a", 2, in_place=False, in_order=True), OptionTold("a", True, False)]
    yield from [
        Marked(blocks("*a*")),
        Run("a", is_blank=True),
        Return(9, False, 40, 30, 20, "a", "b", "c"),
    ]


def _of_markup() -> Iterator[object]:
    text = "# a\n\n*b* ~~c~~ `d` $e$ [f](g) ![h](i) {漢|j}  \nk\n\n$$l$$\n\n> m\n\n- n\n\n---\n\n|o|\n|-|\n"
    yield from {type(part): part for part in parts(blocks(f"{text}\n    p"))}.values()
    yield from [Filling("a"), MediaFile("a.png", "b"), Media((MediaFile("a.png"),), folder="c")]


def _of_interchange() -> Iterator[object]:
    loss = Loss("a", "line 1", "b", "c")
    note = ImportedNote(entry={"question": "a", "answer": "b"}, place="line 2")
    deck = ImportedDeck(path=("a",), notes=(note,))
    row = Format("a", "b", "c", (".d",))
    yield from [loss, note, deck, Import(format="a", decks=(deck,), losses=(loss,)), row]
    yield from [ReadOptions(), WriteOptions(), Outgoing(deck=DECK), Outgoing(deck=DECK).kept]
    yield deck_text(deck, "a")
    taking = planned(Import(format="a", decks=(deck,)), Path("none"))
    yield from [taking, *taking.files, take_back(taking.record), *by_kind([loss])]


EVERY_VALUE: list[object] = [
    *_of_interchange(),
    AddText("tags", "exam"),
    SetText("source", "book#1"),
    Entries("cards:\n", ("- {cloze: '{{a}}'}\n",), ""),
    *_of_decks(),
    *_of_markup(),
    *_of_grading(),
    *_of_scheduling(),
    *_of_progress(),
    *_of_sessions(),
    *_of_telling(),
]

NO_VALUES = {
    "Note": "what all kinds of notes have",
    "QuestionNote": "what kinds of notes have",
    "KeyedNote": "what kinds of notes have",
    "Task": "what notes and blanks have",
    "Event": "what all events have",
    "Calls": "what all schedulers have",
    "Rule": "a function with what teaches it",
    "FORMATS": "a table",
    "Exported": "grows with the notes that go out",
    "Source": "holds the bytes of a file",
    "Origin": "holds the text of a file",
    "Reading": "holds the text of a file",
    "Mended": "holds a reading",
    "Learner": "holds a store",
    "Desk": "holds a store",
    "MemoryStore": "holds a log",
    "SQLiteStore": "holds a file",
}
"""Public classes that are no values, or none of their own, with the reason."""


def public_values() -> set[type]:
    """Return the public classes whose instances are values, but for those of numpy's arrays."""
    names = {(room, name) for room in PUBLIC for name in importlib.import_module(room).__all__}
    found = {
        getattr(importlib.import_module(room), name)
        for room, name in names
        if room != "quizkit.fitting" and name not in NO_VALUES
    }
    return {
        each
        for each in found
        if inspect.isclass(each)
        and not issubclass(each, Enum | Exception)
        and not getattr(each, "_is_protocol", False)
    }

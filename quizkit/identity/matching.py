"""Which new notes of a deck plausibly are notes that vanished from it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from quizkit.identity.likeness import CLEARLY, asked, likeness, plain, words_of
from quizkit.identity.wordings import answers_of, prompt_of, written_prompt_of
from quizkit.model import Kind, Note
from quizkit.progress import Wording

MOST_PAIRS = 200_000
"""More pairs of vanished and new notes than this are not compared: the deck is another one."""

_WITHOUT_OPTIONS: Mapping[str, str] = {
    Kind.CHOICE: Kind.TYPED,
    Kind.SEVERAL_CHOICES: Kind.LIST,
}
"""Kinds that others become by options to choose from: what is asked stays what it is."""


class Pair(NamedTuple):
    """How a note read when last seen, and the note that it is now."""

    wording: Wording
    note: Note


class _Scored(NamedTuple):
    score: float
    old: int
    new: int


def matched(vanished: list[Wording], new: list[Note]) -> list[Pair]:
    """Return the pairs of a vanished note and a new one that plausibly are one note."""
    pairs = _same_text(vanished, new, {})
    pairs += _same_text(*_left(vanished, new, pairs), _WITHOUT_OPTIONS)
    pairs += _same_text(*_left(vanished, new, pairs), {}, with_answers=True)
    pairs += _same_text(*_left(vanished, new, pairs), {}, as_written=True)
    pairs += _same_rows(*_left(vanished, new, pairs))
    olds, news = _left(vanished, new, pairs)
    olds = [old for old in olds if old.kind != Kind.WORD]
    news = [note for note in news if not note.has_own_id and note.kind is not Kind.WORD]
    if len(olds) * len(news) > MOST_PAIRS:
        return pairs
    before = [asked(old.kind, old.prompt, old.answers) for old in olds]
    after = [asked(note.kind, prompt_of(note), answers_of(note, "")) for note in news]
    scores = [
        _Scored(likeness(old, now), i, j)
        for i, old in enumerate(before)
        for j, now in enumerate(after)
        if old.kind == now.kind
    ]
    likely = [scored for scored in scores if scored.score]
    pairs += [Pair(olds[best.old], news[best.new]) for best in likely if _clear(best, likely)]
    return pairs


def _clear(best: _Scored, scores: list[_Scored]) -> bool:
    """Whether a pair is much more alike than any other of its two notes."""
    rivals = [s.score for s in scores if (s.old == best.old) != (s.new == best.new)]
    return best.score - max(rivals, default=0) >= CLEARLY


def _left(
    vanished: list[Wording], new: list[Note], pairs: list[Pair]
) -> tuple[list[Wording], list[Note]]:
    """Return the vanished notes and the new ones that are in no pair."""
    done_old = {pair.wording.note for pair in pairs}
    done_new = {pair.note.id for pair in pairs}
    return (
        [wording for wording in vanished if wording.note not in done_old],
        [note for note in new if note.id not in done_new],
    )


def _same_rows(vanished: list[Wording], new: list[Note]) -> list[Pair]:
    """Return the pairs of rows of tables that plausibly are one."""
    olds = [old for old in vanished if old.kind == Kind.WORD]
    news = [note for note in new if note.kind is Kind.WORD and not note.has_own_id]
    if not olds or not news:
        return []
    from quizkit.identity.rows import same_rows

    found = same_rows([old.prompt for old in olds], [*map(prompt_of, news)])
    return [Pair(olds[old], news[place]) for old, place in found]


def _same_text(
    vanished: list[Wording],
    new: list[Note],
    kinds: Mapping[str, str],
    *,
    with_answers: bool = False,
    as_written: bool = False,
) -> list[Pair]:
    """Return the pairs that read the same, as when ids were written into a deck.

    Args:
        vanished, new: the notes.
        kinds: the kind that one of its keys is taken for.
        with_answers: whether answers tell apart those that ask the same, of other pictures.
        as_written: whether new notes in Markdown go by what is written, as it read in a plain deck.
    """
    if not vanished:
        return []
    olds: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
    news: dict[tuple[str, ...], list[Note]] = defaultdict(list)
    for wording in vanished:
        said = _told(wording.prompt, wording.answers if with_answers else {})
        olds[kinds.get(wording.kind, wording.kind), *said].append(wording)
    prompt_in = written_prompt_of if as_written else prompt_of
    for note in new:
        if as_written and not note.marks and not getattr(note, "template", ""):
            continue
        said = _told(prompt_in(note), answers_of(note, "") if with_answers else {})
        news[kinds.get(note.kind, note.kind), *said].append(note)
    return [
        Pair(olds[text][0], notes[0])
        for text, notes in news.items()
        if len(text) > 1 and len(notes) == len(olds.get(text, ())) == 1
    ]


def _told(prompt: str, answers: Mapping[str, str]) -> list[str]:
    """Return what tells a note from others: its words, and its answers, if any."""
    return [*words_of(prompt), *sorted(f"{end}={plain(text)}" for end, text in answers.items())]

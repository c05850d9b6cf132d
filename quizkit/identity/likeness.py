"""The likeness of two notes, and the thresholds from which on they count as one.

`python -m tests.likeness DECK...` shows, for the notes of decks, how near each threshold is to
taking two different ones for one; tests/rooms/test_carry_over.py has edits that each has to let through.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from quizkit.model import Kind, collapsed

SAME_NOTE = 0.75
"""The least likeness of two prompts, 0 to 1, if their answers are the same.

Low enough for one word of four to be replaced. Notes of one pattern, `capital of France` and
`capital of Peru`, reach it too, so the answer has to be a telling one as well.
"""
SAME_PROMPT = 0.9
"""The least likeness of two prompts, 0 to 1, if their answers differ.

Then the prompt alone speaks for one note: a slip mended, one word of ten replaced.
"""
CLEARLY = 0.15
"""The lead of the best match over the next one, or it is in doubt.

As much as one word of seven: of two notes of one pattern neither is taken for the old one.
"""
DISTINCTIVE = 8
"""Letters of an answer that hardly two notes share; `4` or `true` says nothing of its note."""
TELLING = 4
"""Letters of an answer that hardly two notes of such like wording share, names and figures equal."""
COMMON_WORDS = 0.4
"""Share of the words of the longer prompt that the other has, or they are not compared further.

Prompts with fewer are hardly SAME_NOTE, and comparing letter by letter is slow.
"""
MENDED = 0.6
"""The least likeness, 0 to 1, of a text to the one put in its place, if that only mends it."""

_TURNING = frozenset(("not", "no", "never", "except", "without"))


class Asked(NamedTuple):
    """The question of a note, made ready to be compared.

    Args:
        kind: as `Note.kind` names it.
        words: of its prompt, in lower case.
        names: those that begin with a capital within a sentence.
        answers: sorted, without what makes no other answer.
    """

    kind: str
    words: list[str]
    names: frozenset[str]
    answers: list[str]


def asked(kind: str, prompt: str, answers: Mapping[str, str]) -> Asked:
    """Return the question of a note, made ready to be compared.

    Args:
        answers: by what the card's id has after the note's. The answer to the reverse of a
            question is left out, as it is the prompt.
    """
    ends = answers.keys() if kind == Kind.CLOZE else answers.keys() - {":reverse"}
    names = (name for name in re.findall(_WITHIN, prompt) if not name[0].islower())
    return Asked(
        kind,
        words_of(prompt),
        frozenset(map(str.casefold, names)),
        sorted(plain(answers[end]) for end in ends),
    )


_WITHIN = r"(?<=[\w,;:] )[^\W\d_]\w*"


def likeness(old: Asked, new: Asked) -> float:
    """Return the likeness of two notes of a kind, 0 to 1; 0 if they may well be two.

    Prompts that differ in a figure, a name or any other word replaced are often of one pattern:
    `capital of France`, `capital of Peru`. Only an answer that they share, and hardly two notes
    would, says that they are one; or a shorter one, if no name was replaced: `flows` by `runs`.
    """
    before, after = set(old.words), set(new.words)
    if len(before & after) < COMMON_WORDS * max(len(before), len(after)):
        return 0.0
    from difflib import SequenceMatcher  # few edits need it, and each session loads this module

    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    score = max(matcher.ratio(), alike(" ".join(old.words), " ".join(new.words)))
    same = old.answers == new.answers
    if score < (SAME_NOTE if same else SAME_PROMPT):
        return 0.0
    longest = max(map(len, old.answers), default=0)
    if same and longest >= DISTINCTIVE:
        return score
    telling = same and longest >= TELLING and old.kind != Kind.TRUE_OR_FALSE
    kept = old.names | new.names if telling else None
    edits = (
        (old.words[a:b], new.words[c:d])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )
    return score if all(_mends(gone, come, kept) for gone, come in edits) else 0.0


def _mends(gone: list[str], come: list[str], kept: frozenset[str] | None) -> bool:
    """Whether words that come in place of others leave a prompt what it is.

    Args:
        kept: the words that may not change, any other may; None if any replaced is another note.
    """
    words = (*gone, *come)
    if any(word in _TURNING or any(map(str.isdigit, word)) for word in words):
        return False
    if kept is not None and kept.isdisjoint(words):
        return True
    return not gone or not come or alike(" ".join(gone), " ".join(come)) >= MENDED


def alike(one: str, other: str) -> float:
    """Return the likeness of two texts letter by letter, 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", collapsed(text).casefold())


def plain(text: str) -> str:
    """Return an answer without what makes no other answer: case, white space, a full stop."""
    return collapsed(text).casefold().rstrip(".") or text

"""Answers to a note in Markdown: marks that are typed say nothing, as its texts are words (rule 50).

But what looks like a mark may be meant as it stands, as in 2*3*4. So each text of an answer is judged
with its marks and without, and the better verdict stands.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from itertools import chain

from quizkit.grading.codes import Code
from quizkit.grading.verdict import Response, Verdict
from quizkit.lazy import pattern
from quizkit.markup.plain import stripped, unquoted
from quizkit.model import AnswerKey, AnswerType, Card, Line, PickInOrder, PickOne

_MAY_BE_MARKS = frozenset("\\`*_[$~{&^'(（").intersection
_LONGEST = 50_000
"""Letters of a text that may be an answer, if one of many parts."""
_BETWEEN = pattern("( *[\n;,] *)")
"""What stands between the texts of a line."""
_KNOWN = "\ue000"
"""What stands for a known text while marks are taken from the others."""
_MOST_TURNED = 20
"""Texts of an answer that are judged in the other way by themselves."""


def judged_without_marks(
    card: Card, response: Response, judge: Callable[[Response], Verdict], *, picked: bool
) -> Verdict:
    """Return the better verdict on an answer to a card in Markdown: with its marks, or without.

    Args:
        card: what was asked.
        response: the answer; not None.
        judge: says the verdict on one with or without marks.
        picked: whether options were shown; what is none without its marks is none with them.
    """
    bare = without_marks(card, response)
    verdict = judge(bare)
    picked = picked or isinstance(card.task.form, PickInOrder)
    if verdict.score == 1 or picked or bare == response or _is_named(verdict):
        return verdict
    as_typed = judge(response)
    best, other = bare, response
    if as_typed.score > verdict.score:
        best, other, verdict = response, bare, as_typed
    if verdict.score == 1 or isinstance(card.task.form, Line | PickOne):
        return verdict
    return _with_some_turned(verdict, best, other, judge)


def _is_named(verdict: Verdict) -> bool:
    """Return whether an answer, or a part of it, is what the author wrote down as wrong."""
    return verdict.code in _NAMED or any(part.verdict.code in _NAMED for part in verdict.parts)


_NAMED = frozenset((Code.REJECT, Code.DISTRACTOR))


def _with_some_turned(
    verdict: Verdict, best: Response, other: Response, judge: Callable[[Response], Verdict]
) -> Verdict:
    """Return the verdict on the best answer, or on one of which some texts are those of the other."""
    texts, others = _texts(best), _texts(other)
    if len(texts) != len(others):
        return verdict
    differ = [at for at, text in enumerate(texts) if text != others[at]]
    for at in differ[:_MOST_TURNED] if len(differ) > 1 else ():
        turned = [*texts[:at], others[at], *texts[at + 1 :]]
        said = judge(_of_texts(best, turned))
        if said.score > verdict.score:
            texts, verdict = turned, said
    return verdict


def _texts(response: Response) -> list[str]:
    """Return the texts of an answer; of a line its items, and what stands between them."""
    match response:
        case str():
            return _BETWEEN.split(response)
        case Mapping():
            return list(response.values())
        case Sequence():
            return list(response)
    return []


def _of_texts(response: Response, texts: list[str]) -> Response:
    """Return an answer like another that has other texts."""
    match response:
        case str():
            return "".join(texts)
        case Mapping():
            return dict(zip(response, texts, strict=True))
    return texts


def without_marks(card: Card, response: Response) -> Response:
    """Return an answer to a card in Markdown without the marks in its texts.

    A text that the note has stays as it stands, and one as it is written there is the words of it.
    """
    bare = _Bare(card)
    match response:
        case str():
            return bare.text(response)
        case Mapping():
            return bare.labelled(response)
        case Sequence() if not isinstance(response, bytes | bytearray):
            return [bare.text(text) for text in response]
    return response


_FORMULA = pattern(r"\s*\$\$?([^$]+)\$\$?\s*")
_READING = pattern(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
_TIMES = pattern(r"(?<=\w) ?\* ?(?=[^\W\d_])")
"""A sign between two factors, which a formula that is letters and figures alone leaves out: 2*x."""
_BRACKETS = str.maketrans("（）", "()")


def _compared(text: str) -> str:
    """Return a text without white space, its brackets those of ASCII."""
    return "".join(text.split()).translate(_BRACKETS)


class _Bare:
    """Takes the marks from what is given to a card in Markdown."""

    def __init__(self, card: Card) -> None:
        self._card = card

    def text(self, text: str) -> str:
        """Return a text without marks; what is none stays as it is."""
        if not isinstance(text, str) or len(text) > _LONGEST or not _MAY_BE_MARKS(text):
            return text
        if said := self._known(text):
            return said
        if self._is_code:
            return unquoted(text)
        pieces = _BETWEEN.split(text)
        kept = [known for piece in pieces if (known := self._known(piece))]
        if not kept or _KNOWN in text:
            return stripped(text)
        masked = "".join(_KNOWN if self._known(piece) else piece for piece in pieces)
        first, *others = stripped(masked).split(_KNOWN)
        return first + "".join(chain.from_iterable(zip(kept, others, strict=True)))

    def labelled(self, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return texts by their labels without marks; two labels stay two."""
        labels = list(map(self.text, texts))
        kept = labels if len({*labels}) == len(labels) else texts
        return dict(zip(kept, map(self.text, texts.values()), strict=True))

    def _known(self, text: str) -> str:
        """Return the words of a text that the note has, as it is or as it is written; else nothing."""
        text = text.strip()
        if text.casefold() in self._own:
            return text
        if words := self._written.get(text) or self._ways.get(_compared(text)):
            return words
        return self._ways.get(_compared(_TIMES.sub("", text)), "") if "*" in text else ""

    @cached_property
    def _is_code(self) -> bool:
        """Whether what is typed is code, in which each sign counts; an exact answer in backquotes is."""
        key = getattr(self._card.task, "key", None)
        if not isinstance(key, AnswerKey) or key.type is not AnswerType.EXACT:
            return isinstance(key, AnswerKey) and key.type is AnswerType.CODE
        written = (self._card.note.marks or {}).get(key.answer, "")
        return unquoted(written) != written

    @cached_property
    def _written(self) -> Mapping[str, str]:
        return {text: words for words, text in (self._card.note.marks or {}).items()}

    @cached_property
    def _ways(self) -> Mapping[str, str]:
        """Words by how else they may be typed: a formula as its source, a word as it is shown."""
        ways = {}
        for text, words in self._written.items():
            if source := _FORMULA.fullmatch(text):
                ways[_compared(source[1])] = words
                ways.setdefault(_compared(words), words)
            elif (shown := _READING.sub(r"\1(\2)", text)) != text:
                ways[_compared(stripped(shown))] = words
        return ways

    @cached_property
    def _own(self) -> Collection[str]:
        """What an answer may be in words, letter case aside."""
        task = self._card.task
        texts = [text for right in task.rights for text in (right.label, *right.variants)]
        texts += [*task.options, *getattr(getattr(task, "key", task), "reject", ())]
        return frozenset(text.strip().casefold() for text in texts) - {""}

"""Lists: items in any order, each of which may name a part of the answer (rule 28 of docs/grading.md).

What is right is read once for all that is given for it, and an item that comes again, in another
answer too, is judged once: `check` tries many examples on one card.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from attrs import evolve

from quizkit.answers.languages import language_of
from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.answers.variants import ways_to_part
from quizkit.grading.alike import latin, of_another_script
from quizkit.grading.attempt import Attempt
from quizkit.grading.codes import Code
from quizkit.grading.descriptions import strictness
from quizkit.grading.fillers import is_place
from quizkit.grading.given import Given, Standard
from quizkit.grading.items import ItemParser, texts_of, with_numbers
from quizkit.grading.key import judge_key
from quizkit.grading.key_rights import texts_of_key, values_of
from quizkit.grading.near import FEW, near_ones, near_texts
from quizkit.grading.near_values import NearValues
from quizkit.grading.text import MORE_OR_LESS, NOTHING, judge_text
from quizkit.grading.verdict import (
    CORRECT,
    NO_ANSWER,
    TOO_LONG,
    Outcome,
    Part,
    Verdict,
    close,
    partial,
    shortly,
    wrong,
)
from quizkit.lazy import pattern
from quizkit.model import AnswerKey, Judging, ListNote, Variants

_NO_PART = wrong(Code.EXTRA, "not among the answers")
_UNPARTED = wrong(Code.UNPARTED, "put commas between the answers")
_TOLD = (Code.REJECT, Code.NO_SLIPS)
_PLAIN = (Code.EXTRA, Code.UNPARTED)
"""What is told of an item that is none of the answers."""
_Said = TypeVar("_Said")


def judge_list(task: ListNote, attempt: Attempt) -> Verdict:
    """Return the verdict on a list of answers in any order."""
    return judge_items(task.answers, attempt, reject=task.reject, require=task.require)


def describe_list(task: ListNote, judging: Judging) -> str:
    """Return the number of answers asked and of all there are, and the scoring."""
    asked = task.require or len(task.answers)
    some = "all" if asked == len(task.answers) else f"any {asked}"
    said = f"a list: {some} of {len(task.answers)} parts in any order, wrong ones subtracted"
    return said + strictness(judging)


def judge_items(
    answers: Sequence[Variants],
    attempt: Attempt,
    *,
    reject: Mapping[str, str] = NOTHING,
    require: int | None = None,
) -> Verdict:
    """Return the verdict on items in any order: what was found, less what is wrong, over the asked.

    Args:
        answers: the items, each with its variants.
        attempt: the response, a text or the items, and its standard.
        reject: near misses, with their feedback.
        require: how many items are asked; None for all.
    """
    asked = min(require or len(answers), len(answers))
    lines = texts_of(attempt.response)
    if sum(len(clean(line)) for line in lines) > MAX_LENGTH * max(asked, len(lines), 1):
        return TOO_LONG
    standard = attempt.standard
    plainly = Standard(
        standard.judging,
        explain=False,
        question=standard.question,
        without=standard.without,
    )
    answer = _answer(tuple(answers), tuple(reject.items()), plainly)
    given = answer.items(lines)
    if not given:
        return NO_ANSWER
    verdicts = [answer.verdicts(item, standard) for item in given[: answer.most]]
    found = _found(verdicts)
    extra = _extra(given[: answer.most], verdicts, found, answer.why_extra)
    extra += [Part("", item, "", _NO_PART) for item in given[answer.most :]]
    parts = []
    for at, key in enumerate(answer.keys):
        if at in found:
            parts.append(Part("", given[found[at].item], key.answer, found[at].verdict))
        elif asked == len(answers):  # where fewer are asked, none of the others is missing
            parts.append(Part("", "", key.answer, NO_ANSWER))
    verdict = _list_verdict([one.verdict for one in found.values()], extra, asked, len(answers))
    return evolve(verdict, parts=(*parts, *extra))


_Verdicts = Mapping[int, Verdict]
"""Those on one item, by the part of the answer that it may name; it is wrong for any other."""


class _Answer:
    """What is right in a list, read once, with what was said of items given for it so far.

    `most` is how many different items may be right: no more of them are judged, nor kept.
    """

    def __init__(
        self, answers: Sequence[Variants], reject: Mapping[str, str], standard: Standard
    ) -> None:
        self.keys = [AnswerKey(texts[0], accept=texts[1:], reject=reject) for texts in answers]
        self.most = 4 * sum(map(len, answers)) + 20
        self._plainly, judging = standard, standard.judging
        self._language = judging.language
        texts = [texts_of_key(key, judging) for key in self.keys]
        self._known = tuple(chain.from_iterable(texts))
        self._hold_alternatives = len(self._known) > sum(map(len, answers))
        whole = (*self._known, *map(clean, reject))
        self._parser = ItemParser(whole, judging.language, self._is_one, standard.without)
        self._near = near_texts(self._known, self._plainly.style)
        self._owners = [part for part, own in enumerate(texts) for _ in own]
        self._values = _ValueParts(self.keys, standard)
        self._has_point = not language_of(judging.language).decimal_comma
        self._is_known: dict[str, bool] = {}
        self._verdicts: dict[str, _Verdicts] = {}

    def items(self, lines: Sequence[str]) -> list[str]:
        """Return the different items of a response; one that comes again counts where it stands last."""
        items: dict[str, str] = {}
        for line in lines:
            held = with_numbers(line, self._is_right) if self._has_point else line
            for item in self._parser.items(held):
                form = plain(item).casefold()
                if items and self._says_where(next(reversed(items.values())), item, held):
                    continue
                items[form] = items.pop(form, item)
        return list(items.values())

    def _says_where(self, place: str, item: str, line: str) -> bool:
        """Return whether an item only says where the place before it lies: Boston, Massachusetts."""
        style = self._plainly.style
        if not is_place(item, style) or self._is_one(item) or not self._is_one(place):
            return False
        given = Given(f"{place}, {item}")
        near = (self._known[at] for at in self._near.of(given))
        return any(given.likeness(text, style) for text in near) and given.raw in line

    def _is_right(self, text: str) -> bool:
        verdicts = self._once(self._verdicts, text.strip(), self._judge)
        return any(verdict.outcome is Outcome.CORRECT for verdict in verdicts.values())

    def _holds_several(self, item: str) -> bool:
        """Return whether a text that names no part holds the words of two answers or more."""
        words = _words(item)
        if len(words) < 2 or len(item) > MAX_LENGTH:
            return False
        lengths, texts = self._in_words
        found: set[str] = set()
        at = 0
        while at < len(words):
            runs = {" ".join(words[at : at + length]): length for length in lengths}
            run = next(filter(texts.__contains__, runs), "")
            found.add(run)
            at += runs.get(run, 1)
        return len(found - {""}) > 1

    def why_extra(self, item: str) -> Verdict:
        """Return the verdict on a text that names no part."""
        if self._holds_several(item):
            return _UNPARTED
        twin = self._twins.get(latin(plain(item)).casefold(), "")
        said = of_another_script(plain(twin), plain(item))
        return wrong(Code.LOOK_ALIKE, said) if said else _NO_PART

    @cached_property
    def _twins(self) -> Mapping[str, str]:
        """The answers by their letters, those of other scripts that look alike being Latin ones."""
        return {latin(plain(text)).casefold(): text for text in self._known}

    @cached_property
    def _in_words(self) -> tuple[Sequence[int], Collection[str]]:
        """How many words answers have, the most first, and their words; of long ones none."""
        texts = [words for words in map(_words, self._known) if 0 < len(words) <= _MOST_WORDS]
        return sorted({*map(len, texts)}, reverse=True), frozenset(map(" ".join, texts))

    def _is_one(self, text: str) -> bool:
        """Return whether a text is an answer, right or close, or several words that are rejected."""
        return self._once(self._is_known, text, self._compare)

    def _compare(self, text: str) -> bool:
        given = Given(text)
        if given.unfit:
            return False
        rights = [self._known[place] for place in self._near.of(given)]
        if self._parser.parts(text):  # "Rome, Washington" is Rome, but no more where both are asked
            rights = [right for right in rights if self._parser.parts(right)]
        if rights and judge_text(rights, given, self._plainly).outcome.remembered:
            return True
        style, reject = self._plainly.style, self.keys[0].reject if " " in text else ()
        near = near_ones(reject, given, style)
        return any(given.equals(clean(one), style, as_it_stands=True) for one in near)

    def verdicts(self, item: str, standard: Standard) -> _Verdicts:
        """Return the verdicts on an item by the parts that it may be near.

        What the author rejects is so for every part: one more stands for all the others.
        """
        plainly = self._once(self._verdicts, item, self._judge)
        if all(map(_stands, plainly.values())) or not standard.other_answers:
            return plainly
        return self._judge(item, self._plainly._replace(other_answers=standard.other_answers))

    def _judge(self, text: str, standard: Standard | None = None) -> _Verdicts:
        item = Given(text)
        parts = self._values.near(item)
        if not item.unfit:
            parts = parts.union(self._owners[at] for at in self._near.of(item))
            if self._hold_alternatives:
                named = chain.from_iterable(ways_to_part(text, self._language))
                near = chain.from_iterable(self._near.of(Given(one)) for one in named)
                parts = parts.union(self._owners[at] for at in near)
        if self.keys[0].reject:
            others = (part for part in range(len(self.keys)) if part not in parts)
            parts = parts.union(islice(others, 1))
        own = standard or self._plainly
        said = {part: judge_key(self.keys[part], item, own) for part in sorted(parts)}
        if any(verdict is CORRECT for verdict in said.values()):  # no other part, more or less
            return {part: one for part, one in said.items() if one is not MORE_OR_LESS}
        return said

    def _once(self, said: dict[str, _Said], text: str, say: Callable[[str], _Said]) -> _Said:
        """Return what is said of a text, as it was said before if it was."""
        found = said.get(text)
        if found is None:
            if len(said) >= self.most:
                said.clear()
            found = said[text] = say(text)
        return found


@lru_cache(maxsize=4)
def _answer(
    answers: tuple[Variants, ...],
    reject: tuple[tuple[str, str], ...],
    standard: Standard,
) -> _Answer:
    """Return what is right in a list, made once for all that is given for it."""
    return _Answer(answers, dict(reject) if reject else NOTHING, standard)


def _stands(verdict: Verdict) -> bool:
    """Return whether a verdict is the same whatever other cards ask: it is of no slip."""
    return (verdict.outcome is Outcome.CORRECT and verdict is not MORE_OR_LESS) or (
        verdict.outcome is Outcome.WRONG and verdict.code not in _TOLD
    )


class _ValueParts:
    """Parts of an answer that are read as numbers, dates or the like."""

    def __init__(self, keys: Sequence[AnswerKey], standard: Standard) -> None:
        judging = standard.judging
        found = [(part, way) for part, key in enumerate(keys) for way in values_of(key, judging)]
        self._question = standard.question
        self._owners = [part for part, _ in found]
        self._all = frozenset(self._owners)
        self._table = NearValues([way for _, way in found], judging) if len(found) > FEW else None

    def near(self, item: Given) -> frozenset[int]:
        """Return the parts that an item may name by its value: of few all."""
        if self._table is None:
            return self._all
        if item.unfit:
            return frozenset()
        found = self._table.of(item.bare, None, self._question)
        return frozenset(self._owners[at] for at in found)


class _Found(NamedTuple):
    """The item that names a part of the answer, by its place, and how well."""

    item: int
    verdict: Verdict


def _found(verdicts: Sequence[_Verdicts]) -> dict[int, _Found]:
    """Return for each part of the answer that was found which item names it.

    Items that fit fewest parts choose first, and right ones before those with a slip.
    """
    found: dict[int, _Found] = {}
    for outcome in (Outcome.CORRECT, Outcome.CLOSE):
        taken = {one.item for one in found.values()}
        fitting = {
            at: [part for part, verdict in own.items() if verdict.outcome is outcome]
            for at, own in enumerate(verdicts)
            if at not in taken
        }
        for at in sorted(fitting, key=lambda at: len(fitting[at])):
            free = [part for part in fitting[at] if part not in found]
            found.update({part: _Found(at, verdicts[at][part]) for part in free[:1]})
    return found


_MOST_WORDS = 8
"""Longest answers, in words, that are looked for within an item."""
_WORD = pattern(r"[^\W_]+")


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(plain(text).casefold())


def _extra(
    given: Sequence[str],
    verdicts: Sequence[_Verdicts],
    found: Mapping[int, _Found],
    why: Callable[[str], Verdict],
) -> list[Part]:
    """Return the items that name no part of the answer, not even in part."""
    placed = {one.item for one in found.values()}
    extra = []
    for at, (item, own) in enumerate(zip(given, verdicts, strict=True)):
        outcomes = {verdict.outcome for verdict in own.values()}
        if at not in placed and outcomes <= {Outcome.WRONG}:
            told = (verdict for verdict in own.values() if verdict.code in _TOLD)
            extra.append(Part("", item, "", next(told, None) or why(item)))
    return extra


def _list_verdict(found: Sequence[Verdict], extra: Sequence[Part], asked: int, of: int) -> Verdict:
    """Return the verdict on a list without its parts; `asked` are so many of `of` answers."""
    right = min(len(found), asked)
    score = (right - len(extra)) / asked
    slips = [verdict for verdict in found if verdict.outcome is Outcome.CLOSE]
    if score >= 1:
        return close(Code.SLIP, slips[0].reason) if len(found) - len(slips) < asked else CORRECT
    reason = f"{right} of {asked} {'parts' if asked == of else 'asked'}"
    if extra:
        feedback = [part.verdict.reason for part in extra if part.verdict.code not in _PLAIN]
        wrong_ones = ", ".join(shortly(part.given) for part in extra[:3])
        told = "".join(f" ({text})" for text in feedback[:1])
        unparted = any(part.verdict.code is Code.UNPARTED for part in extra)
        said = _UNPARTED.reason if unparted else _NO_PART.reason
        counted = f", less {len(extra)} " if right and not unparted else "; "
        reason += f"{counted}{said}: {wrong_ones}{told}"
    if right < asked < of:
        reason += f"; {asked - right} more would do" if right else f"; any {asked} would do"
    return partial(score, Code.PARTS, reason)

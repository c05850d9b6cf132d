"""Whole cards: each kind of task, and answers with several parts (rules 28 to 34)."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from quizkit.answers.letters import clean, plain
from quizkit.answers.quantities import read_quantity
from quizkit.grading.answer import judge_key, judge_text
from quizkit.grading.verdict import (
    NO_ANSWER,
    TOO_LONG,
    Part,
    Verdict,
    close,
    correct,
    partial,
    wrong,
)
from quizkit.model import (
    AnswerKey,
    Blanks,
    Card,
    ChoiceNote,
    Judging,
    ListNote,
    OrderNote,
    PairsNote,
    SelfRatedNote,
    SeveralChoicesNote,
    TrueFalseNote,
    TypedNote,
    Variants,
)

Response = str | Sequence[str] | Mapping[str, str] | None

_MOST = 10_000  # characters of a whole answer with parts; more is no answer


def grade(
    card: Card,
    response: Response,
    *,
    options: Sequence[str] = (),
    other_answers: frozenset[str] = frozenset(),
) -> Verdict:
    """Return the verdict on an answer to a card.

    Args:
        card: what was asked.
        response: a text, or None for none; a list for several choices, order, list and cloze (or
            one text with separators); a mapping from left to right for pairs.
        options: the texts that were shown to pick from, in the order shown; none where the answer
            was typed, and distractors are then rejected near misses.
        other_answers: right answers of the other notes of the deck.

    A self-rated answer is not judged: its verdict is correct, with code `self`, and says nothing.
    """
    judging = card.note.judging
    task = card.task
    match task:
        case SelfRatedNote():
            return correct("self")
        case TypedNote():
            return judge_key(task.key, _text(response), judging)
        case ChoiceNote():
            return _choice(task, _text(response), options, judging)
        case TrueFalseNote():
            return _true_or_false(task.answer, _text(response))
        case ListNote():
            return _list(task.answers, response, judging, task.reject, task.require)
        case SeveralChoicesNote():
            return _several(task, response, options, judging)
        case OrderNote():
            return _order(task, response, options, judging)
        case PairsNote():
            return _pairs(task, response, judging)
        case Blanks():
            return _blanks(task.keys, response, judging)


def _text(response: Response) -> str:
    if isinstance(response, str):
        return response
    if isinstance(response, Mapping):
        response = list(response.values())
    return "; ".join(response) if response else ""


# Choices


_LETTER = re.compile(r"\(?([a-z])(?:[).:]|\Z)[).: ]*(.*)", re.IGNORECASE | re.DOTALL)
_POSITION = re.compile(r"\(?([0-9]{1,2})[).:]?")


def chosen(text: str, options: Sequence[str]) -> str | None:
    """Return the option that a text picks: by its text, its letter, or its position.

    A position is not read where any option is a number. None if the text picks none.
    """
    given = plain(clean(text[:2000]))
    if not given:
        return None
    for option in options:
        if plain(clean(option)) == given:
            return option
    folded = [option for option in options if plain(clean(option)).casefold() == given.casefold()]
    if folded:
        return folded[0] if len(folded) == 1 else None
    match = _LETTER.fullmatch(given)
    if match:
        place = ord(match[1].lower()) - ord("a")
        if place < len(options):
            rest = match[2].strip()
            if not rest or judge_text([options[place]], rest, Judging()).outcome.remembered:
                return options[place]
    match = _POSITION.fullmatch(given)
    if match and 1 <= int(match[1]) <= len(options) and not any(map(_is_number, options)):
        return options[int(match[1]) - 1]
    alike = [o for o in options if judge_text([o], text, Judging()).outcome.remembered]
    return alike[0] if len(alike) == 1 else None


def _is_number(option: str) -> bool:
    return read_quantity(option) is not None


def _choice(task: ChoiceNote, given: str, options: Sequence[str], judging: Judging) -> Verdict:
    if not given.strip():
        return NO_ANSWER
    if not options:
        key = evolve(task.key, reject={**task.distractors, **task.key.reject})
        return judge_key(key, given, judging)
    option = chosen(given, options)
    if option is None:
        return wrong("no-option", "that is none of the options")
    if option == task.key.shown:
        return correct()
    return wrong("option", task.distractors.get(option, ""))


_TRUE = frozenset("true t yes y correct right".split())
_FALSE = frozenset(("false", "f", "no", "n", "incorrect", "wrong", "not true"))


def _true_or_false(right: bool, given: str) -> Verdict:
    word = plain(clean(given[:100])).casefold().rstrip(".!")
    if not word:
        return NO_ANSWER
    if word in _TRUE or word in _FALSE:
        if (word in _TRUE) == right:
            return correct()
        return wrong("truth", "the statement is true" if right else "the statement is false")
    return wrong("no-option", "answer true or false")


# Answers with parts


_SEPARATOR = re.compile(r"[;,\n\u060c\u061b\u3001\uff0c\uff1b]")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-*\u2022]\s+|\(?[0-9]{1,2}[.)]\s+)")


def _items(response: Response, answers: Sequence[Variants], judging: Judging) -> list[str]:
    """Return the items of an answer; "and" splits only where the whole is no right answer."""
    if response is None:
        return []
    if not isinstance(response, str):
        values = response.values() if isinstance(response, Mapping) else response
        return [text for text in values if clean(text)]
    pieces = [_BULLET.sub("", piece, count=1) for piece in _SEPARATOR.split(response)]
    items: list[str] = []
    for piece in pieces:
        known = any(judge_text(v, piece, judging).outcome.remembered for v in answers)
        items += [piece] if known else _AND.split(piece)
    return [item for item in (_without_and(item) for item in items) if clean(item)]


def _without_and(item: str) -> str:
    return re.sub(r"\A\s*(?:and|&)\s+", "", item, flags=re.IGNORECASE)


def _too_long(response: Response) -> bool:
    if response is None:
        return False
    texts: Sequence[str] = [response] if isinstance(response, str) else (
        [*response, *response.values()] if isinstance(response, Mapping) else list(response)
    )
    return len(texts) > 200 or sum(map(len, texts)) > _MOST


def _list(
    answers: Sequence[Variants],
    response: Response,
    judging: Judging,
    reject: Mapping[str, str],
    require: int | None,
) -> Verdict:
    if _too_long(response):
        return TOO_LONG
    items = _items(response, answers, judging)
    if not items:
        return NO_ANSWER
    wanted = require or len(answers)
    found: dict[int, Verdict] = {}
    parts: list[Part] = []
    seen: set[str] = set()
    extras = 0
    for item in items:
        name = clean(item).casefold()
        verdicts = [judge_text(v, item, judging, reject) for v in answers]
        place = next((n for n, v in enumerate(verdicts) if v.outcome.remembered), None)
        if place is None:
            if name not in seen:
                extras += 1
                rejected = next((v for v in verdicts if v.code == "reject"), None)
                verdict = rejected or wrong("extra", "not one of them")
                parts.append(Part("", clean(item), "", verdict))
        elif place not in found:
            found[place] = verdicts[place]
            parts.append(Part("", clean(item), answers[place][0], verdicts[place]))
        seen.add(name)
    if require is None:
        for n, variants in enumerate(answers):
            if n not in found:
                parts.append(Part("", "", variants[0], wrong("missing", "not named")))
    score = max(0.0, (min(len(found), wanted) - extras) / wanted)
    said = f"{len(found)} of {wanted} parts" + (f", {extras} wrong" if extras else "")
    return _of_parts(score, parts, said)


def _of_parts(score: float, parts: Sequence[Part], said: str) -> Verdict:
    verdict = partial(score, "parts", said)
    if score >= 1:
        slip = any(p.verdict.outcome.remembered and p.verdict.score < 1 for p in parts)
        verdict = close("slip", "right, with a slip") if slip else correct()
    return evolve(verdict, parts=tuple(parts))


def _picks(
    response: Response, options: Sequence[str], split: Callable[[str], list[str]]
) -> list[str]:
    """Return the options picked, by text or label; what picks none stays as it is."""
    if response is None:
        return []
    if isinstance(response, str):
        whole = chosen(response, options)
        texts = [whole] if whole is not None else split(response)
    else:
        texts = list(response.values() if isinstance(response, Mapping) else response)
    picked = [chosen(text, options) or clean(text) for text in texts if clean(text)]
    return list(dict.fromkeys(picked))


def _labels(text: str) -> list[str]:
    """Return the items of a line: by separators, else by spaces where all are short labels."""
    pieces = [piece for piece in _SEPARATOR.split(text) if clean(piece)]
    if len(pieces) == 1:
        words = pieces[0].split()
        if all(len(word.strip("().:")) <= 2 for word in words):
            return words
        return _AND.split(pieces[0])
    return [_without_and(piece) for piece in pieces]


def _several(
    task: SeveralChoicesNote, response: Response, options: Sequence[str], judging: Judging
) -> Verdict:
    if not options:
        return _list(task.answers, response, judging, task.distractors, None)
    if _too_long(response):
        return TOO_LONG
    right = [variants[0] for variants in task.answers]
    picked = _picks(response, options, _labels)
    if not picked:
        return NO_ANSWER
    if not right:
        none = [clean(text).casefold() for text in picked] == ["none"]
        return correct() if none else wrong("extra", "none of the options is right")
    hits = [option for option in picked if option in right]
    misses = [option for option in picked if option not in right]
    wrongs = [option for option in options if option not in right]
    score = len(hits) / len(right) - (len(misses) / len(wrongs) if wrongs else 0)
    parts = [
        *(Part("", option, option, correct()) for option in hits),
        *(Part("", o, "", wrong("extra", task.distractors.get(o, ""))) for o in misses),
        *(Part("", "", o, wrong("missing", "")) for o in right if o not in hits),
    ]
    said = f"{len(hits)} of {len(right)} right"
    if misses:
        said += f", {len(misses)} too many"
    return _of_parts(score, parts, said)


def _order(
    task: OrderNote, response: Response, options: Sequence[str], judging: Judging
) -> Verdict:
    if _too_long(response):
        return TOO_LONG
    picked = _picks(response, options or task.order, _labels if options else _lines)
    if not picked:
        return NO_ANSWER
    places = [task.order.index(text) for text in picked if text in task.order]
    steps = len(task.order) - 1
    run = _longest_rising(places)
    score = max(0, run - 1) / steps
    parts = []
    for place, right in enumerate(task.order):
        given = picked[place] if place < len(picked) else ""
        verdict = correct() if given == right else wrong("place", "")
        parts.append(Part(str(place + 1), given, right, verdict))
    return _of_parts(score, parts, f"{run} of {len(task.order)} in the right order")


def _lines(text: str) -> list[str]:
    return re.split(r"[;\n]|,|->|\u2192", text)


def _longest_rising(places: Sequence[int]) -> int:
    """Return the length of the longest run that rises, not of neighbours only."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


_BETWEEN = re.compile(r"\s*(?:=|:|\u2192|->|\u2013| - )\s*")


def _pairs(task: PairsNote, response: Response, judging: Judging) -> Verdict:
    if response is None or _too_long(response):
        return NO_ANSWER if response is None else TOO_LONG
    if isinstance(response, Mapping):
        given = dict(response)
    else:
        lines = response.splitlines() if isinstance(response, str) else list(response)
        halves = [_BETWEEN.split(line, maxsplit=1) for line in lines]
        given = {half[0].strip(): half[1] for half in halves if len(half) == 2}
    named = {clean(left).casefold(): right for left, right in given.items()}
    if not any(clean(right) for right in named.values()):
        return NO_ANSWER
    parts = []
    right_count = 0
    rights = set(task.pairs.values())
    for left, right in task.pairs.items():
        text = named.get(clean(left).casefold(), "")
        verdict = judge_text([right], text, judging, dict.fromkeys(rights - {right}, ""))
        if verdict.code == "reject":
            verdict = wrong("pair", "")
        right_count += verdict.outcome.remembered
        parts.append(Part(left, clean(text), right, verdict))
    score = right_count / len(task.pairs)
    return _of_parts(score, parts, f"{right_count} of {len(task.pairs)} pairs")


def _blanks(keys: Sequence[AnswerKey], response: Response, judging: Judging) -> Verdict:
    if isinstance(response, Mapping):
        response = list(response.values())
    texts = [response] if isinstance(response, str) else list(response or ())
    if isinstance(response, str) and len(keys) > 1:
        texts = _SEPARATOR.split(response)
    if not any(text.strip() for text in texts):
        return NO_ANSWER
    texts += [""] * len(keys)
    verdicts = [judge_key(key, text, judging) for key, text in zip(keys, texts, strict=False)]
    if len(keys) == 1:
        return verdicts[0]
    parts = [
        Part(str(n), clean(text[:200]), key.shown, verdict)
        for n, (key, text, verdict) in enumerate(zip(keys, texts, verdicts, strict=False), 1)
    ]
    right = sum(verdict.outcome.remembered for verdict in verdicts)
    score = sum(1.0 if v.outcome.remembered else v.score for v in verdicts) / len(keys)
    return _of_parts(score, parts, f"{right} of {len(keys)} blanks")


def ascending(texts: Sequence[str]) -> tuple[str, ...] | None:
    """Return texts in ascending order if all are numbers of one kind, or all are dates; else None."""
    values: list[tuple[Fraction, str]] = []
    kinds = set()
    for text in texts:
        quantity = read_quantity(text)
        if quantity is None:
            return None
        kinds.add(quantity.unit and quantity.unit.dimensions)
        unit = quantity.unit
        value = unit.to_base(quantity.value) if unit is not None else quantity.value
        values.append((value, text))
    return tuple(text for _, text in sorted(values)) if len(kinds) == 1 else None

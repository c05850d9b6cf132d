"""Judged answers from a file of cases, and how the library judges them.

A case names kinds and settings in its own way; here they become notes and keys. What a deck reads
from the answer (unit, bound, part of the year, era) is written into the answer.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import evolve

from quizkit.answers.languages import language_of
from quizkit.grading import Verdict, grade
from quizkit.grading.parts import judge_blanks
from quizkit.markup import words
from quizkit.model import (
    Accents,
    AnswerKey,
    AnswerType,
    Card,
    Case,
    ChoiceNote,
    Judging,
    ListNote,
    Note,
    OrderNote,
    PairsNote,
    Scoring,
    SeveralChoicesNote,
    SlipRule,
    TrueFalseNote,
    TypedNote,
)
from tests.places import TESTS

CASES = TESTS / "grading"

JudgedCase = Mapping[str, Any]


def read_cases(path: Path) -> Iterator[JudgedCase]:
    """Yield the cases of a file, or of the files of a folder, one JSON object a line.

    Numbers are read as decimals.
    """
    if path.is_dir():
        for file in sorted(path.glob("*.jsonl")):
            yield from read_cases(file)
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line, parse_float=Decimal)


def judge(case: JudgedCase) -> Verdict:
    """Return the verdict on the response of a case."""
    return _judge(case, _response(case["response"]))


def _response(given: Any) -> Any:
    if isinstance(given, dict) and "repeat" in given and "times" in given:
        return given.get("prefix", "") + given["repeat"] * given["times"] + given.get("suffix", "")
    if isinstance(given, list):
        return [_response(item) for item in given]
    if isinstance(given, dict):
        return {left: _response(right) for left, right in given.items()}
    return given


def _judge(case: JudgedCase, response: Any) -> Verdict:
    rules = case.get("rules") or {}
    if case["type"] == "cloze":
        blanks = [
            {**blank, "rules": {**rules, **(blank.get("rules") or {})}}
            for blank in case["accepted"]
        ]
        return judge_blanks(
            [lambda given, blank=blank: _judge(blank, given.raw) for blank in blanks],
            [str(blank["accepted"]) for blank in blanks],
            response,
            interchangeable=rules.get("interchangeable", False),
        )
    note = _in_markdown(case, rules) if rules.get("markup") else _note(case, rules)
    return grade(
        Card("cases#case", note, note),
        response,
        options=note.options
        if case.get("options") and rules.get("markup")
        else case.get("options") or (),
        other_answers=frozenset(map(_text, rules.get("deck_answers", ()))),
    )


def _in_markdown(case: JudgedCase, rules: Mapping[str, Any]) -> Note:
    """Return the note of a case whose texts are written in Markdown: its words, and its marks."""
    marks: dict[str, str] = {}

    def said(value: Any) -> Any:
        if isinstance(value, str):
            marks[words(value, inline=True)] = value
            return words(value, inline=True)
        if isinstance(value, dict):
            return {said(key): said(below) for key, below in value.items()}
        return [said(below) for below in value] if isinstance(value, list) else value

    written = {"accepted": case["accepted"], "options": case.get("options")}
    own = {**rules, "reject": said(rules.get("reject"))}
    note = _note({**case, **said(written)}, own)
    return evolve(note, marks={text: mark for text, mark in marks.items() if text != mark})


def _note(case: JudgedCase, rules: Mapping[str, Any]) -> Note:
    accepted = case["accepted"]
    options = [_text(option) for option in case.get("options") or ()]
    common: dict[str, Any] = {"id": "case", "judging": _judging(rules)}
    question = case.get("question", "")
    match case["type"]:
        case "truefalse":
            return TrueFalseNote(**common, statement=question, answer=accepted)
        case "list":
            return ListNote(
                **common,
                question=question,
                answers=tuple(map(_variants, accepted)),
                reject=_reject(rules),
                require=rules.get("require"),
            )
        case "choice":
            answer, *accept = _variants(accepted)
            wrong = dict.fromkeys((text for text in options if text != answer), "")
            key = AnswerKey(answer, accept=tuple(accept), reject=_reject(rules))
            return ChoiceNote(**common, question=question, key=key, distractors=wrong)
        case "multi":
            right = tuple(map(_variants, accepted))
            shown = {variants[0] for variants in right}
            return SeveralChoicesNote(
                **common,
                question=question,
                answers=right,
                distractors=dict.fromkeys((text for text in options if text not in shown), ""),
                scoring=Scoring(rules.get("scoring", "share")),
            )
        case "ordering":
            return OrderNote(**common, question=question, order=tuple(map(_text, accepted)))
        case "matching":
            pairs = {left: _text(right) for left, right in accepted.items()}
            return PairsNote(**common, question=question, pairs=pairs)
        case _:
            return TypedNote(**common, question=question, key=_key(case, rules))


def _judging(rules: Mapping[str, Any]) -> Judging:
    language = rules.get("locale", "en")
    default = Accents.IGNORE if language.startswith("en") else Accents.CLOSE
    return Judging(
        language=language,
        case=Case(rules.get("case", "ignore")),
        accents=Accents(rules.get("accents", default)),
        dayfirst=rules.get("dayfirst"),
        slips=SlipRule(rules.get("slips", "close")),
    )


def _key(case: JudgedCase, rules: Mapping[str, Any]) -> AnswerKey:
    accepted = case["accepted"]
    language = rules.get("locale", "en")
    if case["type"] == "short":
        answer, *accept = _variants(accepted)
        kind = AnswerType(rules.get("kind", "text"))
        return AnswerKey(answer, accept=tuple(accept), reject=_reject(rules), type=kind)
    if case["type"] == "date":
        return AnswerKey(_date(_text(accepted), rules), type=AnswerType.DATE)
    tolerance = rules.get("tolerance") or {}
    margin = ""
    if "rel" in tolerance:
        margin = f"{_number(Decimal(tolerance['rel']) * 100, language)} %"
    elif "abs" in tolerance:
        margin = _number(tolerance["abs"], language)
    kind = AnswerType.NUMBER
    if isinstance(accepted, dict):
        low, high = (_quantity(accepted[end], rules) for end in ("min", "max"))
        return AnswerKey("", minimum=low, maximum=high, type=kind, tolerance=margin)
    return AnswerKey(
        _quantity(accepted, rules),
        reject=_reject(rules),
        type=kind,
        tolerance=margin,
        unit_required=rules.get("unit_required", False),
    )


def _quantity(value: Any, rules: Mapping[str, Any]) -> str:
    number = _number(value, rules.get("locale", "en"))
    return " ".join(filter(None, (rules.get("qualifier", ""), number, rules.get("unit", ""))))


def _number(value: Any, language: str) -> str:
    text = value if isinstance(value, str) else format(Decimal(str(value)), "f")
    return text.replace(".", ",") if language_of(language).decimal_comma else text


_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def _date(text: str, rules: Mapping[str, Any]) -> str:
    era = rules.get("era", "")
    if era and text.count("-"):  # an ISO date has no era
        year, month, *day = map(int, text.split("-"))
        text = " ".join([*map(str, day), _MONTHS[month - 1], str(year)])
    words = (rules.get("qualifier", ""), rules.get("part", ""), text, era.upper())
    return " ".join(filter(None, words))


def _variants(accepted: Any) -> tuple[str, ...]:
    """Return the variants of a right answer; YAML made booleans of words."""
    if isinstance(accepted, bool):
        return ("yes", "true", "on") if accepted else ("no", "false", "off")
    if isinstance(accepted, list):
        return tuple(text for item in accepted for text in _variants(item))
    return (_text(accepted),)


def _text(value: Any) -> str:
    return (
        value
        if isinstance(value, str)
        else _variants(value)[0]
        if isinstance(value, bool)
        else str(value)
    )


def _reject(rules: Mapping[str, Any]) -> Mapping[str, str]:
    reject = rules.get("reject") or {}
    return reject if isinstance(reject, dict) else dict.fromkeys(map(_text, reject), "")

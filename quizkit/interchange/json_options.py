"""The options of a question in JSON, and which of them are right, in the ways people write them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from quizkit.interchange.json_values import Number, bare
from quizkit.lazy import pattern

OPTIONS = (
    "options", "choices", "answeroptions", "possibleanswers", "alternatives", "answerchoices",
    "variants", "optionslist", "opciones", "choix", "antworten",
    "opzioni", "risposte", "opções", "alternativas", "multiplechoice", "responses",
)  # fmt: skip
WRONG = (
    "incorrectanswers", "wronganswers", "distractors", "incorrectoptions", "wrongoptions",
    "incorrect", "wrong", "falseanswers", "wrongchoices", "incorrectchoices", "fakeanswers",
)  # fmt: skip
RIGHT = (
    "correctanswers", "correctanswer", "correctoptions", "correctoption", "correctindex",
    "correctindices", "correctindexes", "correctanswerindex", "correctoptionindex", "answerindex",
    "correctchoice", "correctchoices", "correctid", "correctids", "correctkey", "correctresponse",
    "rightanswer", "rightanswers", "rightoption", "correct", "solution", "solutions", "answerkey",
    "answer", "ans", "answers", "response", "réponse", "respuesta", "lösung",
    "rispostacorretta", "corretta", "risposta", "respuestacorrecta", "respostacorreta", "resposta",
    "richtigeantwort", "antwort", "bonneréponse", "key", "right",
)  # fmt: skip
_TEXT = (
    "text", "option", "answer", "answertext", "content", "value", "label", "choice", "body", "title",
    "name", "description", "optiontext",
)  # fmt: skip
_FLAG = ("iscorrect", "correct", "isright", "right", "isanswer", "istrue", "fraction", "score")
_ID = ("id", "key", "letter", "optionid", "identifier", "label", "index", "value", "option")
_FEEDBACK = ("feedback", "explanation", "rationale", "reason", "comment", "why")
_KEYED = pattern(r"(?:option|choice|answer|opt|ans)?_?-?([a-jA-J]|[1-9])")
_LABEL = pattern(r"\(?([A-Ja-j]|[1-9])[.):\]]\s*(?=\S)")
_SEVERAL = pattern(r"\s*(?:[,;/&+]|\band\b)\s*|\s+")


class Option(NamedTuple):
    """An option: what it says, what it is called, whether it is right (None if it does not say)."""

    text: str
    name: str = ""
    right: bool | None = None
    feedback: str = ""


def said(value: object) -> str:
    """Return the text that a value is; empty of a list or a mapping without one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        by_bare = {bare(str(key)): item for key, item in value.items()}
        found = (by_bare[key] for key in _TEXT if isinstance(by_bare.get(key), str))
        return next(found, "")
    return ""


def options_of(by_bare: Mapping[str, Any]) -> list[Option]:
    """Return the options of a question, by its keys without case and signs."""
    for key in (*OPTIONS, "answers"):
        value = by_bare.get(key)
        if key == "answers" and not _are_options(value, by_bare):
            continue
        if isinstance(value, list) and value:
            return _unlabelled([_option(item) for item in value])
        if isinstance(value, dict) and value:
            return _of_mapping(value)
    keyed = [
        Option(text, found[1].upper())
        for key, value in by_bare.items()
        if (found := _KEYED.fullmatch(key)) and (text := said(value)).strip()
    ]
    names = [option.name for option in keyed]
    in_row = names == [*"ABCDEFGHIJ"[: len(names)]] or names == [*"123456789"[: len(names)]]
    return keyed if len(keyed) > 1 and in_row else []


def _are_options(value: object, by_bare: Mapping[str, Any]) -> bool:
    """Return whether what stands under `answers` are options, and not right answers."""
    if isinstance(value, dict):
        return True
    if not isinstance(value, list):
        return False
    flagged = any(
        isinstance(item, dict) and any(bare(str(key)) in _FLAG for key in item) for item in value
    )
    return flagged or any(key in by_bare for key in RIGHT if key != "answers")


def _option(item: object) -> Option:
    if not isinstance(item, dict):
        return Option(said(item))
    by_bare = {bare(str(key)): value for key, value in item.items()}
    text = said(item)
    if not text and len(item) == 1:  # {"A": "text"}
        ((name, value),) = item.items()
        return Option(said(value), str(name))
    flags = [by_bare[key] for key in _FLAG if key in by_bare]
    names = (by_bare[key] for key in _ID if isinstance(by_bare.get(key), str))
    name = next((each for each in names if each != text), "")
    feedback = next((by_bare[k] for k in _FEEDBACK if isinstance(by_bare.get(k), str)), "")
    return Option(text, name, _is_true(flags[0]) if flags else None, feedback)


def _is_true(value: object) -> bool:
    if isinstance(value, Number):
        return not value.startswith("-") and value.strip("0.") != ""
    if isinstance(value, str):
        return value.strip().casefold() in ("true", "yes", "1", "correct", "right", "x")
    return bool(value)


def _of_mapping(value: Mapping[str, Any]) -> list[Option]:
    """Return options by their names, or by themselves with whether each is right."""
    if all(isinstance(item, bool) for item in value.values()):
        return [Option(str(key), right=bool(item)) for key, item in value.items()]
    if isinstance(next(iter(value.values())), dict):
        found = [_option(item) for item in value.values()]
        return [option._replace(name=str(key)) for key, option in zip(value, found, strict=True)]
    return [Option(said(item), str(key)) for key, item in value.items() if said(item)]


def _unlabelled(options: list[Option]) -> list[Option]:
    """Return options without the letters before their texts, where all have them in order."""
    labels = [_LABEL.match(option.text) for option in options]
    letters = "".join(found[1].upper() if found else " " for found in labels)
    if len(options) < 2 or letters not in (
        "ABCDEFGHIJ"[: len(options)],
        "123456789"[: len(options)],
    ):
        return options
    return [
        option._replace(text=option.text[found.end() :], name=option.name or found[1].upper())
        for option, found in zip(options, labels, strict=True)
        if found
    ]


def right_values(by_bare: Mapping[str, Any]) -> list[object]:
    """Return what a question says is right, as it says it: texts, letters, numbers."""
    for key in RIGHT:
        value = by_bare.get(key)
        if value is None or value in ("", [], {}):
            continue
        return list(value) if isinstance(value, list) else [value]
    return []


def wrong_texts(by_bare: Mapping[str, Any]) -> list[Option]:
    """Return the wrong options that stand under a key of their own."""
    for key in WRONG:
        value = by_bare.get(key)
        if isinstance(value, list):
            return [_option(item)._replace(right=False) for item in value if said(item).strip()]
        if isinstance(value, dict):
            return [Option(str(text), "", False, said(why)) for text, why in value.items()]
        if isinstance(value, str) and value.strip():
            return [Option(value, "", False)]
    return []


def marked(options: Sequence[Option], values: Iterable[object], base: int) -> list[Option] | None:
    """Return options with the right ones told; None where one that is right is none of them.

    Args:
        options: of one question.
        values: what is right: a text, a letter, a name or a number, or several in one text.
        base: 0 or 1, from where numbers count.
    """
    right: set[int] = set()
    for value in values:
        found = _places(options, value, base)
        if found is None:
            return None
        right |= found
    return [each._replace(right=place in right) for place, each in enumerate(options)]


def _places(options: Sequence[Option], value: object, base: int) -> set[int] | None:
    text = said(value)
    place = _place(options, text, base, is_number=isinstance(value, Number))
    if place is not None:
        return {place}
    label = _LABEL.match(text)
    if label:
        rest = _place(options, text[label.end() :], base, is_number=False)
        return {rest} if rest is not None else None
    parts = [part for part in _SEVERAL.split(text.strip()) if part]
    if len(parts) == 1 and text.isupper() and text.isalpha() and len(text) < 9:
        parts = [*text]
    if len(parts) < 2:
        return None
    several = [_place(options, part, base, is_number=False) for part in parts]
    return None if None in several else {each for each in several if each is not None}


def _place(options: Sequence[Option], text: str, base: int, *, is_number: bool) -> int | None:
    """Return which option a text means: its own text, its name, its letter or its number."""
    wanted = _folded(text)
    if not wanted:
        return None
    texts = [_folded(option.text) for option in options]
    if wanted in texts and not (is_number and not all(map(_is_numeric, texts))):
        return texts.index(wanted)
    names = [_folded(option.name) for option in options]
    if wanted in names:
        return names.index(wanted)
    short = re.sub(r"^(?:option|choice|answer)[\s_-]*|[.):]$", "", wanted)
    if short in names:
        return names.index(short)
    if len(short) == 1 and "a" <= short <= "j":
        place = ord(short) - ord("a")
    elif short.isdecimal() and len(short) < 4:
        place = int(short) - base
    else:
        return None
    return place if 0 <= place < len(options) else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_numeric(text: str) -> bool:
    return re.fullmatch(r"[-+]?[\d.,]+", text) is not None


def index_in(options: Sequence[Option], values: Iterable[object]) -> list[int]:
    """Return the numbers by which options are told to be right: neither names nor texts."""
    names = {_folded(option.name) for option in options} | {_folded(o.text) for o in options}
    found = [said(value) for value in values if not isinstance(value, bool)]
    return [int(text) for text in found if text.isdecimal() and len(text) < 4 and text not in names]

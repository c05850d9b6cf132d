"""What a column of a table holds, by its name: in the words of many programs and languages."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from quizkit.interchange.tables.column_words import CODES, LANGUAGES, ROLES
from quizkit.lazy import pattern


class Role(StrEnum):
    """What a column holds; the first of them are called as the keys of a note."""

    QUESTION = "question"
    ANSWER = "answer"
    ACCEPT = "accept"
    REJECT = "reject"
    HINTS = "hints"
    EXPLANATION = "explanation"
    TAGS = "tags"
    ID = "id"
    TYPE = "type"
    REVERSE = "reverse"
    CLOZE = "cloze"
    STATEMENT = "statement"
    IMAGE = "image"
    ANSWER_IMAGE = "answer_image"
    AUDIO = "audio"
    LANGUAGE = "language"
    OPTION = "option"
    """An option, which may be the right one."""
    WRONG = "distractors"
    RIGHT = "right"
    """Which option is right: its number, its letter or its text; or the answer itself."""
    READING = "reading"
    DECK = "deck"
    NOTE_TYPE = "note type"
    SKIP = "-"
    """Nothing that a card needs: seconds, points, a number of the row."""


_OPTIONS = """
option choice answer alternative alternativa antwort antwortmöglichkeit opción opcion respuesta réponse
reponse choix risposta opzione resposta opção вариант ответ antwoord optie odpowiedź odpověď možnost svar
alternativ vaihtoehto seçenek cevap válasz răspuns opsi jawaban 選択肢 选项 選項 选择 보기 선택지 विकल्प
الخيار תשובה ตัวเลือก ans opt r wrong distractor incorrect
"""
_NUMBERED = pattern(
    r"(?P<wrong>correct |wrong |false |falsche? |incorrect )?"
    rf"(?P<name>{'|'.join(_OPTIONS.split())})? ?(?P<number>[1-9]|1[0-2]|[a-h])"
)
_WRONG = frozenset(("wrong", "distractor", "incorrect"))
_OFF = pattern(r"\s*[\(\[（【].*$|\s[-–—|:]\s.*$|[*:：?？.!]+$")


class Column(NamedTuple):
    """A column of a table.

    Args:
        role: what it holds; None where its name does not tell.
        name: what it is called.
        part: of several that hold the same, which one: `a` or `1` of options.
        language: the BCP 47 tag of the language that it is named by; empty if by none.
    """

    role: Role | None
    name: str
    part: str = ""
    language: str = ""


def plain_name(name: str) -> str:
    """Return the name of a column as the table has it: `Question Text (max 120)` is `question text`."""
    text = unicodedata.normalize("NFC", name).strip().lstrip("\ufeff#").strip()
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text[:200]).casefold().replace("_", " ")
    text = _OFF.sub("", text)
    return " ".join(text.replace("-", " ").split())


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    roles: dict[str, str] = {}
    role = ""
    for line in ROLES.strip().split("\n"):
        head, _, names = line.partition(": ")
        if line.startswith(" "):
            names = line
        else:
            role = head
        for name in names.split(";"):
            roles.setdefault(name.strip().casefold(), role)
    roles.pop("", None)
    languages: dict[str, str] = {}
    for line in LANGUAGES.strip().split("\n"):
        words = line.split()
        if not line.startswith(" "):
            role = words[0]
        languages |= {word.replace("-", " ").casefold(): role for word in words}
    return roles, languages


_ROLES, _TAGS_OF_LANGUAGES = _tables()

_CODES = {
    code: tag
    for tag, codes in (line.split(":") for line in CODES.split())
    for code in (tag, *codes.split(","))
}
_WORD_NAMES = frozenset(
    ("word", "term", "text", "name", "lemma", "vocab", "translation", "meaning")
)
_EXAMPLES = frozenset(("sentence", "phrase", "context", "expression"))
"""Names of what is asked, unless columns are named by languages."""


def column_named(name: str) -> Column:
    """Return what a column holds by its name."""
    plain = plain_name(name)
    shown = " ".join(name.split())
    role = _ROLES.get(plain)
    if role in ("options", "kind"):
        return Column(None, shown, role)
    if role:
        return Column(Role(role), shown)
    numbered = _NUMBERED.fullmatch(plain)
    if numbered and (numbered["name"] or numbered["wrong"] or len(plain) == 1):
        is_wrong = numbered["wrong"] or numbered["name"] in _WRONG
        is_right = (numbered["wrong"] or "").strip() == "correct"
        role = Role.RIGHT if is_right else Role.WRONG if is_wrong else Role.OPTION
        return Column(role, shown, numbered["number"])
    return _in_a_language(plain, shown)


def _in_a_language(plain: str, shown: str) -> Column:
    """Return a column that is called by a language: `English`, `word_de`, `example in Spanish`."""
    if len(plain) > 2 and plain in _TAGS_OF_LANGUAGES:
        return Column(None, shown, language=_TAGS_OF_LANGUAGES[plain])
    words = [word for word in plain.split() if word not in ("in", "the")]
    tags = [_CODES.get(word) or _TAGS_OF_LANGUAGES.get(word, "") for word in words]
    found = [tag for tag in tags if tag]
    rest = " ".join(word for word, tag in zip(words, tags, strict=True) if not tag)
    if len(found) != 1 or not rest:
        return Column(None, shown)
    if rest in _WORD_NAMES:
        return Column(None, shown, language=found[0])
    return Column(Role.EXPLANATION if _ROLES.get(rest) or rest in _EXAMPLES else None, shown)


def columns_of(names: Sequence[str]) -> tuple[Column, ...]:
    """Return what the columns of a table hold, by the names of all of them.

    Where no name says what is asked, two languages do: the first is asked, the second is the answer.
    """
    found = [column_named(name) for name in names]
    letters = [each for each in found if each.part and len(plain_name(each.name)) == 1]
    if letters and (len(letters) < 2 or not _has(found, Role.QUESTION)):
        found = [each._replace(role=None) if each in letters else each for each in found]
    if sum(bool(each.language) for each in found) > 1:
        found = [
            each._replace(role=Role.EXPLANATION) if plain_name(each.name) in _EXAMPLES else each
            for each in found
        ]
    found = _lone_letters(found)
    found = _by_language(_once(found))
    if len(found) == 2 and _has(found, Role.QUESTION):  # `word, examples`: what else may it be
        other = {Role.EXPLANATION: Role.ANSWER, Role.READING: Role.ANSWER}
        found = [
            each._replace(role=other.get(each.role, each.role) if each.role else None)
            for each in found
        ]
    return tuple(found)


def _has(columns: Sequence[Column], *roles: Role) -> bool:
    return any(each.role in roles for each in columns)


def _lone_letters(columns: list[Column]) -> list[Column]:
    """Return columns in which `a` is an option where a column `b` is one too."""
    letters = {plain_name(each.name) for each in columns if each.role is Role.OPTION}
    if not {"b", "c"} & letters:
        return columns
    return [
        each._replace(role=Role.OPTION, part="a") if plain_name(each.name) == "a" else each
        for each in columns
    ]


_ONCE = frozenset((Role.QUESTION, Role.ANSWER, Role.RIGHT, Role.ID, Role.CLOZE, Role.STATEMENT))


def _once(columns: Sequence[Column]) -> list[Column]:
    """Return columns of which one alone is the question, the answer or the id: the surest."""
    found: list[Column] = []
    for number, each in enumerate(columns):
        first = next(at for at, other in enumerate(columns) if other.role is each.role)
        again = each.role in _ONCE and first != number
        found.append(each._replace(role=None) if again else each)
    return found


def _by_language(columns: list[Column]) -> list[Column]:
    """Return columns with what is asked and answered, where languages say it."""
    languages = [at for at, each in enumerate(columns) if each.language]
    asked, answered = _has(columns, Role.QUESTION, Role.CLOZE), _has(columns, Role.ANSWER)
    if not asked and (len(languages) > 1 or (languages and answered)):
        columns[languages[0]] = columns[languages[0]]._replace(role=Role.QUESTION)
        languages = languages[1:]
    if not answered and not _has(columns, Role.CLOZE, Role.OPTION, Role.RIGHT) and languages:
        at = languages[0]
        if _has(columns, Role.QUESTION):
            columns[at] = columns[at]._replace(role=Role.ANSWER)
    return columns


def is_header(cells: Sequence[str]) -> bool:
    """Return whether a row names columns: what is asked and what is right among them."""
    named = [cell for cell in cells if cell.strip()]
    if len(named) < 2 or any(len(cell) > 120 for cell in named):
        return False
    found = columns_of(cells)
    known = sum(each.role is not None or bool(each.part) for each in found)
    asks = _has(found, Role.QUESTION, Role.CLOZE, Role.STATEMENT)
    answers = _has(found, Role.ANSWER, Role.RIGHT, Role.OPTION, Role.CLOZE)
    if not (asks and answers):
        return False
    two_languages = sum(bool(each.language) for each in found) >= 2
    return known >= 2 and (known * 2 >= len(named) or two_languages)

"""One question of Moodle as an entry of a deck, kind by kind."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, write_cloze
from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.media_beside import percent_decoded
from quizkit.interchange.teaching.html_fields import Fields, Files, decoded, is_medium
from quizkit.interchange.teaching.moodle_gaps import Gap, gaps_of
from quizkit.interchange.teaching.xml_tree import Element
from quizkit.lazy import pattern

_PLUGIN = "@@PLUGINFILE@@/"
_HOLE = pattern("\ue010(\\d+)\ue011")
_PLACE = pattern(r"\[\[(\d{1,3})\]\]")
_MOST = 9
_RIGHT = 99.9

Entry = dict[str, Written]


class Moodle:
    """One question, whose texts are read.

    Args:
        question: its element.
        fields: what reads its texts.
        files: where its media are put.
    """

    def __init__(self, question: Element, fields: Fields, files: Files) -> None:
        self.question = question
        self.fields = fields
        self._files = files

    def text(self, element: Element | None, *, inline: bool = False, format: str = "") -> str:
        """Return what an element with a `text` says."""
        if element is None:
            return ""
        said = element.first("text")
        return self.read(said.text if said else element.text, element, inline=inline, format=format)

    def read(self, text: str, element: Element, *, inline: bool = False, format: str = "") -> str:
        """Return a text in the format that its element names; its files stand in that."""
        format = element.get("format") or format or "html"
        if format == "plain_text" or (format == "moodle_auto_format" and "<" not in text):
            return self.fields.plain(text.strip(), inline=inline)
        if format == "markdown":
            return self.fields.marked(self._files_named(text, element))
        if format == "moodle_auto_format":
            text = text.strip().replace("\n", "<br>")
        return self.fields.html(text, lambda address: self._file(address, element), inline=inline)

    def _file(self, address: str, element: Element) -> str:
        """Return the name of a file that stands in an element, by the address that a text has."""
        if not address.startswith(_PLUGIN):
            return ""
        path = percent_decoded(address.removeprefix(_PLUGIN).split("?")[0])
        folder, _, name = path.rpartition("/")
        for each in element.all("file"):
            at = each.get("path").strip("/")
            if each.get("name") == name and at == folder and is_medium(name):
                data = each.text
                return self._files.name_of(name, data, partial(decoded, data))
        return ""

    def _files_named(self, text: str, element: Element) -> str:
        def put(found: re.Match[str]) -> str:
            name = self._file(found[0].rstrip(")"), element)
            return f"<media://{name}>" if name else found[0]

        return re.sub(r"@@PLUGINFILE@@/[^\s()<>\"']+", put, text)

    def answers(self) -> Iterator["Answer"]:
        """Yield the answers, with what each is worth in per cent."""
        for each in self.question.all("answer"):
            feedback = self.text(each.first("feedback"))
            yield Answer(each, _number(each.get("fraction")), feedback)


class Answer(NamedTuple):
    """An answer, what it is worth in per cent, and what is said when it is given."""

    element: Element
    share: float
    feedback: str


def _number(text: str) -> float:
    try:
        return float(text.strip().replace(",", ".") or 0)
    except ValueError:
        return 0.0


def entry_of(moodle: Moodle, question: str) -> Entry | None:
    """Return a question as an entry; None where it cannot be one, which is told."""
    kind = moodle.question.get("type")
    reader = _READERS.get(kind)
    if reader is None:
        why = "quizkit has no such kind of question"
        moodle.fields.lose(f"a question of the type {kind or 'none'!r:.40}", why)
        return None
    needs_text = kind not in ("multianswer", "cloze", "gapselect", "ddwtos")
    if needs_text and not question:
        moodle.fields.lose("a question without a text", "there is nothing to ask")
        return None
    return reader(moodle, question)


def explanation_of(moodle: Moodle, said: Sequence[str] = ()) -> str:
    """Return what is said behind the answer: the feedback for all, and what else there is."""
    general = moodle.text(moodle.question.first("generalfeedback"))
    texts = [general, *said]
    return "\n\n".join(dict.fromkeys(text for text in texts if text))


def hints_of(moodle: Moodle) -> list[str]:
    """Return the hints of a question."""
    hints = (moodle.text(each) for each in moodle.question.all("hint"))
    return [hint for hint in hints if hint]


def _explained(moodle: Moodle, entry: Entry | None, said: Sequence[str] = ()) -> Entry | None:
    if entry is None:
        return None
    hints = hints_of(moodle)
    if hints:
        entry["hints"] = hints
    explanation = explanation_of(moodle, said)
    if explanation:
        entry["explanation"] = explanation
    return entry


def _telling(moodle: Moodle, right: Answer) -> list[str]:
    """Return the feedback of a right answer; mere praise is told, as quizkit praises itself."""
    if _is_telling(right.feedback):
        return [right.feedback]
    if right.feedback:
        moodle.fields.lose("feedback of a right answer", "quizkit says itself that it is right")
    return []


def _is_telling(feedback: str) -> bool:
    """Return whether feedback says more than that an answer was right."""
    return len(feedback.split()) > 3


def _multichoice(moodle: Moodle, question: str) -> Entry | None:
    lose = moodle.fields.lose
    single = moodle.question.said("single") in ("true", "1", "")
    answers = list(moodle.answers())
    best = max((each.share for each in answers), default=0)
    choices, said = [], []
    for each in answers:
        right = each.share >= min(best, _RIGHT) if single else each.share > 0
        right = right and each.share > 0
        if each.share > 0 and not right:
            lose("an option that is partly right", "it is left out")
            continue
        text = moodle.text(each.element, inline=True)
        if right and each.feedback:
            if _is_telling(each.feedback):
                said.append(each.feedback)
            else:
                lose("feedback of a right option", "quizkit says itself that it is right")
        choices.append(Choice(text, right, "" if right else each.feedback))
    entry = choice_entry(question, choices, moodle.fields.place, moodle.fields.losses.append)
    return _explained(moodle, entry, said)


def _truefalse(moodle: Moodle, question: str) -> Entry | None:
    right, said = "", []
    for each in moodle.answers():
        text = each.element.said("text").casefold()
        if each.share >= _RIGHT:
            right = "true" if text == "true" else "false"
        if _is_telling(each.feedback):
            said.append(each.feedback)
        elif each.feedback:
            moodle.fields.lose("feedback of an option", "quizkit says itself whether it is right")
    if not right:
        moodle.fields.lose("a question without a right option", "say which is right")
        return None
    return _explained(moodle, {"statement": question, "answer": right}, said)


def _shortanswer(moodle: Moodle, question: str) -> Entry | None:
    strict = moodle.question.said("usecase") in ("1", "true")
    rights: list[str] = []
    reject: dict[str, str] = {}
    said: list[str] = []
    for each in moodle.answers():
        text = _without_stars(moodle, each)
        if text is None:
            continue
        if each.share >= _RIGHT:
            rights.append(text)
            said += _telling(moodle, each)
        elif each.share > 0:
            moodle.fields.lose("an answer that is partly right", "it is left out")
        else:
            reject.setdefault(text, each.feedback)
    entry = _typed(moodle, question, rights, reject, strict=strict)
    return _explained(moodle, entry, said)


def _typed(
    moodle: Moodle, question: str, rights: Sequence[str], reject: dict[str, str], *, strict: bool
) -> Entry | None:
    """Return a question with an answer to be typed."""
    folded: dict[str, str] = {}
    for text in rights:
        folded.setdefault(text if strict else text.casefold(), text)
    answers = list(folded.values())
    if not answers:
        moodle.fields.lose("a question without a right answer", "write it, and import it again")
        return None
    entry: Entry = {"question": question, "answer": answers[0]}
    if answers[1:]:
        entry["accept"] = answers[1:]
    wrong = {
        text: why
        for text, why in reject.items()
        if (text if strict else text.casefold()) not in folded
    }
    if wrong:
        entry["reject"] = wrong if any(wrong.values()) else list(wrong)
    if strict:
        entry["case"] = "strict"
    return entry


def _without_stars(moodle: Moodle, answer: Answer) -> str | None:
    """Return what is to be typed; a star stands for any text, one behind a backslash for itself."""
    text = answer.element.said("text")
    if answer.element.get("format") == "html" and re.search(r"<\w|&\w", text):
        text = moodle.text(answer.element, inline=True)
    elif text:
        text = moodle.fields.plain(" ".join(text.split()), inline=True)
    bare = re.sub(r"(?<!\\)\*", "\ue010", text).replace("\\*", "*")
    if "\ue010" not in bare:
        return bare or None
    if bare.strip("\ue010 ") == "":
        if _is_telling(answer.feedback):
            moodle.fields.lose("feedback of any other answer", "only named answers have one")
        return None
    if answer.share < _RIGHT:
        moodle.fields.lose("a wrong answer with a star", "it is left out")
        return None
    moodle.fields.lose("a star in a right answer", "no text stands for any; without it it is kept")
    return " ".join(bare.replace("\ue010", " ").split())


def _plain_number(text: str) -> str:
    """Return a number without an exponent; as it stands where it is none."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(text.strip().replace(",", "."))
        if not number.is_finite() or abs(number.adjusted()) > 30:
            return text.strip()
        said = f"{number:f}"
    except InvalidOperation:
        return text.strip()
    return said.rstrip("0").rstrip(".") if "." in said else said


def _numerical(moodle: Moodle, question: str) -> Entry | None:
    units = [each.said("unit_name") for each in moodle.question.within("unit")]
    shown = moodle.question.said("showunits")
    unit = units[0] if units and units[0] and shown != "3" else ""
    rights, tolerances, said = [], [], []
    for each in moodle.answers():
        text = _plain_number(each.element.said("text"))
        if each.share >= _RIGHT and text != "*":
            rights.append(f"{text} {unit}".strip())
            tolerances.append(_plain_number(each.element.said("tolerance") or "0"))
            said += _telling(moodle, each)
        elif each.share > 0:
            moodle.fields.lose("an answer that is partly right", "it is left out")
        elif each.feedback:
            moodle.fields.lose("feedback of a wrong number", "it is left out")
    entry = _typed(moodle, question, rights, {}, strict=False)
    if entry is None:
        return None
    entry["type"] = "number"
    if tolerances[0] not in ("0", ""):
        entry["tolerance"] = tolerances[0]
    if len(set(tolerances)) > 1:
        moodle.fields.lose("tolerances of further numbers", "the first holds for all")
    return _explained(moodle, entry, said)


def _matching(moodle: Moodle, question: str) -> Entry | None:
    pairs: dict[str, str] = {}
    others: list[str] = []
    for each in moodle.question.all("subquestion"):
        left = moodle.text(each, inline=True)
        right = moodle.text(each.first("answer"), inline=True)
        if not left and right:
            others.append(right)
        elif left in pairs:
            moodle.fields.lose("a left side that is there twice", "the first is kept")
        elif left and right:
            pairs[left] = right
    if len(pairs) > _MOST:
        moodle.fields.lose("pairs beyond nine", "a note has two to nine; their right sides stay")
        others += [right for left, right in list(pairs.items())[_MOST:]]
        pairs = dict(list(pairs.items())[:_MOST])
    rest = [each for each in dict.fromkeys(others) if each not in pairs.values()]
    if len(pairs) == 1:
        ((left, right),) = pairs.items()
        entry: Entry = {"question": f"{question}\n\n{left}", "answer": right}
    elif pairs:
        entry = {"question": question, "pairs": pairs}
    else:
        moodle.fields.lose("a matching without pairs", "there is nothing to ask")
        return None
    if rest:
        entry["distractors"] = rest
    return _explained(moodle, entry)


def _ordering(moodle: Moodle, question: str) -> Entry | None:
    answers = list(moodle.answers())
    places = [each.share for each in answers]
    if len(set(places)) == len(places):
        answers.sort(key=lambda each: each.share)
    items = [moodle.text(each.element, inline=True) for each in answers]
    if not 2 <= len(items) <= _MOST or not all(items) or len(set(items)) < len(items):
        why = "a note has two to nine different ones"
        moodle.fields.lose("too many or too few things to put in order", why)
        return None
    return _explained(moodle, {"question": question, "order": items})


def _essay(moodle: Moodle, question: str) -> Entry | None:
    answer = moodle.text(moodle.question.first("graderinfo"))
    general = moodle.text(moodle.question.first("generalfeedback"))
    if not (answer or general):
        moodle.fields.lose("an essay without a model answer", "write one to compare with")
        return None
    entry: Entry = {"question": question, "answer": answer or general, "type": "free"}
    if not answer:
        hints = hints_of(moodle)
        return {**entry, "hints": hints} if hints else entry
    return _explained(moodle, entry)


def _multianswer(moodle: Moodle, question: str) -> Entry | None:
    text = moodle.question.first("questiontext")
    html = (text.said("text") if text else "") or (text.text if text else "")
    gaps = gaps_of(html)
    if not gaps or not text:
        moodle.fields.lose("a text without gaps", "there is nothing to fill in")
        return None
    pieces, at = [], 0
    for number, gap in enumerate(gaps):
        pieces += [html[at : gap.begin], f"\ue010{number}\ue011"]
        at = gap.end
    said = moodle.read("".join([*pieces, html[at:]]), text)
    blanks = [_blank(moodle, gap) for gap in gaps]
    entry = _cloze(moodle, said, blanks)
    typed = [gap.is_strict for gap in gaps if gap.kind == "text"]
    if entry and any(typed):
        entry = {**entry, "case": "strict"}
        if not all(typed):
            moodle.fields.lose("how letter case is judged", "it counts in all gaps, or in none")
    return _explained(moodle, entry)


def _blank(moodle: Moodle, gap: Gap) -> Blank | None:
    rights = [text.replace("\\*", "*") for text in gap.rights if text]
    if gap.kind == "number":
        if any(":" in text for text in rights):
            moodle.fields.lose("the tolerance of a gap", "the number itself is asked")
        rights = [text.split(":")[0] for text in rights]
    if any(0 < each.share < _RIGHT for each in gap.options):
        moodle.fields.lose("an answer that is partly right", "it is left out")
    if any(_is_telling(each.feedback) for each in gap.options):
        moodle.fields.lose("feedback within a gap", "a gap has none")
    if not rights:
        return None
    hint = ""
    if gap.kind == "choice":
        hint = " / ".join(sorted({each.text for each in gap.options if each.text}))
    return _blank_of(moodle, rights, hint)


def _blank_of(moodle: Moodle, rights: Sequence[str], hint: str) -> Blank:
    texts = [moodle.fields.plain(text, inline=True) for text in rights]
    folded = {text.casefold(): text for text in reversed(texts)}
    first = texts[0]
    others = tuple(text for key, text in reversed(folded.items()) if key != first.casefold())
    return Blank(first, others, moodle.fields.plain(hint, inline=True))


def _cloze(moodle: Moodle, said: str, blanks: Sequence[Blank | None]) -> Entry | None:
    """Return a text, in which each gap is a sign with its number, with its blanks."""
    if None in blanks:
        moodle.fields.lose("a gap without a right answer", "it stays open, as …")
    if not any(blanks):
        return None
    pieces: list[str | Blank] = []
    for index, part in enumerate(_HOLE.split(said)):
        pieces.append(part if index % 2 == 0 else blanks[int(part)] or "…")
    return {"cloze": write_cloze(pieces)}


def _gapselect(moodle: Moodle, question: str) -> Entry | None:
    text = moodle.question.first("questiontext")
    options = [
        (each.said("text"), each.said("group"))
        for each in moodle.question.children
        if each.name in ("selectoption", "dragbox")
    ]
    html = text.said("text") if text else ""
    if not text or not options or not _PLACE.search(html):
        moodle.fields.lose("a text without gaps", "there is nothing to fill in")
        return None
    numbers = [int(number) - 1 for number in _PLACE.findall(html)]
    at = iter(range(len(numbers)))
    said = moodle.read(_PLACE.sub(lambda _: f"\ue010{next(at)}\ue011", html), text)
    blanks: list[Blank | None] = []
    for number in numbers:
        if not 0 <= number < len(options):
            blanks.append(None)
            continue
        answer, group = options[number]
        same = sorted({each for each, of in options if of == group})
        blanks.append(_blank_of(moodle, [_words(answer)], " / ".join(map(_words, same))))
    return _explained(moodle, _cloze(moodle, said, blanks))


def _words(html: str) -> str:
    from quizkit.interchange.html_text import text_of

    return " ".join(re.sub("<[^<>]*>", "", text_of(html).text if "&" in html else html).split())


_READERS: dict[str, Callable[[Moodle, str], Entry | None]] = {
    "multichoice": _multichoice,
    "multichoiceset": _multichoice,
    "oumultiresponse": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ddmatch": _matching,
    "multianswer": _multianswer,
    "cloze": _multianswer,
    "ordering": _ordering,
    "essay": _essay,
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
}

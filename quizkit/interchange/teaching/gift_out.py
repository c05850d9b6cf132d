"""A deck as GIFT, as Moodle reads it: a question each, its signs behind backslashes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.html_text import html_of
from quizkit.interchange.texts import first_words, texts_of
from quizkit.interchange.values import Lose, Loss, Outgoing
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.lazy import pattern
from quizkit.markup import words
from quizkit.model import ClozeNote, Note
from quizkit.model.clozes import blanks_of

_SIGN = pattern(r"[\\~=#{}:]")
_FLOAT = pattern(r"-?\d{1,15}(?:\.\d{1,15})?")
_IN_HTML = pattern(r"\$|!\[|\{[^{}|\n]+\|[^{}\n]+\}|\\\n|<")
_PICTURE = pattern(r"!\[|\]\(<?[^()]*\.(?:mp3|ogg|wav|m4a|flac)")


class _CannotError(Exception):
    """Why a card cannot be written: what is lost, and why."""


def written(outgoing: Outgoing, lose: Lose) -> Iterator[str]:
    """Yield a deck piece by piece as GIFT; what does not go along is told."""
    deck = outgoing.deck
    name = " ".join(deck.title.split()).replace("/", "//")
    yield f"$CATEGORY: $course$/{name}\n"
    for note in deck.notes:
        card = first_words(note.prompt)
        title = outgoing.kept.notes.get(note.id, {}).get("title", "")
        for each in _each(note, outgoing):
            for what, why in each.lost:
                lose(Loss(what, "", card, why))
            own_id = note.id + each.end if note.has_own_id else ""
            writer = _Writer(each, lose, card)
            try:
                yield writer.question(own_id, str(title))
            except _CannotError as error:
                what, why = error.args
                lose(Loss(what, "", card, why))


def _each(note: Note, outgoing: Outgoing) -> Iterator[WrittenNote]:
    """Yield what is written of a note: of a text with gaps, a question for each of its cards."""
    language = getattr(outgoing.deck, "language", "en")
    for each in written_notes(note, language):
        if not isinstance(note, ClozeNote) or not each.entry:
            yield each
            continue
        yield from _gaps(note, each)


def _gaps(note: ClozeNote, whole: WrittenNote) -> Iterator[WrittenNote]:
    """Yield a question for each card of a text with gaps: Moodle takes one gap of a question."""
    rest = {key: value for key, value in whole.entry.items() if key not in ("cloze", "question")}
    several = len(blanks_of(note.pieces)) > 1
    why = "each gap is a question of its own, in words alone"
    lost: tuple[tuple[str, str], ...] = (("a text with several gaps", why),) if several else ()
    rest = {key: _in_words(value, note) for key, value in rest.items()}
    for end, task in note.tasks:
        pieces = getattr(task, "pieces", ())
        for number, blank in enumerate(blanks_of(pieces)):
            seen = 0
            text = ""
            for piece in pieces:
                if isinstance(piece, str):
                    text += piece
                elif seen == number:
                    text += "\ufdd8"
                    seen += 1
                else:
                    text += piece.answer
                    seen += 1
            hint = f" ({blank.hint})" if blank.hint else ""
            text = text.replace("\ufdd8", f"\ufdd8{hint}")
            entry: dict[str, Written] = {"question": text, "answer": blank.answer}
            if note.question:
                entry["question"] = f"{note.question}\n{text}"
            if blank.variants:
                entry["accept"] = list(blank.variants)
            own_end = (end + (f"-{number + 1}" if number else "")) if several else ""
            yield WrittenNote("gap", entry | rest, False, whole.lost + lost, own_end)
            lost = ()


def _in_words(value: Written, note: Note) -> Written:
    """Return what stands under a key without its marks."""

    def said(text: str) -> str:
        return words(text) if note.marks is not None else text

    if isinstance(value, str):
        return said(value)
    if isinstance(value, Mapping):
        return {said(key): said(str(item)) for key, item in value.items()}
    return [said(item) if isinstance(item, str) else said(item[0]) for item in value]


class _Writer:
    """Writes one question."""

    def __init__(self, note: WrittenNote, tell: Lose, card: str) -> None:
        self._kind = note.kind
        self._entry = note.entry
        self._tell = tell
        self._card = card
        self._form = "plain"
        if note.is_markdown:
            texts = [text for value in note.entry.values() for text in texts_of(value)]
            self._form = "html" if any(map(_IN_HTML.search, texts)) else "markdown"
            if any(map(_PICTURE.search, texts)):
                self._lose("a picture", "a file in GIFT holds texts alone: add it in Moodle")

    def _lose(self, what: str, why: str) -> None:
        self._tell(Loss(what, "", self._card, why))

    def question(self, own_id: str, title: str) -> str:
        """Return the question, a blank line before it."""
        entry = self._entry
        if not entry:
            raise _CannotError("a card that cannot be written", "it has no form in GIFT")
        answers = self._answers()
        explanation = self._one("explanation")
        if explanation:
            answers += f"\n\t####{self._text(explanation)}"
        comments = [f"// [id:{_bracketed(own_id)}]"] if own_id else []
        tags = entry.get("tags", ())
        for tag in [tags] if isinstance(tags, str) else tags:
            comments.append(f"// [tag:{_bracketed(str(tag))}]")
        name = title or own_id
        head = f"::{_signs(' '.join(name.split()))}::" if name.strip() else ""
        asked = self._one("statement") or self._one("question")
        before, gap, behind = asked.partition("\ufdd8") if self._kind == "gap" else (asked, "", "")
        text = f"{head}[{self._form}]{self._text(before)}{{{answers}\n}}"
        if gap:
            form = "[plain]" if before.strip() else ""  # no form may stand before a brace
            behind = behind if form else as_moodle(behind)
            text = f"{head}{form}{_signs(before)}{{{answers}\n}}{_signs(behind)}"
        return "\n" + "\n".join([*comments, text]) + "\n"

    def _one(self, key: str) -> str:
        value = self._entry.get(key, "")
        return value if isinstance(value, str) else ""

    def _text(self, text: str) -> str:
        """Return a text in the form of the question, on one line."""
        if self._form == "html":
            text = html_of(text, is_markdown=True, bare=True)
        return _signs(text)

    def _plain(self, text: str) -> str:
        """Return an answer that is typed: in words, a star in it being no wildcard."""
        said = text if self._form == "plain" else words(text, inline=True)
        return _guarded(self._arrowless(_signs(said)).replace("*", r"\*"), "plain")

    def _arrowless(self, text: str) -> str:
        if "->" not in text:
            return text
        self._lose("`->` in an answer", "it would be a pair: it is written as →")
        return text.replace("->", "→")

    def _answers(self) -> str:
        match self._kind:
            case "typed" if "\n" in self._one("answer"):
                self._lose("an answer of several lines", "it goes as an essay; nobody judges it")
                return self._essay(self._one("answer"))
            case "typed" | "gap":
                return self._number() or self._short()
            case "choice":
                return self._choice()
            case "several choices":
                return self._several()
            case "true or false":
                return "TRUE" if self._one("answer") == "true" else "FALSE"
            case "pairs":
                return self._pairs()
            case "order":
                self._lose("items to put in order", "each is matched with its number")
                items = [*map(str, self._entry["order"])]
                return self._matched((str(n), text) for n, text in enumerate(items, 1))
            case "list":
                self._lose("a list of answers", "Moodle asks for an essay and shows them")
                return self._essay(_lines(self._entry["answers"]))
        return self._essay(self._one("answer"))

    def _essay(self, answer: str) -> str:
        explanation = self._one("explanation")
        if explanation:
            answer = f"{answer}\n\n{explanation}"
            self._entry = {k: v for k, v in self._entry.items() if k != "explanation"}
            self._lose("an explanation", "it stands below the answer")
        return f"\n\t####{self._text(answer)}"

    def _number(self) -> str:
        entry = self._entry
        if "min" in entry:
            return f"#{_float(self._one('min'))}..{_float(self._one('max'))}"
        answer, off = self._one("answer"), self._one("tolerance")
        if entry.keys() & {"accept", "reject"} or entry.get("type", "number") != "number":
            return ""
        if not _FLOAT.fullmatch(answer) or self._kind == "gap":
            if off:
                self._lose(
                    "how far off a number may be", "its unit would be lost, or it is a share"
                )
            return ""
        if off and not _FLOAT.fullmatch(off):
            self._lose("how far off a number may be", "its unit would be lost, or it is a share")
            return ""
        return f"#{answer}:{off or 0}"

    def _short(self) -> str:
        accept = self._entry.get("accept", ())
        lines = [f"\n\t={self._plain(self._one('answer'))}"]
        lines += [
            f"\n\t={self._plain(str(text))}"
            for text in ([accept] if isinstance(accept, str) else accept)
        ]
        reject = self._entry.get("reject", ())
        lines += [
            f"\n\t=%0%{self._plain(text)}{self._feedback(why)}"
            for text, why in _with_feedback(reject)
        ]
        return "".join(lines)

    def _feedback(self, text: str) -> str:
        return f"#{self._arrowless(self._text(text))}" if text else ""

    def _choice(self) -> str:
        options = [(self._one("answer"), "=", "")]
        options += [(text, "~", why) for text, why in self._wrong()]
        return self._options(options)

    def _wrong(self) -> list[tuple[str, str]]:
        return [*_with_feedback(self._entry.get("distractors", ()))]

    def _several(self) -> str:
        answers = [
            each if isinstance(each, str) else each[0] for each in self._entry.get("answers", ())
        ]
        wrong = self._wrong()
        options = [(text, f"~%{_share(len(answers))}%", "") for text in answers]
        options += [(text, f"~%-{_share(len(wrong))}%", why) for text, why in wrong]
        return self._options(options)

    def _options(self, options: Sequence[tuple[str, str, str]]) -> str:
        """Return options in an order that has nothing to do with which is right."""
        lines = []
        for text, mark, feedback in in_some_order(options):
            said = _guarded(self._arrowless(self._text(text)), self._form, mark)
            lines.append(f"\n\t{mark}{said}{self._feedback(feedback)}")
        return "".join(lines)

    def _pairs(self) -> str:
        pairs = self._entry["pairs"]
        assert isinstance(pairs, Mapping)
        others = [*_with_feedback(self._entry.get("distractors", ()))]
        matched = [(left, str(right)) for left, right in pairs.items()]
        return self._matched([*matched, *(("", text) for text, _ in others)])

    def _matched(self, pairs: Iterable[tuple[str, str]]) -> str:
        lines = []
        for left, right in pairs:
            one, other = (self._arrowless(self._text(text)) for text in (left, right))
            lines.append(f"\n\t={_guarded(one, self._form)} -> {other}")
        return "".join(lines)


def in_some_order(options: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return options in an order that is always the same, and says nothing of them."""
    return sorted(options, key=lambda each: blake2b(each[0].encode("utf-8", "replace")).digest())


def as_moodle(text: str) -> str:
    """Return a text so that Moodle, where it reads HTML, shows it as it stands."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
    return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)


def _signs(text: str) -> str:
    r"""Return a text with its signs behind backslashes, and line breaks as `\n`."""
    return _SIGN.sub(r"\\\g<0>", text).replace("\n", r"\n")


def _guarded(text: str, form: str, mark: str = "=") -> str:
    """Return an answer that no weight and no form is taken out of."""
    first = text.lstrip()[:1]
    if first == "[":
        return f"[{form}]{text}"
    if first == "%" and not mark.endswith("%"):
        return f"%{100 if mark == '=' else 0}%{text}"
    return text


def _bracketed(text: str) -> str:
    return " ".join(re.sub(r"[\[\]]", " ", text).split())


def _with_feedback(value: Written) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield value, ""
    elif isinstance(value, Mapping):
        yield from ((text, str(why)) for text, why in value.items())
    else:
        yield from ((text if isinstance(text, str) else text[0], "") for text in value)


def _lines(value: Written) -> str:
    items = [each if isinstance(each, str) else " / ".join(each) for each in value]
    return "\n".join(f"- {item}" for item in items)


def _float(text: str) -> str:
    if not _FLOAT.fullmatch(text):
        raise _CannotError("a range of numbers", "GIFT takes no units")
    return text


def _share(number: int) -> str:
    return f"{100 / number:.5f}".rstrip("0").rstrip(".") if number else "0"

"""A deck as Moodle XML: a question a note, its pictures and sounds within the file."""

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, ClozeError, parse_cloze
from quizkit.formats.marked_cloze import read_cloze
from quizkit.interchange.html_text import html_of
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.teaching.moodle_gaps import embedded
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Loss, Outgoing, Tick
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.lazy import pattern
from quizkit.markup import words
from quizkit.model import Note

_NEVER = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = pattern(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_UNSAID = {
    "reverse": ("the card that asks the other way", "Moodle asks one way"),
    "accents": ("how accents are judged", "Moodle has no such setting"),
    "slips": ("how slips are judged", "Moodle has no such setting"),
    "language": ("the language of answers", "Moodle has none"),
    "speak": ("what is read aloud", "Moodle reads nothing aloud"),
    "require": ("how many answers will do", "all are shown with the question"),
    "unit_required": ("a unit that must be written", "Moodle has units of its own"),
}
"""Keys that a question of Moodle has no place for."""


def quiz(decks: Sequence[Outgoing], losses: list[Loss], tick: Tick) -> Iterator[str]:
    """Yield the text of a question bank piece by piece; `losses` gets what does not go along."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    for outgoing in decks:
        title = outgoing.deck.title.replace("/", "//")
        yield (
            '<question type="category"><category>'
            f"<text>{_escaped(f'$course$/top/{title}')}</text></category></question>\n"
        )
        media = MediaBeside(outgoing.folder)
        for note in outgoing.deck.notes:
            for written in written_notes(note, "en"):
                yield _question(note, written, media, losses)
            tick(1)
        losses += media.losses
    yield "</quiz>\n"
    losses.append(
        Loss("what is there already", why="Moodle never updates on import: it makes new questions")
    )


def _question(note: Note, written: WrittenNote, media: MediaBeside, losses: list[Loss]) -> str:
    card = first_words(note.prompt)
    losses += [Loss(what, "", card, why) for what, why in written.lost]
    if not written.entry:
        return ""
    writer = _Writer(note, written, media)
    text = writer.question()
    losses += [Loss(what, "", card, why) for what, why in writer.lost]
    return text


def _escaped(text: str) -> str:
    return escape(_NEVER.sub("", text))


def _cdata(html: str) -> str:
    html = _NEVER.sub("", html)
    return "<![CDATA[" + html.replace("]]>", "]]]]><![CDATA[>") + "]]>" if html else ""


class _Writer:
    """Writes one note."""

    def __init__(self, note: Note, written: WrittenNote, media: MediaBeside) -> None:
        self.lost: list[tuple[str, str]] = []
        self._id = note.id + written.end
        self._has_id = note.has_own_id
        self._prompt = note.prompt
        self._entry = written.entry
        self._is_markdown = written.is_markdown
        self._media = media
        self._files: dict[str, str] = {}

    def question(self) -> str:
        """Return the note as a question."""
        for key, lost in _UNSAID.items():
            if key in self._entry:
                self.lost.append(lost)
        kind, body = self._body()
        entry = self._entry
        name = " ".join(words(self._prompt).split())[:80] or self._id
        parts = [
            f'<question type="{kind}">',
            f"<name><text>{_escaped(name)}</text></name>",
            self._asked(),
            self._element(
                "generalfeedback", str(entry.get("explanation", "")), self._answers_media()
            ),
            "<defaultgrade>1</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>",
            f"<idnumber>{_escaped(self._id if self._has_id else '')}</idnumber>",
            *body,
            *(self._element("hint", hint) for hint in self._texts("hints")),
        ]
        tags = "".join(f"<tag><text>{_escaped(tag)}</text></tag>" for tag in self._texts("tags"))
        parts.append(f"<tags>{tags}</tags>" if tags else "")
        return "\n".join([*filter(None, parts), "</question>\n"])

    def _texts(self, key: str) -> list[str]:
        """Return the texts under a key, without what belongs to each."""
        value: Written = self._entry.get(key, ())
        if isinstance(value, str):
            return [value]
        return [each if isinstance(each, str) else str(each[0]) for each in value]

    def _html(self, text: str, *, bare: bool = False) -> str:
        return html_of(text, is_markdown=self._is_markdown, picture=self._picture, bare=bare)

    def _element(self, name: str, text: str, more: str = "", *, bare: bool = False) -> str:
        """Return an element with a text in HTML and the files that it names."""
        self._files = {}
        html = (self._html(text, bare=bare) if text else "") + more
        return self._of_html(name, html)

    def _of_html(self, name: str, html: str) -> str:
        for file in re.findall(r'"@@PLUGINFILE@@/([^"]+)"', html):
            self._add(file)
        files = "".join(self._files.values())
        self._files = {}
        return f'<{name} format="html"><text>{_cdata(html)}</text>{files}</{name}>'

    def _add(self, name: str) -> None:
        get = self._media.files.get(name)
        if get and name not in self._files:
            data = base64.b64encode(get()).decode()
            self._files[name] = (
                f'<file name={quoteattr(name)} path="/" encoding="base64">{data}</file>'
            )

    def _picture(self, file: str, alt: str) -> str:
        found = self._media.find(file, None, "")
        if not found.name:
            return f"<img src={quoteattr(file)} alt={quoteattr(alt)}>"
        address = f"@@PLUGINFILE@@/{found.name}"
        if found.is_sound:
            return f'<audio controls><source src="{address}"></audio>'
        return f'<img src="{address}" alt={quoteattr(alt)}>'

    def _beside(self, key: str) -> str:
        value = self._entry.get(key, ())
        named = value if isinstance(value, Mapping) else dict.fromkeys(self._texts(key), "")
        return "".join(f"<p>{self._picture(file, str(alt))}</p>" for file, alt in named.items())

    def _answers_media(self) -> str:
        return self._beside("answer_image")

    def _asked(self) -> str:
        entry = self._entry
        more = self._beside("image") + self._beside("audio")
        if "cloze" in entry:
            asked = f"{self._html(str(entry['question']))}<br>" if "question" in entry else ""
            return self._of_html("questiontext", asked + self._gaps(str(entry["cloze"])) + more)
        return self._element(
            "questiontext", str(entry.get("question", entry.get("statement"))), more
        )

    def _gaps(self, text: str) -> str:
        """Return a text with gaps as HTML, each as Moodle embeds it."""
        pieces: Sequence[str | Blank]
        try:
            pieces = (read_cloze(text).pieces if self._is_markdown else parse_cloze(text)) or ()
            plain = [each if isinstance(each, str) else None for each in pieces]
            blanks = [each for each in pieces if isinstance(each, Blank)]
        except ClozeError:
            return ""
        if any(each.hint for each in blanks):
            self.lost.append(("the hint of a gap", "a gap of Moodle has none"))
        if any(each.number is not None for each in blanks):
            self.lost.append(("which gaps are asked together", "Moodle asks all of a text at once"))
        strict = self._entry.get("case") == "strict"
        marked = "".join(f"\ue010{'' if each is None else each}" for each in plain)
        if self._is_markdown:
            marked = self._marked_gaps(text)
        html = self._html(marked) if self._is_markdown else self._plain_gaps(plain)
        html = html.replace("{", "&#123;")
        at = iter(blanks)

        def gap(_: re.Match[str]) -> str:
            blank = next(at)
            return escape(embedded([blank.answer, *blank.variants], strict=strict))

        return re.sub("\ue010", gap, html)

    def _plain_gaps(self, pieces: Sequence[str | None]) -> str:
        return self._html("".join("\ue010" if each is None else each for each in pieces))

    def _marked_gaps(self, text: str) -> str:
        """Return a text in Markdown with a sign for each gap."""
        from quizkit.cloze import blank_spans

        parts, at = [], 0
        for begin, end in blank_spans(text):
            parts.append(text[at:begin])
            at = end
        parts.append(text[at:])
        return re.sub(r"\\(\{\{|\}\}|::|\|)", r"\1", "\ue010".join(parts))

    def _body(self) -> tuple[str, list[str]]:
        entry = self._entry
        if "cloze" in entry:
            return "multianswer", []
        if "statement" in entry:
            return "truefalse", self._true_false()
        if "order" in entry:
            return "ordering", self._order()
        if "pairs" in entry:
            return "matching", self._pairs()
        if "answers" in entry and "distractors" not in entry:
            return "essay", self._listed()
        if "distractors" in entry:
            return "multichoice", self._options()
        if entry.get("type") == "free":
            return "essay", [self._element("graderinfo", str(entry["answer"]))]
        return self._typed()

    def _true_false(self) -> list[str]:
        right = self._entry["answer"] == "true"
        return [
            f'<answer fraction="{100 if each is right else 0}" format="moodle_auto_format">'
            f"<text>{'true' if each else 'false'}</text></answer>"
            for each in (True, False)
        ]

    def _order(self) -> list[str]:
        found = ["<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"]
        for number, item in enumerate(self._texts("order"), 1):
            answer = self._element("answer", item, bare=True)
            found.append(answer.replace("<answer", f'<answer fraction="{number}"', 1))
        return found

    def _pairs(self) -> list[str]:
        found = ["<shuffleanswers>true</shuffleanswers>"]
        value = self._entry["pairs"]
        pairs = list(value.items()) if isinstance(value, Mapping) else []
        for left, right in [*pairs, *(("", other) for other in self._texts("distractors"))]:
            side = self._words(str(right))
            inner = self._element("subquestion", left, bare=True)
            answer = f"<answer><text>{_escaped(side)}</text></answer></subquestion>"
            found.append(inner.removesuffix("</subquestion>") + answer)
        if self._is_markdown and any(self._words(str(r)) != r for _, r in pairs):
            self.lost.append(("marks in a right side", "Moodle shows it as plain text"))
        return found

    def _words(self, text: str) -> str:
        return words(text, inline=True) if self._is_markdown else text

    def _listed(self) -> list[str]:
        self.lost.append(
            ("a list of answers in any order", "it goes as an essay; nobody judges it")
        )
        items = self._texts("answers")
        if self._is_markdown:
            return [self._element("graderinfo", "\n".join(f"- {item}" for item in items))]
        return [self._element("graderinfo", "\n".join(items))]

    def _options(self) -> list[str]:
        entry = self._entry
        several = "answers" in entry
        rights = self._texts("answers" if several else "answer")
        if entry.get("accept") or entry.get("reject"):
            self.lost.append(("other answers of a choice", "only its options go along"))
        wrong = entry["distractors"]
        feedback = wrong if isinstance(wrong, Mapping) else {}
        share, minus = _share(len(rights)), _share(len(self._texts("distractors")))
        found = [
            f"<single>{'false' if several else 'true'}</single>",
            "<shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>",
        ]
        for text in rights:
            found.append(self._answer(share, text, ""))
        for text in self._texts("distractors"):
            found.append(
                self._answer(f"-{minus}" if several else "0", text, str(feedback.get(text, "")))
            )
        return found

    def _answer(self, share: str, text: str, feedback: str) -> str:
        answer = self._element("answer", text, bare=True)
        answer = answer.replace("<answer", f'<answer fraction="{share}"', 1)
        said = self._element("feedback", feedback) if feedback else ""
        return answer.removesuffix("</answer>") + said + "</answer>"

    def _typed(self) -> tuple[str, list[str]]:
        entry = self._entry
        if "min" in entry:
            return self._range()
        answer = self._words(str(entry["answer"]))
        if answer != entry["answer"]:
            self.lost.append(("marks in a typed answer", "Moodle has it as plain text"))
        accept = [self._words(text) for text in self._texts("accept")]
        is_number = entry.get("type") == "number" or "tolerance" in entry
        tolerance = str(entry.get("tolerance", "0"))
        if (
            is_number
            and not entry.get("reject")
            and all(map(_NUMBER.fullmatch, [answer, *accept, tolerance]))
        ):
            return "numerical", [_numbered(text, tolerance) for text in [answer, *accept]]
        if "tolerance" in entry:
            self.lost.append(
                ("how far off a number may be", "Moodle takes a number without a unit")
            )
        if entry.get("type", "text") != "text":
            self.lost.append(("how an answer is judged", "Moodle compares it letter by letter"))
        found = [f"<usecase>{1 if entry.get('case') == 'strict' else 0}</usecase>"]
        found += [self._short(100, text, "") for text in [answer, *accept]]
        reject = entry.get("reject", ())
        said = reject if isinstance(reject, Mapping) else dict.fromkeys(self._texts("reject"), "")
        found += [self._short(0, self._words(text), str(why)) for text, why in said.items()]
        return "shortanswer", found

    def _short(self, share: int, text: str, feedback: str) -> str:
        said = self._element("feedback", feedback) if feedback else ""
        starred = _escaped(" ".join(text.split()).replace("*", "\\*"))
        return (
            f'<answer fraction="{share}" format="moodle_auto_format"><text>{starred}</text>'
            f"{said}</answer>"
        )

    def _range(self) -> tuple[str, list[str]]:
        from decimal import Decimal

        low, high = str(self._entry["min"]), str(self._entry["max"])
        if _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high):
            a, b = Decimal(low), Decimal(high)
            return "numerical", [_numbered(f"{(a + b) / 2:f}", f"{(b - a) / 2:f}")]
        self.lost.append(("a range of numbers with units", "only its ends are right in Moodle"))
        return "shortanswer", [self._short(100, text, "") for text in (low, high)]


def _numbered(text: str, tolerance: str) -> str:
    return (
        f'<answer fraction="100" format="moodle_auto_format"><text>{text}</text>'
        f"<tolerance>{tolerance}</tolerance></answer>"
    )


def _share(count: int) -> str:
    """Return what each of some options is worth in per cent, as Moodle writes it."""
    return f"{100 / max(count, 1):.5f}".rstrip("0").rstrip(".")

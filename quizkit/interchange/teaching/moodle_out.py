"""A deck as Moodle XML: a question a note, its pictures and sounds within the file."""

import base64
import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from quizkit.interchange.html_text import html_of
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.teaching.moodle_gaps import embedded
from quizkit.interchange.teaching.question_out import HOLE, NUMBER, Question, clean, escaped
from quizkit.interchange.values import Loss, Outgoing, Tick
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.markup import words
from quizkit.model import Note


def quiz(decks: Sequence[Outgoing], losses: list[Loss], tick: Tick) -> Iterator[str]:
    """Yield the text of a question bank piece by piece; `losses` gets what does not go along."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
    for outgoing in decks:
        title = outgoing.deck.title.replace("/", "//")
        yield (
            '<question type="category"><category>'
            f"<text>{escaped(f'$course$/top/{title}')}</text></category></question>\n"
        )
        media = MediaBeside(outgoing.folder)
        for note in outgoing.deck.notes:
            for written in written_notes(note, "en"):
                yield _Question(note, written, media, losses).text()
            tick(1)
        losses += media.losses
    yield "</quiz>\n"
    losses.append(
        Loss("what is there already", why="Moodle never updates on import: it makes new questions")
    )


def _cdata(html: str) -> str:
    html = clean(html)
    return "<![CDATA[" + html.replace("]]>", "]]]]><![CDATA[>") + "]]>" if html else ""


class _Question(Question):
    """Writes one note."""

    def __init__(
        self, note: Note, written: WrittenNote, media: MediaBeside, losses: list[Loss]
    ) -> None:
        super().__init__(note, written, losses)
        self._has_id = note.has_own_id
        self._prompt = note.prompt
        self._media = media
        self._files: dict[str, str] = {}

    def text(self) -> str:
        """Return the note as a question; empty if it cannot be written."""
        if not self._entry:
            return ""
        kind, body = self._body()
        name = " ".join(words(self._prompt).split())[:80] or self._id
        parts = [
            f'<question type="{kind}">',
            f"<name><text>{escaped(name)}</text></name>",
            self._asked(),
            self._element(
                "generalfeedback", self._one("explanation"), self._beside("answer_image")
            ),
            "<defaultgrade>1</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>",
            f"<idnumber>{escaped(self._id if self._has_id else '')}</idnumber>",
            *body,
            *(self._element("hint", hint) for hint in self._texts("hints")),
        ]
        tags = "".join(f"<tag><text>{escaped(tag)}</text></tag>" for tag in self._texts("tags"))
        parts.append(f"<tags>{tags}</tags>" if tags else "")
        return "\n".join([*filter(None, parts), "</question>\n"])

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

    def _asked(self) -> str:
        entry = self._entry
        more = self._beside("image") + self._beside("audio")
        if "cloze" in entry:
            asked = f"{self._html(str(entry['question']))}<br>" if "question" in entry else ""
            return self._of_html("questiontext", asked + self._embedded() + more)
        return self._element(
            "questiontext", str(entry.get("question", entry.get("statement"))), more
        )

    def _embedded(self) -> str:
        """Return the text with gaps as HTML, each as Moodle embeds it."""
        text, blanks = self._gaps()
        strict = self._one("case") == "strict"
        gaps = iter(escape(embedded([b.answer, *b.variants], strict=strict)) for b in blanks)
        html = self._html(text).replace("{", "&#123;")
        return re.sub(HOLE, lambda _: next(gaps), html)

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
        if self._is_essay():
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
        pairs = self._told("pairs")
        others = [("", other) for other in self._texts("distractors")]
        for left, right in [*pairs.items(), *others]:
            side = self._words(right)
            inner = self._element("subquestion", left, bare=True)
            answer = f"<answer><text>{escaped(side)}</text></answer></subquestion>"
            found.append(inner.removesuffix("</subquestion>") + answer)
        if self._is_markdown and any(self._words(right) != right for right in pairs.values()):
            self._lose("marks in a right side", "Moodle shows it as plain text")
        return found

    def _listed(self) -> list[str]:
        self._lose("a list of answers in any order", "it goes as an essay; nobody judges it")
        items = self._texts("answers")
        if self._is_markdown:
            return [self._element("graderinfo", "\n".join(f"- {item}" for item in items))]
        return [self._element("graderinfo", "\n".join(items))]

    def _options(self) -> list[str]:
        entry = self._entry
        several = "answers" in entry
        rights = self._texts("answers" if several else "answer")
        wrong = self._told("distractors")
        share, minus = _share(len(rights)), _share(len(wrong))
        found = [
            f"<single>{'false' if several else 'true'}</single>",
            "<shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>",
        ]
        for text in rights:
            found.append(self._answer(share, text, ""))
        for text, why in wrong.items():
            found.append(self._answer(f"-{minus}" if several else "0", text, why))
        return found

    def _answer(self, share: str, text: str, feedback: str) -> str:
        answer = self._element("answer", text, bare=True)
        answer = answer.replace("<answer", f'<answer fraction="{share}"', 1)
        said = self._element("feedback", feedback) if feedback else ""
        return answer.removesuffix("</answer>") + said + "</answer>"

    def _typed(self) -> tuple[str, list[str]]:
        entry = self._entry
        middle = self._middle()
        if middle:
            return "numerical", [_numbered(*middle)]
        answer = self._words(str(entry["answer"]))
        if answer != entry["answer"]:
            self._lose("marks in a typed answer", "Moodle has it as plain text")
        accept = [self._words(text) for text in self._texts("accept")]
        is_number = entry.get("type") == "number" or "tolerance" in entry
        tolerance = str(entry.get("tolerance", "0"))
        if (
            is_number
            and not entry.get("reject")
            and all(map(NUMBER.fullmatch, [answer, *accept, tolerance]))
        ):
            return "numerical", [_numbered(text, tolerance) for text in [answer, *accept]]
        if "tolerance" in entry:
            self._lose("how far off a number may be", "Moodle takes a number without a unit")
        found = [f"<usecase>{1 if entry.get('case') == 'strict' else 0}</usecase>"]
        found += [self._short(100, text, "") for text in [answer, *accept]]
        reject = self._told("reject").items()
        found += [self._short(0, self._words(text), why) for text, why in reject]
        return "shortanswer", found

    def _short(self, share: int, text: str, feedback: str) -> str:
        said = self._element("feedback", feedback) if feedback else ""
        starred = escaped(" ".join(text.split()).replace("*", "\\*"))
        return (
            f'<answer fraction="{share}" format="moodle_auto_format"><text>{starred}</text>'
            f"{said}</answer>"
        )


def _numbered(text: str, tolerance: str) -> str:
    return (
        f'<answer fraction="100" format="moodle_auto_format"><text>{text}</text>'
        f"<tolerance>{tolerance}</tolerance></answer>"
    )


def _share(count: int) -> str:
    """Return what each of some options is worth in per cent, as Moodle writes it."""
    return f"{100 / max(count, 1):.5f}".rstrip("0").rstrip(".")

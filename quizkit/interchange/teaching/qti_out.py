"""A deck as a content package of QTI 2.1: an item a note, and a manifest that lists them."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from quizkit.interchange.html_text import html_of
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.teaching.question_out import HOLE, NUMBER, Question, clean, escaped
from quizkit.interchange.values import Loss, Outgoing, Tick
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.lazy import pattern
from quizkit.model import Note

_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_MAP = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
_DAY = (1980, 1, 1, 0, 0, 0)
_VOID = pattern(r"<(img|br|hr|source)\b([^<>]*?)/?>")
_STRANGE = (
    (pattern(r"<s>"), '<span class="struck">', "words struck out", "QTI 2.1 has no mark for them"),
    (pattern(r"</s>"), "</span>", "", ""),
    (pattern(r"</?ruby>|</?rt>"), "", "", ""),
    (pattern(r"<rp>\(</rp>"), "(", "readings above words", "they stand in brackets behind"),
    (pattern(r"<rp>\)</rp>"), ")", "", ""),
    (pattern(r'(?<=<ol) start="\d+"'), "", "the first number of a list", "QTI 2.1 counts from 1"),
    (pattern(r'(<a href="[^"]*") rel="[^"]*"'), r"\1", "", ""),
)
"""What HTML of ours has that QTI 2.1 has not, and what stands for it."""
_SOUNDS = {"mp3": "mpeg", "m4a": "mp4", "oga": "ogg"}
_NAME = pattern(r"[^\W\d]")


def package(decks: Sequence[Outgoing], to: BinaryIO, tick: Tick) -> list[Loss]:
    """Write decks as a package, and return what did not go along."""
    losses: list[Loss] = []
    resources: list[str] = []
    taken: set[str] = set()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, outgoing in enumerate(decks, 1):
            media = MediaBeside(outgoing.folder)
            for note in outgoing.deck.notes:
                for written in written_notes(note, "en"):
                    item = _Item(note, written, media, losses, taken)
                    text = item.text()
                    if text:
                        file = f"items/{number}/{len(resources) + 1}.xml"
                        _put(archive, file, text.encode("utf-8", "replace"))
                        resources.append(_resource(item, file, len(resources) + 1))
                tick(1)
            for name, get in media.files.items():
                _put(archive, f"items/{number}/media/{name}", get())
            losses += media.losses
        _put(archive, "imsmanifest.xml", _manifest(resources).encode())
    return losses


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)


def _resource(item: "_Item", file: str, number: int) -> str:
    folder = file.rpartition("/")[0]
    files = "".join(
        f"<file href={quoteattr(each)}/>"
        for each in [file, *(f"{folder}/media/{name}" for name in sorted(item.pictures))]
    )
    named = f'identifier="R{number}" type="imsqti_item_xmlv2p1" href={quoteattr(file)}'
    return f"<resource {named}>{files}</resource>"


def _manifest(resources: Sequence[str]) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="MANIFEST">'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>"
        "<organizations/><resources>\n" + "\n".join(resources) + "\n</resources></manifest>\n"
    )


class _Item(Question):
    """Writes one note as an item."""

    def __init__(
        self,
        note: Note,
        written: WrittenNote,
        media: MediaBeside,
        losses: list[Loss],
        taken: set[str],
    ) -> None:
        super().__init__(note, written, losses)
        self._taken = taken
        self.pictures: set[str] = set()
        self._media = media

    def text(self) -> str:
        """Return the item; empty if it cannot be written."""
        if not self._entry:
            return ""
        declared, body, processing = self._parts()
        own = re.sub(r"[^\w.-]", "-", self._id)
        own = own if _NAME.match(own) else f"Q-{own}"
        while own in self._taken:
            own += "-"
        self._taken.add(own)
        said = self._one("explanation")
        explained = (self._html(said) if said else "") + self._beside("answer_image")
        feedback, outcome = "", ""
        if explained:
            outcome = (
                '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier">'
                "<defaultValue><value>EXPLANATION</value></defaultValue></outcomeDeclaration>"
            )
            feedback = (
                '<modalFeedback outcomeIdentifier="FEEDBACK" identifier="EXPLANATION" showHide="show">'
                f"{explained}</modalFeedback>"
            )
        title = clean(self._card) or own
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<assessmentItem xmlns="{_SPACE}" identifier="{own}" title={quoteattr(title)}'
            f' adaptive="false" timeDependent="false">\n{declared}\n'
            '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
            f"<defaultValue><value>0</value></defaultValue></outcomeDeclaration>{outcome}\n"
            f"<itemBody>{body}</itemBody>\n{processing}{feedback}</assessmentItem>\n"
        )

    def _html(self, text: str, *, bare: bool = False) -> str:
        html = html_of(text, is_markdown=self._is_markdown, picture=self._picture, bare=bare)
        html = _VOID.sub(r"<\1\2/>", clean(html)).replace("&nbsp;", "&#160;")
        for found, instead, what, why in _STRANGE if self._is_markdown else ():
            html, number = found.subn(instead, html)
            if number and what:
                self._lose(what, why)
        return html if bare or html.startswith("<p>") else f"<div>{html}</div>"

    def _picture(self, file: str, alt: str) -> str:
        found = self._media.find(file, None, "")
        if found.name:
            self.pictures.add(found.name)
            file = f"media/{found.name}"
        if found.is_sound:
            kind = found.name.rpartition(".")[2].lower()
            named = f'data={quoteattr(file)} type="audio/{_SOUNDS.get(kind, kind)}"'
            return f"<object {named}>{escaped(alt)}</object>"
        return f"<img src={quoteattr(file)} alt={quoteattr(alt)}/>"

    def _parts(self) -> tuple[str, str, str]:
        """Return what declares the response, the body, and what judges it."""
        entry = self._entry
        if "cloze" in entry:
            declared, body, processing = self._embedded()
            return declared, body + self._beside("image") + self._beside("audio"), processing
        asked = self._html(str(entry.get("question", entry.get("statement", ""))))
        asked += self._beside("image") + self._beside("audio")
        if "statement" in entry:
            options = ("true", "false")
            right = [str(entry["answer"])]
            return self._choice(asked, {each: escaped(each) for each in options}, right, fixed=True)
        if "order" in entry:
            return self._order(asked)
        if "pairs" in entry:
            return self._pairs(asked)
        if "distractors" in entry:
            return self._options(asked)
        if "answers" in entry or self._is_essay():
            return self._extended(asked)
        return self._typed(asked)

    def _choice(
        self, asked: str, options: Mapping[str, str], rights: Sequence[str], *, fixed: bool = False
    ) -> tuple[str, str, str]:
        many = "answers" in self._entry
        declared = _declared("RESPONSE", rights, "multiple" if many else "single", "identifier")
        inner = "".join(
            f'<simpleChoice identifier="{own}">{text}</simpleChoice>'
            for own, text in options.items()
        )
        body = (
            f'{asked}<choiceInteraction responseIdentifier="RESPONSE" shuffle="{str(not fixed).lower()}"'
            f' maxChoices="{0 if many else 1}">{inner}</choiceInteraction>'
        )
        return declared, body, _judged(_MATCH)

    def _options(self, asked: str) -> tuple[str, str, str]:
        entry = self._entry
        rights = self._texts("answers" if "answers" in entry else "answer")
        texts = [*rights, *self._texts("distractors")]
        options = {f"C{n}": self._html(text, bare=True) for n, text in enumerate(texts, 1)}
        return self._choice(asked, options, list(options)[: len(rights)])

    def _order(self, asked: str) -> tuple[str, str, str]:
        items = {
            f"C{n}": self._html(text, bare=True) for n, text in enumerate(self._texts("order"), 1)
        }
        inner = "".join(
            f'<simpleChoice identifier="{own}">{text}</simpleChoice>' for own, text in items.items()
        )
        body = (
            f'{asked}<orderInteraction responseIdentifier="RESPONSE" shuffle="true">{inner}'
            "</orderInteraction>"
        )
        return _declared("RESPONSE", list(items), "ordered", "identifier"), body, _judged(_MATCH)

    def _pairs(self, asked: str) -> tuple[str, str, str]:
        pairs = self._told("pairs")
        rights = list(dict.fromkeys([*pairs.values(), *self._texts("distractors")]))
        numbers = {right: f"R{n}" for n, right in enumerate(rights, 1)}
        values = [f"L{n} {numbers[right]}" for n, right in enumerate(pairs.values(), 1)]
        left_side = "".join(
            _associable(f"L{n}", self._html(text, bare=True), 1) for n, text in enumerate(pairs, 1)
        )
        right_side = "".join(
            _associable(own, self._html(text, bare=True), 0) for text, own in numbers.items()
        )
        body = (
            f'{asked}<matchInteraction responseIdentifier="RESPONSE" shuffle="true"'
            f' maxAssociations="{len(pairs)}">'
            f"<simpleMatchSet>{left_side}</simpleMatchSet><simpleMatchSet>{right_side}</simpleMatchSet>"
            "</matchInteraction>"
        )
        return _declared("RESPONSE", values, "multiple", "directedPair"), body, _judged(_MATCH)

    def _extended(self, asked: str) -> tuple[str, str, str]:
        answer = self._texts("answer")
        if not answer:
            self._lose("a list of answers in any order", "it goes as a free text; nobody judges it")
            answer = self._texts("answers")
        told = "".join(self._html(text) for text in answer)
        body = (
            f'{asked}<extendedTextInteraction responseIdentifier="RESPONSE"/>'
            f'<rubricBlock view="scorer">{told}</rubricBlock>'
        )
        return _declared("RESPONSE", [], "single", "string"), body, ""

    def _typed(self, asked: str) -> tuple[str, str, str]:
        entry = self._entry
        body = f'{asked}<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
        answer = self._words(str(entry.get("answer", "")))
        if answer != entry.get("answer", ""):
            self._lose("marks in a typed answer", "QTI has it as plain text")
        texts = [answer, *map(self._words, self._texts("accept"))]
        tolerance = str(entry.get("tolerance", "0"))
        middle = self._middle()
        if middle:
            texts, tolerance = [middle[0]], middle[1]
        is_number = middle is not None or entry.get("type") == "number" or tolerance != "0"
        if (
            is_number
            and len(texts) == 1
            and NUMBER.fullmatch(texts[0])
            and NUMBER.fullmatch(tolerance)
        ):
            judged = (
                "<responseProcessing><responseCondition><responseIf>"
                f'<equal toleranceMode="absolute" tolerance="{tolerance} {tolerance}">'
                '<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal>'
                '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue>'
                "</setOutcomeValue></responseIf></responseCondition></responseProcessing>\n"
            )
            return _declared("RESPONSE", texts, "single", "float"), body, judged
        if is_number:
            self._lose("how far off a number may be", "QTI compares texts where units stand")
        strict = entry.get("case") == "strict"
        return _declared("RESPONSE", texts, "single", "string", strict=strict), body, _judged(_MAP)

    def _embedded(self) -> tuple[str, str, str]:
        text, blanks = self._gaps()
        strict = self._entry.get("case") == "strict"
        declared = "".join(
            _declared(f"R{n}", [each.answer, *each.variants], "single", "string", strict=strict)
            for n, each in enumerate(blanks, 1)
        )
        numbers = iter(range(1, len(blanks) + 1))
        html = re.sub(
            HOLE,
            lambda _: f'<textEntryInteraction responseIdentifier="R{next(numbers)}"/>',
            self._html(text),
        )
        asked = self._html(str(self._entry["question"])) if "question" in self._entry else ""
        scores = "".join(f'<mapResponse identifier="R{n}"/>' for n in range(1, len(blanks) + 1))
        judged = (
            '<responseProcessing><setOutcomeValue identifier="SCORE">'
            f"<sum>{scores}</sum></setOutcomeValue></responseProcessing>\n"
        )
        return declared, asked + html, judged


def _associable(own: str, text: str, most: int) -> str:
    named = f'identifier="{own}" matchMax="{most}"'
    return f"<simpleAssociableChoice {named}>{text}</simpleAssociableChoice>"


def _judged(template: str) -> str:
    return f'<responseProcessing template="{template}"/>\n'


def _declared(
    identifier: str, rights: Sequence[str], cardinality: str, base: str, *, strict: bool = False
) -> str:
    """Return the declaration of a response; that of a text maps each right answer."""
    mapped = ""
    values = rights
    if base == "string" and rights:
        values = rights[:1]
        entries = "".join(
            f"<mapEntry mapKey={quoteattr(clean(text))}"
            f' mappedValue="1" caseSensitive="{str(strict).lower()}"/>'
            for text in rights
        )
        mapped = f'<mapping defaultValue="0">{entries}</mapping>'
    said = "".join(f"<value>{escaped(text)}</value>" for text in values)
    right = f"<correctResponse>{said}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{identifier}" cardinality="{cardinality}" baseType="{base}">'
        f"{right}{mapped}</responseDeclaration>"
    )

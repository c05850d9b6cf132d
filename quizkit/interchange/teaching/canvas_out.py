"""A deck as a package of QTI 1.2 as Canvas takes it: one quiz a deck, in one file."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import BinaryIO
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.html_text import html_of
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.options import WriteOptions
from quizkit.interchange.teaching.question_out import HOLE, NUMBER, Question, clean, escaped
from quizkit.interchange.values import Loss, Outgoing, Tick
from quizkit.interchange.written_notes import WrittenNote, written_notes
from quizkit.model import Note

_FILES = "%24IMS-CC-FILEBASE%24"
"""Before the name of a file of the package, in HTML, as Canvas has it."""
_DAY = (1980, 1, 1, 0, 0, 0)
_KINDS_LOST = {
    "order": ("things to put in order", "Canvas has no such question in this format"),
    "list": ("a list of answers in any order", "it goes as an essay; nobody judges it"),
}


def write(decks: Sequence[Outgoing], to: BinaryIO, options: WriteOptions, tick: Tick) -> list[Loss]:
    """Write decks as quizzes that Canvas imports, and return what did not go along."""
    losses: list[Loss] = []
    resources = []
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, outgoing in enumerate(decks, 1):
            items = []
            media = MediaBeside(outgoing.folder)
            for note in outgoing.deck.notes:
                for written in written_notes(note, "en"):
                    items.append(_Item(note, written, losses, media, f"files/{number}").text())
                tick(1)
            title = quoteattr(clean(outgoing.deck.title))
            text = (
                '<?xml version="1.0" encoding="UTF-8"?>\n'
                '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">'
                f'<assessment ident="quiz{number}" title={title}><section ident="root_section">\n'
                f"{''.join(items)}</section></assessment></questestinterop>\n"
            )
            file = f"quiz{number}/quiz{number}.xml"
            archive.writestr(zipfile.ZipInfo(file, _DAY), text.encode("utf-8", "replace"))
            resources.append(
                f'<resource identifier="quiz{number}" type="imsqti_xmlv1p2" href="{file}">'
                f'<file href="{file}"/></resource>'
            )
            for at, (name, get) in enumerate(media.files.items(), 1):
                file = f"files/{number}/{name}"
                archive.writestr(zipfile.ZipInfo(file, _DAY), get())
                resources.append(
                    f'<resource identifier="file{number}-{at}" type="webcontent" href={quoteattr(file)}>'
                    f"<file href={quoteattr(file)}/></resource>"
                )
            losses += media.losses
        manifest = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<manifest identifier="MANIFEST" '
            'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><metadata><schema>IMS Content</schema>'
            "<schemaversion>1.1.3</schemaversion></metadata><organizations/><resources>"
            f"{''.join(resources)}</resources></manifest>\n"
        )
        archive.writestr(zipfile.ZipInfo("imsmanifest.xml", _DAY), manifest.encode())
    return losses


class _Item(Question):
    """Writes one note, whose pictures and sounds go into a folder of the package."""

    def __init__(
        self,
        note: Note,
        written: WrittenNote,
        losses: list[Loss],
        media: MediaBeside,
        folder: str,
    ) -> None:
        super().__init__(note, written, losses)
        self._media = media
        self._folder = folder

    def text(self) -> str:
        """Return the item; empty if it cannot be written."""
        if not self._entry:
            return ""
        kind, shown, conditions = self._parts()
        if not kind:
            return ""
        explained = self._explained(is_essay=kind == "essay_question")
        html = (self._html(explained) if explained else "") + self._beside("answer_image")
        feedback = _FEEDBACK.format(_material(html)) if html else ""
        other = (
            '<respcondition continue="Yes"><conditionvar><other/></conditionvar>'
            '<displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>'
        )
        return (
            f"<item ident={quoteattr(self._id)} title={quoteattr(clean(self._card))}>"
            "<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>"
            f"<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>"
            f"<presentation>{shown}</presentation><resprocessing><outcomes>"
            '<decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>'
            f"{other if feedback else ''}{conditions}</resprocessing>{feedback}</item>\n"
        )

    def _explained(self, *, is_essay: bool) -> str:
        """Return what is shown behind the answer: that of an essay, too, which nobody judges."""
        explained = self._one("explanation")
        if not is_essay:
            return explained
        answers = self._texts("answer") or [f"- {text}" for text in self._texts("answers")]
        if explained:
            self._lose("an explanation", "it stands below the answer")
            explained = f"\n{explained}" if "answers" in self._entry else explained
            answers.append(explained)
        return ("\n" if "answers" in self._entry else "\n\n").join(answers)

    def _html(self, text: str, *, bare: bool = False) -> str:
        return html_of(text, is_markdown=self._is_markdown, picture=self._picture, bare=bare)

    def _picture(self, file: str, alt: str) -> str:
        found = self._media.find(file, None, "")
        if found.name:
            file = f"{_FILES}/{self._folder}/{quote(found.name)}"
        if found.is_sound:
            return f"<audio controls src={quoteattr(file)}></audio>"
        return f"<img src={quoteattr(file)} alt={quoteattr(alt)}>"

    def _material(self, text: str, *, bare: bool = False) -> str:
        return _material(self._html(text, bare=bare))

    def _parts(self) -> tuple[str, str, str]:
        """Return the kind of question, what is shown of it, and what judges it."""
        entry = self._entry
        if "order" in entry:
            self._lose(*_KINDS_LOST["order"])
            return "", "", ""
        if "cloze" in entry:
            return self._embedded()
        asked = _material(
            self._html(self._one("statement") or self._one("question"))
            + self._beside("image")
            + self._beside("audio")
        )
        if "statement" in entry:
            right = 0 if entry["answer"] == "true" else 1
            return self._options("true_false_question", asked, ["true", "false"], [right])
        if "pairs" in entry:
            return self._pairs(asked)
        if "distractors" in entry:
            rights = self._texts("answers" if "answers" in entry else "answer")
            texts = [*rights, *self._texts("distractors")]
            kind = "multiple_answers_question" if "answers" in entry else "multiple_choice_question"
            return self._options(kind, asked, texts, list(range(len(rights))))
        if "answers" in entry or self._is_essay():
            if "answers" in entry:
                self._lose(*_KINDS_LOST["list"])
            return "essay_question", asked + _FIELD, ""
        return self._typed(asked)

    def _typed(self, asked: str) -> tuple[str, str, str]:
        entry = self._entry
        answers = [self._words(each) for each in self._texts("answer")]
        texts = [*answers, *map(self._words, self._texts("accept"))]
        if self._is_markdown and answers != self._texts("answer"):
            self._lose("marks in a typed answer", "Canvas has it as plain text")
        if _within(entry) and len(texts) < 2:
            return "numerical_question", asked + _FIELD, _range(texts, *_within(entry))
        if "tolerance" in entry:
            self._lose("how far off a number may be", "Canvas compares texts where units stand")
        conditions = "".join(_right("response1", each) for each in texts)
        return "short_answer_question", asked + _FIELD, conditions

    def _options(
        self, kind: str, asked: str, texts: Sequence[str], rights: Sequence[int]
    ) -> tuple[str, str, str]:
        labels = "".join(
            f'<response_label ident="{number}">{self._material(text, bare=True)}</response_label>'
            for number, text in enumerate(texts, 1)
        )
        many = kind == "multiple_answers_question"
        shown = (
            f'{asked}<response_lid ident="response1" rcardinality="{"Multiple" if many else "Single"}">'
            f"<render_choice>{labels}</render_choice></response_lid>"
        )
        if not many:
            return kind, shown, _right("response1", str(rights[0] + 1))
        wanted = "".join(
            equal if number in rights else f"<not>{equal}</not>"
            for number in range(len(texts))
            for equal in [f'<varequal respident="response1">{number + 1}</varequal>']
        )
        return kind, shown, _condition(f"<and>{wanted}</and>")

    def _pairs(self, asked: str) -> tuple[str, str, str]:
        pairs = self._told("pairs")
        rights = list(dict.fromkeys([*pairs.values(), *self._texts("distractors")]))
        labels = "".join(
            f'<response_label ident="{number}">{self._material(text, bare=True)}</response_label>'
            for number, text in enumerate(rights, 1)
        )
        shown, conditions = [asked], []
        for number, (left, right) in enumerate(pairs.items(), 1):
            shown.append(
                f'<response_lid ident="response_{number}">{self._material(left, bare=True)}'
                f"<render_choice>{labels}</render_choice></response_lid>"
            )
            share = f"{100 / len(pairs):.2f}"
            own = str(rights.index(right) + 1)
            conditions.append(_right(f"response_{number}", own, share=share, action="Add"))
        return "matching_question", "".join(shown), "".join(conditions)

    def _embedded(self) -> tuple[str, str, str]:
        text, blanks = self._gaps()
        numbers = iter(range(1, len(blanks) + 1))
        asked = re.sub(HOLE, lambda _: f"[gap{next(numbers)}]", self._html(text))
        if "question" in self._entry:
            asked = f"{self._html(self._one('question'))}<br>{asked}"
        shown = [_material(asked + self._beside("image") + self._beside("audio"))]
        conditions = []
        for number, blank in enumerate(blanks, 1):
            labels = "".join(
                f'<response_label ident="{number}-{at}"><material><mattext texttype="text/plain">'
                f"{escaped(each)}</mattext></material></response_label>"
                for at, each in enumerate((blank.answer, *blank.variants), 1)
            )
            shown.append(
                f'<response_lid ident="response_gap{number}"><material><mattext>gap{number}</mattext>'
                f"</material><render_choice>{labels}</render_choice></response_lid>"
            )
            share = f"{100 / len(blanks):.2f}"
            for at in range(1, len(blank.variants) + 2):
                own = f"{number}-{at}"
                conditions.append(_right(f"response_gap{number}", own, share=share, action="Add"))
        return "fill_in_multiple_blanks_question", "".join(shown), "".join(conditions)


_FIELD = '<response_str ident="response1" rcardinality="Single"><render_fib/></response_str>'


def _material(html: str) -> str:
    return f'<material><mattext texttype="text/html">{escaped(html)}</mattext></material>'


_FEEDBACK = '<itemfeedback ident="general_fb"><flow_mat>{}</flow_mat></itemfeedback>'


def _right(respident: str, value: str, *, share: str = "100", action: str = "Set") -> str:
    equal = f'<varequal respident="{respident}">{escaped(value)}</varequal>'
    return _condition(equal, share=share, action=action)


def _condition(wanted: str, *, share: str = "100", action: str = "Set") -> str:
    return (
        f'<respcondition continue="No"><conditionvar>{wanted}</conditionvar>'
        f'<setvar action="{action}" varname="SCORE">{share}</setvar></respcondition>'
    )


def _within(entry: Mapping[str, Written]) -> tuple[str, ...]:
    """Return the least and the greatest number that is right; empty where that is no number."""
    if "min" in entry:
        ends = (str(entry["min"]), str(entry["max"]))
        return ends if all(map(NUMBER.fullmatch, ends)) else ()
    answer, off = str(entry.get("answer", "")), str(entry.get("tolerance", ""))
    if not (off or entry.get("type") == "number") or not NUMBER.fullmatch(answer):
        return ()
    if not NUMBER.fullmatch(off or "0"):
        return ()
    exact, by = Decimal(answer), Decimal(off or "0")
    return str(exact - by), str(exact + by)


def _range(answers: Sequence[str], low: str, high: str) -> str:
    """Return what judges a number as Canvas has it: the number itself, or one between two."""
    exact = "".join(
        f'<varequal respident="response1">{escaped(each)}</varequal>' for each in answers
    )
    between = (
        f'<and><vargte respident="response1">{low}</vargte>'
        f'<varlte respident="response1">{high}</varlte></and>'
    )
    return _condition(f"<or>{exact}{between}</or>" if exact else between)

"""Quizzes and questions in Markdown: headings with a body, boxes to tick, options with letters."""

import re
from collections.abc import Iterator, Sequence

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.markdown.folder import (
    TextFile,
    front_matter,
    is_folder,
    samples,
    text_files,
)
from quizkit.interchange.markdown.notes import TextsWithMedia
from quizkit.interchange.markdown.quiz_items import Item, items_of, sections
from quizkit.interchange.markdown.quiz_lines import lines_of
from quizkit.interchange.markdown.spans import Fences, without_comments, without_fences
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.source import Source
from quizkit.interchange.texts import asked_entry, first_words, is_marked, with_tags
from quizkit.interchange.values import Import, ImportedDeck, ImportedNote, Lose, Loss, Tick
from quizkit.lazy import pattern

_ENDINGS = (".md", ".markdown")
_BOXES = pattern(
    r"(?m)^[ \t]*[-*+] \[[xX]\](?:[^\n]*\n){1,12}?[ \t]*[-*+] \[ \]"
    r"|^[ \t]*[-*+] \[ \](?:[^\n]*\n){1,12}?[ \t]*[-*+] \[[xX]\]"
)
_LETTERS = pattern(r"(?m)^[ \t]*(?:[-*+] )?\(?A[.):] [^\n]*\n+[ \t]*(?:[-*+] )?\(?B[.):] ")
_HEADINGS = pattern(r"(?m)^#{1,6} ([^\n]*)\n+(?!#)\S")
_ASKING = ("?", "？", "؟", ";", "՞")
_NUMBER = pattern(
    r"(?:(?:Q|Question|Frage|Pregunta)[ ]*\.?[ ]*#?)?\d{1,4}[ ]*[.):][ \t]*"
    r"|Q\d{1,4}[ ]*[-–—:.)]?[ ]+",
    re.IGNORECASE,
)
_GENERIC = pattern(
    r"(?:card|question|q|exercise|problem|frage|karte|item)?[ ]*#?\d{0,4}[.:)]?", re.IGNORECASE
)
_TO_TOP = pattern(r"[\s*_\-\d.]*\[[^\[\]\n]{0,80}\]\(#[^()\n]{0,200}\)[\s*_|·-]*")
_LABEL = pattern(
    r"[*_]{0,3}(?:explanation|rationale|note|erklärung|explication)[*_]{0,3}[:：][*_]{0,3}[ \t]*"
    r"|[*_]{2}explanation[*_]{2}\s*",
    re.IGNORECASE,
)
_CONTENTS = frozenset(("table of contents", "contents", "toc", "inhalt", "sommaire", "índice"))
_ALONE = pattern(r"\s*!\[([^\[\]\n]*)(\]\([^\n]*\))\s*")
_OWN_LETTER = pattern(r"(?:\*\*)?\(?([A-Ka-k])[.):](?:\*\*)?[ \t]+|([A-K])(?=\s*\n|[ ]`)")


def likely(source: Source) -> int:
    """Return how likely a source is a quiz in Markdown, or headings with a text below each."""
    texts = [*map(without_fences, samples(source, _ENDINGS))]
    by_name = is_folder(source) or source.ending in _ENDINGS
    if any(_BOXES.search(text) for text in texts):
        return 80 if by_name else 40
    if any(_LETTERS.search(text) and "nswer" in text for text in texts):
        return 70 if by_name else 30
    return 50 if by_name and any(map(_has_questions, texts)) else 0


def _has_questions(text: str) -> bool:
    """Return whether at least half of the headings with a text below ask; else it is prose."""
    headings = [found[1].strip(" #*_`") for found in _HEADINGS.finditer(text)]
    asked = [each for each in headings if each.endswith(_ASKING) or _GENERIC.fullmatch(each)]
    return 0 < len(headings) <= 2 * len(asked)


def read(source: Source, options: ReadOptions, tick: Tick) -> Import:
    """Return the questions of a Markdown text, or of a folder of them."""
    losses: list[Loss] = []
    root = source.path if is_folder(source) else source.path and source.path.parent
    media = MediaBeside(root)
    decks = []
    for file in text_files(source, _ENDINGS, options.encoding, losses.append):
        reader = _Reader(file, TextsWithMedia(media), options, losses.append)
        notes = []
        for note in reader.notes():
            notes.append(note)
            tick(1)
        if notes:
            decks.append(ImportedDeck(path=reader.path, notes=tuple(notes)))
    return Import(
        format="markdown",
        decks=tuple(decks),
        media=media.files,
        losses=(*losses, *media.losses),
    )


class _Reader:
    """Reads one file."""

    def __init__(
        self, file: TextFile, texts: TextsWithMedia, options: ReadOptions, lose: Lose
    ) -> None:
        self.path = file.path
        self._file = file
        self._texts = texts
        self._options = options
        self._lose = lose

    def notes(self) -> Iterator[ImportedNote]:
        """Return the notes of the file; afterwards `path` says the names of their deck."""
        lines = self._file.text.split("\n")
        matter = front_matter(lines)
        items = items_of(lines_of(lines, matter.lines))
        title = self._title(items) or matter.text("title")
        if title and not self._file.name:
            self.path = (title,)
        elif title:
            self.path = (*self._file.path[:-1], title)
        is_quiz = any(item.is_quiz for item in items)
        tags = matter.texts("tags")
        contexts = _contexts(items)
        for item, above in sections(items):
            if item.heading == title and not item.is_quiz and item is items[0]:
                self._tell_text(item, "a text under the title")
                continue
            place = self._file.place(item.line)
            entry: dict[str, Written] | None
            if item.options and item.is_quiz:
                entry = self._choice(item, place, in_context=item.line in contexts)
            elif is_quiz and (item.options or not _asks(item.heading)):
                entry = None
                what = "a question without a right option"
                self._tell_text(item, what if item.options else "a part without a question")
            else:
                entry = self._open(item, place)
            if entry is None:
                continue
            named = [name for name in above if name != title][-1:]
            full = with_tags(entry, [*tags, *map(_as_tag, named)])
            yield ImportedNote(entry=full, place=place, is_markdown=is_marked(entry))

    @staticmethod
    def _title(items: Sequence[Item]) -> str:
        """Return the first heading, if it alone is of its level and others stand below it."""
        named = [item for item in items if item.heading and item.level < 8]
        if not named or named[0].is_quiz or named[0] is not items[0]:
            return ""
        first = named[0]
        others = any(item.level > first.level for item in items[1:])
        alone = sum(item.level <= first.level for item in named) == 1
        return _bare(first.heading) if others and alone and not _asks(first.heading) else ""

    def _tell_text(self, item: Item, what: str) -> None:
        text = self._cleaned(item.raw)
        if text and not all(_TO_TOP.fullmatch(line) for line in text.split("\n")):
            card = first_words(item.heading or text)
            why = "say which is right" if item.options else "it has no options"
            self._lose(Loss(what, self._file.place(item.line), card, why))

    def _choice(self, item: Item, place: str, *, in_context: bool) -> dict[str, Written] | None:
        question = self._question(item, place, with_heading=not in_context)
        found = []
        labelled = _are_labelled([option.text for option in item.options])
        for option in item.options:
            text = _OWN_LETTER.sub("", option.text, count=1) if labelled else option.text
            found.append(Choice(self._text(text, place), right=option.right))
        found = _with_words(found)
        if item.answers:
            found = _answered(found, item)
        entry = choice_entry(question, found, place, self._lose)
        explanation = self._explanation(item, place)
        heard = self._texts.heard()
        return {**entry, **explanation, **heard} if entry else None

    def _question(self, item: Item, place: str, *, with_heading: bool = True) -> str:
        body = self._text(self._cleaned(item.asked), place, sounds=True)
        heading = _NUMBER.sub("", item.heading, count=1) if item.heading else ""
        if _NUMBER.match(item.heading or "x") is None:
            heading = item.heading
        if not with_heading or (body and _GENERIC.fullmatch(item.heading)):
            heading = ""
        head = self._text(heading.strip(), place, sounds=True)
        body = _NUMBER.sub("", body, count=1) if not head and _NUMBER.match(body) else body
        return "\n\n".join(filter(None, (head, body)))

    def _explanation(self, item: Item, place: str) -> dict[str, Written]:
        text = self._text(self._cleaned(item.after), place)
        text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
        return {"explanation": text} if text.strip() else {}

    def _open(self, item: Item, place: str) -> dict[str, Written] | None:
        """Return a heading with a body, or with a question and an answer parted by `?`."""
        body = self._cleaned(item.raw)
        if _bare(item.heading).casefold() in _CONTENTS:
            return None
        if not body or not item.heading or all(_TO_TOP.fullmatch(x) for x in body.split("\n")):
            if body and not item.heading and not _TO_TOP.fullmatch(body):
                what = "a text before the first heading"
                self._lose(Loss(what, place, first_words(body), "put a heading above it"))
            return None
        front, back, both = _parted(body)
        if back and _GENERIC.fullmatch(item.heading):
            question = self._text(front, place, sounds=True)
        elif back:
            question = (
                f"{self._text(item.heading, place)}\n\n{self._text(front, place, sounds=True)}"
            )
        else:
            back = front
            question = self._question(Item(item.line, item.heading), place)
        answer = self._text(back, place)
        heard = self._texts.heard()
        if not answer or not question:
            self._lose(Loss("a card without an answer", place, first_words(question), "write it"))
            return None
        entry = {**asked_entry(question, answer, self._options.typed), **heard}
        if both and entry.get("type") != "free":
            entry["reverse"] = "true"
        return entry

    def _text(self, text: str, place: str, *, sounds: bool = False) -> str:
        found = without_comments(text.strip("\n"))
        return self._texts.text(found, self._file.folder, place, sounds=sounds).strip()

    @staticmethod
    def _cleaned(lines: Sequence[str]) -> str:
        """Return lines as a text without rules at its end, and links to the top of the page."""
        kept = [line for line in lines if not _TO_TOP.fullmatch(line) or "](#" not in line]
        while kept and (not kept[-1].strip() or kept[-1].strip() in ("---", "***", "* * *")):
            kept.pop()
        while kept and not kept[0].strip():
            kept.pop(0)
        depths = [len(line) - len(line.lstrip()) for line in kept if line.strip()]
        depth = min(depths, default=0)
        return "\n".join(line[depth:] for line in kept)


def _contexts(items: Sequence[Item]) -> set[int]:
    """Return which items stand under a heading with several questions: it is none of them."""
    found = set()
    for number, item in enumerate(items[:-1]):
        several = item.options and items[number + 1].level == 9
        if item.heading and item.level < 8 and several and any(map(str.strip, item.asked)):
            found.add(item.line)
    return found


def _answered(found: Sequence[Choice], item: Item) -> list[Choice]:
    """Return options, those right that the answers name by letter or by text."""
    letters = {answer for answer in item.answers if len(answer) == 1}
    texts = {" ".join(answer.split()).casefold().strip("*_. ") for answer in item.answers}
    return [
        each._replace(
            right=each.right
            or option.letter in letters
            or " ".join(each.text.split()).casefold().strip("*_. ") in texts
        )
        for each, option in zip(found, item.options, strict=True)
    ]


def _with_words(found: Sequence[Choice]) -> list[Choice]:
    """Return options, those that are a picture alone with words of their own to be told apart."""
    alone = [_ALONE.fullmatch(each.text) for each in found]
    alts = [each[1] for each in alone if each]
    if len(set(alts)) == len(alts):
        return list(found)
    return [
        each._replace(text=f"![{picture[1]} {number}".replace("[ ", "[") + picture[2])
        if picture
        else each
        for number, (each, picture) in enumerate(zip(found, alone, strict=True), 1)
    ]


def _are_labelled(texts: Sequence[str]) -> bool:
    """Return whether options begin with letters of their own, in order."""
    found = [_OWN_LETTER.match(text) for text in texts]
    letters = [(each[1] or each[2]).upper() if each else "" for each in found]
    return len(texts) > 1 and letters == [chr(ord("A") + n) for n in range(len(texts))]


def _parted(body: str) -> tuple[str, str, bool]:
    """Return what stands before and behind a line `?` or `??`, and whether it is asked both ways."""
    lines = body.split("\n")
    fences = Fences()
    for number, line in enumerate(lines):
        if not fences.holds(line) and line.strip() in ("?", "??"):
            return "\n".join(lines[:number]), "\n".join(lines[number + 1 :]), line.strip() == "??"
    return body, "", False


def _asks(heading: str) -> bool:
    return heading.rstrip(" *_").endswith(("?", "？", "؟")) or bool(_NUMBER.match(heading))


def _bare(heading: str) -> str:
    return heading.strip("*_` ")


def _as_tag(heading: str) -> str:
    return " ".join(_bare(heading).split())[:60]

"""Texts of cells: HTML or Markdown made one, pictures and sounds found, lists taken apart."""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.html_text import named_picture, shown, text_of
from quizkit.interchange.markdown.notes import TextsWithMedia
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.tables.column_names import Role, plain_name
from quizkit.interchange.texts import as_markdown, is_short
from quizkit.interchange.values import MEDIA, Loss
from quizkit.lazy import pattern
from quizkit.markup import is_plain

_HTML = pattern(
    r"<(b|i|u|em|strong|div|p|span|ul|ol|li|sub|sup|table|tr|td|th|a|font|code|pre|ruby|rt|h[1-6]"
    r"|center|small|big|blockquote|s|del|tt|kbd|mark|anki-mathjax)\b[^<>]{0,2000}>[^\0]{0,2000}?</\1>"
    r"|<img\b[^<>]{0,2000}src=|\S<br ?/?>(?!\s\S|[?.!])|<br ?/?><br ?/?>|<hr ?/?>.",
    re.IGNORECASE,
)
_TEX = pattern(
    r"\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]|\[latex\][^\n]{1,2000}?\[/latex\]|\[\$\$?\][^\n]{1,2000}?\[/\$\$?\]"
)
_ENTITY = pattern(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});")
_MARKED = pattern(
    r"`[^`\n]+`|(?<![\w*])\*\*[^\s*](?:[^*\n]{0,400}[^\s*])?\*\*(?![\w*])|^```|!\[[^\]\n]{0,200}\]\([^()\n]{1,300}\)"
    r"|(?<![\w$])\$(?=[^$\n]{0,300}[\\^_{}])[^\s$](?:[^$\n]{0,300}[^\s$])?\$(?![\d$])"
    r"|(?<!!)\[[^\]\n]{1,200}\]\(https?://[^()\s]{1,400}\)"
)
_SOUND = pattern(r"\[sound:([^\[\]\n]{1,300})\]")
_FURIGANA = pattern(
    r" ?([\u3005\u3006\u30f6\u3400-\u9fff\uf900-\ufaff]{1,20})\[([\u3041-\u30fc]{1,40})\]"
)
_RUBY = pattern(r"\{([^{}|]{1,40})\|([^{}|]{1,40})\}")
_GLOSSES = pattern(r"\s*[;\uff1b\u061b]\s*|\s+/\s+|\s+\uff0f\s+")
_SPLIT_ITEMS = pattern(r"\n|\s*[;\uff1b|]\s*")
_MOST_GLOSSES = 12
_LONGEST_GLOSSES = 200
_LONGEST_TEXT = 60_000
"""Characters of a cell that is looked into; a text of a deck has at most 20,000."""

_VERBATIM = frozenset(
    (Role.ID, Role.DECK, Role.TAGS, Role.TYPE, Role.REVERSE, Role.IMAGE, Role.ANSWER_IMAGE)
) | {Role.AUDIO, Role.LANGUAGE, Role.NOTE_TYPE}


class Cells:
    """Reads the texts of cells.

    Args:
        is_html: whether they are HTML; None to go by each.
        folder: where pictures and sounds lie that they name; None if there is none.
        losses: gets what did not come along.
    """

    def __init__(self, is_html: bool | None, folder: Path | None, losses: list[Loss]) -> None:
        self.media = MediaBeside(folder)
        self._folder = folder
        self._is_html = is_html
        self._losses = losses
        self._sounds: list[str] = []
        self._is_markdown = False

    def row(self, cells: Sequence[tuple[Role | None, str]], place: str) -> tuple[list[str], bool]:
        """Return the texts of the cells of a row, all of them Markdown or none, and which.

        Args:
            cells: each with what its column holds.
            place: of the row, for losses.
        """
        texts: list[str] = []
        marked: set[int] = set()
        authored = False
        for at, (role, cell) in enumerate(cells):
            if role in _VERBATIM:
                texts.append(cell)
                continue
            text, is_marked = self._text(cell, role, place)
            texts.append(text)
            if is_marked:
                marked.add(at)
            elif len(text) <= _LONGEST_TEXT and _MARKED.search(text) and self._is_html is not True:
                authored = True
        self._is_markdown = authored or bool(marked)
        if marked and not authored:
            texts = [
                text if at in marked or cells[at][0] in _VERBATIM else as_markdown(text)
                for at, text in enumerate(texts)
            ]
        return texts, self._is_markdown

    def _text(self, cell: str, role: Role | None, place: str) -> tuple[str, bool]:
        """Return the text of a cell, and whether it is Markdown."""
        if len(cell) > _LONGEST_TEXT:  # no deck has it: it is left out with what says so
            return cell, False
        if "[sound:" in cell:
            cell = _SOUND.sub(lambda found: self._sound(found[1], role, place), cell).strip()
        is_marked = False
        if self._is_html is not False and self._looks_like_html(cell):
            cell, is_marked = self._of_html(cell, place)
        elif ("\\" in cell or "[" in cell) and _TEX.search(cell):
            as_html = escape(cell, quote=False).replace("\n", "<br>")
            cell, is_marked = self._of_html(as_html, place)
        if "[" in cell and _FURIGANA.search(cell):
            plain = _FURIGANA.sub("", cell)
            if is_marked or is_plain(plain):
                return _FURIGANA.sub(r"{\1|\2}", cell).strip(), True
        return cell, is_marked

    def _looks_like_html(self, cell: str) -> bool:
        if self._is_html:
            return "<" in cell or "&" in cell
        if "<" in cell and _HTML.search(cell):
            return True
        return "&" in cell and bool(_ENTITY.search(cell))

    def _of_html(self, cell: str, place: str) -> tuple[str, bool]:
        """Return what a cell in HTML says; as it stands if that is nothing, as of `<br>` alone."""

        def picture(address: str, words: str) -> str:
            if address[:5].lower() == "data:":
                why = "save it as a file beside the table, and name that"
                self._losses.append(Loss("a picture within the text", place, why=why))
                return named_picture(address, words)
            found = self.media.find(address, self._folder, place)
            return shown(found.name, words) if found.name else named_picture(address, words)

        def lose(what: str, why: str) -> None:
            self._losses.append(Loss(what, place, why=why))

        text, is_markdown = text_of(cell, picture=picture, lose=lose)
        return (text, is_markdown) if text.strip() else (cell, False)

    def _sound(self, name: str, role: Role | None, place: str) -> str:
        found = self.media.find(name, self._folder, place)
        if not found.name:
            return name
        if role in (Role.QUESTION, Role.CLOZE, Role.STATEMENT, Role.AUDIO):
            self._sounds.append(MEDIA + found.name)
            return ""
        why = "only sounds of a question are played; its name stays in the text"
        self._losses.append(Loss("a sound of an answer", place, why=why))
        return name

    def heard(self) -> dict[str, Written]:
        """Return the key `audio` with the sounds since the last call; empty if there are none."""
        found, self._sounds = self._sounds, []
        return {"audio": found[0] if len(found) == 1 else found} if found else {}

    def pictures(self, key: str, cell: str, place: str) -> dict[str, Written]:
        """Return a key with the files that a cell names; empty if none of them is there."""
        named = [_name_in(item) for item in _SPLIT_ITEMS.split(cell) if item.strip()]
        found = [self.media.find(name, self._folder, place).name for name in named]
        there = [MEDIA + name for name in found if name]
        return {key: there[0] if len(there) == 1 else there} if there else {}

    def with_media(
        self, entry: Mapping[str, Written], place: str, *, is_markdown: bool
    ) -> dict[str, Written]:
        """Return an entry with the files that it names, as far as they are there."""
        found = dict(entry)
        for key in ("image", "answer_image", "audio"):
            if key in found:
                named = found.pop(key)
                texts = dict.fromkeys(named, "") if not isinstance(named, Mapping) else named
                there = {
                    MEDIA + name: alt
                    for each, alt in texts.items()
                    if (name := self.media.find(str(each), self._folder, place).name)
                }
                if there:
                    found[key] = there if any(there.values()) else [*there]
        if is_markdown:
            texts_with_media = TextsWithMedia(self.media)
            for key, value in found.items():
                if isinstance(value, str) and "![" in value:
                    found[key] = texts_with_media.text(value, self._folder, place, sounds=False)
        return found

    def lines(self, lines: Iterable[str]) -> str:
        """Return texts below each other, as those of the last row are: Markdown or not."""
        return ("\n\n" if self._is_markdown else "\n").join(lines)


def _name_in(item: str) -> str:
    """Return the name of a file in a cell, which may be `<img src="x.png">` or `[sound:x.mp3]`."""
    found = _IMG.search(item) or _SOUND.search(item)
    return found[1] if found else item.strip()


_IMG = pattern(r"<img[^<>]{0,500}src=[\"']?([^\"'<>]{1,300})")


def glosses_of(answer: str, sign: str, split: str) -> list[str]:
    """Return the answers that a cell holds: `dog; hound` is two; one where they are too long.

    Args:
        answer: the text of the cell.
        sign: what parts cells: a semicolon there parts no glosses.
        split: a sign that parts them, too; empty for none.
    """
    if len(answer) > _LONGEST_GLOSSES or "\n" in answer:
        return [answer]
    found = [answer]
    if sign != ";" or "/" in answer:
        found = (
            [part.strip() for part in _GLOSSES.split(answer)]
            if sign != ";"
            else [part.strip() for part in answer.split(" / ")]
        )
    if split:
        found = [part.strip() for each in found for part in each.split(split)]
    found = [*dict.fromkeys(filter(None, found))]
    good = 1 <= len(found) <= _MOST_GLOSSES and all(
        is_short(each) and _closes(each) for each in found
    )
    return found if good else [answer]


def _closes(text: str) -> bool:
    """Return whether what opens in a text closes in it: a gloss within brackets is none."""
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def items_of(text: str) -> list[str]:
    """Return the items of a list in one cell: lines, or parts between `;` or `|`, or `["a", "b"]`."""
    if text.startswith("[") and text.endswith("]") and len(text) < 20_000:
        try:
            found = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            found = None
        if isinstance(found, list) and all(isinstance(item, str | int | float) for item in found):
            return [str(item).strip() for item in found if str(item).strip()]
    return [part.strip() for part in _SPLIT_ITEMS.split(text) if part.strip()]


def readings_of(answer: str) -> list[str]:
    """Return an answer as it is read, where words of it have a reading: `{森|もり}` is `もり`."""
    return [_RUBY.sub(r"\2", answer)] if "{" in answer and _RUBY.search(answer) else []


_WORDS_EACH = frozenset(
    ("tag", "tags", "schlagworte", "etiquetas", "теги", "метки", "标签", "タグ")
)


def tags_of(text: str, name: str, *, by_spaces: bool) -> list[str]:
    """Return the tags that a cell holds.

    Args:
        text: of the cell.
        name: of its column: spaces part `tags`, not a `category`.
        by_spaces: whether white space parts them, whatever the name.
    """
    if "\n" in text or "," in text or ";" in text:
        parts = [
            part
            for line in text.split("\n")
            for piece in line.split(";")
            for part in piece.split(",")
        ]
    elif by_spaces or plain_name(name) in _WORDS_EACH:
        parts = text.split()
    else:
        parts = [text]
    return [
        f"{name} {part}" if part.isdecimal() and name and not by_spaces else part
        for part in (" ".join(part.split()) for part in parts)
        if part
    ]

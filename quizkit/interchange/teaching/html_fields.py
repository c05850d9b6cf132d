"""Texts in HTML of one question as texts of a note: all plain or all Markdown, media found."""

import base64
import re
from collections.abc import Callable, Mapping
from html import unescape

from quizkit.interchange.html_text import named_picture, shown, text_of
from quizkit.interchange.media_beside import PICTURES, SOUNDS, percent_decoded, safe_name
from quizkit.interchange.values import MEDIA, Loss
from quizkit.lazy import pattern
from quizkit.markup import markdown

_SOUND = pattern(
    r"<(?:audio|source|video|a)\b[^<>]*?\b(?:src|href)\s*=\s*[\"']([^\"'<>]+)[\"'][^<>]*>", re.I
)
_DATA = pattern(r"data:image/(\w+)[^,]*;base64,(.*)", re.DOTALL)
_MOST_BYTES = 20 * 2**20
_TYPES = {"jpeg": "jpg", "svg+xml": "svg"}


class Files:
    """Files of a source, each under a name of its own."""

    def __init__(self) -> None:
        self.media: dict[str, Callable[[], bytes]] = {}
        self._names: dict[tuple[str, object], str] = {}
        self._taken: set[str] = set()

    def name_of(self, name: str, key: object, get: Callable[[], bytes]) -> str:
        """Return the name in the import of a file; one and the same for equal names and keys."""
        if (name, key) not in self._names:
            base = new = safe_name(name)
            number = 1
            while new.casefold() in self._taken:
                number += 1
                stem, dot, ending = base.rpartition(".")
                new = f"{stem}-{number}{dot}{ending}" if dot else f"{base}-{number}"
            self._taken.add(new.casefold())
            self._names[name, key] = new
            self.media[new] = get
        return self._names[name, key]


Find = Callable[[str], str]
"""Gives the name in the import of a file, by its address in a text; empty if it is not there."""


class Fields:
    """The texts of one question.

    Args:
        files: where its pictures are put.
        as_markdown: whether all texts are given as Markdown.
        place: of the question; `card`: its first words, for losses.
    """

    def __init__(self, files: Files, *, as_markdown: bool, place: str, card: str = "") -> None:
        self.losses: list[Loss] = []
        self.sounds: list[str] = []
        """Those that its texts name, as `audio` has them."""
        self.is_marked = False
        """Whether any text was Markdown."""
        self.place = place
        self.card = card
        self._files = files
        self._as_markdown = as_markdown

    def lose(self, what: str, why: str) -> None:
        """Keep a loss of the question."""
        self.losses.append(Loss(what, self.place, self.card, why))

    def plain(self, text: str, *, inline: bool = False) -> str:
        """Return words as a text of the note."""
        if not self._as_markdown or not text:
            return text
        try:
            return markdown(text.strip(), inline=inline)
        except ValueError:
            return text

    def marked(self, text: str) -> str:
        """Return a text that is Markdown."""
        self.is_marked = True
        return text.strip()

    def html(self, html: str, find: Find, *, inline: bool = False) -> str:
        """Return HTML as a text of the note, whose pictures are `find`'s."""
        if "<" in html:
            html = self._without_sounds(html, find)

        def picture(address: str, words: str) -> str:
            name = self._picture(address, find)
            return shown(name, words) if name else named_picture(address, words)

        found = text_of(html, picture=picture, dollars=True)
        if found.is_markdown:
            return self.marked(found.text)
        return self.plain(found.text.strip(), inline=inline)

    def _picture(self, address: str, find: Find) -> str:
        data = _DATA.match(address)
        if data:
            ending = _TYPES.get(data[1], data[1])
            return self._files.name_of(f"picture.{ending}", data[2], lambda: decoded(data[2]))
        name = find(address)
        if not name and re.match(r"(?i)(https?:)?//", address):
            self.lose("a picture on the web", "save it beside the cards, and name the file")
        elif not name:
            self.lose("a picture that is not in the file", "its name stays in the text")
        return name

    def _without_sounds(self, html: str, find: Find) -> str:
        def taken(found: re.Match[str]) -> str:
            address = unescape(found[1])
            if ending_of(address) not in SOUNDS:
                return found[0]
            name = find(address)
            if name:
                self.sounds.append(MEDIA + name)
            else:
                self.lose("a sound that is not in the file", "it is left out")
            return ""

        return _SOUND.sub(taken, html)


def ending_of(address: str) -> str:
    """Return what an address ends with, in lower case: `.png`."""
    bare = percent_decoded(address.split("?")[0].split("#")[0]).rpartition("/")[2]
    return "." + bare.rpartition(".")[2].lower() if "." in bare else ""


def is_medium(name: str) -> bool:
    """Return whether a file is a picture or a sound that a deck may name."""
    return ending_of(name) in PICTURES | SOUNDS


def decoded(text: str) -> bytes:
    """Return the bytes that base64 says; as far as it is any, at most 20 MB."""
    clean = re.sub(r"[^A-Za-z0-9+/]", "", text[: _MOST_BYTES * 4 // 3])
    return base64.b64decode(clean[: len(clean) - (len(clean) % 4 == 1)] + "==")


def with_sounds(entry: Mapping[str, object], fields: Fields) -> dict[str, object]:
    """Return an entry with the sounds that its texts named."""
    sounds = list(dict.fromkeys(fields.sounds))
    return {**entry, "audio": sounds} if sounds else dict(entry)

"""Fields of Anki's notes, in HTML, as texts of ours: with pictures, sounds, readings and blanks."""

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from quizkit.interchange.html_text import named_picture, shown, text_of
from quizkit.interchange.values import MEDIA
from quizkit.lazy import pattern

_SOUND = pattern(r"\[sound:([^\[\]\n]{1,500})\]")
_TTS = pattern(r"\[anki:tts[^\[\]]{0,200}\]([^\[\]]{0,500})\[/anki:tts\]")
_FURIGANA = pattern(r" ?([々〆ヶ㐀-鿿豈-﫿]{1,30})\[([ぁ-ヿ]{1,60})\]")
_OPEN = pattern(r"\{\{c(\d{1,5})(?:,\d{1,5})*::")
_MOST_NAME = 120


class FieldText(NamedTuple):
    """What a field says.

    Args:
        text: plain words, or Markdown.
        is_markdown: which of the two.
        sounds: of the field, as `media://NAME`; those that are there.
        missing: names of those that are not.
    """

    text: str
    is_markdown: bool
    sounds: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Fields:
    """Reads fields, and keeps which pictures and sounds are named.

    Args:
        media: how to get the bytes of each picture and sound, by the name that fields have for it.
    """

    def __init__(self, media: Mapping[str, Callable[[], bytes]]) -> None:
        self._media = media
        self._names: dict[str, str] = {}
        self._taken: dict[str, int] = {}
        self.used: dict[str, Callable[[], bytes]] = {}
        self.missing: list[str] = []

    def read(self, html: str) -> FieldText:
        """Return what a field says."""
        sounds: list[str] = []
        missing: list[str] = []
        if "[" in html:
            html = _SOUND.sub(lambda found: self._sound(found[1], sounds, missing), html)
            html = _TTS.sub(r"\1", html)
        text, is_markdown = text_of(html, picture=self._picture, extra="anki")
        if "[" in text and _FURIGANA.search(text):
            text, is_markdown = _FURIGANA.sub(r"{\1|\2}", text).strip(), True
        return FieldText(text.strip(), is_markdown, tuple(sounds), tuple(missing))

    def _sound(self, name: str, sounds: list[str], missing: list[str]) -> str:
        found = self._named(unescape(name))
        if found is not None:
            sounds.append(f"{MEDIA}{found}")
        else:
            missing.append(re.sub("[<>\n]", "", unescape(name)))
        return ""

    def _picture(self, address: str, words: str) -> str:
        if re.match(r"(?i)(?:[a-z]+:)?//|data:", address):
            self.missing.append(address[:80])
            return named_picture(address, words)
        found = self._named(address) or self._named(unquote(address))
        return shown(found, words) if found else named_picture(address, words)

    def _named(self, name: str) -> str | None:
        """Return the name that a picture or sound gets, which is then used; None if it is not there."""
        key = unicodedata.normalize("NFC", name)
        if key not in self._media:
            self.missing.append(name)
            return None
        if key not in self._names:
            self._names[key] = self._free(key)
            self.used[self._names[key]] = self._media[key]
        return self._names[key]

    def _free(self, name: str) -> str:
        """Return a name that no folder leads out of, and no other file has."""
        base = posixpath.basename(name.replace("\\", "/"))
        base = re.sub(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]', "_", base).strip(
            " ."
        )
        stem, dot, ending = base.rpartition(".")
        if not dot:
            stem, ending = base, ""
        stem = stem.encode()[:_MOST_NAME].decode("utf-8", "ignore") or "file"
        found = f"{stem}{dot}{ending[:12]}"
        while found.casefold() in self._taken:
            number = self._taken[found.casefold()] = self._taken[found.casefold()] + 1
            found = f"{stem}-{number}{dot}{ending[:12]}"
        self._taken[found.casefold()] = 1
        return found


class Blanks(NamedTuple):
    """A text with blanks as a deck has it.

    Args:
        text: with `{{c1::answer::hint}}`.
        numbers: of its blanks.
        nested: whether blanks within blanks were left out.
    """

    text: str
    numbers: frozenset[int]
    nested: bool


def blanks_of(text: str) -> Blanks:
    """Return a text of Anki with its blanks as ours: those within another lose their braces."""
    parts: list[str] = []
    numbers: set[int] = set()
    depth, at, nested = 0, 0, False
    inner: list[int] = []
    while at < len(text):
        opened = _OPEN.match(text, at)
        if opened:
            nested = nested or depth > 0
            if depth == 0:
                parts.append(f"{{{{c{int(opened[1])}::")
                numbers.add(int(opened[1]))
            depth += 1
            inner.append(len(parts))
            at = opened.end()
        elif depth and text.startswith("}}", at):
            depth -= 1
            inner.pop()
            if depth == 0:
                parts.append("}}")
            at += 2
        else:
            size = 2 if text.startswith(("{{", "}}"), at) else 1
            chars = text[at : at + size]
            parts.append(rf"\{chars}" if size == 2 or (chars == "|" and depth) else chars)
            at += size
    if depth:  # one that does not end is no blank
        return Blanks(text, frozenset(), False)
    return Blanks("".join(parts), frozenset(numbers), nested)

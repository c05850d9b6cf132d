"""Texts as Moodle writes them: in its own form, in HTML, in Markdown, or as they stand."""

import re
from pathlib import Path

from quizkit.interchange.html_text import HtmlText, named_picture, shown, text_of
from quizkit.interchange.media_beside import MediaBeside
from quizkit.interchange.texts import as_markdown
from quizkit.interchange.values import Lose, Loss
from quizkit.lazy import pattern
from quizkit.markup import is_plain

_ELEMENT = (
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre"
    r"|s|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)\b[^<>]*>"
)
_HTML = pattern(_ELEMENT + r"|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_NO_ELEMENT = pattern(rf"<(?!{_ELEMENT[1:]})", re.IGNORECASE)
_BLOCK = pattern(r"<(?:p|div|br|li|tr|pre|h[1-6])\b", re.IGNORECASE)
_MATHS = pattern(r"\\\((.{1,999}?)\\\)|\\\[(.{1,999}?)\\\]|\$\$([^$]{1,999})\$\$", re.DOTALL)


class MoodleTexts:
    """Makes texts of a deck of those of Moodle.

    Args:
        media: where to find pictures.
        folder: where the file lies; None if it is none.
        lose: is told what is lost.
    """

    def __init__(self, media: MediaBeside, folder: Path | None, lose: Lose) -> None:
        self._media = media
        self._folder = folder
        self._lose = lose

    def text(self, text: str, form: str, place: str) -> HtmlText:
        """Return a text.

        Args:
            text: with its signs as they are meant.
            form: `html`, `markdown`, `plain`, or empty for that of Moodle itself, in which there
                may be HTML.
            place: of it, for a loss.
        """
        text = text.strip()
        if form == "plain":
            return HtmlText(text, False)
        if form == "markdown":
            return HtmlText(text, not is_plain(text))
        if form == "html" or _HTML.search(text):
            if form != "html":
                text = _NO_ELEMENT.sub("&lt;", text)
                text = text if _BLOCK.search(text) else text.replace("\n", "<br>\n")

            def picture(address: str, words: str) -> str:
                return self._picture(address, words, place)

            def lose(what: str, why: str) -> None:
                self._lose(Loss(what, place, why=why))

            return text_of(text, picture=picture, dollars=True, lose=lose)
        return _with_maths(text)

    def _picture(self, address: str, words: str, place: str) -> str:
        if address[:5].lower() == "data:":
            why = "save it beside the cards, and name the file"
            self._lose(Loss("a picture within the text", place, why=why))
            return named_picture(address, words)
        target = address.replace("@@PLUGINFILE@@/", "")
        found = self._media.find(target, self._folder, place)
        return shown(found.name, words) if found.name else named_picture(target, words)


def _with_maths(text: str) -> HtmlText:
    r"""Return a text without HTML, with its formulas between dollars."""
    parts: list[str] = []
    end = 0
    for found in _MATHS.finditer(text):
        source = " ".join((found[1] or found[2] or found[3]).replace("$", "").split())
        if source:
            parts += [_marked(text[end : found.start()]), f"${source}$"]
            end = found.end()
    if not parts:
        return HtmlText(text, False)
    return HtmlText("".join([*parts, _marked(text[end:])]), True)


def _marked(text: str) -> str:
    """Return Markdown that says a text, also where white space is at its ends."""
    words = text.strip()
    if not words:
        return text
    begin = text.index(words)
    return text[:begin] + as_markdown(words) + text[begin + len(words) :]

"""What formats of Markdown have in common: notes made of their texts, with pictures and sounds."""

import re
from pathlib import Path

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.markdown.spans import outside
from quizkit.interchange.media_beside import Media, MediaBeside, named
from quizkit.interchange.values import MEDIA, Loss
from quizkit.lazy import pattern

_PICTURE = pattern(
    r"!\[([^\[\]\n]{0,500})\]\((<[^<>\n]{1,500}>|[^()\s<>]{1,500}(?:\([^()\s]{0,99}\))?)[^()\n]{0,200}\)"
)
_EMBED = pattern(r"!\[\[([^\[\]|\n]{1,300})(\|[^\[\]\n]{0,200})?\]\]")
_ELEMENT = pattern(
    r"<(b|i|em|strong|u|s|sub|sup|kbd|code|span|font|small|big|center)\b(?:\s[^<>]{0,300})?>"
    r"[^<>*_`$\[\]\\]{1,500}</\1\s{0,9}>|<img\b[^<>]{1,600}>",
    re.IGNORECASE,
)


class TextsWithMedia:
    """Texts with their pictures and sounds found beside them.

    Args:
        media: where to find them.
        embeds: whether `![[x.png]]` is a picture too.
    """

    def __init__(self, media: MediaBeside, *, embeds: bool = False) -> None:
        self._media = media
        self._embeds = embeds
        self._known: dict[tuple[str, Path | None, str], Media] = {}
        self.sounds: list[str] = []
        """Those that the texts since the last question named, in order, as `audio` has them."""

    def text(self, text: str, folder: Path | None, place: str, *, sounds: bool) -> str:
        """Return a text with the names that its pictures have in the import.

        Args:
            text: in Markdown.
            folder: where it lies.
            place: of it, for a loss.
            sounds: whether a sound is taken out of the text, to be played with the question; else
                its name stays, which is a loss.
        """
        if "<" in text:
            text = outside(text, lambda piece: self._without_html(piece, folder, place))
        if "![" not in text:
            return text

        def put(alt: str, target: str, whole: str) -> str:
            if target.startswith(f"<{MEDIA}"):  # an embedded one, found already
                return whole
            found = self._found(target, folder, place)
            if not found.name:
                return whole
            if not found.is_sound:
                return f"![{alt}]({named(found.name)})"
            if sounds:
                self.sounds.append(MEDIA + found.name)
                return ""
            why = "only sounds of a question are played; its name stays in the text"
            self._media.losses.append(Loss("a sound of an answer", place, why=why))
            return f"[{alt or target.strip('<>')}]({named(found.name)})"

        def change(piece: str) -> str:
            if self._embeds:
                piece = _EMBED.sub(
                    lambda found: put("", found[1].strip(), f"![](<{found[1].strip()}>)"), piece
                )
            return _PICTURE.sub(lambda found: put(found[1], found[2], found[0]), piece)

        return outside(text, change).strip("\n")

    def _found(self, target: str, folder: Path | None, place: str) -> Media:
        """Return the file that a text names; one that is missing is told once for each place."""
        known = target.strip("<>"), folder, place
        if known not in self._known:
            self._known[known] = self._media.find(target, folder, place)
        return self._known[known]

    def _without_html(self, text: str, folder: Path | None, place: str) -> str:
        """Return a text with the elements of HTML that stand in it as Markdown says them."""
        from quizkit.interchange.html_text import named_picture, shown, text_of

        def picture(address: str, words: str) -> str:
            found = self._found(address, folder, place)
            return shown(found.name, words) if found.name else named_picture(address, words)

        def lose(what: str, why: str) -> None:
            self._media.losses.append(Loss(what, place, why=why))

        def written(found: re.Match[str]) -> str:
            return text_of(found[0], picture=picture, lose=lose).text

        return _ELEMENT.sub(written, text)

    def heard(self) -> dict[str, Written]:
        """Return the key `audio` with the sounds since the last call; empty if there are none."""
        found, self.sounds = self.sounds, []
        if not found:
            return {}
        return {"audio": found[0] if len(found) == 1 else found}

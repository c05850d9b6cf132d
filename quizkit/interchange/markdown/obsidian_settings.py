"""What signs a vault has its cards written with: those of the plugin's settings, else its defaults.

Source: obsidian-spaced-repetition 1.15 (github.com/st3v3nmw/obsidian-spaced-repetition), its
documentation and its settings.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from quizkit.errors import QuizkitError
from quizkit.interchange.markdown.obsidian_cloze import Pattern, pattern_of

SETTINGS = Path(".obsidian", "plugins", "obsidian-spaced-repetition", "data.json")
_MOST_BYTES = 16 * 2**20
_HIGHLIGHT, _BOLD, _BRACES = (
    "==[123;;]answer[;;hint]==",
    "**[123;;]answer[;;hint]**",
    "{{[123;;]answer[;;hint]}}",
)


class Settings(NamedTuple):
    """The signs of cards, and where cards are.

    Args:
        tags: of notes with cards, without `#`.
        folders: whether the folders are decks, and tags say nothing.
        card: between question and answer on a line; `reversed_card`: of both ways.
        lines: on a line of its own between a question and an answer; `reversed_lines`: both ways.
        end: on a line of its own behind a card of several lines; empty where a blank line ends it.
        clozes: how gaps are marked.
        scheduled: how those are marked, too, below which a schedule stands.
    """

    tags: tuple[str, ...] = ("flashcards",)
    folders: bool = False
    card: str = "::"
    reversed_card: str = ":::"
    lines: str = "?"
    reversed_lines: str = "??"
    end: str = ""
    clozes: tuple[Pattern, ...] = ()
    scheduled: tuple[Pattern, ...] = ()

    def is_card_tag(self, tag: str) -> bool:
        """Return whether a tag is one of notes with cards, or below one."""
        return self.below(tag) is not None

    def below(self, tag: str) -> tuple[str, ...] | None:
        """Return the names of a deck that a tag has behind that of cards; None of another tag."""
        for each in self.tags:
            if tag == each or tag.startswith(f"{each}/"):
                return tuple(filter(None, tag[len(each) :].split("/")))
        return None


_BY_NAME = {
    "card": "card",
    "reverse": "reversed_card",
    "lines": "lines",
    "reverse-lines": "reversed_lines",
    "end": "end",
}


def settings_of(vault: Path | None, own: Mapping[str, str]) -> Settings:
    """Return the settings of a vault.

    Args:
        vault: its folder; None if there is none.
        own: other signs, by `card`, `reverse`, `lines`, `reverse-lines`, `end`, `cloze`, `tag`.

    Raises:
        QuizkitError: there is no sign of such a name, or one is empty.
    """
    data = _read(vault / SETTINGS) if vault else {}
    found = _of_plugin(data)
    if not data:  # nobody says what they are: braces can hardly be anything else
        clozes = (*found.clozes, pattern_of(_BRACES))
        found = found._replace(clozes=clozes, scheduled=(pattern_of(_BOLD),))
    for name, sign in own.items():
        if name == "cloze":
            found = found._replace(clozes=(pattern_of(_as_pattern(sign)),))
        elif name == "tag":
            found = found._replace(tags=(sign.lstrip("#"),))
        elif name in _BY_NAME:
            found = Settings(**{**found._asdict(), _BY_NAME[name]: sign})
        else:
            known = ", ".join([*_BY_NAME, "cloze", "tag"])
            raise QuizkitError(f"there is no sign called {name!r}; there are {known}")
    return found


def _as_pattern(sign: str) -> str:
    """Return a pattern: of `==` what stands between two of them, of `{{}}` what is in them."""
    if "answer" in sign:
        return sign
    if len(sign) % 2 == 0 and sign[: len(sign) // 2] != sign[len(sign) // 2 :]:
        half = len(sign) // 2
        return f"{sign[:half]}answer{sign[half:]}"
    return f"{sign}answer{sign}"


def _read(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    settings = data.get("settings", data) if isinstance(data, dict) else {}
    return settings if isinstance(settings, dict) else {}


def _of_plugin(data: Mapping[str, Any]) -> Settings:
    standard = Settings()

    def text(name: str, default: str) -> str:
        value = data.get(name)
        return value if isinstance(value, str) and value.strip() else default

    def texts(name: str) -> tuple[str, ...]:
        value = data.get(name)
        found = value if isinstance(value, list) else ()
        return tuple(item.strip() for item in found if isinstance(item, str) and item.strip())

    tags = tuple(tag.lstrip("#").strip("/") for tag in texts("flashcardTags"))
    end = data.get("multilineCardEndMarker")
    return Settings(
        tags=tuple(filter(None, tags)) or standard.tags,
        folders=data.get("convertFoldersToDecks") is True,
        card=text("singleLineCardSeparator", standard.card),
        reversed_card=text("singleLineReversedCardSeparator", standard.reversed_card),
        lines=text("multilineCardSeparator", standard.lines),
        reversed_lines=text("multilineReversedCardSeparator", standard.reversed_lines),
        end=end.strip() if isinstance(end, str) else "",
        clozes=tuple(map(pattern_of, texts("clozePatterns") or _by_switches(data))),
    )


def _by_switches(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the patterns of a plugin before 1.13, which had a switch for each."""
    if isinstance(data.get("clozePatterns"), list):  # none
        return ()
    found = [_HIGHLIGHT] if data.get("convertHighlightsToClozes", True) else []
    found += [_BOLD] if data.get("convertBoldTextToClozes") else []
    found += [_BRACES] if data.get("convertCurlyBracketsToClozes") else []
    return tuple(found)

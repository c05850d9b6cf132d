"""The programs that read aloud, and how each is told the text and its language."""

import sys
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import cache

from quizkit.cli.player.background import Run, printed, program
from quizkit.cli.player.sounds import NoProgramError
from quizkit.lazy import pattern

MOST_SPOKEN = 2_000
"""Characters that are read aloud of a text, some two minutes; in UTF-8 they fit into a pipe."""


_TELLS_WITHIN = 5.0
"""Seconds within which a program tells its voices."""


def say_command(text: str, language: str, without: Collection[str] = ()) -> Run:
    """Return what reads a text aloud, in a language if there is a voice for it.

    Args:
        text: words.
        language: BCP 47 tag.
        without: names of programs that failed before.

    Raises:
        NoProgramError: none is installed.
    """
    for name, made in _SPEAKERS.items():
        found = None if name in without else program(name)
        if found:
            return made(found, spoken(text), language)
    raise NoProgramError("to read aloud", _USUAL, without)


def spoken(text: str) -> str:
    """Return a text as it is handed to a program: not too long, and with nothing that it obeys."""
    kept = "".join(char if char == "\n" or char.isprintable() else " " for char in text)
    return _OBEYED.sub(" ", kept)[:MOST_SPOKEN]


_OBEYED = pattern(r"\[(?=\[)|\](?=\])")
"""Of the double brackets that begin and end commands of `say`, and phonemes of `espeak-ng`."""


def _say(found: str, text: str, language: str) -> Run:
    voice = _voice(language, _voices_of_say(found))
    return Run([found, *(["-v", voice] if voice else []), "-f", "-"], text)


def _spd_say(found: str, text: str, language: str) -> Run:
    # not from its input, where lines that begin with `!-!` are commands
    return Run([found, "--wait", "--language", language, "--", text], at_end=(found, "--cancel"))


def _espeak(found: str, text: str, language: str) -> Run:
    known = _languages_of_espeak(found)
    voice = language if language.split("-")[0].lower() in known else ""
    return Run([found, *(["-v", voice] if voice else []), "-b", "1", "--stdin"], text)


_SPEAKERS: Mapping[str, Callable[[str, str, str], Run]] = {
    "say": _say,
    "spd-say": _spd_say,
    "espeak-ng": _espeak,
}
_USUAL = ("say", "espeak-ng") if sys.platform == "darwin" else ("spd-say", "espeak-ng")


def _voice(language: str, voices: Mapping[str, str]) -> str:
    """Return the voice for a language, of its region if there is one; empty if there is none."""
    tag = language.lower().replace("-", "_")
    near = (name for known, name in voices.items() if known.split("_")[0] == tag.split("_")[0])
    return voices.get(tag) or next(near, "")


@cache
def _voices_of_say(found: str) -> Mapping[str, str]:
    """Return the names of the voices by what they speak, such as `es_mx`; the first of each."""
    voices: dict[str, str] = {}
    for line in _printed([found, "-v", "?"]).splitlines():
        if row := _VOICE.match(line):
            voices.setdefault(row["speaks"].lower(), row["name"])
    return voices


_VOICE = pattern(r"(?P<name>\S.*?)\s+(?P<speaks>[a-z]{2,3}[_-][\w-]+)\s+#")


@cache
def _languages_of_espeak(found: str) -> frozenset[str]:
    """Return the languages that are spoken, without regions."""
    rows = [line.split() for line in _printed([found, "--voices"]).splitlines()[1:]]
    others = (tag.strip("()") for row in rows for tag in row[5:] if tag.startswith("("))
    return frozenset(tag.split("-")[0] for tag in (*(row[1] for row in rows if row[1:]), *others))


def _printed(command: list[str]) -> str:
    """Return what a program prints; nothing if it cannot be asked."""
    said = printed(command, _TELLS_WITHIN).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", said)

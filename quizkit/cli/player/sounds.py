"""The programs that play sounds, and how each is told which file to play."""

import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from quizkit.cli.player.background import program
from quizkit.formats.media_types import FLAC, M4A, MP3, OGG, SOUNDS, WAV, MediaType
from quizkit.wording import listed


class _Player(NamedTuple):
    """How a program plays a file, which is named behind `words` by its whole path."""

    words: tuple[str, ...] = ()
    types: Collection[MediaType] = SOUNDS


_MPV = (
    "--no-video --force-window=no --no-terminal --idle=no --keep-open=no --loop-file=no"
    " --loop-playlist=no --no-resume-playback --load-scripts=no --"  # whatever its settings say
)
_VLC = "--intf dummy --no-video --play-and-exit --quiet"
_PLAYERS: Mapping[str, _Player] = {
    "afplay": _Player(types=(MP3, WAV, M4A, FLAC)),
    "mpv": _Player(tuple(_MPV.split())),
    "ffplay": _Player(("-nodisp", "-autoexit", "-vn", "-loglevel", "quiet", "-i")),
    "pw-play": _Player(types=(MP3, OGG, WAV, FLAC)),
    "paplay": _Player(types=(MP3, OGG, WAV, FLAC)),
    "aplay": _Player(("-q",), (WAV,)),
    "play": _Player(("-q",), (MP3, OGG, WAV, FLAC)),
    "cvlc": _Player(tuple(_VLC.split())),
    "vlc": _Player(tuple(_VLC.split())),
}
_USUAL = {
    "darwin": ("afplay", "mpv", "ffplay", "play"),
    "win32": ("mpv", "ffplay", "vlc"),
}
_ELSEWHERE = ("mpv", "ffplay", "pw-play", "paplay", "aplay", "play", "cvlc")


class NoProgramError(Exception):
    """No program was found, or those that were failed; says which."""

    def __init__(self, what: str, looked_for: Collection[str], without: Collection[str]) -> None:
        failed = [name for name in looked_for if name in without]
        said = f"no program {what} was found: install one of {', '.join(looked_for)}"
        if failed:
            said = f"{listed(failed)} failed, and no other program {what} was found"
        super().__init__(said)


def players_of(kind: MediaType, platform: str = sys.platform) -> list[str]:
    """Return the names of the programs that play a type of sounds, the best first."""
    return [name for name in _USUAL.get(platform, _ELSEWHERE) if kind in _PLAYERS[name].types]


def play_command(path: Path, kind: MediaType, without: Collection[str] = ()) -> list[str]:
    """Return the command that plays a file.

    Args:
        path: of the file, from the root on.
        kind: of which type it is.
        without: names of programs that failed before.

    Raises:
        NoProgramError: none is installed that plays such files.
    """
    names = players_of(kind)
    for name in names:
        found = None if name in without else program(name)
        if found:
            return [found, *_PLAYERS[name].words, str(path)]
    raise NoProgramError(f"to play {kind.name} sounds", names, without)

"""Whether a terminal can show pictures: what it is asked, and what its replies say.

The last question is one that every terminal answers, so that its reply ends the waiting.

Sources: XTerm Control Sequences, patch 379; https://sw.kovidgoyal.net/kitty/graphics-protocol/.
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from attrs import frozen

from quizkit.cli.pictures.sizes import Size
from quizkit.lazy import pattern
from quizkit.value import Value


class Protocol(Enum):
    """How pictures are sent to a terminal."""

    KITTY = "kitty"
    ITERM = "iTerm2"
    SIXEL = "sixel"


@frozen(eq=False, repr=False)
class Able(Value):
    """What a terminal can.

    Args:
        protocol: by which it shows pictures; None if it shows none.
        cell: the pixels of a character; None where it does not say.
        colours: how many a sixel picture may have.
    """

    protocol: Protocol | None = None
    cell: Size | None = None
    colours: int = 256


_OF_KITTY = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
_COLOURS, _CELL, _NAME, _KIND = "\x1b[?1;1;0S", "\x1b[16t", "\x1b[>q", "\x1b[c"

_NONE = ("linux", "dumb", "cons25", "sun", "eterm")
"""Terminals, by the beginnings of their names, that show no pictures and may show a question."""


def question(environment: Mapping[str, str]) -> str:
    """Return what to ask the terminal; nothing where it is known to show no pictures.

    Args:
        environment: has the variables by which terminals tell what they are.
    """
    term = environment.get("TERM", "")
    if not term or term.startswith(_NONE) or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return ""
    if _is_multiplexed(environment):  # tmux would take kitty's question for a title
        return f"{_COLOURS}{_CELL}{_KIND}"
    return f"{_OF_KITTY}{_COLOURS}{_CELL}{_NAME}{_KIND}"


def _is_multiplexed(environment: Mapping[str, str]) -> bool:
    """Return whether a program such as tmux stands between, which knows no picture but sixels."""
    inside = not {"TMUX", "ZELLIJ"}.isdisjoint(environment)
    return inside or environment.get("TERM", "").startswith(("screen", "tmux"))


REPLY = pattern(
    r"\x1b(?:_G[^\x1b\x07]*(?:\x1b\\|\x07)|P[^\x1b]*\x1b\\|\[\?[\d;]*[cS]|\[6;\d+;\d+t)"
)
"""What a terminal may reply; no key is like it."""

LAST = pattern(r"\x1b\[\?[\d;]*c")
"""The reply behind which none comes."""

_LIKE_ITERM = ("iterm2", "wezterm", "konsole", "mintty", "rio", "bobcat")
"""Terminals, by the names that they tell, with the protocol of iTerm2."""
_PROGRAMS = ("iTerm.app", "WezTerm", "mintty", "rio", "vscode")
"""The same, by the variable in which they name themselves."""

_CELL_SAID = pattern(r"\x1b\[6;0*([1-9]\d{0,3});0*([1-9]\d{0,3})t")
_NAME_SAID = pattern(r"\x1bP>\|([^\x1b]*)")
_COLOURS_SAID = pattern(r"\x1b\[\?1;0;(\d{1,6})S")


def able_of(replies: Iterable[str], environment: Mapping[str, str]) -> Able:
    """Return what a terminal can that gave some replies.

    Args:
        replies: each by itself.
        environment: as that of `question`.
    """
    said = "".join(replies)
    colours = int(found[1]) if (found := _COLOURS_SAID.search(said)) else 256
    found = _CELL_SAID.search(said)
    cell = Size(width=int(found[2]), height=int(found[1])) if found else None
    name = found[1].lower() if (found := _NAME_SAID.search(said)) else ""
    kind = found[0] if (found := LAST.search(said)) else ""
    sixel = "4" in kind.strip("\x1b[?c").split(";")[1:]
    protocol = None
    if not _is_multiplexed(environment) and _is_like_iterm(name, environment, sixel=sixel):
        protocol = Protocol.ITERM
    elif "\x1b_Gi=31;OK" in said:
        protocol = Protocol.KITTY
    elif sixel:
        protocol = Protocol.SIXEL
    return Able(protocol, cell, max(2, min(colours, 256)))


def _is_like_iterm(name: str, environment: Mapping[str, str], *, sixel: bool) -> bool:
    """Return whether a terminal takes the protocol of iTerm2.

    A variable may be that of a terminal around another one; those that are told by it have sixels too.
    """
    told = (
        environment.get("TERM_PROGRAM") in _PROGRAMS or environment.get("LC_TERMINAL") == "iTerm2"
    )
    return name.startswith(_LIKE_ITERM) or (told and sixel)

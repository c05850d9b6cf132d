"""What is printed where the encoding of the output lacks one of our signs, or one of a deck's."""

import codecs
import sys
from typing import TextIO

_PLAINER = str.maketrans(
    {"─": "-", "–": "-", "·": "|", "…": "~", "→": ">", "¶": "#", "“": '"', "”": '"'}
    | {"✓": "+", "✗": "x", "≈": "~", "◐": "/", "░": ".", "▒": ":", "▓": "+"}
    | dict(zip("▁▂▃▄▅▆▇█", "_.-:=+*#", strict=True))
    | dict.fromkeys("▏▎▍▌▋▊▉", "=")
)


def write_anything() -> None:
    """Let no character that the encoding of the output lacks stop a command.

    UTF-8 takes the place of an encoding that stops at what it lacks, or in which ASCII is other bytes.
    """
    codecs.register_error("plainer", _plainer)
    ways = ("surrogateescape", "plainer", "backslashreplace")
    for stream, errors in zip((sys.stdin, sys.stdout, sys.stderr), ways, strict=True):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if not _takes_anything(stream):
            reconfigure(encoding="utf-8", errors=errors)
        elif stream is sys.stdout:
            reconfigure(errors=errors)


def _takes_anything(stream: TextIO) -> bool:
    """Return whether any bytes can be read in the encoding of a stream, and any text written."""
    if stream.encoding == "utf-8":
        return True
    try:
        "a─\ud800".encode(stream.encoding, "plainer")
        return b"a\xff\n".decode(stream.encoding, "surrogateescape").startswith("a")
    except UnicodeError:
        return False


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Return plainer signs for those of ours that an encoding lacks; `?` for others."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(char if char.isascii() else "?" for char in text), error.end

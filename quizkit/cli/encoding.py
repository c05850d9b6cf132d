"""What is printed where the encoding of the output lacks one of our signs, or one of a deck's."""

import codecs
import sys

_PLAINER = str.maketrans(
    {"─": "-", "–": "-", "·": "|", "…": "~", "→": ">", "¶": "#", "“": '"', "”": '"'}
    | {"✓": "+", "✗": "x", "≈": "~", "◐": "/", "░": ".", "▒": ":", "▓": "+"}
    | dict(zip("▁▂▃▄▅▆▇█", "_.-:=+*#", strict=True))
    | dict.fromkeys("▏▎▍▌▋▊▉", "=")
)


def write_anything() -> None:
    """Let no character that the encoding of the output lacks stop a command."""
    codecs.register_error("plainer", _plainer)
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="plainer")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Return plainer signs for those of ours that an encoding lacks; `?` for others."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(char if char.isascii() else "?" for char in text), error.end

"""Code, formulas and readings within a line: signs in them that part texts elsewhere part nothing.

A bar between variants or cells, a semicolon between glosses, the braces of a blank: where one is
none, a character that formulas take for a letter stands for it, as long as the text is parted.
"""

from quizkit.lazy import pattern
from quizkit.markup.holes import hole
from quizkit.markup.plain import is_read

TYPE_CHECKING = False

if TYPE_CHECKING:
    import re

BARS = "|"
GLOSSES = ";\uff1b\u061b"
BLANKS = "{|}:\\"

_SPAN = pattern(
    r"""
    \\[\\`$|]
    | (?:(?<!\{)|(?<=(?<!\{)\{\{)) \{ (?P<base>[^{}|\\`$\n]{1,200}) \| [^{}|\\`$\n]{1,200} \}
    | (?<!`)(?P<ticks>`+)(?!`) (?:(?!\{\{)[^\n])+? (?<!`)(?P=ticks)(?!`)
    | (?<![\d$])\$(?![\s$]) (?:(?!\{\{)(?:[^$\\\n]|\\.))+ (?<!\s)\$(?![\d$])
    """,
    64,  # VERBOSE
)
"""Within a line; what holds a blank is none, and goes by what is written around it."""

_ALL = BARS + GLOSSES + BLANKS
_MASK = {ord(sign): ord(hole(4000 + at)) for at, sign in enumerate(dict.fromkeys(_ALL))}
_UNMASK = {masked: sign for sign, masked in _MASK.items()}


def masked(text: str, signs: str) -> str:
    """Return a text of the same length, in which `signs` are left where they may part something."""
    mask = {ord(sign): _MASK[ord(sign)] for sign in signs}

    def of_span(found: "re.Match[str]") -> str:
        """Return a span without the signs."""
        span, base = found[0], found["base"]
        if span == r"\|" and signs == BARS:
            return span.translate(mask)
        if span[0] == "\\" or (base and not is_read(base)) or span.count("{") != span.count("}"):
            return span
        return span.translate(mask)

    return _SPAN.sub(of_span, text)


def unmasked(text: str) -> str:
    """Return a text, or a part of one, with all signs as they were written."""
    return text.translate(_UNMASK)

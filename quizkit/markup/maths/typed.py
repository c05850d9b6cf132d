"""What a learner types in TeX, `\\frac{1}{2}` or `H_{2}O`, as the words that a formula has.

The standard library alone is loaded, as grading loads no parser. Only what is simple is read: what
then still has a brace or a name stays as it was typed, and so does a long text.
"""

import re
from collections.abc import Callable

from quizkit.lazy import pattern
from quizkit.markup.maths import symbols
from quizkit.markup.maths.chemistry import reaction
from quizkit.markup.maths.rows import Cell, environment
from quizkit.markup.maths.shapes import fraction, lowered, marked, raised, root, scripted

_LONGEST = 400
_MOST_STEPS = 12
"""How often the innermost parts are read: so deep may one stand in another."""
_MAY_BE_TEX = pattern(r"[\\^_]|\{,\}")
_INNER = r"\s*+(?:\{([^{}]*+)\}|(\d|[A-Za-z]))"
_WRITTEN = {
    name: sign.replace("␣", " ")
    for table in (
        {name: name for name in symbols.FUNCTIONS},
        symbols.WORDS,
        symbols.BIG,
        symbols.PREFIXES,
        symbols.RELATIONS,
        symbols.BINARY,
        symbols.OPENING,
        symbols.CLOSING,
        symbols.BARS,
        symbols.LETTERS,
        symbols.SPACES,
        dict.fromkeys((*symbols.SILENT, "left", "right"), ""),
    )
    for name, sign in table.items()
}
_BETWEEN = symbols.RELATIONS | symbols.BINARY
_WORD = pattern(r"[A-Za-z\\]")
_LEFT_ASIDE = "|".join(
    sorted(symbols.TEXTS | symbols.UPRIGHT | symbols.SET_AS.keys() | {"operatorname"})
)
_ACCENTS = "|".join(sorted(name for name in symbols.ACCENTS if name.isalpha() and len(name) > 1))


def plain_tex(text: str) -> str:
    """Return a typed answer with what it has of TeX as Unicode; unchanged if that is not simple.

    `\\frac{a+1}{b}` is (a+1)/b, `H_2O` is H₂O, `\\alpha` is α.
    """
    if len(text) > _LONGEST or not _MAY_BE_TEX.search(text):
        return text
    read = text
    for _ in range(_MOST_STEPS):
        before = read
        for found, write in _STEPS:
            read = found.sub(write, read)
        if read == before:
            break
    return text if _UNREAD.search(read) else read.translate(_MEANT)


_MEANT = str.maketrans("\ue010\ue011\ue012\ue013", "{}_^")
"""What is no mark of TeX any more, and what it is."""
_SETTLED = str.maketrans("_^", "\ue012\ue013")
_UNREAD = pattern(r"\\[A-Za-z]|[\^_]\{")


def _inside(found: re.Match[str], first: int = 1) -> str:
    """Return what stands in braces, or alone, as the part `first` of what was found."""
    said = found[first] if found[first] is not None else found[first + 1]
    return said.strip().replace("-", "−")


def _chemistry(found: re.Match[str]) -> str:
    return reaction(found[1]) or found[0]


def _fraction(found: re.Match[str]) -> str:
    """Return a fraction; beside a factor it stands in brackets."""
    text = fraction(_tight(_inside(found)), _tight(_inside(found, 3)))
    if text.replace("/", "").isdecimal() and found.string[: found.start()][-1:].isdecimal():
        return f" {text}"
    is_factor = _FACTOR_BEHIND.match(found.string, found.end())
    return (
        f"({text})" if is_factor or _FACTOR_BEFORE.search(found.string[: found.start()]) else text
    )


_FACTOR_BEHIND = pattern(r"\s*+(?:[(√∑∫|]|[^\W\d_](?![A-Za-z]))")
_FACTOR_BEFORE = pattern(r"(?:(?<![^\W\d_])[^\W\d_]|\))\s*+$")


def _tight(text: str) -> str:
    return _SPACED.sub(r"\1", text)


def _root(found: re.Match[str]) -> str:
    return root(_tight(_inside(found, 2)), found[1] or "")[0]


def _accent(found: re.Match[str]) -> str:
    return marked(_inside(found, 2), symbols.ACCENTS[found[1]]) or found[0]


def _matrix(found: re.Match[str]) -> str:
    rows = [[Cell(cell.strip()) for cell in row.split("&")] for row in found[2].split("\\\\")]
    table = environment(f"{found[1]}matrix", [row for row in rows if any(row)])
    return table.text if table else found[0]


def _alphabet(found: re.Match[str]) -> str:
    return _inside(found, 2).translate(symbols.ALPHABETS[found[1]])


def _raised(found: re.Match[str]) -> str:
    return scripted("", "", _tight(_inside(found)).replace("∘", "°"))


def _lowered(found: re.Match[str]) -> str:
    return scripted("", _tight(_inside(found)), "")


def _both(found: re.Match[str]) -> str:
    base, below, above = found[1], _tight(_inside(found, 2)), _tight(_inside(found, 4))
    both = scripted(base, below, above, bounds=base in symbols.BIG.values())
    return both.translate(_SETTLED)


def _raised_plainly(found: re.Match[str]) -> str:
    inside = found[1].removeprefix("(").removesuffix(")") if found[1][0] == "(" else found[1]
    return raised(inside.replace("-", "−")) or found[0]


def _lowered_plainly(found: re.Match[str]) -> str:
    return lowered(found[1]) or found[0]


def _name(found: re.Match[str]) -> str:
    sign = _WRITTEN.get(found[1])
    if sign is None:
        return found[0]
    before = found.string[: found.start()][-1:]
    if found[1] in _BETWEEN:
        return " " * (before not in ("", " ")) + f"{sign} "
    if not (sign.isascii() and sign.isalpha()):
        return sign
    parted = _WORD.match(found.string, found.end())
    return " " * before.isalnum() + sign + " " * bool(parted)


_Write = Callable[[re.Match[str]], str] | str
_TIGHT = "".join(sign for sign, kind in symbols.KINDS.items() if kind in ("binary", "relation"))
_SPACED = pattern(rf"\s*([{re.escape(_TIGHT)},])\s*")
_BASE = rf"({'|'.join(sign for sign in symbols.BIG.values() if sign.isalpha())}|[^\s\\^_{{}}])"
_ABOVE = _INNER.replace("[A-Za-z]", "[A-Za-z∘°′*+−∞-](?![A-Za-z])")
_BELOW = _INNER.replace("[A-Za-z]", "[A-Za-z](?![A-Za-z])")
_NOT_NAMES = r"(?:[dtc]?frac|sqrt|[dt]?binom|pmod|begin|end)(?![A-Za-z])"
_STEPS: list[tuple[re.Pattern[str], _Write]] = [
    (pattern(r"\\ce\{([^{}\\]*+(?:\{[^{}\\]*+\}[^{}\\]*+)*+)\}"), _chemistry),
    (pattern(r"\{([,.])\}"), r"\1"),
    (pattern(r"\\\{"), "\ue010"),
    (pattern(r"\\\}"), "\ue011"),
    (pattern(r"\^\s*+(?:\{\s*+)?\\circ(?![A-Za-z])(?:\s*+\})?"), "°"),
    (pattern(r"(?<!\\)\\([,;:! %$#&|])"), lambda found: _WRITTEN.get(found[1], "")),
    (pattern(rf"\\(?:{_LEFT_ASIDE})\*?\{{([^{{}}]*+)\}}"), r"\1"),
    (pattern(rf"\\({'|'.join(symbols.ALPHABETS)}){_INNER}"), _alphabet),
    (pattern(rf"\\(?!{_NOT_NAMES})([A-Za-z]+)(\s*)"), _name),
    (pattern(rf"\\({_ACCENTS}){_INNER}"), _accent),
    (pattern(r"(?<=\S)\^(-?\d++|\([^()]*+\))"), _raised_plainly),
    (pattern(rf"{_BASE}\s*+_{_BELOW}\s*+\^{_ABOVE}"), _both),
    (pattern(rf"\^{_ABOVE}"), _raised),
    (pattern(rf"_{_BELOW}"), _lowered),
    (pattern(rf"\\[dtc]?frac{_INNER}{_INNER}"), _fraction),
    (pattern(r"\s*+\\pmod\s*+\{?+([\w.+−-]++)\}?+"), r" (mod \1)"),
    (pattern(r"\\begin\{([pbvBV]?)matrix\}([^{}]*?)\\end\{\1matrix\}"), _matrix),
    (pattern(rf"\\[dt]?binom{_INNER}{_INNER}"), r"C(\1\2, \3\4)"),
    (pattern(rf"\\sqrt(?:\[([^\[\]]*+)\])?{_INNER}"), _root),
    (pattern(r"(?<=[^\W_])_([A-Za-z]++|\d++)"), _lowered_plainly),
]
"""How each part is read, once all that stands in it is."""

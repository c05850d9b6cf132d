"""The formulas, reactions and quantities of chemistry, as mhchem has them.

As `\\ce{2H2 + O2 -> 2H2O}` and `\\pu{1.2e3 kJ mol-1}`.
"""

from quizkit.lazy import pattern
from quizkit.markup.maths import symbols
from quizkit.markup.maths.shapes import scripted

_ARROWS = {
    "<=>>": "⇌",
    "<<=>": "⇌",
    "<=>": "⇌",
    "<-->": "⇄",
    "<->": "↔",
    "->": "→",
    "<-": "←",
    "→": "→",
    "⇌": "⇌",
    "↔": "↔",
}
_ARROW = pattern(r"(<=>>|<<=>|<=>|<-->|<->|->|<-|→|⇌|↔)((?:\[[^\]]*\])*)")
_STEP = pattern(
    r"(?P<number>^[0-9]++\.[0-9]++)"
    r"|(?P<scripts>(?:[_^](?:\{[^{}]*\}|[0-9]*[+-]|[0-9]+|[A-Za-z.*]))+)"
    r"|(?P<charge>(?<=[A-Za-z0-9)\]])[+-](?=$|[(_]))"
    r"|(?P<count>(?<=[A-Za-z)\]}])[0-9]+)"
    r"|(?P<dot>(?<=\S)[*.](?=\S))"
    r"|(?P<bond>(?<=[A-Za-z0-9)])[#=-](?=[A-Z(]))"
    r"|(?P<other>.)"
)
_TRIMMED = pattern(r"\{\s*+([^{}]*?)\s*\}")
_DEGREE = pattern(r"\^\s*+(?:\{\\circ\}|\\circ(?![A-Za-z]))")
_WORDS = pattern(r"\\(?:text|mbox|mathrm)\s*+\{([^{}]*+)\}")
_BOND = pattern(r"\\bond\{([-=#])\}")
_KEPT = "\ue014"
"""A space that parts no words."""
_NAME = pattern(r"\\([A-Za-z]+)\s*")
_SCRIPT = pattern(r"([_^])(?:\{([^{}]*)\}|([0-9]*[+-]|[0-9]+|[A-Za-z.*]))")
_BONDS = {"#": "≡", "=": "=", "-": "–"}


def reaction(source: str) -> str | None:
    """Return a formula or a reaction as its reader would write it; None if it has macros."""
    source = _DEGREE.sub("°", _TRIMMED.sub(r"{\1}", source))
    source = _WORDS.sub(lambda words: words[1].replace(" ", _KEPT), source)
    source = _BOND.sub(r"\1", source)
    source = _NAME.sub(lambda name: symbols.LETTERS.get(name[1], name[0]), source.replace("$", ""))
    source = _ARROW.sub(lambda arrow: f" {_arrow(arrow[1], arrow[2])} ", source)
    if "\\" in source:
        return None
    return " ".join(_species(word) for word in source.split()).replace(_KEPT, " ")


def quantity(source: str) -> str | None:
    """Return a quantity with its unit of measurement; None if it has macros."""
    source = _NAME.sub(lambda name: symbols.LETTERS.get(name[1], name[0]), " ".join(source.split()))
    if "\\" in source:
        return None
    source = _TIMES_TEN.sub(" × 10^\\1", source.replace("//", "/").replace("*", "·"))
    return _POWER.sub(lambda power: scripted("", "", power[1] or power[2]), source)


_TIMES_TEN = pattern(r"(?<=[0-9])[eE]([+-]?[0-9]++)(?![0-9.])")
_POWER = pattern(r"\^\{?([+-]?[0-9]++)\}?|(?<=[A-Za-zΩμ])(-?[0-9]++)")


def _arrow(sign: str, over: str) -> str:
    parts = [" ".join(map(_species, part.split())) for part in over.strip("[]").split("][")]
    said = "; ".join(filter(None, parts)).replace(" ", _KEPT)
    arrow = _ARROWS[sign]
    return arrow if not said else f"—{said}→" if arrow == "→" else f"{arrow}[{said}]"


def _species(word: str) -> str:
    """Return one word of a reaction: a sign, a precipitate or a gas, or a species."""
    if word in _ALONE:
        return _ALONE[word]
    if word[0] in "—→←⇌⇄↔":
        return word
    return "".join(_written(found.lastgroup or "", found[0]) for found in _STEP.finditer(word))


_ALONE = {"v": "↓", "(v)": "↓", "^": "↑", "(^)": "↑", "+": "+", "-": "−", "*": "·", ".": "·"}


def _written(kind: str, part: str) -> str:
    if kind == "scripts":
        found = {"_": "", "^": ""}
        for mark, group, single in _SCRIPT.findall(part):
            found[mark] += (group or single).replace("-", "−")
        if found["_"][:1] == "(":  # as (aq)
            return scripted("", "", found["^"]) + found["_"]
        return scripted("", found["_"], found["^"])
    if kind == "charge":
        return scripted("", "", part)
    if kind == "count":
        return scripted("", part, "")
    return {"dot": "·", "bond": _BONDS.get(part, part)}.get(kind, part)

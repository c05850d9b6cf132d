"""How scripts, fractions and roots are written on one line: texts in, a text out.

Nothing here knows how a formula was parsed, so that what a learner types is brought to the very
same words. A part that stays as its source stands between `SOURCE` and `ENDED`, and is one thing.
"""

from quizkit.lazy import pattern
from quizkit.markup.maths.symbols import FUNCTIONS

SOURCE, ENDED = "\ufdd0", "\ufdd1"
"""Around what stays as its source; no character of any text."""

_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′″‴°†‡⊤",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′″‴°†‡ᵀ",
)
_LOWERED = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
)
_LETTER = r"[^\W\d_][\u0300-\u036f\u20d0-\u20ff]*"
_NUMBER = r"\d+(?:[.,]\d+)*"
_ONE = rf"{_LETTER}|[∞∅\U0010f000-\U0010ffff{SOURCE}]"
"""One thing: a letter with its marks, a blank, what stays as its source."""
_BELOW = "".join(map(chr, _LOWERED.values()))
_SUFFIX = rf"(?:[{''.join(map(chr, _RAISED.values()))}{_BELOW}!%]|[_^](?:\w+|∞|\*|\(\)))*"


def raised(text: str) -> str | None:
    """Return a text in raised letters; None if one of its letters has no such form."""
    return _moved(text, _RAISED)


def lowered(text: str) -> str | None:
    """Return a text in lowered letters; None if one of its letters has no such form."""
    return _moved(text, _LOWERED)


def _moved(text: str, letters: dict[int, int]) -> str | None:
    return text.translate(letters) if all(ord(char) in letters for char in text) else None


def scripted(base: str, below: str, above: str, *, bounds: bool = False) -> str:
    """Return a text with what stands below and above it to its right.

    Args:
        base: what has the scripts; may be empty.
        below: the lower script; empty for none.
        above: the upper script; empty for none.
        bounds: whether these are bounds, as of a sum: written alike, and never lowered as a
            whole condition (`i=1`).
    """
    low, high = lowered(below), raised(above)
    if (low is None and below) or (bounds and (high is None or set("=∈→<≤") & set(below))):
        low = None
    if low is None and below and high not in _CLOSE:
        high = None
    under = low if low is not None else f"_{_one(below, names=True)}" if below else ""
    over = high if high is not None else f"^{_one(above)}" if above else ""
    if not base or high in _CLOSE:
        return base + over + under
    return base + under + over


def _one(text: str, *, names: bool = False) -> str:
    """Return a script as one thing: in brackets, unless it is one already."""
    bare = _outside(text)
    if bare == "()" or _SINGLE.fullmatch(bare) or (names and is_name(text)):
        return text
    return f"({text})"


def is_name(text: str) -> bool:
    """Return whether a text is letters and figures alone, none of them raised or lowered."""
    return _NAME.fullmatch(text) is not None


def bracketed(text: str) -> str:
    """Return a text in round brackets, if it has none around all of it."""
    return text if text[:1] == "(" and _outside(text) == "()" else f"({text})"


def _outside(text: str) -> str:
    """Return what stands outside of brackets: `()` for each pair, one character for a source."""
    out, depth = [], 0
    for char in _SOURCES.sub(SOURCE, text):
        if char in _OPENING:
            out.append("()" * (not depth))
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            out.append(char)
    return _BARS.sub("()", "".join(out))


def fraction(over: str, under: str, *, words: bool = False) -> str:
    """Return a fraction on one line, a part in brackets where it would be read otherwise.

    Args:
        over: the upper part.
        under: the lower part.
        words: whether the lower part is a word, and no product of letters.
    """
    if _is_sum(over):
        over = bracketed(over)
    if not (words and under.isalpha()) and (
        _is_sum(under, signed=False) or _is_product(over, under)
    ):
        under = bracketed(under)
    return f"{over}/{under}"


def _is_sum(text: str, *, signed: bool = True) -> bool:
    """Return whether an operator stands in a text outside of brackets; a sign before it is none."""
    bare = _SCRIPTS.sub("", _outside(text))
    return bool(_OPERATOR.search(bare, 1 if signed and bare[:1] in _SIGNS else 0))


def _is_product(over: str, under: str) -> bool:
    bare = _outside(under)
    if _FACTOR.fullmatch(bare):
        return False
    return over[:1] != under[:1] or not _DIFFERENTIAL.fullmatch(bare)


def root(of: str, degree: str = "") -> tuple[str, str]:
    """Return a root, and how it is written before a further factor.

    Args:
        of: what stands below the root.
        degree: which root; empty for the second.
    """
    bare = _outside(of)
    is_one = _ROOTED.fullmatch(bare) or (bare == "()" and of[0] in "|‖⌊⌈")
    one = of if is_one else bracketed(of)
    sign = _ROOTS.get(degree) or f"{raised(degree) or ''}√"
    if sign == "√" and degree not in _ROOTS:
        power = f"{one}^({fraction('1', degree)})"
        return power, power
    return sign + one, sign + bracketed(of)


def marked(text: str, mark: str, line: str = "") -> str | None:
    """Return a text with a combining mark over its letter; None if it has several things.

    Args:
        text: a letter, also with scripts.
        mark: the combining character.
        line: the one that joins over several letters, if there is one.
    """
    from unicodedata import normalize

    if line and 1 < len(text) <= _LONGEST_LINE and not {SOURCE, " "} & {*text}:
        return "".join(char + line for char in text)
    found = _MARKED.fullmatch(text.translate(_DOTTED))
    return normalize("NFC", f"{found[1]}{mark}{found[2]}") if found else None


_CLOSE = ("′", "″", "‴", "°", "†", "‡")
"""What stands close to its letter, before a lower script."""
_DOTTED = str.maketrans("ıȷ", "ij")
_LONGEST_LINE = 24
"""Characters that a line may stand over."""
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_SIGNS = frozenset("+−±∓-")
_SOURCES = pattern(f"{SOURCE}[^{ENDED}]*{ENDED}?")
_BARS = pattern(r"\|\|[^|]*\|\||\|[^|]*\||‖[^‖]*‖")
_SCRIPTS = pattern(r"[_^](?:\w+|\(\)|[^\w\s])")
_NAME = pattern(rf"[^\W_{_BELOW}{''.join(map(chr, _RAISED.values()))}]+")
_SINGLE = pattern(rf"{_ONE}|\d|[^\w\s]")
_OPERATOR = pattern(r"[-+−±∓·×÷/=<>≤≥≠≈∼≡∝∘*,;:|∧∨∪∩∈⊂⊆→⇒↔⇔⊕⊗⋅\s]")
_NAMES = "|".join(sorted(FUNCTIONS | {"Var", "Cov", "Corr"}))
_FACTOR = pattern(
    rf"(?:{_NUMBER}|{_ONE}|\(\)|[√∛∜](?:{_NUMBER}|{_ONE}|\(\))|[…ℓℏ%]|Δ{_LETTER}"
    rf"|[fghFGHPEQ]{_SUFFIX}\(\)|(?:{_NAMES})\(\))?{_SUFFIX}"
)
_DIFFERENTIAL = pattern(rf"[d∂δΔ]{_LETTER}{_SUFFIX}")
_ROOTED = pattern(rf"{_NUMBER}|(?:{_ONE})[{_BELOW}]*")
_MARKED = pattern(rf"({_LETTER}|\d|[^\w\s()\[\]{SOURCE}])({_SUFFIX})")

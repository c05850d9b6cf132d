"""Formulas as they are typed on a keyboard: rule 51 of docs/grading.md.

Few keyboards have √, ∑ or ∈, raised letters or lowered ones: what is typed for a sign of the right
answer is read as that sign. Of a right answer without such signs nothing is read otherwise, so that
`in` stays a word and `**` two stars.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from quizkit.answers.letters import MAX_LENGTH
from quizkit.lazy import pattern

_NO_LETTER, _NONE_BEHIND = r"(?<![^\W\d_])", r"(?![^\W\d_])"


def _words(ways: str) -> str:
    """Return a pattern of words or names that stand apart from other letters, figures aside."""
    return rf"{_NO_LETTER}(?:{ways}){_NONE_BEHIND}"


class _Way(NamedTuple):
    """What may be typed for a sign, and what it is read as."""

    typed: "re.Pattern[str]"
    read: "str | Callable[[re.Match[str]], str]"


def _way(typed: str, read: str) -> _Way:
    return _Way(pattern(typed, re.IGNORECASE), read)


_SETS = {
    "ℕ": "(?:the )?natural(?: number)?s", "ℤ": "(?:the )?integers",
    "ℚ": "(?:the )?rational(?: number)?s", "ℝ": "(?:the )?real(?: number)?s",
    "ℂ": "(?:the )?complex(?: numbers)?",
}  # fmt: skip
_NAMED = {
    "∞": "infinity|infinite|infty|inf|oo",
    "∑": "sum|sigma|Σ", "∏": "prod|product|Π",
    "∫": "integral(?: of)?|int", "∮": "oint",
    "∂": "partial", "∇": "nabla|grad|del", "ℏ": "h[- ]?bar", "ħ": "h[- ]?bar", "∠": "angle",
    "ℵ": "aleph|alef",
    "∪": "union(?: with)?|cup|(?<= )u(?= )", "∩": "intersect(?:ion|ed)?(?: with)?|cap",
    **_SETS,
}  # fmt: skip
"""Signs that are said with a word."""
_OPERATORS = {
    "↦": rf"\|-+>|[=-]+>|→|⟼|{_words('maps to|goes to')}",
    "∉": rf"!in\b|{_words('(?:is )?not (?:an? )?(?:(?:element|member) of|in)')}",
    "∈": rf"{_words('(?:is (?:an? )?)?(?:element|member) of|is in|in')}",
    "⊂": rf"{_words('(?:is (?:a )?)?(?:proper )?subset(?: of)?')}",
    "⊆": rf"⊂=|{_words('(?:is (?:a )?)?subset(?:eq| of or equal to| of| or equal)?')}",
    "⊃": rf"{_words('(?:is (?:a )?)?(?:proper )?superset(?: of)?')}",
    "⊇": rf"⊃=|{_words('(?:is (?:a )?)?superset(?:eq| of or equal to| of| or equal)?')}",
    "∖": rf"\\|(?<= )-(?= )|{_words('minus|without')}",
    "∤": rf"!\||{_words('(?:does not|doesn.t) divide')}",
    "⟨": r"[<〈〈](?=\S)", "⟩": r"(?<=\S)[>〉〉]",
    "¬": rf"(?:!|~|{_words('not')}) ?",
    "∧": rf" ?(?:&&?|/\\|(?<= )\^(?= )|{_words('and')}) ?",
    "∨": rf" ?(?:\|\|?|\\/|(?<= )v(?= )|{_words('or')}) ?",
    "⊕": rf"\(\+\)|{_words('xor')}",
    "∀": rf"{_words('for ?(?:all|every|each|any)')} ?",
    "∃": rf"{_words('there (?:is|exists)(?: an?)?|exists')} ?",
    "⇒": rf"[=-]+>|→|{_words('implies')}",
    "→": rf"[=-]+>|⇒|⟶|{_words('to|yields|implies|goes to')}",
    "←": "<-+|⟵",
    "⇔": rf"<=+>|<-+>|↔|{_words('iff|if and only if')}",
    "↔": rf"<=+>|<-+>|⇔|{_words('iff|if and only if')}",
    "⇌": "<=+>|<-+>|↔|⇄|<->",
    "≤": rf"=<|⩽|{_words('(?:is )?less than or equal to|is at most')}",
    "≥": rf"=>|⩾|{_words('(?:is )?greater than or equal to|is at least')}",
    "≠": rf"<>|/=|=\\=|{_words('(?:is )?not equal to')}",
    "≈": rf"~=?|=~|≃|{_words('approx(?:imately)?(?: equal to)?|(?:is )?about')}",
    "≡": rf"={{1,3}}(?=.*\bmod\b)|={{2,3}}"
    rf"|{_words('(?:is )?(?:congruent|identical|equivalent) to|equiv')}",
    "∝": rf"~|{_words('(?:is )?proportional to|prop(?:to)?|varies as')}",
    "‖": r"\|\|",
    "±": rf"\+ ?/?-|{_words('plus(?: or |/)?minus')}",
    "∓": rf"- ?/?\+|{_words('minus(?: or |/)?plus')}",
    "≪": "<<", "≫": ">>",
    "⊥": rf"_\|_|{_words('(?:is )?perp(?:endicular)?(?: to)?')}",
    "∥": rf"\|\||//|{_words('(?:is )?parallel(?: to)?')}",
    "∘": rf"(?<= )o(?= )|°|{_words('composed with|after')}",
    "∅": rf"\{{ ?\}}|Ø|{_words('(?:the )?(?:empty|null) ?set|emptyset')}",
    "°": rf" ?{_words('deg(?:ree)?s?')}",
}  # fmt: skip
"""Signs that are typed with others, or said with words between two sides."""
_ROOTS = {
    "√": ("sqrt|(?:the )?square root(?: of)?|root(?: of)?", r"1/2|0?\.5|½"),
    "∛": ("cbrt|(?:the )?cube root(?: of)?", "1/3|⅓"),
}
_OVER = {
    "\u0304": "bar", "\u0302": "hat", "\u0303": "tilde", "\u0307": "dot", "\u20d7": "vec",
}  # fmt: skip
_CALLED = "(?:sin|cos|tan|cot)h?|log|ln"
_HAS_CALLED = pattern(_words(_CALLED))
_FUNCTIONS = {"⌊": ("floor", "⌊{}⌋"), "⌈": ("ceil(?:ing)?", "⌈{}⌉"), "|": ("abs", "|{}|")}
_GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma"
    " tau upsilon phi chi psi omega".split()
)
_FACTORS = _GREEK | frozenset("sqrt sin cos tan log ln exp lim det".split())
_TIMES = pattern(r"([^\W\d_]+|[0-9)\]²³]) ?[*·×] ?(?=([^\W\d_]+|[(√]))")


def _side_by_side(found: "re.Match[str]") -> str:
    """Return two factors without the sign between them: 2*pi, m * a; not price * count."""
    is_short = all(len(side) < 3 or side.lower() in _FACTORS for side in found.groups())
    return f"{found[1]}·" if is_short else found[0]


def _in_rows(found: "re.Match[str]") -> str:
    """Return a matrix that is typed as a list of lists with a semicolon between its rows."""
    rows = _BETWEEN_ROWS.split(found[2])
    return (
        f"{found[1]}{'; '.join(' '.join(row.replace(',', ' ').split()) for row in rows)}{found[3]}"
    )


_ROWS = pattern(r"([\[({]) ?[\[({]([^][(){}]*(?:[\])}] ?, ?[\[({][^][(){}]*)+)[\])}] ?([\])}])")
_BETWEEN_ROWS = pattern(r"[\])}] ?, ?[\[({]")
_TIMES_LEFT_OUT = _Way(_TIMES, _side_by_side)
_POWER, _LOWERED = "^", "₁"
_WAYS: dict[str, tuple[_Way, ...]] = {
    **{sign: (_way(_words(ways), sign),) for sign, ways in _NAMED.items()},
    **{sign: (_way(ways, sign),) for sign, ways in _OPERATORS.items()},
    **{
        sign: (
            _way(rf"{_NO_LETTER}(?:{name})(?:{_NONE_BEHIND}|(?<=rt)) ?", sign),
            _way(rf"(\([^()]*\)|\w+) ?\^ ?(?:[({{] ?)?(?:{power})(?: ?[)}}])?", rf"{sign}\1"),
        )
        for sign, (name, power) in _ROOTS.items()
    },
    **{
        mark: (
            *([_way("\u0305", "\u0304")] if mark == "\u0304" else []),
            _way(rf"{_NO_LETTER}([^\W\d_])[- ]?{name}{_NONE_BEHIND}", rf"\1{mark}"),
            _way(rf"{_NO_LETTER}{name} ?\(?([^\W\d_]){_NONE_BEHIND}\)?", rf"\1{mark}"),
        )
        for mark, name in _OVER.items()
    },
    **{
        sign: (
            _way(rf"{_NO_LETTER}{name} ?\(([^()]*)\)", form.format(r"\1")),
            _way(rf"{_NO_LETTER}{name} (\w+)", form.format(r"\1")),
        )
        for sign, (name, form) in _FUNCTIONS.items()
    },
    " log": (
        _Way(
            pattern(rf"{_NO_LETTER}([^\W\d_]?)({_CALLED})(?=[^\W_]?(?![^\W\d_]))", re.IGNORECASE),
            lambda found: f"{found[1]} {found[2]} " if found[1] else f"{found[2]} ",
        ),
    ),
    "∞": (
        _way(_words(_NAMED["∞"]), "∞"),
        _way(rf"{_NO_LETTER}(?:minus|negative) ?(?=∞)", "-"),
    ),
    "Σ": (_way("∑", "Σ"),),
    "Π": (_way("∏", "Π"),),
    "!": (_way(r"(?<=[\w)]) (?:factorial|!(?!=))", "!"),),
    _POWER: (
        _way(r"(?<=[\w)\]}|‖⟩!']) ?\*\* ?(?=[\w({+-])", "^"),
        _way(r"(?<![^\s(\[→+=])\^(?=\d)", ""),  # ^14C
        _way(rf"{_NO_LETTER}exp ?\(([^()]*)\)", r"e^(\1)"),
    ),
    "*": (_TIMES_LEFT_OUT,),
    _LOWERED: (_way(r"(?<=[\w)\]}∫∑∏∮|‖'’′″])_(?=[\w({+-])", ""),),
}
"""What may be typed, by the sign; of all lowered letters and figures one stands here."""
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₔₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥᵦᵧᵨᵩᵪ"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵁᵂᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁺⁻⁽⁾"
_SIGN_OF: dict[str, str] = {
    **{sign: sign for sign in _WAYS},
    **{sign: sign + "*" for sign in "√∛∞∑∏∫∂∇°"},
    **dict.fromkeys(SUBSCRIPTS, _LOWERED),
    **dict.fromkeys(RAISED, _POWER + "*"),
    **dict.fromkeys("^=+/(αβγδεζηθικλμνξοπρστυφχψωΔ", _POWER + "*"),
}
_MAY_HAVE_SIGNS = frozenset(_SIGN_OF).intersection
_NO_FORMULA = frozenset((*filter(str.isascii, _SIGN_OF), *"-<>)]}'\"")).isdisjoint
_LONG = pattern(f"[^\\W\\d_{RAISED}{SUBSCRIPTS}]{{3,}}")
_LETTER_BELOW = pattern(
    f"(?<![^\\W\\d_{''.join(_OVER)}])[^\\W\\d_][{''.join(_OVER)}](?![^\\W\\d_])"
)
"""A letter alone below a mark: x̄, as no language has it."""
_GREEK_LETTER = pattern("[α-ωΑ-Ω]")


@lru_cache(maxsize=4096)
def may_be_formula(right: str) -> bool:
    """Return whether a clean right answer has a sign that few texts have; most have none."""
    if len(right) > MAX_LENGTH:
        return False
    if not right.isascii() or not _NO_FORMULA(right):
        return True
    if " " not in right or not (_HAS_CALLED.search(right) or _ROW.fullmatch(right)):
        return False
    return is_formula(right)


_ROW = pattern(r"(?:[\w.+-]{1,9}, )+[\w.+-]{1,9}")
"""Members of a row: 0, 1, 2."""


_PRODUCT = pattern("[0-9]+[A-Za-z]{1,3}|[A-Za-z]{2,3}|[A-Za-z]_[A-Z] [A-Za-z]")
TIMES = frozenset("*·×⋅").isdisjoint


def is_product(right: str) -> bool:
    """Return whether a clean right answer may be factors side by side, and has no other sign: 2x, ma."""
    return len(right) < _LONGEST_PRODUCT and _PRODUCT.fullmatch(right) is not None


_LONGEST_PRODUCT = 9


@lru_cache(maxsize=1024)
def is_formula(text: str) -> bool:
    """Return whether a text may be a formula: its long words are names of letters and functions."""
    return all(map(_are_factors, _LONG.findall(text)))


def _are_factors(word: str) -> bool:
    """Return whether a word is the name of a factor, or letters of which some are Greek: 2πrh."""
    return word.lower() in _FACTORS or 0 < len(_GREEK_LETTER.sub("", word)) < min(len(word), 3)


@lru_cache(maxsize=4096)
def signs_of(right: str) -> tuple[str, ...]:
    """Return the signs of a clean right answer that may be typed in another way; none of most.

    That multiplication signs may be left out holds of formulas alone, which have no long words.
    """
    text = "" if right.isascii() else normalize("NFD", right)
    signs = {sign for found in _MAY_HAVE_SIGNS(right + text) for sign in _SIGN_OF[found]}
    if "*" in signs and not is_formula(right):
        signs.discard("*")
    if _HAS_CALLED.search(right) and is_formula(right):
        signs |= {" log", "*"}
    if _LISTED.search(right) and is_formula(right):
        signs.add(",")
    if "^*" in right:
        signs.add("^*")
    if ";" in right and _MATRIX.search(right):
        signs.add(";")
    if not (signs.isdisjoint(_OVER) or _LETTER_BELOW.search(text)):
        signs.difference_update(_OVER)
    return tuple(sign for sign in _WAYS if sign in signs)


_WAYS["^*"] = (_way(r"(?<=[\w)\]}])(?:\*(?! ?\w)| ?\^?\bstar\b)", "^*"),)
_MATRIX = pattern(r"[(\[][^()\[\],]*;[^()\[\],]*[)\]]")
_LISTED = pattern(r"[(\[{][^()\[\]{}]*, |[\w.…]{1,9}(?:, [\w.…+-]{1,9})+$")
"""A list in brackets, the numbers of a point or the members of a set; or a row at the end."""
_WAYS[";"] = (_Way(_ROWS, _in_rows),)
_WAYS[","] = (_way(r"(?<=[^\s,]),(?=[^\s,])(?![0-9]{3}(?![0-9]))", ", "),)


def with_signs(given: str, signs: Iterable[str]) -> str:
    """Return a clean text with the signs of a right answer where they may have been typed otherwise."""
    for sign in signs:
        for way in _WAYS[sign]:
            given = way.typed.sub(way.read, given)
    return given

"""What each macro becomes: the sign it stands for, or its arguments, written on one line."""

from collections.abc import Callable, Sequence

from quizkit.markup.maths import rows, symbols
from quizkit.markup.maths.pieces import Piece, joined
from quizkit.markup.maths.shapes import bracketed, fraction, marked, root, scripted

Pieces = list[Piece]


def _signs() -> dict[str, Pieces]:
    """Return what each macro without arguments stands for."""
    kinds = {
        "letter": symbols.LETTERS,
        "binary": symbols.BINARY,
        "relation": symbols.RELATIONS,
        "prefix": symbols.PREFIXES,
        "big": symbols.BIG,
        "function": {**{name: name for name in symbols.FUNCTIONS}, **symbols.WORDS},
        "opening": symbols.OPENING,
        "closing": symbols.CLOSING,
        "bar": symbols.BARS,
        "space": symbols.SPACES,
        "colon": {"colon": ":"},
    }
    signs = {
        name: [Piece(sign.replace("␣", " "), kind)] if sign else []
        for kind, table in kinds.items()
        for name, sign in table.items()
    }
    return {**signs, **{name: [] for name in symbols.SILENT}}


SIGNS = _signs()
"""The pieces of each macro that takes no arguments."""


def written(name: str, arguments: Sequence[Pieces]) -> Pieces | None:
    """Return the pieces of a macro with arguments; None if it is not known, or has no such form.

    Args:
        name: the macro, without its backslash.
        arguments: the pieces of each; none for one that was left out.
    """
    if name in symbols.DROPPED:
        return []
    if not arguments or name in SIGNS:
        return SIGNS.get(name)
    if name in symbols.ACCENTS:
        return _accented(name, arguments[-1])
    if name in symbols.ALPHABETS:
        return _in_alphabet(name, arguments[-1])
    if name in symbols.SET_AS:
        return [Piece(joined(arguments[-1]), symbols.SET_AS[name])]
    if name in symbols.UPRIGHT:
        return _upright(arguments[-1])
    if name in symbols.XARROWS:
        said = "; ".join(filter(None, map(_tight, reversed(arguments))))
        return [Piece(symbols.XARROWS[name].format(said), "relation")]
    write = _WRITING.get(name)
    return write(*arguments) if write else None


def _tight(pieces: Sequence[Piece]) -> str:
    return joined(pieces, tight=True).strip()


def braced(pieces: Pieces) -> Pieces:
    """Return what stands in braces: a sign alone is a letter there, and has no spaces around it."""
    if len(pieces) == 1 and pieces[0].kind in ("binary", "relation", "comma", "colon", "slash"):
        return [Piece(pieces[0].text, "number" if pieces[0].text == "," else "letter")]
    return pieces


def _upright(pieces: Pieces) -> Pieces:
    """Return letters that are no product of each other as a word."""
    if len(pieces) > 1 and all(p.kind == "letter" and p.text.isalpha() for p in pieces):
        return [Piece(joined(pieces), "word")]
    return pieces


def _in_alphabet(name: str, pieces: Pieces) -> Pieces:
    """Return letters in another alphabet, if it has each of them."""
    made = [p._replace(text=p.text.translate(symbols.ALPHABETS[name])) for p in pieces]
    return made if all(one != other for one, other in zip(made, pieces, strict=True)) else pieces


def _accented(name: str, pieces: Pieces) -> Pieces | None:
    text = _tight(pieces)
    if name in ("vec", "overrightarrow") and len(text) == 2 and text.isupper():  # of two points
        return [Piece(text + symbols.ACCENTS[name], "word")]
    found = marked(text, symbols.ACCENTS[name], symbols.LINES.get(name, ""))
    return None if found is None else [Piece(found)]


def _fraction(over: Pieces, under: Pieces) -> Pieces:
    words = len(under) == 1 and under[0].kind == "word"
    return [fraction_of(_tight(over), _tight(under), words=words)]


def fraction_of(over: str, under: str, *, words: bool = False) -> Piece:
    """Return a fraction; beside a factor it stands in brackets."""
    text = fraction(over, under, words=words)
    return Piece(text, "fraction", f"({text})")


def choose(over: str, under: str) -> Piece:
    """Return the number of ways to choose, as C(n, k)."""
    return Piece(f"C({over}, {under})", rows=rows.grown([over, under], "(", ")"))


def _choose(over: Pieces, under: Pieces) -> Pieces:
    return [choose(_tight(over), _tight(under))]


def _root(degree: Pieces, of: Pieces) -> Pieces:
    text, closed = root(_tight(of), _tight(degree))
    return [Piece(text, "root", closed)]


def _over(above: Pieces, base: Pieces) -> Pieces:
    """Return a sign with something over it."""
    said, text = _tight(above), joined(base).strip()
    kind = symbols.KINDS.get(text) or (base[-1].kind if base else "letter")
    if text == "=" and said in symbols.STACKED:
        return [Piece(symbols.STACKED[said], "relation")]
    if text == "→":
        return [Piece(symbols.XARROWS["xrightarrow"].format(said), "relation")]
    return [Piece(scripted(text, "", said), kind)]


def _under(below: Pieces, base: Pieces) -> Pieces:
    kind = base[-1].kind if base else "letter"
    return [Piece(scripted(joined(base).strip(), _tight(below), "", bounds=True), kind)]


def _operator(star: Pieces, name: Pieces) -> Pieces:
    return [Piece(joined(name).strip(), "big" if star else "function")]


def _around(left: str, right: str) -> Callable[[Pieces], Pieces]:
    return lambda inner: [Piece(left, "opening"), *inner, Piece(right, "closing")]


def _derivative(sign: str) -> Callable[[Pieces, Pieces], Pieces]:
    return lambda of, by: [fraction_of(f"{sign}{_tight(of)}", f"{sign}{_tight(by)}")]


def _labelled(pieces: Pieces) -> Pieces:
    """Return what has a brace over or below it: one thing, that a label may follow."""
    text = joined(pieces)
    return [Piece(text, "fraction", bracketed(text))] if len(pieces) > 1 else pieces


def _cancelled(to: Pieces, of: Pieces) -> Pieces | None:
    struck = _accented("cancel", of)
    return struck and [Piece(f"({joined(struck)} → {_tight(to)})")]


_WRITING: dict[str, Callable[..., Pieces | None]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _choose),
    **dict.fromkeys(("overset", "stackrel"), _over),
    **dict.fromkeys(("underbrace", "overbrace", "underbracket", "overbracket"), _labelled),
    "cancelto": _cancelled,
    "sqrt": _root,
    "underset": _under,
    "operatorname": _operator,
    "abs": _around("|", "|"),
    "norm": _around("‖", "‖"),
    **dict.fromkeys(("set", "Set"), _around("{", "}")),
    **dict.fromkeys(("bra", "Bra"), _around("⟨", "|")),
    **dict.fromkeys(("ket", "Ket"), _around("|", "⟩")),
    **dict.fromkeys(("braket", "Braket"), _around("⟨", "⟩")),
    "dv": _derivative("d"),
    "pdv": _derivative("∂"),
    "hspace": lambda *_: [Piece(" ", "space")],
    "operatornamewithlimits": lambda name: _operator(name, name),
    "pod": lambda n: [Piece(f" ({joined(n)})", "word")],
    "pmod": lambda n: [Piece(f" (mod {joined(n)})", "word")],
    "mod": lambda n: [Piece(f" mod {joined(n)}", "word")],
    "tag": lambda n: [Piece(f"  ({joined(n)})  ", "space")],
}

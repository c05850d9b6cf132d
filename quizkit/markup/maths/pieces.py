"""A formula as pieces in a row, each of a kind, and the spaces that readers expect between them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizkit.lazy import pattern


class Piece(NamedTuple):
    """One part of a formula, as it is written on one line.

    Args:
        text: its Unicode.
        kind: how it stands beside others: `letter`, `number`, `word`, `fraction`, `root`,
            `figures` (a comma between two), `slash`, `function`, `big` (a sum), `bounded`
            (one with its bounds), `prefix` (∀),
            `binary`, `relation`, `opening`, `closing`, `at` (the bar behind what is taken at a
            value), `bar`, `comma`, `colon`, `ratio` (a colon without spaces), `space`.
        closed: its text beside a factor, if that is another one.
        rows: its lines where it may stand over several; empty if it is one line.
        spaced: whether a space was written before and behind it.
    """

    text: str
    kind: str = "letter"
    closed: str = ""
    rows: tuple[str, ...] = ()
    spaced: bool = False


_FACTORS = frozenset("letter number word fraction root slash".split())
_OPERANDS = _FACTORS - {"slash"} | {"closing"}
_NO_OPERANDS = frozenset(("", "relation", "closing", "comma"))
_APART = frozenset(("binary", "relation", "comma", "colon"))
"""The kinds with spaces around or behind them, but for tight texts."""
_HEADS = frozenset(("big", "bounded", "function", "prefix"))
_BEFORE = {
    **dict.fromkeys(("big", "bounded", "function"), _OPERANDS),
    "prefix": _OPERANDS - {"closing"},
}
"""The kinds that have a space before them, and behind which."""
_AFTER = {
    "big": _FACTORS | _HEADS | {"sign"},
    "bounded": _FACTORS | _HEADS | {"opening", "sign"},
    "function": _FACTORS - {"fraction"} | _HEADS | {"sign"},
}
"""The kinds that have a space behind them, and before which."""
_LOOSE_END = pattern(r"[_^][^\s()_^\ufdd1]+$")
_DEGREES = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def joined(pieces: Sequence[Piece], *, tight: bool = False) -> str:
    """Return the text of pieces in a row.

    Args:
        pieces: the parts, in order.
        tight: whether operators have no spaces, as within scripts, fractions and roots.
    """
    parts = list(_settled(pieces))
    kinds = ["space" if piece.text[:1] == " " else piece.kind for piece in parts] + [""]
    out, last, before = "", "", ""
    for piece, following in zip(parts, kinds[1:], strict=True):
        if tight and piece.kind == "space" and last == "closing" and following != "word":
            continue
        text = _beside_factors(piece, last, following)
        apart = piece.kind in _APART and (not tight or text.isalpha())
        if _is_apart(before, last, text, piece.kind) or (apart and piece.kind in _BOTH_SIDES):
            out = _ending_in_space(out)
        out += text[1:] if out.endswith(" ") and text[:1] == " " else text
        if following and (apart or following in _AFTER.get(piece.kind, ())):
            out = _ending_in_space(out)
        if text:
            last, before = piece.kind, text
    return out


_BOTH_SIDES = frozenset(("binary", "relation"))


def _ending_in_space(text: str) -> str:
    return text if not text or text.endswith(" ") else f"{text} "


def _is_apart(before: str, last: str, text: str, kind: str) -> bool:
    """Return whether a piece is not read into what is written before it only behind a space."""
    if kind in _FACTORS and last in _OPERANDS:  # x_b y, a ⁿ√x
        if kind == "root" and text[:1] in _DEGREES:
            return True
        return bool(text[:1].isalnum() and _LOOSE_END.search(before))
    return last in _BEFORE.get(kind, ())


def _beside_factors(piece: Piece, last: str, following: str) -> str:
    """Return the text of a piece: in brackets where a factor beside it would be read into it."""
    after = following in _FACTORS | _HEADS | {"opening", "at"}
    if not piece.closed:
        return piece.text
    if piece.kind == "root":
        return piece.closed if after and following != "slash" else piece.text
    if last == "number" and piece.text.replace("/", "").isdecimal() and not after:
        return f" {piece.text}"  # 2 1/2
    return piece.closed if after or last in _FACTORS | {"closing", "function"} else piece.text


def _settled(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with each sign, bar and comma settled by what stands around it."""
    last = ""
    kinds = _settled_kinds(pieces)
    behind, following = [], ""
    for kind in reversed(kinds):
        behind.append(following)
        following = following if kind == "space" else kind
    for piece, kind, following in zip(pieces, kinds, reversed(behind), strict=True):
        if (kind == "binary" and not (last in _OPERANDS and following not in _NO_OPERANDS)) or (
            kind == "relation" and last in ("", "opening") and following in ("", "closing")
        ):
            kind = "sign"
        yield piece._replace(kind=kind)
        if kind != "space":
            last = "slash" if piece.text == "/" else kind
        if (kind == "space" and len(piece.text) > 1) or (
            kind == "word" and _BEGINS.search(piece.text)
        ):
            last = ""  # what follows a wide space, or \text{for }, begins anew


_BEGINS = pattern(
    r"(?:^|\s)(?:for|if|when|where|with|and|or|on|at|is|to|für|wenn|falls|und|oder|mit|si|et|ou|pour)\s+$"
)


def _settled_kinds(pieces: Sequence[Piece]) -> list[str]:
    """Return the kinds of pieces: which bar opens, which comma parts two numbers of a list."""
    kinds = _with_bars(pieces)
    tells = any(p.kind == "relation" and p.text not in "=≈∝" for p in pieces)  # so `:` is no ratio
    within: list[str] = []
    ended, is_number = 0, False
    for at, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind == "opening":
            within.append(piece.text)
        elif kind == "closing" and within:
            within.pop()
        elif kind == "ratio":
            kinds[at] = "slash" if not tells else "relation" if within[-1:] == ["{"] else "colon"
        elif kind == "figures":
            if at >= ended:
                ended, parts, is_number = _figures(pieces, at)
                is_number = is_number and within[-1:] != ["{"]
                is_number |= not within and parts == 2
            kinds[at] = "number" if is_number else "comma"
    return kinds


def _figures(pieces: Sequence[Piece], at: int) -> tuple[int, int, bool]:
    """Return where figures with commas end, how many they part, and if these group one number.

    Args:
        pieces: the parts of a formula.
        at: where the first comma stands.
    """
    first = last = at
    while first and pieces[first - 1].text.isdecimal():
        first -= 1
    while last < len(pieces) and (pieces[last].text.isdecimal() or pieces[last].kind == "figures"):
        last += 1
    text = "".join(piece.text for piece in pieces[first:last])
    goes_on = [piece.text[:1] for piece in pieces[last : last + 2]] in ([",", "…"], [",", "⋯"])
    return last, text.count(",") + 1 + goes_on, bool(_THOUSANDS.fullmatch(text))


_THOUSANDS = pattern(r"\d{1,3}(?:,\d{3})+")


def _with_bars(pieces: Sequence[Piece]) -> list[str]:
    """Return the kinds of pieces, with each bar as what opens, closes, or stands between."""
    kinds = [piece.kind for piece in pieces]
    within: list[list[int]] = [[]]
    for at, piece in enumerate(pieces):
        if piece.kind == "opening":
            within.append([])
        elif piece.kind == "closing" and len(within) > 1:
            _pair(within.pop(), pieces, kinds)
        elif piece.kind == "bar":
            within[-1].append(at)
    for bars in within:
        _pair(bars, pieces, kinds)
    return kinds


def _pair(bars: Sequence[int], pieces: Sequence[Piece], kinds: list[str]) -> None:
    """Tell the bars within the same brackets: the first behind an operand may divide two sides."""
    opened: list[str] = []
    for left, at in zip(range(len(bars) - 1, -1, -1), bars, strict=True):
        piece = pieces[at]
        behind_operand = at > 0 and kinds[at - 1] in _OPERANDS
        if behind_operand and opened[-1:] == [piece.text[:1]]:
            opened.pop()
            kinds[at] = "closing"
        elif behind_operand and (piece.spaced or left % 2 == 0):
            kinds[at] = "relation" if piece.spaced else "divides"
        else:
            opened.append(piece.text[:1])
            kinds[at] = "opening"

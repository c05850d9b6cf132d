"""The walk over a parsed formula: what each group, script and macro becomes, piece by piece."""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Any
from unicodedata import normalize

from quizkit.lazy import pattern
from quizkit.markup.maths import macros, rows, symbols
from quizkit.markup.maths.chemistry import quantity, reaction
from quizkit.markup.maths.macros import SIGNS, Pieces
from quizkit.markup.maths.pieces import Piece, joined
from quizkit.markup.maths.shapes import ENDED, SOURCE, marked, scripted

Node = Any
"""A node of pylatexenc, which has no types; or one character of its texts."""

_ENDS_OF_LINES = frozenset(("\\", "cr", "newline", "tabularnewline"))
_BASES = frozenset(
    "letter number word fraction root function big closing at bar relation prefix".split()
)
"""The kinds that scripts are put to; behind others they stand alone."""
_PRIMES = {"′" * count: sign for count, sign in enumerate("′″‴", 1)}
_LEVELS = {"left": 1, "right": -1}
_DEFINING = frozenset(
    "def gdef edef xdef let global newcommand renewcommand providecommand genfrac".split()
)
"""What makes other macros mean something, which is not followed."""
_LABELLED_ABOVE = frozenset(("overbrace", "overbracket"))
_INFIX: dict[str, Callable[[str, str], Piece]] = {
    "over": macros.fraction_of,
    "choose": macros.choose,
    "atop": lambda over, under: Piece(f"{over}; {under}"),
}


class UnreadableError(Exception):
    """A formula that TeX would not set: two scripts of one side, two `\\over` in a group."""


def pieces_of(nodes: Sequence[Node]) -> Pieces:
    """Return the pieces of nodes in a row; one of several lines, if they have line breaks."""
    if any(_name(node) in _ENDS_OF_LINES or _is_tab(node) for node in nodes):
        return [rows.environment("aligned", _cells(nodes)) or Piece("")]
    return _Row(list(_atoms(nodes))).pieces()


def _name(node: Node) -> str:
    """Return the macro that a node is, without its backslash; empty if it is none."""
    return str(getattr(node, "macroname", ""))


def _is_space(node: Node) -> bool:
    return isinstance(node, str) and node.isspace()


def _is_tab(node: Node) -> bool:
    return getattr(node, "specials_chars", "") == "&"


def _atoms(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes, texts character by character, without comments."""
    for node in nodes:
        if hasattr(node, "chars"):
            yield from node.chars
        elif not hasattr(node, "comment"):
            yield node


def _cells(nodes: Sequence[Node], *, tight: bool = False) -> list[list[rows.Cell]]:
    """Return a table's cells, row by row; rows without anything are left out."""
    table: list[list[list[Node]]] = [[[]]]
    for node in nodes:
        if _name(node) in _ENDS_OF_LINES:
            table.append([[]])
        elif _is_tab(node):
            table[-1].append([])
        else:
            table[-1][-1].append(node)
    cells = [[_cell(pieces_of(cell), tight=tight) for cell in row] for row in table]
    return [row for row in cells if any(row)]


def _cell(pieces: Pieces, *, tight: bool) -> rows.Cell:
    """Return a cell of its pieces, with its lines if it has several."""
    is_tall = any(piece.rows for piece in pieces)
    return rows.Cell(joined(pieces, tight=tight).strip(), rows.stacked(pieces) if is_tall else ())


def _source(*nodes: Node) -> Piece:
    """Return nodes as their source."""
    text = "".join(node if isinstance(node, str) else node.latex_verbatim() for node in nodes)
    return Piece(f"{SOURCE}{' '.join(text.split())}{ENDED}")


def _pieces_of_one(node: Node) -> Pieces:
    """Return the pieces of one node."""
    if isinstance(node, str):
        return _Row([node]).pieces()
    if hasattr(node, "chars"):
        return _Row(list(node.chars)).pieces()
    if hasattr(node, "environmentname"):
        table = rows.environment(node.environmentname, _cells(node.nodelist))
        return [table or _source(node)]
    if hasattr(node, "nodelist"):
        return macros.braced(pieces_of(node.nodelist))
    found = _macro(node) if _name(node) else None
    return [_source(node)] if found is None else found


def _macro(node: Node) -> Pieces | None:
    """Return the pieces of a macro; None if it stays as its source."""
    name, given = _name(node), _arguments(node)
    if name in _CHEMISTRY and given:
        text = _CHEMISTRY[name](_inner_source(given[-1]))
        return None if text is None else [Piece(text, "word")]
    if name in symbols.TEXTS and given:
        return [Piece(_words([given[-1]]), "word")]
    if name == "substack" and given:
        inner = getattr(given[-1], "nodelist", given[-1:])
        return [Piece("; ".join(map(" ".join, _cells(inner, tight=True))))]
    if name == "not" and given:
        return [
            piece._replace(text=marked(piece.text, "\u0338") or f"¬{piece.text}")
            for piece in _pieces_of_one(given[-1])
        ]
    if len(given) < _NEEDED.get(name, 0):  # an argument of another macro, without braces
        return None
    return macros.written(name, [[] if a is None else _pieces_of_one(a) for a in given])


_CHEMISTRY = {"ce": reaction, "pu": quantity}
_NEEDED = dict.fromkeys((*symbols.ACCENTS, *symbols.UPRIGHT, *symbols.TEXTS), 1)


def _arguments(node: Node) -> list[Node]:
    known = getattr(node, "nodeargd", None)
    return list(known.argnlist or ()) if known is not None else []


def _inner_source(node: Node) -> str:
    return "".join(n.latex_verbatim() for n in getattr(node, "nodelist", [node]))


_SPACES = pattern(r"\s+")


def _words(nodes: Sequence[Node]) -> str:
    """Return words as they stand, with the maths and the accents that are in them."""
    text = ""
    for node in nodes:
        if hasattr(node, "chars"):
            text += _SPACES.sub(" ", node.chars).replace("~", " ")
        elif hasattr(node, "displaytype"):
            text += joined(pieces_of(node.nodelist))
        elif hasattr(node, "nodelist"):
            text += _words(node.nodelist)
        elif _name(node) in symbols.TEXTS:
            text += _words(_arguments(node)[-1:])
        elif _name(node):
            text += joined(_pieces_of_one(node)) + " " * bool(
                node.macro_post_space and _name(node) in SIGNS
            )
    return normalize("NFC", text)


class _Row:
    """Atoms in a row, read one after the other, since a script or a macro may take the next."""

    def __init__(self, atoms: list[Node]) -> None:
        self._atoms = atoms
        self._at = 0
        self._out: Pieces = []

    def pieces(self) -> Pieces:
        """Return the pieces of all atoms."""
        while self._at < len(self._atoms):
            atom = self._atoms[self._at]
            self._at += 1
            if isinstance(atom, str):
                self._character(atom)
            else:
                self._node(atom)
        return self._out

    def _node(self, node: Node) -> None:
        name = _name(node)
        if name == "left":
            self._between_tall()
        elif name in _INFIX:
            self._infix(name)
        elif name == "right" or name in _DEFINING:
            raise UnreadableError
        elif name and (
            name in symbols.OF_TEXTS
            or (not _arguments(node) and name not in SIGNS | symbols.ACCENTS.keys())
        ):
            groups = list(takewhile(_is_group, self._atoms[self._at :]))
            self._at += len(groups)
            self._out.append(_source(node, *groups))
        else:
            if name == "ket" and self._out[-1:] == [Piece("|", "closing")]:  # ⟨φ|ψ⟩
                self._out.pop()
            self._out += _pieces_of_one(node)

    def _character(self, char: str) -> None:
        before, after = self._neighbour(-2), self._neighbour(0)
        if char in "^_'":
            self._at -= 1
            self._scripts()
        elif char.isspace():
            pass
        elif char == ":":
            self._colon(before, after)
        elif char == after == self._neighbour(1) == ".":
            self._at += 2
            self._out.append(Piece("…"))
        elif char.isdecimal() or (char == "." and self._is_within_number(before, after)):
            self._out.append(Piece(char, "number"))
        elif char == "," and before.isdecimal() and after.isdecimal():
            self._out.append(Piece(char, "figures"))
        else:
            sentence = char == "." and after.isspace() and not before.isdecimal()
            kind = "comma" if sentence else symbols.KINDS.get(char, "letter")
            text = _TYPED.get(char, char)
            self._out.append(Piece(text, kind, spaced=before.isspace() and after.isspace()))

    def _is_within_number(self, before: str, after: str) -> bool:
        """Return whether a point stands between figures, close to them or as far as from each."""
        if before.isspace() and after.isspace():
            before, after = self._neighbour(-3), self._neighbour(1)
        return before.isdecimal() and after.isdecimal()

    def _neighbour(self, step: int) -> str:
        """Return the character at a distance; empty if there is none."""
        at = self._at + step
        atom = self._atoms[at] if 0 <= at < len(self._atoms) else ""
        return atom if isinstance(atom, str) else ""

    def _colon(self, before: str, after: str) -> None:
        if after == "=":
            self._at += 1
            self._out.append(Piece(":=", "relation"))
        elif before.isspace():
            self._out.append(Piece(":", "relation"))
        else:
            self._out.append(Piece(":", "colon" if after.isspace() else "ratio"))

    def _next(self) -> Node | None:
        """Return the next atom that is no space, and pass it; None at the end."""
        while self._at < len(self._atoms):
            atom = self._atoms[self._at]
            self._at += 1
            if not (isinstance(atom, str) and atom.isspace()):
                return atom
        return None

    def _macro_before(self) -> str:
        """Return the macro that stands before, if one does, without its backslash."""
        at = self._at - 1
        while at >= 0 and _is_space(self._atoms[at]):
            at -= 1
        return _name(self._atoms[at]) if at >= 0 else ""

    def _scripts(self) -> None:
        """Give the piece before it the primes and the scripts that follow."""
        scripts = {"'": "", "_": "", "^": ""}
        is_labelled = self._macro_before() in _LABELLED_ABOVE
        while (mark := self._neighbour(0)) in scripts:
            self._at += 1
            if mark == "'":
                scripts[mark] += "′"
                continue
            argument = self._next()
            if scripts[mark] or argument is None:
                raise UnreadableError
            scripts[mark] = joined(_pieces_of_one(argument), tight=True).strip()
            while self._neighbour(0).isspace():
                self._at += 1
        if is_labelled and not scripts["_"]:  # a label is no power
            scripts["_"], scripts["^"] = scripts["^"], ""
        above = scripts["^"].replace("′′′", "‴").replace("′′", "″")
        if (above.startswith("∘") and above[1:].isalpha()) or above == "∘":
            above = above.replace("∘", "°")
        based = bool(self._out) and self._out[-1].kind in _BASES
        base = self._out.pop() if based else Piece("")
        self._out.append(_with_scripts(base, scripts["'"], scripts["_"], above))

    def _delimiter(self) -> str:
        """Return the delimiter that follows; empty for the dot of none."""
        atom = self._next()
        text = "" if atom is None else joined(_pieces_of_one(atom))
        return {".": "", "<": "⟨", ">": "⟩"}.get(text, text)

    def _between_tall(self) -> None:
        """Take all from `\\left` to its `\\right`; what has several lines grows both."""
        opening = self._delimiter()
        depth, end = 1, self._at
        while end < len(self._atoms):
            depth += _LEVELS.get(_name(self._atoms[end]), 0)
            if not depth:
                break
            end += 1
        else:
            raise UnreadableError
        inner = _Row(self._atoms[self._at : end]).pieces()
        self._at = end + 1
        closing = self._delimiter()
        kind = "closing" if opening else "at"
        whole = [Piece(opening, "opening"), *inner, Piece(closing, kind)]
        if any(piece.rows for piece in inner):
            tall = rows.grown(rows.stacked(inner), opening, closing)
            ended = "}" if opening == "{" and not closing else ""  # as of cases
            whole = [Piece(joined(whole) + ended, rows=tall)]
        self._out += whole

    def _infix(self, name: str) -> None:
        """Make a fraction of all that stands before, and all that follows."""
        rest = self._atoms[self._at :]
        if any(_name(atom) in _INFIX for atom in rest):
            raise UnreadableError
        under = joined(_Row(rest).pieces(), tight=True)
        self._at = len(self._atoms)
        self._out = [_INFIX[name](joined(self._out, tight=True), under)]


_TYPED = {"-": "−", "~": " "}


def _is_group(node: Node) -> bool:
    return getattr(node, "delimiters", None) == ("{", "}")


def _with_scripts(base: Piece, primes: str, below: str, above: str) -> Piece:
    text = base.closed if base.kind in ("fraction", "root") else base.text
    text += _PRIMES.get(primes, primes)
    kind = "letter" if base.kind in ("fraction", "root") else base.kind
    bounds = kind in _BOUNDED
    tall = base.rows
    if tall:
        first, last = scripted("", "", above), scripted("", below, "")
        tall = (tall[0] + first, *tall[1:-1], tall[-1] + last)
    whole = scripted(text, below, above, bounds=bounds)
    return Piece(whole, "bounded" if kind == "big" else kind, rows=tall)


_BOUNDED = frozenset(("big", "closing", "at", "bar"))
"""What is taken, or meant, from one value to another; or at one."""

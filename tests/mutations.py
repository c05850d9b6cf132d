"""Mutants of a file: the small changes that a test should notice, and which of them nobody can tell.

A mutant is named by its file, the function it is in, and what it changes, so that its name outlives an
edit elsewhere. `equivalent_mutants.txt` lists those that no test can kill, each with the reason.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from tests.places import ROOT

ROOMS = ("store", "progress", "desk")
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_DELETED = (ast.AugAssign, ast.Raise, ast.Delete)
_NEVER_RUN = ("annotation", "returns")
_DECIDED = (ast.If, ast.While, ast.IfExp, ast.comprehension)


_Path = tuple[tuple[str, int | None], ...]


class Mutant(NamedTuple):
    """A file with one thing changed.

    Args:
        file: relative to the root.
        function: by its qualified name, the outermost one of those that hold the change; "" where
            the file itself does.
        change: what becomes of what.
        lines: the first and the last of the statement.
        path, number: the way to what is changed, from the root of the tree, and which change it is.
    """

    file: str
    function: str
    change: str
    lines: tuple[int, int]
    path: _Path
    number: int

    @property
    def name(self) -> str:
        """What tells it from all others."""
        return f"{self.file} {self.function or '-'}: {self.change}"

    def tree(self) -> ast.Module:
        """Return the whole file, changed."""
        tree = _tree(self.file)
        nodes: list[ast.AST] = [tree]
        for field, at in self.path:
            value = getattr(nodes[-1], field)
            nodes.append(value if at is None else value[at])
        before, after = list(_changes(nodes[-1]))[self.number]
        if before is nodes[-1]:
            _put(nodes[-2], *self.path[-1], after or ast.Pass())
        else:  # a condition of it
            for field, at, child in _children(nodes[-1]):
                if child is before:
                    _put(nodes[-1], field, at, after)
        return ast.fix_missing_locations(tree)


def files_of(rooms: tuple[str, ...] = ROOMS) -> list[str]:
    """Return the files of some rooms, relative to the root."""
    found = (path for room in rooms for path in (ROOT / "quizkit" / room).glob("*.py"))
    return sorted(str(path.relative_to(ROOT)) for path in found)


def equivalent() -> dict[str, str]:
    """Return why nobody can tell a mutant from the file, by its name."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    split = (line.split("  # ") for line in lines if line and not line.startswith("#"))
    return {name.strip(): why for name, why in split}


def mutants(file: str) -> Iterator[Mutant]:
    """Yield every mutant of a file."""
    seen: Counter[tuple[str, str]] = Counter()
    for place in _places(_tree(file), (), "", None):
        for number, (before, after) in enumerate(_changes(place.node)):
            change = f"{ast.unparse(before)} -> {ast.unparse(after) if after else 'pass'}"
            change = " ".join(change.split())
            seen[place.function, change] += 1
            if (count := seen[place.function, change]) > 1:
                change += f" ({count})"
            yield Mutant(file, place.function, change, place.lines, place.path, number)


def _tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text("utf-8"))


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    """Yield the parts of a node, each with its field, and its place where that is a list."""
    for field, value in ast.iter_fields(node):
        for at, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(child, ast.AST):
                yield field, at, child


class _Place(NamedTuple):
    node: ast.AST
    path: _Path
    function: str
    lines: tuple[int, int]


def _places(
    node: ast.AST, path: _Path, function: str, of: tuple[int, int] | None
) -> Iterator[_Place]:
    """Yield the nodes that may be changed, each with the way to it from the root of the tree."""
    if isinstance(node, ast.stmt):
        body = getattr(node, "body", None)
        last = body[0].lineno - 1 if isinstance(body, list) else node.end_lineno or 0
        of = node.lineno, max(last, node.lineno)
    if of is not None:
        yield _Place(node, path, function, of)
    if isinstance(node, ast.ClassDef | ast.FunctionDef) and not _is_inside(function):
        function = f"{function}.{node.name}".lstrip(".") + "()" * isinstance(node, ast.FunctionDef)
    for field, at, child in _children(node):
        if field not in _NEVER_RUN and not _is_idle(node, field, child):
            # Decorators and defaults run where the function is made.
            inside = function if field == "body" or not isinstance(node, ast.FunctionDef) else ""
            yield from _places(child, (*path, (field, at)), inside, of)


def _is_inside(function: str) -> bool:
    return function.endswith("()")


def _is_idle(node: ast.AST, field: str, child: ast.AST) -> bool:
    """Return whether a part of a file does nothing: a docstring, and what type checkers alone read."""
    match node, child:
        case ast.keyword(arg="strict" | "eq" | "repr"), _:  # a check of `zip`; how attrs compiles
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")), _:
            return field != "orelse"
        case _, ast.Expr(value=ast.Constant()):
            return True
    return False


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST | None]]:
    """Yield what may become of a node: the smallest part that shows it, and what that becomes.

    The same in number and order for equal nodes, which `Mutant.tree` goes by.
    """
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield node, _with(node, ops=[*ops[:at], _COMPARED[type(op)](), *ops[at + 1 :]])
        case ast.BoolOp(op=op):
            yield node, _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, operand
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _COMPUTED:
            yield node, _with(node, op=_COMPUTED[type(op)]())
        case ast.Constant(value=bool(value)):
            yield node, ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield node, ast.Constant(value + 1)
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) not in ("None", "False"):
            yield node, ast.Return(ast.Constant(None))
        case ast.Break():
            yield node, ast.Continue()
        case ast.Continue():
            yield node, ast.Break()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield node, None
        case ast.Assign(targets=targets, value=value) if _is_told(targets, value):
            yield node, None
    if isinstance(node, _DELETED):
        yield node, None
    if isinstance(node, _DECIDED):
        tests = node.ifs if isinstance(node, ast.comprehension) else [node.test]
        for test in tests:
            if isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr) and (
                ast.unparse(test) != "TYPE_CHECKING"
            ):
                yield test, ast.UnaryOp(ast.Not(), test)


def _is_told(targets: list[ast.expr], value: ast.expr) -> bool:
    """Return whether something else than a missing name tells that an assignment is gone."""
    names = {target.id for target in targets if isinstance(target, ast.Name)}
    read = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    of_parts = any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)
    return of_parts or bool(names & read)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a node with some fields changed."""
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _put(parent: ast.AST, field: str, at: int | None, child: ast.AST | None) -> None:
    if at is None:
        setattr(parent, field, child)
    else:
        getattr(parent, field)[at] = child


def key_of(code: CodeType) -> tuple[object, ...]:
    """Return what is equal for the code of one function: it itself is not, once it has run."""
    return code.co_filename, code.co_qualname, code.co_firstlineno, code.co_linetable


def changed_code(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the functions that differ, outermost, in two versions of the code around them."""
    inner = [[c for c in code.co_consts if isinstance(c, CodeType)] for code in (old, new)]
    for one, other in zip(*inner, strict=True):
        if one != other:
            if one.co_flags & 0x2:  # CO_NEWLOCALS: a function, not the body of a class
                yield one, other
            else:
                yield from changed_code(one, other)

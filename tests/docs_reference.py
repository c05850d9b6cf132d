"""What the reference needs to know beside the source code.

mkdocstrings reads source code and knows what `dataclasses` makes of it, but not what attrs makes:
the class itself is asked. And it knows one argument a line, where several may share one.
"""

import importlib
import inspect
import re
from typing import Any

import griffe

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: griffe.ParameterKind.positional_only,
    inspect.Parameter.POSITIONAL_OR_KEYWORD: griffe.ParameterKind.positional_or_keyword,
    inspect.Parameter.VAR_POSITIONAL: griffe.ParameterKind.var_positional,
    inspect.Parameter.KEYWORD_ONLY: griffe.ParameterKind.keyword_only,
    inspect.Parameter.VAR_KEYWORD: griffe.ParameterKind.var_keyword,
}


SHARED = re.compile(r"^( +)(\w+(?:, \w+)+): (.+(?:\n\1 +.+)*)$", re.MULTILINE)
"""A line of a docstring that says something of several arguments."""


def parted(found: re.Match[str]) -> str:
    """Return such a line once for each argument."""
    return "\n".join(f"{found[1]}{name}: {found[3]}" for name in found[2].split(", "))


MAP = re.compile(
    r"\n\n(How a [^\n]* goes through the modules:|- `\w+`: | *[a-z_0-9]+(?:, [a-z_0-9]+)* {2,}\S).*",
    re.DOTALL,
)
"""Where a room tells contributors which module has what: at its end."""


def for_users(docstring: str) -> str:
    """Return what a docstring says to those who use the room."""
    return MAP.sub("\n", docstring)


class Reference(griffe.Extension):
    """Gives classes the parameters they are built with, and arguments a line each."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            obj.docstring.value = SHARED.sub(parted, for_users(obj.docstring.value))

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        if "__init__" in cls.members or not cls.path.startswith("quizkit."):
            return
        built = getattr(importlib.import_module(cls.module.path), cls.name, None)
        if not (hasattr(built, "__attrs_attrs__") or hasattr(built, "_fields")):
            return
        parameters = [griffe.Parameter("self", kind=KINDS[inspect.Parameter.POSITIONAL_ONLY])]
        for name, taken in inspect.signature(built).parameters.items():
            field = cls.members.get(name) or cls.members.get(f"_{name}")
            annotation = getattr(field, "annotation", None)
            parameters.append(
                griffe.Parameter(
                    name,
                    annotation=annotation,
                    kind=KINDS[taken.kind],
                    default=default(taken.default, getattr(field, "value", None)),
                )
            )
        init = griffe.Function("__init__", parameters=griffe.Parameters(*parameters))
        cls.set_member("__init__", init)


def default(value: object, written: object) -> str | griffe.Expr | None:
    """Return a default: what is plain as it is, else as the source has it; `...` if made anew."""
    if value is inspect.Parameter.empty:
        return None
    if value is None or type(value) in (bool, int, float, str):
        return repr(value)
    if isinstance(written, griffe.ExprCall):  # attrs.field(default=…)
        keywords = (each for each in written.arguments if isinstance(each, griffe.ExprKeyword))
        given = {each.name: each.value for each in keywords}
        return given.get("default", "...")
    return str(written)

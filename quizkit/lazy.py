"""What is made on first use, so that importing a room costs next to nothing.

`pattern` gives a regular expression that is compiled when it is first asked. `attach` gives a room
a face whose names load on first use: tools read the names from imports that
are never run, and Python from the table beside them:

    if TYPE_CHECKING:
        from quizkit.room.file import Name as Name, Other as Other
    else:
        attach(__name__, {"quizkit.room.file": "Name Other"})

A test holds the two equal. `deferred` gives a module that loads when something of it is asked for:
what an annotation names is then found by `typing.get_type_hints`, and costs nothing until then.

    if TYPE_CHECKING:
        import random
    else:
        random = deferred("random")

    def shuffled(items: Sequence[str], rng: "random.Random") -> list[str]: ...
"""

import sys

TYPE_CHECKING = False  # as `typing` has it, which costs more than a face does

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from typing import Any


def attach(
    face: str, homes: "Mapping[str, str]", extras: "Mapping[str, str] | None" = None
) -> None:
    """Give the module `face` the names of `homes`, each loaded when it is first used.

    Args:
        face: the name of the module.
        homes: the public names, with spaces between, by the module that each is imported from.
        extras: what to say where a package that only an extra brings is not there, by its name;
            it is raised as an ImportError.
    """
    module = sys.modules[face]
    home_of = {name: home for home, names in homes.items() for name in names.split()}
    public = sorted([*home_of, *(["__version__"] if hasattr(module, "__version__") else [])])

    def load(name: str) -> object:
        """Return a public name's value, importing its home; the module's `__getattr__`."""
        if name not in home_of:
            raise AttributeError(f"module {face!r} has no attribute {name!r}")
        from importlib import import_module

        try:
            value = getattr(import_module(home_of[name]), name)
        except ModuleNotFoundError as error:
            said = (extras or {}).get(str(error.name))
            if said is None:
                raise
            raise ImportError(said, name=error.name) from error
        setattr(module, name, value)  # the next use finds it without coming here
        return value

    module.__dict__.update(__getattr__=load, __dir__=lambda: public, __all__=public)


class _Deferred:
    """What stands for a module until something of it is asked for, and hands on what it has."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> "Any":
        from importlib import import_module

        value = getattr(import_module(self._name), name)
        setattr(self, name, value)  # the next use finds it without coming here
        return value


def deferred(name: str) -> "Any":
    """Return what stands for the module `name`, which loads when it is first asked for anything."""
    return _Deferred(name)


class _Compiled:
    """What a pattern can be asked, taken over from it: found as fast as on the pattern itself."""


class _Written(_Compiled):
    """A pattern as it was written; the first question makes it a compiled one."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> "Any":
        import re

        compiled = re.compile(self.pattern, self._flags)
        asked = "findall finditer flags fullmatch groups match search split sub subn"
        self.__dict__.update({each: getattr(compiled, each) for each in asked.split()})
        self.__class__ = _Compiled  # type: ignore[assignment]
        return getattr(self, name)


def pattern(text: str, flags: int = 0) -> "re.Pattern[str]":
    """Return a pattern like that of `re.compile(text, flags)`, but compiled on first use.

    A command needs few of the patterns of a room, and compiling all delays its start.
    """
    return _Written(text, flags)  # type: ignore[return-value]

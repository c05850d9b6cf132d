"""What tools read of the public names: their annotations, and what mypy and pyright make of them."""

import importlib
import inspect
import pydoc
import re
import shutil
import typing
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.places import TESTS
from tests.public_page import PUBLIC as PUBLIC_ROOMS
from tests.type_checkers import complaints

ROOMS = list(PUBLIC_ROOMS)
"""The rooms whose public names must have annotations that can be looked up at run time."""

PUBLIC = [
    pytest.param(getattr(importlib.import_module(room), name), id=f"{room}.{name}")
    for room in ROOMS
    for name in importlib.import_module(room).__all__
]


def annotated(public: Any) -> Iterator[Any]:
    """Yield a public name and what is public of it that has annotations."""
    yield public
    if inspect.isclass(public):
        yield public.__init__
        for name, member in inspect.getmembers(public):
            if not name.startswith("_") and callable(member) and not inspect.isclass(member):
                yield member
        for name, member in vars(public).items():
            if isinstance(member, property) and not name.startswith("_"):
                yield member.fget
            if isinstance(member, cached_property) and not name.startswith("_"):
                yield member.func


@pytest.mark.parametrize("public", PUBLIC)
def test_every_annotation_can_be_looked_up(public: Any) -> None:
    for each in annotated(public):
        if inspect.isclass(each) or inspect.isroutine(each):
            typing.get_type_hints(each, include_extras=True)


MADE_FOR_OTHERS = {
    "Reading": "`parse_deck` and `open_deck` make one",
    "Origin": "`Reading.origin` makes one",
    "ReplayedLog": "`replay_log` makes one",
}
"""Public classes that nobody else builds: what they are built from is no concern of programs."""


def classes_in(annotation: Any) -> Iterator[type]:
    """Yield our own classes that an annotation names, however deep."""
    if inspect.isclass(annotation) and annotation.__module__.startswith("quizkit"):
        yield annotation
    for inner in (typing.get_origin(annotation), *typing.get_args(annotation)):
        for each in inner if isinstance(inner, list) else [inner]:
            if each is not None and each is not annotation:
                yield from classes_in(each)


@pytest.mark.parametrize("public", PUBLIC)
def test_what_a_public_name_takes_and_gives_is_public_too(public: Any) -> None:
    known = {each.values[0] for each in PUBLIC if inspect.isclass(each.values[0])}
    for each in annotated(public):
        is_built = inspect.isclass(public) and each is public.__init__
        if is_built and public.__name__ in MADE_FOR_OTHERS:
            continue
        if inspect.isclass(each) or inspect.isroutine(each):
            for name, hint in typing.get_type_hints(each).items():
                inner = set() if name.startswith("_") else {*classes_in(hint)} - known
                assert not inner, (each, name)


@pytest.mark.parametrize("public", [each for each in PUBLIC if attrs.has(each.values[0])])
def test_no_public_class_is_made_from_private_arguments(public: Any) -> None:
    assert not [name for name in inspect.signature(public).parameters if name.startswith("_")]


@pytest.mark.parametrize("public", [each for each in PUBLIC if attrs.has(each.values[0])])
def test_attrs_resolves_the_types_of_every_public_value(public: Any) -> None:
    resolved = attrs.fields(attrs.resolve_types(public))
    assert not [field.name for field in resolved if isinstance(field.type, str)]


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_what_programs_write_has_the_types_it_should(tool: str, tmp_path: Path) -> None:
    shutil.copy(TESTS / "typed_uses.py", tmp_path)
    assert complaints(tool, tmp_path) == []


INNER = re.compile(
    r"^ \|  _(?!_|asdict|fields?|make|replace|is_protocol)\w+|\bSTORED\b|_STORED\b|\bCodec\b"
    r"|[(,] _(?!cls)[a-z]\w*|^class \w+\(.*\b_\w+",
    re.MULTILINE,
)
"""Names that we alone use: members and arguments with an underscore (named tuples have four of their
own), and the table of the fields."""


@pytest.mark.parametrize("public", [each for each in PUBLIC if inspect.isclass(each.values[0])])
def test_help_shows_no_inner_names(public: Any) -> None:
    shown = pydoc.render_doc(public, renderer=pydoc.plaintext)
    worked_out = [field.name for field in getattr(public, "__attrs_attrs__", ()) if not field.init]
    assert not INNER.findall(shown) + worked_out

"""Everything that blocks are made of, one after the other."""

from collections.abc import Iterable, Iterator
from typing import Any

from quizkit.markup.block import Block, Inline
from quizkit.value import Value


def parts(blocks: Iterable[Block]) -> Iterator[Block | Inline]:
    """Yield every block, every block in it and every inline, in the order in which they stand."""
    return _parts(blocks)


def _parts(made: Any) -> Iterator[Any]:
    if isinstance(made, Value):
        yield made
        for attribute in made.__attrs_attrs__:
            yield from _parts(getattr(made, attribute.name))
    elif isinstance(made, Iterable) and not isinstance(made, str):
        for each in made:
            yield from _parts(each)

"""Values with more worked out from their fields once, as every use of them asks for it.

What is worked out is no field: it stands in slots of a base without fields, so that tools that go
through the fields of a class (cattrs, `attrs.asdict`, `help`) do not meet it.
"""

from collections.abc import Mapping
from typing import Any

from quizkit.scheduling.stored import Checked


class Prepared(Checked):
    """A checked value that works out more when it is built, also from a pickle."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        for name, value in self._worked_out().items():
            object.__setattr__(self, name, value)

    def _worked_out(self) -> Mapping[str, Any]:
        """Return what the slots of the base hold, by their names."""
        raise NotImplementedError

    def __reduce__(self) -> tuple[Any, ...]:
        names = [field.name for field in self.__attrs_attrs__ if field.init]
        return _built, (type(self), {name: getattr(self, name) for name in names})


def _built(kind: type[Prepared], settings: dict[str, Any]) -> Prepared:
    return kind(**settings)

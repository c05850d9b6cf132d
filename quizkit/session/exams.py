"""What an exam asks for: how many notes, in how long, and how many points."""

from datetime import timedelta

from attrs import frozen

from quizkit.scheduling.stored import COUNT, UnlikeError, layout, many, optional, such
from quizkit.value import Value

_PARTS = layout(
    pick=optional(such("1 or more", lambda given: given > 0, COUNT)),
    by=many(such("a tag", lambda given: isinstance(given, str))),
    time=optional(
        such("a time above 0", lambda it: isinstance(it, timedelta) and it > timedelta())
    ),
    pass_mark=optional(such("a percentage", lambda given: given <= 100, COUNT)),
)
"""How the fields are checked."""


@frozen(eq=False, repr=False)
class Exam(Value):
    """What holds for an exam; `Exam()` asks a card of every note, for as long as it takes.

    Args:
        pick: how many notes to ask, drawn by their tags in equal shares; None for all.
        by: the tags that share; empty for all that the notes have.
        time: how long after its start it begins a question; None for any time.
        pass_mark: the score in percent that passes it; None where none is asked for.

    Raises:
        ValueError: a field is not what it should be.
    """

    pick: int | None = None
    by: tuple[str, ...] = ()
    time: timedelta | None = None
    pass_mark: int | None = None

    def __attrs_post_init__(self) -> None:
        for name, codec in _PARTS.items():
            try:
                object.__setattr__(self, name, codec.check(getattr(self, name)))
            except UnlikeError as unlike:
                raise ValueError(f"Exam: {name} is {unlike}") from None

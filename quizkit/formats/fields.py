"""The values under the keys of one mapping, read as texts, lists, flags and feedback.

Each reader returns what the model wants; of a value that is not so it reports the problem at its
place, and returns an empty stand-in.
"""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from quizkit.errors import codes
from quizkit.formats.limits import MOST_CHARACTERS, MOST_ITEMS
from quizkit.formats.tree import Node, Tree

if TYPE_CHECKING:
    from quizkit.formats.wrong import Fix

E = TypeVar("E", bound=Enum)
T = TypeVar("T")


_FORMS = {
    "lint": "write `lint: {ignore: [Q304]}`",
    "examples": "write `examples: {correct: [this, that], wrong: [other]}`",
}
_MEANT = {
    **dict.fromkeys(("yes", "on", "t", "1"), "true"),
    **dict.fromkeys(("no", "off", "f", "0"), "false"),
}

# Where the values of a mapping really stand that are not under their own key in it: one under a
# misspelt key, or one from the defaults of the deck.
_AS_WRITTEN: Mapping[str, tuple[str | int, ...]] = {}


class Fields:
    """One mapping of a deck: its values, and the way to it from the root.

    `clean` is whether nothing was found wrong with it; `marks` what its texts are as they are written,
    by their words, where they are in Markdown (`marked.read_marks`).
    """

    __slots__ = ("clean", "marks", "origin", "path", "tree", "values")

    def __init__(self, tree: Tree, path: tuple[str | int, ...], values: dict[str, Node]) -> None:
        self.tree = tree
        self.path = path
        self.values = values
        self.clean = True
        self.origin = _AS_WRITTEN
        self.marks: dict[str, str] | None = None

    def offset(self, *steps: str | int, key: bool = False) -> int:
        """Return the offset of the value at `steps` from here, or of its key."""
        path = self.path
        if steps and steps[0] in self.origin:
            way = self.origin[str(steps[0])]
            path, steps = way[:-1], (way[-1], *steps[1:])
        if self.marks and len(steps) > 1:  # a step is a key, and that may be a text
            from quizkit.formats.in_words import as_written

            steps = as_written(self.tree, path, steps)
        return self.tree.offset((*path, *steps), key=key)

    def written(self, *steps: str | int, key: bool = False) -> tuple[str, int]:
        """Return the whole text, and the offset of what is at `steps` in it, for a mend."""
        return self.tree.report.text, self.offset(*steps, key=key)

    def below(self, key: str) -> "Fields":
        """Return the mapping under `key`."""
        path = self.origin.get(key) or (*self.path, key)
        return Fields(self.tree, path, self.mapping(key))

    def problem(
        self,
        code: "codes.ProblemCode",
        message: str,
        fix: "Fix",
        *steps: str | int,
        key: bool = False,
    ) -> None:
        """Report a problem with the value at `steps`, or with `key` of the key itself."""
        self.clean = False
        self.tree.report.add(self.offset(*steps, key=key), code, message, fix)

    def text(self, key: str) -> str:
        """Return the text under `key`; the line break that ends a block text is no part of it."""
        value = self.values[key]
        if isinstance(value, str) and value.strip():
            return value.rstrip("\n") if len(value) <= MOST_CHARACTERS else self.cut(value, key)
        return self._no_text(value, key)

    def texts(self, key: str, *, may_be_empty: bool = False) -> tuple[str, ...]:
        """Return the list of texts under `key`; one text stands for a list of one."""
        value = self.values[key]
        if not isinstance(value, list):
            return (self.text(key),)
        if len(value) > MOST_ITEMS:
            value = self.shortened(value, key)
        for item in value:
            if (
                not isinstance(item, str)
                or not item
                or item != item.strip()
                or len(item) > MOST_CHARACTERS
            ):
                return tuple([self.item(item, key, at) for at, item in enumerate(value)])
        if not value and not may_be_empty:
            self.problem(
                codes.ProblemCode.EMPTY_LIST, f"`{key}` is an empty list", self._fill(key), key
            )
        return tuple(value)  # type: ignore[arg-type]

    def item(self, value: Node, *steps: str | int) -> str:
        """Return the text that `value`, found at `steps`, is."""
        if isinstance(value, str) and value.strip():
            return value.rstrip("\n") if len(value) <= MOST_CHARACTERS else self.cut(value, *steps)
        return self._no_text(value, *steps)

    def feedback(self, key: str) -> dict[str, str]:
        """Return texts with their feedback, from a mapping or from a plain list of texts."""
        value = self.values[key]
        if not isinstance(value, dict):
            return dict.fromkeys(self.texts(key), "")
        if not value:
            self.problem(codes.ProblemCode.EMPTY_LIST, f"`{key}` is empty", self._fill(key), key)
        if len(value) > MOST_ITEMS:
            value = dict(self.shortened(list(value.items()), key))
        return {name: self.feedback_on(said, name, key) for name, said in value.items()}

    def feedback_on(self, said: Node, name: str, *above: str | int) -> str:
        """Return what is said of the text `name`, a key of the mapping `above`; "" for nothing."""
        if not name.strip():
            self.problem(
                codes.ProblemCode.EMPTY_TEXT,
                f"a text under `{above[0]}` is empty",
                "write it",
                *above,
                name,
                key=True,
            )
        if len(name) > MOST_CHARACTERS:
            self.cut(name, *above, name, key=True)
        if said == "" and not self._emptied(*above, name):
            return ""
        return self.item(said, *above, name)

    def cut(self, text: str, *steps: str | int, key: bool = False) -> str:
        """Report a text that is too long, and return its beginning."""
        self.problem(
            codes.ProblemCode.TOO_LONG,
            f"this text has {len(text):,} characters; one of a card has at most {MOST_CHARACTERS:,}",
            "keep what is to be learned; split it into several notes",
            *steps,
            key=key,
        )
        return text[:MOST_CHARACTERS]

    def shortened(self, items: list[T], key: str) -> list[T]:
        """Report a list or mapping that is too long, and return its beginning."""
        self.problem(
            codes.ProblemCode.COUNT,
            f"`{key}` has {len(items):,} items; it takes at most {MOST_ITEMS:,}",
            "keep what helps to learn; split it into several notes",
            key,
        )
        return items[:MOST_ITEMS]

    def flag(self, key: str) -> bool:
        """Return the value of `true` or `false`, in any letter case."""
        value = self.values[key]
        word = value.strip().lower() if isinstance(value, str) else ""
        if word not in ("true", "false"):
            meant = _MEANT.get(word)
            fix: Fix = f"write `{key}: true` or `{key}: false`"
            if meant:
                from quizkit.formats.mends import instead

                fix = instead(
                    *self.written(key), f"write `{key}: {meant}`", str(value).strip(), meant
                )
            self.problem(
                codes.ProblemCode.NOT_TRUE_OR_FALSE, f"`{key}` is `true` or `false`", fix, key
            )
        return word == "true"

    def option(self, key: str, known: tuple[E, ...], *others: str) -> E:
        """Return the one of the `known` members that is named; `others` are named elsewhere."""
        value = self.values[key]
        for member in known:
            if value == member.value:
                return member
        self.not_among(key, [*(member.value for member in known), *others])
        return known[0]

    def not_among(self, key: str, names: list[str]) -> None:
        """Report that the value under `key` is none of `names`."""
        from quizkit.formats.keys import likely_name, sure_name
        from quizkit.formats.mends import instead

        value = self.values[key]
        listed = f"it is one of {', '.join(f'`{name}`' for name in names)}"
        if not isinstance(value, str):
            self.problem(codes.ProblemCode.UNKNOWN_VALUE, f"`{key}` is one word", listed, key)
        else:
            meant = likely_name(value, frozenset(names))
            fix: Fix = f"did you mean `{meant}`? {listed}" if meant else listed
            if sure := sure_name(value, frozenset(names)):
                fix = instead(*self.written(key), str(fix), value, sure)
            said = f"`{key}` cannot be `{value}`" if value else f"`{key}` is empty"
            self.problem(codes.ProblemCode.UNKNOWN_VALUE, said, fix, key)

    def mapping(self, key: str) -> dict[str, Node]:
        """Return the mapping under `key`."""
        value = self.values[key]
        if isinstance(value, dict):
            return value
        self.problem(
            codes.ProblemCode.WRONG_SHAPE,
            f"`{key}` takes lines of the form `name: value`",
            _FORMS.get(key, f"indent them below `{key}:`"),
            key,
        )
        return {}

    def _emptied(self, *steps: str | int) -> bool:
        """Return whether a sign, such as the `#` of a comment, left the value empty."""
        from quizkit.formats.shape_errors import emptied_by

        return bool(emptied_by(self.tree.report.text, self.offset(*steps)))

    def _no_text(self, value: Node, *steps: str | int) -> str:
        """Report a value that is no text, and return an empty one."""
        from quizkit.formats.shape_errors import no_text

        wrong = no_text(self.tree.report.text, self.offset(*steps), value, steps)
        fix = wrong.fix
        if isinstance(fix, str) and value == "" and len(steps) == 1 and not self._emptied(*steps):
            from quizkit.formats.mends import without_key

            name = str(steps[0])
            if f"delete `{name}`" in fix:  # it says no more than none at all
                fix = without_key(*self.written(name, key=True), fix, name)
        self.problem(wrong.code, wrong.message, fix, *steps)
        return ""

    def _fill(self, key: str) -> "Fix":
        """Return the mend of an empty list, which says no more than none at all."""
        from quizkit.formats.mends import without_key

        return without_key(
            *self.written(key, key=True), f"write something into it, or delete `{key}`", key
        )

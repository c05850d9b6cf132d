"""Options in columns or in one cell, and which of them is right: its number, its letter or its text."""

from collections.abc import Mapping, Sequence

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.tables.cells import glosses_of, items_of
from quizkit.interchange.tables.column_names import Column, Role, column_named
from quizkit.interchange.tables.delimited import Row
from quizkit.interchange.texts import is_short
from quizkit.lazy import pattern

_PARTED = pattern(r"\s*[,;|\n]\s*")
_LETTERED = pattern(r"\(?([a-zA-Z]|[1-9])\s?[).:]\s*(.*)")


class Options:
    """Tells which options of a table are right.

    Args:
        columns: of the table.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._from_zero = False

    def look_at(self, rows: Sequence[Row]) -> None:
        """Find out whether numbers of right options begin at 0, as programs count."""
        roles = [each.role for each in self._columns]
        if Role.OPTION not in roles and not any(each.part == "options" for each in self._columns):
            return
        right = next((roles.index(role) for role in (Role.RIGHT, Role.ANSWER) if role in roles), -1)
        if right < 0:
            return
        cells = {row.cells[right].strip() for row in rows if len(row.cells) > right}
        named = {each for each in cells if each}
        self._from_zero = "0" in named and all(each.isdecimal() for each in named)

    def entry(self, by_role: Mapping[Role, list[tuple[Column, str]]]) -> dict[str, Written]:
        """Return the right answers and the wrong ones of a row.

        Raises:
            ValueError: they cannot be told; what is lost, and why.
        """
        options = self._options(by_role)
        wrong = [
            item
            for column, text in by_role.get(Role.WRONG, ())
            for item in ([text] if column.part else items_of(text))
        ]
        said = by_role.get(Role.RIGHT) or by_role.get(Role.ANSWER) or []
        if not said:
            raise ValueError("a row without an answer", "say which option is right")
        right: list[str] = []
        for _, text in said:
            right += self._right(text, options)
        if not right:
            why = "name it by its number, its letter or its text"
            raise ValueError("a row whose right answer is none of its options", why)
        rights = [*dict.fromkeys(right)]
        others = dict.fromkeys([*(text for _, text in options), *wrong])
        return _entry(rights, [text for text in others if text not in rights])

    def _options(self, by_role: Mapping[Role, list[tuple[Column, str]]]) -> list[tuple[str, str]]:
        """Return the options by their letters or numbers."""
        found: list[tuple[str, str]] = []
        for column, text in by_role.get(Role.OPTION, ()):
            if column.part != "options":
                found.append((column.part, text))
                continue
            items = items_of(text)
            if len(items) == 1:
                items = [part for part in text.split(",") if part.strip()]
            for number, item in enumerate(items, 1):
                lettered = _LETTERED.fullmatch(item.strip())
                found.append(
                    (lettered[1].lower(), lettered[2])
                    if lettered and lettered[2]
                    else (str(number), item.strip())
                )
        return found

    def _right(self, text: str, options: Sequence[tuple[str, str]]) -> list[str]:
        """Return the options that a cell names; what it says where there are no options."""
        if not options:
            return [text]
        if whole := self._named(text, options):
            return [whole]
        letters = text.replace(" ", "")
        parts = [part for part in _PARTED.split(text) if part]
        if (
            len(parts) < 2
            and letters.isalpha()
            and letters.isupper()
            and len(letters) <= len(options)
        ):
            parts = [*letters]
        found = [self._named(part, options) for part in parts]
        return [each for each in found if each] if all(found) else []

    def _named(self, text: str, options: Sequence[tuple[str, str]]) -> str:
        by_text = {option.casefold(): option for _, option in reversed(options)}
        for each in (text, text.strip()):
            if each in (option for _, option in options):
                return each
        if text.casefold() in by_text:
            return by_text[text.casefold()]
        name = text.strip().rstrip(".):").lstrip("(").casefold()
        lettered = _LETTERED.fullmatch(text.strip())
        if lettered and lettered[2].strip().casefold() in by_text:
            return by_text[lettered[2].strip().casefold()]
        column = column_named(name)
        if column.role in (Role.OPTION, Role.WRONG) and column.part:
            name = column.part
        return self._at(name, options)

    def _at(self, name: str, options: Sequence[tuple[str, str]]) -> str:
        """Return the option of a number or a letter."""
        if name.isdecimal() and len(name) < 3:
            number = int(name) + self._from_zero
        elif len(name) == 1 and "a" <= name <= "z":
            number = ord(name) - ord("a") + 1
        else:
            return ""
        for part, option in options:
            if part == str(number) or (len(part) == 1 and ord(part) - ord("a") + 1 == number):
                return option
        return ""


def _entry(right: list[str], wrong: list[str]) -> dict[str, Written]:
    if not wrong and len(right) == 1:
        first, *others = glosses_of(right[0], "", "")
        entry: dict[str, Written] = {"answer": first}
        if others:
            entry["accept"] = others
        if not is_short(first):
            entry["type"] = "free"
        return entry
    entry = {"answer": right[0]} if len(right) == 1 else {"answers": right}
    if wrong:
        entry["distractors"] = wrong
    folded = [text.casefold() for text in (*right, *wrong)]
    if len(set(folded)) < len(folded):
        entry["case"] = "strict"
    return entry

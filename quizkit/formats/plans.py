"""How entries are to be read, by their keys: those with the same keys are read alike."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from quizkit.formats.fields import Fields
from quizkit.formats.keys import ADMITTED, note_kind
from quizkit.formats.note_kinds import READERS, Reader
from quizkit.formats.tree import Node
from quizkit.model import Kind
from quizkit.model.kinds import KINDS

ReadCommon: TypeAlias = Callable[[Any, Fields, dict[str, Any]], None]
"""Reads what every kind may have under a key, for the reader of notes that is its first argument."""


class Plan(NamedTuple):
    """How to read the entries that have the same keys.

    Args:
        reader: of the kind; None if the keys decide on none, which is reported.
        prompt_key: of the kind.
        commons: readers of what every kind may have.
        inherited: the defaults that they take.
    """

    reader: Reader | None
    prompt_key: str
    commons: list[ReadCommon]
    inherited: dict[str, Node]


class Plans:
    """Makes a plan for each set of keys, once.

    Args:
        defaults: of the deck.
        commons: by key, what reads what every kind may have.
    """

    def __init__(self, defaults: Mapping[str, Node], commons: Mapping[str, ReadCommon]) -> None:
        self._defaults = defaults
        self._commons = commons
        self._plans: dict[tuple[str, ...], Plan] = {}

    def of(self, fields: Fields, entry: dict[str, Node]) -> Plan:
        """Return the plan for an entry."""
        sort = (*entry, "free") if entry.get("type") == "free" else tuple(entry)
        plan = self._plans.get(sort)
        if plan is None:
            plan = self._new(fields)
            if fields.clean:
                self._plans[sort] = plan
        return plan

    def _new(self, fields: Fields) -> Plan:
        """Return a plan for entries with these keys; report keys that do not go together."""
        kind = note_kind(fields.values)
        if not kind or not fields.values.keys() <= ADMITTED[kind]:
            from quizkit.formats.kind_errors import settled_kind

            kind = settled_kind(fields)
        values, defaults = fields.values, dict(self._defaults)
        free = defaults.get("type") == "free"
        if free and kind is Kind.TYPED and values.keys() <= ADMITTED[Kind.SELF_RATED]:
            kind = note_kind({**defaults, **values})
        elif free:
            del defaults["type"]
        inherited = {
            key: value
            for key, value in defaults.items()
            if key not in values and kind and key in ADMITTED[kind]
        }
        own = (*values, *inherited)
        commons = [self._commons[key] for key in own if key in self._commons]
        if kind is None:
            return Plan(None, "", commons, inherited)
        row = KINDS[kind]
        return Plan(READERS[kind], row.prompt_key, commons, inherited)

"""The codes of problems: short names by which a program may tell one kind from another.

They stay as they are; the messages beside them may be worded better.
"""

from typing import Literal, NamedTuple, TypeAlias

ProblemCode: TypeAlias = Literal[
    # The file and its YAML.
    "no-file", "a-folder", "no-permission", "not-utf8", "empty-file", "control-character", "yaml",
    "several-documents", "alias", "tag", "duplicate-key", "too-deep",
    # What YAML would lose in silence.
    "lost-comment", "lost-escape", "split-number", "folded-dash", "cut-text",
    # Keys and the shape of their values.
    "unknown-key", "misplaced-key", "not-yet", "wrong-shape", "empty-text", "empty-list",
    "unknown-value", "not-true-or-false", "count",
    # The deck.
    "no-title", "no-cards", "bad-id", "bad-language",
    # An entry.
    "no-kind", "two-kinds", "no-question", "no-answer", "no-bound", "cloze", "duplicate-id",
    "duplicate-prompt", "duplicate-example", "bad-citation", "unknown-source",
    # What counts as right.
    "accepted-twice", "rejected-and-right", "duplicate-option", "free-with-options",
    "not-a-number", "min-above-max", "bad-tolerance", "bad-require",
]  # fmt: skip


class Wrong(NamedTuple):
    """What is wrong with something, wherever it stands: the code, the message, and the fix."""

    code: ProblemCode
    message: str
    fix: str

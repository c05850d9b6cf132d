"""A version that is read as a number.

As a number 3.10 equals 3.1. With `type: exact` it is compared as it is written. Looked at are
questions on versions, releases and software that has them, and figures such as 3.10.

bad:
  - question: Which version of Python came after 3.9?
    answer: "3.10"
good:
  - question: Which version of Python came after 3.9?
    answer: "3.10"
    type: exact
"""

import re

from quizkit.authoring.kinds_of_change import Set
from quizkit.lint.rule import HERE, CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_VERSIONED = frozenset(
    "version versions release released python java javascript ruby php perl go rust kotlin swift "
    "typescript node django rails ubuntu debian fedora windows macos ios android kernel linux html "
    "css http tls ssl usb bluetooth hdmi opengl unicode postgres postgresql mysql".split()
)
_FIGURES = r"[0-9]{1,3}\.[0-9]{1,3}"
_WITH_A_ZERO = r"[0-9]{1,2}\.[1-9]0"  # 3.10


@warning()
def version_as_number(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on an answer like 1.10 that names a version and is read as a number."""
    key, words = checked.note.key, checked.words
    if key.type is not AnswerType.AUTO or key.tolerance or not re.fullmatch(_FIGURES, key.answer):
        return
    which = words[:1] == ["which"] and re.fullmatch(_WITH_A_ZERO, key.answer)
    if which or not _VERSIONED.isdisjoint(words):
        hit = checked.hit_answer(f"{key.answer} is read as a number", "add `type: exact`")
        yield hit.mended_by(Set(HERE, ("type",), "exact"))

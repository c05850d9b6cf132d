"""Code without an end.

Three backquotes on a line of their own begin code, and three more end it. Where these are missing, all
that follows is code, to the end of the text.

bad:
  - question: |
      What is printed?

      ```python
      print(1 + 1)

      Think of the spaces.
    answer: "2"
    markup: markdown
good:
  - question: |
      What is printed?

      ```python
      print(1 + 1)
      ```

      Think of the spaces.
    answer: "2"
    markup: markdown
"""

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import CodeBlock

_FENCE = pattern(r"(?m)^([ >]*(?:[-*+] +|\d+[.)] +)?)(`{3,}|~{3,})([^`\n]*)$")
_DEEPER = 4
"""Spaces by which a line is part of the code, whatever it holds."""


def _open(text: str) -> str:
    """Return the fence that begins code and is not closed; empty if each is."""
    opened: tuple[str, str, str] | None = None
    for found in _FENCE.finditer(text):
        lead, fence, behind = found.groups()
        if not opened:
            opened = lead, fence, found[0].strip()
        elif fence.startswith(opened[1]) and not behind.strip():
            opened = None if len(lead) < len(opened[0]) + _DEEPER else opened
    return opened[2] if opened else ""


@warning()
def open_code(written: Written) -> Hits:
    """Return a hit on a text with code that nothing ends."""
    opened = "" if written.is_inline else _open(written.text)
    if opened and any(part.text for part in written.of(CodeBlock)):
        yield written.hit(
            f"`{opened}` begins code, and nothing ends it".replace("````", "```"),
            "write the same three signs on a line of their own where the code ends",
            opened,
        )

"""Lines that run into one another.

In Markdown a line break within a paragraph is a space: `a) …` and `b) …` below each other, terms as in
`**Hub**: …`, or lines of code without a fence, become one line. Make a list of them, or put a
backslash at the end of each line; around code put three backquotes. A question right below a list
or a quotation is a part of that, unless an empty line stands between.

bad:
  - question: |
      Which holds?
      a) Argon is a noble gas.
      b) Argon is a halogen.
    answer: a
    markup: markdown
good:
  - question: |
      Which holds?

      1. Argon is a noble gas.
      2. Argon is a halogen.
    answer: "1"
    markup: markdown
"""

from collections.abc import Sequence

from quizkit.lazy import pattern
from quizkit.lint.rule import Hits, warning
from quizkit.lint.written import Written
from quizkit.markup import CodeBlock, List, Quote, Table

_TERM = r"\*\*[^*:\n]{1,60}(?::\*\*|\*\*:)"
_ITEM = pattern(rf"\s*(?:\(?[a-hA-H1-9][.)]|\(?i{{1,3}}\)|[•·–—►✓→]|{_TERM}(?!.*{_TERM}))\s+\S")
_NUMBERED = pattern(r"\s*\d[.)]\s")
_OPENS = (
    r"(?:def|class|for|while|if|elif|with|switch|function|fn|func)\b[^.?!]*[:{]|(?:else|try)\s*[:{]"
)
_STATES = (
    r"import [\w.]+(?: as \w+)?|from [\w.]+ import .+|return\b[^.]{1,60}[)\]\d+*/-].*"
    r"|(?:const|let|var|int|print|echo) [\w\"'$].*[=\"';)].*|[\w.\[\]]+ (?:[-+*/|&]|:)?= \S.*"
    r"|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|GROUP BY|ORDER BY|JOIN) .*|[\w.]+\(.*\);?"
)
_SIGNED = r".*[^&\w\s.,][ \t]*[{;]|[})\]]+[;,]?|(?:#include|#!|//|>>>|\$ )\s*\S.*"
_CODE = pattern(rf"\s*(?:{_SIGNED}|{_OPENS}|{_STATES})\s*")
_ENDS = ("\\", "  ")
_BLOCK = pattern(r" {0,3}(?:(?:[-*+]|\d{1,9}[.)])\s+|> ?)\S")
_NO_WORDS = pattern(r"\s*(?:[#|`~]|$)| ")
_ASKS = ("?", "？", "؟", ":")


def _run_into_block(lines: Sequence[str]) -> str:
    """Return a question that is part of a list or a quotation, as no empty line stands above it."""
    inside = False
    for line in lines:
        if _BLOCK.match(line):
            inside = True
        elif _NO_WORDS.match(line):
            inside = inside and line[:1] == " " and bool(line.strip())
        elif inside and line.rstrip("\\ ").endswith(_ASKS):
            return line
    return ""


def _paragraphs(text: str) -> list[list[str]]:
    """Return the lines of a text that run into one another, those of each paragraph together."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if not line.strip():
            found.append([])
            continue
        found[-1].append(line)
        if line.endswith(_ENDS):
            found.append([])
    return found


def _how(lines: Sequence[str]) -> tuple[str, str] | None:
    """Return what lines of one paragraph are, and the first of those; None if they are running text."""
    items = [line for line in lines if _ITEM.match(line)]
    if len(items) > 1 and not all(map(_NUMBERED.match, items)):
        return "items", items[0]
    code = [line for line in lines if _CODE.fullmatch(line)]
    return ("lines of code", code[0]) if len(code) > 1 and 2 * len(code) >= len(lines) else None


@warning()
def lost_lines(written: Written) -> Hits:
    """Return a hit on a text with items or code whose lines run into one another."""
    text = written.text.strip("\n")
    if "\n" not in text or any(written.of(CodeBlock, Table)):
        return
    if any(written.of(List, Quote)) and (line := _run_into_block(text.splitlines())):
        said = "this line is a part of the list or quotation above it"
        yield written.hit(said, "leave an empty line between them", line.strip())
        return
    if any(written.of(List)):
        return
    found = next(filter(None, map(_how, _paragraphs(text))), None)
    if found:
        how, first = found
        fix = "make a list of them: `- …`; or end each line with a backslash"
        if how != "items":
            fix = "put three backquotes on a line of their own before and behind it"
        said = f"these {how} run into one another: a line break is a space here"
        yield written.hit(said, fix, first.strip())

"""What YAML takes, and a deck may not hold: anchors, aliases, tags, keys that are no texts."""

from typing import Any

from yaml.events import AliasEvent, ScalarEvent

from quizkit.errors.codes import ProblemCode
from quizkit.formats.report import Report
from quizkit.formats.written_line import WrittenLine
from quizkit.formats.wrong import Fix
from quizkit.formats.yaml_text import in_quotes, line_around


def odd_key(report: Report, start: int) -> None:
    """Report a key that is a list or a mapping: most likely a text that begins with a bracket."""
    if report.covered(start):  # a long line may hold thousands of them
        return
    line = WrittenLine(report.text, start, 0)
    if line.value[:1] not in ("[", "{"):
        message = "a key is one text, and this one is a list or a mapping"
        report.add(start, ProblemCode.WRONG_SHAPE, message, "write `key: value`")
        return
    report.add(
        line.value_start,
        ProblemCode.WRONG_SHAPE,
        f"a text that begins with `{line.value[0]}` is read as a list or a mapping",
        in_quotes(line.text, line.value_start, line.end),
        covers=line.end,
    )


def _is_used(text: str, sign: str) -> bool:
    """Return whether a sign is YAML on purpose: of an anchor and its alias both are there, or `!!`."""
    other = {"*": "&", "&": "*"}.get(sign[0])
    return sign.startswith("!!") or (other is not None and f"{other}{sign[1:]}" in text)


def refused(report: Report, event: Any, start: int) -> str:
    """Report an anchor, an alias or a tag; return a text to go on with."""
    if report.covered(start):
        return getattr(event, "value", "") or "…"
    if isinstance(event, AliasEvent):
        sign, does = f"*{event.anchor}", "refers to another place"
    elif event.anchor:
        sign, does = f"&{event.anchor}", "names a place to refer to"
    else:
        sign, does = report.text[start : start + 80].split(None, 1)[0][:40], "gives a type"
    line_start, end = line_around(report.text, start)
    text = getattr(event, "value", "")
    emptied = ", and leaves no text" if isinstance(event, ScalarEvent) and not text else ""
    quotes = in_quotes(
        report.text, start, advice="delete it; if it is text, put the text in quotes"
    )
    fix: Fix = quotes.fix if _is_used(report.text, sign) else quotes
    if not isinstance(event, ScalarEvent | AliasEvent):
        rest = report.text[start + len(sign) : end].strip()
        fix = f"delete it\n{report.text[line_start:start]}{rest}".rstrip()
    report.add(
        start,
        ProblemCode.ALIAS if sign[0] in "&*" else ProblemCode.TAG,
        f"`{sign}` {does} in YAML, which decks do not use{emptied}",
        fix,
        covers=end,
    )
    return text or sign

"""Mends of single values, as changes of the text: a word instead of another, an item taken out.

Each looks at the text as it stands, and does nothing where it is written in some other way; then
the fix is in words alone.
"""

import re

from quizkit.formats.wrong import Change, Fix, Mend
from quizkit.formats.yaml_text import line_around


def instead(text: str, at: int, fix: str, old: str, new: str) -> Fix:
    """Return the mend that writes `new` for the value or key `old` at an offset."""
    at += text[at : at + 1] in ("'", '"')
    return Mend(fix, ((at, at + len(old), new),)) if old and text.startswith(old, at) else fix


def without_item(text: str, at: int, fix: str, item: str) -> Fix:
    """Return the mend that takes out the item of a list at an offset."""
    quote = text[at : at + 1] if text[at : at + 1] in ("'", '"') else ""
    written = f"{quote}{item}{quote}"
    if not text.startswith(written, at):
        return fix
    return Mend(fix, taken_out(text, at, at + len(written), lead=r" *- "))


def without_key(text: str, at: int, fix: str, key: str) -> Fix:
    """Return the mend that takes out a key at an offset under which there is nothing."""
    value = r""":[ \t]*(?:\[\s*\]|\{\s*\}|""|'')?"""
    found = re.compile(rf"""(["']?){re.escape(key)}\1[ \t]*{value}(?=\s|,|\}}|\Z)""").match(
        text, at
    )
    return Mend(fix, taken_out(text, at, found.end(), lead=" +")) if found else fix


def taken_out(text: str, start: int, end: int, *, lead: str) -> tuple[Change, ...]:
    """Return the change that takes out a piece: its whole line, or up to the comma beside it.

    Nothing where something else would go with it: a comment, or the dash of an entry.

    Args:
        lead: a pattern of what stands before it where it has a line of its own.
    """
    line_start, line_end = line_around(text, start)
    if end > line_end:
        return ()
    own_line = re.fullmatch(lead, text[line_start:start])
    if own_line and text[end:line_end].strip() in ("", ","):
        line_break = re.compile(r"\r\n?|\n").match(text, line_end)
        return ((line_start, line_break.end() if line_break else line_end, ""),)
    behind = re.compile(r"[ \t]*,[ \t]*").match(text, end)
    before = re.compile(r",[ \t]*\Z").search(text[line_start:start])
    closed = re.compile(r"[ \t]*[\]}]").match(text, end)
    if before and (behind or closed):  # with the comma before it, so that no two of these meet
        return ((line_start + before.start(), end, ""),)
    if behind and text[line_start:start].rstrip()[-1:] in ("[", "{"):
        return ((start, behind.end(), ""),)
    if closed and text[line_start:start].rstrip().endswith("["):
        return ((start, end, ""),)
    return ()

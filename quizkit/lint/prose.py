"""What of a text is prose, and what is code or something else shown, which rules on words pass over.

Code stands between fences (three backticks or tildes, each on a line of its own), in lines that are
indented, between backticks, below the first line of a text in lines that look like it, and in a
line from where it begins like code: `const a = 1; …`.
"""

from quizkit.lazy import pattern
from quizkit.lint.english import BLANK

_FENCED = r"^[ \t]*(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*?(?:[ \t]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
_INDENTED = r"(?<=\n)(?:\t| {2,}).*"
_LIKE_CODE = (
    r"(?<=\n)(?:.*[{};\\][ \t]*|[})\]].*|(?:#include|#!|//|>>>|<[/\w]|\$ ).*"
    r"|(?:def|class|for|while|if|elif|else|try|with|switch|function|fn|func)\b.*[:{]"
    r"|(?:import|from|return|const|let|var|int|print|echo|SELECT|INSERT|UPDATE|DELETE|CREATE)\b.*"
    r"|[\w.\[\]]+ (?:[-+*/|&]|:)?= \S.*|[\w.]+\(.*\)|(?:FROM|WHERE|GROUP BY|ORDER BY|JOIN) .*)$"
)
_RUN = (
    r"\b(?:(?:const|let|var) [\w{}\[\], ]{1,60} = |(?:console|System\.out)\.\w+\(|def \w+\(|"
    r"function \w*\(|#include\b|public static\b).*|\bprint(?:ln|f)?\(.{0,300}\)"
)
_SPAN = r"(?P<marks>`+)(?:[^`]|(?<!`)`(?!`))*?(?P=marks)"
_CODE = pattern(f"(?m:{_FENCED}|{_INDENTED}|{_LIKE_CODE})|{_RUN}|{_SPAN}")
_RUNS = pattern(_RUN)
_MAY_HOLD_CODE = pattern(r"[\n`({=]|#include|public static")
_SIGN = pattern("[\u2190-\u2bff\u3030\ufe0f\U0001d100-\U0001d1ff\U0001f000-\U0001faff]")


def prose(text: str) -> str:
    """Return a text with an ellipsis in place of each piece of code."""
    return _CODE.sub(BLANK, text) if _MAY_HOLD_CODE.search(text) else text


def without_runs(text: str) -> str:
    """Return a text with an ellipsis in place of what begins like code and runs to its line's end.

    Of a text in Markdown, whose other code is known by its marks.
    """
    return _RUNS.sub(BLANK, text) if _MAY_HOLD_CODE.search(text) else text


def code_in(text: str) -> tuple[str, ...]:
    """Return the pieces of code in a text, with what marks them as such."""
    if not _MAY_HOLD_CODE.search(text):
        return ()
    return tuple(found[0].strip() for found in _CODE.finditer(text))


def shows(text: str) -> bool:
    """Return whether a prompt shows what it may speak of: lines of text, code, a flag, a chessman."""
    return "\n" in text or bool(code_in(text)) or (not text.isascii() and bool(_SIGN.search(text)))

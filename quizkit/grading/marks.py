"""What marks stand for: a space, a joint, nothing, or themselves (rules 6, 36 and 39).

A joint, as a hyphen or a comma is, equals a space or nothing. Content are, for one, a point between
figures, a hyphen that ends a word, and symbols.
"""

import re
import unicodedata

from quizkit.answers.letters import plain
from quizkit.lazy import pattern

JOINT = "\x01"
"""What stands for a joint in a text: a character that no clean text has."""
GAP = f"[ {JOINT}]"
BEGIN, END = f"(?<![^ {JOINT}])", f"(?![^ {JOINT}])"

_QUOTES = "'\"`"
_PUNCTUATION = re.escape(".,:;?!()[]{}—·・‧•¿¡।॥։〈〉《》【】〔〕〖〗")
_OPENS = rf"(?<![^ (\[{{{_QUOTES}])"
_ENDS = rf"(?=[{_QUOTES}{_PUNCTUATION}]*(?: |\Z))"
_MARK = pattern(
    rf"(?P<space>{_OPENS}-+{_ENDS}|(?<=\d)-+(?=\d))"  # a dash between words; 10-20 is not 1020
    rf"|(?P<content>{_OPENS}(?<!\w[{_QUOTES}])-+|-+{_ENDS}"  # --hard, O-; not 5'-end
    r"|(?<=[=<>+*/^×÷±])-+(?=\w)"  # y=-x
    rf"|(?<![^\W_])(?<![{_PUNCTUATION}])-+(?=\d)"  # 10^-6
    r"|(?<=\d)[.,:](?=\d))"
    rf"|(?P<nothing>[{_QUOTES}])"
    rf"|(?P<joint>-+|[{_PUNCTUATION}])"
    r"|(?P<other>[^\w ]|_)"
)
"""What a mark is, by what stands around it (rule 6)."""
_POINT = rf"(?<![^ /(\[{{{_QUOTES}])\.(?=[^\W\d_])"
_GLUED = rf"\( ?\)|\[ ?\]|\{{ ?\}}|{_POINT}|{_OPENS}!(?=[A-Za-z])|(?<= )\.{{1,2}}\Z"
_MARK_OR_GLUED = pattern(rf"(?P<glued>{_GLUED})|{_MARK.pattern}")
_HAS_GLUED = pattern(
    rf"(?<=\w)(?:\(\)|\[\]|\{{\}})|{_POINT}|{_OPENS}!(?=[a-z])|\A[^A-Z ]+(?: [^A-Z ]+)? \.{{1,2}}\Z"
)
"""What is content where a right answer has it: print(), .com, !x, cd .. (rule 36)."""
_STANDS_FOR = {"space": " ", "nothing": "", "joint": JOINT}
_RATIO = pattern("(?<=[0-9]) : ?(?=[0-9])")
_SIGN = pattern("(?<=[+*/=<>^(×÷±] )- (?=[0-9])")
_ARROW = pattern("-+>")
_COMPARED = pattern("[!<>] ?=|=/=")
_SIGNS = {"!": "≠", "=": "≠", "<": "≤", ">": "≥"}
_MANY_GAPS = pattern(f"{GAP}{{2,}}")


def separated(text: str, *, keep_glued: bool) -> str:
    """Return `text` with a space or a joint between its words, symbols being words of their own.

    With `keep_glued`, empty brackets points and exclamation marks that begin a word, and a point behind
    a space at the end, are such symbols too.
    """
    text = _ARROW.sub("→", text) if "->" in text else text
    text = _COMPARED.sub(lambda sign: _SIGNS[sign[0][0]], text) if "=" in text else text
    text = text.replace("+/-", "±") if "+/-" in text else text
    text = _SIGN.sub("-", _RATIO.sub(":", text.replace("&", " and ")))
    text = (_MARK_OR_GLUED if keep_glued else _MARK).sub(_unmarked, text)
    return with_one_gap(text)


def with_one_gap(text: str) -> str:
    """Return `text` with one gap between two words, a space if any of several was one."""
    return _MANY_GAPS.sub(lambda gaps: " " if " " in gaps[0] else JOINT, text).strip(f" {JOINT}")


def _unmarked(mark: re.Match[str]) -> str:
    """Return a mark as what it stands for: content, a space, a joint, or nothing."""
    if mark.lastgroup == "other" and unicodedata.category(mark[0])[0] in "SP":
        return f"{JOINT}{mark[0]}{JOINT}"
    if mark.lastgroup == "glued":
        return f"{JOINT}{mark[0].replace(' ', '')}{JOINT}"
    return _STANDS_FOR.get(mark.lastgroup or "", mark[0])


_GROUPED = {
    False: pattern(rf"{BEGIN}[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?{END}"),
    True: pattern(rf"{BEGIN}[1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+(?:,[0-9]+)?{END}"),
}
"""Figures whose digits are grouped, by whether the decimal mark is a comma."""


def ungrouped(text: str, *, decimal_comma: bool) -> str:
    """Return `text`, figures in it without the marks that group their digits."""
    mark = "." if decimal_comma else ","
    return _GROUPED[decimal_comma].sub(lambda figure: figure[0].replace(mark, ""), text)


_MAY_BE_GLUED = frozenset("([{.!（［｛．！")


def has_glued(right: str) -> bool:
    """Return whether a clean right answer has marks glued to a word that count (rule 36)."""
    if right.isalnum() or _MAY_BE_GLUED.isdisjoint(right):
        return False
    return _HAS_GLUED.search(plain(right)) is not None

r"""Gaps within a text as Moodle embeds them: `{1:SHORTANSWER:=Oslo~%50%Bergen#No.}`."""

import re
from html import unescape
from typing import NamedTuple

from quizkit.lazy import pattern

_GAP = pattern(
    r"(?<!\\)\{(\d*):(NUMERICAL|NM|SHORTANSWER_C|SHORTANSWER|SAC|SA|MWC|MW|MULTICHOICE_[HVS]{1,2}"
    r"|MULTICHOICE|MC[HVS]{0,2}|MULTIRESPONSE(?:_[HS]{1,2})?|MR[HS]{0,2}):((?:\\.|[^\\{}]|\{[^{}]*\})+)\}",
    re.DOTALL,
)
_TAG = pattern(r"<[^<>]*>")
_ANSWER = pattern(r"(=|%(-?[\d.,]+)%)?(.*)", re.DOTALL)
_ESCAPED = pattern(r"\\([}#~*/\"\\{=])")
_SIGNS = pattern(r"[}#~/\"\\]")


class Option(NamedTuple):
    """One answer of a gap.

    Args:
        text: the answer.
        share: how much it is worth, in per cent.
        feedback: what is said when it is given.
    """

    text: str
    share: float
    feedback: str


class Gap(NamedTuple):
    """A gap within a text.

    Args:
        begin: where it stands; `end`: where it ends.
        kind: `choice`, `number` or `text`.
        options: its answers, right and wrong.
        is_strict: whether letter case counts.
    """

    begin: int
    end: int
    kind: str
    options: tuple[Option, ...]
    is_strict: bool

    @property
    def rights(self) -> list[str]:
        """The right answers, the best first, each once."""
        return list(dict.fromkeys(each.text for each in self.options if each.share >= 99.9))


def gaps_of(html: str) -> list[Gap]:
    """Return the gaps that stand in a text in HTML, in order."""
    return [_gap(found) for found in _GAP.finditer(html)]


def _gap(found: re.Match[str]) -> Gap:
    name = found[2]
    kind = "number" if name[0] == "N" else "choice" if name[:2] in ("MU", "MC", "MR") else "text"
    strict = name in ("SHORTANSWER_C", "SAC", "MWC")
    options = tuple(_option(part) for part in re.split(r"(?<!\\)~", found[3]))
    return Gap(found.start(), found.end(), kind, options, strict)


def _option(part: str) -> Option:
    answer, _, feedback = _parted(part)
    matched = _ANSWER.match(answer.lstrip())
    assert matched
    share = 100.0 if matched[1] == "=" else 0.0
    if matched[2]:
        try:
            share = float(matched[2].replace(",", "."))
        except ValueError:
            share = 0.0
    text = matched[3].lstrip("=") if matched[2] else matched[3]
    return Option(_plain(text), share, _plain(feedback))


def _parted(part: str) -> tuple[str, str, str]:
    """Return an answer and its feedback; `&#35;` begins none."""
    for found in re.finditer(r"\\.|&#|#", part, re.DOTALL):
        if found[0] == "#":
            return part[: found.start()], "#", part[found.end() :]
    return part, "", ""


def _plain(html: str) -> str:
    text = unescape(_TAG.sub("", html))
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def embedded(answers: list[str], *, strict: bool = False) -> str:
    """Return a gap as Moodle embeds it in a text, whose HTML is still to be escaped."""
    kind = "SHORTANSWER_C" if strict else "SHORTANSWER"
    texts = "~".join("=" + _SIGNS.sub(r"\\\g<0>", text.replace("*", "\\*")) for text in answers)
    return f"{{1:{kind}:{texts}}}"

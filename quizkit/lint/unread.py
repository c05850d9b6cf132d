r"""Marks that are not read in Markdown either: HTML, and what other programs have besides.

Each row says what it looks for and how else it is written. It is looked for in running text alone, so
that code and formulas may hold anything; a backslash before a bracket only in the text as written.
"""

from typing import NamedTuple

from quizkit.lazy import pattern
from quizkit.lint.checked import AnyNote
from quizkit.lint.hit import Hit
from quizkit.lint.prose import prose
from quizkit.lint.written import Written
from quizkit.markup import Text

_TAGS = (
    "a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|pre|rt|ruby|s|small|"
    "span|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul"
)
_COMMANDS = (
    "alpha|beta|gamma|delta|theta|lambda|pi|rho|sigma|omega|Delta|Omega|Sigma|approx|cdot|ce|circ|dfrac|"
    "exists|forall|frac|geq|infty|int|leq|mathbb|mathrm|neq|partial|pm|rightarrow|sqrt|sum|text|times|vec"
)
_MAY_BE = pattern(r"[<\\\[=^~]")
_BETWEEN_DOLLARS = "put it between dollars: `$…$`, or `$$…$$` for a formula of its own"


class Unread(NamedTuple):
    """A sort of marks: its name, what is looked for, and how it is written here."""

    sort: str
    looks: str
    fix: str

    def found(self, text: str) -> str:
        """Return the first such mark in a text, or an empty text."""
        found = pattern(self.looks).search(text)
        return found[0] if found else ""


_IN_TEXT = (
    Unread(
        "HTML",
        rf"(?i)</?(?:{_TAGS})(?:\s[^<>]{{0,300}})?/?>",
        "write it in Markdown: `**bold**`, `*italic*`, `$x_1$` and `$x^2$` for what is lowered or"
        " raised, a backslash at its end for a line break",
    ),
    Unread("LaTeX", rf"(?<![\w:\\/])\\(?:{_COMMANDS})(?![a-zA-Z\\])", _BETWEEN_DOLLARS),
    Unread("LaTeX", r"\[(latex|\$\$?)\].{1,300}?\[/\1\]", _BETWEEN_DOLLARS),
    Unread(
        "a picture of another program",
        r"!\[\[[^\[\]\n]{1,300}\]\]",
        "write `![what it shows](file.png)`, or name the file under `image:`",
    ),
    Unread(
        "a link of another program",
        r"\[\[[^\W\d_][^\[\]\n]{0,300}\]\]",
        "write the words, or `[words](https://…)`",
    ),
    Unread(
        "a mark of another program",
        r"(?<![=\w])==(?=[^\s=])[^=\n]{1,300}(?<=\S)==(?![=\w])",
        "write `**words**`",
    ),
    Unread("a footnote", r"\[\^\w{1,30}\]", "put the note into `explanation:`"),
    Unread(
        "a callout of another program",
        r"^\[!(?i:note|tip|info|warning|important|caution|example|question)\]",
        "write a quotation without it, `> …`",
    ),
    Unread("a box to tick", r"^\[[ xX]\] (?=\S)", "write an item of a list: `- …`"),
    Unread(
        "what Pandoc lowers or raises",
        r"(?<=\w)(?:~\d{1,3}~|\^[-+\w]{1,5}\^)",
        "write a formula: `$H_2O$`, `$x^2$`",
    ),
)
_AS_WRITTEN = Unread(
    "LaTeX",
    r"(?s)(?<!\\)\\\((?=.{0,300}?(?:\\[A-Za-z]|[\^_=])|[A-Za-z]\\\)).{1,300}?\\\)"
    r"|(?<!\\)\\\[(?=.{0,300}?(?:\\[A-Za-z]|[\^_=])).{1,300}?\\\](?!\()",
    _BETWEEN_DOLLARS,
)


def unread(checked: AnyNote) -> tuple[Hit, str] | None:
    """Return a hit on the first mark of a note that nothing reads, with its sort."""
    for one in Written.of_note(checked):
        for row, text in _looked_at(one):
            if found := row.found(text):
                said = f"`{found[:60]}` is {row.sort}, which is shown as it stands"
                return one.hit(said, row.fix, found), row.sort
    return None


def _looked_at(one: Written) -> "list[tuple[Unread, str]]":
    texts = [text.text for text in one.of(Text) if _MAY_BE.search(text.text)]
    looked = [(row, text) for text in texts for row in _IN_TEXT]
    return [*looked, (_AS_WRITTEN, prose(one.text))] if "\\" in one.text else looked

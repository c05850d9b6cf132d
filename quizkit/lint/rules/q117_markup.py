r"""Markup that nothing reads.

In a plain deck HTML, Markdown and LaTeX stand on the screen with their marks, pictures are their
addresses, and an answer is right with its marks alone. Write the words, or `markup: markdown` at
the head of the deck, which has Markdown, formulas between `$` and pictures read. What is not
read there either is told too: HTML, formulas between `\(` and `\)`, `==marked==`, `[[links]]`.
Where a card is about markup itself, put it between backquotes or make it `type: exact`. What only
looks odd, and is not to be typed, is a hint in one or two notes. The quotes that a spreadsheet puts
around cells are such marks as well. Of marks that cannot simply be left out the first is told, with a
count.

bad:
  - question: Which species do all living people belong to?
    answer: "*Homo sapiens*"
  - question: What is the formula of water?
    answer: $H_2O$
good:
  - question: Which species do all living people belong to?
    answer: Homo sapiens
  - question: What is the formula of water?
    answer: H2O
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape

from quizkit.authoring.kinds_of_change import Set
from quizkit.formats.yaml_text import quoted
from quizkit.lazy import pattern
from quizkit.lint.finding import Severity
from quizkit.lint.prose import prose
from quizkit.lint.rule import HERE, AnyNote, CheckedDeck, Hit, Hits, warning
from quizkit.model import ChoiceNote, ListNote, TypedNote, WordNote
from quizkit.value import count

_MARK = pattern(r"[<&\\$*_~\[#]")
_PICTURE = pattern(r"!\[[^\]]{0,300}\]\([^)]{0,300}\)|<img\b[^>]{0,300}>", re.IGNORECASE)
_TAGS = (
    "a|b|big|blockquote|br|center|code|div|em|font|h[1-6]|hr|i|kbd|li|mark|ol|p|pre|s|small|span|"
    "strong|sub|sup|table|tbody|td|th|tr|tt|u|ul"
)
_ENTITY = r"&(?:nbsp|amp|lt|gt|quot|ndash|mdash|hellip|deg|times|[aeiou]acute|[aou]uml|#\d{2,5});"
_HTML = pattern(
    rf"</(?:{_TAGS})>|(?<!\s)<(?:br|hr|p) ?/?>|<(?:br|hr|p) ?/?>(?!\s)|{_ENTITY}", re.IGNORECASE
)
_TAG = pattern(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_COMMANDS = (
    "alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|rho|sigma|tau|phi|omega|Delta|Gamma|Omega|"
    "Sigma|approx|bar|binom|cdot|ce|circ|cos|dfrac|equiv|exists|forall|frac|geq|hat|in|infty|int|"
    "langle|ldots|left|leq|lim|ln|log|mathbb|mathbf|mathcal|mathrm|nabla|neq|overline|partial|pm|"
    "prod|rangle|rightarrow|sin|sqrt|sum|tan|text|textbf|textit|times|to|vec"
)
_LATEX = pattern(
    rf"(?<![\w:\\/])\\(?:{_COMMANDS})(?![a-z\\])|\\[(\[].{{1,300}}?\\[)\]]"
    r"|(?<![\w$\\])\$\$?(?! )(?=[^$\n]{0,300}[\\_^=]|[A-Za-z]\$|[^$\n]{0,300}[a-z0-9][-+*/(])"
    r"[^$\n]{0,300}[^\s$]\$\$?(?![\w$])"
)
_EMPHASIS = (
    r"(?<![\w*\\/])(\*{1,3})(?=[^\W_])([^*\n]{0,300}[\w.)!?])\1(?![\w*/])"
    r"|(?<!\w)(__?)(?=[^\W\d_][^_\n]{0,300} )([^_\n]{0,300}[^\W_])\3(?!\w)"
    r"|(?<![\w~])(~~)(?=\w)([^~\n]{1,300})\5(?!\w)"
)
_LINK = (
    r"(?<![\w\])])\[([^\]\n]{1,300})\]\((?:https?:|www\.|[^\s()]{1,300}\.(?:html?|md|pdf)\b)"
    r"[^)]{0,300}\)"
)
_MARKDOWN = pattern(rf"(?m){_EMPHASIS}|{_LINK}|^#{{2,6}} \w")
_SORTS = (("a picture", _PICTURE), ("HTML", _HTML), ("LaTeX", _LATEX), ("Markdown", _MARKDOWN))
_ABOUT_MARKUP = pattern(
    r"(?i)\b(?:html|css|xml|svg|jsx|dom|tags?|elements?|markup|markdown|la ?tex|tex)\b"
)
_ABOUT_STARS = pattern(
    r"(?i)\b(?:regex\w*|regular expressions?|globs?|globbing|wildcards?|patterns?|match(?:es)?|"
    r"shell|bash|pointers?)\b"
)


def _sort(text: str, checked: AnyNote) -> str:
    """Return the sort of markup that a text of a note holds outside code; an empty text if none."""
    if not _MARK.search(text):
        return ""
    sort = next((sort for sort, marks in _SORTS if marks.search(prose(text))), "")
    if sort and _is_about_markup(checked):
        return ""
    return "" if sort == "Markdown" and _ABOUT_STARS.search(checked.note.prompt) else sort


def _is_about_markup(checked: AnyNote) -> bool:
    said = f"{checked.note.prompt} {checked.deck.deck.title}".replace("[latex]", "")
    return bool(_ABOUT_MARKUP.search(said.replace("[/latex]", "")))


def _bare(text: str) -> str:
    """Return a text without its marks; empty where it takes more than leaving them out."""
    text = unescape(_TAG.sub("", text))
    text = re.sub(_LINK, r"\1", text)
    text = re.sub(_EMPHASIS, r"\2\4\6", text)
    text = re.sub(r"\\(?:text\w*|math\w*|ce)\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\d?frac\{(\w+)\}\{(\w+)\}", r"\1/\2", text)
    text = re.sub(r"\$|\\[()\[\]]|(?<=[A-Za-z)])_(?=\{?\w)", "", text)
    text = re.sub(r"\{(\w*)\}", r"\1", text).strip()
    return "" if re.search(r"[\\{}<>]", text) else text


def _judged(checked: AnyNote) -> Iterator[tuple[str, Callable[[str, str], Hit]]]:
    """Yield the texts that answers are compared with, each with what makes a hit there."""
    if isinstance(checked.note, TypedNote | ListNote):
        for text in checked.texts:
            is_accepted = checked.key is not None and text != checked.key.answer
            steps = ("accept", text) if is_accepted else (checked.answer_key,)
            yield text, lambda said, fix, steps=steps: checked.hit(said, fix, *steps)  # type: ignore[misc]
    for blank in checked.blanks:
        yield blank.answer, checked.hit


def _shown(checked: AnyNote) -> Iterator[tuple[str, Callable[[str, str], Hit]]]:
    """Yield the texts that are shown and not compared, likewise."""
    yield checked.note.prompt, checked.hit
    if isinstance(checked.note, ChoiceNote):
        for option in checked.note.options:
            yield option, partial(checked.hit_option, option)


_FEWEST_MEANT = 3
"""Notes with marks that make a deck look as if it was meant to be in Markdown."""

_HEAD = "write `markup: markdown` at the head of the deck"


def _read_by(sort: str) -> str:
    """Return what has marks of a sort read; empty if nothing has."""
    return "" if sort == "HTML" else f"{_HEAD}, and they are read; or "


def _is_whole_answer(checked: AnyNote, text: str) -> bool:
    return isinstance(checked.note, TypedNote) and text == checked.note.key.answer


def _written_right(checked: AnyNote, text: str, sort: str) -> str:
    """Return the advice that has an answer without its marks; empty if they cannot be left out."""
    bare, or_else = _bare(text), "" if sort == "HTML" else f", or {_HEAD[6:]}"
    if bare and _is_whole_answer(checked, text):
        written = bare if bare.isalnum() else quoted(bare)
        return f"write the words alone{or_else}\nanswer: {written}"
    return bare and f"write the words alone{or_else}: `{bare}`"


_QUOTED = pattern(r'"(?:[^"]|"")*"')


def _in_quotes(note: WordNote) -> str:
    """Return the first cell of a row in the quotes of a spreadsheet, or with one that is not closed.

    They stand around all cells, or around those with commas, line breaks and quotes.
    """
    cells = [*filter(None, note.cells)]
    if all(map(_QUOTED.fullmatch, cells)):
        return cells[0]
    return next((cell for cell in cells if cell[0] == '"' and _is_quoted(cell)), "")


def _is_quoted(cell: str) -> bool:
    whole = _QUOTED.fullmatch(cell)
    return bool("," in cell or '""' in cell) if whole else cell.count('"') == 1


def _found(checked: AnyNote) -> tuple[Hit, str] | None:
    """Return the first hit on a note, with the sort of markup; on an answer before all else.

    The sort is empty where the hit is for this note alone: a picture, or a line written right.
    """
    if checked.key is not None and checked.key.type.is_literal:
        return None
    if checked.note.marks is not None:
        from quizkit.lint.unread import unread

        return None if _is_about_markup(checked) else unread(checked)
    if isinstance(checked.note, WordNote) and (cell := _in_quotes(checked.note)):
        at = checked.note.table.columns[checked.note.cells.index(cell)]
        said = f"`{cell}` has the quotes of a spreadsheet, which are shown with the words"
        fix = "leave them out; meanings that stand for one another are parted by `;`"
        return checked.hit(said, fix, at), "quotes"
    for text, hit in _judged(checked):
        sort = _sort(text, checked)
        if sort:
            mended = _written_right(checked, text, sort)
            said = f"`{text}` holds {sort}, and is right with its marks alone"
            fix = mended or f"{_read_by(sort)}write it as learners type it"
            if mended and _is_whole_answer(checked, text):
                return hit(said, fix).mended_by(Set(HERE, ("answer",), _bare(text))), ""
            return hit(said, fix), f"{sort} in answers"
    for text, hit in _shown(checked):
        sort = _sort(text, checked)
        if sort == _SORTS[0][0]:
            said = "a picture stands here as text: none is shown"
            return hit(said, f"name its file under `image:`, or {_HEAD}"), ""
        if sort:
            said = f"this holds {sort}, which is shown with its marks"
            mild = None if sort == "HTML" else Severity.HINT
            return hit(said, f"{_read_by(sort)}write it without")._replace(severity=mild), sort
    return None


@warning()
def markup(deck: CheckedDeck) -> Hits:
    """Return a hit on each note whose line can be written right, and one for all others of a sort."""
    alike: dict[str, list[Hit]] = defaultdict(list)
    for checked in deck.notes:
        found = _found(checked)
        if found and found[1] and "Q117" not in checked.note.lint_ignore:
            alike[found[1]].append(found[0])
        elif found:
            yield found[0]
    for first, *others in alike.values():
        more = f"; and so in {count(len(others), 'more note')}" if others else ""
        mild = first.severity if len(others) + 1 < _FEWEST_MEANT else None
        yield first._replace(message=first.message + more, severity=mild)

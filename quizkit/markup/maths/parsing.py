"""The source of a formula parsed by pylatexenc, within bounds: its parser goes down recursively."""

from functools import cache
from typing import TYPE_CHECKING, Any

from quizkit.lazy import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 4_000
"""Characters of a formula that is parsed; a longer one stays as its source."""
DEEPEST = 24
"""Groups within each other in a formula that is parsed."""

_STEP = pattern(r"\\(?:begin|end|left|right)(?![A-Za-z])|\\.|[{}\[\]$]", 16)
_OPENING = frozenset(("{", "[", "$", "\\begin", "\\left", "\\(", "\\["))
_CLOSING = frozenset(("}", "]", "\\end", "\\right", "\\)", "\\]"))
_LENGTHS = pattern(
    r"\\(?:kern|mkern|hskip|mskip|hspace)\s*+-?[0-9.]++\s*+(?:em|ex|mu|pt|px|cm|mm|in|pc)(?![A-Za-z])"
)
_ENDS_OF_LINES = pattern(r"(?<!\\)(?:\\\\\s*+)+$")
_UNESCAPED_PERCENT = pattern(r"(?<!\\)((?:\\\\)*)%")


def parsed(source: str) -> "Sequence[Any] | None":
    """Return the nodes of a formula; None if it is too long, too deep, or no whole formula."""
    if len(source) > LONGEST or _depth(source) > DEEPEST:
        return None
    from pylatexenc.latexwalker import LatexWalker, LatexWalkerEndOfStream, LatexWalkerParseError

    source = _LENGTHS.sub(r"\\,", source)
    source = _ENDS_OF_LINES.sub("", source)  # pylatexenc looks for what may follow the last one
    if "\n" not in source:  # a comment would swallow the rest: per cent is meant
        source = _UNESCAPED_PERCENT.sub(r"\1\\%", source)
    walker = LatexWalker(source, latex_context=_known(), tolerant_parsing=False)
    state = walker.make_parsing_state(in_math_mode=True)
    try:
        nodes, _, read = walker.get_latex_nodes(parsing_state=state)
    except (LatexWalkerParseError, LatexWalkerEndOfStream):
        return None
    return nodes if read == len(source) else None


def _depth(source: str) -> int:
    """Return how many groups stand within each other at most, counted without parsing."""
    depth = deepest = 0
    for found in _STEP.finditer(source):
        step = found[0]
        if step in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif step in _CLOSING:
            depth = max(depth - 1, 0)
    return deepest


@cache
def _known() -> Any:
    """Return what takes which arguments: pylatexenc's own table, and what decks use besides."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import (
        MacroSpec,
        MacroStandardArgsParser,
        std_environment,
        std_macro,
    )

    known = get_default_latex_context_db().filter_context(keep_categories=["latex-base"])
    words = MacroStandardArgsParser("{", args_math_mode=[False])
    macros = [
        std_macro(name, arguments)
        for arguments, names in _ARGUMENTS.items()
        for name in names.split()
    ]
    macros += [MacroSpec(name, args_parser=words) for name in _WORDS.split()]
    environments = [std_environment(name, "{") for name in ("alignedat", "alignat", "alignat*")]
    environments += [std_environment(name, "[") for name in ("aligned", "gathered", "smallmatrix*")]
    environments += [std_environment(name, "[") for name in _STARRED.split()]
    known.add_context_category("decks", macros=macros, environments=environments, prepend=True)
    return known


_ARGUMENTS = {
    "": "keywords up date title author item",
    "{": "mathop mathbin mathrel mathord mathopen mathclose mathpunct mathinner boldsymbol bm pmb"
    " symbf symrm bold mathnormal frak Bbb EuScript ce pu phantom abs norm set boxed fbox cancel"
    " bcancel xcancel slashed substack pmod mod tag dddot mathring widecheck underbar pod"
    " mathclap mathllap mathrlap underparen overparen bra ket braket Bra Ket Braket Set"
    " cline vcenter llap rlap operatornamewithlimits"
    " displaylines require mathscr textnormal textup color hspace vspace"
    " ensuremath",
    "*{": "operatorname hspace",
    "{{": "dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel textcolor colorbox"
    " sideset dv pdv raisebox href htmlClass htmlData htmlId htmlStyle class cssId style"
    " cancelto",
    "[{": "bbox smash xleftrightarrow xRightarrow xLeftarrow xLeftrightarrow xmapsto xrightleftharpoons"
    " xlongequal xhookrightarrow",
}
"""The arguments of macros: `{` one, `[` one that may be left out, `*` a star."""
_WORDS = "textnormal textup hbox emph text mbox"
_STARRED = "matrix* pmatrix* bmatrix* Bmatrix* vmatrix* Vmatrix*"

r"""A bar of a formula that parts variants.

In a blank `|` stands between ways to write its answer: of `{{\ln |x|}}` each of `\ln` and `x` would
be right. A bar that is text is written `\|`.

bad:
  - cloze: The integral of $1/x$ is {{$\ln |x| + C$}}, for all x but 0.
good:
  - cloze: The integral of 1/x is {{ln \|x\| + C}}, for all x but 0.
"""

import re

from quizkit.cloze import Blank
from quizkit.lint.rule import CheckedNote, Hits, warning
from quizkit.model import ClozeNote

_TORN = r"^[+*/^_=]|[-+*/^_=({<>]$|(?:^|\W)(?:ln|log|sin|cos|tan|exp|lim|left|right)$"
"""How a part of a formula begins or ends that was torn from the rest."""


@warning()
def bar_in_formula(checked: CheckedNote[ClozeNote]) -> Hits:
    """Return a hit on each blank whose variants are pieces of one formula."""
    for blank, in_formula in zip(checked.blanks, _in_formulas(checked), strict=True):
        if blank.variants and _is_torn(blank, in_formula=in_formula):
            whole = r" \| ".join((blank.answer, *blank.variants))
            said = f"the bars of a formula part `{blank.answer}` from `{blank.variants[0]}`"
            yield checked.hit(said, rf"write `\|` where it is a bar, as in `{whole}`")


def _in_formulas(checked: CheckedNote[ClozeNote]) -> list[bool]:
    """Return of each blank whether it stands in a formula."""
    if checked.note.marks is not None:
        from quizkit.lint.marked import holes_in

        inside = holes_in(checked.template)
        return [index in inside for index in range(len(checked.blanks))]
    before, found = "", []
    for piece in checked.note.pieces:
        if isinstance(piece, Blank):
            found.append(before.count("$") % 2 == 1)
        else:
            before += piece
    return found


def _is_torn(blank: Blank, *, in_formula: bool) -> bool:
    """Return whether an answer and its variants are no formulas of their own."""
    parts = (blank.answer, *blank.variants)
    if any(part.count("$") % 2 for part in parts):
        return any("\\" in part or "^" in part for part in parts)
    in_formula |= any(re.search(r"\\[A-Za-z]", part) for part in parts)
    return in_formula and any(re.search(_TORN, part) for part in parts)

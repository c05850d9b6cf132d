"""Formulas in TeX as Unicode: x², α, (a+1)/b, ∑_(i=1)^n; a terminal shows them, an answer has them.

pylatexenc parses a formula, and is imported for the first one; the walk is our own.

    spans                  runs and lines of a formula, its words, what stays as its source
    parsing                the parser within bounds, and what takes which arguments
    walk, macros           what each group, script and macro becomes
    rows                   matrices, cases and systems, over several lines and on one
    chemistry              formulas and reactions: `\\ce{2H2 + O2 -> 2H2O}`
    pieces                 a formula as pieces in a row, and the spaces between them
    shapes                 scripts, fractions, roots, marks over letters
    symbols                names beside their signs
    typed                  the same words from TeX that a learner types, without the parser
"""

from typing import TYPE_CHECKING

from quizkit.lazy import attach

if TYPE_CHECKING:
    from quizkit.markup.maths.spans import (
        Run as Run,
        lines as lines,
        runs as runs,
        stays_source as stays_source,
        unicode as unicode,
    )
    from quizkit.markup.maths.typed import plain_tex as plain_tex
else:
    attach(
        __name__,
        {
            "quizkit.markup.maths.spans": "Run lines runs stays_source unicode",
            "quizkit.markup.maths.typed": "plain_tex",
        },
    )

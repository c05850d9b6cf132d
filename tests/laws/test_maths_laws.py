"""Laws of formulas: whatever is written, they are told, in one way, harmless and in bounds."""

import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings, strategies as st

from quizkit.markup import hole, maths
from quizkit.markup.maths import parsing, plain_tex, symbols

LEAVES = st.sampled_from(
    [
        *"xn2+-=()|,:' /*α≤%\né漢",
        *(r"\alpha", r"\sum", r"\sin ", r"\le ", r"\cdot ", r"\to ", r"\infty", r"\,", "10"),
        *(r"\text{ if }", r"\foo", r"\mathbb{R}", r"\ce{H2O}", hole(0)),
    ]
)


def of(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(parts, min_size=1, max_size=4).map("".join)
    shapes = [
        r"\frac{%s}{%s}",
        r"\sqrt{%s}_{%s}",
        r"{%s}^{%s}",
        r"x_{%s}^{%s}",
        r"\left(%s\right)\bar{%s}",
        r"\begin{pmatrix}%s & %s\end{pmatrix}",
        r"\begin{cases}%s \\ %s\end{cases}",
        r"\sum_{%s}^{%s}",
        r"\overline{%s}\text{%s}",
        r"\xrightarrow{%s}\binom{n}{%s}",
        r"{%s \over %s}",
        r"\ce{%s}\hat{%s}",
    ]
    return st.builds(lambda shape, a, b: shape % (a, b), st.sampled_from(shapes), some, some)


FORMULAS = st.lists(st.recursive(LEAVES, of, max_leaves=12), min_size=1, max_size=4).map("".join)
"""Formulas that TeX would mostly set."""
JUNK = st.text(
    st.sampled_from(r"\{}[]()^_'&%$~|ab1 =-" + "\0\x1b\n\u0301\ud800\ufdd0\ufdd1"), max_size=40
)
"""Texts that TeX would mostly not set."""


MACROS = st.sampled_from(
    sorted(
        {
            *(symbols.LETTERS | symbols.BINARY | symbols.RELATIONS | symbols.BIG | symbols.SPACES),
            *(
                symbols.OPENING
                | symbols.CLOSING
                | symbols.ACCENTS
                | symbols.XARROWS
                | symbols.SET_AS
            ),
            *(symbols.SILENT | symbols.DROPPED | symbols.UPRIGHT | symbols.TEXTS),
            *symbols.ALPHABETS,
            *" ".join(parsing._ARGUMENTS.values()).split(),
            *"frac sqrt left right over choose atop not xrightarrow begin{cases} end{cases} def".split(),
        }
    )
).map("\\{} ".format)
SOUP = st.lists(MACROS | MACROS | LEAVES | st.sampled_from("{}[]^_&"), max_size=12).map("".join)
"""Macros that are known, and no arguments where they want some."""


@settings(max_examples=400)
@given(FORMULAS | JUNK | SOUP | SOUP)
@example("\\")
@example("\\text{a\n\nb\t\\alpha\n c}\\pu{1\n m}\\ce{A\n-> B}\\foo{a\nb}\u2029")
def test_a_formula_is_told_whatever_it_is(source: str) -> None:
    line, over = maths.runs(source), maths.lines(source)
    for text in [run.text for part in (line, *over) for run in part]:
        assert all(
            char.isprintable() or unicodedata.category(char) in ("Co", "Zs") for char in text
        )
    assert "".join(maths.unicode(source).split()) == "".join("".join(r.text for r in line).split())
    assert all(run.text for run in line)
    assert not any(one.is_source and other.is_source for one, other in pairwise(line))
    plain_tex(source)


@settings(max_examples=100)
@given(FORMULAS)
def test_what_is_read_loses_no_letter_and_no_blank(source: str) -> None:
    source = source.replace("%", "")  # nor a comment
    told = maths.unicode(source)
    assert [told.count(kept) for kept in (hole(0), "漢")] == [
        source.count(hole(0)),
        source.count("漢"),
    ]


@settings(max_examples=100)
@given(FORMULAS)
def test_what_is_told_has_its_brackets_in_pairs(source: str) -> None:
    if not set("()|\n%") & set(source) and not maths.stays_source(source):
        told = maths.unicode(source)
        assert told.count("(") == told.count(")")

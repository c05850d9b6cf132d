"""Formulas in TeX as MathML, which browsers show without a script; what cannot be read stays TeX.

latex2mathml reads them. What it gives is written anew here, with the elements and attributes of
MathML that set a formula and no others: in a deck from a stranger a formula is text like any other.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import Element

from quizkit.markup.as_html import escaped, maths_as_source

_LONGEST = 2000
"""Characters; a longer formula stays as its source."""

_ELEMENTS = frozenset(
    "math maction menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom"
    " mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder"
    " munderover none".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder columnalign columnlines columnspacing depth displaystyle fence form frame"
    " height largeop linebreak linethickness lspace mathvariant maxsize minsize movablelimits"
    " notation rowalign rowlines rowspacing rspace scriptlevel separator stretchy symmetric voffset"
    " width".split()
)


@lru_cache(maxsize=512)
def mathml(source: str, display: bool) -> str:
    """Return the HTML of a formula: MathML, or its source in the look of code."""
    if len(source) > _LONGEST:
        return maths_as_source(source, display)
    from latex2mathml.converter import convert_to_element

    try:
        math = convert_to_element(source)
        inner = "".join(_written(math))
    except Exception:  # of a hundred kinds: whatever is no TeX, is told as it stands
        return maths_as_source(source, display)
    block = ' display="block"' if display else ""
    return f"<math{block}>{inner}</math>"


def _written(element: Element) -> Iterator[str]:
    """Yield what is in an element, in MathML of our own."""
    yield _text(element.text)
    for child in element:
        name = child.tag if isinstance(child.tag, str) and child.tag in _ELEMENTS else "mrow"
        named = "".join(
            f' {key}="{escaped(value)}"' for key, value in child.items() if key in _ATTRIBUTES
        )
        yield f"<{name}{named}>"
        yield from _written(child)
        yield f"</{name}>{_text(child.tail)}"


def _text(text: str | None) -> str:
    return escaped(unescape(text)) if text else ""

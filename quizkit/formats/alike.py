"""Tells at a glance whether two of some texts may be the same; `clashes` looks closer."""

from collections.abc import Iterable

# Full-width forms of ASCII, and the wide space.
WIDE = {0x3000: " ", **{0xFF01 + code: chr(0x21 + code) for code in range(94)}}


def alike(texts: Iterable[str]) -> bool:
    """Whether two of the texts may differ in case, width and white space alone."""
    joined = "\0".join(texts).casefold()
    if not joined.isascii():
        joined = joined.translate(WIDE).replace("\xa0", "")
    spaceless = joined.replace(" ", "").replace("\n", "").replace("\t", "")
    split = spaceless.split("\0")
    return len(set(split)) < len(split)

r"""Words as Markdown that says them: `2 * 3 * 4` as `2 \* 3 \* 4`."""

from quizkit.lazy import pattern
from quizkit.markup.as_words import block_words
from quizkit.markup.plain import is_plain
from quizkit.markup.reading import blocks

_SIGN = pattern(r"[\\`*_\[\]<>&$~{|]")
_BEGIN = pattern(r"(?m)^(\d{0,9})(?=[-+#=>.)])")


def markdown(text: str, *, inline: bool = False) -> str:
    """Return Markdown that says `text`: what would be a mark stands behind a backslash.

    Args:
        inline: whether it is read as a part of a line, such as an answer.

    Raises:
        ValueError: no Markdown does, as of a text with white space at its ends.
    """
    every = _SIGN.sub(r"\\\g<0>", text)
    lines = _BEGIN.sub(r"\1\\", every).replace("\n", "\\\n")
    for written in (text, every, lines):
        if is_plain(written, inline=inline) or block_words(blocks(written, inline=inline)) == text:
            return written
    raise ValueError(f"{text!r:.60} cannot be written in Markdown")

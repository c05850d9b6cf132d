"""Cloze markup read into text and blanks.

`{{answer}}`, `{{answer|variant}}`, `{{answer::hint}}`, and Anki's `{{c1::answer::hint}}`.
`\\::`, `\\|`, `\\{{` and `\\}}` are those characters themselves. Blanks do not nest.
"""

from attrs import frozen


@frozen
class Blank:
    """One blank of a cloze text.

    Args:
        answer: the text that is hidden.
        variants: other right answers.
        hint: shown in place of the answer; empty if there is none.
        number: Anki's number, 1 and up; None where the text numbers no blank.
    """

    answer: str
    variants: tuple[str, ...] = ()
    hint: str = ""
    number: int | None = None

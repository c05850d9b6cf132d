"""A prompt that points at a picture which is not there.

Without one, "this picture" or "marked A in the diagram" cannot be answered. Put its file under
`image:`, with what it shows for those who cannot see it, or draw it in characters below the question.

bad:
  - question: Which chamber is marked A in this picture?
    answer: left ventricle
good:
  - question: Which chamber is marked A in this picture?
    answer: left ventricle
    image: {heart.png: A heart cut open; A is the chamber with the thickest wall}
  - question: Which chamber of the heart pumps blood into the aorta?
    answer: left ventricle
  - question: Who painted the picture of a lady with an ermine?
    answer: Leonardo da Vinci
    type: person
"""

from quizkit.lazy import pattern
from quizkit.lint.rule import AnyNote, Hits, warning

_PICTURE = (
    "(?:picture|image|photo|photograph|diagram|drawing|illustration|map|graph|chart|plot|slide|"
    "micrograph|radiograph|x-ray|scan|screenshot|sketch|figure)"
)
_TOLD_BY = frozenset(
    (*_PICTURE[3:-1].split("|"), "x", "pictured", "depicted", "below", "above")  # x-ray: two words
)
_ON = "(?:in|on|from|by|at|with|under|of)"
_MARKED = "(?:shown|pictured|depicted|displayed|seen|marked|labell?ed|numbered|highlighted|circled)"
_BESIDE = "(?:below|above|here|on the (?:right|left)|to the (?:right|left)|opposite)"
_POINTS = pattern(
    rf"(?i)\b{_ON} this (?:\w+ )?{_PICTURE}\b(?! of)|\bdoes this {_PICTURE} show"
    rf"|\bthe (?:\w+ )?{_PICTURE} {_BESIDE}\b"
    rf"|\b{_MARKED} (?:(?:by|as|with|the letter|number|arrow|an arrow|structure|[A-Z0-9]) )*{_ON} "
    rf"(?:this|the) (?:\w+ )?{_PICTURE}\b(?! of)|\b(?:pictured|depicted) {_BESIDE}\b"
    rf"|\b{_MARKED} (?:below|above)\s*[?.:]?$"
)
_OF_SPEECH = pattern(r"(?i)\bfigure of (?:speech|merit)|\bpictures? by\b")
_SHOWN_IN_TEXT = pattern(r"[:：]\s*\S|!\[|<img|[(\[{].{0,200}[,;].{0,200}[)\]}]")


@warning(english=True)
def no_picture(checked: AnyNote) -> Hits:
    """Return a hit on a prompt that points at a picture, if it shows nothing in characters."""
    found = None if _TOLD_BY.isdisjoint(checked.words) else _POINTS.search(checked.stem)
    prompt = checked.note.prompt
    if not found or checked.shows or _OF_SPEECH.search(prompt) or _SHOWN_IN_TEXT.search(prompt):
        return
    said, media = f"`{found[0].strip()}` points at a picture", checked.note.media
    if media and media.answer_images:
        yield checked.hit(f"{said}, which comes with the feedback", "make it `image`")
    else:
        fix = "put its file under `image:`, or say in words what is to be seen"
        yield checked.hit(f"{said}, and none is shown", fix)

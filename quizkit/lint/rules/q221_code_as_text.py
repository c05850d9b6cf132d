"""Code that is judged as a text.

Of a text marks and letter case hardly count: `xs[3:]` would be right for `xs[:3]`. With `type: code`
all counts but spaces that mean nothing; with `type: exact` every character does.

bad:
  - question: Give the first three elements of the list `xs` in Python.
    answer: xs[:3]
good:
  - question: Give the first three elements of the list `xs` in Python.
    answer: xs[:3]
    type: code
"""

from quizkit.authoring.kinds_of_change import Set
from quizkit.grading import Outcome, grade
from quizkit.lazy import pattern
from quizkit.lint.rule import HERE, CheckedNote, Hits, warning
from quizkit.model import AnswerType, TypedNote

_CODE = pattern(
    r"\w\[(?:[\"']|[^\[\]\sA-Z]*[:a-z0-9_]\])"  # xs[:3], d["a"], but not k[A]
    r"|[=!]==?|(?<!\w)=> | && | \|\| |\w::\w"
    r"|\w\.\w+\(|\w\([\"']|[\"'][^\"']*[\"'] ?[+%*]|[+%*] ?[\"']"  # xs.sort(), f("a"), "hi" + name
    r"|[:{(\[]\n[ \t]+\S"  # a line below one that opens a block
    r"|^%[-0-9.]*[a-zA-Z]$|^\$[A-Za-z_]\w*$|^[^;]*[)\w];$"
)
"""What stands in code and in hardly any other answer."""
_MARKS = pattern(r"[^\w\s]+")


@warning()
def code_as_text(checked: CheckedNote[TypedNote]) -> Hits:
    """Return a hit on an answer that looks like code, if it is right without its marks or case."""
    key = checked.note.key
    if key.type not in (AnswerType.AUTO, AnswerType.TEXT) or not _CODE.search(key.answer):
        return
    bare = " ".join(_MARKS.sub(" ", key.answer).split())
    unquoted = key.answer.replace('"', "").replace("'", "")
    for text in (bare, unquoted, key.answer.swapcase()):
        if text and text != key.answer and grade(checked.cards[0], text).outcome is Outcome.CORRECT:
            said = f"this is judged as a text, so `{text}` is right as well"
            hit = checked.hit_answer(said, "add `type: code`")
            yield hit.mended_by(Set(HERE, ("type",), "code"))
            return

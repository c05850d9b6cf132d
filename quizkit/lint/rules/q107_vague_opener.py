"""A question that is open to many answers.

"Describe" and "tell me about" say the topic but not what is asked; a right answer is then
called wrong for being another one.

bad:
  - question: Tell me about molten rock.
    answer: magma
good:
  - question: What is molten rock below ground called?
    answer: magma
"""

from quizkit.lint.english import as_line
from quizkit.lint.rule import CheckedNote, Hits, hint
from quizkit.model import ChoiceNote, ListNote, TypedNote

_VAGUE = (
    "tell me about", "what about", "what do you know", "describe", "discuss", "comment on",
    "explain", "talk about", "write about", "summarise", "summarize", "outline", "elaborate",
)  # fmt: skip


_IMPORTANCE = frozenset("important significant importance significance relevance".split())


@hint(english=True)
def vague_opener(checked: CheckedNote[TypedNote | ChoiceNote | ListNote]) -> Hits:
    words = checked.words
    line = as_line(words[:6])
    opener = next((opener for opener in _VAGUE if line.startswith(f" {opener} ")), "")
    if not opener and words[:1] in (["why"], ["what"]):
        opener = next((word for word in words if word in _IMPORTANCE), "")
    if opener:
        yield checked.hit(f"`{opener}` does not say what is asked", "ask for one fact")

"""Rules of the family Q1, continued: prompts that hold their own answer."""

from quizkit.lint.entry import STOP_WORDS, Entry, as_line, stem, unquoted, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerType, Blanks, ClozeNote

_SHORTEST_LEAK = 4


def _gives_away(text: str, line: str) -> bool:
    """Return whether `text`, if it is long enough to count, stands in a line of words."""
    words = words_of(text)
    letters = sum(map(len, words))
    shortest = 3 if any(map(str.isdigit, text)) else _SHORTEST_LEAK
    return letters >= shortest and as_line(words) in line


@rule(
    "Q102",
    Severity.ERROR,
    "typed",
    "choice",
    "list",
    "cloze",
    bad="""
    - question: In which city does the Eiffel Tower of Paris stand?
      answer: Paris
    """,
    good="""
    - question: In which city does the Eiffel Tower stand?
      answer: Paris
    """,
)
def answer_in_prompt(entry: Entry) -> Hits:
    """the prompt holds its own answer

    A right answer of four letters or more, or of three figures, stands in the prompt as whole
    words: whoever reads it knows it. What stands in quotes is spoken of and does not count, nor
    do alternatives to choose from ("Mars or Venus?").
    """
    if isinstance(entry.note, ClozeNote):
        yield from _blank_in_text(entry)
        return
    line = as_line(entry.words)
    if " or " in line:
        return
    for variants in entry.answers:
        for text in variants:
            if _gives_away(text, line):
                if any(
                    _gives_away(other, line) for other in entry.options if other not in variants
                ):
                    continue
                yield entry.hit(
                    f"the prompt holds the right answer `{text}`",
                    "ask without it, or put it in quotes if the question is about the word itself",
                )
                return


def _blank_in_text(entry: Entry) -> Hits:
    for card in entry.cards:
        task = card.task
        assert isinstance(task, Blanks)
        # A hint may offer the answer beside others: `acid or base?`
        hints = [b.hint for b in task.asked if " or " not in b.hint and "/" not in b.hint]
        text = "".join(piece if isinstance(piece, str) else " ... " for piece in task.pieces)
        line = as_line(words_of(unquoted(" ... ".join([task.question, text, *hints]))))
        for blank in task.asked:
            if _gives_away(blank.answer, line):
                yield entry.hit(
                    f"what the blank `{blank.answer}` hides stands in the text or a hint as well",
                    "hide it there too, giving both blanks one number ({{c1::…}}), or reword",
                )
                return


@rule(
    "Q103",
    Severity.WARNING,
    "typed",
    english=True,
    bad="""
    - question: By which process do photosynthetic bacteria live?
      answer: photosynthesis
    """,
    good="""
    - question: By which process do plants make sugar from light?
      answer: photosynthesis
    """,
)
def stem_in_prompt(entry: Entry) -> Hits:
    """the prompt holds another form of the answer

    All words of the answer that carry meaning stand in the prompt, and a long one of them in
    another form, which gives it away as much as the word itself would.
    """
    key = entry.key
    assert key is not None
    if key.type is AnswerType.PERSON or any(map(str.isdigit, key.shown)) or "or" in entry.words:
        return
    words = [word for word in words_of(key.shown) if word not in STOP_WORDS]
    new = [word for word in words if word not in entry.words]
    if not new or min(map(len, new)) < _SHORTEST_FORM:
        return
    if all(any(_one_stem(word, other) for other in entry.words) for word in new):
        yield entry.hit(
            f"the prompt holds another form of the answer `{key.shown}`",
            "describe it in other words",
        )


_SHORTEST_FORM = 6


def _one_stem(word: str, other: str) -> bool:
    """Return whether two words begin alike for the stem of one, or for most of the longer one."""
    if word[:5] != other[:5] or len(other) < 5:
        return False
    if min(len(word), len(other)) > 5 and (
        word.startswith(stem(other)) or other.startswith(stem(word))
    ):
        return True
    same = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    return 3 * same >= 2 * max(len(word), len(other))

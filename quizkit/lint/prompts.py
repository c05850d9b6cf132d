"""Rules of the family Q1: how a question is put."""

import itertools

from quizkit.lint.entry import STOP_WORDS, Entry, unquoted, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import Blanks, ClozeNote

_WH = frozenset("what which who whom whose when where why how".split())
_AUXILIARIES = frozenset(
    "is are was were am do does did has have had can could will would shall should may might must"
    .split()
)  # fmt: skip


@rule(
    "Q101",
    Severity.ERROR,
    bad="""
    - question: "?"
      answer: Lima
    """,
    good="""
    - question: What is the capital of Peru?
      answer: Lima
    """,
)
def no_words(entry: Entry) -> Hits:
    """a prompt without a word

    Nothing is left of the prompt once punctuation and invisible characters are gone, so nobody
    can tell what is asked.
    """
    if not entry.words and not any(map(str.isalnum, entry.note.prompt)):
        yield entry.hit("there is no word in this prompt", "write what is asked")


_SHORTEST_LEAK = 4


def as_line(words: list[str]) -> str:
    """Return words as one text with a space at both ends, in which whole words can be looked for."""
    return f" {' '.join(words)} "


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

    All long words of the answer share their stem with a word of the prompt, which gives it away
    as much as the word itself would.
    """
    assert entry.key is not None
    if " or " in as_line(entry.words) or any(map(str.isdigit, entry.key.shown)):
        return
    words = words_of(entry.key.shown)
    if not words or min(map(len, words)) < 6 or words == entry.words:
        return
    for word in words:
        if not any(_one_stem(word, other) for other in entry.words):
            return
    if as_line(words) not in as_line(entry.words):  # else Q102 says so
        yield entry.hit(
            f"the prompt holds another form of the answer `{entry.key.shown}`",
            "describe it in other words",
        )


def _one_stem(word: str, other: str) -> bool:
    """Return whether two words begin alike for five letters and two thirds of the longer one."""
    if word[:5] != other[:5] or len(other) < 5:
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b),
        min(len(word), len(other)),
    )
    return 3 * same >= 2 * max(len(word), len(other))


_PERSONAL = frozenset("he she they him them".split())
_POINTING = frozenset("it this that these those his her its their".split()) | _PERSONAL
_EXPLETIVE = frozenset("take takes took cost costs be is was mean rain rains snow snows".split())


@rule(
    "Q104",
    Severity.WARNING,
    english=True,
    bad="""
    - question: When did it open?
      answer: 1869
    """,
    good="""
    - question: When did the Suez Canal open?
      answer: 1869
    """,
)
def pronoun_without_referent(entry: Entry) -> Hits:
    """a pronoun that points at nothing

    Cards are asked one by one and in any order, so "it" or "this" cannot mean what the card before
    was about.
    """
    if len(entry.words) > 12:
        return
    words = entry.words
    at = next((at for at, word in enumerate(words) if word in _POINTING), len(words))
    if at == len(words) or any(word not in STOP_WORDS for word in words[:at]):
        return
    pronoun = words[at]
    following = words[at + 1 : at + 2]
    if following and (following[0] in _EXPLETIVE or following[0] in _WH):
        return
    if at and pronoun not in _PERSONAL and pronoun != "it":
        return  # which of these, in that country
    if any(word[:1].isupper() or word.isdigit() for word in entry.stem.split()[1:]):
        return  # "How far is it to Rome?"
    if pronoun == "it" and ("to" in words[at:] or "that" in words[at:]):
        return  # "Why is it hard to see?"
    yield entry.hit(f"nothing says what `{pronoun}` is", "name what is meant")


@rule(
    "Q105",
    Severity.WARNING,
    "typed",
    "choice",
    english=True,
    bad="""
    - question: Is Pluto a planet?
      answer: no
    """,
    good="""
    - question: As what has Pluto been classified since 2006?
      answer: dwarf planet
    - statement: Pluto is a planet.
      answer: false
    """,
)
def yes_or_no(entry: Entry) -> Hits:
    """a question for yes or no

    Half of all guesses are right. Ask for the fact, or write it as a statement that is true or
    false, which says so on the screen.
    """
    assert entry.key is not None
    if entry.key.shown.casefold() in ("yes", "no") and _AUXILIARIES.intersection(entry.words[:1]):
        yield entry.hit("this asks for yes or no", "ask for the fact, or write a `statement:`")


@rule(
    "Q106",
    Severity.WARNING,
    "typed",
    "choice",
    english=True,
    bad="""
    - question: Who wrote Emma, and when?
      answer: Jane Austen
      type: person
    """,
    good="""
    - question: Who wrote Emma?
      answer: Jane Austen
      type: person
    """,
)
def two_questions(entry: Entry) -> Hits:
    """two questions in one

    A learner who knows one half gets the whole card wrong and cannot tell which half to learn.
    """
    if entry.stem.count("?") < 2:
        words = entry.words
        wh = any(word in _WH for word in words[:3])
        pairs = itertools.pairwise(words)
        if not wh or not any(a == "and" and b in _WH for a, b in pairs) or "between" in words:
            return
    yield entry.hit("this asks two questions", "make a card of each")


_VAGUE = (
    ("tell me about", "what about", "what do you know", "describe", "discuss", "comment on")
)  # fmt: skip


@rule(
    "Q107",
    Severity.HINT,
    "typed",
    "choice",
    "list",
    english=True,
    bad="""
    - question: Tell me about molten rock.
      answer: magma
    """,
    good="""
    - question: What is molten rock below ground called?
      answer: magma
    """,
)
def vague_opener(entry: Entry) -> Hits:
    """a question that is open to many answers

    "Describe" and "tell me about" say the topic but not what is asked; a right answer is then
    called wrong for being another one.
    """
    line = " ".join(entry.words[:6])
    for opener in _VAGUE:
        if line.startswith(opener):
            yield entry.hit(f"`{opener}` does not say what is asked", "ask for one fact")


_MOST_WORDS = 35
_MOST_LETTERS = 220


@rule(
    "Q108",
    Severity.WARNING,
    bad="""
    - question: >-
        The Suez Canal, which took ten years to dig and was opened with great pomp in the
        presence of many crowned heads of Europe, was built by a company that was founded by
        a French diplomat, and what was the full name of that diplomat?
      answer: Ferdinand de Lesseps
      type: person
    """,
    good="""
    - question: Which French diplomat founded the company that built the Suez Canal?
      answer: Ferdinand de Lesseps
      type: person
    """,
)
def long_prompt(entry: Entry) -> Hits:
    """a prompt that is too long

    More than 35 words or 220 characters: learners come to know such a card by its looks, not by
    what it asks. Prompts of several lines, and notes with the tag `vignette`, may be longer.
    """
    stem = entry.stem
    if len(stem) < 150 or "\n" in stem or "vignette" in entry.note.tags:
        return
    if len(stem) > _MOST_LETTERS or len(entry.words) > _MOST_WORDS:
        yield entry.hit(
            f"this prompt has {len(entry.words)} words and {len(stem)} characters",
            "cut it to what is needed to answer; the rest can be the `explanation:`",
        )

"""Rules of the family Q1: how a question is put."""

import itertools
import re

from quizkit.lint.entry import STOP_WORDS, Entry, View, as_line, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule

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
    can tell what is asked. A sign, such as one of chess or mathematics, is something.
    """
    if entry.words:
        return
    from unicodedata import category

    if not any(char.isalnum() or category(char)[0] == "S" for char in entry.note.prompt):
        yield entry.hit("there is no word in this prompt", "write what is asked")


_DEMONSTRATIVE = frozenset("this that these those".split())
_OBJECTS = frozenset("it him her them this".split())
_POINTING = frozenset("he she they his its their those".split()) | _OBJECTS | _DEMONSTRATIVE
_PEOPLE = frozenset("he she him her his their".split())
_HAPPENING = frozenset("happen happens happened mean means called".split())
_STUDIES = frozenset(
    "study team drug trial experiment researchers authors author scientists article paper report "
    "text passage".split()
)
_FINDING = frozenset(
    "find found show showed shown examine examined treat treated conclude concluded report "
    "reported test tested use used cure cures cause causes measure measured suggest suggested "
    "prove proved reveal revealed say says said have work works begin began start end".split()
)
_EXPLETIVE = frozenset("take takes took cost costs be is was mean rain rains snow snows".split())


@rule(
    "Q104",
    Severity.WARNING,
    english=True,
    bad="""
    - question: When did it open?
      answer: 1869
    - question: How many ships did the study count?
      answer: 52
    """,
    good="""
    - question: When did the Suez Canal open?
      answer: 1869
    - question: How many ships did the study of 1870 count in the Suez Canal?
      answer: 486
    """,
)
def pronoun_without_referent(entry: Entry) -> Hits:
    """a pronoun that points at nothing

    Cards are asked one by one and in any order, so "it" or "this" cannot mean what the card before
    was about; nor can "the study", in a card that cites none.
    """
    words = entry.words
    if len(words) > 12:
        return
    if not _POINTING.isdisjoint(words):
        pronoun = _dangling(words)
    elif not _STUDIES.isdisjoint(words) and not entry.note.citations:  # its source names it
        pronoun = _unnamed(words)
    else:
        return
    if not pronoun:
        return
    written = entry.stem.split()[1:]
    if pronoun in _PEOPLE:  # named before it, or nowhere
        written = written[: max(0, words.index(pronoun) - 1)]
    if not any(word[:1].isupper() or word[:1].isdigit() for word in written):
        yield entry.hit(f"nothing says what `{pronoun}` is", "name what is meant")


def _dangling(words: list[str]) -> str:
    """Return the first pronoun, if no word before it can be what it points at; else ""."""
    at = next(at for at, word in enumerate(words) if word in _POINTING)
    pronoun, rest = words[at], words[at + 1 :]
    if rest and (rest[0] in _WH or (pronoun == "it" and rest[0] in _EXPLETIVE)):
        return ""
    if not rest and at < 4 and words[0] in _WH and pronoun in _OBJECTS:
        return pronoun  # "Who invented it?"
    named = [b for a, b in itertools.pairwise(["", *words[:at]]) if a not in ("which", "what")]
    if any(word not in STOP_WORDS and word not in _HAPPENING for word in named):
        return ""
    if pronoun in _DEMONSTRATIVE and (
        words[at - 1 : at] == ["of"] or (at and rest and not _goes_on(rest[0]))
    ):
        return ""  # which of these, in that country
    if pronoun == "it" and ("to" in rest or "that" in rest):
        return ""  # "Why is it hard to see?"
    return pronoun


def _goes_on(word: str) -> bool:
    """Return whether the word behind a "this" is a verb: is, called, measured; else it is named."""
    return word in _AUXILIARIES or word in _HAPPENING or word.endswith("ed")


def _unnamed(words: list[str]) -> str:
    """Return "the study" and the like, if nothing more is said of it; else ""."""
    for at, (article, noun) in enumerate(itertools.pairwise(words)):
        if article == "the" and noun in _STUDIES and noun not in words[:at]:
            rest = words[at + 2 :]
            if not rest or rest[0] in _AUXILIARIES or rest[0] in _FINDING:
                return f"the {noun}"
    return ""


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
    said = entry.key.shown
    if len(said) > 5 or _TRUTHS.isdisjoint(words_of(said)):
        return
    words = entry.words
    begins = [word.removesuffix("n't") for word in words[:1]]
    if not _AUXILIARIES.isdisjoint(begins) or (
        _WH.isdisjoint(words) and not _ASKING_TRUTH.isdisjoint(words)
    ):
        yield entry.hit("this asks for yes or no", "ask for the fact, or write a `statement:`")


_TRUTHS = frozenset("yes no true false".split())
_ASKING_TRUTH = _AUXILIARIES | {"true", "false"}


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
    stem, words = entry.stem, entry.words
    if (
        stem.count("?") > 1
        or re.search(_AND_ALSO, stem)
        or ("and" in words and not _WH.isdisjoint(words[:3]) and _asks_again(words))
    ):
        yield entry.hit("this asks two questions", "make a card of each")


def _asks_again(words: list[str]) -> bool:
    """Return whether an "and" goes on with "when" or "in which", but not in "between a and what"."""
    return "between" not in words and any(
        one == "and" and (two in _WH or (two in _PREPOSITIONS and three in _WH))
        for one, two, three in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


_AND_ALSO = r"[.?;] +(?:Give|Name|State|Explain|Say|Describe)\b"
_PREPOSITIONS = frozenset("in on at to for from by with of into".split())
_VAGUE = (
    "tell me about", "what about", "what do you know", "describe", "discuss", "comment on",
    "explain", "talk about", "write about", "summarise", "summarize", "outline", "elaborate",
)  # fmt: skip
_IMPORTANCE = frozenset("important significant importance significance relevance".split())


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
    words = entry.words
    line = as_line(words[:6])
    opener = next((opener for opener in _VAGUE if line.startswith(f" {opener} ")), "")
    if not opener and words[:1] in (["why"], ["what"]):
        opener = next((word for word in words if word in _IMPORTANCE), "")
    if opener:
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


_FEWEST_BARE = 5
_ORDERS = frozenset("define name translate spell solve list complete conjugate".split())


@rule(
    "Q109",
    Severity.HINT,
    whole=True,
    english=True,
    bad="""
    - question: "1969?"
      answer: the first landing on the Moon
    """,
    good="""
    - question: What took place for the first time in 1969, far from the Earth?
      answer: landing on the Moon
    """,
)
def bare_prompt(view: View) -> Hits:
    """a word or two, and no question

    "1969" or "mitosis" does not say what is asked of it: a date, a meaning, an example? In a deck
    whose prompts are mostly so, as one of vocabulary, the title of the deck says it.
    """
    bare = [entry for entry in view.entries if _is_bare(entry)]
    if len(bare) < _FEWEST_BARE or 2 * len(bare) <= len(view.entries):
        for entry in bare:
            yield entry.hit("this does not say what is asked", "write a whole question")


def _is_bare(entry: Entry) -> bool:
    words = entry.words
    if not 0 < len(words) <= 2 or entry.kind not in ("typed", "choice"):
        return False
    if getattr(entry.note, "reverse", "") or not _ORDERS.union(_WH).isdisjoint(words):
        return False
    return all(char.isalnum() or char in " .-?!'" for char in entry.note.prompt)

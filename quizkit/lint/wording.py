"""Rules of the family Q1, continued: words and blanks that mislead or go stale."""

import re
from itertools import pairwise

from quizkit.answers.english import NEGATORS
from quizkit.cloze import Blank
from quizkit.lint.entry import STOP_WORDS, Entry, as_line, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerType, Blanks, ClozeNote, TrueFalseNote


@rule(
    "Q110",
    Severity.WARNING,
    "choice",
    "several choices",
    "true or false",
    english=True,
    bad="""
    - question: Which of these is not a metal?
      answer: sulfur
      distractors: [iron, copper, zinc]
    - statement: Whales are not mammals.
      answer: false
    """,
    good="""
    - question: Which of these is NOT a metal?
      answer: sulfur
      distractors: [iron, copper, zinc]
    """,
)
def quiet_negation(entry: Entry) -> Hits:
    """a negation that is easily overlooked

    Among options a "not" or "except" that is overread makes a wrong answer of a known fact, and
    to call false what denies something takes two turns of thought. Ask for what is so, or write
    the word in capitals.
    """
    words = entry.words
    if "why" in words or not any(w in _NEGATIONS or w.endswith("n't") for w in words):
        return
    if isinstance(entry.note, TrueFalseNote) and entry.note.answer:
        return
    written = [word.strip(".,;:?!") for word in entry.stem.split()]
    for before, word, after in zip(["", *written], written, [*written[1:], ""], strict=False):
        negates = word in _NEGATIONS or word.endswith(("n't", "n’t"))
        if negates and before not in _NO_NEGATION and after != "only":
            yield entry.hit(
                f"`{word}` is easily overlooked here",
                f"ask the other way round, or write {word.upper()}",
            )
            return


_NEGATIONS = frozenset(("not", "except", "never", "least"))
_NO_NEGATION = frozenset("at or if whether but means mean".split())  # at least, means not often
_NEGATORS = NEGATORS - {"nor"} | {"hardly"}  # neither … nor is one negation
_TWICE = frozenset(
    "unimportant uncommon unusual impossible unlikely unable untrue incorrect inaccurate invalid "
    "unnecessary uncertain unknown unaffected insignificant irrelevant unsafe insoluble inactive "
    "incapable incomplete inconsistent inedible unequal uneven unstable unreliable unhealthy "
    "unfamiliar unrelated unclear illegal irregular dishonest dissimilar false wrong".split()
)


@rule(
    "Q111",
    Severity.WARNING,
    english=True,
    bad="""
    - question: Which planet is not without rings?
      answer: Saturn
    """,
    good="""
    - question: Which planet has the brightest rings?
      answer: Saturn
    """,
)
def double_negative(entry: Entry) -> Hits:
    """two negations in one prompt

    It takes a second reading to see what is asked, and a slip in reading is marked as not knowing.
    The same goes for a "not" in the prompt and another in the right answer.
    """
    words = entry.words
    first = next((word for word in words if word in _NEGATORS or word.endswith("n't")), None)
    if first is None or "\n" in entry.stem:
        return
    rest = words[words.index(first) + 1 :][:6]
    second = next((w for w in rest if w in _NEGATORS or w in _TWICE or w.endswith("n't")), None)
    if second is None and entry.key and entry.key.type is not AnswerType.EXACT:
        answer = words_of(entry.key.shown)
        second = next((word for word in answer[:-1] if word in _DENYING), None)
    if second:
        yield entry.hit(f"`{first}` and `{second}` undo each other", "say what is, not what is not")


_DENYING = frozenset(("not", "never", "cannot"))
_STALE = (
    r"\b(?:(?:last|this|next|past) (?:year|month|week|season|decade)(?! of)|recently|currently|"
    r"nowadays|so far(?! as)|(?:the )?latest|(?:the )?most recent|at present|at the moment|today|"
    r"to date|these days|yesterday|tomorrow|(?<!what is )(?<!what are )(?<!what was )now|"
    r"current (?:president|prime|chancellor|king|queen|pope|leader|ruler|head|champion|holder|"
    r"record|world|population|price|rate|number|members?|version|capital|chair|minister|ceo))\b"
)
_STALE_WORDS = frozenset(
    "last this next past recently currently nowadays far latest recent present moment today now "
    "date days yesterday tomorrow current".split()
)


@rule(
    "Q112",
    Severity.WARNING,
    english=True,
    bad="""
    - question: Which team won the final last year?
      answer: Spain
    """,
    good="""
    - question: Which team won the final of the football World Cup in 2010?
      answer: Spain
    """,
)
def relative_date(entry: Entry) -> Hits:
    """a time that moves

    "Last year" and "currently" mean something else when the card comes back. Say when; a year
    anywhere in the prompt is enough. Names of today are let pass ("called today").
    """
    words = entry.words
    if _STALE_WORDS.isdisjoint(words) or any(_is_year(word) for word in words):
        return
    if any(_is_year(word) for blank in entry.blanks for word in words_of(blank.answer)):
        return
    found = re.search(_STALE, entry.stem, re.IGNORECASE)
    if found and not (found[0].lower() in ("today", "now") and _NAMING.intersection(words)):
        yield entry.hit(f"`{found[0]}` will mean another time", "name the year: `as of 2025`")


_NAMING = frozenset("called known named name modern still country city border".split())


def _is_year(word: str) -> bool:
    return len(word) in (4, 5) and word[:4].isdigit() and word[:1] in "12"


_AGEING = frozenset("largest biggest tallest richest fastest record population members".split())


@rule(
    "Q113",
    Severity.HINT,
    "typed",
    "choice",
    english=True,
    bad="""
    - question: How many members has the European Union?
      answer: 27
    """,
    good="""
    - question: How many members had the European Union in 2025?
      answer: 27
    """,
)
def ageing_fact(entry: Entry) -> Hits:
    """a count or record without its date

    Numbers of members and records change; with a year the card stays true.
    """
    found = _AGEING.intersection(entry.words)
    if found and not any(_is_year(word) for word in entry.words):
        yield entry.hit(f"`{min(found)}` may change", "say as of when")


_MOST_BLANKS = 3
_FEWEST_WORDS = 5


@rule(
    "Q114",
    Severity.WARNING,
    "cloze",
    english=True,
    bad="""
    - cloze: "{{c1::Lesseps}} {{c1::built}} the {{c1::Suez}} Canal in {{c1::1869}}."
    """,
    good="""
    - cloze: Work on the Suez Canal began in {{1859}}, and ships could pass from {{1869}} on.
    """,
)
def crowded_blanks(entry: Entry) -> Hits:
    """too little text around the blanks

    Blanks side by side, a blank for the first word, more than three asked at once, or fewer than
    five words left: the learner has to guess what is asked before answering it. A hint in the blank
    or a question above helps.
    """
    note = entry.note
    assert isinstance(note, ClozeNote)
    for card in entry.cards:
        task = card.task
        assert isinstance(task, Blanks)
        asked = task.asked
        pieces = task.pieces
        plain = [piece for piece in pieces if isinstance(piece, str)]
        left = sum(len(piece.split()) for piece in [note.question, *plain])
        bare = [blank for blank in asked if not blank.hint]
        if len(asked) > _MOST_BLANKS:
            said = f"{len(asked)} blanks are asked at once"
        elif any(
            isinstance(a, Blank) and isinstance(b, Blank) and not b.hint for a, b in _near(pieces)
        ):
            said = "two blanks stand side by side"
        elif bare and left < _FEWEST_WORDS:
            said = f"only {left} words are left around the blank"
        elif pieces[0] in bare and not note.question:
            said = "the blank is the first word"
        else:
            continue
        yield entry.hit(said, "hide less, or add words or a hint: `{{1869::year}}`")
        return


def _near(pieces: tuple[str | Blank, ...]) -> list[tuple[str | Blank, str | Blank]]:
    """Return neighbours among the pieces, those of only white space left out."""
    solid = [piece for piece in pieces if isinstance(piece, Blank) or piece.strip(" ,;/-")]
    return list(pairwise(solid))


@rule(
    "Q115",
    Severity.HINT,
    "cloze",
    english=True,
    bad="""
    - cloze: The capital {{of}} France is on the river Seine.
    """,
    good="""
    - cloze: The capital of France is on the river {{Seine}}.
    """,
)
def trivial_blank(entry: Entry) -> Hits:
    """a blank on a word that grammar gives

    Anybody who speaks the language can fill in "of" or "the" without knowing the fact.
    """
    for blank in entry.blanks:
        if blank.answer.casefold() in STOP_WORDS and not blank.hint and not blank.answer.isupper():
            yield entry.hit(
                f"the blank `{blank.answer}` can be filled in from grammar", "hide a fact"
            )


@rule(
    "Q116",
    Severity.HINT,
    english=True,
    text="""
    The Canal
    The canal was dug by tens of thousands of workers in the course of ten long years.
    """,
    bad="""
    - statement: The canal was dug by tens of thousands of workers.
      answer: true
      source: text#2
    """,
    good="""
    - question: How many years did it take to dig the canal?
      answer: 10
      source: text#2
    """,
)
def copied_prompt(entry: Entry) -> Hits:
    """eight words in a row copied from the source

    A copied sentence is recognised rather than understood; and the words are somebody's own.
    """
    if not entry.quotes or len(entry.words) < 8:
        return
    for quote in entry.quotes:
        line = as_line(words_of(quote.text))
        for at in range(len(entry.words) - 7):
            words = entry.words[at : at + 8]
            if as_line(words) in line:
                yield entry.hit(
                    f"`{' '.join(words)}` stands so in {quote.source}#{quote.number}",
                    "say it in words of your own",
                )
                return

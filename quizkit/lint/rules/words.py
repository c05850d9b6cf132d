"""Rules that look for words, one row a rule: where they look, for what, and what excuses it."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from quizkit.lint.english import YEAR, as_line, asks, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import AnyNote, Check, CheckedDeck, CheckedNote, Hit, Hits, Rule
from quizkit.lint.rules.patterns import (
    AGEING,
    ALL_OR_NONE,
    DATED_OR_NAMED,
    FREQUENCY,
    GRAMMAR,
    HINGE,
    NAMED_TWICE,
    NOT_ASKED,
    OF_A_MACHINE,
    OF_A_WORD,
    OF_GRAMMAR,
    OF_WORDS,
    POINTERS,
    QUIET_NEGATION,
    REGULAR_EXPRESSION,
    STALE,
    STALE_WORDS,
    TRUTH,
    TWO_QUESTIONS,
    VAGUE_OPENER,
    YES_OR_NO,
)
from quizkit.model import (
    ChoiceNote,
    ClozeNote,
    KeyedNote,
    ListNote,
    Note,
    SeveralChoicesNote,
    TrueFalseNote,
)

Looked = tuple[str, Callable[[str, str], Hit]]
"""A text to look at, and a function that makes a hit there of a message and a fix."""

_PLACES: dict[str, Callable[[CheckedNote[Any]], Iterable[Looked]]] = {
    "prompt": lambda checked: [(checked.stem, checked.hit)],
    "what is asked": lambda checked: [(_asked(checked.stem), checked.hit)],
    "words": lambda checked: [(checked.line, checked.hit)],
    "prompt and words": lambda checked: [(checked.stem, checked.hit), (checked.line, checked.hit)],
    "answers": lambda checked: [(text, checked.hit_answer) for text in checked.texts],
    "options": lambda checked: [
        (option, partial(checked.hit_option, option)) for option in checked.note.options
    ],
    "blanks": lambda checked: [
        (blank.answer, checked.hit) for blank in checked.blanks_in_prose if not blank.hint
    ],
}
"""What a row may look at; words are those of the prompt, in small letters, with a space around each."""


def _asked(prompt: str) -> str:
    """Return the last sentence of a prompt that tells a story and then asks a question."""
    *told, asked = re.split(r"(?<=[a-z)%][.!])\s+(?=[A-Z])", prompt) if asks(prompt) else [prompt]
    return re.sub(r"\bnow\b", "then", asked) if told else asked


class Words(NamedTuple):
    """A rule that looks for words.

    Args:
        code, name, severity: of the rule.
        kinds: of the notes that it looks at.
        where: what of them is looked at, by name.
        pattern: what is looked for; where it has groups, the one that is found is told.
        says, fix: the message, with `{found}` and the whole `{text}`.
        lesson: what teaches the rule.
        some_of: words one of which the prompt must have; to look at the others would take long.
        unless: what makes it fine, a pattern for `found: words of the prompt and of its blanks`.
        excused: whether a note needs no look.
        each: whether each text with a match is reported, not the first alone.
        english: whether it looks at English decks only.
    """

    code: str
    name: str
    severity: Severity
    kinds: Any
    where: str
    pattern: str
    says: str
    fix: str
    lesson: str
    some_of: frozenset[str] = frozenset()
    unless: str = "(?!)"
    excused: Callable[[AnyNote], bool] = lambda _: False
    each: bool = False
    english: bool = True

    @property
    def check(self) -> Check:
        """The row as a rule."""
        rule = Rule(self.code, self.name, self.severity, self.english, self.lesson, {})
        return Check(rule, [self._find])

    def _find(self, deck: CheckedDeck) -> Hits:
        search = re.compile(self.pattern).search
        for checked in deck.notes_of(self.kinds):
            if not self.some_of or not self.some_of.isdisjoint(checked.words):
                yield from islice(self._hits(checked, search), None if self.each else 1)

    def _hits(
        self, checked: AnyNote, search: Callable[[str], re.Match[str] | None]
    ) -> Iterator[Hit]:
        for text, hit in _PLACES[self.where](checked):
            match = search(text)
            if match and not self.excused(checked):
                found = match[match.lastindex or 0]
                if not re.search(self.unless, f"{found.lower()}:{_context(checked)}"):
                    words = {"found": found, "capitals": found.upper(), "text": text}
                    yield hit(self.says.format_map(words), self.fix.format_map(words))


def _context(checked: AnyNote) -> str:
    hidden = " ".join(blank.answer for blank in checked.blanks)
    return as_line([*checked.words, *words_of(hidden)])


ROWS = (
    Words(
        "Q105",
        "yes_or_no",
        Severity.WARNING,
        KeyedNote,
        "words",
        YES_OR_NO,
        says="this asks for yes or no",
        fix="ask for the fact, or write a `statement:`",
        excused=lambda checked: not re.fullmatch(TRUTH, as_line(words_of(checked.texts[0]))),
        lesson="""
        A question for yes or no.

        Half of all guesses are right. Ask for the fact, or write it as a statement that is true or
        false, which says so on the screen.

        bad:
          - question: Is Pluto a planet?
            answer: no
        good:
          - question: As what has Pluto been classified since 2006?
            answer: dwarf planet
          - statement: Pluto is a planet.
            answer: false
        """,
    ),
    Words(
        "Q106",
        "two_questions",
        Severity.WARNING,
        KeyedNote,
        "prompt and words",
        TWO_QUESTIONS,
        says="this asks two questions",
        fix="make a card of each",
        lesson="""
        Two questions in one.

        A learner who knows one half gets the whole card wrong and cannot tell which half to learn.

        bad:
          - question: Who wrote Emma, and when?
            answer: Jane Austen
            type: person
        good:
          - question: Who wrote Emma?
            answer: Jane Austen
            type: person
        """,
    ),
    Words(
        "Q107",
        "vague_opener",
        Severity.HINT,
        KeyedNote | ListNote,
        "words",
        VAGUE_OPENER,
        says="`{found}` does not say what is asked",
        fix="ask for one fact",
        lesson="""
        A question that is open to many answers.

        "Describe" and "tell me about" say the topic but not what is asked; a right answer is then
        called wrong for being another one.

        bad:
          - question: Tell me about molten rock.
            answer: magma
        good:
          - question: What is molten rock below ground called?
            answer: magma
        """,
    ),
    Words(
        "Q110",
        "quiet_negation",
        Severity.WARNING,
        ChoiceNote | SeveralChoicesNote | TrueFalseNote,
        "prompt",
        QUIET_NEGATION,
        says="`{found}` is easily overlooked here",
        fix="ask the other way round, or write {capitals}",
        unless=NOT_ASKED,
        excused=lambda checked: isinstance(checked.note, TrueFalseNote) and not checked.is_false,
        lesson="""
        A negation that is easily overlooked.

        Among options a "not" or "except" that is overread makes a wrong answer of a known fact, and
        to call false what denies something takes two turns of thought. Ask for what is so, or write
        the word in capitals.

        bad:
          - question: Which of these is not a metal?
            answer: sulfur
            distractors: [iron, copper, zinc]
          - statement: Whales are not mammals.
            answer: false
        good:
          - question: Which of these is NOT a metal?
            answer: sulfur
            distractors: [iron, copper, zinc]
        """,
    ),
    Words(
        "Q112",
        "relative_date",
        Severity.WARNING,
        Note,
        "what is asked",
        STALE,
        says="`{found}` will mean another time",
        fix="name the year: `as of 2025`",
        some_of=STALE_WORDS,
        unless=f"{DATED_OR_NAMED}|{OF_A_WORD}|{OF_A_MACHINE}|{OF_GRAMMAR}",
        lesson="""
        A time that moves.

        "Last year", "currently" and "is set to open in six months" mean something else when the card
        comes back. Say when; a year anywhere in the prompt is enough. Names of today are let pass
        ("called today"), questions about the word ("Spanish for tomorrow?"), the state of a machine
        ("the latest commit"), and a story that is told before the question.

        bad:
          - question: Which team won the final last year?
            answer: Spain
        good:
          - question: Which team won the final of the football World Cup in 2010?
            answer: Spain
        """,
    ),
    Words(
        "Q113",
        "ageing_fact",
        Severity.HINT,
        KeyedNote,
        "words",
        AGEING,
        says="`{found}` may change",
        fix="say as of when",
        unless=YEAR,
        lesson="""
        A count or record without its date.

        Numbers of members, and what people build or hold, change; with a year the card stays true. The
        largest planet stays so.

        bad:
          - question: How many members has the European Union?
            answer: 27
        good:
          - question: How many members had the European Union in 2025?
            answer: 27
        """,
    ),
    Words(
        "Q115",
        "trivial_blank",
        Severity.HINT,
        ClozeNote,
        "blanks",
        GRAMMAR,
        says="the blank `{text}` can be filled in from grammar",
        fix="hide a fact",
        each=True,
        lesson="""
        A blank on a word that grammar gives.

        Anybody who speaks the language can fill in "of" or "the" without knowing the fact.

        bad:
          - cloze: The capital {{of}} France is on the river Seine.
        good:
          - cloze: The capital of France is on the river {{Seine}}.
        """,
    ),
    Words(
        "Q212",
        "pattern",
        Severity.WARNING,
        KeyedNote | ListNote,
        "answers",
        REGULAR_EXPRESSION,
        says="`{text}` looks like a pattern; answers are taken literally",
        fix="list the right answers, or add `type: exact` if this is code",
        excused=lambda checked: bool(checked.key and checked.key.type.is_literal),
        english=False,
        lesson="""
        A pattern where answers are literal.

        Right answers are texts, not patterns: `.*` or `colou?r` would have to be typed as it stands.
        List the variants; spelling pairs and plurals need none. Code is `type: exact`.

        bad:
          - question: What is the American word for a lorry?
            answer: truck
            accept: ["trucks*"]
        good:
          - question: What is the American word for a lorry?
            answer: truck
            accept: [motor truck]
        """,
    ),
    Words(
        "Q305",
        "all_of_the_above",
        Severity.WARNING,
        ChoiceNote | SeveralChoicesNote,
        "options",
        ALL_OR_NONE,
        says="`{text}` stands for other options",
        fix="drop it, or ask with `answers:`",
        each=True,
        lesson="""
        All, none or both of the above.

        Where it stands it is right in 38 % of questions, which is far above chance; and options are
        shuffled here, so that nothing is above.

        bad:
          - question: Which of these is a mammal?
            answer: all of the above
            distractors: [whale, bat, hedgehog]
        good:
          - question: Which of these is a mammal?
            answer: whale
            distractors: [shark, penguin, crocodile]
        """,
    ),
    Words(
        "Q314",
        "vague_frequency",
        Severity.WARNING,
        ChoiceNote | SeveralChoicesNote,
        "options",
        FREQUENCY,
        says="`{text}` is vague",
        fix="give a number, or ask what, not how often",
        unless=OF_WORDS,
        lesson="""
        How often, in words that mean something else to everyone.

        What is "often" to one is "sometimes" to another, so that options overlap.

        bad:
          - question: How do cats land when they fall?
            answer: usually on their feet
            distractors: [often on their back, rarely at all, sometimes on their head]
        good:
          - question: On what do falling cats land, thanks to a reflex?
            answer: their feet
            distractors: [their back, their head, their tail]
        """,
    ),
    Words(
        "Q410",
        "hinge",
        Severity.HINT,
        Note,
        "prompt",
        HINGE,
        says="`{found}` points at another card",
        fix="say which",
        some_of=POINTERS,
        unless=NAMED_TWICE,
        lesson="""
        A card that hangs on another.

        "In that year" leans on a card that comes at another time, or never.

        bad:
          - question: What else was opened in that year?
            answer: the first railway
        good:
          - question: Which railway was finished in 1869, the year of the Suez Canal?
            answer: the transcontinental railroad
        """,
    ),
)

RULES = {row.code: row.check for row in ROWS}

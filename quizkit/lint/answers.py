"""Rules of the family Q2: the right answer, and what else is taken for it."""

import re
import unicodedata
from functools import cache

from quizkit.answers.languages import likely_languages
from quizkit.answers.names import PARTICLES
from quizkit.lint.entry import STOP_WORDS, Entry, View, as_line, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hit, Hits, rule
from quizkit.model import AnswerType, ListNote, SelfRatedNote

_MOST_WORDS, _MOST_LETTERS = 6, 60
_MOST_MODEL_WORDS = 25


@rule(
    "Q201",
    Severity.WARNING,
    "typed",
    "self-rated",
    bad="""
    - question: Why is the sky blue by day?
      answer: because air scatters blue light more than red light
    """,
    good="""
    - question: Which colour of sunlight does air scatter the most by day?
      answer: blue
    - question: Why is the sky blue by day?
      answer: Air scatters blue light more than red light.
      type: free
    """,
)
def long_answer(entry: Entry) -> Hits:
    """an answer that is too long

    More than six words or 60 characters can be typed right in too many ways to list them all. Make
    it `type: free`, or ask for less. A model answer to compare with may have 25 words.
    """
    note = entry.note
    if isinstance(note, SelfRatedNote):
        count = len(note.answer.split())
        if count > _MOST_MODEL_WORDS:
            yield entry.hit_answer(
                f"nobody can compare an answer with {count} words", "keep its points, or make two"
            )
        return
    key = entry.key
    assert key is not None
    text = key.answer
    if key.type is AnswerType.EXACT or (text.count(" ") < _MOST_WORDS and len(text) <= 60):
        return
    if (len(text.split()) > _MOST_WORDS or len(text) > _MOST_LETTERS) and not entry.is_figure:
        yield entry.hit_answer(
            f"an answer of {len(text.split())} words is rarely typed just so",
            "ask for less, or let learners compare their own words: `type: free`",
        )


@rule(
    "Q202",
    Severity.WARNING,
    "typed",
    "list",
    bad="""
    - question: Which gases make up most of the air?
      answer: nitrogen, oxygen and argon
    """,
    good="""
    - question: Which three gases make up most of the air?
      answers: [nitrogen, oxygen, argon]
    """,
)
def enumeration(entry: Entry) -> Hits:
    """several answers in one text

    As one text they are right in this order only. As `answers:` they may come in any order, and
    each counts; there too every one is a text of its own: `[red, blue]`, not `red, blue`.
    """
    key = entry.key
    if key is None:
        items = re.split(r"[;,] ", entry.answers[0][0]) if len(entry.answers) == 1 else []
        if len(items) > 1:
            yield _in_one_text(entry, items)
        return
    text = key.answer
    if key.type not in (AnswerType.AUTO, AnswerType.TEXT) or text.isalnum():
        return
    if not any(mark in text for mark in ",;\n") and text.count(" and ") < 2:
        return
    items = [item.strip(" -*•") for item in re.split(_parting(entry.note.judging.language), text)]
    items = [item for item in items if item]
    if len(items) < 3 or (text[:1].isupper() and not _OF_NAMES.isdisjoint(entry.words)):
        return
    if not entry.is_figure:
        yield _in_one_text(entry, items)


@cache
def _parting(language: str) -> str:
    """Return a pattern of what parts the items of a list in a deck's language, and in likely ones."""
    likely = likely_languages(language)
    words = {own.conjunctions.split()[0] for own in likely if own.conjunctions}
    return "|".join((r"[;,\n]", *(f" {word} " for word in sorted(words))))


def _in_one_text(entry: Entry, items: list[str]) -> Hit:
    message = f"this is a list of {len(items)} in one text"
    return entry.hit_answer(message, f"write `answers: [{', '.join(items)}]`")


_OF_NAMES = frozenset(
    "title titled name named called said say motto slogan phrase book novel story play film movie "
    "poem song album band group firm company".split()
)  # what commas may be part of
_LONGEST_LIST = 5


@rule(
    "Q203",
    Severity.WARNING,
    "list",
    bad="""
    - question: What are the six quarks?
      answers: [up, down, strange, charm, bottom, top]
    """,
    good="""
    - question: What are the six quarks?
      answers: [up, down, strange, charm, bottom, top]
      require: 3
    - cloze: "Quarks in pairs: {{up}} and down, strange and {{charm}}, {{bottom}} and top."
    """,
)
def long_list(entry: Entry) -> Hits:
    """a list of more than five, or of all there are

    Long lists are forgotten in parts, and every slip costs the whole card; of "all" nobody knows
    when they are all. Ask for some of them (`require: 3`), say how many, or make clozes, each
    hiding a few.
    """
    note = entry.note
    assert isinstance(note, ListNote)
    asked = note.require or len(note.answers)
    if asked > _LONGEST_LIST:
        yield entry.hit_answer(
            f"{asked} answers are asked at once", "add `require: 3`, or split it"
        )
    elif note.require is None and re.match(_ALL, entry.stem, re.IGNORECASE):
        from quizkit.answers.numerals import cardinal

        words = entry.words
        if not any(word.isdigit() or cardinal(words, at) for at, word in enumerate(words)):
            yield entry.hit("this asks for all, and not how many they are", "say how many")


_ALL = r"(?:name|list|give|enumerate|what are|which are) all\b"
_MAKING = frozenset(
    "wrote composed painted discovered invented directed sculpted designed proposed formulated "
    "developed described authored drew designed founded coined assassinated murdered shot".split()
)
_PEOPLE = frozenset(
    "author writer novelist poet playwright composer painter sculptor artist architect inventor "
    "discoverer founder explorer physicist chemist biologist mathematician astronomer philosopher "
    "scientist engineer economist president king queen emperor chancellor general admiral "
    "astronaut cosmonaut man woman person human pilot director actor actress singer".split()
)
_WORKS = frozenset(
    "theory law theorem equation principle paradox experiment invention novel play poem painting "
    "symphony opera company portrait".split()
)
_GROUPS = frozenset("group band school company firm team".split())


@rule(
    "Q207",
    Severity.WARNING,
    "typed",
    english=True,
    text="""
    The Alliance
    The North Atlantic Treaty Organization (NATO) was founded in 1949.
    """,
    bad="""
    - question: Who wrote Pride and Prejudice?
      answer: Jane Austen
      source: text
    - question: Which alliance was founded in 1949?
      answer: NATO
      source: text#2
    """,
    good="""
    - question: Who wrote Pride and Prejudice?
      answer: Jane Austen
      type: person
      source: text
    - question: Which alliance was founded in 1949?
      answer: NATO
      accept: [North Atlantic Treaty Organization]
      source: text#2
    """,
)
def missing_variant(entry: Entry) -> Hits:
    """right answers that are missing

    With `type: person` the surname alone is right, and so are initials, "Austen, Jane" and titles;
    as text all of these are wrong. And where the cited paragraph has a name and its abbreviation,
    as in "World Health Organization (WHO)", learners give either.
    """
    key = entry.key
    assert key is not None
    if key.type is AnswerType.AUTO and not key.accept and _asks_for_a_person(entry.words):
        names = [name.replace(".", "") for name in re.split(r"[\s'’-]+", key.answer)]
        if 2 <= len(names) <= 4 and all(map(str.isalpha, names)) and _is_of_a_person(names):
            yield entry.hit_answer(f"{key.answer} is judged as text", "add `type: person`")
    for quote in entry.quotes:
        yield from _other_form(entry, quote.text)


def _asks_for_a_person(words: list[str]) -> bool:
    """Return whether a question is for somebody: who wrote, who was the first king, which poet."""
    if words[:1] == ["who"]:
        named = words[1:2] in (["is"], ["was"], ["became"]) and not _PEOPLE.isdisjoint(words[2:7])
        return named or not _MAKING.isdisjoint(words[1:3])
    if words[:1] == ["whose"]:
        return not _WORKS.isdisjoint(words[1:2])
    if words[:1] in (["which"], ["what"]):
        return not _PEOPLE.isdisjoint(words[1:3]) and _GROUPS.isdisjoint(words[1:4])
    return words[:2] == ["by", "whom"]


def _is_of_a_person(names: list[str]) -> bool:
    """Return whether names look like those of somebody with a surname: not The X, not Henry IV."""
    if names[0] == "The" or set(names[-1]) <= set("IVX"):
        return False
    capital = [name[:1].isupper() for name in names]
    small = [name for name in names if name[:1].islower()]
    return capital[0] and capital[-1] and PARTICLES.issuperset(small)


def _other_form(entry: Entry, text: str) -> Hits:
    """Report an abbreviation of the answer that the source gives behind it, or the other way."""
    assert entry.key is not None
    known = {as_line(words_of(known)) for known in entry.key.texts}
    for found in re.finditer(r"((?:[\w-]+ ){2,9})\(([A-Z]{2,8})s?\)", text):
        words = found[1].split()
        first = next(
            (at for at in range(len(words)) if _initials(words[-1 - at :]) == found[2]), None
        )
        if first is None:
            continue
        forms = (" ".join(words[-1 - first :]), found[2])
        have = [as_line(words_of(form)) in known for form in forms]
        missing = forms[have.index(False)] if any(have) and not all(have) else ""
        if missing and as_line(words_of(missing)) not in as_line(entry.words):
            yield entry.hit_answer(f"the source has `{missing}` too", f"add `accept: [{missing}]`")
            return


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in STOP_WORDS).upper()


@rule(
    "Q209",
    Severity.WARNING,
    whole=True,
    bad="""
    title: Example
    language: es
    cards:
      - question: twelve months
        answer: año
      - question: an opening at the end of the gut
        answer: ano
    """,
    good="""
    title: Example
    language: es
    cards:
      - question: twelve months
        answer: año
        accents: strict
      - question: an opening at the end of the gut
        answer: ano
        accents: strict
    """,
)
def interference(view: View) -> Hits:
    """another card's answer is taken as right

    Every answer is given to every other card, and judged. Where one is taken for a right answer
    with a slip, a wrong accent or another first name, a learner who mixes the two up is told that
    all is well.
    """
    from quizkit.lint.crossed import crossed_answers

    yield from crossed_answers(view)


_SPACES = "\u00a0\u202f\u2007"


@rule(
    "Q211",
    Severity.HINT,
    bad="""
    - question: What is the capital of Russia?
      answer: "M\u043escow"
    """,
    good="""
    - question: What is the capital of Russia?
      answer: Moscow
    """,
)
def odd_characters(entry: Entry) -> Hits:
    """invisible characters, or letters of two alphabets in one word

    What looks like the answer is not what the learner types. Unbreakable spaces and separate
    accents do no harm, but make texts that look the same differ.
    """
    for variants in entry.answers:
        for text in variants:
            if text.isascii():
                continue
            said = _oddity(text)
            if said:
                yield entry.hit_answer(said, "type it anew")
                return
    if not entry.note.prompt.isascii():
        said = _oddity(entry.note.prompt)
        if said:
            yield entry.hit(said, "type it anew")


def _oddity(text: str) -> str:
    for char in text:
        if char in "\u200b\ufeff\u2060\u00ad" or char in _SPACES or "\ud800" <= char <= "\udfff":
            return f"there is an invisible U+{ord(char):04X} in it"
    if not unicodedata.is_normalized("NFC", text):
        return "its accents are characters of their own"
    for word in re.findall(r"[^\W\d_]+", text):
        scripts = {_alphabet(char) for char in word} - {""}
        if len(scripts) > 1 and not word.isascii():
            return f"the letters of `{word}` are of two alphabets"
    return ""


def _alphabet(char: str) -> str:
    if char.isascii():
        return "Latin"
    if "\u0400" <= char <= "\u052f":
        return "Cyrillic"
    return ""


_PATTERN = (
    r"\.\*|\.\+|\\[dwsb]|\[\[\[|\w\w\*$|\([^()|]+\|[^()|]*\)|\[[a-z]-[a-z]\]|[a-z]\?[a-z]|^\^.+\$$"
)
_PATTERN_MARKS = frozenset("*\\[|+?^")


@rule(
    "Q212",
    Severity.WARNING,
    "typed",
    "choice",
    "list",
    bad="""
    - question: What is the American word for a lorry?
      answer: truck
      accept: ["trucks*"]
    """,
    good="""
    - question: What is the American word for a lorry?
      answer: truck
      accept: [motor truck]
    """,
)
def pattern(entry: Entry) -> Hits:
    """a pattern where answers are literal

    Right answers are texts, not patterns: `.*` or `colou?r` would have to be typed as it stands.
    List the variants; spelling pairs and plurals need none. Code is `type: exact`.
    """
    if entry.key and entry.key.type is AnswerType.EXACT:
        return
    for variants in entry.answers:
        for text in variants:
            if (
                not text.isalnum()
                and _PATTERN_MARKS.intersection(text)
                and re.search(_PATTERN, text)
            ):
                yield entry.hit_answer(
                    f"`{text}` looks like a pattern; answers are taken literally",
                    "list the right answers, or add `type: exact` if this is code",
                )
                return

"""Rules of the family Q51: facts compared with the paragraphs that the cards cite.

They look at words and numbers, so they find what the source does not say; a right number tied to
the wrong event of one paragraph they cannot see.
"""

from quizkit.lint.claims import EXAMPLE, Passage, bare, claim_of, names_of, numbers_of
from quizkit.lint.entry import STOP_WORDS, Entry, stem, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule
from quizkit.model import AnswerType

_SMALL = 12
_GOOD = """
- question: How long was the Suez Canal when it was opened in 1869?
  answer: 164 km
  source: text#2
"""


@rule(
    "Q510",
    Severity.ERROR,
    english=True,
    text=EXAMPLE,
    bad="""
    - question: How long was the Suez Canal when it was opened?
      answer: 146 km
      source: text#2
    """,
    good=_GOOD,
)
def number_not_in_source(entry: Entry) -> Hits:
    """a number that the cited paragraph does not have

    Every number of the prompt and of the answer is looked for by its value: 30,000 is "30k" and
    "thirty thousand", a decade is 10 years, and 90 minutes are 1.5 hours. Of an answer one accepted
    form is enough. Small numbers in words that only say how many answers there are do not count.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    known = claim.passage
    for number in numbers_of(claim.prompt):
        if not (known.has_number(number) or (number.in_words and number.value <= _SMALL)):
            yield entry.hit(*_missing(entry, number.written))
            return
    for variants in claim.answers:
        missing = [
            [n.written for n in numbers_of(text) if not known.has_number(n)] for text in variants
        ]
        if all(missing) and missing:
            yield entry.hit_answer(*_missing(entry, missing[0][0]))
            return


def _missing(entry: Entry, what: str) -> tuple[str, str]:
    elsewhere = _found_in(entry, what)
    where = "the cited paragraph" if len(entry.quotes) == 1 else "the cited paragraphs"
    return (
        f"`{what}` is not in {where}, {_cited(entry)}",
        f"cite {elsewhere}, where it stands" if elsewhere else "mend the card, or cite its source",
    )


def _cited(entry: Entry) -> str:
    return ", ".join(map(str, entry.note.citations))


def _found_in(entry: Entry, what: str) -> str:
    """Return the first other paragraph of the cited sources that has a number or name, or ""."""
    numbers = {number.value for number in numbers_of(what)}
    for source in dict.fromkeys(quote.source for quote in entry.quotes):
        for number, text in enumerate(entry.view.paragraphs(source), start=1):
            passage = Passage([text])
            values = {one.value for one in passage.numbers}
            if numbers <= values if numbers else passage.names(what.split()):
                return f"{source}#{number}"
    return ""


@rule(
    "Q511",
    Severity.ERROR,
    english=True,
    text=EXAMPLE,
    bad="""
    - question: Whose company dug the Suez Canal?
      answer: Gustave Eiffel
      type: person
      source: text#3
    """,
    good="""
    - question: Whose company dug the canal?
      answer: Ferdinand de Lesseps
      type: person
      source: text#3
    """,
)
def name_not_in_source(entry: Entry) -> Hits:
    """a name that the cited paragraph does not have

    Words with a capital, and abbreviations, are looked for; titles are left out, initials stand
    for a name, and of an answer one accepted form is enough. A name is not put together from two
    others. Names in the titles of the deck and of its sources are known.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    known = _known_names(entry)
    for name in names_of(claim.prompt):
        if not _named(name, claim.passage, known):
            yield entry.hit(*_missing(entry, " ".join(name)))
            return
    for variants in claim.answers:
        missing = []
        for text in variants:
            names = names_of(text, whole=_is_name(entry, text))
            missing.append([n for n in names if not _named(n, claim.passage, known)])
        if all(missing) and missing:
            yield entry.hit_answer(*_missing(entry, " ".join(missing[0][0])))
            return


def _is_name(entry: Entry, text: str) -> bool:
    """Return whether the capital that an answer begins with is that of a name."""
    if entry.key and entry.key.type is AnswerType.PERSON:
        return True
    words = text.split()
    return len(words) < 4 or all(word[0].isupper() for word in words if word not in STOP_WORDS)


def _named(name: tuple[str, ...], passage: Passage, known: frozenset[str]) -> bool:
    if passage.names(name):
        return not passage.names_another(name)
    return all(bare(word) in known or passage.names([word]) for word in name)


def _known_names(entry: Entry) -> frozenset[str]:
    deck = entry.view.deck
    titles = [deck.title, *(source.title for source in deck.sources.values())]
    return frozenset(bare(word) for title in titles for word in words_of(title))


@rule(
    "Q517",
    Severity.WARNING,
    "typed",
    "choice",
    english=True,
    text=EXAMPLE,
    bad="""
    - question: In which journal was Lesseps praised?
      answer: Canal
      source: text#3
    """,
    good="""
    - question: In which journal was Lesseps praised?
      answer: Canal News
      source: text#3
    """,
)
def longer_name(entry: Entry) -> Hits:
    """part of a name that the source gives in full

    The answer stands in the source only as the beginning of a longer name: Nature is not Nature
    Medicine.
    """
    claim = claim_of(entry)
    if claim is None or entry.key is None:
        return
    longer = ""
    for text in entry.key.texts:
        names = names_of(text, whole=True)
        if len(names) != 1 or len(names[0]) != len(text.split()):
            return
        longer = longer or _only_longer(names[0], claim.passage)
        if not _only_longer(names[0], claim.passage):
            return
    if longer:
        yield entry.hit_answer(
            f"the source has the longer name `{longer}`", "give the name in full"
        )


def _only_longer(name: tuple[str, ...], passage: Passage) -> str:
    """Return the longer name that `name` begins wherever it stands in the passage, else ""."""
    tokens = passage.tokens
    longer = ""
    for at in range(len(tokens) - len(name) + 1):
        if tuple(map(bare, tokens[at : at + len(name)])) != tuple(map(bare, name)):
            continue
        after = tokens[at + len(name) : at + len(name) + 1]
        if not after or not after[0][0].isupper():
            return ""
        longer = " ".join([*name, *after])
    return longer


_OVERLAP = 0.5


@rule(
    "Q518",
    Severity.HINT,
    english=True,
    text=EXAMPLE,
    bad="""
    - question: Which journal praised the company's head?
      answer: Canal News
      source: text#2
    """,
    good="""
    - question: In which journal was the man praised whose company had dug the canal?
      answer: Canal News
      source: text#3
    """,
)
def low_overlap(entry: Entry) -> Hits:
    """a citation that has little to do with the card

    Less than half of the words that carry meaning stand in the paragraph; perhaps another one is
    meant, and the best of them is named.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    stems = {stem(w) for text in claim.texts for w in words_of(text) if w not in STOP_WORDS}
    share = len(stems & claim.passage.stems)
    if not stems or share >= _OVERLAP * len(stems):
        return
    source = entry.quotes[0].source
    paragraphs = entry.view.paragraphs(source)
    scores = [len(stems & Passage([text]).stems) for text in paragraphs]
    best = scores.index(max(scores)) + 1
    better = scores[best - 1] > share
    yield entry.hit(
        f"{share} of {len(stems)} words of the card stand in {_cited(entry)}",
        f"look at {source}#{best}" if better else "check the citation",
        "source",
    )


_FURNITURE = (
    "newsletter",
    "subscribe",
    "related topics",
    "related articles",
    "cookie",
    "all rights reserved",
    "read more",
    "sign up",
    "reference news",
)


@rule(
    "Q520",
    Severity.WARNING,
    english=True,
    text="""
    The Canal
    The canal was opened in 1869.
    Subscribe to our newsletter about the canal
    """,
    bad="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#2-3
    """,
    good="""
    - question: In which year was the canal opened?
      answer: 1869
      source: text#2
    """,
)
def page_furniture(entry: Entry) -> Hits:
    """a citation of what is no part of the text

    Newsletters, related topics and the like say nothing about the matter: the paragraph is probably
    miscounted.
    """
    for quote in entry.quotes:
        line = " ".join(words_of(quote.text))
        if any(mark in line for mark in _FURNITURE) and len(line) < 120:
            yield entry.hit(
                f"{quote.source}#{quote.number} is no part of the text: {quote.text[:60]}",
                "cite the paragraph with the fact",
                "source",
            )

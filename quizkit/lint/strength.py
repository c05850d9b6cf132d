"""Rules of the family Q51, continued: whether a card says it as strongly as its source does."""

from quizkit.answers.english import NEGATORS, OPPOSITES
from quizkit.lint.claims import EXAMPLE, Claim, Number, Passage, claim_of, numbers_of
from quizkit.lint.entry import STOP_WORDS, Entry, stem, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.rule import Hits, rule


@rule(
    "Q512",
    Severity.WARNING,
    english=True,
    text=EXAMPLE,
    bad="""
    - question: For how long had the company dug the canal?
      answer: under 10 years
      source: text#3
    """,
    good="""
    - question: For how long had the company dug the canal?
      answer: over 10 years
      source: text#3
    """,
)
def other_qualifier(entry: Entry) -> Hits:
    """over, about, late or a unit where the source says otherwise

    The number is that of the source, but the word before it is not: over for under, early for
    late, or "about" for a figure that the source gives as exact. Or it is in miles, and in the
    source in kilometres.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    texts = [claim.prompt, *(text for variants in claim.answers for text in variants[:1])]
    for at, text in enumerate(texts):
        for number in numbers_of(text):
            differing = _differing(number, claim.passage)
            if differing:
                written, source = differing
                hit = entry.hit_answer if at else entry.hit
                yield hit(f"`{written}`: the source has {source} there", "say what the source says")
                return


def _differing(number: Number, passage: Passage) -> tuple[str, str] | None:
    """Return a number with its qualifier or unit, and what the source has there if not that."""
    same = [n for n in passage.numbers if n.value == number.value]
    said = {n.qualifier for n in same}
    if number.qualifier and said and number.qualifier not in said:
        source = " or ".join(sorted(one or "no such word" for one in said))
        return f"{number.qualifier} {number.written}", source
    units = {n.unit.name for n in same if n.unit}
    if number.unit and units and all(n.unit and not n.measures_as(number) for n in same):
        return f"{number.written} {number.unit.name}", " or ".join(sorted(units))
    return None


_STRONG = frozenset(
    "prove proves proved proven proof confirm confirms confirmed cause causes caused never always "
    "only exactly conclude concludes concluded conclusive ban bans banned guarantee guarantees "
    "guaranteed definitely certainly undoubtedly impossible entirely completely "
    "eliminate eliminates eliminated cure cures cured demonstrate demonstrates demonstrated "
    "establish establishes established definitive definitively".split()
)


@rule(
    "Q513",
    Severity.WARNING,
    english=True,
    text=EXAMPLE,
    bad="""
    - question: On what did engineers of the canal prove that the seas do not differ?
      answer: level
      source: text#3
    """,
    good="""
    - question: In what do the seas differ, of which engineers of the canal found no evidence?
      answer: level
      source: text#3
    """,
)
def overclaim(entry: Entry) -> Hits:
    """a stronger word than the source has

    "Proved", "causes" or "always" in a card, of which the paragraph has no form.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    for at, text in enumerate(claim.texts):
        for word in words_of(text):
            if word in _STRONG and not _has_form(word, claim.passage):
                hit = entry.hit_answer if at else entry.hit
                yield hit(
                    f"`{word}` claims more than the cited text, which has no form of the word",
                    "say it as the source does",
                )
                return


def _has_form(word: str, passage: Passage) -> bool:
    start = stem(word)[:5]
    return any(other.startswith(start) for other in passage.words)


_HEDGES = frozenset(
    "likely may might could perhaps possibly probably suggest suggests suggested some most "
    "typically often potentially appears apparently".split()
)


def _best_sentence(claim: Claim) -> tuple[str, int]:
    """Return the sentence of the source with the most words of the claim, and their number."""
    stems = {stem(w) for text in claim.texts for w in words_of(text) if w not in STOP_WORDS}
    scored = [
        (len(stems.intersection(map(stem, words_of(sentence)))), sentence)
        for sentence in claim.passage.sentences
    ]
    count, sentence = max(scored, key=lambda pair: pair[0])
    return sentence, count


@rule(
    "Q514",
    Severity.HINT,
    english=True,
    text=EXAMPLE,
    bad="""
    - question: Which people doubted the level of the seas?
      answer: engineers
      source: text#3
    """,
    good="""
    - question: Which people may have doubted the level of the seas?
      answer: engineers
      source: text#3
    """,
)
def hedge_lost(entry: Entry) -> Hits:
    """a "may" or "likely" of the source that the card leaves out

    The sentence that is nearest to the card is careful, the card is not.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    sentence, count = _best_sentence(claim)
    hedges = _HEDGES.intersection(words_of(sentence))
    own = {word for variants in claim.answers for text in variants for word in words_of(text)}
    if count > 2 and hedges and _HEDGES.isdisjoint({*own, *words_of(claim.prompt)}):
        yield entry.hit(f"the source says `{min(hedges)}`", "be as careful")


@rule(
    "Q515",
    Severity.HINT,
    english=True,
    text=EXAMPLE,
    bad="""
    - statement: Engineers found evidence that the level of the seas differs.
      answer: true
      source: text#3
    """,
    good="""
    - statement: Engineers found no evidence that the level of the seas differs.
      answer: true
      source: text#3
    """,
)
def other_polarity(entry: Entry) -> Hits:
    """a "not" on one side only

    The sentence of the source that is nearest to the card denies what the card says, or the other
    way round.
    """
    claim = claim_of(entry)
    if claim is None:
        return
    sentence, count = _best_sentence(claim)
    own = [word for text in claim.texts for word in words_of(text) if word in NEGATORS]
    there = [word for word in words_of(sentence) if word in NEGATORS]
    if count > 3 and len(own) % 2 != len(there) % 2:
        which = "the source denies" if there else "the source does not deny"
        yield entry.hit(f"{which} something in: {sentence[:80]}", "compare the two")


_OPPOSITES = dict(OPPOSITES) | {other: one for one, other in OPPOSITES}


@rule(
    "Q516",
    Severity.WARNING,
    english=True,
    text="""
    The Canal
    The company took a large risk, and the benefits came late.
    """,
    bad="""
    - question: How was the risk of the canal company?
      answer: small
      source: text#2
    """,
    good="""
    - question: How was the risk of the canal company?
      answer: large
      source: text#2
    """,
)
def opposite_word(entry: Entry) -> Hits:
    """the opposite of a word in the source

    The card says "small" where the paragraph says "large" and never "small".
    """
    claim = claim_of(entry)
    if claim is None:
        return
    for at, text in enumerate(claim.texts):
        for word in words_of(text):
            other = _OPPOSITES.get(word)
            if other in claim.passage.words and stem(word) not in claim.passage.stems:
                hit = entry.hit_answer if at else entry.hit
                yield hit(f"the card says `{word}`, the source `{other}`", "compare the two")
                return

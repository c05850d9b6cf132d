"""A given answer judged against the right one.

`grade` is a pure and total function of a card and a response: it never raises, whatever was
typed, and takes well under a second for a million characters. What judges the answers is loaded
with the first of them. Rules by number are those of docs/grading.md.

How a response goes through the modules:

    cards          an `attempt` to the judge of its kind; `descriptions` say how it judges
    marked         of a note in Markdown: an answer with the marks that were typed, and without
    given          a text made plain once, and the standard it is measured by
    choices, order, lists, parts    picks (`picks`), order, items (`items`), blanks and pairs
    key            one typed answer: read, then to `text`, `quantity`, `dates` or `person`
    key_rights     what is right in a key, read once for all that is compared with it
    given_quantity    a number as it may be meant: in other marks, beside what the question says
    code_answers   lines of source code, and where they differ first
    text           equal `words`, folded by `folding`, `marks`, `contractions`, `abbreviations`
                   and `spelling`; else `slips` of the finger
    fillers        a text without what adds nothing; `names` has what is a name, beside which it is so
    local_fillers  the same in other languages, and the numbers of their kings
    spacing        letters and figures apart or together, times of day; `joints` of two words;
                   `charges` of ions
    formulas       what is typed for the signs of a formula that few keyboards have
    grouping       what brackets hold together in one, and its primes; `unlike` what else makes
                   formulas of the same letters others
    scripts        what differs within one writing: kana, Arabic, Korean; `romanised` ones
    reasons        why a text is wrong, for its learner: one word in `word_reasons`, look-alikes
                   in `alike`
    contraries     changes of meaning that a few letters make, which are no slips
    other_words    nor is what makes another word; a plural is none
    near           of many right answers, or near misses, those that a text may be near
    near_values    of many numbers, dates and ranges, those that it may be
    others         the table in which a slip is looked up: is it what another card asks?
    verdict        the outcome, with one of the `codes`, and the `diff`
    rights         the right answer, told
    new_rules      which of the new rules makes a verdict what it is
"""

from collections.abc import Collection, Sequence

from quizkit.grading.codes import Code
from quizkit.grading.rights import accepted_answers, right_answer
from quizkit.grading.verdict import Outcome, Part, Response, Segment, SegmentKind, Verdict
from quizkit.model import Card

__all__ = [
    "Code",
    "Outcome",
    "Part",
    "Response",
    "Segment",
    "SegmentKind",
    "Verdict",
    "accepted_answers",
    "ascending",
    "describe",
    "grade",
    "right_answer",
]


def grade(
    card: Card,
    response: Response,
    *,
    options: Sequence[str] = (),
    other_answers: Collection[str] = frozenset(),
) -> Verdict:
    """Return the verdict on an answer to `card`.

    Args:
        card: what was asked.
        response: a text; a list of texts for several choices, order, list and cloze; a mapping
            from left to right for pairs; None for no answer. Where a line of text makes sense,
            such as `c a b` for an order, it is understood too.
        options: the texts to choose from, in the order shown; without them a choice is judged as
            typed, its wrong options counting as near misses.
        other_answers: right answers of other cards (`Deck.other_answers`), which are never taken
            for a slip of this one's.

    A self-rated card is not judged: its verdict is the neutral one with the code `not-judged`.
    """
    from quizkit.grading.cards import judge_card

    return judge_card(card, response, options, other_answers)


def describe(card: Card, *, deck_language: str = "") -> str:
    """Return in one plain sentence how an answer to `card` is judged.

    Args:
        card: what is asked.
        deck_language: BCP 47 tag of the deck; if answers to the card are in another, it is named.
    """
    from quizkit.grading.cards import describe_task

    said, tag = describe_task(card), card.judging.language
    if deck_language in ("", tag):
        return said
    from quizkit.answers.languages import language_of

    return f"{said}; in {language_of(tag).name or tag}"


def ascending(texts: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """Return options from least to most if all are numbers or all are dates; else nothing."""
    from quizkit.answers.reading import ascending as by_value

    return by_value(texts, language)

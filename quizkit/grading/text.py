"""Text answers: a given text against the right ones (rules 1 to 18 of docs/grading.md).

Equal texts are correct, a slip of the finger is close, and all else is wrong: `reasons` say why.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from math import inf
from types import MappingProxyType

from attrs import evolve

from quizkit.answers.letters import clean, distance, plain
from quizkit.grading.charges import in_other_order
from quizkit.grading.codes import Code
from quizkit.grading.diff import with_diff
from quizkit.grading.folding import Style, fold, style_for
from quizkit.grading.formulas import may_be_formula
from quizkit.grading.given import Given, Standard
from quizkit.grading.joints import run_together
from quizkit.grading.names import fits
from quizkit.grading.near import near_ones
from quizkit.grading.reasons import ANOTHER_ANSWER, why_wrong
from quizkit.grading.scripts import differs_in, may_be_loose
from quizkit.grading.slips import MAX_SLIPS, Slips, text_slips
from quizkit.grading.spelling import american
from quizkit.grading.verdict import CORRECT, Outcome, Verdict, close, it_is, wrong
from quizkit.grading.words import accepted_readings
from quizkit.model import Accents, Case

NOTHING: Mapping[str, str] = MappingProxyType({})
MORE_OR_LESS = evolve(CORRECT)
"""What is right but for words that add nothing; it is not where another card asks for just that."""
OTHER_ANSWER = wrong(Code.OTHER_ANSWER, "near, but that is the answer to another question")


def judge_text(
    rights: Sequence[str], given: Given, standard: Standard, reject: Mapping[str, str] = NOTHING
) -> Verdict:
    """Return the verdict on a typed text that is none of the rejected ones.

    Args:
        rights: the right answers, clean; the first is shown.
        given: what was typed; fit to be an answer.
        standard: what it is measured by.
        reject: near misses, with their feedback; a text nearer to one of them is no slip.
    """
    if given.clean in rights:
        return CORRECT
    near = near_ones(rights, given, standard.style)
    alike = {text: given.likeness(text, standard.style) for text in near}
    if any(alike.values()):
        return _equal(alike, given, standard)
    otherwise = _written_otherwise(near, given, standard)
    if near and (slip := otherwise or _as_slip(near, given, standard, reject)):
        return slip
    if not standard.explain:
        return ANOTHER_ANSWER
    return _compared(why_wrong(rights[0], given, standard.style), rights[0], given, standard)


def _equal(alike: Mapping[str, int], given: Given, standard: Standard) -> Verdict:
    """Return the verdict on a text that equals right ones, perhaps with more or fewer words.

    With those it is not right if it is the answer to another question.

    Args:
        alike: right answers, and how far the text is like them, of which some it equals.
        given: the text.
        standard: what it is measured by.
    """
    best = max(alike.values())
    if best < 2 and standard.is_other_answer(given):
        return OTHER_ANSWER
    texts = [text for text, likeness in alike.items() if likeness == best]
    verdict = in_case_and_accents(
        texts[0], standard, lambda style: any(given.equals(one, style) for one in texts)
    )
    if verdict.outcome is Outcome.CLOSE:
        return with_diff(verdict, texts[0], given.clean)
    return MORE_OR_LESS if verdict is CORRECT and best < 2 else verdict


def rejected(
    reject: Mapping[str, str], is_given: Callable[[str], bool], near: Iterable[str] | None = None
) -> Verdict | None:
    """Return the verdict on the near miss that was given, with what the author says of it.

    Args:
        reject: near misses, with their feedback.
        is_given: whether one of them was given.
        near: those that it can be asked of; None for all.
    """
    for text in reject if near is None else near:
        if is_given(text):
            return wrong(Code.REJECT, reject[text] or f"{text} is something else")
    return None


def in_case_and_accents(right: str, standard: Standard, holds: Callable[[Style], bool]) -> Verdict:
    """Return the verdict on what is right but perhaps for letter case and accents (rules 4 and 5).

    Args:
        right: the right answer as it is shown.
        standard: whether they count.
        holds: whether what was given is still right in a style that keeps them.
    """
    if standard.judging.case is Case.STRICT and not holds(standard.exact_case):
        return wrong(Code.CASE, it_is("letter case counts here", right))
    accents = standard.judging.accents
    if accents is Accents.IGNORE or holds(standard.exact_accents):
        return CORRECT
    if accents is Accents.STRICT:
        return wrong(Code.ACCENTS, it_is("accents count here", right))
    return close(Code.ACCENTS, f"mind the accents: {right}")


def _written_otherwise(rights: Collection[str], given: Given, standard: Standard) -> Verdict | None:
    """Return the verdict on a text in other letters or spaces of the same writing (rule 45)."""
    if standard.without == 45:
        return None
    may_be = may_be_loose(given.clean)
    found = rights if may_be else list(filter(may_be_loose, rights))
    style = standard.loose if found else standard.style
    text = next((text for text in found if given.equals(text, style, as_it_stands=True)), None)
    if text is None:
        return None
    if standard.is_other_answer(given):
        return OTHER_ANSWER
    said = differs_in(plain(text), given.plain)
    if standard.judging.accents is Accents.STRICT:
        return wrong(Code.LETTERS, it_is("every sign counts here", text))
    return with_diff(close(Code.LETTERS, it_is(said, text)), text, given.clean)


def _as_slip(
    rights: Collection[str], given: Given, standard: Standard, reject: Mapping[str, str]
) -> Verdict | None:
    """Return the verdict on a text that is no more than slips away from a right one; else None."""
    style, judging = standard.style, standard.judging
    counts = {text: _fewest_slips(text, given, style) for text in rights}
    text = min(counts, key=counts.__getitem__)
    count = counts[text]
    if count == inf:
        return None
    if standard.is_other_answer(given):
        return OTHER_ANSWER
    nearer = rejected(
        reject,
        lambda near: _fewest_slips(clean(near), given, style) < count,
        near_ones(reject, given, style),
    )
    if nearer:
        return nearer
    is_strict = judging.accents is Accents.STRICT
    exact = standard.exact_accents if is_strict else standard.exact_case
    if exact != style and _fewest_slips(text, given, exact) != count:
        return wrong(Code.STRICT, it_is("letter case or accents count here", text))
    return _compared(_slipped(text, given, count, style), text, given, standard)


def _compared(verdict: Verdict, right: str, given: Given, standard: Standard) -> Verdict:
    """Return a verdict with the two texts compared; a word spelt the British way is no difference."""
    words, own = right.split(" "), given.clean.split(" ")
    if standard.style.english and len(words) == len(own):
        pairs = zip(words, own, strict=True)
        right = " ".join(
            other if american(one.casefold()) == american(other.casefold()) else one
            for one, other in pairs
        )
    return with_diff(verdict, right, given.clean)


def _fewest_slips(right: str, given: Given, style: Style) -> Slips:
    """Return the fewest slips from a right answer to the given text."""
    if may_be_formula(right) and given.unlike(right, style):
        return inf
    fewest = given.spaces_off(right, style)
    if fewest <= MAX_SLIPS:
        return fewest
    if style.without != 45 and in_other_order(right, given.clean, keep_case=style.keep_case):
        return 1
    fewest, style = inf, style_for(right, style)
    for one, other in product(accepted_readings(right, style), given.readings_for(right, style)):
        slips = text_slips(one, other, english=style.english, without=style.without)
        if slips < fewest and fits(right, one, other):
            fewest = slips
    return fewest


def _slipped(text: str, given: Given, count: Slips, style: Style) -> Verdict:
    """Return the verdict on a text some slips away; if no letter differs, the space is the slip."""
    if in_other_order(text, given.clean):
        return close(Code.SLIP, it_is("mind how the charge is written", text))
    right, typed = fold(text, style), fold(given.clean, style)
    letters, own = right.letters, typed.letters
    if right.frame.has_another_article(typed.frame) and letters == own:
        return close(Code.ARTICLE, it_is("mind the article", text))
    if letters == own or not count or given.run_together == run_together(text):
        return close(Code.SLIP, it_is("mind the space", text))
    most = int(count)
    pairs = chain(
        ((letters, own), (run_together(text), given.run_together)),
        _letters_of_forms(text, given, style_for(text, style)),
    )
    is_letters = any(distance(*pair, most) == count for pair in pairs)
    return slipped(count, text, is_letters=is_letters)


def _letters_of_forms(text: str, given: Given, style: Style) -> Iterator[tuple[str, str]]:
    """Yield the letters of two texts by the ways to read them, what adds nothing left out."""
    for one, other in product(accepted_readings(text, style), given.readings_for(text, style)):
        yield one.letters, other.letters


def slipped(count: Slips, text: str, *, is_letters: bool = True) -> Verdict:
    """Return the verdict on an answer that is one to three slips away from `text`.

    A slip may also be a space or a plural ending, and then `is_letters` is false.
    """
    if count == 1 and not is_letters:
        return close(Code.SLIP, it_is("mind the ending", text))
    counted = ("one {}", "two {}s", "three {}s")[int(count) - 1]
    off = counted.format("letter" if is_letters else "slip")
    return close(Code.SLIP, it_is(f"{off} off", text))

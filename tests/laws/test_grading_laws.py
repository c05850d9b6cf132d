"""Laws of grading: total, pure, and fair to whatever is right by its own card."""

import random
import unicodedata
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, example, given, strategies as st

from quizkit.answers.letters import clean
from quizkit.grading import Outcome, grade
from quizkit.grading.folding import fold, style_of
from quizkit.grading.slips import NEGATORS
from quizkit.grading.words import accepted_readings, readings
from quizkit.model import (
    Accents,
    AnswerKey,
    AnswerType,
    Card,
    Case,
    Judging,
    ListNote,
    OrderNote,
    TypedNote,
)
from tests.responses import LANGUAGES, responses
from tests.verdicts import KINDS, card_of, is_sound, typed


@pytest.mark.parametrize("kind", KINDS)
@given(response=responses, shown=st.booleans())
def test_any_response_of_any_shape_gets_a_sound_verdict(
    kind: str, response: Any, shown: bool
) -> None:
    card = KINDS[kind]
    options = getattr(card.task, "options", None) or getattr(card.task, "order", ())
    options = tuple(options) if shown else ()
    verdict = grade(card, response, options=options, other_answers=frozenset({"Ireland"}))
    assert is_sound(verdict)
    assert verdict == grade(card, response, options=options, other_answers=frozenset({"Ireland"}))


@pytest.mark.parametrize("kind", KINDS)
def test_no_response_is_wrong_everywhere(kind: str) -> None:
    if kind != "self-rated":
        assert grade(KINDS[kind], None).outcome is Outcome.WRONG


answers = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co"]), min_size=1)
plain_answers = answers.map(str.strip).filter(lambda text: 0 < len(text) <= 60)


@given(
    answer=plain_answers,
    kind=st.sampled_from(AnswerType),
    language=st.sampled_from(LANGUAGES),
    case=st.sampled_from(Case),
    accents=st.sampled_from(Accents),
)
@example("over 30,000", AnswerType.AUTO, "de", Case.STRICT, Accents.STRICT)
@example("'69", AnswerType.DATE, "en", Case.IGNORE, Accents.IGNORE)
@example("Dr.", AnswerType.PERSON, "en", Case.IGNORE, Accents.IGNORE)
@example("Carl  -", AnswerType.PERSON, "en", Case.IGNORE, Accents.IGNORE)
@example("2/3/2025", AnswerType.AUTO, "en", Case.IGNORE, Accents.IGNORE)
@example("1/0", AnswerType.NUMBER, "en", Case.IGNORE, Accents.IGNORE)
@example("(", AnswerType.AUTO, "en", Case.IGNORE, Accents.IGNORE)
def test_the_answer_itself_is_right(
    answer: str, kind: AnswerType, language: str, case: Case, accents: Accents
) -> None:
    note = TypedNote(
        id="n",
        question="?",
        key=AnswerKey(answer, type=kind),
        judging=Judging(language=language, case=case, accents=accents),
    )
    assert grade(card_of(note), answer).outcome is Outcome.CORRECT


@given(answer=plain_answers, other=plain_answers, language=st.sampled_from(LANGUAGES))
@example("perro", "\ufe00", "es")
def test_what_is_accepted_is_right_and_what_is_rejected_is_wrong(
    answer: str, other: str, language: str
) -> None:
    accepted = grade(typed(answer, language, accept=(other,)), other)
    assert accepted.outcome is Outcome.CORRECT
    if grade(typed(answer, language), other).outcome is not Outcome.CORRECT:
        rejected = grade(typed(answer, language, reject={other: "Not that."}), other)
        assert rejected.outcome is Outcome.WRONG


words = st.sampled_from(
    "the Nature Medicine not a of 12 two München soluble insoluble red sea 5 km 1869 July O- "
    "β-amyloid over under 30,000 T-cell ½ colour four (old)".split()
)
phrases = st.lists(words, min_size=1, max_size=4).map(" ".join)


@given(answer=phrases, more=phrases, response=phrases, language=st.sampled_from(LANGUAGES))
def test_accepting_more_never_makes_a_verdict_worse(
    answer: str, more: str, response: str, language: str
) -> None:
    before = grade(typed(answer, language), response)
    after = grade(typed(answer, language, accept=(more,)), response)
    assert after.score >= before.score


@given(answer=phrases, response=phrases, gap=st.sampled_from([" ", "\u00a0", "\t \n", "\u3000"]))
def test_white_space_and_unicode_form_do_not_matter(answer: str, response: str, gap: str) -> None:
    card = typed(answer)
    verdict = grade(card, response)
    for form in ("NFC", "NFD"):
        other = gap + unicodedata.normalize(form, response).replace(" ", gap) + gap
        assert grade(card, other).outcome is verdict.outcome
        own = typed(unicodedata.normalize(form, answer))
        assert grade(own, response).outcome is verdict.outcome


@pytest.mark.parametrize("around", ['"{}"', "“{}”.", "«{}»", "'{}.'", "„{}“", "({})", '"({})!"'])
@pytest.mark.parametrize(
    ("card", "response"),
    [
        (typed("30,000"), "30 000"),
        (typed("164 km"), "about 164 km"),
        (typed("5 MW"), "5 mW"),
        (KINDS["between"], "8 h"),
        (typed("20 July 1969"), "1969-07-20"),
        (typed("1980s"), "the '80s"),
        (typed("60-100 bpm"), "60 to 100"),
        (typed("1914-1918"), "It is 1914-18"),
        (typed("1914-1918"), "it was from 1914 to 1919"),
        (typed("Marie Curie", type=AnswerType.PERSON), "Mme Curie"),
        (typed("Marie Curie", type=AnswerType.PERSON), "Prof. Curie, PhD"),
        (typed("Marie Curie", type=AnswerType.PERSON), "Pierre Curie"),
        (typed("Nature Medicine"), "nature medcine"),
    ],
)
def test_quotation_marks_and_brackets_around_an_answer_do_not_matter(
    card: Card, response: str, around: str
) -> None:
    outcome = grade(card, response).outcome
    assert grade(card, around.format(response)).outcome is outcome


def test_the_end_of_a_range_may_have_a_full_stop_or_full_width() -> None:
    card = typed("1914-1918")
    for response in (
        "1914–18.",
        "It was from 1914 to 1918.",
        "１９１４－１９１８",
        "１９１４ ｔｏ １９１８",
    ):
        assert grade(card, response).outcome is Outcome.CORRECT, response


def test_capitals_do_not_matter_to_words() -> None:
    speed, heat = typed("100 km/h"), typed("37 °C")
    curie = typed("Marie Curie", type=AnswerType.PERSON)
    beethoven = typed("Ludwig van Beethoven", type=AnswerType.PERSON)
    for card, response in (
        (speed, "100 kilometres per hour"),
        (speed, "100 km per hour"),
        (typed("300 km²"), "300 square kilometres"),
        (typed("300 km²"), "300 kilometres squared"),
        (typed("300 km²"), "300 sq km"),
        (heat, "37 degrees Celsius"),
        (heat, "37 degrees c"),
        (curie, "Marie and Pierre Curie"),
        (beethoven, "Ludwig von Beethoven"),
        (beethoven, "Ludwig van Beethoven"),
        (typed("J. R. R. Tolkien", type=AnswerType.PERSON), "JRR Tolkien"),
        (KINDS["list"], "a) red, b) 3 km, c) salt and pepper"),
    ):
        outcome = grade(card, response).outcome
        assert grade(card, response.upper()).outcome is outcome, response
    assert grade(heat, "37 degrees c").outcome is grade(heat, "37° c").outcome is Outcome.CORRECT


letters = st.text("abcdefghijklmnopqrstuvwxyzäéñшчжλπ", min_size=3, max_size=12)
some_words = st.lists(letters, min_size=1, max_size=3).map(" ".join)


@given(answer=some_words, end=st.sampled_from(["", ".", "!", " ?", '"', "»", "。"]))
def test_case_width_and_final_punctuation_do_not_matter_to_a_text(answer: str, end: str) -> None:
    assume(not {"ad", "bc", "ce"} & set(answer.split()))
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in answer)
    for other in (answer.upper(), answer.title(), wide):
        assert grade(typed(answer), other + end).outcome is Outcome.CORRECT


@given(answer=some_words, response=some_words)
def test_right_is_right_from_either_side(answer: str, response: str) -> None:
    there = grade(typed(answer, type=AnswerType.TEXT), response).outcome is Outcome.CORRECT
    back = grade(typed(response, type=AnswerType.TEXT), answer).outcome is Outcome.CORRECT
    assert there is back


numbers = st.integers(-(10**12), 10**12)


@given(number=numbers, places=st.integers(0, 4))
def test_a_number_is_equal_in_any_notation(number: int, places: int) -> None:
    whole, rest = divmod(abs(number), 10**places)
    sign = "-" if number < 0 else ""
    decimals = f".{rest:0{places}}" if places else ""
    card = typed(f"{sign}{whole}{decimals}", type=AnswerType.NUMBER)
    for other in (
        f"{sign}{whole:,}{decimals}",
        f"{sign}{whole:,}{decimals}".replace(",", "\u202f"),
        f"{sign}{whole:,}{decimals}".replace(",", "'").replace("-", "\u2212"),
        f"{number}e-{places}",
        f"{number} x 10^-{places}",
        f"{number}/{10**places}" if number else "0",
        f"{sign}{whole}.{rest:0{places}}000" if places else f"{sign}{whole}.0",
        f"{sign}{whole}{decimals}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        f"it is {sign}{whole}{decimals}.",
    ):
        assert grade(card, other).outcome is Outcome.CORRECT, other


@given(number=st.integers(0, 10**9), at=st.integers(0, 9), digit=st.sampled_from("0123456789"))
def test_a_changed_digit_is_never_right_nor_close(number: int, at: int, digit: str) -> None:
    figures = str(number)
    changed = figures[: at % len(figures)] + digit + figures[at % len(figures) + 1 :]
    assume(int(changed) != number)
    for answer, response in (
        (figures, changed),
        (f"{figures} km", f"{changed} km"),
        (f"Apollo {figures}", f"Apollo {changed}"),
        (f"model X{figures}", f"model X{changed}"),
        (f"{figures} patients", f"{changed} patients"),
    ):
        assert grade(typed(answer), response).outcome is Outcome.WRONG


@given(number=st.integers(1, 10**9))
def test_a_changed_sign_is_never_right_nor_close(number: int) -> None:
    for kind in (AnswerType.AUTO, AnswerType.NUMBER, AnswerType.TEXT):
        assert grade(typed(f"-{number}", type=kind), str(number)).outcome is Outcome.WRONG
        assert grade(typed(str(number), type=kind), f"-{number}").outcome is Outcome.WRONG


@given(answer=some_words, negator=st.sampled_from(sorted(NEGATORS)), at=st.integers(0, 3))
def test_a_denial_is_never_right_nor_close(answer: str, negator: str, at: int) -> None:
    words = answer.split()
    assume(not NEGATORS & set(words))
    denied = " ".join([*words[:at], negator, *words[at:]])
    assert grade(typed(answer), denied).outcome is Outcome.WRONG
    assert grade(typed(denied), answer).outcome is Outcome.WRONG


OPPOSITES = (
    "increase/decrease more/less before/after above/below over/under higher/lower left/right "
    "east/west north/south gain/loss maximum/minimum true/false necessary/unnecessary "
    "soluble/insoluble hyperglycemia/hypoglycemia nitrate/nitrite intercellular/intracellular "
    "southeastern/southwestern ethane/ethene lactase/lactose employer/employee legal/illegal"
).split()


@given(pair=st.sampled_from(OPPOSITES), rest=st.sampled_from(["", " in water", " of the sea"]))
def test_an_opposite_is_never_right_nor_close(pair: str, rest: str) -> None:
    one, other = pair.split("/")
    assert grade(typed(one + rest), other + rest).outcome is Outcome.WRONG
    assert grade(typed(other + rest), one + rest).outcome is Outcome.WRONG


@given(items=st.lists(some_words, min_size=2, max_size=4, unique=True), seed=st.randoms())
@example(["and x", "x", "and"], random.Random(1))
@example(["b", "and a"], random.Random(2))
def test_a_list_is_right_in_any_order(items: list[str], seed: Any) -> None:
    note = ListNote(id="n", question="?", answers=tuple((item,) for item in items))
    given_items = list(items)
    seed.shuffle(given_items)
    assert grade(card_of(note), given_items).outcome is Outcome.CORRECT
    assert grade(card_of(note), "\n".join(given_items)).outcome is Outcome.CORRECT
    if not any(item.startswith("and ") for item in items):  # in `b; and a` it parts the items
        assert grade(card_of(note), "; ".join(given_items)).outcome is Outcome.CORRECT


@given(count=st.integers(2, 6), seed=st.randoms())
def test_the_shown_order_and_its_letters_say_the_same(count: int, seed: Any) -> None:
    order = tuple("tin iron gold lead zinc neon".split()[:count])
    options = list(order)
    seed.shuffle(options)
    picks = list(options)
    seed.shuffle(picks)
    card = card_of(OrderNote(id="n", question="?", order=order))
    places = [options.index(pick) for pick in picks]
    verdicts = {
        grade(card, response, options=options).score
        for response in (
            picks,
            " ".join("abcdef"[place] for place in places),
            ",".join(str(place + 1) for place in places),
            ", ".join(picks),
        )
    }
    assert len(verdicts) == 1


def test_a_slip_is_close_unless_another_card_says_it() -> None:
    card = typed("Iceland")
    assert grade(card, "Icelend").outcome is Outcome.CLOSE
    assert grade(card, "Icelend", other_answers={"icelend"}).outcome is Outcome.WRONG
    assert grade(card, "Iceland", other_answers={"Iceland"}).outcome is Outcome.CORRECT


def test_strictness_only_ever_takes_away() -> None:
    for response in ("creme brulee", "Crème Brûlée", "crème brulée", "crème brûléee"):
        scores = []
        for accents in (Accents.IGNORE, Accents.CLOSE, Accents.STRICT):
            note = typed("crème brûlée").note
            note = evolve(note, judging=Judging(accents=accents))
            assert isinstance(note, TypedNote)
            scores.append(grade(card_of(note), response).score)
        assert scores == sorted(scores, reverse=True)


def test_what_is_accepted_or_rejected_counts_beside_two_limits() -> None:
    card = typed("", minimum="3", maximum="5", accept=("a handful",), reject={"4": "Not this one."})
    assert grade(card, "3.5").outcome is Outcome.CORRECT
    assert grade(card, "a handful").outcome is Outcome.CORRECT
    assert grade(card, "4").reason == "Not this one."
    assert grade(card, "6").outcome is Outcome.WRONG


@given(
    st.text("\ufe70\u2017\u037aa b(\u064b&'.\u0149\u266d\u266f\u00d7", min_size=1, max_size=8),
    st.sampled_from(["en", "de", "fr", "it", "ja", "zh", "ar", "hu"]),
)
def test_no_word_is_empty(text: str, language: str) -> None:
    cleaned, style = clean(text), style_of(language)
    for folded in (*readings(cleaned, style), *accepted_readings(cleaned, style)):
        assert all(folded.words)
        assert len(folded.spaces) == max(len(folded.words) - 1, 0)


WORDS = (
    "a an the it is was answer they are colour travelled filling our i se dont cannot can not nt "
    "two twenty third dozen hundred 3 21 1st A The CANNOT Haemoglobin or four x2 pro gram me"
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(["en", "de"]))
def test_a_text_that_no_rule_changes_is_folded_as_if_all_were_tried(
    words: list[str], language: str
) -> None:
    text, style = " ".join(words), style_of(language)
    assert fold(text, style) == fold(text.casefold(), style._replace(keep_case=True))

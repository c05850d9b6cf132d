"""How a typed answer will be judged, said in one plain sentence for the author of a deck."""

from quizkit.answers.bounds import Bound
from quizkit.answers.dates import SEASONS, Date, Span
from quizkit.answers.quantities import Quantity
from quizkit.answers.ranges import Range
from quizkit.answers.reading import Answer, Code, Exact, Person, Text, read_answer
from quizkit.answers.variants import variants
from quizkit.model import Accents, AnswerKey, AnswerType, Case, Judging, SlipRule


def describe_typed(key: AnswerKey, judging: Judging) -> str:
    """Return the sentence that tells how a typed answer is judged against `key`."""
    if key.minimum:
        return f"any number from {key.minimum} to {key.maximum}"
    language, dayfirst = judging.language, judging.dayfirst
    ways = read_answer(key.answer, key.type.value, language=language, dayfirst=dayfirst)
    text_last = sorted(ways, key=lambda way: isinstance(way, Text))  # of which most is said
    said = " or ".join(dict.fromkeys(_described(way, key, judging) for way in text_last))
    if alternatives := variants(key.answer, key.type.value, language):
        said += f"; each alone will do: {', '.join(alternatives)}"
    more = len({*key.accept}.difference(alternatives))
    if not more:
        return said
    read = ", each read in its own way" if key.type is AnswerType.AUTO else ""
    return f"{said}; {more} more accepted{read}"


_CASE = {Case.STRICT: ", letter case counts", Case.IGNORE: ""}
_SLIPS = {
    SlipRule.CLOSE: "slips of the finger in long words are close",
    SlipRule.NONE: "no slip is forgiven",
}
_ACCENTS = {
    (Accents.STRICT, SlipRule.CLOSE): ", accents count",
    (Accents.STRICT, SlipRule.NONE): ", accents count",
    (Accents.CLOSE, SlipRule.CLOSE): ", so are wrong accents",
    (Accents.CLOSE, SlipRule.NONE): ", wrong accents are close",
    (Accents.IGNORE, SlipRule.CLOSE): "",
    (Accents.IGNORE, SlipRule.NONE): "",
}


def strictness(judging: Judging) -> str:
    """Return what to say behind the sentence of a note with several texts: what counts in each."""
    return _CASE[judging.case] + unforgiving(judging)


def unforgiving(judging: Judging) -> str:
    """Return what to say behind another sentence of a note that forgives no slip."""
    return f"; {_SLIPS[SlipRule.NONE]}" if judging.slips is SlipRule.NONE else ""


def _described(answer: Answer, key: AnswerKey, judging: Judging) -> str:
    match answer:
        case Quantity():
            return _quantity(answer, key)
        case Date():
            return _date(answer) + unforgiving(judging) * bool(answer.month)
        case Range():
            return "a range: both ends are asked"
        case Person():
            said = "a person: the surname alone will do, given names must fit"
            return said + unforgiving(judging)
        case Exact():
            return "exactly as written"
        case Code():
            return "code: all counts, spaces in quotes, as indentation and where they part words"
        case Text():
            return f"a text: {_text(answer.text, judging)}"


def _text(text: str, judging: Judging) -> str:
    """Return what of a text may be otherwise; only letters that have case may slip (rule 15)."""
    if text.lower() == text.upper() and any(map(str.isalpha, text)):
        return f"in its writing every sign counts{_kana(text)}"
    said = f"{_SLIPS[judging.slips]}{_CASE[judging.case]}"
    return said + _ACCENTS[judging.accents, judging.slips]


def _kana(text: str) -> str:
    """Return what else will do for kana (rule 45)."""
    if any("\u30a1" <= sign <= "\u30fa" for sign in text):
        return ", hiragana is close"
    return ", but katakana will do" if any("\u3041" <= sign <= "\u3096" for sign in text) else ""


_BOUNDS = {
    Bound.OVER: ", a lower bound that may be left out",
    Bound.UNDER: ", an upper bound that may be left out",
    Bound.ABOUT: ", about",
    Bound.EXACT: "",
}


def _quantity(right: Quantity, key: AnswerKey) -> str:
    exact = f" within {key.tolerance}" if key.tolerance else ""
    said = f"a number{_BOUNDS[right.bound]}{exact}"
    if right.above and right.unit:
        said += f" in {right.above.name} and {right.unit.name}"
    elif right.unit:
        may = "is required" if key.unit_required else "may be left out"
        said += f"; the unit ({right.unit.name}) {may}"
    if right.direction:
        said += f"; the direction ({right.direction}) is asked too"
    rounds = right.is_rounded and not key.tolerance
    return f"{said}; more figures that round to it are right" if rounds else said


def _date(right: Date) -> str:
    """Return the parts of a date that are asked, and the one that may be left out."""
    asked = [name for name in ("day", "month", "year") if getattr(right, name) is not None]
    parts = " and ".join([", ".join(asked[:-1]), asked[-1]] if len(asked) > 1 else asked)
    said = f"a date: {parts}" if len(asked) > 1 else f"a {parts}"
    if right.nth and right.day is None:
        said = "a weekday of a month, and which one"
    if right.span is not Span.YEAR:
        said = f"a {right.span.value}"
    if right.era == "bc":
        said += ", with its era"
    if not right.part:
        return said
    others = ", and no other season will do" if right.part in SEASONS else ""
    return f"{said}; {right.part} may be left out{others}"

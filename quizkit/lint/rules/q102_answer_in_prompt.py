"""The prompt holds its own answer.

A right answer of four letters or more, or of three figures, stands in the prompt as whole
words: whoever reads it knows it. What stands in quotes or in code is spoken of and does not
count; nor do alternatives to choose from ("Mars or Venus?"), a capital named as what it is the
capital of, or a question about forms of a word ("the plural of sheep"). Where the author may have
meant it all the same, as in a trick question, this is a warning.

bad:
  - question: In which city does the Eiffel Tower of Paris stand?
    answer: Paris
good:
  - question: In which city does the Eiffel Tower stand?
    answer: Paris
  - question: Djibouti is the capital of which country?
    answer: Djibouti
"""

import re
from collections.abc import Iterable

from quizkit.cloze import Blank
from quizkit.lazy import pattern
from quizkit.lint.english import as_line, asks, either, has_digit, unquoted, words_of
from quizkit.lint.finding import Severity
from quizkit.lint.prompt import gapped
from quizkit.lint.prose import prose
from quizkit.lint.rule import AnyNote, CheckedNote, Hits, error
from quizkit.model import AnswerType, Blanks, ClozeNote, KeyedNote, ListNote

_FEWEST_FIGURES, _FEWEST_LETTERS = 3, 4
_IN_GROUPS = pattern(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")
_CAPITAL = " (?:capital|capitale|hauptstadt|hoofdstad|stolic[aąyę]|hovedstad|huvudstad) "
_FORMS = (
    "plural singular past participle tense infinitive comparative superlative feminine masculine "
    "anagram palindrome homonym homophone spelled spelt spell translate translation rhyme rhymes "
    "partizip infinitiv präteritum perfekt komparativ pluriel singulier participe infinitif féminin "
    "masculin participio infinitivo femenino masculino plurale singolare participio infinito"
)
_LANGUAGES = "english french german italian latin spanish dutch portuguese"
_OF_A_FORM = pattern(
    f" (?:{either(_FORMS)}|(?:word|term) (?:for|of) |(?:you|one) say |in {either(_LANGUAGES)}$)"
)
"""What asks for a form of a word, or for a word of another language that may be the same."""
_COMPUTED = pattern(
    r"\d\s*(?:[-+*/×÷^%]|times|plus|minus|divided|modulo|mod|per ?cent)(?!\w)|(?i:\bround|\bconvert)"
)
_LAST = r"\b(?:and|or|und|oder|et|ou|y|o)\b"
_BETWEEN = pattern(rf",\s*(?:{_LAST})?|\s{_LAST}\s")
_IN_LIST = pattern(rf",.*{_LAST}|\d, \d.*\d, \d")
_LONGEST_LIST = 1000
_AFTER_LIST = r"(?: (?:is|are|was|were|has|have|had|do|does|did|can|comes?|lies?)\b.*)?$"
_PLACE = "city|town|village|country|state|county|region|continent|island"


def _words(text: str) -> list[str]:
    """Return the words of a text, and numbers without the spaces between groups of digits."""
    if has_digit(text):
        text = _IN_GROUPS.sub(lambda number: "".join(number[0].split()), text)
    return words_of(text)


def _gives_away(text: str, line: str) -> bool:
    """Return whether `text`, if it is long enough to count, stands in a line of words."""
    words, fewest = words_of(text), _FEWEST_LETTERS
    if has_digit(text):
        words, fewest = _words(text), _FEWEST_FIGURES
    return sum(map(len, words)) >= fewest and as_line(words) in line


def _told(texts: Iterable[str], line: str) -> str:
    return next((text for text in texts if _gives_away(text, line)), "")


def _is_listed(told: str, text: str) -> bool:
    """Return whether an answer is one item of a list of three or more that a text goes through."""
    own = rf"(?:the )?{re.escape(told.casefold())}"
    text = text[:_LONGEST_LIST]
    for sentence in filter(_IN_LIST.search, re.split(r"[;:?.]\s", text.casefold())):
        first, *middle, last = map(str.strip, _BETWEEN.split(sentence))
        listed = any(re.fullmatch(own, item) for item in middle)
        at_end = re.search(rf"\b{own}$", first) or re.match(own + _AFTER_LIST, last.rstrip("?."))
        if middle and (listed or at_end):
            return True
    return False


def _is_meant(told: str, text: str, line: str) -> bool:
    """Return whether a text has an answer in it because it asks what to do with it."""
    clauses = (as_line(words_of(clause)) for clause in re.split("[,;:.?]", text))
    of_capital = any(re.search(_CAPITAL, one) and _gives_away(told, one) for one in clauses)
    computed = has_digit(told) and (
        _COMPUTED.search(text) or re.search(rf"{re.escape(told)}\s*[/²³^·]", text)  # 20 m in 20 m/s
    )
    is_truth = told.lower() in ("true", "false")  # Is the statement true? Q105 tells
    return bool(is_truth or of_capital or computed or _OF_A_FORM.search(line)) or _is_listed(
        told, text
    )


def _around(checked: CheckedNote[ClozeNote], task: Blanks) -> str:
    """Return the text around the blanks that are asked, without its code."""
    if checked.has_marks:
        from quizkit.lint.marked import prose_of
        from quizkit.markup.holes import HOLES

        own = zip(task.pieces, checked.note.pieces, strict=True)
        filled = iter([piece for piece, written in own if isinstance(written, Blank)])
        return prose_of(HOLES.sub(lambda hole: _filled(hole[0], next(filled)), checked.written))
    return prose(f"{task.question} ... {gapped(task.pieces)}")


def _filled(hole: str, piece: str | Blank) -> str:
    return piece if isinstance(piece, str) else hole


def _blank_in_text(checked: CheckedNote[ClozeNote]) -> Hits:
    for task in (card.task for card in checked.cards if isinstance(card.task, Blanks)):
        text = unquoted(_around(checked, task))
        line = as_line(_words(text))
        hidden = [blank.answer for blank in task.asked]
        hints = [one.hint for one in task.asked if not re.search("[/,|]| or ", one.hint)]
        in_hint = _told(hidden, as_line(_words(" ... ".join(hints))))
        told = in_hint or _told(hidden, line)
        if told and (in_hint or not _is_meant(told, text, line)):
            yield checked.hit(
                f"what the blank `{told}` hides stands in the text or a hint as well",
                "hide it there too, giving both blanks one number ({{c1::…}}), or reword",
            )._replace(severity=None if in_hint else Severity.WARNING)
            return


def _is_sure(told: str, stem: str) -> bool:
    """Return whether a prompt that asks for a place says what is in it, or is answered in itself."""
    own = re.escape(told)
    if re.search(rf"(?i)\?[\s(]*(?:answer:? *)?{own}\W*$", stem):
        return True
    asked = re.search(rf"(?i)\b[io]n (?:which|what) (?:\w+ )?(?:{_PLACE})\b", stem)
    return bool(asked and re.search(rf"\b(?:of|in) {own}(?![\w-]| [A-Z])", stem))


def _is_word_as_it_is(checked: AnyNote) -> bool:
    """Return whether a word is asked for that is the same in two languages: hotel."""
    both_ways = getattr(checked.note, "reverse", "") or not checked.deck.is_english(checked.index)
    return bool(both_ways) and not asks(checked.note.prompt)


@error(also=_blank_in_text)
def answer_in_prompt(checked: CheckedNote[KeyedNote | ListNote]) -> Hits:
    """Return a hit on a prompt with a right answer in it; not if it names wrong options too."""
    line = "" if " or " in checked.line else checked.line  # alternatives to choose from
    if has_digit(line):
        line = as_line(_words(checked.stem))
    is_code = checked.key is not None and checked.key.type is AnswerType.CODE
    is_shown = checked.note.prompt.__contains__ if is_code else None  # letter by letter
    for variants in checked.answers:
        told = _told(filter(is_shown, variants), line)
        if not told or _told(set(checked.note.options).difference(variants), line):
            continue
        if as_line(words_of(told)) == line and _is_word_as_it_is(checked):
            continue
        is_sure = _is_sure(told, checked.stem)
        if is_sure or not _is_meant(told, checked.stem, line):
            yield checked.hit(
                f"the prompt holds the right answer `{told}`",
                "ask without it, or put it in quotes if the question is about the word itself",
            )._replace(severity=None if is_sure else Severity.WARNING)
            return

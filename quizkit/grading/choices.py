"""Answers picked from what is shown: choices and statements (rules 30 to 32 of docs/grading.md)."""

from collections.abc import Sequence
from functools import cache, cached_property

from attrs import evolve, frozen

from quizkit.answers.languages import language_of
from quizkit.answers.letters import MAX_LENGTH, clean
from quizkit.grading.attempt import Attempt
from quizkit.grading.codes import Code
from quizkit.grading.descriptions import describe_typed
from quizkit.grading.folding import Style
from quizkit.grading.given import Given
from quizkit.grading.key import judge_key
from quizkit.grading.lists import judge_items
from quizkit.grading.picks import Options
from quizkit.grading.verdict import CORRECT, NO_ANSWER, TOO_LONG, Part, Verdict, partial, wrong
from quizkit.model import ChoiceNote, Judging, Scoring, SeveralChoicesNote, TrueFalseNote


def judge_choice(task: ChoiceNote, attempt: Attempt) -> Verdict:
    """Return the verdict on one option picked, or typed where it is none of the options."""
    given, shown = attempt.given, attempt.shown
    place = shown.picked(given)
    if place is not None:
        picked = attempt.options[place]
        is_right = picked in task.key.texts
        return CORRECT if is_right else _distractor(task.distractors.get(picked), _ANOTHER_OPTION)
    if given.unfit:
        return given.unfit
    if attempt.options:
        if said := shown.looks_picked(given):
            return wrong(Code.LOOK_ALIKE, said)
        if shown.is_mislabelled(given):
            return wrong(Code.LABEL, "the letter is that of another option")
        if shown.names_several(given.raw):
            return wrong(Code.SEVERAL, "one option only, please")
    key = evolve(task.key, reject={**task.distractors, **task.key.reject})
    verdict = judge_key(key, given, attempt.standard)
    if verdict.score and _fits_a_distractor(task, given, attempt.standard.style):
        return wrong(Code.SEVERAL, "that could be more than one option")
    is_far = attempt.options and verdict.code is Code.OTHER_TEXT
    return evolve(verdict, code=Code.EXTRA, reason=_NO_OPTION.reason) if is_far else verdict


def _fits_a_distractor(task: ChoiceNote, given: Given, style: Style) -> bool:
    """Return whether a right text is as well a wrong option, but for its article: See for der See."""
    if any(given.literal == Given(clean(text)).literal for text in task.key.texts):
        return False
    return any(given.equals(clean(text), style, as_it_stands=True) for text in task.distractors)


def describe_choice(task: ChoiceNote, judging: Judging) -> str:
    """Return the number of options, and the standard for one that is typed."""
    return f"one option of {len(task.options)}; typed: {describe_typed(task.key, judging)}"


@cache
def _meanings(language: str) -> dict[str, bool]:
    """Return the words, English and of the language, that call a statement true or false."""
    meanings: dict[str, bool] = {}
    for own in (language_of("en"), language_of(language)):
        meanings |= dict.fromkeys(own.yes.split(", "), True)
        meanings |= dict.fromkeys(own.no.split(", "), False)
    meanings.pop("", None)
    return meanings


def judge_statement(task: TrueFalseNote, attempt: Attempt) -> Verdict:
    """Return the verdict on a statement called true or false (rule 32)."""
    given = attempt.given
    if not given.clean:
        return NO_ANSWER
    place = attempt.shown.picked(given)
    if place is not None:
        given = Given(attempt.options[place])
    meanings = _meanings(attempt.standard.judging.language)
    meant = meanings.get(given.literal.strip(" .,;:!?()[]\"'"))
    if meant is None:
        return wrong(Code.NEITHER, "say true or false")
    is_right = meant is task.answer
    return CORRECT if is_right else wrong(Code.WRONG, f"it is {str(task.answer).lower()}")


def describe_statement(task: TrueFalseNote, judging: Judging) -> str:
    """Return the two responses there are."""
    return "true or false"


@frozen(slots=False)
class _Ticks:
    """What was ticked.

    Args:
        task: what was asked.
        options: as they were shown.
        ticked: the options that were.
        unknown: what is no option.
    """

    task: SeveralChoicesNote
    options: Sequence[str]
    ticked: set[str]
    unknown: Sequence[str]

    @cached_property
    def right(self) -> list[str]:
        """The right options."""
        return [variants[0] for variants in self.task.answers]

    @cached_property
    def misses(self) -> list[str]:
        """The wrong options ticked, in the order shown."""
        wrong_ones = self.ticked.difference(self.right)
        return [text for text in self.options if text in wrong_ones]

    @property
    def score(self) -> float:
        """The share of the right options ticked less that of the wrong ones (rule 31)."""
        share = len(self.ticked.intersection(self.right)) / max(len(self.right), 1)
        wrong_ones = set(self.options).difference(self.right)
        score = share - (len(self.misses) + len(self.unknown)) / max(len(wrong_ones), 1)
        is_counted = score == 1 or self.task.scoring is Scoring.SHARE
        return score if is_counted else 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The right options, then the wrong ones ticked, then what is no option."""
        parts = [
            Part("", text, text, CORRECT) if text in self.ticked else Part("", "", text, NO_ANSWER)
            for text in self.right
        ]
        for text in self.misses:
            said = _distractor(self.task.distractors.get(text), _NOT_RIGHT)
            parts.append(Part("", text, "", said))
        shown = self.unknown[:_MOST_SHOWN]
        parts += [Part("", text[:MAX_LENGTH], "", _NO_OPTION) for text in shown]
        return tuple(parts)

    @property
    def reason(self) -> str:
        """The words on the ticks, with the feedback on wrong ones."""
        hits = len(self.ticked.intersection(self.right))
        said = [
            f"{hits} of the {len(self.right)} right ones" if self.right else "none of them is right"
        ]
        if self.misses:
            feedback = filter(None, (self.task.distractors.get(text) for text in self.misses))
            told = "".join(f" ({text})" for text in feedback)
            counted = "less what is wrong" if hits else "wrong"
            said.append(f"{counted}: {', '.join(self.misses)}{told}")
        if self.unknown:
            cut = (text[:40] for text in self.unknown[:3])
            said.append(f"not among the options: {', '.join(cut)}")
        return "; ".join(said)


def judge_several(task: SeveralChoicesNote, attempt: Attempt) -> Verdict:
    """Return the verdict on several options ticked; where none is right, `none` is (rule 31)."""
    if task.answers and not attempt.options:  # typed: the wrong options count as near misses
        return judge_items(task.answers, attempt, reject=task.distractors)
    options = attempt.options or task.options
    if attempt.is_too_long(len(options)):
        return TOO_LONG
    shown = Options(options, attempt.standard.judging.language)
    picks = {item: shown.pick(item) for item in shown.items(attempt.response)}
    if not picks:
        return NO_ANSWER
    ticked = {options[place] for place in picks.values() if place is not None}
    says_none = not ticked and attempt.given.literal.strip(" .!()'\"") in _NONE
    if says_none and not task.answers:
        return CORRECT
    unknown = [] if says_none else [item for item, place in picks.items() if place is None]
    ticks = _Ticks(task, options, ticked, unknown)
    return evolve(partial(ticks.score, Code.PARTS, ticks.reason), parts=ticks.parts)


def describe_several(task: SeveralChoicesNote, judging: Judging) -> str:
    """Return the scoring: all or nothing, or a share from which wrong ticks are taken."""
    if task.scoring is Scoring.ALL_OR_NOTHING:
        return "several options: all the right ones and no other"
    return "several options: the share of right ones ticked less that of wrong ones"


_NONE = frozenset(("none", "none of them", "none of these", "none of the above", "no option"))
_MOST_SHOWN = 20
_NO_OPTION = wrong(Code.EXTRA, "not among the options")
_ANOTHER_OPTION = wrong(Code.DISTRACTOR, "another option is right")
_NOT_RIGHT = wrong(Code.DISTRACTOR, "not one of the right options")


def _distractor(feedback: str | None, plainly: Verdict) -> Verdict:
    """Return the verdict on a wrong option: what the author says of it, else that it is wrong."""
    return wrong(Code.DISTRACTOR, feedback) if feedback else plainly

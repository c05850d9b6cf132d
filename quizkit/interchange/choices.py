"""A question with options as an entry: which are right decides its kind."""

from collections.abc import Sequence
from typing import NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.interchange.texts import first_words
from quizkit.interchange.values import Lose, Loss

_TRUE = frozenset(("true", "richtig", "wahr", "vrai", "verdadero"))
_FALSE = frozenset(("false", "falsch", "faux", "falso"))


class Choice(NamedTuple):
    """An option.

    Args:
        text: what it says.
        right: whether it is.
        feedback: what is said when it is picked.
    """

    text: str
    right: bool = False
    feedback: str = ""


def choice_entry(
    question: str, choices: Sequence[Choice], place: str, lose: Lose
) -> dict[str, Written] | None:
    """Return a question with options as an author writes it; None where it is a loss.

    Args:
        question: what is asked.
        choices: in order; the right ones first are not needed.
        place: of the question, for a loss.
        lose: is told what is lost.
    """
    card = first_words(question)
    kept: dict[str, Choice] = {}
    for each in choices:
        if not each.text.strip():
            lose(Loss("an option without a text", place, card, "it is left out"))
        elif each.text in kept:
            lose(Loss("an option that is there twice", place, card, "it is written once"))
            kept[each.text] = kept[each.text]._replace(right=kept[each.text].right or each.right)
        else:
            kept[each.text] = each
    right = [each.text for each in kept.values() if each.right]
    wrong = [each for each in kept.values() if not each.right]
    if not question or not right:
        what = "a question without a right option" if question else "options without a question"
        lose(Loss(what, place, card, "say which is right" if question else "write it above them"))
        return None
    for each in kept.values():
        if each.right and each.feedback:
            lose(Loss("feedback of a right option", place, card, "it is left out"))
    statement = _statement(question, right, wrong)
    if statement:
        return statement
    if not wrong:
        return _without_wrong(question, right)
    entry: dict[str, Written] = {"question": question}
    entry |= {"answer": right[0]} if len(right) == 1 else {"answers": right}
    entry["distractors"] = _with_feedback(wrong)
    texts = [*right, *(each.text for each in wrong)]
    if len(right) == 1 and len({_without_signs(text) for text in texts}) < len(texts):
        entry |= {"type": "exact", "case": "strict"}
    return entry


def _with_feedback(wrong: Sequence[Choice]) -> Written:
    if any(each.feedback for each in wrong) and not any("\n" in each.text for each in wrong):
        return {each.text: each.feedback for each in wrong}
    return [each.text for each in wrong]


def _statement(
    question: str, right: Sequence[str], wrong: Sequence[Choice]
) -> dict[str, Written] | None:
    """Return a statement that is true or false, where the options say no more than that."""
    if len(right) != 1 or len(wrong) != 1 or question.rstrip().endswith(("?", "？")):
        return None
    both = (right[0].strip(" .`*").casefold(), wrong[0].text.strip(" .`*").casefold())
    if both[0] in _TRUE and both[1] in _FALSE:
        return {"statement": question, "answer": "true"}
    if both[0] in _FALSE and both[1] in _TRUE:
        return {"statement": question, "answer": "false"}
    return None


def _without_wrong(question: str, right: Sequence[str]) -> dict[str, Written]:
    if len(right) == 1:
        return {"question": question, "answer": right[0]}
    listed = "\n".join("- " + text.replace("\n", "\n  ") for text in right)
    return {"question": question, "answer": listed, "type": "free"}


def _without_signs(text: str) -> str:
    """Return a text without what may make no difference when it is judged: case, signs, spaces."""
    return "".join(sign for sign in text.casefold() if sign.isalnum()) or text.casefold()

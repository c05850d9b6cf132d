"""How an answer is written, where a question does not show it."""

from quizkit.model import (
    Form,
    Items,
    Line,
    Lines,
    OwnWords,
    PickForEach,
    PickInOrder,
    PickOne,
    PickSome,
)


def how_to_answer(form: Form) -> str:
    """Return how to write an answer of a form on a line, or on lines; empty where that is plain."""
    match form:
        case PickSome():
            return "Several may be right: a c"
        case PickInOrder(count):
            return f"All {count} in order, such as c a b" if count > 2 else "Both in order: b a"
        case PickForEach():
            return "For each, a line with its match: the letter or the text."
        case Items():
            return "Several answers, with ; between."
        case Lines(labels) if len(labels) > 1:
            return f"{len(labels)} blanks, a line each."
        case OwnWords():
            return "In your own words, to compare."
        case Line(is_block=True):
            return "Several lines."
        case Line() | Lines() | PickOne():
            return ""

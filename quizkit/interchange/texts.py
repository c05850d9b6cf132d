"""What readers and writers say of a text: its first words, whether it is typed, Markdown of it."""

from quizkit.markup import is_plain, markdown

_MOST_CHARACTERS, _MOST_WORDS, _MOST_OF_WORDS = 40, 4, 80


def first_words(text: str) -> str:
    """Return how a card is called in a loss."""
    return " ".join(text[:200].split())[:60]


def is_short(answer: str) -> bool:
    """Return whether an answer is one to be typed: on one line, of 40 characters or four words."""
    if "\n" in answer or "![" in answer or len(answer) > _MOST_OF_WORDS:
        return False
    return len(answer) <= _MOST_CHARACTERS or len(answer.split()) <= _MOST_WORDS


def as_markdown(text: str) -> str:
    """Return Markdown that says a plain text: marks escaped, or in a block of code."""
    if is_plain(text):
        return text
    text = text.rstrip()
    for each in (text, text.strip()):
        try:
            return markdown(each)
        except ValueError:
            continue
    fence = "```" if "```" not in text else "~~~~~~"
    return f"{fence}\n{text}\n{fence}"

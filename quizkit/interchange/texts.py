"""What readers and writers make of texts: first words, Markdown, entries that ask for them."""

from collections.abc import Iterator, Mapping, Sequence

from quizkit.authoring.yaml_writing import Entry, Written
from quizkit.markup import is_plain, markdown

_NO_PROSE = frozenset(("type", "case", "tags", "reverse", "image", "audio", "answer_image"))
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


def texts_of(value: Written) -> Iterator[str]:
    """Return every text under a key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from texts_of(item)
    else:
        for item in value:
            yield from texts_of(item)


def asked_entry(question: str, answer: str, typed: bool | None) -> dict[str, Written]:
    """Return a question with its answer, to be typed or compared.

    Args:
        typed: which of the two; None to go by the answer.
    """
    entry: dict[str, Written] = {"question": question, "answer": answer}
    is_typed = is_plain(answer, inline=True) and is_short(answer) if typed is None else typed
    if not is_typed:
        entry["type"] = "free"
    return entry


def is_marked(entry: Entry) -> bool:
    """Return whether any text of an entry has marks of Markdown."""
    return any(
        not is_plain(text, inline=key in ("answer", "accept", "answers", "distractors"))
        for key, value in entry.items()
        if key not in _NO_PROSE
        for text in texts_of(value)
    )


def with_tags(entry: Mapping[str, Written], tags: Sequence[str]) -> dict[str, Written]:
    """Return an entry with tags, each once."""
    return {**entry, "tags": list(dict.fromkeys(tags))} if tags else dict(entry)

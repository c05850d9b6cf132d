"""Answers to give to a page: right ones, and others that a learner might give."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from quizkit.web.judging import Key
from quizkit.web.spellings import spellings


def written_otherwise(text: str, rng: Random) -> str:
    """Return a text with a change or two that a learner might make."""
    changes: list[Callable[[str], str]] = [
        str.upper,
        str.lower,
        str.title,
        str.swapcase,
        lambda text: f" {text}  ",
        lambda text: f"{text}.",
        lambda text: f"{text}!!",
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda text: text[1:],
        lambda text: text[:-1],
        lambda text: text + rng.choice("sx2%"),
        lambda text: "".join(rng.sample(text, len(text))),
        lambda text: text,
    ]
    for change in rng.choices(changes, k=rng.randint(1, 2)):
        text = change(text)
    return text


def responses(key: Key, rng: Random) -> Iterator[Any]:
    """Yield answers to a card, right ones and others."""
    rights = [right.shown for right in key.card.task.rights]
    match key.form:
        case "one":
            yield from key.options
        case "some":
            yield "none"
            for _ in range(12):
                yield rng.sample(key.options, rng.randint(1, len(key.options)))
        case "order":
            yield rights
            for _ in range(12):
                yield rng.sample(key.options, len(key.options))
        case "pairs":
            yield dict(zip(key.labels, rights, strict=True))
            for _ in range(12):
                yield {label: rng.choice(key.options) for label in key.labels}
        case "line":
            for known in spellings(key.card, key.deck)[0].judged.values():
                for text in known:
                    yield written_otherwise(text, rng)
        case "lines" | "items":
            yield rights
            texts = [
                [text for judged in each.judged.values() for text in judged]
                for each in spellings(key.card, key.deck)
            ]
            for _ in range(12):
                picked = [written_otherwise(rng.choice(own), rng) for own in texts if own]
                yield (
                    picked
                    if key.form == "lines"
                    else rng.sample(picked, rng.randint(1, len(picked)))
                )

"""One attempt at a card: the response, with what its judge has to know beside the task."""

from collections.abc import Sequence
from typing import NamedTuple

from quizkit.answers.letters import MAX_LENGTH
from quizkit.grading.given import Given, Standard
from quizkit.grading.items import as_text
from quizkit.grading.picks import Options
from quizkit.grading.verdict import Response


class Attempt(NamedTuple):
    """What a learner gave to one card.

    Args:
        response: in any form that `grade` takes, but not None.
        options: the texts to choose from, in the order shown; may be empty.
        standard: what it is measured by.
    """

    response: Response
    options: Sequence[str]
    standard: Standard

    @property
    def given(self) -> Given:
        """The response as one text."""
        return Given(as_text(self.response))

    @property
    def shown(self) -> Options:
        """The options to pick from."""
        return self.choices(self.options)

    def choices(self, texts: Sequence[str]) -> Options:
        """Return `texts` to pick from, by letter and place too if options were shown."""
        language = self.standard.judging.language
        return Options(texts, language, labelled=bool(self.options))

    def is_too_long(self, parts: int) -> bool:
        """Return whether a line is longer than so many answers may be."""
        return isinstance(self.response, str) and len(self.response) > MAX_LENGTH * max(parts, 1)

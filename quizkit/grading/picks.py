"""Which of the options shown a learner means: by text, by letter, or by place (rule 30)."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import compress

from quizkit.answers.english import LEAD_IN
from quizkit.answers.letters import clean
from quizkit.grading.alike import latin, of_another_script
from quizkit.grading.folding import style_of
from quizkit.grading.given import Given
from quizkit.grading.items import ItemParser, texts_of
from quizkit.grading.verdict import Response
from quizkit.lazy import pattern

_LABEL = pattern(
    r"[(\[{]? ?(?P<letter>[A-Za-z]|[0-9]{1,2}) ?(?P<mark>[)\]}.:]*)(?: ?- (?=.)| ?)(?P<text>.*)",
    re.DOTALL,
)
_BEFORE_OPTION = pattern(
    rf"\A(?:(?:{LEAD_IN}|(?:the )?answer)[: ] ?)?(?:option |letter |number )?",
    re.IGNORECASE,
)
_WORDS = pattern(r"[^\W_]+")


class Options:
    """Options in the order shown, to be picked from.

    Args:
        texts: what each says.
        language: BCP 47 tag of the deck.
        labelled: whether letters and places were shown beside them.
    """

    def __init__(self, texts: Sequence[str], language: str, *, labelled: bool = True) -> None:
        self.texts = tuple(map(clean, texts))
        self._language = language
        self._style = style_of(language)
        self._labelled = labelled

    def pick(self, text: str) -> int | None:
        """Return the place of the one option that `text` names; None if it names none."""
        return self.picked(Given(text))

    def picked(self, given: Given) -> int | None:
        """Return the place of the one option that was named; None if none was."""
        if given.clean in self.texts:
            return self.texts.index(given.clean)
        if given.unfit:
            return None
        if self._literal.count(given.literal) == 1:
            return self._literal.index(given.literal)
        named = _BEFORE_OPTION.sub("", given.plain.rstrip("!?,; "), count=1)
        label = _LABEL.fullmatch(named) if self._labelled else None
        if label is None:
            return self._by_text(given)
        place = self._place(label["letter"])
        if not label["text"]:
            return place
        if place is not None and Given(label["text"]).equals(self.texts[place], self._style):
            return place
        return None if label["mark"] else self._by_text(given)  # else the text of another option

    def looks_picked(self, given: Given) -> str:
        """Return why what looks like a label or an option is none; empty if it does not look so."""
        twin = latin(given.plain)
        if twin == given.plain or self.pick(twin) is None:
            return ""
        return of_another_script(twin, given.plain)

    def is_mislabelled(self, given: Given) -> bool:
        """Return whether a label was given with the text of another option."""
        label = _LABEL.fullmatch(given.plain)
        if not label or not label["mark"] or not label["text"]:
            return False
        return self._by_text(Given(label["text"])) is not None

    def _by_text(self, given: Given) -> int | None:
        """Return the place of the one option whose text was given; else None."""
        style = self._style
        found = [at for at, text in enumerate(self.texts) if given.equals(text, style)]
        if len(found) > 1:
            whole = (given.equals(self.texts[at], style, as_it_stands=True) for at in found)
            found = list(compress(found, whole))
        return found[0] if len(found) == 1 else None

    def _place(self, label: str) -> int | None:
        """Return the place that a letter or a number stands for; digits may be text instead."""
        if label.isdigit() and self._has_numbers:
            return None
        place = int(label) - 1 if label.isdigit() else ord(label.lower()) - ord("a")
        return place if 0 <= place < len(self.texts) else None

    @cached_property
    def _literal(self) -> list[str]:
        return [Given(text).literal for text in self.texts]

    @cached_property
    def _has_numbers(self) -> bool:
        """Whether an option is a number, so that digits are no places (rule 30)."""
        from quizkit.answers.reading import is_number

        return any(map(is_number, self.texts))

    def names_several(self, text: str) -> bool:
        """Return whether `text` names two options or more."""
        places = set(map(self.pick, self.items(text)[:20]))
        return len(places - {None}) > 1

    def items(self, response: Response) -> list[str]:
        """Return the single picks; a line of nothing but labels is parted at its spaces."""
        texts = texts_of(response)
        if len(texts) != 1:
            return list(filter(None, map(clean, texts)))
        line = Given(texts[0])
        if self.picked(line) is not None:
            return [line.clean]
        parser = ItemParser(self.texts, self._language, self._is_option)
        return self._labels(line) or parser.items(line.raw)

    def _is_option(self, text: str) -> bool:
        return self._by_text(Given(text)) is not None

    def _labels(self, line: Given) -> list[str]:
        """Return the labels of a line of nothing else, such as `c a b`, `1,2`, `cab` or `312`."""
        if not self._labelled or line.unfit:
            return []
        tokens = _WORDS.findall(line.plain)
        if (
            len(tokens) == 1
            and tokens[0].isascii()
            and (tokens[0].isalpha() or tokens[0].isdigit())
        ):
            places = set(map(self._place, tokens[0]))
            is_labels = None not in places and len(places) == len(tokens[0])
            return list(tokens[0]) if is_labels else []
        is_label = (re.fullmatch("[A-Za-z0-9]|[0-9]{2}", token) for token in tokens)
        return tokens if all(is_label) else []

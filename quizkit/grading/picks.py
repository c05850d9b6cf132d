"""Which of the options shown a learner means: by text, by letter, or by place."""

import re
from collections.abc import Mapping, Sequence

from quizkit.answers.english import LEAD_IN
from quizkit.answers.letters import MAX_LENGTH, clean, plain
from quizkit.grading.items import items_of, texts_of
from quizkit.grading.text import equal, style_of

Response = str | Sequence[str] | Mapping[str, str] | None

_LABEL = re.compile(r"[(\[{]? ?([A-Za-z]|[0-9]{1,2}) ?([)\]}.:]*)(?: ?- (?=.)| ?)(.*)", re.DOTALL)
_LEAD_IN = re.compile(
    rf"\A(?:(?:{LEAD_IN}|(?:the )?answer)[: ] ?)?(?:option |letter |number )?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")


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
        self._literal = [plain(text).casefold() for text in self.texts]
        self._has_numbers: bool | None = None

    def pick(self, response: str) -> int | None:
        """Return the place of the one option that `response` names; None if it names none."""
        given = clean(response)
        if given in self.texts:
            return self.texts.index(given)
        if not given or len(given) > MAX_LENGTH:
            return None
        literal = plain(given).casefold()
        if self._literal.count(literal) == 1:
            return self._literal.index(literal)
        label = None
        if self._labelled:
            label = _LABEL.fullmatch(_LEAD_IN.sub("", plain(given).rstrip("!?,; "), count=1))
        if label:
            place = self._place(label[1])
            if not label[3]:
                return place
            if place is not None and equal(self.texts[place], label[3], self._style):
                return place
            if label[2]:
                return None  # a letter, and the text of another option
        return self.by_text(given)

    def is_mislabelled(self, response: str) -> bool:
        """Return whether `response` is a label and the text of another option."""
        label = _LABEL.fullmatch(plain(clean(response[:MAX_LENGTH])))
        return bool(label and label[2] and label[3] and self.by_text(label[3]) is not None)

    def by_text(self, given: str) -> int | None:
        """Return the place of the one option whose text equals `given`; else None."""
        found = [at for at, text in enumerate(self.texts) if equal(text, given, self._style)]
        return found[0] if len(found) == 1 else None

    def _place(self, label: str) -> int | None:
        """Return the place that a letter or a number stands for."""
        if label.isdigit():
            place = int(label) - 1
            return place if 0 <= place < len(self.texts) and not self._any_number() else None
        place = ord(label.lower()) - ord("a")
        return place if place < len(self.texts) else None

    def _any_number(self) -> bool:
        """Return whether an option is a number, so that digits are text and not a place."""
        if self._has_numbers is None:
            from quizkit.answers.reading import is_number

            self._has_numbers = any(map(is_number, self.texts))
        return self._has_numbers

    def names_several(self, response: str) -> bool:
        """Return whether `response` names two options or more."""
        places = map(self.pick, self.items(response)[:20])
        return len({place for place in places if place is not None}) > 1

    def items(self, response: Response) -> list[str]:
        """Return what is picked one by one; a line is parted at spaces if it is all labels."""
        given = texts_of(response)
        if len(given) != 1:
            return [item for item in map(clean, given) if item]
        line = given[0]
        if self.pick(line) is not None:
            return [clean(line)]
        return self._labels(line) or items_of(
            line,
            self._language,
            known=self.texts,
            is_known=lambda text: self.by_text(text) is not None,
        )

    def _labels(self, line: str) -> list[str]:
        """Return the labels of a line of nothing else, such as `c a b`, `1,2`, `cab` or `312`."""
        if not self._labelled or len(line) > MAX_LENGTH:
            return []
        tokens = _WORDS.findall(plain(clean(line)))
        if len(tokens) == 1 and (tokens[0].isalpha() or tokens[0].isdigit()):
            places = [self._place(label) for label in tokens[0] if label.isascii()]
            if None in places or not len(tokens[0]) == len(set(places)) == len(places):
                return []
            return list(tokens[0])
        is_label = (len(token) == 1 or (len(token) == 2 and token.isdigit()) for token in tokens)
        return tokens if all(is_label) and all(map(str.isascii, tokens)) else []

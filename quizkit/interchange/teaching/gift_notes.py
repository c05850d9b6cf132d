"""Questions in GIFT made into notes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, write_cloze
from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.html_text import HtmlText
from quizkit.interchange.options import ReadOptions
from quizkit.interchange.teaching.gift_answers import Answer, Answers, Asks, GiftError, answers_of
from quizkit.interchange.teaching.gift_lines import Piece, seen
from quizkit.interchange.teaching.moodle_text import MoodleTexts
from quizkit.interchange.texts import as_markdown, asked_entry, first_words, with_tags
from quizkit.interchange.values import ImportedNote, Lose, Loss
from quizkit.lazy import pattern

_TITLE = pattern(r"::((?:[^:]|:(?!:))*)::")
_FORM = pattern(r"\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
_NUMBER = pattern(r"[-+]?(?:\d{1,30}(?:[.,]\d{1,30})?|[.,]\d{1,30})(?:[eE][-+]?\d{1,3})?")
_PRAISE = pattern(
    r"(?:(?:yes|right|correct|that'?s (?:right|correct|it)|well done|very good|good(?: job)?|great|bravo"
    r"|exactly|excellent|awesome|richtig|genau|sí|oui|correcto|exact)(?: answer)?(?:\s*[.!]+\s*|\s*$))+",
    re.IGNORECASE,
)
_SAYS_ITSELF = "quizkit says itself that it is right"
_GAP = "_____"
_HOLE = pattern("\ufdda(\\d+)\ufddb")
_MOST_PAIRS = 9
_LONGEST_INSTRUCTION = 1_000

Say = Callable[[str, str], str]
"""Gives what a text says, of a text and its form, as the entry has it."""


class _Question(NamedTuple):
    """A question taken apart.

    Args:
        place: of its first line.
        title: what it is called; empty if nothing.
        form: of its text.
        texts: before the first braces, between them, and behind the last.
        answers: what stands between each two braces.
    """

    place: str
    title: str
    form: str
    texts: Sequence[str]
    answers: Sequence[Answers]

    @property
    def card(self) -> str:
        """The first words of it."""
        return first_words(seen(_HOLE.sub(_GAP, question_text(self))))

    @property
    def is_cloze(self) -> bool:
        """Whether it is a text with gaps, and not one question with a gap for its answer."""
        if len(self.answers) != 1:
            return True
        alone = self.answers[0]
        is_short = alone.asks is Asks.SHORT and all(each.share >= 100 for each in alone.answers)
        return is_short and _GAP in _with_gap(self.texts) and "*" not in str(alone.answers)


class GiftNotes:
    """Makes notes of questions.

    Args:
        texts: makes texts of those of Moodle.
        options: how to read.
        lose: is told what is lost.
    """

    def __init__(self, texts: MoodleTexts, options: ReadOptions, lose: Lose) -> None:
        self._texts = texts
        self._options = options
        self._lose = lose
        self._instructions: list[Piece] = []
        self._has_followed = True  # whether a question came behind the instruction

    def notes(self, piece: Piece, place: str, tags: Sequence[str]) -> Iterator[ImportedNote]:
        """Yield the notes of a piece of a file.

        Args:
            piece: a question, or a text that stands before questions.
            place: of its first line.
            tags: those of its category.
        """
        if "{" not in piece.text:
            self._take_text(piece, place)
            return
        found = [*_alone(piece)]
        for number, each in enumerate(found):
            at = place if number == 0 else _moved(place, each.line - piece.line)
            yield from self._note(each, at, [*tags, *piece.tags])

    def done(self) -> None:
        """Tell of a text that no question follows; one that questions follow goes no further."""
        if not self._has_followed:
            for before in self._instructions:
                why = "no question follows it"
                words = first_words(seen(before.text))
                self._lose(Loss("a text between questions", f"line {before.line}", words, why))
        self._instructions, self._has_followed = [], True

    def _take_text(self, piece: Piece, place: str) -> None:
        if self._has_followed:
            self.done()
        words = first_words(seen(piece.text))
        if re.match(r"[=~#}]", piece.text):
            why = "write its question and a brace before them"
            self._lose(Loss("answers without a question", place, words, why))
        elif seen(piece.text).rstrip(": \n")[-1:] in ("?", "？") or "}" in piece.text:
            why = "write them between braces behind it"
            self._lose(Loss("a question without answers", place, words, why))
        elif len(piece.text) > _LONGEST_INSTRUCTION:
            why = "it is too long to stand above each question that follows"
            self._lose(Loss("a text between questions", place, words, why))
        else:
            self._instructions, self._has_followed = [*self._instructions, piece], False

    def _note(self, piece: Piece, place: str, tags: Sequence[str]) -> Iterator[ImportedNote]:
        words = first_words(seen(piece.text))
        try:
            question = _question(piece, place)
        except GiftError as error:
            self._lose(Loss("a question that cannot be read", place, words, str(error)))
            return
        said = self._said(question)
        is_markdown = any(each.is_markdown for each in said.values())

        def say(text: str, form: str) -> str:
            found = said.get((text, form)) or self._texts.text(seen(text), form, place)
            if is_markdown and not found.is_markdown:
                return as_markdown(found.text)
            return found.text

        maker = _Maker(question, say, self._options, self._lose)
        entry = maker.entry(self._above(say))
        if entry is None:
            return
        self._has_followed = True
        title = " ".join(seen(question.title).split())
        source_id = piece.source_id or title
        yield ImportedNote(
            entry=with_tags(entry, tags),
            place=place,
            source_id=source_id,
            is_markdown=is_markdown,
            kept={"title": title} if title and title != source_id else {},
        )

    def _said(self, question: _Question) -> Mapping[tuple[str, str], HtmlText]:
        """Return each text of a question, by itself and its form."""
        found = {}
        for text, form in _texts_of(question, self._instructions):
            if text.strip():
                found[text, form] = self._texts.text(seen(text), form, question.place)
        return found

    def _above(self, say: Say) -> str:
        """Return what stands above the questions that follow; empty if nothing does."""
        texts = (say(*_headless(piece.text)[1:]) for piece in self._instructions)
        return "\n\n".join(filter(None, texts))


def _moved(place: str, lines: int) -> str:
    """Return the place so many lines further down."""
    return re.sub(r"\d+$", lambda found: str(int(found[0]) + lines), place)


def _headless(text: str) -> tuple[str, str, str]:
    """Return the title of a question, its text, and the form of that."""
    title = ""
    if found := _TITLE.match(text):
        title, text = found[1].strip(), text[found.end() :].strip()
    if found := _FORM.match(text):
        form = found[1].lower()
        return title, text[found.end() :].strip(), "" if form == "moodle" else form
    return title, text, ""


def _question(piece: Piece, place: str) -> _Question:
    title, text, form = _headless(piece.text)
    texts, contents = _parted(text)
    return _Question(place, title, form, texts, [answers_of(content) for content in contents])


def _parted(text: str) -> tuple[list[str], list[str]]:
    """Return the texts around braces, and what stands between them; braces within are text.

    Raises:
        GiftError: one is never closed, or was never opened.
    """
    texts, contents, depth, begin = [], [], 0, 0
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            if depth == 0:
                texts.append(text[begin : brace.start()])
                begin = brace.end()
            depth += 1
        elif depth == 0:
            raise GiftError("a brace closes that was not opened: write `\\}` where it is text")
        else:
            depth -= 1
            if depth == 0:
                contents.append(text[begin : brace.start()])
                begin = brace.end()
    if depth:
        raise GiftError("a brace opens and is never closed: write `}` behind the answers")
    texts.append(text[begin:])
    return texts, contents


def _alone(piece: Piece) -> Iterator[Piece]:
    """Yield questions that stand on lines below each other without a blank line between."""
    try:
        texts, contents = _parted(piece.text)
    except GiftError:
        yield piece
        return
    inner = texts[1:-1]
    are_lines = bool(inner) and not texts[-1].strip() and all("\n" in each for each in inner)
    if not are_lines or not all(each.lstrip(" .\t").startswith("\n") for each in inner):
        yield piece
        return
    line = piece.line
    for text, content in zip(texts[:-1], contents, strict=True):
        own = f"{text}{{{content}}}"
        blank = len(own) - len(own.lstrip(" .\t\n"))
        yield Piece(line + own[:blank].count("\n"), own[blank:], piece.category, piece.source_id)
        line += own.count("\n")


def _texts_of(question: _Question, above: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    """Yield every text of a question with its form."""
    yield question_text(question), question.form
    yield from (_headless(piece.text)[1:] for piece in above)
    for answers in question.answers:
        plain = answers.asks in (Asks.SHORT, Asks.NUMBER)
        yield from ((text, question.form) for text in (answers.general, answers.wrong_feedback))
        for each in answers.answers:
            form = "plain" if plain else _form(each, question)
            parts = each.text.split("->", 1) if answers.asks is Asks.PAIRS else [each.text]
            yield from ((part.strip(), form) for part in parts)
            yield each.feedback, question.form


def _form(answer: Answer, question: _Question) -> str:
    return ("" if answer.form == "moodle" else answer.form) or question.form


def question_text(question: _Question) -> str:
    """Return the text of a question: with a gap where one that is missing stands in it."""
    if not question.is_cloze:
        return _with_gap(question.texts)
    return "".join(
        text if number == 0 else f"\ufdda{number - 1}\ufddb{text}"
        for number, text in enumerate(question.texts)
    )


def _with_gap(texts: Sequence[str]) -> str:
    before, behind = texts[0].rstrip(), texts[-1].strip()
    if not behind or (behind in ("?", "？", ".") and before[-1:] in (".", "?", "？", ":")):
        return before
    if behind in ("?", "？"):
        return before + behind
    space = texts[-1][:1] if texts[-1][:1].isspace() else ""
    return f"{texts[0].lstrip()}{_GAP}{space}{behind}"


class _Maker:
    """Makes the entry of one question."""

    def __init__(self, question: _Question, say: Say, options: ReadOptions, lose: Lose) -> None:
        self._question = question
        self._say = say
        self._options = options
        self._tell = lose

    def _lose(self, what: str, why: str) -> None:
        self._tell(Loss(what, self._question.place, self._question.card, why))

    def entry(self, above: str) -> dict[str, Written] | None:
        """Return the question as an author writes it; None where it is a loss.

        Args:
            above: a text that stands above it.
        """
        question = self._question
        text = self._say(question_text(question), question.form)
        if question.is_cloze:
            found = self._cloze(text, above)
        else:
            asked = f"{above}\n\n{text}" if above and text else above or text
            if not asked:
                self._lose("answers without a question", "write what is asked before the brace")
                return None
            found = self._asked(asked, question.answers[0])
        if found is None:
            return None
        explanation = "\n\n".join(dict.fromkeys(filter(None, self._explained())))
        return found | ({"explanation": explanation} if explanation else {})

    def _explained(self) -> Iterator[str]:
        """Yield what is shown whatever the answer was: general feedback, and that of right ones."""
        form = self._question.form
        for answers in self._question.answers:
            if answers.asks is not Asks.ESSAY:
                yield self._say(answers.general, form)
            yield self._say(answers.wrong_feedback, form)
            full = any(each.share >= 100 for each in answers.answers)
            for each in answers.answers:
                is_right = each.share >= 100 or answers.asks is Asks.PAIRS
                is_right = is_right or (answers.asks is Asks.CHOICE and each.share > 0 and not full)
                if is_right and each.feedback:
                    said = self._say(each.feedback, form)
                    telling = said[_end_of_praise(said) :]
                    if not telling:  # an explanation is read behind a wrong answer as well
                        self._lose("feedback of a right answer", _SAYS_ITSELF)
                    yield telling

    def _asked(self, asked: str, answers: Answers) -> dict[str, Written] | None:
        match answers.asks:
            case Asks.ESSAY:
                if answers.general:
                    model = self._say(answers.general, self._question.form)
                    return {"question": asked, "answer": model, "type": "free"}
                self._lose("an essay without an answer", "write one to compare with behind `####`")
                return None
            case Asks.TRUTH:
                return {"statement": asked, "answer": "true" if answers.right else "false"}
            case Asks.NUMBER:
                return self._number(asked, answers.answers)
            case Asks.PAIRS:
                return self._pairs(asked, answers.answers)
            case Asks.SHORT:
                return self._short(asked, answers.answers)
        return self._choice(asked, answers.answers)

    def _choice(self, asked: str, answers: Sequence[Answer]) -> dict[str, Written] | None:
        full = [each for each in answers if each.is_right and each.share >= 100]
        partial = [each for each in answers if each.share > 0 and each not in full]
        right = full or partial
        if full and partial:
            self._lose("an option that is partly right", "it counts as wrong")
        if len(full) > 1:
            self._lose("several options that are right, each alone", "all of them are to be picked")
        form = self._question.form
        choices = [
            Choice(
                self._say(each.text, _form(each, self._question)),
                each in right,
                "" if each in right else self._say(each.feedback, form),
            )
            for each in answers
        ]
        return choice_entry(asked, choices, self._question.place, self._tell)

    def _short(self, asked: str, answers: Sequence[Answer]) -> dict[str, Written] | None:
        right, wrong = self._typed(answers)
        if not right:
            self._lose("a question without a right answer", "write `=` before one")
            return None
        typed = self._options.typed is not False
        entry = asked_entry(asked, right[0], typed)
        if not typed:
            if len(right) > 1:
                self._lose("other right answers", "one is compared with")
            return entry
        if len(right) > 1:
            entry["accept"] = right[1:]
        if wrong:
            entry["reject"] = wrong
        return entry

    def _typed(self, answers: Sequence[Answer]) -> tuple[list[str], dict[str, str]]:
        """Return answers that are right, and wrong ones with what is said to them."""
        right: list[str] = []
        wrong: dict[str, str] = {}
        for each in answers:
            bare = each.text.replace("\\*", "\ufddc")
            if "*" in bare and each.share > 0 and not re.search(r"\w\s?\*\s?\w", bare):
                self._lose("a wildcard in an answer", "write each answer that is right")
            elif bare.strip() == "*":
                if each.feedback:
                    self._lose("feedback to any other answer", "write it into the explanation")
                continue
            text = self._say(each.text.replace("\\*", "*"), "plain")
            text = text.strip("*").strip() if "*" in bare and "*" not in text[1:-1] else text
            if not text:
                continue
            if each.share >= 100:
                right.append(text)
            elif each.share > 0:
                self._lose("an answer that is partly right", "it counts as wrong")
            else:
                wrong[text] = self._say(each.feedback, self._question.form)
        right = list(dict.fromkeys(right))
        return right, {text: why for text, why in wrong.items() if text not in right}

    def _number(self, asked: str, answers: Sequence[Answer]) -> dict[str, Written] | None:
        full = [each for each in answers if each.share >= 100]
        if any(0 < each.share < 100 for each in answers):
            self._lose("an answer that is partly right", "it counts as wrong")
        if any(each.share <= 0 and each.feedback for each in answers):
            self._lose("feedback to a wrong number", "write it into the explanation")
        entry: dict[str, Written] = {"question": asked}
        accepted: list[str] = []
        for each in full:
            found = _range(seen(each.text))
            if found is None:
                self._lose("a number that cannot be read", "write it as 3.5, 3.5:0.1 or 3..4")
            elif len(entry) == 1:
                entry |= found
            elif "answer" in found and "answer" in entry:
                if found["answer"] not in (entry["answer"], *accepted):
                    accepted.append(str(found["answer"]))
                if found.get("tolerance", "") != entry.get("tolerance", ""):
                    self._lose("how far off a second number may be", "that of the first counts")
            else:
                self._lose("a second range of numbers", "the first alone counts")
        if len(entry) == 1:
            if not full:
                self._lose("a question without a right answer", "write `=` before one")
            return None
        return entry | ({"accept": accepted} if accepted else {})

    def _pairs(self, asked: str, answers: Sequence[Answer]) -> dict[str, Written] | None:
        pairs: dict[str, str] = {}
        others: list[str] = []
        for each in answers:
            form = _form(each, self._question)
            left, right = (self._say(part.strip(), form) for part in each.text.split("->", 1))
            if not right:
                self._lose("a left side without a right one", "it is left out")
            elif not left:
                others.append(right)
            elif pairs.get(left, right) != right:
                self._lose("a left side that is there twice", "the first alone counts")
            else:
                pairs[left] = right
        if not 2 <= len(pairs) <= _MOST_PAIRS:
            self._lose(
                "pairs fewer than 2 or more than 9", "a deck takes 2 to 9; write several questions"
            )
            return None
        others = [each for each in dict.fromkeys(others) if each not in pairs.values()]
        entry: dict[str, Written] = {"question": asked, "pairs": pairs}
        return entry | ({"distractors": others} if others else {})

    def _cloze(self, text: str, above: str) -> dict[str, Written] | None:
        """Return a text with gaps."""
        blanks = []
        for answers in self._question.answers:
            blank = self._blank(answers)
            if blank is None:
                self._lose(
                    "a text with a gap that cannot be one", "only words and options can be missing"
                )
                return None
            blanks.append(blank)
        pieces: list[str | Blank] = []
        for number, part in enumerate(_HOLE.split(text)):
            if number % 2:
                pieces.append(blanks[int(part)])
            elif part:
                pieces.append(part)
        cloze = write_cloze(pieces)
        return {"question": above, "cloze": cloze} if above else {"cloze": cloze}

    def _blank(self, answers: Answers) -> Blank | None:
        if answers.asks is Asks.CHOICE:
            options = [
                self._say(each.text, _form(each, self._question)) for each in answers.answers
            ]
            best = max(each.share for each in answers.answers)
            right = [
                text
                for text, each in zip(options, answers.answers, strict=True)
                if each.share == best > 0
            ]
            if any(each.feedback for each in answers.answers if each.share < best):
                self._lose("feedback to a wrong answer of a gap", "write it into the explanation")
            return Blank(right[0], tuple(right[1:]), " / ".join(options)) if right else None
        if answers.asks is Asks.NUMBER:
            found = [_range(seen(each.text)) for each in answers.answers if each.share >= 100]
            if any(each is None or "tolerance" in each or "min" in each for each in found):
                self._lose("how far off the number of a gap may be", "it counts as it stands")
            right = [str(each.get("answer") or each["min"]) for each in found if each]
        elif answers.asks is Asks.SHORT:
            right, wrong = self._typed(answers.answers)
            if any(wrong.values()):
                self._lose("feedback to a wrong answer of a gap", "write it into the explanation")
        else:
            return None
        return Blank(right[0], tuple(right[1:])) if right else None


def _end_of_praise(text: str) -> int:
    found = _PRAISE.match(text)
    return found.end() if found else 0


def _range(text: str) -> dict[str, Written] | None:
    """Return what a number says: itself, with how far off one may be, or from where to where."""
    text = "".join(text.split())
    if ".." in text:
        low, high = text.split("..", 1)
        if _NUMBER.fullmatch(low) and _NUMBER.fullmatch(high):
            return {"min": _dotted(low), "max": _dotted(high)}
        return None
    number, _, off = text.partition(":")
    if not _NUMBER.fullmatch(number) or (off and not _NUMBER.fullmatch(off)):
        return None
    entry: dict[str, Written] = {"answer": _dotted(number)}
    if off and float(_dotted(off)):
        entry["tolerance"] = _dotted(off)
    return entry


def _dotted(number: str) -> str:
    return number.replace(",", ".")

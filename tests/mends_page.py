"""Writes docs/mends.md: of every code, what `check --fix` does about it, or why it does nothing.

python -m tests.mends_page
"""

from collections.abc import Iterator
from difflib import unified_diff
from functools import partial
from typing import NamedTuple

from quizkit.errors import ProblemCode
from quizkit.formats.deck_yaml import Reading, open_deck, parse_deck
from quizkit.lint import Finding, all_rules, check_deck, example_deck
from quizkit.lint.finding import from_problem
from quizkit.lint.mending import Checking, Mended, mended
from tests.places import DOCS, GOLDEN

PAGE = DOCS / "mends.md"
HEAD = """\
# What `check --fix` mends

A mend is made where it can mean nothing else, and only if then every other note reads as before, no card gets another
id, and no example is judged otherwise. What is not mended is reported, with what to do. The same mends are the `edits`
of `check --json`.

<!-- made by `python -m tests.mends_page`: the words from there, the lines from the bad decks of the tests -->

| code | what is done | before | after |
|---|---|---|---|
"""
SECOND = """
Nothing is done about the others, whose authors have to choose:

| codes | because |
|---|---|
"""

DONE = {
    "yaml": "quotes around a text, a `\\|` before one of several lines, a space behind a colon, spaces for tabs",
    "alias": "quotes, unless both `&name` and `*name` are there",
    "tag": "quotes, unless it begins with `!!`",
    "lost-comment": "quotes, unless a space follows the `#`, which then may begin a comment",
    "lost-escape": "single quotes; of several lines, a block; else two backslashes for one",
    "lost-question-mark": "quotes",
    "split-number": "quotes",
    "folded-dash": "a block, under a key that takes no list",
    "cut-text": "quotes, under a key that takes no list",
    "unknown-key": "the name of the one key that is meant, if it is not there; a space behind its colon",
    "wrong-shape": "quotes around a text that is read as `{}` or by its colon as a mapping; a space behind a colon",
    "empty-text": "quotes around what begins with `#`; a key is deleted that may be missing",
    "empty-list": "the key is deleted",
    "unknown-value": "the one word that is meant",
    "not-true-or-false": "`true` for yes, on, t, 1; `false` for no, off, f, 0",
    "no-title": "`title` for a key of a source that seems to mean it",
    "bad-id": "`-` for each sign that cannot be there",
    "bad-language": "the code that is meant",
    "accepted-twice": "the second is deleted, if it is the same letter by letter",
    "duplicate-option": "the second is deleted, if it is the same letter by letter, and none is right",
    "duplicate-example": "the second of one outcome is deleted",
    "Q001": "the ignore is deleted",
    "Q117": "marks of an answer that can be left out are",
    "Q125": "the name that is there and differs in letter case, form of accents or slashes alone",
    "Q207": "`type: person`; a form of the source goes into `accept`",
    "Q211": "characters of no width are deleted, and accents joined to their letters",
    "Q213": "where it is asked how many, the figure goes into `accept`",
    "Q214": "`type: exact`",
    "Q217": "what `;` parts, or `/` without capitals, goes into `accept`; in a cloze only where the blanks"
    " are numbered",
    "Q221": "`type: code`",
}
_NO_FILE = "no deck could be read"
_AUTHOR = "its author knows what is meant"
_WORDS = "another wording is another card"
_OPTION = "options are for the author to choose"
_FACT = "a fact is for the author to look up"
_OTHER = "which of the two cards is to change is for the author to say"
LEFT = {
    "control-character": "it may be what an escape has left of a letter",
    **dict.fromkeys(("no-file", "a-folder", "no-permission", "empty-file"), _NO_FILE),
    "not-utf8": "which characters are meant cannot be seen from here",
    "several-documents": "the second may be a deck",
    "duplicate-key": "either value may be the one that is meant",
    "too-deep": _AUTHOR,
    "too-long": "what to keep is for the author to say",
    "too-many-problems": "mend those above, and it is gone",
    "folded-code": "how far each line of code is indented only its author knows",
    "misplaced-key": "to delete it could lose what it says",
    "count": "how many there are to be is for the author to say",
    "no-cards": "there is nothing to write",
    **dict.fromkeys(
        ("no-kind", "no-question", "no-answer", "no-bound"), "there is nothing to write"
    ),
    "two-kinds": _AUTHOR,
    **dict.fromkeys(
        ("bad-column", "bad-row", "no-rows"), "what the table is to hold, its author knows"
    ),
    "cloze": "what is to be hidden, its author knows",
    **dict.fromkeys(
        ("not-included", "included", "same-deck-id"), "it takes another file, or an id"
    ),
    **dict.fromkeys(("duplicate-id", "duplicate-prompt"), "progress belongs to either"),
    **dict.fromkeys(("bad-citation", "unknown-source"), "what a card rests on, its author knows"),
    "rejected-and-right": "it is right or it is wrong",
    "free-with-options": _AUTHOR,
    **dict.fromkeys(("not-a-number", "min-above-max", "bad-tolerance", "bad-require"), _AUTHOR),
    **dict.fromkeys(("not-formatted", "not-appended"), "the deck is written in some other way"),
    **{code: _WORDS for code in all_rules() if code.startswith("Q1")},
    "Q201": "what the card is to ask is for the author to say",
    "Q202": "whether all are asked or any will do, its author knows",
    **dict.fromkeys(("Q203", "Q204", "Q206"), "which number or unit is right, its author knows"),
    "Q209": "whether the two may be mixed up, its author knows",
    "Q212": "what it stands for, its author knows",
    "Q215": _FACT,
    "Q216": "the card wants another prompt",
    "Q218": _WORDS,
    "Q219": "what the look-alike is, its author knows",
    "Q119": "which bars are text, its author knows",
    "Q220": "whether it is code, its author knows",
    **{code: _OPTION for code in all_rules() if code.startswith("Q3")},
    **{code: _OTHER for code in all_rules() if code.startswith("Q4")},
    "Q409": "which language is which, its author knows",
    **{code: _FACT for code in all_rules() if code.startswith("Q5")},
    "Q601": "the card is wrong, or the example",
    "Q602": _AUTHOR,
    **{code: _AUTHOR for code in all_rules() if code.startswith("Q7")},
    **dict.fromkeys(("Q701", "Q702"), "what a picture shows, its author knows"),
}

MORE = {
    "an invisible character": "- question: What is the capital of Peru?\n  answer: Li\u200bma",
    "an ignore": "- question: What is a star?\n  answer: a sun\n  lint: {ignore: [Q105]}",
    "a number of things": "- question: How many moons has Mars?\n  answer: 2 tiny moons",
    "a word for true": "- question: house\n  answer: casa\n  reverse: yes",
    "an answer twice": "- question: house\n  answer: casa\n  accept: [hogar, hogar]",
    "an option twice": "- question: Which two are gases?\n  answers: [neon, neon, argon]",
    "an example twice": "- question: house\n  answer: casa\n  examples: {wrong: [caja, caja]}",
    "a name in other letters": "- question: house\n  answer: casa\n  answer_image: {Heart.PNG: A heart}",
    "an empty key": "- question: house\n  answer: casa\n  hints: []\n  explanation: ''",
}
"""Entries of decks with something to mend, by what that is."""


class Example(NamedTuple):
    """A deck with something to mend, and what comes of it."""

    name: str
    before: Reading
    check: Checking
    after: Mended

    @property
    def diff(self) -> list[str]:
        """The lines that differ, each behind `-` or `+`."""
        old, new = (
            [line for text in reading.texts.values() for line in text.splitlines()]
            for reading in (self.before, self.after.reading)
        )
        texts = old, new
        return [
            line
            for line in unified_diff(*texts, n=0, lineterm="")
            if line[:2] not in ("--", "++", "@@")
        ]


def examples() -> Iterator[Example]:
    """Yield every bad deck of the tests, every bad card of a rule, and some more."""
    for path in sorted(GOLDEN.glob("bad_decks/*.yaml"), key=lambda path: path.stat().st_size):
        reading = open_deck(path)
        yield _mended(path.stem, reading, _problems)
    for code, rule in all_rules().items():
        texts = {"text": rule.lesson.text} if rule.lesson.text else None
        reading = parse_deck(example_deck(rule, rule.lesson.bad))
        check = partial(check_deck, hints=True, select=[code], texts=texts)
        yield _mended(code, reading, check)
    for name, entry in MORE.items():
        lines = entry.replace("\n", "\n  ")
        reading = parse_deck(f"title: Example\ncards:\n  {lines}\n", folder=GOLDEN / "media")
        yield _mended(name, reading, partial(check_deck, hints=True))


def _problems(reading: Reading) -> list[Finding]:
    return list(map(from_problem, reading.problems))


def _mended(name: str, reading: Reading, check: Checking) -> Example:
    return Example(name, reading, check, mended(reading, check))


def golden() -> dict[str, str]:
    """Return what is mended in each example by its name, as lines that go and lines that come."""
    return {
        example.name: "\n".join(
            [
                ", ".join(sorted({str(finding.code) for finding in example.after.done})),
                *example.diff,
            ]
        )
        for example in examples()
        if example.after.done
    }


def _cell(lines: list[str]) -> str:
    """Return lines of a diff for a table; what nobody would see is a mark there."""
    shown = " ".join(f"`{line[1:].strip()}`" for line in lines[:3])
    return shown.replace("|", "\\|").replace("\u200b", "\u2423")


def _code(code: str) -> str:
    return code if code.startswith("Q") else f"`{code}`"


def mended_codes() -> dict[str, tuple[str, str]]:
    """Return the codes that are mended, each with lines before and after."""
    shown: dict[str, tuple[str, str]] = {}
    for example in examples():
        codes = {str(finding.code) for finding in example.after.done}
        gone = [line for line in example.diff if line[0] == "-"]
        come = [line for line in example.diff if line[0] == "+"]
        differs = [line[1:].split() for line in gone] != [line[1:].split() for line in come]
        for code in codes:
            if code not in shown or (len(codes) == 1 and differs and not shown[code][0]):
                alone = len(codes) == 1 and differs
                shown[code] = (_cell(gone), _cell(come)) if alone else ("", "")
    return shown


def page() -> str:
    """Return the page as it should be."""
    shown = mended_codes()
    all_codes = (*map(str, ProblemCode), *all_rules())
    rows = [
        f"| {_code(code)} | {DONE[code]} | {' | '.join(shown.get(code, ('', '')))} |\n"
        for code in all_codes
        if code in DONE
    ]
    reasons: dict[str, list[str]] = {}
    for code in all_codes:
        if code not in DONE:
            reasons.setdefault(LEFT[code], []).append(_code(code))
    left = [f"| {', '.join(codes)} | {reason} |\n" for reason, codes in reasons.items()]
    return "".join((HEAD, *rows, SECOND, *left))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

"""One entry broken in every way that comes to mind: the others are read, and stand where they stood."""

import pytest

from quizkit.formats import parse_deck

COUNT, AT = 10, 5
BROKEN = {
    "quote": '  - question: "Q5 what?\n    answer: A5\n',
    "squote": "  - question: 'Q5 what?\n    answer: A5\n",
    "squote2": "  - question: Q5 what?\n    answer: 'A5\n",
    "quote behind": '  - question: "Q5" what?\n    answer: A5\n',
    "tab indent": "  - question: Q5 what?\n\tanswer: A5\n",
    "tab before dash": "\t- question: Q5 what?\n    answer: A5\n",
    "bracket": "  - question: Q5 what?\n    answers: [A5, B5\n",
    "brace": "  - question: Q5 what?\n    pairs: {A5: B5\n",
    "open flow entry": "  - {question: Q5 what?, answer: A5\n",
    "close bracket": "  - question: Q5 what?\n    answer: A5\n    accept: ]\n",
    "anchor": "  - question: &q Q5 what?\n    answer: A5\n",
    "alias": "  - question: Q5 what?\n    answer: *A5\n",
    "tag": "  - question: Q5 what?\n    answer: !foo A5\n",
    "entry anchor": "  - &e\n    question: Q5 what?\n    answer: A5\n",
    "merge": "  - question: Q5 what?\n    <<: *x\n    answer: A5\n",
    "dash deeper": "   - question: Q5 what?\n     answer: A5\n",
    "dash less": " - question: Q5 what?\n   answer: A5\n",
    "dash col0": "- question: Q5 what?\n  answer: A5\n",
    "answer deeper": "  - question: Q5 what?\n      answer: A5\n",
    "answer less": "  - question: Q5 what?\n   answer: A5\n",
    "answer at dash": "  - question: Q5 what?\n  answer: A5\n",
    "answer col0": "  - question: Q5 what?\nanswer: A5\n",
    "stray dash": "  -\n  - question: Q5 what?\n    answer: A5\n",
    "stray dash behind": "  - question: Q5 what?\n    answer: A5\n    -\n",
    "stray dash col0": "  - question: Q5 what?\n    answer: A5\n-\n",
    "double dash": "  - - question: Q5 what?\n    answer: A5\n",
    "no dash": "    question: Q5 what?\n    answer: A5\n",
    "no dash less": "  question: Q5 what?\n  answer: A5\n",
    "lost colon": "  - question Q5 what?\n    answer: A5\n",
    "lost colon2": "  - question: Q5 what?\n    answer A5\n",
    "lost space": "  - question:Q5 what?\n    answer: A5\n",
    "colon in text": "  - question: Q5: what?\n    answer: A5\n",
    "hash": "  - question: Q5 # what?\n    answer: A5\n",
    "percent": "  - question: Q5 what?\n    answer: %A5\n",
    "at": "  - question: Q5 what?\n    answer: @A5\n",
    "backtick": "  - question: `Q5` what?\n    answer: A5\n",
    "flow": "  - {question: Q5, what?, answer: A5}\n",
    "flow nested": "  - {question: Q5 what?, answer: {A5}}\n",
    "doc": "---\n  - question: Q5 what?\n    answer: A5\n",
    "doc inside": "  - question: Q5 what?\n---\n    answer: A5\n",
    "docend": "  - question: Q5 what?\n    answer: A5\n...\n",
    "doc deeper": "  - question: Q5 what?\n    --- \n    answer: A5\n",
    "directive": "%YAML 1.1\n  - question: Q5 what?\n    answer: A5\n",
    "crlf": '  - question: "Q5 what?\r\n    answer: A5\r\n',
    "text": "  - question: Q5 what?\n    answer: A5\nSome text here\n",
    "text in": "  some text\n  - question: Q5 what?\n    answer: A5\n",
    "block badindent": "  - question: |\n      Q5\n    what?\n    answer: A5\n",
    "block bar text": "  - question: | Q5\n      what?\n    answer: A5\n",
    "bad escape": '  - question: "Q5 \\q what?"\n    answer: A5\n',
    "null": "  - question: Q5 \x00 what?\n    answer: A5\n",
    "surrogate ctl": "  - question: Q5 \x07 what?\n    answer: A5\n",
    "deep": "  - question: Q5 what?\n    answer: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    "dup key": "  - question: Q5 what?\n    question: Q what?\n    answer: A5\n",
    "heading key": "language: fr\n  - question: Q5 what?\n    answer: A5\n",
    "cards again": "cards:\n  - question: Q5 what?\n    answer: A5\n",
    "qmark": "  ? question: Q5 what?\n    answer: A5\n",
    "complex": "  - question: Q5 what?\n    ? answer\n    : : A5\n",
    "merge marks": "<<<<<<< HEAD\n  - question: Q5 what?\n    answer: A5\n=======\n  - question: Q5 what?\n    answer: B5\n>>>>>>> x\n",
    "unicode nbsp": "  -\xa0question: Q5 what?\n    answer: A5\n",
    "nbsp indent": "  - question: Q5 what?\n\xa0\xa0\xa0\xa0answer: A5\n",
    "empty q": "  - question: \n    answer: A5\n",
    "list": "  - [question, Q5]\n",
    "scalar": "  - Q5\n",
    "quoteend": '  - question: Q5 what?\n    answer: A5"\n    hints: ["a" b]\n',
    "quote two": '  - question: "Q5 what?\n    answer: "A5"\n',
    "fence": "  - question: |\n      Q5\n  ```\n    x\n    answer: A5\n",
}
"""What stands in the place of the sixth of ten entries, by what is wrong with it."""
BEFORE_TOO = {"heading key"}
"""Those that may belong to the entry above, which is left out with it."""


def deck(broken: str, at: int) -> str:
    entries = [f"  - question: Q{n} what?\n    answer: A{n}\n" for n in range(COUNT)]
    entries[at] = broken
    return f"title: T\nlanguage: en\ncards:\n{''.join(entries)}"


def outdented(text: str) -> str:
    return "".join(line.removeprefix("  ") for line in text.splitlines(keepends=True))


@pytest.mark.parametrize("at", [AT, COUNT - 1])
@pytest.mark.parametrize("name", BROKEN)
def test_one_broken_entry_leaves_the_others_alone(name: str, at: int) -> None:
    reading = parse_deck(deck(BROKEN[name], at))
    there = reading.lenient_deck
    assert there
    assert reading.problems
    lost = {at, at - 1} if name in BEFORE_TOO else {at}
    prompts = [note.prompt for note in there.notes if not note.prompt.startswith(f"Q{at}")]
    assert prompts == [f"Q{n} what?" for n in range(COUNT) if n not in lost]
    for number, note in enumerate(there.notes):
        origin = reading.origin(number)
        assert origin.text.startswith(note.prompt, origin.offset("question"))

"""Decks that grow in one place: every list, mapping and text of the format, right and wrong."""

from collections.abc import Callable

from quizkit.formats.limits import MOST_CHARACTERS, MOST_ITEMS
from tests.growing_tables import TABLES
from tests.growing_texts import SORTS, Grown, lines

MOST_SECONDS = 5.0
"""For a deck of a megabyte, be it of 14,000 cards: two seconds, on a machine that does nothing else."""
HEAD = "title: T\ncards:\n"
NOTE = "- question: Which one?\n  answer: this\n"


def note(keys: str = "question: Which one?\n  answer: this\n") -> Callable[[str], Grown]:
    """Return what makes, of the line that is repeated, a deck of one entry with these keys."""
    return lambda form: lambda n: f"{HEAD}- {keys}{lines(form, n)}"


def key(name: str, keys: str = "question: Which one?\n  answer: this\n") -> dict[str, Grown]:
    """Return decks whose one entry has a long list, or mapping, under a key."""
    begun = f"{keys}  {name}:\n"
    return {
        f"{name}, a list": note(begun)("  - item {}\n"),
        f"{name}, a list in brackets": lambda n: (
            f"{HEAD}- {keys}  {name}: [{lines('item {}, ', n)}]\n"
        ),
        f"{name}, a mapping": note(begun)("    item {}: feedback\n"),
        f"{name}, a mapping of nothing": note(begun)("    item {}:\n"),
        f"{name}, a list of one text": note(begun)("  - same\n"),
        f"{name}, a list of nothing": note(begun)("  -\n"),
        f"{name}, a list of lists": note(begun)("  - [a{}, b{}]\n"),
        f"{name}, a list of mappings": note(begun)("  - {a: b}\n"),
        f"{name}, a list in a list": lambda n: (
            f"{HEAD}- {keys}  {name}:\n  - [{lines('v{}, ', n)}]\n"
        ),
    }


_ANSWERED = "question: Which one?\n  answer: this\n"
_ASKED = "question: Which one?\n"
_LISTS: dict[str, Grown] = {}
for _name, _keys in {
    "accept": _ANSWERED,
    "reject": _ANSWERED,
    "distractors": _ANSWERED,
    "hints": _ANSWERED,
    "tags": _ANSWERED,
    "source": _ANSWERED,
    "answers": _ASKED,
    "order": _ASKED,
    "pairs": _ASKED,
    "examples": _ANSWERED,
    "lint": _ANSWERED,
    "image": _ANSWERED,
    "x-mine": _ANSWERED,
    "unknown": _ANSWERED,
    "explanation": _ANSWERED,
    "id": _ANSWERED,
    "type": _ANSWERED,
    "case": _ANSWERED,
}.items():
    _LISTS |= key(_name, _keys)
for _verdict in ("correct", "close", "partial", "wrong"):
    _LISTS |= {
        f"examples {_verdict}": note(f"{_ANSWERED}  examples:\n    {_verdict}:\n")(
            "    - item {}\n"
        ),
        f"examples {_verdict}, one text": note(f"{_ANSWERED}  examples:\n    {_verdict}:\n")(
            "    - this\n"
        ),
    }


def _text(name: str, keys: str) -> dict[str, Grown]:
    """Return decks with a long text of many sorts in place of TEXT in an entry."""
    return {
        f"{name} of {sort}": lambda n, made=made: _decks_of(keys, made, n)
        for sort, made in SORTS.items()
    }


def _decks_of(keys: str, made: Grown, n: int) -> str:
    """Return a deck of n characters in texts that are as long as may be.

    A text stands in quotes for TEXT, and as it is for BARE.
    """
    deck = HEAD
    for at in range(max(1, n // MOST_CHARACTERS)):
        text = f"{at} {made(min(n, MOST_CHARACTERS) - 100)}"
        entry = keys.replace("Which?", f"Which is {at}?").replace("TEXT", f'"{text}"')
        deck += f"- {entry.replace('BARE', text)}"
    return deck


_TEXTS: dict[str, Grown] = {
    **_text("question", "question: TEXT\n  answer: this\n"),
    **_text("answer", "question: Which?\n  answer: TEXT\n"),
    **_text("id", "id: TEXT\n  question: Which?\n  answer: this\n"),
    **_text("hint", "question: Which?\n  answer: this\n  hints: [TEXT]\n"),
    **_text("tag", "question: Which?\n  answer: this\n  tags: [TEXT]\n"),
    **_text("reject", "question: Which?\n  answer: this\n  reject: {TEXT: no}\n"),
    **_text("distractor", "question: Which?\n  answer: this\n  distractors: [TEXT, other]\n"),
    **_text("cloze", "cloze: TEXT\n"),
    **_text("blank", 'cloze: "This is {{BARE}}."\n'),
    **_text("statement", "statement: TEXT\n  answer: true\n"),
    **_text("explanation", "question: Which?\n  answer: this\n  explanation: TEXT\n"),
    **_text("source", "question: Which?\n  answer: this\n  source: TEXT\n"),
    **_text("example", "question: Which?\n  answer: this\n  examples: {wrong: [TEXT]}\n"),
    **_text("list answer", "question: Which?\n  answers: [TEXT, other]\n"),
    **_text("order", "question: Which?\n  order: [TEXT, other]\n"),
    **_text("pair", "question: Which?\n  pairs: {TEXT: a, other: TEXT}\n"),
    **_text("number", "question: Which?\n  answer: TEXT\n  type: number\n"),
    **_text("date", "question: Which?\n  answer: TEXT\n  type: date\n"),
    **_text("person", "question: Which?\n  answer: TEXT\n  type: person\n"),
    **_text("code", "question: Which?\n  answer: TEXT\n  type: exact\n"),
    **_text("min", "question: Which?\n  min: TEXT\n  max: TEXT\n"),
    **_text("tolerance", "question: Which?\n  answer: 5\n  tolerance: TEXT\n"),
    **_text("key", "question: Which?\n  answer: this\n  TEXT: this\n"),
    **_text("language", "question: Which?\n  answer: this\n  language: TEXT\n"),
    **_text("type", "question: Which?\n  answer: this\n  type: TEXT\n"),
    **_text("self-rated", "question: Which?\n  answer: TEXT\n  type: free\n"),
}

_HEAD: dict[str, Grown] = {
    "x- keys of the head": lambda n: lines("x-{}: v\n", n) + HEAD + NOTE,
    "unknown keys of the head": lambda n: lines("k{}: v\n", n) + HEAD + NOTE,
    "tags of the head": lambda n: "tags:\n" + lines("- t{}\n", n) + HEAD + NOTE,
    "sources": lambda n: (
        "sources:\n" + lines("  s{}: {title: S, file: s{}.txt}\n", n) + HEAD + NOTE
    ),
    "sources without title": lambda n: "sources:\n" + lines("  s{}: {file: a}\n", n) + HEAD + NOTE,
    "sources that are texts": lambda n: "sources:\n" + lines("  s{}: a\n", n) + HEAD + NOTE,
    "sources with bad names": lambda n: (
        "sources:\n" + lines("  'a#{}': {title: a}\n", n) + HEAD + NOTE
    ),
    "details of a source": lambda n: (
        "sources:\n  s:\n    title: S\n" + lines("    d{}: v\n", n) + HEAD + NOTE
    ),
    "unknown of a source": lambda n: (
        "sources:\n  s:\n    title: S\n    unknown:\n" + lines("    - d{}\n", n) + HEAD + NOTE
    ),
    "unknown of a source, empty": lambda n: (
        "sources:\n  s:\n    title: S\n    unknown:\n" + lines("    - ''\n", n) + HEAD + NOTE
    ),
    "defaults, unknown": lambda n: "defaults:\n" + lines("  k{}: v\n", n) + HEAD + NOTE,
    "defaults, x-": lambda n: "defaults:\n" + lines("  x-{}: v\n", n) + HEAD + NOTE,
    "description": lambda n: "description: |\n" + lines("  line {}\n", n) + HEAD + NOTE,
    "keys twice": lambda n: HEAD + NOTE + "title: again\n" * n,
    "comments": lambda n: lines("# {}\n", n) + HEAD + NOTE,
    "empty lines": lambda n: "\n" * n + HEAD + NOTE,
    "documents": lambda n: HEAD + NOTE + "---\n" * n,
    "language": lambda n: f"language: {'a' * n}\n{HEAD}{NOTE}",
}


def cards(form: str) -> Grown:
    """Return decks of n entries."""
    return lambda n: HEAD + lines(form, n)


_CARDS: dict[str, Grown] = {
    "typed": cards("- question: Which is {}?\n  answer: number {}\n"),
    "in braces": cards("- {question: Which is {}?, answer: number {}}\n"),
    "one answer": cards("- {question: Which is {}?, answer: this}\n"),
    "figures": cards("- {question: Which is {}?, answer: {}}\n"),
    "same words": cards(
        "- {id: a{}, question: Which is the big river of the land?, answer: '{}'}\n"
    ),
    "same question": cards("- {question: Which?, answer: '{}'}\n"),
    "same id": cards("- {id: a, question: Which is {}?, answer: '{}'}\n"),
    "with ids": cards("- {id: a{}, question: Which is {}?, answer: '{}'}\n"),
    "with sources": cards("- {question: Which is {}?, answer: '{}', source: s#{}}\n"),
    "choices": cards("- {question: Which is {}?, answer: 'a{}', distractors: [b{}, c{}]}\n"),
    "choices of the same": cards(
        "- {question: Which is {}?, answer: 'a{}', distractors: [b, c]}\n"
    ),
    "true": cards("- {statement: This is {}., answer: true}\n"),
    "clozes": cards("- cloze: This is {{n{}}}.\n"),
    "lists": cards("- {question: Which are {}?, answers: [a{}, b{}]}\n"),
    "orders": cards("- {question: Which are {}?, order: [a{}, b{}]}\n"),
    "pairs": cards("- {question: Which are {}?, pairs: {a{}: b, c: d{}}}\n"),
    "free": cards("- {question: Why is {}?, answer: So {}., type: free}\n"),
    "turned": cards("- {question: Which is {}?, answer: a{}, reverse: true}\n"),
    "with reject": cards("- {question: Which is {}?, answer: a{}, reject: {b: no}}\n"),
    "with examples": cards("- {question: Which is {}?, answer: a{}, examples: {wrong: [b]}}\n"),
    "failing examples": cards(
        "- {question: Which is {}?, answer: a{}, examples: {wrong: [a{}]}}\n"
    ),
    "no answer": cards("- question: Which is {}?\n"),
    "nothing": cards("-\n"),
    "texts": cards("- a\n"),
    "lists for entries": cards("- [a, b]\n"),
    "empty answers": cards("- {question: Which is {}?, answer: }\n"),
    "answers with #": cards("- question: Which is {}?\n  answer: a #b\n"),
    "answers that are #": cards("- question: Which is {}?\n  answer: #b\n"),
    "answers in brackets": cards("- question: Which is {}?\n  answer: [b\n"),
    "split numbers": cards("- {question: Which is {}?, answers: [3,000, 300,000]}\n"),
    "escapes": cards('- {question: Which is {}?, answer: "\\frac"}\n'),
    "anchors": cards("- {question: Which is {}?, answer: &a b}\n"),
    "aliases": cards("- {question: Which is {}?, answer: *a }\n"),
    "tags of YAML": cards("- {question: Which is {}?, answer: !a b}\n"),
    "folded dashes": cards("- question: Which is {}?\n  answer: a\n    - b\n"),
    "unknown keys": cards("- {question: Which is {}?, answer: a, odd{}: b}\n"),
    "misspelt keys": cards("- {question: Which is {}?, anwser: a}\n"),
    "misplaced keys": cards("- {statement: It is {}., answer: true, accept: b}\n"),
    "two kinds": cards("- {question: Which is {}?, answer: a, order: [b, c]}\n"),
    "no such source": cards("- {question: Which is {}?, answer: a, source: s#1}\n"),
    "bad ids": cards("- {id: a b, question: Which is {}?, answer: a}\n"),
    "bad clozes": cards("- cloze: This is {{}\n"),
    "unclosed clozes": cards("- cloze: This is {{a\n"),
    "control characters": cards("- {question: Which is {}?, answer: a\x01}\n"),
    "byte order marks": cards("- {question: Which is {}?, answer: a\ufeff}\n"),
    "tabs": cards("-\t{question: Which is {}?, answer: a}\n"),
    "tabs before": cards("- question: Which is {}?\n\tanswer: a\n"),
    "odd keys": cards("- {question: Which is {}?, [a]: b, answer: a}\n"),
    "colons": cards("- question: Which is: {}?\n  answer: a\n"),
    "unclosed quotes": cards('- question: "Which is {}?\n  answer: a\n'),
    "wrong indents": cards("- question: Which is {}?\n answer: a\n"),
    "question marks": cards("- {?question: Which is {}?, answer: a}\n"),
    "keys twice": cards("- {question: Which is {}?, answer: a, answer: b}\n"),
    "missing dashes": cards("  question: Which is {}?\n  answer: a\n"),
    "bad flags": cards("- {statement: It is {}., answer: maybe}\n"),
    "no language": cards("- {question: Which is {}?, answer: a, case: odd}\n"),
    "pronouns": cards("- {question: What does it do with {}?, answer: This is it}\n"),
    "answers in prompts": cards("- {question: Is the answer a{} or b{}?, answer: a{}}\n"),
    "negatives": cards("- {question: Which is not never {}?, answer: not}\n"),
    "long answers": cards(
        "- {question: Which is {}?, answer: a long answer of many words that goes on {}}\n"
    ),
    "names": cards("- {question: Who is John Smith {}?, answer: John Smith Number{}}\n"),
    "people": cards("- {question: Who is {}?, answer: John Smith{}, type: person}\n"),
    "dates": cards("- {question: When was {}?, answer: 1 May {}}\n"),
    "lint ignored": cards("- {question: Which is {}?, answer: a, lint: {ignore: [Q101]}}\n"),
    "on one line": lambda n: (
        f"title: T\ncards: [{lines('{question: Which is {}?, answer: a{}}, ', n)}]\n"
    ),
    "on one line, unknown keys": lambda n: (
        f"title: T\ncards: [{lines('{question: Which is {}?, answer: a{}, odd: b}, ', n)}]\n"
    ),
    "on one line, losses": lambda n: (
        f"title: T\ncards: [{lines('{question: Which is {}?, answers: [3,000, 300,000]}, ', n)}]\n"
    ),
    "on one line, anchors": lambda n: (
        f"title: T\ncards: [{lines('{question: Which is {}?, answer: &a b}, ', n)}]\n"
    ),
    "on one line, empty": lambda n: (
        f"title: T\ncards: [{lines('{question: Which is {}?, answer: }, ', n)}]\n"
    ),
    "on one line, cut": lambda n: (
        f"title: T\ncards: [{lines('{question: Which, or {}?, answer: a}, ', n)}]\n"
    ),
    "on one line, escapes": lambda n: (
        "title: T\ncards: [" + lines('{question: Which is {}?, answer: "\\frac"}, ', n) + "]\n"
    ),
    "on one line, control": lambda n: (
        "title: T\ncards: [" + lines("{question: Which is {}?, answer: a\x01}, ", n) + "]\n"
    ),
}

_SHAPES: dict[str, Grown] = {
    "brackets": lambda n: HEAD + "- question: " + "[" * n + "\n",
    "closed brackets": lambda n: HEAD + "- question: " + "[" * n + "]" * n + "\n",
    "braces": lambda n: HEAD + "- question: " + "{a: " * n + "\n",
    "dashes": lambda n: HEAD + "- " * n + "a\n",
    "nested keys": lambda n: HEAD + "- " + "? " * n + "\n",
    "wide indent": lambda n: HEAD + " " * n + "- question: a\n" + " " * n + "  answer: b\n",
    "steps": lambda n: "title: T\n" + "".join(f"{' ' * i}k:\n" for i in range(int(n**0.5))),
    "brackets at the top": lambda n: "[" * n,
    "brackets in entries": lambda n: HEAD + "- [[[[[[\n" * (n // 8),
    "quotes": lambda n: HEAD + '- "' * n,
    "nothing": lambda n: "\n" * n,
    "blanks": lambda n: " " * n,
    "letters": lambda n: "a" * n,
    "letters by lines": lambda n: "a\n" * n,
    "colons": lambda n: ":" * n,
    "colons by lines": lambda n: "a: b\n" * n,
    "colons in a line": lambda n: "a: " * n,
    "tabs": lambda n: "\t" * n,
    "null": lambda n: "\0" * n,
    "null by lines": lambda n: "\0\n" * n,
    "null and letters": lambda n: "\0a" * n,
    "marks": lambda n: "---\n" * n,
    "directives": lambda n: "%YAML 1.1\n" * n,
    "stars": lambda n: "*a " * n,
    "ampersands": lambda n: "&a " * n,
    "exclamation": lambda n: "!a " * n,
    "bars": lambda n: "a: |\n" * n,
    "carriage returns": lambda n: "a: b\r" * n,
    "next lines": lambda n: "a\x85" * n,
    "commas": lambda n: "[" + "," * n,
    "question marks": lambda n: "? " * n,
    "comment of signs": lambda n: HEAD + NOTE + "# " + "& ! * ? , - #" * n,
    "text of # ": lambda n: HEAD + "- question: " + "a #" * n + "\n  answer: b\n",
    "text of 1,2": lambda n: HEAD + "- question: a\n  answers: [" + "1,2, " * n + "]\n",
    "text of backslashes": lambda n: HEAD + '- question: "' + "\\\\f" * n + '"\n  answer: a\n',
    "text of \\f": lambda n: HEAD + '- question: "' + "\\f" * n + '"\n  answer: a\n',
    "texts of \\f": lambda n: HEAD + "- question: a\n  answers: [" + '"\\f", ' * n + "]\n",
    "texts of ?": lambda n: HEAD + "- question: a\n  answers: [" + "?a, " * n + "]\n",
    "texts of &": lambda n: HEAD + "- question: a\n  answers: [" + "&a b, " * n + "]\n",
    "text of lines of -": lambda n: HEAD + "- question: a\n" + "    - b\n" * n + "  answer: a\n",
    "cut texts": lambda n: HEAD + "- {question: a" + lines(", b{}", n) + ", answer: c}\n",
    "odd keys": lambda n: HEAD + "- {" + lines("[a{}]: b, ", n) + "}\n",
    "keys twice": lambda n: HEAD + "- {question: a, " + lines("answer: b, ", n) + "}\n",
    "a block of many lines": lambda n: (
        HEAD + "- question: |\n" + lines("    line {}\n", n) + "  answer: a\n"
    ),
    "a block of empty lines": lambda n: (
        HEAD + "- question: |\n    a\n" + "\n" * n + "    b\n  answer: a\n"
    ),
    "a folded text": lambda n: (
        HEAD + "- question: >\n" + lines("    line {}\n", n) + "  answer: a\n"
    ),
    "plain text of lines": lambda n: (
        HEAD + "- question: a\n" + lines("    line {}\n", n) + "  answer: a\n"
    ),
    "ids of cards": lambda n: HEAD + lines("- {id: {}, question: a{}, answer: b}\n", n),
    "tolerances": lambda n: HEAD + lines("- {question: a{}, answer: {}, tolerance: 5 %}\n", n),
}

_OF_NOTE: dict[str, Grown] = {
    "x- keys": note()("  x-{}: v\n"),
    "x- keys without value": note()("  x-{}:\n"),
    "unknown keys": note()("  k{}: v\n"),
    "unknown keys without value": note()("  k{}:\n"),
    "misspelt keys": note()("  answr{}: v\n"),
    "reserved and others": note()("  image{}: v\n"),
    "one key again": note()("  answer: v\n"),
    "blanks": note("cloze: |\n")("    a {{b{}}}\n"),
    "numbered blanks": note("cloze: |\n")("    a {{c{}::b}}\n"),
    "blanks of one text": note("cloze: |\n")("    a {{b}}\n"),
    "bad blanks": note("cloze: |\n")("    a {{b{}\n"),
    "variants of a blank": lambda n: f"{HEAD}- cloze: a {{{{{lines('v{}|', n)}b}}}}\n",
}

_ITEMS = {
    "figures": "{}",
    "decimals": "{}.5",
    "years": "19{}",
    "lengths": "{}.5 km",
    "money": "${}.50",
    "fractions": "{}/7",
    "dates": "{} May 1900",
    "ISO dates": "{}-05-01",
    "decades": "{}0s",
    "ranges": "{}-{}9",
    "ranges of lengths": "{} to {}9 km",
    "units": "{} m^{}",
    "words alike": "worda{}",
    "two words": "the a and b{}",
    "separators": "a; {}",
    "brackets": "a (b{})",
    "numbered": "1{:03}. a",  # figures that are no label: those have one or two
    "Greek": "αβγ{}",
    "ordinals": "{}th",
    "hyphens": "a-b-{}",
}
"""What the items of a list may be, with a number in each."""

_OF_ITEMS: dict[str, Callable[[str], str]] = {
    "answers": lambda items: f"answers: [{items}]",
    "variants": lambda items: f"answers: [[{items}], other]",
    "accept": lambda items: f"answer: other, accept: [{items}]",
    "accepted, one tried": lambda items: (
        f"answer: '7', accept: [{items}], examples: {{wrong: [8 km]}}"
    ),
    "reject": lambda items: f"answer: other, reject: [{items}]",
    "distractors": lambda items: f"answer: '7', distractors: [{items}]",
    "several choices": lambda items: f"answers: [other], distractors: [{items}]",
    "answers, and others tried": lambda items: (
        f"answers: [{items}], examples: {{wrong: [other; 7 km; a b]}}"
    ),
}


def _list_of(key: str, form: str) -> Grown:
    """Return decks of entries with long lists, as long as may be, of items of a form."""

    def made(n: int) -> str:
        per = max(2, min(n, MOST_ITEMS))
        entries = []
        for at in range(max(1, n // MOST_ITEMS)):
            items = lines(f'"{form}", ', per)
            entries.append(f"- {{question: Which {at}?, {_OF_ITEMS[key](items)}}}\n")
        return HEAD + "".join(entries)

    return made


_OF_ITEMS_DECKS: dict[str, Grown] = {
    f"{key} of {name}": _list_of(key, form) for key in _OF_ITEMS for name, form in _ITEMS.items()
}

EVERY: dict[str, Grown] = {
    **{f"head: {name}": made for name, made in _HEAD.items()},
    **{f"entry: {name}": made for name, made in _OF_NOTE.items()},
    **{f"list: {name}": made for name, made in _LISTS.items()},
    **{f"cards: {name}": made for name, made in _CARDS.items()},
    **{f"table: {name}": made for name, made in TABLES.items()},
    **{f"shape: {name}": made for name, made in _SHAPES.items()},
    **{f"items: {name}": made for name, made in _OF_ITEMS_DECKS.items()},
    **{f"text: {name}": made for name, made in _TEXTS.items()},
}


def of_size(grown: Grown, size: int) -> int:
    """Return the n of which the deck has about so many characters."""
    return max(4, min(size, 100 * size // len(grown(100))))

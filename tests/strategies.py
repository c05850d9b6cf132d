"""Hypothesis strategies shared by the tests: decks as plain values, and the YAML they are written in."""

import re
from typing import Any

import yaml
from hypothesis import strategies as st

# What YAML would take for something else, or lose, if a deck were not read as text.
TRICKY = [
    "no", "yes", "~", "null", "2017", "1:30", "1e3", "0x1F", "007", "+5", ".5", "2023-11-28", "true",
    "3,000", "#5", "C #5", "C# 5", "a: b", "- a", "-", "?", "*A", "&q", "!x", "%d", "@a", "`x`", "|", ">",
    "[a", "{a", "a, b", "'", '"', "it's", '"so"', r"\frac{1}{2}", r"C:\new", "--- ", "...", "<<", "=",
    "two  spaces", "a\nb", "a\n- b", "a\n\nb", "  lead", "ß", "日本語", "naïve", "e\u0301", "🦠", "\u00a0x",
]  # fmt: skip

# YAML takes no other characters, or takes them for line breaks (U+2028, U+2029).
_CHARS = st.characters(
    codec="utf-8",
    exclude_categories=("Cc", "Cn", "Cs", "Zl", "Zp"),
    exclude_characters="\ufeff\ufffe\uffff",
)
_COMMAND = re.compile(r"\n(?:abla|e|earrow|eg|eq|geq|i|leq|mid|ot|otin|u|warrow)(?![a-z])")
"""What in double quotes would look like a command of TeX: `\\ni`."""
texts = (
    st.one_of(
        st.sampled_from(TRICKY),
        st.text(st.one_of(st.sampled_from("ab1 #,:-\\'\"[]{}\n"), _CHARS), min_size=1, max_size=30),
    )
    .map(lambda text: text.rstrip("\n") or "x")
    .filter(lambda text: bool(text.strip()) and not _COMMAND.search(text))
)
"""What an author may write as one text, line breaks and signs of YAML included."""

_cloze_text = st.from_regex(r"[a-zé0-9 ,.]{0,9}", fullmatch=True)


def _no_twins(
    items: st.SearchStrategy[str], *, least: int, most: int
) -> st.SearchStrategy[list[str]]:
    """Return lists of texts no two of which differ in case, width or white space alone."""
    return st.lists(
        items,
        min_size=least,
        max_size=most,
        unique_by=lambda text: "".join(text.casefold().split()),
    )


def _plain(letters: str) -> st.SearchStrategy[str]:
    """Return words that begin with one of the letters, so that two such strategies never clash."""
    return st.from_regex(f"[{letters}][a-z éß0-9]{{0,8}}[a-z]", fullmatch=True)


@st.composite
def entries(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """Return one entry of a deck, as plain texts, lists and mappings; all its values are good."""
    prompt = f"{draw(texts)} ({number})"
    wrong = draw(_no_twins(_plain("w"), least=1, most=4))
    feedback = dict.fromkeys(wrong, "") | {wrong[0]: draw(texts)}
    right = draw(_no_twins(_plain("r"), least=2, most=5))
    entry: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"question": prompt, "answer": draw(texts)},
                {"question": prompt, "answer": right[0], "accept": right[1:], "reject": feedback},
                {"question": prompt, "answer": right[0], "type": "exact", "case": "strict"},
                {"question": prompt, "answer": draw(texts), "type": "free"},
                {"question": prompt, "answer": right[0], "distractors": wrong},
                {"question": prompt, "answer": "164 km", "tolerance": "2 %"},
                {"question": prompt, "min": "3", "max": "5"},
                {"question": prompt, "answers": right, "require": "2"},
                {"question": prompt, "answers": [right[:1], right[1:]], "distractors": wrong},
                {"statement": prompt, "answer": "false"},
                {"question": prompt, "order": right},
                {"question": prompt, "pairs": {text: draw(texts) for text in right}},
                {"question": prompt, "pairs": dict.fromkeys(right, "right"), "distractors": wrong},
                {"cloze": f"{number} {draw(_cloze_text)}{{{{a|b::{draw(_plain('h'))}}}}} end"},
            ]
        )
    )
    more = {
        "id": f"note-{number}",
        "tags": draw(st.lists(texts, max_size=2)),
        "hints": draw(st.lists(texts, min_size=1, max_size=2)),
        "explanation": draw(texts),
        "source": draw(
            st.sampled_from(["book#1", "book#3-4", "book, p. 12", ["book#1", "book#2, 5-6"]])
        ),
        "x-other": draw(texts),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(more))))
    return entry | {key: value for key, value in more.items() if key in chosen}


@st.composite
def decks(draw: st.DrawFn) -> dict[str, Any]:
    """Return a good deck, as plain texts, lists and mappings."""
    count = draw(st.integers(1, 4))
    deck: dict[str, Any] = {
        "title": draw(texts),
        "description": draw(texts),
        "sources": {"book": {"title": draw(texts), "publisher": draw(texts)}},
        "cards": [draw(entries(number)) for number in range(count)],
    }
    if draw(st.booleans()):
        del deck["description"]
    return deck


def written(deck: object, **options: Any) -> str:
    """Return the YAML that stands for plain texts, lists and mappings.

    PyYAML writes every text so that it comes back; `options` are those of `yaml.dump`.
    """
    return yaml.dump(deck, allow_unicode=True, sort_keys=False, **options)


@st.composite
def yaml_decks(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Return a good deck, and a YAML text that it is written in."""
    deck = draw(decks())
    text = written(
        deck,
        default_flow_style=draw(st.sampled_from([False, None, True])),
        default_style=draw(st.sampled_from([None, '"', "'"])),
        width=draw(st.sampled_from([20, 80, 1000])),
        indent=draw(st.sampled_from([2, 4])),
        line_break=draw(st.sampled_from(["\n", "\r\n"])),
    )
    return deck, text


# A deck by hand, in which signs of YAML stand bare: some are lost, some are harmless.
_PIECES = [
    "a", "b c", "3,000", "1,2", " #5", "  # c", "#", ",", ", ", "-", " - ", "\n- ", "\n  - ", "\n    - ",
    "\n      - ", "\n    ", "\n      ", "\n\n", ": ", ":", "\n    answer: ", "\n    accept: ", "'", '"', "\\",
    r"\f", r"\n", r"\t", r"\x41", r"\0", "[", "]", "{", "}", "|", ">", "|\n      ", "\t", "\r", "\r\n", "\x85",
    "\u2028", "\u2029", "é", "🦠", "&a ", "*a", "!t ", "---\n", "...\n", "? ", "?", "{?", ", ?", "|#", ">1\n", "%", "@",
    "\n  - question: Q2\n    answer: ",
]  # fmt: skip


@st.composite
def rough_decks(draw: st.DrawFn) -> str:
    """Return a text that is nearly a deck: signs of YAML in the values of an entry."""
    answer = "".join(draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8)))
    more = "".join(draw(st.lists(st.sampled_from(_PIECES), max_size=6)))
    form = draw(
        st.sampled_from(
            [
                "title: T\ncards:\n  - question: Q\n    answer: {}\n    explanation: E{}\n",
                "title: T\ncards:\n  - question: Q{1}\n    answer: {0}\n",
                "title: T\ncards:\n- question: Q\n  answers: [{}, R{}]\n",
                "title: T\ncards:\n  - question: Q\n    answer: A\n    accept: [{}, b{}]\n",
                "title: T\ncards:\n  - question: Q\n    answer: A\n    hints:\n    - {}\n    - h{}\n",
                "title: T\ncards:\n  - question: Q\n    answer: \"{}\"\n    explanation: '{}'\n",
                "title: T\ncards:\n  - question: |\n      {}\n    answer: >\n      {}\n",
                "title: T\ncards:\n  - {{question: {}, answer: A{}}}\n",
                "title: T\ncards:\n  - question: Q\n    pairs: {{a: {}, b: B{}}}\n",
            ]
        )
    )
    return form.format(answer, more)

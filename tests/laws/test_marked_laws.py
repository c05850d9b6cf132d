"""Laws of notes in Markdown: marks change no id, clozes say what their text says, nothing raises."""

from typing import Any

from hypothesis import assume, given, strategies as st

from quizkit.authoring.formatting import format_deck
from quizkit.cloze import Blank, ClozeError
from quizkit.formats.deck_yaml import parse_deck
from quizkit.formats.marked_cloze import read_cloze
from quizkit.formats.marked_spans import BARS, BLANKS, GLOSSES, masked, unmasked
from quizkit.markup import holes_closed, markdown, words
from quizkit.model.packed import packed, unpacked
from tests.strategies import decks, entries, written

_WORD = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
_AROUND = st.sampled_from(
    [
        "{}",
        "**{}**",
        "*{}*",
        "`{}`",
        "~~{}~~",
        "[{}](x.y)",
        "a **{} b** c",
        "\n- {}\n",
        "\n\n> {}\n\n",
    ]
)
_WITHIN = st.sampled_from(["{}", "**{}**", "_{}_", "~~{}~~", "[{}](x)", r"\*{}\*"])


@st.composite
def cloze_texts(draw: st.DrawFn) -> tuple[str, str]:
    """Return a cloze text with marks around blanks and in them, and the text with these open."""
    closed, opened = "", ""
    for at in range(draw(st.integers(1, 5))):
        around, word = draw(_AROUND), draw(_WORD)
        inside = word if around[0] in "`[" else draw(_WITHIN).format(word)
        blank = f"{{{{{inside}}}}}" if at == 0 or draw(st.booleans()) else inside
        between = f" {draw(_WORD)} "
        closed += between + around.format(blank)
        opened += between + around.format(inside)
    return closed.strip(), opened.strip()


@given(cloze_texts())
def test_a_cloze_with_its_blanks_open_says_what_its_text_says(texts: tuple[str, str]) -> None:
    closed, opened = texts
    pieces = read_cloze(closed).pieces
    said = "".join(piece.answer if isinstance(piece, Blank) else piece for piece in pieces)
    assert said == words(opened)


@given(st.text("{}|:$`*_[]()\\ab1 \n-#漢", max_size=40))
def test_any_text_is_a_cloze_or_says_where_it_is_none(text: str) -> None:
    try:
        found, error = read_cloze(text), None
    except ClozeError as raised:
        error = raised
    if error:
        assert 0 <= error.offset <= len(text)
        return
    blanks = [piece for piece in found.pieces if isinstance(piece, Blank)]
    assert blanks
    assert all(blank.answer.strip() for blank in blanks)


@given(st.text("{}|:$`;\\ab 漢", max_size=40))
def test_signs_that_part_nothing_come_back(text: str) -> None:
    for signs in (BARS, GLOSSES, BLANKS):
        assert len(masked(text, signs)) == len(text)
        assert unmasked(masked(text, signs)) == text


_TEXTS = frozenset(("question", "statement", "explanation", "hints", "answer", "accept", "reject"))
_LISTS = frozenset(("answers", "distractors", "order", "pairs"))


def decorated(value: Any, mark: str, key: str = "") -> Any:
    """Return an entry whose texts are bold, say, wherever it has any."""
    if isinstance(value, dict):
        return {
            name if key not in _LISTS | {"reject"} else said(name, mark): decorated(
                below, mark, key or name
            )
            for name, below in value.items()
        }
    if isinstance(value, list):
        return [decorated(item, mark, key) for item in value]
    return said(value, mark) if key in _TEXTS | _LISTS and value not in ("false", "free") else value


def said(text: str, mark: str) -> str:
    """Return Markdown that says a text, with marks around it where it is one word or more."""
    if not text:
        return text
    try:
        plain = markdown(text)
    except ValueError:
        return text
    return mark.format(plain) if text.isalnum() else plain


@given(entries(1), st.sampled_from(["**{}**", "*{}*", "~~{}~~", "[{}](x)"]))
def test_marks_change_no_id(entry: dict[str, Any], mark: str) -> None:
    prompt = entry.get("question", entry.get("statement", ""))
    assume("\n" not in prompt and holes_closed(prompt) == prompt)
    head = {"title": "T", "id": "t", "sources": {"book": {"title": "B"}}}
    plain = parse_deck(written({**head, "cards": [entry]})).good_deck
    marked = {key: decorated(value, mark, key) for key, value in entry.items()}
    found = parse_deck(written({**head, "markup": "markdown", "cards": [marked]})).good_deck
    assert [card.id for card in found.cards] == [card.id for card in plain.cards]


@given(decks(), st.sampled_from(["head", "defaults", "note"]))
def test_any_deck_may_be_read_as_markdown(deck: dict[str, Any], where: str) -> None:
    if where == "note":
        deck["cards"][0]["markup"] = "markdown"
    else:
        deck |= {"markup": "markdown"} if where == "head" else {"defaults": {"markup": "markdown"}}
    reading = parse_deck(written(deck))
    assume(not reading.problems)  # as two options may differ in marks alone
    found = reading.good_deck
    assert unpacked(packed(found)) == found
    formatted = parse_deck(format_deck(reading).text)
    assert not formatted.problems
    assert format_deck(formatted).text == formatted.text
    for at, note in enumerate(found.notes):
        for text in (note.prompt, *(note.marks or ())):
            assert reading.origin(at).place("distractors", text).line > 0

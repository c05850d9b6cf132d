"""Words written as Markdown say these words."""

import pytest
from hypothesis import given, strategies as st

from quizkit.markup import markdown, words

_SIGNS = r"\`*_[]<>&$~{}|#-+=.!()1a b" + "漢\n"


@given(st.text(_SIGNS, max_size=30).map(str.strip), st.booleans())
def test_markdown_of_words_says_these_words(text: str, inline: bool) -> None:
    try:
        written = markdown(text, inline=inline)
    except ValueError:
        assert "\n" in text  # empty lines, or white space at their ends
    else:
        assert words(written, inline=inline) == text


@pytest.mark.parametrize("text", ["Paris", "2*3", "snake_case", "$5 and $10", "5 < 6", "AT&T"])
def test_a_text_that_says_itself_is_written_as_it_is(text: str) -> None:
    assert markdown(text) == text


def test_only_what_would_be_a_mark_stands_behind_a_backslash() -> None:
    assert markdown("**x** 5") == r"\*\*x\*\* 5"
    assert (markdown("- x"), markdown("- x", inline=True)) == (r"\- x", "- x")
    assert markdown("a\n# b") == "a\\\n\\# b"


def test_what_no_markdown_says_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        markdown(" x")

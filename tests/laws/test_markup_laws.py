"""Laws of Markdown: nothing raises, nothing is lost, and HTML has no element but ours."""

import re
from xml.etree import ElementTree

from hypothesis import assume, given, strategies as st

from quizkit.markup import Picture, blocks, html, is_plain, parts, stripped, words
from quizkit.markup.parser import parser
from tests.odd_markdown import marked

ELEMENTS = {
    *"p h1 h2 h3 h4 h5 h6 pre code ul ol li blockquote table thead tbody tr th td hr".split(),
    *"strong em s a ruby rp rt br".split(),
}
ATTRIBUTES = {"class", "start", "align", "href", "rel"}


def page(text: str, *, inline: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(f"<page>{html(blocks(text, inline=inline))}</page>")


@given(marked, st.booleans())
def test_no_text_is_too_odd_to_be_read(text: str, inline: bool) -> None:
    said = words(text, inline=inline)
    assert said.strip() or not text.strip()
    stripped(text)
    for element in page(text, inline=inline).iter():
        assert element.tag in ELEMENTS | {"page"}
        assert set(element.attrib) <= ATTRIBUTES
        assert element.get("href", "https:").lower().startswith(("http:", "https:", "mailto:"))


@given(marked, st.booleans())
def test_html_says_the_words(text: str, inline: bool) -> None:
    """But for the readings above them, the numbers of lists, and pictures named by their files; formulas as source."""
    made = blocks(text, inline=inline)
    assume(not any(isinstance(part, Picture) for part in parts(made)))
    shown = page(text, inline=inline)
    for ruby in list(shown.iter("ruby")):
        for above in [each for each in ruby if each.tag in ("rp", "rt")]:
            ruby.remove(above)
    said = re.sub(r"(?m)^[\d. )]+", "", words(text, inline=inline, steady=True))
    shown_words = "".join(shown.itertext())
    if made and said.strip() != text.strip():  # else nothing is said without the marks
        letters = re.compile(r"[^\W\d]")
        assert letters.findall(shown_words) == letters.findall(said)


@given(marked, st.booleans())
def test_a_text_that_is_plain_at_a_glance_is_plain_to_the_parser(text: str, inline: bool) -> None:
    assume(is_plain(text, inline=inline))
    assert words(text, inline=inline) == text
    tokens = parser().parseInline(text) if inline else parser().parse(text)
    [line] = [token for token in tokens if token.type == "inline"] or [None]
    if text:
        assert [(each.type, each.content) for each in line.children] == [("text", text)]
        assert len(tokens) == (1 if inline else 3)


@given(
    st.lists(st.sampled_from([*"*_~-+#>=\n ", "a", "b", "é", "\n\n", "    "]), max_size=40).map(
        "".join
    )
)
def test_no_letter_is_lost(text: str) -> None:
    assume("~~~" not in text)  # names the language of code
    assert re.findall(r"[^\W_]", words(text)) == re.findall(r"[^\W_]", text)


@given(
    st.lists(
        st.sampled_from([*"*_~-+#>=`.1\n ", "a", "b", "\n\n", "    ", "- ", "|-|-|\n"]), max_size=40
    ).map("".join)
)
def test_elements_are_those_that_the_parser_itself_writes(text: str) -> None:
    shown = [each.tag for each in page(text).iter()][1:]
    assume(blocks(text))
    theirs = re.findall(r"<(\w+)", parser().render(text))
    assert shown == theirs


@given(marked)
def test_what_has_no_marks_is_stripped_of_nothing(text: str) -> None:
    bare = re.sub(r"[\\`*_\[$~{&\0]", "", text)
    assert stripped(bare) == bare
    assert len(stripped(text)) <= len(text)


@given(
    st.text("ab .,;é漢", min_size=1),
    st.sampled_from(
        [
            "{}",
            "*{}*",
            "**{}**",
            "_{}_",
            "~~{}~~",
            "`{}`",
            "[{}](b)",
            "**_{}_**",
            "x **{}**, y",
            "{}  \n{}",
        ]
    ),
)
def test_a_typed_answer_loses_the_marks_that_a_key_loses(said: str, marks: str) -> None:
    assume(said == said.strip() and said[0].isalnum() and said[-1].isalnum())
    typed = marks.format(said, said)
    assert stripped(typed).split() == words(typed).split()

"""HTML of other programs as texts of a deck, and back."""

import re
import sys

import pytest
from hypothesis import assume, given, strategies as st

from quizkit.errors import QuizkitError
from quizkit.interchange.html_text import html_of, shown, text_of
from quizkit.markup import words

PLAIN = {
    "2*3*4 is <x": "2*3*4 is <x",
    "a<br>b<br/>c": "a\nb\nc",
    "<div>a</div><div>b</div>": "a\nb",
    "a<div><br></div><div>b</div>": "a\n\nb",
    "<p>a</p>\n<p>b</p>": "a\n\nb",
    "a&nbsp;b &lt;c&gt; &amp;": "a b <c> &",
    "<span style='color:red'>a</span> <font size=3>b</font>": "a b",
    "if x:<br>&nbsp;&nbsp;return y": "if x:\n  return y",
    "H<sub>2</sub>O, 10<sup>-3</sup>, x<sup>ab</sup>": "H₂O, 10⁻³, x^(ab)",
    "": "",
}
MARKDOWN = {
    "<b>bold</b> 2*3*4 a_b": r"**bold** 2\*3\*4 a_b",
    "<b>a</b>: <i>(b)</i> <b>c</b>d": "**a**: *(b)* **c**d",
    "<b>a<i>b</i>c</b>: <s>d</s>": "**a*b*c**: ~~d~~",
    "<b>a<strong>b</strong></b>c": "**ab**c",
    r"Euler \(e^{i\pi}\) so": r"Euler $e^{i\pi}$ so",
    r"\[ \frac{a}{b} \]": r"$$\frac{a}{b}$$",
    "[latex]a &lt; b[/latex]": "$a < b$",
    "[$]x[/$] <anki-mathjax>y</anki-mathjax>": "$x$ $y$",
    r"<code>\(x\)</code>": r"`\(x\)`",
    "<ul><li>x<ul><li>y</li></ul></li><li>- z</li></ul>": "- x\n  - y\n- \\- z",
    "<table><tr><td>a|b<td>1<tr><td>c<td>2</table>": "| a\\|b | 1 |\n| --- | --- |\n| c | 2 |",
    "<pre><code class='language-py'>a = [1]\n b*c*\n</code></pre>": "```py\na = [1]\n b*c*\n```",
    "<ruby>漢字<rt>かんじ</rt></ruby>だ": "{漢字|かんじ}だ",
    "<div>x</div><div><b>y</b></div><div>1. z</div>": "x\\\n**y**\\\n1\\. z",
    "<i>a</i> <script>alert(1)</script><b onclick='x'>c</b>": "*a* **c**",
    "<a href='javascript:x'>l</a> <a href='https://a.b/c'>m</a>": "l [m](https://a.b/c)",
    "costs $5 and $10 <b>x</b>": r"costs \$5 and \$10 **x**",
    "<img src='http://a.b/c.png'> <img src='data:image/png;base64,AA' alt=d> e": "[picture](<http://a.b/c.png>) d e",
    "{{c1::<b>Oslo</b>::city}}": "{{c1::**Oslo**::city}}",
}


@pytest.mark.parametrize(("html", "text"), PLAIN.items())
def test_what_has_no_marks_is_plain_words(html: str, text: str) -> None:
    assert text_of(html) == (text, False)


@pytest.mark.parametrize(("html", "text"), MARKDOWN.items())
def test_marks_become_markdown(html: str, text: str) -> None:
    assert text_of(html) == (text, True)


def test_pictures_are_named_by_who_asks() -> None:
    found = text_of("a <img src='x y.png' alt='an [x]'>", picture=shown)
    assert found.text == "a ![an  x](<media://x y.png>)"


def test_two_dollars_are_a_formula_where_the_format_has_it_so() -> None:
    assert text_of("so $$x^2$$.", dollars=True) == ("so $x^2$.", True)
    assert text_of("$$ and $$") == ("$$ and $$", False)


def test_thousands_of_elements_within_elements_leave_their_words() -> None:
    assert text_of("<b>" * 30_000 + "x" + "</b>" * 30_000).text.strip("*") == "x"


def test_what_brings_the_libraries_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nh3", None)
    with pytest.raises(QuizkitError, match=r"pip install 'quizkit\[convert\]'"):
        text_of("<b>a</b>")


TEXTS = st.text(st.sampled_from("ab1.-+>#*_`~[]()!\\|{}$&;<: "), max_size=12)
MARKS = st.sampled_from(["b", "i", "code", "u", "s"])
PIECES = st.one_of(
    TEXTS.map(lambda text: ("", text)), st.tuples(MARKS, TEXTS.filter(lambda text: text.strip()))
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@given(st.lists(PIECES, max_size=5))
def test_the_words_are_those_that_are_seen(pieces: list[tuple[str, str]]) -> None:
    html = "".join(f"<{mark}>{_escaped(t)}</{mark}>" if mark else _escaped(t) for mark, t in pieces)
    assume(not re.search(r"\\[(\[]", html))  # which begins a formula
    found = text_of(html)
    said = words(found.text) if found.is_markdown else found.text
    assert "".join(said.split()) == "".join("".join(text for _, text in pieces).split())


@given(st.text(st.sampled_from("ab <>&\n\"'"), max_size=20))
def test_plain_words_come_back_from_html(text: str) -> None:
    lines = [line.rstrip() for line in text.strip("\n ").split("\n")]
    text = "\n".join(lines)
    found = text_of(html_of(text, is_markdown=False))
    assert found.text.split() == text.split()


def test_markdown_comes_back_from_html() -> None:
    text = "**x** and $a_b$\n\n- y\n- `z`\n\n![p](<q.png>)"
    assert text_of(html_of(text, is_markdown=True)).text == text


@pytest.mark.parametrize("html", ["<code>" * 30_000, "<pre>a" * 3_000, "<code>a</pre>" * 9_000])
def test_code_that_does_not_end_takes_no_longer(html: str) -> None:
    assert text_of(html + "$$x$$", dollars=True).text.count("x") == 1


def test_a_list_begins_with_the_number_that_it_has() -> None:
    assert text_of('a<ol start="3"><li>b</li><li>c</li></ol>').text == "a\n\n3. b\n4. c"
    assert text_of('<ol start="x"><li>b</li></ol>').text == "1. b"

"""What becomes of HTML where nothing that reads it is installed: one rule for all formats."""

import json
import sys

import pytest

from quizkit.errors import QuizkitError
from quizkit.interchange import FORMATS, Import, ReadOptions, Source
from quizkit.interchange.html_text import text_of
from tests.anki_files import BASIC, Maker

LINE = r"pip install 'quizkit\[convert\]'"
MARKED = "Which <b>sea</b> is <i>salt</i>?"
WORDS = "Which sea is salt?"
TEXTS = {
    "csv": f'question,answer\n"{MARKED}",Dead\nPlain?,Yes indeed\n',
    "tsv": f"question\tanswer\n{MARKED}\tDead\nPlain?\tYes indeed\n",
    "anki-text": f"#separator:tab\n#html:true\n{MARKED}\tDead\nPlain?\tYes indeed\n",
    "gift": f"[html]{MARKED} {{=Dead ~Red}}\n\nPlain? {{=Yes}}\n",
    "aiken": f"{MARKED}\nA. Dead\nB. Red\nANSWER: A\n\nPlain?\nA. Yes\nB. No\nANSWER: A\n",
    "json": json.dumps(
        [{"question": MARKED, "answer": "Dead"}, {"question": "Plain?", "answer": "Yes"}]
    ),
    "hashcards": f"Q: {MARKED}\nA: Dead\n\nQ: Plain?\nA: Yes\n",
    "obsidian": f"{MARKED}::Dead\n\nPlain?::Yes\n",
    "markdown": f"### {MARKED}\n\n- [x] Dead\n- [ ] Red\n\n### Plain?\n\n- [x] Yes\n- [ ] No\n",
}


@pytest.fixture(autouse=True, params=["nh3", "markdownify"])
def _hidden(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, request.param, None)


def read(name: str, data: bytes) -> Import:
    row = FORMATS[name]
    return row.read(Source(name=f"a{row.endings[0]}", data=data), ReadOptions(), int)


def test_each_format_that_asks_for_no_extra_is_tried() -> None:
    assert {each.name for each in FORMATS.values() if each.reads and not each.extra} == {*TEXTS}


@pytest.mark.parametrize("name", TEXTS)
def test_words_come_along_and_a_loss_names_what_brings_the_rest(name: str) -> None:
    found = read(name, TEXTS[name].encode())
    notes = [note for deck in found.decks for note in deck.notes]
    assert [note.entry.get("question") for note in notes] == [WORDS, "Plain?"]
    (loss,) = {(loss.what, loss.why) for loss in found.losses}
    assert loss[0] == "formatting in HTML"
    assert LINE.replace("\\", "") in loss[1]


def test_a_package_of_anki_is_refused_with_its_own_extra() -> None:
    made = Maker()
    made.note(BASIC, MARKED, "Dead")
    with pytest.raises(QuizkitError, match=r"pip install 'quizkit\[anki\]'"):
        read("anki", made.package())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "moodle-xml",
            "<quiz><question type='shortanswer'><questiontext format='html'><text>a &lt;b&gt;b&lt;/b&gt;"
            "</text></questiontext><answer fraction='100'><text>x</text></answer></question></quiz>",
        ),
    ],
)
def test_a_format_that_is_html_all_over_is_refused(name: str, text: str) -> None:
    with pytest.raises(QuizkitError, match=LINE):
        read(name, text.encode())


@pytest.mark.parametrize(
    ("html", "text", "is_markdown"),
    [
        ("a<ul><li>b</li><li>c</li></ul>d", "a\nb\nc\nd", False),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3", False),
        ("<b>a</b><script>alert(1)</script><!-- b > -->c", "ac", False),
        ("<b>a</b> *b* <img src=x.png>", "a \\*b\\* ![](<x.png>)", True),
        (r"<b>so</b> \(x &lt; 2\)", "so $x < 2$", True),
        ("<script>" * 9_000, "", False),
        ("<b><!--" * 9_000, "", False),
    ],
)
def test_words_pictures_and_formulas_are_left_of_html(
    html: str, text: str, is_markdown: bool
) -> None:
    lost: list[tuple[str, str]] = []
    found = text_of(html, lose=lambda what, why: lost.append((what, why)))
    assert found == (text, is_markdown)
    assert len(lost) == 1

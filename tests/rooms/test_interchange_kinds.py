"""Which format a file is, by what it holds; and what is said of one that is none."""

import io
import zipfile

import pytest

from quizkit.interchange import Source, SourceError
from quizkit.interchange.registry import recognised

GIFT = "Two and two? {=4 ~5}\n\nThe capital of Peru? {=Lima}\n\nIt is new. {T}\n"
AIKEN = "Which?\nA. one\nB. two\nANSWER: A\n"
MOODLE = "<quiz><question type='shortanswer'/></quiz>"
QTI = "<questestinterop><item/></questestinterop>"
TRIVIA = '[{"question": "Who?", "correct_answer": "I", "incorrect_answers": ["You"]}]'
BOXES = "### Who?\n\n- [x] I\n- [ ] You\n"
HASHCARDS = "Q: Who?\nA: I.\n"


def zipped(*names: str) -> bytes:
    """Return an archive with members of some names."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return to.getvalue()


@pytest.mark.parametrize("ending", ["txt", "xml", "json", "csv", "dat"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (GIFT, "gift"),
        (AIKEN, "aiken"),
        (MOODLE, "moodle-xml"),
        (QTI, "qti"),
        (TRIVIA, "json"),
        (BOXES, "markdown"),
        (HASHCARDS, "hashcards"),
    ],
)
def test_a_format_is_known_whatever_its_ending(text: str, name: str, ending: str) -> None:
    assert recognised(Source(name=f"a.{ending}", data=text.encode())).name == name


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "a.yaml",
            b"title: T\ncards:\n  - {question: a, answer: b}\n",
            "a deck of quizkit already",
        ),
        ("a.txt", b"# mine\ntitle: T\nwords:\n  rows: x\n", "a deck of quizkit already"),
        ("README.md", b"# Tool\n\nIt is.\n\n```yaml\ncards:\n```\n", "--from obsidian, "),
        ("package.json", b'{"name": "x", "scripts": {"test": "y"}}', "such as --from json"),
        (
            "deck.json",
            b'{"__type__": "Deck", "crowdanki_uuid": "1", "notes": []}',
            "a deck of CrowdAnki",
        ),
        ("a.txt", b"%PDF-1.4\n", "is a PDF file"),
        ("a.png", b"\x89PNG\r\n", "is a picture"),
        ("a.docx", zipped("[Content_Types].xml", "word/document.xml"), "is a document of Word"),
        ("a.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml"), "is a presentation"),
        ("a.mbz", zipped("moodle_backup.xml"), "export its question bank"),
        ("a.zip", zipped("a.gift"), "unpack it"),
        ("a.zip", zipped(), "looks like none"),
        ("a.zip", b"PK\x03\x04rest", "an archive that is damaged"),
        ("a.html", b"\n<!DOCTYPE html><html></html>", "a page of the web"),
        ("a.txt", b"\xef\xbb\xbf \n", "has no text"),
        ("a.txt", b"", "is empty"),
    ],
)
def test_what_is_no_deck_is_refused_in_plain_words(name: str, data: bytes, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        recognised(Source(name=name, data=data))
    assert said in str(raised.value)


def test_a_folder_of_nothing_known_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(SourceError, match="no file of a known format"):
        recognised(Source(Path(str(tmp_path))))


FAQ = "# Tool\n\n## What is it?\n\nA tool.\n\n## Why?\n\nIt helps.\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", FAQ),
        ("readme.fr-FR.md", FAQ),
        ("Contributing.md", FAQ),
        ("setup.md", "## Needed:\n\nA computer.\n\n## Then:\n\nStart it.\n"),
        ("README.md", f"# Cards\n\nWrite them so:\n\n```\n{HASHCARDS}```\n"),
        ("notes.md", f"# GIFT\n\nIt is so:\n\n~~~\n{GIFT}~~~\n"),
        ("test_aiken.py", f'TEXT = """{AIKEN}"""\n'),
        ("page.html", GIFT),
        ("requirements.txt", "flask>=2.3.0\nlxml==4.9.2\nanki[x]~=2.1\n"),
        ("default.yaml", "colour: {=red}\n"),
        (
            "manifest.json",
            '{"name": "Prism", "version": "1.0", "author": "A", "minVersion": "1.2"}',
        ),
    ],
)
def test_what_tells_of_a_project_is_no_deck(name: str, text: str) -> None:
    with pytest.raises(SourceError):
        recognised(Source(name=name, data=text.encode()))


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("README.md", BOXES, "markdown"),
        ("faq.md", FAQ, "markdown"),
        ("words.json", '{"dog": "perro", "cat": "gato", "name": "nombre"}', "json"),
        ("README.txt", GIFT, "gift"),
    ],
)
def test_a_quiz_is_one_whatever_it_is_called(name: str, text: str, known: str) -> None:
    assert recognised(Source(name=name, data=text.encode())).name == known

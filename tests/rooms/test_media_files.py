"""What `check` says of the pictures and sounds that a deck names, and where it looks for them."""

import json
import os
import posixpath
import shutil
import time
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizkit import load_deck
from quizkit.cli import cli
from quizkit.cli.commands.check import _beside
from quizkit.cli.player.hearing import Hearing
from quizkit.formats import parse_deck
from quizkit.formats.deck_yaml import open_deck
from quizkit.formats.media_types import PICTURES, SOUNDS, type_named, type_of
from quizkit.lint import Finding, check_deck
from quizkit.lint.mending import mended
from quizkit.session import Asking
from tests.logs import START

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
HEADS = {
    "PNG": PNG,
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(40),
    "GIF": b"GIF89a" + bytes(40),
    "WebP": b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40),
    "SVG": b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a heart -->\n<svg xmlns='http://www.w3.org/2000/svg'/>",
    "MP3": b"\xff\xfb\x90\x00" + bytes(40),
    "Ogg": b"OggS" + bytes(40),
    "WAV": b"RIFF\x10\0\0\0WAVEfmt " + bytes(40),
    "M4A": b"\0\0\0\x20ftypM4A " + bytes(40),
    "FLAC": b"fLaC" + bytes(40),
}
NO_MEDIA = (
    b"",
    b"<!DOCTYPE html><html><svg></svg>",
    b"%PDF-1.7",
    b"\xff\xfe<\0?\0",
    b"#EXTM3U\n",
    b"BM",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a deck, with a picture, a sound, and a picture in another folder."""
    (tmp_path / "img").mkdir()
    (tmp_path / "img/heart.png").write_bytes(PNG)
    (tmp_path / "Lung.PNG").write_bytes(PNG)
    (tmp_path / "beat.mp3").write_bytes(HEADS["MP3"])
    return tmp_path


def findings(folder: Path, entry: str, head: str = "") -> list[Finding]:
    """Return what is found of the files that an entry names."""
    deck = folder / "deck.yaml"
    lines = f"question: What pumps the blood?\nanswer: the heart\n{entry}".splitlines()
    deck.write_text(f"title: T\n{head}cards:\n  - " + "\n    ".join(lines) + "\n", "utf-8")
    return check_deck(deck, select=["Q125", "Q126"])


of_files = partial(check_deck, select=["Q125", "Q126"])


def told(found: list[Finding]) -> list[str]:
    return [f"{one.code} {one.message}; {one.fix}" for one in found]


def test_a_file_is_known_by_its_first_bytes() -> None:
    known = {one.name: one for one in (*PICTURES, *SOUNDS)}
    assert {name: type_of(head) for name, head in HEADS.items()} == known
    assert [type_of(head) for head in NO_MEDIA] == [None] * len(NO_MEDIA)
    assert type_named("a/Heart.JPEG") == known["JPEG"]
    assert type_named("heart.tiff") is None


def test_files_that_are_there_are_no_finding(folder: Path) -> None:
    entry = "image: {img/heart.png: A heart}\nanswer_image: [Lung.PNG]\naudio: beat.mp3"
    assert findings(folder, entry) == []
    assert (
        findings(folder, "explanation: '![A heart](./img/heart.png)'", "markup: markdown\n") == []
    )


def test_a_space_may_be_written_as_markdown_writes_it(folder: Path) -> None:
    (folder / "my heart.png").write_bytes(PNG)
    for written in ("my%20heart.png", "<my heart.png>"):
        assert findings(folder, f"explanation: '![x]({written})'", "markup: markdown\n") == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("image: heart.png", "Q125 there is no file `heart.png`; did you mean img/heart.png?"),
        (
            "image: img/hart.png",
            "Q125 there is no file `img/hart.png`; did you mean img/heart.png?",
        ),
        ("image: lung.png", "Q125 there is no file `lung.png`; did you mean Lung.PNG?"),
        (
            "image: liver.png",
            "Q125 there is no file `liver.png`; put it there, or name another one",
        ),
        (
            "image: https://example.org/heart-of-a-man.png",
            "Q125 `https://example.org/heart-of-a-man.png` is on the network, and nothing is fetched;"
            " put a copy below the deck's folder, and name it from there on",
        ),
        (
            "audio: ../../sound.mp3",
            "Q125 `../../sound.mp3` lies outside the folder of the deck, and is not opened;"
            " put a copy below the deck's folder, and name it from there on",
        ),
        (
            "audio: /usr/share/sounds/bell.wav",
            "Q125 `/usr/share/sounds/bell.wav` is on this machine alone;"
            " put a copy below the deck's folder, and name it from there on",
        ),
        ("image: img", "Q125 `img` is no file; name a file"),
        (
            "audio: img/heart.png",
            "Q126 `img/heart.png` is no sound that is played; make it one of MP3, Ogg, WAV, M4A, FLAC",
        ),
    ],
)
def test_a_file_that_is_not_there_is_an_error_with_the_near_name(
    folder: Path, entry: str, said: str
) -> None:
    found = findings(folder, entry)
    assert told(found) == [said]
    assert [one.severity for one in found] == ["error"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "`x.png` is empty"),
        (b"<!doctype html><title>404</title>", "`x.png` is a page of the web, and no picture"),
        (b"version https://git-lfs.github.com/spec/v1\n", "`x.png` is but a pointer of Git LFS"),
        (HEADS["MP3"], "`x.png` is a MP3 file, and no picture"),
        (b"nothing", "`x.png` is no picture by what is in it"),
        (HEADS["JPEG"], "`x.png` is a JPEG file by what is in it"),
        (PNG + bytes(5_000_000), "`x.png` has more than 5 MB"),
    ],
)
def test_what_counts_is_what_is_in_a_file(folder: Path, data: bytes, said: str) -> None:
    (folder / "x.png").write_bytes(data)
    found = findings(folder, "image: x.png")
    assert [one.message for one in found] == [said]
    assert found[0].code == "Q126"
    assert (found[0].severity == "warning") == ("JPEG" in said)


def test_a_finding_stands_at_the_name_wherever_that_is(folder: Path) -> None:
    entry = (
        "hints: ['Look: ![a](hint.png)']\n"
        "image:\n  - img/heart.png\n  - gone.png\n"
        "answer_image: {away.png: A heart}\n"
        "explanation: |\n  So it is:\n\n  ![b](last.png)"
    )
    found = findings(folder, entry, "markup: markdown\n")
    text = (folder / "deck.yaml").read_text("utf-8").splitlines()
    names = [text[one.location.line - 1][one.location.column - 1 :] for one in found]
    assert [name.split(")")[0].split(":")[0] for name in names] == [
        *("hint.png", "gone.png", "away.png", "last.png"),
    ]


def test_a_near_name_that_is_sure_is_mended(folder: Path) -> None:
    findings(
        folder,
        "answer_image: {lung.png: A lung}\naudio: Beat.MP3\nexplanation: '![a](IMG/heart.png)'",
    )
    deck = folder / "deck.yaml"
    deck.write_text(
        deck.read_text("utf-8").replace("title: T", "title: T\nmarkup: markdown"), "utf-8"
    )
    after = mended(open_deck(deck), of_files)
    assert [one.code for one in after.done] == ["Q125"] * 3
    assert after.left == ()
    for name in ("Lung.PNG: A lung", "audio: beat.mp3", "![a](img/heart.png)"):
        assert name in after.reading.text


def test_a_name_that_the_id_of_a_note_rests_on_its_author_mends(folder: Path) -> None:
    findings(folder, "image: lung.png")
    after = mended(open_deck(folder / "deck.yaml"), of_files)
    assert [one.fix for one in after.left] == ["did you mean Lung.PNG?"]
    findings(folder, "image: lung.png\nid: heart")
    assert mended(open_deck(folder / "deck.yaml"), of_files).left == ()


def test_which_of_two_files_is_meant_its_author_says(folder: Path) -> None:
    (folder / "lung.PNG").write_bytes(PNG)
    if len(list(folder.glob("?ung.PNG"))) < 2:
        pytest.skip("this file system knows no letter case")
    findings(folder, "answer_image: lung.png")
    assert mended(open_deck(folder / "deck.yaml"), of_files).done == ()


def test_letter_case_counts_where_a_system_does_not_mind_it(folder: Path) -> None:
    # as such a system does: the file is found by the other name, and listed by its own
    listed, real = os.listdir, folder / "Lung.PNG"
    (folder / "lung.png").symlink_to(real)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "listdir", lambda at: [n for n in listed(at) if n != "lung.png"])
        found = findings(folder, "image: lung.png")
    assert [one.message for one in found] == [
        "`lung.png` has other letters than the file that is there"
    ]


def test_a_link_out_of_the_folder_is_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.png"
    secret.write_bytes(PNG)
    (folder / "linked.png").symlink_to(secret)
    (folder / "there.png").symlink_to(folder / "img/heart.png")
    found = findings(folder, "image: [linked.png, there.png]")
    assert [one.message for one in found] == [
        "`linked.png` lies outside the folder of the deck, and is not opened"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names on this system")
def test_a_pipe_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    assert [one.message for one in findings(folder, "image: pipe.png")] == ["`pipe.png` is no file"]


@pytest.mark.parametrize("name", ["a\\u0000.png", "\\u00e9" * 300 + ".png", "nul/\\ud800.png"])
def test_a_name_that_no_file_can_have_does_no_harm(folder: Path, name: str) -> None:
    assert all(one.code != "Q126" for one in findings(folder, f'image: "{name}"'))


def test_names_are_relative_to_the_file_in_which_the_note_stands(folder: Path) -> None:
    entry = (
        "  - {question: What is it?, answer: a heart, image: [heart.png, ../Lung.PNG, lung.png]}\n"
    )
    (folder / "img/week.yaml").write_text(f"cards:\n{entry}", "utf-8")
    (folder / "deck.yaml").write_text("title: T\ninclude: img/week.yaml\n", "utf-8")
    found = check_deck(folder / "deck.yaml", select=["Q12"])
    assert told(found) == ["Q125 there is no file `lung.png`; did you mean ../Lung.PNG?"]
    assert found[0].location.file == str(folder / "img/week.yaml")


def test_of_a_text_without_a_folder_nothing_is_missing() -> None:
    text = "title: T\ncards:\n  - {question: Q, answer: A, image: {IMAGES: alt}}\n"
    missing = parse_deck(text.replace("IMAGES", "a.png"))
    assert check_deck(missing, select=["Q125", "Q126"]) == []
    remote = parse_deck(text.replace("IMAGES", "https://example.org/a.png"))
    assert [one.code for one in check_deck(remote, select=["Q125", "Q126"])] == ["Q125"]


def test_show_tells_what_there_is_and_what_is_missing(folder: Path) -> None:
    entry = (
        "image: {img/heart.png: A heart}\nanswer_image: [Lung.PNG]\naudio: gone.mp3\nspeak: true\n"
        "explanation: '![A liver](liver.png)'"
    )
    findings(folder, entry, "markup: markdown\n")
    run = CliRunner().invoke(cli, ["show", str(folder / "deck.yaml")])
    assert run.output.splitlines()[-5:] == [
        "picture img/heart.png: A heart",
        "picture Lung.PNG, with the feedback",
        "sound   gone.mp3, which is not there",
        "picture liver.png: A liver, which is not there",
        "spoken  question and answer",
    ]
    run = CliRunner().invoke(cli, ["show", "--json", str(folder / "deck.yaml")])
    (row,) = json.loads(run.output)
    assert row["speak"] == "both"
    assert [(one["file"], one["key"], one["there"]) for one in row["media"]] == [
        ("img/heart.png", "image", True),
        ("Lung.PNG", "answer_image", True),
        ("gone.mp3", "audio", False),
        ("liver.png", None, False),
    ]


def test_a_check_that_watches_looks_at_pictures_and_sounds(folder: Path) -> None:
    findings(
        folder, "audio: gone.mp3\nexplanation: '![A heart](img/heart.png)'", "markup: markdown\n"
    )
    named = set(_beside(open_deck(folder / "deck.yaml")))
    assert named == {folder / name for name in ("deck.yaml", "gone.mp3", "img/heart.png")}


def test_a_deck_with_its_files_is_a_folder_that_can_be_moved(folder: Path) -> None:
    (folder / "img/beat.wav").write_bytes(HEADS["WAV"])
    (folder / "img/week.yaml").write_text(
        "markup: markdown\ncards:\n  - {id: inner, question: 'Is ![it](heart.png) one?', answer: yes it"
        " is, audio: beat.wav}\n",
        "utf-8",
    )
    deck = "include: img/week.yaml\ncards:\n  - {id: outer, question: What beats?, answer: a heart,"
    (folder / "deck.yaml").write_text(f"title: T\n{deck} audio: beat.mp3}}\n", "utf-8")
    there = shutil.move(folder, folder.with_name("moved away"))
    for name in ("deck.yaml", "../moved away/deck.yaml"):
        path = Path(there) / name
        assert check_deck(path, select=["Q12"]) == []
        played = load_deck(path)
        hearing = Hearing({played.id: path.parent})
        for card, file in zip(played.cards, ("img/beat.wav", "beat.mp3"), strict=True):
            asking = Asking(card, (), START)
            assert [sound.file for sound in hearing.sounds(asking)] == [file]


def test_a_thousand_pictures_are_looked_for_in_no_time(folder: Path) -> None:
    names = [f"img/{number}.png" for number in range(1000)]
    for name in names[::2]:
        (folder / name).write_bytes(PNG)
    entries = "".join(
        f"  - {{question: What is number {at}?, answer: A, image: {name}}}\n"
        for at, name in enumerate(names)
    )
    (folder / "deck.yaml").write_text(f"title: T\ncards:\n{entries}", "utf-8")
    reading = open_deck(folder / "deck.yaml")
    began = time.process_time()
    found = check_deck(reading, select=["Q125", "Q126"])
    assert len(found) == 500
    assert time.process_time() - began < 8


def test_a_picture_in_the_defaults_is_named_from_the_deck(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.yaml").write_text("cards:\n  - {question: Q?, answer: a}\n", "utf-8")
    deck = tmp_path / "d.yaml"
    for written in ("h.png", "[h.png]", "{h.png: A heart}", "[{h.png: A heart}]"):
        head = f"title: T\ninclude: sub/one.yaml\ndefaults: {{image: {written}}}\n"
        deck.write_text(f"{head}cards:\n  - {{question: R?, answer: a}}\n", "utf-8")
        media = [note.media for note in load_deck(deck).notes]
        names = [each.from_deck(each.images[0].file) for each in media if each]
        assert [posixpath.normpath(name) for name in names] == ["h.png", "h.png"], written

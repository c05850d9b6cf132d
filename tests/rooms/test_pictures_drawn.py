"""Pictures on screens that follow each other: what stands there is what was drawn last, and no rest."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings, strategies as st

from quizkit import load_deck, read_deck
from quizkit.cli.page import Page
from quizkit.cli.pictures import pillow
from quizkit.cli.pictures.asking import Protocol
from quizkit.cli.pictures.beside import Beside, Picture, PictureLine
from quizkit.cli.pictures.opening import Opener, opener
from quizkit.cli.pictures.placing import NEEDS_PILLOW
from quizkit.cli.player.drawing import Drawing
from quizkit.cli.player.linear import LinearFront
from quizkit.cli.player.terminal import TerminalFront
from quizkit.cli.player.view import View
from quizkit.model import Media, MediaFile
from quizkit.session import Plan, Respond
from quizkit.visible import width_of
from tests.fruit import answers
from tests.picture_window import REPLIES, Answering, PictureWindow
from tests.pictures import gif, png
from tests.places import GOLDEN
from tests.sittings import SCHEDULER, Sitting
from tests.spawned import play

FOLDER = GOLDEN / "screens"
FILES = [FOLDER / "heart.png", FOLDER / "wide.png"]
BOTH = [Protocol.KITTY, Protocol.ITERM]


class Disturbed(Answering):
    """Keys of a terminal on which something else may have been written meanwhile."""

    disturbed = False

    def drawing(self) -> bool:
        return self.disturbed


def drawing_on(window: PictureWindow, protocol: Protocol) -> tuple[Disturbed, Drawing]:
    keys = Disturbed(window, protocol)
    drawing = Drawing(keys, colour=True)
    drawing.beside = Beside(FOLDER, Media(), "p")
    return keys, drawing


def view_of(words: list[str]) -> Callable[[Page], View]:
    """Return a screen of words, digits being pictures."""

    def view(page: Page) -> View:
        lines = [
            PictureLine("[picture]", Picture(FILES[int(word)], "p")) if word.isdigit() else word
            for word in words
        ]
        return View(lines, ["q leave"])

    return view


SCREENS = st.tuples(
    st.lists(st.sampled_from(["word", "", "0", "1"]), min_size=1, max_size=8),
    st.sampled_from("foo."),
)


def draw(window: PictureWindow, drawing: Drawing, words: list[str], *, fresh: bool) -> None:
    size = {"COLUMNS": "40", "LINES": str(window.rows), "TERM": "xterm"}
    with patch.dict(os.environ, size), redirect_stdout(window):  # type: ignore[type-var]
        drawing.draw(view_of(words), fresh=fresh)


@settings(deadline=None)
@given(st.sampled_from(BOTH), st.lists(SCREENS, max_size=8), st.sampled_from([8, 12, 24]))
def test_a_screen_drawn_over_any_other_is_as_if_it_was_the_first(
    protocol: Protocol, screens: list[tuple[list[str], str]], rows: int
) -> None:
    window = PictureWindow(rows, 40)
    keys, drawing = drawing_on(window, protocol)
    draw(window, drawing, ["0"], fresh=True)  # is asked, and answers
    for words, how in screens:
        keys.disturbed = how == "."
        if keys.disturbed:
            window.disturb()
        draw(window, drawing, words, fresh=how == "f")
        alone = PictureWindow(rows, 40)
        _, other = drawing_on(alone, protocol)
        draw(alone, other, ["0"], fresh=True)
        draw(alone, other, words, fresh=True)
        assert window.text.rstrip() == alone.text.rstrip()
        assert window.pictures == alone.pictures


def test_pictures_that_stand_are_not_sent_again() -> None:
    window = PictureWindow(24, 40)
    _, drawing = drawing_on(window, Protocol.KITTY)
    for words in (["0"], ["a", "0", "b"], ["c", "0", "d"]):
        window.sent = ""
        draw(window, drawing, words, fresh=False)
    assert "_G" not in window.sent
    assert window.lines[0] == "c"
    assert len(window.pictures) == 1


@pytest.mark.parametrize("protocol", BOTH)
def test_a_screen_of_many_pictures_shows_some_and_names_the_others(
    tmp_path: Path, protocol: Protocol
) -> None:
    for number in range(20):
        (tmp_path / f"{number}.png").write_bytes(png(40 + number, 40))
    for first in (0, 3):
        names = ", ".join(f"{number}.png" for number in range(first, first + 12))
        learner = seen(sitting(CHOICE.replace("IMAGE", f"[{names}]")), tmp_path, protocol)
        assert len(learner.window.pictures) == 4
        assert learner.window.text.count("[picture: ") == 8


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.png").write_bytes(png(30, 30))
    (tmp_path / "b.gif").write_bytes(gif(300, 200))
    (tmp_path / "no.png").write_text("<html>")
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "large.png").write_bytes(png(30, 30) + bytes(5_000_000))
    (tmp_path / "out.png").symlink_to(FILES[0])
    (tmp_path / "bad\x1b[2J.png").write_bytes(png(30, 30))
    return tmp_path


def sitting(cards: str) -> Sitting:
    deck = read_deck(f"title: T\nid: d\ncards: [{cards}]")
    return Sitting(Plan({"d": deck}, {card.id: card for card in deck.cards}, SCHEDULER, "w", "s"))


def front(keys: Answering, folder: Path, *, told: str = "") -> TerminalFront:
    return TerminalFront(keys, colour=True, folders={"d": folder})


def seen(
    it: Sitting,
    folder: Path,
    protocol: Protocol | None,
    keys: str = "",
    rows: int = 24,
    columns: int = 80,
) -> Answering:
    """Return the learner who typed keys at the screen of a session."""
    window = PictureWindow(rows, columns)
    learner = Answering(window, protocol, keys)
    size = {"COLUMNS": str(columns), "LINES": str(rows), "TERM": "xterm"}
    with patch.dict(os.environ, size, clear=True), redirect_stdout(window):  # type: ignore[type-var]
        front(learner, folder).read(it.session)
    return learner


def test_a_drawing_is_told_in_words_and_opened(folder: Path) -> None:
    (folder / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    learner = seen(sitting(CHOICE.replace("IMAGE", "a.svg")), folder, Protocol.KITTY)
    assert "[picture: a.svg · p opens it]" in learner.window.text
    assert NEEDS_PILLOW not in learner.window.text
    assert learner.window.pictures == []


CHOICE = "{question: Q?, answer: yes, distractors: [no], image: IMAGE}"


@pytest.mark.parametrize(
    "name", ["no.png", "pipe.png", "large.png", "out.png", "gone.png", "../x", "/etc/x"]
)
def test_a_picture_that_is_not_there_is_absent_and_nobody_is_asked(folder: Path, name: str) -> None:
    learner = seen(sitting(CHOICE.replace("IMAGE", name)), folder, Protocol.KITTY)
    assert "picture" not in learner.window.text
    assert learner.questions == []
    assert learner.window.pictures == []


def test_a_picture_in_a_text_keeps_its_words_where_its_file_is_gone(folder: Path) -> None:
    it = sitting(
        "{markup: markdown, question: '![A map](gone.png)', answer: '![yes](a.png)',"
        " distractors: ['![no](gone.png)']}"
    )
    text = seen(it, folder, Protocol.KITTY).window.text
    for words in ("[picture: A map]", ") [picture: yes · p opens it]", ") [picture: no]"):
        assert words in text


def test_pictures_of_an_included_file_lie_beside_that_file(tmp_path: Path) -> None:
    (tmp_path / "week1").mkdir()
    (tmp_path / "week1" / "a.png").write_bytes(png(30, 30))
    (tmp_path / "deck.yaml").write_text("title: T\nid: d\ninclude: week1/words.yaml\n", "utf-8")
    cards = f"cards: [{CHOICE.replace('IMAGE', 'a.png')}]"
    (tmp_path / "week1" / "words.yaml").write_text(cards, "utf-8")
    deck = load_deck(tmp_path / "deck.yaml")
    it = Sitting(Plan({"d": deck}, {card.id: card for card in deck.cards}, SCHEDULER, "w", "s"))
    assert [each.data for each in seen(it, tmp_path, Protocol.KITTY).window.pictures] == [
        png(30, 30)
    ]


def test_a_picture_that_is_cut_off_leaves_the_terminal_readable() -> None:
    class Interrupted(PictureWindow):
        def write(self, sent: str) -> None:
            self.sent += sent[:10]
            if "_G" in sent:
                raise KeyboardInterrupt

    window = Interrupted(24, 40)
    _, drawing = drawing_on(window, Protocol.KITTY)
    draw(window, drawing, ["0"], fresh=True)
    with pytest.raises(KeyboardInterrupt):
        draw(window, drawing, ["0"], fresh=True)
    assert window.sent.endswith("\x1b\\")


def test_a_plain_deck_asks_the_terminal_nothing(folder: Path) -> None:
    learner = seen(
        sitting("{question: Q?, answer: yes, distractors: [no]}"), folder, Protocol.KITTY
    )
    assert learner.questions == []


def test_words_of_strangers_reach_no_terminal_raw(folder: Path) -> None:
    beside = Beside(folder, Media(), "p")
    assert (
        beside.line(MediaFile("a.png", "\x9bA\x1b[2J"), 80) == "[picture: \ufffdA␛[2J · p opens it]"
    )
    assert beside.line(MediaFile("bad\x1b[2J.png"), 80) == "[picture: bad␛[2J.png · p opens it]"
    said = Opener(opens=False).opened([Picture(folder / "bad\x1b[2J.png", "")])
    assert said == f"picture is here: {folder}/bad␛[2J.png"


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_long_words_leave_room_for_the_key(folder: Path, columns: int) -> None:
    it = sitting(CHOICE.replace("IMAGE", f"{{a.png: {'so long ' * 20}}}"))
    lines = seen(it, folder, None, columns=columns).window.lines
    (line,) = [line for line in lines if "[picture" in line]
    assert line.endswith("… · p opens it]" if columns > 20 else "…]")
    assert width_of(line) <= columns


def test_where_an_answer_is_typed_the_key_has_its_colon(folder: Path) -> None:
    it = sitting("{question: Q?, answer: yes, image: a.png}")
    text = seen(it, folder, None).window.text
    assert "[picture: a.png · :p opens it]" in text
    assert ":p picture" in text


def test_a_transcript_has_the_words_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    it = sitting(
        "{question: Q?, answer: yes, image: {a.png: A square}, answer_image: [b.gif, gone.png]}"
    )
    linear = LinearFront(
        iter([":p", "yes", ":picture"]),
        Page(80, colour=False, heard=True),
        echo=True,
        folders={"d": folder},
    )
    given = linear.read(it.session)
    assert given == Respond("yes")
    it.do(given)
    linear.read(it.session)
    said = capsys.readouterr().out
    assert said.count("[picture: A square]") == 1
    assert "[picture: b.gif]" in said
    assert "gone" not in said
    assert f"picture is here: {folder / 'a.png'}" in " ".join(said.split())
    assert "\x1b" not in said


def test_without_pillow_it_is_said_once_where_it_would_help(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pillow, "is_there", lambda: False)
    it = sitting(CHOICE.replace("IMAGE", "b.gif"))
    learner = seen(it, folder, Protocol.SIXEL, "xx?x")
    assert [NEEDS_PILLOW in screen for screen in learner.screens] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert all("[picture: b.gif" in screen for screen in learner.screens if "Q?" in screen)
    assert NEEDS_PILLOW not in seen(it, folder, None).window.text
    assert NEEDS_PILLOW not in seen(it, folder, Protocol.ITERM).window.text
    assert NEEDS_PILLOW in seen(it, folder, Protocol.KITTY).window.text
    png_alone = sitting(CHOICE.replace("IMAGE", "a.png"))
    assert NEEDS_PILLOW not in seen(png_alone, folder, Protocol.KITTY).window.text


_SAID = r"picture (?:\d of \d )?(?:is|could|does).*?: /\S+|there is no picture here|that key does nothing here"


def opened(folder: Path, keys: str, monkeypatch: pytest.MonkeyPatch, cards: str) -> Iterator[str]:
    """Yield what is said on each screen, and the commands that are run."""
    learner = seen(sitting(cards), folder, None, keys)
    for screen in learner.screens:
        said = re.findall(_SAID, " ".join(screen.split()))
        yield from said


def test_p_opens_one_picture_after_the_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: list[list[str]] = []
    monkeypatch.setattr("quizkit.cli.pictures.opening.opener", lambda *_: ["show"])
    monkeypatch.setattr(Opener, "_runs", lambda self, command: run.append(command) or True)
    cards = CHOICE.replace("IMAGE", "[a.png, gone.png, b.gif]")
    said = list(opened(folder, "ppp", monkeypatch, cards))
    a, b = str(folder / "a.png"), str(folder / "b.gif")
    assert [command[1] for command in run] == [a, b, a]
    assert said == [
        f"picture 1 of 2 is opened: {a}",
        f"picture 2 of 2 is opened: {b}",
        f"picture 1 of 2 is opened: {a}",
    ]


def test_p_says_where_a_picture_is_that_nothing_opens(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizkit.cli.pictures.opening.opener", lambda *_: None)
    (said,) = opened(folder, "p", monkeypatch, CHOICE.replace("IMAGE", "a.png"))
    assert said == f"picture is here, and no program was found to open it: {folder / 'a.png'}"
    monkeypatch.setattr("quizkit.cli.pictures.opening.opener", lambda *_: ["/no/such/program"])
    (said,) = opened(folder, "p", monkeypatch, CHOICE.replace("IMAGE", "a.png"))
    assert said == f"picture could not be opened: {folder / 'a.png'}"
    monkeypatch.setattr("quizkit.cli.pictures.opening.opener", lambda *_: ["false"])
    (said,) = opened(folder, "p", monkeypatch, CHOICE.replace("IMAGE", "a.png"))
    assert said == f"picture could not be opened: {folder / 'a.png'}"


def test_p_is_no_key_where_there_is_no_picture(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = "{question: Q?, answer: yes, distractors: [no]}"
    assert list(opened(folder, "p", monkeypatch, plain)) == ["that key does nothing here"]
    gone = CHOICE.replace("IMAGE", "gone.png")
    assert list(opened(folder, "p", monkeypatch, gone)) == ["there is no picture here"]


def test_a_picture_that_is_named_like_a_program_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.command").write_bytes(png(3, 3))
    (said,) = opened(folder, "p", monkeypatch, CHOICE.replace("IMAGE", "a.command"))
    assert said.startswith("picture does not have the name of one")


def test_each_system_has_its_opener(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"xdg-open": "/bin/xdg-open"}
    monkeypatch.setattr("quizkit.cli.player.background.which", found.get)
    assert opener({}, "darwin") == ["open"]
    assert opener({}, "win32") == []
    assert opener({"DISPLAY": ":0"}, "linux") == ["/bin/xdg-open"]
    assert opener({}, "linux") is None
    found["xdg-open"] = "./xdg-open"  # of the deck's folder, where `.` is in the path
    assert opener({"DISPLAY": ":0"}, "linux") is None


ANSWERS = {
    "at once": [*REPLIES[Protocol.KITTY], "heart"],
    "behind what is typed": ["heart", *REPLIES[Protocol.KITTY]],
    "among what is typed": [
        "he",
        *REPLIES[Protocol.KITTY][:1],
        "ar",
        *REPLIES[Protocol.KITTY][1:],
        "t",
    ],
    "never": ["heart"],
}


@pytest.mark.parametrize("parts", ANSWERS.values(), ids=ANSWERS.keys())
def test_whoever_types_at_once_loses_no_letter(tmp_path: Path, parts: list[str]) -> None:
    (tmp_path / "heart.png").write_bytes(FILES[0].read_bytes())
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "title: T\ncards: [{question: Organ?, answer: heart, image: heart.png}]", "utf-8"
    )
    screen = play(deck)
    screen.expect(r"\x1b\[c")  # the last that it is asked, when all is drawn
    screen.send("".join(parts))
    if len(parts) > 1:
        screen.expect("_Ga=T")
    screen.send("\r")
    screen.expect("Right(?s:.*)leave")
    screen.sendintr()
    screen.expect("Interrupted")
    (answer,) = answers(deck)
    assert answer.response == "heart"

"""Sounds played on `a`, and sides of cards read aloud, by programs that run in the background."""

import io
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, strategies as st

from quizkit import read_deck
from quizkit.cli.page import Page
from quizkit.cli.player import background, speech
from quizkit.cli.player.background import Background, Run
from quizkit.cli.player.hearing import NOTHING_TO_HEAR, Hearing
from quizkit.cli.player.linear import LinearFront
from quizkit.cli.player.sounds import NoProgramError, play_command, players_of
from quizkit.cli.player.speech import MOST_SPOKEN, say_command, spoken
from quizkit.cli.player.terminal import TerminalFront
from quizkit.formats.media_types import M4A, MP3, OGG, SOUNDS, WAV, MediaType
from quizkit.model import Blanks
from quizkit.session import Asking, Command, Judged, Respond
from quizkit.telling.heard import Speech, speech as spoken_on
from tests.fruit import DECK as FRUIT
from tests.screens import RIGHT, Typed, sitting_of
from tests.sittings import Sitting

SOUND = b"ID3" + bytes(40)
VOICES = """\
Alex                en_US    # Most people recognize me by my voice.
Monica              es_ES    # Hola, me llamo Monica.
Paulina (Enhanced)  es_MX    # Hola, me llamo Paulina.
Ting-Ting           zh_CN    # 您好，我叫Ting-Ting。
"""
LANGUAGES = """\
Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  af              --/M      Afrikaans          gmw/af
 5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(GB)       gmw/en               (en 2)
"""
DECK = """\
title: D
language: {question: en, answer: es}
cards:
  - id: dog
    question: What is the Spanish for dog?
    answer: el perro
    reverse: true
    speak: SIDE
    audio: {perro.mp3: a dog}
  - id: heart
    question: What beats?
    cloze: The {{heart}} beats in the {{chest::a part of the body}}.
    speak: SIDE
  - {id: plain, question: Is it still?, answer: si}
"""


class Heard(Background):
    """What would run; `failed` is what the last one ended with."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self.stopped = 0
        self.silent: set[str] = set()  # programs that fail at once

    def start(self, run: Run) -> None:
        self.runs.append(run)

    def stop(self) -> None:
        self.stopped += 1

    def failed(self, within: float = 0) -> bool:
        return bool(self.runs) and Path(self.runs[-1].command[0]).name in self.silent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "perro.mp3").write_bytes(SOUND)
    return tmp_path


@pytest.fixture(autouse=True)
def installed() -> Iterator[set[str]]:
    """Return the names of the programs that are installed, to be changed."""
    names = {"mpv", "espeak-ng"}
    speech._languages_of_espeak.cache_clear()
    speech._voices_of_say.cache_clear()

    def which(name: str) -> str | None:
        return f"/bin/{name}" if name in names else None

    printed = {"--voices": LANGUAGES, "?": VOICES}
    with (
        patch.object(background, "which", which),
        patch.object(speech, "_printed", lambda command: printed[command[-1]]),
    ):
        yield names


def heard(text: str, card: str, folder: Path) -> tuple[Sitting, Hearing, Heard]:
    programs = Heard()
    return sitting_of(text, card), Hearing({"d": folder}, programs), programs


def said(it: Sitting) -> Speech | None:
    screen = it.session.screen
    assert isinstance(screen, Asking | Judged)
    return spoken_on(screen)


@pytest.mark.parametrize("side", ["true", "question", "answer", "false"])
def test_a_side_is_read_in_its_language_when_it_is_shown(side: str) -> None:
    deck = DECK.replace("SIDE", side)
    asked, answered = side in ("true", "question"), side in ("true", "answer")
    dog = sitting_of(deck, "d#dog")
    question, answer = Speech("What is the Spanish for dog?", "en"), Speech("el perro", "es")
    assert said(dog) == (question if asked else None)
    assert said(dog.do(Respond("el perro"))) == (answer if answered else None)


@pytest.mark.parametrize("side", ["question", "answer"])
def test_sides_of_a_card_turned_round_change_places(side: str, folder: Path) -> None:
    it, hearing, _ = heard(DECK.replace("SIDE", side), "d#dog:reverse", folder)
    asked = it.asking
    question = Speech("What is the Spanish for dog?", "en")
    assert said(it) == (None if side == "question" else Speech("el perro", "es"))
    assert hearing.sounds(asked) == []  # it belongs to what is wanted
    assert said(it.do(Command.SHOW)) == (question if side == "question" else None)
    assert [sound.alt for sound in hearing.sounds(it.judged)] == ["a dog"]


def test_a_blank_is_a_pause_or_its_hint_and_the_text_is_read_whole_with_the_feedback() -> None:
    deck = DECK.replace("SIDE", "true")
    heart, chest = sitting_of(deck, "d#heart:heart"), sitting_of(deck, "d#heart:chest")
    assert said(heart) == Speech("What beats?\nThe  …  beats in the chest.", "en")
    assert said(chest) == Speech(
        "What beats?\nThe heart beats in the  … a part of the body … .", "en"
    )
    whole = Speech("What beats?\nThe heart beats in the chest.", "es")
    assert said(heart.do(Respond(["heart"]))) == said(chest.do(Command.SHOW)) == whole


@given(st.sampled_from(["true", "question", "answer"]), st.sampled_from(["plain", "dog", "heart"]))
def test_no_answer_is_spoken_before_it_is_judged(side: str, name: str) -> None:
    deck = read_deck("id: d\n" + DECK.replace("SIDE", side))
    for card in deck.cards:
        if card.note.id == name:
            told = said(sitting_of(DECK.replace("SIDE", side), card.id))
            right = card.task.rights[0].shown
            assert told is None or right not in told.text


@pytest.mark.parametrize("card", RIGHT)
def test_of_each_kind_of_question_both_sides_are_read(card: str) -> None:
    it = sitting_of(f"defaults: {{speak: true}}\n{FRUIT}", card)
    told = said(it)
    assert told
    if not isinstance(it.asking.card.task, Blanks):
        assert told.text == it.asking.card.prompt
    after = said(it.do(Respond(RIGHT[card])))
    assert after
    for right in it.judged.card.task.rights:
        assert right.shown in after.text
    assert "→" not in after.text


def test_words_are_spoken_not_marks() -> None:
    deck = "title: D\nmarkup: markdown\ncards:\n  - {id: a, question: What is **$x^2$** of `3`?, answer: _9_, speak: true}\n"
    it = sitting_of(deck, "d#a")
    assert said(it) == Speech("What is x² of 3?", "en")
    assert said(it.do(Respond("9"))) == Speech("9", "en")


@pytest.mark.parametrize("where", ["of the table", "of the deck"])
def test_the_words_of_a_table_are_spoken_each_in_its_language(where: str) -> None:
    table = "words:\n  columns: [word, meaning]\n  languages: {word: ja, meaning: en}\n"
    rows = "  rows: [[猫, cat; pussy cat]]\n"
    if where == "of the table":
        deck = f"title: D\n{table}  speak: true\n{rows}"
    else:
        deck = f"title: D\ndefaults: {{speak: true}}\n{table}{rows}"
    word, meaning = Speech("猫", "ja"), Speech("cat; pussy cat", "en")
    for card, asked, answered in (
        ("d#猫:word>meaning", word, meaning),
        ("d#猫:meaning>word", meaning, word),
    ):
        it = sitting_of(deck, card)
        assert said(it) == asked
        assert said(it.do(Command.SHOW)) == answered


def test_a_screen_speaks_once_and_the_next_one_ends_it(folder: Path) -> None:
    it, hearing, programs = heard(DECK.replace("SIDE", "true"), "d#dog", folder)
    for _ in range(3):
        hearing.shown(it.session.screen)
    assert [run.text for run in programs.runs] == ["What is the Spanish for dog?"]
    assert programs.stopped == 1
    hearing.shown(it.do(Respond("el perro")).session.screen)
    assert programs.runs[1].text == "el perro"
    hearing.shown(it.do(Command.OVERRULE).session.screen)
    assert len(programs.runs) == 2
    hearing.shown(it.do(Command.NEXT).session.screen)
    assert programs.stopped == 3


def test_a_plays_what_there_is_one_after_the_other(folder: Path) -> None:
    (folder / "más.ogg").write_bytes(b"OggS" + bytes(40))
    deck = DECK.replace("SIDE", "question").replace(
        "audio: {perro.mp3: a dog}", "audio: [perro.mp3, gone.mp3, ./más.ogg]"
    )
    it, hearing, programs = heard(deck, "d#dog", folder)
    told = [hearing.asked(it.asking) for _ in range(4)]
    assert told == ["1 of 3: perro.mp3", "2 of 3: ./más.ogg", "3 of 3: read aloud", told[0]]
    played = [Path(run.command[-1]).name for run in programs.runs]
    assert played == ["perro.mp3", "más.ogg", "--stdin", "perro.mp3"]
    assert all(Path(run.command[0]).is_absolute() for run in programs.runs)
    assert programs.runs[0].command[-2:] == ["--", str(folder.resolve() / "perro.mp3")]


def test_a_file_that_is_no_sound_is_handed_to_no_program(folder: Path) -> None:
    (folder / "perro.mp3").write_bytes(b"#EXTM3U\nhttps://example.org/x.mp3\n")
    it, hearing, programs = heard(DECK.replace("SIDE", "answer"), "d#dog", folder)
    assert hearing.asked(it.asking) == "perro.mp3 is no sound that is played"
    assert programs.runs == []


def test_a_sound_that_is_missing_is_absent(folder: Path) -> None:
    (folder / "perro.mp3").unlink()
    it, hearing, programs = heard(DECK.replace("SIDE", "answer"), "d#dog", folder)
    assert hearing.asked(it.asking) == NOTHING_TO_HEAR
    (folder / "perro.mp3").symlink_to("/dev/zero")
    assert hearing.asked(it.asking) == NOTHING_TO_HEAR
    assert programs.runs == []


def test_it_is_said_once_that_nothing_reads_aloud(folder: Path, installed: set[str]) -> None:
    installed.discard("espeak-ng")
    it, hearing, _ = heard(DECK.replace("SIDE", "true"), "d#dog", folder)
    hearing.shown(it.session.screen)
    told = hearing.untold()
    assert told == "no program to read aloud was found: install one of spd-say, espeak-ng"
    hearing.shown(it.do(Respond("el perro")).session.screen)
    assert hearing.untold() == ""


def test_where_a_program_fails_the_next_one_plays(folder: Path, installed: set[str]) -> None:
    installed |= {"ffplay", "cvlc"}
    it, hearing, programs = heard(DECK.replace("SIDE", "answer"), "d#dog", folder)
    programs.silent = {"mpv", "ffplay"}
    assert hearing.asked(it.asking) == hearing.asked(it.asking) == ""
    started = [run.command[0] for run in programs.runs]
    assert started == ["/bin/mpv", "/bin/ffplay", "/bin/cvlc", "/bin/cvlc"]
    programs.silent.add("cvlc")
    assert hearing.asked(it.asking) == (
        "mpv, ffplay and cvlc failed, and no other program to play MP3 sounds was found"
    )


def test_a_file_that_nothing_plays_leaves_the_others_alone(
    folder: Path, installed: set[str]
) -> None:
    (folder / "good.mp3").write_bytes(SOUND)
    deck = DECK.replace("SIDE", "answer").replace("{perro.mp3: a dog}", "[perro.mp3, good.mp3]")
    it, hearing, programs = heard(deck, "d#dog", folder)
    programs.silent = {"mpv"}
    assert hearing.asked(it.asking) == (
        "mpv failed, and no other program to play MP3 sounds was found"
    )
    programs.silent = set()
    assert hearing.asked(it.asking) == "2 of 2: good.mp3"


@pytest.mark.parametrize("kind", SOUNDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_each_sound_has_players_and_the_first_that_is_there_plays_it(
    platform: str, kind: MediaType
) -> None:
    names = players_of(kind, platform)
    assert "mpv" in names
    assert ("aplay" in names) == (kind is WAV and platform == "linux")
    assert ("afplay" in names) == (platform == "darwin" and kind is not OGG)


def test_which_programs_are_looked_for_is_said(installed: set[str]) -> None:
    installed.clear()
    with pytest.raises(NoProgramError) as raised:
        play_command(Path("/a.m4a"), M4A)
    assert str(raised.value) == (
        "no program to play M4A sounds was found: install one of mpv, ffplay, cvlc"
    )
    installed.add("aplay")
    with pytest.raises(NoProgramError):
        play_command(Path("/a.mp3"), MP3)
    assert play_command(Path("/a.wav"), WAV) == ["/bin/aplay", "-q", "/a.wav"]


@pytest.mark.parametrize(
    ("name", "language", "command", "reads"),
    [
        ("espeak-ng", "zh-Hans", ["-v", "zh-Hans", "-b", "1", "--stdin"], True),
        ("espeak-ng", "en", ["-v", "en", "-b", "1", "--stdin"], True),
        ("espeak-ng", "tlh", ["-b", "1", "--stdin"], True),
        ("say", "es-MX", ["-v", "Paulina (Enhanced)", "-f", "-"], True),
        ("say", "es", ["-v", "Monica", "-f", "-"], True),
        ("say", "la", ["-f", "-"], True),
        ("spd-say", "es", ["--wait", "--language", "es", "--", "-w !-!SET"], False),
    ],
)
def test_a_text_is_read_in_its_language_as_far_as_there_is_a_voice(
    installed: set[str], name: str, language: str, command: list[str], reads: bool
) -> None:
    installed.clear()
    installed.add(name)
    run = say_command("-w !-!SET", language)
    assert run.command == [f"/bin/{name}", *command]
    assert run.text == ("-w !-!SET" if reads else "")
    assert run.at_end == (() if reads else ("/bin/spd-say", "--cancel"))


@given(st.text())
def test_what_is_spoken_is_short_and_commands_nothing(text: str) -> None:
    told = spoken(text * 3)
    assert len(told) <= MOST_SPOKEN
    assert "[[" not in told
    assert "]]" not in told
    assert all(char == "\n" or char.isprintable() for char in told)


def test_a_program_of_the_present_folder_is_not_run() -> None:
    with patch.object(background, "which", lambda name: f"./{name}"):
        assert background.program("mpv") is None


SH = shutil.which("sh") or ""
needs_sh = pytest.mark.skipif(not SH, reason="there is no sh on this system")


def is_over(group: int) -> bool:
    """Return whether no program of a group runs; waits a little for its end."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@needs_sh
def test_one_program_runs_at_a_time_and_none_after_the_end(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    running = Background()
    began = time.monotonic()
    pipes = []
    for signals in ("HUP INT", "HUP INT TERM"):
        pipe = tmp_path / f"held while any runs, {signals}"
        os.mkfifo(pipe)
        held = f"trap '' {signals}; exec 9>'{pipe}'; echo seen; echo seen >&2"
        running.start(Run([SH, "-c", f"{held}; sleep 60 & sleep 60"]))
        pipes.append(pipe.open())
    assert pipes[0].read() == ""  # the end of what the first held open, and all that it started
    running.close()
    assert pipes[1].read() == ""
    running.close()
    assert time.monotonic() - began < 30
    assert capfd.readouterr() == ("", "")
    for opened in pipes:
        opened.close()


@needs_sh
def test_a_program_has_no_terminal_and_reads_its_text() -> None:
    running = Background()
    running.start(Run([SH, "-c", "read it; [ \"$it\" = 'el perro' ] && exit 3"], "el perro\n"))
    assert running._running
    assert running._running.wait(5) == 3
    assert running.failed()
    running.start(Run([SH, "-c", "(: </dev/tty) && exit 4; exit 5"]))
    assert running._running.wait(5) == 5
    running.start(Run([SH, "-c", "exit 0"], "x" * MOST_SPOKEN))
    running._running.wait(5)
    assert not running.failed()
    running.start(Run([SH, "-c", "exit 1"]))
    assert running.failed(5)
    running.start(Run([SH, "-c", "sleep 60"]))
    assert not running.failed(0.01)
    running.close()
    assert not running.failed()


@needs_sh
def test_a_program_that_speaks_elsewhere_is_told_to_be_still(tmp_path: Path) -> None:
    running = Background()
    still = (SH, "-c", f"echo still > {tmp_path}/said")
    running.start(Run([SH, "-c", "sleep 60"], at_end=still))
    running.close()
    assert (tmp_path / "said").read_text() == "still\n"


def test_a_program_that_cannot_be_started_is_told_of(folder: Path) -> None:
    it, hearing = sitting_of(DECK.replace("SIDE", "answer"), "d#dog"), Hearing({"d": folder})
    with patch.object(subprocess, "Popen", side_effect=PermissionError(13, "Permission denied")):
        assert hearing.asked(it.asking) == "mpv: Permission denied"


def screens_of(it: Sitting, keys: str, folder: Path, columns: int = 80, rows: int = 24) -> str:
    """Return what a terminal is sent while keys are typed."""
    front, sent = TerminalFront(Typed(keys), colour=False, folders={"d": folder}), io.StringIO()
    with patch.dict(os.environ, COLUMNS=str(columns), LINES=str(rows)), redirect_stdout(sent):
        front.read(it.session)
    front.close()
    return sent.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", "")


CHOICE = """\
title: D
cards:
  - {id: dog, question: Whose bark is this?, answer: a dog, distractors: [a cat, a fox], audio: {perro.mp3: a bark}}
  - {id: plain, question: Whose bark is this one?, answer: a dog, distractors: [a cat, a fox]}
"""


def test_the_screen_says_that_there_is_a_sound_and_which_key_plays_it(folder: Path) -> None:
    with patch.object(Background, "start") as start:
        sent = screens_of(sitting_of(CHOICE, "d#dog"), "a?", folder)
    assert "[sound: a bark · a plays it]" in sent
    assert "a sound · ? help" in sent.replace("\n", " ")
    assert "a      the sound" in sent
    assert start.call_count == 1
    small = screens_of(sitting_of(CHOICE, "d#dog"), "", folder, 40, 12)
    assert "[sound: a bark · a plays it]" in small


def test_where_there_is_no_sound_nothing_is_said_of_any(folder: Path) -> None:
    plain = sitting_of(CHOICE.replace("audio", "x-audio"), "d#plain")
    with patch.object(Background, "start") as start:
        sent = screens_of(plain, "a?", folder)
    assert "sound" not in sent
    assert "that key does nothing here" in sent
    assert start.call_count == 0


def test_a_transcript_tells_of_sounds_and_plays_none_into_a_pipe(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    it = sitting_of(DECK.replace("SIDE", "true"), "d#dog")
    front = LinearFront(
        iter([":a", ":?", "el perro"]), Page(80, colour=False), echo=True, folders={"d": folder}
    )
    with patch.object(Background, "start") as start:
        given = front.read(it.session)
        assert isinstance(given, Respond)
        front.read(it.do(given).session)
    front.close()
    out = capsys.readouterr().out
    assert out.count("[sound: a dog]") == 1
    assert "sounds are played at a terminal alone" in out
    assert ":a     the sound" in out
    assert start.call_count == 0


def test_a_transcript_at_a_terminal_plays_what_is_asked_for_and_speaks_nothing_by_itself(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    it = sitting_of(DECK.replace("SIDE", "true"), "d#dog")
    front = LinearFront(
        iter([":sound", "el perro"]), Page(80, colour=False), echo=False, folders={"d": folder}
    )
    with (
        patch.object(Background, "start") as start,
        patch("sys.stdout.isatty", return_value=True, create=True),
    ):
        assert isinstance(front.read(it.session), Respond)
    front.close()
    assert "[sound: a dog · :a plays it]" in capsys.readouterr().out
    assert [call.args[0].command[0] for call in start.call_args_list] == ["/bin/mpv"]


def test_the_letter_is_an_answer_where_a_card_has_no_sound() -> None:
    from quizkit.cli.player.inputs import Look, Unknown, meaning_of

    vim = "title: D\ncards:\n  - {id: a, question: Which command appends?, answer: ':a'SOUND}\n"
    plain = sitting_of(vim.replace("SOUND", "")).asking
    assert meaning_of(":a", plain) == ":a"
    assert isinstance(meaning_of(":a", sitting_of(CHOICE, "d#plain").asking), Unknown)
    loud = sitting_of(vim.replace("SOUND", ", audio: a.mp3")).asking
    assert meaning_of(":a", loud) is meaning_of(":sound", loud) is Look.SOUND
    assert meaning_of("::a", loud) == ":a"


@needs_sh
@pytest.mark.parametrize("end", ["Ctrl-C", "SIGHUP", "q"])
def test_no_program_outlives_the_session(folder: Path, end: str) -> None:
    pytest.importorskip("pexpect", reason="there are no terminals to play on")
    from tests.spawned import play, script

    (folder / "bin").mkdir()
    script(folder / "bin/mpv", f"echo $$ > '{folder}/pid'; exec sleep 60")
    (folder / "d.yaml").write_text(CHOICE, "utf-8")
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    with patch.dict(os.environ, PATH=path):
        screen = play(folder / "d.yaml")
    screen.expect("a plays it")
    screen.send("a")
    wait_for(lambda: (folder / "pid").exists() and (folder / "pid").read_text())
    pid = int((folder / "pid").read_text())
    os.kill(pid, 0)
    ends = {
        "Ctrl-C": screen.sendintr,
        "SIGHUP": lambda: screen.kill(signal.SIGHUP),
        "q": lambda: [screen.send("q"), screen.expect("whenever you like"), screen.send("x")],
    }
    ends[end]()
    assert is_over(pid)
    screen.close(force=True)


def wait_for(what: Callable[[], object]) -> None:
    """Wait until something is so."""
    for _ in range(200):
        if what():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come")


def test_sounds_begin_anew_with_each_card(folder: Path) -> None:
    deck = DECK.replace("SIDE", "false").replace("{perro.mp3: a dog}", "[perro.mp3, ./perro.mp3]")
    it, hearing, programs = heard(deck, "d#dog", folder)
    asked = it.asking
    assert hearing.asked(asked) == "1 of 2: perro.mp3"
    judged = it.do(Command.SHOW).judged
    assert hearing.asked(judged) == "1 of 2: perro.mp3"
    assert hearing.asked(judged) == "2 of 2: ./perro.mp3"
    assert programs.stopped == 2
